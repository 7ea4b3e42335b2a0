/* Runs a harness once over each file that is named, without libFuzzer. The name stands before, so
** that a crash has one. */
#include "fuzz.h"

static void run_file(const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f || fseek(f, 0, SEEK_END) != 0) abort();
  size_t size = (size_t)ftell(f);
  rewind(f);
  uint8_t *data = malloc(size ? size : 1);
  if (!data || fread(data, 1, size, f) != size || fclose(f) != 0) abort();
  LLVMFuzzerTestOneInput(data, size);
  free(data);
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    puts(argv[i]);
    fflush(stdout);
    run_file(argv[i]);
  }
  return 0;
}
