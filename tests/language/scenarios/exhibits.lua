-- 表、选项、按年的决定、施行日期。表：基础性3人（2026-04-01起4人），专题性6人、250天，综合性50人、300天（2026-04-01起280天）。
policy "exhibits"

local function of(class, staff, days)
  return person { base = { number = "1", class = class, staff = staff, days = days, activities = {} } }
end

-- 结果引用的是表中那一格自己的条文。每格的两侧：基础性没有开放天数一列，不写天数也符合。
scenario "基础性3人符合" { of("basic", 3, absent), on = "2025-06-30", conditions = { true, because = "第二条" } }
scenario "基础性2人不符合" { of("basic", 2, absent), on = "2025-06-30", conditions = { refused = "第二条第1项" } }
scenario "基础性3人到2026年3月31日符合" { of("basic", 3, absent), on = "2026-03-31", conditions = true }
scenario "基础性3人自2026年4月1日起不符合" { of("basic", 3, absent), on = "2026-04-01", conditions = { refused = "第二条" } }
scenario "基础性4人自2026年4月1日起符合" { of("basic", 4, absent), on = "2026-04-01", conditions = true }
scenario "新的一版在公布之前不知道" { of("basic", 3, absent), on = "2026-04-01", known = "2025-12-31", conditions = true }
scenario "专题性250天符合" { of("thematic", 6, 250), on = "2025-06-30", conditions = true }
scenario "专题性249天不符合" { of("thematic", 6, 249), on = "2025-06-30", conditions = { refused = "第二条第2项后段" } }
scenario "专题性没有天数不符合" { of("thematic", 6, absent), on = "2025-06-30", conditions = { refused = "第二条" } }
scenario "综合性299天在2025年不符合" { of("general", 50, 299), on = "2025-06-30", conditions = { refused = "第二条第3项" } }
scenario "综合性280天在2026年符合" { of("general", 50, 280), on = "2026-06-30", conditions = true }
scenario "综合性279天在2026年不符合" { of("general", 50, 279), on = "2026-06-30", conditions = { refused = "第二条" } }
scenario "不知道类别就问类别" { of(unknown, 3, absent), on = "2025-06-30", conditions = { needs = "class" } }
scenario "2人哪一类都不符合，不必问类别" { of(unknown, 2, 300), on = "2025-06-30", conditions = { refused = "第二条" } }

-- 格是参数：规则直接给出，术语取出，各有自己的条文。
scenario "综合性要求50人" { of("general", 1, absent), on = "2025-06-30", staff_needed = { 50, because = "第二条第3项" } }
scenario "专题性要求6人" { of("thematic", 1, absent), on = "2025-06-30", staff_needed = { 6, because = "第二条第2项" } }
scenario "基础性在2026年5月要求4人" { of("basic", 1, absent), on = "2026-05-01", staff_needed = 4 }

-- 写明的选项与文字。
scenario "综合性由市级受理" { of("general", 1, absent), on = "2025-06-30", received_by = { "city", because = "第四条" } }
scenario "其余由区级受理" { of("basic", 1, absent), on = "2025-06-30", received_by = "district" }
scenario "基础性的提示" { of("basic", 1, absent), on = "2025-06-30", advice = { "向所在区申请", because = "第四条" } }
scenario "其余的提示" { of("general", 1, absent), on = "2025-06-30", advice = "按一般规定办理" }

-- 按年：1月1日与12月31日都在年内；三次才够。
local function active(days)
  local list = {}
  for i, day in ipairs(days) do list[i] = { on = day } end
  return person { base = { number = "1", class = "basic", staff = 3, days = absent, activities = list } }
end
scenario "首日与末日都算" { active { "2026-01-01", "2026-06-30", "2026-12-31" }, year = 2026, activities_done = { true, because = "第三条" } }
scenario "上年末日不算" { active { "2025-12-31", "2026-06-30", "2026-12-31" }, year = 2026, activities_done = { refused = "第三条" } }
scenario "次年首日不算" { active { "2026-01-01", "2026-06-30", "2027-01-01" }, year = 2026, activities_done = { refused = "第三条" } }
scenario "年份可以写成文字" { active { "2026-01-01", "2026-06-30", "2026-12-31" }, year = "2026", activities_done = true }
scenario "2026年度是2025年7月1日至2026年6月30日" { active { "2025-07-01", "2025-12-31", "2026-06-30" }, year = 2026, season_done = true }
scenario "2025年6月30日属于上一年度" { active { "2025-06-30", "2025-12-31", "2026-06-30" }, year = 2026, season_done = { refused = "第三条" } }
scenario "2026年7月1日属于下一年度" { active { "2025-07-01", "2025-12-31", "2026-07-01" }, year = 2026, season_done = { refused = "第三条" } }

-- 施行以前与失效以后：不是错误，是“尚未施行”“已经失效”（第六条）。2025年度的末日在施行以后。
scenario "施行前一日" { of("basic", 3, absent), on = "2025-04-15", conditions = { refused = "第六条" } }
scenario "施行当日" { of("basic", 3, absent), on = "2025-04-16", conditions = true }
scenario "失效当日仍有效" { of("basic", 4, absent), on = "2027-12-31", conditions = true }
scenario "失效次日" { of("basic", 4, absent), on = "2028-01-01", conditions = { refused = "第六条" } }
scenario "2024年度尚未施行" { active { "2024-01-01", "2024-06-30", "2024-12-31" }, year = 2024, activities_done = { refused = "第六条" } }
scenario "2025年度已经施行" { active { "2025-01-01", "2025-06-30", "2025-12-31" }, year = 2025, activities_done = true }
scenario "施行以前不问事实" { of(unknown, unknown, unknown), on = "2025-04-15", conditions = { refused = "第六条" } }

-- 一项决定读了哪一格，是它自己的理由，不是问它的那项决定的：仍符合条件的不撤销，依据是第四条，不是表中那一格。
scenario "符合条件的不撤销" { of("basic", 3, absent), on = "2025-06-30", closing = { refused = "第四条" } }
scenario "不符合条件的应撤销" { of("basic", 2, absent), on = "2025-06-30", closing = { true, because = "第四条" } }
