-- 只有两个场景：触及什么、察觉什么都能用手推算。
policy "cover"

local member = person { unit = { age = 80, member = true } }

scenario "满80周岁的成员30元" { member, month = "2025-03", pay = { "30.00", because = "第二条" } }
scenario "79周岁的不符合条件" { member, unit = { age = 79 }, month = "2025-03", pay = { refused = "第一条" } }
