/* Bringing a CSV file into the store: all of it, or nothing unless bad lines may be left out. */
#include "host/engine/register/import.h"

#include <stdlib.h>
#include <string.h>

#include "host/engine/policy/progress.h"
#include "host/engine/policy/status.h"
#include "host/engine/policy/storage.h"
#include "host/engine/register/subject.h"

enum { TELL_EVERY = 10000 };

struct importing {
  bylaw *b;
  const bylaw_import_request *q;
  struct policy *policy;
  struct office office;
  int64_t from;
  struct import_file file;
  struct csv_reader csv;
  struct csv_record record;
  struct import_header header;
  struct import_lines lines;
  struct import_writer writer;
  struct references references;
  struct import_bad bad;
  struct arena arena;
  int64_t log;        /* the head before anything is written */
  int64_t read, told; /* records; at which progress was told last */
  bool written;
  char source[300];
  json_t *money, *shared;
  int64_t shared_count;
};

/* --- before anything is written --------------------------------------------------------------- */

static bool prepare(struct importing *x, struct error *e) {
  int64_t on;
  int subject;
  x->policy = policy_of_subject(x->b, x->q->policy, &subject, e);
  if (!x->policy || !store_ready(x->b, e) || !act_read(&x->q->act, &on, e)) return false;
  if (x->q->skip_bad && x->q->bad_path &&
      !import_bad_apart(x->q->bad_path, x->q->path, store_path(x->b->store), e))
    return false;
  x->from = DAY_MIN;
  if (x->q->from && !office_read_day("起始日期", x->q->from, &x->from, e)) return false;
  if (!office_open(&x->office, &x->policy->script->model, on, e)) return false;
  office_of(&x->office, subject);
  x->office.recording = true;
  if (x->office.key >= 0) return true;
  return error_set(e, ERR_USAGE, "政策 ‘%s’ 的%s没有标识（key），不能存入数据库", x->policy->script->model.id,
                   x->office.model->subjects[subject].label);
}

static bool read_header(struct importing *x, struct error *e) {
  bool more;
  if (!csv_reader_next(&x->csv, &x->arena, &x->record, &more, e)) return false;
  if (!more) {
    error_set(e, ERR_INPUT, "文件 ‘%s’ 是空的", x->file.path);
    error_hint(e, "第一行写各列的名称，以后每行一人");
    return false;
  }
  if (!import_header_read(&x->office, &x->record, &x->arena, &x->header, e)) {
    if (!*e->file) error_at(e, x->file.path, (int)x->record.line, 0);
    return false;
  }
  x->csv.expected = x->header.count;
  return true;
}

static bool prepare_lines(struct importing *x, struct error *e) {
  const struct model *m = x->office.model;
  struct value *untold = arena_array(&x->arena, (size_t)m->fact_count + 1, sizeof *untold);
  if (!untold) return error_set(e, ERR_MEMORY, "内存不足");
  for (int i = 0; i < m->fact_count; i++)
    untold[i] = office_untold(&m->facts[i]);
  x->lines = (struct import_lines){&x->office, &x->header, untold, hash_key_new()};
  x->bad.header = &x->header;
  x->bad.separator = x->file.separator;
  x->bad.path = x->q->skip_bad && !x->q->dry_run ? x->q->bad_path : NULL;
  return import_bad_open(&x->bad, e);
}

/* --- the lines -------------------------------------------------------------------------------- */

static bool take_row(struct importing *x, struct import_batch *batch, struct import_row *row,
                     struct error *e) {
  x->read++;
  if (!row->faults && !import_writer_put(&x->writer, &batch->arena, row, e)) return false;
  if (!row->faults) return true;
  for (struct import_fault *f = row->conflict; f && row->faults != row->conflict; f = NULL) {
    struct import_fault **end = &row->faults; /* a line is told whole */
    while (*end)
      end = &(*end)->next;
    *end = f;
  }
  return import_bad_add(&x->bad, row, e);
}

static bool take_batch(struct importing *x, struct import_batch *batch, struct error *e) {
  int64_t line = x->told;
  import_writer_expect(&x->writer, batch);
  for (int i = 0; i < batch->count; i++) {
    if (!take_row(x, batch, &batch->rows[i], e)) return false;
    line = batch->rows[i].line;
  }
  if (batch->error.kind != ERR_NONE) {
    *e = batch->error;
    return false;
  }
  if (line - x->told < TELL_EVERY && !batch->last) return true;
  x->told = line;
  return progress_tell(&x->q->progress, "导入", line, x->file.total, e);
}

