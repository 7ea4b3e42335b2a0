/* Answers: a line of CSV or JSON a case. What many cases share, their justification, is put into
** words once. */
#include <stdlib.h>
#include <string.h>

#include "host/base/csv.h"
#include "host/engine/many/many.h"
#include "host/value/identity.h"

static const char *const NAMES[] = {"value", "refused", "hold", "undetermined", "needs", "error"};
static const char *const WORDS[] = {"有结果", "不符合条件", "暂缓", "尚无规定", "缺少事实", "错误"};

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* --- texts ------------------------------------------------------------------------------------ */

static void add_json(struct buf *out, const char *text) {
  buf_putc(out, '"');
  for (const char *c = text; *c; c++) {
    size_t plain = 0;
    while ((unsigned char)c[plain] >= 0x20 && c[plain] != '"' && c[plain] != '\\')
      plain++;
    if (plain) buf_add(out, c, plain);
    c += plain;
    if (!*c) break;
    if (*c == '"' || *c == '\\')
      buf_printf(out, "\\%c", *c);
    else
      buf_printf(out, "\\u%04x", (unsigned char)*c);
  }
  buf_putc(out, '"');
}

static void add_cell(struct buf *out, const char *text) {
  buf_csv(out, text, strlen(text));
}

/* The key, masked unless the caller asked for it in full; NULL when it is not known. */
static const char *shown_key(const struct many *m, const struct many_case *x, struct buf *room) {
  const struct fact *f = m->office.key < 0 ? NULL : &m->office.model->facts[m->office.key];
  if (!x->key || m->how->full) return x->key;
  buf_clear(room);
  if (f && f->identity)
    identity_mask(room, x->key);
  else if (f && f->card)
    card_mask(room, x->key);
  else
    buf_puts(room, x->key);
  char *text = buf_text(room) ? room->data : NULL;
  if (text && room->len) text_mask_numbers(text);
  return text;
}

/* --- values ----------------------------------------------------------------------------------- */

static void json_value(const struct many *m, struct value v, struct buf *room, struct buf *out) {
  if (v.state == STATE_ABSENT)
    buf_puts(out, "null");
  else if (v.state != STATE_KNOWN)
    buf_puts(out, "{\"unknown\":true}");
  else if (v.kind == KIND_TRUTH)
    buf_puts(out, v.u.i ? "true" : "false");
  else if (v.kind == KIND_COUNT)
    buf_printf(out, "%lld", (long long)v.u.i);
  else {
    buf_clear(room);
    value_text_out(m->policy->script, room, v, false);
    add_json(out, buf_text(room) ? buf_text(room) : "");
  }
}

static void word_value(const struct many *m, struct value v, struct buf *out) {
  if (v.state == STATE_ABSENT)
    buf_puts(out, "无");
  else if (v.state != STATE_KNOWN)
    buf_puts(out, "未知");
  else if (v.kind == KIND_TRUTH)
    buf_puts(out, v.u.i ? "是" : "否");
  else
    value_text_out(m->policy->script, out, v, false);
}

static void json_result(const struct many *m, const struct verdict *v, struct buf *room, struct buf *out) {
  bool some = v->kind == VERDICT_VALUE || v->kind == VERDICT_HOLD;
  const struct list *items = some && v->value.kind == KIND_LIST ? v->value.u.list : NULL;
  if (!some || (v->value.kind == KIND_NONE && v->value.state == STATE_KNOWN)) {
    buf_puts(out, "null");
  } else if (!items) {
    json_value(m, v->value, room, out);
  } else {
    buf_putc(out, '[');
    for (int i = 0; i < items->rows; i++) {
      if (i) buf_putc(out, ',');
      json_value(m, items->cells[i], room, out);
    }
    buf_putc(out, ']');
  }
}

/* A day that awaits a holiday schedule. */
static bool json_between(const struct verdict *v, struct buf *room, struct buf *out) {
  struct value earliest, latest;
  if (v->kind != VERDICT_UNDETERMINED || !value_day_bounds(v->value, &earliest, &latest)) return false;
  buf_clear(room);
  value_write(room, earliest);
  buf_printf(out, "null,\"earliest\":\"%s\"", buf_text(room) ? buf_text(room) : "");
  buf_clear(room);
  value_write(room, latest);
  buf_printf(out, ",\"latest\":\"%s\"", buf_text(room) ? buf_text(room) : "");
  return true;
}

static bool word_between(const struct verdict *v, struct buf *out) {
  struct value earliest, latest;
  if (v->kind != VERDICT_UNDETERMINED || !value_day_bounds(v->value, &earliest, &latest)) return false;
  buf_puts(out, "最早 ");
  value_write(out, earliest);
  buf_puts(out, "，最迟 ");
  value_write(out, latest);
  return true;
}

