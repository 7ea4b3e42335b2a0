#!/usr/bin/env bash
# Coverage and mutation from outside. What is expected of the small policy is worked out in tests/unit/test_cover.c and
# tests/unit/test_mutate.c. Usage: tests/cover_cli.sh [BUILD]
set -u
cd "$(dirname "$0")/.." || exit 1
about=cover
. tests/outside.sh

small=(--policies tests/cover/policies)
some=tests/cover/scenarios/some.lua more=tests/cover/scenarios/more.lua
policy=tests/cover/policies/cover.lua

# --- coverage ----------------------------------------------------------------------------------------------------------
try 'a table and what was not reached, with place and article' 0 "通过 2 项，未通过 0 项
覆盖：cover 覆盖试验办法
条文 3 5 60%
条件 1 1 100%
规则 0 4 0%
术语 2 2 100%
比较 1 3 33%
参数的值 2 3 66%
适用口径 0 2 0%
没有触及或只试过一面的（11 处）：
$policy:30: 只成立过：规则 ‘pay’：member（第二条）
$policy:31: 只不成立过：例外 ‘pay’：gone（第三条）
$policy:32: 只不成立过：提醒 ‘pay’：gone（第五条）
$policy:28: 从未触及：没有规则适用时的结果 ‘pay’（第四条）
$policy:25:10: 只不成立过：比较 ‘gone’：present(unit.left)（第三条）
$policy:25:33: 从未触及：比较 ‘gone’：law.count_left == \"yes\"（第三条）
$policy:9: 从未触及：参数 ‘rate’：标准：40.00，自 2025-07-01（第二条）
$policy:19: 从未触及：适用口径 ‘count_left=no’：不减发（第三条）
从未触及：条文 ‘第五条’" '' test "$some" --coverage "${small[@]}"
try 'nothing is left out when the missing scenarios are there' 0 '通过 9 项，未通过 0 项
规则 4 4 100%
全部触及。' '' test "$some" "$more" --coverage "${small[@]}"

call test "$some" --coverage --json "${small[@]}"
same 'the same as data: results and coverage' "2 11 25 never" \
  "$(jq -r '[(.tests | length), (.coverage[0].missed | length), (.coverage[0].missed[5] | .line, .state)] | join(" ")' <<<"$out")"
call test "$some" --coverage --json --junit "$work/report.xml" "${small[@]}"
same 'beside a JUnit report' "0 1" "$status $(grep -c '<testsuites tests="2" failures="0"' "$work/report.xml")"

sed 's/"30.00"/"31.00"/' "$some" >"$work/wrong.lua"
try 'the exit status is that of the tests' 1 '通过 1 项，未通过 1 项
条文 3 5 60%' '' test "$work/wrong.lua" --coverage "${small[@]}"

# Stories pay through another way of deciding; in this mode it must not hide what they reach.
call test tests/scenarios/old_age_allowance_stories_begin.lua
plain=$out
call test tests/scenarios/old_age_allowance_stories_begin.lua --coverage
same 'coverage changes no result of a story' "$plain" "$(head -1 <<<"$out")"
same 'a story reaches what only paying asks' 0 "$(grep -c '术语 ‘first_payable’' <<<"$out")"
same 'a story of payments reaches no material' 1 "$(grep -c '术语 ‘through_agent’' <<<"$out")"

# --- mutation ----------------------------------------------------------------------------------------------------------
try 'what nobody noticed, with place, article, before and after' 1 "$policy:25:33: 比较 ‘gone’（第三条）
 原文：law.count_left == \"yes\"
 改为：law.count_left ~= \"yes\"
$policy:9:26: 值 ‘rate’（第二条）
 改为：value = yuan \"40.01\"
cover：改动 30 处，察觉 17 处，没有察觉 13 处" '' test "$some" --mutate "${small[@]}"
try 'the missing scenarios notice all but one' 1 "$policy:8:5: 日期 ‘rate’（第二条）
 改为：from = \"2024-12-01\"
