-- 沈民发〔2025〕21号 第三条、第四条、第七条：年龄与标准。数值均由文件条文手工推算。
policy "old-age-allowance"

local usual = person { elder = { hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } } } }
local poor = person { elder = { hukou = "和平区", low_income = "和平区", applied = {} } }

-- 80周岁
scenario "满80周岁的前一个月不属于发放对象" { usual, elder = { birth_date = "1945-06-15" }, month = "2025-05",
  standard = { refused = "第三条" } }
scenario "满80周岁的当月按30元计" { usual, elder = { birth_date = "1945-06-15" }, month = "2025-06",
  standard = { "30.00", because = "第四条第1项" } }
scenario "满80周岁的次月仍按30元计" { usual, elder = { birth_date = "1945-06-15" }, month = "2025-07",
  standard = { "30.00", because = "第四条第1项" } }
scenario "月末最后一天满80周岁的前一个月不发" { usual, elder = { birth_date = "1945-06-30" }, month = "2025-05",
  standard = { refused = "第三条" } }
scenario "月末最后一天满80周岁的当月就发" { usual, elder = { birth_date = "1945-06-30" }, month = "2025-06",
  standard = { "30.00", because = "第四条第1项" } }
scenario "1日满80周岁的上月最后一天仍差一天" { usual, elder = { birth_date = "1945-07-01" }, month = "2025-06",
  standard = { refused = "第三条" } }
scenario "1日满80周岁的当月就发" { usual, elder = { birth_date = "1945-07-01" }, month = "2025-07",
  standard = { "30.00", because = "第四条第1项" } }
scenario "低保老年人满80周岁的前一个月不发" { poor, elder = { birth_date = "1945-06-30" }, month = "2025-05",
  standard = { refused = "第三条" } }
scenario "低保老年人满80周岁的当月按100元计" { poor, elder = { birth_date = "1945-06-30" }, month = "2025-06",
  standard = { "100.00", because = "第四条第2项" } }
scenario "低保老年人只发100元而不叠加30元" { poor, elder = { birth_date = "1942-04-18" }, month = "2025-06",
  standard = { "100.00", because = "第四条第2项" } }
scenario "年满79周岁又无户籍时第三条只报一次" { elder = { birth_date = "1946-02-11", hukou = absent, low_income = absent, applied = {} },
  month = "2025-06", standard = { refused = "第三条" } }
scenario "未满80周岁的低保老年人没有标准" { poor, elder = { birth_date = "1950-03-03" }, month = "2025-06",
  standard = { refused = "第三条" } }

-- 90周岁
scenario "满90周岁的前一个月仍按30元计" { usual, elder = { birth_date = "1935-06-30" }, month = "2025-05",
  standard = { "30.00", because = "第四条第1项" } }
scenario "满90周岁的当月就按200元计" { usual, elder = { birth_date = "1935-06-30" }, month = "2025-06",
  standard = { "200.00", because = "第四条第3项" } }
scenario "满90周岁的次月继续按200元计" { usual, elder = { birth_date = "1935-06-30" }, month = "2025-07",
  standard = { "200.00", because = "第四条第3项" } }
scenario "1日满90周岁的上个月仍按30元计" { usual, elder = { birth_date = "1935-07-01" }, month = "2025-06",
  standard = { "30.00", because = "第四条第1项" } }
scenario "1日满90周岁的当月按200元计" { usual, elder = { birth_date = "1935-07-01" }, month = "2025-07",
  standard = { "200.00", because = "第四条第3项" } }
scenario "31日满90周岁的生日不推到次月计算" { usual, elder = { birth_date = "1935-07-31" }, month = "2025-07",
  standard = { "200.00", because = "第四条第3项" } }
scenario "31日满90周岁的前一个月仍按30元计" { usual, elder = { birth_date = "1935-07-31" }, month = "2025-06",
  standard = { "30.00", because = "第四条第1项" } }
scenario "低保老年人满90周岁的前一个月按100元计" { poor, elder = { birth_date = "1935-06-30" }, month = "2025-05",
  standard = { "100.00", because = "第四条第2项" } }
scenario "有户籍的低保老年人满90周岁的当月改按200元计" { poor, elder = { birth_date = "1935-06-30" }, month = "2025-06",
  standard = { "200.00", because = "第四条第3项" } }
scenario "年末最后一天满90周岁的十二月按200元计" { usual, elder = { birth_date = "1935-12-31" }, month = "2025-12",
  standard = { "200.00", because = "第四条第3项" } }
