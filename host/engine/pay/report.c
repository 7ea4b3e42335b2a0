/* Counting a run, and its report. */
#include "host/engine/pay/report.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "host/engine/policy/json.h"
#include "host/engine/policy/status.h"
#include "host/value/identity.h"
#include "host/value/month.h"

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* The number of a justification's band; found once a justification. */
static bool band_of(struct pay_report *t, const struct justification *g, int *band, struct error *e) {
  if (g->number >= t->justification_room) {
    int room = (g->number + 1) * 2;
    int *more = realloc(t->band_of_justification, (size_t)room * sizeof *more);
    if (!more) return no_memory(e);
    memset(more + t->justification_room, 0, (size_t)(room - t->justification_room) * sizeof *more);
    t->band_of_justification = more;
    t->justification_room = room;
  }
  int *known = &t->band_of_justification[g->number];
  for (int i = 0; !*known && i < t->band_count; i++)
    if (strcmp(t->band[i], g->band) == 0 && strcmp(t->band_text[i], g->band_text) == 0) *known = i + 1;
  if (!*known && t->band_count < REPORT_MOST_BANDS) {
    t->band[t->band_count] = g->band;
    t->band_text[t->band_count] = g->band_text;
    *known = ++t->band_count;
  }
  *band = *known ? *known - 1 : 0;
  return true;
}

static void count_cause(struct pay_report *t, const struct settled_line *l) {
  struct cause_tally *c = &t->causes[l->cause];
  c->lines++;
  if (l->kind == LINE_PAY) c->paid += l->amount;
  if (l->kind == LINE_OWED) c->owed += l->amount;
}

static void count_line(struct pay_report *t, const struct payroll *r, const struct settled_line *l,
                       struct tally *cell) {
  t->lines++;
  if (l->kind == LINE_BETWEEN) {
    if (l->amount > 0) t->between += l->amount;
    return;
  }
  count_cause(t, l);
  if (l->kind == LINE_OWED) {
    cell->owed += l->amount;
    t->owed += l->amount;
  } else if (l->month == r->settle.month) {
    cell->people++;
    cell->amount += l->amount;
    t->paid += l->amount;
  } else {
    cell->back_pay += l->amount;
    t->back_pay += l->amount;
  }
}

/* A person's key as it may be shown. */
static json_t *masked_key(const struct payroll *r, const char *key) {
  const struct model *m = &r->policy->script->model;
  int i = model_key(m);
  bool identity = i >= 0 && m->facts[i].identity;
  char shown[256];
  if (identity) {
    identity_masked(key, shown, sizeof shown);
  } else {
    text_copy(shown, sizeof shown, key);
    text_mask_numbers(shown);
  }
  return json_string(shown);
}

static json_t *difference_json(const struct payroll *r, const struct settled_line *l, const char *key) {
  static const char *const causes[REPORT_CAUSES] = {"", "fact", "law", "reading"};
  const char *kind = l->kind == LINE_OWED ? "owed" : l->kind == LINE_BETWEEN ? "between" : "back_pay";
  char month[16], *article = NULL, *words = NULL;
  struct error why;
  month_text(l->month, month);
  if (!reason_words(&r->policy->script->model, l->justification->text, &article, &words, &why)) return NULL;
  json_t *made =
      json_pack("{s:o, s:s, s:s, s:o, s:s, s:s, s:s, s:s}", "key", masked_key(r, key), "month", month, "kind",
                kind, "amount", fen_json(l->amount), "payer", payer_text(r, l->payer), "cause",
                causes[l->cause], "article", article, "text", words);
  free(article);
  free(words);
  return made;
}

/* The first differences are told one by one, the others counted: the whole list is that of the run
** (bylaw_lines). */
static bool keep_differences(struct pay_report *t, const struct payroll *r, const char *key,
                             struct error *e) {
  const struct settle *c = &r->settle;
  if (!t->differences) t->differences = json_array();
  if (!t->differences) return no_memory(e);
  for (int i = 0; i < c->line_count; i++) {
    const struct settled_line *l = &c->lines[i];
    if (l->kind == LINE_PAY && l->month == c->month) continue;
    t->left_out += json_array_size(t->differences) >= REPORT_DIFFERENCES;
    if (t->left_out) continue;
    array_add(&t->differences, difference_json(r, l, key));
    if (!t->differences) return no_memory(e);
  }
  return true;
}

