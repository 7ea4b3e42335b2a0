/* The floor of deciding many: `due` of the old-age allowance for one month of 2025 written by hand,
** thresholds hoisted out of the loop, over the columns that the library reads. Only people of whom
** all is known; no articles, no other month, no other version. */
#include "tests/bench/columns.h"

#include <stdlib.h>

#include "host/value/value.h"

enum { EIGHTIES = 1, NINETIES, HUNDREDS };
enum { ALLOWANCE = 0, HOME_CARE };
enum { UNVERIFIABLE = 1 };
enum { TABLE = 1 << 16 };

struct spells {
  const uint32_t *first;
  const int64_t *from, *value;
  const uint8_t *state;
};

struct month {
  int64_t first, last, eve;
  int64_t born[2][4];                          /* [last, eve][band]: born no later */
  int64_t year_first, deadline_from, deadline; /* of changes for this year */
};

struct columns {
  const int64_t *birth, *death;
  const uint8_t *death_state;
  struct spells hukou, low, serviceman, survival, applied, choices;
  int64_t base;
  int32_t *turning_80, *turning_90; /* by birth - base */
};

static int64_t day(int year, int month, int d) {
  return date_of(year, month, d).u.i;
}

/* Who is `years` old on `on` was born no later. */
static int64_t born_by(int years, int64_t on) {
  int y, m, d;
  date_split(on, &y, &m, &d);
  if (m == 2 && d == 28) { /* who was born on 29 February is older on the 28th where there is no 29th */
    struct value leap = date_of(y - years, 2, 29), other = date_of(y, 2, 29);
    if (leap.state == STATE_KNOWN && other.state != STATE_KNOWN) return leap.u.i;
  }
  struct value v = date_of(y - years, m, d);
  return v.state == STATE_KNOWN ? v.u.i : date_of(y - years, 2, 28).u.i;
}

static int age_on(int64_t birth, int64_t on) {
  int years = 0;
  while (birth <= born_by(years + 1, on))
    years++;
  return years;
}

static struct month month_of_year(int year, int month) {
  static const int ages[] = {0, 80, 90, 100};
  struct month m = {.first = day(year, month, 1)};
  m.last = (month == 12 ? day(year + 1, 1, 1) : day(year, month + 1, 1)) - 1;
  m.eve = m.first - 1;
  for (int band = 1; band < 4; band++) {
    m.born[0][band] = born_by(ages[band], m.last);
    m.born[1][band] = born_by(ages[band], m.eve);
  }
  m.year_first = day(year, 1, 1);
  m.deadline_from = day(year - 1, 1, 1);
  m.deadline = day(year - 1, 10, 31); /* in 2024 a workday */
  return m;
}

static struct spells spells_of(const struct batch_fact *f, int column) {
  return (struct spells){f->first, f->form == BATCH_TIMELINE ? f->from : f->column[0].value,
                         f->column[column].value, f->column[column].state};
}

static int spell_at(const struct spells *s, int i, int64_t on) {
  int k = (int)s->first[i + 1] - 1;
  while (k >= (int)s->first[i] && s->from[k] > on)
    k--;
  return k >= (int)s->first[i] ? k : -1;
}

static bool present(const struct spells *s, int i, int64_t on) {
  int k = spell_at(s, i, on);
  return k >= 0 && s->state[k] == STATE_KNOWN;
}

/* Since when there has been something, whatever it was; DAY_MIN: always, or there is nothing. */
static int64_t present_since(const struct spells *s, int i, int64_t on) {
  int k = spell_at(s, i, on);
  if (k < 0 || s->state[k] != STATE_KNOWN) return DAY_MIN;
  while (k > (int)s->first[i] && s->state[k - 1] == STATE_KNOWN)
    k--;
  return s->from[k];
}

static int64_t absent_from(const struct spells *s, int i, int64_t on) {
  int k = spell_at(s, i, on);
  if (k < 0 || s->state[k] != STATE_KNOWN) return DAY_MIN;
  for (k++; k < (int)s->first[i + 1]; k++)
    if (s->state[k] != STATE_KNOWN) return s->from[k];
  return DAY_MIN;
}

