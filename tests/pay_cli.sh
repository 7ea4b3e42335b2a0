#!/usr/bin/env bash
# The payroll from outside: import, pay, lists, late facts, late law, verify, replay, budget, export; amounts by hand from
# articles four, thirteen and fifteen. Usage: tests/pay_cli.sh [BUILD]
set -u
cd "$(dirname "$0")/.." || exit 1
about=pay
. tests/outside.sh

# The rows of one part of a CSV list, without its title and header.
part() { # title, file
  tr -d '\r' <"$2" | sed 's/^\xef\xbb\xbf//' | awk -v title="$1" '$0 == title { on = NR; next } $0 == "" { on = 0 } on && NR > on + 1'
}
# One file out of an XLSX, which is a zip archive.
inside() { # archive, name
  sqlite3 :memory: "SELECT CAST(data AS TEXT) FROM zipfile('$1') WHERE name = '$2'" 2>&1
}
count() { # text, pattern: how often it occurs
  grep -oE "$2" <<<"$1" | wc -l
}

# --- who they are ------------------------------------------------------------------------------------------------------
policy=old-age-allowance
db=$work/registry.db
eighty=210100194503150012   # 和平区, 80 in March 2025, asked in April: 30
ninety=210100193507310023   # 大东区, 90 on 31 July 2025: 30 in June, 200 from July
nineties=210100192512310031 # 大东区, 99: 200
poor=210100194402290067     # 和平区 by 低保, without a card: 100, when there is one
doubt=210100193602290040    # 铁西区, 89, nobody knows about 低保
late=210100194503200016     # 沈河区, 80 in March 2025, asked on 10 June: 30, and March to May
hundred=210100192412310026  # 皇姑区, 100: 800
young=210100195001010030    # 皇姑区, 75: nothing
everybody="$eighty $ninety $nineties $poor $doubt $late $hundred $young"
cat >"$work/registry.csv" <<END
身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请记录,银行卡号
$eighty,1945-03-15,和平区,无,2025-04-02|户籍地居（村）委会,6200000000000000075
$ninety,1935年7月31日,大东区,无,2025-01-06|户籍地居（村）委会,6222020000000000125
$nineties,1925/12/31,大东区,无,2025-01-06|户籍地居（村）委会,6217000000000000012
$poor,19440229,和平区,和平区,无,无
$doubt,1936-02-29,铁西区,未知,2025-01-06|户籍地居（村）委会,622848000000000122
$late,1945-03-20,沈河区,无,2025-06-10|户籍地居（村）委会,6200000000000000109
$hundred,1924-12-31,皇姑区,无,2025-01-06|户籍地居（村）委会,6200000000000000208
$young,1950-01-01,皇姑区,无,无,6200000000000000307
END
pay() { # name, exit status, out, err, month, day, more...
  local name=$1 wanted=$2 in_out=$3 in_err=$4 month=$5 day=$6
  shift 6
  try "$name" "$wanted" "$in_out" "$in_err" pay $policy --month "$month" --on "$day" --db "$db" "$@"
}
record() { # name, key, facts and options...
  local name=$1 key=$2
  shift 2
  try "record: $name" 0 "${key:0:4}************${key:16} 已记录：" '' record elder "$key" "$@" --db "$db" --why 测试
}

# --- 1. help -----------------------------------------------------------------------------------------------------------
for verb in pay budget record import export verify replay; do
  try "$verb --help shows the usage, the statuses and an example" 0 $'用法：bylaw '"$verb"$'\n退出状态：0\n例：\n bylaw '"$verb" '' "$verb" --help
done

# --- 2. import ---------------------------------------------------------------------------------------------------------
try 'import: makes the database' 0 "$work/registry.csv：8 行；新增 8 人，变更 0 人，没有变化 0 人" '' \
  import $policy "$work/registry.csv" --db "$db" --on 2025-06-16
