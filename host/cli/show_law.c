/* The law of a policy for people: parameters by date, readings, articles. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/cli.h"

char *joined(const json_t *texts, const char *key) {
  size_t i, size = 1;
  json_t *one;
  json_array_foreach(texts, i, one) {
    const char *text = key ? field(one, key) : json_string_value(one);
    size += (text ? strlen(text) : 0) + strlen("、");
  }
  char *made = calloc(1, size);
  json_array_foreach(texts, i, one) {
    const char *text = key ? field(one, key) : json_string_value(one);
    if (!made || !text) continue;
    if (*made) strcat(made, "、");
    strcat(made, text);
  }
  return made;
}

/* --- parameters ------------------------------------------------------------------------------- */

static void row_time(char *out, size_t size, const json_t *row) {
  const char *from = field(row, "from"), *to = field(row, "to");
  snprintf(out, size, "%s%s%s", *from ? from : "起点不明", *to ? " 至 " : " 起", to);
}

/* How far a source can be trusted, as `confidence` has it. */
static const char *confidence_word(const char *letter) {
  static const char *const words[][2] = {
      {"H", "高（官方文本）"}, {"M", "中（新闻报道）"}, {"L", "低（二手资料）"}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i][0], letter) == 0) return words[i][1];
  return letter;
}

static void row_source(char *out, size_t size, const json_t *row) {
  static const char *const parts[][2] = {
      {"issued", "公布 "}, {"by", "依据 "}, {"source", "出处 "}, {"confidence", "可信度："}};
  size_t used = 0;
  *out = '\0';
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    const char *text = field(row, parts[i][0]);
    if (!*text || used >= size) continue;
    if (strcmp(parts[i][0], "confidence") == 0) text = confidence_word(text);
    used += (size_t)snprintf(out + used, size - used, "%s%s%s", used ? "；" : "", parts[i][1], text);
  }
}

static void show_parameter(const json_t *p) {
  struct table t = {.columns = 3, .indent = 4};
  const char *unit = field(p, "unit");
  char time[96], source[512];
  size_t i;
  json_t *row;
  text_printf(stdout, "  %s ", field(p, "name"));
  text_put(stdout, field(p, "label"));
  if (*unit) text_printf(stdout, "（%s）", unit);
  text_printf(stdout, " %s%s\n", field(p, "article"),
              strcmp(field(p, "on"), "deciding") == 0 ? "，按决定之日" : "");
  json_array_foreach(json_object_get(p, "rows"), i, row) {
    char *plain = value_text(json_object_get(row, "value"));
    row_time(time, sizeof time, row);
    row_source(source, sizeof source, row);
    table_row(&t, time, plain ? plain : NO_MEMORY_TEXT, source);
    free(plain);
  }
  table_print(&t);
  if (i == 0 && *field(p, "who")) text_printf(stdout, "    还没有值，由%s决定\n", field(p, "who"));
}

void show_parameters(const json_t *policy) {
  size_t i;
  json_t *one;
  const json_t *all = json_object_get(policy, "parameters");
  if (json_array_size(all) > 0) puts("\n参数");
  json_array_foreach(all, i, one) show_parameter(one);
}

/* --- readings --------------------------------------------------------------------------------- */

static void show_reading(const json_t *r) {
  struct table t = {.columns = 4, .indent = 4};
  const char *chosen = field(r, "chosen"), *preset = field(r, "default");
  size_t i;
  json_t *one;
  text_printf(stdout, "  %s %s %s ", field(r, "name"), field(r, "id"), field(r, "article"));
  text_put(stdout, field(r, "ask"));
  putchar('\n');
  json_array_foreach(json_object_get(r, "options"), i, one) {
    const char *name = field(one, "name");
    table_row(&t, strcmp(name, chosen) == 0 ? "*" : " ", name, field(one, "label"),
              strcmp(name, preset) == 0 ? "默认" : "");
  }
  table_print(&t);
}

void show_readings(const json_t *policy) {
  size_t i;
  json_t *one;
  const json_t *all = json_object_get(policy, "readings");
  if (json_array_size(all) > 0) puts("\n适用口径（* 为所采用的）");
  json_array_foreach(all, i, one) show_reading(one);
}

/* --- articles --------------------------------------------------------------------------------- */

void show_articles(const json_t *policy) {
  struct table t = {.columns = 2, .indent = 2};
  size_t i;
  json_t *one;
  const json_t *all = json_object_get(policy, "articles");
  if (json_array_size(all) > 0) puts("\n条文");
  json_array_foreach(all, i, one) {
    const char *became = field(one, "became");
    table_row(&t, field(one, "article"), *became ? became : "没有编码，也没有登记");
  }
  table_print(&t);
}
