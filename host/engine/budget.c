/* What the coming years will cost: every person in the store, ageing exactly, month by month. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/people.h"
#include "host/engine/variant.h"

enum { MOST_YEARS = 50, MOST_BANDS = 64, MOST_PAYERS = 128, MOST_AGE = 150, WEIGHT = 1000000000 };

/* Sums of one year, payer and band: months of people and money, weighted by the chance of being alive. */
struct sum {
  __int128 fen;
  __int128 months;
  int64_t last; /* people paid in the last month of the year, weighted */
};

/* The policy as it is, or as it would be. */
struct side {
  struct policy *policy;
  const struct payment *payment;
  struct judge *judge;
  struct sum *sums;                    /* years by payers by bands */
  int64_t pending[VERDICT_FAILED + 1]; /* people with at least one month of each VERDICT that is no amount */
  int64_t no_payer;
};

struct budget {
  bylaw *b;
  const bylaw_budget_request *q;
  struct side sides[2];
  int side_count; /* 2: something would change */
  struct variant variant;
  int years, payers;
  const char *band[MOST_BANDS], *band_text[MOST_BANDS];
  int band_count;
  int64_t death[MOST_AGE + 1]; /* yearly chance by age, in parts of WEIGHT; -1: not told */
  bool deaths;
  int born; /* the fact that is the date of birth; -1: none */
};

/* --- deaths -------------------------------------------------------------------------------- */

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
  bool ok = comma && end == comma && age >= 0 && age <= MOST_AGE;
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
  for (int i = 0; i <= MOST_AGE; i++)
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
  if (age > MOST_AGE) age = MOST_AGE;
  while (age > 0 && g->death[age] < 0)
    age--;
  return g->death[age] < 0 ? 0 : g->death[age];
}

/* --- a person ------------------------------------------------------------------------------ */

static int band_of(struct budget *g, const struct ground *ground) {
  int known = (int)(intptr_t)ground->user;
  if (known) return known - 1;
  int i = 0;
  while (i < g->band_count &&
         (strcmp(g->band[i], ground->band) != 0 || strcmp(g->band_text[i], ground->band_text) != 0))
    i++;
  if (i == MOST_BANDS) return MOST_BANDS - 1;
  if (i == g->band_count) {
    g->band[i] = ground->band;
    g->band_text[i] = ground->band_text;
    g->band_count++;
  }
  ((struct ground *)ground)->user = (void *)(intptr_t)(i + 1);
  return i;
}

struct life {
  const struct store_subject *s;
  int64_t alive; /* chance at the beginning of the year, in parts of WEIGHT */
  bool told[VERDICT_FAILED + 1], no_payer;
};

/* The chance of being alive in month k (0 … 11) of a year in which `q` of WEIGHT die, evenly. */
static int64_t alive_in(const struct life *life, int64_t q, int k) {
  return life->alive - (int64_t)((__int128)life->alive * q / WEIGHT * k / 12);
}

static struct sum *sum_at(const struct budget *g, const struct side *x, int year, int payer, int band) {
  return &x->sums[((size_t)year * (size_t)g->payers + (size_t)payer) * MOST_BANDS + (size_t)band];
}

static bool add_month(struct budget *g, struct side *x, struct life *life, int year, int month,
                      int64_t weight, struct error *e) {
  struct verdict due, payer = {.kind = VERDICT_VALUE, .value = {.u.i = -1}};
  struct value when = month_value(month);
  int64_t fen;
  if (!judge_decide(x->judge, x->payment->pays, when, NULL, &due, e)) return false;
  if (!verdict_amount(&due, &fen)) {
    life->told[due.kind] = true;
    return true;
  }
  if (fen == 0) return true;
  if (x->payment->payer >= 0 && !judge_decide(x->judge, x->payment->payer, when, NULL, &payer, e))
    return false;
  bool told = payer.kind == VERDICT_VALUE && payer.value.state == STATE_KNOWN;
  int who = told ? (int)payer.value.u.i + 1 : 0;
  life->no_payer = life->no_payer || !told;
  struct sum *sum = sum_at(g, x, year, who, band_of(g, due.ground));
  sum->fen += (__int128)fen * weight;
  sum->months += weight;
  if (month % 12 == 11) sum->last += weight;
  return true;
}

