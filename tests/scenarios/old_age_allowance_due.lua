-- 第六条、第七条、第十三条、第十七条第2款、第十八条：申请与补发。补发就是各个以前月份的应发数。
policy "old-age-allowance"

local usual = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } } } }
local late = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = { { on = "2025-09-05" } } } }
local never = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = {} } }
local poor = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = "和平区", applied = {} } }

-- 按时申请
scenario "已申请的普通高龄老年人应发30元" { usual, month = "2025-06", due = { "30.00", because = "第四条第1项" } }
scenario "1月6日申请的1月应发30元" { usual, month = "2025-01", due = { "30.00", because = "第四条第1项" } }
scenario "从未申请而在世的不发" { never, month = "2025-06", due = { refused = "第六条" } }
scenario "从未申请时标准仍然是30元" { never, month = "2025-06", standard = { "30.00", because = "第四条第1项" } }
scenario "从未申请的90周岁老年人不发" { never, month = "2025-06", elder = { birth_date = "1934-04-18" }, due = { refused = "第六条" } }
scenario "从未申请的百岁老年人不发" { never, month = "2025-06", elder = { birth_date = "1924-04-18" }, due = { refused = "第六条" } }
scenario "在居住地申请同样有效" { never, month = "2025-06", due = "30.00", elder = { applied = { { on = "2025-06-03", at = "residence" } } } }
scenario "在线申请同样有效" { never, month = "2025-06", due = "30.00", elder = { applied = { { on = "2025-06-03", at = "online" } } } }
scenario "25日以后申请的当月仍应发" { never, month = "2025-06", due = "30.00", elder = { applied = { { on = "2025-06-30", at = "hukou" } } } }

-- 80至89周岁的补发从2025年1月起
scenario "2025年9月申请的2024年12月没有普通津贴可补" { late, month = "2024-12", due = "0.00" }
scenario "2025年9月申请的补发2025年1月30元" { late, month = "2025-01", due = { "30.00", because = "第四条第1项" } }
scenario "2025年9月申请的补发2025年3月30元" { late, month = "2025-03", due = { "30.00", because = "第四条第1项" } }
scenario "2025年9月申请的补发2025年8月30元" { late, month = "2025-08", due = { "30.00", because = "第四条第1项" } }
scenario "2025年9月申请的当月应发30元" { late, month = "2025-09", due = { "30.00", because = "第四条第1项" } }
scenario "在居住地申请的也补发以前月份" { late, month = "2025-03", due = "30.00", elder = { applied = { { on = "2025-09-05", at = "residence" } } } }
scenario "2025年中满80周岁的不补发满80周岁以前的月份" { late, month = "2025-04", elder = { birth_date = "1945-05-31" }, due = { refused = "第三条" } }
scenario "2025年中满80周岁的从满80周岁当月补发" { late, month = "2025-05", elder = { birth_date = "1945-05-31" },
  due = { "30.00", because = "第四条第1项" } }

-- 90周岁及以上的补发从满90周岁当月起，2025年以前也补
scenario "90周岁以后申请的满90周岁上月没有津贴可补" { late, month = "2023-04", elder = { birth_date = "1933-05-20" }, due = "0.00" }
scenario "90周岁以后申请的从满90周岁当月补发200元" { late, month = "2023-05", elder = { birth_date = "1933-05-20" },
  due = { "200.00", because = "第十三条" } }
scenario "90周岁以后申请的补发2024年12月200元" { late, month = "2024-12", elder = { birth_date = "1933-05-20" },
  due = { "200.00", because = "第十三条" } }
scenario "90周岁以后申请的补发2025年1月200元" { late, month = "2025-01", elder = { birth_date = "1933-05-20" },
  due = { "200.00", because = "第四条第3项" } }
scenario "百岁老年人补发满100周岁上月200元" { late, month = "2024-02", elder = { birth_date = "1924-03-15" },
  due = { "200.00", because = "第十三条" } }
scenario "百岁老年人补发满100周岁当月800元" { late, month = "2024-03", elder = { birth_date = "1924-03-15" },
  due = { "800.00", because = "第十三条" } }
