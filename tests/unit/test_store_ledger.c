/* Events, reasons, versions, runs and their chain; what a hand in the file leaves behind. */
#include "store_world.h"

#include <sodium.h>

/* --- a world with two runs -------------------------------------------------------------------- */

#define POLICY "test-policy"
#define PAYMENT "monthly"

static int64_t reason_of(struct world *w, uint8_t mark, const char *text) {
  uint8_t hash[STORE_HASH] = {mark};
  int64_t id = 0;
  MUST(store_reason(w->s, hash, text, &id, e));
  return id;
}

static int64_t version_of(struct world *w, const char *hash) {
  const struct store_file files[] = {
      {"policy", "return 1\n", 9}, {"values", "\0\xff", 2}, {"stdlib/fact.lua", "", 0}};
  int64_t id = 0;
  MUST(store_version(w->s, POLICY, hash, "{\"semantics\":1}", files, 3, &id, e));
  return id;
}

static struct store_run header(struct world *w, int y, int m, const char *version) {
  struct store_run run = {.policy = POLICY,
                          .payment = PAYMENT,
                          .month = month(y, m),
                          .on = day(y, m, 25),
                          .version = version_of(w, version),
                          .log = store_log_head(w->s)};
  return run;
}

static void line(struct world *w, int64_t subject, int m, int kind, int64_t fen, int64_t reason) {
  struct store_line l = {.subject = subject,
                         .month = m,
                         .kind = kind,
                         .amount = fen,
                         .cause = kind == LINE_PAY ? CAUSE_NONE : CAUSE_FACT,
                         .reason = reason,
                         .payer = "和平区",
                         .account = kind == LINE_PAY ? "6222000000000000" : NULL};
  MUST(store_line(w->s, &l, e));
}

/* Run 1 pays persons 1 and 2 for June; a name changes and money comes back; run 2 pays July and
** claims a little. */
static struct world two_runs(struct store_run runs[2]) {
  struct world w = world_writing();
  int64_t id;
  for (int n = 1; n <= 3; n++)
    add_person(&w, n);
  runs[0] = header(&w, 2025, 6, "v1");
  MUST(store_run_begin(w.s, &runs[0], &id, e));
  assert_int_equal(id, 1);
  int64_t why = reason_of(&w, 1, "{\"because\":1}");
  line(&w, 1, month(2025, 5), LINE_PAY, 3000, why);
  line(&w, 1, month(2025, 6), LINE_PAY, 3000, why);
  line(&w, 2, month(2025, 6), LINE_PAY, 20000, why);
  runs[0].report = "{\"people\":2}";
  MUST(store_run_end(w.s, &runs[0], e));
  MUST(store_commit(w.s, e));
  MUST(store_begin(w.s, e));
  world_act(&w, day(2025, 7, 1), "银行退回");
  change(&w, 1, NAME, value_text("张三"));
  struct store_event back = {
      .subject = 2, .kind = EVENT_RETURNED, .month = month(2025, 6), .amount = 20000, .run = 1};
  MUST(store_event_add(w.s, w.act, &back, &id, e));
  runs[1] = header(&w, 2025, 7, "v2");
  MUST(store_run_begin(w.s, &runs[1], &id, e));
  assert_int_equal(id, 2);
  line(&w, 1, month(2025, 6), LINE_OWED, -1000, reason_of(&w, 2, "{\"because\":2}"));
  line(&w, 1, month(2025, 7), LINE_PAY, 2000, why);
  line(&w, 1, month(2025, 7), LINE_BETWEEN, 500, why);
  line(&w, 2, month(2025, 7), LINE_OWED, 300, 0);
  MUST(store_run_end(w.s, &runs[1], e));
  MUST(store_commit(w.s, e));
  return w;
}

/* --- runs ------------------------------------------------------------------------------------- */

