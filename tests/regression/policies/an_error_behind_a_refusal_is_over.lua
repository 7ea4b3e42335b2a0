-- An invented benefit: whoever moved away gets no base, whatever a later rule would say of a day that not everybody has. Other
-- terms and decisions read the base.
local act = document { id = "error-over", number = "示〔2025〕10号", title = "示例津贴办法之二（虚构）", issuers = "示例单位", issued = "2025-01-01",
  in_force = { from = "2025-01-01", cite = "第五条" }, outline = { articles = 5 } }
act:facts("person", { label = "个人", key = "name", name = fact.text { label = "姓名" }, here = fact.boolean { label = "在本市" },
  since = fact.date { label = "起始日期", optional = true } })
act:term("started", { cite = "第三条", text = "起始日期在2020年以前", otherwise = "起始日期不在2020年以前",
  is = function(person) return person.since < date "2020-01-01" end })
act:term("early", { cite = "第三条", text = "起始较早", otherwise = "起始不早", is = function(_, _, law) return law.started end })
local base = act:decision("base", { label = "基本", of = "person", per = "month", gives = "money", else_give = yuan(1) })
base:requires("第二条", "here", { otherwise = "不在本市" })
base:rule("第三条", { when = "early", give = yuan(50) })
act:term("has_base", { cite = "第四条", text = "有基本津贴", otherwise = "没有基本津贴",
  is = function(_, _, law) return present(law.base) end })
act:term("doubled", { cite = "第四条", is = function(_, _, law)
  if law.has_base then return law.base * 2 end
  return yuan(7)
end })
local outer = act:decision("outer", { label = "另给", of = "person", per = "month", gives = "money" })
outer:rule("第四条", { give = "doubled" })
local after = act:decision("after", { label = "其后", of = "person", per = "month", gives = "money", else_give = yuan(3) })
after:rule("第三条", { when = "has_base", give = yuan(4) })
after:rule("第四条", { when = "early", give = yuan(5) })
return act