lacks 'import: no number in the output' $everybody
try 'import: again, nothing changes' 0 '新增 0 人，变更 0 人，没有变化 8 人' '' import $policy "$work/registry.csv" --db "$db" --on 2025-06-17
try 'import: JSON' 0 '"lines":8,"added":0,"changed":0,"same":8' '' import $policy "$work/registry.csv" --db "$db" --on 2025-06-17 --json
iconv -f UTF-8 -t GB18030 "$work/registry.csv" >"$work/gb.csv"
try 'import: GB18030' 0 '新增 8 人' '' import $policy "$work/gb.csv" --db "$work/gb.db" --on 2025-06-16
call export $policy --db "$db" --out "$work/a.csv"
same 'export: UTF-8 with a BOM, a header and eight people' '0 efbbbf 9' \
  "$status $(head -c 3 "$work/a.csv" | od -An -tx1 | tr -d ' ') $(wc -l <"$work/a.csv")"
call export $policy --db "$work/gb.db" --out "$work/b.csv"
same 'export: the same from a register that came as GB18030' "$(cksum <"$work/a.csv")" "$(cksum <"$work/b.csv")"
call export $policy --db "$db" --out "$work/c.csv" --gb18030
same 'export: GB18030 is the same text' "$(sed 's/^\xef\xbb\xbf//' "$work/a.csv" | cksum)" "$(iconv -f GB18030 -t UTF-8 "$work/c.csv" | cksum)"
for file in a c; do
  try "import: an export changes nothing ($file)" 0 '新增 0 人，变更 0 人，没有变化 8 人' '' import $policy "$work/$file.csv" --db "$db" --on 2025-06-18
done
call export $policy --db "$db" --out -
same 'export: to standard output, when that is said' "$(cksum <"$work/a.csv")" "$(cksum <"$work/out")"
try 'export: nowhere is no place for personal data' 2 '' $'写明写到哪里\n--out -' export $policy --db "$db"
call export $policy --db "$db" --known 2025-06-15 --out "$work/d.csv"
same 'export: what was known the day before is nobody' '0 1' "$status $(wc -l <"$work/d.csv")"
cat >"$work/bad.csv" <<END
身份证号,出生日期,户籍区县
${eighty%?}3,1945-03-15,和平区
$ninety,1935-02-30,大东区
$nineties,1925-12-31,某区
210100192802290091,1928-02-29,和平区
END
places="$work/bad.csv:2:1（身份证号）: "$'\n'"$work/bad.csv:3:2（出生日期）: "$'\n'"$work/bad.csv:4:3（户籍区县）: "
try 'import: every bad line, with line, column and header, and nothing is written' 2 '' \
  "$places"$'\n有 3 行有错误，没有写入任何内容\n--skip-bad' import $policy "$work/bad.csv" --db "$db" --on 2025-06-18
call export $policy --db "$db" --out "$work/b.csv"
same 'import: nothing was written' "$(cksum <"$work/a.csv")" "$(cksum <"$work/b.csv")"
try 'import --skip-bad: the good lines, and where the bad ones are' 1 '4 行；新增 1 人' \
  "$places"$'\n有 3 行有错误，没有导入，写在 '"$work/bad.csv.bad.csv" import $policy "$work/bad.csv" --db "$work/skip.db" --on 2025-06-18 --skip-bad
lacks 'import --skip-bad: no number in the output' $everybody 210100192802290091
same 'import --skip-bad: the bad lines are kept' 3 "$(grep -c '^2101' "$work/bad.csv.bad.csv")"
try 'import --skip-bad --json: what stands beside it' 1 $'"bad_count":3\n"written":true' '*' \
  import $policy "$work/bad.csv" --db "$work/skip.db" --on 2025-06-18 --skip-bad --bad-file "$work/rest.csv" --json
same 'import --bad-file: where it is said' 3 "$(grep -c '^2101' "$work/rest.csv")"
{ echo '身份证号,出生日期' && for i in $(seq 60); do echo "21010019450315001$((i % 2)),1945-03-15"; done; } >"$work/many.csv"
call import $policy "$work/many.csv" --db "$db" --on 2025-06-18
same 'import: of many bad lines the first fifty' '2 50 1' "$status $(grep -c "^$work/many.csv:" "$work/err") $(grep -c '^另有 10 行有错误$' "$work/err")"

