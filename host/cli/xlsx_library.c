/* Finding the functions of libxlsxwriter. */
#include "host/cli/xlsx_library.h"

#include <dlfcn.h>
#include <string.h>

#include "host/cli/cli.h"

#define XLSX_FILE "libxlsxwriter.so." LXW_SOVERSION

static void *find(const struct xlsx_library *library, const char *name, const char **missing) {
  void *found = dlsym(library->handle, name);
  if (!found) *missing = name;
  return found;
}

bool xlsx_library_open(struct xlsx_library *library) {
  const char *missing = NULL;
  memset(library, 0, sizeof *library);
  library->handle = dlopen(XLSX_FILE, RTLD_NOW | RTLD_LOCAL);
  if (!library->handle) {
    fail("安装 libxlsxwriter，或用 --csv 写成 CSV", "缺少写 Excel 文件的 %s", XLSX_FILE);
    return false;
  }
#define XLSX_FIND(name) *(void **)&library->name = find(library, #name, &missing);
  XLSX_FUNCTIONS(XLSX_FIND)
#undef XLSX_FIND
  if (!missing) return true;
  fail("安装另一个版本的 libxlsxwriter，或用 --csv 写成 CSV", "%s 里没有 %s", XLSX_FILE, missing);
  xlsx_library_close(library);
  return false;
}

void xlsx_library_close(struct xlsx_library *library) {
  if (library->handle) dlclose(library->handle);
  library->handle = NULL;
}
