/* bylaw new: a policy to begin with, and its scenarios. Both files load, check and pass as they are
** written, so that whoever has a new document changes what works instead of filling in what does
** not; nothing that is there already is touched. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "host/cli/cli.h"
#include "host/cli/ledger.h"
#include "host/cli/skeleton.h"

enum { MOST_ID = 48, MOST_TITLE = 200, TEXT_SIZE = 256, MOST_FILLINGS = 16 };

/* --- what is filled in ------------------------------------------------------------------------ */

struct filling {
  const char *name, *text;
};

struct fillings {
  char from[DAY_SIZE], words[DAY_SIZE], month[DAY_SIZE], middle[DAY_SIZE], before[DAY_SIZE];
  char usual[DAY_SIZE], eighty[DAY_SIZE], sixty[DAY_SIZE], young[DAY_SIZE];
  struct filling list[MOST_FILLINGS];
  int count;
};

static void put_day(char out[DAY_SIZE], const char *format, int year, int month, int day) {
  struct tm t = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_hour = 12};
  timegm(&t); /* day 0 is the last one of the month before */
  if (strftime(out, DAY_SIZE, format, &t) == 0) *out = '\0';
}

static void add_filling(struct fillings *f, const char *name, const char *text) {
  if (f->count < MOST_FILLINGS) f->list[f->count++] = (struct filling){name, text};
}

/* The document is in force from the first day of this month; the made-up people are as old as its
** scenarios say in that month. False: printed. */
static bool find_fillings(struct fillings *f, const char *today) {
  int year, month, day;
  static const char iso[] = "%Y-%m-%d";
  if (sscanf(today, "%4d-%2d-%2d", &year, &month, &day) != 3 || month < 1 || month > 12) {
    fail("写成 年-月-日，例如 2026-01-01（$BYLAW_TODAY 或本机时钟）", "今天的日期 ‘%s’ 无法读取", today);
    return false;
  }
  put_day(f->from, iso, year, month, 1);
  snprintf(f->words, DAY_SIZE, "%d年%d月1日", year, month);
  put_day(f->month, "%Y-%m", year, month, 1);
  put_day(f->middle, iso, year, month, 15);
  put_day(f->before, iso, year, month, 0);
  put_day(f->usual, iso, year - 66, 1, 1);
  put_day(f->eighty, iso, year - 80, month + 1, 0);
  put_day(f->sixty, iso, year - 60, month + 1, 0);
  put_day(f->young, iso, year - 60, month + 1, 1);
  add_filling(f, "FROM", f->from);
  add_filling(f, "FROM_WORDS", f->words);
  add_filling(f, "MONTH", f->month);
  add_filling(f, "MIDDLE", f->middle);
  add_filling(f, "DAY_BEFORE", f->before);
  add_filling(f, "BIRTH", f->usual);
  add_filling(f, "BIRTH_80", f->eighty);
  add_filling(f, "BIRTH_60", f->sixty);
  add_filling(f, "BIRTH_59", f->young);
  return true;
}

static const char *filling_of(const struct fillings *f, const char *name, size_t size) {
  for (int i = 0; i < f->count; i++)
    if (strlen(f->list[i].name) == size && strncmp(f->list[i].name, name, size) == 0) return f->list[i].text;
  return "";
}

static bool write_filled(FILE *to, const char *text, const struct fillings *f) {
  const char *open;
  for (; (open = strstr(text, "{{")); text = strstr(open, "}}") + 2) {
    fwrite(text, 1, (size_t)(open - text), to);
    fputs(filling_of(f, open + 2, (size_t)(strstr(open, "}}") - open - 2)), to);
  }
  fputs(text, to);
  return !ferror(to);
}

/* --- files ------------------------------------------------------------------------------------ */

static bool fail_path(const char *path, const char *what) {
  char room[SYSTEM_ERROR_SIZE];
  fail(system_error_words(errno, room), "不能%s %s", what, path);
  return false;
}

/* With the folders above it. */
static bool make_folder(const char *path) {
  char part[TEXT_SIZE];
  snprintf(part, sizeof part, "%s", path);
  for (char *at = part + 1; *at; at++) {
    if (*at != '/') continue;
    *at = '\0';
    if (mkdir(part, 0777) != 0 && errno != EEXIST) return fail_path(part, "建立文件夹");
    *at = '/';
  }
  return mkdir(part, 0777) == 0 || errno == EEXIST || fail_path(part, "建立文件夹");
}