# --- 3. the first month ------------------------------------------------------------------------------------------------
# 30 + 30 + 200 + 30 + 800 = 1,090 for June, and 3 times 30 for March to May of the one who asked in June.
june='5 人，8 笔：本月应发 1,090.00 元，补发 90.00 元，应追回 0.00 元，区县间结算 0.00 元'
pay '--dry-run tells everything' 0 "2025-06：试算，没有写入任何内容"$'\n'"$june"$'\n待处理' '' 2025-06 2025-06-25 --dry-run
try '--dry-run writes nothing' 0 '全部相符：0 次发放，0 笔明细' '' verify --db "$db"
pay 'June: by district and band, back pay, what is pending' 0 "高龄津贴（old-age-allowance） 2025-06：第 1 次发放
$june
 和平区 第四条第1项 80–89周岁普通高龄老年人 1 30.00 0.00 30.00 0.00
 沈河区 第四条第1项 80–89周岁普通高龄老年人 1 30.00 90.00 120.00 0.00
 大东区 第四条第1项 80–89周岁普通高龄老年人 1 30.00 0.00 30.00 0.00
 大东区 第四条第3项 90–99周岁 1 200.00 0.00 200.00 0.00
 大东区 小计 2 230.00 0.00 230.00 0.00
 皇姑区 第四条第4项 100周岁及以上 1 800.00 0.00 800.00 0.00
 合计 5 1,090.00 90.00 1,180.00 0.00
 沈河区 2101************16 2025-03 补发 30.00
 沈河区 2101************16 2025-04 补发 30.00
 沈河区 2101************16 2025-05 补发 30.00
 没有卡号，或已退回 1 1 100.00
 缺少事实 1 1" '' 2025-06 2025-06-25
lacks 'June: no number in the report' $everybody 6200000000000000075 '另有'
pay 'June again: nothing changes' 0 $'2025-06：没有变化，没有写入任何内容\n此前第 1 次发放\n缺少事实 1 1' '' 2025-06 2025-06-26
pay 'June again, as JSON' 0 $'"again":true\n"run":null' '' 2025-06 2025-06-26 --json
same 'June again, as JSON: one line' 1 "$(wc -l <"$work/out")"
try 'verify: one run' 0 '全部相符：1 次发放，8 笔明细' '' verify --db "$db"
pay 'an earlier month is refused' 2 '' '不能再发放更早的 2025-05' 2025-05 2025-06-27
pay 'a month in the future is refused' 2 '' '月份 2025-07 还没有到' 2025-07 2025-06-27

# --- 4. lists ----------------------------------------------------------------------------------------------------------
note='号码已遮蔽，不能据此付款；需要完整号码时加 --full'
pay 'lists of a month that is paid: its runs' 0 '没有变化' "$note" 2025-06 2025-06-26 --csv "$work/june.csv" --xlsx "$work/june.xlsx"
same 'the warning stands once' 1 "$(grep -c "$note" "$work/err")"
same 'csv: UTF-8 with a BOM' efbbbf "$(head -c 3 "$work/june.csv" | od -An -tx1 | tr -d ' ')"
same 'csv: the header' '序号,区县,身份证号,银行卡号,所属月份,类别,金额,原因,依据,说明,批次' "$(sed -n 2p "$work/june.csv" | tr -d '\r')"
part 发放清单 "$work/june.csv" >"$work/rows"
same 'csv: eight lines and who gets how much, masked' "\
和平区,2101************12,**** 0075,2025-06,本月,30.00
沈河区,2101************16,**** 0109,2025-03,补发,30.00
沈河区,2101************16,**** 0109,2025-04,补发,30.00
沈河区,2101************16,**** 0109,2025-05,补发,30.00
沈河区,2101************16,**** 0109,2025-06,本月,30.00
大东区,2101************23,**** 0125,2025-06,本月,30.00
大东区,2101************31,**** 0012,2025-06,本月,200.00
皇姑区,2101************26,**** 0208,2025-06,本月,800.00" "$(grep '^[0-9]' "$work/rows" | cut -d, -f2-7)"
same 'csv: totals by district and overall' "\
小计,和平区,30.00
小计,沈河区,120.00
小计,大东区,230.00
小计,皇姑区,800.00
合计,,1180.00" "$(grep '^[小合]' "$work/rows" | cut -d, -f1,2,7)"
same 'csv: every line has articles and its run' 8 "$(grep '^[0-9]' "$work/rows" | grep -c ',第[^,]*条.*,1$')"
same 'csv: nothing is owed' '合计,,,,,,0.00,,,0 笔,' "$(part 应追回 "$work/june.csv")"
same 'csv: what is pending' "\
（区县不明）,2101************40,2025-06,缺少事实,
和平区,2101************67,2025-06,没有卡号，或已退回,100.00" "$(part 待处理 "$work/june.csv" | cut -d, -f2-6)"
pay 'csv with full numbers' 0 '没有变化' '' 2025-06 2025-06-26 --csv "$work/full.csv" --xlsx "$work/full.xlsx" --full
same 'csv --full: the number, as text for a spreadsheet' 1 "$(grep -c $'^1,和平区,"\t'"$eighty"$'","\t6200000000000000075",2025-06' "$work/full.csv")"
for file in june full; do
  same "xlsx: a zip archive ($file)" 504b0304 "$(head -c 4 "$work/$file.xlsx" | od -An -tx1 | tr -d ' ')"
