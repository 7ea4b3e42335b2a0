/* Memory that lives and dies together. Zero-initialise, allocate, free once. */
#ifndef BYLAW_BASE_ARENA_H
#define BYLAW_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena_block;

struct arena {
  struct arena_block *head;
  size_t bytes; /* asked of the system so far */
  bool starved; /* something it was asked for was not there, since it was new or reset */
};

/* Zeroed memory, aligned for any type; NULL when there is none left. */
void *arena_new(struct arena *a, size_t size);
void *arena_array(struct arena *a, size_t count, size_t size);
/* Copies; NULL when there is no memory left or `text` is NULL. */
char *arena_text(struct arena *a, const char *text);
char *arena_text_n(struct arena *a, const char *text, size_t len);
/* Forget everything but keep the first block for reuse. */
void arena_reset(struct arena *a);
void arena_free(struct arena *a);

#endif
