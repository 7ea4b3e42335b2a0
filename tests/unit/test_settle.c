/* Paying through the public interface: what stories cannot say. */
#include "heating.h"

/* --- people whose facts are in error ---------------------------------------------------------- */

/* 10 for the old, 20 for the poor. B has two rules, C none, D an overflow (9e17 times 100 fen), E
** no date, F is broken below. */
static void test_errors_stop_nobody(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  household(&t, "A", "是", "否", NULL);
  household(&t, "B", "是", "是", NULL);
  household(&t, "C", "否", "否", NULL);
  household(&t, "D", "否", "否", "area=900000000000000000");
  household(&t, "E", "是", "否", "since=未知");
  household(&t, "G", "否", "是", "district=大东区");
  json_t *told = paid(&t, "2025-03");
  totals(told,
         "2 6 30.00 60.00 0.00 0.00"); /* A: 3 × 10, G: 3 × 20; March, and January and February as back pay */
  long long failed = 0;
  for (size_t i = 0; i < 8 && pending_of(told, "failed", i); i++)
    failed += json_integer_value(json_object_get(pending_of(told, "failed", i), "people"));
  assert_int_equal(failed, 3); /* B, C, D */
  assert_int_equal(json_integer_value(json_object_get(pending_of(told, "needs", 0), "people")), 1);
  for (size_t i = 0; i < json_array_size(json_object_get(told, "pending")); i++)
    assert_true(is_chinese(text_at(json_array_get(json_object_get(told, "pending"), i), "text")));
  json_decref(told);
  lines(
      &t, "2025-03", 0,
      "1 A 2025-01 back_pay 10.00 和平区 AA - 第二条\n1 A 2025-02 back_pay 10.00 和平区 AA - 第二条\n1 A 2025-03 pay 10.00 和平区 AA - 第二条\n"
      "1 G 2025-01 back_pay 20.00 大东区 AG - 第三条\n1 G 2025-02 back_pay 20.00 大东区 AG - 第三条\n1 G 2025-03 pay 20.00 大东区 AG - 第三条\n");
  end(&t);
}

/* B: 9e14 square metres of 1 yuan are 9e16 fen, which is no overflow, but two such people and their
** run were one. C: less than nothing is due. A is paid 10 for January and for February. */
static void test_amounts_beyond_reckoning_fail_one_person(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  household(&t, "A", "是", "否", NULL);
  household(&t, "B", "否", "否", "area=900000000000000");
  household(&t, "C", "否", "否", "area=-5");
  json_t *told = paid(&t, "2025-02");
  totals(told, "1 2 10.00 10.00 0.00 0.00");
  const json_t *failed = pending_of(told, "failed", 0);
  assert_int_equal(json_integer_value(json_object_get(failed, "people")), 2);
  assert_non_null(strstr(text_at(failed, "text"), "100 亿元"));
  json_decref(told);
  end(&t);
}

static void test_paid_before_beyond_reckoning_is_refused(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  bylaw_error e;
  const char *given = "paid_before=2025-01:10000000000.01";
  household(&t, "A", "是", "否", NULL);
  assert_int_equal(try_record(t.b, "A", false, &given, 1, &e), BYLAW_EINPUT);
  assert_non_null(strstr(e.message, "10000000000.00"));
  given = "paid_before=2025-01:10000000000.00";
  assert_int_equal(try_record(t.b, "A", false, &given, 1, &e), BYLAW_OK);
  end(&t);
}

/* What was wrong is put right: the months are paid, and nothing stays unsettled. */
static void test_errors_put_right(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  household(&t, "B", "是", "是", NULL);
  household(&t, "C", "否", "否", NULL);
  household(&t, "E", "是", "否", "since=未知");
  json_t *told = paid(&t, "2025-02");
  totals(told, "0 0 0.00 0.00 0.00 0.00");
  json_decref(told);
  proved(&t);
  change(&t, "B", "poor=否");
  change(&t, "C", "poor=是");
  change(&t, "E", "since=2025-02-28");
  told = paid(&t, "2025-02");
  totals(told, "3 5 40.00 30.00 0.00 0.00"); /* B 10 + 10, C 20 + 20, E 10 of February only */
  assert_int_equal(json_array_size(json_object_get(told, "pending")), 0);
  json_decref(told);
  proved(&t);
  replayed(&t, "B", 2);
  end(&t);
}

