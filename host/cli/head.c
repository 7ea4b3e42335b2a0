/* The head of a database's chain of commits on paper, its keys and signatures in files. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/cli/ledger.h"

enum { SHOWN = 32, GROUP = 4, MOST_HEAD_TEXT = 512 };

void head_print(FILE *to, const char *head) {
  if (!*head) return;
  fputs("链头（记入档案，日后用 verify --head 核对）：", to);
  for (int i = 0; i < SHOWN && head[i]; i++)
    fprintf(to, "%s%c", i && i % GROUP == 0 ? " " : "", head[i]);
  fputc('\n', to);
}

json_t *head_of(struct shelf *s) {
  bylaw_error e;
  char *text;
  return answer_of(bylaw_head(s->handle, &text, &e), &text, &e);
}

bool head_continues(struct shelf *s, const char *head, bool *found) {
  bylaw_error e;
  char *text;
  json_t *answer = answer_of(bylaw_continues(s->handle, head, &text, &e), &text, &e);
  if (!answer) return false;
  *found = json_is_true(json_object_get(answer, "found"));
  json_decref(answer);
  return true;
}

/* --- files ------------------------------------------------------------------------------------ */

static bool fail_file(const char *path, const char *what) {
  fail(errno == EEXIST ? "换一个名称：已有的文件不会被覆盖" : "检查路径与权限", "无法%s %s：%s", what, path,
       errno == EEXIST ? "文件已经存在" : SYSTEM_ERROR(errno));
  return false;
}

/* A new file for its owner alone; one that is there is left as it is. */
static bool write_new(const char *path, const char *text) {
  size_t size = strlen(text);
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return fail_file(path, "写入");
  bool ok = write(fd, text, size) == (ssize_t)size && write(fd, "\n", 1) == 1 && fsync(fd) == 0;
  if (close(fd) == 0 && ok) return true;
  fail_file(path, "写入");
  unlink(path);
  return false;
}

/* A short text from a file; blanks around it are left to the reader of its digits. */
static bool read_text(const char *path, char out[MOST_HEAD_TEXT]) {
  FILE *f = fopen(path, "re");
  if (!f) return fail_file(path, "读取");
  size_t size = fread(out, 1, MOST_HEAD_TEXT - 1, f);
  out[size] = '\0';
  bool ok = !ferror(f);
  fclose(f);
  return ok || fail_file(path, "读取");
}

static char *join_texts(const char *name, const char *end) {
  size_t size = strlen(name) + strlen(end) + 1;
  char *made = malloc(size);
  if (made)
    snprintf(made, size, "%s%s", name, end);
  else
    fail_memory();
  return made;
}

static bool write_new_possible(const char *path) {
  struct stat info;
  if (lstat(path, &info) != 0) return fresh_possible(path);
  errno = EEXIST;
  return fail_file(path, "写入");
}

int head_make_keys(const char *name) {
  bylaw_error e;
  char *secret, *public_key;
  if (bylaw_keys(&secret, &public_key, &e) != BYLAW_OK) {
    print_error(&e);
    return EXIT_BAD;
  }
  char *key = join_texts(name, ".key"), *pub = join_texts(name, ".pub");
  bool ok = key && pub && write_new(key, secret);
  if (ok && !write_new(pub, public_key)) {
    unlink(key);
    ok = false;
  }
  if (ok) printf("私钥 %s（与数据库分开保管），公钥 %s\n", key, pub);
  memset(secret, 0, strlen(secret));
  bylaw_free(secret);
  bylaw_free(public_key);
  free(key);
  free(pub);
  return ok ? EXIT_YES : EXIT_BAD;
}

static bool tell(bylaw_status status, const bylaw_error *e) {
  if (status != BYLAW_OK) print_error(e);
  return status == BYLAW_OK;
}

bool head_readable(const char *head) {
  bylaw_error e;
  return tell(bylaw_head_check(head, &e), &e);
}

/* Whether a key can sign is found by signing with it. */
bool head_sign_possible(const char *key_path, const char *path) {
  static const char any[] = "0000000000000000000000000000000000000000000000000000000000000000";
  char secret[MOST_HEAD_TEXT], *signature = NULL;
  bylaw_error e;
  if (!read_text(key_path, secret)) return false;
  bylaw_status status = bylaw_sign(secret, any, &signature, &e);
  memset(secret, 0, sizeof secret);
  bylaw_free(signature);
  return tell(status, &e) && write_new_possible(path);
}

/* The file holds the head and its signature, a line each. */
bool head_sign(const char *key_path, const char *path, const char *head) {
  char secret[MOST_HEAD_TEXT], *signature = NULL;
  bylaw_error e;
  if (!*head) return fail(NULL, "数据库里还没有可以签名的内容") == EXIT_YES;
  if (!read_text(key_path, secret)) return false;
  bylaw_status status = bylaw_sign(secret, head, &signature, &e);
  memset(secret, 0, sizeof secret);
  if (!tell(status, &e)) return false;
  char *end = join_texts("\n", signature), *text = end ? join_texts(head, end) : NULL;
  bool ok = text && write_new(path, text);
  free(end);
  free(text);
  bylaw_free(signature);
  return ok;
}

bool head_signed(const char *path, const char *public_path, char head[HEAD_SIZE], bool *right) {
  char text[MOST_HEAD_TEXT], public_key[MOST_HEAD_TEXT];
  bylaw_error e;
  int fits = 0;
  if (!read_text(path, text) || !read_text(public_path, public_key)) return false;
  char *line = strchr(text, '\n');
  if (line) *line++ = '\0';
  if (!tell(bylaw_signed(public_key, text, line ? line : "", &fits, &e), &e)) return false;
  snprintf(head, HEAD_SIZE, "%.*s", HEAD_SIZE - 1, text);
  *right = fits != 0;
  return true;
}
