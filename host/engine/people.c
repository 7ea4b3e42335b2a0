/* Walking through the subjects of a store. */
#include "host/engine/people.h"

#include <stdlib.h>
#include <string.h>

#include "host/value/identity.h"

enum { TELL_EVERY = 2000 };

static bool rulings_of(bylaw *b, const struct ids *ids, int64_t id, json_t **out, struct error *e) {
  struct arena arena = {0};
  struct store_event *events;
  int n;
  *out = NULL;
  if (!ids_have(ids, id)) return true;
  bool ok = store_events(b->store, id, INT64_MAX, &arena, &events, &n, e);
  if (ok) *out = json_array();
  for (int i = 0; ok && i < n; i++)
    if (events[i].kind == EVENT_RULING) json_array_append_new(*out, json_loads(events[i].text, 0, NULL));
  arena_free(&arena);
  return ok;
}

static bool visit_all(bylaw *b, const bylaw_progress *progress, const char *what, people_visit visit,
                      void *ud, struct error *e) {
  struct ids ids = {0};
  int64_t done = 0, total = store_subject_count(b->store);
  struct store_subject s;
  if (!store_event_subjects(b->store, &ids.list, &ids.count, e)) return false;
  struct store_reader *reader = store_read(b->store, 1, INT64_MAX, NULL, 0, e);
  bool ok = reader != NULL;
  if (ok) e->kind = ERR_NONE;
  while (ok && store_next(reader, &s, e)) {
    json_t *rulings;
    ok = rulings_of(b, &ids, s.id, &rulings, e) && visit(ud, &s, rulings, e);
    json_decref(rulings);
    if (++done % TELL_EVERY == 0) ok = ok && progress_tell(progress, what, done, total, e);
  }
  store_read_end(reader);
  free(ids.list);
  return ok && e->kind == ERR_NONE;
}

bool people_each(bylaw *b, const bylaw_progress *progress, const char *what, people_visit visit, void *ud,
                 struct error *e) {
  if (!store_snapshot(b->store, e)) return false;
  bool ok = visit_all(b, progress, what, visit, ud, e);
  store_snapshot_end(b->store);
  return ok;
}

void people_mask(const struct model *m, const char *key, char *out, size_t size) {
  struct buf text = {0};
  text_copy(out, size, key);
  text_mask_numbers(out);
  for (int i = 0; i < m->fact_count; i++)
    if (strcmp(m->facts[i].name, m->key) == 0 && m->facts[i].identity) identity_mask(&text, key);
  if (text.len && buf_text(&text)) text_copy(out, size, buf_text(&text));
  buf_free(&text);
}
