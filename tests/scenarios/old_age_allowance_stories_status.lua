-- 身份与二选一：居家养老服务（第六条第2项）、低保身份（第十八条）、无户籍老年人、驻沈部队离退休人员（第八条）。
policy "old-age-allowance"

local usual = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } },
  card = "6200000000000000075" } }
local care = person { elder = { applied = {}, choices = { { on = "2025-02-10", choice = "home_care" } } } }
local care_from_january = person { elder = { applied = {}, choices = { { on = "2025-01-02", choice = "home_care" } } } }

-- 从某年某月到某年某月（含）每月同一数额
local function months(year, month, last_year, last_month, amount, into)
  into = into or {}
  while year < last_year or year == last_year and month <= last_month do
    into[string.format("%04d-%02d", year, month)] = amount
    month = month + 1
    if month > 12 then year, month = year + 1, 1 end
  end
  return into
end

-- 居家养老服务与津贴二选一
story "10月31日申请换回津贴的，次年1月起发放，以前不补" { usual, care_from_january,
  on "2025-10-24" { pay = "2025-10", expect = {}, pending = {} },
  on "2025-10-31" { add = { choices = { on = "2025-10-31", choice = "allowance" } } },
  on "2025-11-25" { pay = "2025-11", expect = {} },
  on "2025-12-25" { pay = "2025-12", expect = {} },
  on "2026-01-23" { pay = "2026-01", expect = { ["2026-01"] = { "30.00", because = "第四条第1项", cause = "" } }, pending = {} } }

story "11月1日才申请换回津贴的，次年仍不发" { usual, care_from_january,
  on "2025-10-24" { pay = "2025-10", expect = {} },
  on "2025-11-01" { add = { choices = { on = "2025-11-01", choice = "allowance" } } },
  on "2025-12-25" { pay = "2025-12", expect = {} },
  on "2026-01-23" { pay = "2026-01", expect = {}, pending = {} },
  on "2026-02-25" { pay = "2026-02", expect = {} } }

-- 10月30日的申请次年2月才录入：仍在期限内，1月起适用
story "按时提出而录入得晚的更换申请，补发到次年1月" { usual, care_from_january,
  on "2025-12-25" { pay = "2025-12", expect = {} },
  on "2026-01-23" { pay = "2026-01", expect = {} },
  on "2026-02-06" { add = { choices = { on = "2025-10-30", choice = "allowance" } } },
  on "2026-02-25" { pay = "2026-02", expect = { ["2026-01"] = "30.00", ["2026-02"] = "30.00" } } }

story "领津贴的年中申请换为居家养老服务，当年照发，次年1月起不发" { usual, elder = { choices = { { on = "2025-01-10", choice = "allowance" } } },
  on "2025-09-10" { add = { choices = { on = "2025-09-10", choice = "home_care" } } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-09"] = "30.00" } },
  on "2025-12-25" { pay = "2025-12", expect = months(2025, 10, 2025, 12, "30.00") },
  on "2026-01-23" { pay = "2026-01", expect = {}, pending = {}, owed = "0.00" } }

-- 申请即选择了高龄津贴：6月15日登记居家养老服务是更换，次年1月起；8月才录入，当年没有多发
story "申请以后登记居家养老服务录入得晚，当年已发的不追缴" { usual,
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-04" { add = { choices = { on = "2025-06-15", choice = "home_care" } } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" }, pending = {}, owed = "0.00" } }

-- 10月20日申请更换，次年2月才录入：1月已发的30元追缴，2月起不发
story "按时更换为居家养老服务录入得晚，次年已发的追缴" { usual,
  on "2026-01-23" { pay = "2026-01", expect = { ["2026-01"] = "30.00" } },
  on "2026-02-04" { add = { choices = { on = "2025-10-20", choice = "home_care" } } },
  on "2026-02-25" { pay = "2026-02", expect = { ["2026-01"] = { "-30.00", because = "第四条第1项", cause = "fact" } }, pending = {}, owed = "30.00" } }

