/* Help for tests through the public interface: a small policy in a temporary folder, broken in one
** place at a time. */
#ifndef BYLAW_TESTS_SUPPORT_H
#define BYLAW_TESTS_SUPPORT_H

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "host/bylaw.h"

/* For an elder of 95 it decides 200.00. */
#define PROBE "act:term(\"probe\", { cite = \"第三条\", is = function(elder, m, law)\n  return true\nend })"
#define RULE "standard:rule(\"第四条第3项\", { when = \"aged_90s\", give = \"rate_90s\" })"
#define ROW "{ from = \"2025-01-01\", value = yuan(200) }"
#define BASE                                                                                                      \
  "local act = document { id = \"test\", number = \"试〔2025〕1号\", title = \"试验办法\",\n"             \
  "  issuers = { \"市民政局\" }, issued = \"2025-01-10\", in_force = { from = \"2025-01-01\", cite = "        \
  "\"第九条\" },\n"                                                                                            \
  "  outline = { articles = 30, items = { [\"第四条\"] = 4 } } }\n"                                            \
  "act:parameter(\"rate_90s\", { label = \"标准\", unit = \"元/月\", cite = \"第四条第3项\",\n"          \
  "  " ROW " })\n"                                                                                                \
  "act:open(\"bonus\", { kind = \"money\", label = \"加发\", cite = \"第七条\", who = \"市财政局\" })\n" \
  "act:facts(\"elder\", { label = \"老年人\",\n"                                                               \
  "  birth_date = fact.date { label = \"出生日期\" },\n"                                                      \
  "  hukou = fact.timeline(fact.district) { label = \"户籍\", absent = \"非本市\" },\n"                      \
  "  applied = fact.list { label = \"申请\", on = fact.date { label = \"日期\" } } })\n"                      \
  "act:reading(\"start\", { cite = \"第五条\", ask = \"从哪个月起？\",\n"                                \
  "  { \"same_month\", \"当月\" }, { \"next_month\", \"次月\" }, default = \"same_month\" })\n"               \
  "act:term(\"age\", { cite = \"第三条\", is = function(elder, m) return elder.birth_date:age(m:last()) "      \
  "end })\n"                                                                                                      \
  "act:term(\"aged_90s\", { cite = \"第四条第3项\", is = function(_, _, law) return between(law.age, 90, "   \
  "99) end })\n" PROBE "\n"                                                                                       \
  "local standard = act:decision(\"standard\", { label = \"月标准\", of = \"elder\", per = \"month\", "        \
  "gives = \"money\" })\n"                                                                                        \
  "standard:requires(\"第三条\", \"probe\")\n" RULE "\n"                                                          \
  "return act\n"
#define FACTS "{\"birth_date\": \"1930-05-01\", \"hukou\": \"和平区\", \"applied\": []}"

enum { EITHER = 1000 }; /* as a status: BYLAW_EPOLICY or BYLAW_ERULE */

/* One thing wrong. In `put`, $ stands right before the token that the error must point at; $$ asks
** for the line only. `message` and `hint`: what they must say, parts separated by |; what to do may
** also be said by the message. */
struct bad {
  const char *name, *find, *put; /* find NULL: `put` is the whole text */
  int status;
  const char *message, *hint;
  bool runs; /* found when it decides; otherwise it must not load */
};

struct bench {
  bylaw *b;
  char folder[32], good[64], broken[64];
};

struct place {
  int line, column;
  char text[256]; /* the line */
};

static inline char *replaced(const char *text, const char *find, const char *put) {
  const char *at = find ? strstr(text, find) : text;
  if (!at) fail_msg("not in the text: %s", find);
  size_t head = (size_t)(at - text), gone = find ? strlen(find) : strlen(text), size = strlen(put);
  char *made = malloc(strlen(text) + size + 1);
  if (!made) abort();
  memcpy(made, text, head);
  memcpy(made + head, put, size);
  strcpy(made + head + size, at + gone);
  return made;
}

/* Take the marker out of `text`; the place where it stood. */
static inline struct place take_marker(char *text) {
  struct place p = {0};
  char *at = strchr(text, '$');
  if (!at) return p;
  bool whole_line = at[1] == '$';
  memmove(at, at + 1 + whole_line, strlen(at + 1 + whole_line) + 1);
  const char *line = text;
  p.line = p.column = 1;
  for (const char *c = text; c < at; c++) {
    p.column += ((unsigned char)*c & 0xC0) != 0x80;
    if (*c != '\n') continue;
    line = c + 1;
    p.line++;
    p.column = 1;
  }
  if (whole_line) p.column = 0;
  snprintf(p.text, sizeof p.text, "%.*s", (int)strcspn(line, "\n"), line);
  return p;
}

/* --- files ------------------------------------------------------------------------------------ */

static inline void write_bytes(const char *path, const void *data, size_t size) {
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_int_equal(fwrite(data, 1, size, f), size);
  assert_int_equal(fclose(f), 0);
}

static inline void write_text(const char *path, const char *text) {
  write_bytes(path, text, strlen(text));
}

