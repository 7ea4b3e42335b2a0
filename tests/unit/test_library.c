/* The standard library of an archived version is a text that anybody may have written. One that
** differs from the library of the program runs as policies do: what it works is counted, also in
** C. */
#include "support.h"

#include "store_support.h"

#include <sys/wait.h>

#include "host/engine/policy/policy.h"
#include "host/lua/load.h"

enum { PARTS = 64 };

/* The library of the program, with `more` behind the first line of its citations (the line is a
** comment). */
struct library {
  struct embedded parts[PARTS];
  char *text;
};

static void library_make(struct library *l, const char *more) {
  int n = 0;
  *l = (struct library){.text = NULL};
  for (const struct embedded *part = embedded_stdlib; part->name; part++) {
    assert_true(n < PARTS - 1);
    l->parts[n++] = *part;
    if (strcmp(part->name, "cite.lua") != 0) continue;
    size_t size = part->size + strlen(more) + 2;
    l->text = malloc(size);
    assert_non_null(l->text);
    snprintf(l->text, size, "%s\n%.*s", more, (int)part->size, (const char *)part->data);
    l->parts[n - 1] = (struct embedded){part->name, (const unsigned char *)l->text, size - 1};
  }
  assert_non_null(l->text);
}

/* NULL with `e` filled when it is refused. */
static struct policy *load_by(const char *more, struct error *e) {
  struct library l;
  bylaw *b;
  bylaw_error why;
  size_t length;
  library_make(&l, more);
  assert_int_equal(bylaw_open(&b, NULL, &why), BYLAW_OK);
  char *text = read_text("policies/old_age_allowance.lua");
  length = strlen(text);
  struct policy_sources src = {.policy = {.text = text, .length = length, .file = "archive/policy.lua"},
                               .stdlib = l.parts};
  *e = (struct error){0};
  struct policy *p = policy_from(&b->config, &src, e);
  bylaw_close(b);
  free(text);
  free(l.text);
  return p;
}

static void an_older_library_still_runs(void **state) {
  struct error e;
  (void)state;
  struct policy *p = load_by("-- as it was a year ago", &e);
  if (!p) fail_msg("%s:%d: %s (%s)", e.file, e.line, e.message, e.hint);
  assert_string_equal(p->script->model.id, "old-age-allowance");
  policy_free(p);
}

/* What the patterns of the library give, as Lua's own give it; worked out from the manual of Lua
** 5.4, 6.4.1. */
static void its_patterns_mean_what_they_mean_in_lua(void **state) {
  static const char checks[] =
      "local function same(what, ...) local given = table.pack(...)\n"
      "  for i = 1, given.n // 2 do if given[i] ~= given[given.n // 2 + i] then error(what .. i) end end end\n"
      "local from, to = string.match('2025-01-02/2025-03-04', '^(%d+%-%d+%-%d+)/(%d+%-%d+%-%d+)$')\n"
      "same('b', from, to, '2025-01-02', '2025-03-04')\n"
      "same('c', string.match('第十五条第一款', '^第(.-)条'), '十五')\n"
      "same('d', string.match('  a_1 <= b ', '^%s*([%w_]+)%s*[<=]+%s*[%w_]+%s*$'), 'a_1')\n"
      "same('e', (string.find('a.b', '.', 2, true)), 2)\n"
      "same('f', string.find('abc', 'x') == nil, true)\n"
      "same('g', (string.find('abc', '', 4)), 4)\n"
      "same('h', string.find('abc', '', 5) == nil, true)\n"
      "same('i', (string.find('abcabc', 'c', -2)), 6)\n"
      "same('j', (string.gsub('a、b、c', '、', '\\n')), 'a\\nb\\nc')\n"
      "same('k', string.match('x]y', '[]]'), ']')\n"
      "same('l', string.match('k=v', '[^=]+', 3), 'v')\n"
      "same('m', string.match('aab', 'a?a?a?b'), 'aab')\n"
      "same('n', string.match('abc', 'b()'), 3)\n"
      "same('o', string.match('Z9', '%L%D?'), 'Z')\n"
      "same('p', string.match('f-0', '[a-f]%-[%d]'), 'f-0')\n"
      "local n = 0 for part in string.gmatch('a\\nbc\\n', '[^\\n]+') do n = n + #part end\n"
      "same('q', n, 3)\n";
  struct error e;
  (void)state;
  struct policy *p = load_by(checks, &e);
  if (!p) fail_msg("%s (%s)", e.message, e.hint);
  policy_free(p);
}

