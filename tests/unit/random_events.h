/* What happens in a made-up world: people, what comes to be known of them, and a law that
** changes. */
#ifndef BYLAW_TESTS_RANDOM_EVENTS_H
#define BYLAW_TESTS_RANDOM_EVENTS_H

#include "ledger_oracle.h"

#define DUE_FILE "old_age_allowance.lua"

static char *the_policy, *the_values; /* as they are in the project */

static const char *const DISTRICTS[] = {"和平区", "沈河区", "大东区", "皇姑区", "铁西区", "浑南区"};

static inline const char *a_district(struct world *w) {
  return DISTRICTS[chance_between(&w->chance, 0, 5)];
}

/* --- time ------------------------------------------------------------------------------------- */

static inline struct day_text today(const struct world *w) {
  return day_text(day_in(w->month, w->day));
}

static inline void go_on(struct world *w, int days) {
  w->day += days;
  for (; w->day > 28; w->day -= 28)
    w->month++;
}

static inline void go_to(struct world *w, int month, int day) {
  if (w->month > month || (w->month == month && w->day >= day)) return;
  w->month = month;
  w->day = day;
}

/* A day of the last `months`, not after today. */
static inline struct day_text some_day(struct world *w, int months) {
  int back = chance_between(&w->chance, 0, months), day = chance_between(&w->chance, 1, 28);
  if (chance_in_100(&w->chance, 25))
    day = chance_in_100(&w->chance, 50) ? 1 : 31; /* where months begin and end */
  if (back == 0 && day > w->day) day = w->day;
  return day_text(day_in(w->month - back, day));
}

/* --- recording -------------------------------------------------------------------------------- */

static inline struct elder *somebody(struct world *w) {
  return &w->elders[chance_between(&w->chance, 0, w->count - 1)];
}

static inline void say_record(struct world *w, const struct elder *p, const char **given, size_t count,
                              const char *from) {
  note(w, "%s %s%s%s:", today(w).text, p->key, from ? " from " : "", from ? from : "");
  for (size_t i = 0; i < count; i++)
    note(w, " %s", given[i]);
  note(w, "\n");
}

static inline void tell_all(struct world *w, struct elder *p, const char **given, size_t count,
                            const char *from) {
  bylaw_error e;
  say_record(w, p, given, count, from);
  bylaw_status status = record(w->b, p->key, today(w).text, from, false, given, count, &e);
  /* Nothing was known before: a spell cannot begin there. Or a ruling would rest on what has
  ** ended. */
  if (status == BYLAW_EINPUT && (strstr(e.message, "所知的第一天") || strstr(e.message, "就没有依据"))) {
    note(w, "  refused: %s\n", e.message);
    return;
  }
  must(w, "record", status, &e);
  p->changed = true;
}

__attribute__((format(printf, 4, 5))) static inline void tell(struct world *w, struct elder *p,
                                                              const char *from, const char *fmt, ...) {
  char text[600];
  const char *given = text;
  va_list args;
  va_start(args, fmt);
  vsnprintf(text, sizeof text, fmt, args);
  va_end(args);
  tell_all(w, p, &given, 1, from);
}

/* --- people ----------------------------------------------------------------------------------- */

/* Most are about to become 80, 90 or 100 around the first run; `around` is its month. */
static inline struct day a_birth(struct world *w, int around) {
  int kind = chance_between(&w->chance, 0, 99), month, day = chance_between(&w->chance, 1, 28);
  if (kind < 78)
    month = around - 80 * 12 + chance_between(&w->chance, -16, 9);
  else if (kind < 90)
    month = around - 90 * 12 + chance_between(&w->chance, -8, 9);
  else if (kind < 92)
    month = around - 100 * 12 + chance_between(&w->chance, -5, 6);
  else
    month = around - chance_between(&w->chance, 79 * 12, 86 * 12);
  if (chance_in_100(&w->chance, 30)) day = chance_in_100(&w->chance, 50) ? 1 : 31;
  return day_in(month, day);
}

struct telling {
  char text[12][160];
  const char *given[12];
  size_t count;
};

__attribute__((format(printf, 2, 3))) static inline void add(struct telling *t, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  vsnprintf(t->text[t->count], sizeof t->text[0], fmt, args);
  va_end(args);
  t->given[t->count] = t->text[t->count];
  t->count++;
}

