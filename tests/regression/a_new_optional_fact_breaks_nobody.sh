# A newer version of a policy has facts that may be left out, plain ones of every kind, a timeline, a list and a field of a list that was
# there before. Nobody has them yet: the database has no place for them, and neither files nor lines name them. Everybody is then as
# without them. By hand: three people, 100.00 a month each by either version; who has any of the new facts would get 150.00. So nobody
# differs, nobody is short of facts, and the register comes to 300.00 a month, 3,600.00 a year. A new fact that is needed, in a third
# version, is unknown for everybody: asked for, no error. Reading alone adds nothing to the database.
. "$REGRESSION/support.sh"
mkdir "$work/old" "$work/new" "$work/needed"
write_policy() { # folder, more facts, a field of the list, condition of the higher amount
  cat >"$work/$1/grant.lua" <<LUA
local act = document { id = "grant", number = "试〔2025〕1号", title = "补助试验办法", issuers = { "试验局" }, issued = "2024-12-01",
  in_force = { from = "2025-01-01", cite = "第九条" }, outline = { articles = 9 }, month_end = { "clamp", cite = "第八条" } }
local class = fact.one_of { { "a", "甲类" }, { "b", "乙类" } }
act:facts("person", { label = "对象", key = "number", number = fact.text { label = "编号" },
  birth_date = fact.date { label = "出生日期", born = true }, $2
  visits = fact.list { label = "到访", on = fact.date { label = "到访日期" } $3 },
  card = fact.card { label = "银行卡号", optional = true } })
act:parameter("low", { label = "标准", unit = "元/月", cite = "第一条", { from = "2025-01-01", value = yuan(100) } })
act:parameter("high", { label = "较高标准", unit = "元/月", cite = "第二条", { from = "2025-01-01", value = yuan(150) } })
act:parameter("first", { label = "首个月份", cite = "第三条", { from = "2025-01-01", value = month "2025-06" } })
act:term("visited", { cite = "第四条", text = "有到访", otherwise = "没有到访", is = function(p) return p.visits:any() end })
act:term("raised", { cite = "第五条", text = "较高", otherwise = "不是较高", is = function(p, m) return $4 end })
local due = act:decision("due", { label = "应发", of = "person", per = "month", gives = "money", cite = "第一条" })
due:requires("第四条", "visited")
due:rule("第一条", { when = "not raised", give = "low" })
due:rule("第二条", { when = "raised", give = "high" })
act:payment("grant", { label = "补助", cite = "第三条", pays = "due", to = "card", first_month = "first", before_ledger = "open" })
return act
LUA
}
plain='flag = fact.boolean { label = "示范", optional = true }, since = fact.date { label = "起始日期", optional = true },
  of_month = fact.month { label = "月份", optional = true }, amount = fact.money { label = "金额", optional = true },
  times = fact.count { label = "次数", optional = true }, share = fact.rate { label = "比例", optional = true },
  words = fact.text { label = "备注", optional = true }, id = fact.identity { label = "身份证号", optional = true },
  account = fact.card { label = "另一卡号", optional = true }, class = class { label = "类别", optional = true },
  where = fact.district { label = "区县", optional = true }, sex = fact.sex { label = "性别", optional = true },
  home = fact.timeline(fact.district) { label = "住处", absent = "没有", optional = true },
  grades = fact.list { label = "等级", optional = true, on = fact.date { label = "评定日期" }, good = fact.boolean { label = "合格", optional = true } },'
field=', free = fact.boolean { label = "免费", optional = true }, left = fact.date { label = "离开日期", optional = true }'
any='p.flag or present(p.flag) or present(p.since) or present(p.of_month) or present(p.amount) or present(p.times)
  or present(p.share) or present(p.words) or present(p.id) or present(p.account) or present(p.class) or present(p.where) or present(p.sex)
  or p.home:present(m:last()) or p.grades:any() or p.visits:any { free = true } or present(p.visits:last("left"))'
write_policy old '' '' 'p.birth_date > m:last()'
write_policy new "$plain" "$field" "$any"
write_policy needed 'must = fact.boolean { label = "必填", }, spells = fact.timeline(fact.district) { label = "经历", absent = "没有" },' '' \
  'p.must and p.spells:present(m:last())'