scenario "年末最后一天满90周岁的十一月按30元计" { usual, elder = { birth_date = "1935-12-31" }, month = "2025-11",
  standard = { "30.00", because = "第四条第1项" } }
scenario "元旦满90周岁的上年十二月按30元计" { usual, elder = { birth_date = "1936-01-01" }, month = "2025-12",
  standard = { "30.00", because = "第四条第1项" } }
scenario "元旦满90周岁的一月按200元计" { usual, elder = { birth_date = "1936-01-01" }, month = "2026-01",
  standard = { "200.00", because = "第四条第3项" } }

-- 100周岁
scenario "满100周岁的前一个月仍按200元计" { usual, elder = { birth_date = "1925-06-30" }, month = "2025-05",
  standard = { "200.00", because = "第四条第3项" } }
scenario "满100周岁的当月就按800元计" { usual, elder = { birth_date = "1925-06-30" }, month = "2025-06",
  standard = { "800.00", because = "第四条第4项" } }
scenario "满100周岁的次月继续按800元计" { usual, elder = { birth_date = "1925-06-30" }, month = "2025-07",
  standard = { "800.00", because = "第四条第4项" } }
scenario "1日满100周岁的上个月仍按200元计" { usual, elder = { birth_date = "1925-07-01" }, month = "2025-06",
  standard = { "200.00", because = "第四条第3项" } }
scenario "1日满100周岁的当月按800元计" { usual, elder = { birth_date = "1925-07-01" }, month = "2025-07",
  standard = { "800.00", because = "第四条第4项" } }
scenario "年末最后一天满100周岁的十一月按200元计" { usual, elder = { birth_date = "1925-12-31" }, month = "2025-11",
  standard = { "200.00", because = "第四条第3项" } }
scenario "年末最后一天满100周岁的十二月按800元计" { usual, elder = { birth_date = "1925-12-31" }, month = "2025-12",
  standard = { "800.00", because = "第四条第4项" } }
scenario "109周岁的老年人按800元计" { usual, elder = { birth_date = "1916-03-08" }, month = "2025-06",
  standard = { "800.00", because = "第四条第4项" } }
scenario "有户籍的低保老年人满100周岁按800元计" { poor, elder = { birth_date = "1925-06-30" }, month = "2025-06",
  standard = { "800.00", because = "第四条第4项" } }

-- 2月29日出生（民法典第202条：没有对应日的，月末日）
scenario "闰日出生者在平年一月尚未满90周岁" { usual, elder = { birth_date = "1936-02-29" }, month = "2026-01",
  standard = { "30.00", because = "第四条第1项" } }
scenario "闰日出生者在平年二月末满90周岁并按200元计" { usual, elder = { birth_date = "1936-02-29" }, month = "2026-02",
  standard = { "200.00", because = "第四条第3项" } }
scenario "闰日出生者平年三月按200元计" { usual, elder = { birth_date = "1936-02-29" }, month = "2026-03",
  standard = { "200.00", because = "第四条第3项" } }
scenario "闰日出生者在闰年一月尚未满100周岁" { usual, elder = { birth_date = "1928-02-29" }, month = "2028-01",
  standard = { "200.00", because = "第四条第3项" } }
scenario "闰日出生者在闰年二月满100周岁并按800元计" { usual, elder = { birth_date = "1928-02-29" }, month = "2028-02",
  standard = { "800.00", because = "第四条第4项" } }
scenario "闰日出生的低保老年人在2024年1月未满80周岁" { poor, elder = { birth_date = "1944-02-29" }, month = "2024-01",
  standard = { refused = "第三条" } }
scenario "闰日出生的低保老年人在2024年2月满80周岁" { poor, elder = { birth_date = "1944-02-29" }, month = "2024-02",
  standard = { "100.00", because = "第十三条" } }
scenario "闰日出生的普通老年人在2024年1月不属于发放对象" { usual, elder = { birth_date = "1944-02-29" }, month = "2024-01",
  standard = { refused = "第三条" } }
scenario "闰日出生的普通老年人在2024年2月尚无普通津贴" { usual, elder = { birth_date = "1944-02-29" }, month = "2024-02",
  standard = "0.00" }
scenario "闰日出生者在90周岁前一天离世的当月按30元计" { usual, elder = { birth_date = "1936-02-29", death_date = "2026-02-27" },
  month = "2026-02", standard = { "30.00", because = "第四条第1项" } }
