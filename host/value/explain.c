/* The names of kinds, and why a value is poisoned. */
#include <inttypes.h>

#include "host/value/calendar.h"
#include "host/value/value_private.h"

const char *kind_name(enum kind k) {
  static const char *const names[KIND_COUNT_OF_KINDS] = {
      [KIND_NONE] = "nothing",  [KIND_TRUTH] = "truth", [KIND_COUNT] = "count", [KIND_MONEY] = "money",
      [KIND_EXACT] = "exact",   [KIND_RATE] = "rate",   [KIND_DATE] = "date",   [KIND_MONTH] = "month",
      [KIND_PERIOD] = "period", [KIND_ENUM] = "enum",   [KIND_TEXT] = "text",   [KIND_TIMELINE] = "timeline",
      [KIND_LIST] = "list"};
  return names[(unsigned)k < KIND_COUNT_OF_KINDS ? k : KIND_NONE];
}

const char *kind_label(enum kind k) {
  static const char *const labels[KIND_COUNT_OF_KINDS] = {
      [KIND_NONE] = "空",          [KIND_TRUTH] = "真假", [KIND_COUNT] = "整数", [KIND_MONEY] = "金额",
      [KIND_EXACT] = "未舍入金额", [KIND_RATE] = "比率",  [KIND_DATE] = "日期",  [KIND_MONTH] = "月份",
      [KIND_PERIOD] = "期间",      [KIND_ENUM] = "选项",  [KIND_TEXT] = "文字",  [KIND_TIMELINE] = "时间线",
      [KIND_LIST] = "清单"};
  return labels[(unsigned)k < KIND_COUNT_OF_KINDS ? k : KIND_NONE];
}

/* What a poison carries as a kind; a number past the kinds is none. */
static enum kind kind_from(int64_t k) {
  return k > KIND_NONE && k < KIND_COUNT_OF_KINDS ? (enum kind)k : KIND_NONE;
}

static void named(struct buf *out, int64_t kind) {
  buf_printf(out, "%s（%s）", kind_label(kind_from(kind)), kind_name(kind_from(kind)));
}

static void explain_kinds(struct buf *out, int64_t a, int64_t b) {
  named(out, a);
  if (kind_from(b) == KIND_NONE) {
    buf_puts(out, "不能用在这里");
    return;
  }
  buf_puts(out, "不能与");
  named(out, b);
  buf_puts(out, "一起运算");
}

static void explain_order(struct buf *out, int64_t from, int64_t to) {
  if (!day_valid(from) || !day_valid(to)) {
    buf_puts(out, "期间的结束日早于开始日");
    return;
  }
  buf_puts(out, "期间的结束日 ");
  value_write(out, known(KIND_DATE, to));
  buf_puts(out, " 早于开始日 ");
  value_write(out, known(KIND_DATE, from));
}

static void explain_day(struct buf *out, int64_t year, int64_t month, int64_t day) {
  buf_printf(out, "%04" PRId64 "-%02" PRId64, year, month);
  if (day > 0) {
    buf_printf(out, "-%02" PRId64 " 没有这一天", day);
  } else {
    buf_puts(out, " 没有这个月或这一天");
  }
}

/* The codes whose sentence is made of what the poison carries. */
static bool explain_parts(struct buf *out, int64_t code, int64_t a, int64_t b) {
  const char *label = kind_label(kind_from(a));
  bool kind = kind_from(a) != KIND_NONE;
  switch (code) {
  case VERR_OVERFLOW: buf_printf(out, "%s超出范围", kind ? label : "结果"); return true;
  case VERR_KIND: explain_kinds(out, a, b); return true;
  case VERR_DAY: explain_day(out, a, b / 100, b % 100); return true;
  case VERR_SCHEDULE:
    buf_printf(out,
               b == SCHEDULE_NOT_CARRIED ? "系统未收录%" PRId64 "年的放假安排，无法确定工作日"
                                         : "%" PRId64 "年的节假日安排尚未公布，无法确定工作日",
               a);
    return true;
  case VERR_MONTH_END:
    buf_printf(out, "%" PRId64 "年%" PRId64 "月没有%" PRId64 "日，文件未规定此时按哪一天计算", a, b / 100,
               b % 100);
    return true;
  case VERR_ABSENT: buf_printf(out, "这里需要%s，但没有值", kind ? label : "一个值"); return true;
  case VERR_ORDER: explain_order(out, a, b); return true;
  case VERR_NEGATIVE:
    buf_puts(out, a == KIND_DATE ? "日期早于出生日期，无法计算周岁" : "数量不能为负");
    return true;
  case VERR_ORDERLESS:
    named(out, a);
    buf_puts(out, "没有大小先后，不能比较大小");
    return true;
  case VERR_TEXT:
    buf_puts(out, "文字无法读作");
    named(out, a);
    return true;
  default: return false;
  }
}

void poison_explain(struct buf *out, struct value v) {
  if (v.state != STATE_POISONED) {
    buf_puts(out, "值没有错误");
    return;
  }
  if (explain_parts(out, v.u.poison.code, v.u.poison.a, v.u.poison.b)) return;
  switch (v.u.poison.code) {
  case VERR_YEAR: buf_puts(out, "日期超出公元1年至9999年的范围"); break;
  case VERR_ZERO: buf_puts(out, "除数为零"); break;
  case VERR_DOMAIN: buf_puts(out, "两个选项不属于同一组，不能放在一起比较"); break;
  case VERR_OVERDRAWN: buf_puts(out, "转出多于余额，核对各笔转入、转出"); break;
  case VERR_INEXACT: buf_puts(out, "金额不是整数单位，需要先写明舍入方式"); break;
  default: buf_puts(out, "值无法计算"); break;
  }
}
