/* host/base: errors, buffers, arenas, UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/base/arena.h"
#include "host/base/aside.h"
#include "host/base/buf.h"
#include "host/base/csv.h"
#include "host/base/error.h"
#include "host/base/path.h"
#include "host/base/system_error.h"
#include "host/base/utf8.h"

/* --- errors ----------------------------------------------------------------------------------- */
static void error_says_what_and_where(void **state) {
  (void)state;
  struct error e;
  memset(&e, 0x5A, sizeof e);
  assert_false(error_set(&e, ERR_INPUT, "金额 %d", 30));
  assert_int_equal(e.kind, ERR_INPUT);
  assert_string_equal(e.message, "金额 30");
  assert_string_equal(e.hint, "");
  assert_string_equal(e.file, "");
  assert_int_equal(e.line, 0);
  error_hint(&e, "写成 %s", "yuan(30)");
  error_at(&e, "policies/a.lua", 12, 7);
  error_article(&e, "old-age-allowance", "第四条第3项");
  assert_string_equal(e.message, "金额 30");
  assert_string_equal(e.hint, "写成 yuan(30)");
  assert_string_equal(e.file, "policies/a.lua");
  assert_int_equal(e.line, 12);
  assert_int_equal(e.column, 7);
  assert_string_equal(e.document, "old-age-allowance");
  assert_string_equal(e.article, "第四条第3项");
  error_at(&e, NULL, 0, 0);
  error_article(&e, NULL, NULL);
  assert_string_equal(e.file, "");
  assert_string_equal(e.article, "");
}

/* ESC, BEL and DEL; U+009B, which begins an escape sequence in one character; U+202E and U+2066,
** which turn the text behind them; a byte alone. */
static void messages_hold_nothing_that_a_terminal_obeys(void **state) {
  (void)state;
  struct error e;
  error_set(&e, ERR_INPUT, "%s",
            "a\x1b[31m\ab\x7f\xc2\x9b"
            "2Jc\xe2\x80\xae"
            "d\xe2\x81\xa6\xe5\x92\x8c\xff\t\n");
  assert_string_equal(e.message, "a?[31m?b??2Jc?d?\xe5\x92\x8c?\t\n");
  error_hint(&e, "%s", "\xc2\x80\xc2\x9f\xc2\xa0\xe2\x80\xaa\xe2\x81\xa9");
  assert_string_equal(e.hint, "??\xc2\xa0??");
}

static void error_may_quote_itself(void **state) {
  (void)state;
  struct error e;
  error_set(&e, ERR_RULE, "inner");
  error_set(&e, ERR_POLICY, "outer: %s", e.message);
  assert_string_equal(e.message, "outer: inner");
  error_hint(&e, "see %s", e.message);
  error_hint(&e, "%s!", e.hint);
  assert_string_equal(e.hint, "see outer: inner!");
}

static void error_cuts_at_a_character(void **state) {
  (void)state;
  char text[2000];
  for (size_t lead = 0; lead < 4; lead++) { /* each offset of a three-byte character against the end */
    memset(text, 'a', lead);
    size_t n = lead;
    for (int i = 0; i < 400; i++, n += 3)
      memcpy(text + n, "律", 3);
    text[n] = '\0';
    struct error e;
    error_set(&e, ERR_INPUT, "%s", text);
    size_t len = strlen(e.message);
    assert_true(utf8_valid(e.message, len));
    assert_true(len > sizeof e.message - 4);
    error_hint(&e, "%s", text);
    assert_true(utf8_valid(e.hint, strlen(e.hint)));
  }
}

static void text_copy_cuts_at_a_character(void **state) {
  (void)state;
  char dst[8];
  text_copy(dst, sizeof dst, "ab文件"); /* 2 + 3 + 3 bytes: the last does not fit */
  assert_string_equal(dst, "ab文");
  text_copy(dst, sizeof dst, "1234567");
  assert_string_equal(dst, "1234567");
  text_copy(dst, sizeof dst, "12345678");
  assert_string_equal(dst, "1234567");
  text_copy(dst, 6, "律师x");
  assert_string_equal(dst, "律");
  text_copy(dst, 7, "律师x");
  assert_string_equal(dst, "律师");
  text_copy(dst, 3, "律");
  assert_string_equal(dst, "");
  text_copy(dst, 4, "\xF0\x9F\x98\x80");
  assert_string_equal(dst, "");
  text_copy(dst, 1, "x");
  assert_string_equal(dst, "");
  text_copy(dst, sizeof dst, NULL);
  assert_string_equal(dst, "");
  text_copy(NULL, 0, "x");
}

