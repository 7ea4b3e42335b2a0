/* A made-up registry of old people, as a district bureau would hold it: one CSV line a person, with histories.
**
**   generate [--people N] [--seed S] [--gb18030 | --utf8] [--simple] > registry.csv
**
** Nobody in it exists. The same options give the same bytes everywhere: whole numbers only, and a generator of its own.
** The first N people are the same whatever --people says. --simple: histories for 2 % only, for measuring.
*/
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DISTRICTS = 13, NOWHERE = -1, MOST_SPELLS = 8, MOST_RECORDS = 6 };
enum { ALWAYS = INT32_MIN, NEVER = INT32_MAX };

/* --- chance: splitmix64 ---------------------------------------------------------------------------------------- */

struct chance {
  uint64_t state;
};

static uint64_t draw(struct chance *c) {
  uint64_t x = c->state += UINT64_C(0x9e3779b97f4a7c15);
  x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
  return x ^ x >> 31;
}

/* from <= n <= to; `from` when there is no such number. The bias of % is of no matter for ranges this small. */
static int between(struct chance *c, int from, int to) {
  uint64_t drawn = draw(c);
  return to <= from ? from : from + (int)(drawn % (uint64_t)(to - from + 1));
}

static bool in_10000(struct chance *c, int n) {
  return between(c, 0, 9999) < n;
}

static int pick(struct chance *c, const int *weights, int count) {
  int sum = 0, i = 0;
  for (int k = 0; k < count; k++)
    sum += weights[k];
  for (int n = between(c, 0, sum - 1); n >= weights[i]; i++)
    n -= weights[i];
  return i;
}

/* --- days: numbers counted from 1970-01-01 --------------------------------------------------------------------- */

struct civil {
  int year, month, day;
};

static int day_of(int year, int month, int day) {
  int y = month > 2 ? year : year - 1; /* the year begins in March, so that 29 February is its last day */
  int century = y / 400, in_century = y % 400, in_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
  return century * 146097 + in_century * 365 + in_century / 4 - in_century / 100 + in_year - 719468;
}

static struct civil civil_of(int day) {
  int n = day + 719468, century = n / 146097, rest = n % 146097;
  int y = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
  int in_year = rest - (365 * y + y / 4 - y / 100), m = (5 * in_year + 2) / 153;
  int month = m < 10 ? m + 3 : m - 9;
  return (struct civil){y + century * 400 + (month <= 2), month, in_year - (153 * m + 2) / 5 + 1};
}

/* The first day of the month in which somebody becomes `age`. */
static int month_of_age(int birth, int age) {
  struct civil b = civil_of(birth);
  return day_of(b.year + age, b.month, 1);
}

static int later(int a, int b) {
  return a > b ? a : b;
}

/* --- a person -------------------------------------------------------------------------------------------------- */

/* From `from` on, until the next spell, the value holds; NOWHERE: none. */
struct spell {
  int from, value;
};
struct history {
  int count;
  struct spell spells[MOST_SPELLS];
};
struct record {
  int on, what;
};
struct records {
  int count;
  struct record rows[MOST_RECORDS];
};

enum { SAID, EMPTY }; /* what a cell without a value says: 无, or nothing at all */
enum { AT_HUKOU, AT_RESIDENCE, ONLINE };
enum { ALLOWANCE, HOME_CARE };
enum { ALIVE, UNVERIFIABLE };

struct person {
  int birth, death; /* death NEVER: alive */
  int last;         /* the last day on which something can have happened to this person */
  int sequence;     /* of the identity number; odd for men */
  struct history hukou, low_income, serviceman, survival;
  struct records applied, choices, transfers;
  bool applied_unknown, low_income_unknown;
  bool has_card;
};

/* Days that everything turns on: the registry's last, and the first of the rules in force. */
struct turns {
  int today, rules;
};
enum { THIS_YEAR = 2025 };

static void history_add(struct history *h, int from, int value) {
  int before = h->count > 0 ? h->spells[h->count - 1].value : NOWHERE;
  if (h->count == MOST_SPELLS || value == before) return;
  if (h->count > 0 && from <= h->spells[h->count - 1].from) return;
  h->spells[h->count++] = (struct spell){from, value};
}

