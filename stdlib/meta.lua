---@meta
-- The policy language: the manual, and the types for an editor (LuaLS). The guide to it, in Chinese and English, is README.md
-- beside this file; who changes one changes both (tests/docs.sh compares). The host never loads this file.
--
-- An official document becomes one Lua file, `policies/NAME.lua`. What the document leaves to somebody else stands in
-- `policies/values/NAME.lua`, cases that must come out right in `tests/scenarios/*.lua`. All three are Lua 5.4 with the
-- names of this page and nothing else.
--
--   1  A whole policy           5  Working days              9   Declaring facts
--   2  What holds everywhere    6  Histories and records     10  Values files
--   3  Amounts and numbers      7  What a term sees          11  Scenario files
--   4  Dates                    8  Declaring a document      12  Calendars, and what is left of Lua
--
-- Indented lines of the form `EXPRESSION  --> RESULT` are examples. `tests/docs.sh` runs each of them as a term of the
-- policy of section 1, for its person `usual` and January 2026, with `person`, `m` and `law` as the term gets them.
-- `absent` and `unknown: FACT` as a result are states (section 2); `error: …` is part of the message.

-- 1 ── A whole policy ───────────────────────────────────────────────────────────────────────────────────────────────────

--[==[ policies/heating_grant.lua
-- 沈示发〔2025〕1号 冬季取暖补贴办法（示例）
local act = document {
  id = "heating-grant", number = "沈示发〔2025〕1号", title = "冬季取暖补贴办法（示例）",
  issuers = { "市民政局", "市财政局" }, interpreter = { "市民政局", cite = "第九条" },
  issued = "2025-10-09", in_force = { from = "2025-11-01", cite = "第九条" },
  outline = { articles = 9, items = { ["第三条"] = 3 } },
  month_end = { "clamp", cite = "民法典第202条" },
}

act:parameter("base_rate", { label = "基本补贴", unit = "元/月", cite = "第三条第1项",
  { from = "2025-11-01", value = yuan(100) },
  { from = "2026-01-01", value = yuan(120), issued = "2026-01-20", by = "沈示发〔2026〕2号" } })
act:parameter("old_age", { label = "高龄起点", unit = "周岁", cite = "第三条第2项", { from = "2025-11-01", value = 80 } })
act:parameter("size_limit", { label = "多人户起点", unit = "人", cite = "第三条第3项", { from = "2025-11-01", value = 3 } })
act:parameter("income_limit", { label = "月收入上限", unit = "元", cite = "第二条", { from = "2025-11-01", value = yuan(3000) } })
act:parameter("late_days", { label = "补报期限", unit = "日", cite = "第五条", on = "deciding", { from = "2025-11-01", value = 30 } })
act:parameter("pays_from", { label = "首个发放月份", cite = "第八条", { from = "2025-11-01", value = month "2025-11" } })
act:parameter("pay_day", { label = "发放日", unit = "日", cite = "第八条", { from = "2025-11-01", value = 25 } })
act:open("old_rate", { kind = "money", label = "高龄户补贴", unit = "元/月", cite = "第三条第2项", who = "市财政局" })
act:open("extra", { kind = "money", label = "极寒加发", unit = "元", cite = "第七条", who = "市财政局" })

local fuel = fact.one_of { { "gas", "燃气" }, { "coal", "燃煤" }, { "network", "集中供热" } }
act:facts("person", { label = "申请人", key = "id_number",
  id_number = fact.identity { label = "身份证号", optional = true },
  birth_date = fact.date { label = "出生日期", range = { "1890-01-01", "today" }, born = true, cite = "第二条" },
  death_date = fact.date { label = "死亡日期", optional = true },
  household = fact.count { label = "家庭人口", range = { 1, 20 } },
  income = fact.money { label = "月收入" },
  heating = fuel { label = "取暖方式" },
  veteran = fact.boolean { label = "优抚对象", optional = true },
  card = fact.card { label = "银行卡号", optional = true, cite = "第八条" },
  hukou = fact.timeline(fact.district) { label = "户籍区县", absent = "非本市户籍", known_from = "迁入日期", cite = "第二条" },
  bills = fact.list { label = "取暖缴费", cite = "第四条", on = fact.date { label = "缴费日期" },
    amount = fact.money { label = "金额" }, fuel = fuel { label = "燃料", optional = true } } })
act:invariant("person", "birth_date <= death_date")

act:reading("death_month", { id = "示-1", cite = "第六条", ask = "去世当月是否发放？",
  { "paid", "发放" }, { "not_paid", "不发放" }, default = "paid" })

act:term("age", { cite = "第三条第2项", text = "当月末的周岁", is = function(person, m) return person.birth_date:age(m:last()) end })
act:term("alive", { cite = "第六条", text = "在世（去世当月从适用口径）", otherwise = "已去世", is = function(person, m, law)
  local day = m:first()
  if law.death_month == "not_paid" then day = m:last() end
  return not present(person.death_date) or person.death_date >= day
end })
act:term("lives_here", { cite = "第二条", text = "本市户籍（上月末）", otherwise = "上月末没有本市户籍",
  is = function(person, m) return person.hukou:present(m:first() - 1) end })
act:term("poor", { cite = "第二条", text = "月收入不超过上限", otherwise = "月收入超过上限",
  is = function(person, _, law) return person.income <= law.income_limit end })
act:term("elderly", { cite = "第三条第2项", text = "达到高龄起点", otherwise = "未达到高龄起点", is = function(_, _, law) return law.age >= law.old_age end })
act:term("large", { cite = "第三条第3项", text = "多人户", otherwise = "不是多人户", is = function(person, _, law) return person.household >= law.size_limit end })
act:term("burns_coal", { cite = "第七条", text = "燃煤取暖", is = function(person) return person.heating == "coal" end })
act:term("paid_bill", { cite = "第四条", text = "当月有缴费", otherwise = "当月没有缴费", is = function(person, m)
  return person.bills:any { on = within(m:first(), m:last()) }
end })
act:term("large_grant", { cite = "第三条第3项", text = "基本补贴的一倍半", is = function(_, _, law)
  return law.base_rate:times(percent "150", { round = "half_up", to = "fen", cite = "第三条第3项" })
end })
act:term("report_by", { cite = "第五条", text = "补报的最后一天", is = function(_, _, law)
  return deadline(law.found_on, { days = law.late_days })
end })

act:term("home", { cite = "第八条", text = "上月末户籍所在区县", is = function(person, m) return person.hukou:at(m:first() - 1) end })
act:term("paid_by", { cite = "第八条", text = "每月25日，遇节假日提前", is = function(_, m, law)
  return workday_on_or_before(m:day(law.pay_day))
end })

local grant = act:decision("grant", { label = "月补贴", of = "person", per = "month", gives = "money", cite = "第三条" })
grant:requires("第六条", "alive")
grant:requires("第二条", { "lives_here", "poor" }, { text = "本市户籍且月收入不超过上限" })
grant:requires("第四条", "paid_bill", { fails = "hold", text = "当月已有取暖缴费" })
grant:rule("第三条第1项", { when = { "not elderly", "not large" }, give = "base_rate" })
grant:rule("第三条第2项", { when = "elderly", give = "old_rate", prevails_over = "第三条第3项" })
grant:rule("第三条第3项", { when = "large", give = "large_grant" })
grant:exception("第七条", { to = "第三条第1项", when = "burns_coal", give = yuan(0), text = "燃煤取暖的不发放" })
grant:warning("第四条", { when = "burns_coal", say = "请核对燃煤缴费凭证" })
grant:ruling("第七条", { by = "street", file = "集体审议档案" })

local report = act:decision("report_until", { label = "补报截止日", of = "person", per = "case", gives = "date", cite = "第五条",
  given = { found_on = fact.date { label = "发现漏报之日" } } })
report:rule("第五条", { give = "report_by" })

local papers = act:decision("papers", { label = "申请材料", of = "person", per = "month", gives = "list", cite = "第四条" })
papers:item("第四条", { give = "身份证" })
papers:item("第四条", { when = "burns_coal", give = "购煤凭证" })

local cold = act:decision("cold_extra", { label = "极寒加发", of = "person", per = "month", gives = "money", else_give = yuan(0), cite = "第七条" })
cold:rule("第七条", { when = "elderly", give = "extra" })

local payer = act:decision("payer", { label = "发放区县", of = "person", per = "month", gives = "district", cite = "第八条" })
payer:requires("第八条", "lives_here")
payer:rule("第八条", { give = "home" })

local payday = act:decision("payday", { label = "发放日", of = "person", per = "month", gives = "date", cite = "第八条" })
payday:rule("第八条", { give = "paid_by" })

act:payment("heating", { label = "取暖补贴", cite = "第八条", pays = "grant", payer = "payer", to = "card",
  first_month = "pays_from", before_ledger = "closed", day = "payday", bands = "grant",
  owed_back = { by = "paid_by", cite = "第八条" }, payer_changed = { settle = "between_payers", cite = "第八条" } })

act:letter { decisions = "grant", outcomes = { "refused", "needs" }, about = "取暖补贴", bring = "papers",
  at = { "户籍所在地的街道办事处", cite = "第八条" } }
act:remedies { text = "对本决定不服的，可以自知道之日起六十日内申请行政复议，也可以自知道之日起六个月内提起行政诉讼。",
  source = "《中华人民共和国行政复议法》第二十条，《中华人民共和国行政诉讼法》第四十六条" }

act:uncoded("第一条", "制定目的，不产生可计算的结果")
act:duty("第五条", { who = "申请人", what = "情况变化后及时补报", breach = "warn" })
act:note("解读", { cite = "第二条", says = "收入按户主本人计算", prevails = "text" })
return act
]==]

--[==[ policies/values/heating_grant.lua
values "heating-grant"
value("old_rate", { from = "2025-11-01", value = yuan(200), source = "市财政局2025年通知", confidence = "H" })
choose("death_month", "paid", { by = "市民政局", source = "2025年10月答复" })
]==]

