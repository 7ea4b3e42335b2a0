/* The floor of `bylaw pay`: one program written by hand for this one document and one first
** payment. It reads the same rows of the same database with one ordered cursor a table, decides
** with thresholds in C, and writes the same rows into the same tables in one transaction. No
** articles, no other versions, no proof, no second run. Usage: pay_floor DATABASE MONTH, the month
** as 202506; pay_floor DATABASE read only reads the same rows, the floor of `bylaw compare`.
** Days are integers YYYYMMDD as in the tables, 0 before all; months inside are year * 12 + month -
** 1. */
#define _POSIX_C_SOURCE 200809L
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 32, NOTHING = -1, NEVER = 99991231, FIRST_MONTH = 2025 * 12, KNOWN_MONTH = 2015 * 12 + 6 };
enum { UNVERIFIABLE, VERIFIED };
enum { ALLOWANCE, HOME_CARE };
enum {
  UNCLEAR = -1,
  HELD = -2,
  OPEN_VALUE = -3
}; /* instead of an amount: facts that are missing, and so on */

static const char *const DISTRICTS[] = {"和平区",   "沈河区", "大东区",   "皇姑区", "铁西区",
                                        "苏家屯区", "浑南区", "沈北新区", "于洪区", "辽中区",
                                        "康平县",   "法库县", "新民市",   NULL};
static const char *const CHOICES[] = {"allowance", "home_care", NULL};
static const char *const FOUND[] = {"unverifiable", "verified", NULL};

struct row {
  int day, what;
};
struct rows {
  int count;
  struct row list[MOST];
};
enum { HUKOU, LOW_INCOME, SERVICEMAN, SURVIVAL, APPLIED, CHOSEN, TRANSFERS, TABLES };

struct person {
  int64_t subject;
  int birth, death;
  bool low_unknown, applied_unknown;
  const char *card;
  int card_size;
  struct rows of[TABLES];
};

/* --- the database ----------------------------------------------------------------------------- */

static void die(const char *what) {
  fprintf(stderr, "pay_floor: %s\n", what);
  exit(2);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *text) {
  sqlite3_stmt *st;
  if (sqlite3_prepare_v2(db, text, -1, &st, NULL) != SQLITE_OK) die(sqlite3_errmsg(db));
  return st;
}

static void run(sqlite3 *db, const char *text) {
  if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK) die(sqlite3_errmsg(db));
}

static bool next(sqlite3_stmt *st) {
  int code = sqlite3_step(st);
  if (code != SQLITE_ROW && code != SQLITE_DONE) die(sqlite3_errmsg(sqlite3_db_handle(st)));
  return code == SQLITE_ROW;
}

static void write_row(sqlite3_stmt *st) {
  if (sqlite3_step(st) != SQLITE_DONE) die(sqlite3_errmsg(sqlite3_db_handle(st)));
  sqlite3_reset(st);
}

/* A child table and where it stands. */
struct cursor {
  sqlite3_stmt *st;
  const char *const *names; /* of column 2; NULL: not looked at */
  bool row;
  int64_t subject;
};

static void advance(struct cursor *c) {
  c->row = next(c->st);
  if (c->row) c->subject = sqlite3_column_int64(c->st, 0);
}

static int number_of(const char *const *names, const char *text) {
  for (int i = 0; names && text && names[i]; i++)
    if (strcmp(names[i], text) == 0) return i;
  return NOTHING;
}

static void read_rows(struct cursor *c, int64_t subject, struct rows *out) {
  out->count = 0;
  while (c->row && c->subject < subject)
    advance(c);
  for (; c->row && c->subject == subject; advance(c)) {
    if (out->count == MOST) die("somebody has too many rows");
    int what = number_of(c->names, (const char *)sqlite3_column_text(c->st, 2));
    out->list[out->count++] = (struct row){sqlite3_column_int(c->st, 1), what};
  }
}

/* --- days ------------------------------------------------------------------------------------- */

static bool leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int first_day(int month) {
  return month / 12 * 10000 + (month % 12 + 1) * 100 + 1;
}

static int last_day(int month) {
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int days = month % 12 == 1 && leap(month / 12) ? 29 : lengths[month % 12];
  return first_day(month) + days - 1;
}

