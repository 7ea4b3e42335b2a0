/* The register as CSV. Numbers of persons and cards stand in it in full: it is the office's own
** file, and importing it must find them. */
#include <string.h>

#include "host/base/csv.h"
#include "host/engine/register/import.h"
#include "host/engine/policy/json.h"
#include "host/engine/policy/status.h"
#include "host/engine/policy/storage.h"
#include "host/engine/register/subject.h"

struct exporting {
  bylaw *b;
  struct policy *policy;
  struct office office;
  int64_t day; /* known at its end; DAY_LAST: now */
  int (*write)(void *data, const char *line, size_t length);
  void *data;
  struct buf cell, line;
  /* there are numbers with a wrong check digit: a last column says why they are right */
  bool verified;
  struct arena arena; /* of one subject as it was known */
};

/* --- CSV -------------------------------------------------------------------------------------- */

static void add_cell(struct exporting *x, const char *text, size_t n, bool first) {
  if (!first) buf_putc(&x->line, ',');
  buf_csv(&x->line, text, n);
}

static bool give_line(struct exporting *x, struct error *e) {
  buf_putc(&x->line, '\n');
  const char *text = buf_text(&x->line);
  if (!text) return error_set(e, ERR_MEMORY, "内存不足");
  if (x->write(x->data, text, x->line.len) != 0) return error_set(e, ERR_STOPPED, "已按要求停止");
  buf_clear(&x->line);
  return true;
}

/* A label that two facts share tells nothing: then the name. */
static bool give_header(struct exporting *x, struct error *e) {
  const struct model *m = x->office.model;
  bool first = true;
  for (int i = 0; i < m->fact_count; i++) {
    if (!office_takes(&x->office, i)) continue;
    const char *name = office_fact_label(&x->office, i);
    if (!*name || office_find(&x->office, name) != i) name = office_fact_name(&x->office, i);
    add_cell(x, name, strlen(name), first);
    first = false;
  }
  if (x->verified) add_cell(x, IMPORT_VERIFIED, strlen(IMPORT_VERIFIED), false);
  return give_line(x, e);
}

/* Why somebody's number is right, as it was recorded last; reading it again must find a reason. */
static bool add_reason(struct exporting *x, int64_t id, const struct value *facts, struct error *e) {
  struct arena a = {0};
  struct store_entry *entries = NULL;
  int count = 0;
  const char *reason = "";
  bool ok = true;
  if (office_unchecked(&x->office, facts)) {
    ok = store_entries(x->b->store, id, &a, &entries, &count, e);
    reason = "已登记，理由见变更日志";
    for (int i = 0; ok && i < count; i++) {
      const char *said = strstr(entries[i].why, IMPORT_VERIFIED_WHY);
      if (said) reason = said + strlen(IMPORT_VERIFIED_WHY);
    }
  }
  if (ok) add_cell(x, reason, strlen(reason), false);
  arena_free(&a);
  return ok;
}

static bool give_subject(struct exporting *x, int64_t id, const struct value *facts, struct error *e) {
  const struct model *m = x->office.model;
  bool first = true;
  for (int i = 0; i < m->fact_count; i++) {
    if (!office_takes(&x->office, i)) continue;
    buf_clear(&x->cell);
    office_write(&x->office, &m->facts[i], &facts[i], &x->cell);
    const char *text = buf_text(&x->cell);
    if (!text) return error_set(e, ERR_MEMORY, "内存不足");
    add_cell(x, text, x->cell.len, first);
    first = false;
  }
  return (!x->verified || add_reason(x, id, facts, e)) && give_line(x, e);
}

struct looking {
  struct exporting *x;
  int fact;
};

static bool look_at_number(void *ud, int64_t id, const char *text, struct error *e) {
  struct looking *l = ud;
  struct value one = value_text(text);
  (void)id;
  (void)e;
  if (!l->x->verified) l->x->verified = office_number_unchecked(&l->x->office.model->facts[l->fact], &one);
  return true;
}

static bool look_at_numbers(struct exporting *x, struct error *e) {
  const struct model *m = x->office.model;
  for (int i = 0; i < m->fact_count; i++) {
    struct looking l = {x, i};
    if (!office_takes(&x->office, i) || m->facts[i].form != FORM_PLAIN ||
        !(m->facts[i].card || m->facts[i].identity))
      continue;
    if (!store_texts(x->b->store, i, NULL, look_at_number, &l, e)) return false;
  }
  return true;
}

/* --- subjects --------------------------------------------------------------------------------- */

static bool give_known(struct exporting *x, const struct store_subject *now, struct error *e) {
  struct store_subject then;
  int64_t log;
  bool existed;
  if (x->day == DAY_LAST) return give_subject(x, now->id, now->facts, e);
  int64_t id = now->id;
  arena_reset(&x->arena);
  if (!office_known(x->b->store, id, x->day, &log, e)) return false;
  if (log == 0) return true;
  if (!store_subject_at(x->b->store, id, log, &x->arena, &then, &existed, e)) return false;
  return !existed || give_subject(x, id, then.facts, e);
}

static bool give_all(struct exporting *x, struct error *e) {
  struct store_subject s;
  struct store_reader *r =
      look_at_numbers(x, e) && give_header(x, e) ? store_read(x->b->store, 1, INT64_MAX, NULL, 0, e) : NULL;
  if (!r) return false;
  if (x->day != DAY_LAST) store_read_removed(r); /* they may have been there then */
  bool ok = true;
  while (ok && store_next(r, &s, e))
    ok = give_known(x, &s, e);
  store_read_end(r);
  return ok && e->kind == ERR_NONE;
}

bylaw_status bylaw_export(bylaw *b, const char *policy, const char *known,
                          int (*write)(void *data, const char *line, size_t length), void *data,
                          bylaw_error *error) {
  struct error e = {0};
  struct exporting x = {.b = b, .day = DAY_LAST, .write = write, .data = data};
  int subject;
  x.policy = policy_of_subject(b, policy, &subject, &e);
  bool ok = x.policy && (!known || office_read_day("所知之日", known, &x.day, &e)) &&
            policy_store_subject(b, x.policy, subject, &e) &&
            office_open(&x.office, &x.policy->script->model, 0, &e) && store_snapshot(b->store, &e);
  if (ok) {
    office_of(&x.office, subject);
    ok = give_all(&x, &e);
    store_snapshot_end(b->store);
  }
  office_close(&x.office);
  buf_free(&x.cell);
  buf_free(&x.line);
  arena_free(&x.arena);
  return ok ? BYLAW_OK : give_error(&e, error);
}