/* --- what a run tells ------------------------------------------------------------------------- */

static void test_totals(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  household(&t, "A", "是", "否", NULL);
  household(&t, "B", "否", "是", NULL);
  household(&t, "C", "否", "是", "account=无");
  json_t *told = paid(&t, "2025-01");
  totals(told, "2 2 30.00 0.00 0.00 0.00");
  assert_int_equal(json_integer_value(json_object_get(told, "run")), 1);
  assert_string_equal(text_at(told, "policy"), "heating");
  assert_string_equal(text_at(told, "payment"), "subsidy");
  assert_string_equal(text_at(told, "month"), "2025-01");
  assert_string_equal(text_at(told, "on"), TODAY);
  assert_int_equal(strlen(text_at(told, "version")), 64);
  assert_string_equal(text_at(told, "opened"), "2025-01");
  assert_true(json_is_null(json_object_get(told, "payday")));
  assert_true(json_is_false(json_object_get(told, "again")));
  json_t *by = json_object_get(told, "by");
  assert_int_equal(json_array_size(by), 2);
  assert_string_equal(text_at(json_array_get(by, 0), "payer"), "和平区");
  assert_string_equal(text_at(json_array_get(by, 0), "band"), "第二条");
  assert_string_equal(text_at(json_array_get(by, 0), "amount"), "10.00");
  assert_string_equal(text_at(json_array_get(by, 1), "band_text"), "困难户");
  assert_int_equal(json_integer_value(json_object_get(json_array_get(by, 1), "people")), 1);
  const json_t *account = pending_of(told, "account", 0);
  assert_string_equal(text_at(account, "amount"), "20.00");
  assert_int_equal(json_integer_value(json_object_get(account, "months")), 1);
  assert_string_equal(text_at(account, "article"),
                      "第一条"); /* where the payment stands: why the money is due is not the matter */
  json_decref(told);
  unsettled(&t, "0 C 2025-01 account 20.00 和平区 - - 第三条\n");
  told = paid(&t, "2025-02");
  assert_string_equal(text_at(told, "opened"), "2025-01");
  json_decref(told);
  /* 20.00 twice, in the same words */
  unsettled(&t, "0 C 2025-01/2025-02 account 40.00 和平区 - - 第三条\n");
  end(&t);
}

/* By district as the enumeration has them (和平区, 沈河区, 大东区 …), then by who came first, then by month
** and kind. */
static void test_order_of_lines(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  household(&t, "Z", "是", "否", "district=大东区");
  household(&t, "Y", "是", "否", "district=和平区");
  household(&t, "X", "是", "否", "district=沈河区");
  household(&t, "W", "是", "否", "district=和平区");
  json_decref(paid(&t, "2025-01"));
  lines(&t, NULL, 0,
        "1 Y 2025-01 pay 10.00 和平区 AY - 第二条\n1 W 2025-01 pay 10.00 和平区 AW - 第二条\n"
        "1 X 2025-01 pay 10.00 沈河区 AX - 第二条\n1 Z 2025-01 pay 10.00 大东区 AZ - 第二条\n");
  change(&t, "Z", "district=和平区");  /* money of January moves; 和平区 pays February */
  change(&t, "W", "since=2025-02-01"); /* January is claimed back */
  json_t *told = paid(&t, "2025-02");
  totals(told, "4 7 40.00 0.00 -10.00 10.00");
  json_decref(told);
  lines(
      &t, "2025-02", 0,
      "2 Z 2025-01 between 10.00 和平区 - fact 第五条\n2 Z 2025-02 pay 10.00 和平区 AZ - 第二条\n2 Y 2025-02 pay 10.00 和平区 AY - 第二条\n"
      "2 W 2025-01 owed -10.00 和平区 - fact 第一条\n2 W 2025-02 pay 10.00 和平区 AW - 第二条\n"
      "2 X 2025-02 pay 10.00 沈河区 AX - 第二条\n2 Z 2025-01 between -10.00 大东区 - fact 第五条\n");
  lines(&t, "2025-03", 0, "");
  lines(&t, NULL, 1,
        "1 Y 2025-01 pay 10.00 和平区 AY - 第二条\n1 W 2025-01 pay 10.00 和平区 AW - 第二条\n"
        "1 X 2025-01 pay 10.00 沈河区 AX - 第二条\n1 Z 2025-01 pay 10.00 大东区 AZ - 第二条\n");
  proved(&t);
  replayed(&t, "Z", 4);
  end(&t);
}

