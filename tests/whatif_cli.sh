#!/usr/bin/env bash
# explain --what-if and needs from outside. Amounts, days and articles by hand from the document: articles three, four, six, seven, thirteen,
# seventeen and nineteen. Usage: tests/whatif_cli.sh [BUILD]
set -u
cd "$(dirname "$0")/.." || exit 1
about='what-if'
. tests/outside.sh

policy=old-age-allowance
# 89 in June 2025, ninety on 31 July; applied in January: 30 by article four, item one.
usual='{"birth_date": "1935-07-31", "hukou": "和平区", "low_income": null, "applied": [{"on": "2025-01-06"}]}'
what() { # name, status, out, more...
  try "$1" "$2" "$3" '' explain $policy "${@:4}" --what-if
}
ask() { # name, status, out, err, answers, more...
  local name=$1 wanted=$2 in_out=$3 in_err=$4 answers=$5
  shift 5
  printf '%s' "$answers" | timeout "$seconds" "$bylaw" needs $policy "$@" --ask >"$work/out" 2>"$work/err"
  status=$? out=$(<"$work/out") err=$(<"$work/err")
  if [ "$status" -eq "$wanted" ] && holds "$in_out" "$out" && holds "$in_err" "$err"; then good "$name"; else
    bad "$name" "status $wanted; out: $in_out; err: $in_err" "status $status; out: $out; err: $err"
  fi
}

# --- 1. what would change it -------------------------------------------------------------------------------------------
what 'the smallest changes, by whom' 0 '现在的结果：30.00
本人可以做的：
  申请记录：第 1 条 2025-01-06 改为 没有这一条 → 不符合条件（第六条
  户籍区县：和平区 改为 2025-05-31起 非本市户籍 → 不符合条件（第三条
  二选一登记与更换申请：增加一条 2025-01-06 政府购买居家养老服务（普惠型） → 0.00
由有关部门登记的：
  低保（边缘）保障关系所在区县：不是 改为 2025-05-31起
  生存核查结果：未核查 改为 2025-03-31起 无法确定 → 暂缓 30.00（第十九条
谁也不能改变的（只供比较）：
  死亡日期：无 改为 2025-05-31 → 不符合条件（第十七条
  出生日期：1935-07-31 改为 1935-06-30（早31天） → 200.00
  出生日期：1935-07-31 改为 1945-02-01（晚3473天） → 不符合条件（第六条
  出生日期：1935-07-31 改为 1925-06-30（早3683天） → 800.00' due --month 2025-06 --facts "$usual"
what 'time: the birthday and its month' 0 '只有时间能改变的（事实不变）：
  满90周岁：2025-07-31起（2025-07） → 200.00（第十二条 当月应发津贴，发放至老年人名下银行卡；第四条第3项 90至99周岁）' \
  due --month 2025-06 --facts "$usual"
what 'low income is 100 by item two' 0 ' → 100.00（第四条第2项' standard --month 2025-06 --facts "$usual"
what '--years looks no further' 0 '事实不变，1年之内结果不变' due --month 2025-08 --years 1 --facts "$usual"
what '--years looks far' 0 '满100周岁：2035-07-31起（2035-07） → 800.00' due --month 2025-08 --years 10 --facts "$usual"
what '--most bounds, and says so' 0 '种较大的改变没有列出（--most）' due --month 2025-06 --most 2 --facts "$usual"
same 'two changes of --most 2' 2 "$(grep -c ' → ' <<<"$(grep -v '满90' <<<"$out")")"
what 'another day of deciding, without a judge' 0 '满90周岁：2025-07-31起（2025-07） → 200.00
  出生日期：1935-07-31 改为 1935-06-30（早31天） → 200.00' due --month 2025-06 --deciding 2025-08-15 --facts "$usual"
what 'a refusal: nobody has applied' 1 '现在的结果：不符合条件（第六条第1项、第六条第2项 没有提出有效申请）
  申请记录：增加一条 2025-06-30 → 30.00
  二选一登记与更换申请：增加一条 2025-06-30 高龄津贴 → 30.00' due --month 2025-06 --facts '{"birth_date": "1940-05-05", "hukou": "和平区", "low_income": null, "applied": []}'
what 'moved away on 20 September: October' 1 '  户籍区县：2025-09-20起 非本市户籍 改为 没有这一段 → 30.00' due --month 2025-10 --facts examples/facts/moved.json
what 'what is unknown stays so' 1 '现在的结果：还需要 低保（边缘）保障关系所在区县
  出生日期：1935-07-31 改为 1935-06-30（早31天） → 200.00' due --month 2025-06 \
  --facts '{"birth_date": "1935-07-31", "hukou": "和平区", "applied": [{"on": "2025-01-06"}]}'
