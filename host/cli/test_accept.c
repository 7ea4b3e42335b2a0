/* bylaw test --accept: expectations become what comes, after they were shown. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/cli/cli.h"

struct accepting {
  bool dry;
  size_t files, accepted, refused;
};

/* --- showing ---------------------------------------------------------------------------------- */

static void put_lines(char mark, const char *text) {
  for (;;) {
    size_t n = strcspn(text, "\n");
    putchar(mark);
    text_put_n(stdout, text, n > 0 && text[n - 1] == '\r' ? n - 1 : n);
    putchar('\n');
    if (!text[n]) return;
    text += n + 1;
  }
}

static void show_hunks(const char *path, const json_t *answer) {
  size_t i;
  json_t *one;
  json_array_foreach(json_object_get(answer, "hunks"), i, one) {
    print_place(stdout, path, result_line(one), 0);
    putchar('\n');
    put_lines('-', field(one, "old"));
    put_lines('+', field(one, "new"));
  }
}

static void show_refused(const json_t *answer) {
  size_t i;
  json_t *one;
  json_array_foreach(json_object_get(answer, "refused"), i, one) {
    print_place(stderr, field(one, "file"), result_line(one), 0);
    text_put(stderr, field(one, "title"));
    if (*field(one, "label")) text_printf(stderr, "（%s）", field(one, "label"));
    fputs("：没有改写：", stderr);
    text_put(stderr, field(one, "why"));
    if (*field(one, "hint")) fputs("；", stderr);
    text_put(stderr, field(one, "hint"));
    fputc('\n', stderr);
  }
}

/* --- writing ---------------------------------------------------------------------------------- */

/* The name of the file will lead to another one. What else leads to it, or who else it belongs to,
** would be lost. */
static bool can_replace(const char *path, struct stat *info) {
  const char *why = stat(path, info) != 0     ? "找不到文件"
                    : access(path, W_OK) != 0 ? "没有写的权限"
                    : info->st_nlink > 1      ? "它有别的名字（硬链接），改写会使它们分开"
                    : info->st_uid != geteuid() ? "它属于别的用户"
                                                : NULL;
  if (why) fail("没有写入；手工修改，或换一个文件", "不能改写 %s：%s", path, why);
  return !why;
}

/* Whether the file is still what was read: an editor may have saved it meanwhile. */
static bool is_unchanged(const char *path, const json_t *answer) {
  const json_t *before = json_object_get(answer, "before");
  size_t length;
  char *now = read_whole(path, &length);
  bool same =
      now && length == json_string_length(before) && memcmp(now, json_string_value(before), length) == 0;
  if (now && !same) fail("再运行一次", "%s 刚刚被别的程序改动，没有写入", path);
  free(now);
  return same;
}

static bool write_file(const char *path, const json_t *answer) {
  const json_t *after = json_object_get(answer, "after");
  struct stat info;
  struct aside f;
  if (!can_replace(path, &info) || !is_unchanged(path, answer) || !fresh_open(&f, path)) return false;
  if (fchmod(fileno(f.to), info.st_mode & 07777) != 0) {
    fail("检查权限", "无法写入 %s：%s", path, SYSTEM_ERROR(errno));
    aside_drop(&f);
    return false;
  }
  fwrite(json_string_value(after), 1, json_string_length(after), f.to);
  return fresh_close(&f);
}

/* --- the whole -------------------------------------------------------------------------------- */

static bool accept_file(struct accepting *all, struct shelf *s, const char *path, const int *which,
                        int count) {
  bylaw_error e;
  char *text;
  json_t *answer = answer_of(bylaw_accept(s->handle, path, which, count, &text, &e), &text, &e);
  if (!answer) return false;
  size_t accepted = json_array_size(json_object_get(answer, "accepted"));
  show_hunks(path, answer);
  show_refused(answer);
  bool ok = accepted == 0 || all->dry || write_file(path, answer);
  if (ok) all->accepted += accepted;
  all->files += ok && accepted > 0;
  all->refused += json_array_size(json_object_get(answer, "refused"));
  json_decref(answer);
  return ok;
}

static bool accept_one(struct accepting *all, struct shelf *s, struct test_choice *c,
                       const struct test_file *f) {
  bylaw_error e;
  int count = 0;
  if (!test_choice_some(c)) return accept_file(all, s, f->path, NULL, 0);
  int *which = test_choice_of(c, f, s->handle, &count, &e);
  if (count < 0) print_error(&e);
  bool ok = count == 0 || (count > 0 && accept_file(all, s, f->path, which, count));
  free(which);
  return ok;
}

int test_accept(struct shelf *s, const struct args *a, struct test_choice *c) {
  struct accepting all = {.dry = args_has(a, "dry-run")};
  bool ok = json_array_size(s->errors) == 0;
  /* what a policy that does not load would give is not what is to be expected */
  if (!ok) return EXIT_BAD;
  for (int i = 0; i < c->count; i++)
    if (!accept_one(&all, s, c, &c->files[i])) ok = false;
  if (ok && test_choice_some(c) && c->chosen == 0) {
    test_choice_none(c, s->handle);
    return EXIT_BAD;
  }
  if (test_choice_some(c)) printf("选中 %d 个场景，共 %d 个\n", c->chosen, c->total);
  printf("%s %zu 处期望（%zu 个文件），%zu 处没有改写\n", all.dry ? "会改写" : "改写了", all.accepted,
         all.files, all.refused);
  return !ok ? EXIT_BAD : all.refused > 0 ? EXIT_NO : EXIT_YES;
}
