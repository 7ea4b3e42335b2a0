/* What tests reached of a policy, and what they did not, as JSON. */
#include <string.h>

#include "host/engine/test/coverage.h"
#include "host/engine/test/source_place.h"

enum { MOST_EXCERPT = 120 };

/* Kinds of things in the order of the report. */
enum covered { ARTICLES = 0, REQUIREMENTS, RULES, TERMS, GUARDS, ROWS, OPTIONS, COVERED_KINDS };
static const char *const KINDS[] = {"articles", "requirements", "rules",   "terms",
                                    "guards",   "rows",         "readings"};

struct report {
  const struct policy *policy;
  const struct model *model;
  const struct cover *cover;
  json_t *missed;
  int reached[COVERED_KINDS], of[COVERED_KINDS];
  bool *articles; /* of the outline: something that cites it was reached */
  bool *coded;    /* something that can be reached cites it */
};

struct item {
  enum covered kind;
  const char *what; /* rule, exception, … */
  const char *file;
  int line, column;
  const char *article, *name, *text;
};

/* A thing that cites `cite`. */
static void cites(struct report *r, const char *cite, bool reached) {
  for (int i = 0; i < r->model->outline_count; i++) {
    if (!cite_names(cite, r->model->outline[i].cite)) continue;
    r->coded[i] = true;
    r->articles[i] = r->articles[i] || reached;
  }
}

/* `state` NULL: all there is to reach was reached. */
static void count(struct report *r, const struct item *i, const char *state) {
  r->of[i->kind]++;
  if (!state) {
    r->reached[i->kind]++;
    return;
  }
  array_add(&r->missed,
            json_pack("{s:s, s:s, s:s, s:i, s:i, s:s, s:s, s:s, s:s}", "kind", KINDS[i->kind], "what",
                      i->what, "file", i->file ? i->file : r->policy->path, "line", i->line, "column",
                      i->column, "article", i->article, "name", i->name, "text", i->text, "state", state));
}

static const char *both_ways(unsigned marks) {
  bool yes = marks & COVER_TRUE, no = marks & COVER_FALSE;
  return yes && no ? NULL : yes ? "true_only" : no ? "false_only" : "never";
}

static const char *at_all(unsigned marks) {
  return marks ? NULL : "never";
}

/* --- conditions ------------------------------------------------------------------------------- */

/* The names of a condition, as the policy writes them. */
static void write_names(struct buf *out, const struct model *m, const struct condition *c) {
  if (c->kind == COND_NAME) buf_puts(out, m->names[c->name].text);
  if (c->kind == COND_NOT) buf_puts(out, "非 ");
  for (int i = 0; i < c->count; i++) {
    if (i) buf_puts(out, c->kind == COND_ANY ? " 或 " : " 且 ");
    write_names(out, m, &c->parts[i]);
  }
}

static void count_condition(struct report *r, struct item *i, const struct condition *c, const char *state) {
  struct buf text = {0};
  write_names(&text, r->model, c);
  i->text = buf_text(&text) ? buf_text(&text) : "";
  count(r, i, state);
  buf_free(&text);
}

static void count_requirements(struct report *r, int decision) {
  const struct decision *d = &r->model->decisions[decision];
  for (int i = 0; i < d->requirement_count; i++) {
    const struct requirement *q = &d->requirements[i];
    unsigned marks = cover_marks(r->cover, COVER_REQUIREMENT, r->cover->requirement[decision] + i);
    struct item item = {
        .kind = REQUIREMENTS, .what = "requires", .line = q->line, .article = q->cite, .name = d->name};
    count_condition(r, &item, &q->when, both_ways(marks));
    cites(r, q->cite, marks != 0);
  }
}

/* One exception of the text may stand for several rules: it is one thing. False: it was counted
** before. */
static bool rule_marks(struct report *r, int decision, int rule, unsigned *marks) {
  const struct decision *d = &r->model->decisions[decision];
  *marks = 0;
  for (int i = 0; i < d->rule_count; i++) {
    bool same = i == rule || (d->rules[rule].kind == RULE_EXCEPTION && d->rules[i].kind == RULE_EXCEPTION &&
                              d->rules[i].line == d->rules[rule].line);
    if (same && i < rule) return false;
    if (same) *marks |= cover_marks(r->cover, COVER_RULE, r->cover->rule[decision] + i);
  }
  return true;
}

