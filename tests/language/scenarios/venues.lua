-- 几类对象与关联。单位专职人员至少3人，开馆以来的报告至少2份；一般资助5000元，事业单位8000元。
policy "venues"

local good = person {
  venue = { number = "1", opened_on = "2024-03-01", district = "和平区",
    unit = { code = "91210100MA0P12345K", kind = "company", registered_on = "2020-01-01", closed_on = absent, district = "和平区",
      staff = 3, reports = { { on = "2024-06-01" }, { on = "2025-03-01" } }, city = { name = "沈阳市", joined = true } } } }

scenario "企业得5000元" { good, on = "2025-06-01", granted = { yuan "5000.00", because = "第四条" } }
scenario "事业单位得8000元" { good, venue = { unit = { kind = "public" } }, on = "2025-06-01", granted = yuan "8000.00" }
scenario "单位2人不得资助" { good, venue = { unit = { staff = 2 } }, on = "2025-06-01", granted = { refused = "第二条" } }
scenario "开馆当天登记得资助" { good, venue = { unit = { registered_on = "2024-03-01" } }, on = "2025-06-01", granted = yuan "5000.00" }
scenario "开馆次日才登记不得资助" { good, venue = { unit = { registered_on = "2024-03-02" } }, on = "2025-06-01", granted = { refused = "第二条" } }
scenario "开馆之前的报告不算" { good, venue = { unit = { reports = { { on = "2024-02-29" }, { on = "2025-03-01" } } } }, on = "2025-06-01",
  granted = { refused = "第三条" } }
scenario "第二份报告前一天不得资助" { good, on = "2025-05-01", venue = { unit = { reports = { { on = "2024-06-01" }, { on = "2025-05-02" } } } },
  granted = { refused = "第三条" } }
scenario "第二份报告当天得资助" { good, on = "2025-05-02", venue = { unit = { reports = { { on = "2024-06-01" }, { on = "2025-05-02" } } } },
  granted = yuan "5000.00" }
scenario "注销当天不得资助" { good, venue = { unit = { closed_on = "2025-06-01" } }, on = "2025-06-01", granted = { refused = "第二条" } }
scenario "注销前一天得资助" { good, venue = { unit = { closed_on = "2025-06-02" } }, on = "2025-06-01", granted = yuan "5000.00" }
scenario "不在同一区县只提醒" { good, venue = { unit = { district = "沈河区" } }, on = "2025-06-01",
  granted = { yuan "5000.00", warns = "第六条" } }
scenario "所在市没有参加不得资助" { good, venue = { unit = { city = { joined = false } } }, on = "2025-06-01", granted = { refused = "第五条" } }

-- 不知道的事实，问的是关联记录的那一项；只给出标识的记录，其余各项都不知道。
scenario "不知道单位性质就问" { good, venue = { unit = { kind = unknown } }, on = "2025-06-01", granted = { needs = "unit.kind" } }
scenario "不知道市是否参加就问" { good, venue = { unit = { city = "沈阳市" } }, on = "2025-06-01", granted = { needs = "city.joined" } }
scenario "只知道单位代码，注销日期也不知道" { venue = { opened_on = "2024-03-01", unit = "91210100MA0P12345K" }, on = "2025-06-01",
  granted = { needs = { "unit.kind", "unit.registered_on", "unit.closed_on", "unit.staff", "unit.reports", "city.joined" } } }

-- 以单位为对象的决定，事实直接写在单位中；一类对象的决定不问另一类的事实。
scenario "单位3人符合条件" { unit = { staff = 3, closed_on = absent }, on = "2025-06-01", unit_fit = true }
scenario "单位2人不符合条件" { unit = { staff = 2, closed_on = absent }, on = "2025-06-01", unit_fit = { refused = "第二条" } }
scenario "单位所在市参加" { unit = { city = { joined = true } }, on = "2025-06-01", joined = true }
scenario "单位所在市没有参加" { unit = { city = { joined = false } }, on = "2025-06-01", joined = { refused = "第五条" } }
scenario "18周岁可以单独参观" { visitor = { age = 18 }, on = "2025-06-01", may_enter = true }
scenario "17周岁不能单独参观" { visitor = { age = 17 }, on = "2025-06-01", may_enter = { refused = "第六条" } }
scenario "两类对象的决定写在一个场景里" { good, unit = { staff = 4, closed_on = "2026-01-01" }, visitor = { age = 30 }, on = "2025-06-01",
  granted = yuan "5000.00", unit_fit = true, may_enter = true }
