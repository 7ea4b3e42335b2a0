/* The register as CSV. Numbers of persons and cards stand in it in full: it is the office's own file, and importing it must find them. */
#include <string.h>

#include "host/base/csv.h"
#include "host/engine/office.h"

struct exporting {
  bylaw *b;
  struct policy *policy;
  struct office office;
  int64_t day; /* known at its end; DAY_LAST: now */
  int (*write)(void *data, const char *line, size_t length);
  void *data;
  struct buf cell, line;
  struct arena arena; /* of one subject as it was known */
};

/* --- CSV ----------------------------------------------------------------------------------------- */

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
  for (int i = 0; i < m->fact_count; i++) {
    bool label = *m->facts[i].label && office_find(&x->office, m->facts[i].label) == i;
    const char *name = label ? m->facts[i].label : m->facts[i].name;
    add_cell(x, name, strlen(name), i == 0);
  }
  return give_line(x, e);
}

static bool give_subject(struct exporting *x, const struct value *facts, struct error *e) {
  const struct model *m = x->office.model;
  for (int i = 0; i < m->fact_count; i++) {
    buf_clear(&x->cell);
    office_write(&x->office, &m->facts[i], &facts[i], &x->cell);
    const char *text = buf_text(&x->cell);
    if (!text) return error_set(e, ERR_MEMORY, "内存不足");
    add_cell(x, text, x->cell.len, i == 0);
  }
  return give_line(x, e);
}

/* --- subjects ------------------------------------------------------------------------------------ */

static bool give_known(struct exporting *x, const struct store_subject *now, struct error *e) {
  struct store_subject then;
  int64_t log;
  bool existed;
  if (x->day == DAY_LAST) return give_subject(x, now->facts, e);
  int64_t id = now->id;
  arena_reset(&x->arena);
  if (!office_known(x->b->store, id, x->day, &log, e)) return false;
  if (log == 0) return true;
  if (!store_subject_at(x->b->store, id, log, &x->arena, &then, &existed, e)) return false;
  return !existed || give_subject(x, then.facts, e);
}

static bool give_all(struct exporting *x, struct error *e) {
  struct store_subject s;
  struct store_reader *r = give_header(x, e) ? store_read(x->b->store, 1, INT64_MAX, NULL, 0, e) : NULL;
  if (!r) return false;
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
  x.policy = policy_of_subject(b, policy, &e);
  bool ok = x.policy && (!known || office_read_day("所知之日", known, &x.day, &e)) &&
            policy_store(b, x.policy, &e) && office_open(&x.office, &x.policy->script->model, 0, &e) &&
            store_snapshot(b->store, &e);
  if (ok) {
    ok = give_all(&x, &e);
    store_snapshot_end(b->store);
  }
  office_close(&x.office);
  buf_free(&x.cell);
  buf_free(&x.line);
  arena_free(&x.arena);
  return ok ? BYLAW_OK : give_error(&e, error);
}
