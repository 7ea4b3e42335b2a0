/* What the coming years will cost: every person in the store, ageing exactly, month by month. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/policy/json.h"
#include "host/engine/compare/subjects.h"
#include "host/engine/policy/status.h"
#include "host/engine/policy/storage.h"
#include "host/engine/version/variant.h"
#include "host/value/month.h"

enum {
  MOST_YEARS = 50,
  MOST_BUDGET_BANDS = 64,
  MOST_BUDGET_PAYERS = 128,
  MOST_BUDGET_AGE = 150,
  WEIGHT = 1000000000
};

/* Sums of one year, payer and band: months of people and money, weighted by the chance of being
** alive. */
struct sum {
  __int128 fen;
  __int128 months;
  int64_t last; /* people paid in the last month of the year, weighted */
};

/* The policy as it is, or as it would be. */
struct side {
  struct policy *policy;
  const struct payment *payment;
  struct sum *sums; /* years by payers by bands */
  /* people with at least one month of each VERDICT that is no amount */
  int64_t pending[VERDICT_FAILED + 1];
  int64_t no_payer;
};

struct budget {
  bylaw *b;
  const bylaw_budget_request *q;
  struct side sides[2];
  int side_count; /* 2: something would change */
  struct variant variant;
  struct pair pair;
  int years, payers;
  const char *band[MOST_BUDGET_BANDS], *band_text[MOST_BUDGET_BANDS];
  int band_count;
  int64_t death[MOST_BUDGET_AGE + 1]; /* yearly chance by age, in parts of WEIGHT; -1: not told */
  bool deaths;
  int born; /* the fact that is the date of birth; -1: none */
};

/* --- deaths ----------------------------------------------------------------------------------- */

/* "0.0523" as parts of WEIGHT. */
static bool read_rate(const char *text, int64_t *parts) {
  struct value rate = rate_parse(text);
  if (rate.state != STATE_KNOWN || rate.u.ratio.num < 0 || rate.u.ratio.num > rate.u.ratio.den) return false;
  *parts = (int64_t)((__int128)rate.u.ratio.num * WEIGHT / rate.u.ratio.den);
  return true;
}

static bool death_line(struct budget *g, char *line, int number, struct error *e) {
  char *comma = strchr(line, ',');
  char *end;
  long age = strtol(line, &end, 10);
  if (number == 1 && end == line) return true; /* a header */
  bool ok = comma && end == comma && age >= 0 && age <= MOST_BUDGET_AGE;
  if (ok) {
    comma++;
    comma[strcspn(comma, " \r\t")] = '\0';
    ok = read_rate(comma, &g->death[age]);
  }
  if (ok) return true;
  error_set(e, ERR_INPUT, "死亡率表第 %d 行无法读取：%.40s", number, line);
  error_hint(e, "每行写 年龄,年死亡率，例如 85,0.0912（年龄 0 至 150，死亡率 0 至 1，至多 12 位小数）");
  return false;
}

static bool read_deaths(struct budget *g, struct error *e) {
  for (int i = 0; i <= MOST_BUDGET_AGE; i++)
    g->death[i] = -1;
  g->deaths = g->q->deaths != NULL;
  if (!g->deaths) return true;
  char *copy = strdup(g->q->deaths), *line = copy;
  if (!copy) return error_set(e, ERR_MEMORY, "内存不足");
  bool ok = true;
  for (int n = 1; ok && *line; n++) {
    char *next = line + strcspn(line, "\n");
    bool more = *next != '\0';
    *next = '\0';
    if (line[strspn(line, " \t\r")]) ok = death_line(g, line, n, e);
    line = next + more;
  }
  free(copy);
  return ok;
}

/* The chance of dying at an age; ages past the table die as its oldest. */
static int64_t death_at(const struct budget *g, int64_t age) {
  if (age < 0) return 0;
  if (age > MOST_BUDGET_AGE) age = MOST_BUDGET_AGE;
  while (age > 0 && g->death[age] < 0)
    age--;
  return g->death[age] < 0 ? 0 : g->death[age];
}

/* --- a person --------------------------------------------------------------------------------- */