/* A claim that is given up stands again with the district that paid, and moves with the rest when
** another one has to pay. */
static void test_given_up_and_moved(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  household(&t, "A", "是", "否", NULL);
  json_decref(paid(&t, "2025-01"));
  change(&t, "A", "since=2025-02-01");
  json_decref(paid(&t, "2025-02"));
  proved(&t);
  change(&t, "A", "since=2025-01-10");
  change(&t, "A", "district=大东区");
  json_t *told = paid(&t, "2025-03");
  totals(told, "1 6 10.00 0.00 10.00 20.00");
  json_decref(told);
  lines(&t, "2025-03", 0,
        "3 A 2025-01 owed 10.00 和平区 - fact 第二条\n3 A 2025-01 between -10.00 和平区 - fact 第五条\n"
        "3 A 2025-02 between -10.00 和平区 - fact 第五条\n3 A 2025-01 between 10.00 大东区 - fact 第五条\n"
        "3 A 2025-02 between 10.00 大东区 - fact 第五条\n3 A 2025-03 pay 10.00 大东区 AA - 第二条\n");
  proved(&t);
  replayed(&t, "A", 9);
  end(&t);
}

/* A transfer that came back stands with nobody; the one that was made after it, with the district
** of then. */
static void test_returned_and_moved(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  household(&t, "A", "是", "否", NULL);
  json_decref(paid(&t, "2025-01"));
  change(&t, "A", "returned=2025-01");
  change(&t, "A", "district=大东区");
  json_t *told = paid(&t, "2025-02");
  totals(told, "0 0 0.00 0.00 0.00 0.00"); /* both months wait for an account */
  json_decref(told);
  proved(&t);
  change(&t, "A", "account=B1");
  told = paid(&t, "2025-02");
  totals(told, "1 2 10.00 10.00 0.00 0.00");
  json_decref(told);
  lines(&t, "2025-02", 3,
        "3 A 2025-01 back_pay 10.00 大东区 B1 fact 第二条\n3 A 2025-02 pay 10.00 大东区 B1 fact 第二条\n");
  proved(&t);
  replayed(&t, "A", 3);
  end(&t);
}

static int stop_at_once(void *data, const bylaw_line *l) {
  (void)l;
  ++*(int *)data;
  return 1;
}

static void test_lines_stop(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  bylaw_error e;
  int calls = 0;
  household(&t, "A", "是", "否", NULL);
  household(&t, "B", "是", "否", NULL);
  json_decref(paid(&t, "2025-01"));
  assert_int_equal(bylaw_lines(t.b, POLICY, NULL, NULL, 0, stop_at_once, &calls, &e), BYLAW_ESTOPPED);
  assert_int_equal(calls, 1);
  lines(&t, NULL, 1, "1 A 2025-01 pay 10.00 和平区 AA - 第二条\n1 B 2025-01 pay 10.00 和平区 AB - 第二条\n");
  end(&t);
}

/* --- nothing is written ----------------------------------------------------------------------- */

static void test_dry_run(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  bylaw_error e;
  json_t *told, *real;
  household(&t, "A", "是", "否", NULL);
  uint64_t before = dump_hash(t.db);
  no_error("dry", run_pay(t.b, (struct ask_pay){.month = "2025-02", .dry = true}, &told, &e), &e);
  assert_int_equal(dump_hash(t.db), before);
  assert_true(json_is_null(json_object_get(told, "run")));
  totals(told, "1 2 10.00 10.00 0.00 0.00");
  real = paid(&t, "2025-02");
  assert_true(json_equal(json_object_get(told, "totals"), json_object_get(real, "totals")));
  assert_true(json_equal(json_object_get(told, "by"), json_object_get(real, "by")));
  json_decref(told);
  json_decref(real);
  before = dump_hash(t.db);
  no_error("again", run_pay(t.b, (struct ask_pay){.month = "2025-02"}, &told, &e), &e);
  assert_true(json_is_true(json_object_get(told, "again")));
  assert_true(json_is_null(json_object_get(told, "run")));
  assert_int_equal(dump_hash(t.db), before);
  json_decref(told);
  end(&t);
}

