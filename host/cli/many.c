/* bylaw decide --many: a filter. What comes in goes out decided, line by line. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "host/cli/ledger.h"

struct filter {
  int in;
  bool closed; /* nobody reads any more */
  int failed;  /* errno of writing */
  bylaw_many many;
};

/* --- streams ---------------------------------------------------------------------------------- */

static long long read_some(void *data, char *to, size_t room) {
  struct filter *f = data;
  ssize_t got;
  do
    got = read(f->in, to, room);
  while (got < 0 && errno == EINTR);
  return got;
}

static int write_all(void *data, const char *text, size_t length) {
  struct filter *f = data;
  while (length > 0) {
    ssize_t put = write(STDOUT_FILENO, text, length);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      f->closed = errno == EPIPE;
      f->failed = errno;
      return 1;
    }
    text += put;
    length -= (size_t)put;
  }
  return 0;
}

/* --- usage ------------------------------------------------------------------------------------ */

static bool check_usage(const struct args *a) {
  static const char *const others[] = {"facts", "id", "db", "as-of"};
  for (int i = 0; i < 4; i++) {
    if (!args_has(a, others[i])) continue;
    fail("事实每行一件，都在 --many 的文件里", "--many 与 --%s 只能给一个", others[i]);
    return false;
  }
  return true;
}

static bool read_format(const struct args *a, bylaw_many *many) {
  const char *name = args_value(a, "format");
  if (name && strcmp(name, "csv") == 0)
    many->format = BYLAW_CSV;
  else if (name && strcmp(name, "ndjson") == 0)
    many->format = BYLAW_NDJSON;
  else if (name)
    return fail("写 csv 或 ndjson；不写时按第一个字符判断", "没有格式 ‘%s’", name) == EXIT_YES;
  return true;
}

static bool open_input(struct filter *f, const char *path) {
  bool standard = strcmp(path, "-") == 0;
  f->many.name = standard ? "标准输入" : path;
  if (!standard && is_folder(path))
    return fail("写出其中的文件", "这是文件夹，不是文件：%s", path) == EXIT_YES;
  f->in = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  return f->in >= 0 || fail("检查路径", "无法打开文件 %s：%s", path, SYSTEM_ERROR(errno)) == EXIT_YES;
}

/* --- the end ---------------------------------------------------------------------------------- */

static void tell_errors(const bylaw_many_summary *s) {
  char bad[COUNT_SIZE], all[COUNT_SIZE];
  if (s->errors == 0) return;
  fprintf(stderr, "%s 件中有 %s 件不能决定，原因写在输出中\n", count_words(s->cases, all),
          count_words(s->errors, bad));
}

int many_run(const struct args *a) {
  struct filter f = {.in = -1};
  struct question q = {0};
  struct progress progress;
  bylaw_many_summary summary = {0};
  bylaw_error e;
  int status = EXIT_BAD;
  if (!check_usage(a) || !read_format(a, &f.many) || !open_input(&f, args_value(a, "many"))) return EXIT_BAD;
  f.many.json = args_has(a, "json");
  f.many.full = args_has(a, "full");
  f.many.strict = args_has(a, "strict");
  f.many.read = read_some;
  f.many.write = write_all;
  f.many.data = &f;
  progress_open(&progress);
  if (!isatty(STDOUT_FILENO)) f.many.progress = progress.tell; /* else the answers tell */
  if (question_open(&q, a)) {
    bool ok = bylaw_decide_many(q.shelf.handle, &q.request, &f.many, &summary, &e) == BYLAW_OK;
    progress_close(&progress);
    status = ok && summary.errors == 0 ? EXIT_YES : EXIT_BAD;
    errno = f.failed;
    if (!ok && f.failed && !f.closed) fail(NULL, "无法写出结果：%s", SYSTEM_ERROR(errno));
    if (!ok && !f.failed) print_error(&e);
    if (ok) tell_errors(&summary);
    if (args_has(a, "stats")) stats_print(q.shelf.handle, args_has(a, "json"));
  }
  question_close(&q);
  if (f.in > STDIN_FILENO) close(f.in);
  return status;
}
