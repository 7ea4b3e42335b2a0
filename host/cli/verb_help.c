/* bylaw help: the verbs, or one of them. */
#include "host/cli/cli.h"

static int run(const struct args *a) {
  if (a->operand_count == 0) {
    verbs_print(stdout);
    return EXIT_YES;
  }
  const struct verb *verb = verb_find(a->operands[0]);
  if (!verb) return verb_unknown(a->operands[0]);
  verb_help_print(verb, stdout);
  return EXIT_YES;
}

const struct verb *help_verb(void) {
  static const struct verb verb = {.name = "help",
                                   .summary = "列出命令，或说明一个命令",
                                   .operands = "[VERB]",
                                   .most = 1,
                                   .example = "bylaw help decide",
                                   .run = run};
  return &verb;
}
