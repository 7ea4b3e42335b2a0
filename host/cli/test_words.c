/* Outcomes of scenarios in words: `{"1":"20.00","because":"第四条"}` reads 20.00；依据 第四条. */
#include <string.h>

#include "host/cli/cli.h"

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
                                         {"from", "应由 "},
                                         {"to", "付给 "},
                                         {"amount", ""},
                                         {"cause", "原因 "},
                                         {"payer", "发放 "}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i][0], key) == 0) return words[i][1];
  return key;
}

static void put_value(FILE *to, const json_t *value);

/* The text that is alone in a list; "?" when it is no text. */
static const char *field_of(const json_t *list) {
  const char *text = json_string_value(json_array_get(list, 0));
  return text ? text : "?";
}

static void put_object(FILE *to, const json_t *object) {
  const char *key, *between = "";
  json_t *value;
  bool reason = json_object_get(object, "article") != NULL;
  json_object_foreach((json_t *)object, key, value) {
    if (strcmp(key, "rule") == 0 || (json_is_string(value) && !*json_string_value(value))) continue;
    bool month = key[0] >= '0' && key[0] <= '9' && key[1]; /* of a story */
    if (json_is_array(value) && json_array_size(value) == 1 && !*field_of(value)) continue;
    fputs(between, to);
    text_put(to, key_word(key));
    if (month) fputs("：", to);
    put_value(to, value);
    between = reason ? " " : "；";
  }
}

static void put_value(FILE *to, const json_t *value) {
  size_t i;
  json_t *one;
  if (json_is_string(value))
    text_put(to, json_string_value(value));
  else if (json_is_boolean(value))
    fputs(json_is_true(value) ? "是" : "否", to);
  else if (json_is_integer(value))
    fprintf(to, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
  else if (json_is_object(value))
    put_object(to, value);
  else if (json_array_size(value) == 0)
    fputs("无", to);
  json_array_foreach(value, i, one) {
    if (i) fputs("、", to);
    put_value(to, one);
  }
}

void put_outcome(FILE *to, const char *text) {
  json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
  if (value)
    put_value(to, value);
  else
    text_put(to, text); /* an error's message is no JSON */
  json_decref(value);
}
