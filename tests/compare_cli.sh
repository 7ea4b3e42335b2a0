#!/usr/bin/env bash
# Comparing and budgeting with a change, from outside: 22 invented people whose amounts are reckoned by hand from articles four, six,
# thirteen and seventeen. Usage: tests/compare_cli.sh [BUILD]
set -u
cd "$(dirname "$0")/.." || exit 1
about=compare
seconds=600
. tests/outside.sh

count() { # text, pattern: how often it occurs
  grep -oE "$2" <<<"$1" | wc -l
}
# name, wanted text, file of JSON, words of a Lua expression over `r`
json() {
  local got
  got=$(sqlite3 :memory: "SELECT $4 FROM (SELECT readfile('$3') AS r)" 2>&1)
  same "$1" "$2" "$got"
}

# --- who they are ------------------------------------------------------------------------------------------------------
policy=old-age-allowance
db=$work/registry.db
heping="210100194001050011 210100194002060019 210100194003070016 210100194004080013 210100194005090010 210100194006100014" # 80–89: 30
dadong="210100194007110011 210100194008120019 210100194009130016"                                                         # 80–89: 30
ninety=210100193509150019     # 大东区, 90 in September 2025: 30, then 200
poor="210100194010140019 210100194011150016" # 铁西区 by 低保: 100
poor_care=210100194012160013  # the same, with 居家养老服务: 100, or 0 if nobody gets both
nineties=210100193001170019   # 皇姑区: 200
nineties_care=210100193002180016 # 皇姑区, with 居家养老服务: 200, or 0
hundred=210100192403190018    # 沈河区: 800
care=210100194004200011       # 和平区, 80–89 with 居家养老服务: 0
young=210100195005210013      # 皇姑区, 75: nothing
silent=210100194006220016     # 皇姑区, 80–89, never asked: nothing is due, the standard is 30
doubt=210100193602290040      # 铁西区, 89, nobody knows about 低保
lost=210100194007240019       # 沈河区, 80–89, nobody knows whether alive since January: held
dying=210100194208250010      # 大东区, 80–89, dies on 10 August 2025: 30 in June, July and August
everybody="$heping $dadong $ninety $poor $poor_care $nineties $nineties_care $hundred $care $young $silent $doubt $lost $dying"
{
  echo '身份证号,出生日期,死亡日期,户籍区县,低保（边缘）保障关系所在区县,申请记录,二选一登记与更换申请,生存核查结果'
  asked='2025-01-06|户籍地居（村）委会' home='政府购买居家养老服务（普惠型）'
  line() { # number, death, district, 低保, applications, choices, checks
    echo "$1,${1:6:8},$2,$3,$4,$5,$6,$7"
  }
  for one in $heping; do line "$one" 无 和平区 无 "$asked" 无 无; done
  for one in $dadong $ninety; do line "$one" 无 大东区 无 "$asked" 无 无; done
  for one in $poor; do line "$one" 无 铁西区 铁西区 无 无 无; done
  line $poor_care 无 铁西区 铁西区 无 "2025-02-10|$home" 无
  line $nineties 无 皇姑区 无 "$asked" 无 无
  line $nineties_care 无 皇姑区 无 "$asked" "2025-01-05|$home" 无 # before applying: a first choice
  line $hundred 无 沈河区 无 "$asked" 无 无
  line $care 无 和平区 无 "$asked" "2024-12-20|$home" 无
  line $young 无 皇姑区 无 无 无 无
  line $silent 无 皇姑区 无 无 无 无
  line $doubt 无 铁西区 未知 "$asked" 无 无
  line $lost 无 沈河区 无 "$asked" 无 '2025-01-01 无法确定'
  line $dying 2025-08-10 大东区 无 "$asked" 无 无
} >"$work/registry.csv"
compare() { # name, exit status, out, err, decision, options...
  local name=$1 wanted=$2 in_out=$3 in_err=$4
  shift 4
  try "$name" "$wanted" "$in_out" "$in_err" compare $policy "$@"
}
try 'import' 0 '22 行；新增 22 人' '' import $policy "$work/registry.csv" --db "$db" --on 2025-08-20
try 'help shows the usage, how sides are written, the statuses and an example' 0 \
  $'用法：bylaw compare POLICY DECISION\n parameter:rate_80s=40@2025-07\n退出状态：0\n例：\n bylaw compare' '' compare --help

