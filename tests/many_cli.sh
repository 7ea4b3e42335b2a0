#!/usr/bin/env bash
# decide --many from outside: CSV and NDJSON, by file and by pipe, broken lines, closed pipes, a dialogue, memory that stays; amounts by
# hand from articles four, thirteen and fifteen. Usage: tests/many_cli.sh [BUILD]
set -u
cd "$(dirname "$0")/.." || exit 1
about=many
. tests/outside.sh

has() { # name, what must stand in it, text
  case $3 in *"$2"*) good "$1" ;; *) bad "$1" "*$2*" "$3" ;; esac
}

# Decide what comes on standard input. Leaves $status, $out and $err.
input=/dev/null
call() {
  timeout "$seconds" "$bylaw" "$@" <"$input" >"$work/out" 2>"$work/err"
  status=$?
  out=$(tr -d '\0' <"$work/out") err=$(tr -d '\0' <"$work/err")
}
due() { # options...
  call decide old-age-allowance due --month 2025-06 "$@"
}
# Key, outcome and value of an answer in CSV; key and outcome of one in NDJSON.
short() {
  cut -d, -f1-3 <<<"$out"
}
outcomes() { # as id outcome value
  sed -E 's/^\{"id":("[^"]*"|[^,]*),.*"outcome":"([a-z]*)"(,"value":("[^"]*"|[^,]*))?.*/\1 \2 \4/; s/ $//' <<<"$out"
}
# Something in a JSON text; several paths give an array.
at() { # text, paths...
  local text=${1//\'/\'\'} paths=
  shift
  for path in "$@"; do paths="$paths, '\$.$path'"; done
  sqlite3 :memory: "SELECT json_extract('$text'$paths)"
}
fails() { # name, what is said, options...
  local name=$1 said=$2
  shift 2
  call decide old-age-allowance due "$@"
  same "$name: status" 2 "$status"
  same "$name: nothing is decided" '' "$(grep -v '^身份证号,结果' <<<"$out")"
  has "$name" "$said" "$err"
}

# --- who they are ------------------------------------------------------------------------------------------------------
eighty=210100194503150012   # 和平区, 80 in March 2025, asked in April: 30
nineties=210100192512310031 # 大东区, 99: 200
poor=210100194402290067     # 和平区 by 低保: 100
doubt=210100193602290040    # 铁西区, 89, nobody knows about 低保
hundred=210100192412310026  # 皇姑区, 100: 800
young=210100195001010030    # 皇姑区, 75: nothing
header=身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请记录,银行卡号
row_eighty=$eighty,1945-03-15,和平区,无,'2025-04-02|户籍地居（村）委会,6200000000000000075'
row_nineties=$nineties,1925/12/31,大东区,无,'2025-01-06|户籍地居（村）委会,6217000000000000012'
row_poor=$poor,19440229,和平区,和平区,无,无
row_doubt=$doubt,1936-02-29,铁西区,未知,'2025-01-06|户籍地居（村）委会,622848000000000122'
row_hundred=$hundred,1924年12月31日,皇姑区,无,'2025-01-06|户籍地居（村）委会,6200000000000000208'
row_young=$young,1950-01-01,皇姑区,无,无,6200000000000000307
printf '%s\n' "$header" "$row_eighty" "$row_nineties" "$row_poor" "$row_doubt" "$row_hundred" "$row_young" >"$work/all.csv"
decided='身份证号,结果,值
2101************12,有结果,30.00
2101************31,有结果,200.00
2101************67,有结果,100.00
2101************40,缺少事实,
2101************26,有结果,800.00
2101************30,不符合条件,'

# --- CSV ---------------------------------------------------------------------------------------------------------------
due --many "$work/all.csv"
same 'csv' "0:$decided" "$status:$(short)"
same 'csv: nothing else is said' '' "$err"
has 'csv: articles and reasons' '2101************31,有结果,200.00,第十二条、第四条第3项' "$out"
has 'csv: what is missing' '缺少事实：低保（边缘）保障关系所在区县' "$out"
due --many "$work/all.csv" --full
same 'csv: keys in full' "$eighty" "$(sed -n 2p "$work/out" | cut -d, -f1)"
input=$work/all.csv due --many -
same 'csv: from a pipe' "$decided" "$(short)"
iconv -f UTF-8 -t GB18030 "$work/all.csv" >"$work/gb.csv"
input=$work/gb.csv due --many -
same 'csv: GB18030' "$decided" "$(short)"
{ printf '\xef\xbb\xbf' && sed 's/$/\r/' "$work/all.csv" && printf ',,,,,\r\n\r\n'; } >"$work/bom.csv"
due --many "$work/bom.csv"
same 'csv: a mark, carriage returns, hollow rows' "$decided" "$(short)"
printf '%s' "$(cat "$work/all.csv")" >"$work/noend.csv"
due --many "$work/noend.csv"
same 'csv: a whole last line without an end' "0:$decided" "$status:$(short)"
due --many "$work/all.csv" --json
same 'csv: answered in NDJSON' '"2101************31" value "200.00"' "$(outcomes | sed -n 2p)"
due --many "$work/all.csv" --month=2025-06 --json
same 'an option twice' 2 "$status"

# Facts by name, no key: the line is the key. 80 on 15 March, asked on 2 April.
printf 'birth_date,hukou,low_income,applied\n1945-03-15,和平区,无,2025-04-02\n1950-01-01,和平区,无,无\n' >"$work/plain.csv"
due --many "$work/plain.csv"
same 'csv: without keys' $'行,结果,值\n2,有结果,30.00\n3,不符合条件,' "$(short)"

# A list in columns of its own: lines of one key that follow each other are one case.
printf '%s\n' "身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请日期,申请地点" \
  "$eighty,1945-03-15,和平区,无,无,无" "$eighty,,,,2025-04-02,户籍地居（村）委会" \
  "$nineties,1925/12/31,大东区,无,2025-01-06,户籍地居（村）委会" \
  "$eighty,1945-03-15,和平区,无,无,无" >"$work/records.csv"
due --many "$work/records.csv"
same 'csv: records in lines' "0:身份证号,结果,值
2101************12,有结果,30.00
2101************31,有结果,200.00
2101************12,不符合条件," "$status:$(short)"

# Inputs of the decision are columns too: the ceiling is open, so nobody knows whether 5.00 is past it.
printf 'size,想要的金额\n150,5.00\n' >"$work/inputs.csv"
call decide language more --on 2025-08-01 --policies tests/language/policies --many "$work/inputs.csv"
has 'csv: inputs of the decision' '2,尚无规定,,第四条,' "$out"
has 'csv: who decides' '由试验局决定' "$out"

# --- NDJSON ------------------------------------------------------------------------------------------------------------
elder() { # birth, more
  printf '{"birth_date":"%s","hukou":"和平区","low_income":null,"applied":[{"on":"2025-01-06"}]%s}\n' "$1" "${2:-}"
}
{
  elder 1935-06-30 ',"id":"甲-1"' # 90 on the last of June: 200
  echo '  '
  elder 1945-01-01 ',"id":7'
  elder 1945-01-01 ",\"id_number\":\"$eighty\""
  elder 1950-01-01
  echo "{\"id\":\"$eighty\",\"elder\":$(elder 1920-01-01)}"
} >"$work/all.ndjson"
due --many "$work/all.ndjson"
same 'ndjson' '"甲-1" value "200.00"
7 value "30.00"
"2101************12" value "30.00"
null refused null
"2101************12" value "800.00"' "$(outcomes)"
same 'ndjson: lines are those of the input' '1 3 4 5 6' "$(grep -oE '"line":[0-9]+' <<<"$out" | tr -dc '0-9\n' | xargs)"
while IFS= read -r line; do has 'ndjson: JSON with its articles' '["第' "$(at "$line" articles)"; done <"$work/out"
same 'ndjson: reasons as decide tells them' \
  "$("$bylaw" decide old-age-allowance due --month 2025-06 --json --facts "$(elder 1935-06-30)" >"$work/one" && at "$(cat "$work/one")" outcome because)" \
  "$(at "$(head -1 "$work/out")" value because)"
due --many "$work/all.ndjson" --full
same 'ndjson: keys in full' "\"$eighty\" value \"800.00\"" "$(outcomes | tail -1)"
input=$work/all.ndjson due --many - --format ndjson
same 'ndjson: from a pipe' 5 "$(outcomes | grep -c .)"
: >"$work/empty"
due --many "$work/empty" --format ndjson
same 'ndjson: nothing is nothing' '0:' "$status:$out"
# The rate of July 2025 was issued on 20 June.
echo '{"unit":{"listed":true,"size":150,"level":"good"}}' >"$work/unit.ndjson"
for known in 2025-06-19:20.00 2025-06-20:30.00; do
  call decide language by_month --month 2025-07 --known "${known%:*}" --policies tests/language/policies --many "$work/unit.ndjson"
  same "ndjson: law known on ${known%:*}" "null value \"${known#*:}\"" "$(outcomes)"
done
# Ten days from June on, thirty before: 2 June 2025 is a Monday, the thirtieth day after 1 May is 31 May, a Saturday, rolled over 2 June
# (a holiday) to 3 June; the tenth day is 11 May, a Sunday, rolled to 12 May.
echo '{"unit":{"filed":"2025-05-01"}}' >"$work/filed.ndjson"
for deciding in 2025-05-20 2025-06-20; do
  call decide language term_ends --on 2025-05-01 --deciding $deciding --policies tests/language/policies --many "$work/filed.ndjson"
  same "ndjson: decided on $deciding" \
    "$("$bylaw" decide language term_ends --on 2025-05-01 --deciding $deciding --policies tests/language/policies --json --facts "$work/filed.ndjson" >"$work/one" && at "$(cat "$work/one")" outcome)" \
    "$(at "$out" value)"
done
same 'ndjson: the day of deciding matters' 2025-05-12 "$(at "$out" value)"
echo '{"unit":{"listed":false},"rulings":[{"decision":"by_month","article":"第八条","outcome":"1.00","by":"试验局","officer":"某","file":"1号","from":"2025-06"}]}' >"$work/ruled.ndjson"
call decide language by_month --month 2025-06 --policies tests/language/policies --many "$work/ruled.ndjson"
same 'ndjson: a ruling goes before rules' 'null value "1.00"' "$(outcomes)"

# --- broken lines ------------------------------------------------------------------------------------------------------
{
  printf '%s\n' "$header" "$row_eighty" "$nineties,1925-13-01,大东区,无,无,无" "210100194503150013,1945-03-15,和平区,无,无,无" \
    "$poor,19440229,和平区" "$young,1951-01-01,皇姑区,无,无,无" "$row_hundred"
  printf '%s' "$doubt,1936-02"
} >"$work/broken.csv"
due --many "$work/broken.csv"
same 'broken csv: status' 2 "$status"
same 'broken csv: the others are decided, in their order' '身份证号,结果,值
2101************12,有结果,30.00
2101************31,错误,
2101************13,错误,
,错误,
2101************30,错误,
2101************26,有结果,800.00
,错误,' "$(short)"
same 'broken csv: counted' '7 件中有 5 件不能决定，原因写在输出中' "$err"
has 'broken csv: line and column' '第 3 行第 2 列：‘出生日期’' "$out"
has 'broken csv: a number that does not check' '第 4 行第 1 列：‘身份证号’' "$out"
has 'broken csv: cells are missing' '第 5 行第 4 列：应有 6 格，得到 3 格' "$out"
has 'broken csv: number and birth do not fit' '第 6 行第 2 列：‘出生日期’' "$out"
has 'broken csv: the last line may be cut' '可能没有传完' "$(tail -1 "$work/out")"
same 'broken csv: no number in full' '' "$(grep -oE "$nineties|210100194503150013|$young" "$work/out" "$work/err")"
due --many "$work/broken.csv" --strict
same 'strict: the first ends it' "2:身份证号,结果,值
2101************12,有结果,30.00" "$status:$(short)"
has 'strict: says where' "$work/broken.csv:3:2: 错误：‘出生日期’" "$err"
{ printf '%s\n' "$header" "$row_eighty"; printf '\xff\xfe\xff\n'; printf '%s\n' "$row_hundred"; } >"$work/bytes.csv"
due --many "$work/bytes.csv"
same 'broken csv: bytes that are no text' '2101************12,有结果,30.00
,错误,
2101************26,有结果,800.00' "$(short | tail -3)"
{ printf '%s\n' "$header"; printf '"%s,1945\n' "$eighty"; printf '%s\n' "$row_hundred"; } >"$work/quote.csv"
due --many "$work/quote.csv"
same 'broken csv: an open quote swallows nothing' ',错误,
2101************26,有结果,800.00' "$(short | tail -2)"
{ printf '%s\n' "$header"; head -c 3000000 /dev/zero | tr '\0' 1; printf '\n%s\n' "$row_hundred"; } >"$work/long.csv"
due --many "$work/long.csv"
same 'broken csv: a line without end' ',错误,
2101************26,有结果,800.00' "$(short | tail -2)"
printf 'hukou,birth_date,death_date\n和平区,1945-03-15,1944-01-01\n' >"$work/against.csv"
due --many "$work/against.csv"
has 'broken csv: facts against each other' '第 2 行第 3 列：出生日期（1945年3月15日）与死亡日期（1944年1月1日）互相矛盾' "$out"

{
  elder 1935-06-30 ',"id":1'
  echo '{"id":2,"birth_date":'
  echo '[1,2]'
  elder 1935-06-31 ',"id":4'
  echo '{"id":5,"birthdate":"1935-06-30"}'
  echo '{"id":{"a":1}}'
  elder 1935-06-30 ",\"id\":7,\"death_date\":\"1930-01-01\""
  head -c 3000000 /dev/zero | tr '\0' ' '
  echo
  elder 1935-06-30 ',"id":9'
  printf '{"id":10,"birth'
} >"$work/broken.ndjson"
due --many "$work/broken.ndjson"
same 'broken ndjson' '2:1 value "200.00"
null error
null error
4 error
5 error
null error
7 error
null error
9 value "200.00"
null error' "$status:$(outcomes)"
same 'broken ndjson: line and column' '[2,21]' "$(at "$(sed -n 2p "$work/out")" line column)"
has 'broken ndjson: what is meant' '是否想写 ‘birth_date’？' "$(sed -n 5p "$work/out")"
has 'broken ndjson: facts against each other' '事实互相矛盾' "$(sed -n 7p "$work/out")"
has 'broken ndjson: too long' '太长' "$(sed -n 8p "$work/out")"
has 'broken ndjson: the last line may be cut' '可能没有传完' "$(tail -1 "$work/out")"
same 'broken ndjson: counted' '10 件中有 8 件不能决定，原因写在输出中' "$err"
due --many "$work/broken.ndjson" --strict
same 'strict ndjson' '2:1 value "200.00"' "$status:$(outcomes)"
has 'strict ndjson: says where' "$work/broken.ndjson:2:21: 错误：" "$err"

# --- what cannot be read at all ----------------------------------------------------------------------------------------
fails 'an empty file' '是空的' --month 2025-06 --many "$work/empty"
printf '%s\n' "$header,出生日期" >"$work/h.csv"
fails 'a column twice' '表头中 ‘出生日期’ 有两列' --month 2025-06 --many "$work/h.csv"
printf '身份证号,出生日其\n' >"$work/h.csv"
fails 'a column nobody knows' '是否想写 ‘出生日期’？' --month 2025-06 --many "$work/h.csv"
has 'a column nobody knows: where' "$work/h.csv:1: 错误：表头第 2 列" "$err"
printf '%s\n' "$header" >"$work/h.csv"
due --many "$work/h.csv"
same 'a header alone: no case' '0:身份证号,结果,值,依据,说明' "$status:$out"
printf '[\n{"birth_date":"1935-06-30"}]\n' >"$work/array.json"
fails 'an array' 'jq -c' --month 2025-06 --many "$work/array.json"
printf 'PK\003\004xxxxxxxx' >"$work/x.xlsx"
fails 'a workbook' 'Excel 工作簿' --month 2025-06 --many "$work/x.xlsx"
fails 'a folder' '这是文件夹' --month 2025-06 --many "$work"
fails 'no such file' '没有这个文件' --month 2025-06 --many "$work/nobody"
fails 'no month' '需要月份' --many "$work/all.csv"
fails 'a bad month' '月份 "2025-13"' --month 2025-13 --many "$work/all.csv"
fails 'a format nobody knows' '没有格式 ‘xml’' --month 2025-06 --many "$work/all.csv" --format xml
fails 'facts from two places' '--many 与 --facts 只能给一个' --month 2025-06 --many "$work/all.csv" --facts '{}'
for option in '--format csv' --full --strict --stats; do
  # shellcheck disable=SC2086
  fails "$option without --many" '要与 --many 一起用' --month 2025-06 --facts '{}' $option
done
due --many "$work/all.csv" --reading first_month_80=nothing
same 'a reading nobody knows' 2 "$status"

# --- pipes -------------------------------------------------------------------------------------------------------------
for _ in $(seq 300); do tail -n +2 "$work/all.csv"; done >"$work/rows"
{ echo "$header"; for _ in $(seq 20); do cat "$work/rows"; done; } >"$work/big.csv"
first=$(timeout "$seconds" "$bylaw" decide old-age-allowance due --month 2025-06 --many "$work/big.csv" 2>"$work/err" | head -2 | tail -1 | cut -d, -f1-3)
same 'a closed pipe' '2101************12,有结果,30.00:' "$first:$(cat "$work/err")"
(
  trap '' PIPE
  timeout "$seconds" "$bylaw" decide old-age-allowance due --month 2025-06 --many "$work/big.csv" 2>"$work/err" | head -1 >/dev/null
)
same 'a closed pipe, its signal ignored' '' "$(cat "$work/err")"
if [ -e /dev/full ]; then
  "$bylaw" decide old-age-allowance due --month 2025-06 --many "$work/all.csv" >/dev/full 2>"$work/err"
  same 'a full disk' "2:错误：无法写出结果：空间已满" "$?:$(cat "$work/err")"
fi

# A dialogue: each answer comes before the next question is asked.
coproc talk { timeout "$seconds" "$bylaw" decide old-age-allowance due --month 2025-06 --many - 2>&1; }
talker=$talk_PID said= # the shell forgets the number of a coprocess that has ended
for birth in 1935-06-30 1945-01-01 1920-01-01; do
  elder $birth >&"${talk[1]}"
  IFS= read -r -t 20 line <&"${talk[0]}"
  said="$said $(at "$line" value)"
done
eval "exec ${talk[1]}>&-"
wait "$talker" 2>/dev/null
same 'a dialogue' ' 200.00 30.00 800.00' "$said"

# Memory does not grow with the stream: what the program held at most, seen while its input is still open.
if [ -x "$build/shenyang/generate" ] || make --no-print-directory BUILD="$build" "$build/shenyang/generate" >/dev/null 2>&1; then
  "$build"/shenyang/generate --people 200000 --utf8 >"$work/people.csv"
  mkfifo "$work/pipe"
  peak() { # lines: leaves what was held at most, in KB, in $held
    local tries=0
    "$bylaw" decide old-age-allowance due --month 2025-06 --many - <"$work/pipe" >"$work/out" 2>"$work/err" &
    local program=$!
    exec 7>"$work/pipe"
    head -n "$1" "$work/people.csv" >&7
    while [ "$(wc -l <"$work/out")" -lt "$1" ] && [ $tries -lt 6000 ]; do
      sleep 0.1
      tries=$((tries + 1))
    done
    held=$(awk '/^VmHWM/ { print $2 }' "/proc/$program/status")
    exec 7>&-
    wait $program
    same "$1 lines: all answered" "0:$1" "$?:$(wc -l <"$work/out")"
  }
  peak 5001
  few=$held
  peak 200001
  # What trees and their expressions hold is bounded, and at 5,000 lines not there yet: 40 bytes a line would be a leak.
  same "200,000 lines take little more than 5,000 ($few KB, $held KB)" yes "$([ "$held" -le $((few + 12288)) ] && echo yes)"
  same "200,000 lines take less than 64 MB ($held KB)" yes "$([ "$held" -lt 65536 ] && echo yes)"
  same '200,000 lines: no line is wrong' 0 "$(grep -c ',错误,' "$work/out")"
fi

# --- statistics --------------------------------------------------------------------------------------------------------
due --many "$work/big.csv" --stats
same 'statistics: the answers are the same' 36001 "$(grep -c . <<<"$out")"
has 'statistics: asked' '统计：决定 36,000 次' "$err"
has 'statistics: trees' '树：判断 ' "$err"
due --many "$work/big.csv" --stats --json
same 'statistics: JSON' '[36000,0]' "$(at "$err" asked dropped)"
for name in by_lua hits misses guards leaves nodes tree_bytes bytes; do
  same "statistics: $name" yes "$([ "$(at "$err" $name)" -gt 0 ] && echo yes)"
done
same 'statistics: Lua runs for the unknown ones and little else' yes "$([ "$(at "$err" by_lua)" -lt 6100 ] && echo yes)"
db=$work/r.db
call import old-age-allowance "$work/all.csv" --db "$db" --on 2025-06-16 --why 名册
call pay old-age-allowance --month 2025-06 --on 2025-06-25 --db "$db" --dry-run --json --stats
same 'statistics: pay' yes "$([ "$(at "$err" asked)" -ge 6 ] && [ "$(at "$err" guards)" -gt 0 ] && echo yes)"
call budget old-age-allowance --years 2026 --db "$db" --stats --json
same 'statistics: budget' yes "$([ "$(at "$err" asked)" -ge 12 ] && [ "$(at "$err" leaves)" -gt 0 ] && echo yes)"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
