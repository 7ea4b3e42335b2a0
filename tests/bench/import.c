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
  double utf8 = median(ours[0], ROUNDS), gb18030 = median(ours[1], ROUNDS);
  double utf8_floor = median(floor[0], ROUNDS), gb18030_floor = median(floor[1], ROUNDS);
  set_figure(b, "import_1m_s", utf8 / 1e3);
  set_figure(b, "import_shell_s", utf8_floor / 1e3);
  set_figure(b, "import_ratio", utf8 / utf8_floor);
  set_figure(b, "import_gb18030_ratio", gb18030 / gb18030_floor);
}