static const char *rule_state(const struct rule *rule, unsigned marks) {
  bool asks = rule->when.kind != COND_ALWAYS && rule->kind != RULE_RULING;
  if (marks & COVER_GAVE) return asks && !(marks & COVER_FALSE) ? "true_only" : NULL;
  if (!marks) return "never";
  return marks & COVER_TRUE ? "idle" : "false_only";
}

static void count_rules(struct report *r, int decision) {
  static const char *const kinds[] = {"rule", "exception", "warning", "undetermined", "ruling", "item"};
  const struct decision *d = &r->model->decisions[decision];
  unsigned marks;
  for (int i = 0; i < d->rule_count; i++) {
    const struct rule *rule = &d->rules[i];
    if (!rule_marks(r, decision, i, &marks)) continue;
    struct item item = {
        .kind = RULES, .what = kinds[rule->kind], .line = rule->line, .article = rule->cite, .name = d->name};
    count_condition(r, &item, &rule->when, rule_state(rule, marks));
    cites(r, rule->cite, marks & COVER_GAVE);
  }
  if (!d->has_else) return;
  marks = cover_marks(r->cover, COVER_DECISION, decision) & COVER_GAVE;
  count(r,
        &(struct item){.kind = RULES,
                       .what = "else_give",
                       .line = d->line,
                       .article = d->cite,
                       .name = d->name,
                       .text = ""},
        at_all(marks));
  cites(r, d->cite, marks);
}

/* --- terms, guards, parameters, readings ------------------------------------------------------ */

static void count_terms(struct report *r) {
  for (int i = 0; i < r->model->term_count; i++) {
    const struct term *t = &r->model->terms[i];
    unsigned marks = cover_marks(r->cover, COVER_TERM, i);
    count(r,
          &(struct item){.kind = TERMS,
                         .what = "term",
                         .line = t->line,
                         .article = t->cite,
                         .name = t->name,
                         .text = t->text},
          at_all(marks));
    cites(r, t->cite, marks);
  }
}

static void count_guards(struct report *r) {
  const struct source *source = script_source(r->policy->script, r->policy->path);
  for (int i = 0; source && i < cover_count(r->cover, COVER_GUARD); i++) {
    const struct node *n = r->cover->guards[i], *in = declaration_of(n);
    unsigned marks = cover_marks(r->cover, COVER_GUARD, i);
    /* a value, no truth */
    if ((marks & COVER_OTHER) && !(marks & (COVER_TRUE | COVER_FALSE))) continue;
    struct buf text = {0};
    source_piece(&text, source->text + n->start, n->end - n->start, MOST_EXCERPT);
    count(r,
          &(struct item){.kind = GUARDS,
                         .what = "guard",
                         .line = n->line,
                         .column = n->column,
                         .article = declared_cite(in),
                         .name = declared_name(in),
                         .text = buf_text(&text) ? buf_text(&text) : ""},
          both_ways(marks));
    buf_free(&text);
  }
}

static void row_text(struct report *r, const struct parameter *p, const struct row *row, struct buf *out) {
  buf_printf(out, "%s：", p->label);
  value_text_out(r->policy->script, out, row->value, true);
  if (row->from != DAY_FIRST) {
    buf_puts(out, "，自 ");
    value_write(out, value_of(KIND_DATE, row->from));
  }
  if (row->to == DAY_LAST) return;
  buf_puts(out, "，至 ");
  value_write(out, value_of(KIND_DATE, row->to));
}