done
same 'xlsx: its sheets' '汇总 发放清单 补发 应追回 区县间结算 待处理 ' \
  "$(inside "$work/june.xlsx" xl/workbook.xml | grep -oE '<sheet name="[^"]+"' | cut -d'"' -f2 | tr '\n' ' ')"
list=$(inside "$work/full.xlsx" xl/worksheets/sheet2.xml)
same 'xlsx: header, eight lines, four sums, one total' 14 "$(count "$list" '<row ')"
same 'xlsx: numbers are texts' '1 1' "$(count "$list" "t=\"inlineStr\"><is><t>$eighty<") $(count "$list" 't="inlineStr"><is><t>6200000000000000075<')"
same 'xlsx: the total is a formula with its value' 1 "$(count "$list" '<f>SUBTOTAL\(9,G2:G13\)</f><v>1180</v>')"
same 'xlsx: the header stays in sight' 1 "$(count "$list" '<pane ySplit="1" [^>]*state="frozen"')"
same 'xlsx: money has a number format' 1 "$(count "$(inside "$work/full.xlsx" xl/styles.xml)" 'formatCode="#,##0.00"')"
same 'xlsx: the summary has district by band' 1 "$(count "$(inside "$work/june.xlsx" xl/worksheets/sheet1.xml)" '第四条第4项 100周岁及以上')"
same 'xlsx: masked by default' 0 "$(for i in 1 2 3 4 5 6; do inside "$work/june.xlsx" xl/worksheets/sheet$i.xml; done | grep -cE '210100[0-9]{11}|620000000')"
call pay $policy --month 2025-06 --on 2025-06-26 --db "$db" --csv -
same 'csv to standard output: nothing else' "$(cksum <"$work/june.csv")" "$(cksum <"$work/out")"
call pay $policy --month 2025-06 --run 1 --db "$db" --csv "$work/run1.csv"
same '--run: the list of one run, without paying' "0 $(cksum <"$work/june.csv")" "$status $(cksum <"$work/run1.csv")"
try '--run: a run that is not' 2 '' '第 9 次发放没有 2025-06 的明细' pay $policy --month 2025-06 --run 9 --db "$db" --csv "$work/run9.csv"
same '--run: no file then' no "$([ -e "$work/run9.csv" ] && echo yes || echo no)"
echo kept >"$work/kept.csv"
pay 'a list in a folder that is not there: nobody is paid' 2 '' '无法写入' 2025-07 2025-07-25 --csv "$work/kept.csv" --xlsx "$work/nosuch/a.xlsx"
same 'a list that fails leaves the other as it was' 'kept 1' "$(cat "$work/kept.csv") $(echo "$work"/kept.csv* | wc -w)"
try 'a list that fails: nobody was paid' 0 '全部相符：1 次发放' '' verify --db "$db"
if [ -c /dev/full ]; then
  pay 'a list on a full disk' 2 '*' '无法写入 /dev/full' 2025-06 2025-06-26 --csv /dev/full
  pay 'a spreadsheet is no device' 2 '' '--xlsx 不能写到设备或管道' 2025-06 2025-06-26 --xlsx /dev/full
fi

