/* Results of scenarios as text, TAP and JUnit XML. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/cli.h"

static bool passed(const json_t *result) {
  return json_is_true(json_object_get(result, "ok"));
}

static bool broken(const json_t *result) {
  return json_is_true(json_object_get(result, "broken"));
}

static int line_of(const json_t *result) {
  return (int)json_integer_value(json_object_get(result, "line"));
}

size_t count_passed(const json_t *results) {
  size_t i, count = 0;
  json_t *one;
  json_array_foreach(results, i, one) count += passed(one);
  return count;
}

static void print_totals(const char *before, const json_t *results) {
  size_t good = count_passed(results);
  printf("%s%zu passed, %zu failed\n", before, good, json_array_size(results) - good);
}

/* --- text ---------------------------------------------------------------------------------- */

static void print_field(const char *head, const char *text) {
  if (!*text) return;
  printf("  %s：", head);
  text_put(stdout, text);
  putchar('\n');
}

static void print_outcome(const char *head, const char *text) {
  if (!*text) return;
  printf("  %s：", head);
  put_outcome(stdout, text);
  putchar('\n');
}

static void print_failure(const json_t *r) {
  char *articles = joined(json_object_get(r, "articles"), NULL);
  print_place(stdout, field(r, "file"), line_of(r), 0);
  text_put(stdout, field(r, "title"));
  if (*field(r, "decision")) printf("（%s）", field(r, "decision"));
  putchar('\n');
  print_outcome("期望", field(r, "expected"));
  print_outcome("得到", field(r, "got"));
  print_field("依据", articles ? articles : "");
  free(articles);
}

void report_text(const json_t *results) {
  size_t i;
  json_t *one;
  json_array_foreach(results, i, one) {
    if (!passed(one) && !broken(one)) print_failure(one); /* a broken file was told already */
  }
  print_totals("", results);
}

/* --- TAP ----------------------------------------------------------------------------------- */

/* A `#` would begin a directive, a newline another test. */
static void tap_text(const char *text) {
  for (; *text; text++) {
    if (*text == '#' || *text == '\\') putchar('\\');
    putchar((unsigned char)*text < 0x20 ? ' ' : *text);
  }
}

/* JSON is YAML. */
static void tap_value(const char *key, const json_t *value) {
  char *text = value ? json_dumps(value, JSON_ENCODE_ANY) : NULL;
  if (text) printf("  %s: %s\n", key, text);
  free(text);
}

static void tap_result(const json_t *r, size_t number) {
  static const char *const keys[] = {"file", "line", "expected", "got", "articles"};
  printf("%sok %zu - ", passed(r) ? "" : "not ", number);
  tap_text(field(r, "title"));
  if (*field(r, "decision")) printf("（%s）", field(r, "decision"));
  putchar('\n');
  if (passed(r)) return;
  puts("  ---");
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    tap_value(keys[i], json_object_get(r, keys[i]));
  puts("  ...");
}

void report_tap(const json_t *results) {
  size_t i;
  json_t *one;
  printf("TAP version 13\n1..%zu\n", json_array_size(results));
  json_array_foreach(results, i, one) tap_result(one, i + 1);
  print_totals("# ", results);
}

/* --- JUnit --------------------------------------------------------------------------------- */

/* XML 1.0 has no other control characters, not even escaped. */
static void xml_char(FILE *to, const char *s, int length, unsigned code) {
  if (code == '&')
    fputs("&amp;", to);
  else if (code == '<')
    fputs("&lt;", to);
  else if (code == '>')
    fputs("&gt;", to);
  else if (code == '"')
    fputs("&quot;", to);
  else if (code == '\n' || code == '\t' || code == '\r')
    fprintf(to, "&#%u;", code);
  else if (code < 0x20 || code == 0xFFFD || code == 0xFFFE || code == 0xFFFF)
    fputs("\xEF\xBF\xBD", to);
  else
    fwrite(s, 1, (size_t)length, to);
}

static void xml_text(FILE *to, const char *s) {
  unsigned code;
  int length;
  for (; (length = text_next(s, &code)) > 0; s += length)
    xml_char(to, s, length, code);
}

static void xml_attribute(FILE *to, const char *name, const char *value) {
  fprintf(to, " %s=\"", name);
  xml_text(to, value);
  fputc('"', to);
}

static void xml_failure(FILE *to, const json_t *r) {
  const char *kind = broken(r) ? "error" : "failure";
  char *articles = joined(json_object_get(r, "articles"), NULL);
  fprintf(to, "      <%s", kind);
  xml_attribute(to, "message", field(r, "got"));
  fputc('>', to);
  fputs("期望：", to);
  xml_text(to, field(r, "expected"));
  fputs("\n得到：", to);
  xml_text(to, field(r, "got"));
  if (articles && *articles) fputs("\n依据：", to);
  xml_text(to, articles ? articles : "");
  fprintf(to, "</%s>\n", kind);
  free(articles);
}

static void xml_result(FILE *to, const json_t *r) {
  fputs("    <testcase", to);
  xml_attribute(to, "name", field(r, "title"));
  xml_attribute(to, "classname", field(r, "decision"));
  xml_attribute(to, "file", field(r, "file"));
  fprintf(to, " line=\"%d\" time=\"0\"", line_of(r));
  if (passed(r)) {
    fputs("/>\n", to);
    return;
  }
  fputs(">\n", to);
  xml_failure(to, r);
  fputs("    </testcase>\n", to);
}

/* The results from `from` on that are of one file; the place of the first one after. */
static size_t xml_suite(FILE *to, const json_t *results, size_t from) {
  const char *file = field(json_array_get(results, from), "file");
  size_t end = from, failures = 0, errors = 0;
  for (; end < json_array_size(results); end++) {
    const json_t *r = json_array_get(results, end);
    if (strcmp(field(r, "file"), file) != 0) break;
    errors += broken(r);
    failures += !passed(r) && !broken(r);
  }
  fputs("  <testsuite", to);
  xml_attribute(to, "name", file);
  fprintf(to, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\">\n", end - from, failures, errors);
  for (size_t i = from; i < end; i++)
    xml_result(to, json_array_get(results, i));
  fputs("  </testsuite>\n", to);
  return end;
}

bool report_junit(const json_t *results, const char *path) {
  struct fresh f;
  size_t count = json_array_size(results), errors = 0, i;
  json_t *one;
  if (!fresh_open(&f, path)) return false;
  json_array_foreach(results, i, one) errors += broken(one);
  fprintf(
      f.to,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"%zu\" failures=\"%zu\" errors=\"%zu\">\n",
      count, count - count_passed(results) - errors, errors);
  for (size_t at = 0; at < count;)
    at = xml_suite(f.to, results, at);
  fputs("</testsuites>\n", f.to);
  return fresh_close(&f);
}
