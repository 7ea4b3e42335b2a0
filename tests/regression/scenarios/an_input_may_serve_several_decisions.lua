-- 自有 10，拟办 100：110；加急另加 5（2026年起 7）：115；再另加 1：116 或 111。
policy "shared-inputs"
local usual = person { on = "2025-06-30", p = { number = "1", own = "10.00" }, amount = "100.00" }
scenario "两个决定共用金额和加急" { usual, urgent = true, extra = "1.00", plain = { "115.00", because = "第三条" }, whole = "116.00" }
scenario "不加急" { usual, urgent = false, extra = "1.00", plain = { "110.00", because = "第二条" }, whole = "111.00" }
scenario "共用的输入在每个决定里都会问" { p = { number = "1", own = "10.00" }, on = "2025-06-30", urgent = true, extra = "1.00",
  plain = { needs = "amount" }, whole = { needs = "amount" } }
scenario "作条件的共用输入在每个决定里都会问" { usual, extra = "1.00", plain = { needs = "urgent" }, whole = { needs = "urgent" } }
scenario "适用共用输入那一天的规定" { usual, asked_on = "2026-01-01", filed = "117.00", again = "117.00" }