static void word_result(const struct many *m, const struct verdict *v, struct buf *out) {
  bool some = v->kind == VERDICT_VALUE || v->kind == VERDICT_HOLD;
  const struct list *items = some && v->value.kind == KIND_LIST ? v->value.u.list : NULL;
  if (!some || v->value.kind == KIND_NONE) return;
  if (!items) word_value(m, v->value, out);
  for (int i = 0; items && i < items->rows; i++) {
    if (i) buf_puts(out, "、");
    word_value(m, items->cells[i], out);
  }
}

/* --- justifications --------------------------------------------------------------------------- */

static json_t *article_list(const char *articles) {
  static const char between[] = "、";
  json_t *made = json_array();
  while (made && *articles) {
    const char *end = strstr(articles, between);
    size_t n = end ? (size_t)(end - articles) : strlen(articles);
    array_add(&made, json_stringn(articles, n));
    articles += n + (end ? strlen(between) : 0);
  }
  return made;
}

static const char *label_of(const struct many *m, const char *name) {
  for (int i = 0; i < m->office.model->fact_count; i++)
    if (strcmp(m->office.model->facts[i].name, name) == 0) return m->office.model->facts[i].label;
  for (int i = 0; i < m->asked->given_count; i++)
    if (strcmp(m->asked->given[i].name, name) == 0) return m->asked->given[i].label;
  return "";
}

static json_t *needs_list(const struct many *m, const json_t *needs) {
  json_t *made = json_array(), *one;
  size_t i;
  json_array_foreach(needs, i, one) {
    const char *name = json_string_value(one);
    array_add(&made, json_pack("{s:s, s:s}", "name", name, "label", label_of(m, name)));
  }
  return made;
}

/* What follows the value: `"articles": … }`. */
static char *json_tail(const struct many *m, const struct justification *g) {
  static const char *const lists[] = {"because", "failed", "warnings"};
  json_t *told = json_loads(g->text, 0, NULL), *made = json_object();
  object_put(&made, "articles", article_list(g->article));
  for (int i = 0; i < 3; i++) {
    json_t *list = json_object_get(told, lists[i]);
    if (json_array_size(list) > 0) object_put(&made, lists[i], json_incref(list));
  }
  if (json_array_size(json_object_get(told, "needs")) > 0)
    object_put(&made, "needs", needs_list(m, json_object_get(told, "needs")));
  const char *who = json_string_value(json_object_get(told, "who"));
  if (who && *who) object_put(&made, "who", json_string(who));
  char *text = told ? json_text(made, JSON_COMPACT) : NULL;
  json_decref(told);
  json_decref(made);
  return text;
}

static char *csv_tail(const struct justification *g) {
  struct buf text = {0}, words = {0};
  json_t *told = json_loads(g->text, 0, NULL);
  const char *who = json_string_value(json_object_get(told, "who"));
  buf_puts(&words, g->words);
  if (who && *who) buf_printf(&words, "%s由%s决定", words.len ? "；" : "", who);
  add_cell(&text, g->article);
  buf_putc(&text, ',');
  add_cell(&text, buf_text(&words) ? buf_text(&words) : "");
  if (!told || words.oom) text.oom = true;
  json_decref(told);
  buf_free(&words);
  char *made = buf_text(&text) ? buf_take(&text) : NULL;
  buf_free(&text);
  return made;
}

/* Kept with the justification, as long as its judge. NULL: no memory. */
static const char *tail_of(struct many *m, const struct justification *g, bool json) {
  if (g->user) return g->user;
  char *made = json ? json_tail(m, g) : csv_tail(g);
  const char *kept = made ? arena_text(&m->tails, json ? made + 1 : made) : NULL;
  free(made);
  ((struct justification *)g)->user = (void *)kept; /* ours to keep in it */
  return kept;
}

/* --- rows ------------------------------------------------------------------------------------- */

/* Why the case has no verdict, and where. */
struct wrong {
  const char *message, *hint, *cite;
  int column;
};

static bool is_wrong(const struct many_chunk *c, int row, struct wrong *out) {
  const struct many_case *x = &c->cases[row];
  const struct verdict *v = &c->verdicts[row];
  *out = (struct wrong){x->fault, x->hint, x->cite, x->column};
  if (x->fault) return true;
  if (v->kind != VERDICT_FAILED) return false;
  *out = (struct wrong){v->justification->words, "", v->justification->article, 0};
  return true;
}

static void begin_json(struct many_writer *w, const struct many_case *x, int column, const char *name) {
  struct buf room = {0}, *out = &w->out;
  const char *key = x->id ? NULL : shown_key(w->many, x, &room);
  buf_puts(out, "{\"id\":");
  if (x->id)
    buf_puts(out, x->id);
  else if (key)
    add_json(out, key);
  else
    buf_puts(out, "null");
  buf_printf(out, ",\"line\":%lld", (long long)x->line);
  if (column > 0) buf_printf(out, ",\"column\":%d", column);
  buf_printf(out, ",\"outcome\":\"%s\"", name);
  buf_free(&room);
}

