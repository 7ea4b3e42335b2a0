-- 第十二条：每月25日前发放，遇节假日的在节假日前；第六条第2项：10月31日前申请更换，次年适用。
policy "old-age-allowance"

local usual = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } } } }

-- 印发（2025年5月20日）以前的月份只是名义日期
scenario "2025年1月25日是星期六应在24日以前发放" { usual, month = "2025-01", payday = { "2025-01-24", warns = "第十二条" } }
scenario "2025年2月最迟25日发放" { usual, month = "2025-02", payday = { "2025-02-25", warns = "第十二条" } }
scenario "2025年3月最迟25日发放" { usual, month = "2025-03", payday = { "2025-03-25", warns = "第十二条" } }
scenario "印发前最后一个月2025年4月的日期只是名义日期" { usual, month = "2025-04", payday = { "2025-04-25", warns = "第十二条" } }
scenario "2025年5月25日是星期日应在23日以前发放且已在印发之后" { usual, month = "2025-05", payday = "2025-05-23" }
scenario "2025年6月最迟25日发放" { usual, month = "2025-06", payday = "2025-06-25" }
scenario "2025年7月最迟25日发放" { usual, month = "2025-07", payday = "2025-07-25" }
scenario "2025年8月最迟25日发放" { usual, month = "2025-08", payday = "2025-08-25" }
scenario "2025年9月最迟25日发放" { usual, month = "2025-09", payday = "2025-09-25" }
scenario "2025年10月25日是星期六应在24日以前发放" { usual, month = "2025-10", payday = "2025-10-24" }
scenario "2025年11月最迟25日发放" { usual, month = "2025-11", payday = "2025-11-25" }
scenario "2025年12月最迟25日发放" { usual, month = "2025-12", payday = "2025-12-25" }
scenario "2026年1月25日是星期日应在23日以前发放" { usual, month = "2026-01", payday = "2026-01-23" }
scenario "2026年2月春节假期到23日为止最迟25日发放" { usual, month = "2026-02", payday = "2026-02-25" }
scenario "2026年3月最迟25日发放" { usual, month = "2026-03", payday = "2026-03-25" }
scenario "2026年4月25日是星期六应在24日以前发放" { usual, month = "2026-04", payday = "2026-04-24" }
scenario "2026年5月最迟25日发放" { usual, month = "2026-05", payday = "2026-05-25" }
scenario "2026年6月端午假期到21日为止最迟25日发放" { usual, month = "2026-06", payday = "2026-06-25" }
scenario "2026年7月25日是星期六应在24日以前发放" { usual, month = "2026-07", payday = "2026-07-24" }
scenario "2026年8月最迟25日发放" { usual, month = "2026-08", payday = "2026-08-25" }
scenario "2026年9月25日是中秋节应在24日以前发放" { usual, month = "2026-09", payday = "2026-09-24" }
scenario "2026年10月25日是星期日应在23日以前发放" { usual, month = "2026-10", payday = "2026-10-23" }
scenario "2026年11月最迟25日发放" { usual, month = "2026-11", payday = "2026-11-25" }
scenario "2026年12月最迟25日发放" { usual, month = "2026-12", payday = "2026-12-25" }

-- 2027年放假安排尚未公布：25日或以前，连休最长按14天算，最早是11日
local unpublished = "全国年节及纪念日放假办法"
scenario "2027年1月的工作日无从确定" { usual, month = "2027-01", payday = { undetermined = { "第十二条", unpublished }, earliest = "2027-01-11", latest = "2027-01-25" } }
scenario "2027年6月的工作日无从确定" { usual, month = "2027-06", payday = { undetermined = unpublished, earliest = "2027-06-11", latest = "2027-06-25" } }
scenario "2027年12月的工作日无从确定" { usual, month = "2027-12", payday = { undetermined = unpublished, earliest = "2027-12-11", latest = "2027-12-25" } }

-- 更换政策的期限
scenario "2025年元旦申请更换的从2026年1月起适用" { usual, elder = { applied = { { on = "2024-12-02" } } }, on = "2025-01-01", requested_on = "2025-01-01", switch_from = "2026-01" }
scenario "2025年6月2日申请更换的从2026年1月起适用" { usual, on = "2025-06-02", requested_on = "2025-06-02", switch_from = "2026-01" }
scenario "2025年10月30日申请更换的从2026年1月起适用" { usual, on = "2025-10-30", requested_on = "2025-10-30", switch_from = "2026-01" }
scenario "2025年10月31日申请更换的从2026年1月起适用" { usual, on = "2025-10-31", requested_on = "2025-10-31", switch_from = "2026-01" }
scenario "2025年11月1日申请更换的不予调整" { usual, on = "2025-11-01", requested_on = "2025-11-01", switch_from = { refused = "第六条第2项" } }
scenario "2025年11月3日申请更换的不因周末而顺延" { usual, on = "2025-11-03", requested_on = "2025-11-03", switch_from = { refused = "第六条第2项" } }
scenario "2025年12月31日申请更换的不予调整" { usual, on = "2025-12-31", requested_on = "2025-12-31", switch_from = { refused = "第六条第2项" } }
scenario "2026年元旦申请更换的从2027年1月起适用" { usual, on = "2026-01-01", requested_on = "2026-01-01", switch_from = "2027-01" }
scenario "2026年10月30日申请更换的从2027年1月起适用" { usual, on = "2026-10-30", requested_on = "2026-10-30", switch_from = "2027-01" }
scenario "2026年10月31日星期六申请更换的从2027年1月起适用" { usual, on = "2026-10-31", requested_on = "2026-10-31", switch_from = "2027-01" }
scenario "2026年11月1日星期日申请更换的从2027年1月起适用" { usual, on = "2026-11-01", requested_on = "2026-11-01", switch_from = "2027-01" }
scenario "2026年11月2日星期一申请更换的从2027年1月起适用" { usual, on = "2026-11-02", requested_on = "2026-11-02", switch_from = "2027-01" }
scenario "2026年11月3日申请更换的不予调整" { usual, on = "2026-11-03", requested_on = "2026-11-03", switch_from = { refused = "第六条第2项" } }
scenario "2026年12月31日申请更换的不予调整" { usual, on = "2026-12-31", requested_on = "2026-12-31", switch_from = { refused = "第六条第2项" } }
