-- 试点〔2025〕12号 展馆资助试点办法：用来检查几类对象与关联的写法，不是真实文件。
local act = document {
  id = "venues", number = "试点〔2025〕12号", title = "展馆资助试点办法", issuers = { "试点局" },
  issued = "2025-04-01", in_force = { from = "2025-05-01", cite = "第七条" }, outline = { articles = 7 },
  month_end = { "clamp", cite = "民法典第202条" },
}

act:parameter("staff_least", { label = "单位专职人员", unit = "人", cite = "第二条", { from = "2025-05-01", value = 3 } })
act:parameter("reports_least", { label = "已提交的报告", unit = "份", cite = "第三条", { from = "2025-05-01", value = 2 } })
act:parameter("grant", { label = "资助", unit = "元", cite = "第四条", { from = "2025-05-01", value = yuan "5000.00" } })
act:parameter("grant_city", { label = "市属单位的资助", unit = "元", cite = "第四条", { from = "2025-05-01", value = yuan "8000.00" } })

act:facts("venue", { label = "展馆", key = "number",
  number = fact.text { label = "编号" },
  opened_on = fact.date { label = "开馆日期", cite = "第四条" },
  district = fact.district { label = "所在区县", cite = "第六条" },
  unit = fact.ref("unit") { label = "运营单位", cite = "第二条" },
})
act:facts("unit", { label = "单位", key = "code",
  code = fact.credit_code { label = "统一社会信用代码" },
  kind = fact.one_of { { "public", "事业单位" }, { "company", "企业" } } { label = "单位性质", cite = "第二条" },
  registered_on = fact.date { label = "登记日期", cite = "第二条" },
  closed_on = fact.date { label = "注销日期", optional = true, cite = "第二条" },
  district = fact.district { label = "单位所在区县", cite = "第六条" },
  staff = fact.timeline(fact.count) { label = "专职人员", absent = "没有", cite = "第二条" },
  good_credit = fact.timeline(fact.boolean) { label = "信用良好", absent = "没有记录", cite = "第二条" },
  reports = fact.list { label = "报告", cite = "第三条", on = fact.date { label = "提交日期" } },
  city = fact.ref("city") { label = "主管的市", cite = "第五条" },
})
act:facts("city", { label = "城市", key = "name",
  name = fact.text { label = "市名" },
  joined = fact.boolean { label = "参加试点", cite = "第五条" },
})
act:facts("visitor", { label = "参观者", age = fact.count { label = "年龄", cite = "第六条" } })

act:invariant("unit", "registered_on <= closed_on", { cite = "第二条" })

act:term("staffed", { of = "unit", cite = "第二条", text = "单位的专职人员达到要求", otherwise = "单位的专职人员不足",
  is = function(unit, day, law)
    local staff = unit.staff:at(day)
    return present(staff) and staff >= law.staff_least
  end })
act:term("in_business", { of = "unit", cite = "第二条", text = "单位存续", otherwise = "单位已注销",
  is = function(unit, day) return not present(unit.closed_on) or day < unit.closed_on end })
act:term("reports_enough", { cite = "第三条", text = "报告达到份数", otherwise = "报告没有达到份数",
  is = function(venue, day, law) return venue.unit.reports:count { on = within(venue.opened_on, day) } >= law.reports_least end })
act:term("opened_after_registration", { cite = "第二条", text = "登记之后开馆", otherwise = "登记之前已经开馆",
  is = function(venue) return venue.opened_on >= venue.unit.registered_on end })
act:term("same_district", { cite = "第六条", text = "展馆与单位在同一区县", otherwise = "展馆与单位不在同一区县",
  is = function(venue) return venue.district == venue.unit.district end })
act:term("is_public", { of = "unit", cite = "第四条", text = "单位是事业单位", otherwise = "单位不是事业单位",
  is = function(unit) return unit.kind == "public" end })
act:term("city_joined", { cite = "第五条", text = "所在市参加试点", otherwise = "所在市没有参加试点",
  is = function(venue) return venue.unit.city.joined end })
act:term("of_age", { of = "visitor", cite = "第六条", text = "已满18周岁", otherwise = "未满18周岁",
  is = function(visitor, _, law) return visitor.age >= law.adult_age end })
act:parameter("adult_age", { label = "成年年龄", unit = "周岁", cite = "第六条", { from = "2025-05-01", value = 18 } })

local unit_fit = act:decision("unit_fit", { label = "单位是否符合条件", of = "unit", per = "day", gives = "truth", cite = "第二条" })
unit_fit:requires("第二条", "staffed")
unit_fit:requires("第二条", "in_business")
unit_fit:rule("第二条", { give = "in_business" })

local granted = act:decision("granted", { label = "资助多少", of = "venue", per = "day", gives = "money", cite = "第四条" })
granted:requires("第二条", "staffed")
granted:requires("第二条", "in_business")
granted:requires("第二条", "opened_after_registration")
granted:requires("第三条", "reports_enough")
granted:requires("第五条", "city_joined")
granted:rule("第四条", { when = "not is_public", give = "grant" })
granted:rule("第四条", { when = "is_public", give = "grant_city" })
granted:warning("第六条", { when = "not same_district", say = "展馆与单位不在同一区县" })

local joined = act:decision("joined", { label = "所在市是否参加", of = "unit", per = "case", gives = "truth", cite = "第五条" })
joined:requires("第五条", "city.joined", { text = "所在市参加试点", otherwise = "所在市没有参加试点" })
joined:rule("第五条", { give = "city.joined" })

local may_enter = act:decision("may_enter", { label = "能否单独参观", of = "visitor", per = "day", gives = "truth", cite = "第六条" })
may_enter:requires("第六条", "of_age")
may_enter:rule("第六条", { give = "of_age" })

act:uncoded("第一条", "目的")
act:uncoded("第七条", "施行日期写在 in_force 中")

return act
