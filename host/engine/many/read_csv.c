/* Cases from a stream of CSV: how it is written shows as it comes, and a bad line is a bad case. */
#include <stdlib.h>
#include <string.h>

#include "host/base/utf8.h"
#include "host/engine/many/many.h"

struct many_csv {
  struct many *many;
  struct csv_reader csv;
  struct csv_record record;
  struct import_header header;
  struct import_lines lines;
  bool told;    /* how it is written is known */
  bool grouped; /* a case may have several lines: records in columns of their own */
  bool pending; /* `next` is the first line of the case after this one */
  struct import_row next;
  const char *next_key;
  struct value *next_given;
  bool *next_told;    /* an input each: it stands in the line */
  struct arena kept;  /* as long as the reader */
  struct arena spare; /* of the chunk before: `next` may be in it */
};

/* --- lines ------------------------------------------------------------------------------------ */

static bool ascii(struct slice s) {
  for (size_t i = 0; i < s.n; i++)
    if ((signed char)s.text[i] < 0) return false;
  return true;
}

/* Nothing but what spreadsheets leave behind: it tells nothing about the encoding either. */
static bool hollow(struct slice s) {
  for (size_t i = 0; i < s.n; i++)
    if (!strchr(" \t\r\n,;", s.text[i]) || !s.text[i]) return false;
  return true;
}

/* The first line that is not ASCII tells the encoding of all. */
static bool tell_encoding(struct many_csv *c, struct slice line, struct error *e) {
  struct import_file *f = &c->many->file;
  if (f->gb18030 && !c->told && f->bom) { /* signed so */
    c->told = true;
    csv_reader_close(&c->csv);
    return csv_reader_open(&c->csv, f, e);
  }
  if (c->told || ascii(line)) return true;
  c->told = true;
  if (utf8_valid(line.text, line.n)) return true;
  c->told = f->gb18030 = import_gb18030_until(line.text, line.n) == line.n;
  if (!c->told) return true;
  int expected = c->csv.expected;
  csv_reader_close(&c->csv);
  if (!csv_reader_open(&c->csv, f, e)) return false;
  c->csv.expected = expected;
  return true;
}

static bool not_text(struct many_csv *c, struct arena *a) {
  c->record.broken = arena_text(
      a, c->many->file.gb18030 ? "不是 GB18030 的文字；整个文件用同一种编码另存一次"
                               : "不是 UTF-8 的文字；整个文件用同一种编码（UTF-8 或 GB18030）另存一次");
  return c->record.broken != NULL;
}

/* A line that nobody can read is a record that is none. */
static bool broken_line(struct many_csv *c, struct arena *a, int64_t line, bool too_long, struct error *e) {
  c->record = (struct csv_record){.line = line, .raw = {"", 0}, .broken = "太长"};
  if (!too_long && !not_text(c, a)) return error_set(e, ERR_MEMORY, "内存不足");
  return many_skip_line(c->many, e);
}

/* The next record, read or broken. */
static bool next_record(struct many_csv *c, struct arena *a, bool *more, struct error *e) {
  struct import_file *f = &c->many->file;
  struct slice line;
  *more = true;
  for (;; import_file_pass(f, line.n, 1)) {
    if (!import_file_peek(f, 0, &line, e)) return e->kind == ERR_INPUT && broken_line(c, a, f->line, true, e);
    if (line.n == 0 || !hollow(line)) break;
  }
  *more = line.n > 0;
  if (!*more) return true;
  int64_t number = f->line;
  if (!tell_encoding(c, line, e)) return false;
  if (!c->told && !ascii(line)) return broken_line(c, a, number, false, e);
  if (!csv_reader_next(&c->csv, a, &c->record, more, e)) {
    if (e->kind != ERR_INPUT) return false;
    bool too_long = f->end - f->start > IMPORT_MOST_RECORD;
    return broken_line(c, a, number, too_long, e);
  }
  return !*more || utf8_valid(c->record.raw.text, c->record.raw.n) || not_text(c, a) ||
         error_set(e, ERR_MEMORY, "内存不足");
}

/* --- cells ------------------------------------------------------------------------------------ */

