/* Results of scenarios as JUnit XML. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/cli.h"

/* XML 1.0 has no control characters but three and no non-characters, not even escaped: they are
** shown by their numbers. */
static void xml_char(FILE *to, const char *s, int length, unsigned code) {
  if (code == '&')
    fputs("&amp;", to);
  else if (code == '<')
    fputs("&lt;", to);
  else if (code == '>')
    fputs("&gt;", to);
  else if (code == '"')
    fputs("&quot;", to);
  else if (code == '\n' || code == '\t' || code == '\r' || (code >= 0x7F && code < 0xA0))
    fprintf(to, "&#%u;", code);
  else if (code < 0x20 || code == 0xFFFE || code == 0xFFFF)
    fprintf(to, "\\u%04X", code);
  else if (code == 0xFFFD)
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

static void xml_attribute(FILE *to, const char *name, const char *value, const char *more) {
  fprintf(to, " %s=\"", name);
  xml_text(to, value);
  xml_text(to, more);
  fputc('"', to);
}

static void xml_failure(FILE *to, const json_t *r) {
  const char *kind = result_broken(r) ? "error" : "failure";
  char *articles = joined(json_object_get(r, "articles"), NULL);
  fprintf(to, "      <%s", kind);
  xml_attribute(to, "message", result_text(r, "got"), "");
  fputs(">期望：", to);
  xml_text(to, result_text(r, "expected"));
  fputs("\n得到：", to);
  xml_text(to, result_text(r, "got"));
  if (!articles || *articles) fputs("\n依据：", to);
  xml_text(to, articles ? articles : NO_MEMORY_TEXT);
  fprintf(to, "</%s>\n", kind);
  free(articles);
}

/* What reports are grouped by: the file, as a class is written. */
static void xml_class(FILE *to, const char *file) {
  char name[4096];
  while (*file == '.' || *file == '/')
    file++;
  snprintf(name, sizeof name, "%s", file);
  size_t n = strlen(name);
  if (n > 4 && strcmp(name + n - 4, ".lua") == 0) name[n - 4] = '\0';
  for (char *at = name; *at; at++)
    if (*at == '/') *at = '.';
  xml_attribute(to, "classname", name, "");
}

static double seconds(const json_t *results, size_t from, size_t to) {
  double sum = 0;
  for (size_t i = from; i < to; i++)
    sum += json_real_value(json_object_get(json_array_get(results, i), "milliseconds")) / 1000;
  return sum;
}

static void xml_result(FILE *to, const json_t *results, size_t i) {
  const json_t *r = json_array_get(results, i);
  char label[300] = "";
  if (*field(r, "label")) snprintf(label, sizeof label, "（%s）", field(r, "label"));
  fputs("    <testcase", to);
  xml_attribute(to, "name", field(r, "title"), label);
  xml_class(to, field(r, "file"));
  xml_attribute(to, "file", field(r, "file"), "");
  fprintf(to, " line=\"%d\" time=\"%.6f\"", result_line(r), seconds(results, i, i + 1));
  if (result_passed(r)) {
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
    errors += result_broken(r);
    failures += !result_passed(r) && !result_broken(r);
  }
  fputs("  <testsuite", to);
  xml_attribute(to, "name", file, "");
  fprintf(to, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" time=\"%.6f\">\n", end - from, failures, errors,
          seconds(results, from, end));
  for (size_t i = from; i < end; i++)
    xml_result(to, results, i);
  fputs("  </testsuite>\n", to);
  return end;
}

bool report_junit(const json_t *results, const char *path) {
  struct aside f;
  size_t count = json_array_size(results), errors = 0, i;
  json_t *one;
  if (!fresh_open(&f, path)) return false;
  aside_share(&f);
  json_array_foreach(results, i, one) errors += result_broken(one);
  fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", f.to);
  fprintf(f.to, "<testsuites tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" time=\"%.6f\">\n", count,
          count - count_passed(results) - errors, errors, seconds(results, 0, count));
  for (size_t at = 0; at < count;)
    at = xml_suite(f.to, results, at);
  fputs("</testsuites>\n", f.to);
  return fresh_close(&f);
}
