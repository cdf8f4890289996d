#pragma once
#include <sqlite3.h>

// SQLITE_TRANSIENT does not import into Swift.
static inline int raw_bind_text(sqlite3_stmt *statement, int index, const char *text) {
    return sqlite3_bind_text(statement, index, text, -1, SQLITE_TRANSIENT);
}