static bool read_inputs(struct many_csv *c, struct arena *a, struct import_row *row, struct value *given) {
  const struct decision *d = c->many->asked;
  struct fault why;
  for (int i = 0; i < d->given_count; i++)
    if (!many_untold(&d->given[i], a, &given[i])) return false;
  for (int i = 0; i < c->header.count && c->record.count == c->header.count && !c->record.broken; i++) {
    const struct import_column *column = &c->header.columns[i];
    struct slice s = column->kind == COLUMN_INPUT ? office_trim(c->record.cells[i]) : (struct slice){"", 0};
    bool dated, nul = s.n && memchr(s.text, '\0', s.n);
    if (s.n == 0) continue;
    c->next_told[column->fact] = true;
    if (nul) fault_set(&why, "含有空字符（NUL）");
    if (!nul &&
        office_cell(&c->many->office, &d->given[column->fact], s, a, &given[column->fact], &dated, &why))
      continue;
    if (!import_fault_add(&row->faults, a, i + 1, column->name, &why)) return false;
  }
  return true;
}

/* The key as it stands there, also where it is wrong. */
static const char *key_of(struct many_csv *c, struct arena *a, const struct import_row *row) {
  int key = c->header.key, fact = c->many->office.key;
  if (key < 0 || c->record.broken || c->record.count != c->header.count) return NULL;
  if (!row->faults && row->facts[fact].state == STATE_KNOWN && row->facts[fact].kind == KIND_TEXT)
    return row->facts[fact].u.text;
  struct slice s = office_trim(c->record.cells[key]);
  return s.n ? arena_text_n(a, s.text, s.n) : NULL;
}

/* One line of the file into `next`. */
static bool read_line(struct many_csv *c, bool *more, struct error *e) {
  struct arena *a = &c->many->chunk.arena;
  if (!next_record(c, a, more, e)) return false;
  if (!*more) return true;
  c->next_given = arena_array(a, (size_t)c->many->asked->given_count + 1, sizeof *c->next_given);
  c->next_told = arena_array(a, (size_t)c->many->asked->given_count + 1, sizeof *c->next_told);
  if (!c->next_given || !c->next_told || !import_line_read(&c->lines, &c->record, a, &c->next) ||
      !read_inputs(c, a, &c->next, c->next_given))
    return error_set(e, ERR_MEMORY, "内存不足");
  if (!c->next.faults) c->next.faults = c->next.conflict;
  c->next_key = key_of(c, a, &c->next);
  return true;
}

/* --- cases ------------------------------------------------------------------------------------ */

static bool blame(struct many_csv *c, struct many_case *x, const struct import_fault *f) {
  char text[700];
  if (x->fault) return true;
  snprintf(text, sizeof text, "%s%s%s%s", *f->name ? "‘" : "", f->name, *f->name ? "’：" : "", f->reason);
  bool cut = many_cut(c->many);
  return many_fault(c->many, x, f->column, text,
                    cut ? "最后一行没有换行符，可能没有传完；核对输入是否完整" : "");
}

/* A case begins with the line in `next`. */
static bool take_first(struct many_csv *c, struct many_case *x, int row) {
  struct many_chunk *k = &c->many->chunk;
  x->key = c->next_key;
  if (c->next.faults) return blame(c, x, c->next.faults);
  memcpy(many_facts(k, row), c->next.facts, (size_t)k->fact_count * sizeof *k->facts);
  memcpy(many_given(k, row), c->next_given, (size_t)k->given_count * sizeof *k->given);
  return true;
}

/* Another line of the same case: what it tells replaces, and its records are more of them. */
static bool take_more(struct many_csv *c, struct many_case *x, int row) {
  struct many_chunk *k = &c->many->chunk;
  struct value *facts = many_facts(k, row);
  struct fault why;
  if (c->next.faults) return blame(c, x, c->next.faults);
  for (int i = 0; i < k->fact_count && !x->fault; i++) {
    if (!(c->next.told[i] & TOLD_GIVEN)) continue;
    if (!(c->next.told[i] & TOLD_ADDED))
      facts[i] = c->next.facts[i];
    else if (facts[i].state == STATE_KNOWN && facts[i].kind == KIND_LIST &&
             facts[i].u.list->rows >= MANY_MOST_RECORDS)
      return many_fault(c->many, x, 0, "同一个人的行太多", "每项清单最多 2,000 条");
    else if (!office_with(&facts[i], &c->next.facts[i], &k->arena, &facts[i], &why))
      return false;
  }
  for (int i = 0; i < k->given_count; i++)
    if (c->next_told[i]) many_given(k, row)[i] = c->next_given[i];
  return true;
}

