/* Identity numbers, bank cards, masking. All numbers are invented. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "host/value/identity.h"

static void valid_numbers(void **state) {
  (void)state;
  static const struct {
    const char *number, *birth;
    bool male;
  } cases[] = {
      {"210100194503150012", "1945-03-15", true},  {"210100193507310023", "1935-07-31", false},
      {"210100192512310031", "1925-12-31", true},  {"210100193602290040", "1936-02-29", false},
      {"210100192802290091", "1928-02-29", true},  {"210100194402290067", "1944-02-29", false},
      {"210100196501150114", "1965-01-15", true},  {"210100197005150224", "1970-05-15", false},
      {"210100197503100246", "1975-03-10", false}, {"210100200705100134", "2007-05-10", true},
      {"21010619251231003X", "1925-12-31", true},  {"210122194006180059", "1940-06-18", true},
      {"210181192802290081", "1928-02-29", false}, {"11010519491231002X", "1949-12-31", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char out[19];
    int64_t birth = -1;
    bool male = !cases[i].male;
    assert_int_equal(identity_check(cases[i].number, out, &birth, &male), ID_OK);
    assert_string_equal(out, cases[i].number);
    assert_int_equal(birth, date_parse(cases[i].birth).u.i);
    assert_int_equal(male, cases[i].male);
  }
}

static void lower_case_x_is_stored_upper_case(void **state) {
  (void)state;
  char out[19];
  int64_t birth;
  bool male;
  assert_int_equal(identity_check("21010619251231003x", out, &birth, &male), ID_OK);
  assert_string_equal(out, "21010619251231003X");
}

static void invalid_numbers(void **state) {
  (void)state;
  static const struct {
    const char *number;
    enum identity_fault fault;
  } cases[] = {
      {"210100194503150011", ID_CHECK},
      {"210100194502300013", ID_BIRTH}, /* 30 February */
      {"21010019450315001", ID_LENGTH},
      {"210100193602290041", ID_CHECK},
      {"2101001936O2290040", ID_CHARACTER}, /* the letter O */
      {"", ID_LENGTH},
      {"2101001945031500123", ID_LENGTH},
      {"210100450315001", ID_LENGTH}, /* the old 15 digits */
      {"21010X194503150012", ID_CHARACTER},
      {"21010019450315001Y", ID_CHARACTER},
      {"210100194513150012", ID_BIRTH}, /* month 13 */
      {"210100193502290040", ID_BIRTH}, /* 1935 was no leap year */
      {"210100000003150012", ID_BIRTH}, /* year 0 */
      {" 21010019450315001", ID_CHARACTER},
      {"21010619251231003Ｘ", ID_CHARACTER}, /* a full-width X: 18 characters, 20 bytes */
      {"身份证号码共有十八个字但都不是数", ID_LENGTH},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char out[19] = "untouched";
    int64_t birth = 42;
    bool male = true;
    assert_int_equal(identity_check(cases[i].number, out, &birth, &male), cases[i].fault);
    /* the rest is told: somebody may have verified the number */
    bool whole = cases[i].fault == ID_CHECK;
    if (!whole) assert_string_equal(out, "untouched");
    assert_true(whole != (birth == 42));
    assert_true(strlen(identity_fault_text(cases[i].fault)) > 0);
  }
}

/* MOD 11-2 finds every wrong digit and every swap of neighbours. */
static void one_wrong_digit_is_always_found(void **state) {
  (void)state;
  const char *number = "210100194503150012";
  char out[19], text[19];
  int64_t birth;
  bool male;
  for (int at = 0; at < 18; at++) {
    for (char c = '0'; c <= '9'; c++) {
      memcpy(text, number, sizeof text);
      if (text[at] == c) continue;
      text[at] = c;
      assert_int_not_equal(identity_check(text, out, &birth, &male), ID_OK);
    }
  }
  for (int at = 0; at < 17; at++) {
    memcpy(text, number, sizeof text);
    if (text[at] == text[at + 1]) continue;
    text[at] = number[at + 1];
    text[at + 1] = number[at];
    assert_int_not_equal(identity_check(text, out, &birth, &male), ID_OK);
  }
}

static void cards(void **state) {
  (void)state;
  assert_true(card_check("6200000000000000075"));
  assert_true(card_check("6222020000000000125"));
  assert_true(card_check("6217000000000000012"));
  assert_true(card_check("622848000000000122")); /* 18 digits */
  assert_true(card_check("5555555555554444"));   /* doubled fives */
  assert_false(card_check("6200000000000000076"));
  assert_false(card_check("622202000000000012A"));
  assert_false(card_check(""));
  assert_false(card_check("000000000000"));         /* 12 noughts: sum 0, but too short */
  assert_true(card_check("0000000000000"));         /* 13 */
  assert_false(card_check("00000000000000000000")); /* 20 */
  assert_false(card_check("6200 0000 0000 00007"));
}

static void masked_copy(void (*mask)(const char *, char *, size_t), const char *text, size_t size,
                        const char *expected) {
  char room[64];
  memset(room, 'x', sizeof room);
  mask(text, room, size);
  assert_string_equal(room, expected);
}

