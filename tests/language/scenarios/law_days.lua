policy "law-days"
-- Rates: 10 from 2020, 20 from 2024, 30 from 2025. Filed in 2020 (10), granted in 2024 (20), asked about in 2025 (30).
local unit = person { unit = { filed = "2020-03-01", granted = "2024-05-01", size = 3 } }

-- 10 + 30, whichever is asked for first.
scenario "内层先问：40元" { unit, on = "2025-08-01", inner_first = "40.00" }
scenario "外层先问：也是40元" { unit, on = "2025-08-01", outer_first = "40.00" }
-- 10 times 100 and 30.
scenario "术语在内层先算" { unit, on = "2025-08-01", term_inside_first = "1030.00" }
scenario "术语在外层先算" { unit, on = "2025-08-01", term_outside_first = "1030.00" }
-- Inside the version to 2023 by the rate of 2020: 110; outside the version from 2024 by the rate of 2025: 230.
scenario "术语的版本在内层先取" { unit, on = "2025-08-01", versions_inside_first = "110230.00" }
scenario "术语的版本在外层先取" { unit, on = "2025-08-01", versions_outside_first = "110230.00" }
-- 30, the rule of 2020 (1), 30.
scenario "规则按申请日的法律，其后回到当日" { unit, on = "2025-08-01", rules_between = "61.00" }
scenario "规则按申请日的法律：2024年以后" { unit, unit = { filed = "2024-01-01" }, on = "2025-08-01", rules_between = "62.00" }

-- The inner decision by the law of 2020, the outer by that of 2024.
scenario "一层套一层：内层先问" { unit, on = "2025-08-01", nested_inner_first = "1020.00" }
scenario "一层套一层：外层先问" { unit, on = "2025-08-01", nested_outer_first = "1020.00" }
-- 20 + 10 × 100 + 20 × 10000.
scenario "一层套一层：术语前后一样" { unit, on = "2025-08-01", nested_terms = "201020.00" }
-- The law day of the inner decision is found by the law of 2025 (30: so it is the day of filing), not by that of 2024.
scenario "内层的适用日期与谁来问无关" { unit, on = "2025-08-01", nested_choice = "1020.00" }
scenario "内层的适用日期：单独问也一样" { unit, on = "2025-08-01", own_choice = "10.00" }
scenario "没有自己适用日期的内层随外层" { unit, on = "2025-08-01", inherited = "2020.00" }
-- 30 + (10 × 100 + 20) × 100 + 30 × 1000000.
scenario "三层之后回到当日的法律" { unit, on = "2025-08-01", three_levels = "30102030.00" }

-- 2025-08 (30), 2024-08 (20), filed in 2020 (10).
scenario "另一个月的决定按自己的适用日期：先问" { unit, month = "2025-08", other_month_first = "102030.00" }
scenario "另一个月的决定按自己的适用日期：后问" { unit, month = "2025-08", other_month_last = "102030.00" }
-- Under filed: the month asked about by the law of 2020 (10), also as law:at; the month a year before by its own law (20).
scenario "law_on 只管所问的月份" { unit, month = "2025-08", back_in_the_month = "201010.00" }
-- 30 + 36 × 10 + 30.
scenario "三年逐月都按申请日" { unit, month = "2025-08", many_months = "420.00" }

scenario "条件：现在高，申请时不高" { unit, on = "2025-08-01", high_now_and_then = 2 }
scenario "条件：现在与申请时都高" { unit, unit = { filed = "2024-02-01" }, on = "2025-08-01", high_now_and_then = 3 }
scenario "条件：申请时高，所问之日不高" { unit, unit = { filed = "2024-02-01" }, on = "2023-08-01", high_now_and_then = 1 }

-- At the filing in 2020 the rate was not high; in 2024 it was: 30 + 1 × 100 and 30 + 20 × 100.
scenario "申请时的法律不给，外层照常计算" { unit, on = "2025-08-01", strict = { refused = "第六条" }, around_strict = "130.00" }
scenario "申请时的法律给" { unit, unit = { filed = "2024-02-01", size = 6 }, on = "2025-08-01", strict = "20.00", around_strict = "2030.00" }
scenario "申请时的法律暂缓" { unit, unit = { filed = "2024-02-01" }, on = "2025-08-01", strict = { hold = "第八条" } }
scenario "申请时的法律未定" { unit, unit = { filed = "2024-02-01", size = 8 }, on = "2025-08-01", strict = { undetermined = "第九条" } }

-- Two days of August 2025 are one piece of 30; the rate itself by the law of 2020.
scenario "分段只看所列的日期" { unit, on = "2025-08-01", in_pieces = "3010.00" }

scenario "内层的适用日期未知就先问" { unit, unit = { filed = unknown }, on = "2025-08-01", outer_first = { needs = "filed" } }
scenario "外层的适用日期未知就先问" { unit, unit = { granted = unknown }, on = "2025-08-01", nested_inner_first = { needs = "granted" } }
scenario "内外都未知时内层也问" { unit, unit = { filed = unknown }, on = "2025-08-01", nested_inner_first = { needs = "filed" } }

-- Above 7 both are 1, below 6 both are 0, at 6 and 7 they differ: the size has to be asked for.
scenario "同一未知事实的两个决定是两个问题" { unit, unit = { size = unknown }, on = "2025-08-01", two_questions = { needs = "size" } }
scenario "同一事实的两个决定：六人" { unit, unit = { size = 6 }, on = "2025-08-01", two_questions = 10 }
scenario "同一事实的两个决定：八人" { unit, unit = { size = 8 }, on = "2025-08-01", two_questions = 20 }
