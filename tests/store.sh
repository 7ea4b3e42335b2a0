#!/usr/bin/env bash
# The store under hard conditions, from outside: killed, two at once, a full disk, files that are no good, tampering, bad input.
# Usage: tests/store.sh [BUILD]      KILLS=N and SEED=N change how many random moments, and which.
set -u
cd "$(dirname "$0")/.." || exit 1
build=${1:-build}
kills=${KILLS:-200} seed=${SEED:-20250520} people=${PEOPLE:-2000}
policy=old-age-allowance
export BYLAW_POLICIES=policies # named, so that nothing is said about it
passed=0 failed=0
root=${TMPDIR:-/tmp}
[ -w /dev/shm ] && root=/dev/shm
work=$(mktemp -d "$root/bylaw-store-XXXXXX")
mounted=
trap '[ -n "$mounted" ] && umount "$mounted"; chmod -R u+w "$work"; rm -rf "$work"' EXIT
for made in "$build/bylaw" "$build/shenyang/generate"; do
  [ -x "$made" ] || make --no-print-directory BUILD="$build" "$made" >"$work/make" 2>&1 || tail -5 "$work/make"
done
cp "$build/bylaw" "$work/bylaw"
bylaw=$work/bylaw

# --- how to say it -----------------------------------------------------------------------------------------------------
good() { # name
  passed=$((passed + 1))
  echo "ok $((passed + failed)) - store: $1"
}
bad() { # name, what
  failed=$((failed + 1))
  echo "not ok $((passed + failed)) - store: $1"
  printf '%s\n' "$2" | head -12 | cut -c1-400
}
same() { # name, expected, got
  if [ "$2" = "$3" ]; then good "$1"; else bad "$1" "expected: $2
got: $3"; fi
}
holds() { # wanted lines, text: each line of `wanted` occurs
  local line
  while IFS= read -r line; do
    case $2 in *"$line"*) ;; *) return 1 ;; esac
  done <<<"$1"
}

# Leaves $status, $out and $err.
call() {
  timeout 600 "$bylaw" "$@" </dev/null >"$work/out" 2>"$work/err"
  status=$?
  out=$(tr -d '\0' <"$work/out") err=$(tr -d '\0' <"$work/err")
}

# --- what is done with a database --------------------------------------------------------------------------------------
import() { # db, csv, more...
  local db=$1 csv=$2
  shift 2
  call import $policy "$csv" --db "$db" --on "${on:-2025-06-15}" --why 名册 "$@"
}
pay() { # db, month, more...
  local db=$1 month=$2
  shift 2
  call pay $policy --db "$db" --month "$month" --on "$month-25" "$@"
}
verify() { # db
  call verify --db "$1"
}
# Everything that was booked, whatever the numbers of runs and reasons are.
ledger() { # db
  sqlite3 "$1" "SELECT l.subject, l.month, l.kind, l.line, l.amount, l.cause, l.payer, l.account, r.month, x.text FROM ledger l
    JOIN run r ON r.id = l.run LEFT JOIN reason x ON x.id = l.reason ORDER BY 9, 1, 2, 3, 4;
    SELECT p.subject, p.from_month, p.to_month, p.kind, p.amount, p.payer, x.text FROM pending p LEFT JOIN reason x ON x.id = p.reason
    ORDER BY 1, 2, 3, 4;" | cksum
}
facts() { # db: every person with histories
  sqlite3 "$1" ".dump facts_%" | grep '^INSERT' | sort | cksum
}
everything() { # db
  sqlite3 "$1" .dump | cksum
}
copy() { # from, to
  rm -f "$2" "$2-wal" "$2-shm"
  cp "$1" "$2"
}
now() { date +%s%N; }