/* It was told as nothing at all when there was no memory for the mask. */
static void a_mask_needs_no_memory(void **state) {
  (void)state;
  masked_copy(identity_masked, "210100194503150012", 64, "2101************12");
  masked_copy(identity_masked, "护照号码甲乙丙丁", 64, "护照****丙丁");
  masked_copy(identity_masked, "", 64, "");
  masked_copy(card_masked, "6200000000000000075", 64, "**** 0075");
  masked_copy(card_masked, "12345678", 64, "****");
  masked_copy(card_masked, "210100194503150012", 64, "2101************12");
  /* Cut to its room, at whole characters. */
  masked_copy(identity_masked, "210100194503150012", 18, "2101************1");
  masked_copy(identity_masked, "210100194503150012", 7, "2101**");
  masked_copy(identity_masked, "210100194503150012", 3, "21");
  masked_copy(identity_masked, "护照号码甲乙丙丁", 6, "护**");
  masked_copy(identity_masked, "护照号码甲乙丙丁", 15, "护照****丙");
  masked_copy(card_masked, "6200000000000000075", 8, "**** 00");
  masked_copy(card_masked, "6200000000000000075", 1, "");
}

static void masked(void (*mask)(struct buf *, const char *), const char *text, const char *expected) {
  struct buf b = {0};
  mask(&b, text);
  assert_string_equal(buf_text(&b), expected);
  buf_free(&b);
}

static void masks(void **state) {
  (void)state;
  masked(identity_mask, "210100194503150012", "2101************12");
  masked(identity_mask, "21010619251231003X", "2101************3X");
  masked(identity_mask, "12345678", "12****78");
  masked(identity_mask, "210100450315001", "2101*********01"); /* 15 characters */
  masked(identity_mask, "护照号码甲乙丙丁", "护照****丙丁");   /* quarters of characters, not of bytes */
  masked(identity_mask, "123", "***");
  masked(identity_mask, "", "");
  masked(card_mask, "6200000000000000075", "**** 0075");
  masked(card_mask, "622848000000000122", "**** 0122");
  masked(card_mask, "12345678", "****");
  /* a number of a person in this column */
  masked(card_mask, "210100194503150012", "2101************12");
  masked(card_mask, "", "****");
}

/* GB 32100-2015: 31 characters (no I, O, S, V, Z), weights 3^i modulo 31 = 1 3 9 27 19 26 16 17 20 29
** 25 13 8 24 10 30 28.
** 91210100MA0P12345K: the sum is 1438 = 46 * 31 + 12, so the last character is worth 31 - 12 = 19: K.
** 52210100K12345678E: 5 + 6 + 18 + 27 + 0 + 26 + 0 + 0 + 20 * 19 (K) + 29 + 50 + 39 + 32 + 120 + 60 +
** 210 + 224 = 1226 = 39 * 31 + 17, so 14: E.
** 1121010000000001AJ: 1 + 3 + 18 + 27 + 0 + 26 + 0 + ... + 30 + 28 * 10 (A) = 385 = 12 * 31 + 13, so
** 18: J. */
static void a_credit_code_has_its_check_character(void **state) {
  char kept[19];
  (void)state;
  assert_int_equal(credit_code_check("91210100MA0P12345K", kept), CREDIT_OK);
  assert_string_equal(kept, "91210100MA0P12345K");
  assert_int_equal(credit_code_check("52210100k12345678e", kept), CREDIT_OK);
  assert_string_equal(kept, "52210100K12345678E");
  assert_int_equal(credit_code_check("1121010000000001AJ", kept), CREDIT_OK);
  assert_int_equal(credit_code_check("91210100MA0P12345J", kept), CREDIT_CHECK);
  assert_int_equal(credit_code_check("19210100MA0P12345K", kept), CREDIT_CHECK); /* two exchanged */
  assert_int_equal(credit_code_check("91210100MAOP12345K", kept), CREDIT_CHARACTER);
  assert_int_equal(credit_code_check("91210100MA0P1234 K", kept), CREDIT_CHARACTER);
  assert_int_equal(credit_code_check("91210100MA0P12345", kept), CREDIT_LENGTH);
  assert_int_equal(credit_code_check("", kept), CREDIT_LENGTH);
  /* every other character at the end is wrong: the check is complete */
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  for (const char *c = alphabet; *c; c++) {
    char code[] = "91210100MA0P12345?";
    code[17] = *c;
    assert_int_equal(credit_code_check(code, kept), *c == 'K' ? CREDIT_OK : CREDIT_CHECK);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      /* clang-format off */
      cmocka_unit_test(a_credit_code_has_its_check_character),
      cmocka_unit_test(valid_numbers), cmocka_unit_test(lower_case_x_is_stored_upper_case),
      cmocka_unit_test(invalid_numbers), cmocka_unit_test(one_wrong_digit_is_always_found),
      cmocka_unit_test(cards), cmocka_unit_test(masks), cmocka_unit_test(a_mask_needs_no_memory),
      /* clang-format on */
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