# --- 1. a parameter: eleven of 80–89 get 10 more, the one who is held would be held for more -----------------------------------
forty=$'名册 22 人，12 人的结果会变\n 当月 330.00 440.00 110.00\n 当月起12个月 5,220.00 6,360.00 1,140.00
其中 1 人有一边不能确定金额，没有计入金额\n12个月中，12 个人月有一边不能确定金额
 和平区 第四条第1项 80–89周岁普通高龄老年人 6 180.00 240.00 60.00 720.00
 沈河区 第四条第1项 80–89周岁普通高龄老年人 1 0.00 0.00 0.00 0.00
 大东区 第四条第1项 80–89周岁普通高龄老年人 5 150.00 200.00 50.00 420.00
 30.00 40.00 11 \n 110.00 1,140.00\n 暂缓 30.00 暂缓 40.00 1 第十九条 2101************19 0.00 0.00'
compare 'a parameter' 0 "$forty
到：80–89周岁普通高龄老年人：40.00 元/月，2025年6月1日起（原为 30.00）" '' due --to parameter:rate_80s=40 --month 2025-06 --db "$db"
lacks 'nobody is named' $everybody
same 'three examples a class' 4 "$(count "$out" '2101\*{12}[0-9X]{2}')"
same 'nobody else differs' 2 "$(count "$out" '第十九条|第十二条')"
compare 'a parameter from July on changes nothing in June' 0 '名册 22 人，没有人的结果会变' '' due --to parameter:rate_80s=40@2025-07 --month 2025-06 --db "$db"
lacks 'no table where nothing changes' 从什么变成什么 按区县
compare 'the same parameter by two sides' 0 $'到：80–89周岁普通高龄老年人：40.00\n从：80–89周岁普通高龄老年人：35.00\n 当月 385.00 440.00 55.00' '' \
  due --from parameter:rate_80s=35 --to parameter:rate_80s=40 --month 2025-06 --db "$db"
compare 'two parameters at once: the one of 100 too' 0 $'名册 22 人，13 人的结果会变\n 当月 1,130.00 1,340.00 210.00\n 800.00 900.00 1 \n 沈河区 第四条第4项 100周岁及以上 1 800.00 900.00 100.00 1,200.00' '' \
  due --to parameter:rate_80s=40 --to parameter:rate_100s=900 --month 2025-06 --db "$db"
compare 'a parameter as it is' 0 '没有人的结果会变' '' due --to parameter:rate_80s=30.00 --month 2025-06 --db "$db"

# --- 2. a reading: two with 居家养老服务 lose 100 and 200 ----------------------------------------------------------------------------
compare 'a reading' 0 $'名册 22 人，2 人的结果会变\n 当月 300.00 0.00 -300.00\n 当月起12个月 3,600.00 0.00 -3,600.00
 铁西区 第四条第2项 80–89周岁低保、低保边缘 1 100.00 0.00 -100.00 -1,200.00
 皇姑区 第四条第3项 90–99周岁 1 200.00 0.00 -200.00 -2,400.00
 100.00 0.00 1 \n 200.00 0.00 1 \n（原为：只限80–89周岁普通高龄老年人）' '' due --to reading:home_care_scope=everyone --month 2025-06 --db "$db"
compare 'the other way round, by --from' 0 $' 当月 0.00 300.00 300.00\n 0.00 200.00 1' '' \
  due --from reading:home_care_scope=everyone --to reading:home_care_scope=ordinary_only --month 2025-06 --db "$db"

# --- 3. dates: before 2025 there was nothing for 80–89 --------------------------------------------------------------------------
compare 'two months: thirteen begin to get 30, seven get the same by another article' 0 \
  $'standard） 2024-12 → 2025-01\n名册 22 人，13 人的结果会变；另有 7 人结果不变，依据的条文变了\n 当月 0.00 390.00 390.00\n 0.00 30.00 13 第四条、第十七条第一款、第三条第1项等 → 第四条第1项
 100.00 100.00 3 第十三条第一款、\n等 → 第四条第2项\n 200.00 200.00 2 第十三条第一款、\n等 → 第四条第3项\n 800.00 800.00 1 第十三条第一款、\n等 → 第四条第4项\n 0.00 0.00 1 第四条、第十七条第一款、第三条第1项等 → 第四条第1项' '' \
  standard --from 2024-12 --to 2025-01 --db "$db"