/* Each would not end, or would give what an attack needs. */
static void what_a_planted_library_does_is_limited(void **state) {
  static const char *const planted[] = {
      "while true do end",
      "string.find(string.rep('a', 10000), 'a-a-a-a-a-a-a-a-a-b')",
      "string.match(string.rep('a', 10000), '.*.*.*.*.*.*b')",
      "for _ in string.gmatch(string.rep('a', 10000), '.-.-.-.-.-b') do end",
      "string.gsub(string.rep('a', 10000), 'a*a*a*a*a*b', '')",
      "string.find(string.rep('a', 1000000), string.rep('a', 100000) .. 'b', 1, true)\n"
      "while true do string.find(string.rep('a', 1000000), 'b', 1, true) end",
      "string.rep('', 1 << 60)",
      "string.format('%p', {})",
      "string.find('a', string.rep('(', 40))",
      "string.find(string.rep('a', 10000), string.rep('a?', 10000))",
      "string.find('a', '[a')",
      "string.find('a', 'a%')",
      "string.find('a', '%f[a]')",
      "setmetatable({}, { __gc = function() while true do end end })",
      "string.dump(function() end)",
      "local t = {} for i = 1, 1000 do t[i] = i end table.concat(t, '', 1, 1 << 60)"};
  (void)state;
  for (size_t i = 0; i < sizeof planted / sizeof *planted; i++) {
    struct error e;
    struct policy *p = load_by(planted[i], &e);
    if (p) fail_msg("taken: %s", planted[i]);
    if (e.kind != ERR_LIMIT && e.kind != ERR_RULE) fail_msg("%s: %d %s", planted[i], e.kind, e.message);
  }
}

/* --- the folders of the tests themselves ------------------------------------------------------ */

/* A run of its own that makes a folder and ends in the middle, as after a failure. */
static void run_that_fails(char made[64]) {
  int ends[2], status;
  fflush(NULL);
  assert_int_equal(pipe(ends), 0);
  pid_t child = fork();
  if (child == 0) {
    char inner[80];
    run_owner = 0;
    run_folder_count = 0;
    make_folder(made);
    snprintf(inner, sizeof inner, "%s/inner", made);
    if (mkdir(inner, 0700) != 0 || write(ends[1], made, 64) != 64) _exit(2);
    exit(1);
  }
  assert_int_equal(read(ends[0], made, 64), 64);
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(WEXITSTATUS(status), 1);
  close(ends[0]);
  close(ends[1]);
}

/* Changed long ago by the clock that is read. A machine whose clock is pretended to be another may
** shift the times of files that are read and not those that are set: so what was set is read. */
static void make_old(const char *path) {
  time_t wanted = time(NULL) - 2 * STALE_SECONDS;
  struct timespec set[2] = {{.tv_sec = wanted}, {.tv_sec = wanted}};
  struct stat now;
  assert_int_equal(utimensat(AT_FDCWD, path, set, 0), 0);
  assert_int_equal(stat(path, &now), 0);
  set[0].tv_sec = set[1].tv_sec = wanted - (now.st_mtime - wanted);
  assert_int_equal(utimensat(AT_FDCWD, path, set, 0), 0);
}

static void a_failed_test_leaves_no_folder(void **state) {
  char mine[64], made[64], old[64], held[64];
  (void)state;
  make_folder(mine);
  snprintf(old, sizeof old, "%.*s-old-XXXXXX", (int)(strlen(mine) - strlen("-XXXXXX")), mine);
  assert_non_null(mkdtemp(old)); /* of a run that was killed long ago */
  make_old(old);
  make_folder(held); /* of this run, which lives, however long */
  make_old(held);
  run_that_fails(made);
  assert_int_not_equal(access(made, F_OK), 0);
  assert_int_not_equal(access(old, F_OK), 0);
  assert_int_equal(access(held, F_OK), 0);
  assert_int_equal(access(mine, F_OK), 0);
  remove_tree(mine);
  remove_tree(held);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(an_older_library_still_runs),
                                     cmocka_unit_test(its_patterns_mean_what_they_mean_in_lua),
                                     cmocka_unit_test(what_a_planted_library_does_is_limited),
                                     cmocka_unit_test(a_failed_test_leaves_no_folder)};
  return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