static void count_rows(struct report *r) {
  for (int i = 0; i < r->model->parameter_count; i++) {
    const struct parameter *p = &r->model->parameters[i];
    bool any = false;
    for (int j = 0; j < p->row_count; j++) {
      struct buf text = {0};
      unsigned marks = cover_marks(r->cover, COVER_ROW, r->cover->row[i] + j);
      row_text(r, p, &p->rows[j], &text);
      count(r,
            &(struct item){.kind = ROWS,
                           .what = "row",
                           .file = p->rows[j].file,
                           .line = p->rows[j].line,
                           .article = p->cite,
                           .name = p->name,
                           .text = buf_text(&text) ? buf_text(&text) : ""},
            at_all(marks));
      buf_free(&text);
      any = any || marks;
    }
    if (p->row_count > 0) cites(r, p->cite, any);
  }
}

static void count_options(struct report *r) {
  for (int i = 0; i < r->model->reading_count; i++) {
    const struct reading *d = &r->model->readings[i];
    bool any = false;
    for (int j = 0; j < d->count; j++) {
      unsigned marks = cover_marks(r->cover, COVER_OPTION, r->cover->option[i] + j);
      char name[160];
      snprintf(name, sizeof name, "%s=%s", d->name, d->options[j].name);
      count(r,
            &(struct item){.kind = OPTIONS,
                           .what = "option",
                           .line = d->line,
                           .article = d->cite,
                           .name = name,
                           .text = d->options[j].label},
            at_all(marks));
      any = any || marks;
    }
    cites(r, d->cite, any);
  }
}

/* Articles that only payments cite are reached by what stories pay. */
static void count_payments(struct report *r) {
  for (int i = 0; i < r->model->payment_count; i++) {
    const struct payment *p = &r->model->payments[i];
    const char *const all[] = {p->cite, p->back_cite, p->owed_cite, p->between_cite};
    for (size_t j = 0; j < sizeof all / sizeof *all; j++)
      cites(r, all[j], false);
  }
}

static void count_articles(struct report *r) {
  for (int i = 0; i < r->model->outline_count; i++) {
    const char *cite = r->model->outline[i].cite;
    unsigned marks = cover_marks(r->cover, COVER_ARTICLE, i) | r->articles[i];
    if (!r->coded[i]) continue;
    count(r,
          &(struct item){.kind = ARTICLES,
                         .what = "article",
                         .article = cite,
                         .name = cite,
                         .text = r->model->outline[i].became},
          at_all(marks));
  }
}

/* --- the whole -------------------------------------------------------------------------------- */

static json_t *summary(const struct report *r) {
  json_t *made = json_array();
  for (int i = 0; i < COVERED_KINDS; i++)
    array_add(&made,
              json_pack("{s:s, s:i, s:i}", "kind", KINDS[i], "reached", r->reached[i], "of", r->of[i]));
  return made;
}

bool policy_exercised(const struct policy *p) {
  const struct cover *c = p->cover;
  if (!c->script) return false;
  for (int i = 0; i < cover_count(c, COVER_DECISION); i++)
    if (cover_marks(c, COVER_DECISION, i)) return true;
  for (int i = 0; i < cover_count(c, COVER_RULE); i++)
    if (cover_marks(c, COVER_RULE, i)) return true; /* a ruling came before */
  return false;
}

json_t *cover_json(const struct policy *p) {
  const struct model *m = &p->script->model;
  struct arena arena = {0};
  struct report r = {.policy = p, .model = m, .cover = p->cover, .missed = json_array()};
  r.articles = arena_array(&arena, (size_t)m->outline_count + 1, sizeof *r.articles);
  r.coded = arena_array(&arena, (size_t)m->outline_count + 1, sizeof *r.coded);
  json_t *made = NULL;
  if (r.articles && r.coded) {
    for (int i = 0; i < m->decision_count; i++)
      count_requirements(&r, i);
    for (int i = 0; i < m->decision_count; i++)
      count_rules(&r, i);
    count_terms(&r);
    count_guards(&r);
    count_rows(&r);
    count_options(&r);
    count_payments(&r);
    count_articles(&r);
    made = json_pack("{s:s, s:s, s:s, s:o, s:O}", "policy", m->id, "title", m->title, "file", p->path,
                     "summary", summary(&r), "missed", r.missed);
  }
  json_decref(r.missed);
  arena_free(&arena);
  return made;
}