lacks 'no year where the months differ' 12个月
compare 'a day stands for its month' 0 '13 人的结果会变' '' standard --from 2024-12-15 --to 2025-01-31 --db "$db"
compare 'in September one is 90, one is dead' 0 $'名册 22 人，2 人的结果会变\n 30.00 200.00 1 \n 30.00 不符合条件 1 ' '' due --from 2025-08 --to 2025-09 --db "$db"

# --- 4. files and archived versions -----------------------------------------------------------------------------------------
mkdir -p "$work/new/values" "$work/more/values" "$work/same/values"
cp policies/values/old_age_allowance.lua "$work/new/values/"
cp policies/values/old_age_allowance.lua "$work/more/values/"
cp policies/values/old_age_allowance.lua "$work/same/values/"
sed 's/value = yuan(30), issued/value = yuan(40), issued/' policies/old_age_allowance.lua >"$work/new/old_age_allowance.lua"
{ cat policies/old_age_allowance.lua; } | sed 's/^-- 本模块按文件顺序编写.*/-- 另一句注释/' >"$work/same/old_age_allowance.lua"
# A fact more, in front of those that are stored, and another order of members.
sed -e 's/value = yuan(30), issued/value = yuan(40), issued/' -e 's/^  death_date = /  phone = fact.text { label = "电话", optional = true },\n  death_date = /' \
  -e 's/{ { "verified", "确认在世" }, { "unverifiable", "无法确定" } }/{ { "unverifiable", "无法确定" }, { "verified", "确认在世" } }/' \
  policies/old_age_allowance.lua >"$work/more/old_age_allowance.lua"
same 'the other policies are others' '1 1 1' "$(for d in new same more; do cmp -s policies/old_age_allowance.lua "$work/$d/old_age_allowance.lua"; echo $?; done | xargs)"
compare 'a file' 0 "$forty" '' due --to "$work/new/old_age_allowance.lua" --month 2025-06 --db "$db"
compare 'two files' 0 "$forty" '' due --from policies/old_age_allowance.lua --to "$work/new/old_age_allowance.lua" --month 2025-06 --db "$db"
compare 'a file with other facts' 0 "$forty" '' due --to "$work/more/old_age_allowance.lua" --month 2025-06 --db "$db"
compare 'a file that says the same' 0 '名册 22 人，没有人的结果会变' '' due --to "$work/same/old_age_allowance.lua" --month 2025-06 --db "$db"
compare 'a file and a reading' 0 '名册 22 人，14 人的结果会变' '' due --to "$work/new/old_age_allowance.lua" --to reading:home_care_scope=everyone --month 2025-06 --db "$db"
cp "$db" "$work/paid.db"
try 'a month is paid' 0 '第 1 次发放' '' pay $policy --month 2025-06 --on 2025-08-25 --db "$work/paid.db"
version=$("$bylaw" show "$policy" --json | grep -oE '"version":"[0-9a-f]{64}"' | grep -oE '[0-9a-f]{64}')
compare 'an archived version' 0 "$forty
从：存档版本 ${version:0:12}" '' due --from "${version:0:8}" --to "$work/new/old_age_allowance.lua" --month 2025-06 --db "$work/paid.db"
try 'an archived version, when another one is in force' 0 "$forty" '' \
  compare $policy due --policies "$work/new" --from "${version:0:6}" --to "$work/new/old_age_allowance.lua" --month 2025-06 --db "$work/paid.db"
compare 'an archived version against itself' 0 '没有人的结果会变' '' due --to "$version" --month 2025-06 --db "$work/paid.db"
try 'a ruling' 0 '已记录' '' record elder ${heping%% *} \
  'ruling={"decision":"due","from":"2025-01","to":"2026-12","outcome":"55.00","article":"第十一条","by":"街道办事处（乡镇人民政府）","officer":"甲","file":"集体审议档案 1"}' \
  --db "$work/paid.db" --why 集体审议
compare 'whose outcome is ruled is not affected' 0 $'名册 22 人，11 人的结果会变\n 当月 300.00 400.00 100.00' '' due --to parameter:rate_80s=40 --month 2025-06 --db "$work/paid.db"

