/* Templates: an answer in JSON with holes for what hangs on a person's facts alone. People who go
** the same way share one. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/evaluation.h"
#include "host/engine/policy/json.h"
#include "host/engine/single/fast_path.h"
#include "host/value/identity.h"

enum { HOLE_END = -2, HOLE_OUTCOME = -1, MOST_HOLES = 128 }; /* else the slot of a fact or input */

struct piece { /* a text, and the hole after it */
  uint32_t length;
  int hole;
};

struct template {
  int decision;
  uint32_t path, kind; /* kind: of the outcome */
  int64_t when;
  /* of its reasons: a way that leads to others would be an error of ours, and no answer */
  const struct justification *justification;
  size_t bytes;
  int count;
  const char *text;      /* of all pieces, one after the other */
  struct piece pieces[]; /* then the text */
};

/* --- values ----------------------------------------------------------------------------------- */

/* What JSON has to escape is not for here. */
static bool plain_text(const char *text) {
  for (const unsigned char *c = (const unsigned char *)text; *c; c++)
    if (*c < 0x20 || *c == '"' || *c == '\\' || *c == 0x7f) return false;
  return true;
}

static void put_date(struct buf *out, int64_t day) {
  int y, m, d;
  date_split(day, &y, &m, &d);
  char text[] = {(char)('0' + y / 1000 % 10),
                 (char)('0' + y / 100 % 10),
                 (char)('0' + y / 10 % 10),
                 (char)('0' + y % 10),
                 '-',
                 (char)('0' + m / 10 % 10),
                 (char)('0' + m % 10),
                 '-',
                 (char)('0' + d / 10 % 10),
                 (char)('0' + d % 10)};
  buf_add(out, text, sizeof text);
}

/* As value_json, but for identity numbers and what has more than one value. */
static bool put_json(struct script *s, struct value v, struct buf *out) {
  if (v.state == STATE_ABSENT) {
    buf_add(out, "null", 4);
    return true;
  }
  if (v.state != STATE_KNOWN) {
    buf_puts(out, "{\"unknown\":true}");
    return true;
  }
  if (v.kind == KIND_TRUTH || v.kind == KIND_COUNT) {
    value_write(out, v);
    return true;
  }
  size_t begin = out->len;
  buf_putc(out, '"');
  if (v.kind == KIND_DATE)
    put_date(out, v.u.i);
  else
    value_text_out(s, out, v, false);
  buf_putc(out, '"');
  bool texts = v.kind == KIND_TEXT || v.kind == KIND_ENUM;
  if (!texts || out->oom) return !out->oom;
  out->data[out->len - 1] = '\0';
  bool plain = plain_text(out->data + begin + 1);
  out->data[out->len - 1] = '"';
  return plain;
}

bool template_value(struct script *s, const struct fact *f, struct value v, struct buf *out) {
  if (!f && (v.kind == KIND_LIST || v.kind == KIND_TIMELINE)) return false;
  bool plain = !f || (f->form == FORM_PLAIN && !f->identity && !f->card);
  if (plain || v.state != STATE_KNOWN) return put_json(s, v, out) && !out->oom;
  buf_putc(out, '"');
  size_t begin = out->len;
  fact_value_text(s, f, v, out, false);
  bool escaped = out->oom || !plain_text(out->data + begin);
  buf_putc(out, '"');
  return !escaped && !out->oom;
}

static bool slot_value(struct fast_path *q, int at, struct value *out) {
  const struct person_slot *s = &q->shape->slots[at];
  if (s->form != SLOT_INPUT) return batch_fact_of(&q->own.facts.batch.facts[at], 0, &q->room, out);
  *out = q->own.given[s->column];
  return true;
}

/* The outcome; what a choice is called comes right after it (outcome_label). */
static bool put_outcome(struct fast_path *q, const struct fast_path_request *a, struct buf *out) {
  struct script *s = q->policy->script;
  struct value v = a->verdict.value;
  const char *label = a->verdict.kind == VERDICT_VALUE ? outcome_label(s, v) : NULL;
  if (!template_value(s, NULL, v, out) || (label && !plain_text(label))) return false;
  if (label) buf_printf(out, ",\"outcome_label\":\"%s\"", label);
  return !out->oom;
}

