#!/usr/bin/env bash
# Explanations from outside: sentences, notices, JSON, two languages. What they must say follows from the articles and the facts given.
# Usage: tests/explain_cli.sh [BUILD]
set -u
cd "$(dirname "$0")/.." || exit 1
about=explain
. tests/outside.sh

policy=old-age-allowance
# Every wanted line stands there whole (but for blanks at its beginning), in this order.
in_order() { # wanted lines, text
  awk -v wanted="$1" 'BEGIN { n = split(wanted, w, "\n"); i = 1 } { sub(/^ +/, "") } i <= n && $0 == w[i] { i++ }
    END { if (i <= n) print w[i]; exit i <= n }' <<<"$2"
}
# name, exit status, whole lines in their order, arguments...
tells() {
  local name=$1 wanted=$2 lines=$3 missing
  shift 3
  call explain "$policy" "$@"
  missing=$(in_order "$lines" "$out")
  if [ "$status" -eq "$wanted" ] && [ -z "$missing" ]; then good "$name"; else
    bad "$name" "status $wanted; the line: $missing" "status $status; $err$out"
  fi
}
path_tells() { # as tells, of the whole path
  tells "$@" --path
}
refuses() { # name, what standard error says, arguments...
  local name=$1 message=$2
  shift 2
  call "$@"
  if [ "$status" -eq 2 ] && [ -z "$out" ] && [ "$err" = "$message" ]; then good "$name"; else
    bad "$name" "status 2; $message" "status $status; $err $out"
  fi
}
lacks() { # name, what must not stand in the output of the call before
  local what found=
  [ -n "$out" ] || found='(nothing was said at all)'
  for what in "${@:2}"; do
    case $out$err in *"$what"*) found="$found $what" ;; esac
  done
  same "$1" '' "$found"
}
times() { # name, how many lines hold it, what
  same "$1" "$2" "$(grep -cF -- "$3" "$work/out")"
}

# An identity number with its check digit (GB 11643).
identity() { # birth date
  local digits="210100${1//-/}001" weights=(7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2) sum=0 i
  for i in "${!weights[@]}"; do sum=$((sum + ${digits:i:1} * weights[i])); done
  local last=10X98765432
  echo "$digits${last:sum % 11:1}"
}
id=$(identity 1945-06-30) id_refused=$(identity 1950-01-01)
here='"hukou":"和平区","low_income":null,"applied":[{"on":"2025-06-09"}]'
person() { # birth date, rest
  echo "{\"id_number\":\"$(identity "$1")\",\"birth_date\":\"$1\",${2:-$here}}"
}

# --- 0. the answer first -----------------------------------------------------------------------------------------------
# Outcome, then what decided it, at most 15 lines: as an official reads it. Which readings were asked, and the version, change with
# every rule: only that they are told is tried.
answers() { # name, exit status, the whole text, arguments...
  local name=$1 wanted=$2 text=$3
  shift 3
  call explain "$policy" "$@"
  same "$name" "$wanted
$text" "$status
$(grep -v '^政策版本 \|^Policy version \|^采用的适用口径：\|^Readings adopted: ' <<<"$out")"
  [ "$(wc -l <"$work/out")" -le 15 ] || bad "$name: short" 'at most 15 lines' "$out"
}
title='沈民发〔2025〕21号 沈阳市高龄津贴发放管理办法（试行）'
more='（加 --path 查看全部经过、所用的事实、参数和适用口径）'
# 95 on 2025-06-15, since 2020 a recipient of the third band: two hundred.
answers 'answer: a paid ninety-year-old' 0 "$title
应发金额，2025年6月（决定之日 2025年6月30日）
结果：200.00 元
因为：90至99周岁（第四条第3项）
    出生日期 1930-06-15，截至 2025-06-30 满95周岁，不小于第二档起点年龄 90周岁（2025-01-01起，第四条第3项）
    出生日期 1930-06-15，截至 2025-06-30 满95周岁，小于第三档起点年龄 100周岁（2025-01-01起，第四条第4项）
