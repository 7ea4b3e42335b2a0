/* What must hold after every run of a made-up world, reckoned beside the library: each month of
** each person is asked one by one (bylaw_decide over bylaw_subject) and compared with the ledger,
** which is read by hand. */
#ifndef BYLAW_TESTS_LEDGER_ORACLE_H
#define BYLAW_TESTS_LEDGER_ORACLE_H

#include "store_support.h"

enum { MOST_ELDERS = 28, EARLIEST = 1994 * 12, MONTHS = 40 * 12, JOURNAL = 16384, MOST_PENDING = 2000 };

enum clarity { NOT_ASKED = 0, CLEAR, HELD, UNDETERMINED, NEEDS, FAILED };
struct asked {
  char clarity;
  long long fen;
};

enum {
  P_HOLD = 1,
  P_UNDETERMINED = 2,
  P_NEEDS = 4,
  P_FAILED = 8,
  P_ACCOUNT = 16,
  P_PAYER = 32,
  P_BEFORE = 64
};

struct account {
  long long own, owed, opening,
      returned; /* paid and claimed by this ledger; claimed of it; paid before it; came back */
  bool affected, moved,
      paid; /* the last run booked something; moved something between districts; transfers at all */
  int pending, was_pending; /* after this run, after the one before */
  long long wanting;        /* clear, but not booked */
};

struct elder {
  char key[19];
  long long id;
  char *facts; /* as now known, { "elder": …, "rulings": … } */
  /* as known at the first run, without what is dated in its month or later; NULL: was not there */
  char *then;
  int law;      /* of `now` */
  bool changed; /* something was recorded since the last run */
  bool fresh;   /* facts or law are others than at the last check */
  int earliest; /* month in the ledger */
  bool opening;
  struct asked now[MONTHS], base[MONTHS];
  struct account account[MONTHS];
};

struct pending {
  int elder, from, to, kind;
  long long fen;
};

struct world {
  uint64_t seed, chance;
  char folder[64], policies[96], path[96];
  bylaw *b, *first_law; /* first_law: NULL while the law is still the one of the first run */
  sqlite3 *db;
  struct elder *elders;
  int count;
  int month, day;  /* today */
  int first, last; /* months of the first and the last run; 0: there was none */
  long long run;
  int law, law_of_run; /* numbers of versions */
  struct pending pending[MOST_PENDING];
  int pending_count;
  char *journal;
  size_t said;
  long long pays, lines, asked, replays, claims, betweens, refusals;
  long long affected, people; /* by changed laws */
};

/* --- telling ---------------------------------------------------------------------------------- */

__attribute__((format(printf, 2, 3))) static inline void note(struct world *w, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  int n = vsnprintf(w->journal + w->said, JOURNAL - w->said, fmt, args);
  va_end(args);
  if (n > 0 && w->said + (size_t)n < JOURNAL) w->said += (size_t)n;
}

__attribute__((format(printf, 2, 3), noreturn)) static inline void wrong(struct world *w, const char *fmt,
                                                                         ...) {
  char text[2000];
  va_list args;
  va_start(args, fmt);
  vsnprintf(text, sizeof text, fmt, args);
  va_end(args);
  printf("world %llu: %s\n%s%s%s\n", (unsigned long long)w->seed, text, w->journal,
         getenv("WORLD_KEEP") ? "kept in " : "", getenv("WORLD_KEEP") ? w->folder : "");
  printf("%lld runs, %lld lines, %lld replays, %lld questions\n", w->pays, w->lines, w->replays, w->asked);
  fflush(stdout);
  fail();
  abort();
}

static inline void must(struct world *w, const char *what, bylaw_status status, const bylaw_error *e) {
  if (status != BYLAW_OK) wrong(w, "%s: status %d: %s (%s)", what, (int)status, e->message, e->hint);
}

/* --- facts ------------------------------------------------------------------------------------ */

/* As a request with room for inputs beside the subject. */
static inline json_t *request_of(json_t *subject) {
  if (json_object_get(subject, "elder")) return subject;
  json_t *made = json_object(), *rulings = json_object_get(subject, "rulings");
  if (rulings) json_object_set(made, "rulings", rulings);
  json_object_del(subject, "rulings");
  json_object_set_new(made, "elder", subject);
  return made;
}

