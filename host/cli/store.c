/* The database that a verb works with, and who works with it, when. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "host/cli/ledger.h"

/* --wait in seconds, for as long as a day. */
static bool set_wait(struct shelf *s, const struct args *a) {
  const char *text = args_value(a, "wait");
  size_t length = text ? strlen(text) : 0;
  bylaw_error e;
  if (!text) return true;
  if (length == 0 || length > 5 || strspn(text, "0123456789") != length) {
    fail("写秒数，例如 --wait 30", "--wait ‘%s’ 不是秒数", text);
    return false;
  }
  long seconds = strtol(text, NULL, 10);
  if (bylaw_store_wait(s->handle, seconds > 86400 ? -1 : (int)seconds * 1000, &e) == BYLAW_OK) return true;
  print_error(&e);
  return false;
}

bool shelf_store(struct shelf *s, const struct args *a, int how) {
  const char *path = args_value(a, "db");
  bylaw_error e;
  if (!path) path = getenv("BYLAW_DB");
  if (!path || !*path) {
    fail("用 --db FILE 写明数据库，或设置环境变量 BYLAW_DB", "没有写明数据库");
    return false;
  }
  if (!set_wait(s, a)) return false;
  if (bylaw_store(s->handle, path, how, &e) == BYLAW_OK) return true;
  print_error(&e);
  return false;
}

bool shelf_open_store(struct shelf *s, const struct args *a, int asked, int how) {
  return shelf_open(s, a, a->operands, asked) && (asked == 0 || shelf_asked(s)) && shelf_store(s, a, how);
}

bool shelf_bare_store(struct shelf *s, const struct args *a, int how) {
  return shelf_bare(s) && shelf_store(s, a, how);
}

const char *shelf_asked(const struct shelf *s) {
  return json_string_value(json_array_get(s->ids, 0));
}

/* --- what a policy calls things --------------------------------------------------------------- */

static json_t *describe(struct shelf *s, const char *id) {
  bylaw_error e;
  char *text;
  return answer_of(bylaw_describe(s->handle, id, &text, &e), &text, &e);
}

/* Whether the policy is what was asked for: by its id, "POLICY:SUBJECT", or one of its subjects. */
static bool is_asked(const json_t *description, const char *asked) {
  size_t i, n = strcspn(asked, ":");
  const char *id = field(description, "id");
  json_t *one;
  if (strlen(id) == n && strncmp(id, asked, n) == 0) return true;
  json_array_foreach(json_object_get(description, "subjects"), i, one) {
    if (strcmp(field(one, "name"), asked) == 0) return true;
  }
  return false;
}

json_t *shelf_describe(struct shelf *s, const char *asked) {
  json_t *policies = shelf_policies(s), *one, *found = NULL;
  size_t i;
  json_array_foreach(policies, i, one) {
    json_t *d = found ? NULL : describe(s, field(one, "id"));
    if (is_asked(d, asked))
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

/* --- who and when ----------------------------------------------------------------------------- */

/* Today by the clock, or what $BYLAW_TODAY says, so that tests do not hang on the day. "": there is
** no clock. */
static const char *today(char room[DAY_SIZE]) {
  const char *said = getenv("BYLAW_TODAY");
  time_t now = time(NULL);
  struct tm local;
  *room = '\0';
  if (said && *said) return said;
  if (now != (time_t)-1 && localtime_r(&now, &local)) strftime(room, DAY_SIZE, "%Y-%m-%d", &local);
  return room;
}

const char *on_or_today(const struct args *a, char room[DAY_SIZE]) {
  const char *given = args_value(a, "on");
  return given ? given : today(room);
}

/* The number of a day; false: it is none, which the library tells. */
static bool day_number(const char *text, long long *day) {
  struct tm split = {0};
  int used = 0;
  if (sscanf(text, "%4d-%2d-%2d%n", &split.tm_year, &split.tm_mon, &split.tm_mday, &used) != 3 || text[used])
    return false;
  split.tm_year -= 1900;
  split.tm_mon--;
  *day = (long long)timegm(&split) / (24 * 60 * 60);
  return true;
}

bool on_may_be(const struct args *a) {
  char room[DAY_SIZE];
  const char *on = args_value(a, "on"), *now = today(room);
  long long asked, present;
  if (!on || !day_number(on, &asked) || !day_number(now, &present) || asked <= present) return true;
  if (asked - present > MOST_AHEAD) {
    fail("核对年份；到那一天再办理", "--on %s 比今天（%s）晚 %lld 天", on, now, asked - present);
    return false;
  }
  if (args_has(a, "ahead")) return true;
  fail("确要提前办理时加上 --ahead", "--on %s 还没有到（今天是 %s）", on, now);
  return false;
}

const char *by_or_user(const struct args *a) {
  const char *by = args_value(a, "by");
  if (!by) by = getenv("USER");
  return by ? by : "";
}