所用标准：90–99周岁 200.00 元/月（2025-01-01起，第四条第3项）
其余条件均已满足：第六条第1项、第2项、第十三条第二款、第一款、第十九条、第十七条第一款、第三条第1项、第2项
$more" due --month 2025-06 --facts "$(person 1930-06-15 '"hukou":"和平区","low_income":null,"applied":[{"on":"2025-01-06"}]')"
# Never applied: 80 in June 2020, so an application counts from its first day on; there is none, nor a choice of the allowance.
answers 'answer: refused, for there is no application' 1 "$title
应发金额，2025年6月（决定之日 2025年6月30日）
结果：不符合条件
未满足的条件：没有提出有效申请（第六条第1项、第2项）
    申请记录中没有申请日期不早于 2020-06-01 的记录
    二选一登记与更换申请中没有登记日期不早于 2020-06-01 且选择的政策为高龄津贴的记录
$more" due --month 2025-06 --facts "$(person 1940-06-15 '"hukou":"和平区","low_income":null,"applied":[]')"
# Moved away on 10 March: no hukou at the end of May, which is what counts for June.
answers 'answer: refused, for the person moved away' 1 "$title
应发金额，2025年6月（决定之日 2025年6月30日）
结果：不符合条件
未满足的条件：上月末没有本市户籍，也不属于可以享受的驻沈部队离退休人员或80–89周岁低保、低保边缘老年人（第三条第1项、第2项）
    2025-05-31 的户籍区县：非本市户籍
    2025-05-31 的驻沈部队离退休人员（无户籍）居住区县：不是
$more" due --month 2025-06 --facts "$(person 1940-06-15 '"hukou":[{"value":"和平区"},{"from":"2025-03-10","value":null}],"low_income":null,"applied":[{"on":"2025-01-06"}]')"
# Unverifiable since January: January plus three months is April, so June is held.
answers 'answer: on hold' 1 "$title
应发金额，2025年6月（决定之日 2025年6月30日）
结果：暂缓，待核实。核实后为：30.00 元
暂缓的原因：生存状况已连续3个月无法确定（第十九条）
    2025-05-31 的生存核查结果：无法确定
    生存核查结果截至 2025-05-31 的起点所在月份 + 连续无法确定生存状况的月数 3个月（2025-01-01起，第十九条） = 2025-04，不晚于 2025-06
$more" due --month 2025-06 --facts "$(person 1940-06-15 '"hukou":"和平区","low_income":null,"applied":[{"on":"2025-01-06"}],"survival":[{"from":"2025-01-05","value":"unverifiable"}]')"
times 'answer: the readings are told' 1 '采用的适用口径：A-5.'
answers 'answer: needs' 1 "$title
应发金额，2025年6月（决定之日 2025年6月30日）
结果：还需要以下事实才能决定
缺少：户籍区县（第三条第1项）
缺少：低保（边缘）保障关系所在区县（第三条第2项）
缺少：申请记录（第六条第2项）
$more" due --month 2025-06 --facts '{"birth_date":"1940-06-15"}'
# Home care instead of the first band: nothing, by the exception from 第四条第1项.
answers 'answer: home care' 0 "$title
应发金额，2025年6月（决定之日 2025年6月30日）
结果：0.00 元
因为：与政府购买居家养老服务（普惠型）不兼得（第四条第1项）
    二选一登记与更换申请中有登记日期不晚于 2025-06-30 且选择的政策为政府购买居家养老服务（普惠型）的记录
    二选一登记与更换申请中登记日期为2025-01-06的最近一条记录的选择的政策 政府购买居家养老服务（普惠型）
因为：80至89周岁，且上月末不是低保、低保边缘家庭成员（第四条第1项）
其余条件均已满足：第六条第1项、第2项、第十三条第二款、第一款、第十九条、第十七条第一款、第三条第1项、第2项
$more" due --month 2025-06 --facts "$(person 1940-06-15 '"hukou":"和平区","low_income":null,"applied":[{"on":"2025-01-06"}],"choices":[{"on":"2025-01-06","choice":"home_care"}]')"
# Registered for home care before this year: four questions about changing it share the number A-5.9, which is told once.
call explain "$policy" due --month 2025-06 --facts "$(person 1940-06-15 '"hukou":"和平区","low_income":null,"applied":[],"choices":[{"on":"2024-09-06","choice":"home_care"}]')"
same 'answer: the number of several readings is told once' 1 "$(grep '^采用的适用口径：' "$work/out" | grep -oF A-5.9 | wc -l | tr -d ' ')"
# Arrears of 2022 for who was 92 then: the rate of the month, of which the beginning is reported but not known.
answers 'answer: arrears of 2022' 0 "$title
应发金额，2022年6月（决定之日 2022年6月30日）
结果：200.00 元
因为：90至99周岁（第十三条第一款）
    出生日期 1930-06-15，截至 2022-06-30 满92周岁，不小于第二档起点年龄 90周岁（起点不明，第四条第3项）
    出生日期 1930-06-15，截至 2022-06-30 满92周岁，小于第三档起点年龄 100周岁（起点不明，第四条第4项）
