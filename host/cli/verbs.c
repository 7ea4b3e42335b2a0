/* The verbs and their help. */
#include <string.h>

#include "host/cli/cli.h"

const struct verb *verb_at(int i) {
  static const struct verb *(*const verbs[])(void) = {
      list_verb,    show_verb,   check_verb,  decide_verb, explain_verb, needs_verb, explore_verb,
      compare_verb, test_verb,   import_verb, record_verb, export_verb,  pay_verb,   budget_verb,
      verify_verb,  replay_verb, new_verb,    help_verb,   version_verb,
  };
  return i >= 0 && i < (int)(sizeof verbs / sizeof *verbs) ? verbs[i]() : NULL;
}

const struct verb *verb_find(const char *name) {
  const struct verb *v;
  for (int i = 0; (v = verb_at(i)); i++)
    if (strcmp(v->name, name) == 0) return v;
  return NULL;
}

int verb_unknown(const char *name) {
  const char *names[32];
  char hint[96] = "用 bylaw help 查看所有命令";
  int count = 0;
  for (; count < 32 && verb_at(count); count++)
    names[count] = verb_at(count)->name;
  int near = text_nearest(name, names, count);
  if (near >= 0) snprintf(hint, sizeof hint, "是否想写 ‘%s’？", names[near]);
  return fail(hint, "没有命令 ‘%s’", name);
}

static void print_option(FILE *to, const char *name, const char *value, const char *help) {
  char head[64];
  snprintf(head, sizeof head, "--%s%s%s", name, value ? " " : "", value ? value : "");
  fprintf(to, "  %-22s  %s\n", head, help);
}

void verb_help_print(const struct verb *v, FILE *to) {
  fprintf(to, "用法：bylaw %s%s%s [选项]\n%s。\n\n选项：\n", v->name, *v->operands ? " " : "", v->operands,
          v->summary);
  for (const struct opt *o = v->options; o && o->name; o++)
    print_option(to, o->name, o->value, o->help);
  print_option(to, "help", NULL, "显示这份说明（也可写 -h）");
  if (v->notes) fprintf(to, "\n%s", v->notes);
  fprintf(to, "\n例：\n  %s\n", v->example);
}

void verbs_print(FILE *to) {
  const struct verb *v;
  fputs("用法：bylaw 命令 [参数] [选项]\n执行写成 Lua 的公共政策：每个结果都附依据的条文。\n\n命令：\n", to);
  for (int i = 0; (v = verb_at(i)); i++)
    fprintf(to, "  %-10s%s\n", v->name, v->summary);
  fputs("\n用 bylaw help 命令 查看一个命令的选项和例子。\n", to);
}
