#ifndef MUNICIPAL_REGISTRY_CSQLITE_SHIM_H
#define MUNICIPAL_REGISTRY_CSQLITE_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

// Swift imports neither C variadics nor casts of integers to function pointers.

static inline int csqlite_db_config_flag(sqlite3 *db, int option, int value) {
    return sqlite3_db_config(db, option, value, (int *)0);
}

static inline int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, index, bytes, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}

// The turn of the write gate: a lock of the open file, beside its flock, that the next in line holds while it waits.
// Linux keeps the two kinds of lock apart; elsewhere they may be one, and the gate does without a turn.
static inline int csqlite_turn(int descriptor, int take, int wait) {
#ifdef __linux__
    // F_OFD_SETLK and F_OFD_SETLKW, which the headers show only to those who ask for GNU's extensions.
    int command = wait ? 38 : 37;
    struct flock lock;
    memset(&lock, 0, sizeof lock);
    lock.l_type = take ? F_WRLCK : F_UNLCK;
    lock.l_whence = SEEK_SET;
    lock.l_len = 1;
    while (fcntl(descriptor, command, &lock) != 0) {
        if (errno != EINTR) return errno;
    }
#else
    (void)descriptor, (void)take, (void)wait;
#endif
    return 0;
}

#endif