lacks 'an unknown fact is not changed' '低保（边缘）保障关系所在区县：'
what 'a list, an input' 0 '委托他人代办：否 改为 是 → 身份证原件、户口簿原件、银行卡原件、代办人身份证原件（第八条' \
  materials --on 2025-10-05 --facts "{\"elder\": $usual, \"by_agent\": false}"
what 'a deadline: one day later is too late' 0 '提出更换申请的日期：2025-10-31 改为 2025-11-01（晚1天） → 不符合条件（第六条第2项' \
  switch_from --on 2025-11-20 --facts "{\"elder\": $usual, \"requested_on\": \"2025-10-31\"}"
ruling='[{"decision": "due", "article": "第十一条", "outcome": "12.34", "by": "街道办事处", "officer": "经办人", "file": "档案一", "from": "2025-06"}]'
what 'a ruling stands as long as what it rests on; the month after it does not' 0 '现在的结果：12.34
户籍区县：和平区 改为 2025-05-31起 非本市户籍 → 不符合条件（第三条
满90周岁：2025-07-31起（2025-07） → 200.00' due --month 2025-06 --facts "{\"elder\": $usual, \"rulings\": $ruling}"
call explain $policy due --month 2025-06 --facts "$usual" --what-if --json
same 'JSON' '30.00 person add 二选一登记与更换申请 0.00 value 2025-07 2025-07-31 true' "$(python3 -c '
import json, sys
a = json.load(sys.stdin)
c, l = next(c for c in a["changes"] if c["how"] == "add"), a["later"][0]
print(a["outcome"], c["by"], c["how"], c["label"], c["outcome"], c["kind"], l["month"], l["day"], str(a["complete"]).lower())' <<<"$out")"
whole="{\"elder\": {\"id_number\": \"210100193507310023\", \"card\": \"6222020000000000125\", ${usual#\{}}"
call explain $policy due --month 2025-06 --facts "$whole" --what-if
lacks 'no number in the words' 210100193507310023 6222020000000000125
call explain $policy due --month 2025-06 --facts "$whole" --what-if --json
lacks 'no number in the JSON' 210100193507310023 6222020000000000125
cat >"$work/registry.csv" <<END
身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请记录
210100193507310023,1935-07-31,大东区,无,2025-01-06
END
call import $policy "$work/registry.csv" --db "$work/registry.db" --on 2025-06-16
what 'facts from the database' 0 '满90周岁：2025-07-31起（2025-07） → 200.00
  户籍区县：大东区 改为 2025-05-31起 非本市户籍' due --month 2025-06 --db "$work/registry.db" --id 210100193507310023
try '--most takes numbers' 2 '' "--most 的值 ‘0’ 不对" explain $policy due --month 2025-06 --facts "$usual" --what-if --most 0
try '--years takes numbers' 2 '' "--years 的值 ‘ten’ 不对" explain $policy due --month 2025-06 --facts "$usual" --what-if --years ten
try '--most belongs to --what-if' 2 '' '--most 要与 --what-if 一起用' explain $policy due --month 2025-06 --facts "$usual" --most 3
try 'a bad fact' 2 '' '出生日期' explain $policy due --month 2025-06 --facts '{"birth_date": "1935-07-32"}' --what-if

# --- 2. what is needed -------------------------------------------------------------------------------------------------
try 'needs --help' 0 $'用法：bylaw needs\n--ask\n退出状态：0\n例：\n bylaw needs' '' needs --help
try 'from nothing: the date of birth decides most' 1 '下一项需要的事实：出生日期（birth_date）
  写法：日期，例如 2025-06-30
  范围：1890-01-01 至 决定之日
  条文：第三条
  为什么问：第六条
之后可能还需要：' '' needs $policy due --month 2025-06
lacks 'never the number or the card' 身份证号 银行卡号
try 'then the application' 1 '下一项需要的事实：申请记录（applied）
申请日期（日期，例如 2025-06-30） | 申请地点（户籍地居（村）委会 / 居住地居（村）委会 / 辽事通APP；可以不写）
  为什么问：第六条第1项、第六条第2项 已提出有效申请，或无需申请' '' needs $policy due --month 2025-06 \
  --facts '{"birth_date": "1940-05-05", "hukou": "和平区", "low_income": null}'
