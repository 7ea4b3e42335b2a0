/* bylaw show: a policy for people. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/cli.h"

/* The Chinese word for a kind of value; kinds that are not known here are shown as they are. */
static const char *kind_word(const char *kind) {
  static const char *const words[][2] = {{"boolean", "是否"}, {"truth", "是否"},
                                         {"count", "整数"},   {"money", "金额"},
                                         {"rate", "比率"},    {"date", "日期"},
                                         {"month", "月份"},   {"period", "期间"},
                                         {"enum", "选项"},    {"district", "区县"},
                                         {"text", "文字"},    {"identity", "身份证号"},
                                         {"card", "卡号"},    {"credit_code", "信用代码"},
                                         {"list", "记录"},    {"timeline", "时间线"}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i][0], kind) == 0) return words[i][1];
  return kind;
}

static const char *per_word(const char *per) {
  static const char *const known[][2] = {{"month", "按月"}, {"day", "按日"}, {"year", "按年"}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strcmp(known[i][0], per) == 0) return known[i][1];
  return "按次";
}

/* --- head ------------------------------------------------------------------------------------- */

static void show_head(const json_t *p) {
  struct table t = {.columns = 2, .indent = 2};
  char *issuers = joined(json_object_get(p, "issuers"), NULL), time[96];
  const char *to = field(p, "to");
  snprintf(time, sizeof time, "%s 起%s%s%s", field(p, "from"), *to ? "，至 " : "", to, *to ? " 止" : "");
  text_put(stdout, field(p, "number"));
  putchar(' ');
  text_put(stdout, field(p, "title"));
  putchar('\n');
  table_row(&t, "id", field(p, "id"));
  table_row(&t, "发布", issuers ? issuers : "");
  table_row(&t, "发布日", field(p, "issued"));
  table_row(&t, "施行", time);
  if (*field(p, "interpreter")) table_row(&t, "解释", field(p, "interpreter"));
  table_row(&t, "文件", field(p, "file"));
  table_row(&t, "版本", field(p, "version"));
  table_print(&t);
  free(issuers);
}

/* --- facts ------------------------------------------------------------------------------------ */

static void fact_row(struct table *t, const json_t *f, const char *inside) {
  char name[160], kind[96];
  char *members = joined(json_object_get(f, "members"), "label");
  const char *least = field(f, "least"), *most = field(f, "most");
  char range[128] = "";
  if (*least || *most)
    snprintf(range, sizeof range, "%s … %s", least, strcmp(most, "today") == 0 ? "今天" : most);
  snprintf(name, sizeof name, "%s%s%s", inside, *inside ? "." : "", field(f, "name"));
  snprintf(kind, sizeof kind, "%s%s%s", kind_word(field(f, "type")),
           json_is_true(json_object_get(f, "history")) ? "，按时间" : "",
           json_is_true(json_object_get(f, "optional")) ? "，可以没有" : "");
  table_row(t, name, field(f, "label"), kind, members && *members ? members : range);
  free(members);
}

static void fact_and_fields(struct table *t, const json_t *fact) {
  size_t i;
  json_t *inner;
  fact_row(t, fact, "");
  json_array_foreach(json_object_get(fact, "fields"), i, inner) fact_row(t, inner, field(fact, "name"));
}

static void fact_rows(struct table *t, const json_t *facts) {
  size_t i;
  json_t *fact;
  json_array_foreach(facts, i, fact) fact_and_fields(t, fact);
}

/* A reference stands in the table as what it leads to: its facts stand with their own subject. */
static void reference_rows(struct table *t, const json_t *subject, const json_t *all) {
  size_t i, j;
  json_t *one, *to;
  json_array_foreach(json_object_get(subject, "references"), i, one) {
    const char *label = "";
    json_array_foreach(all, j, to) {
      if (strcmp(field(to, "name"), field(one, "subject")) == 0) label = field(to, "label");
    }
    char kind[128];
    snprintf(kind, sizeof kind, "关联：%s", label);
    table_row(t, field(one, "name"), field(one, "label"), kind, "");
  }
}

static bool is_of(const json_t *subject, const json_t *fact) {
  size_t i;
  json_t *name;
  json_array_foreach(json_object_get(subject, "facts"), i, name) {
    const char *text = json_string_value(name);
    if (text && strcmp(text, field(fact, "name")) == 0) return true;
  }
  return false;
}

static void show_facts(const json_t *p) {
  const json_t *facts = json_object_get(p, "facts"), *subjects = json_object_get(p, "subjects");
  size_t i, j;
  json_t *subject, *fact;
  if (json_array_size(facts) == 0) return;
  json_array_foreach(subjects, i, subject) {
    struct table t = {.columns = 4, .indent = 2};
    printf("\n事实：");
    text_put(stdout, field(subject, "label"));
    text_printf(stdout, "（%s）\n", field(subject, "name"));
    json_array_foreach(facts, j, fact) {
      if (is_of(subject, fact)) fact_and_fields(&t, fact);
    }
    reference_rows(&t, subject, subjects);
    table_print(&t);
  }
}

/* --- decisions -------------------------------------------------------------------------------- */

static const char *rule_word(const char *kind) {
  static const char *const words[][2] = {{"rule", "规则"},    {"exception", "例外"},
                                         {"warning", "提醒"}, {"undetermined", "尚无规定"},
                                         {"ruling", "审议"},  {"item", "项目"}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i][0], kind) == 0) return words[i][1];
  return kind;
}