static int choice(const struct spells *c, int i, int64_t last, int year, const struct month *m) {
  int first = -1, changed = -1;
  int64_t year_first = m ? m->year_first : day(year, 1, 1), from = m ? m->deadline_from : day(year - 1, 1, 1);
  int64_t until = m ? m->deadline : day(year - 1, 10, 31);
  for (uint32_t k = c->first[i]; k < c->first[i + 1] && c->from[k] <= last; k++) {
    if (first < 0) first = (int)c->value[k];
    if (c->from[k] >= from && c->from[k] <= until) changed = (int)c->value[k];
  }
  if (changed >= 0 || first < 0 || c->from[c->first[i]] >= year_first) return changed >= 0 ? changed : first;
  int before = choice(c, i, year_first - 1, year - 1, NULL);
  return before >= 0 ? before : first;
}

static int band_by(const int64_t born[4], int64_t birth) {
  return (birth <= born[1]) + (birth <= born[2]) + (birth <= born[3]);
}

static int band_of_age(int years) {
  return years >= 100 ? HUNDREDS : years >= 90 ? NINETIES : years >= 80 ? EIGHTIES : 0;
}

static int band(const struct columns *c, const struct month *m, int i, int64_t death) {
  int64_t birth = c->birth[i];
  int now = death > m->last ? band_by(m->born[0], birth) : band_of_age(age_on(birth, death));
  int before = band_by(m->born[1], birth);
  if (now == before || !now) return now;
  int64_t left = absent_from(&c->hukou, i, m->eve), on = death < m->last ? death : m->last;
  return left != DAY_MIN && left < on ? band_of_age(age_on(birth, left)) : now;
}

static bool any_within(const struct spells *l, int i, int64_t from, int64_t to, int64_t value) {
  for (uint32_t k = l->first[i]; k < l->first[i + 1]; k++)
    if (l->from[k] >= from && l->from[k] <= to && (value < 0 || l->value[k] == value)) return true;
  return false;
}

/* Whether the value has changed until that day, the day included. */
static bool changed_by(const struct spells *s, int i, int64_t on) {
  for (uint32_t k = s->first[i]; k < s->first[i + 1] && s->from[k] <= on; k++)
    if (s->from[k] > DAY_MIN) return true;
  return false;
}

/* Since when entitled without a break: who had no hukou yet, but a relation or a place as a
** serviceman, comes as no returner. */
static int64_t resident_since(const struct columns *c, const struct month *m, int i) {
  int64_t since = present_since(&c->hukou, i, m->eve);
  if (since == DAY_MIN) return since;
  bool soldier = present(&c->serviceman, i, since - 1);
  if ((!soldier && !present(&c->low, i, since - 1)) || changed_by(&c->hukou, i, since - 1)) return since;
  return present_since(soldier ? &c->serviceman : &c->low, i, since - 1);
}

static bool has_applied(const struct columns *c, const struct month *m, int i, int64_t death) {
  int64_t from = c->turning_80[c->birth[i] - c->base], resident = resident_since(c, m, i);
  if (resident > from) from = resident;
  return any_within(&c->applied, i, from, death, -1) || any_within(&c->choices, i, from, death, ALLOWANCE);
}

/* The relation counts with the hukou, and without it for who never moved it out. */
static bool low_income(const struct columns *c, int i, int64_t eve) {
  return present(&c->low, i, eve) &&
         (present(&c->hukou, i, eve) || present(&c->serviceman, i, eve) || !changed_by(&c->hukou, i, eve));
}

/* Automatic at 90: of low income in the month before. */
static bool was_holder(const struct columns *c, const struct month *m, int i) {
  int64_t ninety = c->turning_90[c->birth[i] - c->base], hukou = present_since(&c->hukou, i, m->eve);
  int y, mo, d;
  date_split(ninety - 1, &y, &mo, &d);
  if (!present(&c->low, i, ninety - 1) || !low_income(c, i, day(y, mo, 1) - 1)) return false;
  if (hukou >= ninety && !present(&c->serviceman, i, hukou - 1)) return false;
  return resident_since(c, m, i) < ninety;
}