# --- 5. late facts -----------------------------------------------------------------------------------------------------
# Dead since May: June was too much, 200. A card for 100, and 100 for June. 89 without 低保: 30, and 30 for June.
# Moved to 于洪区 in May, with the papers of May: June is for 于洪区 to pay, 30 between the districts; 90 in July: 200.
record 'a death' $nineties death_date=2025-05-20 --on 2025-07-20
record 'a card' $poor 银行卡号=6200000000000000307 --on 2025-07-20
record 'no 低保' $doubt low_income=无 --on 2025-07-20
record 'a move' $ninety hukou=于洪区 'transfers=2025-05-12|于洪区' --from 2025-05-10 --on 2025-07-21
lacks 'record: no number in the output' $everybody
july='6 人，11 笔：本月应发 1,190.00 元，补发 130.00 元，应追回 -200.00 元，区县间结算 30.00 元'
pay 'July: differences with cause and article' 0 "2025-07：第 2 次发放
$july
 和平区 2101************67 2025-06 补发 100.00 情况变化 第
 大东区 2101************31 2025-06 应追回 -200.00 情况变化 第
 大东区 2101************23 2025-06 区县间结算
 于洪区 2101************23 2025-06 区县间结算
 铁西区 2101************40 2025-06 补发 30.00 情况变化 第
 于洪区 第四条第3项 90–99周岁 1 200.00 0.00 200.00 0.00
 情况变化" '' 2025-07 2025-07-25 --csv "$work/july.csv" --full
same 'July: what is owed, in its own part' "大东区,$nineties,2025-06,应追回,-200.00" \
  "$(part 应追回 "$work/july.csv" | grep '^[0-9]' | tr -d '\t"' | cut -d, -f2,3,5,6,7)"
same 'July: between districts, summing to nothing' '合计 0.00 2 笔' "$(part 区县间结算 "$work/july.csv" | awk -F, '/^合计/ { print $1, $7, $10 }')"
same 'July: the list is of this run alone' 2 "$(part 发放清单 "$work/july.csv" | awk -F, '/^[0-9]/ { print $NF }' | sort -u)"
same 'July: its total is what is paid' 1320.00 "$(part 发放清单 "$work/july.csv" | awk -F, '/^合计/ { print $7 }')"
pay 'July again: nothing changes' 0 '没有变化' '' 2025-07 2025-07-26
try 'verify: two runs' 0 '全部相符：2 次发放，19 笔明细' '' verify --db "$db"
try 'verify: JSON' 0 $'{"ok":true,"head":"\n"runs":2,"lines":19,"subjects":8' '' verify --db "$db" --json
try 'decide: facts from the database' 0 '结果：30.00' '' decide $policy due --month 2025-06 --db "$db" --id $doubt
try 'decide: facts as they were known' 1 '缺少：低保（边缘）保障关系所在区县' '' \
  decide $policy due --month 2025-06 --db "$db" --id $doubt --as-of 2025-06-30
try 'explain: facts from the database of the environment' 0 '结果：30.00 元' '' \
  explain $policy due --month 2025-06 --db "$db" --id $doubt
lacks 'explain: the number is masked' $doubt

# --- 6. proof ----------------------------------------------------------------------------------------------------------
try 'replay: by the facts known then, and by those known later' 0 "第 1 次发放 2025-06 本月 200.00 元 大东区：相符
第 2 次发放 2025-06 应追回 -200.00 元 大东区：相符
第四条第3项
2 笔，全部可以重新推出" '' replay $policy $nineties --db "$db"
lacks 'replay: the number is masked' $nineties
# As fully as explain tells the same month by the same law and facts: line for line, from the title on.
call explain $policy due --month 2025-06 --db "$db" --id $nineties
told=$(grep -v -- --path <<<"$out")
call replay $policy $nineties --month 2025-06 --run 2 --db "$db"
same 'replay: explains as explain does' "$(sed 's/^/    /' <<<"$told")" "$(sed -n '/^    沈民发/,/^    政策版本/p' <<<"$out")"
call explain $policy due --month 2025-06 --db "$db" --id $nineties --path
told=$out
call replay $policy $nineties --month 2025-06 --run 2 --db "$db" --path
same 'replay: and with what was asked' "$(sed 's/^/    /' <<<"$told")" "$(sed -n '/^    沈民发/,/^    政策版本/p' <<<"$out")"
case $out in *经过*) good 'replay: which is the path' ;; *) bad 'replay: which is the path' 经过 "$out" ;; esac
try 'replay: one run of one month' 0 $'第 2 次发放 2025-06 补发 100.00 元 和平区：相符\n1 笔' '' replay elder $poor --month 2025-06 --run 2 --db "$db"
try 'replay: JSON' 0 $'[{"run":1,"month":"2025-06"\n"same":true' '' replay $policy $nineties --month 2025-06 --db "$db" --json
try 'replay: who got nothing has no lines' 1 '没有符合条件的明细' '' replay $policy $young --db "$db"
cp "$db" "$work/damaged.db"
sqlite3 "$work/damaged.db" "UPDATE ledger SET amount = amount + 100 WHERE run = 1 AND amount = 80000"
try 'verify: an amount that was changed is found' 1 $'不符：\n有不符之处' '' verify --db "$work/damaged.db"
try 'verify: an amount that was changed, as JSON' 1 '{"ok":false,' '' verify --db "$work/damaged.db" --json
try 'replay: an amount that was changed does not follow' 1 $'801.00 元 皇姑区：不符\n应为 800.00\n1 笔不能推出' '' \
  replay $policy $hundred --run 1 --db "$work/damaged.db"

