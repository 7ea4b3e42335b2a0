/* Justifications: an outcome's reasons as one text, kept once. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "host/base/array.h"
#include "host/engine/policy/json.h"
#include "host/engine/judge/judge_private.h"

enum { MOST_FAILURE_JUSTIFICATIONS = 200 };

/* --- JSON ------------------------------------------------------------------------------------- */

static json_t *reasons(const struct reasons *list) {
  json_t *made = json_array();
  for (int i = 0; list && i < list->count; i++)
    array_add(&made, json_pack("{s:s, s:s, s:s}", "article", list->list[i].article, "rule",
                               list->list[i].rule, "text", list->list[i].text));
  return made;
}

static json_t *row_text(struct script *s, const char *name, const struct row *r) {
  json_t *from = json_null();
  if (r && r->from != DAY_FIRST) {
    struct buf text = {0};
    value_write(&text, value_of(KIND_DATE, r->from));
    from = json_string(buf_text(&text));
    buf_free(&text);
  }
  return json_pack("{s:s, s:o, s:o}", "name", name, "from", from, "value",
                   r ? value_json(s, r->value) : json_null());
}

/* Every row used, in the order of the document; a parameter that was asked for and has none says
** so. */
static json_t *parameters(struct judge *j) {
  struct script *s = j->policy->script;
  const struct run *r = &j->evaluation.run;
  json_t *made = json_array();
  for (int i = 0; i < s->model.parameter_count; i++) {
    const struct parameter *p = &s->model.parameters[i];
    bool any = false;
    for (int k = 0; k < p->row_count; k++) {
      if (!r->row_used[r->row_base[i] + k]) continue;
      array_add(&made, row_text(s, p->name, &p->rows[k]));
      any = true;
    }
    if (r->parameter_used[i] && !any) array_add(&made, row_text(s, p->name, NULL));
  }
  return made;
}

static json_t *readings(struct judge *j) {
  const struct model *m = &j->policy->script->model;
  json_t *made = json_array();
  for (int i = 0; i < m->reading_count; i++)
    if (j->evaluation.run.reading_used[i])
      array_add(&made, json_pack("{s:s, s:s}", "name", m->readings[i].name, "option",
                                 m->readings[i].options[m->readings[i].chosen].name));
  return made;
}

static json_t *needs(struct judge *j, const struct outcome *out) {
  const struct model *m = &j->policy->script->model;
  const struct decision *d = &m->decisions[j->evaluation.decision];
  json_t *made = json_array();
  for (int i = 0; out->need_facts && i < m->fact_count; i++)
    if (out->need_facts[i]) array_add(&made, json_string(m->facts[i].name));
  for (int i = 0; out->need_given && i < d->given_count; i++)
    if (out->need_given[i]) array_add(&made, json_string(d->given[i].name));
  return made;
}

static char *outcome_text(struct judge *j, const struct outcome *out) {
  static const char *const names[] = {"value", "refused", "hold", "undetermined", "needs"};
  json_t *made =
      json_pack("{s:s, s:o, s:o, s:o, s:s, s:s, s:o, s:o, s:o}", "outcome", names[out->kind], "because",
                reasons(&out->because), "failed", reasons(&out->failed), "warnings", reasons(&out->warnings),
                "who", out->who ? out->who : "", "say", out->say ? out->say : "", "needs", needs(j, out),
                "parameters", parameters(j), "readings", readings(j));
  char *text = json_text(made, JSON_COMPACT);
  json_decref(made);
  return text;
}

/* --- keeping ---------------------------------------------------------------------------------- */

static void digest_text(const struct judge *j, const char *text, unsigned char hash[32]) {
  crypto_hash_sha256_state h;
  crypto_hash_sha256_init(&h);
  crypto_hash_sha256_update(&h, (const unsigned char *)j->policy->version, strlen(j->policy->version) + 1);
  crypto_hash_sha256_update(&h, (const unsigned char *)text, strlen(text));
  crypto_hash_sha256_final(&h, hash);
}

static uint32_t first_word(const unsigned char hash[32]) {
  uint32_t first;
  memcpy(&first, hash, sizeof first);
  return first;
}

void justifications_free(struct justifications *g) {
  free(g->list);
  hash_table_free(&g->by_hash);
}