scenario "百岁老年人补发2015年7月200元" { late, month = "2015-07", elder = { birth_date = "1924-03-15" }, due = { "200.00", because = "第十三条" } }
scenario "百岁老年人2015年6月的补发数无从确定" { late, month = "2015-06", elder = { birth_date = "1924-03-15" }, due = { undetermined = "第十三条" } }
scenario "补发不早于从外地迁入的次月" { late, month = "2024-03", due = { refused = "第三条" }, elder = { birth_date = "1933-05-20",
  hukou = { { from = "2024-03-10", value = "和平区" } } }, standard = { refused = "第三条" } }
scenario "90周岁以后迁入的从迁入次月补发" { late, month = "2024-04", due = { "200.00", because = "第十三条" }, elder = { birth_date = "1933-05-20",
  hukou = { { from = "2024-03-10", value = "和平区" } } } }

-- 跨档补发：1935年8月15日出生，2025年10月20日申请，合计 7×30 + 3×200 = 810元
local both = person { elder = { birth_date = "1935-08-15", hukou = "和平区", low_income = absent, applied = { { on = "2025-10-20" } } } }
scenario "跨档补发的前月2024年12月为0元" { both, month = "2024-12", due = "0.00" }
scenario "跨档补发第1个月为30元" { both, month = "2025-01", due = { "30.00", because = "第四条第1项" } }
scenario "跨档补发第2个月为30元" { both, month = "2025-02", due = { "30.00", because = "第四条第1项" } }
scenario "跨档补发第3个月为30元" { both, month = "2025-03", due = { "30.00", because = "第四条第1项" } }
scenario "跨档补发第4个月为30元" { both, month = "2025-04", due = { "30.00", because = "第四条第1项" } }
scenario "跨档补发第5个月为30元" { both, month = "2025-05", due = { "30.00", because = "第四条第1项" } }
scenario "跨档补发第6个月为30元" { both, month = "2025-06", due = { "30.00", because = "第四条第1项" } }
scenario "跨档补发第7个月为30元" { both, month = "2025-07", due = { "30.00", because = "第四条第1项" } }
scenario "跨档补发第8个月为200元" { both, month = "2025-08", due = { "200.00", because = "第四条第3项" } }
scenario "跨档补发第9个月为200元" { both, month = "2025-09", due = { "200.00", because = "第四条第3项" } }
scenario "跨档补发的申请当月为200元" { both, month = "2025-10", due = { "200.00", because = "第四条第3项" } }

-- 申请的时间：满80周岁当月的1日起
scenario "满80周岁上月最后一天的申请不算数" { never, month = "2025-03", due = { refused = "第六条" },
  elder = { birth_date = "1945-03-15", applied = { { on = "2025-02-28" } } } }
scenario "满80周岁当月1日的申请算数" { never, month = "2025-03", due = "30.00",
  elder = { birth_date = "1945-03-15", applied = { { on = "2025-03-01" } } } }
scenario "80岁生日前一天的申请在当月算数" { never, month = "2025-03", due = "30.00",
  elder = { birth_date = "1945-03-15", applied = { { on = "2025-03-14" } } } }
scenario "80岁生日当天的申请算数" { never, month = "2025-03", due = "30.00",
  elder = { birth_date = "1945-03-15", applied = { { on = "2025-03-15" } } } }
scenario "次月申请的补发满80周岁当月" { never, month = "2025-03", due = "30.00",
  elder = { birth_date = "1945-03-15", applied = { { on = "2025-04-02" } } } }
scenario "过早申请后在满80周岁当月重新申请的算数" { never, month = "2025-03", due = "30.00",
  elder = { birth_date = "1945-03-15", applied = { { on = "2024-12-10" }, { on = "2025-03-03" } } } }
scenario "已有申请的满80周岁前一个月只因年龄不发" { never, month = "2025-02", due = { refused = "第三条" },
  elder = { birth_date = "1945-03-15", applied = { { on = "2025-03-05" } } } }

-- 无需申请与自动调整（第六条第1项、第七条）
scenario "低保老年人无需申请应发100元" { poor, month = "2025-06", due = { "100.00", because = "第四条第2项" } }
scenario "无户籍的低保老年人无需申请应发100元" { poor, month = "2025-06", elder = { hukou = absent }, due = { "100.00", because = "第四条第2项" } }
scenario "低保老年人满80周岁当月无需申请应发100元" { poor, month = "2025-06", elder = { birth_date = "1945-06-30" },
  due = { "100.00", because = "第四条第2项" } }
