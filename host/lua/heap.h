/* Memory of one Lua state: small blocks by size from large ones, as Lua asks for thousands of them
** while a policy loads. */
#ifndef BYLAW_LUA_HEAP_H
#define BYLAW_LUA_HEAP_H

#include <stddef.h>

/* blocks of up to 384 bytes; larger ones come from malloc */
enum { HEAP_STEP = 16, HEAP_SIZES = 24 };

struct heap_chunk;
struct heap_large;
struct heap_block;

struct heap {
  struct heap_chunk *chunks;
  struct heap_large *large; /* what came from malloc */
  struct heap_block *unused[HEAP_SIZES];
  char *at, *end; /* of the newest chunk, what was never given out */
};

/* As lua_Alloc: `old` is the size that the block was asked for with, 0 when `ptr` is NULL. NULL: no
** memory, or `size` is 0. */
void *heap_resize(struct heap *h, void *ptr, size_t old, size_t size);
/* Gives back all that is still held, block by block or not. */
void heap_free(struct heap *h);

#endif
