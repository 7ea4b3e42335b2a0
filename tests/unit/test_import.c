/* CSV in and out: encodings, headers, cells, bad lines of every kind, and an export that changes
** nothing when it comes back. */
#include "register.h"

#include <iconv.h>

#define HEADER "身份证号,出生日期,死亡日期,户籍区县,申请记录,银行卡号\n"

/* UTF-8 as GB18030; malloc. */
static char *gb18030(const char *text, size_t *size) {
  iconv_t codec = iconv_open("GB18030", "UTF-8");
  size_t left = strlen(text), room = left * 2 + 8, rest = room;
  char *made = malloc(room), *to = made, *from = (char *)text;
  assert_true(codec != (iconv_t)-1 && made);
  assert_int_equal(iconv(codec, &from, &left, &to, &rest), 0);
  iconv_close(codec);
  *size = room - rest;
  return made;
}

/* --- encodings -------------------------------------------------------------------------------- */

#define PLAIN                                                                                                \
  "身份证号,姓名,户籍区县\n" ONE ",王㐂𠮷,和平区\n" TWO ",\"李, \"\"小\"\"\",大东区；2024-02-01 无\n"
#define PLAIN_OUT                                                                                                   \
  "身份证号,出生日期,死亡日期,姓名,户籍区县,曾用名,申请记录,月收入,家庭人口,比例,起始月份,独居,选择,银行卡号\n" ONE \
  ",1945-03-15,无,王㐂𠮷,和平区,无,未知,无,无,无,无,无,无,无\n" TWO                                                 \
  ",1935-07-31,无,\"李, \"\"小\"\"\",大东区；2024-02-01 无,无,未知,无,无,无,无,无,无,无\n"

static void read_as(const void *data, size_t size) {
  struct registry r = registry_open();
  if (import_bytes(&r, data, size) != BYLAW_OK) fail_msg("%s (%s)", r.e.message, r.e.hint);
  exports(&r, NULL, PLAIN_OUT);
  registry_close(&r);
}

static void test_encodings(void **state) {
  (void)state;
  size_t size;
  char *gb = gb18030(PLAIN, &size), bom[512];
  read_as(PLAIN, strlen(PLAIN));
  read_as(gb, size);
  read_as(gb, size - 1); /* no end of the last line */
  snprintf(bom, sizeof bom, "\xEF\xBB\xBF%s", PLAIN);
  read_as(bom, strlen(bom));
  free(gb);
  char windows[512], *to = windows;
  for (const char *c = PLAIN; *c; c++) {
    if (*c == '\n') *to++ = '\r';
    *to++ = *c;
  }
  read_as(windows, (size_t)(to - windows));
}

static void test_mixed_encodings(void **state) {
  (void)state;
  struct registry r = registry_open();
  bylaw_status status;
  size_t size;
  char *gb = gb18030("身份证号,姓名\n" ONE ",王五\n", &size), all[512];
  memcpy(all, "\xEF\xBB\xBF", 3);
  memcpy(all + 3, gb, size);
  status = import_bytes(&r, all, size + 3); /* 身 is C9 ED: no UTF-8 from the first byte on */
  refused_with(&r, status, BYLAW_EINPUT, "BOM|第 1 行第 1 个字节", "同一种编码");
  free(gb);
  status = import_bytes(&r, "id_number,name\n" ONE ",\xFF\xFE\n", 15 + 18 + 4);
  refused_with(&r, status, BYLAW_EINPUT, "既不是 UTF-8，也不是 GB18030|第 2 行第 20 个字节", "同一种编码");
  registry_close(&r);
}

static void test_lines_of_another_encoding(void **state) {
  (void)state;
  struct registry r = registry_open();
  size_t size;
  char *gb = gb18030(TWO ",李四\n", &size), all[512];
  /* UTF-8, then a line in GB18030: 李 is C0 EE, where UTF-8 ends; the line has 19 bytes before it */
  size_t n = (size_t)snprintf(all, sizeof all, "身份证号,姓名\n%s,王五\n", ONE);
  memcpy(all + n, gb, size);
  refused_with(&r, import_bytes(&r, all, n + size), BYLAW_EINPUT, "混用|第 3 行第 20 个字节", "同一种编码");
  /* GB18030, then a line in UTF-8: six bytes that make three wrong characters of GB18030 */
  char *head = gb18030("身份证号,姓名\n" TWO ",李四\n", &size);
  memcpy(all, head, size);
  n = (size_t)snprintf(all + size, sizeof all - size, "%s,王五\n", ONE);
  refused_with(&r, import_bytes(&r, all, size + n), BYLAW_EINPUT, "混用|第 3 行第 20 个字节", "同一种编码");
  free(gb);
  free(head);
  registry_close(&r);
}

/* --- files and headers ------------------------------------------------------------------------ */

