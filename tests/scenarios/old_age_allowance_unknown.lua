-- 未知事实：能改变结果的才问；已经不符合的直接退回；与结果无关的不问。
policy "old-age-allowance"

local usual = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } } } }

-- 标准
scenario "出生日期未知时标准先问出生日期" { usual, month = "2025-06", elder = { birth_date = unknown }, standard = { needs = "birth_date" } }
scenario "户籍未知的普通老年人先问户籍" { usual, month = "2025-06", elder = { hukou = unknown }, standard = { needs = "hukou" } }
scenario "户籍未知的低保老年人先问户籍，因为迁出的停发" { usual, month = "2025-06", elder = { hukou = unknown, low_income = "和平区" },
  standard = { needs = "hukou" } }
scenario "保障关系在本市即可的，户籍未知也不问" { usual, month = "2025-06", elder = { hukou = unknown, low_income = "和平区" },
  readings = { moved_out_low_income = "relation_suffices" }, standard = { "100.00", because = "第四条第2项" } }
scenario "户籍未知的90周岁低保老年人先问户籍" { usual, month = "2025-06", elder = { birth_date = "1935-06-30", hukou = unknown, low_income = "和平区" },
  standard = { needs = "hukou" } }
scenario "低保身份未知的80多岁老年人先问低保身份" { usual, month = "2025-06", elder = { low_income = unknown }, standard = { needs = "low_income" } }
scenario "低保身份未知的90周岁老年人不问低保身份" { usual, month = "2025-06", elder = { birth_date = "1935-06-30", low_income = unknown },
  standard = { "200.00", because = "第四条第3项" } }
scenario "低保身份未知的百岁老年人不问低保身份" { usual, month = "2025-06", elder = { birth_date = "1925-06-30", low_income = unknown },
  standard = { "800.00", because = "第四条第4项" } }
scenario "低保身份未知的满90周岁前一个月仍要问" { usual, month = "2025-05", elder = { birth_date = "1935-06-30", low_income = unknown },
  standard = { needs = "low_income" } }
scenario "户籍和低保身份都未知时两项一起问" { usual, month = "2025-06", elder = { hukou = unknown, low_income = unknown },
  standard = { needs = { "hukou", "low_income" } } }
scenario "无户籍而低保身份未知的先问低保身份" { usual, month = "2025-06", elder = { hukou = absent, low_income = unknown },
  standard = { needs = "low_income" } }
scenario "没有填写的户籍和低保身份就是未知" { month = "2025-06", elder = { birth_date = "1942-04-18" },
  standard = { needs = { "hukou", "low_income" } } }
scenario "什么都没有填写时三项一起问" { month = "2025-06", elder = { applied = {} }, standard = { needs = { "birth_date", "hukou", "low_income" } } }
scenario "没有任何身份的不问出生日期" { usual, month = "2025-06", elder = { birth_date = unknown, hukou = absent },
  standard = { refused = "第三条" } }
scenario "未满80周岁的不问户籍和低保身份" { usual, month = "2025-06", elder = { birth_date = "1950-01-01", hukou = unknown, low_income = unknown },
  standard = { refused = "第三条" } }
scenario "已离世的不问低保身份" { usual, month = "2025-06", elder = { death_date = "2025-05-31", low_income = unknown },
  standard = { refused = "第十七条" } }
scenario "是否离世未知时先问离世日期" { usual, month = "2025-06", elder = { death_date = unknown }, standard = { needs = "death_date" } }
scenario "有户籍的不问是否驻沈部队离退休人员" { usual, month = "2025-06", elder = { serviceman = unknown },
  standard = { "30.00", because = "第四条第1项" } }
scenario "无户籍的要问是否驻沈部队离退休人员" { usual, month = "2025-06", elder = { hukou = absent, serviceman = unknown },
  standard = { needs = "serviceman" } }
scenario "普通老年人的政策选择未知时先问选择" { usual, month = "2025-06", elder = { choices = unknown }, standard = { needs = "choices" } }
scenario "低保老年人的政策选择未知时不问选择" { usual, month = "2025-06", elder = { choices = unknown, low_income = "和平区" },
  standard = { "100.00", because = "第四条第2项" } }
scenario "90周岁老年人的政策选择未知时不问选择" { usual, month = "2025-06", elder = { choices = unknown, birth_date = "1935-06-30" },
  standard = { "200.00", because = "第四条第3项" } }
scenario "2025年以前的普通老年人不问政策选择" { usual, month = "2024-12", elder = { choices = unknown }, standard = "0.00" }
scenario "标准从不问申请记录" { usual, month = "2025-06", elder = { applied = unknown }, standard = { "30.00", because = "第四条第1项" } }