try 'seventy-five: nothing more' 1 $'不需要更多事实。\n结果：不符合条件\n未满80周岁' '' needs $policy due --month 2025-06 --facts '{"birth_date": "1950-01-01"}'
try 'all is known: the decision' 0 $'不需要更多事实。\n结果：30.00' '' needs $policy due --month 2025-06 --facts "$usual"
try '--optional asks what may be left out' 1 '下一项需要的事实：
没有写 无' '' needs $policy due --month 2025-06 --facts "$usual" --optional
try 'of a record only what is missing' 1 '下一项需要的事实：申请记录（applied[1].on）
  缺的是：第 1 条的申请日期
  写法：日期，例如 2025-06-30' '' needs $policy due --month 2025-06 \
  --facts '{"birth_date": "1940-05-05", "hukou": "和平区", "low_income": null, "applied": [{"at": "online"}]}'
try 'an input that the decision cannot begin without' 1 '下一项需要的事实：发放补发款的月份（paid_in）' '' \
  needs $policy back_pay_payer --month 2025-06 --facts "$usual"
call needs $policy due --month 2025-06 --facts '{"birth_date": "1940-05-05", "hukou": "和平区", "low_income": null}' --json
same 'JSON of needs' 'False applied list 第六条第2项 第六条第1项、第六条第2项 True' "$(python3 -c '
import json, sys
a = json.load(sys.stdin)
n = a["next"]
print(a["decided"], n["name"], n["type"], n["article"], n["why"]["article"], n["sure"])' <<<"$out")"

# --- 3. one question after the other -----------------------------------------------------------------------------------
ask 'to the decision' 0 '结果：30.00' $'问 1：出生日期\n> 问 2：' $'1940年5月5日\n和平区\n无\n2025-01-06\n' due --month 2025-06
ask 'low income needs no application' 0 '结果：100.00' $'问 1：出生日期\n问 2：户籍\n问 3：低保' $'1940-05-05\n和平区\n和平区\n' due --month 2025-06
ask 'a bad answer is told and asked again' 0 '结果：100.00' $'出生日期\n是否想写 ‘和平区’？' $'昨天\n1940-05-05\n和平区\n和平去\n和平区\n' due --month 2025-06
ask 'outside its range' 0 '结果：100.00' '决定之日' $'2025-07-01\n1940-05-05\n和平区\n和平区\n' due --month 2025-06
ask 'seventy-five is enough' 1 '结果：不符合条件' '问 1：出生日期' $'1950-01-01\n' due --month 2025-06
same 'and no second question' 0 "$(grep -c '问 2' <<<"$err")"
ask 'who does not know is asked the rest, and told what is missing' 1 $'结果：还需要以下事实才能决定\n缺少：低保' '问 4：' \
  $'1940-05-05\n和平区\n未知\n2025-01-06\n' due --month 2025-06
ask 'no more input' 1 '结果：还需要以下事实才能决定' '没有更多回答' $'1940-05-05\n' due --month 2025-06
ask 'JSON at the end, questions beside it' 0 '"outcome":"100.00"' '问 3：低保' $'1940-05-05\n和平区\n和平区\n' due --month 2025-06 --json
ask 'inputs too' 0 $'结果：身份证原件、户口簿原件、银行卡原件、代办人身份证原件' '委托他人代办' $'是\n' \
  materials --on 2025-10-05 --facts "{\"elder\": $usual}"
ask 'a record: what is missing of it' 0 '结果：30.00' '缺的是：第 1 条的申请日期' $'2025-01-06\n' due --month 2025-06 \
  --facts '{"birth_date": "1940-05-05", "hukou": "和平区", "low_income": null, "applied": [{"at": "online"}]}'
ask 'a history: what is missing of it' 0 '结果：30.00' '缺的是：2025-06-10以前' $'和平区\n' due --month 2025-06 \
  --facts '{"birth_date": "1940-05-05", "low_income": null, "applied": [{"on": "2025-01-06"}], "hukou": {"known_from": "2025-06-10", "spells": [{"from": "2025-06-10", "value": "和平区"}]}}'
try 'answers and facts from one place' 2 '' '--facts 不能也从那里读' needs $policy due --month 2025-06 --facts - --ask

# --- statistics: what it takes to try the facts ----------------------------------------------------------------------------
call explain $policy due --month 2025-06 --facts "$usual" --what-if --stats --json
read -r asked lua guards bytes < <(python3 -c 'import json, sys
o = json.loads(sys.argv[1]); print(o["asked"], o["by_lua"], o["guards"], o["tree_bytes"])' "$err")
same 'statistics: many questions, few through Lua' yes "$([ "$asked" -gt 50 ] && [ "$lua" -gt 0 ] && [ "$lua" -lt "$asked" ] && echo yes)"
same 'statistics: trees' yes "$([ "$guards" -gt 0 ] && [ "$bytes" -gt 0 ] && [ "$bytes" -le 65536 ] && echo yes)"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
