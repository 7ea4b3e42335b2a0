-- 每一种适用口径：先测默认，再测另一种。
policy "old-age-allowance"

local usual = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } } } }
local never = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = {} } }
local soldier = person { elder = { birth_date = "1942-04-18", hukou = absent, low_income = absent, applied = {}, serviceman = "沈河区" } }

-- serviceman_bands（A-5.1）
scenario "默认：无户籍的离退休军人90周岁按户籍人口对待" { soldier, month = "2025-06", elder = { birth_date = "1935-06-30" },
  readings = { serviceman_bands = "as_hukou" }, standard = { "200.00", because = "第四条第3项" } }
scenario "另解：无户籍的离退休军人满90周岁不再发" { soldier, month = "2025-06", elder = { birth_date = "1935-06-30" },
  readings = { serviceman_bands = "eighties_only" }, standard = { refused = "第三条" } }
scenario "另解：无户籍的离退休军人满90周岁前一个月按30元计" { soldier, month = "2025-05", elder = { birth_date = "1935-06-30" },
  readings = { serviceman_bands = "eighties_only" }, standard = { "30.00", because = "第四条第1项" } }
scenario "另解：无户籍的离退休军人满100周岁也不发" { soldier, month = "2025-06", elder = { birth_date = "1925-06-30" },
  readings = { serviceman_bands = "eighties_only" }, standard = { refused = "第三条" } }
scenario "另解：有户籍的离退休军人90周岁不受影响" { soldier, month = "2025-06", elder = { birth_date = "1935-06-30", hukou = "沈河区" },
  readings = { serviceman_bands = "eighties_only" }, standard = { "200.00", because = "第四条第3项" } }

-- serviceman_payer（A-5.1）
scenario "默认：无户籍的离退休军人由居住区发放" { soldier, month = "2025-06", readings = { serviceman_payer = "residence" }, payer = "沈河区" }
scenario "另解：有户籍的离退休军人的发放区不受影响" { soldier, month = "2025-06", elder = { hukou = "和平区" },
  readings = { serviceman_payer = "undetermined" }, payer = "和平区" }

-- low_income_hukou（A-5.2）
scenario "默认：无户籍的低保老年人有保障关系即可" { never, month = "2025-06", elder = { hukou = absent, low_income = "于洪区" },
  readings = { low_income_hukou = "relation_suffices" }, standard = { "100.00", because = "第四条第2项" } }
scenario "另解：无户籍的低保老年人不属于发放对象" { never, month = "2025-06", elder = { hukou = absent, low_income = "于洪区" },
  readings = { low_income_hukou = "hukou_too" }, standard = { refused = "第三条" } }
scenario "另解：有户籍的低保老年人仍按100元计" { never, month = "2025-06", elder = { low_income = "于洪区" },
  readings = { low_income_hukou = "hukou_too" }, standard = { "100.00", because = "第四条第2项" } }

-- home_care_scope（A-5.3）
local care = person { elder = { applied = {}, choices = { { on = "2025-02-10", choice = "home_care" } } } }
scenario "默认：90周岁老年人与居家养老服务可兼得" { usual, care, month = "2025-06", elder = { birth_date = "1934-06-30" },
  readings = { home_care_scope = "ordinary_only" }, standard = { "200.00", because = "第四条第3项" } }
scenario "另解：90周岁老年人与居家养老服务不兼得" { usual, care, month = "2025-06", elder = { birth_date = "1934-06-30" },
  readings = { home_care_scope = "everyone" }, standard = "0.00" }
scenario "另解：百岁老年人与居家养老服务不兼得" { usual, care, month = "2025-06", elder = { birth_date = "1924-06-30" },
  readings = { home_care_scope = "everyone" }, standard = "0.00" }
scenario "另解：低保老年人与居家养老服务不兼得" { usual, care, month = "2025-06", elder = { low_income = "和平区" },
  readings = { home_care_scope = "everyone" }, standard = "0.00" }