# --- a registry, and what a clean payroll makes of it --------------------------------------------------------------------
# The shortest of three times, so that a random moment within it mostly hits.
timed() { # command...: leaves $ns
  local began took
  ns=
  for _ in 1 2 3; do
    began=$(now)
    "$@"
    took=$(($(now) - began))
    [ -n "$ns" ] && [ "$ns" -lt "$took" ] || ns=$took
  done
}
import_fresh() { # db, csv
  rm -f "$1" "$1-wal" "$1-shm"
  import "$@"
}
pay_fresh() { # from, to, month
  copy "$1" "$2"
  pay "$2" "$3"
}
"$build/shenyang/generate" --people "$people" --seed 3 --utf8 >"$work/registry.csv"
timed import_fresh "$work/base.db" "$work/registry.csv"
import_ns=$ns
same 'a registry is imported' 0 "$status${err:+ $err}"
months=(2025-06 2025-07 2025-08)
pay_ns=() clean=()
copy "$work/base.db" "$work/0.db"
for i in 0 1 2; do
  timed pay_fresh "$work/$i.db" "$work/$((i + 1)).db" "${months[$i]}"
  pay_ns[i]=$ns
  clean[i]=$(ledger "$work/$((i + 1)).db")
  [ "$status" = 0 ] || bad "paying ${months[$i]}" "$status $err"
done
verify "$work/3.db"
same 'three months are paid and proved' 0 "$status${err:+ $err}"
clean_facts=$(facts "$work/base.db")

# --- killed at random moments --------------------------------------------------------------------------------------------
# Run the command, but kill it after `ns` nanoseconds. 137: it was killed; else $took is how long it was.
killed() { # ns, arguments...
  local after begun
  after=$(printf '%d.%09d' $(($1 / 1000000000)) $(($1 % 1000000000)))
  shift
  begun=$(now)
  timeout -s KILL "$after" "$bylaw" "$@" </dev/null >/dev/null 2>&1
  set -- $?
  took=$(($(now) - begun))
  return "$1"
} 2>/dev/null # the shell says "Killed"
RANDOM=$((seed % 32768))
moment() { after=$(((RANDOM * 32768 + RANDOM) % ($1 + 1))); } # no subshell: it would have other numbers

wrong='' hit=0 proofs=0
for ((n = 0; n < kills; n++)); do
  db=$work/killed.db
  if [ $((n % 8)) -eq 7 ]; then # during an import into a database that is not there yet
    rm -f "$db" "$db-wal" "$db-shm"
    moment "$import_ns"
    killed "$after" import $policy "$work/registry.csv" --db "$db" --on 2025-06-15 --why 名册
    if [ $? -eq 137 ]; then hit=$((hit + 1)); else import_ns=$took; fi # as fast as the machine is now
    import "$db" "$work/registry.csv"
    [ "$status" = 0 ] && [ "$(facts "$db")" = "$clean_facts" ] || wrong="$wrong import after $after: $status $err;"
    continue
  fi
  i=$((RANDOM % 3))
  moment "${pay_ns[$i]}"
  copy "$work/$i.db" "$db"
  killed "$after" pay $policy --db "$db" --month "${months[$i]}" --on "${months[$i]}-25"
  if [ $? -eq 137 ]; then hit=$((hit + 1)); else pay_ns[i]=$took; fi
  pay "$db" "${months[$i]}"
  [ "$status" = 0 ] && [ "$(ledger "$db")" = "${clean[$i]}" ] || wrong="$wrong ${months[$i]} after $after: $status $err;"
  if [ $((n % 20)) -eq 0 ]; then
    proofs=$((proofs + 1))
    verify "$db"
    [ "$status" = 0 ] || wrong="$wrong verify after $after: $status $out$err;"
  fi
done
same "killed at $kills random moments, and run again: the same ledger, and proved" '' "$wrong"
if [ $((hit * 4)) -gt "$kills" ]; then good "many of the kills hit ($hit of $kills)"; else bad 'many of the kills hit' "$hit of $kills"; fi

# --- two at once ---------------------------------------------------------------------------------------------------------
wrong='' busy=0
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
  db=$work/two.db
  copy "$work/1.db" "$db"
  for who in a b; do
    (
      # Every second time they do not wait for the lock, so that they meet.
      timeout 600 "$bylaw" pay $policy --db "$db" --month 2025-07 --on 2025-07-25 --wait $((n % 2 * 60)) </dev/null >"$work/out.$who" 2>"$work/err.$who"
      echo $? >"$work/status.$who"
    ) &
  done
  wait
  a=$(cat "$work/status.a") b=$(cat "$work/status.b")
  [ "$a" -ne 0 ] && [ "$b" -ne 0 ] && wrong="$wrong both failed;"
  for who in a b; do
    [ "$(cat "$work/status.$who")" -eq 0 ] && continue
    busy=$((busy + 1))
    [ $((n % 2)) = 1 ] && wrong="$wrong one did not wait;"
    [ "$(cat "$work/status.$who")" -eq 2 ] && holds '另一个程序正在写入
