/* Made-up registries as files and databases, each made once. */
#ifndef BYLAW_BENCH_REGISTRY_H
#define BYLAW_BENCH_REGISTRY_H

#include "tests/bench/bench.h"

#define REGISTRY_DAY "2025-06-16" /* the generator knows nothing later */

/* The generator's CSV of so many people; encoding --utf8 or --gb18030. */
void registry_csv(const struct bench *b, char path[PATH_SIZE], int people, const char *encoding);
struct ran registry_import(const struct bench *b, const char *csv, const char *db, const char *on);
/* A database that holds them and nothing else: copy it before paying. */
void registry_database(const struct bench *b, char path[PATH_SIZE], int people);

#endif
