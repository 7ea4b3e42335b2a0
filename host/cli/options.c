/* One option parser for all verbs: `--name value`, `--name=value`, -h. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "host/cli/cli.h"

static const struct opt *find_option(const struct verb *verb, const char *name, size_t length) {
  for (const struct opt *o = verb->options; o && o->name; o++)
    if (strlen(o->name) == length && strncmp(o->name, name, length) == 0) return o;
  return NULL;
}

static bool fail_option(const struct verb *verb, const char *given, size_t length) {
  const char *names[24] = {"help"};
  char word[64], hint[160];
  int count = 1;
  for (const struct opt *o = verb->options; o && o->name && count < 24; o++)
    names[count++] = o->name;
  snprintf(word, sizeof word, "%.*s", (int)length, given);
  int near = text_nearest(word + strspn(word, "-"), names, count);
  if (near >= 0)
    snprintf(hint, sizeof hint, "是否想写 ‘--%s’？", names[near]);
  else
    snprintf(hint, sizeof hint, "用 bylaw help %s 查看它的选项", verb->name);
  fail(hint, "%s 没有选项 ‘%.*s’", verb->name, (int)length, given);
  return false;
}

static bool add_given(struct args *a, const struct opt *opt, const char *value) {
  if (!opt->repeats && args_has(a, opt->name)) {
    fail(NULL, "选项 --%s 只能给一次", opt->name);
    return false;
  }
  a->given[a->given_count++] = (struct given){opt, value};
  return true;
}

/* One word that begins with a dash, and the next one where it is its value; `*i` is moved past
** it. */
static bool read_option(struct args *a, int argc, char **argv, int *i) {
  const char *word = argv[*i];
  if (strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0) return a->help = true;
  const char *name = word + 2, *equals = strchr(word, '=');
  size_t length = equals ? (size_t)(equals - word) : strlen(word);
  const struct opt *opt = strncmp(word, "--", 2) == 0 ? find_option(a->verb, name, length - 2) : NULL;
  if (!opt) return fail_option(a->verb, word, length);
  if (!opt->value && equals) {
    fail(NULL, "选项 --%s 不带值", opt->name);
    return false;
  }
  if (!opt->value || equals) return add_given(a, opt, equals ? equals + 1 : "");
  /* A value that begins with two dashes is rather an option whose value was forgotten. */
  if (*i + 1 >= argc || strncmp(argv[*i + 1], "--", 2) == 0) {
    fail(NULL, "选项 --%s 缺少值：--%s %s", opt->name, opt->name, opt->value);
    return false;
  }
  return add_given(a, opt, argv[++*i]);
}

static bool count_operands(const struct args *a) {
  const struct verb *v = a->verb;
  char hint[160];
  snprintf(hint, sizeof hint, "用法：bylaw %s%s%s [选项]", v->name, *v->operands ? " " : "", v->operands);
  if (a->operand_count < v->least) {
    fail(hint, "%s 缺少参数", v->name);
    return false;
  }
  if (v->most >= 0 && a->operand_count > v->most) {
    fail(hint, "多余的参数 ‘%s’", a->operands[v->most]);
    return false;
  }
  return true;
}

bool args_read(struct args *a, const struct verb *verb, int argc, char **argv) {
  size_t most = (size_t)argc + 1;
  bool options = true;
  *a = (struct args){.verb = verb};
  a->operands = calloc(most, sizeof *a->operands);
  a->given = calloc(most, sizeof *a->given);
  if (!a->operands || !a->given) {
    fail_memory();
    return false;
  }
  for (int i = 0; i < argc; i++) {
    bool option = options && argv[i][0] == '-' && argv[i][1];
    if (option && strcmp(argv[i], "--") == 0)
      options = false;
    else if (!option)
      a->operands[a->operand_count++] = argv[i];
    else if (!read_option(a, argc, argv, &i))
      return false;
    if (a->help) return true; /* whatever else is wrong */
  }
  return count_operands(a);
}

void args_free(struct args *a) {
  free(a->operands);
  free(a->given);
}

const char *args_value(const struct args *a, const char *name) {
  for (int i = 0; i < a->given_count; i++)
    if (strcmp(a->given[i].opt->name, name) == 0) return a->given[i].value;
  return NULL;
}

bool args_has(const struct args *a, const char *name) {
  return args_value(a, name) != NULL;
}

char *args_joined(const struct args *a, const char *name) {
  size_t size = 1;
  for (int i = 0; i < a->given_count; i++)
    if (strcmp(a->given[i].opt->name, name) == 0) size += strlen(a->given[i].value) + 1;
  char *made = calloc(1, size);
  for (int i = 0; made && i < a->given_count; i++) {
    if (strcmp(a->given[i].opt->name, name) != 0) continue;
    if (*made) strcat(made, "\n");
    strcat(made, a->given[i].value);
  }
  return made;
}

void args_done(const struct args *a, const char *again, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(a->after->done, sizeof a->after->done, fmt, ap);
  va_end(ap);
  snprintf(a->after->again, sizeof a->after->again, "%s", again);
}