static int band_of(struct budget *g, const struct justification *justification) {
  int known = (int)justification->user_number;
  if (known) return known - 1;
  int i = 0;
  while (i < g->band_count && (strcmp(g->band[i], justification->band) != 0 ||
                               strcmp(g->band_text[i], justification->band_text) != 0))
    i++;
  if (i == MOST_BUDGET_BANDS) return MOST_BUDGET_BANDS - 1;
  if (i == g->band_count) {
    g->band[i] = justification->band;
    g->band_text[i] = justification->band_text;
    g->band_count++;
  }
  ((struct justification *)justification)->user_number = i + 1;
  return i;
}

/* A person in a year, and what was told of one in either side. */
struct life {
  int64_t alive; /* chance at the beginning of the year, in parts of WEIGHT */
  int64_t dies;  /* in the course of it */
  bool told[2][VERDICT_FAILED + 1], no_payer[2];
};

/* The persons of a chunk. */
struct lives {
  const struct people *people;
  struct life *life;
  struct verdict *due[2], *payer[2];
  int *everybody, *paid; /* paid: those who are, in the month */
};

/* The chance of being alive in month k (0 … 11) of the year, in which people die evenly. */
static int64_t alive_in(const struct life *life, int k) {
  return life->alive - (int64_t)((__int128)life->alive * life->dies / WEIGHT * k / 12);
}

static struct sum *sum_at(const struct budget *g, const struct side *x, int year, int payer, int band) {
  return &x->sums[((size_t)year * (size_t)g->payers + (size_t)payer) * MOST_BUDGET_BANDS + (size_t)band];
}

/* One question about some of them, put to the sides there are. */
static bool ask(struct budget *g, const struct lives *l, const int decision[2], int month, const int *rows,
                int n, struct verdict *const out[2], struct error *e) {
  const struct value when[2] = {month_value(month), month_value(month)};
  if (g->side_count < 2) return pair_decide(&g->pair, 0, l->people, decision[0], when[0], rows, n, out[0], e);
  return pair_both(&g->pair, l->people, decision, when, rows, n, out[0], out[1], e);
}

/* Who is paid in either side; what is no amount is told. */
static int find_paid(const struct budget *g, struct lives *l) {
  int count = 0;
  for (int i = 0; i < l->people->count; i++) {
    bool paid = false;
    for (int x = 0; x < g->side_count; x++) {
      int64_t fen = 0;
      bool amount = verdict_amount(&l->due[x][i], &fen);
      if (!amount) l->life[i].told[x][l->due[x][i].kind] = true;
      paid = paid || (amount && fen != 0);
    }
    if (paid) l->paid[count++] = i;
  }
  return count;
}

static void add_amount(struct budget *g, struct lives *l, int x, int year, int month, int k) {
  struct side *side = &g->sides[x];
  int i = l->paid[k];
  const struct verdict *due = &l->due[x][i], *payer = &l->payer[x][k];
  int64_t fen = 0, weight = alive_in(&l->life[i], month % 12);
  if (!verdict_amount(due, &fen) || fen == 0) return;
  bool asked = side->payment->payer >= 0;
  bool told = asked && payer->kind == VERDICT_VALUE && payer->value.state == STATE_KNOWN;
  l->life[i].no_payer[x] = l->life[i].no_payer[x] || (asked && !told);
  struct sum *sum =
      sum_at(g, side, year, told ? (int)payer->value.u.i + 1 : 0, band_of(g, due->justification));
  sum->fen += (__int128)fen * weight;
  sum->months += weight;
  if (month % 12 == 11) sum->last += weight;
}

static bool add_month(struct budget *g, struct lives *l, int year, int month, struct error *e) {
  const int pays[2] = {g->sides[0].payment->pays, g->sides[g->side_count - 1].payment->pays};
  const int payers[2] = {g->sides[0].payment->payer, g->sides[g->side_count - 1].payment->payer};
  if (!ask(g, l, pays, month, l->everybody, l->people->count, l->due, e)) return false;
  int count = find_paid(g, l);
  if (count > 0 && payers[0] >= 0 && !ask(g, l, payers, month, l->paid, count, l->payer, e)) return false;
  for (int x = 0; x < g->side_count; x++)
    for (int k = 0; k < count; k++)
      add_amount(g, l, x, year, month, k);
  return true;
}

/* The age reached in the course of the year; -1 when nobody knows it. */
static int64_t age_in(const struct budget *g, const struct people *p, int i, int year) {
  int y, m, d;
  const struct batch_column *born = g->born < 0 ? NULL : &p->batch->facts[g->born].plain;
  if (!born || (born->state && born->state[i] != STATE_KNOWN)) return -1;
  date_split(born->value[i], &y, &m, &d);
  return year - y;
}

