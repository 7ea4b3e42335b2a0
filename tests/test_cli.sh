#!/usr/bin/env bash
# bylaw test from outside: what expectations may say, which scenarios are chosen, reports for other tools, --accept. Amounts by hand from the
# document: 85 years old, hukou, applied: 30 by article four, item one; 65 years old: refused by article three. Usage: tests/test_cli.sh [BUILD]
set -u
cd "$(dirname "$0")/.." || exit 1
about=testing
. tests/outside.sh

head='policy "old-age-allowance"
local usual = person { elder = { birth_date = "1940-01-05", hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } } } }'
file() { # name, scenarios from line 3 on
  printf '%s\n%s\n' "$head" "$2" >"$work/$1"
}

# --- 1. what an expectation may say ------------------------------------------------------------------------------------
says() { # name, what is expected, what is told
  file one.lua "scenario \"一个\" { usual, month = \"2025-06\", standard = $2 }"
  try "$1" 1 "$3" '' test "$work/one.lua"
}
says 'a bare number is no amount' 30 '金额写成带两位小数的文字："30.00"'
says 'nor in a table' '{ 30, because = "第四条" }' '金额写成带两位小数的文字："30.00"'
says 'an empty error would be any error' '{ error = "" }' '‘error’ 没有写内容，任何结果都会符合
例如 error = '
says 'an error that is no text' '{ error = 5 }' '‘error’ 应为文字'
says 'an error and a value' '{ "30.00", error = "没有值" }' '期望报错（error）时没有结果，不能再期望别的'
says 'an empty article' '{ "30.00", because = "" }' '‘because’ 没有写内容'
says 'an empty article among others' '{ "30.00", because = { "第四条", "" } }' '‘because’ 没有写内容'
says 'no article' '{ "30.00", because = {} }' '‘because’ 没有写内容'
says 'an article that is no text' '{ "30.00", because = 4 }' '‘because’ 应为文字，或文字的列表'
says 'refused by nothing' '{ refused = {} }' '‘refused’ 没有写内容'
says 'on hold by nothing' '{ hold = "" }' '‘hold’ 没有写内容'
says 'undetermined by nothing' '{ undetermined = {} }' '‘undetermined’ 没有写内容'
says 'nothing is needed' '{ needs = {} }' '‘needs’ 没有写内容'
says 'an empty warning' '{ "30.00", warns = "" }' '‘warns’ 没有写内容'
file one.lua 'scenario "没有提醒" { usual, month = "2025-06", standard = { "30.00", warns = {} } }'
try 'no warnings is an expectation' 0 '通过 1 项，未通过 0 项' '' test "$work/one.lua"
file twice.lua 'scenario "同名" { usual, month = "2025-06", standard = "30.00" }

story "同名" { usual, on "2025-06-25" { pay = "2025-06" } }'
try 'a title stands once in a file: both places' 2 '*' "$work/twice.lua:5:7
标题 ‘同名’ 重复：$work/twice.lua:3 已经用过" test "$work/twice.lua"

# --- 2. which ones -----------------------------------------------------------------------------------------------------
file some.lua 'scenario "普通老年人" { usual, month = "2025-06",
  standard = "30.00" }
-- between
scenario "未满80周岁" { usual, elder = { birth_date = "1960-01-05" }, month = "2025-06", standard = { refused = "第三条" } }
story "离世以后不再发放" { usual, elder = { card = "6200009000000000001" },
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = "30.00" } },
  on "2025-07-03" { facts = { death_date = "2025-06-30" } },
  on "2025-07-25" { pay = "2025-07", expect = {} } }