所用标准：2025年以前90–99周岁的标准（第十三条第一款）
其余条件均已满足：第六条第1项、第2项、第十三条第二款、第一款、第十九条、第十七条第一款、第三条第1项、第2项
$more" due --month 2022-06 --facts "$(person 1930-06-15 '"hukou":"和平区","low_income":null,"applied":[{"on":"2025-01-06"}]')"
answers 'answer: in English' 1 "$title
应发金额, 2025-06 (decided on 2025-06-30)
Result: not eligible
Not fulfilled: 没有提出有效申请 (第六条第1项、第2项)
    申请记录 has no record with 申请日期 not before 2020-06-01
    二选一登记与更换申请 has no record with 登记日期 not before 2020-06-01 and 选择的政策 高龄津贴
(--path tells the whole way, with all facts, parameters and readings)" due --month 2025-06 --lang en --facts "$(person 1940-06-15 '"hukou":"和平区","low_income":null,"applied":[]')"

# --- 1. granted: the four bands of article four ------------------------------------------------------------------------
# Born 1945-06-30: 80 on the last day of June 2025, 79 a month before. So the month of the birthday counts (A-5.4).
path_tells 'thirty yuan: each requirement, guard, parameter and reading, in order' 0 '沈民发〔2025〕21号 沈阳市高龄津贴发放管理办法（试行）
月标准，2025年6月（决定之日 2025年6月30日）
经过
第十七条第一款 在世，或离世当月：符合
没有死亡日期
第三条第1项、第三条第2项 年满80周岁：符合
当月末（或离世、迁出之日）的周岁：80（第三条第1项、第三条第2项、第七条）
出生日期 1945-06-30，截至 2025-06-30 满80周岁，不小于第一档起点年龄 80周岁（2025-01-01起，第三条第1项、第三条第2项）
出生日期 1945-06-30，截至 2025-06-30 满80周岁，不小于第一档起点年龄 80周岁
出生日期 1945-06-30，截至 2025-05-31 满79周岁，小于第一档起点年龄 80周岁
适用口径 A-5.4 满80周岁从哪个月起发放？满80周岁当月（第三条第1项、第三条第2项）
第三条第1项、第三条第2项 本市户籍（含驻沈部队离退休人员），或80–89周岁低保、低保边缘：符合
沈阳市户籍（上月末）：是（第三条第1项）
2025-05-31 的户籍区县：和平区
第四条第1项 80至89周岁，且上月末不是低保、低保边缘家庭成员：适用
80至89周岁：是（第四条第1项）
出生日期 1945-06-30，截至 2025-06-30 满80周岁，小于第二档起点年龄 90周岁（2025-01-01起，第四条第3项）
本市城乡低保、低保边缘家庭成员：否（第三条第2项、第十七条第一款、第十八条）
2025-05-31 的低保（边缘）保障关系所在区县：不是
例外 第四条第1项 与政府购买居家养老服务（普惠型）不兼得：不适用
给出：30.00 元
参数 80–89周岁普通高龄老年人：30.00 元/月（2025-01-01起，第四条第1项）
结果：30.00 元
依据
所依据的事实
出生日期：1945年6月30日
所用的参数
所采用的适用口径' standard --month 2025-06 --facts "$(person 1945-06-30)"
times 'thirty yuan: a term is told once, then named' 1 '当月末（或离世、迁出之日）的周岁：80（第三条第1项、第三条第2项、第七条）'
times 'thirty yuan: and told by 同上 after that' 1 '当月末（或离世、迁出之日）的周岁：80（同上）'
times 'thirty yuan: a parameter says once from when it holds' 1 '第一档起点年龄 80周岁（2025-01-01起'
lacks 'thirty yuan: rules that were only tried are left out' '第四条第2项 ' '第四条第3项 ' '第四条第4项 '
tells 'thirty yuan with --all: also the rules that were only tried' 0 '第四条第2项 80至89周岁，且本市城乡低保、低保边缘家庭成员：不适用
第四条第3项 90至99周岁：不适用
第四条第4项 100周岁及以上：不适用' standard --month 2025-06 --facts "$(person 1945-06-30)" --all
path_tells 'a hundred yuan: low income since before the month' 0 '2025-05-31 的户籍区县：非本市户籍
80至89周岁低保、低保边缘：是（第三条第2项、第四条第2项）
2025-05-31 的低保（边缘）保障关系所在区县：和平区
适用口径 A-5.2 80–89周岁低保、低保边缘老年人是否还须本市户籍？保障关系在本市即可（第四条第2项）
第四条第2项 80至89周岁，且本市城乡低保、低保边缘家庭成员：适用
参数 80–89周岁低保、低保边缘：100.00 元/月（2025-01-01起，第四条第2项）
结果：100.00 元' standard --month 2025-06 --facts "$(person 1942-04-18 '"hukou":null,"low_income":"和平区","applied":[]')"
path_tells 'two hundred yuan: 90 on the last day of the month' 0 '第四条第3项 90至99周岁：适用
出生日期 1935-06-30，截至 2025-06-30 满90周岁，不小于第二档起点年龄 90周岁（2025-01-01起，第四条第3项）
出生日期 1935-06-30，截至 2025-06-30 满90周岁，小于第三档起点年龄 100周岁（2025-01-01起，第四条第4项）
参数 90–99周岁：200.00 元/月（2025-01-01起，第四条第3项）
结果：200.00 元' standard --month 2025-06 --facts "$(person 1935-06-30)"
path_tells 'eight hundred yuan: died in this month, so the age of that day' 0 '死亡日期 2025-06-20，晚于 2025-05-31
出生日期 1925-06-15，截至 死亡日期 2025-06-20 满100周岁，不小于第一档起点年龄 80周岁（2025-01-01起，第三条第1项、第三条第2项）
第四条第4项 100周岁及以上：适用
结果：800.00 元' standard --month 2025-06 --facts "$(person 1925-06-15 "\"death_date\":\"2025-06-20\",$here")"
path_tells 'a decision within a decision tells itself, what was told before in short' 0 '应发金额，2025年6月（决定之日 2025年6月30日）
第六条第1项、第六条第2项 已提出有效申请，或无需申请：符合
申请记录中有申请日期不早于 2025-06-01 的记录
第十二条 当月应发津贴，发放至老年人名下银行卡：适用
决定 月标准：30.00 元
第四条第1项 80至89周岁，且上月末不是低保、低保边缘家庭成员：适用
80至89周岁：是（同上）
给出：30.00 元
结果：30.00 元' due --month 2025-06 --facts "$(person 1945-06-30)"

