/* Memory that lives and dies together. */
#include "host/base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 16 * 1024 };

/* The newest block comes first; only it is filled further. */
struct arena_block {
  struct arena_block *older;
  size_t used, size;
  max_align_t data[];
};

static struct arena_block *add_block(struct arena *a, size_t need) {
  size_t size = need > BLOCK_BYTES ? need : BLOCK_BYTES;
  struct arena_block *block = malloc(sizeof *block + size);
  a->starved = a->starved || !block;
  if (!block) return NULL;
  block->used = 0;
  block->size = size;
  a->bytes += sizeof *block + size;
  block->older = a->head;
  a->head = block;
  return block;
}

void *arena_new(struct arena *a, size_t size) {
  const size_t align = sizeof(max_align_t);
  if (size > SIZE_MAX / 2) return NULL;
  size_t need = size ? (size + align - 1) / align * align : align;
  struct arena_block *block = a->head;
  if (!block || block->size - block->used < need) block = add_block(a, need);
  if (!block) return NULL;
  void *p = (char *)block->data + block->used;
  block->used += need;
  return memset(p, 0, need);
}

void *arena_array(struct arena *a, size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) return NULL;
  return arena_new(a, bytes);
}

char *arena_text_n(struct arena *a, const char *text, size_t len) {
  if (!text || len == SIZE_MAX) return NULL;
  char *copy = arena_new(a, len + 1);
  if (copy && len) memcpy(copy, text, len);
  return copy;
}

char *arena_text(struct arena *a, const char *text) {
  return text ? arena_text_n(a, text, strlen(text)) : NULL;
}

void arena_reset(struct arena *a) {
  while (a->head && a->head->older) {
    struct arena_block *older = a->head->older;
    a->bytes -= sizeof *a->head + a->head->size;
    free(a->head);
    a->head = older;
  }
  if (a->head) a->head->used = 0;
  a->starved = false;
}

void arena_free(struct arena *a) {
  arena_reset(a);
  free(a->head);
  memset(a, 0, sizeof *a);
}
