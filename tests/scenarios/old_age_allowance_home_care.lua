-- 第四条第1项、第六条第2项：与政府购买居家养老服务（普惠型）二选一；10月31日前申请更换，次年适用。
policy "old-age-allowance"

-- 没有申请而登记选择的人：申请即视为选择高龄津贴（补-7），其后的登记是更换
local usual = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = {} } }
local care_june = person { elder = { choices = { { on = "2025-06-15", choice = "home_care" } } } }
local care_february = person { elder = { choices = { { on = "2025-02-10", choice = "home_care" } } } }

-- 首次登记选择居家养老服务
scenario "选择居家养老服务的前一个月按30元计" { usual, care_june, month = "2025-05", standard = { "30.00", because = "第四条第1项" } }
scenario "首次选择居家养老服务的当月起不兼得" { usual, care_june, month = "2025-06", standard = { "0.00", because = "第四条第1项" } }
scenario "首次选择居家养老服务的次月不兼得" { usual, care_june, month = "2025-07", standard = { "0.00", because = "第四条第1项" } }
scenario "1日选择居家养老服务的当月不兼得" { usual, month = "2025-06", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-06-01", choice = "home_care" } } } }
scenario "月末选择居家养老服务的当月不兼得" { usual, month = "2025-06", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-06-30", choice = "home_care" } } } }
scenario "次月1日才选择居家养老服务的本月按30元计" { usual, month = "2025-06", standard = { "30.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-07-01", choice = "home_care" } } } }
scenario "未申请更换的居家养老服务延续到次年" { usual, care_june, month = "2026-01", standard = { "0.00", because = "第四条第1项" } }
scenario "未申请更换的居家养老服务延续到第三年" { usual, care_june, month = "2027-03", standard = { "0.00", because = "第四条第1项" } }
scenario "11月首次登记选择居家养老服务的当月起不兼得" { usual, month = "2025-11", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-11-15", choice = "home_care" } } } }
scenario "11月首次登记的居家养老服务次年仍不兼得" { usual, month = "2026-01", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-11-15", choice = "home_care" } } } }
scenario "12月首次登记的上个月按30元计" { usual, month = "2025-11", standard = { "30.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-12-01", choice = "home_care" } } } }
scenario "首次登记选择高龄津贴的按30元计" { usual, month = "2025-06", standard = { "30.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-01-10", choice = "allowance" } } } }

-- 从居家养老服务换回津贴
scenario "10月31日申请换回津贴的当年12月仍不兼得" { usual, month = "2025-12", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-10-31", choice = "allowance" } } } }
scenario "10月31日申请换回津贴的次年1月按30元计" { usual, month = "2026-01", standard = { "30.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-10-31", choice = "allowance" } } } }
scenario "10月30日申请换回津贴的次年1月按30元计" { usual, month = "2026-01", standard = { "30.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-10-30", choice = "allowance" } } } }
scenario "11月1日申请换回津贴的次年1月仍不兼得" { usual, month = "2026-01", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-11-01", choice = "allowance" } } } }
scenario "11月1日申请换回津贴的次年12月仍不兼得" { usual, month = "2026-12", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-11-01", choice = "allowance" } } } }
scenario "逾期申请被退回后不结转到第三年" { usual, month = "2027-01", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-11-01", choice = "allowance" } } } }
scenario "逾期后次年按时重新申请的第三年按30元计" { usual, month = "2027-01", standard = { "30.00", because = "第四条第1项" }, elder = { choices = {
  { on = "2025-02-10", choice = "home_care" }, { on = "2025-11-01", choice = "allowance" }, { on = "2026-03-02", choice = "allowance" } } } }
scenario "换回津贴以前的月份仍是居家养老服务月份" { usual, month = "2025-06", deciding = "2026-02-27", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-09-01", choice = "allowance" } } } }
scenario "年初申请换回津贴的当年仍不兼得" { usual, month = "2026-06", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2026-01-02", choice = "allowance" } } } }
scenario "年初申请换回津贴的次年1月按30元计" { usual, month = "2027-01", standard = { "30.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2026-01-02", choice = "allowance" } } } }

-- 2026年10月31日为星期六，顺延至11月2日
scenario "2026年11月2日申请换回津贴的次年1月按30元计" { usual, month = "2027-01", standard = { "30.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2026-11-02", choice = "allowance" } } } }
scenario "2026年11月3日申请换回津贴的次年1月仍不兼得" { usual, month = "2027-01", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2026-11-03", choice = "allowance" } } } }
scenario "2026年11月2日申请换回津贴的当年12月仍不兼得" { usual, month = "2026-12", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2026-11-02", choice = "allowance" } } } }

-- 从津贴换为居家养老服务
scenario "年中申请换为居家养老服务的当年12月仍按30元计" { usual, month = "2025-12", standard = { "30.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-01-10", choice = "allowance" }, { on = "2025-06-02", choice = "home_care" } } } }
scenario "年中申请换为居家养老服务的次年1月起不兼得" { usual, month = "2026-01", standard = { "0.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-01-10", choice = "allowance" }, { on = "2025-06-02", choice = "home_care" } } } }
scenario "11月1日申请换为居家养老服务的次年仍按30元计" { usual, month = "2026-01", standard = { "30.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-01-10", choice = "allowance" }, { on = "2025-11-01", choice = "home_care" } } } }

