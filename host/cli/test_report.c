/* Results of scenarios as text and TAP. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/cli.h"

bool result_passed(const json_t *result) {
  return json_is_true(json_object_get(result, "ok"));
}

bool result_broken(const json_t *result) {
  return json_is_true(json_object_get(result, "broken"));
}

int result_line(const json_t *result) {
  return (int)json_integer_value(json_object_get(result, "line"));
}

const char *result_text(const json_t *result, const char *what) {
  char name[32];
  snprintf(name, sizeof name, "%s_words", what);
  return json_object_get(result, name) ? field(result, name) : field(result, what);
}

size_t count_passed(const json_t *results) {
  size_t i, count = 0;
  json_t *one;
  json_array_foreach(results, i, one) count += result_passed(one);
  return count;
}

/* People read it in Chinese; a TAP comment is for programs, which know `N passed, N failed`. */
static void print_totals(const char *before, const json_t *results, const struct test_choice *c) {
  size_t good = count_passed(results), bad = json_array_size(results) - good;
  if (test_choice_some(c)) printf("%s选中 %d 个场景，共 %d 个\n", before, c->chosen, c->total);
  if (*before)
    printf("%s%zu passed, %zu failed\n", before, good, bad);
  else
    printf("通过 %zu 项，未通过 %zu 项\n", good, bad);
}

/* --- text ------------------------------------------------------------------------------------- */

static void print_field(const char *head, const char *text) {
  if (!*text) return;
  printf("  %s：", head);
  text_put(stdout, text);
  putchar('\n');
}

static void print_label(const json_t *r) {
  if (!*field(r, "label")) return;
  fputs("（", stdout);
  text_put(stdout, field(r, "label"));
  fputs("）", stdout);
}

static void print_failure(const json_t *r) {
  char *articles = joined(json_object_get(r, "articles"), NULL);
  print_place(stdout, field(r, "file"), result_line(r), 0);
  text_put(stdout, field(r, "title"));
  print_label(r);
  putchar('\n');
  print_field("期望", result_text(r, "expected"));
  print_field("得到", result_text(r, "got"));
  print_field("依据", articles ? articles : NO_MEMORY_TEXT);
  free(articles);
}

void report_text(const json_t *results, const struct test_choice *c) {
  size_t i;
  json_t *one;
  json_array_foreach(results, i, one) {
    /* a broken file was told already */
    if (!result_passed(one) && !result_broken(one)) print_failure(one);
  }
  print_totals("", results, c);
}

/* --- TAP -------------------------------------------------------------------------------------- */

/* A `#` would begin a directive, a newline another test. */
static void tap_text(const char *text) {
  unsigned code;
  int length;
  for (; (length = text_next(text, &code)) > 0; text += length) {
    if (code == '#' || code == '\\') putchar('\\');
    if (code < 0x20 || (code >= 0x7F && code < 0xA0))
      putchar(' ');
    else
      text_put_n(stdout, text, (size_t)length);
  }
}

/* A text as YAML: in quotes, what YAML cannot hold by its number. */
static void tap_quoted(const char *text) {
  unsigned code;
  int length;
  putchar('"');
  for (; (length = text_next(text, &code)) > 0; text += length) {
    bool odd = code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 ||
               code == 0xFEFF || code == 0xFFFE || code == 0xFFFF;
    if (code == '"' || code == '\\') putchar('\\');
    if (odd)
      printf("\\u%04X", code);
    else
      text_put_n(stdout, text, (size_t)length);
  }
  putchar('"');
}

static void tap_value(const char *key, const char *text) {
  printf("  %s: ", key);
  tap_quoted(text);
  putchar('\n');
}

static void tap_articles(const json_t *articles) {
  size_t i;
  json_t *one;
  fputs("  articles: [", stdout);
  json_array_foreach((json_t *)articles, i, one) {
    if (i) fputs(", ", stdout);
    tap_quoted(json_string_value(one));
  }
  fputs("]\n", stdout);
}

static void tap_result(const json_t *r, size_t number) {
  const json_t *took = json_object_get(r, "milliseconds");
  printf("%sok %zu - ", result_passed(r) ? "" : "not ", number);
  tap_text(field(r, "title"));
  if (*field(r, "label")) {
    fputs("（", stdout);
    tap_text(field(r, "label"));
    fputs("）", stdout);
  }
  fputs("\n  ---\n", stdout);
  if (took) printf("  duration_ms: %.3f\n", json_real_value(took));
  tap_value("file", field(r, "file"));
  printf("  line: %d\n", result_line(r));
  if (!result_passed(r)) {
    tap_value("expected", result_text(r, "expected"));
    tap_value("got", result_text(r, "got"));
    tap_articles(json_object_get(r, "articles"));
  }
  puts("  ...");
}

void report_tap(const json_t *results, const struct test_choice *c) {
  size_t i;
  json_t *one;
  printf("TAP version 13\n1..%zu\n", json_array_size(results));
  json_array_foreach(results, i, one) tap_result(one, i + 1);
  print_totals("# ", results, c);
}
