/* Streams of cases against single decisions: many facts, odd lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "host/base/buf.h"
#include "host/bylaw.h"

struct rig {
  bylaw *b;
  char path[40];
  struct buf in, out;
  size_t at;
  uint64_t seed;
};

static uint64_t draw(struct rig *r, uint64_t below) {
  r->seed = r->seed * 6364136223846793005u + 1442695040888963407u;
  return (r->seed >> 33) % below;
}

/* `facts` counts f1, f2, …, a name, a list; `term` is the body of the term that gives the
** outcome. */
static struct rig rig_open(int facts, const char *term) {
  struct rig r = {.path = "/tmp/bylaw-lines-XXXXXX.lua", .seed = 20260612};
  struct buf text = {0};
  bylaw_error e;
  int file = mkstemps(r.path, 4);
  assert_true(file >= 0);
  buf_puts(
      &text,
      "local act = document { id = \"lines\", number = \"试1号\", title = \"试验\", issuers = \"局\",\n"
      "  issued = \"2025-01-10\", in_force = { from = \"2025-01-01\", cite = \"第九条\" }, outline = { articles = 9 } }\n"
      "act:facts(\"unit\", { label = \"单位\", key = \"code\", code = fact.text { label = \"编号\" },\n"
      "  name = fact.text { label = \"名称\", optional = true },\n"
      "  seen = fact.list { label = \"登记\", optional = true, on = fact.date { label = \"登记日\" } },\n");
  for (int i = 1; i <= facts; i++)
    buf_printf(&text, "  f%d = fact.count { label = \"数%d\" },\n", i, i);
  buf_printf(&text,
             "})\nact:term(\"answer\", { cite = \"第一条\", text = \"数\", is = function(unit) %s end })\n"
             "act:decision(\"due\", { label = \"数\", of = \"unit\", per = \"month\", gives = \"count\" })"
             ":rule(\"第一条\", { give = \"answer\" })\nreturn act\n",
             term);
  assert_int_equal(write(file, buf_text(&text), text.len), (ssize_t)text.len);
  close(file);
  buf_free(&text);
  assert_int_equal(bylaw_open(&r.b, NULL, NULL), BYLAW_OK);
  if (bylaw_load(r.b, r.path, &e) != BYLAW_OK) fail_msg("%d: %s (%s)", e.line, e.message, e.hint);
  return r;
}

static void rig_close(struct rig *r) {
  bylaw_close(r->b);
  unlink(r->path);
  buf_free(&r->in);
  buf_free(&r->out);
}

/* In pieces of odd sizes, so that every line is cut somewhere. */
static long long read_piece(void *data, char *to, size_t room) {
  struct rig *r = data;
  size_t n = 1 + draw(r, 4000), left = r->in.len - r->at;
  if (n > room) n = room;
  if (n > left) n = left;
  memcpy(to, r->in.data + r->at, n);
  r->at += n;
  return (long long)n;
}

static int write_answer(void *data, const char *text, size_t length) {
  struct rig *r = data;
  buf_add(&r->out, text, length);
  return 0;
}

static const bylaw_request QUESTION = {.policy = "lines", .decision = "due", .month = "2025-06"};

/* All that is in `in` decided; the answers as an array. */
static json_t *decide_stream(struct rig *r) {
  bylaw_many how = {.json = 1, .full = 1, .read = read_piece, .write = write_answer, .data = r};
  bylaw_error e;
  json_t *answers = json_array();
  r->at = 0;
  buf_clear(&r->out);
  if (bylaw_decide_many(r->b, &QUESTION, &how, NULL, &e) != BYLAW_OK) fail_msg("%s (%s)", e.message, e.hint);
  for (const char *line = buf_text(&r->out); *line; line += strcspn(line, "\n") + 1) {
    json_t *one = json_loadb(line, strcspn(line, "\n"), JSON_ALLOW_NUL, NULL);
    if (!one) fail_msg("no JSON: %.*s", (int)strcspn(line, "\n"), line);
    assert_int_equal(json_array_append_new(answers, one), 0);
  }
  return answers;
}

static long long value_of_answer(const json_t *answers, size_t i) {
  const json_t *one = json_array_get(answers, i), *value = json_object_get(one, "value");
  if (!json_is_integer(value)) fail_msg("no number: %s", json_dumps(one, JSON_ENCODE_ANY));
  return json_integer_value(value);
}