# --- 5. JSON and CSV ----------------------------------------------------------------------------------------------------
"$bylaw" compare $policy due --to parameter:rate_80s=40 --month 2025-06 --db "$db" --json >"$work/r.json"
json 'JSON: who' '22|12|0|1' "$work/r.json" "json_extract(r,'$.subjects'), json_extract(r,'$.people'), json_extract(r,'$.basis_only'), json_extract(r,'$.changed')"
json 'JSON: money' '330.00|440.00|110.00|1|1140.00|12' "$work/r.json" "json_extract(r,'$.month.from'), json_extract(r,'$.month.to'), json_extract(r,'$.month.difference'), json_extract(r,'$.month.unclear'), json_extract(r,'$.year.difference'), json_extract(r,'$.year.unclear_months')"
# 330 of those who differ, 300 of the poor, 400 of the nineties, 800 of the one of a hundred; who cares is 0
json 'JSON: everybody' '1830.00|1940.00' "$work/r.json" "json_extract(r,'$.total.from'), json_extract(r,'$.total.to')"
json 'JSON: the sides' 'parameter|parameter:rate_80s=40|0|2025-06' "$work/r.json" "json_extract(r,'$.to.told[0].kind'), json_extract(r,'$.to.told[0].text'), json_array_length(r,'$.from.told'), json_extract(r,'$.to.when')"
json 'JSON: a class' 'value|30.00|40.00|11|0' "$work/r.json" "json_extract(r,'$.classes[0].from.kind'), json_extract(r,'$.classes[0].from.value'), json_extract(r,'$.classes[0].to.value'), json_extract(r,'$.classes[0].people'), json_extract(r,'$.classes[0].basis_only')"
compare 'CSV in standard output: both tables' 0 $'区县,档次,人数,当月：从,当月：到,当月差额,12个月差额\n和平区,第四条第1项 80–89周岁普通高龄老年人,6,180.00,240.00,60.00,720.00\n30.00,40.00,11,110.00,1140.00,' \
  '名册 22 人，12 人的结果会变' due --to parameter:rate_80s=40 --month 2025-06 --db "$db" --csv -
compare 'CSV in a file beside the text' 0 '12 人的结果会变' '' due --to parameter:rate_80s=40 --month 2025-06 --db "$db" --csv "$work/c.csv"
same 'CSV in a file is the same' 1 "$(tr -d '\r' <"$work/c.csv" | grep -c '^暂缓 30.00,暂缓 40.00,1,0.00,0.00,第十九条,')"
compare 'a decision that gives no money' 0 $'名册 22 人，没有人的结果会变' '' payer --to reading:transfer_trigger=hukou_date --month 2025-06 --db "$db"

# --- 6. without a database: classes of people -----------------------------------------------------------------------------------
compare 'classes: one' 0 $'1 类人的结果会变\n 30.00 40.00 第四条第1项 出生日期' '' standard --to parameter:rate_80s=40 --month 2025-06
"$bylaw" compare $policy standard --to parameter:rate_80s=40 --month 2025-06 --json >"$work/c.json"
json 'classes: JSON' '1|value|30.00|40.00|第四条第1项' "$work/c.json" "json_array_length(r,'$.classes'), json_extract(r,'$.classes[0].from.kind'), json_extract(r,'$.classes[0].from.value'), json_extract(r,'$.classes[0].to.value'), json_extract(r,'$.classes[0].to.article')"
sample=$(sqlite3 :memory: "SELECT json_extract(readfile('$work/c.json'), '$.classes[0].sample.request')")
try 'classes: the sample gets the one before' 0 30.00 '' decide $policy standard --month 2025-06 --facts "$sample"
try 'classes: and the other after' 0 40.00 '' decide $policy standard --month 2025-06 --facts "$sample" --policies "$work/new"
compare 'classes: two files' 0 $'1 类人的结果会变\n 30.00 40.00 第四条第1项' '' standard --to "$work/new/old_age_allowance.lua" --month 2025-06
compare 'classes: nothing changes' 0 '没有人的结果会变' '' standard --to policies/old_age_allowance.lua --month 2025-06
compare 'classes: a reading' 0 $' 100.00 0.00 第四条第2项 → 第六条第2项\n 200.00 0.00 第四条第3项 → 第六条第2项\n 800.00 0.00 第四条第4项 → 第六条第2项' '' \
  standard --to reading:home_care_scope=everyone --month 2025-06