static void test_totals(void **state) {
  (void)state;
  static const uint8_t nothing[STORE_HASH] = {0};
  struct store_run runs[2], *read, last;
  struct world w = two_runs(runs);
  bool found;
  int count;
  assert_int_equal(runs[0].lines, 3);
  assert_int_equal(runs[0].paid, 26000);
  assert_int_equal(runs[0].owed, 0);
  assert_int_equal(runs[1].lines, 4);
  assert_int_equal(runs[1].paid, 2000);
  assert_int_equal(runs[1].owed, -700);
  assert_memory_equal(runs[0].before, nothing, STORE_HASH);
  assert_memory_equal(runs[1].before, runs[0].hash, STORE_HASH);
  MUST(store_run_get(w.s, POLICY, PAYMENT, 0, &w.arena, &last, &found, e));
  assert_true(found);
  assert_int_equal(last.id, 2);
  assert_int_equal(last.log, 5);
  assert_memory_equal(last.hash, runs[1].hash, STORE_HASH);
  MUST(store_runs(w.s, POLICY, PAYMENT, 0, &w.arena, &read, &count, e));
  assert_int_equal(count, 2);
  assert_string_equal(read[0].report, "{\"people\":2}");
  assert_string_equal(read[1].report, "");
  assert_int_equal(read[0].month, month(2025, 6));
  assert_int_equal(read[0].on, day(2025, 6, 25));
  MUST(store_runs(w.s, POLICY, PAYMENT, month(2025, 7), &w.arena, &read, &count, e));
  assert_int_equal(count, 1);
  assert_int_equal(read[0].id, 2);
  MUST(store_run_get(w.s, POLICY, "other", 0, &w.arena, &last, &found, e));
  assert_false(found);
  MUST(store_run_get(w.s, POLICY, PAYMENT, 9, &w.arena, &last, &found, e));
  assert_false(found);
  assert_sound(w.s);
  world_close(&w);
}

static bool first_two(void *ud, const struct store_line *l) {
  int *seen = ud;
  assert_int_equal(l->run, 2);
  assert_int_equal(l->run_month, month(2025, 7));
  return ++*seen < 2;
}

static void test_lines(void **state) {
  (void)state;
  struct store_run runs[2];
  struct world w = two_runs(runs);
  struct store_line *lines;
  int count, seen = 0;
  MUST(store_lines_of(w.s, POLICY, PAYMENT, 1, &w.arena, &lines, &count, e));
  const struct {
    int run, month, kind;
    int64_t amount;
  } wanted[] = {{1, month(2025, 5), LINE_PAY, 3000},
                {1, month(2025, 6), LINE_PAY, 3000},
                {2, month(2025, 6), LINE_OWED, -1000},
                {2, month(2025, 7), LINE_PAY, 2000},
                {2, month(2025, 7), LINE_BETWEEN, 500}};
  assert_int_equal(count, 5);
  for (int i = 0; i < count; i++) {
    assert_int_equal(lines[i].run, wanted[i].run);
    assert_int_equal(lines[i].month, wanted[i].month);
    assert_int_equal(lines[i].kind, wanted[i].kind);
    assert_int_equal(lines[i].amount, wanted[i].amount);
    assert_int_equal(lines[i].run_month, month(2025, wanted[i].run == 1 ? 6 : 7));
    assert_string_equal(lines[i].account, wanted[i].kind == LINE_PAY ? "6222000000000000" : "");
    assert_string_equal(lines[i].payer, "和平区");
    assert_int_equal(lines[i].cause, wanted[i].kind == LINE_PAY ? CAUSE_NONE : CAUSE_FACT);
  }
  MUST(store_lines(w.s, 2, first_two, &seen, e));
  assert_int_equal(seen, 2);
  MUST(store_lines_of(w.s, POLICY, "other", 1, &w.arena, &lines, &count, e));
  assert_int_equal(count, 0);
  MUST(store_lines_of(w.s, POLICY, PAYMENT, 3, &w.arena, &lines, &count, e));
  assert_int_equal(count, 0);
  world_close(&w);
}