static inline json_t *subject_now(struct world *w, const char *key) {
  bylaw_error e;
  char *json = NULL;
  must(w, "subject", bylaw_subject(w->b, POLICY, key, NULL, &json, &e), &e);
  return request_of(parsed(json));
}

static inline void refresh_facts(struct world *w, struct elder *p) {
  json_t *now = subject_now(w, p->key);
  char *text = json_dumps(now, JSON_COMPACT);
  json_decref(now);
  p->fresh = !p->facts || strcmp(text, p->facts) != 0 || p->law != w->law;
  if (p->fresh) memset(p->now, 0, sizeof p->now);
  p->law = w->law;
  free(p->facts);
  p->facts = text;
}

/* The day of a spell or a record. */
static inline const char *day_of(const json_t *one) {
  const char *from = text_at(one, "from");
  return *from ? from : text_at(one, "on");
}

/* Spells or records without those dated after `eve`; a spell that was not yet over then went on,
** for all that was known. */
static inline json_t *cut_rows(json_t *rows, const char *eve) {
  json_t *made = json_array(), *one;
  size_t i;
  json_array_foreach(rows, i, one) {
    if (strcmp(day_of(one), eve) > 0) continue;
    json_t *copy = json_copy(one);
    if (json_object_get(one, "value") && strcmp(text_at(one, "to"), eve) >= 0) json_object_del(copy, "to");
    json_array_append_new(made, copy);
  }
  return made;
}

static inline json_t *cut_fact(const char *name, json_t *fact, const char *eve) {
  if (json_is_array(fact)) return cut_rows(fact, eve);
  if (json_is_array(json_object_get(fact, "spells"))) {
    json_t *copy = json_copy(fact);
    json_object_set_new(copy, "spells", cut_rows(json_object_get(fact, "spells"), eve));
    return copy;
  }
  bool died = strcmp(name, "death_date") == 0 && json_is_string(fact);
  return died && strcmp(json_string_value(fact), eve) > 0 ? json_null() : json_incref(fact);
}

/* Without what is dated later than `eve`, the last day before the ledger. */
static inline char *facts_then(json_t *request, const char *eve) {
  json_t *fact, *cut = json_object();
  const char *name;
  json_object_foreach(json_object_get(request, "elder"), name, fact)
      json_object_set_new(cut, name, cut_fact(name, fact, eve));
  json_object_set_new(request, "elder", cut);
  return json_dumps(request, JSON_COMPACT);
}

static inline const json_t *fact_of(const json_t *request, const char *name) {
  return json_object_get(json_object_get(request, "elder"), name);
}

/* --- asking ----------------------------------------------------------------------------------- */

static inline struct asked clear_amount(struct world *w, const char *json) {
  const char *at = strstr(json, "\"outcome\":\"");
  if (!at) wrong(w, "no amount in %s", json);
  return (struct asked){CLEAR, fen_of(at + 11)};
}

static inline struct asked ask_due(struct world *w, bylaw *b, const char *facts, int month) {
  static const char kinds[] = {CLEAR, CLEAR, HELD, UNDETERMINED, NEEDS};
  struct day_text text = month_text(month);
  bylaw_request q = {.policy = POLICY, .decision = "due", .facts = facts, .month = text.text};
  bylaw_outcome outcome;
  bylaw_error e;
  char *json = NULL;
  w->asked++;
  if (bylaw_decide(b, &q, &outcome, &json, &e) != BYLAW_OK) return (struct asked){FAILED, 0};
  struct asked a = outcome == BYLAW_VALUE ? clear_amount(w, json) : (struct asked){kinds[outcome], 0};
  bylaw_free(json);
  return a;
}

static inline struct asked due_now(struct world *w, struct elder *p, int month) {
  struct asked *a = &p->now[month - EARLIEST];
  if (a->clarity == NOT_ASKED) *a = ask_due(w, w->b, p->facts, month);
  return *a;
}

/* What the former system is presumed to have paid. */
static inline struct asked due_then(struct world *w, struct elder *p, int month) {
  struct asked *a = &p->base[month - EARLIEST];
  if (!w->first_law && strcmp(p->then, p->facts) == 0) return due_now(w, p, month);
  if (a->clarity == NOT_ASKED) *a = ask_due(w, w->first_law ? w->first_law : w->b, p->then, month);
  return *a;
}

