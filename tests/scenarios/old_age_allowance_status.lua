-- 第三条、第十六条至第十八条：户籍、离世、低保身份、驻沈部队离退休人员。身份看上月末，年龄看当月末。
policy "old-age-allowance"

local usual = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } } } }
local outsider = person { elder = { hukou = absent, low_income = absent, applied = {} } }

-- 离世（第十七条）
scenario "1日离世的上个月照发" { usual, elder = { death_date = "2025-06-01" }, month = "2025-05",
  standard = { "30.00", because = "第四条第1项" } }
scenario "1日离世的当月照发" { usual, elder = { death_date = "2025-06-01" }, month = "2025-06",
  standard = { "30.00", because = "第四条第1项" } }
scenario "1日离世的次月停发" { usual, elder = { death_date = "2025-06-01" }, month = "2025-07",
  standard = { refused = "第十七条" } }
scenario "月末最后一天离世的当月照发" { usual, elder = { death_date = "2025-06-30" }, month = "2025-06",
  standard = { "30.00", because = "第四条第1项" } }
scenario "月末最后一天离世的次月停发" { usual, elder = { death_date = "2025-06-30" }, month = "2025-07",
  standard = { refused = "第十七条" } }
scenario "上月最后一天离世的本月停发" { usual, elder = { death_date = "2025-05-31" }, month = "2025-06",
  standard = { refused = "第十七条" } }
scenario "离世多月以后仍然停发" { usual, elder = { death_date = "2025-05-31" }, month = "2026-06",
  standard = { refused = "第十七条" } }
scenario "90岁生日前一天离世的当月按30元计" { usual, elder = { birth_date = "1935-06-30", death_date = "2025-06-29" },
  month = "2025-06", standard = { "30.00", because = "第四条第1项" } }
scenario "90岁生日当天离世的当月按200元计" { usual, elder = { birth_date = "1935-06-30", death_date = "2025-06-30" },
  month = "2025-06", standard = { "200.00", because = "第四条第3项" } }
scenario "90岁生日后一天离世的当月按200元计" { usual, elder = { birth_date = "1935-06-29", death_date = "2025-06-30" },
  month = "2025-06", standard = { "200.00", because = "第四条第3项" } }
scenario "100岁生日前一天离世的当月按200元计" { usual, elder = { birth_date = "1925-06-15", death_date = "2025-06-14" },
  month = "2025-06", standard = { "200.00", because = "第四条第3项" } }
scenario "100岁生日当天离世的当月按800元计" { usual, elder = { birth_date = "1925-06-15", death_date = "2025-06-15" },
  month = "2025-06", standard = { "800.00", because = "第四条第4项" } }
scenario "80岁生日前一天离世的从未属于发放对象" { usual, elder = { birth_date = "1945-06-30", death_date = "2025-06-29" },
  month = "2025-06", standard = { refused = "第三条" } }
scenario "80岁生日当天离世的当月发30元" { usual, elder = { birth_date = "1945-06-30", death_date = "2025-06-30" },
  month = "2025-06", standard = { "30.00", because = "第四条第1项" } }
scenario "未满80周岁已离世的两项不符都要报" { usual, elder = { birth_date = "1945-06-30", death_date = "2025-06-29" },
  month = "2025-07", standard = { refused = { "第三条", "第十七条" } } }

-- 户籍迁出（第十七条）
scenario "户籍1日迁出的当月照发" { usual, month = "2025-03", standard = { "30.00", because = "第四条第1项" },
  elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-01", value = absent } } } }
scenario "户籍1日迁出的次月停发" { usual, month = "2025-04", standard = { refused = "第三条" },
  elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-01", value = absent } } } }
scenario "户籍月末最后一天迁出的当月照发" { usual, month = "2025-03", standard = { "30.00", because = "第四条第1项" },
  elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-31", value = absent } } } }
scenario "户籍月末最后一天迁出的次月停发" { usual, month = "2025-04", standard = { refused = "第三条" },
  elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-31", value = absent } } } }
scenario "户籍次月1日迁出的那个月照发" { usual, month = "2025-04", standard = { "30.00", because = "第四条第1项" },
  elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-04-01", value = absent } } } }
scenario "户籍次月1日迁出的再下月停发" { usual, month = "2025-05", standard = { refused = "第三条" },
  elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-04-01", value = absent } } } }
scenario "迁出后又离世的两项不符都要报" { usual, month = "2025-06", standard = { refused = { "第三条", "第十七条" } },
  elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } }, death_date = "2025-05-05" } }
scenario "迁出后离世前的月份只因户籍不发" { usual, month = "2025-05", standard = { refused = "第三条" },
  elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } }, death_date = "2025-05-05" } }