struct bad_file {
  const char *name, *text, *message, *hint;
};

static const struct bad_file FILES[] = {
    {"nothing", "", "是空的", "第一行"},
    {"nothing but a mark", "\xEF\xBB\xBF", "是空的", ""},
    {"empty lines", "\n\n", "是空的", ""},
    {"a header alone", "身份证号,姓名\n", "只有表头", "每行一人"},
    {"a header and empty rows", "身份证号,姓名\n\n,\n", "只有表头", ""},
    {"a label nearly right", "身份证号,姓名,出生日\n" ONE ",甲,19450315\n",
     "第 3 列 ‘出生日’ 不是登记人的事实", "出生日期"},
    {"a label nobody knows", "身份证号,联系电话\n" ONE ",1\n", "第 2 列 ‘联系电话’",
     "身份证号、出生日期、死亡日期"},
    {"a column without a name", "身份证号,\n" ONE ",1\n", "第 2 列没有名称", ""},
    {"a fact twice", "身份证号,姓名,name\n" ONE ",甲,乙\n", "‘name’ 有两列", ""},
    {"no key", "姓名,出生日期\n甲,19450315\n", "没有 ‘身份证号’", "加上"},
    {"a day without its history", "身份证号,迁入日期\n" ONE ",20240101\n", "‘迁入日期’", "户籍区县"},
    {"a record without its date", "身份证号,备注\n" ONE ",x\n", "‘申请日期’", ""},
    {"a list and its fields", "身份证号,申请日期,申请记录\n" ONE ",20250101,无\n",
     "‘申请记录’ 与整个清单的列重复", ""},
    {"a header with a quote left open", "身份证号,\"姓名\n" ONE ",甲\n", "表头无法读取：引号没有闭合", ""},
    {"a workbook", "PK\003\004....", "Excel", "另存为"},
    {"UTF-16", "\xFF\xFEx", "UTF-16", "另存为"},
};

static void test_bad_file(void **state) {
  const struct bad_file *f = *state;
  struct registry r = registry_open();
  refused_with(&r, import_text(&r, f->text), BYLAW_EINPUT, f->message, f->hint);
  registry_close(&r);
}

static void test_no_file(void **state) {
  (void)state;
  struct registry r = registry_open();
  refused_with(&r, import_with(&r, (bylaw_import_request){.path = "/nowhere/at/all.csv"}), BYLAW_EFILE,
               "没有这个文件", "");
  refused_with(&r, import_with(&r, (bylaw_import_request){.path = r.folder}), BYLAW_EFILE, "文件夹", "");
  registry_close(&r);
}

static void test_columns(void **state) {
  (void)state;
  struct registry r = registry_open();
  /* names and labels, in any order; a record in columns of its own; the day from which a history is
  ** known */
  imports(&r,
          "applied.note, 申请日期 ,id_number,户籍区县,迁入日期,原因\n"
          "亲自,2025年1月6日," ONE ",和平区,2010/5/1,\n"
          ",," TWO ",大东区,,看过\n"
          ",无," THREE ",无,无,\n",
          3, 3, 0, 0, 0);
  fact_is(&r, ONE, "applied", "[{\"on\":\"2025-01-06\",\"note\":\"亲自\",\"wish\":null}]");
  fact_is(&r, ONE, "hukou",
          "{\"known_from\":\"2010-05-01\",\"spells\":[{\"from\":\"2010-05-01\",\"value\":\"和平区\"}]}");
  fact_is(&r, TWO, "applied", "{\"unknown\":true}");
  fact_is(&r, TWO, "hukou", "[{\"value\":\"大东区\"}]");
  fact_is(&r, THREE, "applied", "[]");
  fact_is(&r, THREE, "hukou", "null");
  /* one record more for somebody who has some; 无 takes none away */
  imports(&r, "id_number,申请日期\n" ONE ",20250203\n" TWO ",20250301\n" THREE ",无\n", 3, 0, 2, 1, 0);
  fact_is(
      &r, ONE, "applied",
      "[{\"on\":\"2025-01-06\",\"note\":\"亲自\",\"wish\":null},{\"on\":\"2025-02-03\",\"note\":null,\"wish\":null}]");
  imports(&r, "id_number,申请日期\n" ONE ",无\n" TWO ",20250301\n", 2, 0, 0, 2, 0);
  registry_close(&r);
}

