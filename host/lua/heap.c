/* Free lists by size over chunks that are given back together. */
#include "host/lua/heap.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 32 * 1024 - 64 };

struct heap_chunk {
  struct heap_chunk *older;
  max_align_t data[];
};

struct heap_large {
  struct heap_large *older, *newer;
  max_align_t data[];
};

struct heap_block {
  struct heap_block *next;
};

static bool is_small(size_t size) {
  return size <= (size_t)HEAP_STEP * HEAP_SIZES;
}

/* Sizes from 1 on. */
static size_t index_of(size_t size) {
  return (size - 1) / HEAP_STEP;
}

static bool add_chunk(struct heap *h) {
  struct heap_chunk *chunk = malloc(sizeof *chunk + CHUNK_BYTES);
  if (!chunk) return false;
  chunk->older = h->chunks;
  h->chunks = chunk;
  h->at = (char *)chunk->data;
  h->end = h->at + CHUNK_BYTES;
  return true;
}

/* --- large blocks ----------------------------------------------------------------------------- */

static struct heap_large *large_of(void *ptr) {
  return (struct heap_large *)((char *)ptr - offsetof(struct heap_large, data));
}

/* `l` stands where its neighbours look for it. */
static void link_large(struct heap *h, struct heap_large *l) {
  if (l->older) l->older->newer = l;
  if (l->newer)
    l->newer->older = l;
  else
    h->large = l;
}

static void *new_large(struct heap *h, size_t size) {
  struct heap_large *l = size < SIZE_MAX - sizeof *l ? malloc(sizeof *l + size) : NULL;
  if (!l) return NULL;
  l->older = h->large;
  l->newer = NULL;
  link_large(h, l);
  return l->data;
}

static void *resize_large(struct heap *h, void *ptr, size_t size) {
  struct heap_large *l = size < SIZE_MAX - sizeof *l ? realloc(large_of(ptr), sizeof *l + size) : NULL;
  if (!l) return NULL;
  link_large(h, l);
  return l->data;
}

static void free_large(struct heap *h, struct heap_large *l) {
  if (l->older) l->older->newer = l->newer;
  if (l->newer)
    l->newer->older = l->older;
  else
    h->large = l->older;
  free(l);
}

/* --- all blocks ------------------------------------------------------------------------------- */

static void *give(struct heap *h, size_t size) {
  if (!is_small(size)) return new_large(h, size);
  size_t index = index_of(size), bytes = (index + 1) * HEAP_STEP;
  struct heap_block *block = h->unused[index];
  if (block) {
    h->unused[index] = block->next;
    return block;
  }
  if ((size_t)(h->end - h->at) < bytes && !add_chunk(h)) return NULL;
  void *fresh = h->at;
  h->at += bytes;
  return fresh;
}

static void take(struct heap *h, void *ptr, size_t size) {
  if (!is_small(size)) {
    free_large(h, large_of(ptr));
    return;
  }
  struct heap_block *block = ptr;
  block->next = h->unused[index_of(size)];
  h->unused[index_of(size)] = block;
}

void *heap_resize(struct heap *h, void *ptr, size_t old, size_t size) {
  if (old == 0) return size ? give(h, size) : NULL;
  if (size == 0) {
    take(h, ptr, old);
    return NULL;
  }
  if (!is_small(old) && !is_small(size)) return resize_large(h, ptr, size);
  if (is_small(old) && is_small(size) && index_of(old) == index_of(size)) return ptr;
  void *moved = give(h, size);
  if (!moved) return NULL;
  memcpy(moved, ptr, old < size ? old : size);
  take(h, ptr, old);
  return moved;
}

void heap_free(struct heap *h) {
  while (h->chunks) {
    struct heap_chunk *older = h->chunks->older;
    free(h->chunks);
    h->chunks = older;
  }
  while (h->large)
    free_large(h, h->large);
  memset(h, 0, sizeof *h);
}
