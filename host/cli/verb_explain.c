/* bylaw explain: one decision, with everything that was asked and that it rests on; or a notice for
** the person. */
#include <string.h>

#include "host/cli/cli.h"

static int explain(struct question *q, const bylaw_explanation *how) {
  bylaw_error e;
  bylaw_outcome kind;
  char *text;
  if (bylaw_explain_as(q->shelf.handle, &q->request, how, &kind, &text, &e) != BYLAW_OK) {
    print_error(&e);
    return EXIT_BAD;
  }
  if (how->form == BYLAW_EXPLAIN_JSON) {
    int status = print_json_text(text);
    return status == EXIT_YES ? outcome_exit(kind) : status;
  }
  text_put(stdout, text);
  if (how->form == BYLAW_EXPLAIN_TEXT && !how->path && !how->all)
    puts(how->language && strcmp(how->language, "en") == 0
             ? "(--path tells the whole way, with all facts, parameters and readings)"
             : "（加 --path 查看全部经过、所用的事实、参数和适用口径）");
  bylaw_free(text);
  return outcome_exit(kind);
}

/* Options that do not go together, before anything is read. */
static bool read_how(bylaw_explanation *how, const struct args *a) {
  bool json = args_has(a, "json"), letter = args_has(a, "letter");
  *how = (bylaw_explanation){.language = args_value(a, "lang"),
                             .path = args_has(a, "path"),
                             .all = args_has(a, "all"),
                             .full = args_has(a, "full")};
  how->form = json ? BYLAW_EXPLAIN_JSON : letter ? BYLAW_EXPLAIN_LETTER : BYLAW_EXPLAIN_TEXT;
  if (how->language && strcmp(how->language, "zh") != 0 && strcmp(how->language, "en") != 0)
    fail("可用的语言：zh（中文）、en（英文）", "没有语言 ‘%s’", how->language);
  else if (question_is_what_if(a) && (letter || how->language || how->path || how->all || how->full))
    fail("--what-if 可以与 --json 一起用",
         "--what-if 不能与 --letter、--lang、--path、--all 或 --full 一起用");
  else if (json && letter)
    fail("--json 给程序，--letter 给当事人", "--json 与 --letter 只能给一个");
  else if (how->full && !letter)
    fail("--full 在告知书中写出完整的证件号", "--full 要与 --letter 一起用");
  else if ((how->path || how->all) && how->form != BYLAW_EXPLAIN_TEXT)
    fail("--json 总是全部；告知书只说有关的", "--%s 不能与 --json 或 --letter 一起用",
         how->all ? "all" : "path");
  else
    return true;
  return false;
}

static int run(const struct args *a) {
  struct question q;
  bylaw_explanation how;
  if (!read_how(&how, a)) return EXIT_BAD;
  int status = EXIT_BAD;
  if (question_open(&q, a)) status = question_is_what_if(a) ? question_what_if(&q, a) : explain(&q, &how);
  if (args_has(a, "stats") && status != EXIT_BAD) stats_print(q.shelf.handle, args_has(a, "json"));
  question_close(&q);
  return status;
}

const struct verb *explain_verb(void) {
  static const struct opt options[] = {
      OPTIONS_WHAT_IF,
      OPTIONS_QUESTION,
      {"lang", "zh|en", "用中文（默认）或英文说明；政策自己的文字照原样", false},
      {"letter", NULL, "写成给当事人的告知书：不符合的理由一次说全", false},
      {"full", NULL, "告知书中写出完整的证件号（默认遮盖）", false},
      {"path", NULL, "全部经过：逐条问了什么，所用的事实、参数和适用口径", false},
      {"all", NULL, "全部经过，也说明试过但没有影响结果的规则", false},
      OPTION_STATS,
      {0}};
  static const struct verb verb = {
      .name = "explain",
      .summary = "说明一项决定：结果，和起决定作用的几条理由；--path 是全部经过",
      .operands = "POLICY DECISION",
      .least = 2,
      .most = 2,
      .options = options,
      .notes = NOTES_QUESTION "--lang en 只翻译说明用语；条文、名称和事实的标签是政策自己的文字，不翻译。\n",
      .example = "bylaw explain old-age-allowance due --month 2025-06 --facts person.json --letter",
      .run = run};
  return &verb;
}