static void test_changes_of_those_who_are_there(void **state) {
  (void)state;
  struct registry r = registry_open();
  imports(&r, HEADER ONE ",1945-03-15,,和平区,2025-01-06," CARD "\n" TWO ",1935-07-31,,大东区,无,\n", 2, 2, 0,
          0, 0);
  imports(&r,
          "身份证号,户籍区县,银行卡号,姓名\n" ONE ",,,\n" TWO ",2024-01-01 和平区," CARD ",\n" THREE
          ",无,,丙\n",
          3, 1, 1, 1, 0);
  fact_is(&r, ONE, "card", "\"" CARD "\"");
  fact_is(&r, TWO, "birth_date", "\"1935-07-31\"");
  fact_is(&r, TWO, "hukou", "[{\"from\":\"2024-01-01\",\"value\":\"和平区\"}]");
  fact_is(&r, THREE, "birth_date", "\"1925-12-31\"");
  write_text(r.csv, "身份证号,户籍区县\n" ONE ",大东区\n" TWO ",无\n" FOUR ",铁西区\n");
  assert_int_equal(import_with(&r, (bylaw_import_request){.from = "2025/6/1"}), BYLAW_OK);
  fact_is(&r, ONE, "hukou", "[{\"value\":\"和平区\"},{\"from\":\"2025-06-01\",\"value\":\"大东区\"}]");
  fact_is(&r, TWO, "hukou",
          "[{\"from\":\"2024-01-01\",\"value\":\"和平区\"},{\"from\":\"2025-06-01\",\"value\":null}]");
  fact_is(&r, FOUR, "hukou",
          "{\"known_from\":\"2025-06-01\",\"spells\":[{\"from\":\"2025-06-01\",\"value\":\"铁西区\"}]}");
  registry_close(&r);
}

/* --- out and in again ------------------------------------------------------------------------- */

/* Whatever a cell could be misread as. */
static const struct change NASTY[] = {
    {ONE, NULL, NULL, 1, "name=\"引号\", 逗号\n换行；分号|竖线", "birth_date=1945-05-13"},
    {ONE, NULL, NULL, 0,
     "alias=2001-01-01前未知；2001-01-01 \"2003-01-01 甲\"；2005-01-01 \"a；b\"；2006-01-01 未知；2007-01-01 无",
     NULL},
    {ONE, NULL, NULL, 0, "hukou=和平区；2001-02-03 大东区；2002-02-03 无；2003-02-03 未知；2004-02-03 和平区",
     "applied=未知"},
    {TWO, NULL, NULL, 1, "name=\"无\"", "hukou=2010-01-01前未知；无"},
    {TWO, NULL, NULL, 0, "applied=2025-01-06|\"x|y；z\"\"\"|care；未知||\"无\"；2025-01-07|\"无\"",
     "income=1234567.89"},
    {TWO, NULL, NULL, 0, "share=1/3", "choice=\"无\""},
    {THREE, NULL, NULL, 1, "name=\" 两边有空格 \"", "members=3"},
    {THREE, NULL, NULL, 0, "applied=无", "alone=否"},
    {FOUR, NULL, NULL, 1, "name=\"\"", "hukou=未知"},
    {FOUR, NULL, NULL, 0, "alias=一直 \"13号楼 甲\"", "name=\"\"\"在\"\"引号里\"\"\""},
};

static void test_round_trip(void **state) {
  (void)state;
  struct registry r = registry_open(), fresh = registry_open();
  struct text first, second;
  for (size_t i = 0; i < sizeof NASTY / sizeof *NASTY; i++)
    changes(&r, NASTY[i]);
  export_all(&r, NULL, &first);
  imports(&r, first.data, 4, 0, 0, 4, 0);
  export_all(&r, NULL, &second);
  assert_string_equal(first.data, second.data);
  /* into an empty store: the conflict of ONE's date of birth with the number is told there */
  imports(&fresh, first.data, 4, 3, 0, 0, 1);
  changes(&fresh, (struct change){.key = ONE, .create = 1, .first = "birth_date=1945-05-13"});
  imports(&fresh, first.data, 4, 3, 1, 0, 0);
  static const char *const keys[] = {ONE, TWO, THREE, FOUR};
  for (int i = 0; i < 4; i++) {
    json_t *a = subject_json(&r, keys[i], NULL), *b = subject_json(&fresh, keys[i], NULL);
    assert_true(json_equal(a, b));
    json_decref(a);
    json_decref(b);
  }
  fact_is(&fresh, ONE, "name", "\"\\\"引号\\\", 逗号\\n换行；分号|竖线\"");
  fact_is(&fresh, TWO, "choice", "\"neither\"");
  fact_is(&fresh, FOUR, "name", "\"\\\"在\\\"引号里\\\"\"");
  registry_close(&r);
  registry_close(&fresh);
}

