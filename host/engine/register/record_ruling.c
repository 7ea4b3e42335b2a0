/* Recording what a committee decided about one person; a newer ruling takes the place of an
** older one. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/facts_json.h"
#include "host/engine/register/record.h"
#include "host/engine/policy/storage.h"

/* --- the older ones --------------------------------------------------------------------------- */

static const char *end_of(const json_t *ruling) {
  return *ruling_part(ruling, "to") ? ruling_part(ruling, "to") : ruling_part(ruling, "from");
}

enum overlap { APART = 0, IN_PART, WHOLE };

/* How much of `older` the newer one is about. Months and days are written so that texts compare
** as they do. */
static enum overlap overlap(const json_t *older, const json_t *newer) {
  if (strcmp(ruling_part(older, "decision"), ruling_part(newer, "decision")) != 0) return APART;
  bool apart = strcmp(end_of(older), ruling_part(newer, "from")) < 0 ||
               strcmp(end_of(newer), ruling_part(older, "from")) < 0;
  if (apart) return APART;
  bool whole = strcmp(ruling_part(newer, "from"), ruling_part(older, "from")) <= 0 &&
               strcmp(end_of(older), end_of(newer)) <= 0;
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