# --- 7. late law -------------------------------------------------------------------------------------------------------
# From July on 20 instead of 30, known in August: three people in their eighties without 低保 had 30 for July.
mkdir "$work/policies" "$work/policies/values"
cp policies/values/old_age_allowance.lua "$work/policies/values/"
sed 's/^  { from = "2025-01-01", value = yuan(30), issued = "2025-05-20" } })/  { from = "2025-01-01", value = yuan(30), issued = "2025-05-20" },\n  { from = "2025-07-01", value = yuan(20), issued = "2025-08-10" } })/' \
  policies/old_age_allowance.lua >"$work/policies/old_age_allowance.lua"
changed=(--policies "$work/policies")
pay 'a law that takes money back is refused' 2 '' $'3 笔\n30.00 元\n--confirm-law-clawback' 2025-08 2025-08-25 "${changed[@]}"
try 'a law that takes money back: nothing was written' 0 '全部相符：2 次发放' '' verify --db "$db"
pay 'a law that takes money back: the trial says so' 0 $'政策调整 \n会使 -30.00 元成为应追回\n--confirm-law-clawback' '' \
  2025-08 2025-08-25 "${changed[@]}" --dry-run
# 20 + 20 + 20 + 200 + 100 + 800
pay 'a law that takes money back, confirmed' 0 $'2025-08：第 3 次发放\n本月应发 1,160.00 元，补发 0.00 元，应追回 -30.00 元\n政策调整 3 0.00 -30.00' '' \
  2025-08 2025-08-25 "${changed[@]}" --confirm-law-clawback
try 'a new version: everything is as it was due' 0 '全部相符：3 次发放' '' verify --db "$db"
try 'a new version: the old one explains its run' 0 '30.00 元 和平区：相符' '' replay $policy $eighty --run 1 --db "$db"

# --- 8. budget ---------------------------------------------------------------------------------------------------------
# 2026, as the register of June knew them: 30 x 12, 200 x 12, 800 x 12 (100 on 2025-12-31), 100 x 12, 200 x 11 (90 on the last
# of February 2026, unknown before), 30 x 12, 800 x 12 = 25,720.
try 'budget: one year' 0 "假定：测算期内没有人离世
缺少事实 1 人
 2026 7 25,720.00
 2026 大东区 第四条第3项 90–99周岁 1 12 2,400.00
 2026 铁西区 第四条第3项 90–99周岁 1 11 2,200.00
 2026 皇姑区 第四条第4项 100周岁及以上 1 12 9,600.00" '' budget $policy --years 2026 --db "$work/gb.db"
