/* What decide and explain ask: policy, decision, facts, time, readings. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/ledger.h"

static bool read_facts(struct question *q, const char *given) {
  if (!given) return true;
  size_t length;
  if (given[strspn(given, " \t\r\n")] == '{') {
    q->request.facts = given;
    return true;
  }
  q->facts = read_whole(given, &length);
  q->request.facts = q->facts;
  q->request.facts_length = q->facts ? length : 0;
  return q->facts != NULL;
}

/* Facts come from a file or from the database, never from both. */
static bool check_source(const struct args *a) {
  bool stored = args_has(a, "id");
  if (stored && args_has(a, "facts"))
    fail("事实来自 --facts，或来自数据库：--db FILE --id ID", "--facts 与 --id 只能给一个");
  else if (!stored && args_has(a, "db"))
    fail("加上 --id ID，写明是数据库中的哪一个人", "--db 要与 --id 一起用");
  else if (!stored && args_has(a, "as-of"))
    fail("--as-of 是数据库中的事实到哪一天所知", "--as-of 要与 --id 一起用");
  else
    return true;
  return false;
}

/* "POLICY:SUBJECT" of the decision that is asked; a decision that is not there is told by who
** decides. False: no memory. */
static bool find_subject(struct question *q, char *out, size_t size) {
  json_t *policy = shelf_describe(&q->shelf, q->request.policy), *one;
  size_t i;
  snprintf(out, size, "%s", q->request.policy);
  json_array_foreach(json_object_get(policy, "decisions"), i, one) {
    if (strcmp(field(one, "name"), q->request.decision) == 0)
      snprintf(out, size, "%s:%s", q->request.policy, field(one, "of"));
  }
  json_decref(policy);
  return policy != NULL;
}

static bool read_stored(struct question *q, const struct args *a) {
  bylaw_error e;
  char subject[256];
  if (!shelf_store(&q->shelf, a, BYLAW_STORE_READ) || !find_subject(q, subject, sizeof subject)) return false;
  if (bylaw_subject(q->shelf.handle, subject, args_value(a, "id"), args_value(a, "as-of"), &q->stored, &e) !=
      BYLAW_OK) {
    print_error(&e);
    return false;
  }
  q->request.facts = q->stored;
  return true;
}

static bool same_name(const char *a, const char *b) {
  size_t n = strcspn(a, "=");
  return n == strcspn(b, "=") && strncmp(a, b, n) == 0;
}

static bool is_reading(const struct given *g) {
  return strcmp(g->opt->name, "reading") == 0;
}

/* Two options for one reading contradict each other; the last one must not win silently. */
static bool reading_twice(const struct args *a, int i) {
  for (int j = 0; j < i; j++)
    if (is_reading(&a->given[j]) && same_name(a->given[j].value, a->given[i].value)) return true;
  return false;
}

/* All --reading, joined with commas as the library wants them. */
static bool read_readings(struct question *q, const struct args *a) {
  size_t size = 1;
  for (int i = 0; i < a->given_count; i++)
    if (is_reading(&a->given[i])) size += strlen(a->given[i].value) + 1;
  if (size == 1) return true;
  q->readings = calloc(1, size);
  if (!q->readings) return fail_memory() == EXIT_YES;
  for (int i = 0; i < a->given_count; i++) {
    if (!is_reading(&a->given[i])) continue;
    if (reading_twice(a, i)) {
      fail("每项适用口径只选一个选项", "适用口径给了两次：%s", a->given[i].value);
      return false;
    }
    if (*q->readings) strcat(q->readings, ",");
    strcat(q->readings, a->given[i].value);
  }
  q->request.readings = q->readings;
  return true;
}

bool question_open(struct question *q, const struct args *a) {
  *q = (struct question){0};
  q->request.decision = a->operands[1];
  q->request.month = args_value(a, "month");
  q->request.on = args_value(a, "on");
  q->request.year = args_value(a, "year");
  q->request.deciding = args_value(a, "deciding");
  q->request.known = args_value(a, "known");
  if (q->request.month && q->request.on) {
    fail("按月的决定用 --month，按日或按次的用 --on", "--month 与 --on 只能给一个");
    return false;
  }
  if (!check_source(a) || !read_readings(q, a) || !shelf_open(&q->shelf, a, a->operands, 1)) return false;
  q->request.policy = json_string_value(json_array_get(q->shelf.ids, 0));
  if (!q->request.policy) return false;
  return args_has(a, "id") ? read_stored(q, a) : read_facts(q, args_value(a, "facts"));
}

void question_close(struct question *q) {
  shelf_close(&q->shelf);
  bylaw_free(q->stored);
  free(q->facts);
  free(q->readings);
}

int outcome_exit(bylaw_outcome outcome) {
  return outcome == BYLAW_VALUE ? EXIT_YES : EXIT_NO;
}

int question_print_json(struct question *q) {
  bylaw_error e;
  bylaw_outcome outcome;
  char *text;
  if (bylaw_decide(q->shelf.handle, &q->request, &outcome, &text, &e) != BYLAW_OK) {
    print_error(&e);
    return EXIT_BAD;
  }
  int status = print_json_text(text);
  return status == EXIT_YES ? outcome_exit(outcome) : status;
}
