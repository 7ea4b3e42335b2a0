/* What the coming years will cost: every person in the store, ageing exactly, month by month. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/payroll.h"

enum {
  MOST_YEARS = 50,
  MOST_BANDS = 64,
  MOST_PAYERS = 128,
  MOST_AGE = 150,
  TELL_EVERY = 500,
  WEIGHT = 1000000000
};

/* Sums of one year, payer and band: months of people and money, weighted by the chance of being alive. */
struct sum {
  __int128 fen;
  __int128 months;
  int64_t last; /* people paid in the last month of the year, weighted */
};

struct budget {
  bylaw *b;
  const bylaw_budget_request *q;
  struct policy *policy;
  const struct payment *payment;
  struct judge *judge;
  int years, payers;
  struct sum *sums; /* years by payers by bands */
  const char *band[MOST_BANDS], *band_text[MOST_BANDS];
  int band_count;
  int64_t death[MOST_AGE + 1]; /* yearly chance by age, in parts of WEIGHT; -1: not told */
  bool deaths;
  int born;                            /* the fact that is the date of birth; -1: none */
  int64_t pending[VERDICT_FAILED + 1]; /* people with at least one month of each VERDICT that is no amount */
  int64_t no_payer;
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

static bool add_month(struct budget *g, struct life *life, int year, int month, int64_t weight,
                      struct error *e) {
  struct verdict due, payer = {.kind = VERDICT_VALUE, .value = {.u.i = -1}};
  struct value when = month_value(month);
  int64_t fen;
  if (!judge_decide(g->judge, g->payment->pays, when, NULL, &due, e)) return false;
  if (!verdict_amount(&due, &fen)) {
    life->told[due.kind] = true;
    return true;
  }
  if (fen == 0) return true;
  if (g->payment->payer >= 0 && !judge_decide(g->judge, g->payment->payer, when, NULL, &payer, e))
    return false;
  int who = payer.kind == VERDICT_VALUE ? (int)payer.value.u.i + 1 : 0;
  life->no_payer = life->no_payer || payer.kind != VERDICT_VALUE;
  struct sum *sum = &g->sums[((size_t)year * (size_t)g->payers + (size_t)who) * MOST_BANDS +
                             (size_t)band_of(g, due.ground)];
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

static bool add_person(struct budget *g, const struct store_subject *s, json_t *rulings, struct error *e) {
  struct life life = {.s = s, .alive = WEIGHT};
  judge_person(g->judge, s->facts, rulings);
  for (int y = 0; y < g->years; y++) {
    int64_t q = g->deaths ? death_at(g, age_in(g, s, g->q->from_year + y)) : 0;
    for (int k = 0; k < 12; k++)
      if (!add_month(g, &life, y, (g->q->from_year + y) * 12 + k, alive_in(&life, q, k), e)) return false;
    life.alive -= (int64_t)((__int128)life.alive * q / WEIGHT);
  }
  for (int i = 0; i <= VERDICT_FAILED; i++)
    g->pending[i] += life.told[i];
  g->no_payer += life.no_payer;
  return true;
}

static bool rulings_for(struct budget *g, int64_t id, const struct ids *ids, json_t **out, struct error *e) {
  struct arena arena = {0};
  struct store_event *events;
  int n;
  *out = NULL;
  if (!ids_have(ids, id)) return true;
  bool ok = store_events(g->b->store, id, INT64_MAX, &arena, &events, &n, e);
  if (ok) *out = json_array();
  for (int i = 0; ok && i < n; i++)
    if (events[i].kind == EVENT_RULING) json_array_append_new(*out, json_loads(events[i].text, 0, NULL));
  arena_free(&arena);
  return ok;
}

static bool add_people(struct budget *g, struct error *e) {
  struct ids ids = {0};
  int64_t done = 0, total = store_subject_count(g->b->store);
  struct store_subject s;
  if (!store_event_subjects(g->b->store, &ids.list, &ids.count, e)) return false;
  struct store_reader *reader = store_read(g->b->store, 1, INT64_MAX, NULL, 0, e);
  bool ok = reader != NULL;
  e->kind = ERR_NONE;
  while (ok && store_next(reader, &s, e)) {
    json_t *rulings;
    ok = rulings_for(g, s.id, &ids, &rulings, e) && add_person(g, &s, rulings, e);
    judge_person(g->judge, s.facts, NULL);
    json_decref(rulings);
    if (++done % TELL_EVERY == 0) ok = ok && progress_tell(&g->q->progress, "测算", done, total, e);
  }
  store_read_end(reader);
  free(ids.list);
  return ok && e->kind == ERR_NONE;
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
  const struct model *m = &g->policy->script->model;
  if (payer == 0 || g->payment->payer < 0) return "";
  return domain_of(g->policy->script, m->decisions[g->payment->payer].domain)->members[payer - 1].name;
}

static json_t *year_rows(const struct budget *g, int year, json_t *rows) {
  __int128 fen = 0;
  int64_t people = 0;
  for (int p = 0; p < g->payers; p++)
    for (int i = 0; i < g->band_count; i++) {
      const struct sum *s = &g->sums[((size_t)year * (size_t)g->payers + (size_t)p) * MOST_BANDS + (size_t)i];
      if (s->months == 0) continue;
      fen += s->fen;
      people += s->last;
      json_array_append_new(rows,
                            json_pack("{s:i, s:s, s:s, s:s, s:I, s:I, s:o}", "year", g->q->from_year + year,
                                      "payer", payer_name(g, p), "band", g->band[i], "band_text",
                                      g->band_text[i], "people", (json_int_t)whole(s->last), "months",
                                      (json_int_t)whole(s->months), "amount", fen_json(s->fen)));
    }
  return json_pack("{s:i, s:I, s:o}", "year", g->q->from_year + year, "people", (json_int_t)whole(people),
                   "amount", fen_json(fen));
}

static json_t *answer(const struct budget *g) {
  json_t *rows = json_array(), *totals = json_array();
  for (int y = 0; y < g->years; y++)
    json_array_append_new(totals, year_rows(g, y, rows));
  json_t *pending =
      json_pack("{s:I, s:I, s:I, s:I, s:I}", "hold", (json_int_t)g->pending[VERDICT_HOLD], "undetermined",
                (json_int_t)g->pending[VERDICT_UNDETERMINED], "needs", (json_int_t)g->pending[VERDICT_NEEDS],
                "error", (json_int_t)g->pending[VERDICT_FAILED], "payer", (json_int_t)g->no_payer);
  return json_pack("{s:s, s:s, s:i, s:i, s:b, s:o, s:o, s:o}", "policy", g->policy->script->model.id,
                   "version", g->policy->version, "from", g->q->from_year, "to", g->q->to_year, "deaths",
                   g->deaths, "rows", rows, "totals", totals, "pending", pending);
}

static bool open_budget(struct budget *g, struct error *e) {
  g->policy = policy_find(g->b, g->q->policy, e);
  if (!g->policy || !store_ready(g->b, e)) return false;
  g->payment = payment_find(g->policy, g->q->payment, e);
  g->years = g->q->to_year - g->q->from_year + 1;
  if (!g->payment) return false;
  if (g->q->from_year < 1900 || g->years < 1 || g->years > MOST_YEARS || g->q->to_year > 2200) {
    error_set(e, ERR_INPUT, "年份 %d-%d 无法测算", g->q->from_year, g->q->to_year);
    error_hint(e, "从早到晚写，至多 %d 年，例如 2026-2030", MOST_YEARS);
    return false;
  }
  const struct model *m = &g->policy->script->model;
  g->born = -1;
  for (int i = 0; i < m->fact_count; i++)
    if (m->facts[i].born) g->born = i;
  if (g->q->deaths && g->born < 0)
    return error_set(e, ERR_USAGE, "政策没有写明哪项事实是出生日期（born = true），不能用死亡率表");
  g->payers = g->payment->payer < 0
                  ? 1
                  : domain_of(g->policy->script, m->decisions[g->payment->payer].domain)->count + 1;
  g->sums = calloc((size_t)g->years * (size_t)g->payers * MOST_BANDS, sizeof *g->sums);
  if (!g->sums) return error_set(e, ERR_MEMORY, "内存不足");
  if (!read_deaths(g, e) || !policy_store(g->b, g->policy, e)) return false;
  g->judge = judge_open(g->policy, g->payment->bands, e);
  return g->judge != NULL;
}

bylaw_status bylaw_budget(bylaw *b, const bylaw_budget_request *request, char **json, bylaw_error *error) {
  struct error e = {0};
  struct budget g = {.b = b, .q = request};
  *json = NULL;
  bool ok = open_budget(&g, &e) && store_snapshot(b->store, &e);
  if (ok) {
    ok = add_people(&g, &e);
    store_snapshot_end(b->store);
  }
  if (ok) ok = status_json(answer(&g), json, &e);
  b->statistics = (bylaw_statistics){0};
  if (g.judge) judge_tell(g.judge, &b->statistics);
  judge_close(g.judge);
  free(g.sums);
  return ok ? BYLAW_OK : give_error(&e, error);
}