static int month_of(int day) {
  return day / 10000 * 12 + day / 100 % 100 - 1;
}

static int month_number(int month) {
  return month / 12 * 100 + month % 12 + 1;
}

static int age(int birth, int on) {
  int birthday = birth % 10000;
  if (birthday == 229 && !leap(on / 10000)) birthday = 228;
  return on / 10000 - birth / 10000 - (on % 10000 < birthday);
}

static int turning(int birth, int years) {
  return (birth / 10000 + years) * 10000 + birth / 100 % 100 * 100 + 1;
}

/* --- histories -------------------------------------------------------------------------------- */

static int row_at(const struct rows *h, int day) {
  int i = h->count - 1;
  while (i >= 0 && h->list[i].day > day)
    i--;
  return i;
}

static int at(const struct rows *h, int day) {
  int i = row_at(h, day);
  return i < 0 ? NOTHING : h->list[i].what;
}

/* Since when there has been something, or this very thing; 0: always, or nothing is. */
static int since(const struct rows *h, int day, bool same) {
  int i = row_at(h, day);
  if (i < 0 || h->list[i].what == NOTHING) return 0;
  while (i > 0 && h->list[i - 1].what != NOTHING && (!same || h->list[i - 1].what == h->list[i].what))
    i--;
  return h->list[i].day;
}

/* The first day after `day` on which there is nothing, where there is something now; 0: none. */
static int left_on(const struct rows *h, int day) {
  int i = row_at(h, day);
  if (i < 0 || h->list[i].what == NOTHING) return 0;
  for (i++; i < h->count; i++)
    if (h->list[i].what == NOTHING) return h->list[i].day;
  return 0;
}

static bool any_within(const struct rows *list, int from, int to, int what) {
  for (int i = 0; i < list->count; i++)
    if (list->list[i].day >= from && list->list[i].day <= to &&
        (what == NOTHING || list->list[i].what == what))
      return true;
  return false;
}

/* --- what is due ------------------------------------------------------------------------------ */

/* The choice that holds in a month: the last change of the year before in time, else the first
** choice, else as the year before. */
static int choice(const struct person *p, int month) {
  const struct rows *c = &p->of[CHOSEN];
  int year = month / 12, first = NOTHING, changed = NOTHING;
  for (int i = 0; i < c->count && c->list[i].day <= last_day(month); i++) {
    if (first == NOTHING) first = c->list[i].what;
    if (c->list[i].day / 10000 == year - 1 && c->list[i].day % 10000 <= 1031) changed = c->list[i].what;
  }
  if (changed != NOTHING || first == NOTHING || c->list[0].day / 10000 == year)
    return changed != NOTHING ? changed : first;
  int before = choice(p, year * 12 - 1);
  return before != NOTHING ? before : first;
}

/* The age that counts for the band: who leaves before a birthday keeps the band of before. 0: not
** alive. */
static int band_age(const struct person *p, int month) {
  int last = last_day(month), eve = last_day(month - 1);
  if (p->death && p->death <= eve) return 0;
  int on = p->death && p->death < last ? p->death : last, years = age(p->birth, on);
  if (years < 80 || years == age(p->birth, eve)) return years;
  int left = left_on(&p->of[HUKOU], eve);
  return left && left < on ? age(p->birth, left) : years;
}

static int64_t rate(const struct person *p, int month, int years, bool low) {
  bool past = month < FIRST_MONTH;
  if (past && years < 90 && !low) return 0;
  if (past && month < KNOWN_MONTH) return OPEN_VALUE;
  if (years >= 100) return 80000;
  if (years >= 90) return 20000;
  if (low) return 10000;
  return choice(p, month) == HOME_CARE ? 0 : 3000;
}

static bool verified(const struct person *p, int month) {
  const struct rows *h = &p->of[SURVIVAL];
  int eve = last_day(month - 1), i = row_at(h, eve);
  if (p->death || i < 0 || h->list[i].what != UNVERIFIABLE) return true;
  if (i + 1 < h->count && h->list[i + 1].what == VERIFIED) return true;
  int from = since(h, eve, true);
  return from && month < month_of(from) + 3;
}

/* Whether there was another value before that day, the day included. */
static bool changed_by(const struct rows *h, int day) {
  int first = h->count > 0 && h->list[0].day == 0; /* what has always been is no change */
  return first < h->count && h->list[first].day <= day;
}