scenario "同月迁出又离世的当月照发" { usual, month = "2025-03", standard = { "30.00", because = "第四条第1项" },
  elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } }, death_date = "2025-03-20" } }

-- 户籍迁入（第十六条）
scenario "户籍1日从外地迁入的当月不发" { usual, month = "2025-03", standard = { refused = "第三条" },
  elder = { hukou = { { from = "2025-03-01", value = "沈河区" } } } }
scenario "户籍1日从外地迁入的次月起发" { usual, month = "2025-04", standard = { "30.00", because = "第四条第1项" },
  elder = { hukou = { { from = "2025-03-01", value = "沈河区" } } } }
scenario "户籍月末最后一天迁入的当月不发" { usual, month = "2025-03", standard = { refused = "第三条" },
  elder = { hukou = { { from = "2025-03-31", value = "沈河区" } } } }
scenario "户籍月末最后一天迁入的次月起发" { usual, month = "2025-04", standard = { "30.00", because = "第四条第1项" },
  elder = { hukou = { { from = "2025-03-31", value = "沈河区" } } } }
scenario "户籍次月1日迁入的那个月不发" { usual, month = "2025-04", standard = { refused = "第三条" },
  elder = { hukou = { { from = "2025-04-01", value = "沈河区" } } } }
scenario "户籍次月1日迁入的再下月起发" { usual, month = "2025-05", standard = { "30.00", because = "第四条第1项" },
  elder = { hukou = { { from = "2025-04-01", value = "沈河区" } } } }
scenario "百岁老年人迁入当月不发" { usual, month = "2025-03", standard = { refused = "第三条" },
  elder = { birth_date = "1924-08-08", hukou = { { from = "2025-03-10", value = "新民市" } } } }
scenario "百岁老年人迁入次月按800元计" { usual, month = "2025-04", standard = { "800.00", because = "第四条第4项" },
  elder = { birth_date = "1924-08-08", hukou = { { from = "2025-03-10", value = "新民市" } } } }
scenario "2024年12月迁入的从2025年1月起发" { usual, month = "2025-01", standard = { "30.00", because = "第四条第1项" },
  elder = { hukou = { { from = "2024-12-31", value = "沈河区" } } } }
scenario "2025年元旦迁入的一月不发" { usual, month = "2025-01", standard = { refused = "第三条" },
  elder = { hukou = { { from = "2025-01-01", value = "沈河区" } } } }

-- 迁出后再迁入
local back_in_june = person { elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent },
  { from = "2025-06-20", value = "和平区" } } } }
scenario "迁出又迁回的迁出当月照发" { usual, back_in_june, month = "2025-03", standard = { "30.00", because = "第四条第1项" } }
scenario "迁出又迁回的迁出次月不发" { usual, back_in_june, month = "2025-04", standard = { refused = "第三条" } }
scenario "迁出期间的月份不发" { usual, back_in_june, month = "2025-05", standard = { refused = "第三条" } }
scenario "迁回的当月不发" { usual, back_in_june, month = "2025-06", standard = { refused = "第三条" } }
scenario "迁回的次月恢复30元标准" { usual, back_in_june, month = "2025-07", standard = { "30.00", because = "第四条第1项" } }
scenario "月底迁出次月1日迁回的次月不发" { usual, month = "2025-04", standard = { refused = "第三条" }, elder = { hukou = {
  { from = "2020-01-01", value = "和平区" }, { from = "2025-03-31", value = absent }, { from = "2025-04-01", value = "和平区" } } } }
