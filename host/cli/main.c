/* The `bylaw` program: find the verb, run it, make sure that the output got out. */
#include <errno.h>
#include <string.h>

#include "host/cli/cli.h"

/* `bylaw --help` and `bylaw --version` are asked of every program. */
static const char *verb_name(const char *word) {
  if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) return "help";
  return strcmp(word, "--version") == 0 ? "version" : word;
}

static int run(int argc, char **argv) {
  if (argc < 2) {
    verbs_print(stderr);
    return EXIT_BAD;
  }
  const struct verb *verb = verb_find(verb_name(argv[1]));
  if (!verb) return verb_unknown(argv[1]);
  struct args a;
  int status = EXIT_BAD;
  if (!args_read(&a, verb, argc - 2, argv + 2)) goto done;
  if (a.help) {
    verb_help_print(verb, stdout);
    status = EXIT_YES;
  } else {
    status = verb->run(&a);
  }
done:
  args_free(&a);
  return status;
}

int main(int argc, char **argv) {
  int status = run(argc, argv);
  /* What could not be written was not said: a full disk must not look like an answer. */
  errno = 0;
  if (fflush(stdout) != 0 || ferror(stdout))
    return fail(NULL, "无法写出结果：%s", errno ? errno_text() : "写错误");
  return status;
}