/* The district that pays `month` in the month `paid_in`; "" when nobody can say. */
static inline void payer_now(struct world *w, struct elder *p, int month, int paid_in, char out[64]) {
  struct day_text text = month_text(month), in = month_text(paid_in);
  bool back = paid_in > month;
  json_t *request = json_loads(p->facts, 0, NULL);
  if (back) json_object_set_new(request, "paid_in", json_string(in.text));
  char *facts = json_dumps(request, JSON_COMPACT), *json = NULL;
  bylaw_request q = {
      .policy = POLICY, .decision = back ? "back_pay_payer" : "payer", .facts = facts, .month = text.text};
  bylaw_outcome outcome = BYLAW_NEEDS;
  *out = '\0';
  w->asked++;
  if (bylaw_decide(w->b, &q, &outcome, &json, NULL) == BYLAW_OK && outcome == BYLAW_VALUE) {
    json_t *told = json_loads(json, 0, NULL);
    snprintf(out, 64, "%s", text_at(told, "outcome"));
    json_decref(told);
  }
  bylaw_free(json);
  free(facts);
  json_decref(request);
}

/* --- reading the ledger by hand --------------------------------------------------------------- */

static inline struct elder *elder_of(struct world *w, long long id) {
  for (int i = 0; i < w->count; i++)
    if (w->elders[i].id == id) return &w->elders[i];
  wrong(w, "the ledger knows somebody (%lld) who was never recorded", id);
}

static inline struct account *account_of(struct world *w, struct elder *p, int month) {
  if (month < EARLIEST || month >= EARLIEST + MONTHS) wrong(w, "month %d in the ledger", month);
  if (month < p->earliest) p->earliest = month;
  return &p->account[month - EARLIEST];
}

static inline void read_ledger(struct world *w) {
  for (int i = 0; i < w->count; i++) {
    for (int m = 0; m < MONTHS; m++)
      w->elders[i].account[m] = (struct account){.was_pending = w->elders[i].account[m].pending};
    w->elders[i].earliest = EARLIEST + MONTHS;
    w->elders[i].opening = false;
  }
  sqlite3_stmt *s = query(w->db, "SELECT subject, month, kind, amount, run FROM ledger");
  while (sqlite3_step(s) == SQLITE_ROW) {
    int kind = sqlite3_column_int(s, 2);
    struct account *a =
        account_of(w, elder_of(w, sqlite3_column_int64(s, 0)), month_of_table(sqlite3_column_int64(s, 1)));
    if (kind == 1 || kind == 2) a->own += sqlite3_column_int64(s, 3);
    if (kind == 2) a->owed += sqlite3_column_int64(s, 3);
    a->paid = a->paid || kind == 1;
    a->affected = a->affected || (kind != 3 && sqlite3_column_int64(s, 4) == w->run);
    a->moved = a->moved || (kind == 3 && sqlite3_column_int64(s, 4) == w->run);
  }
  sqlite3_finalize(s);
  s = query(
      w->db,
      "SELECT subject, month, kind, amount FROM event WHERE kind IN (1, 2) AND log NOT IN (SELECT of FROM event WHERE of IS NOT NULL)");
  while (sqlite3_step(s) == SQLITE_ROW) {
    struct elder *p = elder_of(w, sqlite3_column_int64(s, 0));
    struct account *a = account_of(w, p, month_of_table(sqlite3_column_int64(s, 1)));
    bool opening = sqlite3_column_int(s, 2) == 1;
    *(opening ? &a->opening : &a->returned) += sqlite3_column_int64(s, 3);
    p->opening = p->opening || opening;
  }
  sqlite3_finalize(s);
}

static inline int pending_bit(const char *kind) {
  static const char *const names[] = {"hold",    "undetermined", "needs",        "failed",
                                      "account", "payer",        "before_ledger"};
  for (int i = 0; i < 7; i++)
    if (strcmp(kind, names[i]) == 0) return 1 << i;
  return 0;
}

