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

/* The same without JSON: facts by index, kept from one decision to the next. Amounts are in fen. */
static int decide_typed(bylaw *b) {
  bylaw_error error;
  bylaw_person *p;
  if (bylaw_person_new(b, "old-age-allowance", &p, &error) != BYLAW_OK) return complain(&error);
  int birth = bylaw_person_fact(p, "birth_date"), hukou = bylaw_person_fact(p, "hukou");
  int standard = bylaw_person_decision(p, "standard");
  bylaw_decided answer = {0};
  bylaw_status status = bylaw_add_spell(p, hukou, 0, 0, 0, &error); /* since always */
  if (!status) status = bylaw_set_member(p, hukou, "和平区", &error);
  if (!status) status = bylaw_clear_fact(p, bylaw_person_fact(p, "low_income"), &error);
  for (int month = 7; !status && month <= 8; month++) { /* 90 in July 2025, or a month later */
    status = bylaw_set_date(p, birth, 1935, month, 31, &error);
    if (!status) status = bylaw_decide_person(p, standard, 2025, 7, 0, &answer, &error);
    if (!status) printf("typed: %lld fen, %s\n", answer.number, answer.articles);
  }
  bylaw_person_free(p);
  return status ? complain(&error) : 0;
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
  if (!status) status = decide_typed(b);
  bylaw_close(b);
  return status;
}