/* A new file: one that is there stays. */
static bool write_new(const char *path, const char *text, const struct fillings *f) {
  FILE *to = fopen(path, "wxe");
  if (!to && errno == EEXIST) {
    fail("换一个 id，或先移走这个文件", "已经有文件 %s，没有写入任何内容", path);
    return false;
  }
  if (!to) return fail_path(path, "写入");
  bool ok = write_filled(to, text, f);
  if (fclose(to) == 0 && ok) return true;
  fail_path(path, "写入");
  unlink(path);
  return false;
}

/* --- the verb --------------------------------------------------------------------------------- */

static bool id_valid(const char *id) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
  size_t size = strlen(id);
  bool right = size > 0 && size <= MOST_ID && strchr(letters, *id) &&
               strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == size;
  if (!right) fail("小写英文字母、数字与连字符，例如 heating-grant", "‘%s’ 不能作政策的 id", id);
  return right;
}

/* It stands between quotation marks in Lua. */
static bool text_valid(const char *what, const char *text) {
  bool right = strlen(text) <= MOST_TITLE && !strpbrk(text, "\"\\\n\r");
  if (!right) fail("最多 200 字节，不含引号、反斜线与换行", "%s不能写成 %s", what, text);
  return right;
}

static const char *new_folder(const struct args *a) {
  const char *given = args_value(a, "policies"), *said = getenv("BYLAW_POLICIES");
  return given ? given : said && *said ? said : "policies";
}

static bool join_path(char out[TEXT_SIZE], const char *folder, const char *id) {
  int n = snprintf(out, TEXT_SIZE, "%s/%s.lua", folder, id);
  if (n < 0 || n >= TEXT_SIZE) {
    fail("换一个较短的路径", "路径太长：%s", folder);
    return false;
  }
  for (char *at = out + n - strlen(id) - 4; *at; at++)
    if (*at == '-') *at = '_';
  return true;
}

static int write_both(const struct args *a, struct fillings *f) {
  char policy[TEXT_SIZE], scenarios[TEXT_SIZE];
  const char *folder = new_folder(a), *tests = args_value(a, "scenarios-in");
  if (!tests) tests = "tests/scenarios";
  if (!join_path(policy, folder, a->operands[0]) || !join_path(scenarios, tests, a->operands[0]) ||
      !make_folder(folder) || !make_folder(tests))
    return EXIT_BAD;
  add_filling(f, "SCENARIOS", scenarios);
  if (!write_new(policy, skeleton_policy, f)) return EXIT_BAD;
  if (!write_new(scenarios, skeleton_scenarios, f)) {
    unlink(policy);
    return EXIT_BAD;
  }
  if (args_has(a, "json"))
    return print_json(json_pack("{s:s, s:s}", "policy", policy, "scenarios", scenarios));
  text_printf(stdout, "政策：%s\n场景：%s\n接下来：bylaw check %s；bylaw test %s\n", policy, scenarios,
              a->operands[0], scenarios);
  return EXIT_YES;
}

static int run(const struct args *a) {
  struct fillings f = {0};
  char room[DAY_SIZE];
  const char *title = args_value(a, "title"), *number = args_value(a, "number");
  if (!id_valid(a->operands[0]) || (title && !text_valid("标题", title)) ||
      (number && !text_valid("文号", number)) || !find_fillings(&f, on_or_today(a, room)))
    return EXIT_BAD;
  add_filling(&f, "ID", a->operands[0]);
  add_filling(&f, "TITLE", title ? title : "（文件标题）");
  add_filling(&f, "NUMBER", number ? number : "（文号）");
  return write_both(a, &f);
}

const struct verb *new_verb(void) {
  static const struct opt options[] = {
      {"title", "TEXT", "文件的标题", false},
      {"number", "TEXT", "文号", false},
      {"scenarios-in", "DIR", "场景放在哪个文件夹；默认 tests/scenarios", false},
      {"policies", "DIR", "政策放在哪个文件夹；默认 $BYLAW_POLICIES，再是 ./policies", false},
      OPTION_JSON,
      {0}};
  static const struct verb verb = {
      .name = "new",
      .summary = "新建一项政策：可以运行的样本和它的场景，照着文件改",
      .operands = "ID",
      .least = 1,
      .most = 1,
      .options = options,
      .notes =
          "写出 ID.lua（连字符改为下划线）和同名的场景文件，两者都能直接加载、检查、通过；自本月1日起施行。\n"
          "已有的文件不改动。\n"
          "退出状态：0 已写出；2 没有写入任何内容。\n",
      .example = "bylaw new heating-grant --title 冬季取暖补贴办法 --number 沈示发〔2026〕1号",
      .run = run};
  return &verb;
}