lacks 'classes: a reading leaves the ordinary alone' ' 30.00 '
compare 'classes: two months' 0 $' 0.00 30.00 第四条 → 第四条第1项\n 100.00 100.00 第十三条第一款 → 第四条第2项\n依据的条文变了' '' standard --from 2024-12 --to 2025-01
compare 'classes: a list by the day' 0 $' 不符合条件 身份证原件、户口簿原件、银行卡原件 第六条' '' materials --to reading:early_application=any_time --on 2025-06-05
compare 'classes: with an archived version' 0 $'1 类人的结果会变\n 30.00 40.00 第四条第1项' '' \
  standard --from "${version:0:8}" --to "$work/new/old_age_allowance.lua" --month 2025-06 --db "$work/paid.db" --classes
lacks 'classes: nobody is counted' 名册
compare 'classes: CSV' 0 $'从,到,人数,当月差额,12个月差额,依据,例\n30.00,40.00,,,,第四条第1项,出生日期' '1 类人的结果会变' standard --to parameter:rate_80s=40 --month 2025-06 --csv -

# --- 7. the registry of 5,000 against itself, decided twice -------------------------------------------------------------------------
try 'import of 5,000' 0 '新增 5,000 人' '' import $policy examples/shenyang/registry.csv --db "$work/many.db" --on 2025-06-16
"$bylaw" compare $policy due --to parameter:rate_80s=40 --month 2025-06 --db "$work/many.db" --json >"$work/fast.json"
"$bylaw" compare $policy due --to "$work/new/old_age_allowance.lua" --month 2025-06 --db "$work/many.db" --json >"$work/slow.json"
"$bylaw" compare $policy due --to "$work/more/old_age_allowance.lua" --month 2025-06 --db "$work/many.db" --json >"$work/other.json"
without='s/"\(from\|to\)":{"version"[^]]*][^}]*}//g'
same 'a parameter, a file, a file with other facts: the same' "$(sed "$without" "$work/fast.json" | cksum) $(sed "$without" "$work/fast.json" | cksum)" \
  "$(sed "$without" "$work/slow.json" | cksum) $(sed "$without" "$work/other.json" | cksum)"
json 'and somebody differs' 1 "$work/fast.json" "json_extract(r,'$.people') > 3000"
json 'ten yuan each' 1 "$work/fast.json" "json_extract(r,'$.month.difference') = printf('%.2f', 10.0 * (json_extract(r,'$.people') - json_extract(r,'$.month.unclear')))"

# So many that they are read ahead; paying settles them in another way. Nobody of a hundred is held or without a card.
generate=$build/shenyang/generate
[ -x "$generate" ] || make --no-print-directory BUILD="$build" "$generate" >"$work/make" 2>&1 || tail -5 "$work/make"
"$generate" --people 30000 --utf8 --simple >"$work/many.csv"
try 'import of 30,000' 0 '新增 30,000 人' '' import $policy "$work/many.csv" --db "$work/ahead.db" --on 2025-06-16
"$bylaw" pay $policy --month 2025-06 --on 2025-06-25 --db "$work/ahead.db" --dry-run --json >"$work/pay.json"
"$bylaw" compare $policy due --to parameter:rate_100s=900 --month 2025-06 --db "$work/ahead.db" --json >"$work/ahead.json"
paid=$(sqlite3 :memory: "SELECT sum(json_extract(value,'$.people')) FROM json_each(readfile('$work/pay.json'),'$.by') WHERE json_extract(value,'$.band') = '第四条第4项'")
json 'as many as are paid 800' "30000|$paid|1" "$work/ahead.json" \
  "json_extract(r,'$.subjects'), json_extract(r,'$.people'), json_extract(r,'$.month.from') = printf('%.2f', 800.0 * $paid)"
same 'and there are some' yes "$([ "$paid" -gt 50 ] && echo yes)"

