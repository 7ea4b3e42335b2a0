/* Memory of one Lua state: small blocks by size from large ones, as Lua asks for thousands of them while a policy loads. */
#ifndef BYLAW_LUA_POOL_H
#define BYLAW_LUA_POOL_H

#include <stddef.h>

enum { POOL_STEP = 16, POOL_SIZES = 24 }; /* blocks of up to 384 bytes; larger ones come from malloc */

struct pool_chunk;
struct pool_large;
struct pool_block;

struct pool {
  struct pool_chunk *chunks;
  struct pool_large *large; /* what came from malloc */
  struct pool_block *unused[POOL_SIZES];
  char *at, *end; /* of the newest chunk, what was never given out */
};

/* As lua_Alloc: `old` is the size that the block was asked for with, 0 when `ptr` is NULL. NULL: no memory, or `size` is 0. */
void *pool_resize(struct pool *p, void *ptr, size_t old, size_t size);
/* Gives back all that is still held, block by block or not. */
void pool_free(struct pool *p);

#endif