static inline int found_pending(void *data, const bylaw_line *line) {
  struct world *w = data;
  struct pending *p = &w->pending[w->pending_count];
  const char *slash = strchr(line->month, '/');
  if (w->pending_count == MOST_PENDING) wrong(w, "too many unsettled cases");
  *p = (struct pending){-1, month_number(line->month), month_number(slash ? slash + 1 : line->month),
                        pending_bit(line->kind), line->fen};
  for (int i = 0; i < w->count; i++)
    if (strcmp(w->elders[i].key, line->key) == 0) p->elder = i;
  if (p->elder < 0 || !p->kind) wrong(w, "unsettled case of %s, kind %s", line->key, line->kind);
  if (p->kind != P_PAYER && !*line->article && !*line->text)
    wrong(w, "unsettled without a reason: %s %s", line->month, line->kind);
  for (int m = p->from; m <= p->to; m++)
    account_of(w, &w->elders[p->elder], m)->pending |= p->kind;
  w->pending_count++;
  return 0;
}

static inline void read_pending(struct world *w) {
  bylaw_error e;
  w->pending_count = 0;
  must(w, "pending", bylaw_pending(w->b, POLICY, NULL, found_pending, w, &e), &e);
}

/* --- a month ---------------------------------------------------------------------------------- */

static inline void wrong_month(struct world *w, struct elder *p, int month, const char *what,
                               long long wanted, long long got) {
  const struct account *a = &p->account[month - EARLIEST];
  struct asked now = p->now[month - EARLIEST], base = p->base[month - EARLIEST];
  wrong(
      w,
      "%s %s: %s: %lld wanted, %lld got (due now %d:%lld, then %d:%lld, own %lld, opening %lld, returned %lld, pending %d)\n%s\nthen %s",
      p->key, month_text(month).text, what, wanted, got, now.clarity, now.fen, base.clarity, base.fen, a->own,
      a->opening, a->returned, a->pending, p->facts, p->then ? p->then : "-");
}

static inline void check_unclear(struct world *w, struct elder *p, int month, struct asked now,
                                 bool presumed) {
  static const int bits[] = {0, 0, P_HOLD, P_UNDETERMINED, P_NEEDS, P_FAILED};
  struct account *a = &p->account[month - EARLIEST];
  bool as_before = presumed && p->then && due_then(w, p, month).clarity == now.clarity;
  if (a->affected) wrong_month(w, p, month, "booked though not clear", 0, 1);
  if (a->pending != (as_before ? 0 : bits[(int)now.clarity]))
    wrong_month(w, p, month, "listed as unsettled", as_before ? 0 : bits[(int)now.clarity], a->pending);
}

/* Clear, but less was booked than is due: somebody must say why. */
static inline void check_wanting(struct world *w, struct elder *p, int month, const json_t *request) {
  struct account *a = &p->account[month - EARLIEST];
  char payer[64];
  long long returned = 0;
  if (a->pending & P_ACCOUNT) {
    char sql[200];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM event WHERE kind = 2 AND subject = %lld", p->id);
    returned = number(w->db, sql);
    if (json_is_string(fact_of(request, "card")) && !returned)
      wrong_month(w, p, month, "no account, but there is one", 0, 1);
  } else {
    payer_now(w, p, month, w->last, payer);
    if (*payer) wrong_month(w, p, month, "no payer, but there is one", 0, 1);
  }
}

static inline void check_clear(struct world *w, struct elder *p, int month, struct asked now, bool presumed,
                               const json_t *request) {
  struct account *a = &p->account[month - EARLIEST];
  long long settled = a->own + a->opening - a->returned, wanted = now.fen;
  bool doubt = false;
  struct asked then = {CLEAR, 0};
  if (presumed && p->then) then = due_then(w, p, month);
  if (then.clarity == CLEAR || then.clarity == HELD) { /* what was held was not paid */
    wanted -= presumed ? then.fen : 0;
    doubt = wanted < 0;
    if (doubt) wanted = 0;
  } else {
    doubt = wanted != settled;
    wanted = settled;
  }
  a->wanting = wanted - settled;
  if (!presumed && doubt) wrong_month(w, p, month, "in doubt", 0, 1);
  if (settled > wanted || (presumed && a->own < 0)) wrong_month(w, p, month, "settled", wanted, settled);
  if (((a->pending & P_BEFORE) != 0) != doubt)
    wrong_month(w, p, month, "overpaid before the ledger", doubt, !doubt);
  int others = a->pending & ~P_BEFORE;
  if (settled == wanted && others) wrong_month(w, p, month, "even, but unsettled", 0, others);
  if (settled == wanted) return;
  if (others != P_ACCOUNT && others != P_PAYER) wrong_month(w, p, month, "settled", wanted, settled);
  check_wanting(w, p, month, request);
}