scenario "另解：选择居家养老服务以前的月份仍可领取" { usual, care, month = "2025-01", elder = { birth_date = "1934-06-30" },
  readings = { home_care_scope = "everyone" }, standard = { "200.00", because = "第四条第3项" } }

-- first_month_80（A-5.4）
scenario "默认：满80周岁的当月即发" { usual, month = "2025-06", elder = { birth_date = "1945-06-15" },
  readings = { first_month_80 = "birthday_month" }, standard = "30.00" }
scenario "另解：满80周岁的当月不发" { usual, month = "2025-06", elder = { birth_date = "1945-06-15" },
  readings = { first_month_80 = "next_month" }, standard = { refused = "第三条" } }
scenario "另解：满80周岁的次月起发" { usual, month = "2025-07", elder = { birth_date = "1945-06-15" },
  readings = { first_month_80 = "next_month" }, standard = { "30.00", because = "第四条第1项" } }
scenario "另解：低保老年人满80周岁的当月不发" { never, month = "2025-06", elder = { birth_date = "1945-06-30", low_income = "和平区" },
  readings = { first_month_80 = "next_month" }, standard = { refused = "第三条" } }
scenario "另解：满80周岁起算方法不影响满90周岁当月" { usual, month = "2025-06", elder = { birth_date = "1935-06-15" },
  readings = { first_month_80 = "next_month" }, standard = { "200.00", because = "第四条第3项" } }

-- automatic_at_90（A-5.5）
local poor_89 = person { elder = { birth_date = "1935-06-30", hukou = "和平区", low_income = "和平区", applied = {} } }
scenario "默认：低保老年人满90周岁自动调整" { poor_89, month = "2025-06", readings = { automatic_at_90 = "holders" }, due = "200.00" }
scenario "另解：低保老年人满90周岁须先申请" { poor_89, month = "2025-06", readings = { automatic_at_90 = "ordinary_only" },
  due = { refused = "第六条" } }
scenario "另解：低保老年人满90周岁前一个月无需申请" { poor_89, month = "2025-05", readings = { automatic_at_90 = "ordinary_only" },
  due = { "100.00", because = "第四条第2项" } }
scenario "另解：低保老年人满90周岁后申请的从当月补发" { poor_89, month = "2025-06", elder = { applied = { { on = "2025-08-04" } } },
  readings = { automatic_at_90 = "ordinary_only" }, due = { "200.00", because = "第四条第3项" } }
scenario "另解：已申请的普通老年人满90周岁仍自动调整" { usual, month = "2025-06", elder = { birth_date = "1935-06-30" },
  readings = { automatic_at_90 = "ordinary_only" }, due = { "200.00", because = "第四条第3项" } }

-- transfer_trigger（A-5.6）
local slow = person { elder = { hukou = { { from = "1960-01-01", value = "和平区" }, { from = "2025-02-10", value = "沈河区" } },
  transfers = { { on = "2025-05-20", to = "沈河区" } } } }
scenario "默认：以办理迁转之日为准" { usual, slow, month = "2025-03", readings = { transfer_trigger = "handled" }, payer = "和平区" }
scenario "另解：户籍迁转的次月即由迁入区发放" { usual, slow, month = "2025-03", readings = { transfer_trigger = "hukou_date" }, payer = "沈河区" }
scenario "另解：户籍迁转的当月由迁出区发放" { usual, slow, month = "2025-02", readings = { transfer_trigger = "hukou_date" }, payer = "和平区" }

-- low_income_lost（A-5.7）
local dropped = person { elder = { low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } } } }
scenario "默认：取消低保身份后须登记" { never, dropped, month = "2025-04", readings = { low_income_lost = "register" }, due = { refused = "第六条" } }
scenario "另解：取消低保身份后自动转为普通津贴" { never, dropped, month = "2025-04", readings = { low_income_lost = "automatic" },
  due = { "30.00", because = "第四条第1项" } }
