-- 示〔2025〕10号（虚构）：规则问性别，名册可以不写，因为身份证号里有。
local act = document {
  id = "by-sex", number = "示〔2025〕10号", title = "示例", issuers = "示例单位", interpreter = { "示例单位", cite = "第四条" },
  issued = "2025-01-01", in_force = { from = "2025-01-01", cite = "第四条" }, outline = { articles = 4 },
}
act:parameter("women", { label = "女性标准", unit = "元/月", cite = "第二条", { from = "2025-01-01", value = yuan(50) } })
act:parameter("men", { label = "男性标准", unit = "元/月", cite = "第三条", { from = "2025-01-01", value = yuan(20) } })
act:facts("holder", { label = "持有人", key = "id_number",
  id_number = fact.identity { label = "身份证号" },
  birth_date = fact.date { label = "出生日期", born = true },
  sex = fact.sex { label = "性别" },
  card = fact.card { label = "银行卡号", optional = true },
})
act:term("woman", { cite = "第二条", text = "女性", otherwise = "不是女性", is = function(holder) return holder.sex == "female" end })
act:term("man", { cite = "第三条", text = "男性", otherwise = "不是男性", is = function(holder) return holder.sex == "male" end })
local due = act:decision("due", { label = "补贴", of = "holder", per = "month", gives = "money", cite = "第一条" })
due:rule("第二条", { when = "woman", give = "women" })
due:rule("第三条", { when = "man", give = "men" })
return act
