/* Terms for a whole batch. */
#include <stdlib.h>

#include "host/engine/judge/batch_private.h"
#include "host/engine/judge/judge_private.h"

/* A term is kept as the decision before the first: -1 - its name. */
static struct plan *term_plan(struct judge *j, int name, struct value when) {
  return plan_of(j, -1 - name, when);
}

static bool term_alone(struct judge *j, struct plan *p, struct column_chunk *s, int name, int person,
                       bool record, struct value *out) {
  struct error why = {0};
  const struct value *facts = column_chunk_person(s, person - s->first);
  if (!facts) return false;
  judge_person(j, facts, NULL);
  if (!judge_term(j, name, p->when, out, &why)) *out = value_poison(VERR_KIND, 0, 0);
  if (record && j->policy->script->model.names[name].kind == NAME_TERM) flat_record(&p->flat, name);
  return why.kind != ERR_MEMORY;
}

/* A class's value for those who have it; who has none that is known or absent stays in `rest`. */
static bool term_values(struct plan *p, struct column_chunk *s, const struct class_rows *rows,
                        struct set *rest, struct value *out) {
  uint16_t list[CHUNK_ROWS];
  uint32_t expr = p->flat.classes[rows->class].expr;
  const struct value *fixed = expr_constant_of(&p->flat.exprs, expr);
  const struct vector *v = fixed ? NULL : column_chunk_value(s, expr, &rows->who);
  if (!fixed && !v) return false;
  int count = set_list(&rows->who, list);
  for (int k = 0; k < count; k++) {
    int i = list[k];
    bool known = v && set_has(&v->known, i);
    if (!fixed && !known) continue; /* an absent one would not know its kind */
    out[s->first + i] =
        fixed ? *fixed : (struct value){.kind = v->kind, .domain = v->domain, .u.i = v->value[i]};
    rest->words[i / 64] &= ~(UINT64_C(1) << i % 64);
  }
  return true;
}

static bool term_chunk(struct judge *j, struct plan *p, struct column_chunk *s, int name,
                       const struct set *who, struct value *out) {
  struct set rest = *who;
  uint16_t list[CHUNK_ROWS];
  const struct name_partition *n = column_chunk_name(s, name, who, (struct span){0, CHUNK_WORDS});
  for (int i = 0; i < n->count; i++)
    if (!term_values(p, s, &n->classes[i], &rest, out)) return false;
  struct set missing = n->missing;
  int count = set_list(&rest, list), recorded = 0;
  for (int k = 0; k < count; k++) {
    bool new = set_has(&missing, list[k]) && recorded < RECORDED_A_ROUND;
    recorded += new;
    if (!term_alone(j, p, s, name, s->first + list[k], new, &out[s->first + list[k]])) return false;
  }
  return !s->failed;
}

bool judge_batch_term(struct judge *j, int name, struct value when, const struct batch *b,
                      const uint8_t *skip, struct value *out, struct error *e) {
  judge_set_question(j, -1, when, NULL);
  struct plan *p = term_plan(j, name, j->question.when);
  struct column_chunk *s = p ? plan_chunks(j, p, b, 1) : NULL;
  bool ok = s != NULL;
  for (int first = 0; ok && first < b->persons; first += CHUNK_ROWS) {
    int persons = b->persons - first < CHUNK_ROWS ? b->persons - first : CHUNK_ROWS;
    struct set who = {{0}};
    for (int i = 0; i < persons; i++)
      if (!skip || !skip[first + i]) set_put(&who, i);
    ok = column_chunk_begin(s, &p->flat, j->given, first, persons) && term_chunk(j, p, s, name, &who, out);
  }
  return ok || error_set(e, ERR_MEMORY, "内存不足");
}
