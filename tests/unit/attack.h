/* Help for tests that attack: a policy text is loaded and asked in a child process, so that a crash
** or a hang is seen as what it is. The child tells through shared memory what happened. */
#ifndef BYLAW_TESTS_ATTACK_H
#define BYLAW_TESTS_ATTACK_H

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "host/bylaw.h"

/* Facts of every kind; `probe` decides whether `standard` gives 1.00; `other` rests on nothing and
** gives 2.00. */
#define HEAD                                                                                                              \
  "local act = document { id = \"attack\", number = \"试1号\", title = \"试验\", issuers = { \"局\" },\n"            \
  "  issued = \"2025-01-10\", in_force = { from = \"2025-01-01\", cite = \"第九条\" },\n"                              \
  "  outline = { articles = 30 } }\n"                                                                                     \
  "local place = fact.one_of { { \"home\", \"家\" }, { \"away\", \"外\" } }\n"                                          \
  "act:parameter(\"rate\", { label = \"标准\", cite = \"第四条\", { from = \"2025-01-01\", value = yuan(1) } })\n"   \
  "act:facts(\"elder\", { label = \"人\", name = fact.text { label = \"名\" },\n"                                       \
  "  amount = fact.money { label = \"额\" }, share = fact.rate { label = \"率\" },\n"                                   \
  "  n = fact.count { label = \"数\" }, born = fact.date { label = \"生\" }, since = fact.month { label = \"月\" },\n" \
  "  place = place { label = \"处\" }, ok = fact.boolean { label = \"是\" },\n"                                         \
  "  hukou = fact.timeline(fact.district) { label = \"户\", absent = \"无\" },\n"                                       \
  "  applied = fact.list { label = \"申\", on = fact.date { label = \"日\" }, at = place { label = \"地\" } } })\n"
#define TERM "act:term(\"probe\", { cite = \"第三条\", is = function(elder, m, law)\n"
#define TERM_END "\nend })\n"
#define TAIL                                                                                                                  \
  "local standard = act:decision(\"standard\", { label = \"标准\", of = \"elder\", per = \"month\", gives = \"money\" })\n" \
  "standard:requires(\"第三条\", \"probe\")\n"                                                                             \
  "standard:rule(\"第四条\", { give = \"rate\" })\n"                                                                       \
  "local other = act:decision(\"other\", { label = \"另\", of = \"elder\", per = \"month\", gives = \"money\" })\n"          \
  "other:rule(\"第五条\", { give = yuan(2) })\n"
#define RETURN "return act\n"
#define EASY TERM "return true" TERM_END
#define FACTS                                                                                                \
  "{\"name\": \"x\", \"amount\": \"1.00\", \"share\": \"0.5\", \"n\": 90, \"born\": \"1935-01-31\", "        \
  "\"since\": \"2025-01\", \"place\": \"home\", \"ok\": true, \"hukou\": \"和平区\", "                    \
  "\"applied\": [{\"on\": \"2025-01-06\", \"at\": \"home\"}]}"

enum { HANG_SECONDS = 30 }; /* of processor time: the default limit is 2 */

enum wish {
  REFUSED = 1, /* an error at load or when it decides, with file and line in the attack */
  UNLOADED,    /* the same, at load */
  STOPPED,     /* the same, anywhere in the file */
  LIMITED,     /* the same, and it is BYLAW_ELIMIT */
  TRUE,        /* loads, and the probe is true */
  SURVIVED     /* whatever it says: no crash, no hang, and the handle goes on */
};

struct attack {
  const char *name, *text;
  enum wish wish;
};

/* What the child saw. */
struct seen {
  bool finished;
  bylaw_status loaded, decided, after_good, after_own;
  bylaw_outcome outcome;
  bylaw_error error;
  long kilobytes; /* most memory in use */
};

struct arena_of_war { /* a folder with a good policy and the attack, and where the attack stands in it */
  char folder[32], good[64], path[64];
  int first_line, last_line;
};