/* The justification with this text, made when it is new; `fresh` tells. */
static struct interned_justification *keep(struct judge *j, const char *text, bool *fresh) {
  const struct justifications *g = &j->justifications;
  unsigned char hash[32];
  uint32_t found, step = 0;
  *fresh = false;
  digest_text(j, text, hash);
  while ((found = hash_table_next(&g->by_hash, first_word(hash), &step)))
    if (memcmp(g->list[found - 1]->justification.hash, hash, sizeof hash) == 0) return g->list[found - 1];
  struct interned_justification *made = arena_new(&j->arena, sizeof *made);
  if (!made) return NULL;
  memcpy(made->justification.hash, hash, sizeof hash);
  made->justification.text = arena_text(&j->arena, text);
  made->justification.article = made->justification.words = made->justification.band =
      made->justification.band_text = "";
  if (!made->justification.text) return NULL;
  *fresh = true;
  return made;
}

/* A fresh justification is complete: others may find it now. NULL: no memory. */
static const struct justification *let_in(struct judge *j, struct interned_justification *made) {
  struct justifications *g = &j->justifications;
  if (!array_grow((void **)&g->list, &g->room, g->count, sizeof(void *)) ||
      !hash_table_add(&g->by_hash, first_word(made->justification.hash), g->count + 1))
    return NULL;
  made->justification.number = (int)g->count;
  g->list[g->count++] = made;
  return &made->justification;
}

static const char *take_text(struct judge *j, struct buf *text) {
  const char *copy = buf_text(text) ? arena_text(&j->arena, buf_text(text)) : NULL;
  buf_free(text);
  return copy;
}

/* --- what it says ----------------------------------------------------------------------------- */

enum { MOST_JUSTIFICATION_PARTS = 4 * MOST_REASONS };

/* Texts joined, each once. */
struct joined {
  struct buf text;
  const char *parts[MOST_JUSTIFICATION_PARTS];
  size_t lengths[MOST_JUSTIFICATION_PARTS];
  int count;
};

static void join(struct joined *all, const char *part, size_t length, const char *between) {
  for (int i = 0; i < all->count; i++)
    if (all->lengths[i] == length && memcmp(all->parts[i], part, length) == 0) return;
  if (length == 0 || all->count == MOST_JUSTIFICATION_PARTS) return;
  if (all->count) buf_puts(&all->text, between);
  buf_add(&all->text, part, length);
  all->parts[all->count] = part;
  all->lengths[all->count++] = length;
}

/* Citations of more than one article are told as the articles. */
static void join_articles(struct joined *all, const char *cite) {
  static const char between[] = "、";
  for (const char *end; (end = strstr(cite, between)) != NULL; cite = end + strlen(between))
    join(all, cite, (size_t)(end - cite), between);
  join(all, cite, strlen(cite), between);
}

static const char *articles(struct judge *j, const struct reasons *list) {
  struct joined all = {.count = 0};
  for (int i = 0; i < list->count; i++)
    join_articles(&all, list->list[i].article);
  return take_text(j, &all.text);
}

static void join_needs(struct judge *j, const struct outcome *out, struct buf *text) {
  const struct model *m = &j->policy->script->model;
  const struct decision *d = &m->decisions[j->evaluation.decision];
  const char *before = "缺少事实：";
  for (int i = 0; i < m->fact_count; i++) {
    if (!out->need_facts[i]) continue;
    buf_printf(text, "%s%s", before, m->facts[i].label);
    before = "、";
  }
  for (int i = 0; i < d->given_count; i++) {
    if (!out->need_given[i]) continue;
    buf_printf(text, "%s%s", before, d->given[i].label);
    before = "、";
  }
}

static const char *words(struct judge *j, const struct outcome *out, const struct reasons *list) {
  struct joined all = {.count = 0};
  for (int i = 0; i < list->count; i++)
    join(&all, list->list[i].text, strlen(list->list[i].text), "；");
  if (out->kind == OUT_NEEDS) join_needs(j, out, &all.text);
  return take_text(j, &all.text);
}

/* The rule of the band decision that made this reason; NULL when it is no rule's. */
static const struct rule *band_rule(struct judge *j, const struct reason *reason) {
  const struct decision *d = &j->policy->script->model.decisions[j->band_decision];
  if (strcmp(reason->rule, d->name) != 0) return NULL;
  for (int i = 0; i < d->rule_count; i++) {
    const struct rule *r = &d->rules[i];
    if ((r->kind == RULE_RULE || r->kind == RULE_EXCEPTION) && strcmp(r->cite, reason->article) == 0 &&
        strcmp(rule_text(&j->evaluation, r), reason->text) == 0)
      return r;
  }
  return NULL;
}