-- 领居家养老服务者没有领过津贴，满90周岁须申请（A-5.5）：7至9月 3 × 200 = 600元
story "居家养老服务老年人满90周岁后申请，从满90周岁当月补发" { usual, elder = { birth_date = "1935-07-15", applied = {},
  choices = { { on = "2025-01-06", choice = "home_care" } } },
  on "2025-06-25" { pay = "2025-06", expect = {} },
  on "2025-07-25" { pay = "2025-07", expect = {}, pending = {} },
  on "2025-09-05" { add = { applied = { on = "2025-09-05" } } },
  on "2025-09-25" { pay = "2025-09", expect = months(2025, 7, 2025, 9, "200.00") } }

-- 2月10日才选择居家养老服务：1月没有享受服务，申请后补发30元（第十三条从2025年1月起），2至6月不兼得
story "选择居家养老服务以前的月份，满90周岁后申请时一并补发" { usual, care, elder = { birth_date = "1935-07-15", applied = {} },
  on "2025-07-25" { pay = "2025-07", expect = {} },
  on "2025-08-05" { add = { applied = { on = "2025-08-05" } } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-01"] = "30.00", ["2025-07"] = "200.00", ["2025-08"] = "200.00" } } }

story "低保老年人享受居家养老服务仍发100元，取消低保的次月起不发" { usual, care, elder = { low_income = "和平区" },
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = "100.00" } },
  on "2025-07-14" { facts = { low_income = absent }, from = "2025-07-10" },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "100.00" } },
  on "2025-08-25" { pay = "2025-08", expect = {}, pending = {}, owed = "0.00" } }

-- 低保身份后来查明（次月起100元，A-5.8）
-- 6月10日取得，9月才知道：7、8月各补70元，9月100元
story "低保身份查明得晚，每月补发差额70元" { usual,
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = "30.00" } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-05" { facts = { low_income = { { from = "2025-06-10", value = "和平区" } } } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-07"] = { "70.00", because = "第四条第2项", cause = "fact", payer = "和平区" },
    ["2025-08"] = { "70.00", cause = "fact" }, ["2025-09"] = { "100.00", cause = "" } }, pending = {} } }

-- 6月10日取得、8月20日取消：7、8月100元，9月又是30元
story "查明的低保身份已经取消，只补中间的月份" { usual,
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = "30.00" } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-05" { facts = { low_income = { { from = "2025-06-10", value = "和平区" }, { from = "2025-08-20", value = absent } } } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-07"] = "70.00", ["2025-08"] = "70.00", ["2025-09"] = "30.00" } } }

-- 没有申请过的人：7、8月直接补100元
story "没有申请过的老年人查明是低保，无需申请即补发" { usual, elder = { applied = {} },
  on "2025-07-25" { pay = "2025-07", expect = {} },
  on "2025-08-25" { pay = "2025-08", expect = {} },
  on "2025-09-05" { facts = { low_income = { { from = "2025-06-30", value = "和平区" } } } },
  on "2025-09-25" { pay = "2025-09", expect = months(2025, 7, 2025, 9, "100.00") } }

-- 取消低保身份（第十八条：次月起适用普通津贴；A-5.7 须登记）
story "取消低保身份后登记的，从次月起补发30元" { usual, elder = { low_income = "和平区", applied = {} },
  on "2025-07-14" { facts = { low_income = absent }, from = "2025-07-10" },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "100.00" } },
  on "2025-08-25" { pay = "2025-08", expect = {}, pending = {} },
  on "2025-09-05" { add = { applied = { on = "2025-09-05" } } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-08"] = "30.00", ["2025-09"] = "30.00" } } }

-- 6月20日取消，9月才知道：7、8月各多发70元；9月的30元照发
story "取消低保身份迟报的，追缴差额而当月照发" { usual, elder = { low_income = "和平区" },
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = "100.00" } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "100.00" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "100.00" } },
  on "2025-09-05" { facts = { low_income = absent }, from = "2025-06-20" },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-07"] = { "-70.00", because = "第四条第1项", cause = "fact" }, ["2025-08"] = "-70.00",
    ["2025-09"] = "30.00" }, owed = "140.00" } }

