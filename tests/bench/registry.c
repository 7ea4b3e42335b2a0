/* Made-up registries as files and databases, each made once. */
#include "tests/bench/registry.h"

#include <stdio.h>
#include <unistd.h>

void registry_csv(const struct bench *b, char path[PATH_SIZE], int people, const char *encoding) {
  char name[64], number[16];
  snprintf(number, sizeof number, "%d", people);
  snprintf(name, sizeof name, "%s%s.csv", number, encoding);
  work_path(b, path, name);
  if (access(path, F_OK) == 0) return;
  char *const argv[] = {(char *)b->generate, "--people", number, (char *)encoding, "--simple", NULL};
  run_program(argv, path, 0);
}

struct ran registry_import(const struct bench *b, const char *csv, const char *db, const char *on) {
  return run(b->program, "import", ID, csv, "--db", db, "--on", on, "--why", "bench", NULL);
}

void registry_database(const struct bench *b, char path[PATH_SIZE], int people) {
  char name[64], csv[PATH_SIZE];
  snprintf(name, sizeof name, "%d.db", people);
  work_path(b, path, name);
  if (access(path, F_OK) == 0) return;
  registry_csv(b, csv, people, "--utf8");
  registry_import(b, csv, path, REGISTRY_DAY);
}
