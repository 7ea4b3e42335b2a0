/* An exploration as scenarios: a case for every row, two for every boundary. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/explore.h"

/* --- Lua -------------------------------------------------------------------------------------- */

static void put_text(FILE *to, const char *text) {
  putc('"', to);
  for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
    if (*c == '"' || *c == '\\')
      fprintf(to, "\\%c", *c);
    else if (*c < 0x20)
      fprintf(to, "\\%03d", *c);
    else
      putc(*c, to);
  }
  putc('"', to);
}

static void put_value(FILE *to, const json_t *v);

static void put_fields(FILE *to, const json_t *object) {
  const char *key, *between = " ";
  json_t *one;
  putc('{', to);
  json_object_foreach((json_t *)object, key, one) {
    fprintf(to, "%s%s = ", between, key);
    put_value(to, one);
    between = ", ";
  }
  fputs(json_object_size(object) ? " }" : "}", to);
}

static void put_value(FILE *to, const json_t *v) {
  size_t i;
  json_t *one;
  if (json_is_null(v)) {
    fputs("absent", to);
  } else if (json_is_boolean(v)) {
    fputs(json_is_true(v) ? "true" : "false", to);
  } else if (json_is_integer(v)) {
    fprintf(to, "%lld", (long long)json_integer_value(v));
  } else if (json_is_string(v)) {
    put_text(to, json_string_value(v));
  } else if (json_is_true(json_object_get(v, "unknown"))) {
    fputs("unknown", to);
  } else if (json_is_object(v)) {
    put_fields(to, v);
  } else {
    putc('{', to);
    json_array_foreach(v, i, one) {
      fputs(i ? ", " : " ", to);
      put_value(to, one);
    }
    fputs(json_array_size(v) ? " }" : "}", to);
  }
}

/* --- expectations ----------------------------------------------------------------------------- */

static void put_articles(FILE *to, const json_t *articles) {
  if (json_array_size(articles) == 1)
    put_value(to, json_array_get(articles, 0));
  else
    put_value(to, articles);
}

static void put_expected(FILE *to, const json_t *sample) {
  const char *outcome = field(sample, "outcome");
  const json_t *value = json_object_get(sample, "value"), *articles = json_object_get(sample, "articles");
  if (strcmp(outcome, "failed") == 0) {
    fputs("{ error = ", to);
    put_text(to, field(sample, "error"));
  } else if (strcmp(outcome, "value") == 0) {
    fputs(json_is_array(value) ? "{ list = " : "{ ", to);
    put_value(to, value);
    if (!json_is_array(value) && json_array_size(articles)) fputs(", because = ", to);
    if (!json_is_array(value) && json_array_size(articles)) put_articles(to, articles);
  } else {
    fprintf(to, "{ %s = ", outcome);
    put_articles(to, articles);
  }
  fputs(" }", to);
}

/* --- scenarios -------------------------------------------------------------------------------- */

struct writing {
  FILE *to;
  const json_t *answer;
  json_t *done;   /* facts that have a scenario already */
  json_t *titles; /* how often each came */
  bool starved;   /* no memory: something is left out */
};

static void put_readings(FILE *to, const char *readings) {
  fputs(", readings = {", to);
  for (const char *at = readings; *at;) {
    size_t n = strcspn(at, ","), name = strcspn(at, "=");
    fprintf(to, "%s %.*s = \"%.*s\"", at == readings ? "" : ",", (int)name, at, (int)(n - name - 1),
            at + name + 1);
    at += n + (at[n] == ',');
  }
  fputs(" }", to);
}

/* Nothing is told twice: the same person decided the same way proves nothing new. */
static bool is_new(struct writing *w, const json_t *sample) {
  char *key = json_dumps(json_object_get(sample, "facts"), JSON_COMPACT | JSON_SORT_KEYS);
  bool fresh = key && !json_object_get(w->done, key);
  if (key) object_put(&w->done, key, json_true());
  w->starved = w->starved || !key || !w->done;
  free(key);
  return fresh;
}

/* Titles are unique in a file: what came before gets its number. */
static void put_title(struct writing *w, const char *title) {
  char unique[460];
  long long count = json_integer_value(json_object_get(w->titles, title)) + 1;
  object_put(&w->titles, title, json_integer(count));
  w->starved = w->starved || !w->titles;
  snprintf(unique, sizeof unique, count > 1 ? "%s（%lld）" : "%s", title, count);
  put_text(w->to, unique);
}

static void put_scenario(struct writing *w, const char *title, const json_t *sample) {
  const char *asked = asked_key(w->answer), *time = field(w->answer, asked), *key;
  json_t *one;
  /* An error that names a masked number is not what the program will say. */
  if (strstr(field(sample, "error"), "**") || strcmp(field(sample, "outcome"), "needs") == 0 ||
      !is_new(w, sample))
    return;
  fputs("scenario ", w->to);
  put_title(w, title);
  fprintf(w->to, " { %s = \"%s\"", asked, time);
  json_object_foreach(json_object_get(sample, "facts"), key, one) {
    fprintf(w->to, ", %s = ", key);
    put_value(w->to, one);
  }
  if (*field(w->answer, "readings")) put_readings(w->to, field(w->answer, "readings"));
  fprintf(w->to, ",\n  %s = ", field(w->answer, "decision"));
  put_expected(w->to, sample);
  fputs(" }\n", w->to);
}

static void row_title(char *title, size_t size, const json_t *row) {
  const json_t *conditions = json_object_get(row, "conditions");
  size_t n = 0, i;
  json_t *one;
  n += (size_t)snprintf(title, size, "%s", field(row, "text"));
  json_array_foreach(conditions, i, one) {
    if (n >= size) break;
    n += (size_t)snprintf(title + n, size - n, "%s%s", i ? "；" : "：", json_string_value(one));
  }
  if (n >= size) { /* cut at a whole character */
    n = size - 1;
    while (n > 0 && ((unsigned char)title[n] & 0xC0) == 0x80)
      n--;
    title[n] = '\0';
  }
}

static void put_boundary(struct writing *w, const json_t *b) {
  char title[400];
  const char *text = *field(b, "text") ? field(b, "text") : field(b, "term");
  for (int yes = 0; yes < 2; yes++) {
    const json_t *sample = json_object_get(b, yes ? "yes" : "no");
    snprintf(title, sizeof title, "边界%s：%.300s", yes ? "之内" : "之外", *text ? text : field(b, "fact"));
    put_scenario(w, title, sample);
  }
}

bool explore_scenarios(const json_t *answer, FILE *to) {
  struct writing w = {.to = to, .answer = answer, .done = json_object(), .titles = json_object()};
  char title[400];
  size_t i;
  json_t *one;
  const char *asked = asked_key(answer);
  fprintf(to, "-- 由 bylaw explore %s %s --%s %s 写出：每行结果一个案例，每个边界的两侧各一个。\n",
          field(answer, "policy"), field(answer, "decision"), asked, field(answer, asked));
  fputs("-- 期望的结果是程序现在的结果：请对照文件逐条核对后再采用。\n", to);
  fputs("policy ", to);
  put_text(to, field(answer, "policy"));
  fputs("\n\n", to);
  json_array_foreach(json_object_get(answer, "rows"), i, one) {
    row_title(title, sizeof title, one);
    put_scenario(&w, title, json_object_get(one, "sample"));
  }
  fputs("\n", to);
  json_array_foreach(json_object_get(answer, "boundaries"), i, one) put_boundary(&w, one);
  json_decref(w.done);
  json_decref(w.titles);
  return !w.starved;
}
