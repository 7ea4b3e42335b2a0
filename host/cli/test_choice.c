/* Which scenarios are run: files, folders, FILE:LINE, --name. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "host/cli/cli.h"

/* --- files ------------------------------------------------------------------------------------ */

static bool add_file(struct test_choice *c, const char *path, size_t length, int line) {
  struct test_file *more = realloc(c->files, (size_t)(c->count + 1) * sizeof *more);
  if (more) c->files = more;
  char *copy = more ? strndup(path, length) : NULL;
  if (!copy) return fail_memory() == EXIT_YES;
  c->files[c->count++] = (struct test_file){copy, line};
  return true;
}

static bool add_folder(struct test_choice *c, const char *folder) {
  json_t *paths = lua_files(folder), *one;
  bool ok = paths != NULL;
  size_t i;
  json_array_foreach(paths, i, one) {
    const char *path = json_string_value(one);
    ok = ok && add_file(c, path, strlen(path), 0);
  }
  json_decref(paths);
  return ok;
}

/* FILE:LINE, unless there is a file of that name. */
static bool add_operand(struct test_choice *c, const char *operand) {
  struct stat info;
  const char *colon = strrchr(operand, ':');
  size_t digits = colon ? strspn(colon + 1, "0123456789") : 0;
  if (is_folder(operand)) return add_folder(c, operand);
  if (digits == 0 || digits > 9 || colon[1 + digits] || stat(operand, &info) == 0)
    return add_file(c, operand, strlen(operand), 0);
  int line = atoi(colon + 1);
  if (line > 0) return add_file(c, operand, (size_t)(colon - operand), line);
  fail("行号从 1 开始，例如 tests/scenarios/x.lua:12", "没有第 0 行：%s", operand);
  return false;
}

bool test_choice_open(struct test_choice *c, const struct args *a) {
  bool ok = true;
  *c = (struct test_choice){.name = args_value(a, "name")};
  if (c->name && !*c->name) {
    fail("写出标题中的一段文字，例如 --name 满90周岁", "--name 没有写内容");
    return false;
  }
  if (a->operand_count == 0) return add_folder(c, "tests/scenarios");
  for (int i = 0; i < a->operand_count; i++)
    if (!add_operand(c, a->operands[i])) ok = false;
  return ok;
}

void test_choice_free(struct test_choice *c) {
  for (int i = 0; i < c->count; i++)
    free(c->files[i].path);
  free(c->files);
}

bool test_choice_some(const struct test_choice *c) {
  bool some = c->name != NULL;
  for (int i = 0; i < c->count; i++)
    some = some || c->files[i].line > 0;
  return some;
}

/* --- scenarios -------------------------------------------------------------------------------- */

/* Whether `text` begins with `pattern`, in which * stands for anything. Each * takes as little as
** it can; when the rest does not fit, the last one takes a byte more. So it takes no more than the
** product of both lengths. */
static bool begins_with(const char *text, const char *pattern) {
  const char *star = NULL, *again = NULL;
  while (*pattern) {
    if (*pattern == '*') {
      star = ++pattern;
      again = text;
    } else if (*text && *text == *pattern) {
      text++;
      pattern++;
    } else {
      if (!star || !*again) return false;
      text = ++again;
      pattern = star;
    }
  }
  return true;
}

static bool title_meets(const char *title, const char *pattern) {
  for (;; title++) {
    if (begins_with(title, pattern)) return true;
    if (!*title || *pattern == '*') return false; /* a * at the beginning has tried all places */
  }
}

static bool is_chosen(const struct test_choice *c, const struct test_file *f, const json_t *one) {
  long long first = json_integer_value(json_object_get(one, "line"));
  long long last = json_integer_value(json_object_get(one, "last"));
  if (f->line > 0 && (f->line < first || f->line > last)) return false;
  return !c->name || title_meets(field(one, "title"), c->name);
}

static json_t *read_list(bylaw *b, const struct test_file *f, bylaw_error *e) {
  char *text;
  if (bylaw_scenarios(b, f->path, &text, e) != BYLAW_OK) return NULL;
  json_t *list = take_json(text);
  if (!list) *e = (bylaw_error){.status = BYLAW_ENOMEM, .message = "内存不足"};
  return list;
}

int *test_choice_of(struct test_choice *c, const struct test_file *f, bylaw *b, int *count, bylaw_error *e) {
  json_t *list = read_list(b, f, e), *one;
  int *which = list ? calloc(json_array_size(list) + 1, sizeof *which) : NULL;
  size_t i;
  *count = which ? 0 : -1;
  if (list && !which) *e = (bylaw_error){.status = BYLAW_ENOMEM, .message = "内存不足"};
  json_array_foreach(list, i, one) {
    if (which && is_chosen(c, f, one)) which[(*count)++] = (int)i;
  }
  c->total += (int)json_array_size(list);
  if (which) c->chosen += *count;
  json_decref(list);
  return which;
}

/* --- nothing was chosen ----------------------------------------------------------------------- */

enum { NEAR = 3 };

struct near {
  char text[400];
  long long score;
};

static long long line_score(const json_t *one, int line) {
  long long first = json_integer_value(json_object_get(one, "line"));
  long long last = json_integer_value(json_object_get(one, "last"));
  return line < first ? line - first : last - line;
}

/* How many pairs of neighbouring characters of the pattern the title has too: words in another
** order still count. */
static long long title_score(const char *title, const char *pattern) {
  long long score = 0;
  unsigned code;
  for (int n = text_next(pattern, &code), m; n > 0; pattern += n, n = m) {
    char pair[12] = "";
    m = text_next(pattern + n, &code);
    snprintf(pair, sizeof pair, "%.*s", n + m, pattern);
    score += (m > 0 || score == 0) && strstr(title, pair) != NULL;
  }
  return score;
}

static void keep_near(struct near *best, const struct test_choice *c, const struct test_file *f,
                      const json_t *one) {
  long long score = f->line > 0 ? line_score(one, f->line) : title_score(field(one, "title"), c->name);
  int at = NEAR;
  while (at > 0 && (!*best[at - 1].text || best[at - 1].score < score))
    at--;
  if (at == NEAR) return;
  memmove(&best[at + 1], &best[at], (size_t)(NEAR - at - 1) * sizeof *best);
  best[at].score = score;
  snprintf(best[at].text, sizeof best[at].text, "%s:%lld %s", f->path,
           json_integer_value(json_object_get(one, "line")), field(one, "title"));
}

void test_choice_none(const struct test_choice *c, bylaw *b) {
  struct near best[NEAR] = {{"", 0}};
  char hint[1400] = "";
  size_t used = 0;
  for (int i = 0; i < c->count; i++) {
    bylaw_error e;
    json_t *list = read_list(b, &c->files[i], &e), *one;
    size_t k;
    json_array_foreach(list, k, one) keep_near(best, c, &c->files[i], one);
    json_decref(list);
  }
  for (int i = 0; i < NEAR && *best[i].text && used < sizeof hint; i++)
    used +=
        (size_t)snprintf(hint + used, sizeof hint - used, "%s%s", i ? "\n      " : "相近的：", best[i].text);
  if (c->name)
    fail(hint, "没有标题含 ‘%s’ 的场景（共 %d 个）", c->name, c->total);
  else
    fail(hint, "写明的行上没有场景（共 %d 个）", c->total);
}