--[==[ tests/scenarios/heating_grant.lua
policy "heating-grant"
local usual = person { person = { birth_date = "1950-06-30", household = 1, income = "2500.00", heating = "gas", card = "6200000000000000075",
  hukou = { known_from = "2010-01-01", spells = { { from = "2010-01-01", to = "2019-12-31", value = "和平区" },
    { from = "2021-03-15", value = "沈河区" } } },
  bills = { { on = "2025-12-05", amount = "80.00", fuel = "gas" }, { on = "2026-01-05", amount = "95.50" } } } }

scenario "一人户按新标准发放" { usual, month = "2026-01", grant = { "120.00", because = "第三条第1项" } }
scenario "新标准公布之前按旧标准" { usual, month = "2026-01", known = "2026-01-19", grant = "100.00" }
scenario "三人户得一倍半" { usual, month = "2025-12", person = { household = 3 }, grant = "150.00" }
scenario "高龄户得高龄标准，即使多人" { usual, month = "2026-01", person = { birth_date = "1945-01-31", household = 3 }, grant = "200.00" }
scenario "燃煤的不发放并提醒" { usual, month = "2026-01", person = { heating = "coal" },
  grant = { "0.00", because = "第七条", warns = "第四条" }, papers = { list = { "身份证", "购煤凭证" } } }
scenario "迁出的不发放" { usual, month = "2026-01", person = { hukou = absent }, grant = { refused = "第二条" } }
scenario "当月没有缴费的暂缓" { usual, month = "2025-11", grant = { hold = "第四条" } }
scenario "收入未知的先问收入" { usual, month = "2026-01", person = { income = unknown }, grant = { needs = "income" } }
scenario "去世次月不发放" { usual, month = "2026-01", person = { death_date = "2025-12-31" }, grant = { refused = "第六条" } }
scenario "换一种口径" { usual, month = "2025-12", person = { death_date = "2025-12-05" }, readings = { death_month = "not_paid" },
  grant = { refused = "第六条" } }
scenario "加发的数额还没有定" { usual, month = "2026-01", person = { birth_date = "1945-01-31" }, cold_extra = { undetermined = "第七条" } }
scenario "补报截止日遇春节顺延" { on = "2026-01-20", found_on = "2026-01-20", report_until = "2026-02-24" }
scenario "街道个案决定" { usual, month = "2026-01", grant = { "60.00", because = "第七条" },
  rulings = { { decision = "grant", article = "第七条", outcome = "60.00", by = "street", officer = "王", file = "2026-3", from = "2026-01" } } }
scenario "施行以前的月份不发放" { usual, month = "2025-10", grant = { refused = "第九条" } }

-- 账本从2026年1月开始：11月没有缴费（暂缓，当时没有发），12月视为已发100元。补缴11月后补发100元；追溯提高10元，12月补10元
story "暂缓的月份补发，追溯提高的补差额" { usual,
  on "2026-01-23" { pay = "2026-01", expect = { ["2026-01"] = { "120.00", because = "第三条第1项", cause = "", payer = "沈河区" } }, pending = {} },
  on "2026-02-03" { add = { bills = { on = "2025-11-28", amount = "60.00" } },
    law = { base_rate = { from = "2025-12-01", value = yuan(110), issued = "2026-02-02" } } },
  on "2026-02-25" { pay = "2026-02", expect = { ["2025-11"] = { "100.00", cause = "fact" }, ["2025-12"] = { "10.00", cause = "law" } },
    pending = { ["2026-02"] = "hold" } } }

-- 降为90元：1月少30元，须经确认；收回20元后还欠10元；退回的款项等到卡号更正
story "追溯降低的须经确认，退回的等待更正卡号" { usual,
  on "2026-01-23" { pay = "2026-01", expect = { ["2026-01"] = "120.00" } },
  on "2026-02-02" { law = { base_rate = { from = "2026-01-01", value = yuan(90), issued = "2026-02-02" } } },
  on "2026-02-25" { add = { bills = { on = "2026-02-06", amount = "70.00" } }, pay = "2026-02", error = "--confirm-law-clawback" },
  on "2026-02-25" { pay = "2026-02", confirm_law_clawback = true, owed = "30.00",
    expect = { ["2026-01"] = { "-30.00", cause = "law", payer = "沈河区" }, ["2026-02"] = "90.00" } },
  on "2026-03-02" { recovered = { ["2026-01"] = "20.00" }, returned = "2026-02" },
  on "2026-03-25" { pay = "2026-03", expect = {}, pending = { ["2026-02"] = "account", ["2026-03"] = "hold" }, owed = "10.00" },
  on "2026-04-01" { facts = { card = "6222020000000000125" } },
  on "2026-04-24" { pay = "2026-04", expect = { ["2026-02"] = "90.00" }, pending = { ["2026-03"] = "hold", ["2026-04"] = "hold" } } }

-- 12月20日迁到大东区：1月应由大东区发放。11月30日去世：1月多发120元；12月由原系统发放，只提示
story "区县之间更正，多发的收回" { usual,
  on "2026-01-23" { pay = "2026-01", expect = { ["2026-01"] = "120.00" } },
  on "2026-02-03" { facts = { hukou = "大东区" }, from = "2025-12-20" },
  on "2026-02-25" { pay = "2026-02", expect = {}, between = { ["2026-01"] = { from = "大东区", to = "沈河区", amount = "120.00" } } },
  on "2026-03-03" { facts = { death_date = "2025-11-30" } },
  on "2026-03-25" { pay = "2026-03", pending = { ["2025-12"] = "before_ledger" }, owed = "120.00",
    expect = { ["2026-01"] = { "-120.00", because = "第六条", cause = "fact", payer = "大东区" } } } }
]==]

-- 2 ── What holds everywhere ────────────────────────────────────────────────────────────────────────────────────────────

-- VALUES are opaque, exact and never change. Each has a kind: truth, count, money, exact, rate, date, month, period,
-- enum, text, timeline, list. Values of different kinds neither compare nor compute; the error names both. A Lua
-- integer stands for a count, true and false for a truth, a string for a text or for a member of the enumeration that
-- it meets. A float is refused everywhere: `/` makes one, `//` and `%` do not.
--
--     yuan(30) == yuan "30.00"  --> true
--     yuan(30) == 30  --> error: 金额（money）不能与整数（count）一起运算
--     person.heating == "gas"  --> true
--     person.heating == "oil"  --> error: heating 没有选项 ‘oil’
--     person.household * (4 / 2)  --> error: 浮点数不精确
--     person.household // 2  --> error: 整数(count)没有这种运算
--
-- STATES. A value is known, or
--   absent    there is none (no death date, no hukou that day). It equals nothing; `<`, arithmetic and comparing
--             two absent values are errors. Ask `present(…)` first. `earliest`, `latest`, `least`, `most` and
--             `first_present` pass over it.
--   unknown   nobody has said. What is computed from it is unknown, and a test of it is followed both ways: only when the
--             outcomes differ does the decision answer `needs`, with the facts to ask for.
--   between   it hangs on a holiday schedule that is not published: the earliest and the latest are known, and a test that
--             comes out alike for all that lies between. Another is followed both ways, and only when the outcomes
--             differ is the decision undetermined.
--   failed    an overflow, 30 February, a year before the schedules that are there. It is an error only where a test or an
--             outcome uses it.
--
--     present(person.death_date)  --> false
--     person.death_date == m:last()  --> false
--     person.death_date <= m:last()  --> error: 这里需要日期，但没有值
--     person.death_date == person.bills:last("on", { fuel = "coal" })  --> error: 这里需要日期，但没有值
--     person.hukou:present(date "2009-12-31")  --> unknown: hukou
--     present(m:day(32))  --> error: 没有这一天
--
-- TRUTH. Only true and false are tested: `if law.age then` and `not person.income` are errors, not true. Comparisons,
-- `present`, `between`, `is`, `any`, `all`, `contains`, `is_workday`, `is_holiday` and terms that give true or false
-- are tests.
--
--     not person.income  --> error: 金额(money)不是真假
--     m == nil  --> error: 不能与 nil 比较
--
-- TERMS are pure. Their functions see their arguments, this page, module-level locals that hold values or functions of
-- the same sort, and nothing else: assigning to an outer local, a global, or using a module-level table is refused when
-- the policy is loaded. Numbers belong into dated parameters; `bylaw check` warns of a bare number other than 0 and 1
-- in a term.
--
-- NAMES of parameters, terms, readings, decisions and inputs share one space in a document and consist of lower-case
-- letters, digits and `_`, beginning with a letter, at most 63; `at`, `decided_on`, `has_start`, `pieces` and
-- `year_begins` belong to `law`. Facts are read from the subject and may share a name. In the functions of terms `subject.NAME`, `law.NAME`,
-- fields of records and members of enumerations are checked when the policy is loaded, where the text shows what they
-- belong to.

--- A condition of a rule. A name: a term that gives true or false, or a fact, input or parameter of kind truth. "not"
--- before the name: its opposite. A list: all of them; `{ any = { … } }`: at least one. They nest. Readings and decisions
--- are compared in a term, not named here. The order does not matter to the outcome.
---
---     { "aged_80s", "not low_income", { any = { "has_hukou", "is_serviceman" } } }
---@alias condition string | condition[] | any_of

---@class any_of
---@field any condition[]  one of them suffices
---@field text? string  the reason to tell when the whole is the condition of a requirement
---@field otherwise? string  what is the case where that requirement fails

--- An outcome of a decision: the value itself (`else_give` included); or one of
---   refused       requirements that failed, all of them, those of a decision that would have been given included
---     (一次性说明理由)
---   hold          the value is certain, but a requirement with `fails = "hold"` failed: it must wait
---   undetermined  who has to decide what: an `undetermined` rule applies, an open value has no row, or the document
---     has ended
---   needs         facts that are unknown and can change the outcome
--- Two rules at once (conflict) and no rule (gap) are errors of the policy: a rule needs an `exception` or
--- `prevails_over`, a decision a further rule or `else_give`.
---@alias outcome value | "refused" | "hold" | "undetermined" | "needs"

---@alias integer_like integer | count
---@alias value integer | boolean | string | count | money | exact | rate | date | month | period | enum | text
---@alias day_text string  "2025-06-30"
---@alias cite string  "第四条第3项"; several joined by 、; another law as 民法典第202条 or 《……》第……条

-- 3 ── Amounts and numbers ──────────────────────────────────────────────────────────────────────────────────────────────

--- An amount in yuan. A text has at most two decimals and no commas; a float is refused.
---
---     yuan "30.50" + yuan(1)  --> 31.50
---     yuan(-3)  --> -3.00
---     yuan "1,234"  --> error: 不是金额
---     yuan "0.005"  --> error: 不是金额
---     yuan(30.5)  --> error: 不能写小数
---@param amount integer | string
---@return money
function yuan(amount) end

--- An amount in ten thousands of yuan (万元); like `yuan`, at most two decimals.
---
---     wan(3)  --> 30000.00
---     wan "1.25"  --> 12500.00
---@param amount integer | string
---@return money
function wan(amount) end

--- An amount in fen, an integer.
---
---     fen(3050)  --> 30.50
---@param amount integer
---@return money
function fen(amount) end

--- Money: whole fen (CNY), up to ±92,233,720,368,547,758.07 yuan (int64); past it the operation fails. Adds and
--- subtracts with money (and exact), multiplies with integers and counts, compares with money and exact. Division is
--- `:over`.
---
---     yuan(100) * person.household - yuan "0.50"  --> 99.50
---     -yuan(5) < yuan(0)  --> true
---     yuan(1) / 3  --> error: 除法用 :over(n)，乘比率用 :times(rate)
---     wan(10000000000000)  --> error: 金额超出范围
---@class money
---@operator add(money): money
---@operator add(exact): exact
---@operator sub(money): money
---@operator sub(exact): exact
---@operator mul(integer_like): money
---@operator unm: money

--- An amount that nobody has rounded yet: an exact fraction, at most 128 bits over 64. It adds, subtracts and compares
--- with exact and money and multiplies with integers and counts. A decision cannot give it: round it.
---
---     yuan(100):over(3) * 3 == yuan(100)  --> true
---     yuan(100):over(3) < yuan "33.34"  --> true
---@class exact
---@operator add(exact|money): exact
---@operator sub(exact|money): exact
---@operator mul(integer_like): exact
---@operator unm: exact

--- How to round. All three are needed: who rounds must say how, to what and by which rule.
---
---     yuan "0.05":over(2, { round = "half_up", to = "fen", cite = "第三条" })  --> 0.03
---     yuan "0.05":over(2, { round = "half_even", to = "fen", cite = "第三条" })  --> 0.02
---     yuan "-0.05":over(2, { round = "half_up", to = "fen", cite = "第三条" })  --> -0.03
---     yuan "12.39":round { round = "down", to = "jiao", cite = "第三条" }  --> 12.30
---     yuan "12.01":round { round = "up", to = "yuan", cite = "第三条" }  --> 13.00
---     yuan "12.39":round { round = "down", to = "jiao" }  --> error: 舍入必须写明依据
---@class rounding_options
---@field round "half_up" | "half_even" | "down" | "up"  四舍五入, to the even neighbour, 舍去 (towards zero), 进位 (away from zero); half_up takes a half away from zero
---@field to "fen" | "jiao" | "yuan"  分, 角, 元
---@field cite cite  why so

do
local money, exact = {}, {} ---@type money, exact

--- The amount times a rate or an integer: exact, or money when rounded at once.
---
---     yuan(1200):times(percent "8.5") == yuan(102)  --> true
---     yuan "10.01":times(ratio(1, 3), { round = "half_up", to = "fen", cite = "第三条" })  --> 3.34
---@param by rate | integer_like
---@param rounding? rounding_options
---@return exact | money
function money:times(by, rounding) end

--- The amount divided by an integer or a rate: exact, or money when rounded at once. By 0 fails.
---
---     yuan(100):over(3, { round = "down", to = "fen", cite = "第三条" })  --> 33.33
---     yuan(6):over(percent "50") == yuan(12)  --> true
---     yuan(1):over(person.household - 1) == yuan(1)  --> error: 除数为零
---@param by rate | integer_like
---@param rounding? rounding_options
---@return exact | money
function money:over(by, rounding) end

--- The amount in whole jiao or yuan (or fen, which changes nothing).
---
---     yuan "1.50":round { round = "half_even", to = "yuan", cite = "第三条" }  --> 2.00
---@param rounding rounding_options
---@return money
function money:round(rounding) end

--- n parts, 1 to 120, that differ by at most one fen and add up to the amount; the larger ones first. A Lua list; only
--- of a known amount.
---
---     yuan(1):share(3)[1]  --> 0.34
---     yuan(1):share(3)[3]  --> 0.33
---     yuan(1):share(0)[1]  --> error: share 的份数必须在 1 到 120 之间
---@param n integer
---@return money[]
function money:share(n) end

--- The amount in words (支付结算办法 附一), a Lua string without 人民币; only of a known amount.
---
---     yuan "1234.50":capital()  --> "壹仟贰佰叁拾肆元伍角整"
---     yuan "100.05":capital()  --> "壹佰元零伍分"
---@return string
function money:capital() end

