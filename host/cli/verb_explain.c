/* bylaw explain: one decision, with everything that it rests on. */
#include "host/cli/cli.h"

static int explain(struct question *q) {
  bylaw_error e;
  bylaw_outcome kind;
  char *text;
  if (bylaw_explain(q->shelf.handle, &q->request, &kind, &text, &e) != BYLAW_OK) {
    print_error(&e);
    return EXIT_BAD;
  }
  text_put(stdout, text);
  bylaw_free(text);
  return outcome_exit(kind);
}

static int run(const struct args *a) {
  struct question q;
  int status = EXIT_BAD;
  if (!question_open(&q, a))
    status = EXIT_BAD;
  else if (question_is_what_if(a))
    status = question_what_if(&q, a);
  else
    status = args_has(a, "json") ? question_print_json(&q) : explain(&q);
  question_close(&q);
  return status;
}

const struct verb *explain_verb(void) {
  static const struct opt options[] = {OPTIONS_WHAT_IF, OPTIONS_QUESTION, {0}};
  static const struct verb verb = {
      .name = "explain",
      .summary = "说明一项决定：结果、条文、所依据的事实、参数和解读",
      .operands = "POLICY DECISION",
      .least = 2,
      .most = 2,
      .options = options,
      .notes = NOTES_QUESTION,
      .example = "bylaw explain old-age-allowance due --month 2025-06 --facts person.json",
      .run = run};
  return &verb;
}