static int history_at(const struct history *h, int day) {
  int value = NOWHERE;
  for (int i = 0; i < h->count && h->spells[i].from <= day; i++)
    value = h->spells[i].value;
  return value;
}

static void record_add(struct records *r, int on, int what) {
  if (r->count < MOST_RECORDS) r->rows[r->count++] = (struct record){on, what};
}

static int a_district(struct chance *c) {
  static const int weights[DISTRICTS] = {92, 100, 92, 118, 142, 55, 62, 48, 80, 52, 32, 38, 65};
  return pick(c, weights, DISTRICTS);
}

static int another_district(struct chance *c, int than) {
  int d = a_district(c);
  return d == than ? (d + 1) % DISTRICTS : d;
}

/* Half of what happens happened lately: that is what a payroll has to deal with. */
static int lately(struct chance *c, int from, int to) {
  bool late = in_10000(c, 5000);
  return between(c, late ? later(from, to - 300) : from, to);
}

/* --- birth and number ------------------------------------------------------------------------------------------ */

enum { FIRST_YEAR = 1918, SPAN = 30 * 366, NUMBERS = 1000 };

/* In 2025-06: 2.5 % are 79 and noted for next year, 85 % in their eighties, 12 % in their nineties, 0.4 % older. */
static int an_age(struct chance *c) {
  static const int weights[] = {2500, 13900, 12800, 11500, 10200, 8900, 7700, 6500, 5500, 4500,
                                3600, 2900,  2350,  1850,  1450,  1100, 820,  600,  430,  300,
                                200,  140,   100,   65,    42,    27,   16,   10};
  return 79 + pick(c, weights, (int)(sizeof weights / sizeof *weights));
}

/* Days on which rules turn: 29 February, the ends of a month, 80, 90 or 100 years in 2025-06 to 2025-08. */
static int telling_birth(struct chance *c, int year) {
  static const int kinds[] = {10, 20, 20, 30}, ages[] = {50, 40, 10};
  int month = between(c, 1, 12), age = 80 + 10 * pick(c, ages, 3), kind = pick(c, kinds, 4);
  if (kind == 0) return day_of(year < 1920 ? 1920 : year / 4 * 4, 2, 29);
  if (kind == 1) return day_of(year - (month > 6), month, 1);
  if (kind == 2) return day_of(year - (month > 6), month, 1) - 1;
  return between(c, day_of(THIS_YEAR - age, 6, 1), day_of(THIS_YEAR - age, 8, 31));
}

static int a_birth(struct chance *c) {
  int year = THIS_YEAR - an_age(c);
  if (in_10000(c, 100)) return telling_birth(c, year);
  return between(c, day_of(year - 1, 7, 1), day_of(year, 6, 30));
}

/* A number nobody has. A day on which all are taken gives way to the next. */
static void take_number(struct chance *c, uint8_t *taken, struct person *p) {
  bool woman = in_10000(c, 5800);
  int start = between(c, 0, NUMBERS / 2 - 1);
  for (;; p->birth++) {
    uint8_t *of_day = taken + (size_t)(p->birth - day_of(FIRST_YEAR, 1, 1)) * NUMBERS;
    for (int i = 0; i < NUMBERS / 2; i++) {
      int n = (start + i) % (NUMBERS / 2) * 2 + !woman;
      if (of_day[n] || n == 0) continue;
      of_day[n] = 1;
      p->sequence = n;
      return;
    }
  }
}

/* --- what happened in a life ----------------------------------------------------------------------------------- */

/* Handled soon, late, or not at all so far. */
static void move_to(struct chance *c, struct person *p, int on, int district) {
  static const int kinds[] = {82, 12, 6};
  int kind = pick(c, kinds, 3);
  int handled = kind == 0 ? between(c, on, on + 25) : between(c, on + 60, on + 210);
  history_add(&p->hukou, on, district);
  if (kind < 2 && handled <= p->last) record_add(&p->transfers, handled, district);
}

static void out_and_back(struct chance *c, struct person *p, int home, bool back) {
  int out = lately(c, day_of(2022, 1, 1), p->last - 2);
  history_add(&p->hukou, ALWAYS, home);
  history_add(&p->hukou, out, NOWHERE);
  int again = between(c, out + 1, out + 500);
  if (back && again <= p->last) history_add(&p->hukou, again, in_10000(c, 6000) ? home : a_district(c));
}