--- The amount as a fraction of another one.
---
---     yuan(30):ratio_to(yuan(90))  --> 1/3
---     person.income:ratio_to(yuan(0)) == percent(1)  --> error: 除数为零
---@param whole money
---@return rate
function money:ratio_to(whole) end

--- As `money:times`.
---
---     yuan(100):over(3):times(percent(60)) == yuan(20)  --> true
---@param by rate | integer_like
---@param rounding? rounding_options
---@return exact | money
function exact:times(by, rounding) end

--- As `money:over`.
---
---     yuan(100):over(3):over(2, { round = "half_up", to = "fen", cite = "第三条" })  --> 16.67
---@param by rate | integer_like
---@param rounding? rounding_options
---@return exact | money
function exact:over(by, rounding) end

--- To money.
---
---     (yuan(100):over(3) + yuan(1)):round { round = "up", to = "jiao", cite = "第三条" }  --> 34.40
---@param rounding rounding_options
---@return money
function exact:round(rounding) end
end

--- A rate in percent: an integer, or a text with at most 12 decimals.
---
---     percent "0.5"  --> 1/200
---     percent(150)  --> 3/2
---     percent "5%"  --> error: 不是百分数
---@param text string | integer
---@return rate
function percent(text) end

--- A fraction of two integers, or of two counts, two amounts or two rates. A denominator of 0 fails.
---
---     ratio(2, 6)  --> 1/3
---     ratio(person.household, 3)  --> 1/3
---     ratio(yuan(30), yuan(120))  --> 1/4
---     ratio(1, 0)  --> error: 分母不能是 0
---     ratio(yuan(1), 2)  --> error: 金额（money）不能与整数（count）一起运算
---@param a integer_like | money | rate
---@param b integer_like | money | rate
---@return rate
function ratio(a, b) end

--- An exact fraction, reduced, 64 bits each. Adds, subtracts and multiplies with rates, multiplies with integers,
--- compares with rates. An amount takes it by `:times`.
---
---     percent(50) + ratio(1, 3)  --> 5/6
---     percent(50) * percent(50)  --> 1/4
---     percent "33.3" < ratio(1, 3)  --> true
---     yuan(10) * percent(50)  --> error: 不能与比率（rate）一起运算
---@class rate
---@operator add(rate): rate
---@operator sub(rate): rate
---@operator mul(rate|integer_like): rate
---@operator unm: rate

--- An integer as a count: what a term must return in place of a plain Lua integer.
---
---     count(3) + 4  --> 7
---     count("3")  --> error: count 需要整数
---@param n integer
---@return count
function count(n) end

--- An integer that comes from facts: an age, a number of months. Adds, subtracts, multiplies and compares with counts
--- and Lua integers (int64; past it the operation fails). It never becomes a Lua number: no loop bounds, no indexing.
---
---     law.age * 12 + 1  --> 901
---     law.age >= 75 and law.age < 76  --> true
---@class count
---@operator add(integer_like): count
---@operator sub(integer_like): count
---@operator mul(integer_like): count
---@operator unm: count

do
local count = {} ---@type count

--- The count as a fraction of another.
---
---     law.age:ratio_to(100)  --> 3/4
---@param whole integer_like
---@return rate
function count:ratio_to(whole) end

--- The whole quotient. `round` has no default: "down" drops what is over (towards minus infinity), "up" counts it as one
--- more (towards plus infinity). By zero it fails.
---
---     law.age:over(10, { round = "down" })  --> 7
---     law.age:over(10, { round = "up" })  --> 8
---     law.age:over(10)  --> error: 必须写明余数怎么办
---@param by integer_like
---@param rounding { round: "down"|"up" }
---@return count
function count:over(by, rounding) end

--- What is over when the quotient is rounded down: never negative when `by` is positive. By zero it fails.
---
---     law.age:remainder(10)  --> 5
---     (law.age - 82):remainder(10)  --> 3
---@param by integer_like
---@return count
function count:remainder(by) end
end

--- The smallest of any number of values of one ordered kind (count, money, exact, rate, date, month). Absent ones do
--- not count; all absent: absent; one unknown: unknown.
---
---     least(yuan(3), yuan(2), yuan(5))  --> 2.00
---     least(yuan(3), 2)  --> error: 金额（money）不能与整数（count）一起运算
---@generic T
---@param ... T
---@return T
function least(...) end

--- The greatest; as `least`.
---
---     most(person.income - yuan(3000), yuan(0))  --> 0.00
---@generic T
---@param ... T
---@return T
function most(...) end

--- The first that is present, all being of one kind, ordered or not. What stands behind it does not matter, though it
--- be unknown.
---
---     first_present(person.death_date, m:last())  --> 2026-01-31
---     first_present(person.hukou:at(date "2020-06-01"), person.hukou:at(m:last()))  --> 沈河区
---@generic T
---@param ... T
---@return T
function first_present(...) end

--- Whether `low <= x` and `x <= high`: both ends belong to it, as 以上, 以下 and 届满 include the number
--- (民法典第1259条). 不满 and 超过, which do not include it, are `<` and `>`.
---
---     between(law.age, 75, 80)  --> true
---     between(m:last(), m:first(), m:day(30))  --> false
---     between(person.death_date, m:first(), m:last())  --> error: 这里需要日期，但没有值
---@generic T
---@param x T
---@param low T
---@param high T
---@return boolean
function between(x, low, high) end

--- Whether there is a value. Of a timeline or list that is known: true; ask `timeline:present(day)` or `list:any()`. A
--- truth is asked where it is read, `present(person.veteran)`: what was tested already (a comparison, a local) is an error.
---
---     present(person.birth_date)  --> true
---     present(person.veteran)  --> false
---     present(person.veteran == true)  --> error: present 问的是有没有值
---@param x value
---@return boolean
function present(x) end

-- 4 ── Dates ────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Dates are days of the proleptic Gregorian calendar (民法典第200条), years 1 to 9999; past them an operation fails.
-- Time limits count from the following day (第201条). Adding months or years goes to the corresponding day; where a
-- month lacks it, the document's `month_end` decides: "clamp" the last day of the month (第202条), "next" the first of
-- the following month, "reject" (or no `month_end`) a failure that says what is missing.

--- A date: `date "2025-06-30"`, always ten characters.
---
---     date "2025-06-30"  --> 2025-06-30
---     date "2025-02-30"  --> error: 2025-02-30 没有这一天
---     date "2025-6-30"  --> error: 不是日期
---@param text day_text
---@return date
function date(text) end

--- A day. `date + n` and `date - n` are days later and earlier, `date - date` the count of days between.
---
---     date "2025-02-28" + 1  --> 2025-03-01
---     date "2025-03-01" - date "2025-01-01"  --> 59
---     date "2025-01-31" < date "2025-02-01"  --> true
---     1 + date "2025-02-28"  --> error: 整数（count）不能与日期（date）一起运算
---@class date
---@operator add(integer_like): date
---@operator sub(integer_like): date
---@operator sub(date): count

do
local date = {} ---@type date

--- Completed years (周岁) of one born on this day, at the end of `on`; a year is complete on the birthday itself. Born
--- on 29 February: in common years complete on 28 February by "clamp", on 1 March by "next", and with "reject" 28
--- February fails. `on` before the birth fails.
---
---     date "1935-06-30":age(date "2025-06-29")  --> 89
---     date "1935-06-30":age(date "2025-06-30")  --> 90
---     date "1944-02-29":age(date "2025-02-28")  --> 81
---     date "1944-02-29":age(date "2025-02-28")  --> 80, month_end next
---     date "1944-02-29":age(date "2025-02-28")  --> error: 2025年2月没有29日, month_end reject
---     date "2025-01-01":age(date "2024-12-31")  --> error: 日期早于出生日期
---@param on date
---@return count
function date:age(on) end

--- n days later; the same as `+`. The day itself does not count (民法典第201条).
---
---     date "2025-12-31":plus_days(30)  --> 2026-01-30
---@param n integer_like
---@return date
function date:plus_days(n) end

--- The corresponding day n months later, or earlier; see above for a month that lacks it.
---
---     date "2025-01-31":plus_months(1)  --> 2025-02-28
---     date "2025-01-31":plus_months(1)  --> 2025-03-01, month_end next
---     date "2025-01-31":plus_months(1)  --> error: 2025年2月没有31日，文件未规定此时按哪一天计算, month_end reject
---     date "2025-02-28":plus_months(-12)  --> 2024-02-28
---@param n integer_like
---@return date
function date:plus_months(n) end

--- The corresponding day n years later, or earlier.
---
---     date "1945-06-30":plus_years(80)  --> 2025-06-30
---     date "2024-02-29":plus_years(1)  --> 2025-02-28
---     date "2024-02-29":plus_years(1)  --> 2025-03-01, month_end next
---@param n integer_like
---@return date
function date:plus_years(n) end

--- Completed months up to `to`, which may lie before (then negative). Where the corresponding day is lacking, "clamp"
--- completes the month on its last day, "next" on the day after.
---
---     date "2025-01-15":months_until(date "2025-03-14")  --> 1
---     date "2025-01-31":months_until(date "2025-02-28")  --> 1
---     date "2025-01-31":months_until(date "2025-02-28")  --> 0, month_end next
---     date "2025-03-15":months_until(date "2025-01-15")  --> -2
---@param to date
---@return count
function date:months_until(to) end

--- Its month.
---
---     date "2025-06-30":month()  --> 2025-06
---@return month
function date:month() end

--- Its year.
---
---     date "2025-06-30":year()  --> 2025
---@return count
function date:year() end

--- 1 to 12.
---
---     date "2025-06-30":month_number()  --> 6
---@return count
function date:month_number() end

--- The day of the month, 1 to 31.
---
---     date "2025-06-30":day_number()  --> 30
---@return count
function date:day_number() end

--- Monday 1 to Sunday 7.
---
---     date "2025-06-30":weekday()  --> 1
---@return count
function date:weekday() end
end

--- The earliest; `least`, where it reads better. Absent is never.
---
---     earliest(m:last(), person.death_date)  --> 2026-01-31
---@param ... date | month
---@return date | month
function earliest(...) end

--- The latest; `most`.
---
---     latest(date "2025-11-01", person.hukou:since(m:last()))  --> 2025-11-01
---@param ... date | month
---@return date | month
function latest(...) end

--- A month: `month "2025-06"`.
---
---     month "2025-06"  --> 2025-06
---     month "2025-13"  --> error: 没有这个月
---@param text string
---@return month
function month(text) end

--- A calendar month. `month + n` and `month - n` are months later and earlier, `month - month` the count of months
--- between.
---
---     month "2025-11" + 3  --> 2026-02
---     month "2026-02" - month "2025-11"  --> 3
---     m == month "2026-01"  --> true
---     m == date "2026-01-01"  --> error: 月份（month）不能与日期（date）一起运算
---@class month
---@operator add(integer_like): month
---@operator sub(integer_like): month
---@operator sub(month): count

do
local month = {} ---@type month

--- Its first day.
---
---     m:first()  --> 2026-01-01
---@return date
function month:first() end

--- Its last day.
---
---     month "2024-02":last()  --> 2024-02-29
---@return date
function month:last() end

--- Its n-th day; a day that the month lacks fails, it is not moved.
---
---     m:day(25)  --> 2026-01-25
---     month "2025-02":day(30)  --> error: 2025-02-30 没有这一天
---@param n integer_like
---@return date
function month:day(n) end

--- n months later, or earlier; the same as `+`.
---
---     m:plus(-1):last()  --> 2025-12-31
---@param n integer_like
---@return month
function month:plus(n) end

--- Its year.
---
---     m:year()  --> 2026
---@return count
function month:year() end

--- 1 to 12.
---
---     m:month_number()  --> 1
---@return count
function month:month_number() end

--- The same month n years later, or earlier.
---
---     m:plus_years(-1)  --> 2025-01
---@param n integer_like
---@return month
function month:plus_years(n) end

--- Month n of the same year, 1 to 12.
---
---     m:month_of_year(10)  --> 2026-10
---     m:month_of_year(13)  --> error: 一年没有第 13 个月
---@param n integer_like
---@return month
function month:month_of_year(n) end
end

--- From one day to another, both included. An end before the beginning fails.
---
---     period(m:first(), m:last())  --> 2026-01-01/2026-01-31
---     present(period(m:last(), m:first()))  --> error: 早于开始日
---@param first date
---@param last date
---@return period
function period(first, last) end