# --- 2. nothing to give, refused, held, undetermined, needs --------------------------------------------------------------
care="$here,\"choices\":[{\"on\":\"2025-06-09\",\"choice\":\"home_care\"}]"
path_tells 'zero: the exception with its choice' 0 '例外 第四条第1项 与政府购买居家养老服务（普惠型）不兼得：适用
二选一登记与更换申请中有登记日期不晚于 2025-06-30 且选择的政策为政府购买居家养老服务（普惠型）的记录
给出：0.00 元
结果：0.00 元' standard --month 2025-06 --facts "$(person 1945-06-30 "$care")"
unasked=$(person 1950-01-01 '"hukou":"和平区","low_income":null,"applied":[]') # in the city, but too young, and has not applied
refused=$(person 1950-01-01 '"hukou":[{"from":"2000-01-01","value":"和平区"},{"from":"2025-03-10","value":null}],"low_income":null,"applied":[]')
path_tells 'refused: every failed requirement, with the facts that failed it' 1 '第六条第1项、第六条第2项 已提出有效申请，或无需申请：不符合
出生日期 1950-01-01，截至 2025-06-30 满75周岁，小于第一档起点年龄 80周岁
第十九条 生存状况没有连续3个月无法确定：符合
决定 月标准：不符合条件
第十七条第一款 在世，或离世当月：符合
第三条第1项、第三条第2项 年满80周岁：不符合
第三条第1项、第三条第2项 本市户籍（含驻沈部队离退休人员），或80–89周岁低保、低保边缘：不符合
沈阳市户籍（上月末）：否（第三条第1项）
2025-05-31 的户籍区县：非本市户籍
结果：不符合条件，理由如下
第六条第1项、第六条第2项：没有提出有效申请
第三条第1项、第三条第2项：未满80周岁（按起发月份计）
第三条第1项、第三条第2项：上月末没有本市户籍，也不属于可以享受的驻沈部队离退休人员或80–89周岁低保、低保边缘老年人' due --month 2025-06 --facts "$refused"
lacks 'refused: no rule is told, nobody gives anything' '给出' '：适用'
held=$(person 1940-06-15 '"hukou":"和平区","low_income":null,"applied":[{"on":"2025-01-06"}],"survival":[{"from":"2025-01-05","value":"unverifiable"}]')
# Unverifiable since January: three months are paid, so that April (January plus three) is the first that is not.
path_tells 'held: since when, and how many months are still paid' 1 '第十九条 生存状况没有连续3个月无法确定：不符合，暂缓
2025-05-31 的生存核查结果：无法确定
没有死亡日期
适用口径 A-5.14 连续3个月无法确定生存状况的，从哪个月起停发？第四个月（第十九条）
生存核查结果截至 2025-05-31 的起点所在月份 + 连续无法确定生存状况的月数 3个月（2025-01-01起，第十九条） = 2025-04，不晚于 2025-06
结果：30.00 元
但暂缓，因为
第十九条：生存状况已连续3个月无法确定' due --month 2025-06 --facts "$held"
path_tells 'undetermined: what is not settled and who decides' 1 '尚无规定 第十三条第一款 2015年7月以前的标准起点不明：适用
2015-06，早于本办法执行的第一个月 2025-01（起点不明，第二十九条）
2025年以前100周岁及以上标准有已知的起点：否
结果：尚无规定。2015年7月以前的标准起点不明；由沈阳市民政局决定' standard --month 2015-06 --facts "$(person 1914-03-15)"
path_tells 'needs: the first question that nobody can answer yet' 1 '第三条第1项、第三条第2项 年满80周岁：未知
当月末（或离世、迁出之日）的周岁：未知（第三条第1项、第三条第2项、第七条）
还不知道是否：出生日期 未知，截至 2025-06-30 的周岁，小于第一档起点年龄 80周岁（2025-01-01起，第三条第1项、第三条第2项）
第三条第1项、第三条第2项 本市户籍（含驻沈部队离退休人员），或80–89周岁低保、低保边缘：未知
沈阳市户籍（上月末）：未知（第三条第1项）
还不知道有没有2025-05-31 的户籍区县
结果：还需要以下事实才能决定
出生日期（birth_date）' standard --month 2025-06
path_tells 'a list: each item that applies, with its condition' 0 '2025-06-30 的户籍区县：和平区
第八条 身份证原件：适用
第八条 户口簿原件：适用（同上）
第八条 代办人身份证原件：适用
委托他人代办：是
结果：身份证原件、户口簿原件、银行卡原件、代办人身份证原件' materials --on 2025-06-30 \
  --facts "{\"elder\":$(person 1940-06-15),\"by_agent\":true}"