# --- 8. budget with a change ------------------------------------------------------------------------------------------------
# 2026: nine of 80–89 (3,240), one of 90 since September (2,400), three poor (3,600), two of the nineties (4,800), one of a hundred (9,600),
# one of 90 from February on, when 低保 no longer matters (2,200)
budget() { # name, exit status, out, err, options...
  local name=$1 wanted=$2 in_out=$3 in_err=$4
  shift 4
  try "$name" "$wanted" "$in_out" "$in_err" budget $policy --db "$db" "$@"
}
budget 'budget: as it is' 0 ' 2026 17 25,840.00' '' --years 2026
lacks 'budget: as it is, without a change' 改动后
budget 'budget: a parameter' 0 $'改动：80–89周岁普通高龄老年人：40.00 元/月，2026年1月1日起（原为 30.00）\n 2026 17 25,840.00 17 26,920.00 1,080.00
 2026 和平区 第四条第1项 80–89周岁普通高龄老年人 6 72 2,160.00 2,880.00 720.00\n 2026 大东区 第四条第3项 90–99周岁 1 12 2,400.00 2,400.00 0.00' '' \
  --years 2026 --with parameter:rate_80s=40
budget 'budget: a parameter from July on' 0 ' 2026 17 25,840.00 17 26,380.00 540.00' '' --years 2026 --with parameter:rate_80s=40@2026-07
budget 'budget: a reading: two are no longer paid' 0 ' 2026 17 25,840.00 15 22,240.00 -3,600.00' '' --years 2026 --with reading:home_care_scope=everyone
budget 'budget: both' 0 ' 2026 17 25,840.00 15 23,320.00 -2,520.00' '' --years 2026 --with reading:home_care_scope=everyone --with parameter:rate_80s=40
budget 'budget: two years, from the second on' 0 $' 2026 17 25,840.00 17 25,840.00 0.00\n 2027 17 26,040.00 17 27,120.00 1,080.00' '' \
  --years 2026-2027 --with parameter:rate_80s=40@2027-01
printf '130,0\n' >"$work/deaths.csv"
budget 'budget: a change and a table of deaths' 0 ' 2026 17 25,840.00 17 26,920.00 1,080.00' '' --years 2026 --with parameter:rate_80s=40 --deaths "$work/deaths.csv"
call budget $policy --db "$db" --years 2026 --with parameter:rate_80s=40 --csv -
same 'budget: CSV' 'header 2026,合计,,17,,25840.00,17,,26920.00,1080.00' \
  "$(tr -d '\r' <<<"$out" | grep -q '金额,改动后年末人数,改动后人月,改动后金额,差额$' && echo header) $(tr -d '\r' <<<"$out" | tail -1)"
call budget $policy --db "$db" --years 2026-2027 --with parameter:rate_80s=40 --chart "$work/chart.json"
json 'budget: a chart of years' '2026|现行 80–89周岁普通高龄老年人|现行|["3240.00","3240.00"]|["4320.00","4320.00"]' "$work/chart.json" \
  "json_extract(r,'$.years.labels[0]'), json_extract(r,'$.years.datasets[0].label'), json_extract(r,'$.years.datasets[0].stack'), json_extract(r,'$.years.datasets[0].data'), (SELECT json_extract(value,'$.data') FROM json_each(r,'$.years.datasets') WHERE json_extract(value,'$.label') = '改动后 80–89周岁普通高龄老年人')"
json 'budget: a chart of districts' '["和平区","沈河区","大东区","皇姑区","铁西区"]' "$work/chart.json" \
  "json_extract(r,'$.payers.labels')"
json 'budget: a chart of districts, now and then' '["4320.00"]|["5760.00"]' "$work/chart.json" \
  "json_array(json_extract(r,'$.payers.datasets[0].data[0]')), json_array(json_extract(r,'$.payers.datasets[1].data[0]'))"
budget 'budget: a chart in standard output' 0 '{"years":{"labels":["2026"]' '改动：' --years 2026 --with parameter:rate_80s=40 --chart -
budget 'budget: JSON holds the chart' 0 '"chart":{"years"' '' --years 2026 --json

