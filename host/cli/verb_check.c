/* bylaw check: what can be said against the policies. */
#include <string.h>

#include "host/cli/cli.h"

static const char *level_word(const char *level) {
  if (strcmp(level, "error") == 0) return "错误";
  return strcmp(level, "warning") == 0 ? "警告" : "说明";
}

static bool counts(const json_t *finding) {
  return strcmp(field(finding, "level"), "note") != 0;
}

static void print_finding(const json_t *f) {
  const char *article = field(f, "article"), *message = field(f, "message"), *hint = field(f, "hint");
  print_place(stdout, field(f, "file"), (int)json_integer_value(json_object_get(f, "line")),
              (int)json_integer_value(json_object_get(f, "column")));
  text_printf(stdout, "%s：", level_word(field(f, "level")));
  text_put(stdout, message);
  if (*article && !strstr(message, article)) text_printf(stdout, "（%s）", article);
  putchar('\n');
  if (!*hint) return;
  fputs("  建议：", stdout);
  text_put(stdout, hint);
  putchar('\n');
}

/* Findings of one policy, added to `all` with its id: what its text shows, or (`outcomes`) what
** deciding shows. */
static int check_one(struct shelf *s, const char *id, bool outcomes, json_t **all) {
  bylaw_error e;
  char *text;
  int status = EXIT_YES;
  size_t i;
  json_t *one;
  bylaw_status done =
      outcomes ? bylaw_check_outcomes(s->handle, id, &text, &e) : bylaw_check(s->handle, id, &text, &e);
  json_t *findings = answer_of(done, &text, &e);
  if (!findings) return EXIT_BAD;
  json_array_foreach(findings, i, one) {
    if (counts(one)) status = EXIT_NO;
    if (!object_change(one, "policy", json_string_nocheck(id))) list_add(all, NULL);
  }
  list_add_all(all, findings);
  json_decref(findings);
  return status;
}

/* The ids asked for, or those of all that loaded. A new reference. */
static json_t *ids_to_check(struct shelf *s, const struct args *a) {
  if (a->operand_count > 0) return json_incref(s->ids);
  json_t *policies = shelf_policies(s), *ids = json_array(), *one;
  size_t i;
  json_array_foreach(policies, i, one) list_add(&ids, json_incref(json_object_get(one, "id")));
  json_decref(policies);
  return ids;
}

static void print_findings(const json_t *findings, size_t policies) {
  size_t i, told[3] = {0};
  json_t *one;
  json_array_foreach(findings, i, one) {
    const char *level = field(one, "level");
    print_finding(one);
    told[strcmp(level, "error") == 0 ? 0 : strcmp(level, "warning") == 0 ? 1 : 2]++;
  }
  printf("检查了 %zu 项政策：%zu 个错误，%zu 个警告，%zu 条说明\n", policies, told[0], told[1], told[2]);
}

static int check(struct shelf *s, const struct args *a) {
  json_t *ids = ids_to_check(s, a), *all = json_array(), *id;
  if (!ids) {
    json_decref(all);
    return fail_memory();
  }
  /* Asked by name, a broken file of another policy is told, but it does not decide. */
  bool whole = a->operand_count == 0 || json_array_size(ids) < (size_t)a->operand_count;
  int worst = whole && json_array_size(s->errors) > 0 ? EXIT_BAD : EXIT_YES;
  size_t i, checked = 0;
  json_array_foreach(ids, i, id) {
    int status = check_one(s, json_string_value(id), false, &all);
    if (status != EXIT_BAD && !args_has(a, "quick")) {
      int more = check_one(s, json_string_value(id), true, &all);
      if (more > status) status = more;
    }
    if (status != EXIT_BAD) checked++;
    if (status > worst) worst = status;
  }
  if (args_has(a, "json")) {
    list_add_all(&s->errors, all);
    if (print_json(json_incref(s->errors)) != EXIT_YES) worst = EXIT_BAD;
  } else if (all) {
    print_findings(all, checked);
  } else {
    worst = fail_memory();
  }
  json_decref(all);
  json_decref(ids);
  return worst;
}

static int run(const struct args *a) {
  struct shelf s;
  int status = shelf_open(&s, a, a->operands, a->operand_count) ? check(&s, a) : EXIT_BAD;
  shelf_close(&s);
  return status;
}

const struct verb *check_verb(void) {
  static const struct opt options[] = {
      {"quick", NULL, "只看文本，不探索各项决定的结果", false}, OPTION_POLICIES, OPTION_JSON, {0}};
  static const struct verb verb = {
      .name = "check",
      .summary = "检查政策：没有编码的条文、没有值的参数、互相冲突的规则、没有规则适用的人",
      .operands = "[POLICY …]",
      .most = -1,
      .options = options,
      .notes = "POLICY 是政策的 id，或一个 .lua 文件；不写则检查全部。\n"
               "退出状态：0 没有错误和警告；1 有错误或警告；2 有政策无法加载，或用法有错。\n",
      .example = "bylaw check policies/old_age_allowance.lua",
      .run = run};
  return &verb;
}
