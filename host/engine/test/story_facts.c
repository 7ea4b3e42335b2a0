/* Facts of a story: from its tables into its store. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/facts_json.h"
#include "host/engine/policy/storage.h"
#include "host/engine/test/story.h"
#include "host/store/store.h"
#include "host/value/identity.h"

static const struct model *model_of(const struct story *t) {
  return &t->b->policies->script->model;
}

/* --- from JSON to values ---------------------------------------------------------------------- */

/* The facts in `given` as values of `v`, which the caller ends. What is not among them is left
** unknown or absent. */
static bool read_facts(struct story *t, const char *on, json_t *given, struct evaluation *v,
                       struct error *e) {
  struct policy *p = t->b->policies;
  const struct model *m = &p->script->model;
  v->policy = p;
  v->decision = m->payments[0].pays;
  if (!run_begin(&v->run, p->script)) return error_set(e, ERR_MEMORY, "内存不足");
  v->run.given_decision = v->decision;
  v->run.decided_on = date_parse(on);
  json_t *facts = json_pack("{s:O}", m->subject, given);
  bool ok = facts && facts_read(v, facts, e);
  v->rulings = NULL;
  json_decref(facts);
  return ok;
}

/* A number for a person that has none: 210100, the day of birth, 001 (of a woman 002) and the check
** digit. */
static void make_identity(char out[64], const struct value *born, const struct value *sex) {
  static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int year = 1940, month = 1, day = 1, sum = 0;
  if (born && born->state == STATE_KNOWN) date_split(born->u.i, &year, &month, &day);
  bool female = sex && sex->state == STATE_KNOWN && sex->u.i == 1; /* fact.sex: male, female */
  snprintf(out, 64, "210100%04d%02d%02d00%d", year, month, day, female ? 2 : 1);
  for (int i = 0; i < 17; i++)
    sum += (out[i] - '0') * weights[i];
  out[17] = "10X98765432"[sum % 11];
  out[18] = '\0';
}

static void name_subject(struct story *t, struct value *facts) {
  const struct model *m = model_of(t);
  const struct value *born = NULL, *sex = NULL;
  int key = t->b->schema->key;
  for (int i = 0; i < m->fact_count; i++) {
    if (m->facts[i].born) born = &facts[i];
    if (m->facts[i].sex) sex = &facts[i];
  }
  if (facts[key].state == STATE_KNOWN) {
    text_copy(t->key, sizeof t->key, facts[key].u.text);
    return;
  }
  if (m->facts[key].identity)
    make_identity(t->key, born, sex);
  else if (m->facts[key].credit_code)
    text_copy(t->key, sizeof t->key, "91210100MA0P12345K"); /* of nobody, with a right check character */
  else
    text_copy(t->key, sizeof t->key, "story");
  facts[key] = value_text(t->key);
}

/* --- into the store --------------------------------------------------------------------------- */

static bool begin_act(struct story *t, const char *on, int64_t *act, struct error *e) {
  struct store_act told = {date_parse(on).u.i, "story", "story", "story"};
  return store_begin(t->b->store, e) && policy_store(t->b, t->b->policies, e) &&
         store_act(t->b->store, &told, act, e);
}

static bool end_act(struct story *t, bool ok, struct error *e) {
  if (ok) return store_commit(t->b->store, e);
  store_rollback(t->b->store);
  policy_unstore(t->b, NULL);
  return false;
}

static bool check_payments(struct story *t, struct error *e) {
  const struct model *m = model_of(t);
  const char *key;
  json_t *value;
  if (m->payment_count == 0) return error_set(e, ERR_USAGE, "政策 ‘%s’ 没有声明发放，不能写 story", m->id);
  json_object_foreach(json_object_get(t->told, "given"), key, value) {
    if (strcmp(key, m->subject) != 0)
      return error_set(e, ERR_INPUT, "story 没有 ‘%s’ 这一项；事实写在 %s = { … } 中", key, m->subject);
  }
  return true;
}

bool story_begin(struct story *t, const char *on, struct error *e) {
  struct evaluation *v = calloc(1, sizeof *v);
  int64_t act;
  if (!v) return error_set(e, ERR_MEMORY, "内存不足");
  bool ok = check_payments(t, e);
  json_t *own = ok ? json_object_get(json_object_get(t->told, "given"), model_of(t)->subject) : NULL;
  json_t *facts = json_is_object(own) ? json_incref(own) : json_object();
  ok = ok && read_facts(t, on, facts, v, e);
  if (ok) {
    ok = begin_act(t, on, &act, e);
    if (ok) name_subject(t, v->run.facts);
    ok = end_act(t, ok && store_add(t->b->store, act, v->run.facts, &t->subject, e), e);
  }
  json_decref(facts);
  evaluation_end(v);
  free(v);
  return ok;
}

