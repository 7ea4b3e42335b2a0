/* Recording what a committee decided about one person; a newer ruling takes the place of an
** older one. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/facts_json.h"
#include "host/engine/register/record.h"
#include "host/engine/policy/storage.h"

static const char *part(const json_t *ruling, const char *key) {
  const char *text = json_string_value(json_object_get(ruling, key));
  return text ? text : "";
}

void ruling_words(const char *json, struct buf *out) {
  json_t *ruling = json_loads(json, 0, NULL);
  const json_t *outcome = json_object_get(ruling, "outcome");
  const char *from = part(ruling, "from"), *to = part(ruling, "to");
  bool span = *to && strcmp(from, to) != 0;
  buf_printf(out, "个案决定 %s%s%s", from, span ? " 至 " : "", span ? to : "");
  if (json_is_string(outcome)) buf_printf(out, " %s", json_string_value(outcome));
  buf_printf(out, "（档案 %s）", part(ruling, "file"));
  json_decref(ruling);
}

/* --- the older ones --------------------------------------------------------------------------- */

static const char *end_of(const json_t *ruling) {
  return *part(ruling, "to") ? part(ruling, "to") : part(ruling, "from");
}

enum overlap { APART = 0, IN_PART, WHOLE };

/* How much of `older` the newer one is about. Months and days are written so that texts compare
** as they do. */
static enum overlap overlap(const json_t *older, const json_t *newer) {
  if (strcmp(part(older, "decision"), part(newer, "decision")) != 0) return APART;
  bool apart =
      strcmp(end_of(older), part(newer, "from")) < 0 || strcmp(end_of(newer), part(older, "from")) < 0;
  if (apart) return APART;
  bool whole =
      strcmp(part(newer, "from"), part(older, "from")) <= 0 && strcmp(end_of(older), end_of(newer)) <= 0;
  return whole ? WHOLE : IN_PART;
}

/* The latest entry counts. An older one that it leaves nothing of is withdrawn, so that the log
** says so; one that it covers in part stays for its other months. */
static bool replace(struct recording *r, const char *name, const json_t *newer,
                    const struct store_event *events, int count, struct error *e) {
  for (int i = 0; i < count; i++) {
    json_t *older = NULL;
    if (events[i].kind != EVENT_RULING) continue;
    if (!ruling_of(&events[i], &older, e)) return false;
    bool gone = overlap(older, newer) == WHOLE;
    json_decref(older);
    struct store_event withdrawn = {.kind = EVENT_WITHDRAWN, .of = events[i].log};
    if (gone && !event_add(r, name, withdrawn, e)) return false;
  }
  return true;
}

/* Whether the same stands already, and nothing newer before it. */
static bool stands(const json_t *newer, const struct store_event *events, int count, bool *there,
                   struct error *e) {
  *there = false;
  for (int i = 0; i < count; i++) {
    json_t *older = NULL;
    if (events[i].kind != EVENT_RULING) continue;
    if (!ruling_of(&events[i], &older, e)) return false;
    if (json_equal(older, newer))
      *there = true;
    else if (overlap(older, newer) != APART)
      *there = false;
    json_decref(older);
  }
  return true;
}

bool record_ruling(struct recording *r, const char *name, const char *text, struct error *e) {
  json_t *given = json_read(text, strlen(text), name, e);
  struct store_event *events;
  int count = 0;
  bool there = false;
  if (!given) return false;
  bool ok = ruling_possible(r->policy, given, r->now, e) && events_of(r, &events, &count, e) &&
            stands(given, events, count, &there, e);
  char *compact = ok ? json_text(given, JSON_COMPACT) : NULL;
  if (ok && !compact) ok = error_set(e, ERR_MEMORY, "内存不足");
  if (ok && !there)
    ok = replace(r, name, given, events, count, e) &&
         event_add(r, name, (struct store_event){.kind = EVENT_RULING, .text = compact}, e);
  free(compact);
  json_decref(given);
  return ok;
}