static void test_refused_lines(void **state) {
  (void)state;
  struct world w = world_writing();
  struct store_line l = {.subject = 5, .month = month(2025, 6), .kind = LINE_PAY, .amount = 1};
  int64_t id;
  REFUSED(store_line(w.s, &l, e), ERR_STORE, "还没有开始");
  struct store_run run = header(&w, 2025, 6, "v1");
  run.log = 1;
  REFUSED(store_run_begin(w.s, &run, &id, e), ERR_STORE, "不在 0 与 0 之间");
  run.log = 0;
  MUST(store_run_begin(w.s, &run, &id, e));
  MUST(store_line(w.s, &l, e));
  REFUSED(store_line(w.s, &l, e), ERR_STORE, "顺序");
  l.subject = 4;
  REFUSED(store_line(w.s, &l, e), ERR_STORE, "顺序");
  l.subject = 5;
  l.line = 1;
  MUST(store_line(w.s, &l, e));
  l.line = 0;
  l.kind = LINE_OWED;
  MUST(store_line(w.s, &l, e));
  l.month--;
  REFUSED(store_line(w.s, &l, e), ERR_STORE, "顺序");
  l.month += 2;
  l.kind = 4;
  REFUSED(store_line(w.s, &l, e), ERR_STORE, "无效");
  l.kind = LINE_OWED;
  REFUSED(store_run_begin(w.s, &run, &id, e), ERR_STORE, "还没有写完");
  REFUSED(store_commit(w.s, e), ERR_STORE, "还没有写完");
  assert_false(store_writing(w.s)); /* a commit that fails has undone everything */
  bool found;
  MUST(store_run_get(w.s, POLICY, PAYMENT, 0, &w.arena, &run, &found, e));
  assert_false(found);
  world_close(&w);
}

static void test_overflow(void **state) {
  (void)state;
  struct world w = world_writing();
  int64_t id;
  struct store_run run = header(&w, 2025, 6, "v1");
  MUST(store_run_begin(w.s, &run, &id, e));
  struct store_line l = {.subject = 1, .month = month(2025, 6), .kind = LINE_PAY, .amount = INT64_MAX};
  MUST(store_line(w.s, &l, e));
  l.subject = 2;
  l.amount = 1;
  REFUSED(store_line(w.s, &l, e), ERR_STORE, "超出范围");
  REFUSED(store_commit(w.s, e), ERR_STORE, "没有成功");
  world_close(&w);
}

/* --- the hash, by its description ------------------------------------------------------------- */

static void put(struct buf *out, int64_t i) {
  for (int n = 0; n < 8; n++)
    buf_putc(out, (char)(uint64_t)(i >> (8 * n)));
}

static void put_text(struct buf *out, const char *text) {
  put(out, (int64_t)strlen(text));
  buf_puts(out, text);
}

static void put_hash(struct buf *out, const char *data, size_t size) {
  char hash[STORE_HASH];
  crypto_generichash((unsigned char *)hash, sizeof hash, (const unsigned char *)data, size, NULL, 0);
  put(out, STORE_HASH);
  buf_add(out, hash, STORE_HASH);
}

/* One person, one act, one line, one reason, a version with three files: the bytes as seal.c
** describes them. */
static void test_hash(void **state) {
  (void)state;
  static const char zeros[STORE_HASH] = {0}, mark[STORE_HASH] = {7};
  struct world w = world_writing();
  struct buf bytes = {0};
  uint8_t hash[STORE_HASH];
  int64_t id;
  add_person(&w, 1);
  struct store_run run = header(&w, 2025, 6, "v1");
  MUST(store_run_begin(w.s, &run, &id, e));
  line(&w, 1, month(2025, 6), LINE_PAY, 3000, reason_of(&w, 7, "why"));
  run.report = "{}";
  MUST(store_run_end(w.s, &run, e));
  put_text(&bytes, "bylaw run 1");
  buf_add(&bytes, zeros, STORE_HASH);
  put(&bytes, 1);
  put_text(&bytes, POLICY);
  put_text(&bytes, PAYMENT);
  const int64_t head[] = {202506, 20250625, 1, 1};
  for (int i = 0; i < 4; i++)
    put(&bytes, head[i]);
  /* mark, seq, act, type, subject, fact, before; end */
  const int64_t entry[] = {1, 1, 1, 1, 1, -1, -1, 0};
  for (int i = 0; i < 8; i++)
    put(&bytes, entry[i]);
  put(&bytes, 1); /* the act */
  put(&bytes, 1);
  put(&bytes, 20250601);
  put_text(&bytes, "王科长");
  put_text(&bytes, "首次登记");
  put_text(&bytes, "test");
  put(&bytes, 0);
  put(&bytes, 0); /* no events */
  const int64_t row[] = {1, 202506, (int64_t)LINE_PAY << 32, 3000, CAUSE_NONE, 1};
  for (int i = 0; i < 6; i++)
    put(&bytes, row[i]);
  put_text(&bytes, "和平区");
  put_text(&bytes, "6222000000000000");
  const int64_t totals[] = {0, 1, 3000, 0};
  for (int i = 0; i < 4; i++)
    put(&bytes, totals[i]);
  put_text(&bytes, "{}");
  put(&bytes, 1); /* the reason */
  put(&bytes, 1);
  put(&bytes, STORE_HASH);
  buf_add(&bytes, mark, STORE_HASH);
  put_text(&bytes, "why");
  put(&bytes, 0);
  put(&bytes, 1); /* the version and its files */
  put(&bytes, 1);
  put_text(&bytes, POLICY);
  put_text(&bytes, "v1");
  put_text(&bytes, "{\"semantics\":1}");
  put(&bytes, 0);
  const struct store_file files[] = {
      {"policy", "return 1\n", 9}, {"values", "\0\xff", 2}, {"stdlib/fact.lua", "", 0}};
  for (int i = 0; i < 3; i++) {
    put(&bytes, 1);
    put(&bytes, 1);
    put(&bytes, i);
    put_text(&bytes, files[i].name);
    put_hash(&bytes, files[i].data, files[i].size);
  }
  put(&bytes, 0);
  crypto_generichash(hash, sizeof hash, (const unsigned char *)bytes.data, bytes.len, NULL, 0);
  assert_memory_equal(run.hash, hash, STORE_HASH);
  buf_free(&bytes);
  world_close(&w);
}

