/* The path of a decision: every question in its order, worked out by hand from a small policy. */
#include "support.h"

#include "host/engine/decide/evaluation.h"

/* Line by line what the policy asks; the expected paths below follow from reading it. */
static const char POLICY[] =
    "local act = document { id = \"test\", number = \"试〔2025〕1号\", title = \"试验办法\",\n"
    "  issuers = { \"市民政局\" }, issued = \"2025-01-10\", in_force = { from = \"2025-01-01\", cite = \"第九条\" },\n"
    "  outline = { articles = 30 }, month_end = { \"clamp\", cite = \"第八条\" } }\n"
    "act:parameter(\"start\", { label = \"起点年龄\", unit = \"周岁\", cite = \"第三条\",\n"
    "  { from = \"2025-01-01\", value = 80 }, { from = \"2026-01-01\", value = 85 } })\n"
    "act:parameter(\"rate\", { label = \"标准\", unit = \"元/月\", cite = \"第四条\", { from = \"2025-01-01\", value = yuan(30) } })\n"
    "act:facts(\"elder\", { label = \"老年人\",\n"
    "  born = fact.date { label = \"出生日期\" },\n"
    "  died = fact.date { label = \"死亡日期\", optional = true },\n"
    "  hukou = fact.timeline(fact.district) { label = \"户籍\", absent = \"非本市\" } })\n"
    "act:reading(\"whole\", { cite = \"第五条\", ask = \"？\", { \"yes\", \"是\" }, { \"no\", \"否\" }, default = \"yes\" })\n"
    "act:term(\"age\", { cite = \"第三条\", text = \"周岁\", is = function(elder, m) return elder.born:age(m:last()) end })\n"
    "act:term(\"old\", { cite = \"第三条\", text = \"够年龄\", is = function(_, _, law) return law.age >= law.start end })\n"
    "act:term(\"here\", { cite = \"第三条\", text = \"在本市\", is = function(elder, m, law)\n"
    "  if elder.hukou:present(m:last()) then return law.whole == \"yes\" end\n"
    "  return elder.died > elder.born end })\n"
    "local standard = act:decision(\"standard\", { label = \"月标准\", of = \"elder\", per = \"month\", gives = \"money\" })\n"
    "standard:requires(\"第三条\", \"old\")\n"
    "standard:requires(\"第三条\", \"here\")\n"
    "standard:rule(\"第四条\", { when = \"old\", give = \"rate\" })\n"
    "return act\n";

struct rig {
  bylaw *b;
  char folder[32], file[64];
};

static int open_rig(void **state) {
  struct rig *r = calloc(1, sizeof *r);
  strcpy(r->folder, "/tmp/bylaw-path-XXXXXX");
  assert_non_null(mkdtemp(r->folder));
  snprintf(r->file, sizeof r->file, "%s/test.lua", r->folder);
  write_text(r->file, POLICY);
  bylaw_error e = {0};
  assert_int_equal(bylaw_open(&r->b, NULL, NULL), BYLAW_OK);
  if (bylaw_load(r->b, r->file, &e) != BYLAW_OK) fail_msg("%s %s", e.message, e.hint);
  *state = r;
  return 0;
}

static int close_rig(void **state) {
  struct rig *r = *state;
  bylaw_close(r->b);
  remove_tree(r->folder);
  free(r);
  return 0;
}

/* --- a path as text --------------------------------------------------------------------------- */

static void put_value(struct script *s, struct buf *out, struct value v) {
  buf_puts(out, " ");
  value_text_out(s, out, v, false);
}

static void put_guard(struct script *s, struct buf *out, const struct path_event *e) {
  static const char *const words[] = {"", "==", "<", "<=", "present"};
  put_value(s, out, e->a);
  buf_printf(out, " %s", words[e->cmp]);
  if (e->cmp != CMP_PRESENT) put_value(s, out, e->b);
  buf_printf(out, ": %s%s", e->outcome ? "yes" : "no", e->guessed ? " guessed" : "");
}