static inline void describe(struct world *w, struct telling *t, struct day born) {
  uint64_t *c = &w->chance;
  char card[20];
  *t = (struct telling){.count = 0};
  if (!chance_in_100(c, 4)) add(t, "birth_date=%s", day_text(born).text);
  if (chance_in_100(c, 88)) add(t, "hukou=%s", a_district(w));
  if (chance_in_100(c, 96)) add(t, "low_income=%s", chance_in_100(c, 12) ? a_district(w) : "无");
  if (chance_in_100(c, 6)) add(t, "serviceman=%s", a_district(w));
  if (chance_in_100(c, 60))
    add(t, "applied=%s", some_day(w, chance_in_100(c, 60) ? 12 : 40).text);
  else if (chance_in_100(c, 85))
    add(t, "applied=无");
  if (chance_in_100(c, 6))
    add(t, "choices=%s|%s", some_day(w, 20).text, chance_in_100(c, 70) ? "home_care" : "allowance");
  if (chance_in_100(c, 5)) add(t, "death_date=%s", some_day(w, 8).text);
  make_card(card, chance_between(c, 1, 999999));
  if (chance_in_100(c, 90)) add(t, "card=%s", card);
}

/* The label or name of nobody's fact: who has no hukou at all is said to have none. */
static inline void add_person(struct world *w) {
  struct telling t;
  bylaw_error e;
  char sql[120];
  struct elder *p = &w->elders[w->count];
  struct day born = a_birth(w, w->first ? w->first : w->month);
  if (w->count == MOST_ELDERS) return;
  make_identity(p->key, born, w->count + 1);
  describe(w, &t, born);
  say_record(w, p, t.given, t.count, NULL);
  must(w, "a new person", record(w->b, p->key, today(w).text, NULL, true, t.given, t.count, &e), &e);
  snprintf(sql, sizeof sql, "SELECT subject FROM facts_elder WHERE id_number = '%s'", p->key);
  p->id = number(w->db, sql);
  p->changed = true;
  w->count++;
}

/* --- what happens ----------------------------------------------------------------------------- */

static inline void dies(struct world *w, struct elder *p) {
  tell(w, p, NULL, "death_date=%s", chance_in_100(&w->chance, 30) ? "无" : some_day(w, 9).text);
}

static inline void moves(struct world *w, struct elder *p) {
  struct day_text from = some_day(w, chance_in_100(&w->chance, 70) ? 8 : 24);
  bool out = chance_in_100(&w->chance, 30);
  const char *to = out ? "无" : a_district(w);
  tell(w, p, from.text, "hukou=%s", to);
  if (!out && chance_in_100(&w->chance, 60)) tell(w, p, NULL, "transfers=%s|%s", some_day(w, 4).text, to);
}

static inline void low_income(struct world *w, struct elder *p) {
  struct day_text from = some_day(w, chance_in_100(&w->chance, 70) ? 8 : 24);
  tell(w, p, from.text, "low_income=%s", chance_in_100(&w->chance, 45) ? "无" : a_district(w));
}

static inline void serves(struct world *w, struct elder *p) {
  struct day_text from = some_day(w, 14);
  tell(w, p, from.text, "serviceman=%s", chance_in_100(&w->chance, 40) ? "无" : a_district(w));
}

static inline void applies(struct world *w, struct elder *p) {
  static const char *const places[] = {"", "|hukou", "|居住地居（村）委会", "|online"};
  struct day_text on = some_day(w, chance_in_100(&w->chance, 80) ? 3 : 26);
  tell(w, p, NULL, "applied=%s%s", on.text, places[chance_between(&w->chance, 0, 3)]);
}

static inline void chooses(struct world *w, struct elder *p) {
  tell(w, p, NULL, "choices=%s|%s", some_day(w, 14).text,
       chance_in_100(&w->chance, 55) ? "home_care" : "allowance");
}

static inline void is_looked_for(struct world *w, struct elder *p) {
  struct day_text from = some_day(w, 7);
  tell(w, p, from.text, "survival=%s", chance_in_100(&w->chance, 55) ? "无法确定" : "verified");
}

/* The number bears the birth date: both are corrected at once. */
static inline void was_born_otherwise(struct world *w, struct elder *p) {
  struct telling t = {.count = 0};
  char key[19];
  struct day born = a_birth(w, w->first);
  make_identity(key, born, (int)(p - w->elders) + 500);
  add(&t, "id_number=%s", key);
  add(&t, "birth_date=%s", day_text(born).text);
  tell_all(w, p, t.given, t.count, NULL);
  memcpy(p->key, key, sizeof key);
}