static void test_refused(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  refused_pay(&t, (struct ask_pay){.month = "2025-01"}, BYLAW_EINPUT, "数据库中没有|住户", "导入");
  household(&t, "A", "是", "否", NULL);
  refused_pay(&t, (struct ask_pay){.month = "2025-06", .on = "2025-05-31"}, BYLAW_EINPUT,
              "2025-06|还没有到|2025-05-31", "当月或以前");
  refused_pay(&t, (struct ask_pay){.month = "2026-01"}, BYLAW_EINPUT, "2026-01|还没有到", "当月");
  refused_pay(&t, (struct ask_pay){.month = "2025-6"}, BYLAW_EINPUT, "2025-6|无法读取", "2025-06");
  refused_pay(&t, (struct ask_pay){.month = "2025-13"}, BYLAW_EINPUT, "2025-13", "2025-06");
  refused_pay(&t, (struct ask_pay){.month = NULL}, BYLAW_EINPUT, "月份", "2025-06");
  refused_pay(&t, (struct ask_pay){.month = "2025-02", .on = "2025-02-30"}, BYLAW_EINPUT, "2025-02-30",
              "2025-06-25");
  refused_pay(&t, (struct ask_pay){.month = "2025-02", .on = ""}, BYLAW_EINPUT, "发放之日", "2025-06-25");
  refused_pay(&t, (struct ask_pay){.month = "2025-02", .payment = "subsidi"}, BYLAW_EUSAGE, "subsidi",
              "‘subsidy’");
  json_decref(paid(&t, "2025-04"));
  refused_pay(&t, (struct ask_pay){.month = "2025-03"}, BYLAW_EINPUT, "已经发放到 2025-04|2025-03",
              "2025-04 或以后");
  end(&t);
}

static void test_month_on_its_first_day(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  bylaw_error e;
  json_t *told;
  household(&t, "A", "是", "否", NULL);
  no_error("first day", run_pay(t.b, (struct ask_pay){.month = "2026-01", .on = "2026-01-01"}, &told, &e),
           &e);
  totals(told, "1 13 10.00 120.00 0.00 0.00"); /* and the twelve months of 2025 */
  json_decref(told);
  end(&t);
}

static void test_which_payment(void **state) {
  (void)state;
  bylaw_error e;
  json_t *told;
  struct bench_store t = begin(NO_PAYMENT);
  refused_pay(&t, (struct ask_pay){.month = "2025-01"}, BYLAW_EUSAGE, "没有声明发放", "");
  refused_pay(&t, (struct ask_pay){.month = "2025-01", .payment = "subsidy"}, BYLAW_EUSAGE, "没有声明发放",
              "");
  load(&t, t.b, TWO_PAYMENTS);
  household(&t, "A", "是", "否", NULL);
  refused_pay(&t, (struct ask_pay){.month = "2025-02"}, BYLAW_EUSAGE, "几项发放", "subsidy");
  no_error("one", run_pay(t.b, (struct ask_pay){.month = "2025-02", .payment = "subsidy"}, &told, &e), &e);
  totals(told, "1 2 10.00 10.00 0.00 0.00");
  json_decref(told);
  no_error("the other", run_pay(t.b, (struct ask_pay){.month = "2025-02", .payment = "second"}, &told, &e),
           &e);
  totals(told, "1 1 10.00 0.00 0.00 0.00"); /* closed: January was paid by somebody else */
  json_decref(told);
  proved(&t);
  end(&t);
}