scenario "另解：取消低保身份的当月仍按100元计" { never, dropped, month = "2025-03", readings = { low_income_lost = "automatic" }, due = "100.00" }
scenario "另解：从未是低保的仍须申请" { never, month = "2025-04", readings = { low_income_lost = "automatic" }, due = { refused = "第六条" } }
scenario "另解：80周岁以前就已取消低保的仍须申请" { never, month = "2025-07", readings = { low_income_lost = "automatic" }, due = { refused = "第六条" },
  elder = { birth_date = "1945-06-15", low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-04-10", value = absent } } } }

-- low_income_start（A-5.8）
local gained = person { elder = { low_income = { { from = "2025-03-31", value = "和平区" } } } }
scenario "默认：取得低保身份的当月按30元计" { usual, gained, month = "2025-03", readings = { low_income_start = "next_month" }, standard = "30.00" }
scenario "默认：取得低保身份的次月按100元计" { usual, gained, month = "2025-04", readings = { low_income_start = "next_month" }, standard = "100.00" }
scenario "另解：取得低保身份的当月按100元计" { usual, gained, month = "2025-03", readings = { low_income_start = "same_month" },
  standard = { "100.00", because = "第四条第2项" } }
scenario "另解：取得低保身份的上月按30元计" { usual, gained, month = "2025-02", readings = { low_income_start = "same_month" }, standard = "30.00" }
scenario "另解：取消低保身份的当月仍按100元而不受取得月影响" { usual, dropped, month = "2025-03", readings = { low_income_start = "same_month" },
  standard = "100.00" }
scenario "另解：取消低保身份的次月按30元而不受取得月影响" { usual, dropped, month = "2025-04", readings = { low_income_start = "same_month" },
  standard = "30.00" }

-- deadline_rest_day（A-5.9）
scenario "默认：期限末日遇星期六顺延到星期一" { usual, on = "2026-11-02", requested_on = "2026-11-02",
  readings = { deadline_rest_day = "next_workday" }, switch_from = "2027-01" }
scenario "另解：期限末日遇星期六也不顺延" { usual, on = "2026-11-02", requested_on = "2026-11-02",
  readings = { deadline_rest_day = "fixed" }, switch_from = { refused = "第六条第2项" } }
scenario "另解：10月31日星期六当天仍在期限内" { usual, on = "2026-10-31", requested_on = "2026-10-31",
  readings = { deadline_rest_day = "fixed" }, switch_from = "2027-01" }
scenario "另解：11月1日已过不顺延的期限" { usual, on = "2026-11-01", requested_on = "2026-11-01",
  readings = { deadline_rest_day = "fixed" }, switch_from = { refused = "第六条第2项" } }
scenario "另解：不顺延时11月2日换回津贴的次年仍不兼得" { usual, month = "2027-01", readings = { deadline_rest_day = "fixed" }, standard = "0.00",
  elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2026-11-02", choice = "allowance" } } } }

-- arrears_rate（A-5.10）与 before_known_rates
local born_1924 = person { elder = { birth_date = "1924-01-01" } }
local born_1914 = person { elder = { birth_date = "1914-01-01" } }
local poor_1932 = person { elder = { birth_date = "1932-01-01", low_income = "和平区" } }
scenario "默认：2022年12月按当月有效的200元补发" { usual, born_1924, month = "2022-12", readings = { arrears_rate = "rate_of_month" }, standard = "200.00" }
scenario "默认：2015年6月按当月标准而无从确定" { usual, born_1924, month = "2015-06", readings = { arrears_rate = "rate_of_month" },
  standard = { undetermined = "第十三条" } }
scenario "另解：2015年6月90周岁按现行200元补发" { usual, born_1924, month = "2015-06", readings = { arrears_rate = "todays_rate" }, standard = "200.00" }
scenario "另解：2015年6月百岁按现行800元补发" { usual, born_1914, month = "2015-06", readings = { arrears_rate = "todays_rate" }, standard = "800.00" }
scenario "另解：2015年6月低保按现行100元补发" { usual, poor_1932, month = "2015-06", readings = { arrears_rate = "todays_rate" }, standard = "100.00" }
scenario "默认：2015年6月百岁标准列为尚无规定" { usual, born_1914, month = "2015-06", readings = { before_known_rates = "undetermined" },
  standard = { undetermined = "第十三条" } }
scenario "另解：2015年6月90周岁沿用100元" { usual, born_1924, month = "2015-06", readings = { before_known_rates = "carry_back" }, standard = "100.00" }
scenario "另解：2015年7月90周岁仍是200元" { usual, born_1924, month = "2015-07", readings = { before_known_rates = "carry_back" }, standard = "200.00" }
scenario "另解：2015年6月百岁沿用500元" { usual, born_1914, month = "2015-06", readings = { before_known_rates = "carry_back" }, standard = "500.00" }
scenario "另解：2015年6月低保沿用50元" { usual, poor_1932, month = "2015-06", readings = { before_known_rates = "carry_back" }, standard = "50.00" }
scenario "另解：2015年7月低保仍是100元" { usual, poor_1932, month = "2015-07", readings = { before_known_rates = "carry_back" }, standard = "100.00" }

-- mixed_arrears（A-5.11）
local late_90 = person { elder = { birth_date = "1935-08-15", hukou = "和平区", low_income = absent, applied = { { on = "2025-10-20" } } } }
scenario "默认：90周岁后首次申请的也补发80多岁的月份" { late_90, month = "2025-07", readings = { mixed_arrears = "both_tranches" }, due = "30.00" }
scenario "另解：90周岁后首次申请的不补发80多岁的月份" { late_90, month = "2025-07", readings = { mixed_arrears = "nineties_only" },
  due = { refused = "第十三条" } }
scenario "另解：90周岁后首次申请的从满90周岁当月补发" { late_90, month = "2025-08", readings = { mixed_arrears = "nineties_only" }, due = "200.00" }
scenario "另解：满90周岁上月申请的照发80多岁的月份" { late_90, month = "2025-07", readings = { mixed_arrears = "nineties_only" }, due = "30.00",
  elder = { applied = { { on = "2025-07-31" } } } }

-- death_before_payment（A-5.12）
scenario "默认：发放日以前离世的当月仍应发" { usual, month = "2025-06", elder = { death_date = "2025-06-24" },
  readings = { death_before_payment = "due" }, due = "30.00" }
scenario "另解：25日前一天离世的当月不发" { usual, month = "2025-06", elder = { death_date = "2025-06-24" },
  readings = { death_before_payment = "lapses" }, due = { refused = "第十三条" } }
scenario "另解：25日当天离世的当月照发" { usual, month = "2025-06", elder = { death_date = "2025-06-25" },
  readings = { death_before_payment = "lapses" }, due = "30.00" }
scenario "另解：25日后一天离世的当月照发" { usual, month = "2025-06", elder = { death_date = "2025-06-26" },
  readings = { death_before_payment = "lapses" }, due = "30.00" }
scenario "另解：离世以前的月份照发" { usual, month = "2025-05", elder = { death_date = "2025-06-24" },
  readings = { death_before_payment = "lapses" }, due = "30.00" }

-- back_pay_committee（A-5.13）
scenario "默认：在居住地申请的补发以前月份" { never, month = "2025-05", elder = { applied = { { on = "2025-06-10", at = "residence" } } },
  readings = { back_pay_committee = "anywhere" }, due = "30.00" }
scenario "另解：在居住地申请的不补发以前月份" { never, month = "2025-05", elder = { applied = { { on = "2025-06-10", at = "residence" } } },
  readings = { back_pay_committee = "hukou_only" }, due = { refused = "第十三条" } }
scenario "另解：在线申请的不补发以前月份" { never, month = "2025-05", elder = { applied = { { on = "2025-06-10", at = "online" } } },
  readings = { back_pay_committee = "hukou_only" }, due = { refused = "第十三条" } }
scenario "另解：在居住地申请的当月照发" { never, month = "2025-06", elder = { applied = { { on = "2025-06-10", at = "residence" } } },
  readings = { back_pay_committee = "hukou_only" }, due = "30.00" }
scenario "另解：在户籍地申请的补发以前月份" { never, month = "2025-05", elder = { applied = { { on = "2025-06-10", at = "hukou" } } },
  readings = { back_pay_committee = "hukou_only" }, due = "30.00" }

-- suspension_start（A-5.14）
local lost = person { elder = { survival = { { from = "2025-03-05", value = "unverifiable" } } } }
scenario "默认：无法确定的第3个月照发" { usual, lost, month = "2025-05", readings = { suspension_start = "fourth_month" }, due = "30.00" }
scenario "默认：无法确定的第4个月停发" { usual, lost, month = "2025-06", readings = { suspension_start = "fourth_month" }, due = { hold = "第十九条" } }
scenario "另解：无法确定的第2个月照发" { usual, lost, month = "2025-04", readings = { suspension_start = "third_month" }, due = "30.00" }
scenario "另解：无法确定的第3个月停发" { usual, lost, month = "2025-05", readings = { suspension_start = "third_month" }, due = { hold = "第十九条" } }

-- payday_rest（A-5.15）
scenario "默认：25日遇星期六提前到24日" { usual, month = "2025-10", readings = { payday_rest = "weekends_too" }, payday = "2025-10-24" }
scenario "另解：25日遇星期六不提前" { usual, month = "2025-10", readings = { payday_rest = "holidays_only" }, payday = "2025-10-25" }
scenario "另解：25日遇星期日不提前" { usual, month = "2026-10", readings = { payday_rest = "holidays_only" }, payday = "2026-10-25" }
scenario "另解：25日遇中秋节仍提前到24日" { usual, month = "2026-09", readings = { payday_rest = "holidays_only" }, payday = "2026-09-24" }

-- early_application（A-5.16）
local early = person { elder = { birth_date = "1945-03-15", applied = { { on = "2025-02-28" } } } }
scenario "默认：满80周岁上月的申请不算数" { usual, early, month = "2025-03", readings = { early_application = "birthday_month" },
  due = { refused = "第六条" } }
scenario "另解：满80周岁以前的申请也算数" { usual, early, month = "2025-03", readings = { early_application = "any_time" }, due = "30.00" }

-- out_within_90_month（A-5.17）
local left = person { elder = { birth_date = "1935-06-30", hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-06-10", value = absent } } } }
scenario "默认：满90周岁当月生日以前迁出的按30元计" { usual, left, month = "2025-06", readings = { out_within_90_month = "old_band" }, standard = "30.00" }
scenario "另解：满90周岁当月生日以前迁出的按200元计" { usual, left, month = "2025-06", readings = { out_within_90_month = "new_band" },
  standard = { "200.00", because = "第四条第3项" } }
scenario "另解：满90周岁当月迁出的次月仍停发" { usual, left, month = "2025-07", readings = { out_within_90_month = "new_band" },
  standard = { refused = "第三条" } }

-- gap_within_month
local gap = person { elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent },
  { from = "2025-03-20", value = "和平区" } } } }
scenario "默认：同月迁出迁回须重新申请" { usual, gap, month = "2025-04", readings = { gap_within_month = "reapply" }, due = { refused = "第六条" } }
scenario "另解：同月迁出迁回不视为中断" { usual, gap, month = "2025-04", readings = { gap_within_month = "no_gap" }, due = "30.00" }
scenario "另解：隔月迁回的仍须重新申请" { usual, month = "2025-05", readings = { gap_within_month = "no_gap" }, due = { refused = "第六条" },
  elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent }, { from = "2025-04-01", value = "和平区" } } } }