lacks 'budget: nobody is named' $everybody
# Everybody dies within the year, evenly: 12 - (0 + … + 11) / 12 = 6.5 months each, from February 5.5: 13,840; then nobody.
printf 'age,rate\n0,1\n' >"$work/deaths.csv"
try 'budget: with deaths' 0 $' 2026 1 13,840.00\n 2027 0 0.00\n的年死亡率' '' budget $policy --years 2026-2027 --deaths "$work/deaths.csv" --db "$work/gb.db"
try 'budget: JSON' 0 '"totals":[{"year":2026,"people":7,"amount":"25720.00"}]' '' budget $policy --years 2026-2026 --json --db "$work/gb.db"
call budget $policy --years 2026 --csv - --db "$work/gb.db"
same 'budget: CSV' '0 年份,区县,档次,年末人数,人月,金额 2026,合计,,7,,25720.00' \
  "$status $(sed -n 2p "$work/out" | tr -d '\r') $(grep 合计 "$work/out" | tr -d '\r')"
call budget $policy --years 2026 --csv "$work/budget.csv" --db "$work/gb.db"
same 'budget: CSV in a file is the same' 1 "$(tr -d '\r' <"$work/budget.csv" | grep -c '^2026,合计,,7,,25720.00$')"

# --- 9. bad usage ------------------------------------------------------------------------------------------------------
for line in "pay $policy --month 2025-09" "budget $policy --years 2026" "record elder $eighty card=无 --why x" \
  "import $policy $work/registry.csv" "export $policy --out -" 'verify' "replay $policy $eighty" "decide $policy due --month 2025-06 --id $eighty"; do
  # shellcheck disable=SC2086
  try "without --db: ${line%% *}" 2 '' $'没有写明数据库\n--db FILE' $line
done
BYLAW_DB=$db try 'the database of $BYLAW_DB' 0 '全部相符：3 次发放' '' verify
for line in "pay $policy --month 2025-09" "budget $policy --years 2026" "record elder $eighty card=无 --why x" "export $policy --out -" \
  'verify' "replay $policy $eighty"; do
  # shellcheck disable=SC2086
  try "a database that is not there: ${line%% *}" 2 '' '没有数据库' $line --db "$work/nosuch.db"
done
same 'a database that is not there is not made' no "$([ -e "$work/nosuch.db" ] && echo yes || echo no)"
for line in "pay nosuch --month 2025-09" "budget nosuch --years 2026" "record nosuch $eighty card=无 --why x" \
  "import nosuch $work/registry.csv" 'export nosuch --out -' "replay nosuch $eighty"; do
  # shellcheck disable=SC2086
  try "an unknown policy: ${line%% *}" 2 '' '‘nosuch’' $line --db "$db"
done
pay 'a month that does not exist' 2 '' $'月份 "2025-13" 无法读取\n2025-06' 2025-13 2025-09-25
pay 'a day that does not exist' 2 '' '2025-02-30' 2025-09 2025-02-30
pay 'an unknown payment' 2 '' $'‘nosuch’\n各项发放是 allowance' 2025-09 2025-09-25 --payment nosuch
try 'no month' 2 '' $'没有写明发放哪个月\n--month' pay $policy --db "$db"
pay 'a trial has no list' 2 '' '试算不写入任何内容，没有清单可写' 2025-09 2025-09-25 --dry-run --csv "$work/x.csv"
pay '--full without a list' 2 '' '--full 只用于' 2025-09 2025-09-25 --full
pay '--csv - with --json' 2 '' '--csv - 与 --json' 2025-09 2025-09-25 --csv - --json
try '--run without a list' 2 '' '没有写明写到哪里' pay $policy --month 2025-06 --run 1 --db "$db"
try '--run that is no number' 2 '' '‘x’ 不是次序号' pay $policy --month 2025-06 --run x --csv "$work/x.csv" --db "$db"
try '--run with --dry-run' 2 '' '没有清单可写' pay $policy --month 2025-06 --run 1 --dry-run --csv "$work/x.csv" --db "$db"
for with in --json '--on 2025-09-25' --confirm-law-clawback; do
  # shellcheck disable=SC2086
  try "--run with ${with%% *}" 2 '' "--run 与 ${with%% *} 不能一起用" pay $policy --month 2025-06 --run 1 --csv "$work/x.csv" $with --db "$db"
done
same 'none of these left a file' no "$([ -e "$work/x.csv" ] && echo yes || echo no)"
try 'budget: no years' 2 '' $'没有写明测算哪些年\n--years' budget $policy --db "$db"
try 'budget: years the wrong way round' 2 '' $'2030-2026\n从早到晚' budget $policy --years 2030-2026 --db "$db"
for years in 26 2026-30 2026–2030 x 2026-2030-2034; do
  try "budget: years ‘$years’" 2 '' $'无法读取\n2026-2030' budget $policy --years "$years" --db "$db"