path_tells 'a ruling decides by itself: nothing else is asked' 0 '结果：30.00 元
第十一条第一款：和平区某街道集体审议，经办 甲，档案 2025-1' due --month 2025-06 --facts "{\"elder\":$unasked,\"rulings\":[{\"decision\":\"due\",\
\"article\":\"第十一条\",\"outcome\":\"30.00\",\"by\":\"和平区某街道\",\"officer\":\"甲\",\"file\":\"2025-1\",\"from\":\"2025-06\"}]}"

# --- 3. English ----------------------------------------------------------------------------------------------------------
path_tells 'English: the words between are English, labels are the policy’s' 0 '月标准, 2025-06 (decided on 2025-06-30)
How it was decided
第三条第1项、第三条第2项 年满80周岁: met
出生日期 1945-06-30, aged 80 on 2025-06-30, not less than 第一档起点年龄 80周岁 (from 2025-01-01, 第三条第1项、第三条第2项)
Reading A-5.4 满80周岁从哪个月起发放？满80周岁当月 (第三条第1项、第三条第2项)
户籍区县 on 2025-05-31: 和平区
Exception 第四条第1项 与政府购买居家养老服务（普惠型）不兼得: does not apply
gives: 30.00 yuan
Parameter 80–89周岁普通高龄老年人: 30.00 元/月 (from 2025-01-01, 第四条第1项)
Result: 30.00 yuan
Grounds
Facts relied on
出生日期: 1945-06-30
死亡日期: none
Parameters used
Readings adopted' standard --month 2025-06 --facts "$(person 1945-06-30)" --lang en
path_tells 'English: a refusal' 1 'Result: not eligible, because
第三条第1项、第三条第2项: 未满80周岁（按起发月份计）' standard --month 2025-06 --facts "$refused" --lang en
refuses 'a language that there is not' '错误：没有语言 ‘fr’
建议：可用的语言：zh（中文）、en（英文）' explain $policy standard --month 2025-06 --lang fr