static void test_many_spells(void **state) {
  (void)state;
  struct registry r = registry_open();
  char text[1 << 15];
  size_t n = (size_t)snprintf(text, sizeof text, "身份证号,户籍区县,申请记录\n%s,", ONE);
  for (int i = 0; i < 600; i++)
    n += (size_t)snprintf(text + n, sizeof text - n, "%s%04d-01-01 %s", i ? "；" : "", 1300 + i,
                          i % 2 ? "和平区" : "大东区");
  n += (size_t)snprintf(text + n, sizeof text - n, ",");
  for (int i = 0; i < 600; i++)
    n += (size_t)snprintf(text + n, sizeof text - n, "%s%04d-01-01", i ? "；" : "", 1300 + i);
  snprintf(text + n, sizeof text - n, "\n");
  imports(&r, text, 1, 1, 0, 0, 0);
  json_t *all = subject_json(&r, ONE, NULL), *facts = json_object_get(all, "person");
  assert_int_equal(json_array_size(json_object_get(facts, "hukou")), 600);
  assert_int_equal(json_array_size(json_object_get(facts, "applied")), 600);
  json_decref(all);
  struct text out;
  export_all(&r, NULL, &out);
  imports(&r, out.data, 1, 0, 0, 1, 0);
  registry_close(&r);
}

/* --- bad lines -------------------------------------------------------------------------------- */

/* Broken lines among 3 good ones; two more come in bad_lines. Line 1 is the header; line numbers
** are where a record begins. */
struct bad_line {
  int line, column;
  const char *text, *reason; /* reason NULL: it is good */
};

static const struct bad_line BAD_LINES[] = {
    {2, 0, ONE ",1945-03-15,,和平区,2025-01-06," CARD, NULL},
    {3, 6, TWO ",1935-07-31,,和平区,无", "应有 6 格，得到 5 格"},
    {4, 7, TWO ",1935-07-31,,和平区,无,,", "应有 6 格，得到 7 格"},
    {5, 2, TWO ",1935-7月31日,,和平区,无,", "不是日期"},
    {6, 2, TWO ",1935-02-30,,和平区,无,", "没有这一天"},
    {7, 2, TWO ",1935-13-31,,和平区,无,", "没有 13 月"},
    {8, 2, TWO ",1935-07,,和平区,无,", "是月份，不是日期"},
    {9, 2, TWO ",35-07-31,,和平区,无,", "不是日期"},
    {10, 2, TWO ",19350229,,和平区,无,", "没有这一天"}, /* 1935 is no leap year */
    {11, 1, "21010019350731002,1935-07-31,,和平区,无,", "18位"},
    {12, 1, "210100193507310024,1935-07-31,,和平区,无,", "校验码"},
    {13, 1, "210100193502300023,1935-07-31,,和平区,无,", "出生日期不存在"},
    {14, 1, "2101001935O7310023,1935-07-31,,和平区,无,", "前17位只能是数字"},
    {15, 2, TWO ",1935-07-13,,和平区,无,", "1935-07-31 与出生日期 1935-07-13 不一致"},
    {16, 6, TWO ",1935-07-31,,和平区,无,6200000000000000076", "**** 0076"},
    {17, 6, TWO ",1935-07-31,,和平区,无,62000000000", "不是有效的银行卡号"},
    {18, 4, TWO ",1935-07-31,,和平,无,", "是否想写 ‘和平区’"},
    {19, 4, TWO ",1935-07-31,,北京市,无,", "\"北京市\" 不在选项之中"},
    {20, 4, TWO ",1935-07-31,,2024-02-01 和平区；2023-01-01 大东区,无,", "先后"},
    {21, 4, TWO ",1935-07-31,,和平区；大东区,无,", "没有起始日期"},
    {22, 4, TWO ",1935-07-31,,2024-02-31 和平区,无,", "没有这一天"},
    {23, 5, TWO ",1935-07-31,,和平区,2025-01-06|甲|津贴|乙,", "多于 3 项"},
    {24, 5, TWO ",1935-07-31,,和平区,|甲,", "缺少 ‘申请日期’"},
    {25, 5, TWO ",1935-07-31,,和平区,2025-01-06；2025-04-31,", "第 2 条记录"},
    {26, 5, TWO ",1935-07-31,,和平区,2025-01-06|甲|津帖,", "意愿"},
    {27, 1, ONE ",1945-03-15,,大东区,无,", "与第 2 行是同一个身份证号"},
    {28, 3, TWO ",1935-07-31,1935-07-30,和平区,无,", "互相矛盾"},
    {29, 2, "210100202512310011,2025-12-31,,和平区,无,", "晚于登记之日 2025-06-15"},
    {30, 1, ",1935-07-31,,和平区,无,", "没有写身份证号"},
    {31, 1, "未知,1935-07-31,,和平区,无,", "不能未知"},
    {32, 1, "无,1935-07-31,,和平区,无,", "不能没有"},
    {33, 2, TWO ",无,,和平区,无,", "不能没有"},
    {34, 2, TWO ",1889-12-31,,和平区,无,", "1889-12-31 早于或小于 1890-01-01"},
    {35, 0, TWO ",1935-07-31,,\"和平区,无,", "引号没有闭合"},
    {36, 0, THREE ",1925-12-31,,\"和平区\",无,", NULL}, /* not swallowed by the line before */
    {37, 0, TWO ",1935-07-31,,\"和平\"区,无,", "引号的位置不对"},
    {38, 2, TWO ",0000-01-01,,和平区,无,", "年份"},
    {39, 0, FOUR ",1936-02-29,,和平区,无,", NULL},
    {40, 2, TWO ",x,y,z,无,", "不是日期"}, /* and columns 3 and 4, see below */
};

