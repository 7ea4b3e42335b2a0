/* What an exploration looks like: as text, CSV and scenarios. */
#ifndef BYLAW_CLI_EXPLORE_H
#define BYLAW_CLI_EXPLORE_H

#include "host/cli/cli.h"

void explore_print(const json_t *answer);
void explore_csv(const json_t *answer, FILE *to);
/* In the language of scenarios; `bylaw test` passes every one. */
bool explore_scenarios(const json_t *answer, FILE *to); /* false: no memory */

#endif
