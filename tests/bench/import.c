/* `bylaw import` beside the sqlite3 shell's .import of the same file. */
#include <stdio.h>
#include <string.h>

#include "tests/bench/registry.h"

enum { PEOPLE = 1000000, ROUNDS = 3 };

static double import_time(const struct bench *b, const char *csv) {
  char db[PATH_SIZE];
  work_path(b, db, "import.db");
  double ms = registry_import(b, csv, db, REGISTRY_DAY).ms;
  remove_database(db);
  return ms;
}

static double shell_time(const struct bench *b, const char *csv) {
  char db[PATH_SIZE], command[PATH_SIZE + 32];
  work_path(b, db, "shell.db");
  snprintf(command, sizeof command, ".import --csv \"%s\" elder", csv);
  double ms = run("sqlite3", db, command, NULL).ms;
  remove_database(db);
  return ms;
}

void measure_imports(struct bench *b) {
  static const char *const encodings[] = {"--utf8", "--gb18030"};
  double ours[2][ROUNDS], floor[2][ROUNDS];
  char csv[PATH_SIZE];
  if (!wanted(b, "import_*")) return;
  for (int round = 0; round < ROUNDS; round++)
    for (int i = 0; i < 2; i++) {
      registry_csv(b, csv, PEOPLE, encodings[i]);
      floor[i][round] = shell_time(b, csv);
      ours[i][round] = import_time(b, csv);
    }
  set_figure(b, "import_ratio", median_ratio(ours[0], floor[0], ROUNDS));
  set_figure(b, "import_gb18030_ratio", median_ratio(ours[1], floor[1], ROUNDS));
  set_figure(b, "import_1m_s", median(ours[0], ROUNDS) / 1e3);
  set_figure(b, "import_shell_s", median(floor[0], ROUNDS) / 1e3);
}