/* --- a hand in the file ----------------------------------------------------------------------- */

struct meddling {
  const char *name, *sql, *fault;
};

static const struct meddling MEDDLINGS[] = {
    {"an amount", "UPDATE ledger SET amount = 2001 WHERE run = 2 AND month = 202507 AND kind = 1",
     "第 2 次发放的哈希"},
    {"an amount, in the sums", "UPDATE ledger SET amount = 3001 WHERE run = 1 AND month = 202505",
     "第 1 次发放的合计与账目不符：记的是 3 行、发放 26000 分、应收 0 分，账目是 3 行、26001 分、0 分"},
    {"an account", "UPDATE ledger SET account = '6222000000000001' WHERE run = 1 AND subject = 2",
     "第 1 次发放的哈希"},
    {"a payer", "UPDATE ledger SET payer = '沈河区' WHERE run = 1 AND subject = 2", "第 1 次发放的哈希"},
    {"a reason of a line", "UPDATE ledger SET reason = 2 WHERE run = 1 AND subject = 2", "第 1 次发放的哈希"},
    {"two amounts that cancel out",
     "UPDATE ledger SET amount = amount + (CASE subject WHEN 1 THEN 1 ELSE -1 END) WHERE run = 1 AND month = 202506",
     "第 1 次发放的哈希"},
    {"a line less", "DELETE FROM ledger WHERE run = 2 AND subject = 2", "第 2 次发放的合计"},
    {"a line more", "INSERT INTO ledger VALUES (1, 3, 202506, 1, 0, 1, 0, 0, '', '')", "第 1 次发放的合计"},
    {"a line of no run", "INSERT INTO ledger VALUES (3, 3, 202506, 1, 0, 1, 0, 0, '', '')",
     "不属于任何一次发放：1 处"},
    {"a line without its reason", "UPDATE ledger SET reason = 99 WHERE run = 1 AND subject = 2",
     "账目的理由不存在：1 处"},
    {"sums", "UPDATE run SET paid = 1 WHERE id = 2", "第 2 次发放的合计"},
    {"a report", "UPDATE run SET report = '{}' WHERE id = 1", "第 1 次发放的哈希"},
    {"a month", "UPDATE run SET month = 202508 WHERE id = 2", "第 2 次发放的哈希"},
    {"a hash", "UPDATE run SET hash = zeroblob(32) WHERE id = 1", "链条在第 2 次断开"},
    {"a link", "UPDATE run SET before = zeroblob(32) WHERE id = 2", "链条在第 2 次断开"},
    {"a run less", "PRAGMA foreign_keys = 0; DELETE FROM ledger WHERE run = 1; DELETE FROM run WHERE id = 1",
     "第 0 次之后是第 2 次"},
    {"what was before", "UPDATE change_log SET before = '\"李四\"' WHERE seq = 4", "第 2 次发放的哈希"},
    {"an entry moved to another", "UPDATE change_log SET subject = 3 WHERE seq = 4", "第 2 次发放的哈希"},
    {"an entry less", "DELETE FROM change_log WHERE seq = 4", "变更记录有缺号：1 处"},
    {"an entry without its act", "UPDATE change_log SET act = 9 WHERE seq = 4", "没有写明何人何故：1 处"},
    {"why", "UPDATE change_set SET why = '无' WHERE id = 1", "第 1 次发放的哈希"},
    {"who", "UPDATE change_set SET who = '李科长' WHERE id = 2", "第 2 次发放的哈希"},
    {"when", "UPDATE change_set SET on_day = 20250630 WHERE id = 2", "第 2 次发放的哈希"},
    {"an event", "UPDATE event SET amount = 1", "第 2 次发放的哈希"},
    {"an event less", "DELETE FROM event", "第 2 次发放的哈希"},
    {"a reason", "UPDATE reason SET text = '{}' WHERE id = 2", "第 2 次发放的哈希"},
    {"a reason less", "DELETE FROM reason WHERE id = 2", "账目的理由不存在：1 处"},
    {"a version", "UPDATE version SET meta = '{}' WHERE id = 1", "第 1 次发放的哈希"},
    {"an archived file", "UPDATE archive SET data = x'00' WHERE id = 1",
     "归档的政策文件（第 1 号内容）与存入时不同"},
    {"an archived file with its hash", "UPDATE archive SET data = x'', hash = zeroblob(32) WHERE id = 1",
     "第 1 次发放的哈希"},
    {"a file exchanged", "UPDATE version_file SET content = 1 WHERE version = 2 AND place = 1",
     "第 2 次发放的哈希"},
    {"a file of no content", "PRAGMA foreign_keys = 0; DELETE FROM archive WHERE id = 2",
     "引用的内容不存在，表：version_file"},
    {"a person less", "DELETE FROM facts_resident WHERE subject = 2", "对象的编号不连续：1 处"},
    {"the last person", "DELETE FROM facts_resident WHERE subject = 3", "变更记录里的对象不存在：1 处"},
    {"a person's entry", "UPDATE facts_resident SET created = 2 WHERE subject = 1",
     "没有登记它的变更记录：1 处"},
    {"a person's key", "UPDATE facts_resident SET id_number = NULL WHERE subject = 1",
     "没有标识的对象：1 处"},
    {"a spell of nobody", "INSERT INTO facts_resident_hukou VALUES (9, 0, '和平区', 0)", "没有主人：1 处"},
    {"a table", "CREATE TABLE other (x)", "不属于 bylaw 的 ‘other’"},
    {"a table that looks like ours", "CREATE TABLE facts_other (x)", "不属于 bylaw 的 ‘facts_other’"},
    {"a trigger", "CREATE TRIGGER t AFTER INSERT ON ledger BEGIN DELETE FROM ledger; END",
     "不属于 bylaw 的 ‘t’"},
    {"an index less", "DROP INDEX change_log_subject", "缺少 ‘change_log_subject’"},
    {"an index over keys less", "DROP INDEX \"facts_resident$key\"", "缺少 ‘facts_resident$key’"},
    {"a table changed", "ALTER TABLE reason ADD COLUMN more TEXT", "表 ‘reason’ 的结构"},
    {"a column less", "ALTER TABLE facts_resident DROP COLUMN pension", "缺少列 ‘pension’"},
};

