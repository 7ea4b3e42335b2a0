/* Deciding many cases: a chunk is read, decided and written, then the next. */
#include "host/engine/many/many.h"

#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/evaluation.h"
#include "host/engine/policy/progress.h"
#include "host/engine/policy/status.h"

/* --- the chunk -------------------------------------------------------------------------------- */

static bool chunk_open(struct many_chunk *c, int facts, int inputs, struct error *e) {
  c->fact_count = facts;
  c->given_count = inputs;
  c->facts = calloc((size_t)facts * MANY_CHUNK + 1, sizeof *c->facts);
  c->given = calloc((size_t)inputs * MANY_CHUNK + 1, sizeof *c->given);
  c->rulings = calloc(MANY_CHUNK, sizeof *c->rulings);
  c->cases = calloc(MANY_CHUNK, sizeof *c->cases);
  c->verdicts = calloc(MANY_CHUNK, sizeof *c->verdicts);
  return (c->facts && c->given && c->rulings && c->cases && c->verdicts) ||
         error_set(e, ERR_MEMORY, "内存不足");
}

/* The rows are done with. What they point to goes when the next ones are read. */
static void chunk_clear(struct many_chunk *c) {
  for (int i = 0; c->mixed && i < MANY_CHUNK; i++) {
    json_decref(c->rulings[i]);
    c->rulings[i] = NULL;
  }
  c->mixed = false;
  c->count = 0;
}

static void chunk_close(struct many_chunk *c) {
  chunk_clear(c);
  free(c->facts);
  free(c->given);
  free(c->rulings);
  free(c->cases);
  free(c->verdicts);
  arena_free(&c->arena);
}

/* --- the question ----------------------------------------------------------------------------- */

static bool check_usage(const struct many *m, struct error *e) {
  if (!m->how->read || !m->how->write) return error_set(e, ERR_USAGE, "逐件决定需要 read 与 write");
  if (!m->q->facts) return true;
  error_set(e, ERR_USAGE, "逐件决定时，事实来自输入，不能另外给出");
  error_hint(e, "去掉请求中的 facts");
  return false;
}

static bool read_question(struct many *m, struct error *e) {
  struct evaluation v = {0};
  m->policy = policy_find(m->b, m->q->policy, e);
  if (!m->policy) return false;
  struct model *model = &m->policy->script->model;
  m->chosen = calloc((size_t)model->reading_count + 1, sizeof *m->chosen);
  bool ok = m->chosen ? evaluation_question(m->policy, m->q, &v, e) : error_set(e, ERR_MEMORY, "内存不足");
  for (int i = 0; ok && i < model->reading_count; i++)
    m->chosen[i] = model->readings[i].chosen;
  m->decision = v.decision;
  m->when = v.run.when;
  m->decided_on = v.run.decided_on;
  m->known_on = v.run.known_on;
  m->when.expr = m->decided_on.expr = 0;
  evaluation_end(&v);
  if (!ok) return false;
  m->asked = &model->decisions[m->decision];
  return true;
}

/* --- the input -------------------------------------------------------------------------------- */

static bool not_lines(struct many *m, struct error *e) {
  error_set(e, ERR_INPUT, "‘%s’ 是一个 JSON 数组，不是每行一个对象的 NDJSON", m->file.path);
  error_hint(e, "把数组的各项分行写，例如 jq -c '.[]'");
  return false;
}

/* An object begins with a brace; a header of CSV never does. */
static bool guess_format(struct many *m, struct error *e) {
  struct import_file *f = &m->file;
  struct slice line;
  size_t blank = 0;
  m->csv = m->how->format == BYLAW_CSV;
  if (m->how->format != BYLAW_GUESS) return true;
  m->csv = true;
  for (;;) {
    bool whole = import_file_peek(f, 0, &line, e);
    if (!whole && e->kind != ERR_INPUT) return false;
    blank = 0;
    while (blank < line.n && memchr(" \t\r\n", line.text[blank], 4))
      blank++;
    if (!whole || line.n == 0 || blank < line.n) break;
    import_file_pass(f, line.n, 1);
  }
  e->kind = ERR_NONE;
  if (blank < line.n && line.text[blank] == '[') return not_lines(m, e);
  m->csv = blank >= line.n || line.text[blank] != '{';
  return true;
}

static bool open_input(struct many *m, struct error *e) {
  const struct model *model = &m->policy->script->model;
  if (!import_stream_open(&m->file, m->how->name ? m->how->name : "输入", m->how->read, m->how->data, e) ||
      !guess_format(m, e) || !office_open(&m->office, model, m->decided_on.u.i, e))
    return false;
  m->office.asked = m->asked;
  office_of(&m->office, m->asked->subject);
  m->json = m->how->json || !m->csv;
  m->keyed = m->office.key >= 0;
  return chunk_open(&m->chunk, model->fact_count, m->asked->given_count, e);
}

/* --- the work --------------------------------------------------------------------------------- */

static bool work_off(struct many *m, struct many_judge *j, struct many_writer *w, struct error *e) {
  for (int from = 0, to; from < m->chunk.count; from = to)
    if (!many_judge_rows(j, &m->chunk, from, &to, e) || !many_write_rows(w, from, to, e)) return false;
  return many_write_out(w, e) && progress_tell(&m->how->progress, "决定", m->summary->cases, 0, e);
}

/* What was decided before something went wrong is written all the same. */
static bool work(struct many *m, struct many_csv *csv, struct many_judge *j, struct error *e) {
  struct many_writer w = {.many = m};
  bool more = true;
  many_write_header(&w);
  bool ok = many_write_out(&w, e);
  while (ok && more) {
    ok = csv ? many_csv_read(csv, &more, e) : many_json_read(m, &more, e);
    struct error worked = {0};
    if (!work_off(m, j, &w, &worked)) {
      struct error ignored;
      if (worked.kind != ERR_STOPPED) many_write_out(&w, &ignored);
      if (ok) *e = worked;
      ok = false;
    }
    chunk_clear(&m->chunk);
  }
  many_writer_close(&w);
  return ok;
}

bylaw_status bylaw_decide_many(bylaw *b, const bylaw_request *request, const bylaw_many *many,
                               bylaw_many_summary *summary, bylaw_error *error) {
  struct error e = {0};
  bylaw_many_summary counted = {0};
  struct many *m = calloc(1, sizeof *m);
  struct many_csv *csv = NULL;
  struct many_judge *judge = NULL;
  bool ok = m != NULL || error_set(&e, ERR_MEMORY, "内存不足");
  if (m) {
    *m = (struct many){.b = b, .q = request, .how = many, .summary = &counted, .file = {.fd = -1}};
    ok = check_usage(m, &e) && read_question(m, &e) && open_input(m, &e);
    if (ok && m->csv) ok = (csv = many_csv_open(m, &e)) != NULL;
    if (ok) ok = (judge = many_judge_open(m, &e)) != NULL;
    ok = ok && work(m, csv, judge, &e);
    many_judge_close(judge);
    many_csv_close(csv);
    chunk_close(&m->chunk);
    office_close(&m->office);
    import_file_close(&m->file);
    arena_free(&m->tails);
    free(m->chosen);
  }
  free(m);
  if (summary) *summary = counted;
  return ok ? BYLAW_OK : give_error(&e, error);
}

bylaw_status bylaw_stats(const bylaw *b, bylaw_statistics *out) {
  *out = b->statistics;
  return BYLAW_OK;
}
