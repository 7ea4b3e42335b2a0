policy "household-heating"
-- The expectations are of another year: the standard of old households has been 12 yuan since September 2025, and of large ones 6.
-- Accepting rewrites each value in its place, but refuses what comes from a variable.
local usual = person { household = { number = "A1", since = "2024-05-01", old = true, area = 90, income = absent, seat = "和平区" } }
local ten = "10.00"

scenario "老年户" { usual, month = "2025-10", due = "10.00", payer = "沈河区" }
scenario "面积大的" { usual, household = { area = 120 }, month = "2025-10", due = { "7.00", because = "第五条" } }
scenario "已迁出的" { usual, household = { left = "2025-06-30" }, month = "2025-10", due = { hold = "第一条" } }
scenario "不知何时入住" { usual, household = { since = unknown }, month = "2025-10", due = { needs = "left" } }
scenario "标准在变量里" { usual, month = "2025-10", due = ten }
