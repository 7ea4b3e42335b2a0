# "期间所在区县变化的天数（0），不大于1" told a number and not what it counts. What counts days, months, years of age or records, or names
# a year, month or day, is told with its unit, and so is the plain number that it is compared with. Here: nobody moved (0 days), born in
# January 1940 (85 years on 2025-06-30), one record of two.
. "$REGRESSION/support.sh"
cat >"$work/units.lua" <<'LUA'
local act = document { id = "units", number = "试〔2025〕31号", title = "单位试验办法", issuers = { "试验局" }, issued = "2024-12-01",
  in_force = { from = "2025-01-01", cite = "第九条" }, outline = { articles = 9 } }
act:facts("person", { label = "居民", key = "number", number = fact.text { label = "编号" },
  born = fact.date { label = "出生日期" }, since = fact.date { label = "入职日期" },
  seat = fact.timeline(fact.text) { label = "住址", absent = "无" },
  visits = fact.list { label = "检查", on = fact.date { label = "日期" } } })
local function asked(name, is)
  act:term("t_" .. name, { cite = "第一条", text = name, is = is })
  act:decision(name, { label = name, of = "person", per = "month", gives = "truth", cite = "第一条", else_give = false })
    :rule("第二条", { when = "t_" .. name, give = true })
end
asked("moves", function(p, m) return p.seat:changes(period(m:first(), m:last())) <= 1 end)
asked("ages", function(p, m) return p.born:age(m:last()) >= 80 end)
asked("records", function(p) return p.visits:where { on = after(date "2025-01-01") }:count() < 2 end)
return act
LUA
facts='{"born":"1940-01-05","since":"2020-01-15","seat":[{"value":"甲"}],"visits":[{"on":"2024-05-01"},{"on":"2025-05-01"}]}'
tell() {
  run explain units "$1" --month 2025-06 --facts "$facts" --path --policies "$work/units.lua"
}
tell moves
says '变化的天数（0天），不大于1天'
tell ages
says '满85周岁，不小于80周岁'
tell records
says '的记录数 1条，小于2条'
