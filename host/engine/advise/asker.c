/* An asker: one request, decided again with other facts. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/facts_json.h"
#include "host/engine/advise/what_if.h"

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* What follows from the month or day when the request does not say another one. */
static int64_t natural_deciding(struct value when) {
  return when.kind == KIND_MONTH ? value_op(NULL, OP_MONTH_LAST, &when).u.i : when.u.i;
}

bool asker_open(struct asker *a, struct policy *p, const bylaw_request *q, const struct evaluation *read,
                struct error *e) {
  *a = (struct asker){.policy = p, .model = &p->script->model, .index = read->decision};
  a->decision = &a->model->decisions[read->decision];
  a->when = read->run.when;
  a->decided_on = read->run.decided_on;
  a->known_on = read->run.known_on;
  a->deciding_told = a->decided_on.u.i != natural_deciding(a->when);
  a->facts = read->run.facts;
  a->given = read->run.given;
  a->rulings = read->rulings;
  if (a->deciding_told || q->known) return true;
  a->judge = judge_open(p, -1, e);
  return a->judge != NULL;
}

void asker_close(struct asker *a) {
  judge_close(a->judge);
  for (int i = 0; i < a->met_count; i++)
    free(a->met[i].text);
  free(a->met);
  arena_free(&a->arena);
  *a = (struct asker){0};
}

const struct fact *asker_fact(const struct asker *a, int index) {
  int n = a->model->fact_count;
  return index < n ? &a->model->facts[index] : &a->decision->given[index - n];
}

int asker_fact_count(const struct asker *a) {
  return a->model->fact_count + a->decision->given_count;
}

const struct value *asker_value(const struct asker *a, int index) {
  int n = a->model->fact_count;
  return index < n ? &a->facts[index] : &a->given[index - n];
}

struct value asker_deciding(const struct asker *a, struct value when) {
  int64_t day = natural_deciding(when);
  struct value at = value_of(KIND_DATE, day);
  if (a->deciding_told && (when.u.i == a->when.u.i || a->decided_on.u.i > day)) at.u.i = a->decided_on.u.i;
  return at;
}

/* --- outcomes --------------------------------------------------------------------------------- */

/* `text` is taken. */
static bool number_of(struct asker *a, enum verdict_kind kind, struct buf *text, int *number,
                      struct error *e) {
  char *taken = buf_take(text);
  if (!taken) return no_memory(e);
  for (int i = 0; i < a->met_count; i++)
    if (a->met[i].kind == kind && strcmp(a->met[i].text, taken) == 0) {
      *number = i;
      free(taken);
      return true;
    }
  if (a->met_count == a->met_room) {
    int room = a->met_room ? a->met_room * 2 : 16;
    struct met *grown = realloc(a->met, (size_t)room * sizeof *grown);
    if (!grown) {
      free(taken);
      return no_memory(e);
    }
    a->met = grown;
    a->met_room = room;
  }
  *number = a->met_count;
  a->met[a->met_count++] = (struct met){kind, taken};
  return true;
}

static void write_items(struct script *s, const struct value *items, int count, struct buf *out) {
  for (int i = 0; i < count; i++) {
    buf_puts(out, "\n");
    value_text_out(s, out, items[i], false);
  }
}

static bool is_decision(const struct model *m, const char *name) {
  for (int i = 0; i < m->decision_count; i++)
    if (strcmp(m->decisions[i].name, name) == 0) return true;
  return false;
}

/* One more in a->articles, as far as there is room. */
static void add_article(struct asker *a, const char *article) {
  size_t used = strlen(a->articles);
  text_copy(a->articles + used, sizeof a->articles - used, used ? "、" : "");
  used = strlen(a->articles);
  text_copy(a->articles + used, sizeof a->articles - used, article);
}

static void note_reasons(struct asker *a, const json_t *because) {
  size_t i;
  json_t *one;
  const char *before[16];
  int count = 0;
  *a->articles = '\0';
  json_array_foreach(because, i, one) {
    const char *rule = json_string_value(json_object_get(one, "rule"));
    bool told = !rule || count == 16 || !is_decision(a->model, rule);
    for (int k = 0; k < count && !told; k++)
      told = strcmp(before[k], rule) == 0;
    if (told) continue;
    before[count++] = rule;
    add_article(a, json_string_value(json_object_get(one, "article")));
  }
}

/* As asker_note, from a judge's justification; those seen are remembered. */
static bool note_justification(struct asker *a, const struct justification *g) {
  for (int i = 0; i < a->noted_count; i++)
    if (a->noted[i].justification == g) {
      strcpy(a->articles, a->noted[i].articles);
      return true;
    }
  json_t *text = json_loads(g->text, 0, NULL);
  if (!text) return false;
  note_reasons(a, json_object_get(text, "because"));
  json_decref(text);
  if (a->noted_count == ASKER_NOTED) return true;
  struct noted *n = &a->noted[a->noted_count++];
  n->justification = g;
  strcpy(n->articles, a->articles);
  return true;
}

