-- An invented benefit: whoever moved away is refused; the surcharge asks for a day that not everybody has.
local act = document { id = "refusal-first", number = "示〔2025〕9号", title = "示例津贴办法（虚构）", issuers = "示例单位", issued = "2025-01-01",
  in_force = { from = "2025-01-01", cite = "第五条" }, outline = { articles = 5 } }
act:open("extra_rule", { kind = "truth", label = "是否加发", cite = "第四条", who = "示例单位" })
act:facts("person", { label = "个人", here = fact.boolean { label = "在本市" }, since = fact.date { label = "起始日期", optional = true } })
act:term("old", { cite = "第三条", text = "起始日期在2020年以前", otherwise = "起始日期不在2020年以前", is = function(person) return person.since < date "2020-01-01" end })
local base = act:decision("base", { label = "基本", of = "person", per = "month", gives = "money", else_give = yuan(1) })
base:rule("第三条", { when = "old", give = yuan(50) })
local total = act:decision("total", { label = "合计", of = "person", per = "month", gives = "money", else_give = yuan(2) })
total:requires("第二条", "here", { otherwise = "不在本市" })
total:rule("第三条", { when = "old", give = yuan(80) })
local by_open = act:decision("by_open", { label = "另行加发", of = "person", per = "month", gives = "money", else_give = yuan(3) })
by_open:requires("第二条", "here", { otherwise = "不在本市" })
by_open:rule("第四条", { when = "extra_rule", give = yuan(70) })
local due = act:decision("due", { label = "应发", of = "person", per = "month", gives = "money" })
due:requires("第二条", "here", { otherwise = "不在本市" })
due:rule("第四条", { give = "base" })
return act