static bool verified(const struct columns *c, const struct month *m, int i, bool dead) {
  const struct spells *s = &c->survival;
  int k = spell_at(s, i, m->eve), y, mo, d;
  if (dead || k < 0 || s->state[k] != STATE_KNOWN || s->value[k] == UNVERIFIABLE - 1) return true;
  if (k + 1 < (int)s->first[i + 1] && s->state[k + 1] == STATE_KNOWN && s->value[k + 1] != s->value[k])
    return true;
  while (k > (int)s->first[i] && s->state[k - 1] == STATE_KNOWN && s->value[k - 1] == s->value[k])
    k--;
  date_split(s->from[k], &y, &mo, &d);
  int stop = y * 12 + mo - 1 + 3;
  date_split(m->first, &y, &mo, &d);
  return y * 12 + mo - 1 < stop;
}

/* The amount; `*leaf`: why. */
static int64_t due(const struct columns *c, const struct month *m, int year, int i, uint32_t *leaf) {
  bool dead = c->death_state[i] == STATE_KNOWN;
  int64_t death = dead ? c->death[i] : INT64_MAX;
  *leaf = FLOOR_REFUSED;
  if (death <= m->eve) return 0;
  int b = band(c, m, i, death);
  if (!b) return 0;
  bool low = low_income(c, i, m->eve), low_80s = low && b == EIGHTIES;
  if (!low_80s && !present(&c->hukou, i, m->eve) && !present(&c->serviceman, i, m->eve)) return 0;
  bool holder = b >= NINETIES && was_holder(c, m, i);
  if (!low_80s && !holder && !has_applied(c, m, i, death)) return 0;
  bool home_care = b == EIGHTIES && !low && choice(&c->choices, i, m->last, year, m) == HOME_CARE;
  *leaf = (uint32_t)(FLOOR_PAID + b * 4 + low_80s * 2 + home_care);
  if (!verified(c, m, i, dead)) *leaf = FLOOR_HELD;
  return b == HUNDREDS ? 80000 : b == NINETIES ? 20000 : low ? 10000 : home_care ? 0 : 3000;
}

static void make_tables(struct columns *c, int persons) {
  c->base = INT64_MAX;
  for (int i = 0; i < persons; i++)
    if (c->birth[i] < c->base) c->base = c->birth[i];
  c->turning_80 = malloc(TABLE * sizeof *c->turning_80);
  c->turning_90 = malloc(TABLE * sizeof *c->turning_90);
  for (int i = 0; i < TABLE; i++) {
    int y, m, d;
    date_split(c->base + i, &y, &m, &d);
    c->turning_80[i] = (int32_t)day(y + 80, m, 1);
    c->turning_90[i] = (int32_t)day(y + 90, m, 1);
  }
}

struct columns *floor_columns(const struct batch *b, const struct floor_facts *at) {
  struct columns *c = calloc(1, sizeof *c);
  c->birth = b->facts[at->birth].plain.value;
  c->death = b->facts[at->death].plain.value;
  c->death_state = b->facts[at->death].plain.state;
  c->hukou = spells_of(&b->facts[at->hukou], 0);
  c->low = spells_of(&b->facts[at->low_income], 0);
  c->serviceman = spells_of(&b->facts[at->serviceman], 0);
  c->survival = spells_of(&b->facts[at->survival], 0);
  c->applied = spells_of(&b->facts[at->applied], 0);
  c->choices = spells_of(&b->facts[at->choices], 1);
  make_tables(c, b->persons);
  return c;
}

void floor_free(struct columns *c) {
  free(c->turning_80);
  free(c->turning_90);
  free(c);
}

void floor_due(const struct columns *c, int persons, int year, int month, uint32_t *leaf, int64_t *value) {
  struct month m = month_of_year(year, month);
  for (int i = 0; i < persons; i++)
    value[i] = due(c, &m, year, i, &leaf[i]);
}
