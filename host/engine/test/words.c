/* Expected and actual outcomes in the words of officials: `{"1":"20.00","because":"第四条"}` reads
** 20.00；依据 第四条. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/test/scenario.h"

struct words {
  const struct model *model;       /* NULL: of a policy that is not there */
  const struct decision *decision; /* NULL: of a step of a story */
  const char *what;
  struct buf text;
};

static const char *word_in(const char *const words[][2], const char *name) {
  for (int i = 0; words[i][0]; i++)
    if (strcmp(words[i][0], name) == 0) return words[i][1];
  return NULL;
}

static const char *key_word(const char *key) {
  static const char *const words[][2] = {{"1", ""},
                                         {"list", ""},
                                         {"value", "结果 "},
                                         {"because", "依据 "},
                                         {"refused", "不符合条件 "},
                                         {"hold", "暂缓 "},
                                         {"undetermined", "尚无规定 "},
                                         {"needs", "还需要 "},
                                         {"warns", "提醒 "},
                                         {"error", "错误 "},
                                         {"article", ""},
                                         {"text", ""},
                                         {"who", "由 "},
                                         {"earliest", "最早 "},
                                         {"latest", "最迟 "},
                                         {"from", "应由 "},
                                         {"to", "付给 "},
                                         {"amount", ""},
                                         {"cause", "原因 "},
                                         {"payer", "发放 "},
                                         {NULL, NULL}};
  const char *word = word_in(words, key);
  return word ? word : key;
}

const char *result_label(const struct model *m, const char *decision) {
  static const char *const steps[][2] = {
      {"expect", "发放结果"}, {"pending", "待处理"}, {"between", "区县间结算"}, {"owed", "尚未追回"},
      {"verify", "全部重算"}, {"pay", "发放"},       {"story", "步骤"},         {NULL, NULL}};
  const char *word = word_in(steps, decision);
  for (int i = 0; m && i < m->decision_count; i++)
    if (strcmp(m->decisions[i].name, decision) == 0) return m->decisions[i].label;
  return word ? word : "";
}

static const char *cause_word(const char *cause) {
  static const char *const words[][2] = {
      {"", "当月正常发放"}, {"fact", "情况变化"}, {"law", "政策调整"}, {"reading", "口径变化"}, {NULL, NULL}};
  const char *word = word_in(words, cause);
  return word ? word : cause;
}

static const char *pending_word(const char *kind) {
  static const char *const words[][2] = {
      {"hold", "暂缓发放（待核实）"},        {"undetermined", "尚无规定"},  {"needs", "缺少事实"},
      {"failed", "事实或规则有错"},          {"error", "事实或规则有错"},   {"account", "没有卡号，或已退回"},
      {"before_ledger", "记账以前可能多付"}, {"payer", "发放区县无法确定"}, {NULL, NULL}};
  const char *word = word_in(words, kind);
  return word ? word : kind;
}

/* A fact or input by its label. */
static const char *need_word(const struct words *w, const char *name) {
  for (int i = 0; w->model && i < w->model->fact_count; i++)
    if (strcmp(w->model->facts[i].name, name) == 0) return w->model->facts[i].label;
  for (int i = 0; w->decision && i < w->decision->given_count; i++)
    if (strcmp(w->decision->given[i].name, name) == 0) return w->decision->given[i].label;
  return name;
}

/* A choice by its label. */
static const char *member_word(const struct words *w, const char *name) {
  const struct decision *d = w->decision;
  if (!d || d->gives != KIND_ENUM || d->domain == 0) return name;
  const struct domain *domain = &w->model->domains[d->domain - 1];
  int member = domain_member(domain, name);
  return member < 0 ? name : domain->members[member].label;
}

static const char *text_word(const struct words *w, const char *key, const char *text) {
  if (strcmp(key, "needs") == 0) return need_word(w, text);
  if (strcmp(key, "cause") == 0) return cause_word(text);
  if (strcmp(w->what, "pending") == 0) return pending_word(text);
  bool value = !*key || strcmp(key, "1") == 0 || strcmp(key, "list") == 0 || strcmp(key, "value") == 0;
  return value ? member_word(w, text) : text;
}

static void add_value(struct words *w, const char *key, const json_t *value);

/* Said in no word: an empty text, a list of nothing else; but the cause of a month as usual. */
static bool is_silent(const char *key, const json_t *value) {
  if (strcmp(key, "rule") == 0) return true;
  if (json_is_array(value) && json_array_size(value) == 1) value = json_array_get(value, 0);
  return json_is_string(value) && json_string_length(value) == 0;
}

static void add_object(struct words *w, const json_t *object) {
  const char *key, *between = "";
  json_t *value;
  bool reason = json_object_get(object, "article") != NULL;
  json_object_foreach((json_t *)object, key, value) {
    if (is_silent(key, value)) continue;
    bool month = key[0] >= '0' && key[0] <= '9' && key[1]; /* of a story */
    buf_puts(&w->text, between);
    buf_puts(&w->text, key_word(key));
    if (month) buf_puts(&w->text, "：");
    add_value(w, month ? "" : key, value);
    between = reason ? " " : "；";
  }
}

static void add_value(struct words *w, const char *key, const json_t *value) {
  size_t i;
  json_t *one;
  if (json_is_string(value))
    buf_puts(&w->text, text_word(w, key, json_string_value(value)));
  else if (json_is_boolean(value))
    buf_puts(&w->text, json_is_true(value) ? "是" : "否");
  else if (json_is_integer(value))
    buf_printf(&w->text, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
  else if (json_is_object(value) && json_object_size(value) > 0)
    add_object(w, value);
  else if (!json_is_array(value) || json_array_size(value) == 0)
    buf_puts(&w->text, "无");
  json_array_foreach(value, i, one) {
    if (i) buf_puts(&w->text, "、");
    add_value(w, key, one);
  }
}

char *result_words(const struct model *m, const char *decision, const char *text) {
  struct words w = {.model = m, .what = decision};
  bool starved = false;
  json_error_t why;
  for (int i = 0; m && i < m->decision_count; i++)
    if (strcmp(m->decisions[i].name, decision) == 0) w.decision = &m->decisions[i];
  json_t *value =
      *text ? json_load(text, strlen(text), JSON_DECODE_ANY | JSON_ALLOW_NUL, &why, &starved) : NULL;
  if (starved) return NULL;
  if (value && !json_is_real(value))
    add_value(&w, "", value);
  else
    buf_puts(&w.text, text); /* the message of an error */
  json_decref(value);
  return buf_take(&w.text);
}