bool report_person(struct pay_report *t, const struct payroll *r, const struct settled_subject *s,
                   struct error *e) {
  const struct settle *c = &r->settle;
  if (!t->cells) t->cells = calloc((size_t)REPORT_MOST_PAYERS * REPORT_MOST_BANDS, sizeof *t->cells);
  if (!t->cells) return no_memory(e);
  bool paid = false;
  for (int i = 0; i < c->line_count; i++) {
    int band = 0, payer = c->lines[i].payer + 1;
    if (!band_of(t, c->lines[i].justification, &band, e)) return false;
    if (payer < 0 || payer >= REPORT_MOST_PAYERS) payer = 0;
    paid = paid || c->lines[i].kind == LINE_PAY;
    count_line(t, r, &c->lines[i], &t->cells[payer * REPORT_MOST_BANDS + band]);
  }
  t->people += paid;
  if (paid && *s->account && !account_set_meet(&t->accounts, s->account, s->id)) return no_memory(e);
  return keep_differences(t, r, s->key, e);
}

/* --- JSON ------------------------------------------------------------------------------------- */

/* Bands in the order of the document: of the rules of the decision that tells them; what has none
** comes last. */
static int band_rank(const struct pay_report *t, const struct payroll *r, int band) {
  const struct model *m = &r->policy->script->model;
  const struct decision *d = r->payment->bands >= 0 ? &m->decisions[r->payment->bands] : NULL;
  for (int i = 0; d && *t->band[band] && i < d->rule_count; i++)
    if (strcmp(d->rules[i].cite, t->band[band]) == 0) return i;
  return INT_MAX;
}

static void sort_bands(const struct pay_report *t, const struct payroll *r, int order[REPORT_MOST_BANDS]) {
  for (int i = 0; i < t->band_count; i++) {
    int at = i;
    for (; at > 0 && band_rank(t, r, order[at - 1]) > band_rank(t, r, i); at--)
      order[at] = order[at - 1];
    order[at] = i;
  }
}

static json_t *cells_json(const struct pay_report *t, const struct payroll *r) {
  json_t *made = json_array();
  int order[REPORT_MOST_BANDS];
  sort_bands(t, r, order);
  for (int p = 0; t->cells && p < REPORT_MOST_PAYERS; p++)
    for (int i = 0; i < t->band_count; i++) {
      int b = order[i];
      const struct tally *c = &t->cells[p * REPORT_MOST_BANDS + b];
      if (!c->people && !c->amount && !c->back_pay && !c->owed) continue;
      array_add(&made,
                json_pack("{s:s, s:s, s:s, s:I, s:o, s:o, s:o}", "payer", payer_text(r, p - 1), "band",
                          t->band[b], "band_text", t->band_text[b], "people", (json_int_t)c->people, "amount",
                          fen_json(c->amount), "back_pay", fen_json(c->back_pay), "owed", fen_json(c->owed)));
    }
  return made;
}

static json_t *causes_json(const struct pay_report *t) {
  static const char *const names[REPORT_CAUSES] = {"", "fact", "law", "reading"};
  json_t *made = json_array();
  for (int i = 0; i < REPORT_CAUSES; i++)
    if (t->causes[i].lines)
      array_add(&made,
                json_pack("{s:s, s:I, s:o, s:o}", "cause", names[i], "lines", (json_int_t)t->causes[i].lines,
                          "paid", fen_json(t->causes[i].paid), "owed", fen_json(t->causes[i].owed)));
  return made;
}

/* --- cases that are not settled --------------------------------------------------------------- */

/* What stands in `pending` is counted in two passes. Many reasons read the same to a person who has
** to act on them, and one subject may have several of them: who is counted once a row of the table
** can be told only when it is known which reasons make a row. */
struct pending_reason {
  char kind[24];
  int64_t reason;
  size_t row; /* of the table */
};

struct pending_row {
  int64_t people, months, amount, last;
};

struct pending_table {
  struct pending_reason *reasons;
  int count, room;
  struct pending_row *rows; /* as many as `told` has; NULL in the first pass */
  json_t *told;
  bool failed;
};