static inline void gets_card(struct world *w, struct elder *p) {
  char card[20];
  make_card(card, chance_between(&w->chance, 1, 999999));
  tell(w, p, NULL, "card=%s", chance_in_100(&w->chance, 25) ? "无" : card);
}

static inline void becomes_known(struct world *w, struct elder *p) {
  static const char *const what[] = {"applied=未知", "low_income=一直 未知", "hukou=一直 未知",
                                     "low_income=一直 无", "applied=无"};
  tell(w, p, NULL, "%s", what[chance_between(&w->chance, 0, 4)]);
}

static inline void is_ruled(struct world *w, struct elder *p) {
  /* less than the highest rate */
  static const char *const outcomes[] = {"30.00", "0.00", "60.00", "90.00"};
  int from = w->first + chance_between(&w->chance, -3, 6), to = from + chance_between(&w->chance, 0, 5);
  tell(
      w, p, NULL,
      "ruling={\"decision\":\"due\",\"article\":\"第十一条\",\"outcome\":\"%s\",\"by\":\"测试街道办事处\",\"officer\":\"甲\",\"file\":\"议1号\","
      "\"from\":\"%s\",\"to\":\"%s\"}",
      outcomes[chance_between(&w->chance, 0, 3)], month_text(from).text, month_text(to).text);
}

static inline void was_paid_before(struct world *w, struct elder *p) {
  static const char *const amounts[] = {"30.00", "100.00", "200.00"};
  int month = (w->first ? w->first : w->month) - chance_between(&w->chance, 1, 6);
  tell(w, p, NULL, "paid_before=%s:%s", month_text(month).text, amounts[chance_between(&w->chance, 0, 2)]);
}

/* Some month with money that went out and is still there; -1: there is none. */
static inline int a_month(struct world *w, struct elder *p, const char *having) {
  char sql[400];
  int months[64], count = 0;
  snprintf(sql, sizeof sql, "SELECT month FROM ledger l WHERE subject = %lld GROUP BY month HAVING %s", p->id,
           having);
  sqlite3_stmt *s = query(w->db, sql);
  while (count < 64 && sqlite3_step(s) == SQLITE_ROW)
    months[count++] = month_of_table(sqlite3_column_int64(s, 0));
  sqlite3_finalize(s);
  return count ? months[chance_between(&w->chance, 0, count - 1)] : -1;
}

static inline void transfer_returns(struct world *w, struct elder *p) {
  int month =
      a_month(w, p,
              "sum(amount) FILTER (WHERE kind = 1) > 0 AND NOT EXISTS "
              "(SELECT 1 FROM event e WHERE e.subject = l.subject AND e.month = l.month AND e.kind = 2)");
  if (month >= 0) tell(w, p, NULL, "returned=%s", month_text(month).text);
}

/* All that is owed for the month, or some of it. */
static inline void money_comes_in(struct world *w, struct elder *p) {
  char sql[300];
  int month =
      a_month(w, p,
              "sum(amount) FILTER (WHERE kind = 2) < 0 AND NOT EXISTS "
              "(SELECT 1 FROM event e WHERE e.subject = l.subject AND e.month = l.month AND e.kind = 3)");
  if (month < 0) return;
  snprintf(sql, sizeof sql,
           "SELECT -sum(amount) FROM ledger WHERE subject = %lld AND month = %d AND kind = 2", p->id,
           month / 12 * 100 + month % 12 + 1);
  long long owed = number(w->db, sql);
  if (chance_in_100(&w->chance, 40)) owed = owed / 2;
  tell(w, p, NULL, "recovered=%s:%lld.%02lld", month_text(month).text, owed / 100, owed % 100);
}

/* Somebody from whom money is claimed: it was a mistake, and often another district's matter. */
static inline void is_put_right(struct world *w, struct elder *p) {
  long long id = number(
      w->db,
      "SELECT subject FROM ledger GROUP BY subject HAVING sum(amount) FILTER (WHERE kind = 2) < 0 ORDER BY max(run) DESC");
  for (int i = 0; i < w->count; i++)
    if (w->elders[i].id == id) p = &w->elders[i];
  tell(w, p, NULL, "death_date=无");
  if (chance_in_100(&w->chance, 60)) tell(w, p, some_day(w, 18).text, "hukou=%s", a_district(w));
  if (chance_in_100(&w->chance, 60)) tell(w, p, NULL, "transfers=%s|%s", some_day(w, 6).text, a_district(w));
}

