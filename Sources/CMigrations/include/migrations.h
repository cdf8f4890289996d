#ifndef MUNICIPAL_REGISTRY_MIGRATIONS_H
#define MUNICIPAL_REGISTRY_MIGRATIONS_H

#include <stddef.h>

/// One file of the folder Migrations, embedded, so that a moved binary still has it.
typedef struct {
    int version;
    const char *file_name;
    const unsigned char *bytes;
    size_t count;
} municipal_migration;

/// How many files there are.
size_t municipal_migration_count(void);

/// The file at an index below the count, the oldest first; version 0 beyond it.
municipal_migration municipal_migration_at(size_t index);

#endif