policy=grant
old() { run "$@" --policies "$work/old/grant.lua"; }
new() { run "$@" --policies "$work/new/grant.lua"; }
needed() { run "$@" --policies "$work/needed/grant.lua"; }
cat >"$work/register.csv" <<'CSV'
编号,出生日期,到访,银行卡号
甲1,1940-01-05,2025-01-06,6200009000000000001
甲2,1941-01-05,2025-01-07,6200009000000000019
甲3,1942-01-05,2025-01-08,6200009000000000027
CSV
import register.csv 2025-06-16 --policies "$work/old/grant.lua" || fail "the register: $out"
tables() { sqlite3 "$BYLAW_DB" 'SELECT name, sql FROM sqlite_schema ORDER BY name'; }
before=$(tables)

# Deciding, explaining, exporting from the database as it is.
done_well new decide grant due --month 2025-06 --id 甲1
says 结果：100.00
done_well new decide grant due --month 2025-06 --id 甲1 --as-of 2025-06-16
says 结果：100.00
done_well new explain grant due --month 2025-06 --id 甲1 --path
says 100.00
done_well new explain grant due --month 2025-06 --id 甲1 --what-if
says 100.00
done_well new export grant --out "$work/export.csv"
done_well new pay grant --month 2025-06 --on 2025-06-25 --dry-run
says 300.00
says_not 缺少
# Comparing over the register, both ways, the later months too; and of classes of people, without one.
for from in old new; do
  to=$([ $from = old ] && echo new || echo old)
  done_well "$from" compare grant due --to "$work/$to/grant.lua" --month 2025-06 --db "$BYLAW_DB" --json
  says '"changed":false,"people":0'
  says '"total":{"from":"300.00","to":"300.00"}'
done
done_well old compare grant due --from "$work/old/grant.lua" --to "$work/new/grant.lua" --month 2025-06
says_not 出错
done_well old budget grant --years 2026-2026
says 3,600.00
was=$out
done_well new budget grant --years 2026-2026
[ "$out" = "$was" ] || fail "the budget: $out — was: $was"
done_well new explore grant due --month 2025-06
says_not 出错
# What is needed and not there is asked for.
needed decide grant due --month 2025-06 --id 甲1
says 必填（must）
[ "$status" = 1 ] || fail "status $status: $out"
done_well needed compare grant due --from "$work/old/grant.lua" --to "$work/needed/grant.lua" --month 2025-06 --db "$BYLAW_DB" --json
says '"changed":true,"people":3'
says '"needs"'
says_not '"error"'
[ "$(tables)" = "$before" ] || fail "reading changed the tables: $(tables)"

# Facts and lines that name none of them.
facts='{"number":"甲9","birth_date":"1940-01-05","visits":[{"on":"2025-01-06"}]}'
done_well new decide grant due --month 2025-06 --facts "$facts"
says 结果：100.00
new decide grant due --month 2025-06 --many "$work/register.csv"
[ "$(grep -c ',100.00,' <<<"$out")" = 3 ] || fail "many: $out"

# Paid by the old version, gone on with by the new one: the months paid stay as they are, and can be derived.
done_well old pay grant --month 2025-06 --on 2025-06-25
done_well new pay grant --month 2025-07 --on 2025-07-25 --dry-run
says 300.00
done_well run replay grant 甲1
done_well run verify
done_well new pay grant --month 2025-07 --on 2025-07-25
says 300.00
says 补发\ 0.00
done_well run replay grant 甲1
done_well run verify
done_well new export grant --out "$work/later.csv"
cmp -s "$work/export.csv" "$work/later.csv" || fail "exported otherwise: $(cat "$work/export.csv" "$work/later.csv")"
# One gets one of them, and the older version goes on beside.
done_well new record grant 甲2 flag=是 --on 2025-08-01 --why 试
done_well new decide grant due --month 2025-08 --id 甲2
says 结果：150.00
done_well old decide grant due --month 2025-08 --id 甲2
says 结果：100.00
done_well new compare grant due --from "$work/old/grant.lua" --to "$work/new/grant.lua" --month 2025-08 --db "$BYLAW_DB" --json
says '"changed":true,"people":1'