static inline void something_happens(struct world *w) {
  static const struct {
    int weight;
    void (*to)(struct world *w, struct elder *p);
  } kinds[] = {
      {12, dies},    {12, moves},          {12, low_income},        {3, serves},         {14, applies},
      {7, chooses},  {9, is_looked_for},   {6, was_born_otherwise}, {6, gets_card},      {4, becomes_known},
      {4, is_ruled}, {1, was_paid_before}, {6, transfer_returns},   {4, money_comes_in}, {8, is_put_right}};
  int all = 0;
  size_t i = 0, count = sizeof kinds / sizeof *kinds;
  for (size_t k = 0; k < count; k++)
    all += kinds[k].weight;
  for (int n = chance_between(&w->chance, 0, all - 1); n >= kinds[i].weight; i++)
    n -= kinds[i].weight;
  kinds[i].to(w, somebody(w));
}

/* --- the law changes -------------------------------------------------------------------------- */

enum { MOST_ROWS = 8 };
static const char *const RATES[] = {"rate_80s", "rate_low_income", "rate_90s", "rate_100s"};
static const char *const READINGS[][2] = {
    {"serviceman_bands", "eighties_only"},   {"low_income_hukou", "hukou_too"},
    {"home_care_scope", "everyone"},         {"first_month_80", "next_month"},
    {"automatic_at_90", "ordinary_only"},    {"transfer_trigger", "hukou_date"},
    {"low_income_lost", "automatic"},        {"low_income_start", "same_month"},
    {"arrears_rate", "todays_rate"},         {"mixed_arrears", "nineties_only"},
    {"death_before_payment", "lapses"},      {"suspension_start", "third_month"},
    {"early_application", "any_time"},       {"gap_within_month", "no_gap"},
    {"home_care_to_allowance", "arrears"},   {"back_pay_district", "own_month"},
    {"before_known_rates", "carry_back"},    {"district_extra", "by_district"},
    {"serviceman_payer", "undetermined"},    {"back_pay_committee", "hukou_only"},
    {"home_care_first_month", "next_month"},
};

/* Other texts of the policy. None makes anything due before the month of 80. */
static const char *const EDITS[][2] = {
    {"standard:rule(\"第四条第4项\", { when = \"aged_100s\", give = \"rate_100s\" })",
     "standard:rule(\"第四条第4项\", { when = \"aged_100s\", give = \"rate_90s\" })"},
    {"is = function(_, _, law) return law.age >= law.third_age end", /* who is just 100 has no rule then */
     "is = function(_, _, law) return law.age > law.third_age end"},
    {"act:term(\"aged_80s\"", /* terms and names have other places */
     "act:term(\"a_new_term\", { cite = \"第四条第1项\", text = \"另一个说法\", is = function(_, _, law) return law.age >= law.third_age end })\n"
     "act:term(\"aged_80s\""},
    {"payer:rule(\"第十四条第二款\", { when = \"low_income_80s\", give = \"relation_district\" })",
     "payer:rule(\"第十四条第二款\", { when = \"low_income_80s\", give = \"hukou_district\" })"},
    {"standard:exception(\"第六条第2项\", { to = \"第四条第3项\", when = \"home_care_excludes_all\", give = yuan(0) })",
     ""},
    {"local due = act:decision", "-- 只是说明\nlocal due = act:decision"},
};

struct law {
  bool edited[sizeof EDITS / sizeof *EDITS];
  struct {
    int rate, from, yuan;
  } rows[MOST_ROWS];
  int row_count;
  bool chosen[sizeof READINGS / sizeof *READINGS];
};

/* Put `more` where the first "} })" behind the parameter's name ends its last row. */
static inline char *with_row(char *text, const char *rate, const char *more) {
  char name[64];
  snprintf(name, sizeof name, "act:parameter(\"%s\"", rate);
  char *at = strstr(text, name);
  at = at ? strstr(at, "} })") : NULL;
  if (!at) fail_msg("the policy has no rows of %s", rate);
  size_t head = (size_t)(at + 1 - text), size = strlen(more);
  char *made = malloc(strlen(text) + size + 1);
  if (!made) abort();
  memcpy(made, text, head);
  memcpy(made + head, more, size);
  strcpy(made + head + size, at + 1);
  free(text);
  return made;
}