static void put_event(struct script *s, struct buf *out, const struct path_event *e) {
  const struct model *m = &s->model;
  static const char *const words[] = {"enter",   "leave",    "again",   "guard",    "parameter",
                                      "reading", "decision", "decided", "requires", "rule",
                                      "tested",  "give",     "given",   "retry",    "failed"};
  buf_puts(out, words[e->kind]);
  switch ((enum path_kind)e->kind) {
  case PATH_ENTER: buf_printf(out, " %s", m->terms[e->name].name); break;
  case PATH_LEAVE:
  case PATH_AGAIN:
    buf_printf(out, " %s", m->terms[e->name].name);
    put_value(s, out, e->a);
    break;
  case PATH_GUARD: put_guard(s, out, e); break;
  case PATH_PARAMETER:
    buf_printf(out, " %s row %d", m->parameters[e->name].name, e->row);
    put_value(s, out, e->a);
    break;
  case PATH_READING:
    buf_printf(out, " %s", m->readings[e->name].name);
    put_value(s, out, e->a);
    break;
  case PATH_DECIDED:
    buf_printf(out, " %d", e->row);
    put_value(s, out, e->a);
    break;
  case PATH_REQUIREMENT:
  case PATH_RULE:
  case PATH_GIVE: buf_printf(out, " %d", e->name); break;
  case PATH_TESTED: put_value(s, out, e->a); break;
  case PATH_GIVEN: buf_puts(out, e->outcome ? " yes" : " no"); break;
  case PATH_RETRY: buf_printf(out, " %d", e->row); break;
  default: break;
  }
  buf_puts(out, "\n");
}

static char *path_text(struct script *s, const struct path *p) {
  struct buf out = {0};
  for (uint32_t i = 0; i < p->count; i++)
    put_event(s, &out, &p->events[i]);
  char *text = strdup(buf_text(&out));
  buf_free(&out);
  return text;
}

/* --- cases ------------------------------------------------------------------------------------ */

struct told {
  struct evaluation v;
  struct outcome out;
  struct path path;
  char *text;
};

static void tell(struct rig *r, struct told *t, const char *facts, const char *month) {
  struct error e = {0};
  bylaw_request q = {.policy = "test", .decision = "standard", .facts = facts, .month = month};
  evaluation_path(&t->v, &t->path);
  if (!evaluation_run(r->b, &q, &t->v, &t->out, &e)) fail_msg("%s", e.message);
  t->text = path_text(t->v.policy->script, &t->path);
}

static void told_free(struct told *t) {
  evaluation_end(&t->v);
  path_free(&t->path);
  free(t->text);
  free(t);
}

static struct told *told_new(void) {
  struct told *t = calloc(1, sizeof *t);
  if (!t) abort();
  return t;
}

/* 1945-06-30 is 80 on 2025-06-30: age < 80 is false. The rule asks `old` again, which was
** computed. */
static void all_known(void **state) {
  struct told *t = told_new();
  tell(*state, t, "{\"born\": \"1945-06-30\", \"hukou\": \"和平区\"}", "2025-06");
  assert_string_equal(t->text, "decision\n"
                               "requires 0\nenter old\nenter age\nleave age 80\nparameter start row 0 80\n"
                               "guard 80 < 80: no\nleave old true\ntested true\n"
                               "requires 1\nenter here\nguard 和平区 present: yes\nreading whole yes\n"
                               "guard yes == yes: yes\nleave here true\ntested true\n"
                               "rule 0\nagain old true\ntested true\n"
                               "give 0\nparameter rate row 0 30.00\ngiven yes\n"
                               "decided 0 30.00\n");
  assert_false(t->path.cut);
  told_free(t);
}

/* In 2026 the second row holds, and 81 is less than 85: refused. The other requirement is asked all
** the same, and the rule too. */
static void refused_told(void **state) {
  struct told *t = told_new();
  tell(*state, t, "{\"born\": \"1945-06-30\", \"hukou\": null, \"died\": \"2026-06-02\"}", "2026-06");
  assert_string_equal(t->text, "decision\n"
                               "requires 0\nenter old\nenter age\nleave age 81\nparameter start row 1 85\n"
                               "guard 81 < 85: yes\nleave old false\ntested false\n"
                               "requires 1\nenter here\nguard absent present: no\n"
                               "guard 1945-06-30 < 2026-06-02: yes\nleave here true\ntested true\n"
                               "rule 0\nagain old false\ntested false\n"
                               "decided 1 absent\n");
  told_free(t);
}

/* hukou unknown: both ways are tried. The second compares a day of death that is absent: this
** attempt fails. */
static void guessed(void **state) {
  struct told *t = told_new();
  tell(*state, t, "{\"born\": \"1945-06-30\"}", "2025-06");
  assert_string_equal(t->text,
                      "decision\n"
                      "requires 0\nenter old\nenter age\nleave age 80\nparameter start row 0 80\n"
                      "guard 80 < 80: no\nleave old true\ntested true\n"
                      "requires 1\nenter here\nguard unknown present: yes guessed\nreading whole yes\n"
                      "guard yes == yes: yes\nleave here true\n"
                      "retry 1\nenter here\nguard unknown present: no guessed\nfailed\ntested unknown\n"
                      "rule 0\nagain old true\ntested true\n"
                      "decided 4 absent\n");
  told_free(t);
}