scenario "已申请的老年人满90周岁当月无需再申请" { usual, month = "2025-06", elder = { birth_date = "1935-06-30" },
  due = { "200.00", because = "第四条第3项" } }
scenario "已申请的老年人满90周岁前一个月应发30元" { usual, month = "2025-05", elder = { birth_date = "1935-06-30" },
  due = { "30.00", because = "第四条第1项" } }
scenario "已申请的老年人满100周岁当月无需再申请" { usual, month = "2025-06", elder = { birth_date = "1925-06-30" },
  due = { "800.00", because = "第四条第4项" } }
scenario "低保老年人满90周岁当月无需申请应发200元" { poor, month = "2025-06", elder = { birth_date = "1935-06-30" },
  due = { "200.00", because = "第四条第3项" } }
scenario "低保老年人满90周岁前一个月应发100元" { poor, month = "2025-05", elder = { birth_date = "1935-06-30" },
  due = { "100.00", because = "第四条第2项" } }
scenario "一直是低保的老年人满100周岁当月无需申请" { poor, month = "2025-12", elder = { birth_date = "1925-12-31" },
  due = { "800.00", because = "第四条第4项" } }
scenario "满90周岁当月才取消低保的无需申请" { poor, month = "2025-06", due = { "200.00", because = "第四条第3项" },
  elder = { birth_date = "1935-06-30", low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-06-05", value = absent } } } }
scenario "满90周岁上月已取消低保的须申请" { poor, month = "2025-06", due = { refused = "第六条" },
  elder = { birth_date = "1935-06-30", low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-05-20", value = absent } } } }
scenario "满90周岁以后才取得低保的须申请" { poor, month = "2025-09", due = { refused = "第六条" },
  elder = { birth_date = "1935-06-30", low_income = { { from = "2025-07-10", value = "和平区" } } } }
scenario "取消低保身份的当月仍无需申请" { poor, month = "2025-03", due = { "100.00", because = "第四条第2项" },
  elder = { low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } } } }
scenario "取消低保身份而未登记的次月不发" { poor, month = "2025-04", due = { refused = "第六条" },
  elder = { low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } } } }
scenario "取消低保身份后登记的从次月补发30元" { late, month = "2025-04", due = { "30.00", because = "第四条第1项" },
  elder = { low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } } } }
scenario "取得低保身份而未申请的当月不发" { poor, month = "2025-03", due = { refused = "第六条" },
  elder = { low_income = { { from = "2025-03-10", value = "和平区" } } } }
scenario "取得低保身份的次月无需申请应发100元" { poor, month = "2025-04", due = { "100.00", because = "第四条第2项" },
  elder = { low_income = { { from = "2025-03-10", value = "和平区" } } } }

-- 离世（第十三条第2款、第十七条）
scenario "生前从未申请的离世后不予补发" { never, month = "2025-05", elder = { death_date = "2025-06-10" }, due = { refused = { "第六条", "第十三条" } } }
scenario "生前从未申请的离世当月不予补发" { never, month = "2025-06", elder = { death_date = "2025-06-10" },
  due = { refused = { "第六条", "第十三条" } } }
scenario "生前从未申请的90周岁老年人离世后不予补发" { never, month = "2024-11", elder = { birth_date = "1933-05-20", death_date = "2025-06-10" },
  due = { refused = { "第六条", "第十三条" } } }
scenario "家属在离世次日提出的申请不算数" { never, month = "2025-05", due = { refused = { "第六条", "第十三条" } },
  elder = { death_date = "2025-06-10", applied = { { on = "2025-06-11" } } } }
scenario "离世当天提出的申请算数" { never, month = "2025-05", due = "30.00", elder = { death_date = "2025-06-10", applied = { { on = "2025-06-10" } } } }
scenario "离世前一天提出的申请算数" { never, month = "2025-05", due = "30.00", elder = { death_date = "2025-06-10", applied = { { on = "2025-06-09" } } } }
scenario "已申请未领即离世的以前月份应发" { usual, month = "2025-05", elder = { death_date = "2025-06-10" }, due = "30.00" }
scenario "已申请未领即离世的当月应发" { usual, month = "2025-06", elder = { death_date = "2025-06-10" }, due = "30.00" }
scenario "已申请的离世次月不发" { usual, month = "2025-07", elder = { death_date = "2025-06-10" }, due = { refused = "第十七条" } }
scenario "已申请的离世次月不发90周岁津贴" { usual, month = "2025-07", elder = { birth_date = "1935-06-01", death_date = "2025-06-30" },
  due = { refused = "第十七条" } }
