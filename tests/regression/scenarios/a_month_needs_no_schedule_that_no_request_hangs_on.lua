-- 第六条第2项：未提出申请的延续上年度. The deadline of an unpublished year is asked for only where a request lies after its
-- nominal day and no later than the longest break: 31 October 2027 is a Sunday, so a request of 1 November needs the schedule
-- of 2027, one of 31 October is in time and one of 15 November (31 October + 14 days = 14 November) is late whatever it says.
policy "old-age-allowance"

local care = person { elder = { birth_date = "1945-01-05", hukou = "和平区", low_income = absent, applied = {},
  choices = { { on = "2025-02-10", choice = "home_care" } } } }
local back = function(day) return person { elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = day, choice = "allowance" } } } } end

scenario "2028年1月延续上年度" { care, month = "2028-01", standard = { "0.00", because = "第四条第1项" } }
scenario "2034年12月延续上年度" { care, month = "2034-12", standard = { "0.00", because = "第四条第1项" } }
scenario "选择津贴的2030年照发" { care, month = "2030-06", standard = "30.00", elder = { choices = { { on = "2025-02-10", choice = "allowance" } } } }
scenario "2027年10月31日的申请按期" { care, back "2027-10-31", month = "2028-01", standard = "30.00" }
scenario "2027年11月1日的申请要看放假安排" { care, back "2027-11-01", month = "2028-01", standard = { undetermined = "全国年节及纪念日放假办法" } }
scenario "2027年11月14日的申请要看放假安排" { care, back "2027-11-14", month = "2028-01", standard = { undetermined = "全国年节及纪念日放假办法" } }
scenario "2027年11月15日的申请总是逾期" { care, back "2027-11-15", month = "2028-01", standard = "0.00" }
scenario "2027年11月1日的申请不影响2027年" { care, back "2027-11-01", month = "2027-12", standard = "0.00" }
scenario "2027年11月1日首次登记的不是更换，不看放假安排" { care, month = "2028-01", standard = "0.00",
  elder = { choices = { { on = "2027-11-01", choice = "home_care" } } } }
-- 本办法2025年1月1日起执行：此前的年份只延续同一截止日，不推算当年的放假安排
scenario "2006年11月登记的选择不要2006年的放假安排" { care, month = "2025-06", standard = "0.00", elder = { birth_date = "1925-07-05",
  choices = { { on = "2006-11-01", choice = "home_care" } } }, readings = { home_care_scope = "everyone" } }
scenario "2006年11月1日的更换申请不要2006年的放假安排" { care, month = "2025-06", standard = "0.00", elder = { birth_date = "1925-07-05",
  choices = { { on = "2000-03-01", choice = "home_care" }, { on = "2006-11-01", choice = "allowance" } } }, readings = { home_care_scope = "everyone" } }

local applied = person { elder = { applied = { { on = "2025-01-06" } }, choices = {} } }
scenario "2028年按期提出的更换" { care, applied, on = "2028-10-31", requested_on = "2028-10-31", switch_from = "2029-01" }
scenario "2028年逾期提出的更换" { care, applied, on = "2028-11-15", requested_on = "2028-11-15", switch_from = { refused = "第六条第2项" } }
scenario "2028年11月1日提出的更换要看放假安排" { care, applied, on = "2028-11-01", requested_on = "2028-11-01", switch_from = { undetermined = "全国年节及纪念日放假办法" } }
scenario "1994年11月1日提出的更换，系统没有那一年的安排" { care, applied, on = "2025-06-30", requested_on = "1994-11-01",
  elder = { birth_date = "1905-01-05", applied = { { on = "1990-01-06" } } }, switch_from = { error = "系统未收录1994年的放假安排" } }
