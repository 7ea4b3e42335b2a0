/* What a command would write must not be what it reads or has open. A slip such as `export --out
** registry.db` would replace the database by a list, and nobody could take it back. So every file
** that the command line names for writing is compared with every file that it reads, before any
** verb does anything: by device and number, so that a link does not hide it, and by name where the
** file is not there yet (the -wal of a database may come and go). Rejected: a check in each verb,
** which the next verb would forget. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "host/base/path.h"
#include "host/cli/ledger.h"

enum { DEEPEST_FOLDER = 6 };

/* Options whose value is a file that is written. */
static const char *const WRITTEN[] = {"out", "csv", "xlsx", "bad-file", "chart", "scenarios", "junit"};

bool option_writes(const struct opt *opt) {
  for (size_t i = 0; opt->value && i < sizeof WRITTEN / sizeof *WRITTEN; i++)
    if (strcmp(opt->name, WRITTEN[i]) == 0) return true;
  return false;
}

/* --- what a command has ----------------------------------------------------------------------- */

struct output {
  const char *option, *path; /* the option is for messages */
};

static bool refuse(const struct output *o, const char *what, const char *of) {
  fail("换一个文件名", "--%s 不能写到 %s：它是%s%s%s，没有写入任何内容", o->option, o->path, what,
       *of ? " " : "", of);
  return false;
}

static bool check_one(const struct output *o, const char *path, const char *what, const char *of) {
  return !path_same(o->path, path) || refuse(o, what, of);
}

/* A database has companions beside it while it is open, and after a crash. A link leads to those of
** what it names. */
static bool check_companions(const struct output *o, const char *database) {
  static const char *const endings[] = {"-wal", "-shm", "-journal"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    size_t size = strlen(database) + 16;
    char *path = malloc(size);
    if (!path) return fail_memory() == EXIT_YES;
    snprintf(path, size, "%s%s", database, endings[i]);
    bool ok = check_one(o, path, "数据库的一部分", "");
    free(path);
    if (!ok) return false;
  }
  return true;
}

static bool check_database(const struct output *o, const char *database) {
  if (!database || !*database) return true;
  char *real = realpath(database, NULL);
  bool ok = check_one(o, database, "数据库", "") && check_companions(o, database) &&
            (!real || check_companions(o, real));
  free(real);
  return ok;
}

/* The files of a folder that is read: policies and values, or scenarios. */
static bool check_folder(const struct output *o, const char *folder, const char *what, int depth) {
  DIR *d = depth < DEEPEST_FOLDER ? opendir(folder) : NULL;
  struct dirent *entry;
  bool ok = true;
  while (ok && d && (entry = readdir(d))) {
    size_t length = strlen(entry->d_name), size = strlen(folder) + length + 2;
    if (entry->d_name[0] == '.') continue;
    char *path = malloc(size);
    if (!path) {
      ok = fail_memory() == EXIT_YES;
      break;
    }
    snprintf(path, size, "%s/%s", folder, entry->d_name);
    if (is_folder(path))
      ok = check_folder(o, path, what, depth + 1);
    else if (length > 4 && strcmp(entry->d_name + length - 4, ".lua") == 0)
      ok = check_one(o, path, what, path);
    free(path);
  }
  if (d) closedir(d);
  return ok;
}

static bool check_read(const struct output *o, const char *path, const char *what) {
  if (is_folder(path)) return check_folder(o, path, what, 0);
  return check_one(o, path, what, "");
}

/* test without a path reads the project's own scenarios. */
static bool check_default(const struct output *o, const struct args *a) {
  if (strcmp(a->verb->name, "test") != 0 || a->operand_count > 0) return true;
  return check_read(o, "tests/scenarios", "要读取的文件");
}

/* Words and values that name no file are harmless here: nothing has their name, or it is not the
** output's. */
static bool check_words(const struct output *o, const struct args *a, int output) {
  for (int i = 0; i < a->operand_count; i++)
    if (!check_read(o, a->operands[i], "要读取的文件")) return false;
  for (int i = 0; i < a->given_count; i++) {
    const struct given *g = &a->given[i];
    if (i == output || !g->opt->value || strcmp(g->opt->name, "db") == 0) continue;
    if (option_writes(g->opt) ? !check_one(o, g->value, "另一项输出", g->opt->name)
                              : !check_read(o, g->value, "要读取的文件"))
      return false;
  }
  return true;
}

static bool check_same(const struct output *o, const struct args *a, int output) {
  const char *database = args_value(a, "db");
  if (!database) database = getenv("BYLAW_DB");
  return check_database(o, database) && check_words(o, a, output) && check_default(o, a) &&
         check_read(o, policies_path(a), "政策文件");
}

/* Where nothing can be written is told now: after an hour of reckoning it would be too late. */
static bool check_output(const struct output *o, const struct args *a, int output) {
  return strcmp(o->path, "-") == 0 || (check_same(o, a, output) && fresh_possible(o->path));
}

/* import without --bad-file writes beside its input, if there is anything to write. */
static bool check_bad_lines(const struct args *a) {
  if (!args_has(a, "skip-bad") || args_has(a, "bad-file")) return true;
  char *path = bad_lines_path(a);
  struct output o = {"bad-file", path};
  bool ok = path ? check_same(&o, a, -1) : fail_memory() == EXIT_YES;
  free(path);
  return ok;
}

bool outputs_check(const struct args *a) {
  for (int i = 0; i < a->given_count; i++) {
    struct output o = {a->given[i].opt->name, a->given[i].value};
    if (option_writes(a->given[i].opt) && !check_output(&o, a, i)) return false;
  }
  return check_bad_lines(a);
}