/* Since when entitled without a break: who had no hukou yet, but a relation or a place as a
** serviceman, comes as no returner. */
static int resident_since(const struct person *p, int eve) {
  int from = since(&p->of[HUKOU], eve, false);
  if (!from || changed_by(&p->of[HUKOU], from - 1)) return from;
  if (at(&p->of[SERVICEMAN], from - 1) != NOTHING) return since(&p->of[SERVICEMAN], from - 1, false);
  return at(&p->of[LOW_INCOME], from - 1) != NOTHING ? since(&p->of[LOW_INCOME], from - 1, false) : from;
}

static bool has_applied(const struct person *p, int eve) {
  int from = turning(p->birth, 80), resident = resident_since(p, eve);
  if (resident > from) from = resident;
  int to = p->death ? p->death : NEVER;
  return any_within(&p->of[APPLIED], from, to, NOTHING) || any_within(&p->of[CHOSEN], from, to, ALLOWANCE);
}

/* The relation counts with the hukou, and without it for who never moved it out. */
static bool low_income(const struct person *p, int eve) {
  return at(&p->of[LOW_INCOME], eve) != NOTHING &&
         (at(&p->of[HUKOU], eve) != NOTHING || at(&p->of[SERVICEMAN], eve) != NOTHING ||
          !changed_by(&p->of[HUKOU], eve));
}

/* Automatic at 90: of low income in the month before. */
static bool was_holder(const struct person *p, int years, int eve) {
  int ninety = turning(p->birth, 90), hukou = since(&p->of[HUKOU], eve, false);
  if (years < 90 || at(&p->of[LOW_INCOME], ninety - 1) == NOTHING) return false;
  if (!low_income(p, last_day(month_of(ninety) - 2))) return false;
  if (hukou >= ninety && at(&p->of[SERVICEMAN], hukou - 1) == NOTHING) return false;
  return resident_since(p, eve) < ninety;
}

/* Fen, or why nobody can say. */
static int64_t due(const struct person *p, int month) {
  int years = band_age(p, month), eve = last_day(month - 1);
  bool low = low_income(p, eve), low_80s = low && years < 90;
  if (years < 80) return 0;
  if (at(&p->of[HUKOU], eve) == NOTHING && at(&p->of[SERVICEMAN], eve) == NOTHING && !low_80s &&
      !p->low_unknown)
    return 0;
  if (p->low_unknown && years < 90) return UNCLEAR;
  int64_t fen = rate(p, month, years, low);
  if (fen == 0) return 0;
  if (!low_80s && !has_applied(p, eve) && !was_holder(p, years, eve)) return p->applied_unknown ? UNCLEAR : 0;
  return fen > 0 && !verified(p, month) ? HELD : fen;
}

static int payer(const struct person *p, int month) {
  const struct rows *hukou = &p->of[HUKOU], *handled = &p->of[TRANSFERS];
  int eve = last_day(month - 1);
  if (low_income(p, eve) && band_age(p, month) < 90) return at(&p->of[LOW_INCOME], eve);
  if (at(hukou, eve) == NOTHING) return at(&p->of[SERVICEMAN], eve);
  int from = since(hukou, eve, false);
  for (int i = handled->count - 1; i >= 0; i--)
    if (handled->list[i].day >= from && handled->list[i].day <= eve) return handled->list[i].what;
  return at(hukou, from);
}

/* --- paying ----------------------------------------------------------------------------------- */

struct paying {
  sqlite3_stmt *line, *pending;
  int month;
};

static bool dated_later(const struct person *p, int day) {
  bool later = p->death >= day;
  for (int t = 0; t < TABLES; t++)
    for (int i = 0; i < p->of[t].count; i++)
      later = later || p->of[t].list[i].day >= day;
  return later;
}

/* The person as one could know before `day`. */
static void cut(struct person *p, int day) {
  if (p->death >= day) p->death = 0;
  for (int t = 0; t < TABLES; t++) {
    struct rows *h = &p->of[t];
    int kept = 0;
    for (int i = 0; i < h->count; i++)
      if (h->list[i].day < day) h->list[kept++] = h->list[i];
    h->count = kept;
  }
}

