-- 每车45座、300元：按坐满的车辆（舍去余数）补贴，余下满10人的按需要的车辆（有余数进一）补贴。90 = 2 × 45，两种算法都是2辆；
-- 99 余 9，2辆 600元；100 余 10，3辆 900元；44 余 44，1辆；9 余 9，0辆；0 余 0，0辆。
policy "buses"
local usual = person { trip = { number = "1" }, month = "2025-06" }
scenario "正好坐满两辆" { usual, trip = { people = 90 }, due = { "600.00", because = "第三条" } }
scenario "余下9人不加一辆" { usual, trip = { people = 99 }, due = { "600.00", because = "第三条" } }
scenario "余下10人加一辆" { usual, trip = { people = 100 }, due = { "900.00", because = "第四条" } }
scenario "不足一车而余下不少" { usual, trip = { people = 44 }, due = { "300.00", because = "第四条" } }
scenario "不足一车而余下不多" { usual, trip = { people = 9 }, due = { "0.00", because = "第三条" } }
scenario "没有人" { usual, trip = { people = 0 }, due = { "0.00", because = "第三条" } }
