/* What makes loading quick gives what the slow way gives: the memory of a Lua state, the compiled
** standard library. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "host/base/buf.h"
#include "host/lua/load.h"
#include "host/lua/heap.h"

/* --- the memory of a Lua state ---------------------------------------------------------------- */

enum { BLOCKS = 2000, ROUNDS = 20, MOST_BYTES = 1500 };

struct held {
  unsigned char *data;
  size_t size;
};

/* A pattern that depends on the block and the place in it. */
static unsigned char mark(size_t block, size_t at) {
  return (unsigned char)(block * 31 + at * 7 + 1);
}

static void check_block(const struct held *h, size_t block, size_t length) {
  for (size_t i = 0; i < length; i++)
    assert_int_equal(h->data[i], mark(block, i));
}

static void fill(struct held *h, size_t block) {
  for (size_t i = 0; i < h->size; i++)
    h->data[i] = mark(block, i);
}

/* Blocks grow, shrink, go and come in an order that mixes all sizes; what they hold is never
** another's. */
static void blocks_keep_what_they_hold(void **state) {
  (void)state;
  static struct held held[BLOCKS];
  struct heap heap = {0};
  uint32_t dice = 12345;
  memset(held, 0, sizeof held);
  for (int round = 0; round < ROUNDS; round++)
    for (size_t block = 0; block < BLOCKS; block++) {
      struct held *h = &held[block];
      dice = dice * 1664525 + 1013904223;
      size_t size = (dice >> 10) % (dice & 0x200 ? 64 : MOST_BYTES);
      h->data = heap_resize(&heap, h->data, h->size, size);
      assert_true((h->data != NULL) == (size != 0));
      assert_int_equal((uintptr_t)h->data % sizeof(void *), 0);
      check_block(h, block, h->size < size ? h->size : size);
      h->size = size;
      fill(h, block);
    }
  for (size_t block = 0; block < BLOCKS; block++) {
    check_block(&held[block], block, held[block].size);
    if (block % 3 == 0) continue; /* still held: heap_free gives it back */
    assert_null(heap_resize(&heap, held[block].data, held[block].size, 0));
  }
  heap_free(&heap);
  assert_null(heap.chunks);
  assert_null(heap.large);
}

/* A block that was given back is the next one of its size, and one of another size is not. */
static void blocks_are_used_again(void **state) {
  (void)state;
  struct heap heap = {0};
  void *first = heap_resize(&heap, NULL, 0, 40);
  assert_ptr_equal(heap_resize(&heap, first, 40, 48), first); /* the same step of 16 bytes */
  assert_null(heap_resize(&heap, first, 48, 0));
  assert_ptr_not_equal(heap_resize(&heap, NULL, 0, 49), first);
  assert_ptr_equal(heap_resize(&heap, NULL, 0, 33), first);
  heap_free(&heap);
}

/* --- the standard library --------------------------------------------------------------------- */

static int add(lua_State *L, const void *data, size_t size, void *ud) {
  (void)L;
  buf_add(ud, data, size);
  return 0;
}

static void code_is_that_of_the_texts(void **state) {
  (void)state;
  assert_string_equal(embedded_lua, lua_ident);
  lua_State *L = luaL_newstate();
  int parts = 0;
  for (; embedded_stdlib[parts].name; parts++) {
    const struct embedded *text = &embedded_stdlib[parts], *code = &embedded_code[parts];
    struct buf made = {0};
    char chunk[PART_CHUNK];
    assert_string_equal(code->name, text->name);
    part_chunk(chunk, text->name);
    assert_int_equal(luaL_loadbufferx(L, (const char *)text->data, text->size, chunk, "t"), LUA_OK);
    assert_int_equal(lua_dump(L, add, &made, 0), 0);
    assert_int_equal(made.len, code->size);
    assert_memory_equal(made.data, code->data, code->size);
    buf_free(&made);
    lua_settop(L, 0);
  }
  assert_true(parts > 0);
  assert_null(embedded_code[parts].name);
  lua_close(L);
}

static void calendar_is_that_of_the_texts(void **state) {
  (void)state;
  struct error e = {0};
  struct script *s = script_new(NULL, &e);
  assert_non_null(s);
  assert_true(script_load_calendar(s, embedded_stdlib, &e));
  assert_int_equal(s->calendar.first_year, embedded_calendar.first_year);
  assert_int_equal(s->calendar.last_year, embedded_calendar.last_year);
  assert_int_equal(s->calendar.count, embedded_calendar.count);
  assert_true(embedded_calendar.count > 0);
  assert_int_equal(s->calendar.longest_break, embedded_calendar.longest_break);
  assert_int_equal(s->calendar.most_off, embedded_calendar.most_off);
  assert_int_equal(s->calendar.most_worked, embedded_calendar.most_worked);
  assert_int_equal(s->calendar.fixed_count, embedded_calendar.fixed_count);
  assert_memory_equal(s->calendar.fixed, embedded_calendar.fixed, sizeof embedded_calendar.fixed);
  assert_string_equal(s->calendar.who, embedded_calendar.who);
  assert_string_equal(s->calendar.cite, embedded_calendar.cite);
  for (int i = 0; i < s->calendar.count; i++) {
    assert_int_equal(s->calendar.days[i].day, embedded_calendar.days[i].day);
    assert_int_equal(s->calendar.days[i].off, embedded_calendar.days[i].off);
  }
  script_free(s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(blocks_keep_what_they_hold), cmocka_unit_test(blocks_are_used_again),
      cmocka_unit_test(code_is_that_of_the_texts), cmocka_unit_test(calendar_is_that_of_the_texts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