static inline void empty_folder(int folder) {
  DIR *d = fdopendir(folder);
  for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
    if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
    if (unlinkat(dirfd(d), e->d_name, 0) == 0) continue;
    int inner = openat(dirfd(d), e->d_name, O_RDONLY | O_DIRECTORY);
    if (inner >= 0) empty_folder(inner);
    unlinkat(dirfd(d), e->d_name, AT_REMOVEDIR);
  }
  if (d) closedir(d);
}

static inline void remove_tree(const char *path) {
  int folder = open(path, O_RDONLY | O_DIRECTORY);
  if (folder >= 0) empty_folder(folder);
  rmdir(path);
}

/* --- a handle with the good policy ------------------------------------------------------------ */

static inline bylaw_status ask(bylaw *b, bylaw_outcome *outcome, char **json, bylaw_error *error) {
  bylaw_request q = {.policy = "test", .decision = "standard", .facts = FACTS, .month = "2025-06"};
  return bylaw_decide(b, &q, outcome, json, error);
}

static inline void still_works(bylaw *b) {
  bylaw_error error = {0};
  char *json = NULL;
  if (ask(b, NULL, &json, &error) != BYLAW_OK)
    fail_msg("the old policy no longer decides: %s", error.message);
  if (!strstr(json, "200.00")) fail_msg("the old policy decides otherwise: %s", json);
  bylaw_free(json);
}

static inline void bench_load(struct bench *t) {
  bylaw_error error = {0};
  if (bylaw_load(t->b, t->good, &error) != BYLAW_OK)
    fail_msg("the good policy: %d:%d %s (%s)", error.line, error.column, error.message, error.hint);
}

static inline struct bench bench_open(void) {
  struct bench t = {.folder = "/tmp/bylaw-bad-XXXXXX"};
  assert_non_null(mkdtemp(t.folder));
  snprintf(t.good, sizeof t.good, "%s/good.lua", t.folder);
  snprintf(t.broken, sizeof t.broken, "%s/broken.lua", t.folder);
  write_text(t.good, BASE);
  assert_int_equal(bylaw_open(&t.b, NULL, NULL), BYLAW_OK);
  bench_load(&t);
  return t;
}

static inline void bench_close(struct bench *t) {
  bylaw_close(t->b);
  remove_tree(t->folder);
}

/* --- what an error says ----------------------------------------------------------------------- */

static inline bool says(const char *text, const char *more, const char *parts) {
  char part[160];
  while (*parts) {
    size_t n = strcspn(parts, "|");
    snprintf(part, sizeof part, "%.*s", (int)n, parts);
    if (!strstr(text, part) && !strstr(more, part)) return false;
    parts += n + (parts[n] == '|');
  }
  return true;
}

static inline bool is_chinese(const char *text) {
  for (; *text; text++)
    if ((unsigned char)*text >= 0xE3) return true;
  return false;
}

static inline int complain(const char *what, const char *wanted, const bylaw_error *e) {
  print_error("  %s: wanted \"%s\"\n    got status %d, %d:%d, \"%s\" (%s)\n    | %s\n", what, wanted,
              (int)e->status, e->line, e->column, e->message, e->hint, e->excerpt);
  return 1;
}

static inline int check_words(const bylaw_error *e, int status, const char *message, const char *hint) {
  char number[16];
  bool right =
      status == EITHER ? e->status == BYLAW_EPOLICY || e->status == BYLAW_ERULE : (int)e->status == status;
  snprintf(number, sizeof number, "%d", status);
  int wrong = right ? 0 : complain("status", number, e);
  if (!is_chinese(e->message)) wrong += complain("message", "Chinese", e);
  if (!says(e->message, "", message)) wrong += complain("message", message, e);
  if (hint && !says(e->hint, e->message, hint)) wrong += complain("hint", hint, e);
  return wrong;
}

static inline int check_place(const bylaw_error *e, const struct place *p, const char *file) {
  char number[32];
  if (!p->line) return 0;
  snprintf(number, sizeof number, "%d:%d", p->line, p->column);
  if (e->line != p->line) return complain("line", number, e);
  int wrong = strcmp(e->file, file) == 0 ? 0 : complain("file", file, e);
  if (!p->column) return wrong;
  if (e->column != p->column) wrong += complain("column", number, e);
  if (!*e->excerpt != !*p->text || strncmp(p->text, e->excerpt, strlen(e->excerpt)) != 0)
    wrong += complain("excerpt", p->text, e);
  return wrong;
}

/* --- one bad policy --------------------------------------------------------------------------- */

/* Load `text` as broken.lua, decide when it loads, and look at the error. The handle goes on
** working. */
static inline int try_text(struct bench *t, const struct bad *c, const char *text, const struct place *p) {
  bylaw_error e = {0};
  char *json = NULL;
  write_text(t->broken, text);
  bool loaded = bylaw_load(t->b, t->broken, &e) == BYLAW_OK;
  if (loaded && !c->runs) return complain("loaded", c->message, &e);
  if (loaded && ask(t->b, NULL, &json, &e) == BYLAW_OK) {
    print_error("  decided: %s\n", json);
    bylaw_free(json);
    return 1;
  }
  int wrong = check_words(&e, c->status, c->message, c->hint) + check_place(&e, p, t->broken);
  if (json) wrong += complain("json", "NULL after an error", &e);
  if (loaded) bench_load(t);
  still_works(t->b);
  return wrong;
}