static int reason_of(int64_t fen) {
  return fen >= 80000 ? 4 : fen >= 20000 ? 3 : fen >= 10000 ? 2 : 1;
}

static void pay_line(struct paying *y, const struct person *p, int month, int64_t fen, int who) {
  sqlite3_bind_int64(y->line, 1, p->subject);
  sqlite3_bind_int(y->line, 2, month_number(month));
  sqlite3_bind_int64(y->line, 3, fen);
  sqlite3_bind_int(y->line, 4, month < y->month);
  sqlite3_bind_int(y->line, 5, reason_of(fen));
  sqlite3_bind_text(y->line, 6, who == NOTHING ? "" : DISTRICTS[who], -1, SQLITE_STATIC);
  sqlite3_bind_text(y->line, 7, p->card, p->card_size, SQLITE_STATIC);
  write_row(y->line);
}

/* Months in a row that are unsettled for the same reason. */
struct unsettled {
  const char *kind;
  int from, to, who;
  int64_t amount;
};

static void flush_unsettled(struct paying *y, const struct person *p, struct unsettled *u) {
  if (!u->kind) return;
  sqlite3_bind_int64(y->pending, 1, p->subject);
  sqlite3_bind_int(y->pending, 2, month_number(u->from));
  sqlite3_bind_int(y->pending, 3, month_number(u->to));
  sqlite3_bind_text(y->pending, 4, u->kind, -1, SQLITE_STATIC);
  sqlite3_bind_int64(y->pending, 5, u->amount);
  sqlite3_bind_text(y->pending, 6, u->who == NOTHING ? "" : DISTRICTS[u->who], -1, SQLITE_STATIC);
  write_row(y->pending);
  u->kind = NULL;
}

static void leave(struct paying *y, const struct person *p, struct unsettled *u, struct unsettled more) {
  if (u->kind && strcmp(u->kind, more.kind) == 0 && u->to + 1 == more.from) {
    u->to = more.to;
    u->amount += more.amount;
    return;
  }
  flush_unsettled(y, p, u);
  *u = more;
}

static void settle_month(struct paying *y, const struct person *p, int month, int64_t before,
                         struct unsettled *u) {
  int64_t fen = due(p, month);
  const char *kind = fen == HELD ? "hold" : fen == OPEN_VALUE ? "undetermined" : "needs";
  if (fen < 0 && fen == before) return; /* it was no clearer before */
  if (fen < 0) {
    leave(y, p, u, (struct unsettled){kind, month, month, NOTHING, 0});
  } else if (before == UNCLEAR || before == OPEN_VALUE || (before > fen && month < y->month)) {
    leave(y, p, u,
          (struct unsettled){"before_ledger", month, month, NOTHING, fen - (before > 0 ? before : 0)});
  } else if (fen > (before > 0 ? before : 0)) {
    fen -= before > 0 ? before : 0;
    int who = payer(p, y->month); /* back-pay falls to who pays now */
    if (p->card)
      pay_line(y, p, month, fen, who);
    else
      leave(y, p, u, (struct unsettled){"account", month, month, who, fen});
  }
}

/* The first payment: its month, and what came to be known in it about the months before. */
static void pay_person(struct paying *y, const struct person *p) {
  int day = first_day(y->month), first = month_of(turning(p->birth, 80));
  struct unsettled u = {0};
  if (first < y->month && dated_later(p, day)) {
    struct person before = *p;
    cut(&before, day);
    for (int month = first; month < y->month; month++)
      settle_month(y, p, month, due(&before, month), &u);
  }
  if (first <= y->month) settle_month(y, p, y->month, 0, &u);
  flush_unsettled(y, p, &u);
}

/* --- reading ---------------------------------------------------------------------------------- */