# --- 4. notices ------------------------------------------------------------------------------------------------------------
tells 'notice: a refusal with all reasons at once' 1 '告知书
沈民发〔2025〕21号 沈阳市高龄津贴发放管理办法（试行）
老年人（身份证号 2101************14）：
您申请的高龄津贴（2025年6月），经审核，结果如下：
不符合条件。现将全部理由一次性告知如下：
1. 没有提出有效申请（第六条第1项、第2项）
申请记录中没有申请日期不早于 2030年1月1日的记录。
2. 未满80周岁（按起发月份计）（第三条第1项、第2项）
出生日期 1950年1月1日，截至 2025年6月30日满75周岁，小于第一档起点年龄 80周岁（2025年1月1日起，第三条第1项、第三条第2项）。
3. 上月末没有本市户籍，也不属于可以享受的驻沈部队离退休人员或80–89周岁低保、低保边缘老年人（第三条第1项、第2项）
2025年5月31日的户籍区县：非本市户籍。
2025年5月31日的驻沈部队离退休人员（无户籍）居住区县：不是。
所依据的情况：
出生日期：1950年1月1日
以上条件满足以后，可以再次提出申请。
需要携带（第八条）：身份证原件；户口簿原件（有户口簿的）；银行卡原件；代办人身份证原件（委托他人代办的）；服务保障单位证明（驻沈部队离退人员中无户籍且居住在本市的）。
对文件内容有疑问的，由沈阳市民政局负责解释（第三十条）。
（盖章）' due --month 2025-06 --facts "$refused" --letter
times 'notice: three reasons and no more' 3 '. '
lacks 'notice: the number is masked' "$id_refused"
tells 'notice: the number in full where asked' 1 "老年人（身份证号 $id_refused）：" due --month 2025-06 --facts "$refused" --letter --full
tells 'notice: granted' 0 '应发金额：30.00 元。
理由和依据：
因为：80至89周岁，且上月末不是低保、低保边缘家庭成员（第四条第1项）
所用标准：80–89周岁普通高龄老年人 30.00 元/月（2025年1月1日起，第四条第1项）
上述情况如有错误，或者以后发生变化，请在当月告知老年人户籍所在居（村）民委员会，更正后重新决定（第十四条第一款、第十七条第一款）。' due --month 2025-06 --facts "$(person 1945-06-30)" --letter
tells 'notice: held' 1 '但暂缓办理，原因如下：
1. 生存状况已连续3个月无法确定（第十九条）
2025年5月31日的生存核查结果：无法确定。' due --month 2025-06 --facts "$held" --letter
tells 'notice: not settled' 1 '对此尚无规定：2015年7月以前的标准起点不明。由沈阳市民政局决定，决定后另行告知。' standard \
  --month 2015-06 --facts "$(person 1914-03-15)" --letter
tells 'notice: what is missing' 1 '老年人：
现有材料还不足以作出决定，需要补充以下情况：
1. 户籍区县（第三条第1项）
2. 低保（边缘）保障关系所在区县（第三条第2项）
请补充上述情况及其证明，补充以后即作出决定。' standard --month 2025-06 --facts '{"birth_date":"1940-06-15"}' --letter
tells 'notice: in English' 1 'NOTICE
To 老年人 (身份证号 2101************14):
Not eligible. These conditions are not met; these are all the reasons:
1. 未满80周岁（按起发月份计） (第三条第1项、第2项)
出生日期 1950-01-01, aged 75 on 2025-06-30, less than 第一档起点年龄 80周岁 (from 2025-01-01, 第三条第1项、第三条第2项).
Questions about the document are answered by 沈阳市民政局 (第三十条).' standard --month 2025-06 --facts "$refused" --letter --lang en
refuses 'json and letter together' '错误：--json 与 --letter 只能给一个
建议：--json 给程序，--letter 给当事人' explain $policy due --month 2025-06 --json --letter
refuses 'full without letter' '错误：--full 要与 --letter 一起用
建议：--full 在告知书中写出完整的证件号' explain $policy due --month 2025-06 --full
refuses 'all with json' '错误：--all 不能与 --json 或 --letter 一起用
建议：--json 总是全部；告知书只说有关的' explain $policy due --month 2025-06 --all --json