/* The first reason of the band decision is that of its rule. */
static void find_band(struct judge *j, const struct outcome *out, struct justification *g) {
  const struct model *m = &j->policy->script->model;
  for (int i = 0; j->band_decision >= 0 && i < out->because.count; i++) {
    const struct rule *r = band_rule(j, &out->because.list[i]);
    if (!r) continue;
    bool labelled = r->give == GIVE_NAME && m->names[r->give_name].kind == NAME_PARAMETER;
    g->band = r->cite;
    g->band_text = arena_text(&j->arena, labelled ? m->parameters[m->names[r->give_name].index].label
                                                  : rule_text(&j->evaluation, r));
    return;
  }
}

static bool keep_items(struct judge *j, const struct outcome *out, struct interned_justification *made) {
  made->items.fields = 1;
  made->items.rows = out->item_count;
  made->items.cells = arena_array(&j->arena, (size_t)out->item_count + 1, sizeof *made->items.cells);
  for (int i = 0; made->items.cells && i < out->item_count; i++)
    made->items.cells[i] = out->items[i];
  return made->items.cells != NULL;
}

const struct justification *justification_of(struct judge *j, const struct outcome *out) {
  bool fresh;
  char *text = outcome_text(j, out);
  struct interned_justification *made = text ? keep(j, text, &fresh) : NULL;
  free(text);
  if (!made || !fresh) return made ? &made->justification : NULL;
  bool why_not = out->kind == OUT_REFUSED || out->kind == OUT_HOLD || out->because.count == 0;
  const struct reasons *list = why_not ? &out->failed : &out->because;
  made->justification.article = articles(j, list);
  made->justification.words = words(j, out, list);
  find_band(j, out, &made->justification);
  if (!made->justification.article || !made->justification.words || !made->justification.band_text ||
      !keep_items(j, out, made))
    return NULL;
  /* a text of a reason is missing, or of the band's rule */
  if (j->evaluation.run.arena.starved) return NULL;
  return let_in(j, made);
}

/* Messages may be as many as there are persons in error: past a number of them only the place is
** told. */
static json_t *failure_json(struct judge *j, int decision, const struct error *why, const char *message) {
  const struct model *m = &j->policy->script->model;
  json_t *failed = json_pack("[{s:s, s:s, s:s}]", "article", why->article, "rule",
                             decision < 0 ? m->subject : m->decisions[decision].name, "text", message);
  return json_pack("{s:s, s:[], s:o, s:[], s:s, s:s, s:[], s:[], s:[]}", "outcome", "failed", "because",
                   "failed", failed, "warnings", "who", "", "say", message, "needs", "parameters",
                   "readings");
}

const struct justification *justification_of_failure(struct judge *j, int decision, const struct error *why) {
  char message[sizeof why->message];
  bool fresh, many = j->justifications.failures >= MOST_FAILURE_JUSTIFICATIONS;
  text_copy(message, sizeof message, many ? "计算失败；逐人查看原因" : why->message);
  text_mask_numbers(message);
  json_t *json = failure_json(j, decision, why, message);
  char *text = json_text(json, JSON_COMPACT);
  json_decref(json);
  struct interned_justification *made = text ? keep(j, text, &fresh) : NULL;
  free(text);
  if (!made || !fresh) return made ? &made->justification : NULL;
  made->justification.article = arena_text(&j->arena, why->article);
  made->justification.words = arena_text(&j->arena, message);
  if (!made->justification.article || !made->justification.words) return NULL;
  const struct justification *in = let_in(j, made);
  j->justifications.failures += in != NULL;
  return in;
}

/* --- texts ------------------------------------------------------------------------------------ */

const char *judge_text(struct judge *j, const char *text) {
  struct texts *t = &j->texts;
  uint32_t hash = (uint32_t)hash_text(j->key, text), found, step = 0;
  while ((found = hash_table_next(&t->by_text, hash, &step)))
    if (strcmp(t->list[found - 1], text) == 0) return t->list[found - 1];
  const char *copy = arena_text(&j->arena, text);
  if (!copy || !array_grow((void **)&t->list, &t->room, t->count, sizeof(void *)) ||
      !hash_table_add(&t->by_text, hash, t->count + 1))
    return NULL;
  return t->list[t->count++] = copy;
}