static void moves(struct chance *c, struct person *p, int home, int times) {
  history_add(&p->hukou, ALWAYS, home);
  for (int on = lately(c, day_of(2019, 1, 1), p->last - 10); times > 0 && on <= p->last; times--) {
    home = another_district(c, home);
    move_to(c, p, on, home);
    on += between(c, 240, 900); /* after the former move was handled */
  }
}

static void make_hukou(struct chance *c, struct person *p) {
  static const int kinds[] = {8957, 20, 8, 500, 80, 60, 350, 25};
  int home = a_district(c), kind = pick(c, kinds, 8);
  switch (kind) {
  case 1: /* a retired serviceman without hukou */
    history_add(&p->serviceman, in_10000(c, 5000) ? ALWAYS : lately(c, day_of(2010, 1, 1), p->last), home);
    break;
  case 2: /* no hukou; may be in a family under guarantee */ break;
  case 3: history_add(&p->hukou, lately(c, day_of(1998, 1, 1), p->last), home); break;
  case 4: out_and_back(c, p, home, false); break;
  case 5: out_and_back(c, p, home, true); break;
  case 6: moves(c, p, home, 1); break;
  case 7: moves(c, p, home, 2); break;
  default: history_add(&p->hukou, ALWAYS, home);
  }
}

/* The guarantee relation follows the hukou some weeks later, and ends where it leaves the city. */
static void follow_hukou(struct chance *c, struct person *p, int start) {
  for (int i = 0; i < p->hukou.count; i++) {
    struct spell moved = p->hukou.spells[i];
    int followed = moved.from == ALWAYS ? ALWAYS : moved.from + between(c, 5, 90);
    if (moved.from > start && followed <= p->last) history_add(&p->low_income, followed, moved.value);
  }
}

static void make_low_income(struct chance *c, struct person *p) {
  bool nowhere = p->hukou.count == 0 && p->serviceman.count == 0;
  if (!nowhere && !in_10000(c, 480)) return;
  static const int kinds[] = {25, 45, 25, 5}; /* always; since; ended; ended and granted again */
  int kind = pick(c, kinds, 4);
  int start = kind == 0 ? ALWAYS : lately(c, day_of(2014, 1, 1), p->last);
  int home = history_at(&p->hukou, start);
  if (home == NOWHERE) home = a_district(c);
  history_add(&p->low_income, start, home);
  if (kind < 2) {
    follow_hukou(c, p, start);
    return;
  }
  int end = lately(c, start + 60, p->last);
  if (end <= p->last) history_add(&p->low_income, end, NOWHERE);
  int again = end + between(c, 60, 400);
  if (kind == 3 && again <= p->last) history_add(&p->low_income, again, home);
}

static int a_place(struct chance *c) {
  static const int weights[] = {70, 17, 10, 3};
  int place = pick(c, weights, 4);
  return place == 3 ? NOWHERE : place;
}

/* One residence in the city, from `from` to `to`: most apply soon, some late, some never. Before the present rules
** only those of 90 could. */
static void apply_in(struct chance *c, const struct turns *days, struct person *p, int from, int to) {
  int ninety = month_of_age(p->birth, 90);
  int able = later(month_of_age(p->birth, 80), ninety < days->rules ? ninety : days->rules);
  if (from != ALWAYS) able = later(able, from);
  if (able > to && able <= to + 60 && in_10000(c, 1500)) { /* too early: it does not count */
    int early = between(c, to - 20, to);
    record_add(&p->applied, early, a_place(c));
    return;
  }
  static const int kinds[] = {90, 4, 4, 2};
  int kind = pick(c, kinds, 4), on = able;
  if (kind == 0) on = between(c, able, able + 110);
  if (kind == 1) on = between(c, able + 110, able + 500);
  if (kind == 2) on = between(c, later(able, days->rules), to);
  if (kind < 3 && able <= to && on <= to) record_add(&p->applied, on, a_place(c));
}

