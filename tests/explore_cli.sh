#!/usr/bin/env bash
# Exploring from outside: the rows of 第四条 worked out by hand, the scenarios that it writes, CSV, JSON, what check says of
# policies that contradict themselves. Usage: tests/explore_cli.sh [BUILD]
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/locale.sh
about=explore
. tests/outside.sh

call() { # arguments... Leaves $status, $out and $err.
  timeout 600 "$bylaw" "$@" </dev/null >"$work/out" 2>"$work/err"
  status=$?
  out=$(tr -s ' ' <"$work/out") err=$(cat "$work/err")
}
try() { # name, exit status, a line of the output, a line of the errors, arguments...
  local name=$1 wanted=$2 in_out=$3 in_err=$4
  shift 4
  call "$@"
  if [ "$status" -eq "$wanted" ] && grep -qF -- "$in_out" <<<"$out" && grep -qF -- "$in_err" <<<"$err"; then good "$name"; else
    bad "$name" "status $wanted; out: $in_out; err: $in_err" "status $status; out: $out; err: $err"
  fi
}
has() { # name, a line of the output of the call before
  if grep -qE -- "$2" <<<"$out"; then good "$1"; else bad "$1" "$2" "$out"; fi
}
lacks() { # name, what must not stand there
  if grep -qE -- "$2" <<<"$out"; then bad "$1" "nothing of $2" "$out"; else good "$1"; fi
}

at() { # JSON, keys...
  python3 -c 'import json, sys; o = json.loads(sys.argv[1]); print(*[o[k] for k in sys.argv[2:]])' "$@"
}

# --- the table of 第四条 in June 2025 ------------------------------------------------------------------------------------
call explore old-age-allowance standard --month 2025-06
same 'the standard is explored' 0 "$status"
has '80 to 89: 30' '^ 30\.00 80 ≤ 年龄 ≤ 89；.*不是“本市城乡低保、低保边缘家庭成员”.* 第四条第1项 '
has '80 to 89 with low income: 100' '^ 100\.00 80 ≤ 年龄 ≤ 89；本市城乡低保、低保边缘家庭成员 第四条第2项 '
has '90 to 99: 200' '^ 200\.00 90 ≤ 年龄 ≤ 99 第四条第3项 '
has '100 and more: 800' '^ 800\.00 年龄 ≥ 100 第四条第4项 '
has 'home care: 0' '^ 0\.00 80 ≤ 年龄 ≤ 89；.*政府购买居家养老服务（普惠型）.* 第四条第1项 '
has 'dead before June' '^ 不符合条件 死亡日期 ≤ 2025年5月31日 第十七条第一款 '
has 'not yet 80' '^ 不符合条件 年龄 ≤ 79；不符合：年满80周岁 第三条第1项、第三条第2项 '
has 'neither household nor relation' '^ 不符合条件 不符合：本市户籍（含驻沈部队离退休人员），或80–89周岁低保、低保边缘 第三条第1项、第三条第2项 '
has 'three exceptions hang on a reading' '^ standard 第六条第2项（第四条第3项的例外）.*没有人符合（由参数与适用口径决定）'
has 'it says how far it went' '^探索不完整：'
lacks 'no number of a person' '210100[0-9]{12}'
rows=$(grep -cE '^ (30|100|200|800|0)\.00 |^ 不符合条件 ' <<<"$out")
if [ "$rows" -le 40 ]; then good 'at most 40 rows'; else bad 'at most 40 rows' 40 "$rows"; fi

# The other reading of A-5.3: whoever chose home care gets nothing, in every band.
call explore old-age-allowance standard --month 2025-06 --reading home_care_scope=everyone
same 'zero in four bands' 4 "$(grep -cE '^ 0\.00 ' <<<"$out")"
lacks 'the exceptions are alive now' '例外）.*没有人符合'
has 'the reading is told' '适用口径：home_care_scope=everyone'

# Before 2025 there was nothing for ordinary people of 80 to 89 (第十三条).
call explore old-age-allowance standard --month 2024-06
has '2024: 100 by 第十三条' '^ 100\.00 80 ≤ 年龄 ≤ 89；.* 第十三条第一款 '
has '2024: nothing for the rest' '^ 0\.00 80 ≤ 年龄 ≤ 89'
lacks '2024: no 30' '^ 30\.00 '

# --- by day, with inputs ---------------------------------------------------------------------------------------------------
try 'by day' 0 '户口簿原件 有户口簿 第八条' '' explore old-age-allowance materials --on 2025-06-03
try '--date is --on' 0 '代办人身份证原件 委托他人代办：是 第八条' '' explore old-age-allowance materials --date 2025-06-03
try 'inputs are varied: after the deadline' 0 '不符合条件 不符合：首次选择，或在截止日（含）以前提出 第六条第2项' '' \
  explore old-age-allowance switch_from --on 2025-06-03