static bool json_wrong(struct many_writer *w, const struct many_case *x, const struct wrong *y) {
  json_t *made =
      json_pack("{s:s, s:s, s:o}", "message", y->message, "hint", y->hint, "articles", article_list(y->cite));
  char *text = json_text(made, JSON_COMPACT);
  json_decref(made);
  if (!text) return false;
  begin_json(w, x, y->column, NAMES[VERDICT_FAILED]);
  buf_printf(&w->out, ",%s\n", text + 1);
  free(text);
  return true;
}

static void begin_csv(struct many_writer *w, const struct many_case *x, const char *word) {
  struct buf room = {0};
  const char *key = shown_key(w->many, x, &room);
  if (key)
    add_cell(&w->out, key);
  else if (!w->many->keyed)
    buf_printf(&w->out, "%lld", (long long)x->line);
  buf_printf(&w->out, ",%s,", word);
  buf_free(&room);
}

static bool csv_wrong(struct many_writer *w, const struct many_case *x, const struct wrong *y) {
  struct buf text = {0};
  buf_printf(&text, "第 %lld 行", (long long)x->line);
  if (y->column > 0) buf_printf(&text, "第 %d 列", y->column);
  buf_printf(&text, "：%s%s%s", y->message, *y->hint ? "；" : "", y->hint);
  begin_csv(w, x, WORDS[VERDICT_FAILED]);
  buf_putc(&w->out, ',');
  add_cell(&w->out, y->cite);
  buf_putc(&w->out, ',');
  add_cell(&w->out, buf_text(&text) ? buf_text(&text) : "");
  buf_putc(&w->out, '\n');
  bool ok = !text.oom;
  buf_free(&text);
  return ok;
}

static bool write_verdict(struct many_writer *w, const struct many_case *x, const struct verdict *v) {
  struct many *m = w->many;
  const char *tail = tail_of(m, v->justification, m->json);
  struct buf room = {0};
  if (!tail) return false;
  if (m->json) {
    begin_json(w, x, 0, NAMES[v->kind]);
    buf_puts(&w->out, ",\"value\":");
    if (!json_between(v, &room, &w->out)) json_result(m, v, &room, &w->out);
    buf_putc(&w->out, ',');
  } else {
    begin_csv(w, x, WORDS[v->kind]);
    if (!word_between(v, &room)) word_result(m, v, &room);
    add_cell(&w->out, buf_text(&room) ? buf_text(&room) : "");
    buf_putc(&w->out, ',');
  }
  buf_puts(&w->out, tail);
  buf_putc(&w->out, '\n');
  bool ok = !room.oom;
  buf_free(&room);
  return ok;
}

static bool stop_there(struct many *m, const struct many_case *x, const struct wrong *y, struct error *e) {
  error_set(e, x->fault ? ERR_INPUT : ERR_RULE, "%s", y->message);
  if (*y->hint) error_hint(e, "%s", y->hint);
  error_article(e, m->office.model->id, y->cite);
  error_at(e, m->file.path, (int)x->line, y->column);
  return false;
}

static void count(bylaw_many_summary *s, enum verdict_kind kind) {
  long long *const of[] = {&s->value, &s->refused, &s->hold, &s->undetermined, &s->needs, &s->errors};
  s->cases++;
  ++*of[kind];
}

bool many_write_rows(struct many_writer *w, int from, int to, struct error *e) {
  struct many *m = w->many;
  for (int i = from; i < to; i++) {
    const struct many_case *x = &m->chunk.cases[i];
    struct wrong y;
    bool bad = is_wrong(&m->chunk, i, &y);
    count(m->summary, bad ? VERDICT_FAILED : m->chunk.verdicts[i].kind);
    if (bad && m->how->strict) return stop_there(m, x, &y, e);
    bool ok = !bad      ? write_verdict(w, x, &m->chunk.verdicts[i])
              : m->json ? json_wrong(w, x, &y)
                        : csv_wrong(w, x, &y);
    if (!ok) return no_memory(e);
  }
  return true;
}

/* --- the stream ------------------------------------------------------------------------------- */

void many_write_header(struct many_writer *w) {
  const struct many *m = w->many;
  if (m->json) return;
  add_cell(&w->out, m->keyed ? m->office.model->facts[m->office.key].label : "行");
  buf_puts(&w->out, ",结果,值,依据,说明\n");
}

bool many_write_out(struct many_writer *w, struct error *e) {
  const struct many *m = w->many;
  if (w->out.oom) return no_memory(e);
  size_t n = w->out.len;
  if (n && m->how->write(m->how->data, w->out.data, n) != 0) return error_set(e, ERR_STOPPED, "已按要求停止");
  buf_clear(&w->out);
  return true;
}

void many_writer_close(struct many_writer *w) {
  buf_free(&w->out);
}