/* --- buffers ---------------------------------------------------------------------------------- */
static void buf_grows(void **state) {
  (void)state;
  struct buf b = {0};
  assert_string_equal(buf_text(&b), "");
  for (int i = 0; i < 1000; i++)
    buf_printf(&b, "%d,", i);
  assert_int_equal(b.len, 10 * 2 + 90 * 3 + 900 * 4);
  assert_int_equal(strlen(buf_text(&b)), b.len);
  buf_clear(&b);
  assert_string_equal(buf_text(&b), "");
  buf_puts(&b, "沈阳");
  buf_putc(&b, '!');
  buf_add(&b, "abc", 2);
  buf_add(&b, NULL, 0);
  assert_string_equal(buf_text(&b), "沈阳!ab");
  char *text = buf_take(&b);
  assert_string_equal(text, "沈阳!ab");
  assert_null(b.data);
  assert_int_equal(b.len, 0);
  free(text);
  text = buf_take(&b);
  assert_string_equal(text, "");
  free(text);
  buf_free(&b);
}

static void buf_prints_long_text(void **state) {
  (void)state;
  struct buf b = {0};
  char text[5000];
  memset(text, 'x', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  buf_puts(&b, "<");
  buf_printf(&b, "%s>", text);
  assert_int_equal(b.len, 1 + 4999 + 1);
  assert_int_equal(buf_text(&b)[5000], '>');
  buf_free(&b);
  assert_null(b.data);
}

static void buf_remembers_that_memory_ran_out(void **state) {
  (void)state;
  struct buf b = {0};
  buf_puts(&b, "kept");
  buf_add(&b, "x", SIZE_MAX - 2);
  assert_true(b.oom);
  assert_null(buf_text(&b));
  buf_puts(&b, "more");
  buf_printf(&b, "%d", 1);
  assert_int_equal(b.len, 4);
  assert_null(buf_take(&b));
  buf_free(&b);
  assert_false(b.oom);
}

/* --- arenas ----------------------------------------------------------------------------------- */
static void arena_gives_zeroed_aligned_memory(void **state) {
  (void)state;
  struct arena a = {0};
  for (size_t size = 0; size < 2000; size += 7) {
    unsigned char *p = arena_new(&a, size);
    assert_non_null(p);
    assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
    for (size_t i = 0; i < size; i++)
      assert_int_equal(p[i], 0);
    memset(p, 0xEE, size);
  }
  size_t before = a.bytes;
  assert_true(before > 0);
  unsigned char *large = arena_new(&a, 1 << 20);
  assert_non_null(large);
  memset(large, 0xEE, 1 << 20);
  assert_true(a.bytes >= before + (1 << 20));
  arena_reset(&a);
  assert_true(a.bytes > 0 && a.bytes <= before);
  unsigned char *again = arena_new(&a, 1000);
  for (int i = 0; i < 1000; i++)
    assert_int_equal(again[i], 0);
  arena_free(&a);
  assert_int_equal(a.bytes, 0);
  assert_null(a.head);
  arena_free(&a);
}

static void arena_copies_text(void **state) {
  (void)state;
  struct arena a = {0};
  char *text = arena_text(&a, "第四条");
  char *part = arena_text_n(&a, "第四条", 3);
  assert_string_equal(text, "第四条");
  assert_string_equal(part, "第");
  assert_string_equal(arena_text_n(&a, "x", 0), "");
  assert_null(arena_text(&a, NULL));
  assert_null(arena_text_n(&a, NULL, 3));
  assert_null(arena_array(&a, SIZE_MAX / 2, 3));
  assert_null(arena_new(&a, SIZE_MAX));
  int *numbers = arena_array(&a, 10, sizeof *numbers);
  assert_int_equal(numbers[9], 0);
  arena_free(&a);
}

/* --- UTF-8 ------------------------------------------------------------------------------------ */
static void utf8_takes_whole_characters_only(void **state) {
  (void)state;
  unsigned code = 0;
  assert_int_equal(utf8_char("a", 1, &code), 1);
  assert_int_equal(code, 'a');
  assert_int_equal(utf8_char("\xC3\xA9", 2, &code), 2);
  assert_int_equal(code, 0xE9);
  assert_int_equal(utf8_char("中", 3, &code), 3);
  assert_int_equal(code, 0x4E2D);
  assert_int_equal(utf8_char("\xF0\x9F\x98\x80", 4, &code), 4);
  assert_int_equal(code, 0x1F600);
  assert_int_equal(utf8_char("\xF4\x8F\xBF\xBF", 4, &code), 4);
  assert_int_equal(code, 0x10FFFF);
  assert_int_equal(utf8_char("", 0, &code), 0);
  assert_int_equal(utf8_char("\0", 1, &code), 1);
  assert_int_equal(code, 0);
}

static void utf8_refuses_what_is_not_well_formed(void **state) {
  (void)state;
  static const char *const bad[] = {
      "\x80",             /* a continuation alone */
      "\xC0\x80",         /* over-long NUL */
      "\xC1\xBF",         /* over-long */
      "\xE0\x9F\xBF",     /* over-long, three bytes */
      "\xF0\x8F\xBF\xBF", /* over-long, four bytes */
      "\xED\xA0\x80",     /* surrogate */
      "\xED\xBF\xBF",     /* surrogate */
      "\xF4\x90\x80\x80", /* past U+10FFFF */
      "\xF5\x80\x80\x80",
      "\xFF",
      "\xE4\xB8",
      "\xE4\xB8x",
      "\xC3",
      "\xF0\x9F\x98",
  };
  unsigned code;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    assert_int_equal(utf8_char(bad[i], strlen(bad[i]), &code), 0);
    assert_false(utf8_valid(bad[i], strlen(bad[i])));
  }
  assert_false(utf8_valid("ok\xE4", 3));
  assert_true(utf8_valid("高龄津贴 allowance", strlen("高龄津贴 allowance")));
  assert_true(utf8_valid("", 0));
}

