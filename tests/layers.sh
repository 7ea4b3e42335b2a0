#!/usr/bin/env bash
# The layers of the house, checked from the includes: each folder of host/ may use only those below it.
set -u
cd "$(dirname "$0")/.." || exit 2
failed=0 passed=0

# folder: what it may include of the project; then system headers it must not know
rules='
base:base:lua lauxlib lualib sqlite3 uv sodium
value:base value:lua lauxlib lualib sqlite3 uv jansson sodium
trace:base value trace:lua lauxlib lualib sqlite3 uv jansson sodium
loop:base loop:lua lauxlib lualib sqlite3
store:base value store:lua lauxlib lualib uv
lua:base value trace lua:sqlite3 uv
trace/batch:base value trace:lua lauxlib lualib sqlite3 uv jansson sodium
lua/front:base value trace lua:sqlite3 uv
lua/bind:base value trace lua:sqlite3 uv
engine:base value trace lua store loop engine bylaw.h:microhttpd getopt sqlite3 uv
server:base loop server bylaw.h:lua lauxlib lualib sqlite3
cli:cli bylaw.h server/server.h base/aside.h base/csv.h base/path.h base/system_error.h:lua lauxlib lualib sqlite3 uv sodium
'

say() { # ok|not ok, text
  if [ "$1" = ok ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  echo "$1 $((passed + failed)) - layers: $2"
}

while IFS=: read -r folder allowed refused; do
  [ -n "$folder" ] && [ -d "host/$folder" ] || continue
  bad=
  files=(host/"$folder"/*.[ch])
  [ "$folder" = engine ] && files=(host/engine/*/*.[ch])
  while read -r file header; do
    header=${header#host/}
    fits=
    for a in $allowed; do
      case $header in "$a" | "$a"/*) fits=1 ;; esac
    done
    [ -n "$fits" ] || bad="$bad $file->$header"
  done < <(grep -HoE '^#[[:space:]]*include[[:space:]]*"host/[^"]+"' "${files[@]}" | sed 's/:#[[:space:]]*include[[:space:]]*"/ /; s/"$//')
  while read -r hit; do bad="$bad $hit"; done < <(
    for r in $refused; do grep -lE "^#[[:space:]]*include[[:space:]]*[<\"]$r(\.h|/)" "${files[@]}" 2>/dev/null; done)
  if [ -z "$bad" ]; then say ok "$folder"; else say 'not ok' "$folder:$bad"; fi
done <<<"$rules"

# The rooms of the engine. room: rooms below it that it may use : its files that may see the database (*: all; none otherwise).
rooms='
policy::storage.c
decide:policy:
judge:policy decide:
version:policy decide judge:*
explain:policy decide:
cells:policy decide:
single:policy decide judge:
explore:policy decide judge:
many:policy decide judge cells:
advise:policy decide judge cells:
settle:policy decide judge version:*
register:policy decide judge version cells settle:*
pay:policy decide judge version cells register explain settle:*
compare:policy decide judge version explore:*
test:policy decide register pay:*
'
includes() { # files...: FILE HEADER a line
  grep -HoE '^#[[:space:]]*include[[:space:]]*"host/[^"]+"' "$@" | sed 's/:#[[:space:]]*include[[:space:]]*"host\// /; s/"$//'
}
while IFS=: read -r room allowed database; do
  [ -n "$room" ] || continue
  bad=
  while read -r file header; do
    fits=1
    case $header in
    engine/*) fits= && for a in $room $allowed; do case $header in engine/"$a"/*) fits=1 ;; esac; done ;;
    store/*) [ "$database" = '*' ] || [ "$database" = "${file##*/}" ] || fits= ;;
    esac
    [ -n "$fits" ] || bad="$bad $file->$header"
  done < <(includes host/engine/"$room"/*.[ch])
  if [ -z "$bad" ]; then say ok "engine/$room"; else say 'not ok' "engine/$room:$bad"; fi
done <<<"$rooms"
strays=$(for path in host/engine/*; do
  [ -d "$path" ] && grep -q "^${path##*/}:" <<<"$rooms" || echo "$path"
done)
if [ -z "$strays" ]; then say ok 'every room has its rule'; else say 'not ok' "every room has its rule: $strays"; fi
# What is private to a folder is included there and nowhere else.
bad=$(includes host/*/*.[ch] host/*/*/*.[ch] | while read -r file header; do
  case $header in *_private.h) [ "${file%/*}" = "host/${header%/*}" ] || echo "$file->$header" ;; esac
done)
if [ -z "$bad" ]; then say ok 'private headers stay in their folder'; else say 'not ok' "private headers stay in their folder: $bad"; fi

# Inside a room files call in one direction too, so that each can be read after those below it. By the symbols of the built objects; what is a
# recursion by nature is named here: a term asks for a decision, which asks for terms.
circles='judge/term_trees.o judge/by_trees.o'
build=${1:-build}
if compgen -G "$build/host/engine/*/*.o" >/dev/null; then
  bad=$(for room in "$build"/host/engine/*/; do
    nm -A -P -g "$room"*.o 2>/dev/null | sed "s#^$build/host/engine/##; s#: # #" |
      awk '$3 == "U" { user[++n] = $1; wants[n] = $2; next }
        $3 ~ /^[TDBRC]$/ { home[$2] = $1 }
        END { for (i = 1; i <= n; i++) if ((to = home[wants[i]]) != "" && to != user[i]) print user[i], to }' |
      sort -u | grep -vxF "$circles" | tsort 2>&1 >/dev/null | sed 's/^tsort: //'
  done)
  if [ -z "$bad" ]; then say ok 'no circle of files in a room'; else say 'not ok' "no circle of files in a room: $bad"; fi
fi

# Relative includes would hide a layer from this check.
if grep -nE '^#[[:space:]]*include[[:space:]]*"' host/*.h host/*/*.[ch] host/*/*/*.[ch] | grep -vE 'include[[:space:]]*"host/'; then say 'not ok' 'includes name their folder'; else say ok 'includes name their folder'; fi

# One protected call in the whole host.
calls=$(grep -nE '\blua_pcallk?\b *\(|\bluaL_do(string|file)\b' host/*/*.c host/*/*/*.c | grep -vc '^host/lua/script.c:' || true)
calls_in_script=$(grep -cE '\blua_pcallk?\b *\(' host/lua/script.c)
if [ "$calls" = 0 ] && [ "$calls_in_script" = 1 ]; then say ok 'one protected call'; else say 'not ok' "one protected call: $calls elsewhere, $calls_in_script in script.c"; fi

# What is in the house and in none of the rules above would be seen by nobody.
strays=$(find host -mindepth 1 -maxdepth 1 ! -name bylaw.h ! -name 'README*.md' | while read -r path; do
  grep -q "^${path#host/}:" <<<"$rules" && [ -d "$path" ] || echo "$path"
done)
if [ -z "$strays" ]; then say ok 'every folder has its rule'; else say 'not ok' "every folder has its rule: $strays"; fi

# A host that does not know what the library is made of needs nothing but its header.
header=$(grep -hE '^#[[:space:]]*include' host/bylaw.h)
if [ "$header" = '#include <stddef.h>' ]; then say ok 'the header stands alone'; else say 'not ok' "the header stands alone: $header"; fi

# The library never prints, exits or takes a signal. It writes into streams that it has opened itself, so a call of fprintf is none by itself.
library=(host/{base,value,trace,lua,store}/*.[ch] host/{trace,lua,engine}/*/*.[ch])
calls='printf|vprintf|puts|putchar|perror|psignal|exit|_exit|_Exit|quick_exit|raise|kill|signal|sigaction|sigprocmask|setlocale|system|popen'
noise=$(grep -nE "\\b($calls|stdout|stderr)\\b" "${library[@]}" | sed -E 's#/\*.*##; s#"[^"]*"##g; s#:\*\*.*##' |
  grep -v '__attribute__' | grep -E "\\b(($calls) *\\(|(stdout|stderr)\\b)")
if [ -z "$noise" ]; then say ok 'the library is silent'; else say 'not ok' "the library is silent: $noise"; fi
# abort() stands once, behind lua_error, which does not return.
aborts=$(grep -nE '\babort *\(' "${library[@]}" | grep -vE '^host/lua/script\.c:[0-9]+:  abort\(\); /\* lua_error does not return')
if [ -z "$aborts" ]; then say ok 'the library does not abort'; else say 'not ok' "the library does not abort: $aborts"; fi

# A member that there is no memory for must take its object with it (base/json_out.c, cli/json.c), or be looked at: no call may drop the answer.
dropped=$(grep -nP '(^|[;{})]|else)\s*(\(void\)\s*)?json_(object_(set|update)|array_(set|append|insert|extend))\w*\(' host/*/*.c host/*/*/*.c |
  grep -vE '^host/(base/json_out|cli/json)\.c:')
if [ -z "$dropped" ]; then say ok 'JSON is written whole'; else say 'not ok' "JSON is written whole: $dropped"; fi

# No policy's name in the host.
if grep -rniE 'old.age|allowance|elder' host/ stdlib/*.lua --include=*.c --include=*.h --include=*.lua |
  grep -vE '^\S+:[0-9]+:\s*(--|/?\*|\*\*)' | grep -vE 'stdlib/meta.lua|host/cli/' | grep -vE -- '--.*(elder|allowance)|例如|/\*'; then
  say 'not ok' "no policy's name in the host"
else
  say ok "no policy's name in the host"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
