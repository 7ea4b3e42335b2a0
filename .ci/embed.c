/* Writes the standard library as one C file: each part as its text and as what Lua makes of it, and the days of the
** calendar, read by the same code that reads the calendars of archived versions. Usage: embed stdlib/FILE… > stdlib.c */
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/lua/load.h"

enum { MOST_PARTS = 64 };

/* This program has no standard library of its own: it reads the files. */
const struct embedded embedded_stdlib[] = {{0}};
const struct embedded embedded_code[] = {{0}};
const struct calendar embedded_calendar = {0};
const char embedded_lua[] = "";

static int failed(const char *what, const char *why) {
  fprintf(stderr, "embed: %s: %s\n", what, why);
  return 1;
}

static unsigned char *read_all(const char *path, size_t *size) {
  FILE *f = fopen(path, "rb");
  long end = f && fseek(f, 0, SEEK_END) == 0 ? ftell(f) : -1;
  unsigned char *data = end > 0 ? malloc((size_t)end) : NULL;
  bool ok = data && fseek(f, 0, SEEK_SET) == 0 && fread(data, 1, (size_t)end, f) == (size_t)end;
  if (f) fclose(f);
  *size = ok ? (size_t)end : 0;
  if (ok) return data;
  free(data);
  return NULL;
}

static int print_bytes(lua_State *L, const void *data, size_t size, void *ud) {
  (void)L;
  size_t *total = ud;
  const unsigned char *bytes = data;
  for (size_t i = 0; i < size; i++)
    printf("%u,%s", bytes[i], (*total + i) % 30 == 29 ? "\n" : "");
  *total += size;
  return 0;
}

/* `total` 0 afterwards: Lua refused the text. */
static size_t print_code(lua_State *L, const struct embedded *part) {
  char chunk[96];
  size_t total = 0;
  part_chunk(chunk, part->name);
  if (luaL_loadbufferx(L, (const char *)part->data, part->size, chunk, "t") == LUA_OK)
    lua_dump(L, print_bytes, &total, 0);
  else
    failed(part->name, lua_tostring(L, -1));
  lua_pop(L, 1);
  return total;
}

static bool print_parts(lua_State *L, const struct embedded *parts) {
  size_t code_size[MOST_PARTS];
  for (int i = 0; parts[i].name; i++) {
    size_t total = 0;
    printf("static const unsigned char text_%d[] = {", i);
    print_bytes(L, parts[i].data, parts[i].size, &total);
    printf("};\nstatic const unsigned char code_%d[] = {", i);
    code_size[i] = print_code(L, &parts[i]);
    if (code_size[i] == 0) return false;
    puts("};");
  }
  puts("const struct embedded embedded_stdlib[] = {");
  for (int i = 0; parts[i].name; i++)
    printf("  {\"%s\", text_%d, %zu},\n", parts[i].name, i, parts[i].size);
  puts("  {NULL, NULL, 0}};\nconst struct embedded embedded_code[] = {");
  for (int i = 0; parts[i].name; i++)
    printf("  {\"%s\", code_%d, %zu},\n", parts[i].name, i, code_size[i]);
  printf("  {NULL, NULL, 0}};\nconst char embedded_lua[] = \"%s\";\n", lua_ident);
  return true;
}

static void print_calendar(const struct calendar *c) {
  puts("static const struct calendar_day days[] = {");
  for (int i = 0; i < c->count; i++)
    printf("  {%lld, %d},\n", (long long)c->days[i].day, c->days[i].off);
  printf("};\nconst struct calendar embedded_calendar = {.count = %d, .days = days, .first_year = %d,\n"
         "  .last_year = %d, .longest_break = %d, .most_off = %d, .most_worked = %d, .who = \"%s\",\n"
         "  .cite = \"%s\", .fixed_count = %d, .fixed = {",
         c->count, c->first_year, c->last_year, c->longest_break, c->most_off, c->most_worked,
         c->who ? c->who : "", c->cite ? c->cite : "", c->fixed_count);
  for (int i = 0; i < c->fixed_count; i++)
    printf("%d, ", c->fixed[i]);
  puts("0}};");
}

static bool print_all(struct script *s, const struct embedded *parts) {
  struct error e = {0};
  puts("/* Made by .ci/embed.c from stdlib/. */\n#include \"host/lua/load.h\"");
  if (!script_load_calendar(s, parts, &e)) return failed("calendar", e.message) == 0;
  print_calendar(&s->calendar);
  return print_parts(s->L, parts);
}

int main(int argc, char **argv) {
  struct embedded parts[MOST_PARTS + 1] = {{0}};
  struct error e = {0};
  int status = 0;
  if (argc < 2 || argc > MOST_PARTS + 1) return failed("usage", "embed stdlib/FILE...");
  for (int i = 1; i < argc && status == 0; i++) {
    const char *folder = strstr(argv[i], "stdlib/");
    parts[i - 1].name = folder ? folder + strlen("stdlib/") : argv[i];
    parts[i - 1].data = read_all(argv[i], &parts[i - 1].size);
    if (!parts[i - 1].data) status = failed(argv[i], "cannot be read");
  }
  struct script *s = status == 0 ? script_new(NULL, &e) : NULL;
  if (status == 0 && !s) status = failed("Lua", e.message);
  if (s && !print_all(s, parts)) status = 1;
  script_free(s);
  for (int i = 0; i < argc - 1; i++)
    free((void *)parts[i].data);
  return fflush(stdout) == 0 ? status : failed("stdout", "cannot be written");
}