try 'a small policy is explored whole' 0 '探索完整' '' explore canteen-subsidy subsidy --month 2025-06 --policies examples/policies
has 'canteen: 20 days' '^ 300\.00 当月出勤天数 ≥ 20；外派，另领伙食补助：否 第二条第1项 '
has 'canteen: by day, up to 19 times 13.50' '^ 每日补贴乘以出勤天数（如 0\.00 … 256\.50） 当月出勤天数 ≤ 19；'
has 'canteen: joined later' '^ 不符合条件 入职日期 ≥ 2025年7月1日 第三条 '
has 'canteen: left before' '^ 不符合条件 离职日期 ≤ 2025年5月31日 第三条 '
try 'what nobody decided' 0 '尚无规定：夜班加发（night_rate）' '' explore canteen-subsidy night_extra --month 2025-06 --policies examples/policies

# --- JSON, CSV, scenarios ----------------------------------------------------------------------------------------------------
json() { python3 -c "import json, sys; a = json.load(open('$work/out')); $1" 2>&1; }
call explore old-age-allowance standard --month 2025-06 --json
same 'JSON: what is given' "['0.00', '100.00', '200.00', '30.00', '800.00']" \
  "$(json 'print(sorted({r["value"] for r in a["rows"] if r["outcome"] == "value"}))')"
same 'JSON: every row has a sample, a condition and an article' True \
  "$(json 'print(all(r["sample"]["facts"] and r["articles"] for r in a["rows"] if r["outcome"] != "failed"))')"
same 'JSON: the same again' "$out" "$(call explore old-age-allowance standard --month 2025-06 --json; echo "$out")"

call explore old-age-allowance standard --month 2025-06 --csv -
same 'CSV: five columns in every line' '[5]' "$(python3 -c "
import csv; print(sorted({len(r) for r in csv.reader(open('$work/out', encoding='utf-8-sig', newline=''))}))")"
same 'CSV: the header' '种类,结果,条件,条文,案例' "$(python3 -c "
import csv; print(','.join(next(csv.reader(open('$work/out', encoding='utf-8-sig', newline='')))))")"
same 'CSV: five rows give something' 5 "$(grep -c '^"给出"' "$work/out")"

scenarios() { # name, policies, file, arguments of explore...
  local name=$1 policies=$2 file=$work/$3.lua
  shift 3
  call explore "$@" --policies "$policies" --scenarios "$file"
  call test "$file" --policies "$policies"
  if [ "$status" -eq 0 ] && grep -qE '^通过 [1-9][0-9]* 项，未通过 0 项$' <<<"$out"; then good "$name"; else bad "$name" 'all pass' "$out"; fi
}
scenarios 'the scenarios of the standard pass' policies standard old-age-allowance standard --month 2025-06
same 'both sides of 80, 90 and 100: the last and first birthdays' 6 \
  "$(grep -oE 'birth_date = "(1945-07-01|1945-06-30|1935-07-01|1935-06-30|1925-07-01|1925-06-30)"' "$work/standard.lua" | sort -u | wc -l)"
same 'no identity number in them' 0 "$(grep -c id_number "$work/standard.lua")"
scenarios 'those of what is due pass' policies due old-age-allowance due --month 2025-06
scenarios 'those of who pays pass' policies payer old-age-allowance payer --month 2025-06
scenarios 'those of the materials, a list, pass' policies materials old-age-allowance materials --on 2025-06-03
scenarios 'those with an input pass' policies switch old-age-allowance switch_from --on 2025-06-03
scenarios 'those of another reading pass' policies reading old-age-allowance standard --month 2025-06 --reading low_income_start=same_month
scenarios 'those of the canteen pass' examples/policies canteen canteen-subsidy subsidy --month 2025-06
scenarios 'those of every form of the language pass' tests/language/policies language language by_month --month 2025-06
scenarios 'those of graded, an enumeration, pass' tests/language/policies graded language graded --on 2025-06-03

# --- check ---------------------------------------------------------------------------------------------------------------------
cat >"$work/two.lua" <<'END'
local act = document { id = "two", number = "试〔2025〕4号", title = "试验", issuers = { "局" }, issued = "2025-01-10",
  in_force = { from = "2025-01-01", cite = "第五条" }, outline = { articles = 5 } }