/* --- more facts than a word has bits ---------------------------------------------------------- */

/* The digits of the outcome are the facts themselves, so that a fact that is taken for another one
** is seen: a word of 64 bits takes the 65th for the first, the 66th for the second, and so on. */
static const struct {
  int facts, asked[5];
} COUNTS[] = {{63, {1, 2, 61, 62, 63}},
              {64, {1, 2, 62, 63, 64}},
              {65, {1, 2, 63, 64, 65}},
              {70, {1, 2, 64, 65, 66}},
              {130, {1, 65, 66, 129, 130}}};

static struct rig digits_rig(size_t which) {
  char term[256] = "return unit.seen:count() * 100000";
  for (int k = 0, times = 1; k < 5; k++, times *= 10)
    snprintf(term + strlen(term), sizeof term - strlen(term), " + unit.f%d * %d", COUNTS[which].asked[k],
             times);
  return rig_open(COUNTS[which].facts, term);
}

/* A person whose asked facts are 1, 2, 3, 4, 5 plus `more`, and all others 9. */
static int digit_of(size_t which, int fact, int more) {
  for (int k = 0; k < 5; k++)
    if (COUNTS[which].asked[k] == fact) return k + 1 + more;
  return 9;
}

static void put_object(struct rig *r, size_t which, int more) {
  buf_printf(&r->in, "{\"code\":\"p%d\",\"seen\":[{\"on\":\"2025-01-01\"}]", more);
  for (int i = 1; i <= COUNTS[which].facts; i++)
    buf_printf(&r->in, ",\"f%d\":%d", i, digit_of(which, i, more));
  buf_puts(&r->in, "}");
}

static void facts_beyond_a_word_are_their_own(void **state) {
  (void)state;
  for (size_t which = 0; which < sizeof COUNTS / sizeof *COUNTS; which++) {
    struct rig r = digits_rig(which);
    for (int more = 0; more < 4; more++) { /* 1 54321, 1 65432, 1 76543, 1 87654 */
      char *json = NULL;
      buf_clear(&r.in);
      put_object(&r, which, more);
      bylaw_request q = QUESTION;
      q.facts = buf_text(&r.in);
      assert_int_equal(bylaw_decide(r.b, &q, NULL, &json, NULL), BYLAW_OK);
      char wanted[40];
      snprintf(wanted, sizeof wanted, "\"outcome\":%d", 154321 + 11111 * more);
      if (!strstr(json, wanted)) fail_msg("%d facts: not %s: %s", COUNTS[which].facts, wanted, json);
      bylaw_free(json);
    }
    rig_close(&r);
  }
}

static void and_so_in_a_stream_of_objects(void **state) {
  (void)state;
  for (size_t which = 0; which < sizeof COUNTS / sizeof *COUNTS; which++) {
    struct rig r = digits_rig(which);
    for (int more = 0; more < 4; more++)
      put_object(&r, which, more), buf_puts(&r.in, "\n");
    json_t *answers = decide_stream(&r);
    for (int more = 0; more < 4; more++)
      assert_int_equal(value_of_answer(answers, (size_t)more), 154321 + 11111 * more);
    json_decref(answers);
    rig_close(&r);
  }
}