static void open_cursors(sqlite3 *db, struct cursor cursors[TABLES]) {
  static const struct {
    const char *table, *columns;
    const char *const *names;
  } kept[TABLES] = {
      [HUKOU] = {"hukou", "from_day, value", DISTRICTS},
      [LOW_INCOME] = {"low_income", "from_day, value", DISTRICTS},
      [SERVICEMAN] = {"serviceman", "from_day, value", DISTRICTS},
      [SURVIVAL] = {"survival", "from_day, value", FOUND},
      [APPLIED] = {"applied", "\"on\", \"at\"", NULL},
      [CHOSEN] = {"choices", "\"on\", choice", CHOICES},
      [TRANSFERS] = {"transfers", "\"on\", \"to\"", DISTRICTS},
  };
  for (int t = 0; t < TABLES; t++) {
    char text[256];
    snprintf(text, sizeof text, "SELECT subject, %s FROM facts_elder_%s ORDER BY subject, %s",
             kept[t].columns, kept[t].table, t < APPLIED ? "from_day" : "row");
    cursors[t] = (struct cursor){.st = prepare(db, text), .names = kept[t].names};
    advance(&cursors[t]);
  }
}

static int64_t unknown_bit(sqlite3 *db, const char *fact) {
  sqlite3_stmt *st = prepare(db, "SELECT bit FROM fact_column WHERE parent = '' AND name = ?");
  sqlite3_bind_text(st, 1, fact, -1, SQLITE_STATIC);
  if (!next(st)) die("no such fact");
  int64_t bit = INT64_C(1) << sqlite3_column_int(st, 0);
  sqlite3_finalize(st);
  return bit;
}

/* Every person; `y` NULL: they are only read. */
static void pay_all(sqlite3 *db, struct paying *y) {
  struct cursor cursors[TABLES];
  struct person p;
  int64_t low = unknown_bit(db, "low_income"), applied = unknown_bit(db, "applied");
  sqlite3_stmt *st =
      prepare(db, "SELECT subject, unknown, birth_date, death_date, card FROM facts_elder ORDER BY subject");
  open_cursors(db, cursors);
  while (next(st)) {
    p.subject = sqlite3_column_int64(st, 0);
    int64_t unknown = sqlite3_column_int64(st, 1);
    p.low_unknown = unknown & low;
    p.applied_unknown = unknown & applied;
    p.birth = sqlite3_column_int(st, 2);
    p.death = sqlite3_column_int(st, 3);
    p.card = (const char *)sqlite3_column_text(st, 4);
    p.card_size = sqlite3_column_bytes(st, 4);
    for (int t = 0; t < TABLES; t++)
      read_rows(&cursors[t], p.subject, &p.of[t]);
    if (y) pay_person(y, &p);
  }
  sqlite3_finalize(st);
  for (int t = 0; t < TABLES; t++)
    sqlite3_finalize(cursors[t].st);
}

static int read_only(const char *path) {
  sqlite3 *db;
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    die(sqlite3_errmsg(db));
  run(db, "PRAGMA cache_size = -65536; PRAGMA cell_size_check = ON; BEGIN");
  pay_all(db, NULL);
  return sqlite3_close(db) == SQLITE_OK ? 0 : 2;
}

int main(int argc, char **argv) {
  sqlite3 *db;
  struct paying y;
  if (argc == 3 && strcmp(argv[2], "read") == 0) return read_only(argv[1]);
  if (argc != 3) die("usage: pay_floor DATABASE MONTH");
  int month = atoi(argv[2]);
  y.month = month / 100 * 12 + month % 100 - 1;
  if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    die(sqlite3_errmsg(db));
  /* as host/store/file.c opens it */
  run(db,
      "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA cell_size_check = ON;"
      "PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864; BEGIN IMMEDIATE;"
      "INSERT INTO payment (id, policy, name) VALUES (1, 'old-age-allowance', 'allowance');"
      "INSERT INTO reason (id, hash, text) VALUES (1, x'01', '30'), (2, x'02', '100'), (3, x'03', '200'), (4, x'04', '800')");
  y.line = prepare(
      db, "INSERT INTO ledger (run, subject, month, kind, line, amount, cause, reason, payer, account) "
          "VALUES (1, ?, ?, 1, 0, ?, ?, ?, ?, ?)");
  y.pending = prepare(
      db, "INSERT INTO pending (payment, subject, from_month, to_month, kind, amount, reason, payer, text) "
          "VALUES (1, ?, ?, ?, ?, ?, 1, ?, '')");
  pay_all(db, &y);
  run(db, "COMMIT");
  sqlite3_finalize(y.line);
  sqlite3_finalize(y.pending);
  return sqlite3_close(db) == SQLITE_OK ? 0 : 2;
}
