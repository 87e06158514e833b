/* A disk that breaks, for LD_PRELOAD: from the n-th call on that writes to (or reads from) a file whose path has ".ledger"
   in it, either that one call fails or all do. Calls are counted in any case. See test_full_disk.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long calls, from;
static int error_number, ever, reads;

/* from_call 0: only count. also_after: every later call fails too. of_reads: reads are counted, not writes. */
void break_disk(long from_call, int error, int also_after, int of_reads) {
    calls = 0;
    from = from_call;
    error_number = error;
    ever = also_after;
    reads = of_reads;
}

long calls_of_disk(void) { return calls; }

static int of_ledger(int fd) {
    char link[40], path[4096];
    int was = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = was;
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, ".ledger") != NULL;
}

static int fails(int fd, int is_read) {
    if (is_read != reads || !of_ledger(fd)) return 0;
    calls++;
    if (from && (calls == from || (ever && calls > from))) {
        errno = error_number;
        return 1;
    }
    return 0;
}

/* The C library's own function of a name. */
#define NEXT(name) \
    static __typeof__(&name) next; \
    if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define MOVES(name, buffer, is_read) \
    ssize_t name(int fd, buffer bytes, size_t count) { \
        NEXT(name); \
        return fails(fd, is_read) ? -1 : next(fd, bytes, count); \
    }
#define MOVES_AT(name, buffer, is_read) \
    ssize_t name(int fd, buffer bytes, size_t count, off_t at) { \
        NEXT(name); \
        return fails(fd, is_read) ? -1 : next(fd, bytes, count, at); \
    }
#define KEEPS(name) \
    int name(int fd) { \
        NEXT(name); \
        return fails(fd, 0) ? -1 : next(fd); \
    }
#define CUTS(name) \
    int name(int fd, off_t size) { \
        NEXT(name); \
        return fails(fd, 0) ? -1 : next(fd, size); \
    }

MOVES(write, const void *, 0)
MOVES(read, void *, 1)
MOVES_AT(pwrite, const void *, 0)
MOVES_AT(pread, void *, 1)
#ifdef __LP64__ /* there, off_t is off64_t */
MOVES_AT(pwrite64, const void *, 0)
MOVES_AT(pread64, void *, 1)
CUTS(ftruncate64)
#endif
KEEPS(fsync)
KEEPS(fdatasync)
CUTS(ftruncate)