static bool put_hole(struct fast_path *q, const struct fast_path_request *a, int hole, struct buf *out) {
  struct value v;
  if (hole == HOLE_OUTCOME) return put_outcome(q, a, out);
  return slot_value(q, hole, &v) && template_value(q->policy->script, q->shape->slots[hole].declared, v, out);
}

/* --- finding ---------------------------------------------------------------------------------- */

static struct template **find(const struct fast_path *q, const struct fast_path_request *a) {
  uint64_t hash = (uint64_t)a->path * UINT64_C(0x9e3779b97f4a7c15) ^
                  (uint64_t)a->when.u.i * UINT64_C(0xbf58476d1ce4e5b9) ^ (uint64_t)a->decision << 40;
  hash ^= hash >> 29;
  for (uint64_t at = hash * UINT64_C(0x94d049bb133111eb) >> 32;; at++) {
    struct template **t = &q->templates[at % TEMPLATE_SLOTS];
    if (!*t || ((*t)->path == a->path && (*t)->when == a->when.u.i && (*t)->decision == a->decision))
      return t;
  }
}

bool template_fill(struct fast_path *q, const struct fast_path_request *a) {
  const struct template *t = q->templates ? *find(q, a) : NULL;
  if (!t || t->kind != (uint32_t)a->verdict.kind || t->justification != a->verdict.justification)
    return false;
  const char *text = t->text;
  buf_clear(&q->made);
  for (int i = 0; i < t->count; i++) {
    buf_add(&q->made, text, t->pieces[i].length);
    text += t->pieces[i].length;
    if (t->pieces[i].hole != HOLE_END && !put_hole(q, a, t->pieces[i].hole, &q->made)) return false;
  }
  return !q->made.oom;
}

void templates_free(struct fast_path *q) {
  for (int i = 0; q->templates && i < TEMPLATE_SLOTS; i++)
    free(q->templates[i]);
  free(q->templates);
  q->templates = NULL;
  q->template_count = 0;
  q->template_bytes = 0;
}

/* --- making ----------------------------------------------------------------------------------- */

/* An answer that is taken apart: what is put together must be what Lua said, byte by byte. */
struct making {
  struct fast_path *fast_path;
  const struct fast_path_request *asked;
  struct evaluation *run;
  const char *json;
  size_t at, begun; /* read so far; begin of the piece */
  struct buf text;  /* of the pieces */
  struct buf value; /* of one hole */
  struct piece pieces[MOST_HOLES];
  int count;
};

static bool pass(struct making *m, const char *text) {
  size_t n = strlen(text);
  if (strncmp(m->json + m->at, text, n) != 0) return false;
  m->at += n;
  return true;
}

/* A hole stands here, and its value is this person's. */
static bool pass_hole(struct making *m, int hole) {
  buf_clear(&m->value);
  if (m->count == MOST_HOLES - 1 || !put_hole(m->fast_path, m->asked, hole, &m->value)) return false;
  m->pieces[m->count++] = (struct piece){(uint32_t)(m->at - m->begun), hole};
  buf_add(&m->text, m->json + m->begun, m->at - m->begun);
  if (!pass(m, buf_text(&m->value))) return false;
  m->begun = m->at;
  return true;
}

/* Names and labels of facts come from the policy; with an escape in them they match nothing, and
** there is no template. */
static bool pass_fact(struct making *m, int slot, bool *first) {
  const struct fact *f = m->fast_path->shape->slots[slot].declared;
  bool ok = (*first || pass(m, ",")) && pass(m, "{\"fact\":\"") && pass(m, f->name) &&
            pass(m, "\",\"label\":\"") && pass(m, f->label) && pass(m, "\",\"value\":") &&
            pass_hole(m, slot) && pass(m, "}");
  *first = false;
  return ok;
}