static char *bad_lines(void) {
  char *text = calloc(1, 300000);
  assert_non_null(text);
  strcat(text, HEADER);
  for (size_t i = 0; i < sizeof BAD_LINES / sizeof *BAD_LINES; i++)
    strcat(strcat(text, BAD_LINES[i].text), "\n");
  /* line 41: a cell that is too long; line 42: a NUL, put where the ~ stands */
  strcat(text, TWO ",");
  size_t n = strlen(text);
  memset(text + n, '1', 70000);
  strcat(text, ",,和平区,无,\n" TWO ",1935-07-31,,和平~区,无,\n");
  return text;
}

/* What the answer says of a line and column; NULL: nothing. */
static const char *reason_of(json_t *said, int line, int column) {
  size_t i;
  json_t *one;
  json_array_foreach(json_object_get(said, "bad"), i, one) {
    if (json_integer_value(json_object_get(one, "line")) == line &&
        json_integer_value(json_object_get(one, "column")) == column)
      return json_string_value(json_object_get(one, "reason"));
  }
  return NULL;
}

static void told(json_t *said, int line, int column, const char *wanted) {
  const char *got = reason_of(said, line, column);
  if (!got || !strstr(got, wanted))
    fail_msg("line %d, column %d: wanted %s, got %s", line, column, wanted, got ? got : "nothing");
}

static void all_told(json_t *said) {
  int bad = 0;
  for (size_t i = 0; i < sizeof BAD_LINES / sizeof *BAD_LINES; i++) {
    const struct bad_line *l = &BAD_LINES[i];
    bad += l->reason != NULL;
    if (l->reason) told(said, l->line, l->column, l->reason);
    for (int column = 0; !l->reason && column < 8; column++)
      assert_null(reason_of(said, l->line, column));
  }
  told(said, 40, 3, "不是日期");
  told(said, 40, 4, "不在选项之中");
  told(said, 41, 2, "太长，最多 65536 个字节");
  told(said, 42, 4, "NUL");
  bad += 2;
  assert_int_equal(bad, 38);
  assert_int_equal(json_integer_value(json_object_get(said, "bad_count")), bad);
  assert_int_equal(json_array_size(json_object_get(said, "bad")), bad + 2);
  assert_int_equal(json_integer_value(json_object_get(said, "lines")), bad + 3);
}

/* Import the bad lines; the answer. */
static json_t *import_bad_lines(struct registry *r, int skip, bool gb) {
  char *text = bad_lines();
  size_t size = strlen(text);
  char *bytes = gb ? gb18030(text, &size) : text;
  *(char *)memchr(bytes, '~', size) = '\0';
  write_bytes(r->csv, bytes, size);
  if (gb) free(bytes);
  free(text);
  bylaw_status status = import_with(r, (bylaw_import_request){.skip_bad = skip, .bad_path = r->bad});
  if (status != BYLAW_OK) fail_msg("%s (%s)", r->e.message, r->e.hint);
  /* nobody's number in full */
  for (const char *c = r->json; *c; c++)
    if (strspn(c, "0123456789") >= 12) fail_msg("not masked: %.40s", c);
  return json_loads(r->json, 0, NULL);
}

static void test_bad_lines(void **state) {
  (void)state;
  for (int gb = 0; gb < 2; gb++) {
    struct registry r = registry_open();
    json_t *said = import_bad_lines(&r, 0, gb);
    all_told(said);
    assert_true(json_is_false(json_object_get(said, "written")));
    assert_int_equal(access(r.bad, F_OK), -1);
    struct text none;
    assert_int_equal(bylaw_export(r.b, "person", NULL, take_line, &none, &r.e),
                     BYLAW_ESTORE); /* not even tables */
    json_decref(said);
    registry_close(&r);
  }
}

static char *read_all(const char *path) {
  FILE *f = fopen(path, "rb");
  char *text = calloc(1, 300000);
  assert_true(f && text);
  assert_true(fread(text, 1, 299999, f) > 0);
  fclose(f);
  return text;
}

