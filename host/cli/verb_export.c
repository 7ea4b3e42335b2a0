/* bylaw export: everybody's facts as CSV. */
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "host/cli/ledger.h"

enum { CHUNK = 4096 };

struct exporting {
  FILE *to;
  iconv_t converter;
  bool converts;
  long long lines;
  const char *why; /* why it stopped; NULL: it did not */
  char room[SYSTEM_ERROR_SIZE];
};

static int put_plain(struct exporting *x, const char *line, size_t length) {
  if (fwrite(line, 1, length, x->to) == length) return 0;
  x->why = system_error_words(errno, x->room);
  return 1;
}

/* GB18030 has no state, so a line at a time will do. */
static int put_converted(struct exporting *x, const char *line, size_t length) {
  char room[CHUNK], *in = (char *)line;
  while (length > 0) {
    char *out = room;
    size_t left = sizeof room;
    size_t code = iconv(x->converter, &in, &length, &out, &left);
    if (code == (size_t)-1 && errno != E2BIG) {
      x->why = "有不能转换为 GB18030 的字符";
      return 1;
    }
    if (put_plain(x, room, sizeof room - left)) return 1;
  }
  return 0;
}

static int put_line(void *data, const char *line, size_t length) {
  struct exporting *x = data;
  if (x->lines++ == 0 && !x->converts) fputs("\xEF\xBB\xBF", x->to);
  return x->converts ? put_converted(x, line, length) : put_plain(x, line, length);
}

static bool export_to(struct shelf *s, const struct args *a, struct exporting *x) {
  bylaw_error e;
  x->converts = args_has(a, "gb18030");
  if (x->converts) x->converter = iconv_open("GB18030", "UTF-8");
  if (x->converts && x->converter == (iconv_t)-1) {
    fail(NULL, "这台机器不能转换为 GB18030");
    return false;
  }
  bool ok = bylaw_export(s->handle, shelf_asked(s), args_value(a, "known"), put_line, x, &e) == BYLAW_OK;
  if (!ok && x->why)
    fail("检查磁盘空间与权限", "无法写出：%s", x->why);
  else if (!ok)
    print_error(&e);
  if (x->converts) iconv_close(x->converter);
  return ok;
}

static bool export_file(struct shelf *s, const struct args *a, const char *path) {
  struct exporting x = {0};
  struct aside f;
  if (strcmp(path, "-") == 0) {
    x.to = stdout;
    return export_to(s, a, &x);
  }
  if (!fresh_open(&f, path)) return false;
  x.to = f.to;
  if (!export_to(s, a, &x)) {
    aside_drop(&f);
    return false;
  }
  if (!fresh_close(&f)) return false;
  text_put_masked(stderr, path);
  fprintf(stderr, "：%lld 人，号码完整，请妥善保管\n", x.lines > 0 ? x.lines - 1 : 0);
  return true;
}

static int run(const struct args *a) {
  struct shelf s;
  const char *out = args_value(a, "out");
  if (!out)
    return fail("用 --out FILE 写到文件，确要写到标准输出时用 --out -",
                "导出的是完整的个人信息，要写明写到哪里");
  bool ok = shelf_open_store(&s, a, 1, BYLAW_STORE_READ) && export_file(&s, a, out);
  shelf_close(&s);
  return ok ? EXIT_YES : EXIT_BAD;
}

const struct verb *export_verb(void) {
  static const struct opt options[] = {OPTION_DB,
                                       {"out", "FILE|-", "写到哪里；- 是标准输出", false},
                                       {"known", "DATE", "这一天终了时所知的事实；默认现在", false},
                                       {"gb18030", NULL, "用 GB18030 编码；默认 UTF-8，带 BOM", false},
                                       OPTION_POLICIES,
                                       {0}};
  static const struct verb verb = {
      .name = "export",
      .summary = "导出名册（CSV）：再导入不会改变什么",
      .operands = "POLICY[:SUBJECT]",
      .least = 1,
      .most = 1,
      .options = options,
      .notes = "导出的是完整的个人信息，不遮蔽号码。\n退出状态：0 已导出；2 用法、数据库或文件有错。\n",
      .example = "bylaw export old-age-allowance --db registry.db --out registry.csv",
      .run = run};
  return &verb;
}