static void test_no_store(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  bylaw_error e = {0};
  json_t *told;
  household(&t, "A", "是", "否", NULL);
  no_error("close", bylaw_store(t.b, NULL, BYLAW_STORE_READ, &e), &e);
  assert_int_equal(run_pay(t.b, (struct ask_pay){.month = "2025-01"}, &told, &e), BYLAW_EUSAGE);
  assert_non_null(strstr(e.message, "没有打开数据库"));
  no_error("read", bylaw_store(t.b, t.path, BYLAW_STORE_READ, &e), &e);
  refused_pay(&t, (struct ask_pay){.month = "2025-01"}, BYLAW_ESTORE, "只读", "");
  end(&t);
}

/* --- the law takes money back ----------------------------------------------------------------- */

static void test_confirm(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  bylaw_error e;
  json_t *told;
  household(&t, "A", "是", "否", NULL);
  household(&t, "B", "否", "是", NULL);
  json_decref(paid(&t, "2025-02"));
  load(&t, t.b, LOWER); /* 6 instead of 10: A would owe 4 for each of two months */
  refused_pay(&t, (struct ask_pay){.month = "2025-03"}, BYLAW_ECONFIRM, "2 笔|8.00 元|没有写入",
              "--dry-run|--confirm-law-clawback");
  no_error("dry", run_pay(t.b, (struct ask_pay){.month = "2025-03", .dry = true}, &told, &e), &e);
  totals(told, "2 4 26.00 0.00 -8.00 0.00");
  json_decref(told);
  no_error("confirmed", run_pay(t.b, (struct ask_pay){.month = "2025-03", .confirm = true}, &told, &e), &e);
  totals(told, "2 4 26.00 0.00 -8.00 0.00");
  json_decref(told);
  lines(
      &t, NULL, 2,
      "2 A 2025-01 owed -4.00 和平区 - law 第二条\n2 A 2025-02 owed -4.00 和平区 - law 第二条\n2 A 2025-03 pay 6.00 和平区 AA - 第二条\n"
      "2 B 2025-03 pay 20.00 和平区 AB - 第三条\n");
  proved(&t);
  load(&t, t.b, THE_LAW); /* and 10 again: the claims are given up, March gets 4 more */
  told = paid(&t, "2025-03");
  totals(told, "1 3 4.00 0.00 8.00 0.00");
  json_decref(told);
  proved(&t);
  replayed(&t, "A", 8);
  end(&t);
}

/* --- versions that know other facts ----------------------------------------------------------- */

static void test_new_fact(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  household(&t, "A", "是", "否", NULL);
  json_decref(paid(&t, "2025-01"));
  load(&t, t.b, MORE); /* the first fact after the number is now another one */
  proved(&t);
  change(&t, "A", "name=张三");
  change(&t, "A", "poor=是");
  change(&t, "A", "old=否");
  json_t *told = paid(&t, "2025-02");
  totals(told, "1 2 20.00 10.00 0.00 0.00");
  json_decref(told);
  proved(&t);
  replayed(&t, "A", 3);
  load(&t, t.b, THE_LAW); /* the old version again, over a database that knows more */
  told = paid(&t, "2025-03");
  totals(told, "1 1 20.00 0.00 0.00 0.00");
  json_decref(told);
  proved(&t);
  replayed(&t, "A", 4);
  end(&t);
}

/* --- stopping, and two at once ---------------------------------------------------------------- */

enum { MANY = 12001 };

static void many_households(struct bench_store *t) {
  char path[96];
  bylaw_error e;
  char *json = NULL;
  snprintf(path, sizeof path, "%s/many.csv", t->folder);
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  fputs("number,since,old,poor,district,account\n", f);
  for (int i = 0; i < MANY; i++)
    fprintf(f, "H%05d,2025-01-10,是,否,和平区,A%d\n", i, i);
  fclose(f);
  bylaw_import_request q = {.policy = POLICY, .path = path, .act = {TODAY, "测试", "测试"}};
  no_error("import", bylaw_import(t->b, &q, &json, &e), &e);
  bylaw_free(json);
}

struct told_so_far {
  int calls, stop_at;
  long long done, total;
  const char *other; /* path of the store that another handle tries to pay in the meantime */
  bylaw_status status;
};

static int progress(void *data, const char *what, long long done, long long total) {
  struct told_so_far *p = data;
  p->calls++;
  if (done < p->done || total < done || !*what) p->stop_at = -1;
  p->done = done;
  p->total = total;
  return p->calls == p->stop_at;
}