static bool of_verdict(struct asker *a, const struct verdict *v, int *number, struct error *e) {
  struct script *s = a->policy->script;
  struct buf text = {0};
  bool given = v->kind == VERDICT_VALUE || v->kind == VERDICT_HOLD;
  *number = v->kind == VERDICT_NEEDS ? ASKED_NEEDS : ASKED_IMPOSSIBLE;
  if (v->kind == VERDICT_NEEDS || v->kind == VERDICT_FAILED) return true;
  if (v->kind == VERDICT_VALUE && a->tells_articles && !note_justification(a, v->justification))
    return no_memory(e);
  if (v->kind == VERDICT_UNDETERMINED) buf_puts(&text, v->justification->words);
  if (given && a->decision->many)
    write_items(s, v->value.u.list->cells, v->value.u.list->rows, &text);
  else if (given)
    value_text_out(s, &text, v->value, false);
  return number_of(a, v->kind, &text, number, e);
}

bool asker_number(struct asker *a, struct script *s, const struct outcome *out, int *number,
                  struct error *e) {
  struct buf text = {0};
  *number = ASKED_NEEDS;
  if (out->kind == OUT_NEEDS) return true;
  if (out->kind == OUT_UNDETERMINED) buf_puts(&text, out->say);
  if (out->kind == OUT_VALUE || out->kind == OUT_HOLD) {
    if (a->decision->many)
      write_items(s, out->items, out->item_count, &text);
    else
      value_text_out(s, &text, out->value, false);
  }
  return number_of(a, (enum verdict_kind)out->kind, &text, number, e);
}

/* --- questions -------------------------------------------------------------------------------- */

static bool check_invariants(const struct model *m, const struct value *facts, struct error *e) {
  return !broken_invariant(m, facts) || error_set(e, ERR_INPUT, "事实互相矛盾");
}

bool asker_decide(struct asker *a, const struct value *facts, const struct value *given, struct value when,
                  struct path *path, struct evaluation *v, struct outcome *out, struct error *e) {
  static const uint32_t none[EXPR_ARGS] = {0};
  struct script *s = a->policy->script;
  memset(v, 0, sizeof *v);
  if (!check_invariants(a->model, facts, e)) return false;
  v->policy = a->policy;
  v->decision = a->index;
  if (!run_begin(&v->run, s)) return no_memory(e);
  script_budget(s);
  if (path) evaluation_path(v, path);
  v->run.given_decision = a->index;
  v->run.decide = decide_for_term;
  v->run.when = when;
  v->run.decided_on = asker_deciding(a, when);
  v->run.known_on = a->known_on;
  v->run.settled = a->settled;
  v->run.settled_count = a->settled_count;
  v->run.when.expr = expr_make(&s->exprs, EXPR_WHEN, 0, none);
  v->run.decided_on.expr = expr_make(&s->exprs, EXPR_DECIDED_ON, 0, none);
  memcpy(v->run.facts, facts, (size_t)a->model->fact_count * sizeof *facts);
  v->run.given = arena_array(&v->run.arena, (size_t)a->decision->given_count + 1, sizeof *v->run.given);
  if (!v->run.given) return no_memory(e);
  if (a->decision->given_count) memcpy(v->run.given, given, (size_t)a->decision->given_count * sizeof *given);
  v->rulings = a->rulings;
  return decide(v, a->index, v->run.when, out, e);
}

bool asker_decides(const struct model *m, const struct reasons *list, int i) {
  for (int k = 0; k < i; k++)
    if (strcmp(list->list[k].rule, list->list[i].rule) == 0) return false;
  return is_decision(m, list->list[i].rule);
}

void asker_note(struct asker *a, const struct outcome *out) {
  *a->articles = '\0';
  for (int i = 0; i < out->because.count && out->kind == OUT_VALUE; i++)
    if (asker_decides(a->model, &out->because, i)) add_article(a, out->because.list[i].article);
}

/* What fails for these facts is no outcome; what fails for everybody is told by the request
** itself. */
static bool ask_lua(struct asker *a, const struct value *facts, const struct value *given, struct value when,
                    int *number, struct error *e) {
  struct evaluation *v = malloc(sizeof *v);
  struct outcome *out = malloc(sizeof *out);
  struct error why = {0};
  bool ok = v && out;
  if (ok && asker_decide(a, facts, given, when, NULL, v, out, &why)) {
    ok = asker_number(a, a->policy->script, out, number, e);
    asker_note(a, out);
  } else if (!ok || why.kind == ERR_MEMORY) {
    ok = no_memory(e);
  }
  if (v && out) evaluation_end(v);
  free(v);
  free(out);
  return ok;
}

bool asker_ask(struct asker *a, const struct value *facts, const struct value *given, struct value when,
               int *outcome, struct error *e) {
  struct verdict verdict;
  a->asked++;
  *a->articles = '\0';
  *outcome = ASKED_IMPOSSIBLE;
  if (!a->judge) return ask_lua(a, facts, given, when, outcome, e);
  judge_person(a->judge, facts, a->rulings);
  return judge_decide(a->judge, a->index, when, a->decision->given_count ? given : NULL, &verdict, e) &&
         of_verdict(a, &verdict, outcome, e);
}