scenario "闰日出生者在平年2月28日离世的当月已满90周岁" { usual, elder = { birth_date = "1936-02-29", death_date = "2026-02-28" },
  month = "2026-02", standard = { "200.00", because = "第四条第3项" } }
scenario "闰日出生者在闰年2月28日离世的尚未满100周岁" { usual, elder = { birth_date = "1928-02-29", death_date = "2028-02-28" },
  month = "2028-02", standard = { "200.00", because = "第四条第3项" } }
scenario "闰日出生者在闰年2月29日离世的已满100周岁" { usual, elder = { birth_date = "1928-02-29", death_date = "2028-02-29" },
  month = "2028-02", standard = { "800.00", because = "第四条第4项" } }

-- 2025年1月以前（第十三条、第二十九条）
scenario "普通高龄津贴在2024年12月尚未设立" { usual, elder = { birth_date = "1940-05-05" }, month = "2024-12", standard = "0.00" }
scenario "普通高龄津贴从2025年1月起按30元计" { usual, elder = { birth_date = "1940-05-05" }, month = "2025-01",
  standard = { "30.00", because = "第四条第1项" } }
scenario "普通高龄津贴在2025年2月按30元计" { usual, elder = { birth_date = "1940-05-05" }, month = "2025-02",
  standard = { "30.00", because = "第四条第1项" } }
scenario "低保老年人在2024年12月按100元计" { poor, elder = { birth_date = "1940-05-05" }, month = "2024-12",
  standard = { "100.00", because = "第十三条" } }
scenario "低保老年人在2025年1月按100元计" { poor, elder = { birth_date = "1940-05-05" }, month = "2025-01",
  standard = { "100.00", because = "第四条第2项" } }
scenario "90周岁老年人在2024年12月按200元计" { usual, elder = { birth_date = "1934-05-05" }, month = "2024-12",
  standard = { "200.00", because = "第十三条" } }
scenario "90周岁老年人在2025年1月按200元计" { usual, elder = { birth_date = "1934-05-05" }, month = "2025-01",
  standard = { "200.00", because = "第四条第3项" } }
scenario "百岁老年人在2024年12月按800元计" { usual, elder = { birth_date = "1924-05-05" }, month = "2024-12",
  standard = { "800.00", because = "第十三条" } }
scenario "百岁老年人在2025年1月按800元计" { usual, elder = { birth_date = "1924-05-05" }, month = "2025-01",
  standard = { "800.00", because = "第四条第4项" } }
scenario "2025年1月满90周岁的上月没有普通津贴" { usual, elder = { birth_date = "1935-01-31" }, month = "2024-12", standard = "0.00" }
scenario "2025年1月满90周岁的当月按200元计" { usual, elder = { birth_date = "1935-01-31" }, month = "2025-01",
  standard = { "200.00", because = "第四条第3项" } }
scenario "2024年12月末满90周岁的当月按200元计" { usual, elder = { birth_date = "1934-12-31" }, month = "2024-12",
  standard = { "200.00", because = "第十三条" } }
scenario "90周岁标准在2015年7月是200元" { usual, elder = { birth_date = "1924-01-01" }, month = "2015-07",
  standard = { "200.00", because = "第十三条" } }
scenario "90周岁标准在2015年6月无从确定" { usual, elder = { birth_date = "1924-01-01" }, month = "2015-06",
  standard = { undetermined = "第十三条" } }
scenario "2015年7月末满100周岁的当月按800元计" { usual, elder = { birth_date = "1915-07-31" }, month = "2015-07",
  standard = { "800.00", because = "第十三条" } }
scenario "百岁标准在2015年6月无从确定" { usual, elder = { birth_date = "1914-01-01" }, month = "2015-06",
  standard = { undetermined = "第十三条" } }
scenario "低保老年人标准在2015年7月是100元" { poor, elder = { birth_date = "1932-01-01" }, month = "2015-07",
  standard = { "100.00", because = "第十三条" } }
scenario "低保老年人标准在2015年6月无从确定" { poor, elder = { birth_date = "1932-01-01" }, month = "2015-06",
  standard = { undetermined = "第十三条" } }
scenario "标准不明的月份里没有户籍的仍然不发" { elder = { birth_date = "1924-01-01", hukou = absent, low_income = absent, applied = {} },
  month = "2015-06", standard = { refused = "第三条" } }