static bool take_all(struct importing *x, struct error *e) {
  struct import_feed *feed = import_feed_begin(&x->csv, &x->lines, e);
  if (!feed) return false;
  bool ok = true, last = false;
  while (ok && !last) {
    struct import_batch *batch = import_feed_next(feed);
    last = batch->last;
    ok = take_batch(x, batch, e);
    import_feed_done(feed);
  }
  import_feed_end(feed);
  if (!ok || x->read > 0) return ok;
  error_set(e, ERR_INPUT, "文件 ‘%s’ 只有表头，没有内容", x->file.path);
  error_hint(e, "表头以后每行一人");
  return false;
}

/* --- the store -------------------------------------------------------------------------------- */

static bool begin_act(struct importing *x, struct error *e) {
  const char *slash = strrchr(x->file.path, '/');
  snprintf(x->source, sizeof x->source, "import %s", slash ? slash + 1 : x->file.path);
  struct store_act act = {x->office.today, x->q->act.by ? x->q->act.by : "", x->q->act.why, x->source};
  x->writer.base = act;
  x->writer.known_only = x->q->known_only;
  x->writer.may_add = x->writer.add = x->q->add;
  x->writer.store = x->b->store;
  x->writer.hash = x->lines.hash;
  x->writer.office = &x->office;
  x->writer.header = &x->header;
  x->writer.references = &x->references;
  x->writer.from = x->from;
  return store_act(x->b->store, &act, &x->writer.act, e) && import_writer_open(&x->writer, e);
}

/* The file of bad lines first: a commit that fails takes it away, but nothing takes back a
** commit. */
static bool keep(struct importing *x, struct error *e) {
  if (!import_bad_keep(&x->bad, e)) return false;
  x->written = true;
  if (x->writer.added + x->writer.changed == 0) return true; /* nothing new leaves no act behind */
  if (store_commit(x->b->store, e)) return true;
  import_bad_undo(&x->bad);
  return false;
}

/* What is told of what was written, before it is committed. */
static bool look_at(struct importing *x, struct error *e) {
  struct import_writer *w = &x->writer;
  return import_shared(w, &x->shared, &x->shared_count, e) &&
         register_money(x->b, x->policy, x->office.subject, x->log, w->moved, w->moved_count, &x->money, e);
}

static bool import(struct importing *x, struct error *e) {
  if (!store_begin(x->b->store, e)) return false;
  x->log = store_log_head(x->b->store);
  int subject = x->office.subject;
  bool ok = references_read(&x->references, x->b, x->policy, subject, e) &&
            policy_store_subject(x->b, x->policy, subject, e) && begin_act(x, e) && take_all(x, e);
  if (ok && (x->bad.count == 0 || x->q->skip_bad)) ok = look_at(x, e) && (x->q->dry_run || keep(x, e));
  store_rollback(x->b->store); /* what was committed stays */
  return ok;
}

static json_t *answer(struct importing *x) {
  const struct import_writer *w = &x->writer;
  return json_pack(
      "{s:I, s:I, s:I, s:I, s:O, s:I, s:b, s:I, s:O, s:I, s:O, s:I, s:I, s:I, s:I, s:O*, s:O*}", "lines",
      (json_int_t)x->read, "added", (json_int_t)x->writer.added, "changed", (json_int_t)x->writer.changed,
      "same", (json_int_t)x->writer.same, "bad", x->bad.told, "bad_count", (json_int_t)x->bad.count,
      "written", x->written, "strangers", (json_int_t)w->stranger_count, "strangers_told", w->strangers,
      "renamed", (json_int_t)w->renamed_count, "renamed_told", w->renamed, "born_from_number",
      (json_int_t)w->derived_count[NUMBER_BIRTH], "sex_from_number", (json_int_t)w->derived_count[NUMBER_SEX],
      "verified", (json_int_t)w->verified_count, "shared_count", (json_int_t)x->shared_count,
      "shared_accounts", x->shared, "paid_months", x->money);
}

bylaw_status bylaw_import(bylaw *b, const bylaw_import_request *request, char **json, bylaw_error *error) {
  struct error e = {0};
  *json = NULL;
  struct importing *x = calloc(1, sizeof *x);
  if (!x) {
    error_set(&e, ERR_MEMORY, "内存不足");
    return give_error(&e, error);
  }
  x->b = b;
  x->q = request;
  x->file.fd = -1;
  bool ok = prepare(x, &e) && import_file_open(&x->file, request->path, &e) &&
            csv_reader_open(&x->csv, &x->file, &e) && read_header(x, &e) && prepare_lines(x, &e) &&
            import(x, &e);
  if (ok) ok = status_json(answer(x), json, &e);
  if (!x->written) store_unwanted(b->store);
  import_writer_close(&x->writer);
  references_free(&x->references);
  json_decref(x->money);
  json_decref(x->shared);
  import_bad_close(&x->bad);
  csv_reader_close(&x->csv);
  import_file_close(&x->file);
  office_close(&x->office);
  arena_free(&x->arena);
  free(x);
  return ok ? BYLAW_OK : give_error(&e, error);
}
