/* The floor of a cold decision: what any host of this kind does before it has done anything. It
** starts Lua with its libraries, runs a line of it, opens a database and reads one row. Usage:
** cold_floor DATABASE */
#include <lauxlib.h>
#include <lualib.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static int die(const char *what) {
  fprintf(stderr, "cold_floor: %s\n", what);
  return 2;
}

int main(int argc, char **argv) {
  sqlite3 *db;
  sqlite3_stmt *st = NULL;
  lua_State *L = luaL_newstate();
  if (argc != 2 || !L) return die("usage: cold_floor DATABASE");
  luaL_openlibs(L);
  if (luaL_dostring(L, "return function(a, b) return a + b end") != LUA_OK) return die(lua_tostring(L, -1));
  if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(db, "SELECT value FROM one", -1, &st, NULL) != SQLITE_OK ||
      sqlite3_step(st) != SQLITE_ROW)
    return die(sqlite3_errmsg(db));
  lua_pushinteger(L, sqlite3_column_int64(st, 0));
  lua_pushinteger(L, 1);
  if (lua_pcall(L, 2, 1, 0) != LUA_OK) return die(lua_tostring(L, -1));
  printf("%lld\n", (long long)lua_tointeger(L, -1));
  sqlite3_finalize(st);
  sqlite3_close(db);
  lua_close(L);
  return 0;
}