static int64_t age_in(const struct budget *g, const struct store_subject *s, int year) {
  if (g->born < 0 || s->facts[g->born].state != STATE_KNOWN) return -1;
  int y, m, d;
  date_split(s->facts[g->born].u.i, &y, &m, &d);
  return year - y; /* reached in the course of the year */
}

static bool add_person(struct budget *g, struct side *x, const struct store_subject *s, json_t *rulings,
                       struct error *e) {
  struct life life = {.s = s, .alive = WEIGHT};
  judge_person(x->judge, s->facts, rulings);
  for (int y = 0; y < g->years; y++) {
    int64_t q = g->deaths ? death_at(g, age_in(g, s, g->q->from_year + y)) : 0;
    for (int k = 0; k < 12; k++)
      if (!add_month(g, x, &life, y, (g->q->from_year + y) * 12 + k, alive_in(&life, q, k), e)) return false;
    life.alive -= (int64_t)((__int128)life.alive * q / WEIGHT);
  }
  for (int i = 0; i <= VERDICT_FAILED; i++)
    x->pending[i] += life.told[i];
  x->no_payer += life.no_payer;
  return true;
}

static bool visit(void *ud, const struct store_subject *s, json_t *rulings, struct error *e) {
  struct budget *g = ud;
  for (int i = 0; i < g->side_count; i++)
    if (!add_person(g, &g->sides[i], s, rulings, e)) return false;
  return true;
}

/* --- the answer ---------------------------------------------------------------------------- */

/* Weighted sums to whole ones, half up. */
static int64_t whole(__int128 weighted) {
  return (int64_t)((weighted + WEIGHT / 2) / WEIGHT);
}

static json_t *fen_json(__int128 weighted) {
  char text[32];
  fen_text(whole(weighted), text);
  return json_string(text);
}

static const char *payer_name(const struct budget *g, int payer) {
  const struct side *x = &g->sides[0];
  const struct model *m = &x->policy->script->model;
  if (payer == 0 || x->payment->payer < 0) return "";
  return domain_of(x->policy->script, m->decisions[x->payment->payer].domain)->members[payer - 1].name;
}

static void put_sum(json_t *to, const struct sum *s, bool months) {
  json_object_set_new(to, "people", json_integer((json_int_t)whole(s->last)));
  if (months) json_object_set_new(to, "months", json_integer((json_int_t)whole(s->months)));
  json_object_set_new(to, "amount", fen_json(s->fen));
}

/* Sums as they are and, where something would change, as they would be and the difference. */
static void put_sums(const struct budget *g, json_t *to, const struct sum sums[2], bool months) {
  put_sum(to, &sums[0], months);
  if (g->side_count < 2) return;
  json_t *with = json_object();
  char text[32];
  put_sum(with, &sums[1], months);
  json_object_set_new(to, "with", with);
  fen_text(whole(sums[1].fen) - whole(sums[0].fen), text);
  json_object_set_new(to, "difference", json_string(text));
}

static void add_sum(struct sum *to, const struct sum *more) {
  to->fen += more->fen;
  to->months += more->months;
  to->last += more->last;
}

static json_t *year_rows(const struct budget *g, int year, json_t *rows) {
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
      put_sums(g, row, sums, true);
      json_array_append_new(rows, row);
    }
  json_t *made = json_pack("{s:i}", "year", g->q->from_year + year);
  put_sums(g, made, total, false);
  return made;
}

static json_t *pending_json(const struct side *x) {
  return json_pack("{s:I, s:I, s:I, s:I, s:I}", "hold", (json_int_t)x->pending[VERDICT_HOLD], "undetermined",
                   (json_int_t)x->pending[VERDICT_UNDETERMINED], "needs",
                   (json_int_t)x->pending[VERDICT_NEEDS], "error", (json_int_t)x->pending[VERDICT_FAILED],
                   "payer", (json_int_t)x->no_payer);
}

