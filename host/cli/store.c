/* The database that a verb works with, and who works with it, when. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "host/cli/ledger.h"

bool shelf_store(struct shelf *s, const struct args *a, int how) {
  const char *path = args_value(a, "db");
  bylaw_error e;
  if (!path) path = getenv("BYLAW_DB");
  if (!path || !*path) {
    fail("用 --db FILE 写明数据库，或设置环境变量 BYLAW_DB", "没有写明数据库");
    return false;
  }
  if (bylaw_store(s->handle, path, how, &e) == BYLAW_OK) return true;
  print_error(&e);
  return false;
}

bool shelf_open_store(struct shelf *s, const struct args *a, int asked, int how) {
  return shelf_open(s, a, a->operands, asked) && (asked == 0 || shelf_asked(s)) && shelf_store(s, a, how);
}

const char *shelf_asked(const struct shelf *s) {
  return json_string_value(json_array_get(s->ids, 0));
}

/* --- what a policy calls things ------------------------------------------------------------ */

static json_t *describe(struct shelf *s, const char *id) {
  bylaw_error e;
  char *text;
  return answer_of(bylaw_describe(s->handle, id, &text, &e), &text, &e);
}

json_t *shelf_describe(struct shelf *s, const char *asked) {
  json_t *policies = shelf_policies(s), *one, *found = NULL;
  size_t i;
  json_array_foreach(policies, i, one) {
    json_t *d = found ? NULL : describe(s, field(one, "id"));
    bool fits = strcmp(field(d, "id"), asked) == 0 ||
                strcmp(field(json_object_get(d, "subject"), "name"), asked) == 0;
    if (fits)
      found = d;
    else
      json_decref(d);
  }
  json_decref(policies);
  return found ? found : describe(s, asked);
}

const char *fact_label(const json_t *description, const char *name) {
  size_t i;
  json_t *one;
  json_array_foreach(json_object_get(description, "facts"), i, one) {
    if (strcmp(field(one, "name"), name) == 0 && *field(one, "label")) return field(one, "label");
  }
  return name;
}

/* --- who and when -------------------------------------------------------------------------- */

const char *on_or_today(const struct args *a, char room[DAY_SIZE]) {
  const char *given = args_value(a, "on");
  time_t now = time(NULL);
  struct tm local;
  if (given) return given;
  *room = '\0'; /* no clock: the library asks for the day */
  if (now != (time_t)-1 && localtime_r(&now, &local)) strftime(room, DAY_SIZE, "%Y-%m-%d", &local);
  return room;
}

const char *by_or_user(const struct args *a) {
  const char *by = args_value(a, "by");
  if (!by) by = getenv("USER");
  return by ? by : "";
}