static inline int lines_of(const char *text) {
  int n = 0;
  for (; *text; text++)
    n += *text == '\n';
  return n;
}

static inline void write_file(const char *path, const char *text) {
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
  assert_int_equal(fclose(f), 0);
}

static inline char *joined(const char *a, const char *b, const char *c) {
  char *made = malloc(strlen(a) + strlen(b) + strlen(c) + 1);
  assert_non_null(made);
  return strcat(strcat(strcpy(made, a), b), c);
}

/* `head` and `tail` stand around the attack `text`. */
static inline struct arena_of_war war_open(const char *head, const char *text, const char *tail) {
  struct arena_of_war w = {.folder = "/tmp/bylaw-attack-XXXXXX"};
  assert_non_null(mkdtemp(w.folder));
  snprintf(w.good, sizeof w.good, "%s/good.lua", w.folder);
  snprintf(w.path, sizeof w.path, "%s/attack.lua", w.folder);
  char *good = joined(HEAD EASY TAIL RETURN, "", ""), *bad = joined(head, text, tail);
  memcpy(strstr(good, "\"attack\""), "\"decent\"", 8);
  write_file(w.good, good);
  write_file(w.path, bad);
  free(good);
  free(bad);
  w.first_line = lines_of(head); /* a term's own line is right too */
  w.last_line = w.first_line + 1 + lines_of(text);
  return w;
}

static inline void war_close(struct arena_of_war *w) {
  unlink(w->good);
  unlink(w->path);
  rmdir(w->folder);
}

static inline bylaw_status ask(bylaw *b, const char *id, const char *decision, bylaw_outcome *outcome,
                               char **json, bylaw_error *e) {
  bylaw_request q = {.policy = id, .decision = decision, .facts = FACTS, .month = "2025-06"};
  return bylaw_decide(b, &q, outcome, json, e);
}

/* In the child: load, decide, and then ask what has nothing to do with the attack. */
static inline void child_attack(const struct arena_of_war *w, const bylaw_config *config, struct seen *s) {
  bylaw *b = NULL;
  if (bylaw_open(&b, config, &s->error) != BYLAW_OK || bylaw_load(b, w->good, &s->error) != BYLAW_OK) return;
  s->loaded = bylaw_load(b, w->path, &s->error);
  if (s->loaded == BYLAW_OK) s->decided = ask(b, "attack", "standard", &s->outcome, NULL, &s->error);
  if (s->loaded == BYLAW_OK) s->after_own = ask(b, "attack", "other", NULL, NULL, NULL);
  s->after_good = ask(b, "decent", "standard", NULL, NULL, NULL);
  bylaw_close(b);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  s->kilobytes = usage.ru_maxrss;
  s->finished = true;
}

static inline void *shared_memory(size_t size) {
  void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert_true(p != MAP_FAILED);
  return p;
}

/* cmocka goes on after a crash; here a crash is the answer. */
static inline void guard_child(void) {
  static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS};
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
    signal(crashes[i], SIG_DFL);
  struct rlimit seconds = {HANG_SECONDS, HANG_SECONDS + 1}, none = {0, 0};
  setrlimit(RLIMIT_CPU, &seconds);
  setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__
  struct rlimit bytes = {(rlim_t)4 << 30, (rlim_t)4 << 30}; /* the machine shall survive, too */
  setrlimit(RLIMIT_DATA, &bytes);
#endif
}

typedef void child_body(const struct arena_of_war *w, const bylaw_config *config, struct seen *s);

