/* Free lists by size over chunks that are given back together. */
#include "host/lua/pool.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 32 * 1024 - 64 };

struct pool_chunk {
  struct pool_chunk *older;
  max_align_t data[];
};

struct pool_large {
  struct pool_large *older, *newer;
  max_align_t data[];
};

struct pool_block {
  struct pool_block *next;
};

static bool is_small(size_t size) {
  return size <= (size_t)POOL_STEP * POOL_SIZES;
}

/* Sizes from 1 on. */
static size_t index_of(size_t size) {
  return (size - 1) / POOL_STEP;
}

static bool add_chunk(struct pool *p) {
  struct pool_chunk *chunk = malloc(sizeof *chunk + CHUNK_BYTES);
  if (!chunk) return false;
  chunk->older = p->chunks;
  p->chunks = chunk;
  p->at = (char *)chunk->data;
  p->end = p->at + CHUNK_BYTES;
  return true;
}

/* --- large blocks -------------------------------------------------------------------------- */

static struct pool_large *large_of(void *ptr) {
  return (struct pool_large *)((char *)ptr - offsetof(struct pool_large, data));
}

/* `l` stands where its neighbours look for it. */
static void link_large(struct pool *p, struct pool_large *l) {
  if (l->older) l->older->newer = l;
  if (l->newer)
    l->newer->older = l;
  else
    p->large = l;
}

static void *new_large(struct pool *p, size_t size) {
  struct pool_large *l = size < SIZE_MAX - sizeof *l ? malloc(sizeof *l + size) : NULL;
  if (!l) return NULL;
  l->older = p->large;
  l->newer = NULL;
  link_large(p, l);
  return l->data;
}

static void *resize_large(struct pool *p, void *ptr, size_t size) {
  struct pool_large *l = size < SIZE_MAX - sizeof *l ? realloc(large_of(ptr), sizeof *l + size) : NULL;
  if (!l) return NULL;
  link_large(p, l);
  return l->data;
}

static void free_large(struct pool *p, struct pool_large *l) {
  if (l->older) l->older->newer = l->newer;
  if (l->newer)
    l->newer->older = l->older;
  else
    p->large = l->older;
  free(l);
}

/* --- all blocks ---------------------------------------------------------------------------- */

static void *give(struct pool *p, size_t size) {
  if (!is_small(size)) return new_large(p, size);
  size_t index = index_of(size), bytes = (index + 1) * POOL_STEP;
  struct pool_block *block = p->unused[index];
  if (block) {
    p->unused[index] = block->next;
    return block;
  }
  if ((size_t)(p->end - p->at) < bytes && !add_chunk(p)) return NULL;
  void *fresh = p->at;
  p->at += bytes;
  return fresh;
}

static void take(struct pool *p, void *ptr, size_t size) {
  if (!is_small(size)) {
    free_large(p, large_of(ptr));
    return;
  }
  struct pool_block *block = ptr;
  block->next = p->unused[index_of(size)];
  p->unused[index_of(size)] = block;
}

void *pool_resize(struct pool *p, void *ptr, size_t old, size_t size) {
  if (old == 0) return size ? give(p, size) : NULL;
  if (size == 0) {
    take(p, ptr, old);
    return NULL;
  }
  if (!is_small(old) && !is_small(size)) return resize_large(p, ptr, size);
  if (is_small(old) && is_small(size) && index_of(old) == index_of(size)) return ptr;
  void *moved = give(p, size);
  if (!moved) return NULL;
  memcpy(moved, ptr, old < size ? old : size);
  take(p, ptr, old);
  return moved;
}

void pool_free(struct pool *p) {
  while (p->chunks) {
    struct pool_chunk *older = p->chunks->older;
    free(p->chunks);
    p->chunks = older;
  }
  while (p->large)
    free_large(p, p->large);
  memset(p, 0, sizeof *p);
}