static void make_applications(struct chance *c, const struct turns *days, struct person *p) {
  p->applied_unknown = in_10000(c, 30); /* the paper is not found */
  if (p->applied_unknown) return;
  if (p->low_income.count > 0 && in_10000(c, 7000)) return; /* those in their eighties need not apply */
  if (p->hukou.count == 0) apply_in(c, days, p, ALWAYS, p->last);
  for (int i = 0, from = ALWAYS; i < p->hukou.count; i++) {
    bool last = i + 1 == p->hukou.count;
    if (p->hukou.spells[i].value == NOWHERE) continue;
    if (i == 0 || p->hukou.spells[i - 1].value == NOWHERE) from = p->hukou.spells[i].from;
    if (last || p->hukou.spells[i + 1].value == NOWHERE)
      apply_in(c, days, p, from, last ? p->last : p->hukou.spells[i + 1].from - 1);
  }
}

/* A change of mind: in time for the next year, after 31 October, or in the year that is running. */
static void switch_choice(struct chance *c, struct person *p, int first, int to) {
  static const int kinds[] = {45, 30, 25};
  int kind = pick(c, kinds, 3);
  int on = kind == 0   ? between(c, day_of(THIS_YEAR - 1, 9, 1), day_of(THIS_YEAR - 1, 10, 31))
           : kind == 1 ? between(c, day_of(THIS_YEAR - 1, 11, 1), day_of(THIS_YEAR - 1, 12, 31))
                       : between(c, day_of(THIS_YEAR, 1, 2), p->last);
  if (on > first && on <= p->last) record_add(&p->choices, on, to);
}

/* Home care was offered from the year before on. Who chooses it has not applied for the allowance. */
static void make_choices(struct chance *c, struct person *p) {
  int from = later(day_of(THIS_YEAR - 1, 1, 2), month_of_age(p->birth, 80));
  bool chooses = in_10000(c, 1000), switches = in_10000(c, 4000);
  if (p->hukou.count != 1 || p->hukou.spells[0].from != ALWAYS || month_of_age(p->birth, 90) <= from) return;
  if (chooses && p->applied.count > 0) {
    record_add(&p->choices, p->applied.rows[0].on, ALLOWANCE);
  } else if (from < p->last && in_10000(c, 320)) {
    int first = between(c, from, switches ? day_of(THIS_YEAR - 1, 8, 31) : p->last);
    p->applied.count = 0;
    record_add(&p->choices, first, HOME_CARE);
    if (switches) switch_choice(c, p, first, ALLOWANCE);
  }
}

static void make_survival(struct chance *c, struct person *p) {
  static const int kinds[] = {885, 100, 6, 9}; /* not checked; found; nobody knows; found after months */
  int kind = pick(c, kinds, 4), on = between(c, p->last - 270, p->last - (kind == 3 ? 130 : 5));
  if (kind == 0) return;
  history_add(&p->survival, on, kind == 1 ? ALIVE : UNVERIFIABLE);
  if (kind == 3) history_add(&p->survival, on + between(c, 20, 130), ALIVE);
}

static void make_life(struct chance *c, const struct turns *days, struct person *p, bool simple) {
  int died = between(c, days->today - 260, days->today - 3);
  bool dead = in_10000(c, 130), plain = simple && !in_10000(c, 200);
  p->has_card = !in_10000(c, 40);
  p->last = days->today;
  p->death = NEVER;
  if (plain) {
    history_add(&p->hukou, ALWAYS, a_district(c));
    apply_in(c, days, p, ALWAYS, p->last);
    return;
  }
  if (dead) p->last = p->death = died;
  make_hukou(c, p);
  make_low_income(c, p);
  p->low_income_unknown = p->low_income.count == 0 && in_10000(c, 10);
  make_applications(c, days, p);
  make_choices(c, p);
  make_survival(c, p);
}

/* --- writing --------------------------------------------------------------------------------------------------- */

enum { FULL = 1 << 16, MOST_LINE = 4096 };

struct output {
  iconv_t codec;
  bool coded, failed;
  size_t used;
  char text[FULL + MOST_LINE];        /* UTF-8, whole lines at the end of each call of write_person */
  char bytes[2 * (FULL + MOST_LINE)]; /* GB18030 needs at most 4 bytes where UTF-8 needs 2 */
};

