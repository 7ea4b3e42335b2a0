/* The `bylaw` program: find the verb, run it, make sure that the output got out. */
#include <errno.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "host/cli/cli.h"

/* `bylaw --help` and `bylaw --version` are asked of every program. */
static const char *verb_name(const char *word) {
  if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) return "help";
  return strcmp(word, "--version") == 0 ? "version" : word;
}

/* What a crash would write to disk holds people's numbers and cards. */
static void no_core_dumps(void) {
  struct rlimit none = {0, 0};
  (void)!setrlimit(RLIMIT_CORE, &none);
  (void)!prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); /* also where a program receives them */
}

static int run(int argc, char **argv, struct after *after) {
  if (argc < 2) {
    verbs_print(stderr);
    return EXIT_BAD;
  }
  const struct verb *verb = verb_find(verb_name(argv[1]));
  if (!verb) return verb_unknown(argv[1]);
  struct args a;
  int status = EXIT_BAD;
  if (!args_read(&a, verb, argc - 2, argv + 2)) goto done;
  a.after = after;
  output_fold(&a);
  if (a.help) {
    verb_help_print(verb, stdout);
    status = EXIT_YES;
  } else if (outputs_check(&a)) {
    status = verb->run(&a);
  }
done:
  args_free(&a);
  return status;
}

int main(int argc, char **argv) {
  struct after after = {0};
  heap_in_large_pages();
  no_core_dumps();
  int status = run(argc, argv, &after);
  /* What could not be written was not said: a full disk must not look like an answer. */
  errno = 0;
  if (fflush(stdout) == 0 && !ferror(stdout)) return status;
  const char *why = errno ? SYSTEM_ERROR(errno) : "写错误";
  if (!*after.done) return fail(NULL, "无法写出结果：%s", why);
  return fail(after.again, "%s；但无法写出结果：%s", after.done, why);
}
