-- 试点〔2025〕10号 依托单位登记办法：用来检查统一社会信用代码，不是真实文件。
local act = document {
  id = "hosts", number = "试点〔2025〕10号", title = "依托单位登记办法", issuers = { "试点局" },
  issued = "2025-01-01", in_force = { from = "2025-01-01", cite = "第二条" }, outline = { articles = 2 },
}

act:facts("unit", { label = "单位", key = "credit_code",
  credit_code = fact.credit_code { label = "统一社会信用代码" },
  guarantor = fact.credit_code { label = "担保单位", optional = true },
  founded = fact.date { label = "成立日期" },
})

act:term("is_founded", { cite = "第一条", text = "已经成立", otherwise = "尚未成立", is = function(unit, day) return unit.founded <= day end })
act:term("vouched_by_itself", { cite = "第一条", text = "自己为自己担保", otherwise = "不是自己为自己担保",
  is = function(unit) return present(unit.guarantor) and unit.guarantor == unit.credit_code end })

local registered = act:decision("registered", { label = "能否登记", of = "unit", per = "day", gives = "truth", cite = "第一条" })
registered:requires("第一条", "not vouched_by_itself")
registered:rule("第一条", { give = "is_founded" })

return act