static void test_meddling(void **state) {
  const struct meddling *m = *state;
  struct store_run runs[2];
  struct world w = two_runs(runs);
  assert_sound(w.s);
  store_close(w.s);
  tamper(w.path, m->sql);
  MUST(store_open(&w.s, w.path, STORE_READ, e));
  assert_fault(w.s, m->fault);
  world_close(&w);
}

/* --- events ----------------------------------------------------------------------------------- */

static void assert_events(struct world *w, int64_t subject, int64_t log, int wanted, const int64_t *logs) {
  struct store_event *events;
  int count;
  MUST(store_events(w->s, subject, log, &w->arena, &events, &count, e));
  assert_int_equal(count, wanted);
  for (int i = 0; i < count; i++)
    assert_int_equal(events[i].log, logs[i]);
}

static void test_events(void **state) {
  (void)state;
  struct world w = world_writing();
  struct store_event *events;
  int64_t log, *ids, number;
  int count;
  for (int n = 1; n <= 4; n++)
    add_person(&w, n); /* entries 1 to 4 */
  world_act(&w, day(2025, 8, 8), "认定");
  struct store_event opening = {
      .subject = 3, .kind = EVENT_OPENING, .month = month(2024, 12), .amount = 5000, .payer = "和平区"};
  struct store_event ruling = {.subject = 3, .kind = EVENT_RULING, .text = "{\"article\":\"第四条\"}"};
  struct store_event paid = {.subject = 1, .kind = EVENT_RECOVERED, .month = month(2025, 1), .amount = 700};
  MUST(store_event_add(w.s, w.act, &opening, &log, e));
  MUST(store_event_add(w.s, w.act, &ruling, &log, e));
  MUST(store_event_add(w.s, w.act, &paid, &log, e));
  assert_int_equal(log, 7);
  struct store_event withdrawn = {.subject = 3, .kind = EVENT_WITHDRAWN, .of = 5};
  MUST(store_event_add(w.s, w.act, &withdrawn, &log, e));
  assert_int_equal(log, 8);
  REFUSED(store_event_add(w.s, w.act, &withdrawn, &log, e), ERR_INPUT, "第 5 条登记已经撤回");
  withdrawn.of = 8;
  REFUSED(store_event_add(w.s, w.act, &withdrawn, &log, e), ERR_INPUT, "没有第 8 条登记可以撤回");
  withdrawn.of = 7; /* another person's */
  REFUSED(store_event_add(w.s, w.act, &withdrawn, &log, e), ERR_INPUT, "没有第 7 条登记可以撤回");
  struct store_event bad = {
      .subject = 1, .kind = EVENT_RETURNED, .month = month(2025, 1), .amount = 1, .run = 4};
  REFUSED(store_event_add(w.s, w.act, &bad, &log, e), ERR_INPUT, "没有第 4 次发放");
  bad = (struct store_event){.subject = 5, .kind = EVENT_RULING};
  REFUSED(store_event_add(w.s, w.act, &bad, &log, e), ERR_INPUT, "没有编号为 5");
  bad = (struct store_event){.subject = 1, .kind = 6};
  REFUSED(store_event_add(w.s, w.act, &bad, &log, e), ERR_INPUT, "没有这样的登记");
  assert_events(&w, 3, 8, 1, (int64_t[]){6});
  assert_events(&w, 3, 7, 2, (int64_t[]){5, 6}); /* not withdrawn yet */
  assert_events(&w, 3, 5, 1, (int64_t[]){5});
  assert_events(&w, 1, 100, 1, (int64_t[]){7});
  assert_events(&w, 2, 100, 0, NULL);
  MUST(store_events(w.s, 3, 7, &w.arena, &events, &count, e));
  assert_int_equal(events[0].month, month(2024, 12));
  assert_int_equal(events[0].amount, 5000);
  assert_string_equal(events[0].payer, "和平区");
  assert_string_equal(events[0].text, "");
  assert_int_equal(events[0].on, day(2025, 8, 8));
  assert_int_equal(events[0].act, 2);
  assert_int_equal(events[1].month, 0);
  assert_string_equal(events[1].text, "{\"article\":\"第四条\"}");
  MUST(store_event_subjects(w.s, &ids, &number, e));
  assert_int_equal(number, 2);
  assert_memory_equal(ids, ((int64_t[]){1, 3}), 2 * sizeof *ids);
  free(ids);
  MUST(store_commit(w.s, e));
  assert_sound(w.s);
  world_close(&w);
}