--- A span of days. Periods compare with `==` only.
---@class period

do
local period = {} ---@type period

--- Whether the day lies in it, the ends included (民法典第1259条).
---
---     period(date "2025-01-01", date "2025-12-31"):contains(date "2025-12-31")  --> true
---@param day date
---@return boolean
function period:contains(day) end

--- How many calendar months it touches, whole or not.
---
---     period(date "2025-01-31", date "2025-02-01"):months()  --> 2
---@return count
function period:months() end

--- How many days, both ends counted.
---
---     period(date "2025-01-31", date "2025-02-01"):days()  --> 2
---@return count
function period:days() end

--- Its first day.
---
---     period(m:first(), m:day(25)):first()  --> 2026-01-01
---@return date
function period:first() end

--- Its last day.
---
---     period(m:first(), m:day(25)):last()  --> 2026-01-25
---@return date
function period:last() end
end

-- 5 ── Working days ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- Monday to Friday are working days, Saturday and Sunday are not, unless the year's notice of the State Council
-- (国务院办公厅关于……年部分节假日安排的通知) says otherwise. Where it is not published yet the day lies between two, an
-- earliest and a latest; nothing is guessed. Years before the first notice (2007) fail.

--- Whether one works that day, make-up days (调休上班) included.
---
---     is_workday(date "2026-02-14")  --> true
---     is_workday(date "2026-02-16")  --> false
---     is_workday(date "2030-01-02")  --> undetermined
---     is_workday(date "2030-10-01")  --> false
---     is_workday(date "2006-03-01")  --> error: 系统未收录2006年的放假安排，无法确定工作日
---@param day date
---@return boolean
function is_workday(day) end

--- Whether the notice names the day as a day off. A plain weekend is none.
---
---     is_holiday(date "2026-02-16")  --> true
---     is_holiday(date "2026-03-07")  --> false
---@param day date
---@return boolean
function is_holiday(day) end

--- The day itself when it is a working day, else the last one before it (遇节假日提前).
---
---     workday_on_or_before(date "2026-01-25")  --> 2026-01-23
---@param day date
---@return date
function workday_on_or_before(day) end

--- The day itself when it is a working day, else the next one (顺延).
---
---     workday_on_or_after(date "2026-02-16")  --> 2026-02-24
---@param day date
---@return date
function workday_on_or_after(day) end

--- The n-th working day after the day, which itself does not count (n个工作日内); 0 is the day, a negative n fails.
---
---     add_workdays(date "2026-02-13", 5)  --> 2026-02-27
---     add_workdays(date "2026-02-13", 0)  --> 2026-02-13
---     add_workdays(date "2026-02-13", -1)  --> error: 数量不能为负
---@param day date
---@param n integer_like
---@return date
function add_workdays(day, n) end

--- The last day of a time limit. The first day does not count (民法典第201条); months and years end on the
--- corresponding day, or by `month_end` (第202条); a last day that is a rest day moves to the next working day
--- (第203条), unless `roll = false` because the document or the parties say otherwise (第204条).
---
---     deadline(date "2026-01-15", { days = 30 })  --> 2026-02-14
---     deadline(date "2026-01-20", { days = 30 })  --> 2026-02-24
---     deadline(date "2026-01-20", { days = 30, roll = false })  --> 2026-02-19
---     deadline(date "2025-11-30", { months = 3 })  --> 2026-02-28
---     deadline(date "2025-11-30", { months = 3 })  --> 2026-03-02, month_end next
---     deadline(date "2025-06-30", { years = 1 })  --> 2026-06-30
---     deadline(date "2025-06-30", {})  --> error: deadline 需要 days、months 或 years
---@param start date
---@param limit deadline_options
---@return date
function deadline(start, limit) end

--- Exactly one of `days`, `months`, `years`.
---@class deadline_options
---@field days? integer_like  自然日
---@field months? integer_like
---@field years? integer_like
---@field roll? boolean  false: a rest day stays the last day

-- 6 ── Histories and records ────────────────────────────────────────────────────────────────────────────────────────────

--- A fact of a closed choice (`fact.one_of`, `fact.district`) or a reading. Compares with `==` and `~=` only, with a
--- member of the same enumeration by its name, its Chinese label or, for a district, its GB/T 2260 code. A text that is
--- no member is an error with a suggestion. No order.
---
---     person.hukou:at(m:last()) == "沈河区"  --> true
---     person.hukou:at(m:last()) == "210103"  --> true
---     law.death_month == "paid"  --> true
---     person.heating < "gas"  --> error: 选项（enum）没有大小先后
---@class enum

--- A text fact. Compares with `==` and `~=` only; it cannot be cut, joined or printed.
---
---     person.heating .. "!"  --> error: 选项(enum)不能拼接成文字
---@class text

do
local enum, text = {}, {} ---@type enum, text

--- Whether it is one of those named.
---
---     person.heating:is("gas", "network")  --> true
---@param ... string
---@return boolean
function enum:is(...) end

--- Whether it is one of the texts.
---
---     not present(person.id_number) or person.id_number:is("210102193506300012")  --> true
---@param ... string
---@return boolean
function text:is(...) end
end

--- A fact with its history: the value on every day. Before `known_from` it is unknown; without `known_from` it is
--- absent before the first spell. Neighbouring spells with the same value are one.
---
--- The person of the examples has a hukou in 和平区 from 2010-01-01 to 2019-12-31 and in 沈河区 from 2021-03-15, and
--- nothing is known before 2010-01-01.
---@class timeline

do
local timeline = {} ---@type timeline

--- The value on that day, or absent.
---
---     person.hukou:at(date "2019-12-31")  --> 和平区
---     person.hukou:at(date "2020-01-01")  --> absent
---     person.hukou:at(date "2009-12-31")  --> unknown: hukou
---@param day date
---@return value
function timeline:at(day) end

--- Whether there is a value on that day.
---
---     person.hukou:present(m:first())  --> true
---@param day date
---@return boolean
function timeline:present(day) end

--- The day from which the same value has held without a break. A spell that reaches back to `known_from` gives that
--- day; absent when there is no value on `day`, or when the spell has no beginning.
---
---     person.hukou:since(m:last())  --> 2021-03-15
---     person.hukou:since(date "2015-01-01")  --> 2010-01-01
---     person.hukou:since(date "2020-06-01")  --> absent
---@param day date
---@return date
function timeline:since(day) end

--- The day from which there has been a value, whichever, without a break; else as `since`.
---
---     person.hukou:present_since(m:last())  --> 2021-03-15
---@param day date
---@return date
function timeline:present_since(day) end

--- On how many days of the period the value (or its presence) differs from that of the day before. Unknown when the
--- period begins at or before `known_from`.
---
---     person.hukou:changes(period(date "2015-01-01", m:last()))  --> 2
---     person.hukou:changes(period(date "2020-01-01", date "2020-01-01"))  --> 1
---     person.hukou:changes(period(date "2010-01-01", m:last()))  --> unknown: hukou
---@param span period
---@return count
function timeline:changes(span) end

--- The first day after `day` on which the value or its presence changes; absent if it never does.
---
---     person.hukou:next_change(date "2015-01-01")  --> 2020-01-01
---     person.hukou:next_change(m:last())  --> absent
---@param day date
---@return date
function timeline:next_change(day) end

--- The first day without a value after the unbroken presence that holds on `day`; absent when it does not end, or when
--- there is no value on `day`.
---
---     person.hukou:absent_from(date "2015-01-01")  --> 2020-01-01
---     person.hukou:absent_from(m:last())  --> absent
---@param day date
---@return date
function timeline:absent_from(day) end
end

--- What the records must fulfil: a field with a value (equal to it), or with `at_least`, `at_most`, `before`, `after`,
--- `within` or `other_than`. All must hold, at most 8, those of `where` included. An absent cell fulfils `other_than`
--- alone. A name that is no field is an error.
---@alias record_conditions table<string, value | record_test>

--- Made by the six functions below; good in `record_conditions` only.
---@class record_test

--- At least x.
---
---     person.bills:count { amount = at_least(yuan(80)) }  --> 2
---@param x value
---@return record_test
function at_least(x) end

--- At most x.
---
---     person.bills:count { amount = at_most(yuan(80)) }  --> 1
---@param x value
---@return record_test
function at_most(x) end

--- Before x, or less.
---
---     person.bills:any { on = before(date "2025-12-05") }  --> false
---@param x value
---@return record_test
function before(x) end

--- After x, or more.
---
---     person.bills:any { on = after(date "2025-12-05") }  --> true
---@param x value
---@return record_test
function after(x) end

--- From low to high, both included (民法典第1259条).
---
---     person.bills:count { on = within(date "2025-12-05", date "2026-01-04") }  --> 1
---     person.bills:any { on = within(m:first()) }  --> error: 这个条件需要 2 个值
---@param low value
---@param high value
---@return record_test
function within(low, high) end

--- Anything but x, absent included.
---
---     person.bills:count { fuel = other_than("coal") }  --> 2
---@param x value
---@return record_test
function other_than(x) end

--- No condition: what `times` of `list:sum` and `list:net` counts, the days from the date of a record until `day`.
---
---     person.bills:sum("amount", { times = days_until(date "2026-01-15") }) == yuan(4235)  --> true
---@param day date
---@return days_until
function days_until(day) end

---@class days_until

--- A fact with many records. It is never iterated: ask one of the methods. A record whose condition is unknown makes
--- the answer unknown, unless the answer is the same either way.
---
--- The person of the examples has two bills: 80.00 on 2025-12-05 for gas, and 95.50 on 2026-01-05 without `fuel`.
---
---     #person.bills  --> error: 清单(list)没有长度
---@class list

do
local list = {} ---@type list

--- Whether some record fulfils the conditions; without conditions, whether there is any.
---
---     person.bills:any { on = within(m:first(), m:last()) }  --> true
---     person.bills:any { onn = m:first() }  --> error: ‘bills’ 的记录没有字段 ‘onn’
---@param conditions? record_conditions
---@return boolean
function list:any(conditions) end

--- Whether every record does; true of no records.
---
---     person.bills:all { fuel = "gas" }  --> false
---@param conditions record_conditions
---@return boolean
function list:all(conditions) end

--- How many do.
---
---     person.bills:count { fuel = "gas" }  --> 1
---@param conditions? record_conditions
---@return count
function list:count(conditions) end

--- The sum of a field of kind count, money or rate over the records that do; zero of none. With `times =
--- days_until(day)` each record of money or counts is multiplied by the days from its date (the field `by`, else the first
--- date) until that day first, and money becomes exact; a date after the day is an error.
---
---     person.bills:sum("amount")  --> 175.50
---     person.bills:sum("amount", { on = after(m:last()) })  --> 0.00
---     person.bills:sum("on")  --> error: 日期（date）不能用在这里
---     person.bills:sum("amount", { times = days_until(date "2026-01-15") }):over(365, { round = "half_up", to = "fen", cite = "第三条" })  --> 11.60
---     person.bills:sum("amount", { times = days_until(date "2025-12-31") }) == yuan(1)  --> error: 数量不能为负
---     person.bills:sum("amount", { times = 30 })  --> error: times 写成 days_until
---@param field string
---@param conditions? record_conditions
---@return value
function list:sum(field, conditions) end

--- What is left of inflows of money when outflows are taken from an account, exact. Outflows are the records of `out`,
--- another list whose fields of amount and date have the same names; they are taken from the opening balance and from the
--- inflows: "opening_first", "newest_first", or "proportional" of each. Conditions on the date hold for outflows too, others
--- for inflows only. On one day inflows come first. With `times` what is left counts for its days. To take more than there
--- is is an error.
---
---     person.bills:net("amount", { out = person.bills, opening = yuan(100), order = "opening_first" }) == yuan(100)  --> true
---     person.bills:net("amount", { out = person.bills, opening = yuan(0), order = "newest" })  --> error: newest_first
---@param field string  the amount
---@param options { out: list, opening: money, order: "opening_first" | "newest_first" | "proportional", by?: string, times?: days_until, [string]: any }
---@return exact
function list:net(field, options) end

--- The smallest of a field of an ordered kind; absent of none.
---
---     person.bills:least("amount")  --> 80.00
---     person.bills:least("amount", { fuel = "coal" })  --> absent
---@param field string
---@param conditions? record_conditions
---@return value
function list:least(field, conditions) end

--- The greatest; as `least`.
---
---     person.bills:most("on")  --> 2026-01-05
---@param field string
---@param conditions? record_conditions
---@return value
function list:most(field, conditions) end