static bool add_years(struct budget *g, struct lives *l, struct error *e) {
  for (int y = 0; y < g->years; y++) {
    int year = g->q->from_year + y;
    for (int i = 0; g->deaths && i < l->people->count; i++)
      l->life[i].dies = death_at(g, age_in(g, l->people, i, year));
    for (int k = 0; k < 12; k++)
      if (!add_month(g, l, y, year * 12 + k, e)) return false;
    for (int i = 0; i < l->people->count; i++)
      l->life[i].alive -= (int64_t)((__int128)l->life[i].alive * l->life[i].dies / WEIGHT);
  }
  return true;
}

static void add_told(struct budget *g, const struct lives *l) {
  for (int i = 0; i < l->people->count; i++)
    for (int x = 0; x < g->side_count; x++) {
      for (int kind = 0; kind <= VERDICT_FAILED; kind++)
        g->sides[x].pending[kind] += l->life[i].told[x][kind];
      g->sides[x].no_payer += l->life[i].no_payer[x];
    }
}

static bool open_lives(struct lives *l) {
  size_t n = (size_t)l->people->count + 1;
  l->life = calloc(n, sizeof *l->life);
  l->everybody = calloc(n, sizeof *l->everybody);
  l->paid = calloc(n, sizeof *l->paid);
  bool ok = l->life && l->everybody && l->paid;
  for (int x = 0; x < 2; x++) {
    l->due[x] = calloc(n, sizeof **l->due);
    l->payer[x] = calloc(n, sizeof **l->payer);
    ok = ok && l->due[x] && l->payer[x];
  }
  for (int i = 0; ok && i < l->people->count; i++) {
    l->everybody[i] = i;
    l->life[i].alive = WEIGHT;
  }
  return ok;
}

static void close_lives(struct lives *l) {
  for (int x = 0; x < 2; x++) {
    free(l->due[x]);
    free(l->payer[x]);
  }
  free(l->life);
  free(l->everybody);
  free(l->paid);
}

static bool visit(void *ud, const struct people *people, struct error *e) {
  struct budget *g = ud;
  struct lives l = {.people = people};
  bool ok = open_lives(&l) ? add_years(g, &l, e) : error_set(e, ERR_MEMORY, "内存不足");
  if (ok) add_told(g, &l);
  close_lives(&l);
  return ok;
}

/* --- the answer ------------------------------------------------------------------------------- */

/* Weighted sums to whole ones, half up. */
static int64_t whole(__int128 weighted) {
  return (int64_t)((weighted + WEIGHT / 2) / WEIGHT);
}

static const char *payer_name(const struct budget *g, int payer) {
  const struct side *x = &g->sides[0];
  const struct model *m = &x->policy->script->model;
  if (payer == 0 || x->payment->payer < 0) return "";
  return domain_of(x->policy->script, m->decisions[x->payment->payer].domain)->members[payer - 1].name;
}

static void put_sum(json_t **to, const struct sum *s, bool months) {
  object_put(to, "people", json_integer((json_int_t)whole(s->last)));
  if (months) object_put(to, "months", json_integer((json_int_t)whole(s->months)));
  object_put(to, "amount", fen_json(whole(s->fen)));
}

/* Sums as they are and, where something would change, as they would be and the difference. */
static void put_sums(const struct budget *g, json_t **to, const struct sum sums[2], bool months) {
  put_sum(to, &sums[0], months);
  if (g->side_count < 2) return;
  json_t *with = json_object();
  char text[32];
  put_sum(&with, &sums[1], months);
  object_put(to, "with", with);
  fen_text(whole(sums[1].fen) - whole(sums[0].fen), text);
  object_put(to, "difference", json_string(text));
}

static void add_sum(struct sum *to, const struct sum *more) {
  to->fen += more->fen;
  to->months += more->months;
  to->last += more->last;
}