static void test_bad_lines_left_out(void **state) {
  (void)state;
  struct registry r = registry_open();
  json_t *said = import_bad_lines(&r, 1, false);
  all_told(said);
  assert_true(json_is_true(json_object_get(said, "written")));
  assert_int_equal(json_integer_value(json_object_get(said, "added")), 3);
  fact_is(&r, ONE, "hukou", "[{\"value\":\"和平区\"}]"); /* of line 2, not 27 */
  fact_is(&r, THREE, "birth_date", "\"1925-12-31\"");
  fact_is(&r, FOUR, "birth_date", "\"1936-02-29\"");
  json_decref(said);
  char *kept = read_all(r.bad);
  assert_memory_equal(kept, "\xEF\xBB\xBF身份证号,出生日期,死亡日期,户籍区县,申请记录,银行卡号,原因\n",
                      strlen("\xEF\xBB\xBF" HEADER) + strlen(",原因"));
  static const char *const lines[] = {
      "\n" TWO ",1935-07-31,,和平区,无,,\"应有 6 格，得到 5 格\"\n", /* the cell that it lacks */
      "\n" TWO ",1935-02-30,,和平区,无,,\"出生日期：\"\"1935-02-30\"\" 没有这一天\"\n",
      "\n" TWO ",1935-07-31,,\"和平区,无,\",\"引号没有闭合\"\n", /* closed, so that the reason can be read */
      "\n" TWO ",x,y,z,无,,\"出生日期：\"\"x\"\" 不是日期；",
  };
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
    if (!strstr(kept, lines[i])) fail_msg("not in the file: %s", lines[i]);
  assert_null(strstr(kept, ONE ",1945-03-15,,和平区"));
  assert_non_null(strstr(kept, ONE ",1945-03-15,,大东区"));
  free(kept);
  registry_close(&r);
}

static void test_corrected_bad_lines(void **state) {
  (void)state;
  struct registry r = registry_open();
  write_text(r.csv, HEADER ONE ",1945-03-15,,和平区,无,\n" TWO ",1935-07-32,,和平区,无,\n");
  assert_int_equal(import_with(&r, (bylaw_import_request){.skip_bad = 1, .bad_path = r.bad}), BYLAW_OK);
  char *kept = read_all(r.bad), *day = strstr(kept, "1935-07-32");
  assert_non_null(day);
  memcpy(day, "1935-07-31", 10);
  imports(&r, kept, 1, 1, 0, 0, 0); /* its column of reasons is read over */
  fact_is(&r, TWO, "birth_date", "\"1935-07-31\"");
  free(kept);
  registry_close(&r);
}

static void test_bad_file_that_cannot_be_written(void **state) {
  (void)state;
  struct registry r = registry_open();
  write_text(r.csv, HEADER ONE ",1945-03-15,,和平区,无,\n" TWO ",1935-07-32,,和平区,无,\n");
  bylaw_status status =
      import_with(&r, (bylaw_import_request){.skip_bad = 1, .bad_path = "/nowhere/bad.csv"});
  refused_with(&r, status, BYLAW_EFILE, "/nowhere/bad.csv", "");
  struct text none;
  assert_int_equal(bylaw_export(r.b, "person", NULL, take_line, &none, &r.e), BYLAW_ESTORE);
  /* no file where there is nothing bad */
  write_text(r.csv, HEADER ONE ",1945-03-15,,和平区,无,\n");
  assert_int_equal(import_with(&r, (bylaw_import_request){.skip_bad = 1, .bad_path = "/nowhere/bad.csv"}),
                   BYLAW_OK);
  registry_close(&r);
}

static void test_nothing_is_kept_of_a_bad_file(void **state) {
  (void)state;
  struct registry r = registry_open();
  imports(&r, HEADER ONE ",1945-03-15,,和平区,无,\n", 1, 1, 0, 0, 0);
  struct text before, after;
  export_all(&r, NULL, &before);
  imports(&r, "身份证号,姓名,家庭人口\n" ONE ",甲,\n" TWO ",乙,\n" THREE ",丙,x\n", 3, 1, 1, 0, 1);
  export_all(&r, NULL, &after);
  assert_string_equal(before.data, after.data);
  imports(&r, "身份证号,姓名\n" ONE ",甲\n", 1, 0, 1, 0, 0); /* the handle goes on */
  registry_close(&r);
}

static void test_twice_in_the_file(void **state) {
  (void)state;
  struct registry r = registry_open();
  imports(&r, "身份证号,姓名\n" ONE ",甲\n", 1, 1, 0, 0, 0);
  imports(&r, "身份证号,姓名\n" ONE ",乙\n" TWO ",丙\n" ONE ",丁\n" TWO ",戊\n", 4, 1, 1, 0, 2);
  json_t *said = json_loads(r.json, 0, NULL);
  told(said, 4, 1, "与第 2 行是同一个身份证号");
  told(said, 5, 1, "与第 3 行是同一个身份证号");
  json_decref(said);
  registry_close(&r);
}