for i = 7, 8 do scenario("循环" .. i .. "月") { usual, month = "2025-0" .. i, standard = "30.00" } end'
try 'FILE:LINE, the first line' 0 '选中 1 个场景，共 5 个
通过 1 项，未通过 0 项' '' test "$work/some.lua:3"
try 'FILE:LINE, the second line' 0 '通过 1 项，未通过 0 项' '' test "$work/some.lua:4"
try 'FILE:LINE inside a story is the story' 0 '选中 1 个场景，共 5 个
通过 3 项，未通过 0 项' '' test "$work/some.lua:9" # two payments and the recomputation
try 'FILE:LINE of a loop is all that it makes' 0 '选中 2 个场景，共 5 个' '' test "$work/some.lua:11"
try 'FILE:LINE between scenarios' 2 '' "写明的行上没有场景（共 5 个）
相近的：$work/some.lua:3 普通老年人
$work/some.lua:6 未满80周岁" test "$work/some.lua:5"
try 'FILE:0' 2 '' '行号从 1 开始' test "$work/some.lua:0"
try '--name: a part of the title' 0 '选中 2 个场景，共 5 个
通过 2 项，未通过 0 项' '' test "$work/some.lua" --name 循环
try '--name with a star' 0 '选中 1 个场景，共 5 个' '' test "$work/some.lua" --name '离*发放'
try '--name and FILE:LINE together' 2 '' '没有标题含 ‘离世’ 的场景' test "$work/some.lua:3" --name 离世
try '--name that nothing has: titles that are near' 2 '' "没有标题含 ‘老年普通人’ 的场景（共 5 个）
相近的：$work/some.lua:3 普通老年人" test "$work/some.lua" --name 老年普通人
try '--name of nothing' 2 '' '--name 没有写内容' test "$work/some.lua" --name ''
try 'several files: both are counted' 0 '选中 2 个场景，共 10 个' '' test "$work/some.lua:3" "$work/some.lua:6"
try '--mutate takes whole files' 2 '' '--mutate 不能只用其中几个场景' test "$work/some.lua:3" --mutate
file loop.lua 'scenario "坏" { usual month = "2025-06" }'
try 'a file that cannot be read is told, not passed over' 2 '通过 0 项，未通过 1 项' "$work/loop.lua:3" test "$work/loop.lua" --name 坏

# --- 3. reports --------------------------------------------------------------------------------------------------------
file report.lua 'scenario "控制字符\1与\27[31m红" { usual, month = "2025-06", standard = "30.00" }
scenario "缺少户籍 <&\">" { usual, elder = { hukou = unknown }, month = "2025-06", standard = "30.00" }
scenario "选项" { usual, elder = { hukou = "和平区" }, month = "2025-06", payer = "大东区" }
story "没有卡号" { usual, elder = { card = absent },
  on "2025-06-25" { pay = "2025-06", pending = { ["2025-06"] = "hold" }, owed = "1.00" } }'
try 'failures in the words of officials' 1 '缺少户籍 <&">（月标准）
 期望：30.00
 得到：还需要 户籍区县
没有卡号 · 2025-06-25（待处理）
 期望：2025-06：暂缓发放（待核实）
 得到：2025-06：没有卡号，或已退回
没有卡号 · 2025-06-25（尚未追回）
 期望：1.00
 得到：0.00' '' test "$work/report.lua"
lacks 'and no code words' 'needs' 'hukou' 'pending' 'owed' 'account' '（standard）'
call test "$work/report.lua" --tap
same 'TAP: every result has its time' "$(grep -cE '^(not )?ok ' "$work/out")" "$(grep -cE '^  duration_ms: [0-9]+\.[0-9]{3}$' "$work/out")"
same 'TAP: a failure in words' '  expected: "30.00"
  got: "还需要 户籍区县"' "$(grep -A6 '^not ok 2' "$work/out" | tail -2)"
