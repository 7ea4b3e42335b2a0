/* bylaw test --mutate: changes of the policy that no scenario noticed. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "host/cli/ledger.h"

/* A whole number from 0; `fallback` when the option is not given. False: printed. */
static bool read_number(const struct args *a, const char *name, unsigned long fallback, unsigned long *out) {
  const char *text = args_value(a, name);
  char *end = NULL;
  *out = fallback;
  if (!text) return true;
  errno = 0;
  *out = strtoul(text, &end, 10);
  if (*text >= '0' && *text <= '9' && !*end && errno == 0 && *out <= 1000000000) return true;
  fail("写一个整数，例如 100", "--%s 应为 0 到 10 亿的整数，得到 ‘%s’", name, text);
  return false;
}

static const char *kind_word(const char *kind) {
  static const char *const words[][2] = {{"value", "值"},        {"date", "日期"}, {"compare", "比较"},
                                         {"logic", "且或"},      {"not", "否定"},  {"requires", "条件"},
                                         {"when", "适用的条件"}, {"number", "数"}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i][0], kind) == 0) return words[i][1];
  return kind;
}

static long long number(const json_t *object, const char *name) {
  return json_integer_value(json_object_get(object, name));
}

static void print_missed(const json_t *one) {
  print_place(stdout, field(one, "file"), (int)number(one, "line"), (int)number(one, "column"));
  text_printf(stdout, "%s", kind_word(field(one, "kind")));
  if (*field(one, "name")) {
    printf(" ‘");
    text_put(stdout, field(one, "name"));
    printf("’");
  }
  if (*field(one, "article")) {
    printf("（");
    text_put(stdout, field(one, "article"));
    printf("）");
  }
  printf("\n  原文：");
  text_put(stdout, field(one, "original"));
  printf("\n  改为：");
  text_put(stdout, *field(one, "mutated") ? field(one, "mutated") : "（删去）");
  putchar('\n');
}

static void print_report(const json_t *report) {
  const json_t *missed = json_object_get(report, "missed");
  size_t i;
  json_t *one;
  json_array_foreach(missed, i, one) print_missed(one);
  text_printf(stdout, "%s：改动 %lld 处，察觉 %lld 处，没有察觉 %zu 处", field(report, "policy"),
              number(report, "mutants"), number(report, "noticed"), json_array_size(missed));
  if (number(report, "mutants") < number(report, "possible"))
    printf("（从 %lld 处中抽取，种子 %lld）", number(report, "possible"), number(report, "seed"));
  putchar('\n');
}

/* NULL: printed. */
static json_t *ask(struct shelf *s, bylaw_mutate_request *q) {
  bylaw_error e;
  struct progress p;
  char *text;
  progress_open(&p);
  q->progress = p.tell;
  bylaw_status status = bylaw_mutate(s->handle, q, &text, &e);
  progress_close(&p);
  return answer_of(status, &text, &e);
}

static int report(json_t *reports, bool json) {
  bool noticed = true;
  size_t i;
  json_t *one;
  json_array_foreach(reports, i, one) {
    if (json_array_size(json_object_get(one, "missed")) > 0) noticed = false;
    if (!json) print_report(one);
  }
  int status = noticed ? EXIT_YES : EXIT_NO;
  if (json) return print_json(reports) == EXIT_YES ? status : EXIT_BAD;
  json_decref(reports);
  return status;
}

int mutate_files(struct shelf *s, const struct args *a, const struct test_choice *c) {
  unsigned long limit, seed;
  if (!read_number(a, "limit", 0, &limit) || !read_number(a, "seed", 1, &seed)) return EXIT_BAD;
  const char **paths = calloc((size_t)c->count + 1, sizeof *paths);
  if (!paths) return fail_memory();
  for (int i = 0; i < c->count; i++)
    paths[i] = c->files[i].path;
  bylaw_mutate_request q = {.policy = args_value(a, "policy"),
                            .paths = paths,
                            .count = (size_t)c->count,
                            .limit = limit,
                            .seed = (unsigned)seed};
  json_t *reports = ask(s, &q);
  free(paths);
  if (!reports) return EXIT_BAD;
  int status = report(reports, args_has(a, "json"));
  return json_array_size(s->errors) > 0 ? EXIT_BAD : status;
}