static void test_stopped(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  bylaw_error e;
  json_t *told;
  many_households(&t);
  struct told_so_far p = {.stop_at = 2};
  refused_pay(&t, (struct ask_pay){.month = "2025-01", .tell = progress, .data = &p}, BYLAW_ESTOPPED,
              "停止|没有写入", "");
  assert_int_equal(p.calls, 2);
  assert_int_equal(p.total, MANY);
  p = (struct told_so_far){.stop_at = 0};
  no_error("to the end",
           run_pay(t.b, (struct ask_pay){.month = "2025-01", .tell = progress, .data = &p}, &told, &e), &e);
  totals(told, "12001 12001 120010.00 0.00 0.00 0.00");
  assert_int_equal(p.stop_at, 0);
  assert_true(p.calls >= 2);
  json_decref(told);
  p = (struct told_so_far){.stop_at = 1};
  char *json = NULL;
  assert_int_equal(bylaw_verify(t.b, &(bylaw_progress){progress, &p}, &json, &e), BYLAW_ESTOPPED);
  assert_null(json);
  proved(&t);
  end(&t);
}

static void open_other(struct bench_store *other, const char *path) {
  bylaw_error e;
  no_error("open", bylaw_open(&other->b, NULL, &e), &e);
  snprintf(other->law, sizeof other->law, "%.*s/other.lua", (int)(strrchr(path, '/') - path), path);
  load(other, other->b, THE_LAW);
}

/* While one handle is in the middle of a run, another can read, but neither pay nor record. */
static int meanwhile(void *data, const char *what, long long done, long long total) {
  struct told_so_far *p = data;
  struct bench_store other = {.b = NULL};
  bylaw_error e;
  json_t *told = NULL;
  (void)what, (void)done, (void)total;
  if (p->calls++ > 0) return 0;
  open_other(&other, p->other);
  no_error("wait", bylaw_store_wait(other.b, 0, &e), &e);
  no_error("store", bylaw_store(other.b, p->other, BYLAW_STORE_WRITE, &e), &e);
  p->status = run_pay(other.b, (struct ask_pay){.month = "2025-01"}, &told, &e);
  if (!strstr(e.message, "写") || !*e.hint) fail_msg("busy: %s (%s)", e.message, e.hint);
  const char *given = "poor=是";
  assert_int_equal(try_record(other.b, "H00001", false, &given, 1, &e), BYLAW_EBUSY);
  char *json = NULL;
  no_error("reading", bylaw_subject(other.b, POLICY, "H00001", NULL, &json, &e), &e);
  bylaw_free(json);
  bylaw_close(other.b);
  return 0;
}

