/* The JSON that only functions give, for tests/json_answers.sh: each to FOLDER/SHAPE.N.
** Usage: FOLDER DATABASE SCENARIOS */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bylaw.h"

static const char *folder;

static void must(bylaw_status status, const bylaw_error *error) {
  if (status == BYLAW_OK) return;
  fprintf(stderr, "%s\n", error->message);
  exit(1);
}

static void answer(const char *name, const char *text) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  if (!file || fputs(text, file) < 0 || fclose(file) != 0) exit(1);
}

/* The same for a text that the library gave. */
static void take(bylaw_status status, const bylaw_error *error, const char *name, char *json) {
  must(status, error);
  answer(name, json);
  bylaw_free(json);
}

static void register_answers(bylaw *b, const char *path) {
  bylaw_error e;
  char *json, head[65] = "";
  must(bylaw_store(b, path, BYLAW_STORE_READ, &e), &e);
  bylaw_status status = bylaw_subject(b, "old-age-allowance", "210100194001053212", NULL, &json, &e);
  take(status, &e, "facts.c1", json);
  must(bylaw_head(b, &json, &e), &e);
  sscanf(strstr(json, "\"head\":\"") + 8, "%64[0-9a-f]", head);
  answer("head.c1", json);
  bylaw_free(json);
  status = bylaw_continues(b, head, &json, &e);
  take(status, &e, "continues.c1", json);
  status = bylaw_continues(b, "0123456789abcdef", &json, &e);
  take(status, &e, "continues.c2", json);
}

static void ground_answer(bylaw *b, const char *birth_date, const char *name) {
  bylaw_error e;
  bylaw_person *p;
  bylaw_decided decided;
  int year = 0, month = 0, day = 0;
  must(bylaw_person_new(b, "old-age-allowance", &p, &e), &e);
  if (sscanf(birth_date, "%d-%d-%d", &year, &month, &day) == 3)
    must(bylaw_set_date(p, bylaw_person_fact(p, "birth_date"), year, month, day, &e), &e);
  int hukou = bylaw_person_fact(p, "hukou");
  must(bylaw_add_spell(p, hukou, 0, 0, 0, &e), &e);
  must(bylaw_set_member(p, hukou, "和平区", &e), &e);
  must(bylaw_clear_fact(p, bylaw_person_fact(p, "low_income"), &e), &e);
  must(bylaw_decide_person(p, bylaw_person_decision(p, "standard"), 2025, 7, 0, &decided, &e), &e);
  answer(name, decided.ground);
  bylaw_person_free(p);
}

static void test_answers(bylaw *b, const char *path) {
  bylaw_error e;
  char *json;
  must(bylaw_load(b, "tests/cover/policies", &e), &e);
  bylaw_status status = bylaw_scenarios(b, path, &json, &e);
  take(status, &e, "scenarios.c1", json);
  status = bylaw_accept(b, path, NULL, 0, &json, &e);
  take(status, &e, "accept.c1", json);
  must(bylaw_test_mode(b, BYLAW_TEST_TIMES | BYLAW_TEST_COVERAGE, &e), &e);
  status = bylaw_test(b, path, &json, &e);
  take(status, &e, "test.c1", json);
  status = bylaw_coverage(b, &json, &e);
  take(status, &e, "coverage.c1", json);
}

int main(int argc, char **argv) {
  bylaw *b;
  bylaw_error e;
  char *json;
  bylaw_request request = {
      .policy = "old-age-allowance", .decision = "standard", .facts = "{}", .month = "2025-07"};
  if (argc != 4) return 2;
  folder = argv[1];
  must(bylaw_open(&b, NULL, &e), &e);
  must(bylaw_load(b, "policies", &e), &e);
  bylaw_status status = bylaw_answer(b, &request, "birth_date", "1935-07-31", &json, &e);
  take(status, &e, "facts.c2", json);
  ground_answer(b, "1935-07-31", "ground.c1");
  ground_answer(b, "1955-07-31", "ground.c2");
  ground_answer(b, "", "ground.c3");
  register_answers(b, argv[2]);
  test_answers(b, argv[3]);
  bylaw_close(b);
  return 0;
}