等它完成之后再运行一次' "$(cat "$work/err.$who")" || wrong="$wrong $(cat "$work/err.$who");"
  done
  [ "$(sqlite3 "$db" 'SELECT count(*) FROM run')" = 2 ] || wrong="$wrong $(sqlite3 "$db" 'SELECT count(*) FROM run') runs;"
  [ "$(ledger "$db")" = "${clean[1]}" ] || wrong="$wrong another ledger;"
done
same 'two pay the same month at once: one run, one ledger, the other says so' '' "$wrong"
if [ "$busy" -gt 0 ]; then good "they met ($busy of 6 times)"; else bad 'they met' 'never'; fi
verify "$work/two.db"
same 'and it is proved' 0 "$status$err"

on=2025-06-26 # from here on a run is there, and what is known later is told later
# --- a database that is no good --------------------------------------------------------------------------------------------
# Exit status 2, every line of `wanted` in the message, and not a byte of the file changed.
refused() { # name, wanted, db, command...
  local name=$1 wanted=$2 db=$3 before after
  shift 3
  before=$(cat "$db" 2>/dev/null | cksum)
  "$@"
  after=$(cat "$db" 2>/dev/null | cksum)
  if [ "$status" -ne 2 ]; then
    bad "$name" "status $status: $out $err"
  elif ! holds "$wanted" "$err"; then
    bad "$name" "wanted: $wanted
got: $err"
  elif [ "$before" != "$after" ]; then
    bad "$name" "the file was changed"
  else
    good "$name"
  fi
}

rm -f "$work"/bad*
refused 'no database: pay' '没有数据库
bad.db
import' "$work/bad.db" pay "$work/bad.db" 2025-06
refused 'no database: verify' '没有数据库
bad.db' "$work/bad.db" verify "$work/bad.db"
[ -e "$work/bad.db" ] && bad 'no database was made' "$(ls -l "$work"/bad*)" || good 'no database was made'
refused 'no folder' '没有文件夹' "$work/nowhere/bad.db" import "$work/nowhere/bad.db" "$work/registry.csv"
mkdir "$work/bad.d"
refused 'a folder' '是文件夹
registry.db' "$work/bad.d" pay "$work/bad.d" 2025-06
refused 'a folder: verify' '是文件夹' "$work/bad.d" verify "$work/bad.d"
refused 'a folder: import' '是文件夹' "$work/bad.d" import "$work/bad.d" "$work/registry.csv"
: >"$work/bad0.db"
refused 'an empty file' '空文件
导入' "$work/bad0.db" pay "$work/bad0.db" 2025-06
refused 'an empty file: verify' '空文件' "$work/bad0.db" verify "$work/bad0.db"
cp README.md "$work/bad1.db"
refused 'not a database' '不是数据库
核对路径' "$work/bad1.db" pay "$work/bad1.db" 2025-06
refused 'not a database: import' '不是数据库' "$work/bad1.db" import "$work/bad1.db" "$work/registry.csv"
refused 'not a database: verify' '不是数据库' "$work/bad1.db" verify "$work/bad1.db"
sqlite3 "$work/bad2.db" 'PRAGMA application_id = 7; CREATE TABLE t (x); INSERT INTO t VALUES (1)'
for verb in pay import verify; do
  case $verb in pay) more=2025-06 ;; import) more=$work/registry.csv ;; *) more= ;; esac
  refused "of another application: $verb" '另一个程序的数据库
不会改动' "$work/bad2.db" $verb "$work/bad2.db" $more
done
sqlite3 "$work/bad3.db" 'CREATE TABLE t (x)'
refused 'of nobody' '另一个程序的数据库' "$work/bad3.db" import "$work/bad3.db" "$work/registry.csv"
copy "$work/1.db" "$work/bad4.db"
sqlite3 "$work/bad4.db" 'PRAGMA user_version = 99' >/dev/null
for verb in pay import verify; do
  case $verb in pay) more=2025-07 ;; import) more=$work/registry.csv ;; *) more= ;; esac
  refused "of a newer version: $verb" '第 99 版
