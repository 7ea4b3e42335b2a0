/* Recording a path. */
#include "host/trace/path.h"

#include <stdlib.h>

enum { FIRST_EVENTS = 256, DEFAULT_MOST = 1 << 16 };

void path_reset(struct path *p) {
  p->count = 0;
  p->cut = p->starved = false;
}

void path_free(struct path *p) {
  free(p->events);
  *p = (struct path){.most = p->most};
}

static bool make_room(struct path *p) {
  uint32_t most = p->most ? p->most : DEFAULT_MOST;
  if (p->count >= most) return false;
  if (p->count < p->room) return true;
  uint32_t room = p->room ? p->room * 2 : FIRST_EVENTS;
  struct path_event *events = realloc(p->events, room * sizeof *events);
  p->starved = !events;
  if (!events) return false;
  p->events = events;
  p->room = room;
  return true;
}

uint32_t path_add(struct path *p, struct path_event event) {
  if (p->cut || !make_room(p)) { /* after a gap nothing would be in its place */
    p->cut = true;
    return PATH_NONE;
  }
  p->events[p->count] = event;
  return p->count++;
}

void path_end(struct path *p, uint32_t begun, struct path_event event) {
  if (begun == PATH_NONE || begun >= p->count) return;
  event.end = begun;
  event.name = p->events[begun].name;
  uint32_t at = path_add(p, event);
  p->events[begun].end = at;
}

static bool begins(const struct path_event *e) {
  return e->kind == PATH_ENTER || e->kind == PATH_DECISION || e->kind == PATH_REQUIREMENT ||
         e->kind == PATH_RULE || e->kind == PATH_GIVE;
}

void path_fail(struct path *p, uint32_t from) {
  uint32_t at = path_add(p, (struct path_event){.kind = PATH_FAILED, .end = PATH_NONE});
  for (uint32_t i = from; i < p->count; i++)
    if (begins(&p->events[i]) && p->events[i].end == PATH_NONE) p->events[i].end = at;
}