static void test_two_at_once(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  bylaw_error e;
  json_t *told;
  many_households(&t);
  struct told_so_far p = {.other = t.path, .status = BYLAW_OK};
  no_error("pay",
           run_pay(t.b, (struct ask_pay){.month = "2025-01", .tell = meanwhile, .data = &p}, &told, &e), &e);
  assert_int_equal(p.status, BYLAW_EBUSY);
  totals(told, "12001 12001 120010.00 0.00 0.00 0.00");
  json_decref(told);
  assert_int_equal(number(t.db, "SELECT count(*) FROM run"), 1);
  assert_int_equal(sqlite3_exec(t.db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  assert_int_equal(run_pay(t.b, (struct ask_pay){.month = "2025-02"}, &told, &e), BYLAW_EBUSY);
  assert_int_equal(sqlite3_exec(t.db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
  json_decref(paid(&t, "2025-02"));
  proved(&t);
  end(&t);
}

/* --- what is told of one state ---------------------------------------------------------------- */

/* Another handle records something in the middle of verifying: the head that is told, and signed,
** is that of what was verified. */
static int record_meanwhile(void *data, const char *what, long long done, long long total) {
  struct told_so_far *p = data;
  struct bench_store other = {.b = NULL};
  const char *given = "poor=是";
  bylaw_error e;
  (void)what, (void)done, (void)total;
  if (p->calls++ > 0) return 0;
  open_other(&other, p->other);
  no_error("store", bylaw_store(other.b, p->other, BYLAW_STORE_WRITE, &e), &e);
  no_error("record", try_record(other.b, "A", false, &given, 1, &e), &e);
  bylaw_close(other.b);
  return 0;
}

static void a_verified_head_is_of_what_was_verified(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  struct told_so_far p = {.other = t.path};
  bylaw_error e;
  char *head, *json;
  household(&t, "A", "是", "否", NULL);
  json_decref(paid(&t, "2025-01"));
  no_error("head", bylaw_head(t.b, &head, &e), &e);
  no_error("verify", bylaw_verify(t.b, &(bylaw_progress){record_meanwhile, &p}, &json, &e), &e);
  json_t *before = json_loads(head, 0, NULL), *told = json_loads(json, 0, NULL);
  assert_string_equal(json_string_value(json_object_get(told, "head")),
                      json_string_value(json_object_get(before, "head")));
  assert_true(p.calls > 0);
  json_decref(before);
  json_decref(told);
  bylaw_free(head);
  bylaw_free(json);
  end(&t);
}

/* --- a store in memory; a store without runs -------------------------------------------------- */

static void test_in_memory(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  bylaw_error e;
  no_error("memory", bylaw_store(t.b, ":memory:", BYLAW_STORE_CREATE, &e), &e);
  household(&t, "A", "是", "否", NULL);
  json_decref(paid(&t, "2025-01"));
  json_t *told = paid(&t, "2025-03");
  totals(told, "1 2 10.00 10.00 0.00 0.00");
  json_decref(told);
  proved(&t);
  replayed(&t, "A", 3);
  assert_int_equal(number(t.db, "SELECT count(*) FROM run"), 0);
  end(&t);
}

static void test_without_runs(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  bylaw_error e;
  char *json = NULL;
  household(&t, "A", "是", "否", NULL);
  lines(&t, NULL, 0, "");
  unsettled(&t, "");
  json_t *told = proof(&t);
  assert_true(json_is_true(json_object_get(told, "ok")));
  assert_int_equal(json_integer_value(json_object_get(told, "runs")), 0);
  json_decref(told);
  replayed(&t, "A", 0);
  assert_int_equal(bylaw_replay(t.b, POLICY, "210100194503150012", NULL, 0, &json, &e), BYLAW_EINPUT);
  assert_null(json);
  assert_null(strstr(e.message, "19450315"));
  end(&t);
}

/* A fault that is put into the ledger is found, told with its month, and the key is masked. */
static void test_verify_finds(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  household(&t, "A", "是", "否", NULL);
  json_decref(paid(&t, "2025-01"));
  assert_int_equal(sqlite3_exec(t.db, "UPDATE ledger SET amount = 1100", NULL, NULL, NULL), SQLITE_OK);
  json_t *told = proof(&t);
  assert_true(json_is_false(json_object_get(told, "ok")));
  assert_true(json_array_size(json_object_get(told, "faults")) > 0);
  json_decref(told);
  end(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_errors_stop_nobody),
      cmocka_unit_test(test_amounts_beyond_reckoning_fail_one_person),
      cmocka_unit_test(test_paid_before_beyond_reckoning_is_refused),
      cmocka_unit_test(test_errors_put_right),
      cmocka_unit_test(test_totals),
      cmocka_unit_test(test_order_of_lines),
      cmocka_unit_test(test_given_up_and_moved),
      cmocka_unit_test(test_returned_and_moved),
      cmocka_unit_test(test_lines_stop),
      cmocka_unit_test(test_dry_run),
      cmocka_unit_test(test_refused),
      cmocka_unit_test(test_month_on_its_first_day),
      cmocka_unit_test(test_which_payment),
      cmocka_unit_test(test_no_store),
      cmocka_unit_test(test_confirm),
      cmocka_unit_test(test_new_fact),
      cmocka_unit_test(test_stopped),
      cmocka_unit_test(test_two_at_once),
      cmocka_unit_test(a_verified_head_is_of_what_was_verified),
      cmocka_unit_test(test_in_memory),
      cmocka_unit_test(test_without_runs),
      cmocka_unit_test(test_verify_finds),
  };
  return cmocka_run_group_tests_name("settle", tests, NULL, NULL);
}