只认识到第
用认识第 99 版' "$work/bad4.db" $verb "$work/bad4.db" $more
done

size=$(stat -c %s "$work/1.db")
head -c $((size / 2)) "$work/1.db" >"$work/bad5.db"
refused 'truncated' '不完整
截断
备份' "$work/bad5.db" pay "$work/bad5.db" 2025-07
refused 'truncated: verify' '不完整' "$work/bad5.db" verify "$work/bad5.db"
refused 'truncated: import' '不完整' "$work/bad5.db" import "$work/bad5.db" "$work/registry.csv"
head -c 60 "$work/1.db" >"$work/bad6.db"
refused 'truncated in its header' 不是数据库 "$work/bad6.db" pay "$work/bad6.db" 2025-07

# Pages in the middle are overwritten: where paying meets one it stops, otherwise verify says so.
page=$(sqlite3 "$work/1.db" 'PRAGMA page_size') pages=$((size / $(sqlite3 "$work/1.db" 'PRAGMA page_size')))
wrong='' stopped=0
for part in 1 2 3 4 5 6 7; do
  copy "$work/1.db" "$work/bad7.db"
  dd if=/dev/urandom of="$work/bad7.db" bs="$page" seek=$((pages * part / 8)) count=3 conv=notrunc 2>/dev/null
  before=$(cksum <"$work/bad7.db")
  verify "$work/bad7.db"
  case $status in
  1) holds '损坏' "$out$err" || wrong="$wrong $part: $out $err;" ;;
  2) holds '已损坏' "$err" || wrong="$wrong $part: $err;" ;;
  *) wrong="$wrong $part: verify says $status $out $err;" ;;
  esac
  pay "$work/bad7.db" 2025-07
  if [ "$status" -eq 2 ]; then
    stopped=$((stopped + 1))
    holds '已损坏
备份' "$err" || wrong="$wrong $part: pay says $err;"
    [ "$(cksum <"$work/bad7.db")" = "$before" ] || wrong="$wrong $part: pay wrote;"
  elif [ "$status" -ne 0 ]; then
    wrong="$wrong $part: pay ends with $status $err;"
  fi
done
same 'corrupted in the middle: verify finds it, pay stops where it meets it' '' "$wrong"
if [ "$stopped" -gt 0 ]; then good "pay met some of it ($stopped of 7)"; else bad 'pay met some of it' 'never'; fi

# Locked by a writer of another program.
copy "$work/1.db" "$work/locked.db"
mkfifo "$work/hold"
sqlite3 "$work/locked.db" <"$work/hold" >"$work/held" 2>&1 &
exec 9>"$work/hold"
echo "BEGIN IMMEDIATE; SELECT 'held';" >&9
for _ in $(seq 3000); do
  grep -q held "$work/held" && break
  sleep 0.02
done
refused 'locked by a writer: pay' '另一个程序正在写入
等它完成' "$work/locked.db" pay "$work/locked.db" 2025-07
refused 'locked by a writer: import' '另一个程序正在写入' "$work/locked.db" import "$work/locked.db" "$work/registry.csv"
verify "$work/locked.db"
same 'locked by a writer: verify reads' 0 "$status$err"
echo 'ROLLBACK;' >&9
exec 9>&-
wait
pay "$work/locked.db" 2025-07
same 'and when the lock is gone it pays' "0 ${clean[1]}" "$status $(ledger "$work/locked.db")"