# --- 5. JSON ---------------------------------------------------------------------------------------------------------------
call explain $policy standard --month 2025-06 --facts "$(person 1945-06-30)" --json
same 'json: one line, exit status as ever' '0 1' "$status $(wc -l <"$work/out" | tr -d ' ')"
holds() { # name, text
  times "json: $1" 1 "$2"
}
holds 'the decision is the first step' '"path":[{"step":"decision","decision":"standard","label":"月标准","article":"第四条","when":"2025-06","outcome":"value","value":"30.00","steps":[{"step":"requirement","article":"第十七条第一款"'
holds 'a guard has its operands in words and values' '{"step":"guard","op":"less","a":{"words":"出生日期 1945-06-30，截至 2025-06-30 满80周岁","value":80},"b":{"words":"第一档起点年龄 80周岁","value":80},"holds":false,"text":"出生日期 1945-06-30，截至 2025-06-30 满80周岁，不小于第一档起点年龄 80周岁"}'
holds 'a parameter says from when' '"from":"2025-01-01","to":null,"value":"30.00","issued":"2025-05-20","step":"parameter","parameter":"rate_80s"'
holds 'a reading is a step' '{"step":"reading","reading":"first_month_80","id":"A-5.4"'
holds 'rules that did not apply are there too' '{"step":"rule","kind":"rule","article":"第四条第4项","text":"100周岁及以上","holds":false'
holds 'the path is whole' '"path_complete":true'
lacks 'json: the number is masked' "$id"

# --- 6. from the database --------------------------------------------------------------------------------------------------
db=$work/r.db
"$bylaw" record elder $id birth_date=1945-06-30 hukou=和平区 low_income=无 applied=2025-06-09 --from 2000-01-01 --create \
  --on 2025-06-10 --why 申请 --db "$db" >"$work/record" 2>&1 || cat "$work/record"
"$bylaw" record elder $id death_date=2025-05-20 --on 2025-07-02 --why 比对 --db "$db" >"$work/record" 2>&1 || cat "$work/record"
path_tells 'database: facts as known on a day' 0 '没有死亡日期
结果：30.00 元' standard --month 2025-06 --db "$db" --id $id --as-of 2025-06-30
path_tells 'database: facts as known now' 1 '死亡日期 2025-05-20，不晚于 2025-05-31
结果：不符合条件，理由如下
第十七条第一款：截至上月末已离世' standard --month 2025-06 --db "$db" --id $id
tells 'database: a notice' 1 '老年人（身份证号 2101************12）：
1. 截至上月末已离世（第十七条第一款）
死亡日期 2025年5月20日，不晚于 2025年5月31日。' standard --month 2025-06 --db "$db" --id $id --letter
lacks 'database: the number is masked' $id

# --- 7. statistics ---------------------------------------------------------------------------------------------------------
call explain "$policy" standard --month 2025-06 --db "$db" --id $id --as-of 2025-06-30
plain=$out
call explain "$policy" standard --month 2025-06 --db "$db" --id $id --as-of 2025-06-30 --stats
same 'statistics: the explanation is the same' "$plain" "$out"
case $err in *'统计：决定 1 次，其中运行 Lua 1 次'*) good 'statistics: one decision, with its path through Lua' ;;
*) bad 'statistics: one decision, with its path through Lua' '统计：决定 1 次' "$err" ;; esac
call explain "$policy" standard --month 2025-06 --db "$db" --id $id --as-of 2025-06-30 --stats --json
case $err in '{"asked":1,"by_lua":1,'*) good 'statistics: JSON' ;; *) bad 'statistics: JSON' '{"asked":1,"by_lua":1,…' "$err" ;; esac
call explain "$policy" standard --month 2025-06 --facts '{"nobody": 1}' --stats
case $err in *统计*) bad 'statistics: not of what failed' 'no 统计' "$err" ;; *) same 'statistics: not of what failed' 2 $status ;; esac

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