static void flush_output(struct output *o) {
  char *in = o->text, *out = o->bytes;
  size_t in_left = o->used, out_left = sizeof o->bytes;
  if (o->coded && iconv(o->codec, &in, &in_left, &out, &out_left) == (size_t)-1) o->failed = true;
  const char *ready = o->coded ? o->bytes : o->text;
  size_t size = o->coded ? (size_t)(out - o->bytes) : o->used;
  if (fwrite(ready, 1, size, stdout) != size) o->failed = true;
  o->used = 0;
}

static void put(struct output *o, const char *text) {
  size_t n = strlen(text);
  memcpy(o->text + o->used, text, n);
  o->used += n;
}

static void put_number(struct output *o, int number, int digits) {
  for (int i = digits; i-- > 0; number /= 10)
    o->text[o->used + (size_t)i] = (char)('0' + number % 10);
  o->used += (size_t)digits;
}

/* Offices write dates in their own ways: 2025-06-30, 2025/6/30, 20250630, 2025年6月30日. */
enum form { DASHES, SLASHES, DIGITS, WORDS };

static void put_date(struct output *o, int day, enum form form) {
  static const char *const parts[][3] = {{"-", "-", ""}, {"/", "/", ""}, {"", "", ""}, {"年", "月", "日"}};
  struct civil d = civil_of(day);
  bool filled = form == DASHES || form == DIGITS;
  put_number(o, d.year, 4);
  put(o, parts[form][0]);
  put_number(o, d.month, filled || d.month > 9 ? 2 : 1);
  put(o, parts[form][1]);
  put_number(o, d.day, filled || d.day > 9 ? 2 : 1);
  put(o, parts[form][2]);
}

/* The cell of a history, `2019-03-05 和平区；2024-02-01 无`; a spell without a day has always been. */
static void put_history(struct output *o, const struct history *h, const char *const *names, int without) {
  put(o, ",");
  if (h->count == 0 && without == SAID) put(o, "无");
  for (int i = 0; i < h->count; i++) {
    const struct spell *s = &h->spells[i];
    if (i > 0) put(o, "；");
    if (s->from != ALWAYS) {
      put_date(o, s->from, DASHES);
      put(o, " ");
    }
    put(o, s->value == NOWHERE ? "无" : names[s->value]);
  }
}

/* The cell of a list, `2025-01-06|高龄津贴；…`. */
static void put_records(struct output *o, const struct records *r, const char *const *names, int without) {
  put(o, ",");
  if (r->count == 0 && without == SAID) put(o, "无");
  for (int i = 0; i < r->count; i++) {
    if (i > 0) put(o, "；");
    put_date(o, r->rows[i].on, DASHES);
    put(o, "|");
    put(o, r->rows[i].what == NOWHERE ? "无" : names[r->rows[i].what]);
  }
}

/* 210100 is the city's own code, which no residence has. The last character is ISO 7064 MOD 11-2. */
static void put_identity(struct output *o, const struct person *p) {
  static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  const char *text = o->text + o->used;
  int sum = 0;
  put(o, "210100");
  put_date(o, p->birth, DIGITS);
  put_number(o, p->sequence, 3);
  for (int i = 0; i < 17; i++)
    sum += (text[i] - '0') * weights[i];
  o->text[o->used++] = "10X98765432"[sum % 11];
}