/* --- districts -------------------------------------------------------------------------------- */

struct purse {
  char payer[64];
  long long has, should;
};

static inline struct purse *purse_of(struct purse *list, int *count, const char *payer) {
  for (int i = 0; i < *count; i++)
    if (strcmp(list[i].payer, payer) == 0) return &list[i];
  struct purse *p = &list[(*count)++];
  *p = (struct purse){.has = 0};
  snprintf(p->payer, sizeof p->payer, "%s", payer);
  return p;
}

/* Money of a month that came not back, and of which nothing is claimed, stands with the districts
** that have to pay it by what is known now. */
static inline void check_districts(struct world *w, struct elder *p, int month) {
  struct purse list[40];
  int count = 0;
  bool said = true;
  char sql[500], payer[64];
  snprintf(
      sql, sizeof sql,
      "SELECT l.kind, l.amount, l.payer, r.month FROM ledger l JOIN run r ON r.id = l.run WHERE l.subject = %lld AND l.month = %d AND "
      "l.run > (SELECT coalesce(max(run), 0) FROM event WHERE subject = l.subject AND month = l.month AND kind = 2)",
      p->id, month / 12 * 100 + month % 12 + 1);
  sqlite3_stmt *s = query(w->db, sql);
  while (sqlite3_step(s) == SQLITE_ROW && count < 38) {
    purse_of(list, &count, (const char *)sqlite3_column_text(s, 2))->has += sqlite3_column_int64(s, 1);
    if (sqlite3_column_int(s, 0) != 1) continue;
    payer_now(w, p, month, month_of_table(sqlite3_column_int64(s, 3)), payer);
    said = said && *payer;
    purse_of(list, &count, payer)->should += sqlite3_column_int64(s, 1);
  }
  sqlite3_finalize(s);
  for (int i = 0; said && i < count; i++)
    if (list[i].has != list[i].should) wrong_month(w, p, month, list[i].payer, list[i].should, list[i].has);
}

/* --- a person, and everybody ------------------------------------------------------------------ */

static inline int month_of_80(const json_t *request, int otherwise) {
  const json_t *birth = fact_of(request, "birth_date");
  return json_is_string(birth) ? month_number(json_string_value(birth)) + 80 * 12 : otherwise;
}

static inline int first_of(struct world *w, struct elder *p, const json_t *request) {
  int from = month_of_80(request, w->first);
  if (p->earliest < from) from = p->earliest;
  if (!p->then) return from;
  json_t *then = json_loads(p->then, 0, NULL);
  int base = month_of_80(then, from);
  json_decref(then);
  return base < from ? base : from;
}

static inline void check_elder(struct world *w, struct elder *p) {
  json_t *request = json_loads(p->facts, 0, NULL);
  for (int m = first_of(w, p, request); m <= w->last; m++) {
    struct account *a = &p->account[m - EARLIEST];
    struct asked now = due_now(w, p, m);
    bool presumed = m < w->first && !p->opening;
    if (now.clarity != CLEAR)
      check_unclear(w, p, m, now, presumed);
    else
      check_clear(w, p, m, now, presumed, request);
    bool news = p->fresh || a->affected || a->moved;
    if (news && now.clarity == CLEAR && a->paid && a->owed == 0) check_districts(w, p, m);
  }
  json_decref(request);
}

/* What is said to wait for an account is what is wanting. */
static inline void check_pending_amounts(struct world *w) {
  for (int i = 0; i < w->pending_count; i++) {
    const struct pending *c = &w->pending[i];
    struct elder *p = &w->elders[c->elder];
    long long sum = 0;
    for (int m = c->from; m <= c->to; m++)
      sum += p->account[m - EARLIEST].wanting;
    if (c->kind == P_ACCOUNT && sum != c->fen)
      wrong_month(w, p, c->from, "waits for an account", sum, c->fen);
  }
}

static inline void check_people(struct world *w) {
  read_ledger(w);
  for (int i = 0; i < w->count; i++)
    refresh_facts(w, &w->elders[i]);
  read_pending(w);
  for (int i = 0; i < w->count; i++)
    check_elder(w, &w->elders[i]);
  check_pending_amounts(w);
}

#endif