static inline char *with_edit(char *text, const char *was, const char *is) {
  char *at = strstr(text, was);
  if (!at) fail_msg("the policy does not say %s", was);
  size_t head = (size_t)(at - text);
  char *made = malloc(strlen(text) + strlen(is) + 1);
  if (!made) abort();
  memcpy(made, text, head);
  strcpy(made + head, is);
  strcat(made, at + strlen(was));
  free(text);
  return made;
}

static inline void write_law(struct world *w, const struct law *law) {
  char path[200], more[200], *text = strdup(the_policy);
  for (size_t i = 0; i < sizeof EDITS / sizeof *EDITS; i++)
    if (law->edited[i]) text = with_edit(text, EDITS[i][0], EDITS[i][1]);
  for (int i = law->row_count - 1; i >= 0; i--) { /* ascending: each row goes before those after it */
    snprintf(more, sizeof more, ",\n  { from = \"%s\", value = yuan(%d), issued = \"2025-06-01\" }",
             day_text(day_in(law->rows[i].from, 1)).text, law->rows[i].yuan);
    text = with_row(text, RATES[law->rows[i].rate], more);
  }
  snprintf(path, sizeof path, "%s/%s", w->policies, DUE_FILE);
  write_text(path, text);
  free(text);
  size_t room = strlen(the_values) + 4000, used;
  text = malloc(room);
  if (!text) abort();
  used = (size_t)snprintf(text, room, "%s\n", the_values);
  for (size_t i = 0; i < sizeof READINGS / sizeof *READINGS; i++)
    if (law->chosen[i])
      used += (size_t)snprintf(text + used, room - used,
                               "choose(\"%s\", \"%s\", { by = \"测试\", source = \"测试\" })\n",
                               READINGS[i][0], READINGS[i][1]);
  snprintf(path, sizeof path, "%s/values/%s", w->policies, DUE_FILE);
  write_text(path, text);
  free(text);
}

static inline void load_law(struct world *w, bylaw **b) {
  bylaw_error e;
  must(w, "open", bylaw_open(b, NULL, &e), &e);
  must(w, "load", bylaw_load(*b, w->policies, &e), &e);
}

/* A row more, or another value in one that is there; rows in the order of their days. */
static inline void change_rate(struct world *w, struct law *law) {
  int rate = chance_between(&w->chance, 0, 3), from = w->last + chance_between(&w->chance, -7, 4), i = 0;
  int yuan = chance_between(&w->chance, 1, 30) * 10;
  if (from <= 2025 * 12) from = 2025 * 12 + 1;
  while (i < law->row_count && (law->rows[i].rate != rate || law->rows[i].from != from))
    i++;
  if (i == law->row_count && i < MOST_ROWS) law->row_count++;
  if (i == MOST_ROWS) return;
  law->rows[i].rate = rate;
  law->rows[i].from = from;
  law->rows[i].yuan = yuan;
  for (; i > 0 && law->rows[i].from < law->rows[i - 1].from; i--) {
    struct law was = *law;
    law->rows[i] = was.rows[i - 1];
    law->rows[i - 1] = was.rows[i];
  }
  note(w, "%s law: %s from %s is %d\n", today(w).text, RATES[rate], month_text(from).text, yuan);
}

static inline void change_reading(struct world *w, struct law *law) {
  int i = chance_between(&w->chance, 0, (int)(sizeof READINGS / sizeof *READINGS) - 1);
  law->chosen[i] = !law->chosen[i];
  note(w, "%s reading: %s %s %s\n", today(w).text, READINGS[i][0],
       law->chosen[i] ? "becomes" : "is no longer", READINGS[i][1]);
}

static inline void change_text(struct world *w, struct law *law) {
  int i = chance_between(&w->chance, 0, (int)(sizeof EDITS / sizeof *EDITS) - 1);
  law->edited[i] = !law->edited[i];
  note(w, "%s text %d: %s\n", today(w).text, i, law->edited[i] ? "another" : "as it was");
}

static inline void change_law(struct world *w, struct law *law) {
  bylaw_error e;
  if (w->first && !w->first_law) load_law(w, &w->first_law);
  int kind = chance_between(&w->chance, 0, 99);
  if (kind < 50)
    change_rate(w, law);
  else if (kind < 75)
    change_reading(w, law);
  else
    change_text(w, law);
  write_law(w, law);
  must(w, "load", bylaw_load(w->b, w->policies, &e), &e);
  w->law++;
}

#endif
