-- 覆盖与改动（bylaw test --coverage、--mutate）指出缺少的场景：提醒该有时有、不该有时没有，少见的身份与日期。数值由条文手工推算。
policy "old-age-allowance"

local usual = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } } } }
local leaves = person { elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-06-10", value = absent } } } }
local soldier = person { elder = { hukou = absent, serviceman = "沈河区" } }

-- 第十七条：迁出当月仍发；在升档生日之前迁出的，当月按原档并提醒人工复核（补充适用口径 A-5.17）
scenario "90岁生日前10天迁出的当月按30元并提醒" { usual, leaves, elder = { birth_date = "1935-06-20" }, month = "2025-06",
  standard = { "30.00", because = "第四条第1项", warns = "第十七条" } }
scenario "90岁生日后5天迁出的当月按200元不必提醒" { usual, leaves, elder = { birth_date = "1935-06-05" }, month = "2025-06",
  standard = { "200.00", because = "第四条第3项", warns = {} } }
scenario "100岁生日前10天迁出的当月按200元并提醒" { usual, leaves, elder = { birth_date = "1925-06-20" }, month = "2025-06",
  standard = { "200.00", because = "第四条第3项", warns = "第十七条" } }
scenario "100岁生日后5天迁出的当月按800元不必提醒" { usual, leaves, elder = { birth_date = "1925-06-05" }, month = "2025-06",
  standard = { "800.00", because = "第四条第4项", warns = {} } }
scenario "83周岁迁出的当月没有升档不必提醒" { usual, leaves, month = "2025-06", standard = { "30.00", warns = {} } }
scenario "95周岁迁出的当月没有升档不必提醒" { usual, leaves, elder = { birth_date = "1930-02-01" }, month = "2025-06",
  standard = { "200.00", warns = {} } }

-- 第四条第3项：只有满90周岁、低保、无户籍、又不是驻沈部队离退休人员的才提醒
scenario "有户籍的95周岁老年人不必提醒" { usual, elder = { birth_date = "1930-02-01" }, month = "2025-06", standard = { "200.00", warns = {} } }
scenario "有户籍的95周岁低保老年人不必提醒" { usual, elder = { birth_date = "1930-02-01", low_income = "和平区" }, month = "2025-06",
  standard = { "200.00", warns = {} } }
scenario "无户籍的83周岁低保老年人不必提醒" { usual, elder = { hukou = absent, low_income = "和平区" }, month = "2025-06",
  standard = { "100.00", because = "第四条第2项", warns = {} } }
scenario "无户籍又非低保的95周岁老年人不必提醒" { usual, elder = { birth_date = "1930-02-01", hukou = absent }, month = "2025-06",
  standard = { refused = "第三条", warns = {} } }
scenario "无户籍的95周岁低保离退休军人不必提醒" { usual, soldier, elder = { birth_date = "1930-02-01", low_income = "沈河区" },
  month = "2025-06", standard = { "200.00", because = "第四条第3项", warns = {} } }

-- 第七条：满90周岁前已领取低保档津贴的自动调整
scenario "有落户日期的低保老年人满90周岁无需申请" { usual, month = "2025-06", due = { "200.00", because = "第四条第3项" },
  elder = { birth_date = "1935-06-15", hukou = { { from = "2000-03-01", value = "和平区" } }, low_income = "和平区", applied = {} } }
scenario "满90周岁当月1日才取得低保身份的须申请" { usual, month = "2025-06", due = { refused = "第六条" },
  elder = { birth_date = "1935-06-15", low_income = { { from = "2025-06-01", value = "和平区" } }, applied = {} } }

-- 第六条第2项：未提出更换申请的延续上年度
scenario "更换为津贴以后隔一年仍是津贴" { usual, month = "2027-06", standard = { "30.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-03-01", choice = "home_care" }, { on = "2025-09-10", choice = "allowance" } } } }
scenario "更换为居家养老服务以后隔一年仍不发津贴" { usual, month = "2027-06", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-03-01", choice = "allowance" }, { on = "2025-09-10", choice = "home_care" } } } }

-- 第八条、第十四条、第十七条、第十九条
scenario "低保的离退休军人由保障关系所在区发放" { usual, soldier, elder = { low_income = "铁西区" }, month = "2025-06",
  payer = { "铁西区", because = "第十四条" } }
scenario "没有落户日期可比的离退休军人按视为没有中断的选项也发" { usual, soldier, month = "2025-06", readings = { gap_within_month = "no_gap" },
  due = { "30.00", because = "第四条第1项" } }
scenario "从来无法确定生存状况的暂缓" { usual, elder = { survival = "unverifiable" }, month = "2025-06", due = { hold = "第十九条" } }

-- 第八条、第二十八条：材料
scenario "无行为能力的由监护人办理" { usual, on = "2025-06-10", by_agent = true, lacks_capacity = true,
  materials = { list = { "身份证原件", "户口簿原件", "银行卡原件", "代办人身份证原件" }, warns = "第二十八条" } }
scenario "有行为能力的不必提醒监护人" { usual, on = "2025-06-10", by_agent = false, lacks_capacity = false,
  materials = { list = { "身份证原件", "户口簿原件", "银行卡原件" }, warns = {} } }
scenario "不限最早申请日期的选项：满80周岁上月就能申请" { usual, on = "2025-06-30", by_agent = false, elder = { birth_date = "1945-07-01" },
  readings = { early_application = "any_time" }, materials = { list = { "身份证原件", "户口簿原件", "银行卡原件" } } }

-- 第十二条、第二十九条：本办法自2025年1月1日起执行
scenario "本办法执行以前的发放日不由本办法规定" { usual, month = "2024-12", payday = { undetermined = "第十二条" } }

-- 第六条第2项：2025年以前的登记与更换申请按同样的截止日延续（10月31日）；2023年10月31日是星期二
scenario "2023年选择居家养老服务未申请更换的延续到2025年" { usual, month = "2025-06", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2023-06-01", choice = "home_care" } } } }
scenario "2023年10月31日申请更换为津贴的2025年仍是津贴" { usual, month = "2025-06", standard = { "30.00", because = "第四条第1项" },
  elder = { choices = { { on = "2022-03-01", choice = "home_care" }, { on = "2023-10-31", choice = "allowance" } } } }
scenario "2023年11月1日申请更换为津贴的没有更换" { usual, month = "2025-06", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2022-03-01", choice = "home_care" }, { on = "2023-11-01", choice = "allowance" } } } }

-- 第十九条：2025年以前的月份同样是三个月；核查记录中断而没有确认在世的仍然暂缓
local ninety = person { elder = { birth_date = "1930-02-01" } }
scenario "2024年10月起无法确定的第3个月2024年12月照发" { usual, ninety, month = "2024-12", due = { "200.00", because = "第十三条" },
  elder = { survival = { { from = "2024-10-05", value = "unverifiable" } } } }
scenario "2024年9月起无法确定的第4个月2024年12月暂缓" { usual, ninety, month = "2024-12", due = { hold = "第十九条" },
  elder = { survival = { { from = "2024-09-05", value = "unverifiable" } } } }
scenario "无法确定以后只是没有再核查的不算确认在世" { usual, month = "2025-06", due = { hold = "第十九条" },
  elder = { survival = { { from = "2025-03-05", value = "unverifiable" }, { from = "2025-08-20", value = absent } } } }

-- 第三条、第十七条：满80周岁以前已迁出的，在本市从未年满80周岁（补充适用口径 A-5.17：迁出时所在的档）
scenario "80岁生日前10天迁出的当月不符合条件" { usual, leaves, elder = { birth_date = "1945-06-20" }, month = "2025-06",
  standard = { refused = "第三条" } }
scenario "80岁生日后5天迁出的当月按30元" { usual, leaves, elder = { birth_date = "1945-06-05" }, month = "2025-06",
  standard = { "30.00", because = "第四条第1项" } }

-- 第七条：以满90周岁上月末的身份为准；满90周岁当月才落户的已不是自动调整，须申请
scenario "满90周岁上月末才取得低保身份的没有获发过，须申请" { usual, month = "2025-06", due = { refused = "第六条" },
  elder = { birth_date = "1935-06-15", low_income = { { from = "2025-05-31", value = "和平区" } }, applied = {} } }
scenario "满90周岁当月1日落户的低保老年人次月须申请" { usual, month = "2025-07", due = { refused = "第六条" }, standard = "200.00",
  elder = { birth_date = "1935-06-15", hukou = { { from = "2025-06-01", value = "和平区" } }, low_income = "和平区", applied = {} } }

-- 第十四条：有落户日期的低保老年人也只由保障关系所在区发放
scenario "从外地迁入的低保老年人由保障关系所在区发放" { usual, month = "2025-06", payer = { "沈河区", because = "第十四条" },
  elder = { hukou = { { from = "2000-03-01", value = "和平区" } }, low_income = "沈河区" } }
