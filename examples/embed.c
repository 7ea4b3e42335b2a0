/* Bylaw in a program of one's own: open, load, decide, read the outcome.
**
**   make && gcc -I host examples/embed.c build/libbylaw.a $(pkg-config --libs lua5.4 jansson libsodium sqlite3) -lcsv -o build/embed
**   build/embed policies
*/
#include <stdio.h>

#include "bylaw.h"

static int complain(const bylaw_error *e) {
  if (e->line > 0) fprintf(stderr, "%s:%d:%d: ", e->file, e->line, e->column);
  fprintf(stderr, "%s\n", e->message);
  if (e->hint[0]) fprintf(stderr, "  %s\n", e->hint);
  return 2;
}

static int decide_month(bylaw *b, const char *facts, const char *month) {
  static const char *const kinds[] = {"value", "refused", "hold", "undetermined", "needs"};
  bylaw_request request = {
      .policy = "old-age-allowance", .decision = "standard", .facts = facts, .month = month};
  bylaw_outcome kind;
  bylaw_error error;
  char *json;
  if (bylaw_decide(b, &request, &kind, &json, &error) != BYLAW_OK) return complain(&error);
  printf("%s: %s\n%s\n", month, kinds[kind], json);
  bylaw_free(json);
  return 0;
}

int main(int argc, char **argv) {
  const char *facts = "{\"birth_date\": \"1935-07-31\", \"hukou\": \"和平区\", \"low_income\": null}";
  bylaw_error error;
  bylaw *b;
  if (bylaw_open(&b, NULL, &error) != BYLAW_OK) return complain(&error);
  int status = 0;
  if (bylaw_load(b, argc > 1 ? argv[1] : "policies", &error) != BYLAW_OK) status = complain(&error);
  if (!status) status = decide_month(b, facts, "2025-06");
  if (!status) status = decide_month(b, facts, "2025-07");
  bylaw_close(b);
  return status;
}