act:parameter("old_age", { label = "年龄", cite = "第一条", { from = "2025-01-01", value = 60 } })
act:parameter("young_age", { label = "年龄", cite = "第一条", { from = "2025-01-01", value = 50 } })
act:facts("person", { label = "人", age = fact.count { label = "年龄", range = { 0, 120 } }, poor = fact.boolean { label = "困难" } })
act:term("old", { cite = "第一条", text = "年老", is = function(p, _, law) return p.age >= law.old_age end })
act:term("is_poor", { cite = "第二条", text = "困难", is = function(p) return p.poor end })
act:term("nobody", { cite = "第三条", text = "年老而年轻", is = function(p, _, law) return p.age >= law.old_age and p.age < law.young_age end })
local d = act:decision("d", { label = "决定", of = "person", per = "month", gives = "money", cite = "第四条" })
d:rule("第一条", { when = "old", give = yuan(1) })
d:rule("第二条", { when = "is_poor", give = yuan(2) })
d:rule("第三条", { when = "nobody", give = yuan(3) })
act:uncoded("第四条", "-")
return act
END
try 'check: two rules at once, with a person' 1 '错误：决定 ‘d’ 有两条规则同时适用：第一条（第 10 行）与 第二条（第 11 行）；例如：年龄：' '' check "$work/two.lua"
has 'check: nobody has a rule, with a person' '错误：决定 ‘d’ 没有适用的规则；例如：年龄：'
has 'check: a rule that nobody meets, proved' '警告：决定 ‘d’ 的规则（第三条：年老而年轻）没有人符合'
call check "$work/two.lua" --quick
same 'check --quick looks at the text alone' 0 "$status"
lacks 'check --quick explores nothing' '同时适用'
try 'explore: conflicts and gaps are the answer no' 1 '冲突：决定 ‘d’ 有两条规则同时适用' '' explore "$work/two.lua" d --month 2025-06
has 'explore: the gap' '空白：决定 ‘d’ 没有适用的规则'

# --- what is refused --------------------------------------------------------------------------------------------------------------
try 'no month' 2 '' '需要月份' explore old-age-allowance standard
try 'a month that is none' 2 '' '2025-13' explore old-age-allowance standard --month 2025-13
try 'a day for a month' 2 '' '按月作出' explore old-age-allowance standard --on 2025-06-03
try 'a month for a day' 2 '' '不按月作出' explore old-age-allowance materials --month 2025-06
try 'both' 2 '' '--month 与 --on 只能给一个' explore old-age-allowance standard --month 2025-06 --on 2025-06-03
try 'two days' 2 '' '--date 与 --on、--month 只能给一个' explore old-age-allowance materials --date 2025-06-03 --on 2025-06-03
try 'a policy that is not there' 2 '' '没有政策 ‘nosuch’' explore nosuch standard --month 2025-06
try 'a decision that is not there' 2 '' '是否想写 ‘standard’？' explore old-age-allowance standart --month 2025-06
try 'no decision' 2 '' 'explore 缺少参数' explore old-age-allowance
try 'a reading that is not there' 2 '' '没有适用口径 ‘nosuch’' explore old-age-allowance standard --month 2025-06 --reading nosuch=x
try 'an option of a reading that is not there' 2 '' '没有选项 ‘x’' explore old-age-allowance standard --month 2025-06 --reading home_care_scope=x
try 'two outputs at once' 2 '' '只能给一个' explore old-age-allowance standard --month 2025-06 --json --csv -
try 'a number of cases that is none' 2 '' '--cases “many”' explore old-age-allowance standard --month 2025-06 --cases many
try 'a file that cannot be written' 2 '' '无法' explore old-age-allowance standard --month 2025-06 --csv "$work/none/x.csv"
try 'facts' 2 '' "explore 没有选项 ‘--facts’" explore old-age-allowance standard --month 2025-06 --facts '{}'

# --- statistics --------------------------------------------------------------------------------------------------------
call explore old-age-allowance standard --month 2025-06
plain=$out
call explore old-age-allowance standard --month 2025-06 --stats
same 'statistics: the table is the same' "$plain" "$out"
if grep -qF '统计：决定 ' <<<"$err" && grep -qF '树：判断 ' <<<"$err"; then good 'statistics: told beside it'; else bad 'statistics: told beside it' '统计：…' "$err"; fi
call explore old-age-allowance standard --month 2025-06 --stats --json
for name in asked by_lua hits misses guards leaves nodes tree_bytes bytes; do
  same "statistics: $name" yes "$([ "$(at "$err" $name)" -gt 0 ] && echo yes)"
done
same "statistics: the trees take at most 64 KB ($(at "$err" tree_bytes))" yes "$([ "$(at "$err" tree_bytes)" -le 65536 ] && echo yes)"
same 'statistics: most are decided without Lua' yes "$([ "$(at "$err" by_lua)" -lt $(($(at "$err" asked) / 2)) ] && echo yes)"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
