-- 第六条、第八条：申请材料。
policy "old-age-allowance"

local usual = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = {} } }
local soldier = person { elder = { birth_date = "1942-04-18", hukou = absent, low_income = absent, applied = {}, serviceman = "沈河区" } }

scenario "本人办理须带身份证户口簿和银行卡原件" { usual, on = "2025-06-10", by_agent = false,
  materials = { list = { "身份证原件", "户口簿原件", "银行卡原件" } } }
scenario "委托代办须加带代办人身份证原件" { usual, on = "2025-06-10", by_agent = true,
  materials = { list = { "身份证原件", "户口簿原件", "银行卡原件", "代办人身份证原件" } } }
scenario "无户籍的离退休军人以服务保障单位证明代替户口簿" { soldier, on = "2025-06-10", by_agent = false,
  materials = { list = { "身份证原件", "银行卡原件", "服务保障单位证明" } } }
scenario "无户籍的离退休军人委托代办须带四样材料" { soldier, on = "2025-06-10", by_agent = true,
  materials = { list = { "身份证原件", "银行卡原件", "代办人身份证原件", "服务保障单位证明" } } }
scenario "有户籍的离退休军人无需服务保障单位证明" { soldier, on = "2025-06-10", by_agent = false, elder = { hukou = "沈河区" },
  materials = { list = { "身份证原件", "户口簿原件", "银行卡原件" } } }
scenario "落户前一天的离退休军人仍须服务保障单位证明" { soldier, on = "2025-03-09", by_agent = false,
  elder = { hukou = { { from = "2025-03-10", value = "沈河区" } } }, materials = { list = { "身份证原件", "银行卡原件", "服务保障单位证明" } } }
scenario "落户当天的离退休军人改带户口簿" { soldier, on = "2025-03-10", by_agent = false,
  elder = { hukou = { { from = "2025-03-10", value = "沈河区" } } }, materials = { list = { "身份证原件", "户口簿原件", "银行卡原件" } } }
scenario "90周岁首次申请的材料相同" { usual, on = "2025-06-10", by_agent = false, elder = { birth_date = "1934-04-18" },
  materials = { list = { "身份证原件", "户口簿原件", "银行卡原件" } } }
scenario "百岁老年人委托代办的材料相同" { usual, on = "2025-06-10", by_agent = true, elder = { birth_date = "1924-04-18" },
  materials = { list = { "身份证原件", "户口簿原件", "银行卡原件", "代办人身份证原件" } } }
scenario "迁出后再迁入的重新申请须带同样材料" { usual, on = "2025-06-20", by_agent = false, elder = { applied = { { on = "2025-01-06" } },
  hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent }, { from = "2025-06-20", value = "和平区" } } },
  materials = { list = { "身份证原件", "户口簿原件", "银行卡原件" } } }

-- 无需申请的低保老年人
scenario "低保老年人无需申请也就没有申请材料" { usual, on = "2025-06-10", by_agent = false, elder = { low_income = "和平区" },
  materials = { refused = "第六条" } }
scenario "无户籍的低保老年人无需申请" { usual, on = "2025-06-10", by_agent = true, elder = { hukou = absent, low_income = "和平区" },
  materials = { refused = "第六条" } }
scenario "取消低保身份以后登记须带材料" { usual, on = "2025-06-10", by_agent = false,
  elder = { low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } } },
  materials = { list = { "身份证原件", "户口簿原件", "银行卡原件" } } }

-- 满80周岁当月起才能申请
scenario "满80周岁上月最后一天还不能申请" { usual, on = "2025-06-30", by_agent = false, elder = { birth_date = "1945-07-01" },
  materials = { refused = "第六条" } }
scenario "满80周岁当月1日可以申请" { usual, on = "2025-07-01", by_agent = false, elder = { birth_date = "1945-07-01" },
  materials = { list = { "身份证原件", "户口簿原件", "银行卡原件" } } }
scenario "月末才满80周岁的当月1日可以申请" { usual, on = "2025-06-01", by_agent = false, elder = { birth_date = "1945-06-30" },
  materials = { list = { "身份证原件", "户口簿原件", "银行卡原件" } } }
scenario "月末才满80周岁的上月31日还不能申请" { usual, on = "2025-05-31", by_agent = false, elder = { birth_date = "1945-06-30" },
  materials = { refused = "第六条" } }
scenario "78周岁的老年人还不能申请" { usual, on = "2025-06-10", by_agent = true, elder = { birth_date = "1947-04-18" },
  materials = { refused = "第六条" } }
scenario "户籍未知时先问户籍" { usual, on = "2025-06-10", by_agent = false, elder = { hukou = unknown }, materials = { needs = "hukou" } }
scenario "出生日期未知时先问出生日期" { usual, on = "2025-06-10", by_agent = false, elder = { birth_date = unknown },
  materials = { needs = "birth_date" } }
