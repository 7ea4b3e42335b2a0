-- 示〔2025〕9号（虚构）：选项的名称像电子表格的公式。
local act = document {
  id = "formulas", number = "示〔2025〕9号", title = "示例", issuers = "示例单位", interpreter = { "示例单位", cite = "第一条" },
  issued = "2025-01-01", in_force = { from = "2025-01-01", cite = "第一条" }, outline = { articles = 1 },
}
local kind = fact.one_of { { "link", '=HYPERLINK("x")' }, { "sum", "@SUM(A1)" }, { "minus", "-1+1" }, { "plain", "普通" } }
act:facts("holder", { label = "持有人", key = "id_number",
  id_number = fact.identity { label = "身份证号" },
  kind = kind { label = "类别" },
  amount = fact.money { label = "金额", optional = true },
})
act:term("chosen", { cite = "第一条", text = "所选类别", is = function(holder) return holder.kind end })
local given = act:decision("given", { label = "类别", of = "holder", per = "month", gives = kind, cite = "第一条" })
given:rule("第一条", { give = "chosen" })
return act
