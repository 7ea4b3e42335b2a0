/* Allocations that fail on demand: those of the library (the linker's --wrap), of jansson, libcsv
** and SQLite (their own hooks). Lua's go through the library. An allocator of one's own by symbol
** interposition was not taken: it would take the place of the sanitizers'. */
#ifndef BYLAW_TESTS_ALLOCATIONS_H
#define BYLAW_TESTS_ALLOCATIONS_H

#include <csv.h>
#include <execinfo.h>
#include <jansson.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
  long live;           /* blocks that are held */
  long asked, fail_at; /* allocations since fail_from; which of them fails, 0: none */
  bool lasting;        /* and all after it */
  void *trace[40];     /* who asked first for what there was none of */
  int depth;
} allocations;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void __real_free(void *block);
int __real_csv_init(struct csv_parser *p, unsigned char options);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
void __wrap_free(void *block);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t most);
int __wrap_csv_init(struct csv_parser *p, unsigned char options);

/* Let the n-th allocation from now on fail (0: none); `lasting`: and all later ones. */
static inline void fail_from(long n, bool lasting) {
  allocations.asked = 0;
  if (n) allocations.depth = 0;
  allocations.fail_at = n;
  allocations.lasting = lasting;
}

static inline bool none_left(void) {
  long n = ++allocations.asked;
  if (!allocations.fail_at || n < allocations.fail_at || (n > allocations.fail_at && !allocations.lasting))
    return false;
  if (n == allocations.fail_at) {
    allocations.depth = backtrace(allocations.trace, 40);
  }
  return true;
}

static inline void *counted(void *block) {
  allocations.live += block != NULL;
  return block;
}

void *__wrap_malloc(size_t size) {
  return none_left() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size) {
  return none_left() ? NULL : counted(__real_calloc(count, size));
}

void *__wrap_realloc(void *block, size_t size) {
  if (!block) return __wrap_malloc(size);
  return none_left() ? NULL : __real_realloc(block, size);
}

void __wrap_free(void *block) {
  allocations.live -= block != NULL;
  __real_free(block);
}

char *__wrap_strndup(const char *text, size_t most) {
  size_t length = strnlen(text, most);
  char *copy = __wrap_malloc(length + 1);
  if (!copy) return NULL;
  memcpy(copy, text, length);
  copy[length] = '\0';
  return copy;
}

char *__wrap_strdup(const char *text) {
  return __wrap_strndup(text, PTRDIFF_MAX);
}

int __wrap_csv_init(struct csv_parser *p, unsigned char options) {
  int status = __real_csv_init(p, options);
  csv_set_realloc_func(p, __wrap_realloc);
  csv_set_free_func(p, __wrap_free);
  return status;
}

/* --- SQLite wants to know how large a block is ------------------------------------------------ */

enum { SIZE_BYTES = sizeof(max_align_t) };

static inline void *sized(void *block, int size) {
  if (!block) return NULL;
  memcpy(block, &size, sizeof size);
  return (char *)block + SIZE_BYTES;
}

static inline void *sqlite_malloc(int size) {
  return sized(__wrap_malloc((size_t)size + SIZE_BYTES), size);
}

static inline void sqlite_free(void *block) {
  if (block) __wrap_free((char *)block - SIZE_BYTES);
}

static inline void *sqlite_realloc(void *block, int size) {
  return sized(__wrap_realloc(block ? (char *)block - SIZE_BYTES : NULL, (size_t)size + SIZE_BYTES), size);
}

static inline int sqlite_size(void *block) {
  int size = 0;
  if (block) memcpy(&size, (char *)block - SIZE_BYTES, sizeof size);
  return size;
}

static inline int sqlite_round_up(int size) {
  return (size + 7) & ~7;
}

static inline int sqlite_init(void *unused) {
  (void)unused;
  return SQLITE_OK;
}

static inline void sqlite_shutdown(void *unused) {
  (void)unused;
}

/* To be called before anything else. */
static inline void allocations_begin(void) {
  static sqlite3_mem_methods methods = {sqlite_malloc,   sqlite_free, sqlite_realloc,  sqlite_size,
                                        sqlite_round_up, sqlite_init, sqlite_shutdown, NULL};
  if (sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) != SQLITE_OK || sqlite3_initialize() != SQLITE_OK)
    abort();
  json_set_alloc_funcs(__wrap_malloc, __wrap_free);
  allocations.depth = backtrace(allocations.trace, 1); /* the first time it loads a library */
}

#endif
