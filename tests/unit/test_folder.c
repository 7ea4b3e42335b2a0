/* Folders of policies: a file a policy, an id a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "host/bylaw.h"

struct folder {
  char path[40], one[64], other[64];
  bylaw *b;
};

/* A policy that gives `yuan` in every month. */
static void write_policy(const char *path, const char *id, int yuan) {
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  fprintf(
      f,
      "local act = document { id = \"%s\", number = \"试1号\", title = \"试验\", issuers = \"局\", issued = \"2025-01-10\",\n"
      "  in_force = { from = \"2025-01-01\", cite = \"第九条\" }, outline = { articles = 9 } }\n"
      "act:facts(\"unit\", { label = \"单位\", n = fact.count { label = \"数\" } })\n"
      "act:decision(\"due\", { label = \"额\", of = \"unit\", per = \"month\", gives = \"money\" })"
      ":rule(\"第一条\", { give = yuan(%d) })\nreturn act\n",
      id, yuan);
  assert_int_equal(fclose(f), 0);
}

static struct folder folder_open(const char *one, const char *other) {
  struct folder f = {.path = "/tmp/bylaw-folder-XXXXXX"};
  assert_non_null(mkdtemp(f.path));
  snprintf(f.one, sizeof f.one, "%s/a.lua", f.path);
  snprintf(f.other, sizeof f.other, "%s/b.lua", f.path);
  write_policy(f.one, one, 1);
  write_policy(f.other, other, 2);
  assert_int_equal(bylaw_open(&f.b, NULL, NULL), BYLAW_OK);
  return f;
}

static void folder_close(struct folder *f) {
  bylaw_close(f->b);
  unlink(f->one);
  unlink(f->other);
  rmdir(f->path);
}

static void gives(bylaw *b, const char *id, const char *value) {
  bylaw_request q = {.policy = id, .decision = "due", .month = "2025-06", .facts = "{\"n\": 1}"};
  char *json = NULL, wanted[40];
  bylaw_error e;
  if (bylaw_decide(b, &q, NULL, &json, &e) != BYLAW_OK) fail_msg("%s: %s", id, e.message);
  snprintf(wanted, sizeof wanted, "\"outcome\":\"%s\"", value);
  if (!strstr(json, wanted)) fail_msg("%s: not %s: %s", id, wanted, json);
  bylaw_free(json);
}

/* The message names one file, its place the other. */
static void names_both(const struct folder *f, const bylaw_error *e) {
  assert_string_equal(e->document, "same");
  bool both = (strstr(e->message, "a.lua") && strcmp(e->file, f->other) == 0) ||
              (strstr(e->message, "b.lua") && strcmp(e->file, f->one) == 0);
  if (!both) fail_msg("%s: %s", e->file, e->message);
}

static void two_files_of_one_id_are_refused(void **state) {
  (void)state;
  struct folder f = folder_open("same", "same");
  bylaw_error e;
  char *json = NULL;
  assert_int_equal(bylaw_load(f.b, f.path, &e), BYLAW_EPOLICY);
  names_both(&f, &e);
  assert_int_equal(bylaw_policies(f.b, &json, NULL), BYLAW_OK);
  assert_string_equal(json, "[]"); /* not the first, not the last: none */
  bylaw_free(json);
  folder_close(&f);
}

/* What was loaded before stays, also under that id. */
static void and_leave_what_was_loaded(void **state) {
  (void)state;
  struct folder f = folder_open("same", "other");
  bylaw_error e;
  assert_int_equal(bylaw_load(f.b, f.path, &e), BYLAW_OK);
  write_policy(f.other, "same", 3);
  assert_int_equal(bylaw_load(f.b, f.path, &e), BYLAW_EPOLICY);
  names_both(&f, &e);
  gives(f.b, "same", "1.00");
  gives(f.b, "other", "2.00");
  folder_close(&f);
}

static void a_reload_into_the_id_of_another_file_is_refused(void **state) {
  (void)state;
  struct folder f = folder_open("same", "other");
  bylaw_error e;
  assert_int_equal(bylaw_load(f.b, f.path, &e), BYLAW_OK);
  write_policy(f.other, "same", 3);
  assert_int_equal(bylaw_reload(f.b, &e), BYLAW_EPOLICY);
  names_both(&f, &e);
  gives(f.b, "same", "1.00");
  gives(f.b, "other", "2.00");
  write_policy(f.other, "third", 4); /* mended */
  assert_int_equal(bylaw_reload(f.b, &e), BYLAW_OK);
  gives(f.b, "same", "1.00");
  gives(f.b, "third", "4.00");
  folder_close(&f);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(two_files_of_one_id_are_refused),
                                     cmocka_unit_test(and_leave_what_was_loaded),
                                     cmocka_unit_test(a_reload_into_the_id_of_another_file_is_refused)};
  return cmocka_run_group_tests_name("folders of policies", tests, NULL, NULL);
}
