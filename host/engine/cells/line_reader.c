/* A CSV file as bytes: lines, and how it is written. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/base/utf8.h"
#include "host/engine/cells/lines.h"
#include "host/engine/policy/status.h"

enum { BUFFER = 4 << 20, BLOCK = 1 << 20 };
_Static_assert(BUFFER >= 2 * IMPORT_MOST_RECORD + BLOCK, "a record and the line after it fit");

/* --- lines ------------------------------------------------------------------------------------ */

static bool fill(struct import_file *f, struct error *e) {
  if (f->start > 0) {
    memmove(f->data, f->data + f->start, f->end - f->start);
    f->end -= f->start;
    f->start = 0;
  }
  size_t room = BUFFER - f->end < BLOCK ? BUFFER - f->end : BLOCK;
  long long got;
  do
    got = f->read ? f->read(f->source, f->data + f->end, room) : read(f->fd, f->data + f->end, room);
  while (got < 0 && !f->read && errno == EINTR);
  if (got < 0) return file_error(e, f->path, "读取文件时出错", "检查磁盘");
  f->ended = got == 0;
  f->end += (size_t)got;
  return true;
}

bool import_file_peek(struct import_file *f, size_t offset, struct slice *line, struct error *e) {
  size_t looked = 0;
  for (;;) {
    char *from = f->data + f->start + offset;
    size_t there = f->end - f->start - offset;
    char *newline = memchr(from + looked, '\n', there - looked);
    if (newline || f->ended) {
      *line = (struct slice){from, newline ? (size_t)(newline - from) + 1 : there};
      return true;
    }
    if (there > IMPORT_MOST_RECORD) {
      *line = (struct slice){from, there};
      error_set(e, ERR_INPUT, "文件 ‘%s’ 的第 %lld 行太长，超过 %d 个字节", f->path, (long long)f->line,
                IMPORT_MOST_RECORD);
      error_hint(e, "核对它是不是 CSV 文件");
      return false;
    }
    looked = there;
    if (!fill(f, e)) return false;
  }
}

void import_file_pass(struct import_file *f, size_t bytes, int lines) {
  f->start += bytes;
  f->line += lines;
}

static bool rewind_file(struct import_file *f, struct error *e) {
  f->start = f->end = 0;
  f->line = 1;
  f->ended = false;
  if (lseek(f->fd, 0, SEEK_SET) != 0) return file_error(e, f->path, "读取文件时出错", "检查磁盘");
  struct slice ignored;
  if (!import_file_peek(f, 0, &ignored, e)) return false;
  f->start += f->bom;
  return true;
}

/* --- how it is written ------------------------------------------------------------------------ */

/* Bytes up to the first that is not ASCII. */
static size_t ascii_run(const char *s, size_t n) {
  size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    uint64_t eight;
    memcpy(&eight, s + i, 8);
    if (eight & UINT64_C(0x8080808080808080)) break;
  }
  while (i < n && (signed char)s[i] >= 0)
    i++;
  return i;
}

/* Where a text stops being UTF-8; its length: nowhere. *chinese: characters of three bytes. */
static size_t utf8_until(const char *s, size_t n, int *chinese) {
  size_t i = 0;
  while ((i += ascii_run(s + i, n - i)) < n) {
    unsigned code;
    int length = utf8_char(s + i, n - i, &code);
    if (length == 0) return i;
    *chinese += length == 3;
    i += (size_t)length;
  }
  return n;
}

size_t import_gb18030_until(const char *text, size_t n) {
  const unsigned char *s = (const unsigned char *)text;
  size_t i = 0;
  while ((i += ascii_run(text + i, n - i)) < n) {
    bool lead = s[i] >= 0x81 && s[i] <= 0xFE, two = n - i >= 2, four = n - i >= 4;
    if (lead && two && s[i + 1] >= 0x40 && s[i + 1] <= 0xFE && s[i + 1] != 0x7F)
      i += 2;
    else if (lead && four && s[i + 1] >= 0x30 && s[i + 1] <= 0x39 && s[i + 2] >= 0x81 && s[i + 2] <= 0xFE &&
             s[i + 3] >= 0x30 && s[i + 3] <= 0x39)
      i += 4;
    else
      return i;
  }
  return n;
}

