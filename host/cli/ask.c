/* bylaw needs --ask: one question after the other, then the decision. Questions go to standard
** error, so that what is printed at the end can be used by another program. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/cli.h"

struct asking {
  struct question *q;
  bool optional;
  char *facts;     /* with the answers so far; from the library */
  json_t *skipped; /* what was answered with 未知 */
  bool ended;      /* no more input */
  bool starved;    /* no memory for an answer */
};

static bool skipped(const struct asking *s, const char *ask) {
  size_t i;
  json_t *one;
  json_array_foreach(s->skipped, i, one) if (strcmp(json_string_value(one), ask) == 0) return true;
  return false;
}

/* The first that was not left open; NULL: none. */
static const json_t *next_of(struct asking *s, const json_t *needs) {
  size_t i, k;
  json_t *one, *part;
  json_array_foreach(needs, i, one) {
    if (!skipped(s, field(one, "ask"))) return one;
    json_array_foreach(json_object_get(one, "parts"), k, part) {
      if (skipped(s, field(part, "ask"))) continue;
      if (object_change(one, "ask", json_incref(json_object_get(part, "ask")))) return one;
      s->starved = true;
      return NULL;
    }
  }
  return NULL;
}

/* A line without its end; NULL: there is none. Caller frees. */
static char *read_answer(void) {
  char *line = NULL;
  size_t room = 0;
  ssize_t n = getline(&line, &room, stdin);
  if (n < 0) {
    free(line);
    return NULL;
  }
  line[strcspn(line, "\r\n")] = '\0';
  return line;
}

static bool says_unknown(const char *text) {
  text += strspn(text, " \t");
  return strncmp(text, "未知", strlen("未知")) == 0 &&
         !text[strlen("未知") + strspn(text + strlen("未知"), " \t")];
}

/* False: the answer cannot be used and was told so; ask again. */
static bool take_answer(struct asking *s, const char *ask, const char *text) {
  bylaw_error e;
  char *facts;
  if (says_unknown(text)) {
    list_add(&s->skipped, json_string(ask));
    s->starved = s->starved || !s->skipped;
    return true;
  }
  if (bylaw_answer(s->q->shelf.handle, &s->q->request, ask, text, &facts, &e) != BYLAW_OK) {
    print_error(&e);
    return false;
  }
  bylaw_free(s->facts);
  s->facts = facts;
  s->q->request.facts = facts;
  s->q->request.facts_length = 0;
  return true;
}

static void ask_until_answered(struct asking *s, const json_t *need, int number) {
  fprintf(stderr, "问 %d：", number);
  needs_put(stderr, need);
  for (;;) {
    fputs("> ", stderr);
    fflush(stderr);
    char *text = read_answer();
    if (!text) {
      s->ended = true;
      fputs("\n没有更多回答。\n", stderr);
      return;
    }
    bool taken = take_answer(s, field(need, "ask"), text);
    free(text);
    if (taken) return;
  }
}

/* Until nothing is left to ask; the last answer of the library, NULL: printed. */
static json_t *ask_all(struct asking *s, bylaw_outcome *kind) {
  for (int number = 1;; number++) {
    json_t *answer = needs_of(s->q, s->optional, kind);
    const json_t *need =
        answer && !s->ended && !s->starved ? next_of(s, json_object_get(answer, "needs")) : NULL;
    if (!need) return answer;
    ask_until_answered(s, need, number);
    json_decref(answer);
  }
}

int question_ask(struct question *q, const struct args *a) {
  struct asking s = {.q = q, .optional = args_has(a, "optional"), .skipped = json_array()};
  bylaw_outcome kind = BYLAW_NEEDS;
  json_t *answer = ask_all(&s, &kind);
  int status = answer ? outcome_exit(kind) : EXIT_BAD;
  if (s.starved) {
    status = fail_memory();
    json_decref(answer);
    answer = NULL;
  }
  if (answer && !args_has(a, "json"))
    answer_put(answer, kind);
  else if (answer && print_json(json_incref(answer)) != EXIT_YES)
    status = EXIT_BAD;
  json_decref(answer);
  q->request.facts = NULL;
  bylaw_free(s.facts);
  json_decref(s.skipped);
  return status;
}