cover：改动 30 处，察觉 29 处，没有察觉 1 处" '' test "$some" "$more" --mutate --policy cover "${small[@]}"
lacks 'and do not tell of those that are noticed' ':25:'
before=$(cat "$policy" | cksum)
call test "$some" --mutate --limit 5 --seed 3 "${small[@]}"
one=$out
call test "$some" --mutate --limit 5 --seed 3 "${small[@]}"
same 'the same seed draws the same' "$one" "$out"
same 'it says of how many' 1 "$(grep -c '^cover：改动 5 处，.*（从 30 处中抽取，种子 3）$' <<<"$out")"
same 'nothing on disk is touched' "$before" "$(cat "$policy" | cksum)"
call test "$some" "$more" --mutate --json "${small[@]}"
same 'mutation as data' "1 30 29 8 date" \
  "$(jq -r '[length, (.[0] | .mutants, .noticed, .refused, .missed[0].kind)] | join(" ")' <<<"$out")"
# A policy of which everything is noticed: with the one line that nobody can notice taken out of the draw the answer is yes.
mkdir -p "$work/p"
sed -e '/^act:reading/,/^  return present/s/ and law.count_left == "yes"//' -e '/^act:reading/d' \
  -e 's/{ from = "2025-01-01", to = "2025-06-30", value = yuan(30) },/{ to = "2025-06-30", value = yuan(30) },/' "$policy" >"$work/p/cover.lua"
sed '/另一种口径/d' "$more" >"$work/more.lua"
try 'all noticed is yes' 0 'cover：' '' test "$some" "$work/more.lua" --mutate --policies "$work/p"

# --- twice -------------------------------------------------------------------------------------------------------------
try 'decided twice in fresh states' 0 '通过 9 项，未通过 0 项' '' test "$some" "$more" --twice "${small[@]}"
try 'stories twice' 0 '项，未通过 0 项' '' test tests/scenarios/old_age_allowance_stories_begin.lua --twice
try 'twice with coverage' 0 '通过 2 项，未通过 0 项
规则 0 4 0%' '' test "$some" --twice --coverage "${small[@]}"

# --- what is wrong -----------------------------------------------------------------------------------------------------
try 'mutation with coverage' 2 '' '--mutate 与 --coverage 只能给一个
分两次运行' test "$some" --mutate --coverage "${small[@]}"
try 'mutation as TAP' 2 '' '--mutate 与 --tap 只能给一个' test "$some" --mutate --tap "${small[@]}"
try 'coverage as TAP' 2 '' '--coverage 与 --tap 只能给一个' test "$some" --coverage --tap "${small[@]}"
try 'a limit without mutation' 2 '' '--limit 只与 --mutate 一起使用
加上 --mutate' test "$some" --limit 5 "${small[@]}"
try 'a limit that is no number' 2 '' '--limit 应为 0 到 10 亿的整数，得到 ‘5x’
写一个整数' test "$some" --mutate --limit 5x "${small[@]}"
try 'a seed below zero' 2 '' '--seed 应为 0 到 10 亿的整数，得到 ‘-1’' test "$some" --mutate --seed -1 "${small[@]}"
try 'a policy that is not there' 2 '' '没有政策 ‘covre’
是否想写 ‘cover’' test "$some" --mutate --policy covre "${small[@]}"
try 'a policy that no scenario is about' 2 '' '没有政策 ‘language’ 的场景
检查场景文件' test "$some" --mutate --policy language --policies tests/language/policies
try 'scenarios that fail before anything is changed' 2 '' "$work/wrong.lua:6: 
场景还没有通过：满80周岁的成员30元
先让 bylaw test 全部通过" test "$work/wrong.lua" --mutate "${small[@]}"
try 'a scenario file that is not there' 2 '' 'no-such.lua' test no-such.lua --mutate "${small[@]}"
try 'the help has an example of each' 0 'bylaw test --coverage
bylaw test --mutate --policy old-age-allowance --limit 50' '' test --help

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