/* --- reasons, versions, cases ----------------------------------------------------------------- */

static void test_archive(void **state) {
  (void)state;
  struct world w = world_writing();
  struct store_version v;
  int64_t one = reason_of(&w, 1, "甲"), two = reason_of(&w, 2, "乙");
  assert_int_not_equal(one, two);
  assert_int_equal(reason_of(&w, 1, "甲"), one);
  char *text = NULL;
  MUST(store_reason_text(w.s, two, &text, e));
  assert_string_equal(text, "乙");
  free(text);
  MUST(store_reason_text(w.s, 99, &text, e));
  assert_null(text);
  int64_t first = version_of(&w, "aa"), second = version_of(&w, "bb");
  assert_int_not_equal(first, second);
  assert_int_equal(version_of(&w, "aa"), first);
  MUST(store_version_get(w.s, second, &w.arena, &v, e));
  assert_string_equal(v.policy, POLICY);
  assert_string_equal(v.hash, "bb");
  assert_string_equal(v.meta, "{\"semantics\":1}");
  assert_int_equal(v.count, 3);
  assert_string_equal(v.files[1].name, "values");
  assert_int_equal(v.files[1].size, 2);
  assert_memory_equal(v.files[1].data, "\0\xff", 2);
  assert_int_equal(v.files[2].size, 0);
  REFUSED(store_version_get(w.s, 99, &w.arena, &v, e), ERR_STORE, "没有第 99 号政策版本");
  MUST(store_commit(w.s, e));
  store_close(w.s);
  sqlite3 *db;
  sqlite3_stmt *st;
  assert_int_equal(sqlite3_open(w.path, &db), SQLITE_OK);
  sqlite3_prepare_v2(db, "SELECT count(*) FROM archive", -1, &st, NULL);
  assert_int_equal(sqlite3_step(st), SQLITE_ROW);
  assert_int_equal(sqlite3_column_int(st, 0), 3); /* what two versions share is kept once */
  sqlite3_finalize(st);
  sqlite3_close(db);
  w.s = NULL;
  world_close(&w);
}