/* When a dated rule holds, in brackets; "" for one without dates. */
static void rule_time(char *out, size_t size, const json_t *r) {
  const char *from = field(r, "from"), *to = field(r, "to");
  *out = '\0';
  if (*from && *to)
    snprintf(out, size, "（%s 至 %s）", from, to);
  else if (*from || *to)
    snprintf(out, size, "（%s %s）", *from ? from : "至", *from ? "起" : to);
}

/* What a rule says: its text, or what it gives. */
static void rule_row(struct table *t, const json_t *r) {
  char *value = value_text(json_object_get(r, "gives"));
  const char *what = value ? value : NO_MEMORY_TEXT, *text = field(r, "text");
  char says[1024], time[64];
  rule_time(time, sizeof time, r);
  snprintf(says, sizeof says, "%s%s%s%s%s", text, *what && *text ? " " : "", *what ? "→ " : "", what, time);
  table_row(t, rule_word(field(r, "kind")), field(r, "article"), says);
  free(value);
}

/* `subject`: whom it asks about; "" where a document knows one kind only. */
static void show_decision(const json_t *d, const char *subject) {
  struct table given = {.columns = 4, .indent = 4}, t = {.columns = 3, .indent = 4};
  size_t i;
  json_t *one;
  text_printf(stdout, "\n决定 %s：", field(d, "name"));
  text_put(stdout, field(d, "label"));
  text_printf(stdout, "（%s%s%s，给出%s）%s\n", subject, *subject ? "，" : "", per_word(field(d, "per")),
              kind_word(field(d, "gives")), field(d, "article"));
  fact_rows(&given, json_object_get(d, "given"));
  if (given.rows) puts("  输入");
  table_print(&given);
  json_array_foreach(json_object_get(d, "requirements"), i, one)
      table_row(&t, strcmp(field(one, "fails"), "hold") == 0 ? "条件，否则暂缓" : "条件",
                field(one, "article"), field(one, "text"));
  json_array_foreach(json_object_get(d, "rules"), i, one) rule_row(&t, one);
  table_print(&t);
}

/* One line of a payment, when it says anything about it. */
static void payment_row(struct table *t, const char *what, const char *article, const char *says) {
  if (*says) table_row(t, what, article, says);
}

static void show_payment(const json_t *p) {
  struct table t = {.columns = 3, .indent = 4};
  const json_t *back = json_object_get(p, "back_pay"), *owed = json_object_get(p, "owed_back");
  const json_t *changed = json_object_get(p, "payer_changed");
  bool closed = strcmp(field(p, "before_ledger"), "closed") == 0;
  bool between = strcmp(field(changed, "settle"), "between_payers") == 0;
  text_printf(stdout, "\n发放 %s：", field(p, "name"));
  text_put(stdout, field(p, "label"));
  text_printf(stdout, "（%s）\n", field(p, "article"));
  payment_row(&t, "应发", "", field(p, "pays"));
  payment_row(&t, "发放单位", "", field(p, "payer"));
  payment_row(&t, "补发的发放单位", field(back, "article"), field(back, "payer"));
  payment_row(&t, "账号", "", field(p, "account"));
  payment_row(&t, "第一个月", "", field(p, "first_month"));
  payment_row(&t, "发放日", "", field(p, "day"));
  payment_row(&t, "账本开始以前", "", closed ? "由原系统发放" : "没有发放过");
  payment_row(&t, "多发的", field(owed, "article"), json_is_object(owed) ? "由原发放单位追回" : "");
  payment_row(&t, "发放单位有变", field(changed, "article"), between ? "在发放单位之间结算" : "");
  table_print(&t);
}

/* The label of the subject with this name, of several; "" of the only one. */
static const char *subject_label(const json_t *subjects, const char *name) {
  size_t i;
  json_t *one;
  if (json_array_size(subjects) == 1) return "";
  json_array_foreach(subjects, i, one) {
    if (strcmp(field(one, "name"), name) == 0) return field(one, "label");
  }
  return "";
}

static void show_policy(const json_t *p) {
  size_t i;
  json_t *decision, *payment;
  show_head(p);
  json_array_foreach(json_object_get(p, "decisions"), i, decision) {
    show_decision(decision, subject_label(json_object_get(p, "subjects"), field(decision, "of")));
  }
  json_array_foreach(json_object_get(p, "payments"), i, payment) show_payment(payment);
  show_facts(p);
  show_parameters(p);
  show_readings(p);
  show_articles(p);
}

static int describe(struct shelf *s, bool json) {
  const char *id = json_string_value(json_array_get(s->ids, 0));
  bylaw_error e;
  char *text;
  if (!id) return EXIT_BAD; /* its file did not load; that was said */
  if (bylaw_describe(s->handle, id, &text, &e) != BYLAW_OK) {
    print_error(&e);
    return EXIT_BAD;
  }
  if (json) return print_json_text(text);
  json_t *policy = take_json(text);
  if (!policy) return EXIT_BAD;
  show_policy(policy);
  json_decref(policy);
  return EXIT_YES;
}

static int run(const struct args *a) {
  struct shelf s;
  int status = shelf_open(&s, a, a->operands, 1) ? describe(&s, args_has(a, "json")) : EXIT_BAD;
  shelf_close(&s);
  return status;
}

const struct verb *show_verb(void) {
  static const struct opt options[] = {OPTION_POLICIES, OPTION_JSON, {0}};
  static const struct verb verb = {.name = "show",
                                   .summary = "显示一项政策：决定、事实、参数、适用口径和条文",
                                   .operands = "POLICY",
                                   .least = 1,
                                   .most = 1,
                                   .options = options,
                                   .notes = "POLICY 是政策的 id，或一个 .lua 文件。\n",
                                   .example = "bylaw show old-age-allowance",
                                   .run = run};
  return &verb;
}