static inline struct seen in_child(const struct arena_of_war *w, const bylaw_config *config,
                                   child_body *body) {
  struct seen *shared = shared_memory(sizeof *shared), copy;
  fflush(NULL);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    guard_child();
    body(w, config, shared);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  copy = *shared;
  munmap(shared, sizeof *shared);
  if (!copy.finished)
    print_error("  the child %s %d\n", WIFSIGNALED(status) ? "was killed by signal" : "ended with status",
                WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
  return copy;
}

static inline struct seen war_fight(const struct arena_of_war *w, const bylaw_config *config) {
  return in_child(w, config, child_attack);
}

static inline bool is_refusal(bylaw_status s) {
  return s == BYLAW_ESYNTAX || s == BYLAW_EPOLICY || s == BYLAW_ERULE || s == BYLAW_ELIMIT;
}

static inline bool placed(const struct arena_of_war *w, const bylaw_error *e) {
  return strcmp(e->file, w->path) == 0 && e->line >= w->first_line && e->line <= w->last_line && *e->message;
}

static inline bool granted(const struct arena_of_war *w, const struct seen *s, enum wish wish) {
  bylaw_status status = s->loaded ? s->loaded : s->decided;
  if (!s->finished || s->after_good != BYLAW_OK || s->after_own != BYLAW_OK) return false;
  switch (wish) {
  case REFUSED: return is_refusal(status) && placed(w, &s->error);
  case UNLOADED: return is_refusal(s->loaded) && placed(w, &s->error);
  case STOPPED: return is_refusal(status) && strcmp(s->error.file, w->path) == 0 && s->error.line > 0;
  case LIMITED: return status == BYLAW_ELIMIT && placed(w, &s->error);
  case TRUE: return status == BYLAW_OK && s->outcome == BYLAW_VALUE;
  default: return true;
  }
}

static inline void tell(const struct arena_of_war *w, const struct seen *s, const char *text) {
  print_error("  %.300s\n  loaded %d, decided %d, outcome %d; afterwards: good policy %d, this one %d\n"
              "  %d:%d (attack on %d to %d) %s: %s (%s)\n",
              text, (int)s->loaded, (int)s->decided, (int)s->outcome, (int)s->after_good, (int)s->after_own,
              s->error.line, s->error.column, w->first_line, w->last_line, s->error.file, s->error.message,
              s->error.hint);
}

/* One attack; 0 when it went as it should. */
static inline int fight(const char *head, const char *text, const char *tail, enum wish wish) {
  struct arena_of_war w = war_open(head, text, tail);
  struct seen s = war_fight(&w, &(bylaw_config){.instructions = 3000000});
  bool right = granted(&w, &s, wish);
  if (!right) tell(&w, &s, text);
  war_close(&w);
  return !right;
}

/* The text stands at the end of the chunk ... */
static inline int fight_chunk(const char *text, enum wish wish) {
  return fight(HEAD EASY TAIL, text, "\n" RETURN, wish);
}

/* ... or is the body of the term. */
static inline int fight_term(const char *text, enum wish wish) {
  return fight(HEAD TERM, text, TERM_END TAIL RETURN, wish);
}

static inline void test_chunk(void **state) {
  const struct attack *a = *state;
  if (fight_chunk(a->text, a->wish)) fail_msg("%s", a->name);
}

static inline void test_term(void **state) {
  const struct attack *a = *state;
  if (fight_term(a->text, a->wish)) fail_msg("%s", a->name);
}

/* The same statement in both places. */
static inline void test_both(void **state) {
  const struct attack *a = *state;
  char *body = joined(a->text, "\nreturn true", "");
  int wrong = fight_chunk(a->text, a->wish) + fight_term(body, a->wish);
  free(body);
  if (wrong) fail_msg("%s", a->name);
}

static inline size_t add_attacks(struct CMUnitTest *tests, size_t n, CMUnitTestFunction test,
                                 const struct attack *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    tests[n++] = (struct CMUnitTest){list[i].name, test, NULL, NULL, (void *)(uintptr_t)&list[i]};
  return n;
}
#define ADD_ATTACKS(tests, n, test, list)                                                                    \
  ((n) = add_attacks((tests), (n), (test), (list), sizeof(list) / sizeof *(list)))

#endif
