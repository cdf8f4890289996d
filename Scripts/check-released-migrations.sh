#!/usr/bin/env bash
# Holds released migrations to never changing: every file that Migrations/RELEASED lists has the digest that stands
# there, in the folder and in every commit whose list has it; and no line that a commit had is gone.
#
#     Scripts/check-released-migrations.sh [FOLDER]
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
set -euo pipefail
cd "${1:-$(dirname "$0")/..}"

list=Migrations/RELEASED
failed=0
complain() { echo "released migrations: $1" >&2; failed=1; }

if command -v sha256sum > /dev/null; then
    digest() { sha256sum | cut -d ' ' -f 1; }
else
    digest() { shasum -a 256 | cut -d ' ' -f 1; }
fi
lines() { grep -Ev '^(#|[[:space:]]*$)' || true; }

if [ ! -f "$list" ]; then
    complain "$list is missing"
    exit 1
fi

# The folder as it is.
while read -r sum file; do
    if [ ! -f "Migrations/$file" ]; then
        complain "Migrations/$file is missing"
    elif [ "$(digest < "Migrations/$file")" != "$sum" ]; then
        complain "Migrations/$file was changed after its release; undo that, and write the next migration"
    fi
done < <(lines < "$list")

# The history, where there is one.
if git rev-parse --git-dir > /dev/null 2>&1 && git rev-parse --verify --quiet HEAD > /dev/null; then
    # One commit by itself can tell of a file that differs from the list, but not of a list that was rewritten.
    if [ "$(git rev-parse --is-shallow-repository)" = true ] &&
        ! GIT_TERMINAL_PROMPT=0 git fetch --quiet --unshallow 2> /dev/null; then
        echo "released migrations: this clone is shallow, and the rest of the history could not be fetched:" \
            "only the commits that it has are looked at; git fetch --unshallow" >&2
    fi
    while read -r commit; do
        while read -r sum file; do
            if ! grep -qxF -- "$sum  $file" "$list"; then
                complain "$list lacks a line that commit ${commit:0:12} had: $sum  $file"
            fi
            if ! git cat-file -e "$commit:./Migrations/$file" 2> /dev/null; then
                complain "commit ${commit:0:12} lacks Migrations/$file, which was released"
            elif [ "$(git show "$commit:./Migrations/$file" | digest)" != "$sum" ]; then
                complain "commit ${commit:0:12} changes Migrations/$file, which was released"
            fi
        done < <(git show "$commit:./$list" 2> /dev/null | lines)
    done < <(git rev-list --full-history HEAD -- Migrations)
fi

exit "$failed"