scenario "低保老年人无需申请离世当月应发" { poor, month = "2025-06", elder = { death_date = "2025-06-10" }, due = { "100.00", because = "第四条第2项" } }
scenario "低保老年人离世次月不发" { poor, month = "2025-07", elder = { death_date = "2025-06-10" }, due = { refused = "第十七条" } }

-- 迁入、迁出后再迁入（第十六条、第十七条第2款）
local returned = person { elder = { birth_date = "1942-04-18", low_income = absent, hukou = { { from = "2020-01-01", value = "和平区" },
  { from = "2025-03-10", value = absent }, { from = "2025-06-20", value = "和平区" } } } }
scenario "迁出当月凭原申请应发" { returned, month = "2025-03", due = "30.00", elder = { applied = { { on = "2025-01-06" } } } }
scenario "迁回后未重新申请的不发" { returned, month = "2025-07", due = { refused = "第六条" }, elder = { applied = { { on = "2025-01-06" } } } }
scenario "迁回前一天的申请不算重新申请" { returned, month = "2025-07", due = { refused = "第六条" },
  elder = { applied = { { on = "2025-01-06" }, { on = "2025-06-19" } } } }
scenario "迁回当天重新申请的次月应发" { returned, month = "2025-07", due = "30.00",
  elder = { applied = { { on = "2025-01-06" }, { on = "2025-06-20" } } } }
scenario "迁回后隔月重新申请的从迁回次月补发" { returned, month = "2025-07", due = "30.00",
  elder = { applied = { { on = "2025-01-06" }, { on = "2025-09-08" } } } }
scenario "迁回当月虽已重新申请也不发" { returned, month = "2025-06", due = { refused = "第三条" }, standard = { refused = "第三条" },
  elder = { applied = { { on = "2025-01-06" }, { on = "2025-06-20" } } } }
scenario "迁回后才首次申请的也补发迁出以前的月份" { returned, month = "2025-02", due = "30.00", elder = { applied = { { on = "2025-06-25" } } } }
scenario "同月迁出迁回而未重新申请的次月不发" { usual, month = "2025-04", due = { refused = "第六条" }, elder = { hukou = {
  { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent }, { from = "2025-03-20", value = "和平区" } } } }
scenario "同月迁出迁回的当月凭原申请应发" { usual, month = "2025-03", due = "30.00", elder = { hukou = {
  { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent }, { from = "2025-03-20", value = "和平区" } } } }
scenario "同月迁出迁回后重新申请的补发次月" { late, month = "2025-04", due = "30.00", elder = { hukou = {
  { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent }, { from = "2025-03-20", value = "和平区" } } } }
scenario "迁入前提出的申请不算数" { usual, month = "2025-04", due = { refused = "第六条" },
  elder = { hukou = { { from = "2025-03-10", value = "沈河区" } } } }
scenario "迁入当天提出的申请算数" { never, month = "2025-04", due = "30.00",
  elder = { hukou = { { from = "2025-03-10", value = "沈河区" } }, applied = { { on = "2025-03-10" } } } }
scenario "迁入后补申请的从迁入次月补发" { late, month = "2025-04", due = "30.00",
  elder = { hukou = { { from = "2025-03-10", value = "沈河区" } } } }
scenario "迁入后补申请的迁入当月不补发" { late, month = "2025-03", due = { refused = "第三条" }, standard = { refused = "第三条" },
  elder = { hukou = { { from = "2025-03-10", value = "沈河区" } } } }
scenario "市内迁转后原申请继续有效" { usual, month = "2025-06", due = "30.00",
  elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = "沈河区" } } } }
scenario "无户籍的驻沈部队离退休人员申请后应发30元" { usual, month = "2025-06", due = "30.00", elder = { hukou = absent, serviceman = "沈河区" } }
scenario "无户籍的驻沈部队离退休人员未申请不发" { never, month = "2025-06", due = { refused = "第六条" }, elder = { hukou = absent, serviceman = "沈河区" } }