static json_t *year_rows(const struct budget *g, int year, json_t **rows) {
  struct sum total[2] = {{0}, {0}}, sums[2] = {{0}, {0}};
  for (int p = 0; p < g->payers; p++)
    for (int i = 0; i < g->band_count; i++) {
      for (int k = 0; k < g->side_count; k++) {
        sums[k] = *sum_at(g, &g->sides[k], year, p, i);
        add_sum(&total[k], &sums[k]);
      }
      if (sums[0].months == 0 && sums[1].months == 0) continue;
      json_t *row = json_pack("{s:i, s:s, s:s, s:s}", "year", g->q->from_year + year, "payer",
                              payer_name(g, p), "band", g->band[i], "band_text", g->band_text[i]);
      put_sums(g, &row, sums, true);
      array_add(rows, row);
    }
  json_t *made = json_pack("{s:i}", "year", g->q->from_year + year);
  put_sums(g, &made, total, false);
  return made;
}

static json_t *pending_json(const struct side *x) {
  return json_pack("{s:I, s:I, s:I, s:I, s:I}", "hold", (json_int_t)x->pending[VERDICT_HOLD], "undetermined",
                   (json_int_t)x->pending[VERDICT_UNDETERMINED], "needs",
                   (json_int_t)x->pending[VERDICT_NEEDS], "error", (json_int_t)x->pending[VERDICT_FAILED],
                   "payer", (json_int_t)x->no_payer);
}

/* --- data for charts -------------------------------------------------------------------------- */

static const char *stack_name(const struct budget *g, int side) {
  return g->side_count < 2 ? "" : side ? "改动后" : "现行";
}

static json_t *dataset(const struct budget *g, int side, const char *label, json_t *data) {
  const char *stack = stack_name(g, side);
  char text[400];
  snprintf(text, sizeof text, "%s%s%s", stack, *stack && *label ? " " : "", label);
  return json_pack("{s:s, s:s, s:o}", "label", text, "stack", stack, "data", data);
}

/* A year a label, a band a dataset. */
static json_t *chart_of_years(const struct budget *g) {
  json_t *labels = json_array(), *sets = json_array();
  for (int y = 0; y < g->years; y++) {
    char year[16];
    snprintf(year, sizeof year, "%d", g->q->from_year + y);
    array_add(&labels, json_string(year));
  }
  for (int k = 0; k < g->side_count; k++)
    for (int i = 0; i < g->band_count; i++) {
      json_t *data = json_array();
      for (int y = 0; y < g->years; y++) {
        __int128 fen = 0;
        for (int p = 0; p < g->payers; p++)
          fen += sum_at(g, &g->sides[k], y, p, i)->fen;
        array_add(&data, fen_json(whole(fen)));
      }
      array_add(&sets, dataset(g, k, g->band_text[i], data));
    }
  return json_pack("{s:o, s:o}", "labels", labels, "datasets", sets);
}

static __int128 payer_fen(const struct budget *g, int side, int payer) {
  __int128 fen = 0;
  for (int y = 0; y < g->years; y++)
    for (int i = 0; i < g->band_count; i++)
      fen += sum_at(g, &g->sides[side], y, payer, i)->fen;
  return fen;
}

/* A district a label, all years together. */
static json_t *chart_of_payers(const struct budget *g) {
  json_t *labels = json_array(), *sets = json_array(), *data[2] = {json_array(), json_array()};
  for (int p = 0; p < g->payers; p++) {
    __int128 fen[2] = {0, 0};
    for (int k = 0; k < g->side_count; k++)
      fen[k] = payer_fen(g, k, p);
    if (!fen[0] && !fen[1]) continue;
    array_add(&labels, json_string(payer_name(g, p)));
    for (int k = 0; k < g->side_count; k++)
      array_add(&data[k], fen_json(whole(fen[k])));
  }
  for (int k = 0; k < g->side_count; k++)
    array_add(&sets, dataset(g, k, "", json_incref(data[k])));
  json_decref(data[0]);
  json_decref(data[1]);
  return json_pack("{s:o, s:o}", "labels", labels, "datasets", sets);
}

/* --- all of it -------------------------------------------------------------------------------- */

static json_t *answer(const struct budget *g) {
  json_t *rows = json_array(), *totals = json_array();
  for (int y = 0; y < g->years; y++)
    array_add(&totals, year_rows(g, y, &rows));
  const struct policy *p = g->sides[0].policy;
  json_t *made =
      json_pack("{s:s, s:s, s:i, s:i, s:b, s:o, s:o, s:o, s:{s:o, s:o}}", "policy", p->script->model.id,
                "version", p->version, "from", g->q->from_year, "to", g->q->to_year, "deaths", g->deaths,
                "rows", rows, "totals", totals, "pending", pending_json(&g->sides[0]), "chart", "years",
                chart_of_years(g), "payers", chart_of_payers(g));
  if (g->side_count < 2) return made;
  object_put(&made, "with", variant_json(&g->variant));
  object_put(&made, "pending_with", pending_json(&g->sides[1]));
  return made;
}