-- home_care_to_allowance
local switched = person { elder = { applied = {}, choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-10-15", choice = "allowance" } } } }
scenario "默认：换回津贴不补发居家养老服务月份" { usual, switched, month = "2025-06", deciding = "2026-02-27",
  readings = { home_care_to_allowance = "no_arrears" }, standard = "0.00" }
scenario "另解：换回津贴后补发居家养老服务月份" { usual, switched, month = "2025-06", deciding = "2026-02-27",
  readings = { home_care_to_allowance = "arrears" }, standard = { "30.00", because = "第四条第1项" } }
scenario "另解：逾期申请换回的不补发居家养老服务月份" { usual, month = "2025-06", deciding = "2026-02-27",
  readings = { home_care_to_allowance = "arrears" }, standard = "0.00",
  elder = { applied = {}, choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-11-03", choice = "allowance" } } } }

-- home_care_first_month
local chosen = person { elder = { applied = {}, choices = { { on = "2025-06-15", choice = "home_care" } } } }
scenario "默认：首次选择居家养老服务的当月不兼得" { usual, chosen, month = "2025-06", readings = { home_care_first_month = "month_of_choice" },
  standard = "0.00" }
scenario "另解：首次选择居家养老服务的当月按30元计" { usual, chosen, month = "2025-06", readings = { home_care_first_month = "next_month" },
  standard = { "30.00", because = "第四条第1项" } }
scenario "另解：首次选择居家养老服务的次月不兼得" { usual, chosen, month = "2025-07", readings = { home_care_first_month = "next_month" },
  standard = "0.00" }

-- back_pay_district
local moved = person { elder = { hukou = { { from = "1960-01-01", value = "和平区" }, { from = "2025-02-10", value = "沈河区" } },
  transfers = { { on = "2025-02-20", to = "沈河区" } } } }
scenario "默认：补发由发放该次款项的区发放" { usual, moved, month = "2025-01", paid_in = "2025-09", back_pay_payer = "沈河区",
  readings = { back_pay_district = "paying_month" } }
scenario "另解：补发由各月原应发放的区发放" { usual, moved, month = "2025-01", paid_in = "2025-09", back_pay_payer = "和平区",
  readings = { back_pay_district = "own_month" } }

-- district_extra（A-5.18）
scenario "默认：区县没有另行加发" { usual, month = "2025-06", due = "30.00" }
scenario "另解：按区县实施细则加发的，尚无细则时尚无规定" { usual, month = "2025-06", readings = { district_extra = "by_district" },
  due = { undetermined = "第二十九条" } }

-- serviceman_payer（A-5.1）
scenario "默认：无户籍的离退休军人由居住地发放" { soldier, month = "2025-06", payer = { "沈河区", because = "第八条" } }
scenario "另解：无户籍的离退休军人的发放区县待明确" { soldier, month = "2025-06", readings = { serviceman_payer = "undetermined" },
  payer = { undetermined = "第八条" } }

-- moved_out_low_income（补-6）：第十七条第一款
local left_poor = person { elder = { applied = {}, low_income = "和平区", hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } } } }
scenario "默认：低保老年人户籍迁出的次月停发" { usual, left_poor, month = "2025-04", readings = { moved_out_low_income = "stops" }, due = { refused = { "第三条", "第六条" } } }
scenario "默认：低保老年人户籍迁出的当月照发" { usual, left_poor, month = "2025-03", readings = { moved_out_low_income = "stops" }, due = "100.00" }
scenario "默认：从未有本市户籍的低保老年人不受影响" { usual, left_poor, month = "2025-04", readings = { moved_out_low_income = "stops" },
  elder = { hukou = absent }, due = "100.00" }
scenario "另解：低保老年人户籍迁出后保障关系在本市即可" { usual, left_poor, month = "2025-04", readings = { moved_out_low_income = "relation_suffices" },
  due = { "100.00", because = "第四条第2项" } }

-- application_without_choice（补-7）：1月6日申请，6月15日首次登记居家养老服务
local later = person { elder = { applied = { { on = "2025-01-06" } }, choices = { { on = "2025-06-15", choice = "home_care" } } } }
local applied_only = person { elder = { applied = { { on = "2025-01-06" } } } }
scenario "默认：申请以后登记居家养老服务的当年仍发" { usual, later, month = "2025-06", readings = { application_without_choice = "is_choice" },
  due = { "30.00", because = "第四条第1项" } }
scenario "默认：申请以后登记居家养老服务的12月仍发" { usual, later, month = "2025-12", readings = { application_without_choice = "is_choice" }, due = "30.00" }
scenario "默认：申请以后登记居家养老服务的次年1月起不发" { usual, later, month = "2026-01", readings = { application_without_choice = "is_choice" }, due = "0.00" }
scenario "默认：申请以后登记居家养老服务的是更换" { usual, applied_only, on = "2025-06-15", requested_on = "2025-06-15",
  readings = { application_without_choice = "is_choice" }, switch_from = "2026-01" }
scenario "默认：申请以后逾期登记的不予更换" { usual, applied_only, on = "2025-11-03", requested_on = "2025-11-03",
  readings = { application_without_choice = "is_choice" }, switch_from = { refused = "第六条第2项" } }
scenario "默认：申请当日同时登记居家养老服务的是首次选择" { usual, later, month = "2025-01", readings = { application_without_choice = "is_choice" },
  elder = { choices = { { on = "2025-01-06", choice = "home_care" } } }, standard = "0.00" }
scenario "另解：申请不算选择，首次登记的当月起不发" { usual, later, month = "2025-06", readings = { application_without_choice = "no_choice" }, due = "0.00" }
scenario "另解：首次登记的上个月照发" { usual, later, month = "2025-05", readings = { application_without_choice = "no_choice" }, due = "30.00" }
scenario "另解：首次登记从登记当月起" { usual, applied_only, on = "2025-06-15", requested_on = "2025-06-15",
  readings = { application_without_choice = "no_choice" }, switch_from = "2025-06" }
scenario "另解：首次登记没有截止日" { usual, applied_only, on = "2025-11-03", requested_on = "2025-11-03",
  readings = { application_without_choice = "no_choice" }, switch_from = "2025-11" }
scenario "首次登记从次月起的口径同样决定生效月份" { usual, applied_only, on = "2025-11-03", requested_on = "2025-11-03",
  readings = { application_without_choice = "no_choice", home_care_first_month = "next_month" }, switch_from = "2025-12" }

-- holder_at_90（补-8）：1935年6月15日出生
local just_poor = person { elder = { birth_date = "1935-06-15", applied = {}, low_income = { { from = "2025-05-10", value = "和平区" } } } }
scenario "默认：满90周岁上月才取得低保的没有获发过，须申请" { usual, just_poor, month = "2025-06", readings = { holder_at_90 = "paid" }, due = { refused = "第六条" } }
scenario "默认：满90周岁上月已应发100元的自动调整" { usual, just_poor, month = "2025-06", readings = { holder_at_90 = "paid" },
  elder = { low_income = { { from = "2025-04-30", value = "和平区" } } }, due = { "200.00", because = "第四条第3项" } }
scenario "另解：满90周岁上月末已有资格的自动调整" { usual, just_poor, month = "2025-06", readings = { holder_at_90 = "entitled" },
  due = { "200.00", because = "第四条第3项" } }
scenario "另解：满90周岁当月才取得低保的仍须申请" { usual, just_poor, month = "2025-07", readings = { holder_at_90 = "entitled" },
  elder = { low_income = { { from = "2025-06-01", value = "和平区" } } }, due = { refused = "第六条" } }

-- relation_transfer（补-9）：2月10日保障关系转到大东区，5月20日办理迁转
local relation = person { elder = { low_income = { { from = "2020-01-01", value = "沈河区" }, { from = "2025-02-10", value = "大东区" } },
  transfers = { { on = "2025-05-20", to = "大东区", of = "relation" } } } }
scenario "默认：办理迁转以前由原保障关系所在区发放" { usual, relation, month = "2025-05", readings = { relation_transfer = "handled" }, payer = "沈河区" }
scenario "默认：办理迁转的次月由新区发放" { usual, relation, month = "2025-06", readings = { relation_transfer = "handled" }, payer = "大东区" }
scenario "另解：保障关系变化的次月由新区发放" { usual, relation, month = "2025-03", readings = { relation_transfer = "moved" }, payer = "大东区" }
scenario "另解：保障关系变化的当月由原区发放" { usual, relation, month = "2025-02", readings = { relation_transfer = "moved" }, payer = "沈河区" }

-- switch_day_counts、late_switch、several_switches（A-5.9）：2025年10月31日是星期五
local asked_31 = person { elder = { applied = {}, choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-10-31", choice = "allowance" } } } }
scenario "默认：10月31日的申请在期限内" { usual, asked_31, month = "2026-01", readings = { switch_day_counts = "included" }, standard = "30.00" }
scenario "另解：10月31日的申请已逾期" { usual, asked_31, month = "2026-01", readings = { switch_day_counts = "excluded" }, standard = "0.00" }
scenario "另解：10月30日的申请在期限内" { usual, asked_31, month = "2026-01", readings = { switch_day_counts = "excluded" }, standard = "30.00",
  elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-10-30", choice = "allowance" } } } }
scenario "另解：10月31日申请的不予更换" { usual, on = "2025-10-31", requested_on = "2025-10-31", readings = { switch_day_counts = "excluded" },
  switch_from = { refused = "第六条第2项" } }
local asked_late = person { elder = { applied = {}, choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-11-01", choice = "allowance" } } } }
scenario "默认：逾期的申请不结转" { usual, asked_late, month = "2027-01", readings = { late_switch = "rejected" }, standard = "0.00" }
scenario "另解：逾期的申请次年仍不调整" { usual, asked_late, month = "2026-12", readings = { late_switch = "carried_over" }, standard = "0.00" }
scenario "另解：逾期的申请作为下一年度的申请" { usual, asked_late, month = "2027-01", readings = { late_switch = "carried_over" }, standard = "30.00" }
scenario "另解：逾期申请的从再次年1月起适用" { usual, on = "2025-11-01", requested_on = "2025-11-01", readings = { late_switch = "carried_over" }, switch_from = "2027-01" }
scenario "另解：按期申请的仍从次年1月起适用" { usual, on = "2025-10-31", requested_on = "2025-10-31", readings = { late_switch = "carried_over" }, switch_from = "2026-01" }
local asked_twice = person { elder = { applied = {}, choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-09-01", choice = "allowance" },
  { on = "2025-10-20", choice = "home_care" } } } }
scenario "默认：多次申请以最后一次为准" { usual, asked_twice, month = "2026-01", readings = { several_switches = "last" }, standard = "0.00" }
scenario "另解：多次申请以第一次为准" { usual, asked_twice, month = "2026-01", readings = { several_switches = "first" }, standard = "30.00" }

-- pay_day_counts（A-5.15）
scenario "默认：25日当日是最迟发放日" { usual, month = "2025-09", readings = { pay_day_counts = "included" }, payday = "2025-09-25" }
scenario "另解：最迟24日发放" { usual, month = "2025-09", readings = { pay_day_counts = "excluded" }, payday = "2025-09-24" }
scenario "另解：24日是星期日的再提前到22日" { usual, month = "2025-08", readings = { pay_day_counts = "excluded" }, payday = "2025-08-22" }

-- home_care_eligible（A-5.20）
scenario "默认：登记了居家养老服务的以登记为准" { usual, care, month = "2025-06", readings = { home_care_eligible = "as_registered" }, standard = "0.00" }
scenario "另解：是否符合居家养老服务的对象范围尚未确定" { usual, care, month = "2025-06", readings = { home_care_eligible = "by_scope" },
  standard = { undetermined = "第六条第2项" } }
scenario "另解：没有登记居家养老服务的不受影响" { usual, month = "2025-06", readings = { home_care_eligible = "by_scope" }, standard = "30.00" }