struct cases {
  int count;
  int64_t subjects[8];
  char kinds[8][16];
};

static bool add_case(void *ud, const struct store_pending *p) {
  struct cases *c = ud;
  c->subjects[c->count] = p->subject;
  snprintf(c->kinds[c->count++], sizeof c->kinds[0], "%s", p->kind);
  assert_int_equal(p->from, month(2025, 1));
  assert_int_equal(p->to, month(2025, 3));
  return true;
}

static struct cases cases_of(struct world *w, const char *payment) {
  struct cases c = {0};
  MUST(store_pendings(w->s, POLICY, payment, add_case, &c, e));
  return c;
}

static void test_pending(void **state) {
  (void)state;
  struct world w = world_writing();
  struct store_pending p = {.from = month(2025, 1),
                            .to = month(2025, 3),
                            .kind = "hold",
                            .amount = 9000,
                            .reason = reason_of(&w, 1, "x"),
                            .text = "停发"};
  assert_int_equal(cases_of(&w, PAYMENT).count, 0);
  for (p.subject = 3; p.subject >= 1; p.subject--)
    MUST(store_pending_add(w.s, POLICY, PAYMENT, &p, e));
  p = (struct store_pending){.subject = 2, .from = month(2025, 1), .to = month(2025, 3), .kind = "needs"};
  MUST(store_pending_add(w.s, POLICY, PAYMENT, &p, e));
  MUST(store_pending_add(w.s, POLICY, "other", &p, e));
  struct cases c = cases_of(&w, PAYMENT);
  assert_int_equal(c.count, 4);
  assert_memory_equal(c.subjects, ((int64_t[]){1, 2, 2, 3}), 4 * sizeof *c.subjects);
  assert_string_equal(c.kinds[1], "hold");
  assert_string_equal(c.kinds[2], "needs");
  MUST(store_pending_clear(w.s, POLICY, PAYMENT, 2, e));
  c = cases_of(&w, PAYMENT);
  assert_int_equal(c.count, 2);
  MUST(store_pending_clear(w.s, POLICY, PAYMENT, 0, e));
  assert_int_equal(cases_of(&w, PAYMENT).count, 0);
  assert_int_equal(cases_of(&w, "other").count, 1);
  MUST(store_pending_clear(w.s, POLICY, "never", 0, e));
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_totals),   cmocka_unit_test(test_lines),   cmocka_unit_test(test_refused_lines),
      cmocka_unit_test(test_overflow), cmocka_unit_test(test_hash),    cmocka_unit_test(test_events),
      cmocka_unit_test(test_archive),  cmocka_unit_test(test_pending),
  };
  enum { COUNT = sizeof MEDDLINGS / sizeof *MEDDLINGS };
  struct CMUnitTest meddlings[COUNT];
  for (size_t i = 0; i < COUNT; i++)
    meddlings[i] =
        (struct CMUnitTest){MEDDLINGS[i].name, test_meddling, NULL, NULL, (void *)(uintptr_t)&MEDDLINGS[i]};
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  return failed + _cmocka_run_group_tests("meddling", meddlings, COUNT, NULL, NULL);
}