done
try 'budget: a table of deaths that is not there' 2 '' '没有这个文件' budget $policy --years 2026 --deaths "$work/nosuch" --db "$db"
printf '85;0.1\n' >"$work/wrong.csv"
try 'budget: a table of deaths that is none' 2 '' '死亡率表第 1 行无法读取' budget $policy --years 2026 --deaths "$work/wrong.csv" --db "$db"
try 'record: no reason' 2 '' $'没有写明原因\n--why' record elder $eighty card=无 --db "$db"
try 'record: nothing to record' 2 '' 'record 缺少参数' record elder $eighty --why x --db "$db"
try 'record: an unknown fact, with a suggestion' 2 '' $'‘brith_date’\n是否想写 ‘birth_date’？' record elder $eighty brith_date=1945-03-15 --why x --db "$db"
try 'record: no such person, masked' 2 '' $'2101************91\n--create' record elder 210100192802290091 card=无 --why x --db "$db"
try 'record: a number that is none' 2 '' '校验' record elder ${eighty%?}3 card=无 --why x --db "$db" --create
lacks 'record: a number that is none, masked' ${eighty%?}3
try 'record: a date that does not exist' 2 '' '2025-02-30' record elder $eighty death_date=2025-02-30 --why x --db "$db"
try 'record: facts that contradict each other' 2 '' '互相矛盾' record elder $eighty death_date=1930-01-01 --why x --db "$db"
try 'record: what is the same changes nothing' 0 '没有变化，没有记录' '' record elder $eighty birth_date=1945-03-15 --why x --db "$db"
try 'record --create makes a person, and the database' 0 '2101************91 已记录：身份证号、出生日期' '' \
  record elder 210100192802290091 birth_date=1928-02-29 --why 新增 --create --db "$work/new.db"
try 'import: a file that is not there' 2 '' '没有这个文件' import $policy "$work/nosuch.csv" --db "$work/none.db"
same 'import: a file that is not there makes no database' no "$([ -e "$work/none.db" ] && echo yes || echo no)"
try 'import: a folder' 2 '' '这是文件夹' import $policy "$work" --db "$db"
: >"$work/empty.csv"
try 'import: an empty file' 2 '' '是空的' import $policy "$work/empty.csv" --db "$db"
printf 'a,b\n1,2\n' >"$work/header.csv"
try 'import: a header that nobody knows' 2 '' '‘a’' import $policy "$work/header.csv" --db "$db"
try 'import: --bad-file without --skip-bad' 2 '' '--bad-file 只与 --skip-bad' import $policy "$work/registry.csv" --bad-file x --db "$db"
try 'export: a day that does not exist' 2 '' '2025-13-01' export $policy --known 2025-13-01 --out - --db "$db"
try 'export: into a folder that is not there' 2 '' '无法写入' export $policy --out "$work/nosuch/a.csv" --db "$db"
try 'replay: no such person, masked' 2 '' '2101************91' replay $policy 210100192802290091 --db "$db"
try 'replay: a month that does not exist' 2 '' '2025-13' replay $policy $eighty --month 2025-13 --db "$db"
try 'replay: a run that is no number' 2 '' '‘0’ 不是次序号' replay $policy $eighty --run 0 --db "$db"
echo 'no database, but a text that is long enough to be looked at' >"$work/text.db"
try 'verify: a file that is no database' 2 '' '错误：' verify --db "$work/text.db"
try 'decide: facts from two places' 2 '' '--facts 与 --id 只能给一个' decide $policy due --month 2025-06 --facts '{}' --id $eighty --db "$db"
try 'decide: a database, but nobody in it' 2 '' '--db 要与 --id 一起用' decide $policy due --month 2025-06 --db "$db"
try 'decide: --as-of without --id' 2 '' '--as-of 要与 --id 一起用' decide $policy due --month 2025-06 --as-of 2025-06-30
try 'decide: nobody of this number, masked' 2 '' '2101************91' decide $policy due --month 2025-06 --id 210100192802290091 --db "$db"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