/* 19 digits with Luhn's check digit. The factor and 10 have no common divisor, so no two people share a card. */
static void put_card(struct output *o, int64_t index) {
  const char *text = o->text + o->used;
  int64_t inner = (index + 1) * INT64_C(618033988751) % INT64_C(1000000000000);
  int sum = 0;
  put(o, "620000");
  put_number(o, (int)(inner / 1000000), 6);
  put_number(o, (int)(inner % 1000000), 6);
  for (int i = 0; i < 18; i++) {
    int doubled = (text[i] - '0') * (i % 2 == 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  put_number(o, (10 - sum % 10) % 10, 1);
}

static void write_person(struct chance *c, struct output *o, const struct person *p, int64_t index) {
  static const char *const districts[DISTRICTS] = {"和平区",   "沈河区", "大东区",   "皇姑区", "铁西区",
                                                   "苏家屯区", "浑南区", "沈北新区", "于洪区", "辽中区",
                                                   "康平县",   "法库县", "新民市"};
  static const char *const places[] = {"户籍地居（村）委会", "居住地居（村）委会", "辽事通APP"};
  static const char *const policies[] = {"高龄津贴", "政府购买居家养老服务（普惠型）"};
  static const char *const found[] = {"确认在世", "无法确定"};
  static const int forms[] = {40, 25, 20, 15};
  enum form form = (enum form)pick(c, forms, 4);
  int without =
      in_10000(c, 3000) ? SAID : EMPTY; /* optional facts: some offices write 无, most leave them empty */
  put_identity(o, p);
  put(o, ",");
  put_date(o, p->birth, form);
  put(o, ",");
  if (p->death != NEVER) put_date(o, p->death, form);
  put_history(o, &p->hukou, districts, SAID);
  put_history(o, &p->low_income, districts, p->low_income_unknown ? EMPTY : SAID);
  put_history(o, &p->serviceman, districts, without);
  put_records(o, &p->applied, places, p->applied_unknown ? EMPTY : SAID);
  put_records(o, &p->choices, policies, without);
  put_records(o, &p->transfers, districts, without);
  put_history(o, &p->survival, found, without);
  put(o, ",");
  if (p->has_card) put_card(o, index);
  put(o, "\n");
  if (o->used >= FULL) flush_output(o);
}

/* --- the program ----------------------------------------------------------------------------------------------- */

enum { MOST_PEOPLE = 2000000 };

struct options {
  int64_t people;
  uint64_t seed;
  bool utf8, simple;
};

static bool read_number(const char *text, uint64_t *out) {
  char *end;
  if (!text || *text < '0' || *text > '9') return false;
  errno = 0;
  *out = strtoull(text, &end, 10);
  return errno == 0 && *end == '\0';
}

static bool read_options(int argc, char **argv, struct options *out) {
  *out = (struct options){.people = 5000, .seed = 20250520};
  for (int i = 1; i < argc; i++) {
    uint64_t number = 0;
    bool people = strcmp(argv[i], "--people") == 0, seed = strcmp(argv[i], "--seed") == 0;
    if (people || seed) {
      if (!read_number(argv[++i], &number)) return false;
      if (people && (number < 1 || number > MOST_PEOPLE)) return false;
      if (people) out->people = (int64_t)number;
      if (seed) out->seed = number;
    } else if (strcmp(argv[i], "--utf8") == 0) {
      out->utf8 = true;
    } else if (strcmp(argv[i], "--simple") == 0) {
      out->simple = true;
    } else if (strcmp(argv[i], "--gb18030") == 0) {
      out->utf8 = false;
    } else {
      return false;
    }
  }
  return true;
}

static void write_all(const struct options *options, struct output *o, uint8_t *taken) {
  struct turns days = {day_of(THIS_YEAR, 6, 15), day_of(THIS_YEAR, 1, 1)};
  struct chance c = {options->seed};
  put(o,
      "身份证号,出生日期,死亡日期,户籍区县,低保（边缘）保障关系所在区县,驻沈部队离退休人员（无户籍）居住区县,"
      "申请记录,二选一登记与更换申请,迁转手续,生存核查结果,银行卡号\n");
  for (int64_t i = 0; i < options->people && !o->failed; i++) {
    struct person p = {.birth = a_birth(&c)};
    take_number(&c, taken, &p);
    make_life(&c, &days, &p, options->simple);
    write_person(&c, o, &p, i);
  }
  flush_output(o);
}

int main(int argc, char **argv) {
  struct options options;
  if (!read_options(argc, argv, &options)) {
    fprintf(stderr,
            "用法：generate [--people 1…%d] [--seed S] [--gb18030 | --utf8] [--simple] > registry.csv\n",
            MOST_PEOPLE);
    return 2;
  }
  struct output *o = calloc(1, sizeof *o);
  uint8_t *taken = calloc(SPAN, NUMBERS);
  bool ok = o && taken;
  if (ok) o->codec = iconv_open("GB18030", "UTF-8");
  if (ok && o->codec != (iconv_t)-1) {
    o->coded = !options.utf8;
    write_all(&options, o, taken);
    ok = !o->failed && fflush(stdout) == 0;
    iconv_close(o->codec);
  } else {
    ok = false;
  }
  if (!ok) fprintf(stderr, "generate：没有写完（%s）\n", errno ? strerror(errno) : "编码转换失败");
  free(taken);
  free(o);
  return ok ? 0 : 2;
}