/* --- data for charts ------------------------------------------------------------------------- */

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
    json_array_append_new(labels, json_string(year));
  }
  for (int k = 0; k < g->side_count; k++)
    for (int i = 0; i < g->band_count; i++) {
      json_t *data = json_array();
      for (int y = 0; y < g->years; y++) {
        __int128 fen = 0;
        for (int p = 0; p < g->payers; p++)
          fen += sum_at(g, &g->sides[k], y, p, i)->fen;
        json_array_append_new(data, fen_json(fen));
      }
      json_array_append_new(sets, dataset(g, k, g->band_text[i], data));
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
    json_array_append_new(labels, json_string(payer_name(g, p)));
    for (int k = 0; k < g->side_count; k++)
      json_array_append_new(data[k], fen_json(fen[k]));
  }
  for (int k = 0; k < g->side_count; k++)
    json_array_append_new(sets, dataset(g, k, "", json_incref(data[k])));
  json_decref(data[0]);
  json_decref(data[1]);
  return json_pack("{s:o, s:o}", "labels", labels, "datasets", sets);
}

/* --- all of it ----------------------------------------------------------------------------- */

static json_t *answer(const struct budget *g) {
  json_t *rows = json_array(), *totals = json_array();
  for (int y = 0; y < g->years; y++)
    json_array_append_new(totals, year_rows(g, y, rows));
  const struct policy *p = g->sides[0].policy;
  json_t *made =
      json_pack("{s:s, s:s, s:i, s:i, s:b, s:o, s:o, s:o, s:{s:o, s:o}}", "policy", p->script->model.id,
                "version", p->version, "from", g->q->from_year, "to", g->q->to_year, "deaths", g->deaths,
                "rows", rows, "totals", totals, "pending", pending_json(&g->sides[0]), "chart", "years",
                chart_of_years(g), "payers", chart_of_payers(g));
  if (g->side_count < 2) return made;
  json_object_set_new(made, "with", variant_json(&g->variant));
  json_object_set_new(made, "pending_with", pending_json(&g->sides[1]));
  return made;
}

/* --- opening ------------------------------------------------------------------------------- */

static bool open_side(struct budget *g, int i, struct policy *p, struct error *e) {
  struct side *x = &g->sides[i];
  x->policy = p;
  x->payment = payment_find(p, g->q->payment, e);
  if (!x->payment) return false;
  const struct model *m = &p->script->model;
  g->payers =
      x->payment->payer < 0 ? 1 : domain_of(p->script, m->decisions[x->payment->payer].domain)->count + 1;
  x->sums = calloc((size_t)g->years * (size_t)g->payers * MOST_BANDS, sizeof *x->sums);
  if (!x->sums) return error_set(e, ERR_MEMORY, "内存不足");
  x->judge = judge_open(p, x->payment->bands, e);
  return x->judge != NULL;
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
    error_set(e, ERR_USAGE, "测算只能改参数和解读，‘%s’ 不是",
              json_string_value(json_object_get(one, "text")));
    error_hint(e, "写成 parameter:名称=值@起日 或 reading:名称=读法；两份政策用 bylaw compare 比较");
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

static bool open_budget(struct budget *g, struct error *e) {
  struct policy *p = policy_find(g->b, g->q->policy, e);
  g->side_count = 1;
  return p && store_ready(g->b, e) && payment_find(p, g->q->payment, e) && read_request(g, p, e) &&
         policy_store(g->b, p, e) && open_side(g, 0, p, e) && open_with(g, e);
}

bylaw_status bylaw_budget(bylaw *b, const bylaw_budget_request *request, char **json, bylaw_error *error) {
  struct error e = {0};
  struct budget g = {.b = b, .q = request};
  *json = NULL;
  bool ok = open_budget(&g, &e) && people_each(b, &request->progress, "测算", visit, &g, &e);
  if (ok) ok = status_json(answer(&g), json, &e);
  for (int i = 0; i < 2; i++) {
    judge_close(g.sides[i].judge);
    free(g.sides[i].sums);
  }
  variant_close(&g.variant);
  return ok ? BYLAW_OK : give_error(&e, error);
}