-- 没有登记过：7、8月的100元全部追缴（共200元）；10月登记后7、8月各应30元，先冲减同月的追缴，余140元
story "取消低保身份迟报而后登记的，同月应发先冲减同月追缴" { usual, elder = { low_income = "和平区", applied = {} },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "100.00" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "100.00" } },
  on "2025-09-05" { facts = { low_income = absent }, from = "2025-06-20" },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-07"] = { "-100.00", because = "第六条" }, ["2025-08"] = "-100.00" }, owed = "200.00" },
  on "2025-10-09" { add = { applied = { on = "2025-10-09" } } },
  on "2025-10-24" { pay = "2025-10", expect = months(2025, 7, 2025, 10, "30.00"), owed = "140.00" } }

-- 误记低保：7月多发70元；更正后追缴；再次查明确是低保：7月追缴取消，8月补70元
story "低保身份记录三次更改，每次只动差额" { usual,
  on "2025-07-02" { facts = { low_income = { { from = "2025-06-01", value = "和平区" } } } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "100.00" } },
  on "2025-08-05" { facts = { low_income = absent } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-07"] = "-70.00", ["2025-08"] = "30.00" }, owed = "70.00" },
  on "2025-09-05" { facts = { low_income = { { from = "2025-06-01", value = "和平区" } } } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-07"] = "70.00", ["2025-08"] = "70.00", ["2025-09"] = "100.00" }, owed = "0.00" } }

-- 无户籍的低保老年人（第三条第2项只到89周岁；A-5.2）
story "无户籍的低保老年人满90周岁当月起不发" { usual, elder = { birth_date = "1935-07-31", hukou = absent, low_income = "于洪区", applied = {} },
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = { "100.00", because = "第四条第2项", payer = "于洪区" } } },
  on "2025-07-25" { pay = "2025-07", expect = {}, pending = {}, owed = "0.00" },
  on "2025-08-25" { pay = "2025-08", expect = {} } }

-- 8月10日落户，8月12日申请：9月起200元（第十六条：迁入次月起）
story "无户籍的低保老年人90周岁以后落户，申请后从次月起发200元" { usual, elder = { birth_date = "1935-07-15", hukou = absent, low_income = "于洪区",
  applied = {} },
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = "100.00" } },
  on "2025-07-25" { pay = "2025-07", expect = {} },
  on "2025-08-12" { facts = { hukou = "于洪区" }, from = "2025-08-10", add = { applied = { on = "2025-08-12" } } },
  on "2025-08-25" { pay = "2025-08", expect = {} },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-09"] = { "200.00", because = "第四条第3项", payer = "于洪区" } } } }

story "保障关系与户籍不在同一区的，满90周岁当月起改由户籍区发放" { usual, elder = { birth_date = "1935-07-15", low_income = "沈河区", applied = {} },
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = { "100.00", payer = "沈河区" } } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = { "200.00", payer = "和平区" } }, between = {} } }

-- 驻沈部队离退休人员（第八条；A-5.1 由居住地发放）
story "无户籍的驻沈部队离退休人员按居住地发放，离开本市次月终止" { usual, elder = { hukou = absent, serviceman = "沈河区" },
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = { "30.00", because = "第四条第1项", payer = "沈河区" } } },
  on "2025-06-27" { facts = { serviceman = "大东区" }, from = "2025-06-26" },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = { "30.00", payer = "大东区" } } },
  on "2025-08-04" { facts = { serviceman = absent }, from = "2025-08-01" },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = { "30.00", payer = "大东区" } } },
  on "2025-09-25" { pay = "2025-09", expect = {}, pending = {}, owed = "0.00" } }

story "无户籍的驻沈部队离退休人员满90周岁当月起200元" { usual, elder = { birth_date = "1935-07-31", hukou = absent, serviceman = "沈河区" },
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = "30.00" } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = { "200.00", because = "第四条第3项", payer = "沈河区" } } } }

-- 7月10日离开本市，9月才知道：8月追缴
story "驻沈部队离退休人员离开本市迟报的，次月起追缴" { usual, elder = { hukou = absent, serviceman = "沈河区" },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-05" { facts = { serviceman = absent }, from = "2025-07-10" },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-08"] = { "-30.00", because = "第三条", payer = "沈河区" } }, owed = "30.00" } }