same 'TAP: no control characters' '' "$(LC_ALL=C grep -P '[\x00-\x09\x0b-\x1f\x7f]' "$work/out")"
lacks 'TAP: no code words' 'needs' 'hukou' 'account' '（standard）'
call test "$work/report.lua" --junit "$work/junit.xml"
same 'JUnit: no control characters' '' "$(LC_ALL=C grep -P '[\x00-\x09\x0b-\x1f\x7f]' "$work/junit.xml")"
same 'JUnit: they are shown' 1 "$(grep -c 'name="控制字符\\u0001与\\u001B\[31m红（月标准）"' "$work/junit.xml")"
same 'JUnit: class, file, line and time of each result' "$(grep -c '<testcase ' "$work/junit.xml")" \
  "$(grep -cE '<testcase name="[^"]*" classname="[^"/]*\.report" file="[^"]*/report.lua" line="[0-9]+" time="[0-9]+\.[0-9]{6}"' "$work/junit.xml")"
same 'JUnit: time of the suites' 2 "$(grep -cE '<testsuites? .*time="[0-9]+\.[0-9]{6}"' "$work/junit.xml")"
same 'JUnit: a failure in words' 1 "$(grep -c '<failure message="还需要 户籍区县">期望：30.00$' "$work/junit.xml")"
call test "$work/report.lua" --json
same 'JSON: no times, so that two runs are alike' 0 "$(grep -c milliseconds "$work/out")"

# --- 4. --accept -------------------------------------------------------------------------------------------------------
cat >"$work/before.txt" <<'LUA'
scenario "值" { usual, month = "2025-06", standard = "40.00" } -- why forty? "40.00"
scenario "值与条文" { usual, month = "2025-06",
  standard = { "31.00", -- the value
    because = "第四条第1项" } }
scenario "一项" { usual, month = "2025-06", standard = { "31.00" }   }
scenario "变为不符合" { usual, elder = { birth_date = "1960-01-05" }, month = "2025-06", standard = { "30.00", because = "第四条" } }
scenario "另一条文" { usual, elder = { birth_date = "1960-01-05" }, month = "2025-06", standard = { refused = "第五条" } }
scenario "缺少" { usual, elder = { hukou = unknown }, month = "2025-06", standard = "30.00" }
scenario "报错" { usual, elder = { birth_date = "2090-01-05" }, month = "2025-06", standard = { error = "2031" } }
story "故事" { usual, elder = { card = "6200009000000000001" },
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = { "31.00", payer = "大东区" } } },
  on "2025-07-25" { pay = "2025-07", expect = {}, owed = "5.00", pending = { ["2025-07"] = "hold" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-08-26" { pay = "2026-08", error = "另一个错误" } }
scenario "对的" { usual, month = "2025-06", standard = '30.00' }
LUA
cat >"$work/after.txt" <<'LUA'
scenario "值" { usual, month = "2025-06", standard = "30.00" } -- why forty? "40.00"
scenario "值与条文" { usual, month = "2025-06",
  standard = { "30.00", -- the value
    because = "第四条第1项" } }
scenario "一项" { usual, month = "2025-06", standard = { "30.00" }   }
scenario "变为不符合" { usual, elder = { birth_date = "1960-01-05" }, month = "2025-06", standard = { refused = "第三条第1项、第三条第2项" } }
scenario "另一条文" { usual, elder = { birth_date = "1960-01-05" }, month = "2025-06", standard = { refused = "第三条第1项、第三条第2项" } }
scenario "缺少" { usual, elder = { hukou = unknown }, month = "2025-06", standard = { needs = "hukou" } }
LUA
file accept.lua "$(<"$work/before.txt")"
chmod 640 "$work/accept.lua"
cp "$work/accept.lua" "$work/kept.lua"
try '--accept --dry-run shows' 0 "$work/accept.lua:3:
-scenario \"值\" { usual, month = \"2025-06\", standard = \"40.00\" } -- why forty? \"40.00\"
+scenario \"值\" { usual, month = \"2025-06\", standard = \"30.00\" } -- why forty? \"40.00\"
会改写" '' test --accept --dry-run "$work/accept.lua"
same '--accept --dry-run writes nothing' '' "$(diff "$work/accept.lua" "$work/kept.lua")"
try '--accept of one scenario' 0 '选中 1 个场景，共 9 个
改写了 1 处期望（1 个文件），0 处没有改写' '' test --accept "$work/accept.lua:7"
same '--accept of one scenario changes one line' 7c7 "$(diff "$work/kept.lua" "$work/accept.lua" | head -1)$(diff "$work/kept.lua" "$work/accept.lua" | grep -c '^[0-9]' | sed 's/^1$//')"
try '--accept of the rest' 0 '改写了' '' test --accept "$work/accept.lua"
same '--accept: only values, all else byte for byte' "$(<"$work/after.txt")" "$(sed -n '3,10p' "$work/accept.lua")"
same '--accept: an amount and a payer of a month' '  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = { "30.00", payer = "和平区" } } },' "$(sed -n 13p "$work/accept.lua")"
same '--accept: months that come, what is owed and open' '  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" }, owed = "0.00", pending = {} },' "$(sed -n 14p "$work/accept.lua")"
same '--accept: what was right stays as it is' "scenario \"对的\" { usual, month = \"2025-06\", standard = '30.00' }" "$(sed -n 17p "$work/accept.lua")"
same '--accept: the permissions stay' 640 "$(stat -c %a "$work/accept.lua")"
try 'what was accepted passes' 0 ' 项，未通过 0 项' '' test "$work/accept.lua"
same '--accept: an error by its message' 1 "$(sed -n 11p "$work/accept.lua" | grep -c 'standard = { error = "birth_date（出生日期）')"
try '--accept again finds nothing' 0 '改写了 0 处期望（0 个文件），0 处没有改写' '' test --accept "$work/accept.lua"
same '--accept: nothing else is left behind' 'accept.lua' "$(cd "$work" && echo accept*)"
printf '%s\r\n' 'policy "old-age-allowance"' 'local usual = person { elder = { birth_date = "1940-01-05", hukou = "和平区", low_income = absent } }' \
  'scenario "回车" { usual, month = "2025-06", standard = "1.00" }' >"$work/crlf.lua"
sed 's/"1.00"/"30.00"/' "$work/crlf.lua" >"$work/wanted"
call test --accept "$work/crlf.lua"
same '--accept keeps line ends' '' "$(cmp "$work/crlf.lua" "$work/wanted" 2>&1)"

refuses() { # name, scenarios, what is told
  file refuse.lua "$2"
  cp "$work/refuse.lua" "$work/kept.lua"
  try "--accept leaves $1" 1 '1 处没有改写' "$3" test --accept "$work/refuse.lua"
  same "--accept leaves $1 as it is" '' "$(cmp "$work/kept.lua" "$work/refuse.lua" 2>&1)"
}
refuses 'a value in a variable' 'local wrong = "31.00"
scenario "变量" { usual, month = "2025-06", standard = wrong }' "$work/refuse.lua:4: 变量（月标准）：没有改写：期望的值不是直接写在这里的"
refuses 'a value that is made' 'scenario "拼接" { usual, month = "2025-06", standard = "31" .. ".00" }' '期望的值不是直接写在这里的'
refuses 'a loop' 'for i = 1, 1 do scenario("循环" .. i) { usual, month = "2025-06", standard = "31.00" } end' '场景不是直接写成'
refuses 'a comment that would go' 'scenario "注释" { usual, elder = { birth_date = "1960-01-05" }, month = "2025-06", standard = { "30.00", --[[ ] ]] because = "第四条" } }' '期望里有注释'
refuses 'an expectation of a person' 'local given = person { month = "2025-06", standard = "31.00" }
scenario "共用" { usual, given }' '期望不在这个场景里'
refuses 'a scenario that cannot be run' 'scenario "数" { usual, month = "2025-06", standard = 30 }' '先按提示改正'
refuses 'a scenario with a typo' 'scenario "键" { usual, month = "2025-06", standrd = "30.00" }' '场景没有 ‘standrd’ 这一项'
refuses 'an error that did not come' 'story "没有报错" { usual, elder = { card = "6200009000000000001" }, on "2025-06-25" { pay = "2025-06", error = "不行" } }' '发放没有被拒绝'
file link.lua 'scenario "值" { usual, month = "2025-06", standard = "31.00" }'
ln "$work/link.lua" "$work/other.lua"
try '--accept leaves a file with another name' 2 '*' '硬链接' test --accept "$work/link.lua"
same '--accept: both names have the old text' '' "$(grep -L '31.00' "$work/link.lua" "$work/other.lua")"
rm "$work/other.lua"
ln -s link.lua "$work/soft.lua"
try '--accept goes through a link' 0 '改写了 1 处期望' '' test --accept "$work/soft.lua"
same '--accept: the link stays one' 'link.lua 1' "$(readlink "$work/soft.lua") $(grep -c '"30.00"' "$work/link.lua")"
try '--accept and --tap' 2 '' '只能给一个' test --accept --tap
try '--dry-run is for --accept' 2 '' '--dry-run 只与 --accept 一起使用' test --dry-run
try '--accept beside a policy that does not load' 2 '*' 'broken.lua:6:24' test --accept --policies tests/bad "$work/link.lua"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
