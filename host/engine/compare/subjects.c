/* Walking through the subjects of a store. */
#include "host/engine/compare/subjects.h"

#include <stdlib.h>
#include <string.h>

#include "host/base/ids.h"
#include "host/engine/policy/progress.h"
#include "host/engine/policy/storage.h"
#include "host/store/store.h"
#include "host/value/identity.h"

enum { CHUNK = 32768 };

static bool read_rulings(bylaw *b, int64_t id, json_t **out, struct error *e) {
  struct arena arena = {0};
  struct store_event *events;
  int n;
  bool ok = store_events(b->store, id, INT64_MAX, &arena, &events, &n, e) && rulings_of(events, n, out, e);
  arena_free(&arena);
  return ok;
}

static bool visit_chunk(bylaw *b, const struct ids *ids, const struct store_chunk *chunk,
                        const struct model *model, people_visit visit, void *ud, struct error *e) {
  int n = chunk->batch.persons;
  struct people people = {&chunk->batch, model, calloc((size_t)n + 1, sizeof(json_t *)), n};
  bool ok = people.rulings || error_set(e, ERR_MEMORY, "内存不足");
  for (int i = 0; ok && ids->count > 0 && i < n; i++)
    if (ids_have(ids, chunk->ids[i])) ok = read_rulings(b, chunk->ids[i], &people.rulings[i], e);
  ok = ok && visit(ud, &people, e);
  for (int i = 0; people.rulings && i < n; i++)
    json_decref(people.rulings[i]);
  free(people.rulings);
  return ok;
}

static bool visit_all(bylaw *b, const struct model *model, const bylaw_progress *progress, const char *what,
                      people_visit visit, void *ud, struct error *e) {
  struct ids ids = {0};
  int64_t done = 0, total = store_subject_count(b->store);
  struct store_chunk chunk;
  if (!store_event_subjects(b->store, &ids.list, &ids.count, e)) return false;
  struct store_chunks *chunks = store_chunks(b->store, NULL, 0, CHUNK, e);
  bool ok = chunks != NULL;
  if (ok) e->kind = ERR_NONE;
  while (ok && store_chunk_next(chunks, &chunk, e)) {
    ok = visit_chunk(b, &ids, &chunk, model, visit, ud, e);
    done += chunk.batch.persons;
    ok = ok && progress_tell(progress, what, done, total, e);
  }
  store_chunks_end(chunks);
  free(ids.list);
  return ok && e->kind == ERR_NONE;
}

bool people_each(bylaw *b, const struct policy *stored, const bylaw_progress *progress, const char *what,
                 people_visit visit, void *ud, struct error *e) {
  if (!store_snapshot(b->store, e)) return false;
  bool ok = visit_all(b, &stored->script->model, progress, what, visit, ud, e);
  store_snapshot_end(b->store);
  return ok;
}

void people_mask(const struct people *p, int i, char *out, size_t size) {
  int f = model_key(p->model);
  const char **texts = f < 0 ? NULL : p->batch->facts[f].plain.text;
  const char *key = texts && texts[i] ? texts[i] : "";
  if (f >= 0 && p->model->facts[f].identity) {
    identity_masked(key, out, size);
    return;
  }
  text_copy(out, size, key);
  text_mask_numbers(out);
}
