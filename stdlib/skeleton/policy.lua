-- {{TITLE}}：把公布的文件改写成政策。先把条文抄在这里，改一条、编一条：
--   第一条 目的。
--   第二条 年满60周岁的，每月50元；满80周岁的，每月100元。
--   第三条 从具有本地户籍的次月起发放；离世的，发到离世当月。
--   第四条 已享受其他补贴的，不发。
--   第五条 本办法自{{FROM_WORDS}}起施行。
-- 看看写得对不对：bylaw check {{ID}}；bylaw test {{SCENARIOS}}；bylaw show {{ID}}
local act = document {
  id = "{{ID}}", number = "{{NUMBER}}", title = "{{TITLE}}", issuers = "（发文单位）",
  interpreter = { "（负责解释的单位）", cite = "第五条" }, issued = "{{FROM}}",
  in_force = { from = "{{FROM}}", cite = "第五条" }, outline = { articles = 5 },
}

-- 参数：条文里的每个数，都写日期和依据。以后调整，只在后面加一行，例如 { from = "2030-01-01", value = yuan(60) }。
act:parameter("first_age", { label = "起始年龄", unit = "岁", cite = "第二条", { from = "{{FROM}}", value = 60 } })
act:parameter("second_age", { label = "高龄起点", unit = "岁", cite = "第二条", { from = "{{FROM}}", value = 80 } })
act:parameter("rate", { label = "标准", unit = "元/月", cite = "第二条", { from = "{{FROM}}", value = yuan(50) } })
act:parameter("high_rate", { label = "高龄标准", unit = "元/月", cite = "第二条", { from = "{{FROM}}", value = yuan(100) } })

-- 事实：作出决定要知道一个人的什么。没有的写 optional = true；随时间变化的写 fact.timeline。
act:facts("resident", { label = "居民", key = "id_number",
  id_number = fact.identity { label = "身份证号" },
  birth_date = fact.date { label = "出生日期", range = { "1900-01-01", "today" }, born = true },
  death_date = fact.date { label = "离世日期", optional = true },
  hukou = fact.timeline(fact.boolean) { label = "本地户籍", absent = "没有" },
  other = fact.boolean { label = "享受其他补贴" },
})
act:invariant("resident", "birth_date <= death_date")

-- 适用口径：条文没有写清的地方，列出各种理解，写明采用哪一种；以后换一种，不必改规则。
act:reading("death_month", { id = "A-1", cite = "第三条", ask = "1日离世的，当月是否发放？",
  { "paid", "发放" }, { "not_paid", "不发放" }, default = "paid" })

-- 术语：只有这里写函数，按（居民，月份，law）调用；law 给出当月有效的参数、采用的口径和别的术语。
act:term("age", { label = "周岁", cite = "第二条", text = "当月末的周岁",
  is = function(resident, m) return resident.birth_date:age(m:last()) end })
act:term("old_enough", { cite = "第二条", text = "已到起始年龄", otherwise = "未到起始年龄",
  is = function(_, _, law) return law.age >= law.first_age end })
act:term("high_age", { cite = "第二条", text = "已到高龄起点", otherwise = "未到高龄起点",
  is = function(_, _, law) return law.age >= law.second_age end })
act:term("alive", { cite = "第三条", text = "健在，或当月离世", otherwise = "已离世", is = function(resident, m, law)
  if not present(resident.death_date) then return true end
  return resident.death_date > m:first() or resident.death_date == m:first() and law.death_month == "paid"
end })
act:term("has_hukou", { cite = "第三条", text = "上月末有本地户籍", otherwise = "上月末没有本地户籍",
  is = function(resident, m) return resident.hukou:present(m:plus(-1):last()) end })
act:term("has_other", { cite = "第四条", text = "享受其他补贴", is = function(resident) return resident.other end })

-- 决定：先写条件，再写规则，最后写例外；每一句都引条文。
local due = act:decision("due", { label = "当月补贴", of = "resident", per = "month", gives = "money", cite = "第二条" })
due:requires("第三条", "alive")
due:requires("第三条", "has_hukou")
due:requires("第二条", "old_enough")
due:rule("第二条", { when = "not high_age", give = "rate" })
due:rule("第二条", { when = "high_age", give = "high_rate" })
due:exception("第四条", { to = "第二条", when = "has_other", give = yuan(0) })

-- 没有编码的条文，写明为什么。
act:uncoded("第一条", "目的，不产生可计算的结果")
return act