/* A line a case, then two lines a case, of which the second adds a record and tells nothing
** else. */
static void and_so_in_a_stream_of_lines(void **state) {
  (void)state;
  for (size_t which = 0; which < sizeof COUNTS / sizeof *COUNTS; which++)
    for (int lines = 1; lines <= 2; lines++) {
      struct rig r = digits_rig(which);
      buf_puts(&r.in, "code,登记日");
      for (int i = 1; i <= COUNTS[which].facts; i++)
        buf_printf(&r.in, ",f%d", i);
      for (int more = 0; more < 4; more++) {
        buf_printf(&r.in, "\np%d,2025-01-01", more);
        for (int i = 1; i <= COUNTS[which].facts; i++)
          buf_printf(&r.in, ",%d", digit_of(which, i, more));
        if (lines == 2)
          buf_printf(
              &r.in, "\np%d,2025-01-02%.*s", more, COUNTS[which].facts,
              ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,");
      }
      buf_puts(&r.in, "\n");
      json_t *answers = decide_stream(&r);
      assert_int_equal(json_array_size(answers), 4);
      for (int more = 0; more < 4; more++)
        assert_int_equal(value_of_answer(answers, (size_t)more), 54321 + 100000 * lines + 11111 * more);
      json_decref(answers);
      rig_close(&r);
    }
}

static void and_so_with_typed_facts(void **state) {
  (void)state;
  for (size_t which = 0; which < sizeof COUNTS / sizeof *COUNTS; which++) {
    struct rig r = digits_rig(which);
    bylaw_person *p;
    assert_int_equal(bylaw_person_new(r.b, "lines", &p, NULL), BYLAW_OK);
    for (int i = 1; i <= COUNTS[which].facts; i++) {
      char name[16];
      snprintf(name, sizeof name, "f%d", i);
      assert_int_equal(bylaw_set_count(p, bylaw_person_fact(p, name), digit_of(which, i, 0), NULL), BYLAW_OK);
    }
    bylaw_decided answer;
    assert_int_equal(bylaw_decide_person(p, bylaw_person_decision(p, "due"), 2025, 6, 0, &answer, NULL),
                     BYLAW_OK);
    assert_int_equal(answer.number, 54321);
    bylaw_person_free(p);
    rig_close(&r);
  }
}

/* --- odd lines -------------------------------------------------------------------------------- */

/* Members of an object, right and wrong ones. */
static const char *const MEMBERS[] = {"\"f1\": 1",
                                      "\"f1\":2 , \"f2\":\t3",
                                      "\"\\u0066\\u0031\":4",
                                      "\"f2\":5,\"f\\u0032\":6",
                                      "\"f1\":7,\"f1\":7",
                                      "\"name\":\"甲\\n\\t\\\"\\\\\\/\\u4e59\"",
                                      "\"name\":\"\\ud83d\\ude00\"",
                                      "\"name\":\"\\ud83d\"",
                                      "\"name\":\"\\ude00\\ud83d\"",
                                      "\"name\":\"\\甲\"",
                                      "\"name\":\"\\u0000\"",
                                      "\"name\":\"a\tb\"",
                                      "\"name\":\"\xC3\x28\"",
                                      "\"name\":\"\xED\xA0\x80\"",
                                      "\"name\":null",
                                      "\"name\":{\"unknown\":true}",
                                      "\"f1\":null",
                                      "\"f1\":1.0",
                                      "\"f1\":1e0",
                                      "\"f1\":-0",
                                      "\"f1\":01",
                                      "\"f1\":9223372036854775807",
                                      "\"f1\":9223372036854775808",
                                      "\"f1\":\"1\"",
                                      "\"f1\":true",
                                      "\"f1\":[1]",
                                      "\"f1\":+1",
                                      "\"seen\":[]",
                                      "\"seen\":[{\"on\":\"2025-01-01\"},{\"on\":\"2025-01-01\"}]",
                                      "\"seen\":[{\"on\":\"2025-02-30\"}]",
                                      "\"seen\":[{\"at\":1}]",
                                      "\"seen\":{}",
                                      "\"f3\":1",
                                      "\"\":1",
                                      "\"f1\":{\"unknown\":true}",
                                      "\"f1\":[[[[[[[[]]]]]]]]",
                                      "'f1':1",
                                      "f1:1",
                                      "\"f1\"",
                                      "\"f1\":",
                                      ",",
                                      "\"f1\":1,",
                                      "\"f1\":1}",
                                      "\"f1\":1]",
                                      "/* */\"f1\":1",
                                      "\xEF\xBB\xBF\"f1\":1",
                                      "\"f1\":NaN",
                                      "\"name\":\"\x7F\"",
                                      "\"name\":\"\xE2\x80\xA8\"",
                                      "\"code\":\"\"",
                                      "\"f1\":1\v",
                                      "\"f2\":2\f"};

static void put_blanks(struct rig *r, struct buf *out, bool far) {
  uint64_t n = draw(r, 4) ? draw(r, 3) : far ? 70000 + draw(r, 70000) : 5;
  for (uint64_t i = 0; i < n; i++)
    buf_putc(out, " \t"[draw(r, 2)]);
}

/* The members of one object; once in a while a text of a hundred thousand bytes. */
static void make_members(struct rig *r, struct buf *body) {
  uint64_t count = draw(r, 4);
  buf_clear(body);
  if (draw(r, 3)) buf_puts(body, "\"f1\":8,\"f2\":9");
  if (draw(r, 40) == 0) {
    buf_puts(body, body->len ? ",\"name\":\"" : "\"name\":\"");
    for (uint64_t i = 0, n = 50000 + draw(r, 50000); i < n; i++)
      buf_puts(body, i % 7 ? "x" : "长");
    buf_puts(body, "\"");
  }
  for (uint64_t i = 0; i < count; i++) {
    if (body->len) buf_puts(body, ",");
    put_blanks(r, body, draw(r, 60) == 0);
    buf_puts(body, MEMBERS[draw(r, sizeof MEMBERS / sizeof *MEMBERS)]);
  }
}

/* The outcome of a single decision, "error" where there is none; the caller frees it. */
static char *single(struct rig *r, const struct buf *object) {
  bylaw_request q = QUESTION;
  char *json = NULL, *text = NULL;
  q.facts = object->data;
  q.facts_length = object->len;
  if (bylaw_decide(r->b, &q, NULL, &json, NULL) == BYLAW_OK) {
    json_t *answer = json_loads(json, JSON_ALLOW_NUL, NULL), *outcome = json_object_get(answer, "outcome");
    text = json_is_object(outcome) ? strdup(json_object_iter_key(json_object_iter(outcome)))
                                   : json_dumps(outcome, JSON_ENCODE_ANY);
    json_decref(answer);
  }
  bylaw_free(json);
  return text ? text : strdup("error");
}

static char *streamed(const json_t *answer) {
  const json_t *value = json_object_get(answer, "value");
  const char *outcome = json_string_value(json_object_get(answer, "outcome"));
  return value && strcmp(outcome, "value") == 0 ? json_dumps(value, JSON_ENCODE_ANY) : strdup(outcome);
}

static void odd_lines_are_decided_as_one_by_one(void **state) {
  (void)state;
  enum { LINES = 600, ROUNDS = 5 };
  struct rig r = rig_open(2, "return unit.f1 * 100 + unit.f2 * 10 + unit.seen:count()");
  struct buf body = {0}, object = {0};
  for (int round = 0; round < ROUNDS; round++) {
    static char *wanted[LINES];
    buf_clear(&r.in);
    if (round % 2) buf_puts(&r.in, "\xEF\xBB\xBF");
    for (int i = 0; i < LINES; i++) {
      while (draw(&r, 5) == 0) /* lines that say nothing */
        buf_puts(&r.in, draw(&r, 2) ? "\n" : "\r\n");
      make_members(&r, &body);
      buf_clear(&object);
      buf_printf(&object, "{%s}", buf_text(&body));
      wanted[i] = single(&r, &object);
      put_blanks(&r, &r.in, false);
      buf_printf(&r.in, "{\"id\":%d%s%s}", i, body.len ? "," : "", buf_text(&body));
      put_blanks(&r, &r.in, false);
      if (i + 1 < LINES || draw(&r, 2)) buf_puts(&r.in, draw(&r, 2) ? "\n" : "\r\n");
    }
    json_t *answers = decide_stream(&r);
    assert_int_equal(json_array_size(answers), LINES);
    for (int i = 0; i < LINES; i++) {
      char *got = streamed(json_array_get(answers, (size_t)i));
      if (strcmp(got, wanted[i]) != 0) fail_msg("round %d, case %d: %s, alone %s", round, i, got, wanted[i]);
      free(got);
      free(wanted[i]);
    }
    json_decref(answers);
  }
  buf_free(&body);
  buf_free(&object);
  rig_close(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(facts_beyond_a_word_are_their_own), cmocka_unit_test(and_so_in_a_stream_of_objects),
      cmocka_unit_test(and_so_in_a_stream_of_lines), cmocka_unit_test(and_so_with_typed_facts),
      cmocka_unit_test(odd_lines_are_decided_as_one_by_one)};
  return cmocka_run_group_tests_name("lines of a stream", tests, NULL, NULL);
}