/* What a guard hangs on: an age of the fact born on the last day of the month asked about; a row of
** `start`. */
static void expressions(void **state) {
  struct told *t = told_new();
  tell(*state, t, "{\"born\": \"1945-06-30\", \"hukou\": \"和平区\"}", "2025-06");
  const struct expr_arena *a = &t->v.policy->script->exprs;
  const struct path_event *guard = NULL;
  for (uint32_t i = 0; !guard && i < t->path.count; i++)
    if (t->path.events[i].kind == PATH_GUARD) guard = &t->path.events[i];
  assert_non_null(guard);
  assert_int_equal(guard->cmp, CMP_LT);
  const struct expr_node *age = expr_get(a, guard->a.expr);
  assert_int_equal(age->kind, EXPR_OP);
  assert_int_equal(age->code, OP_AGE);
  assert_int_equal(expr_get(a, age->arg[0])->kind, EXPR_FACT);
  assert_int_equal(expr_get(a, age->arg[0])->arg[0], 0);
  const struct expr_node *last = expr_get(a, age->arg[1]);
  assert_int_equal(last->code, OP_MONTH_LAST);
  assert_int_equal(expr_get(a, last->arg[0])->kind, EXPR_WHEN);
  const struct expr_node *start = expr_get(a, guard->b.expr);
  assert_int_equal(start->kind, EXPR_PARAMETER);
  assert_int_equal(start->arg[0], 0);
  told_free(t);
}

/* Every event that begins ends after itself, at one of the right kind, that points back; what is
** within it ends within it. */
static void nesting(void **state) {
  static const uint8_t ends[] = {
      [PATH_ENTER] = PATH_LEAVE, [PATH_DECISION] = PATH_DECIDED, [PATH_REQUIREMENT] = PATH_TESTED,
      [PATH_RULE] = PATH_TESTED, [PATH_GIVE] = PATH_GIVEN,       [PATH_FAILED] = 0};
  struct told *t = told_new();
  tell(*state, t, "{\"born\": \"1945-06-30\"}", "2025-06");
  int failed = 0;
  for (uint32_t i = 0; i < t->path.count; i++) {
    const struct path_event *e = &t->path.events[i];
    if (e->kind != PATH_ENTER && !ends[e->kind]) continue;
    assert_true(e->end > i && e->end < t->path.count);
    const struct path_event *end = &t->path.events[e->end];
    if (end->kind == PATH_FAILED) {
      failed++;
      continue;
    }
    assert_int_equal(end->kind, ends[e->kind]);
    assert_int_equal(end->end, i);
    for (uint32_t k = i + 1; k < e->end; k++) {
      uint8_t kind = t->path.events[k].kind;
      if (kind == PATH_ENTER || ends[kind]) assert_true(t->path.events[k].end < e->end);
    }
  }
  assert_int_equal(failed, 1);
  told_free(t);
}

/* Ten events and no more: the path ends there and says so; the decision is as ever. */
static void cut(void **state) {
  struct told *t = told_new();
  t->path.most = 10;
  tell(*state, t, "{\"born\": \"1945-06-30\", \"hukou\": \"和平区\"}", "2025-06");
  assert_int_equal(t->path.count, 10);
  assert_true(t->path.cut);
  assert_int_equal(t->path.events[0].end, PATH_NONE);
  assert_int_equal(t->path.events[1].end, 8); /* the first requirement's PATH_TESTED */
  assert_int_equal(t->out.kind, OUT_VALUE);
  assert_int_equal(t->out.value.u.i, 3000);
  told_free(t);
}

/* One path for one evaluation after the other: it begins anew each time. */
static void used_again(void **state) {
  struct told *t = told_new(), *u = told_new();
  tell(*state, t, "{\"born\": \"1945-06-30\", \"hukou\": \"和平区\"}", "2025-06");
  u->path = t->path;
  tell(*state, u, "{\"born\": \"1945-06-30\", \"hukou\": \"和平区\"}", "2025-06");
  assert_string_equal(u->text, t->text);
  t->path = (struct path){0};
  told_free(t);
  told_free(u);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_known), cmocka_unit_test(refused_told),
                                     cmocka_unit_test(guessed),   cmocka_unit_test(expressions),
                                     cmocka_unit_test(nesting),   cmocka_unit_test(cut),
                                     cmocka_unit_test(used_again)};
  return cmocka_run_group_tests_name("path", tests, open_rig, close_rig);
}