--- The field in the latest record: that with the greatest value of the field `by` (a key beside the conditions), else
--- of the first field that is a date or month. On the same day the later record. Absent of none.
---
---     person.bills:last("amount")  --> 95.50
---     person.bills:last("amount", { on = at_most(date "2025-12-31") })  --> 80.00
---     person.bills:last("on", { by = "amount" })  --> 2026-01-05
---     person.bills:last("fuel")  --> absent
---@param field string
---@param conditions? record_conditions
---@return value
function list:last(field, conditions) end

--- The field in the earliest record; on the same day the earlier one. Else as `last`.
---
---     person.bills:first("amount")  --> 80.00
---@param field string
---@param conditions? record_conditions
---@return value
function list:first(field, conditions) end

--- How many values of a field (count, month or date) follow one another at most: two years in a row, three months in
--- a row. A value that occurs twice counts once; 0 of none.
---
---     person.bills:longest_run("on")  --> 1
---     person.bills:longest_run("on", { fuel = "coal" })  --> 0
---     person.bills:longest_run("amount")  --> error: longest_run 问整数、月份、日期有没有连续
---@param field string
---@param conditions? record_conditions
---@return count
function list:longest_run(field, conditions) end

--- The mean, over the records that do, of one field divided by another (two counts, or two amounts). Exact, and cut
--- (`"up"`: raised) only once, at the end, to 12 decimals; which of the two must be written. Cut, it never passes a
--- share that the exact mean does not reach. Absent of none; a denominator of zero fails; at most 64 records.
---
---     person.bills:mean_of_ratio("amount", "amount", { round = "down" })  --> 1/1
---     person.bills:mean_of_ratio("amount", "amount", { fuel = "coal", round = "up" })  --> absent
---     person.bills:mean_of_ratio("amount", "amount", { fuel = "gas" })  --> error: mean_of_ratio 必须写明12位小数以后怎么办
---@param above string
---@param below string
---@param options record_conditions `round`: `"down"` or `"up"`; conditions beside it
---@return rate
function list:mean_of_ratio(above, below, options) end

--- The list with conditions attached; they join those of the method that follows. One field, one condition.
---
---     person.bills:where({ on = before(m:first()) }):count()  --> 1
---     person.bills:where({ fuel = "gas" }):where({ on = before(m:first()) }):sum("amount")  --> 80.00
---     person.bills:where({ fuel = "gas" }):where({ fuel = "coal" }):count()  --> error: where 对 ‘fuel’ 已经写了条件
---@param conditions record_conditions
---@return list
function list:where(conditions) end
end

-- 7 ── What a term sees ─────────────────────────────────────────────────────────────────────────────────────────────────

-- `is = function(subject, when, law) … end`. `when` is the month of a monthly decision, else the day. `subject` and
-- `law` are good during the call only.

--- The person or thing decided about. `subject.NAME` is a fact; a name that is none is an error with a suggestion.
--- Facts that are booleans read as true or false; one that is absent reads as false.
---
---     person.income  --> 2500.00
---     person.veteran  --> false
---     person.incom  --> error: 是否想写 ‘income’
---@class subject
---@field [string] value | timeline | list

--- The law as of the month or day `when`. `law.NAME` is
---   a parameter or open value: the row in force then (`on = "deciding"`: on the day of deciding), as known on the day
---     `known`. Without a row a parameter is an error, an open value makes the outcome undetermined.
---   a term: its function called for the same month or day; a circle is an error.
---   a reading: the option that is in force.
---   a decision: its value; refused is absent, undetermined makes this outcome undetermined too, hold is an error.
---   an input (`given`) of the decision that was asked for.
--- Dated law is resolved on the first day of a month, or on `law_on` of the decision. Names are checked when the policy
--- is loaded.
---
---     law.base_rate  --> 120.00
---     law.old_rate  --> 200.00
---     law.elderly  --> false
---     law.grant  --> 120.00
---     law.household  --> error: law 没有 ‘household’
---     law.base_rat  --> error: 是否想写 ‘base_rate’
---     law.found_on  --> error: ‘found_on’ 只是决定 ‘report_until’ 的输入
---@class law
---@field decided_on date  the day of deciding: an input, by default the last day of the month, never the clock
---@field year_begins date  in a decision by year: the first day of the year that ends on the day asked about
---@field [string] value | law_table

--- A table of the law: `law.need[base.class].area`. The choice is compared with each member in turn; a cell about which
--- nothing is said is absent.
---@class law_table
---@field [enum | string] table<string, value>

do
local law = {} ---@type law

--- The law as of another month or day, which must be known.
---
---     law:at(month "2025-12").base_rate  --> 100.00
---     law:at(m:plus(60)).elderly  --> true
---     law:at(m:plus(-3)).base_rate  --> error: 参数 ‘base_rate’（基本补贴）在2025年10月没有值
---     law.decided_on  --> 2026-01-31
---@param when month | date
---@return law
function law:at(when) end

--- Whether the value of a parameter or open value that is in force has a known beginning: its row has `from`. False
--- without a row.
---
---     law:has_start("base_rate")  --> true
---     law:has_start("extra")  --> false
---     law:has_start("age")  --> error: ‘age’ 不是参数
---@param name string
---@return boolean
function law:has_start(name) end

--- The values of a parameter inside a known period, one for each stretch of days with one row, in order: for a rate
--- that changes inside a year. A day without a value is an error.
---
---     #law:pieces("base_rate", period(date "2025-11-01", date "2026-03-31"))  --> 2
---     law:pieces("base_rate", period(date "2025-12-15", m:last()))[1].value  --> 100.00
---     law:pieces("base_rate", period(date "2025-12-15", m:last()))[1].period  --> 2025-12-15/2025-12-31
---     law:pieces("base_rate", period(date "2025-10-15", m:last()))[1].value  --> error: 没有值
---@param name string
---@param span period
---@return piece[]
function law:pieces(name, span) end
end

---@class piece
---@field period period
---@field value value

-- 8 ── Declaring a document ─────────────────────────────────────────────────────────────────────────────────────────────

-- Every declaration is checked when it is made: an unknown key, a value of the wrong type, a missing key and a citation
-- outside the document's outline are refused with file, line, column and the nearest name that is known. A citation
-- is an article with its 款, 项 and 目 (第四条, 第四条第3项, 第四条第二款第（五）项第1目) or, in a document with headings, one
-- of them, then at most a passage of it (第二句, 前段, 后段, 末段); or it names another law. Several are joined by 、, each in full (第三条第1项、第三条第2项). Dates are texts.

--- The document. It comes first, once in a file, and the file ends with `return act`.
---@param given document_keys
---@return act
function document(given) end

---@class document_keys
---@field id string  lower-case letters, digits and `-`: what programs call it
---@field number string  文号
---@field title string
---@field issuers string | string[]  发文机关
---@field interpreter? cited  解释机关; who decides what is undetermined after the end
---@field issued day_text  印发日期
---@field in_force in_force_keys
---@field outline outline_keys
---@field month_end? cited  { "clamp" | "next" | "reject", cite = … }: section 4
---@field replaces? string | string[]  ids of the documents that it replaces; not yet used

---@class in_force_keys
---@field from day_text  rules without dates of their own apply from here, unless the decision has `arrears`
---@field to? day_text  the last day; after it every decision is refused …
---@field cite cite
---@field by? string  the document that repealed it, told as the reason
---@field after? "undetermined"  … or undetermined, when nobody has said what follows
---@field who? string  who decides then, where the document names no interpreter; only with `after`

--- One of `articles` and `headings`. Citations must lie inside, and `bylaw check` warns of every article that is
--- neither coded nor registered.
---@class outline_keys
---@field articles? integer  how many 条
---@field headings? string[]  for a document without articles, every smallest place: 一, 二（三）, 二（四）1, 末段, …
---@field items? table<string, integer>  how many 项 an article has: { ["第四条"] = 4 }
---@field parts? table<string, string[]>  instead of `items`, the whole outline: what each article is made of, as it is
--- written, { ["第六条"] = { "第1项", "第2项", "末段" }, ["第十三条"] = { "第一款", "第二款" } }. Then every citation names
--- one part exactly (a sentence may follow: 第二句, 前段, 后段), an article that is not listed has none, and only the
--- `cite` of a decision may name an article as a whole

---@class cited
---@field [integer] string  what
---@field cite cite

--- What `document` gives.
---@class act

do
local act = {} ---@type act

--- A number of the document: dated rows, each with its source. A change is one more row. Rows must not overlap; a row
--- ends the day before the next begins or with `to`. The kind is that of the values, the same in all rows.
---
---     act:parameter("twice", { label = "重复", cite = "第三条", { from = "2025-11-01", value = 1 }, { from = "2025-11-01", value = 2 } })  --> error: 日期重叠
---     act:parameter("middle", { label = "月中", cite = "第三条", { from = "2025-11-15", value = 1 } })  --> error: 从月中（2025-11-15）开始，而决定按月作出
---     act:parameter("kinds", { label = "两种", cite = "第三条", { from = "2025-11-01", value = 1, to = "2025-11-30" }, { from = "2025-12-01", value = yuan(2) } })  --> error: 的值应为
---     act:parameter("nowhere", { label = "无此条", cite = "第十条", { from = "2025-11-01", value = 1 } })  --> error: 超出文件：本文件共9条
---@param name string
---@param given parameter_keys
function act:parameter(name, given) end

---@class parameter_keys
---@field [integer] row_keys  one or more rows
---@field label string
---@field unit? string  元/月, 周岁, …, for people
---@field cite cite
---@field on? "deciding"  procedure: resolved on the day of deciding, not in the month decided about
---@field mid_month? "whole_month" | "next_month"  a row that starts inside a month counts from that month, or from the next; without it such a row is refused where decisions are monthly

---@class row_keys
---@field from? day_text  the first day; one of `from` and `to` is needed: `to` alone says that the beginning is not known
---@field to? day_text  the last day
---@field issued? day_text  when it was made known. A request with `known` does not see rows issued later: the second clock. Two rows may share `from` when the later was issued anew
---@field value value
---@field by? string  the document that says so
---@field source? string  where it can be read
---@field confidence? "H" | "M" | "L"  官方文本, 新闻报道, 二手资料

--- Values by a choice and a column, dated and cited. Each cell is a parameter, NAME.MEMBER.COLUMN: rules may give it,
--- stories amend it, and an outcome cites its own article.
---
---     act:table("t", { label = "缺行", cite = "第四条", by = fact.district, columns = { n = "数" }, { from = "2025-11-01", rows = {} } })  --> error: 缺少
---@param name string
---@param given table_keys
function act:table(name, given) end

---@class table_keys
---@field [integer] version_keys  one or more
---@field label string
---@field cite cite
---@field by fact_type  the choice: a `fact.one_of`, or another type with members
---@field columns table<string, string>  the name of each column and what it is called in Chinese
---@field on? "deciding"  procedure: resolved on the day of deciding

---@class version_keys
---@field from? day_text  as of a row of a parameter, like the next four
---@field to? day_text
---@field issued? day_text
---@field by? string
---@field source? string
---@field rows table<string, table<string, any>>  a row for each member: `cite`, and values by column; a cell is VALUE or { VALUE, cite = … }

--- A value that the document leaves to somebody else. Its rows stand in a values file (section 10); until then what
--- hangs on it is undetermined, and says who decides.
---
---     act:open("amount", { kind = "mony", cite = "第七条", who = "市财政局" })  --> error: 是否想写 ‘money’
---@param name string
---@param given open_keys
function act:open(name, given) end

---@class open_keys
---@field kind "money" | "count" | "rate" | "date" | "month" | "truth" | "text" | "rule"  rule: not a number but a whole rule is open; then `gives` is needed, and no values file can fill it yet
---@field label? string  the name, when it is not given
---@field unit? string
---@field cite cite
---@field who string  who decides it
---@field by? "district"  each district its own; no values file can fill it yet
---@field gives? string  of a rule: the kind of what it will give
---@field reads? string[]  of a rule: the facts it will need; recorded

--- The facts of a kind of subject. Each key other than `label` and `key` is a fact or a reference (section 9); `key` names
--- the fact that tells one subject from another, by which the store finds it. A document may declare several kinds; the
--- first is the main one, which payments and the register are about. A term or decision is about one kind (`of`), and can
--- use what that kind leads to by references; the facts of another kind are called "unit.kind" in conditions, in answers
--- and in the columns of a file.
---
---     act:facts("person", { label = "又一类" })  --> error: 对象 ‘person’ 已经声明
---@param subject string  its name: `of` in decisions, the outer key in scenarios and JSON
---@param given { label: string, key?: string, [string]: fact_declaration }
function act:facts(subject, given) end

