/* What the fuzz harnesses share. Each is linked with libFuzzer (make fuzz), or with replay.c, which
** runs files once (make units). */
#ifndef BYLAW_TESTS_FUZZ_H
#define BYLAW_TESTS_FUZZ_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "host/bylaw.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Small, so that what does not end is found as such. */
static inline bylaw *fuzz_open(void) {
  static const bylaw_config config = {.memory = 16 << 20, .instructions = 300000, .milliseconds = 1000};
  bylaw *b = NULL;
  if (bylaw_open(&b, &config, NULL) != BYLAW_OK) abort();
  return b;
}

/* A handle with one policy, opened once: loading takes longer than most inputs. */
static inline bylaw *fuzz_with(const char *policy) {
  bylaw *b = fuzz_open();
  if (bylaw_load(b, policy, NULL) != BYLAW_OK) abort();
  return b;
}

/* --- inputs ----------------------------------------------------------------------------------- */

struct fuzz_text {
  char *text; /* exactly as long as `length`, so that reading past its end is seen */
  size_t length;
};

/* The number and the text of @{N:TEXT}@ at `at`; false: it is none. `next`: what comes behind
** it. */
static inline bool fuzz_repeat(const uint8_t *at, const uint8_t *end, size_t *times, const uint8_t **text,
                               size_t *length, const uint8_t **next) {
  if (end - at < 6 || memcmp(at, "@{", 2) != 0) return false;
  const uint8_t *p = at + 2;
  for (*times = 0; p < end && *p >= '0' && *p <= '9' && *times < 10000000; p++)
    *times = *times * 10 + (size_t)(*p - '0');
  if (p == end || *p != ':' || p == at + 2) return false;
  *text = ++p;
  while (p + 1 < end && memcmp(p, "}@", 2) != 0)
    p++;
  *length = (size_t)(p - *text);
  *next = p + 2;
  return p + 1 < end;
}

enum { FUZZ_LONGEST = 4 << 20 };

/* Writes the text of an input to `out`, or with NULL only counts it. */
static inline size_t fuzz_expand_to(char *out, const uint8_t *data, size_t size) {
  const uint8_t *end = data + size, *text, *next;
  size_t n = 0;
  while (data < end && n < FUZZ_LONGEST) {
    size_t times = 1, length = 1;
    if (!fuzz_repeat(data, end, &times, &text, &length, &next)) {
      text = data;
      next = data + 1;
    }
    for (; times > 0 && length > 0 && n + length <= FUZZ_LONGEST; times--, n += length)
      if (out) memcpy(out + n, text, length);
    data = next;
  }
  return n;
}

/* An input as a text. @{150000: and a}@ stands for 150,000 times “ and a”, so that what is wrong
** only when it is large has a small file. */
static inline struct fuzz_text fuzz_expand(const uint8_t *data, size_t size) {
  struct fuzz_text out = {NULL, fuzz_expand_to(NULL, data, size)};
  out.text = malloc(out.length ? out.length : 1);
  if (!out.text) abort();
  fuzz_expand_to(out.text, data, size);
  return out;
}

/* As long as the first lines of a text. Every line costs a decision, so that a million of them take
** minutes without anything being wrong; these are more than are decided together. */
static inline size_t fuzz_first_lines(const struct fuzz_text *t) {
  enum { MOST_LINES = 5000 };
  const char *at = t->text, *end = t->text + t->length;
  for (int lines = 0; at < end && lines < MOST_LINES; lines++) {
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    at = newline ? newline + 1 : end;
  }
  return (size_t)(at - t->text);
}

/* --- files ------------------------------------------------------------------------------------ */

static inline void fuzz_write(const char *path, const void *data, size_t size) {
  FILE *f = fopen(path, "wb");
  if (!f || fwrite(data, 1, size, f) != size || fclose(f) != 0) abort();
}

static inline void fuzz_write_text(const char *path, const uint8_t *data, size_t size) {
  struct fuzz_text t = fuzz_expand(data, size);
  fuzz_write(path, t.text, t.length);
  free(t.text);
}

/* A file of this process, whose name does not change from one input to the next. In TMPDIR, which
** run.sh and replay.sh take away: a harness that crashes removes nothing. */
static inline const char *fuzz_path(const char *name, char out[256]) {
  const char *folder = getenv("TMPDIR");
  int n = snprintf(out, 256, "%s/bylaw-fuzz-%ld-%s", folder ? folder : "/tmp", (long)getpid(), name);
  if (n < 0 || n >= 256) abort();
  return out;
}

/* What is left of the text (bylaw_read): data is a struct fuzz_text that is used up. */
static inline long long fuzz_feed(void *data, char *to, size_t room) {
  struct fuzz_text *in = data;
  size_t n = in->length < room ? in->length : room;
  if (n) memcpy(to, in->text, n);
  in->text += n;
  in->length -= n;
  return (long long)n;
}

/* Looks at no line of the answer (bylaw_write). */
static inline int fuzz_drop(void *data, const char *text, size_t length) {
  (void)data, (void)text, (void)length;
  return 0;
}

#endif