# --- 9. bad usage ----------------------------------------------------------------------------------------------------------
wrong() { # name, err, options...
  local name=$1 err=$2
  shift 2
  compare "$name" 2 '' "$err" due --month 2025-06 "$@"
}
compare 'no --to' 2 '' $'没有写明与什么比较\n例如' due --month 2025-06
wrong 'an unknown parameter' $'没有参数 ‘rate_80’\n是否想写 ‘rate_80s’？' --to parameter:rate_80=40
wrong 'an unknown reading' $'没有适用口径 ‘home_scope’' --to reading:home_scope=everyone
wrong 'an option slightly wrong' $'是否想写 ‘everyone’？' --to reading:home_care_scope=everyon
wrong 'an unknown option' $'适用口径 ‘home_care_scope’ 没有选项 ‘everybody’\n可用的选项：ordinary_only、everyone' --to reading:home_care_scope=everybody
wrong 'a value that is no amount' $'的值 ‘forty’ 不是金额\n以元为单位' --to parameter:rate_80s=forty
wrong 'an amount with three decimals' '不是金额' --to parameter:rate_80s=40.005
wrong 'a count that is none' $'的值 ‘8o’ 不是' --to parameter:first_age=8o
wrong 'no value' $'没有写全\nparameter:名称=值' --to parameter:rate_80s=
wrong 'no option' $'没有写全\nreading:名称=选项' --to reading:home_care_scope
wrong 'a day that does not exist' $'起日 ‘2025-02-30’ 无法读取' --to parameter:rate_80s=40@2025-02-30
wrong 'from the middle of a month' '从月中' --to parameter:rate_80s=40@2025-06-15
wrong 'an overlap of rows' '日期重叠' --to parameter:first_age=79@2024-06
wrong 'twice the same reading' '写了两次' --to reading:home_care_scope=everyone --to reading:home_care_scope=ordinary_only
wrong 'twice the same parameter' '写了两次' --to parameter:rate_80s=40 --to parameter:rate_80s=50
wrong 'two policies on one side' '各是一份政策' --to policies/old_age_allowance.lua --to "$work/new/old_age_allowance.lua"
wrong 'two times on one side' '两个时间' --to 2025-07 --to 2025-08
wrong 'a file that is not there' "没有这个文件：$work/nosuch.lua" --to "$work/nosuch.lua"
wrong 'a folder' '这是文件夹' --to "$work/new/values/"
wrong 'neither file nor version nor month' $'‘nonsense’ 不是文件、存档版本、月份、参数或适用口径\nparameter:' --to nonsense
wrong 'a month that does not exist' '‘2025-13’ 不是月份或日期' --to 2025-13
wrong 'a version without a database' $'没有打开数据库\n--db' --to "${version:0:8}"
wrong 'a version that is not archived' "没有版本号以 ‘deadbeef’ 开头的存档" --to deadbeef --db "$db"
wrong 'an archived version cannot be changed' '不能再加改动' --to "${version:0:8}" --to parameter:rate_80s=40 --db "$work/paid.db"
wrong '--csv - with --json' '--csv - 与 --json' --to 2025-07 --csv - --json
wrong '--classes without --db' '--classes 只与 --db' --to 2025-07 --classes
wrong '--month and --on' '只能给一个' --to reading:home_care_scope=everyone --on 2025-06-05
wrong 'a database that is not there' '没有数据库' --to 2025-07 --db "$work/nosuch.db"
same 'a database that is not there is not made' no "$([ -e "$work/nosuch.db" ] && echo yes || echo no)"
compare 'no month' 2 '' $'按月作出，需要月份\n--month' due --to reading:home_care_scope=everyone
compare 'a parameter without a day, and no month' 2 '' $'没有写明从哪一天起\n@2025-07-01' due --from 2025-06 --to parameter:rate_80s=40
compare 'a decision that is not there' 2 '' $'没有决定 ‘dues’\n‘due’' dues --to 2025-07 --month 2025-06
compare 'a decision by the day, with a month' 2 '' '需要日期' materials --to 2025-07 --on 2025-06-05
compare 'a decision by the day over a registry' 2 '' '不按月作出，不能在名册上比较' materials --to reading:early_application=any_time --on 2025-06-05 --db "$db"
try 'an unknown policy' 2 '' '‘nosuch’' compare nosuch due --to 2025-07 --month 2025-06
budget 'budget: what is no change' 2 '' $'只能改参数和适用口径\nbylaw compare' --years 2026 --with 2025-06
budget 'budget: another file' 2 '' '只能改参数和适用口径' --years 2026 --with "$work/new/old_age_allowance.lua"
budget 'budget: an unknown parameter' 2 '' '没有参数 ‘rate_80’' --years 2026 --with parameter:rate_80=40
budget 'budget: --chart - with --csv -' 2 '' '不能都写到标准输出' --years 2026 --chart - --csv -
budget 'budget: --chart - with --json' 2 '' '不能都写到标准输出' --years 2026 --chart - --json

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