static void utf8_measures(void **state) {
  (void)state;
  const char *mixed = "第3条（一）a";
  assert_int_equal(utf8_length(mixed, strlen(mixed)), 7);
  assert_int_equal(utf8_length("", 0), 0);
  assert_int_equal(utf8_length("\xFFz", 2), 2); /* a broken byte does not stop the count */
}

static void distance_counts_edits(void **state) {
  (void)state;
  assert_int_equal(text_distance("kitten", "sitting", 9), 3);
  assert_int_equal(text_distance("money", "money", 2), 0);
  assert_int_equal(text_distance("mony", "money", 2), 1);
  assert_int_equal(text_distance("", "abc", 9), 3);
  assert_int_equal(text_distance("和平区", "和平曲", 2), 1); /* characters, not bytes */
  assert_int_equal(text_distance("沈阳", "沈", 2), 1);
  assert_int_equal(text_distance("abcdef", "uvwxyz", 2), 3); /* at most limit + 1 */
  assert_int_equal(text_distance("a", "b", 0), 1);
  char longer[300];
  memset(longer, 'x', sizeof longer - 1);
  longer[sizeof longer - 1] = '\0';
  assert_int_equal(text_distance(longer, "x", 2), 3);
  assert_int_equal(text_distance(longer, longer, 2), 0);
}