-- 多次申请，期限内最后一次为准
scenario "期限内多次申请以最后一次为准仍是居家养老服务" { usual, month = "2026-01", standard = { "0.00", because = "第四条第1项" }, elder = { choices = {
  { on = "2025-02-10", choice = "home_care" }, { on = "2025-09-01", choice = "allowance" }, { on = "2025-10-20", choice = "home_care" } } } }
scenario "期限内多次申请以最后一次为准换回津贴" { usual, month = "2026-01", standard = { "30.00", because = "第四条第1项" }, elder = { choices = {
  { on = "2025-02-10", choice = "allowance" }, { on = "2025-10-20", choice = "home_care" }, { on = "2025-10-31", choice = "allowance" } } } }
scenario "逾期的最后一次申请不改变期限内的申请" { usual, month = "2026-01", standard = { "30.00", because = "第四条第1项" }, elder = { choices = {
  { on = "2025-02-10", choice = "home_care" }, { on = "2025-10-31", choice = "allowance" }, { on = "2025-11-01", choice = "home_care" } } } }
scenario "换回津贴一年后又换为居家养老服务的再次年不兼得" { usual, month = "2027-01", standard = { "0.00", because = "第四条第1项" }, elder = { choices = {
  { on = "2025-02-10", choice = "home_care" }, { on = "2025-10-31", choice = "allowance" }, { on = "2026-10-30", choice = "home_care" } } } }

-- 只排除普通高龄老年人
scenario "低保老年人选择居家养老服务仍按100元计" { usual, care_february, month = "2025-06", standard = { "100.00", because = "第四条第2项" },
  elder = { low_income = "和平区" } }
scenario "取消低保身份的居家养老服务老年人次月起不兼得" { usual, care_february, month = "2025-04", standard = { "0.00", because = "第四条第1项" },
  elder = { low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } } } }
scenario "取消低保身份的居家养老服务老年人当月仍按100元计" { usual, care_february, month = "2025-03", standard = { "100.00", because = "第四条第2项" },
  elder = { low_income = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } } } }
scenario "居家养老服务老年人满90周岁的前一个月不兼得" { usual, care_february, month = "2025-05", standard = { "0.00", because = "第四条第1项" },
  elder = { birth_date = "1935-06-30" } }
scenario "居家养老服务老年人满90周岁的当月按200元计" { usual, care_february, month = "2025-06", standard = { "200.00", because = "第四条第3项" },
  elder = { birth_date = "1935-06-30" } }
scenario "居家养老服务老年人满100周岁按800元计" { usual, care_february, month = "2025-06", standard = { "800.00", because = "第四条第4项" },
  elder = { birth_date = "1925-06-30" } }
scenario "选择居家养老服务的驻沈部队离退休人员同样不兼得" { usual, care_february, month = "2025-06", standard = { "0.00", because = "第四条第1项" },
  elder = { hukou = absent, serviceman = "沈河区" } }

-- 应发
scenario "先领津贴后换居家养老服务的当年12月应发30元" { usual, month = "2025-12", due = { "30.00", because = "第四条第1项" },
  elder = { choices = { { on = "2025-01-10", choice = "allowance" }, { on = "2025-09-10", choice = "home_care" } } } }
scenario "先领津贴后换居家养老服务的次年1月应发0元" { usual, month = "2026-01", due = "0.00",
  elder = { choices = { { on = "2025-01-10", choice = "allowance" }, { on = "2025-09-10", choice = "home_care" } } } }
scenario "只登记过津贴选择的视为已申请" { usual, month = "2025-06", due = { "30.00", because = "第四条第1项" },
  elder = { applied = {}, choices = { { on = "2025-02-10", choice = "allowance" } } } }
scenario "只登记过津贴选择的补发2025年1月" { usual, month = "2025-01", due = { "30.00", because = "第四条第1项" },
  elder = { applied = {}, choices = { { on = "2025-02-10", choice = "allowance" } } } }
scenario "换回津贴的申请视为已申请并从次年1月应发30元" { usual, month = "2026-01", due = { "30.00", because = "第四条第1项" },
  elder = { applied = {}, choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-10-15", choice = "allowance" } } } }
scenario "换回津贴以前的居家养老服务月份应发0元" { usual, month = "2025-06", due = "0.00",
  elder = { applied = {}, choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-10-15", choice = "allowance" } } } }
scenario "只登记过居家养老服务的满90周岁时须先申请" { usual, care_february, month = "2025-06", due = { refused = "第六条" },
  elder = { birth_date = "1935-06-30", applied = {} } }
scenario "居家养老服务老年人满90周岁后申请的从满90周岁当月补发" { usual, care_february, month = "2025-06",
  due = { "200.00", because = "第四条第3项" }, elder = { birth_date = "1935-06-30", applied = { { on = "2025-09-05" } } } }
