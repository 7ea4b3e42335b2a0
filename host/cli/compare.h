/* What the files of `bylaw compare` share. */
#ifndef BYLAW_CLI_COMPARE_H
#define BYLAW_CLI_COMPARE_H

#include "host/cli/ledger.h"

enum { OUTCOME_SIZE = 512, ARTICLES_SIZE = 1100, SAMPLE_SIZE = 2048 };

/* An outcome in words: the amount, or 不符合条件 … */
const char *compare_outcome_words(const json_t *outcome, char room[OUTCOME_SIZE]);
/* The articles of a class, of both sides where they differ. */
const char *compare_article_words(const json_t *class, char room[ARTICLES_SIZE]);
/* The facts of the person who stands for a class. */
const char *compare_sample_words(const json_t *class, char room[SAMPLE_SIZE]);
/* The answer of bylaw_compare on standard output; in one line on standard error. */
void compare_print(const json_t *answer);
void compare_brief(const json_t *answer);

#endif
