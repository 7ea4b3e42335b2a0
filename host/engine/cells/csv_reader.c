/* Records of a CSV file. A quote that is never closed must not swallow the lines after it: they are
** told on their own. */
#include <errno.h>
#include <string.h>

#include "host/engine/cells/lines.h"

/* --- cells ------------------------------------------------------------------------------------ */

static void on_cell(void *text, size_t n, void *ud) {
  struct csv_reader *c = ud;
  if (c->count < IMPORT_MOST_COLUMNS) {
    c->from[c->count] = c->bytes.len;
    c->length[c->count] = n;
    if (n) buf_add(&c->bytes, text, n);
  }
  c->count++;
}

static void on_row(int end, void *ud) {
  struct csv_reader *c = ud;
  (void)end;
  c->ended = true;
}

/* A carriage return before the line's end is a blank; only the line feed ends a line. */
static int is_blank(unsigned char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

static void know_separator(struct csv_reader *c) {
  if (c->file->separator) csv_set_delim(&c->parser, (unsigned char)c->file->separator);
}

/* What parts the names of the first line, outside of quotes: a comma, else a tab, else a semicolon.
** None of these is a part of a character, in UTF-8 as in GB18030. */
static void find_separator(struct csv_reader *c, struct slice line) {
  static const char known[] = ",\t;";
  bool found[3] = {false}, quoted = false;
  for (size_t i = 0; i < line.n; i++) {
    const char *at = line.text[i] && !quoted ? strchr(known, line.text[i]) : NULL;
    quoted = quoted != (line.text[i] == '"');
    if (at) found[at - known] = true;
  }
  c->file->separator = found[0] || (!found[1] && !found[2]) ? ',' : found[1] ? '\t' : ';';
  know_separator(c);
}

static int is_end(unsigned char c) {
  return c == '\n';
}

bool csv_reader_open(struct csv_reader *c, struct import_file *f, struct error *e) {
  *c = (struct csv_reader){.file = f};
  if (csv_init(&c->parser, CSV_STRICT) != 0) return error_set(e, ERR_MEMORY, "内存不足");
  c->parsing = true;
  csv_set_space_func(&c->parser, is_blank);
  csv_set_term_func(&c->parser, is_end);
  know_separator(c);
  if (!f->gb18030) return true;
  c->codec = iconv_open("UTF-8", "GB18030");
  c->coded = c->codec != (iconv_t)-1;
  return c->coded || error_set(e, ERR_FILE, "这台机器不能读 GB18030 编码（iconv）");
}

void csv_reader_close(struct csv_reader *c) {
  if (c->parsing) csv_free(&c->parser);
  if (c->coded) iconv_close(c->codec);
  buf_free(&c->bytes);
  c->parsing = c->coded = false;
}

/* --- texts ------------------------------------------------------------------------------------ */

static bool ascii(struct slice s) {
  for (size_t i = 0; i < s.n; i++)
    if ((signed char)s.text[i] < 0) return false;
  return true;
}

static bool not_a_character(struct csv_reader *c, size_t column, struct error *e) {
  error_set(e, ERR_INPUT, "文件 ‘%s’ 的第 %lld 行第 %zu 个字节不是 GB18030 的文字", c->file->path,
            (long long)c->file->line, column);
  error_hint(e, "整个文件用同一种编码（UTF-8 或 GB18030）另存一次");
  return false;
}

/* A copy in UTF-8. */
static bool decode(struct csv_reader *c, struct slice s, struct arena *a, struct slice *out,
                   struct error *e) {
  if (!c->coded || ascii(s)) {
    *out = (struct slice){arena_text_n(a, s.text, s.n), s.n};
    return out->text || error_set(e, ERR_MEMORY, "内存不足");
  }
  /* two bytes become three, four at most four */
  size_t room = s.n + s.n / 2 + 8, left = room, from = s.n;
  char *in = (char *)s.text, *made = arena_new(a, room + 1), *to = made;
  if (!made) return error_set(e, ERR_MEMORY, "内存不足");
  iconv(c->codec, NULL, NULL, NULL, NULL);
  if (iconv(c->codec, &in, &from, &to, &left) == (size_t)-1) return not_a_character(c, s.n - from + 1, e);
  *out = (struct slice){made, room - left};
  return true;
}

static struct slice without_end(struct slice s) {
  if (s.n && s.text[s.n - 1] == '\n') s.n--;
  if (s.n && s.text[s.n - 1] == '\r') s.n--;
  return s;
}

/* --- records ---------------------------------------------------------------------------------- */

/* Without quotes there is nothing but separators. */
static void split_plain(struct csv_record *out, char separator) {
  const char *from = out->raw.text, *end = from + out->raw.n;
  for (;;) {
    const char *comma = memchr(from, separator, (size_t)(end - from));
    if (out->count < IMPORT_MOST_COLUMNS)
      out->cells[out->count] = (struct slice){from, (size_t)((comma ? comma : end) - from)};
    out->count++;
    if (!comma) return;
    from = comma + 1;
  }
}

static bool keep_cells(struct csv_reader *c, struct arena *a, struct csv_record *out, struct error *e) {
  const char *text = arena_text_n(a, c->bytes.len ? c->bytes.data : "", c->bytes.len);
  if (!text || c->bytes.oom) return error_set(e, ERR_MEMORY, "内存不足");
  out->count = c->count;
  for (int i = 0; i < c->count && i < IMPORT_MOST_COLUMNS; i++)
    out->cells[i] = (struct slice){text + c->from[i], c->length[i]};
  return true;
}

static void reset(struct csv_reader *c) {
  csv_fini(&c->parser, NULL, NULL, NULL);
  buf_clear(&c->bytes);
  c->ended = false;
  c->count = 0;
}

/* Give the parser one line of the file; false in *good when it is no CSV. */
static bool feed(struct csv_reader *c, struct slice line, struct arena *a, bool *good, struct error *e) {
  struct slice text;
  if (!decode(c, line, a, &text, e)) return false;
  bool whole = text.n && text.text[text.n - 1] == '\n';
  *good = csv_parse(&c->parser, text.text, text.n, on_cell, on_row, c) == text.n &&
          (whole || csv_parse(&c->parser, "\n", 1, on_cell, on_row, c) == 1);
  if (!*good && csv_error(&c->parser) == CSV_ENOMEM) return error_set(e, ERR_MEMORY, "内存不足");
  return true;
}

static bool first_line_alone(struct csv_reader *c, struct arena *a, const char *why, struct csv_record *out,
                             struct error *e) {
  struct slice line;
  if (!import_file_peek(c->file, 0, &line, e) || !decode(c, without_end(line), a, &out->raw, e)) return false;
  for (size_t i = 0; i < out->raw.n; i++)
    out->open = out->open != (out->raw.text[i] == '"');
  out->broken = why;
  out->count = 0;
  import_file_pass(c->file, line.n, 1);
  return true;
}

static bool read_quoted(struct csv_reader *c, struct arena *a, struct csv_record *out, struct error *e) {
  static const char unclosed[] = "引号没有闭合";
  size_t bytes = 0;
  int lines = 0;
  reset(c);
  while (!c->ended) {
    struct slice line;
    bool good;
    if (bytes > IMPORT_MOST_RECORD) return first_line_alone(c, a, unclosed, out, e);
    if (!import_file_peek(c->file, bytes, &line, e)) return false;
    if (line.n == 0) return first_line_alone(c, a, unclosed, out, e);
    if (!feed(c, line, a, &good, e)) return false;
    if (!good) return first_line_alone(c, a, lines ? unclosed : "引号的位置不对", out, e);
    bytes += line.n;
    lines++;
  }
  if (lines > 1 && c->expected && c->count != c->expected) return first_line_alone(c, a, unclosed, out, e);
  struct slice raw = {c->file->data + c->file->start, bytes};
  if (!decode(c, without_end(raw), a, &out->raw, e) || !keep_cells(c, a, out, e)) return false;
  import_file_pass(c->file, bytes, lines);
  return true;
}

/* Rows of nothing but commas are what spreadsheets leave at the end. */
static bool all_empty(const struct csv_record *r) {
  int most = r->count < IMPORT_MOST_COLUMNS ? r->count : IMPORT_MOST_COLUMNS;
  for (int i = 0; i < most; i++)
    if (office_trim(r->cells[i]).n > 0) return false;
  return !r->broken;
}

static bool read_record(struct csv_reader *c, struct slice line, struct arena *a, struct csv_record *out,
                        struct error *e) {
  out->line = c->file->line;
  out->broken = NULL;
  out->open = false;
  out->count = 0;
  if (memchr(line.text, '"', line.n)) return read_quoted(c, a, out, e);
  if (!decode(c, without_end(line), a, &out->raw, e)) return false;
  split_plain(out, c->file->separator);
  import_file_pass(c->file, line.n, 1);
  return true;
}

bool csv_reader_next(struct csv_reader *c, struct arena *a, struct csv_record *out, bool *more,
                     struct error *e) {
  struct slice line;
  for (;;) {
    if (!import_file_peek(c->file, 0, &line, e)) return false;
    *more = line.n > 0;
    if (!*more) return true;
    if (!c->file->separator) find_separator(c, line);
    if (!read_record(c, line, a, out, e)) return false;
    if (!all_empty(out)) return true;
  }
}
