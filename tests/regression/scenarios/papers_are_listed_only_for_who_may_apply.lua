-- 第八条 lists papers for those who apply: not for who is no recipient (第三条), not for the dead (第十三条第二款), not for who
-- needs no application (第六条第1项). In the month in which low income is lost an application is needed, for the month after
-- (第十八条); in the month in which it was gained, for that month itself.
policy "old-age-allowance"

local nobody = person { elder = { birth_date = "1942-04-18", hukou = absent, low_income = absent, applied = {} } }
local here = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = {} } }
local papers = { list = { "身份证原件", "户口簿原件", "银行卡原件" } }

scenario "既无户籍又非低保的没有材料可交" { nobody, on = "2025-06-10", by_agent = false, materials = { refused = "第三条" } }
scenario "已迁出的没有材料可交" { here, on = "2025-06-10", by_agent = false, materials = { refused = "第三条" },
  elder = { hukou = { { from = "2000-01-01", value = "和平区" }, { from = "2025-06-10", value = absent } } } }
scenario "无户籍的低保老年人取消低保后没有材料可交" { nobody, on = "2025-06-10", by_agent = false, materials = { refused = "第三条" },
  elder = { low_income = { { from = "2020-01-01", value = "于洪区" }, { from = "2025-03-10", value = absent } } } }
scenario "无户籍的低保老年人90周岁以后没有材料可交" { nobody, on = "2025-06-10", by_agent = false, materials = { refused = { "第三条", "第六条第1项" } },
  elder = { birth_date = "1934-04-18", low_income = "于洪区" } }
scenario "已离世的没有材料可交" { here, on = "2025-06-10", by_agent = false, elder = { death_date = "2025-06-09" }, materials = { refused = "第十三条第二款" } }
scenario "取消低保以前无需申请" { here, on = "2025-02-28", by_agent = false, materials = { refused = "第六条第1项" },
  elder = { low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-04-10", value = absent } } } }
scenario "取消低保的当月就须登记，材料照列" { here, on = "2025-03-20", by_agent = false, materials = papers,
  elder = { low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } } } }
scenario "取得低保的当月仍须申请" { here, on = "2025-03-20", by_agent = false, materials = papers, elder = { low_income = { { from = "2025-03-10", value = "和平区" } } } }
scenario "取得低保的次月无需申请" { here, on = "2025-04-01", by_agent = false, materials = { refused = "第六条第1项" },
  elder = { low_income = { { from = "2025-03-10", value = "和平区" } } } }
scenario "低保老年人满90周岁自动调整，无需申请" { here, on = "2025-04-20", by_agent = false, materials = { refused = "第六条第1项" },
  elder = { birth_date = "1935-04-18", low_income = "和平区" } }