static bool pass_facts(struct making *m) {
  const struct person_shape *s = m->fast_path->shape;
  const struct model *model = &s->policy->script->model;
  const struct decision *d = &model->decisions[m->asked->decision];
  bool first = true;
  for (int i = 0; i < model->fact_count; i++)
    if (m->run->run.fact_used[i] && !pass_fact(m, i, &first)) return false;
  for (int i = 0; i < d->given_count; i++)
    if (m->run->run.given_used[i] &&
        !pass_fact(m, shape_find(s, model->fact_count + m->asked->decision, d->given[i].name), &first))
      return false;
  return true;
}

/* To the end of the first `text` that is left; quotes within texts are escaped, so that it is the
** key that it looks like. */
static bool skip_to(struct making *m, const char *text) {
  const char *found = strstr(m->json + m->at, text);
  if (found) m->at = (size_t)(found - m->json) + strlen(text);
  return found != NULL;
}

/* What is held comes after the reasons. */
static bool pass_held(struct making *m) {
  static const char after[] = "},\"because\":[";
  const char *end = strstr(m->json + m->at, after);
  buf_clear(&m->value);
  if (!end || !put_hole(m->fast_path, m->asked, HOLE_OUTCOME, &m->value)) return false;
  size_t length = m->value.len, at = (size_t)(end - m->json);
  if (at < m->at + length) return false;
  m->at = at - length;
  return pass_hole(m, HOLE_OUTCOME) && pass(m, after);
}

static bool pass_outcome(struct making *m, const struct outcome *out) {
  switch (out->kind) {
  case OUT_VALUE: return pass_hole(m, HOLE_OUTCOME);
  case OUT_HOLD: return pass_held(m);
  case OUT_REFUSED:
  case OUT_UNDETERMINED: return true;
  default: return false;
  }
}

static bool take_apart(struct making *m, const struct outcome *out) {
  bool ok = skip_to(m, ",\"outcome\":") && pass_outcome(m, out) && skip_to(m, ",\"facts\":[") &&
            pass_facts(m) && pass(m, "]}") && m->json[m->at] == '\0';
  if (!ok) return false;
  m->pieces[m->count++] = (struct piece){(uint32_t)(m->at - m->begun), HOLE_END};
  buf_add(&m->text, m->json + m->begun, m->at - m->begun);
  return !m->text.oom;
}

static struct template *template_of(const struct making *m) {
  size_t pieces = (size_t)m->count * sizeof *m->pieces,
         bytes = sizeof(struct template) + pieces + m->text.len;
  struct template *t = malloc(bytes);
  if (!t) return NULL;
  *t = (struct template){.decision = m->asked->decision,
                         .path = m->asked->path,
                         .kind = (uint32_t)m->asked->verdict.kind,
                         .when = m->asked->when.u.i,
                         .justification = m->asked->verdict.justification,
                         .bytes = bytes,
                         .count = m->count,
                         .text = (char *)t->pieces + pieces};
  memcpy(t->pieces, m->pieces, pieces);
  memcpy((char *)t->pieces + pieces, m->text.data, m->text.len);
  return t;
}

/* A full table begins anew: months go by, and with them most of what was asked. */
static void put_in(struct fast_path *q, const struct fast_path_request *a, struct template *t) {
  if (q->template_count == MOST_TEMPLATES || q->template_bytes + t->bytes > MOST_TEMPLATE_BYTES)
    templates_free(q);
  if (!q->templates) q->templates = calloc(TEMPLATE_SLOTS, sizeof *q->templates);
  struct template **place = q->templates ? find(q, a) : &t;
  if (*place) { /* there is one that did not fit this person, or no memory for any */
    free(t);
    return;
  }
  *place = t;
  q->template_count++;
  q->template_bytes += t->bytes;
}

void template_store(struct fast_path *q, const struct fast_path_request *a, struct evaluation *v,
                    const struct outcome *out, const char *json) {
  const struct decision *d = &q->policy->script->model.decisions[a->decision];
  if (d->many || (uint32_t)out->kind != (uint32_t)a->verdict.kind) return;
  struct making *m = calloc(1, sizeof *m);
  if (!m) return;
  m->fast_path = q;
  m->asked = a;
  m->run = v;
  m->json = json;
  struct template *made = take_apart(m, out) ? template_of(m) : NULL;
  if (made) put_in(q, a, made);
  buf_free(&m->text);
  buf_free(&m->value);
  free(m);
}