--- Two facts of one kind that cannot be otherwise: "a <= b", "a < b" or "a == b". Facts that break it are refused as
--- input; it is not tested where one of them is absent or unknown.
---
---     act:invariant("person", "birth_date <= deathdate")  --> error: 是否想写 ‘death_date’
---     act:invariant("person", "birth_date <= income")  --> error: 不变式只能比较同一种类的单个事实
---@param subject string
---@param text string
---@param more? { cite: cite }
function act:invariant(subject, text, more) end

---@class invariant_keys
---@field cite? cite

--- A place that the document leaves unclear, with its possible readings. Terms compare `law.NAME == "option"`. The
--- default holds until a values file chooses another; a request may try one.
---
---     act:reading("r", { cite = "第六条", ask = "?", { "a", "甲" }, default = "a" })  --> error: 至少要有两种口径
---@param name string
---@param given reading_keys
function act:reading(name, given) end

---@class reading_keys
---@field [integer] string[]  two or more { "name", "说明" }
---@field id? string  its number in a list of open questions
---@field cite cite
---@field ask string  the question
---@field default string  the name of the recommended option

--- A word of the document with its meaning. Only terms hold functions. True and false make it a condition; a value
--- makes it something to compare or give. A plain Lua integer or string cannot be returned, nor a list or timeline, and
--- every path must return. A term may be declared again for another time: versions of one name have dates that do not
--- overlap.
---
---     law.nothing  --> error: law 没有 ‘nothing’
---     ({ 1 })[2]  --> error: 没有返回任何结果
---     person.hukou  --> error: 不能返回时间线
---     act:term("age", { cite = "第三条", from = "2026-01-01", is = function() return true end })  --> error: 且日期重叠
---@param name string
---@param given term_keys
function act:term(name, given) end

---@class term_keys
---@field cite cite
---@field is fun(subject: subject, when: month|date, law: law): boolean|value
---@field text? string  what it says, told as the reason
---@field otherwise? string  of a truth: what is the case where it is false, told where a requirement fails by it or a rule
--- asks `not` for it; else "不符合“text”"
---@field label? string
---@field of? string  the kind of subject it is about; else the main one
---@field from? day_text  the first day on which this version holds; a day without a version is an error
---@field to? day_text  the last day

--- A question that the document answers.
---
---     act:decision("d", { label = "错", of = "persn", per = "month", gives = "money" })  --> error: 是否想写 ‘person’
---     act:decision("d", { label = "错", of = "person", per = "week", gives = "money" })  --> error: per 应为
---     act:decision("d", { label = "空", of = "person", per = "month", gives = "money" })  --> error: 决定 ‘d’ 没有任何规则
---@param name string
---@param given decision_keys
---@return decision
function act:decision(name, given) end

---@class decision_keys
---@field label string
---@field of string  the kind of subject it asks about
---@field per "month" | "day" | "case" | "year"  asked with a month; with a day; with a day that may be left to the day of deciding; with a year, of which terms get the last day
---@field year_ends? string  of a decision by year: "06-30", the day on which its years end; else 31 December
---@field gives "money" | "date" | "month" | "count" | "rate" | "truth" | "text" | "list" | "district" | fact_type  list: texts, one for each `item` that applies; a fact type: one of its members
---@field else_give? value  the outcome where no rule applies; without it that is an error
---@field given? table<string, fact_declaration>  inputs that are nobody's stored fact: a wish, an amount to deposit; the same declaration (a local) under the same name may serve several decisions
---@field cite? cite  for `else_give` and the account of articles
---@field arrears? cite  by which article months before `in_force.from` are decided by the same rules (补发)
---@field law_on? string  the fact, input or term with the day or month whose law decides (parameters, rules, terms), in place of the month or day asked about

--- An article that yields nothing to compute, with the reason.
---
---     act:uncoded("第一条", "")  --> error: uncoded 必须写明理由
---@param cite cite
---@param reason string
function act:uncoded(cite, reason) end

--- An official interpretation beside the document, not binding.
---@param source string  "解读", "答复", …
---@param given note_keys
function act:note(source, given) end

---@class note_keys
---@field cite cite  what it is about
---@field says string
---@field prevails string  "text": where they differ the document prevails

--- Somebody's duty: recorded with its article, not decided.
---@param cite cite
---@param given duty_keys
function act:duty(cite, given) end

---@class duty_keys
---@field who string
---@field what string
---@field per? string  "year", …; this and what follows is accepted and not yet used
---@field at_least? integer  how often
---@field breach? string  "warn"

--- What a letter (`bylaw explain --letter`) about some decisions says beside the outcome, its reasons and facts. Of several
--- that fit a decision and its outcome each thing is taken from the first that says it. In the texts {NAME} stands for the
--- value of a parameter on the day of deciding, so that a number stands in one place only. Nothing is made up: without a
--- letter of the policy's own it says only that wrong facts are to be told.
---
---     act:letter { decisions = "grnat" }  --> error: 是否想写 ‘grant’
---     act:letter { decisions = "grant", outcomes = "refuse" }  --> error: 是否想写 ‘refused’
---     act:letter { decisions = "grant", bring = "payday" }  --> error: 应给出清单
---     act:letter { decisions = "grant", by = { "每月{pay_dya}日以前", cite = "第八条" } }  --> error: 是否想写 ‘pay_day’
---     act:letter { decisions = "grant", at = { "街道办事处" } }  --> error: 缺少 ‘cite’
---@param given letter_keys
function act:letter(given) end

---@class letter_keys
---@field decisions string | string[]
---@field outcomes? string | string[]  "value", "refused", "hold", "undetermined", "needs"; all when it is left out
---@field about? string  what was asked for: 您申请的…，经审核，结果如下; else the label of the decision
---@field bring? string  the decision (`gives = "list"`) whose items are to be brought; each is told with its condition
---@field by? cited  by when
---@field at? cited  where: which office
---@field changes? cited  what to do when a fact is wrong or changes

--- The notice of the legal remedies (行政复议, 行政诉讼): a text of the policy with the law that it rests on. It stands in letters
--- about a refusal, a hold, or a value that grants nothing (zero, no, an empty list). A policy without it has no notice.
---
---     act:remedies { text = "对本决定不服的，可以申请行政复议。" }  --> error: 缺少 ‘source’
---@param given remedies_keys
function act:remedies(given) end

---@class remedies_keys
---@field text string
---@field source string  the law and its articles: 《中华人民共和国行政复议法》第二十条
---@field favourable? boolean  also where something is granted

--- What is paid every month: how much, by whom, to which account, from which month on, and what becomes of differences.
--- The subject needs a `key`. Names of payments are their own; the names that a payment mentions may be declared below
--- it.
---
--- SETTLING. A run of month M (`bylaw pay`) settles for each person every month m from `first_month` to M: what is due for
--- m by the facts, the rulings and the law known now, with the last day of m as the day of deciding, less what was paid
--- for m. Refused is nothing due. Months are whole: nothing is apportioned by days, and law that begins inside a month
--- counts as its parameter says (`mid_month`). M must have begun on the day of the run and may not lie before the last
--- run's month; a month without a run is settled by the next one. The same month again settles what has changed since,
--- and changes nothing when nothing has.
---
--- OPEN CASES stay as they are booked, neither paid nor claimed, and are listed until they can be settled:
---   hold, undetermined, needs  as the outcome of `pays`
---   failed         an error of the facts or the policy, or more than 1,600 months to settle; it stops nobody else
---   account        the money is due, but `to` is missing, or a transfer came back and `to` has not been recorded since;
---     claims are booked all the same
---   payer          the money is due, but nobody can say who pays
---   before_ledger  see below
---
--- CLAIMS. A negative difference is a receivable of whoever paid, the latest payment first; it is never paid out and never
--- set off against another month. When the month turns positive again, what is still owed for it is given up before
--- anything is paid.
---
--- CAUSES. A month that no earlier run reached, and that nobody paid before, has none (""). Every other difference has the
--- cause "fact", "law" (another version of the policy or its values) or "reading", in this order: what the last run's
--- version would make of today's facts is a fact, what today's version adds with the last run's readings is law, the
--- rest is reading. Causes that pull against each other inside a month are set off. A claim by law or reading needs
--- `--confirm-law-clawback`; without it the whole run is refused and nothing is written.
---
--- THE LEDGER begins with the first run. With `before_ledger = "open"` nothing was paid before its month. With "closed"
--- somebody else paid then, and is presumed to have paid what was due by the law of the first run and the facts known at
--- it, without what is dated in its month or later: records of lists (by their first date), changes of timelines,
--- optional dates. What was held then was not paid. Facts or law that later raise such a month are paid; what lowers it is
--- told as `before_ledger` and not booked, beyond what this ledger itself paid for it; so is a month that was
--- undetermined, unknown or in error then and is clear now. Where amounts paid before are recorded for a person
--- (`paid_before`), exactly these count and nothing is presumed; then they can be claimed back too.
---
---     act:payment("grant", { label = "补贴" })  --> error: 缺少 ‘before_ledger’
---     act:payment("b", { label = "补贴", cite = "第八条", pays = "papers", first_month = "pays_from", before_ledger = "open" })  --> error: 应给出金额
---     act:payment("b", { label = "补贴", cite = "第八条", pays = "grant", to = "income", first_month = "pays_from", before_ledger = "open" })  --> error: to 应是账号
---     act:payment("b", { label = "补贴", cite = "第八条", pays = "grant", first_month = "age_limit", before_ledger = "open" })  --> error: first_month ‘age_limit’ 应是给出月份的术语或参数
---@param name string
---@param given payment_keys
function act:payment(name, given) end

--- The decisions that a payment names are monthly, without inputs (but for `back_pay`) and without `law_on`.
---@class payment_keys
---@field label string  what is paid, in Chinese
---@field cite cite
---@field pays string  a decision that gives money, yuan for the month: what is due
---@field payer? string  a decision that gives a choice (a district): who pays month M in the run of M; left out: payers are not told apart
---@field back_pay? back_pay_keys  who pays a month in a later run; left out: `payer` of the month that is paid for
---@field to? string  the fact with the account, a text (fact.card, fact.text); left out: no account is needed
---@field first_month string  a term that gives a month, or a parameter with months, asked in month M: the first month that can be paid; where it is absent or unknown, the month of the first run
---@field before_ledger "closed" | "open"
---@field day? string  a decision that gives a date: by when one pays. It is told with the run; nobody's facts are known to it
---@field bands? string  a decision: totals are told by the rule of it that is among the reasons
---@field owed_back? owed_keys  the article of claims; they are booked without it, too
---@field payer_changed? changed_keys  what happens when the payer of a month that is paid turns out to be another one; left out: "keep"

--- Who has died or moved away has no payer in the month of the run: where the document owes the months before, the decision
--- gives the payer of the month itself then (a rule with its article); as long as it is refused, the money waits as `payer`.
---@class back_pay_keys
---@field payer string  a decision with one input, a month; it gives the same choice as `payer` of the payment, which is needed
---@field paid_in string  the name of the input: it gets the month of the run
---@field cite cite

---@class owed_keys
---@field by "paid_by"  whoever paid claims
---@field cite cite

---@class changed_keys
---@field settle "between_payers" | "keep"  between_payers: who has to bear the money owes it to who paid it, the person sees nothing of it; needs `payer`. keep: it stays where it was booked
---@field cite cite

--- Not in this version: steps that happened are facts with a timeline or list.
---
---     act:workflow("recognition", {})  --> error: workflow（工作流）本版本尚不支持
function act:workflow() end
end

--- What `act:decision` gives. Requirements are tested first, all of them; then what is undetermined; then the rules, of
--- which exactly one must apply; then the exceptions of that rule, of which at most one may. A decision has at most 96
--- requirements, 96 rules, 48 items and 60 inputs. Dates (`from`, `to`) of a monthly decision are first and last days
--- of months; a rule applies in a month when they contain its first day.
---@class decision

do
local decision = {} ---@type decision

--- A condition without which nothing is given. Every one that fails is told, in the words of `otherwise`.
---@param cite cite
---@param when condition
---@param more? requirement_keys
function decision:requires(cite, when, more) end