/* --- opening ---------------------------------------------------------------------------------- */

static bool open_side(struct budget *g, int i, struct policy *p, struct error *e) {
  struct side *x = &g->sides[i];
  x->policy = p;
  x->payment = payment_find(p, g->q->payment, e);
  if (!x->payment) return false;
  const struct model *m = &p->script->model;
  g->payers =
      x->payment->payer < 0 ? 1 : domain_of(p->script, m->decisions[x->payment->payer].domain)->count + 1;
  x->sums = calloc((size_t)g->years * (size_t)g->payers * MOST_BUDGET_BANDS, sizeof *x->sums);
  return x->sums || error_set(e, ERR_MEMORY, "内存不足");
}

/* What would change are values and readings: facts, payers and bands stay those of the policy. */
static bool open_with(struct budget *g, struct error *e) {
  struct value from = month_value(g->q->from_year * 12);
  if (!g->q->with || !*g->q->with) return true;
  if (!variant_open(&g->variant, g->b, g->sides[0].policy, g->q->with, from, e)) return false;
  size_t i;
  json_t *one;
  json_array_foreach(g->variant.told, i, one) {
    const char *kind = json_string_value(json_object_get(one, "kind"));
    if (strcmp(kind, "parameter") == 0 || strcmp(kind, "reading") == 0) continue;
    error_set(e, ERR_USAGE, "测算只能改参数和适用口径，‘%s’ 不是",
              json_string_value(json_object_get(one, "text")));
    error_hint(e, "写成 parameter:名称=值@起日 或 reading:名称=选项；两份政策用 bylaw compare 比较");
    return false;
  }
  g->side_count = 2;
  return open_side(g, 1, g->variant.policy, e);
}

static bool read_request(struct budget *g, struct policy *p, struct error *e) {
  g->years = g->q->to_year - g->q->from_year + 1;
  if (g->q->from_year < 1900 || g->years < 1 || g->years > MOST_YEARS || g->q->to_year > 2200) {
    error_set(e, ERR_INPUT, "年份 %d-%d 无法测算", g->q->from_year, g->q->to_year);
    error_hint(e, "从早到晚写，至多 %d 年，例如 2026-2030", MOST_YEARS);
    return false;
  }
  const struct model *m = &p->script->model;
  g->born = -1;
  for (int i = 0; i < m->fact_count; i++)
    if (m->facts[i].born) g->born = i;
  if (g->q->deaths && g->born < 0)
    return error_set(e, ERR_USAGE, "政策没有写明哪项事实是出生日期（born = true），不能用死亡率表");
  return read_deaths(g, e);
}

/* The policy itself and what it would be are one text. */
static bool open_pair(struct budget *g, struct error *e) {
  const struct side *x = &g->sides[0], *y = &g->sides[1];
  bool two = g->side_count == 2;
  return pair_open(&g->pair, &x->policy->script->model, x->policy, x->payment->bands, y->policy,
                   two ? y->payment->bands : -1, two, e);
}

static bool open_budget(struct budget *g, struct error *e) {
  struct policy *p = policy_find(g->b, g->q->policy, e);
  g->side_count = 1;
  return p && store_ready(g->b, e) && payment_find(p, g->q->payment, e) && read_request(g, p, e) &&
         policy_store(g->b, p, e) && open_side(g, 0, p, e) && open_with(g, e) && open_pair(g, e);
}

bylaw_status bylaw_budget(bylaw *b, const bylaw_budget_request *request, char **json, bylaw_error *error) {
  struct error e = {0};
  struct budget g = {.b = b, .q = request};
  *json = NULL;
  bool ok =
      open_budget(&g, &e) && people_each(b, g.sides[0].policy, &request->progress, "测算", visit, &g, &e);
  if (ok) ok = status_json(answer(&g), json, &e);
  b->statistics = (bylaw_statistics){0};
  pair_tell(&g.pair, &b->statistics);
  pair_close(&g.pair);
  free(g.sides[0].sums);
  free(g.sides[1].sums);
  variant_close(&g.variant);
  return ok ? BYLAW_OK : give_error(&e, error);
}
