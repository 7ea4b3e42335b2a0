-- In force from 2025-01-01 to 2026-12-31; what follows the law of the application, and what does not.
local act = document { id = "filed-law", number = "试〔2025〕22号", title = "从旧试验办法", issuers = { "试验局" }, issued = "2024-12-01",
  interpreter = { "试验局", cite = "第九条" }, in_force = { from = "2025-01-01", to = "2026-12-31", cite = "第九条", by = "试〔2026〕1号" }, outline = { articles = 9 } }
act:facts("unit", { label = "单位", key = "number", number = fact.text { label = "编号" },
  filed = fact.date { label = "申请日期", range = { "2020-01-01", "2030-12-31" } } })
local plain = act:decision("plain", { label = "按所问之日", of = "unit", per = "day", gives = "money", cite = "第二条" })
plain:rule("第二条", { give = yuan(1) })
local case = act:decision("case", { label = "按申请之日", of = "unit", per = "day", gives = "money", law_on = "filed", cite = "第三条" })
case:rule("第三条", { give = yuan(2) })
case:ruling("第四条", { by = "office", file = "审议档案", most = yuan(9) })
local inside = act:decision("inside", { label = "里面的随外面", of = "unit", per = "day", gives = "money", law_on = "filed", cite = "第三条" })
inside:rule("第三条", { give = "plain" })
return act