static void test_records_over_lines(void **state) {
  (void)state;
  struct registry r = registry_open();
  imports(&r, "身份证号,姓名,家庭人口\n" ONE ",\"上\n下\",2\n" TWO ",\"左\r\n右\",x\n\n" THREE ",丙,21\n", 3,
          1, 0, 0, 2);
  json_t *said = json_loads(r.json, 0, NULL);
  told(said, 4, 3, "不是整数");
  told(said, 7, 3, "晚于或大于 20");
  json_decref(said);
  registry_close(&r);
}

/* Where bad lines are more than anybody reads. */
static void test_many_bad_lines(void **state) {
  (void)state;
  struct registry r = registry_open();
  size_t size = 1500 * 32 + 100, n;
  char *text = malloc(size);
  assert_non_null(text);
  n = (size_t)snprintf(text, size, "身份证号,家庭人口\n");
  for (int i = 0; i < 1500; i++)
    n += (size_t)snprintf(text + n, size - n, "%d,x\n", i);
  imports(&r, text, 1500, 0, 0, 0, 1500);
  json_t *said = json_loads(r.json, 0, NULL);
  assert_int_equal(json_array_size(json_object_get(said, "bad")), 1000);
  told(said, 2, 1, "18位");
  told(said, 2, 2, "不是整数");
  json_decref(said);
  free(text);
  registry_close(&r);
}

/* --- progress --------------------------------------------------------------------------------- */

struct seen {
  int calls;
  long long done, total;
  int stop_at;
};

static int see(void *data, const char *what, long long done, long long total) {
  struct seen *s = data;
  assert_string_equal(what, "导入");
  assert_true(done >= s->done && done <= total);
  s->done = done;
  s->total = total;
  return ++s->calls == s->stop_at;
}

static char *many_people(int count) {
  char *text = malloc((size_t)count * 40 + 100), number[24];
  static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  assert_non_null(text);
  char *to = text + sprintf(text, "身份证号,户籍区县\n");
  for (int i = 0; i < count; i++) {
    int sum = 0;
    snprintf(number, sizeof number, "210100%04d%02d15%03d", 1920 + i / 12000, i / 1000 % 12 + 1, i % 1000);
    for (int k = 0; k < 17; k++)
      sum += (number[k] - '0') * weights[k];
    to += sprintf(to, "%s%c,和平区\n", number, "10X98765432"[sum % 11]);
  }
  return text;
}

static void test_progress(void **state) {
  (void)state;
  struct registry r = registry_open();
  char *text = many_people(50000);
  struct seen seen = {0}, stop = {.stop_at = 2};
  write_text(r.csv, text);
  bylaw_import_request q = {.progress = {see, &stop}};
  assert_int_equal(import_with(&r, q), BYLAW_ESTOPPED);
  assert_true(stop.done >= 20000 && stop.done < 50000);
  struct text none;
  assert_int_equal(bylaw_export(r.b, "person", NULL, take_line, &none, &r.e), BYLAW_ESTORE);
  q.progress.data = &seen;
  assert_int_equal(import_with(&r, q), BYLAW_OK);
  assert_int_equal(seen.total, 50001);
  assert_int_equal(seen.done, 50001);
  assert_true(seen.calls >= 5 && seen.calls <= 6);
  imports(&r, text, 50000, 0, 0, 50000, 0);
  free(text);
  registry_close(&r);
}

static int stop_writing(void *data, const char *line, size_t n) {
  (void)line;
  (void)n;
  return ++*(int *)data == 2;
}

static void test_export_stopped(void **state) {
  (void)state;
  struct registry r = registry_open();
  int calls = 0;
  imports(&r, "身份证号\n" ONE "\n" TWO "\n", 2, 2, 0, 0, 0);
  assert_int_equal(bylaw_export(r.b, "person", NULL, stop_writing, &calls, &r.e), BYLAW_ESTOPPED);
  assert_int_equal(calls, 2);
  exports(
      &r, "2025-06-14",
      "身份证号,出生日期,死亡日期,姓名,户籍区县,曾用名,申请记录,月收入,家庭人口,比例,起始月份,独居,选择,银行卡号\n");
  registry_close(&r);
}

/* --- one at a time ---------------------------------------------------------------------------- */

struct other {
  bylaw *b;
  bylaw_status status;
  bylaw_error e;
};

/* While one handle imports, another process would not write either. */
static int write_meanwhile(void *data, const char *what, long long done, long long total) {
  struct other *o = data;
  static const char *const name[] = {"name=甲"};
  bylaw_record_request q = {.policy = "person",
                            .key = ONE,
                            .assignments = name,
                            .count = 1,
                            .create = 1,
                            .act = {"2025-06-15", "", "原因"}};
  char *json = NULL;
  (void)what, (void)done, (void)total;
  o->status = bylaw_record(o->b, &q, &json, &o->e);
  bylaw_free(json);
  return 0;
}