size_t import_signature(const char *text, size_t n, bool *gb18030) {
  *gb18030 = n >= 4 && memcmp(text, IMPORT_GB18030_SIGNATURE, 4) == 0;
  if (*gb18030) return 4;
  return n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

struct spot {
  int64_t line; /* 0: none */
  size_t column;
};

/* What was seen of the whole file. */
struct sniffing {
  struct spot not_utf8, not_gb;
  struct spot utf8_line; /* the first line that is Chinese in UTF-8 beyond doubt */
  bool utf8_first;       /* and it comes before the first that is not UTF-8 */
};

static void sniff_line(struct sniffing *n, int64_t number, struct slice s) {
  int chinese = 0;
  if (ascii_run(s.text, s.n) == s.n) return;
  size_t utf8 = utf8_until(s.text, s.n, &chinese), gb = import_gb18030_until(s.text, s.n);
  if (utf8 < s.n && !n->not_utf8.line) n->not_utf8 = (struct spot){number, utf8 + 1};
  if (gb < s.n && !n->not_gb.line) n->not_gb = (struct spot){number, gb + 1};
  if (utf8 < s.n || chinese < 2 || n->utf8_line.line) return;
  n->utf8_line = (struct spot){number, ascii_run(s.text, s.n) + 1};
  n->utf8_first = !n->not_utf8.line;
}

static bool bad_encoding(struct error *e, const struct import_file *f, struct spot at, const char *what) {
  error_set(e, ERR_INPUT, "文件 ‘%s’ %s：第 %lld 行第 %zu 个字节起读不出", f->path, what, (long long)at.line,
            at.column);
  error_hint(e, "整个文件用同一种编码（UTF-8 或 GB18030）另存一次");
  return false;
}

/* UTF-8 where the whole file is; else GB18030 where the whole file is. Lines of the other encoding
** in between make it neither: UTF-8 read as GB18030 gives characters too, only wrong ones. */
static bool judge_encoding(struct import_file *f, const struct sniffing *n, struct error *e) {
  if (f->gb18030) /* it is signed so */
    return !n->not_gb.line || bad_encoding(e, f, n->not_gb, "以 GB18030 的标记开头，其中却有别的编码");
  f->gb18030 = n->not_utf8.line != 0;
  if (!f->gb18030) return true;
  if (f->bom) return bad_encoding(e, f, n->not_utf8, "以 UTF-8 的标记（BOM）开头，其中却有别的编码");
  if (n->utf8_line.line)
    return bad_encoding(e, f, n->utf8_first ? n->not_utf8 : n->utf8_line, "混用了 UTF-8 与 GB18030 两种编码");
  return !n->not_gb.line || bad_encoding(e, f, n->not_gb, "既不是 UTF-8，也不是 GB18030");
}

/* What people take for CSV. */
static bool refuse_others(const struct import_file *f, struct error *e) {
  size_t n = f->end - f->start;
  const char *c = f->data + f->start, *what = NULL;
  if (n >= 2 && (memcmp(c, "\xFF\xFE", 2) == 0 || memcmp(c, "\xFE\xFF", 2) == 0)) what = "是 UTF-16 编码";
  if (n >= 4 && memcmp(c, "PK\003\004", 4) == 0) what = "是 Excel 工作簿（xlsx），不是 CSV";
  if (n >= 4 && memcmp(c, "\xD0\xCF\x11\xE0", 4) == 0) what = "是 Excel 工作簿（xls），不是 CSV";
  if (!what) return true;
  error_set(e, ERR_INPUT, "文件 ‘%s’ %s", f->path, what);
  error_hint(e, "用“另存为”存成 CSV（UTF-8，或 GB18030）");
  return false;
}

static bool sniff(struct import_file *f, struct error *e) {
  struct sniffing n = {0};
  struct slice line;
  if (!import_file_peek(f, 0, &line, e) || !refuse_others(f, e)) return false;
  f->bom = import_signature(line.text, line.n, &f->gb18030);
  f->start += f->bom;
  for (;;) {
    if (!import_file_peek(f, 0, &line, e)) return false;
    if (line.n == 0) break;
    f->total++;
    sniff_line(&n, f->line, line);
    import_file_pass(f, line.n, 1);
  }
  if (f->total == 0) {
    error_set(e, ERR_INPUT, "文件 ‘%s’ 是空的", f->path);
    error_hint(e, "第一行写各列的名称，以后每行一人");
    return false;
  }
  return judge_encoding(f, &n, e);
}

/* --- opening ---------------------------------------------------------------------------------- */

bool import_file_open(struct import_file *f, const char *path, struct error *e) {
  struct stat info;
  *f = (struct import_file){.fd = -1, .path = path ? path : "", .line = 1};
  if (stat(f->path, &info) != 0) return file_unopened(e, f->path);
  if (S_ISDIR(info.st_mode)) return file_error(e, f->path, "这是文件夹，不是文件", "写出其中的文件");
  if (!S_ISREG(info.st_mode)) return file_error(e, f->path, "不是普通文件", "检查路径");
  f->fd = open(f->path, O_RDONLY | O_CLOEXEC);
  if (f->fd < 0) return file_unopened(e, f->path);
  f->data = malloc(BUFFER);
  if (!f->data) return error_set(e, ERR_MEMORY, "内存不足");
  return sniff(f, e) && rewind_file(f, e);
}

bool import_stream_open(struct import_file *f, const char *name,
                        long long (*read_more)(void *data, char *to, size_t room), void *source,
                        struct error *e) {
  struct slice line;
  *f = (struct import_file){.fd = -1, .path = name, .line = 1, .read = read_more, .source = source};
  f->data = malloc(BUFFER);
  if (!f->data) return error_set(e, ERR_MEMORY, "内存不足");
  while (!f->ended && f->end - f->start < 4) /* the first bytes tell what it is */
    if (!fill(f, e)) return false;
  if (!refuse_others(f, e)) return false;
  line = (struct slice){f->data + f->start, f->end - f->start};
  f->bom = import_signature(line.text, line.n, &f->gb18030);
  f->start += f->bom;
  return true;
}

bool import_file_ready(const struct import_file *f) {
  return f->ended || memchr(f->data + f->start, '\n', f->end - f->start) != NULL;
}

void import_file_close(struct import_file *f) {
  if (f->fd >= 0) close(f->fd);
  free(f->data);
  f->fd = -1;
  f->data = NULL;
}