-- 户籍只知道某日以后的情况
local imported = person { elder = { birth_date = "1928-04-18", hukou = { known_from = "2020-01-01", spells = { { from = "2020-01-01", value = "和平区" } } } } }
scenario "户籍记录开始以前的月份要问户籍" { usual, imported, month = "2019-12", standard = { needs = "hukou" } }
scenario "户籍记录开始的当月要问上月末的户籍" { usual, imported, month = "2020-01", standard = { needs = "hukou" } }
scenario "户籍记录开始的次月不再问户籍" { usual, imported, month = "2020-02", standard = { "200.00", because = "第十三条" } }
scenario "户籍记录开始以后的月份不问户籍" { usual, imported, month = "2025-06", standard = { "200.00", because = "第四条第3项" } }

-- 应发
scenario "没有申请记录就先问申请" { usual, month = "2025-06", elder = { applied = unknown }, due = { needs = "applied" } }
scenario "低保老年人不问申请" { usual, month = "2025-06", elder = { applied = unknown, low_income = "和平区" }, due = { "100.00", because = "第四条第2项" } }
scenario "一直是低保的90周岁老年人不问申请" { usual, month = "2025-06", due = { "200.00", because = "第四条第3项" },
  elder = { birth_date = "1935-06-30", applied = unknown, low_income = "和平区" } }
scenario "90周岁普通老年人要问申请" { usual, month = "2025-06", elder = { birth_date = "1935-06-30", applied = unknown }, due = { needs = "applied" } }
scenario "已登记选择津贴的不问申请" { usual, month = "2025-06", due = { "30.00", because = "第四条第1项" },
  elder = { applied = unknown, choices = { { on = "2025-02-10", choice = "allowance" } } } }
scenario "已离世的次月不问申请" { usual, month = "2025-07", elder = { death_date = "2025-06-10", applied = unknown }, due = { refused = "第十七条" } }
scenario "从未申请的不问户籍" { usual, month = "2025-06", elder = { hukou = unknown, applied = {} }, due = { refused = "第六条" } }
scenario "申请和出生日期都未知时两项一起问" { usual, month = "2025-06", elder = { applied = unknown, birth_date = unknown },
  due = { needs = { "applied", "birth_date" } } }
scenario "申请和低保身份都未知时两项一起问" { usual, month = "2025-06", elder = { applied = unknown, low_income = unknown },
  due = { needs = { "applied", "low_income" } } }
scenario "从未申请而低保身份未知的先问低保身份" { usual, month = "2025-06", elder = { applied = {}, low_income = unknown },
  due = { needs = "low_income" } }
scenario "核查情况未知时先问核查情况" { usual, month = "2025-06", elder = { survival = unknown }, due = { needs = "survival" } }
scenario "银行卡未知不影响应发" { usual, month = "2025-06", elder = { card = unknown }, due = { "30.00", because = "第四条第1项" } }
scenario "身份证号未知不影响应发" { usual, month = "2025-06", elder = { id_number = unknown }, due = { "30.00", because = "第四条第1项" } }
scenario "集体审议决定的月份不问申请" { usual, month = "2025-06", elder = { applied = unknown }, due = { "30.00", because = "第十一条" },
  rulings = { { decision = "due", article = "第十一条", outcome = "30.00", by = "马路湾街道", officer = "张某", file = "议〔2025〕3号",
    from = "2025-06", to = "2025-06" } } }
scenario "户籍只有导入以后的记录时导入后的申请仍有效" { usual, imported, month = "2025-06", due = { "200.00", because = "第四条第3项" } }

-- 发放区
scenario "户籍未知的普通老年人问不出发放区" { usual, month = "2025-06", elder = { hukou = unknown }, payer = { needs = "hukou" } }
scenario "户籍未知的低保老年人由保障关系所在区发放" { usual, month = "2025-06", elder = { hukou = unknown, low_income = "沈河区" },
  readings = { moved_out_low_income = "relation_suffices" }, payer = { "沈河区", because = "第十四条" } }
scenario "非低保的不问出生日期也知道发放区" { usual, month = "2025-06", elder = { birth_date = unknown }, payer = "和平区" }
scenario "低保关系在别区而出生日期未知时先问出生日期" { usual, month = "2025-06", elder = { birth_date = unknown, low_income = "沈河区" },
  payer = { needs = "birth_date" } }
scenario "迁转记录未知时先问迁转" { usual, month = "2025-06", elder = { transfers = unknown }, payer = { needs = "transfers" } }
scenario "低保老年人的迁转记录未知时不问迁转" { usual, month = "2025-06", elder = { transfers = unknown, low_income = "沈河区" },
  payer = { "沈河区", because = "第十四条" } }
scenario "发放区不问申请记录" { usual, month = "2025-06", elder = { applied = unknown }, payer = "和平区" }