static void test_busy_and_read_only(void **state) {
  (void)state;
  struct registry r = registry_open();
  struct other o = {0};
  char path[64];
  snprintf(path, sizeof path, "%s/register.db", r.folder);
  assert_int_equal(bylaw_store(r.b, path, BYLAW_STORE_CREATE, NULL), BYLAW_OK);
  assert_int_equal(bylaw_open(&o.b, NULL, NULL), BYLAW_OK);
  assert_int_equal(bylaw_load(o.b, r.policy, NULL), BYLAW_OK);
  assert_int_equal(bylaw_store_wait(o.b, 0, NULL), BYLAW_OK);
  assert_int_equal(bylaw_store(o.b, path, BYLAW_STORE_WRITE, NULL), BYLAW_OK);
  write_text(r.csv, "身份证号,姓名\n" TWO ",乙\n");
  assert_int_equal(import_with(&r, (bylaw_import_request){.progress = {write_meanwhile, &o}}), BYLAW_OK);
  assert_int_equal(o.status, BYLAW_EBUSY);
  assert_non_null(strstr(o.e.message, "另一个程序正在写入"));
  write_meanwhile(&o, "", 0, 0);
  assert_int_equal(o.status, BYLAW_OK);
  fact_is(&r, ONE, "name", "\"甲\"");
  assert_int_equal(bylaw_store(r.b, path, BYLAW_STORE_READ, NULL), BYLAW_OK);
  refused_with(&r, import_with(&r, (bylaw_import_request){0}), BYLAW_ESTORE, "只读", "");
  refused_with(&r, change(&r, (struct change){.key = ONE, .first = "name=丙"}), BYLAW_ESTORE, "只读", "");
  fact_is(&r, ONE, "name", "\"甲\"");
  bylaw_close(o.b);
  registry_close(&r);
}

/* The registry of the example: in GB18030, with histories. */
static void test_whole_registry(void **state) {
  (void)state;
  struct registry r = registry_open();
  if (bylaw_load(r.b, "policies/old_age_allowance.lua", &r.e) != BYLAW_OK) fail_msg("%s", r.e.message);
  bylaw_import_request q = {
      .policy = "elder", .path = "examples/shenyang/registry.csv", .act = {"2025-06-15", "", "建库"}};
  for (int again = 0; again < 2; again++) {
    char *json = NULL;
    if (bylaw_import(r.b, &q, &json, &r.e) != BYLAW_OK) fail_msg("%s", r.e.message);
    json_t *said = json_loads(json, 0, NULL);
    assert_int_equal(json_integer_value(json_object_get(said, again ? "same" : "added")), 5000);
    assert_int_equal(json_integer_value(json_object_get(said, "bad_count")), 0);
    json_decref(said);
    bylaw_free(json);
  }
  char *json = NULL;
  if (bylaw_verify(r.b, NULL, &json, &r.e) != BYLAW_OK) fail_msg("%s", r.e.message);
  json_t *said = json_loads(json, 0, NULL);
  if (!json_is_true(json_object_get(said, "ok"))) fail_msg("%s", json);
  json_decref(said);
  bylaw_free(json);
  registry_close(&r);
}

int main(void) {
  const struct CMUnitTest single[] = {
      cmocka_unit_test(test_encodings),
      cmocka_unit_test(test_mixed_encodings),
      cmocka_unit_test(test_lines_of_another_encoding),
      cmocka_unit_test(test_no_file),
      cmocka_unit_test(test_columns),
      cmocka_unit_test(test_changes_of_those_who_are_there),
      cmocka_unit_test(test_round_trip),
      cmocka_unit_test(test_many_spells),
      cmocka_unit_test(test_bad_lines),
      cmocka_unit_test(test_bad_lines_left_out),
      cmocka_unit_test(test_corrected_bad_lines),
      cmocka_unit_test(test_bad_file_that_cannot_be_written),
      cmocka_unit_test(test_nothing_is_kept_of_a_bad_file),
      cmocka_unit_test(test_twice_in_the_file),
      cmocka_unit_test(test_records_over_lines),
      cmocka_unit_test(test_many_bad_lines),
      cmocka_unit_test(test_progress),
      cmocka_unit_test(test_export_stopped),
      cmocka_unit_test(test_busy_and_read_only),
      cmocka_unit_test(test_whole_registry),
  };
  static struct CMUnitTest tests[64];
  size_t n = sizeof single / sizeof *single;
  memcpy(tests, single, sizeof single);
  n = add_rows(tests, n, test_bad_file, FILES, sizeof *FILES, sizeof FILES / sizeof *FILES);
  return _cmocka_run_group_tests("import", tests, n, NULL, NULL);
}
