/* bylaw version: of the program, checked against the library that it runs with. */
#include "host/cli/cli.h"

static int run(const struct args *a) {
  if (bylaw_version_number() != BYLAW_VERSION_NUMBER)
    return fail("重新编译 bylaw，或安装同一版本的 libbylaw", "程序的版本是 %s，链接的库却是 %s",
                BYLAW_VERSION, bylaw_version());
  if (args_has(a, "json"))
    return print_json(json_pack("{s:s, s:i, s:i}", "version", BYLAW_VERSION, "number", BYLAW_VERSION_NUMBER,
                                "semantics", BYLAW_SEMANTICS));
  puts("bylaw " BYLAW_VERSION);
  return EXIT_YES;
}

const struct verb *version_verb(void) {
  static const struct opt options[] = {OPTION_JSON, {0}};
  static const struct verb verb = {.name = "version",
                                   .summary = "显示版本",
                                   .operands = "",
                                   .options = options,
                                   .example = "bylaw version --json",
                                   .run = run};
  return &verb;
}