static bool same_case(const struct many_csv *c, const struct many_case *x) {
  return c->grouped && x->key && c->next_key && strcmp(x->key, c->next_key) == 0;
}

/* The facts of a whole case must fit each other. */
static bool check_case(struct many_csv *c, struct many_case *x, int row) {
  struct fault why;
  int fact;
  if (x->fault || office_fits(&c->many->office, many_facts(&c->many->chunk, row), &fact, &why)) return true;
  int column = 0;
  for (int i = 0; i < c->header.count; i++)
    if (c->header.columns[i].kind == COLUMN_FACT && c->header.columns[i].fact == fact) column = i + 1;
  return !why.starved && many_fault(c->many, x, column, why.reason, "核对这两项事实");
}

static bool read_case(struct many_csv *c, bool *more, struct error *e) {
  if (!c->pending && !read_line(c, more, e)) return false;
  c->pending = false;
  if (!*more) return true;
  int row = c->many->chunk.count;
  struct many_case *x = many_case_new(c->many, c->next.line);
  bool ok = take_first(c, x, row), same = c->grouped;
  while (ok && same) {
    if (!read_line(c, more, e)) return false;
    same = *more && same_case(c, x);
    c->pending = *more && !same;
    ok = !same || take_more(c, x, row);
  }
  if (!ok || !check_case(c, x, row)) return error_set(e, ERR_MEMORY, "内存不足");
  c->many->chunk.count++;
  return true;
}

/* With lines that belong together, the first of the next case has been read by then: what it needs
** outlives one chunk. */
static void swap_arenas(struct many_csv *c) {
  struct arena before = c->many->chunk.arena;
  c->many->chunk.arena = c->spare;
  c->spare = before;
  arena_reset(&c->many->chunk.arena);
}

bool many_csv_read(struct many_csv *c, bool *more, struct error *e) {
  struct many_chunk *k = &c->many->chunk;
  swap_arenas(c);
  *more = true;
  while (*more && k->count < MANY_CHUNK) {
    if (k->count > 0 && !import_file_ready(&c->many->file)) return true;
    if (!read_case(c, more, e)) return false;
  }
  *more = *more || c->pending;
  return true;
}

/* --- the header ------------------------------------------------------------------------------- */

static bool empty_input(struct many *m, struct error *e) {
  error_set(e, ERR_INPUT, "‘%s’ 是空的", m->file.path);
  error_hint(e, "CSV 的第一行写各列的名称，以后每行一件；NDJSON 每行一个 JSON 对象");
  return false;
}

static bool read_header(struct many_csv *c, struct error *e) {
  bool more;
  if (!next_record(c, &c->kept, &more, e)) return false;
  if (!more) return empty_input(c->many, e);
  if (!import_header_read(&c->many->office, &c->record, &c->kept, &c->header, e)) {
    if (!*e->file) error_at(e, c->many->file.path, (int)c->record.line, 0);
    return false;
  }
  c->csv.expected = c->header.count;
  c->many->keyed = c->header.key >= 0;
  for (int i = 0; i < c->header.count; i++)
    c->grouped = c->grouped || c->header.columns[i].kind == COLUMN_FIELD;
  return true;
}

struct many_csv *many_csv_open(struct many *m, struct error *e) {
  const struct model *model = m->office.model;
  struct many_csv *c = calloc(1, sizeof *c);
  struct value *untold = c ? arena_array(&c->kept, (size_t)model->fact_count + 1, sizeof *untold) : NULL;
  if (!untold) {
    free(c);
    error_set(e, ERR_MEMORY, "内存不足");
    return NULL;
  }
  c->many = m;
  for (int i = 0; i < model->fact_count; i++)
    untold[i] = office_untold(&model->facts[i]);
  c->lines = (struct import_lines){&m->office, &c->header, untold, hash_key_new()};
  if (csv_reader_open(&c->csv, &m->file, e) && read_header(c, e)) return c;
  many_csv_close(c);
  return NULL;
}

void many_csv_close(struct many_csv *c) {
  if (!c) return;
  csv_reader_close(&c->csv);
  arena_free(&c->kept);
  arena_free(&c->spare);
  free(c);
}