static void csv_cells_are_no_formulas_and_numbers_stay(void **state) {
  (void)state;
  static const char *const cells[][2] = {
      {"", ""},
      {"和平区", "和平区"},
      {"a,b", "\"a,b\""},
      {"\"x\"", "\"\"\"x\"\"\""},
      {" a", "\" a\""},
      {"=1+1", "\"\t=1+1\""},
      {"@SUM(A1)", "\"\t@SUM(A1)\""},
      {"+cmd", "\"\t+cmd\""},
      {"-1+1", "\"\t-1+1\""},
      {"＝1", "\"\t＝1\""},
      {"\tx", "\"\t\tx\""},
      {"-30.00", "-30.00"},
      {"-1,234.50", "\"-1,234.50\""},
      {"+3.5%", "+3.5%"},
      {"-", "\"\t-\""},
      {"2025-06-30", "2025-06-30"},
  };
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
    struct buf b = {0};
    buf_csv(&b, cells[i][0], strlen(cells[i][0]));
    assert_string_equal(buf_text(&b), cells[i][1]);
    buf_free(&b);
  }
}

static void numbers_of_people_are_masked(void **state) {
  (void)state;
  char id[] = "near '210100194503150012'";
  text_mask_numbers(id);
  assert_string_equal(id, "near '2101************12'");
  char shorter[] = "2025-06-30 20250630 12345678901";
  text_mask_numbers(shorter);
  assert_string_equal(shorter, "2025-06-30 20250630 12345678901");
  char card[] = "6222020000000000125";
  text_mask_numbers(card);
  assert_string_equal(card, "6222*************25");
  char letter[] = "21010619251231003X，21010619251231003xyz";
  text_mask_numbers(letter);
  assert_string_equal(letter, "2101************3X，2101***********03xyz");
  char wide[] = "２１０１００１９４５０３１５００１２。";
  text_mask_numbers(wide);
  assert_string_equal(wide, "２１０１************１２。");
}

static void a_list_that_does_not_fit_ends_with_more(void **state) {
  static const char *const names[] = {"和平区", "沈河区", "新民市"};
  char exact[34], shorter[33], tiny[8]; /* 3 names of 9 bytes, 2 marks of 3, and the end: 34 */
  (void)state;
  text_list(exact, sizeof exact, names, 3, 3);
  assert_string_equal(exact, "和平区、沈河区、新民市");
  text_list(shorter, sizeof shorter, names, 3, 3);
  assert_string_equal(shorter, "和平区、沈河区、…");
  text_list(exact, sizeof exact, names, 2, 3); /* the third is not at hand */
  assert_string_equal(exact, "和平区、沈河区、…");
  text_list(tiny, sizeof tiny, names, 3, 3);
  assert_string_equal(tiny, "…");
  text_list(tiny, sizeof tiny, names, 0, 0);
  assert_string_equal(tiny, "");
}

/* --- files ------------------------------------------------------------------------------------ */

/* strerror would answer in English. */
static void what_the_system_says_is_said_in_chinese(void **state) {
  char room[SYSTEM_ERROR_SIZE];
  (void)state;
  assert_string_equal(system_error_words(ENOENT, room), "没有这个文件或文件夹");
  assert_string_equal(system_error_words(EACCES, room), "没有权限");
  assert_string_equal(system_error_words(EDQUOT, room), "超出这个用户的磁盘配额");
  assert_string_equal(system_error_words(ENOTSUP, room), system_error_words(EOPNOTSUPP, room));
  assert_string_equal(system_error_words(12345, room), "错误号 12345");
  assert_string_equal(system_error_words(-7, room), "错误号 -7");
  for (int code = 0; code < 200; code++)
    for (const char *c = system_error_words(code, room); *c; c++)
      assert_true((unsigned char)*c >= 0x80 || *c == ' ' || (*c >= '0' && *c <= '9'));
}

static void in_folder(char out[160], const char *folder, const char *name) {
  snprintf(out, 160, "%s/%s", folder, name);
}

static void write_line(const char *path, const char *text) {
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  fputs(text, f);
  assert_int_equal(fclose(f), 0);
}

