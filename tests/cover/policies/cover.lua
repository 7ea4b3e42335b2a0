-- 试验：很小的一份文件，覆盖与改动的结果都能用手推算。推算写在 tests/unit/test_cover.c 与 tests/unit/test_mutate.c。
local act = document {
  id = "cover", number = "试〔2025〕9号", title = "覆盖试验办法", issuers = { "试验局" }, interpreter = { "试验局", cite = "第六条" },
  issued = "2025-01-01", in_force = { from = "2025-01-01", cite = "第六条" }, outline = { articles = 6 },
}

act:parameter("rate", { label = "标准", unit = "元/月", cite = "第二条",
  { from = "2025-01-01", to = "2025-06-30", value = yuan(30) },
  { from = "2025-07-01", value = yuan(40) } })
act:parameter("least_age", { label = "年龄", unit = "周岁", cite = "第一条",
  { from = "2025-01-01", value = 80 } })

act:facts("unit", { label = "单位",
  age = fact.count { label = "年龄" },
  member = fact.boolean { label = "成员" },
  left = fact.date { label = "离开之日", optional = true },
})

act:reading("count_left", { cite = "第三条", ask = "离开的人是否减发？", { "yes", "减发" }, { "no", "不减发" }, default = "yes" })

act:term("old", { cite = "第一条", text = "年满80周岁", is = function(unit, _, law)
  return unit.age >= law.least_age
end })
act:term("gone", { cite = "第三条", text = "已经离开", is = function(unit, _, law)
  return present(unit.left) and law.count_left == "yes"
end })

local pay = act:decision("pay", { label = "金额", of = "unit", per = "month", gives = "money", else_give = yuan(0), cite = "第四条", arrears = "第四条" })
pay:requires("第一条", "old")
pay:rule("第二条", { when = "member", give = "rate" })
pay:exception("第三条", { to = "第二条", when = "gone", give = yuan(10) })
pay:warning("第五条", { when = "gone", say = "请核对" })

act:uncoded("第六条", "解释与施行")

return act