static inline void test_bad(void **state) {
  const struct bad *c = *state;
  struct bench t = bench_open();
  char *text = replaced(BASE, c->find, c->put);
  struct place p = take_marker(text);
  int wrong = try_text(&t, c, text, &p);
  free(text);
  bench_close(&t);
  if (wrong) fail_msg("%s", c->name);
}

/* A table as tests, one a row; the first field of a row is its name. */
static inline size_t add_rows(struct CMUnitTest *tests, size_t n, CMUnitTestFunction test, const void *rows,
                              size_t size, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const char *row = (const char *)rows + i * size, *name;
    memcpy(&name, row, sizeof name);
    tests[n++] = (struct CMUnitTest){name, test, NULL, NULL, (void *)(uintptr_t)row};
  }
  return n;
}
#define ADD_ROWS(tests, n, test, rows)                                                                       \
  ((n) = add_rows((tests), (n), (test), (rows), sizeof *(rows), sizeof(rows) / sizeof *(rows)))

/* --- asking the policy of the project --------------------------------------------------------- */

#define ELDER(more)                                                                                                            \
  "{\"birth_date\": \"1935-06-30\", \"hukou\": \"和平区\", \"low_income\": null, \"applied\": [{\"on\": \"2025-01-06\"}]" more \
  "}"
#define WITH(name, value) "{\"" name "\": " value "}"

struct ask {
  const char *name, *decision, *facts;
  bylaw_status status;
  const char *message, *hint, *secret; /* `secret` must not be in any text of the error */
  int line;                            /* of the JSON text; 0 = not asked */
};

static bylaw *the_law; /* one handle for all tests: after every error it must go on deciding */

static inline int run_with_law(const char *title, struct CMUnitTest *tests, size_t n) {
  bylaw_error e = {0};
  if (bylaw_open(&the_law, NULL, &e) != BYLAW_OK || bylaw_load(the_law, "policies", &e) != BYLAW_OK) {
    print_error("[  FAILED  ] %s: %s:%d: %s\n", title, e.file, e.line, e.message);
    return 1;
  }
  int failed = _cmocka_run_group_tests(title, tests, n, NULL, NULL);
  bylaw_close(the_law);
  return failed;
}

static inline bylaw_request standard_request(const char *facts) {
  return (bylaw_request){
      .policy = "old-age-allowance", .decision = "standard", .facts = facts, .month = "2025-06"};
}

static inline void goes_on(void) {
  bylaw_request q = standard_request(ELDER(""));
  bylaw_outcome outcome = BYLAW_NEEDS;
  bylaw_error e = {0};
  char *json = NULL;
  if (bylaw_decide(the_law, &q, &outcome, &json, &e) != BYLAW_OK) fail_msg("good facts: %s", e.message);
  assert_int_equal(outcome, BYLAW_VALUE);
  assert_non_null(strstr(json, "\"outcome\":\"200.00\""));
  bylaw_free(json);
}

static inline bool tells(const bylaw_error *e, const char *secret) {
  return strstr(e->message, secret) || strstr(e->hint, secret) || strstr(e->excerpt, secret);
}

static inline int refused(const bylaw_request *q, int status, const char *message, const char *hint,
                          bylaw_error *e) {
  char *json = NULL, *text = NULL;
  bylaw_error other = {0};
  bylaw_outcome outcome;
  *e = (bylaw_error){0};
  bylaw_status got = bylaw_decide(the_law, q, &outcome, &json, e);
  int wrong = 0;
  if (got == BYLAW_OK) {
    print_error("  decided: %.400s\n", json);
    bylaw_free(json);
    return 1;
  }
  if (json || got != e->status) wrong += complain("outputs", "NULL and the status", e);
  if (bylaw_explain(the_law, q, &outcome, &text, &other) != got || strcmp(other.message, e->message) != 0)
    wrong += complain("explain", e->message, &other);
  bylaw_free(text);
  return wrong + check_words(e, status, message, hint);
}

static inline void test_ask(void **state) {
  const struct ask *c = *state;
  bylaw_request q = standard_request(c->facts);
  bylaw_error e;
  if (c->decision) q.decision = c->decision;
  if (strcmp(q.decision, "materials") == 0) {
    q.month = NULL;
    q.on = "2025-06-30";
  }
  int wrong = refused(&q, (int)c->status, c->message, c->hint, &e);
  if (c->secret && tells(&e, c->secret)) wrong += complain("secret", "masked", &e);
  if (c->line && e.line != c->line) wrong += complain("line", "of the JSON", &e);
  goes_on();
  if (wrong) fail_msg("%s", c->name);
}

#endif