/* A folder with a file, a link to it, a link to nothing and a link to the folder. */
static void one_file_has_many_names(void **state) {
  char folder[] = "/tmp/bylaw-base-XXXXXX", file[160], to_file[160], to_none[160], none[160], here[160],
       round[200];
  (void)state;
  assert_non_null(mkdtemp(folder));
  in_folder(file, folder, "a.db");
  in_folder(to_file, folder, "b.db");
  in_folder(to_none, folder, "c.db");
  in_folder(none, folder, "d.db");
  in_folder(here, folder, "here");
  snprintf(round, sizeof round, "%s/d.db", here);
  write_line(file, "x");
  assert_int_equal(symlink("a.db", to_file), 0);
  assert_int_equal(symlink("d.db", to_none), 0);
  assert_int_equal(symlink(folder, here), 0);
  assert_true(path_same(file, to_file));
  assert_false(path_same(file, none));
  assert_true(path_same(none, to_none)); /* neither is there: what would be made is one file */
  assert_true(path_same(none, round));
  assert_false(path_same("/dev/null", "/dev/null"));
  unlink(file);
  unlink(to_file);
  unlink(to_none);
  unlink(here);
  assert_int_equal(rmdir(folder), 0);
}

static mode_t mode_of(const char *path) {
  struct stat info;
  assert_int_equal(stat(path, &info), 0);
  return info.st_mode & 07777;
}

/* It names people unless it is said that it does not; what was there stays until the new one is
** whole. */
static void a_file_set_aside_is_its_owners_alone(void **state) {
  char folder[] = "/tmp/bylaw-base-XXXXXX", path[160], name[ASIDE_NAME_SIZE], line[16] = "";
  struct aside a;
  (void)state;
  assert_non_null(mkdtemp(folder));
  in_folder(path, folder, "list.csv");
  mode_t mask = umask(022);
  assert_true(aside_open(&a, path));
  fputs("old", a.to);
  assert_int_not_equal(access(path, F_OK), 0);
  assert_int_equal(access(aside_name(&a, name), W_OK), 0);
  assert_true(aside_keep(&a));
  assert_int_equal(mode_of(path), 0600);
  assert_true(aside_open(&a, path));
  aside_share(&a);
  fputs("new", a.to);
  aside_drop(&a);
  FILE *f = fopen(path, "r");
  assert_non_null(fgets(line, sizeof line, f));
  fclose(f);
  assert_string_equal(line, "old");
  assert_true(aside_open(&a, path));
  aside_share(&a);
  assert_true(aside_keep(&a));
  assert_int_equal(mode_of(path), 0644);
  umask(mask);
  unlink(path);
  assert_false(aside_open(&a, "/nobody/has/this"));
  assert_int_equal(errno, ENOENT);
  /* The longest name that there can be, and one more: told before anything is written. */
  size_t begin = strlen(folder) + 1;
  char longest[512];
  snprintf(longest, sizeof longest, "%s/%0255d", folder, 7);
  assert_true(aside_open(&a, longest));
  assert_true(aside_keep(&a));
  assert_int_equal(unlink(longest), 0);
  longest[begin + 255] = 'x';
  longest[begin + 256] = '\0';
  assert_false(aside_open(&a, longest));
  assert_int_equal(errno, ENAMETOOLONG);
  assert_int_equal(rmdir(folder), 0); /* nothing else is left */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_the_system_says_is_said_in_chinese), cmocka_unit_test(one_file_has_many_names),
      cmocka_unit_test(a_file_set_aside_is_its_owners_alone), cmocka_unit_test(numbers_of_people_are_masked),
      cmocka_unit_test(a_list_that_does_not_fit_ends_with_more),
      cmocka_unit_test(csv_cells_are_no_formulas_and_numbers_stay),
      /* clang-format off */
      cmocka_unit_test(messages_hold_nothing_that_a_terminal_obeys),
      cmocka_unit_test(error_says_what_and_where), cmocka_unit_test(error_may_quote_itself),
      cmocka_unit_test(error_cuts_at_a_character), cmocka_unit_test(text_copy_cuts_at_a_character),
      cmocka_unit_test(buf_grows), cmocka_unit_test(buf_prints_long_text),
      cmocka_unit_test(buf_remembers_that_memory_ran_out),
      cmocka_unit_test(arena_gives_zeroed_aligned_memory), cmocka_unit_test(arena_copies_text),
      cmocka_unit_test(utf8_takes_whole_characters_only),
      cmocka_unit_test(utf8_refuses_what_is_not_well_formed), cmocka_unit_test(utf8_measures),
      cmocka_unit_test(distance_counts_edits),
      /* clang-format on */
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