/* The history of `was` with the value of `now` (its last spell; a wholly unknown one is an unknown
** value) from `day` until the next change. */
static bool timeline_from(const struct fact *f, const struct value *was, const struct value *now, int64_t day,
                          struct arena *arena, struct value *out) {
  static const struct timeline empty = {0};
  const struct timeline *old = was->state == STATE_KNOWN ? was->u.timeline : &empty;
  const struct timeline *given = now->state == STATE_KNOWN ? now->u.timeline : NULL;
  struct value from_day = given ? given->spells[given->count - 1].value : value_unknown(f->kind);
  from_day.domain = f->domain;
  struct timeline *t = arena_new(arena, sizeof *t);
  struct spell *spells = arena_array(arena, (size_t)old->count + 2, sizeof *spells);
  if (!t || !spells) return false;
  *t = (struct timeline){.kind = f->kind, .domain = f->domain};
  t->known_from = was->state == STATE_KNOWN ? old->known_from : day;
  t->spells = spells;
  t->count = 0;
  int i = 0;
  for (; i < old->count && old->spells[i].from < day; i++)
    spells[t->count++] = old->spells[i];
  spells[t->count++] = (struct spell){day, from_day};
  for (; i < old->count; i++)
    if (old->spells[i].from > day) spells[t->count++] = old->spells[i];
  *out = (struct value){.kind = KIND_TIMELINE};
  out->u.timeline = t;
  return true;
}

static bool list_with(const struct value *was, const struct value *more, struct arena *arena,
                      struct value *out) {
  const struct list *a = was->state == STATE_KNOWN ? was->u.list : NULL, *b = more->u.list;
  int rows = (a ? a->rows : 0) + b->rows;
  struct list *l = arena_new(arena, sizeof *l);
  struct value *cells = arena_array(arena, (size_t)(rows * b->fields) + 1, sizeof *cells);
  if (!l || !cells) return false;
  if (a) memcpy(cells, a->cells, (size_t)(a->rows * a->fields) * sizeof *cells);
  memcpy(cells + (a ? a->rows * a->fields : 0), b->cells, (size_t)(b->rows * b->fields) * sizeof *cells);
  *l = (struct list){b->fields, rows, cells};
  *out = *more;
  out->u.list = l;
  return true;
}

/* How one fact changes. */
typedef bool (*change)(const struct fact *f, const struct value *was, const struct value *given, int64_t day,
                       struct arena *arena, struct value *out, struct error *e);

static bool replace(const struct fact *f, const struct value *was, const struct value *given, int64_t day,
                    struct arena *arena, struct value *out, struct error *e) {
  *out = *given;
  if (f->form != FORM_TIMELINE || day == DAY_MIN) return true;
  return timeline_from(f, was, given, day, arena, out) || error_set(e, ERR_MEMORY, "内存不足");
}

static bool append(const struct fact *f, const struct value *was, const struct value *given, int64_t day,
                   struct arena *arena, struct value *out, struct error *e) {
  (void)day;
  if (f->form != FORM_LIST) return error_set(e, ERR_INPUT, "add 只用于清单，‘%s’ 不是清单", f->name);
  return list_with(was, given, arena, out) || error_set(e, ERR_MEMORY, "内存不足");
}

static bool change_facts(struct story *t, int64_t act, json_t *given, const struct evaluation *v, change how,
                         int64_t day, struct error *e) {
  const struct model *m = model_of(t);
  struct arena arena = {0};
  struct store_subject s;
  bool ok = store_subject(t->b->store, t->subject, &arena, &s, e), changed;
  for (int i = 0; ok && i < m->fact_count; i++) {
    struct value after;
    if (!json_object_get(given, m->facts[i].name)) continue;
    ok = how(&m->facts[i], &s.facts[i], &v->run.facts[i], day, &arena, &after, e) &&
         store_set(t->b->store, act, t->subject, i, &s.facts[i], &after, &changed, e);
    if (ok && i == t->b->schema->key && after.state == STATE_KNOWN)
      text_copy(t->key, sizeof t->key, after.u.text);
  }
  arena_free(&arena);
  return ok;
}

static bool record_facts(struct story *t, const char *on, json_t *given, change how, int64_t day,
                         struct error *e) {
  struct evaluation *v = calloc(1, sizeof *v);
  int64_t act;
  if (!v) return error_set(e, ERR_MEMORY, "内存不足");
  bool ok = read_facts(t, on, given, v, e);
  if (ok) {
    ok = begin_act(t, on, &act, e);
    ok = end_act(t, ok && change_facts(t, act, given, v, how, day, e), e);
  }
  evaluation_end(v);
  free(v);
  return ok;
}

bool story_facts(struct story *t, const char *on, json_t *facts, const char *from, struct error *e) {
  struct value day = from ? date_parse(from) : value_absent(KIND_DATE);
  if (from && day.state != STATE_KNOWN) return error_set(e, ERR_INPUT, "from \"%s\" 不是日期", from);
  return record_facts(t, on, facts, replace, from ? day.u.i : DAY_MIN, e);
}

bool story_add(struct story *t, const char *on, json_t *records, struct error *e) {
  json_t *lists = json_object(), *record;
  const char *name;
  json_object_foreach(records, name, record) {
    json_t *list = json_is_array(record) ? json_incref(record) : json_pack("[O]", record);
    object_put(&lists, name, list);
  }
  bool ok = record_facts(t, on, lists, append, DAY_MIN, e);
  json_decref(lists);
  return ok;
}