static struct pending_reason *pending_find(const struct pending_table *t, const struct store_pending *p) {
  for (int i = 0; i < t->count; i++)
    if (t->reasons[i].reason == p->reason && strcmp(t->reasons[i].kind, p->kind) == 0) return &t->reasons[i];
  return NULL;
}

static bool pending_reserve(struct pending_table *t) {
  if (t->count < t->room) return true;
  int room = t->room ? t->room * 2 : 32;
  struct pending_reason *more = realloc(t->reasons, (size_t)room * sizeof *more);
  t->failed = !more;
  if (!more) return false;
  t->reasons = more;
  t->room = room;
  return true;
}

static bool find_reason(void *ud, const struct store_pending *p) {
  struct pending_table *t = ud;
  if (pending_find(t, p)) return true;
  if (!pending_reserve(t)) return false;
  struct pending_reason *made = &t->reasons[t->count++];
  *made = (struct pending_reason){.reason = p->reason};
  text_copy(made->kind, sizeof made->kind, p->kind);
  return true;
}

static bool count_pending(void *ud, const struct store_pending *p) {
  struct pending_table *t = ud;
  const struct pending_reason *reason = pending_find(t, p);
  if (!reason) return true; /* both passes see one state of the database */
  struct pending_row *row = &t->rows[reason->row];
  row->people += row->last != p->subject; /* they come by subject */
  row->last = p->subject;
  row->months += p->to - p->from + 1;
  row->amount += p->amount;
  return true;
}

/* How a case is told: an account that is missing says nothing about why the money is due. */
static json_t *pending_json(const struct payroll *r, const struct pending_reason *reason, struct error *e) {
  bool account = strcmp(reason->kind, "account") == 0;
  char *text = NULL, *article = NULL, *words = NULL;
  bool told = store_reason_text(r->b->store, reason->reason, &text, e) &&
              reason_words(&r->policy->script->model, text, &article, &words, e);
  free(text);
  if (!told) return NULL;
  json_t *made = json_pack("{s:s, s:s, s:s}", "kind", reason->kind, "article",
                           account ? r->payment->cite : article, "text", account ? "" : words);
  free(article);
  free(words);
  return made;
}

/* The row that reads like `one`, which is added where there is none. */
static bool pending_row_of(json_t **rows, json_t *one, size_t *at) {
  size_t i;
  json_t *row;
  json_array_foreach(*rows, i, row) {
    if (!json_equal(row, one)) continue;
    *at = i;
    json_decref(one);
    return true;
  }
  *at = json_array_size(*rows);
  array_add(rows, one);
  return *rows != NULL;
}

static bool make_pending_rows(struct pending_table *t, const struct payroll *r, struct error *e) {
  t->told = json_array();
  for (int i = 0; i < t->count; i++) {
    json_t *one = pending_json(r, &t->reasons[i], e);
    if (!one || !pending_row_of(&t->told, one, &t->reasons[i].row)) return false;
  }
  t->rows = calloc(json_array_size(t->told) + 1, sizeof *t->rows);
  return t->told && t->rows;
}

static bool put_pending_counts(struct pending_table *t) {
  size_t i;
  json_t *one;
  json_array_foreach(t->told, i, one) {
    const struct pending_row *row = &t->rows[i];
    if (!object_change(one, "people", json_integer((json_int_t)row->people)) ||
        !object_change(one, "months", json_integer((json_int_t)row->months)) ||
        !object_change(one, "amount", fen_json(row->amount)))
      return false;
  }
  return true;
}

json_t *pending_summary(const struct payroll *r, struct error *e) {
  struct pending_table t = {0};
  const char *policy = r->policy->script->model.id, *payment = r->payment->name;
  bool ok = store_pendings(r->b->store, policy, payment, find_reason, &t, e) && !t.failed &&
            make_pending_rows(&t, r, e) &&
            store_pendings(r->b->store, policy, payment, count_pending, &t, e) && put_pending_counts(&t);
  if (!ok && e->kind == ERR_NONE) no_memory(e);
  free(t.reasons);
  free(t.rows);
  if (ok) return t.told;
  json_decref(t.told);
  return NULL;
}

/* --- the report ------------------------------------------------------------------------------- */