---@class requirement_keys
---@field text? string  the requirement in words, told where it is met; else the texts of its terms
---@field otherwise? string  what is the case where it is not met; else what its terms say where they fail. `bylaw check` asks for
--- one where a term has none: a refusal must not read as if the requirement held
---@field fails? "refuse" | "hold"  hold: the outcome waits and is not lost
---@field where? condition  of whom it is required: where it does not hold, nothing is
---@field final? boolean  once it is not met it cannot be met again (a death): a letter says nothing of what to bring and by when
---@field from? day_text
---@field to? day_text

--- A choice that an outcome is, written out: `give = choice "school"`.
---@param member string  a member of what the decision gives
---@return value
function choice(member) end

--- A text that an outcome is, written out: `give = text "…"`.
---@param words string
---@return value
function text(words) end

--- What is given when the condition holds. Of a decision that `gives = "list"` it is an `item`.
---
---     grant:rule("第三条", { when = "elderlyy", give = "base_rate" })  --> error: 是否想写 ‘elderly’
---     grant:rule("第三条", { when = "death_month", give = "base_rate" })  --> error: 条件不能直接用适用口径 ‘death_month’
---     grant:rule("第三条", { give = percent(3) })  --> error: 得到比率(rate)
---     grant:rule("第三条", { give = "old_age" })  --> error: 而 ‘old_age’ 是
---@param cite cite
---@param given rule_keys
function decision:rule(cite, given) end

---@class rule_keys
---@field when? condition  without it, always
---@field give value | string  a value; or the name of a parameter, open value, term, fact, input or decision (whose articles, reasons and warnings come along). Of an item: a text
---@field from? day_text  the document's beginning, when there is neither `from` nor `to`
---@field to? day_text
---@field text? string  the reason to tell; otherwise `say`, otherwise that of the condition
---@field say? string
---@field prevails_over? string | string[]  citations of rules of this decision that yield where both apply

---@class item_keys
---@field when? condition  without it, always
---@field give string  the entry
---@field from? day_text
---@field to? day_text
---@field text? string
---@field say? string

--- One more entry of a list; all that apply are given, in this order.
---
---     grant:item("第四条", { give = "身份证" })  --> error: 只有 gives = "list" 的决定才有 item
---@param cite cite
---@param given item_keys
function decision:item(cite, given) end

--- Instead of a rule, where that rule applies and the condition holds (但书, 后段). The rule must stand above it; rules
--- with the same citation share it.
---
---     grant:exception("第七条", { to = "第三条", when = "burns_coal", give = yuan(0) })  --> error: 例外所指的规则 ‘第三条’ 不在前面
---@param cite cite
---@param given exception_keys
function decision:exception(cite, given) end

---@class exception_keys
---@field to cite  the citation of the rule (not a date)
---@field when condition
---@field give value | string  as in a rule
---@field text? string
---@field say? string
---@field from? day_text  it has no last day

--- Told beside the outcome where the condition holds; never changes it (原则上).
---@param cite cite
---@param given warning_keys
function decision:warning(cite, given) end

---@class warning_keys
---@field when condition
---@field say string
---@field reason? string  "required": whoever goes on must say why; not yet used
---@field to_office? boolean  for the office alone: letters to the person leave it out
---@field text? string
---@field from? day_text
---@field to? day_text

--- Nobody has decided this yet: the outcome names who has to, instead of a guess. It stands before all rules, behind
--- the requirements.
---@param cite cite
---@param given undetermined_keys
function decision:undetermined(cite, given) end

---@class undetermined_keys
---@field when condition
---@field who string
---@field say string  what is not determined
---@field text? string
---@field from? day_text
---@field to? day_text

--- One person's outcome may be decided by people and recorded (一事一议). A recorded one (`recorded_ruling`) for the
--- decision and the month or day stands before everything else but the document's end. Of several the last one that was
--- recorded counts. It ends with what it rests on (`requires`): as soon as one of these conditions is known not to hold in
--- a month, the decision holds (待核实), or the rules decide. No outcome is below zero, or above `most`.
---@param cite cite
---@param given ruling_keys
function decision:ruling(cite, given) end

---@class ruling_keys
---@field by string  who may
---@field file string  where it is filed
---@field text? string
---@field requires? condition  what a ruling rests on, asked in each month or day; left out: it stands until its last month
---@field fails? "hold" | "rules"  what happens when that has ended: the decision holds, or its rules decide as without a ruling; left out: "hold"
---@field most? value | string  the most that it can come to (money, a count or a rate), or the name of a parameter, term or decision; `paid_before` is checked against it, or against the largest fixed amount of the rules where that is more; left out: the largest amount of the rules where all are fixed, else there is none
end

-- 9 ── Declaring facts ──────────────────────────────────────────────────────────────────────────────────────────────────

-- `NAME = fact.TYPE { label = … }` in `act:facts`, in `fact.list` and in `given`. How each is written in JSON and in
-- scenarios stands with it; everywhere, leaving a fact out means unknown (with `optional = true`: absent), null
-- (`absent`) means absent, and { "unknown": true } (`unknown`) means unknown. A plain fact that is not optional cannot
-- be null. A fact that is wrong in form is refused as input, with its path and what is right.

fact = {}

--- What `fact.TYPE` is: called with its options it declares a fact; as it stands it is good for `fact.timeline(…)` and
--- `gives = …`.
---@alias fact_type fun(given: fact_options): fact_declaration

---@class fact_declaration

