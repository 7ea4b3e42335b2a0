-- 补上 some.lua 没有触及、没有察觉的。
policy "cover"

local member = person { unit = { age = 80, member = true } }
local left = person { unit = { left = "2025-02-01" } }

scenario "施行的第一个月30元" { member, month = "2025-01", pay = "30.00" }
scenario "施行以前没有年龄的规定" { member, month = "2024-12", pay = { error = "参数 ‘least_age’" } }
scenario "六月仍是30元" { member, month = "2025-06", pay = "30.00" }
scenario "七月起40元" { member, month = "2025-07", pay = "40.00" }
scenario "不是成员的没有金额" { member, unit = { member = false }, month = "2025-03", pay = { "0.00", because = "第四条" } }
scenario "已经离开的减为10元并提醒" { member, left, month = "2025-03", pay = { "10.00", because = "第三条", warns = "第五条" } }
scenario "另一种口径不减发" { member, left, month = "2025-03", readings = { count_left = "no" }, pay = "30.00" }