/* The payday is nobody's in particular: asked with nothing known. */
static json_t *payday_json(struct payroll *r, int month, struct error *e) {
  const struct model *m = &r->policy->script->model;
  if (r->payment->day < 0) return json_null();
  struct value *nothing = calloc((size_t)m->fact_count + 1, sizeof *nothing);
  struct verdict day = {.kind = VERDICT_FAILED};
  struct buf text = {0};
  if (!nothing) return NULL;
  for (int i = 0; i < m->fact_count; i++) {
    const struct fact *f = &m->facts[i];
    nothing[i] = value_unknown(f->form == FORM_TIMELINE ? KIND_TIMELINE
                               : f->form == FORM_LIST   ? KIND_LIST
                                                        : f->kind);
    nothing[i].domain = f->domain;
  }
  judge_person(r->settle.judge, nothing, NULL);
  if (judge_decide(r->settle.judge, r->payment->day, month_value(month), NULL, &day, e) &&
      day.kind == VERDICT_VALUE)
    value_write(&text, day.value);
  free(nothing);
  return text.len || text.oom ? text_json(&text) : json_null();
}

static json_t *opened_json(const struct payroll *r) {
  char text[16];
  month_text(r->settle.first_month, text);
  return json_string(text);
}

/* Several who are paid to one account: most likely one of the numbers is somebody else's. */
static bool put_sharing(struct pay_report *t, const struct payroll *r, struct error *e) {
  json_t *list;
  if (!account_set_end(&t->accounts)) return no_memory(e);
  if (!account_pairs_json(r->b->store, &r->policy->script->model, r->payment->to, &t->accounts,
                          REPORT_DIFFERENCES, &list, e)) {
    json_decref(list);
    return false;
  }
  object_put(&t->json, "shared_accounts", list);
  object_put(&t->json, "shared_count", json_integer((json_int_t)t->accounts.pair_count));
  return t->json || no_memory(e);
}

bool report_make(struct pay_report *t, struct payroll *r, int month, const bylaw_pay_request *q,
                 const struct store_run *run, struct error *e) {
  char text[16];
  json_t *pending = pending_summary(r, e);
  if (!pending) return false;
  month_text(month, text);
  json_t *totals =
      json_pack("{s:I, s:I, s:o, s:o, s:o, s:o}", "people", (json_int_t)t->people, "lines",
                (json_int_t)t->lines, "paid", fen_json(t->paid), "back_pay", fen_json(t->back_pay), "owed",
                fen_json(t->owed), "between", fen_json(t->between));
  t->json =
      json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:b, s:b, s:o, s:o, s:o, s:o}", "policy",
                r->policy->script->model.id, "payment", r->payment->name, "label", r->payment->label,
                "version", r->policy->version, "month", text, "on", q->on, "payday", payday_json(r, month, e),
                "opened", opened_json(r), "dry_run", q->dry_run != 0, "again", 0, "totals", totals, "by",
                cells_json(t, r), "causes", causes_json(t), "pending", pending);
  if (!t->json) return no_memory(e);
  object_put(&t->json, "differences", t->differences ? json_incref(t->differences) : json_array());
  object_put(&t->json, "differences_left_out", json_integer((json_int_t)t->left_out));
  if (!put_sharing(t, r, e)) return false;
  object_put(&t->json, "run", q->dry_run ? json_null() : json_integer((json_int_t)run->id));
  t->stored = json_text(t->json, JSON_COMPACT);
  return t->stored || no_memory(e);
}

bool report_again(struct pay_report *t, const struct store_run *last, struct error *e) {
  json_error_t why;
  bool starved;
  t->json = json_load(last->report, strlen(last->report), 0, &why, &starved);
  if (starved) return no_memory(e);
  if (!t->json) return error_set(e, ERR_STORE, "数据库中第 %lld 次发放的报告无法读取", (long long)last->id);
  object_put(&t->json, "again", json_true());
  object_put(&t->json, "last_run", json_incref(json_object_get(t->json, "run")));
  object_put(&t->json, "run", json_null());
  return t->json || no_memory(e);
}

bool report_json(struct pay_report *t, char **json, struct error *e) {
  json_t *made = t->json;
  t->json = NULL;
  return status_json(made, json, e);
}

void report_free(struct pay_report *t) {
  account_set_free(&t->accounts);
  free(t->cells);
  free(t->band_of_justification);
  free(t->stored);
  json_decref(t->differences);
  json_decref(t->json);
}