---@class fact_options
---@field label string  its Chinese name
---@field optional? boolean  there may be none
---@field range? table  { least, most }, either may be nil: texts for dates and months, integers, values; most = "today" (of a date) is the day of deciding. Outside is refused
---@field cite? cite
---@field born? boolean  of a date: the day of birth, which an identity number as `key` tells too. Where they differ, the line of an import is refused, and so is a number that is recorded; the date itself may be recorded (户口簿 prevails)
---@field changed_by? changer
---@field ahead? boolean  true: its days may lie after the day on which it is recorded (a card's last day). Left out, a death or an application of next year is refused when it is recorded

--- Who can make a fact another one: "person" (a choice, a missing paper, a move), "office" (what an office recognises or records), or
--- "nobody" (a birth, a death). `bylaw explain --what-if` tells the changes of the three apart. Left out, an identity number and the
--- date that is `born` are nobody's; the rest is told as not said.
---@alias changer "person" | "office" | "nobody"

--- A day: "2025-06-30".
---@param given fact_options
---@return fact_declaration
function fact.date(given) end

--- A month: "2025-06".
---@param given fact_options
---@return fact_declaration
function fact.month(given) end

--- An amount: the text "30.00"; a JSON number is refused.
---@param given fact_options
---@return fact_declaration
function fact.money(given) end

--- An integer: 3.
---@param given fact_options
---@return fact_declaration
function fact.count(given) end

--- A rate: a decimal text with at most 12 decimals, "0.035"; not percent.
---@param given fact_options
---@return fact_declaration
function fact.rate(given) end

--- Any text.
---@param given fact_options
---@return fact_declaration
function fact.text(given) end

--- true or false. It may stand as a condition by its name. Where it is optional and left out it is false: as a condition
--- (`when`, a requirement), in a term (`if base.flag`, `not base.flag`, `base.flag == false`), as an input, and
--- as a field in the conditions of a list (`any { free = false }` finds it). Only `present(base.flag)` says that it is absent.
---@param given fact_options
---@return fact_declaration
function fact.boolean(given) end

--- A resident identity number (公民身份号码, GB 11643): 18 characters with a birth date that exists and the right check
--- character; a small x becomes X. Masked in every answer. Imports compare it with the date that is `born`; decisions do
--- not.
---@param given fact_options
---@return fact_declaration
function fact.identity(given) end

--- The unified social credit code of an organisation (GB 32100): 18 characters with the right check character, kept in
--- capitals. It is public and not masked.
---@param given fact_options
---@return fact_declaration
function fact.credit_code(given) end

--- A bank card number: 13 to 19 digits, the last one the check digit (Luhn). Masked in every answer.
---@param given fact_options
---@return fact_declaration
function fact.card(given) end

--- One of the 13 districts and counties of Shenyang, by name, "和平区", or by its GB/T 2260 code, "210102".
---@param given fact_options
---@return fact_declaration
function fact.district(given) end

--- The sex, "male" (男) or "female" (女). Where the key is an identity number, a register without it takes it out of
--- the number, and says so; one that differs from the number is refused in a new line, and may be recorded by name
--- (户口簿 prevails).
---@param given fact_options
---@return fact_declaration
function fact.sex(given) end

--- A closed choice: a type, called in turn to declare facts. Facts and values are written with the name or the Chinese
--- label.
---
---     fact.one_of { { "yes", "是" }, { "yes", "否" } }  --> error: 选项 ‘yes’ 写了两次
---@param members string[][]  { { "name", "中文" }, … }
---@return fact_type
function fact.one_of(members) end

--- A fact with a history: `fact.timeline(fact.district) { label = …, absent = … }`. Written as one value, which has
--- always held; as a list of `spell`; or as `spells`.
---
---     fact.timeline("district")  --> error: fact.timeline 需要一种类型
---@param kind fact_type
---@return fun(given: timeline_options): fact_declaration
function fact.timeline(kind) end

---@class timeline_options
---@field label string
---@field optional? boolean  left out means always absent
---@field cite? cite
---@field absent string  what it is called when there is no value: "非本市户籍"
---@field known_from? string  what the first known day is: "迁入日期"
---@field changed_by? changer
---@field ahead? boolean  whether it may change after the day on which that is recorded. Left out: within a year (a move that is known ahead); false: never (what an office has found); true: at any time

--- A stretch of days with one value. Spells are written in order and do not overlap; days between them have no value.
--- At most 2,000.
---@class spell
---@field from? day_text  left out: since always
---@field to? day_text  the last day; left out: until the next spell, or for good
---@field value? value  needed; null or `absent` for none

---@class spells
---@field known_from? day_text  before it the value is unknown, whatever the spells say
---@field spells? spell[]  needed

--- A fact with many records: `fact.list { label = …, on = fact.date { … }, … }`. Each key other than these is a field,
--- a single value. Written as a list of records { field = value }; none is {} or null. At most 2,000 records of 31
--- fields.
---@param given list_options | table<string, fact_declaration>
---@return fact_declaration
function fact.list(given) end

---@class list_options
---@field label string
---@field optional? boolean  left out means no records
---@field cite? cite
---@field changed_by? changer

--- Not in this version: the states of a workflow.
---
---     fact.case("application")  --> error: 本版本尚不支持
function fact.case() end

--- The record of another kind of subject, called like it: `unit = fact.ref("unit") { label = "依托单位" }`, then
--- `base.unit.kind`. In JSON and scenarios the record itself, `unit = { kind = "enterprise" }`, or its key alone: then its
--- other facts are unknown. One way leads to a kind: circles and two ways are refused.
---
---     fact.ref()  --> error: fact.ref 需要对象的名称
---@param subject string  declared by act:facts, before or after; it needs a key
---@return fun(options: ref_options): fact_declaration
function fact.ref(subject) end

---@class ref_options
---@field label string
---@field cite? cite

-- 10 ── Values files ────────────────────────────────────────────────────────────────────────────────────────────────────

-- `policies/values/NAME.lua` is run after `policies/NAME.lua` and is part of the policy's version.

--- Which policy the file is for; its first line.
---
---     values "heating-grants"  --> error: 这个文件写给 ‘heating-grants’，而政策是 ‘heating-grant’
---@param id string
function values(id) end

--- One dated value of an open parameter. Here `source` is needed.
---
---     value("old_rate", { to = "2025-10-31", value = yuan(150) })  --> error: 缺少出处
---     value("old_rat", { from = "2025-11-01", value = yuan(150), source = "…" })  --> error: 是否想写 ‘old_rate’
---     value("extra", { from = "2025-11-01", value = 3, source = "…" })  --> error: 的值应为
---@param name string
---@param given row_keys
function value(name, given) end

--- A reading that differs from the default, for everybody; once a reading.
---
---     choose("death_mont", "paid", { by = "市民政局", source = "…" })  --> error: 是否想写 ‘death_month’
---     choose("death_month", "not_paid", { by = "市民政局", source = "…" })  --> error: 选择了两次
---@param name string
---@param option string
---@param given choose_keys
function choose(name, option, given) end

---@class choose_keys
---@field by string  who chose
---@field source string

-- 11 ── Scenario files ──────────────────────────────────────────────────────────────────────────────────────────────────

-- `bylaw test` runs them against the loaded policies. Facts and values are written as in section 9; amounts as texts.

--- Which policy the scenarios below are about.
---@param id string
function policy(id) end

--- Facts that several scenarios share: { SUBJECT = { … } }. In a scenario later ones and the scenario's own override
--- earlier ones, fact by fact; lists are replaced whole, tables with names (`spells`) key by key.
---@param given table<string, table>
---@return shared_facts
function person(given) end

---@class shared_facts

--- A case as a sentence: `scenario "标题" { shared…, SUBJECT = { facts }, INPUT = value, month = …, DECISION =
--- expectation }`. One expectation is one test. A key that is none of these makes the scenario fail.
---@param title string
---@return fun(given: scenario_keys | table<string, any>)
function scenario(title) end

---@class scenario_keys
---@field month? string  for decisions by month
---@field on? day_text  for decisions by day or case
---@field year? integer | string  for decisions by year
---@field deciding? day_text  the day of deciding; the last day of the month, or `on`
---@field known? day_text  rows issued later are not known
---@field rulings? recorded_ruling[]
---@field readings? table<string, string>  readings for this scenario only
---@field law? table<string, row_keys>  for this scenario only: one more row of these open values or parameters, whose `source` may be left out

--- What a decision must come to. A text, integer or boolean is the value; a table says more.
---@class expectation
---@field [integer] value  [1]: the value
---@field list? string[]  the value of a decision that gives a list
---@field because? cite | cite[]  these articles are among the reasons
---@field warns? cite | cite[]  these articles are among the warnings; {}: there is none
---@field refused? cite | cite[]  refused by exactly these articles
---@field hold? cite | cite[]  held by exactly these articles
---@field undetermined? cite | cite[]  undetermined by these articles
---@field earliest? string  the first day or month that an undetermined one can be
---@field latest? string  the last
---@field needs? string | string[]  exactly these facts or inputs are asked for
---@field error? string  an error with this in its message

--- One person's recorded outcome (`decision:ruling`), in scenarios and in the facts of a request. All but `to` are
--- needed.
---@class recorded_ruling
---@field decision? string
---@field article? cite  that of the `ruling`
---@field outcome? value  of the kind that the decision gives
---@field by? string
---@field officer? string
---@field file? string
---@field from? string  month or day, as the decision is asked
---@field to? string  the last one; left out: `from` alone

--- One person through time, and what is paid (`act:payment`; the first payment of the policy): `story "标题" { shared…,
--- SUBJECT = { facts }, on "2026-01-23" { … }, … }`. The facts are known on the day of the first step; without a key
--- fact the person gets one. Each story has a ledger of its own, which begins with its first payment.
---
--- Each of `expect`, `pending`, `between`, `owed` and `error` is one test. After every payment the same month is paid once
--- more, which must change nothing; at the end everything is recomputed and must agree with the ledger.
---@param title string
---@return fun(given: table<string|integer, any>)
function story(title) end

--- A step of a story, `on "2026-02-25" { pay = "2026-02" }`, in the order of days; several may share one. It is the day on
--- which things become known, not from when they hold. What stands in one step is done in the order of the fields below.
---@param day day_text
---@return fun(given: step_keys)
function on(day) end

---@class step_keys
---@field facts? table<string, any>  facts become this, written as in section 9; histories and lists are replaced whole. `absent` and `unknown` are values
---@field from? day_text  timelines in `facts` have the value (of several spells the last one) from this day until the next change that is recorded; the history before stays
---@field add? table<string, table>  a list gets one more record, or several: { LIST = { FIELD = value } }
---@field ruling? recorded_ruling
---@field paid_before? table<string, string>  { ["2025-03"] = "30.00" }: paid before this ledger
---@field returned? string  the month whose transfer came back ("2025-06", of several "2025-06:run=3" or "2025-06:70.00"), or the run whose whole transfer did ("run:3"): the money is due again, once the account is recorded anew
---@field recovered? table<string, string>  { ["2025-06"] = "30.00" }: money owed for the month that came in
---@field law? table<string, row_keys>  the policy in a new version, with one more row of these parameters or open values; of the same `from` and `issued` the new row stands instead
---@field readings? table<string, string>  the policy in a new version, with these options
---@field pay? string  the month that is paid on this day; what follows belongs to it
---@field payment? string  which payment, by its name, where the policy has several
---@field confirm_law_clawback? boolean  claims by law or reading are wanted
---@field expect? table<string, string | paid_expectation>  exactly the months with money in this run, and the net amount of each: "-30.00" is claimed; {} is none
---@field pending? table<string, pending_kind>  exactly the months that are open after this run
---@field between? table<string, between_expectation>  exactly the corrections between payers in this run, by month
---@field owed? string  what the person owes in all after this run
---@field error? string  the run is refused, with this in the message or what it proposes

---@class paid_expectation
---@field [integer] string  [1]: the net amount
---@field because? cite | cite[]  these articles are among the reasons
---@field cause? cause  of one of the month's lines
---@field payer? string

---@class between_expectation
---@field from? string  who has to bear the money
---@field to? string  who paid it
---@field amount? string

---@alias cause "" | "fact" | "law" | "reading"
---@alias pending_kind "hold" | "undetermined" | "needs" | "failed" | "account" | "payer" | "before_ledger"

--- For the texts that stories make of `law` and `readings`; policies, values and scenarios do not have it.
---@param name string
---@param given row_keys | string
function amend(name, given) end

--- In a scenario: there is none.
absent = {}

--- In a scenario: nobody has said; it overrides a fact of `person`.
unknown = {}

-- 12 ── Calendars, and what is left of Lua ──────────────────────────────────────────────────────────────────────────────

--- The working-day calendar of the host, `stdlib/calendars/china.lua`; not for policies. Years ascend without a gap.
---@param name string
---@param head calendar_head
---@param years year_keys[]
function calendar(name, head, years) end

---@class calendar_head
---@field label string
---@field cite string
---@field unpublished? unpublished_keys  what can be said of years after the last one; without it such a year fails

--- How far a schedule can go in a year for which none is published.
---@class unpublished_keys
---@field who string  who publishes it
---@field longest_break integer  days off one after the other
---@field most_off integer  Mondays to Fridays off within 31 days
---@field most_worked integer  Saturdays and Sundays worked within 31 days
---@field fixed string[]  days that are off in every year: "10-01"

---@class year_keys
---@field year integer
---@field notice string  the notice of that year
---@field source string | string[]  where it can be read
---@field off table  days off: "2026-01-01" or "2026-01-01/2026-01-03"
---@field work table  make-up working days
---@field statutory? table  法定节假日 among the days off (全国年节及纪念日放假办法); recorded

-- Lua 5.4 is left with the functions below. There is no `io`, `os`, `require`, `load`, `pcall`, `next`, `setmetatable`,
-- `coroutine`, no pattern functions (`find`, `match`, `gsub`: they cannot be stopped), no random numbers. Floats,
-- `goto`, `<close>`, `_ENV`, names that begin with `__`, methods on a literal string, assigning a global or an outer
-- local are refused when the file is loaded. Everything here is read-only.
--
-- A call into a policy may use 20,000,000 instructions, 64 MiB and 2 seconds (defaults of `bylaw_config`); terms nest
-- at most 60 deep.

--- As in Lua; of a value, its kind.
---
---     type(person.income)  --> "money"
---     type(3)  --> "number"
---@param v any
---@return string
function type(v) end

--- Of nil, booleans, numbers and strings; values and tables are refused.
---
---     tostring(12) .. "月"  --> "12月"
---     tostring(law.age)  --> error: tostring 不能用于整数(count)
---@param v nil | boolean | number | string
---@return string
function tostring(v) end

--- An integer, or nil when the text is no number; a number that is no integer is refused. One argument: no base.
---
---     tonumber("12") + 1  --> 13
---     tonumber("twelve")  --> nil
---     tonumber("1.5")  --> error: tonumber 只给出整数
---@param text string | integer
---@return integer?
function tonumber(text) end

--- Ends the decision with an error of the policy.
---
---     error("不应到这里")  --> error: 不应到这里
---@param message string
function error(message) end

--- Gives its arguments back when the first is true, else ends with an error.
---
---     assert(law.age > 100, "年龄太小")  --> error: 断言不成立：年龄太小
---@param v any
---@param message? string
---@return any
function assert(v, message) end

--- The arguments from the n-th on, n >= 1; "#": how many.
---
---     select("#", 1, 2, 3)  --> 3
---     (select(2, 10, 20, 30))  --> 20
---@param n integer | "#"
---@param ... any
---@return any
function select(n, ...) end

--- A Lua list in order; not of a `list` fact.
---@param t table
---@return function, table, integer
function ipairs(t) end

--- A table in the order of its keys, numbers before strings; other keys are refused.
---@param t table
---@return function
function pairs(t) end

--- Strings are bytes; a Chinese character is three.
string = {}

--- Bytes.
---
---     string.len("周岁")  --> 6
---@param s string
---@return integer
function string.len(s) end

--- Bytes i to j; negative from the end.
---
---     string.sub("2025-06", 1, 4)  --> "2025"
---@param s string
---@param i integer
---@param j? integer
---@return string
function string.sub(s, i, j) end

--- ASCII letters only.
---@param s string
---@return string
function string.upper(s) end

--- ASCII letters only.
---
---     string.lower("H")  --> "h"
---@param s string
---@return string
function string.lower(s) end

--- The codes of bytes i to j.
---@param s string
---@param i? integer
---@param j? integer
---@return integer ...
function string.byte(s, i, j) end

--- Bytes from codes.
---@param ... integer
---@return string
function string.char(...) end

--- Bytes backwards.
---@param s string
---@return string
function string.reverse(s) end

--- At most 1,000,000 times and 1 MiB.
---
---     string.rep("ab", 3, ",")  --> "ab,ab,ab"
---     string.rep("x", 2000000)  --> error: 超过上限
---@param s string
---@param n integer
---@param separator? string
---@return string
function string.rep(s, n, separator) end

--- Of numbers, booleans and strings; values, tables and %p are refused.
---
---     string.format("%04d-%02d", 2025, 6)  --> "2025-06"
---     string.format("%s", person.income)  --> error: string.format 的第 2 个参数应为文字、整数或真假，得到金额(money)
---@param form string
---@param ... any
---@return string
function string.format(form, ...) end

--- Each works on tables of at most 1,000,000 items.
table = {}

---@param t table
---@param at any  the place, or the value to append
---@param v? any
function table.insert(t, at, v) end

---@param t table
---@param at? integer
---@return any
function table.remove(t, at) end

--- Of strings and numbers.
---
---     table.concat({ "甲", "乙" }, "、")  --> "甲、乙"
---@param t table
---@param separator? string
---@param i? integer
---@param j? integer
---@return string
function table.concat(t, separator, i, j) end

---@param t table
---@param i? integer
---@param j? integer
---@return any ...
function table.unpack(t, i, j) end

---@param from table
---@param i integer
---@param j integer
---@param at integer
---@param to? table
---@return table
function table.move(from, i, j, at, to) end

--- The arguments as a list, with `n`.
---@param ... any
---@return table
function table.pack(...) end

--- Stable: equal items keep their order. The comparison must return true or false.
---@param t table
---@param before? fun(a: any, b: any): boolean
function table.sort(t, before) end

--- Of Lua integers; for values use `least`, `most`.
math = {}

---@type integer
math.maxinteger = 9223372036854775807

---@type integer
math.mininteger = math.maxinteger + 1

---@param n integer
---@return integer
function math.abs(n) end

---
---     math.max(3, 5)  --> 5
---@param ... integer
---@return integer
function math.max(...) end

---@param ... integer
---@return integer
function math.min(...) end

--- The integer, or nil.
---@param x any
---@return integer?
function math.tointeger(x) end

--- a < b as unsigned integers.
---@param a integer
---@param b integer
---@return boolean
function math.ult(a, b) end

--- "integer", "float", or nil for what is no number.
---
---     math.type(3)  --> "integer"
---@param x any
---@return string?
function math.type(x) end

--- Strings as UTF-8.
utf8 = {}

--- Characters between bytes i and j; nil and the place when it is no UTF-8.
---
---     utf8.len("周岁")  --> 2
---@param s string
---@param i? integer
---@param j? integer
---@return integer?
function utf8.len(s, i, j) end

--- Characters from codes.
---@param ... integer
---@return string
function utf8.char(...) end

--- The codes of the characters that begin between bytes i and j.
---@param s string
---@param i? integer
---@param j? integer
---@return integer ...
function utf8.codepoint(s, i, j) end

--- The byte where the n-th character from byte i begins.
---
---     utf8.offset("周岁", 2)  --> 4
---@param s string
---@param n integer
---@param i? integer
---@return integer?
function utf8.offset(s, n, i) end
