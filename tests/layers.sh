#!/usr/bin/env bash
# The layers of the house, checked from the includes: each folder of host/ may use only those below it.
set -u
cd "$(dirname "$0")/.."
failed=0 passed=0

# folder: what it may include of the project; then system headers it must not know
rules='
base:base:lua lauxlib lualib sqlite3 uv sodium
value:base value:lua lauxlib lualib sqlite3 uv jansson sodium
trace:base value trace:lua lauxlib lualib sqlite3 uv jansson sodium
loop:base loop:lua lauxlib lualib sqlite3
store:base value store:lua lauxlib lualib uv
lua:base value trace lua:sqlite3 uv
engine:base value trace lua store loop engine bylaw.h:microhttpd getopt
server:base loop server bylaw.h:lua lauxlib lualib sqlite3
cli:cli bylaw.h server/server.h:lua lauxlib lualib sqlite3 uv sodium
'

say() { # ok|not ok, text
  if [ "$1" = ok ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  echo "$1 $((passed + failed)) - layers: $2"
}

while IFS=: read -r folder allowed refused; do
  [ -n "$folder" ] && [ -d "host/$folder" ] || continue
  bad=
  while read -r file header; do
    header=${header#host/}
    fits=
    for a in $allowed; do
      case $header in "$a" | "$a"/*) fits=1 ;; esac
    done
    [ -n "$fits" ] || bad="$bad $file->$header"
  done < <(grep -HoE '^#include "host/[^"]+"' host/"$folder"/*.[ch] | sed 's/:#include "/ /; s/"$//')
  while read -r hit; do bad="$bad $hit"; done < <(
    for r in $refused; do grep -lE "^#include <$r(\.h|/)" host/"$folder"/*.[ch] 2>/dev/null; done)
  if [ -z "$bad" ]; then say ok "$folder"; else say 'not ok' "$folder:$bad"; fi
done <<<"$rules"

# Relative includes would hide a layer from this check.
if grep -nE '^#include "' host/*/*.[ch] | grep -v '#include "host/'; then say 'not ok' 'includes name their folder'; else say ok 'includes name their folder'; fi

# One protected call in the whole host.
calls=$(grep -nE '\blua_pcallk?\b *\(|\bluaL_do(string|file)\b' host/*/*.c | grep -vc '^host/lua/script.c:' || true)
calls_in_script=$(grep -cE '\blua_pcallk?\b *\(' host/lua/script.c)
if [ "$calls" = 0 ] && [ "$calls_in_script" = 1 ]; then say ok 'one protected call'; else say 'not ok' "one protected call: $calls elsewhere, $calls_in_script in script.c"; fi

# The library never prints, exits or takes a signal.
if grep -nE '\b(printf|puts|exit|signal|sigaction|setlocale) *\(' host/base/*.c host/value/*.c host/trace/*.c host/lua/*.c host/engine/*.c |
  grep -vE '(snprintf|vsnprintf|buf_printf|buf_puts|luaL_|lua_push)'; then say 'not ok' 'the library is silent'; else say ok 'the library is silent'; fi

# A member that there is no memory for must take its object with it (base/json_out.c), or be looked at: no call may drop the answer.
if grep -nE '^[[:space:]]*(if \([^=]*\) )?json_(object_(set|update)|array_(set|append|insert|extend))[a-z_]*\(' host/{base,value,trace,lua,store,engine}/*.c |
  grep -v '^host/base/json_out.c:'; then say 'not ok' 'JSON is written whole'; else say ok 'JSON is written whole'; fi

# No policy's name in the host.
if grep -rniE 'old.age|allowance|elder' host/ stdlib/*.lua --include=*.c --include=*.h --include=*.lua |
  grep -vE '^\S+:[0-9]+:\s*(--|/?\*|\*\*)' | grep -vE 'stdlib/meta.lua|host/cli/' | grep -vE -- '--.*(elder|allowance)|例如|/\*'; then
  say 'not ok' "no policy's name in the host"
else
  say ok "no policy's name in the host"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
