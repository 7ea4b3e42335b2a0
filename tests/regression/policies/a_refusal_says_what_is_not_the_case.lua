local act = document { id = "words-of-a-refusal", number = "测〔2026〕1号", title = "测试办法", issuers = { "测试局" },
  issued = "2025-12-01", in_force = { from = "2026-01-01", cite = "第一条" }, outline = { articles = 7 } }

act:facts("person", { label = "申请人",
  old = fact.boolean { label = "年老" }, poor = fact.boolean { label = "贫困" }, away = fact.boolean { label = "外出" },
  paid = fact.boolean { label = "已缴费" } })
act:term("is_old", { cite = "第二条", text = "年满60周岁", otherwise = "未满60周岁", is = function(p) return p.old end })
act:term("is_poor", { cite = "第三条", text = "家庭困难", otherwise = "家庭不困难", is = function(p) return p.poor end })
act:term("is_away", { cite = "第四条", text = "长期外出", otherwise = "没有长期外出", is = function(p) return p.away end })
act:term("has_paid", { cite = "第五条", text = "已缴费", is = function(p) return p.paid end })

local grant = act:decision("grant", { label = "补贴", of = "person", per = "month", gives = "money", cite = "第六条" })
grant:requires("第二条", { "is_old", "is_poor" })
grant:requires("第三条", { any = { "is_old", "is_poor" } })
grant:requires("第四条", "not is_away")
grant:requires("第五条", "has_paid")
grant:requires("第五条", "has_paid", { text = "缴费后发放", otherwise = "没有缴费，缴费后发放" })
grant:requires("第五条", "has_paid", { text = "缴费满一年" })
grant:requires("第七条", "not is_away", { text = "在本地居住" })
grant:rule("第六条", { when = "not is_away", give = yuan(10) })
return act
