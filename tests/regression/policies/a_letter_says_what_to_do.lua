-- A policy that declares letters and one that does not (the second decision), formulas, and a warning for the office.
local act = document { id = "letters", number = "试〔2025〕5号", title = "告知书试验办法", issuers = { "试验局" },
  issued = "2025-01-01", in_force = { from = "2025-01-01", cite = "第六条" }, outline = { articles = 6 } }
act:parameter("base", { label = "基本补贴", unit = "元/月", cite = "第一条", { from = "2025-01-01", value = yuan(30) } })
act:parameter("extra", { label = "加发", unit = "元/月", cite = "第一条", { from = "2025-01-01", value = yuan(20) } })
act:parameter("months", { label = "计发月数", unit = "个月", cite = "第一条", { from = "2025-01-01", value = 3 } })
act:parameter("last_day", { label = "截止日", unit = "日", cite = "第三条", { from = "2025-01-01", value = 15 } })
local path = fact.one_of { { "by_post", "邮寄" }, { "in_person", "当面" } }
act:facts("person", { label = "申请人", poor = fact.boolean { label = "家庭困难" }, path = path { label = "领取方式" },
  left = fact.date { label = "离开日期", optional = true } })
act:term("total", { cite = "第一条", text = "补贴", is = function(_, _, law) return (law.base + law.extra) * law.months end })
act:term("is_poor", { cite = "第二条", text = "家庭困难", otherwise = "家庭不困难", is = function(person) return person.poor end })
act:term("is_here", { cite = "第二条", text = "没有离开", otherwise = "已离开", is = function(person) return not present(person.left) end })
act:term("by_post", { cite = "第二条", text = "邮寄", is = function(person) return person.path == "by_post" end })
local grant = act:decision("grant", { label = "补贴", of = "person", per = "month", gives = "money", cite = "第一条" })
grant:requires("第二条", "is_poor")
grant:requires("第二条", "is_here", { final = true })
grant:rule("第一条", { give = "total", text = "按月计发" })
grant:warning("第四条", { when = "by_post", say = "请人工复核地址", to_office = true })
grant:warning("第四条", { when = "by_post", say = "邮寄的请留意查收" })
local papers = act:decision("papers", { label = "材料", of = "person", per = "month", gives = "list", cite = "第三条" })
papers:item("第三条", { give = "身份证" })
papers:item("第三条", { when = "by_post", give = "地址证明" })
local plain = act:decision("plain", { label = "资格", of = "person", per = "month", gives = "truth", cite = "第二条", else_give = false })
plain:rule("第二条", { when = "is_poor", give = true })
act:letter { decisions = "grant", about = "困难补贴", changes = { "请告知街道办事处", cite = "第五条" } }
act:letter { decisions = "grant", outcomes = { "refused", "needs" }, bring = "papers",
  by = { "每月{last_day}日以前", cite = "第三条" }, at = { "街道办事处", cite = "第五条" } }
act:remedies { text = "不服的，可以申请行政复议或者提起行政诉讼。", source = "《中华人民共和国行政复议法》第二十条" }
return act
