/* bylaw list: the policies there are. */
#include <stdlib.h>

#include "host/cli/cli.h"

static void print_policies(const json_t *policies) {
  struct table t = {.columns = 5};
  size_t i;
  json_t *one;
  table_row(&t, "id", "文号", "标题", "施行", "决定");
  json_array_foreach(policies, i, one) {
    char *names = joined(json_object_get(one, "decisions"), NULL);
    table_row(&t, field(one, "id"), field(one, "number"), field(one, "title"), field(one, "from"),
              names ? names : "");
    free(names);
  }
  table_print(&t);
}

static int run(const struct args *a) {
  struct shelf s;
  int status = EXIT_BAD;
  if (shelf_open(&s, a, NULL, 0)) {
    json_t *policies = shelf_policies(&s);
    if (policies) status = json_array_size(s.errors) ? EXIT_BAD : EXIT_YES;
    if (policies && args_has(a, "json") && print_json(json_incref(policies)) != EXIT_YES) status = EXIT_BAD;
    if (policies && !args_has(a, "json") && json_array_size(policies) > 0) print_policies(policies);
    json_decref(policies);
  }
  shelf_close(&s);
  return status;
}

const struct verb *list_verb(void) {
  static const struct opt options[] = {OPTION_POLICIES, OPTION_JSON, {0}};
  static const struct verb verb = {.name = "list",
                                   .summary = "列出政策及其决定",
                                   .operands = "",
                                   .options = options,
                                   .example = "bylaw list --policies policies",
                                   .run = run};
  return &verb;
}