# Who may not write. Root may do everything: then it is tried as nobody.
chmod 755 "$work"
cp -r policies "$work/policies"
chmod -R a+rX "$work/policies" "$work/bylaw"
if [ "$(id -u)" -ne 0 ]; then as=(env); elif command -v setpriv >/dev/null; then as=(setpriv --reuid=65534 --regid=65534 --clear-groups); else as=(); fi
unprivileged() { # arguments...
  BYLAW_POLICIES=$work/policies timeout 600 "${as[@]}" "$bylaw" "$@" </dev/null >"$work/out" 2>"$work/err"
  status=$?
  out=$(cat "$work/out") err=$(cat "$work/err")
}
if [ ${#as[@]} -gt 0 ]; then
  mkdir "$work/mine" && chmod 777 "$work/mine"
  copy "$work/1.db" "$work/mine/ro.db"
  chmod 444 "$work/mine/ro.db"
  refused 'a read-only file: pay' '只能读取，不能写入
权限' "$work/mine/ro.db" unprivileged pay $policy --db "$work/mine/ro.db" --month 2025-07 --on 2025-07-25
  refused 'a read-only file: import' '只能读取，不能写入' "$work/mine/ro.db" unprivileged import $policy "$work/registry.csv" --db "$work/mine/ro.db" --on 2025-06-15 --why 名册
  unprivileged verify --db "$work/mine/ro.db"
  same 'a read-only file: verify reads' 0 "$status$err"
  copy "$work/1.db" "$work/mine/secret.db"
  chmod 000 "$work/mine/secret.db"
  if [ "$(id -u)" -eq 0 ]; then
    refused 'a file that may not be read' '权限' "$work/mine/secret.db" unprivileged pay $policy --db "$work/mine/secret.db" --month 2025-07 --on 2025-07-25
  else
    unprivileged pay $policy --db "$work/mine/secret.db" --month 2025-07 --on 2025-07-25
    same 'a file that may not be read' 2 "$status"
  fi
  mkdir "$work/theirs"
  copy "$work/1.db" "$work/theirs/db.db"
  chmod 666 "$work/theirs/db.db"
  chmod 555 "$work/theirs"
  refused 'in a folder that is read-only: pay' '所在的文件夹不能写入
-wal' "$work/theirs/db.db" unprivileged pay $policy --db "$work/theirs/db.db" --month 2025-07 --on 2025-07-25
  unprivileged verify --db "$work/theirs/db.db"
  same 'in a folder that is read-only: verify reads' 0 "$status$err"
  refused 'a new one in a folder that is read-only' '不能写入' "$work/theirs/new.db" unprivileged import $policy "$work/registry.csv" --db "$work/theirs/new.db" --on 2025-06-15 --why 名册
  chmod 755 "$work/theirs"
else
  echo '# skip: read-only files (root without setpriv)'
fi

# --- a full disk -----------------------------------------------------------------------------------------------------------
mkdir "$work/small"
# Other people: who is there already has a history of another kind, which no plain value may replace.
"$build/shenyang/generate" --people 1200 --seed 4 --utf8 | awk -F, 'NR == FNR { seen[$1] = 1; next } FNR == 1 || !($1 in seen)' "$work/registry.csv" - >"$work/others.csv"

# In the small folder the command must say that the disk is full, and leave the database as it was.
full() { # name, kilobytes left free, wanted, command...
  local name=$1 left=$2 wanted=$3 db=$work/small/db.db before told
  shift 3
  rm -f "$work"/small/*
  cp "$work/1.db" "$db"
  before=$(everything "$db")
  dd if=/dev/zero of="$work/small/filler" bs=1024 count=$(($(df -k --output=avail "$work/small" | tail -1) - left)) 2>/dev/null
  "$@"
  told="$status $err"
  rm -f "$work/small/filler"
  if [ "${told%% *}" -ne 2 ] || ! holds "$wanted" "$told"; then
    bad "$name" "$told"
    return
  fi
  same "$name: the database is as before" "$before" "$(everything "$db")"
  verify "$db"
  same "$name: and proved" 0 "$status$err"
  pay "$db" 2025-07
  same "$name: with room again it pays" "0 ${clean[1]}" "$status $(ledger "$db")"
}
if mount -t tmpfs -o size=12m tmpfs "$work/small" 2>/dev/null; then
  mounted=$work/small
  full 'a full disk while paying' 60 '磁盘已满
没有写入
腾出空间' pay "$work/small/db.db" 2025-07
  full 'a full disk while importing' 120 '磁盘已满
腾出空间' import "$work/small/db.db" "$work/others.csv"
  umount "$mounted" && mounted=
else
  echo '# skip: a full disk (mounting is not permitted here)'
fi
# A file may not grow: the same by other means, and nobody needs to mount anything.
limited() { # command...
  (
    trap '' XFSZ
    ulimit -f "$((size / 1024 > 400 ? 32 : 16))"
    timeout 600 "$bylaw" "$@" </dev/null >/dev/null 2>"$work/limited.err"
  )
  status=$? out='' err=$(cat "$work/limited.err")
}
for verb in pay import; do
  copy "$work/1.db" "$work/limited.db"
  before=$(everything "$work/limited.db")
  if [ $verb = pay ]; then
    limited pay $policy --db "$work/limited.db" --month 2025-07 --on 2025-07-25
  else
    limited import $policy "$work/others.csv" --db "$work/limited.db" --on 2025-06-26 --why 名册
  fi
  if [ "$status" -eq 2 ] && holds 磁盘 "$err"; then
    same "a file that may not grow: $verb writes nothing" "$before" "$(everything "$work/limited.db")"
  else
    bad "a file that may not grow: $verb" "$status $err"
  fi
done

# --- tampering -------------------------------------------------------------------------------------------------------------
tampered() { # name, what verify says, sql
  copy "$work/3.db" "$work/tampered.db"
  sqlite3 "$work/tampered.db" "$3" >"$work/sql" 2>&1 || {
    bad "$1" "$(cat "$work/sql")"
    return
  }
  verify "$work/tampered.db"
  if [ "$status" -eq 1 ] && holds "$2" "$out$err"; then good "$1"; else bad "$1" "wanted 1: $2
got $status: $out $err"; fi
}
tampered 'an amount of the ledger' '第 2 次发放' "UPDATE ledger SET amount = amount + 1000 WHERE run = 2 AND subject = (SELECT min(subject) FROM ledger WHERE run = 2 AND kind = 1) AND kind = 1"
tampered 'two amounts that even out' '第 2 次发放的哈希' "UPDATE ledger SET amount = amount + CASE subject WHEN (SELECT min(subject) FROM ledger WHERE run = 2) THEN 100 ELSE -100 END
  WHERE run = 2 AND month = 202507 AND kind = 1 AND subject IN ((SELECT min(subject) FROM ledger WHERE run = 2), (SELECT max(subject) FROM ledger WHERE run = 2))"
tampered 'a line that is taken out' '第 3 次发放的合计' "DELETE FROM ledger WHERE run = 3 AND subject = (SELECT max(subject) FROM ledger WHERE run = 3)"
tampered 'an account' '第 1 次发放的哈希' "UPDATE ledger SET account = '6200000000000000000' WHERE run = 1 AND kind = 1 AND subject = (SELECT min(subject) FROM ledger WHERE run = 1 AND kind = 1)"
tampered 'a reason' '哈希' "UPDATE reason SET text = replace(text, '第', '笫') WHERE id = (SELECT min(reason) FROM ledger)"
tampered 'an entry of the log' '哈希' "UPDATE change_log SET before = '\"x\"' WHERE seq = 5"
tampered 'who made an entry' '哈希' "UPDATE change_set SET who = '别人'"
tampered 'an entry taken out' '缺号' "DELETE FROM change_log WHERE seq = 5"
tampered 'an archived file' '归档的政策文件' "UPDATE archive SET data = CAST('x' AS BLOB) WHERE id = 1"
tampered 'a run taken out' '第 1 次之后是第 3 次' "DELETE FROM ledger WHERE run = 2; DELETE FROM run WHERE id = 2"
tampered 'a fact changed behind the log' '有人不经登记改动了数据库' "UPDATE facts_elder SET death_date = 20250501 WHERE death_date IS NULL AND subject = (SELECT min(l.subject) FROM ledger l WHERE l.run = 2 AND l.amount > 0)"
tampered 'a table of somebody else' '不属于 bylaw' "CREATE TABLE mine (x)"
tampered 'a table taken out' '缺少' "DROP TABLE pending"

# --- an import with bad lines --------------------------------------------------------------------------------------------------
# 37 lines of 12 kinds are broken, three of each and one more of the first; the rest are good.
"$build/shenyang/generate" --people 400 --seed 5 --utf8 >"$work/good.csv"
cat >"$work/break.lua" <<'LUA'
local rows = {}
for line in io.lines(arg[1]) do rows[#rows + 1] = line end
local function cells(line) -- the cells of the generator hold no commas
  local list = {}
  for cell in (line .. ","):gmatch("(.-),") do list[#list + 1] = cell end
  return list
end
local function put(line, column, value)
  local list = cells(line)
  list[column] = value
  return table.concat(list, ",")
end
local kinds = {
  function(l) local id = cells(l)[1]; local last = id:sub(18) == "0" and "1" or "0"; return put(l, 1, id:sub(1, 17) .. last) end, -- check digit
  function(l) return put(l, 1, cells(l)[1]:sub(1, 15)) end,           -- length
  function(l) return put(l, 1, "") end,                              -- nobody
  function(l) return put(l, 2, "1945-02-30") end,                    -- no such day
  function(l) return put(l, 2, "1931-01-01") end,                    -- not the day in the number
  function(l) return put(l, 3, "昨天") end,                           -- not a day
  function(l) return put(l, 4, "和平") end,                           -- no such district
  function(l) return put(l, 10, "2025-01-01 也许") end,                -- no such member
  function(l) return put(l, 11, "6200000000000000001") end,          -- Luhn
  function(l) return l .. ",多余" end,                                -- a cell too many
  function(l) return put(l, 3, "1900-01-01") end,                    -- dead before born
  function(l) return put(l, 4, "和平区；2025-13-01 大东区") end,        -- a month that is none
}
for i = 1, 37 do
  local at = 3 + i * 9
  rows[at] = kinds[(i - 1) % 12 + 1](rows[at])
end
print(table.concat(rows, "\n"))
LUA
if command -v lua5.4 >/dev/null && lua5.4 "$work/break.lua" "$work/good.csv" >"$work/broken.csv"; then
  copy "$work/1.db" "$work/some.db"
  before=$(everything "$work/some.db")
  import "$work/some.db" "$work/broken.csv"
  same 'an import with bad lines is refused' 2 "$status"
  if holds 37 "$out$err"; then good 'and says how many'; else bad 'and says how many' "$out $err"; fi
  missing=
  for ((i = 1; i <= 37; i++)); do
    printf '%s\n' "$out$err" | grep -qE "(^|[^0-9])$((3 + i * 9))([^0-9]|$)" || missing="$missing $((3 + i * 9))"
  done
  same 'and tells every line' '' "$missing"
  if printf '%s' "$out$err" | grep -qE '[0-9]{15,}'; then bad 'and no number of a person' "$(printf '%s' "$out$err" | grep -E '[0-9]{15,}' | head -3)"; else good 'and no number of a person'; fi
  same 'and nothing is written' "$before" "$(everything "$work/some.db")"
  import "$work/none.db" "$work/broken.csv"
  same 'into a database that was not there: refused' 2 "$status"
  [ -e "$work/none.db" ] && same 'it holds nobody' 0 "$(sqlite3 "$work/none.db" 'SELECT count(*) FROM change_log' 2>/dev/null || echo 0)" || good 'it was not made'
  rm -f "$work/some.db"
  import "$work/some.db" "$work/broken.csv" --skip-bad --bad-file "$work/bad.csv"
  same 'with --skip-bad the good ones are imported' "363 363" "$(sqlite3 "$work/some.db" 'SELECT count(*) FROM facts_elder') $((400 - 37))"
  [ -e "$work/bad.csv" ] && grep -c . "$work/bad.csv" >"$work/count" || echo none >"$work/count"
  same 'and the bad ones are in a file, with the header' 38 "$(cat "$work/count")"
  sum=$(facts "$work/some.db")
  import "$work/some.db" "$work/broken.csv" --skip-bad --bad-file "$work/bad2.csv"
  same 'once more changes nothing' "$sum" "$(facts "$work/some.db")"
  import "$work/some.db" "$work/good.csv"
  same 'and the mended file brings the rest' "0 400" "$status $(sqlite3 "$work/some.db" 'SELECT count(*) FROM facts_elder')"
else
  bad 'an import with bad lines' 'lua5.4 is missing'
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