scenario "月底迁出次月1日迁回的再下月恢复" { usual, month = "2025-05", standard = { "30.00", because = "第四条第1项" }, elder = { hukou = {
  { from = "2020-01-01", value = "和平区" }, { from = "2025-03-31", value = absent }, { from = "2025-04-01", value = "和平区" } } } }
scenario "同月迁出迁回的次月标准不中断" { usual, month = "2025-04", standard = { "30.00", because = "第四条第1项" }, elder = { hukou = {
  { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent }, { from = "2025-03-31", value = "和平区" } } } }
scenario "同月迁出迁回的当月标准不中断" { usual, month = "2025-03", standard = { "30.00", because = "第四条第1项" }, elder = { hukou = {
  { from = "2020-01-01", value = "和平区" }, { from = "2025-03-01", value = absent }, { from = "2025-03-31", value = "和平区" } } } }
scenario "市内迁转不影响标准" { usual, month = "2025-04", standard = { "30.00", because = "第四条第1项" },
  elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = "法库县" } } } }

-- 满90周岁当月迁出：生日以前已迁出的按原档（A-5.17）
scenario "90岁生日前一天迁出的当月按30元计" { usual, month = "2025-06", standard = { "30.00", because = "第四条第1项" }, elder = {
  birth_date = "1935-06-10", hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-06-09", value = absent } } } }
scenario "90岁生日后一天迁出的当月按200元计" { usual, month = "2025-06", standard = { "200.00", because = "第四条第3项" }, elder = {
  birth_date = "1935-06-10", hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-06-11", value = absent } } } }
scenario "满90周岁的当月迁出的次月停发" { usual, month = "2025-07", standard = { refused = "第三条" }, elder = {
  birth_date = "1935-06-10", hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-06-11", value = absent } } } }

-- 取得低保身份（次月起）
scenario "1日取得低保身份的当月仍按30元计" { usual, month = "2025-03", standard = { "30.00", because = "第四条第1项" },
  elder = { low_income = { { from = "2025-03-01", value = "和平区" } } } }
scenario "1日取得低保身份的次月按100元计" { usual, month = "2025-04", standard = { "100.00", because = "第四条第2项" },
  elder = { low_income = { { from = "2025-03-01", value = "和平区" } } } }
scenario "月末最后一天取得低保身份的次月按100元计" { usual, month = "2025-04", standard = { "100.00", because = "第四条第2项" },
  elder = { low_income = { { from = "2025-03-31", value = "和平区" } } } }
scenario "次月1日取得低保身份的那个月按30元计" { usual, month = "2025-04", standard = { "30.00", because = "第四条第1项" },
  elder = { low_income = { { from = "2025-04-01", value = "和平区" } } } }
scenario "次月1日取得低保身份的再下月按100元计" { usual, month = "2025-05", standard = { "100.00", because = "第四条第2项" },
  elder = { low_income = { { from = "2025-04-01", value = "和平区" } } } }

-- 取消低保身份（第十八条：次月起）
scenario "1日取消低保身份的当月仍按100元计" { usual, month = "2025-03", standard = { "100.00", because = "第四条第2项" },
  elder = { low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-01", value = absent } } } }
scenario "1日取消低保身份的次月改按30元计" { usual, month = "2025-04", standard = { "30.00", because = "第四条第1项" },
  elder = { low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-01", value = absent } } } }
scenario "月末最后一天取消低保身份的次月改按30元计" { usual, month = "2025-04", standard = { "30.00", because = "第四条第1项" },
  elder = { low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-31", value = absent } } } }
scenario "次月1日取消低保身份的那个月仍按100元计" { usual, month = "2025-04", standard = { "100.00", because = "第四条第2项" },
  elder = { low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-04-01", value = absent } } } }
scenario "次月1日取消低保身份的再下月按30元计" { usual, month = "2025-05", standard = { "30.00", because = "第四条第1项" },
  elder = { low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-04-01", value = absent } } } }
scenario "有户籍的人满90周岁后取消低保身份仍按200元计" { usual, month = "2025-08", standard = { "200.00", because = "第四条第3项" },
  elder = { birth_date = "1935-06-30", low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-07-05", value = absent } } } }

-- 无户籍的低保老年人（第三条第2项）
scenario "无户籍而保障关系在本市的低保老年人按100元计" { outsider, month = "2025-06", standard = { "100.00", because = "第四条第2项" },
  elder = { birth_date = "1942-04-18", low_income = "于洪区" } }
scenario "无户籍的低保老年人在89周岁最后一个月按100元计" { outsider, month = "2025-05",
  standard = { "100.00", because = "第四条第2项" }, elder = { birth_date = "1935-06-30", low_income = "于洪区" } }
scenario "无户籍的低保老年人满90周岁当月不再发并提示人工复核" { outsider, month = "2025-06",
  standard = { refused = "第三条", warns = "第四条" }, elder = { birth_date = "1935-06-30", low_income = "于洪区" } }
scenario "无户籍的低保老年人满100周岁也不发并提示人工复核" { outsider, month = "2025-06",
  standard = { refused = "第三条", warns = "第四条" }, elder = { birth_date = "1925-06-30", low_income = "于洪区" } }
scenario "无户籍老年人取消低保身份的当月仍按100元计" { outsider, month = "2025-03", standard = { "100.00", because = "第四条第2项" },
  elder = { birth_date = "1942-04-18", low_income = { { from = "2020-01-01", value = "于洪区" }, { from = "2025-03-10", value = absent } } } }
scenario "无户籍老年人取消低保身份的次月不属于发放对象" { outsider, month = "2025-04", standard = { refused = "第三条" },
  elder = { birth_date = "1942-04-18", low_income = { { from = "2020-01-01", value = "于洪区" }, { from = "2025-03-10", value = absent } } } }
scenario "无户籍又非低保的85周岁老年人不属于发放对象" { outsider, month = "2025-06", standard = { refused = "第三条" },
  elder = { birth_date = "1940-04-18" } }
scenario "低保老年人户籍迁出的当月按100元计" { usual, month = "2025-03", standard = { "100.00", because = "第四条第2项" },
  elder = { low_income = "和平区", hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } } } }
scenario "低保老年人户籍迁出后保障关系仍在的次月停发" { usual, month = "2025-04", standard = { refused = "第三条" },
  elder = { low_income = "和平区", hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } } } }

-- 驻沈部队离退休人员（第三条第1项、第八条）
scenario "无户籍的驻沈部队离退休人员80多岁按30元计" { outsider, month = "2025-06", standard = { "30.00", because = "第四条第1项" },
  elder = { birth_date = "1942-04-18", serviceman = "沈河区" } }
scenario "无户籍的驻沈部队离退休人员未满80周岁不发" { outsider, month = "2025-06", standard = { refused = "第三条" },
  elder = { birth_date = "1945-07-01", serviceman = "沈河区" } }
scenario "无户籍的驻沈部队离退休人员满90周岁按200元计" { outsider, month = "2025-06", standard = { "200.00", because = "第四条第3项" },
  elder = { birth_date = "1935-06-30", serviceman = "沈河区" } }
scenario "无户籍的驻沈部队离退休人员满100周岁按800元计" { outsider, month = "2025-06", standard = { "800.00", because = "第四条第4项" },
  elder = { birth_date = "1925-06-30", serviceman = "沈河区" } }
scenario "驻沈部队离退休人员离开本市的当月照发" { outsider, month = "2025-04", standard = { "30.00", because = "第四条第1项" },
  elder = { birth_date = "1942-04-18", serviceman = { { from = "2018-05-01", value = "沈河区" }, { from = "2025-04-30", value = absent } } } }
scenario "驻沈部队离退休人员离开本市的次月停发" { outsider, month = "2025-05", standard = { refused = "第三条" },
  elder = { birth_date = "1942-04-18", serviceman = { { from = "2018-05-01", value = "沈河区" }, { from = "2025-04-30", value = absent } } } }
scenario "无户籍的低保离退休军人满90周岁按200元计" { outsider, month = "2025-06", standard = { "200.00", because = "第四条第3项" },
  elder = { birth_date = "1935-06-30", serviceman = "沈河区", low_income = "沈河区" } }
