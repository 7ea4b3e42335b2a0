-- 个案决定所依据的条件不成立了，默认暂缓（待核实）；写了 fails = "rules" 的，按规定决定；不知道的不算不成立。没有写 most 而规则只给固定数额
-- 的，上限是其中最大的：40.00；写了的按写的：500.00。
policy "ruled"
local usual = person { person = { left = absent, blind = true }, month = "2025-06" }
local function ruling(article, outcome)
  return { { decision = "due", article = article, outcome = outcome, by = "街道", officer = "甲", file = "1", from = "2025-01", to = "2025-12" } }
end
scenario "成立的照决定" { usual, rulings = ruling("第五条", "40.00"), due = { "40.00", because = "第五条" } }
scenario "离开以后待核实" { usual, person = { left = "2025-05-31" }, rulings = ruling("第五条", "40.00"), due = { hold = "第五条" } }
scenario "离开当月照决定" { usual, person = { left = "2025-06-01" }, rulings = ruling("第五条", "40.00"), due = "40.00" }
scenario "不再失明的待核实" { usual, person = { blind = false }, rulings = ruling("第五条", "40.00"), due = { hold = "第五条" } }
scenario "不知道的不算不成立" { usual, person = { blind = unknown }, rulings = ruling("第五条", "40.00"), due = "40.00" }
scenario "写明按规定的按规定" { usual, person = { left = "2025-05-31" }, rulings = ruling("第六条", "40.00"), due = "0.00" }
scenario "超过规则最多能给的不收" { usual, rulings = ruling("第五条", "40.01"), due = { error = "40.00" } }
scenario "写明上限的按写明的" { usual, rulings = ruling("第六条", "500.00"), due = "500.00" }
scenario "超过写明的上限的不收" { usual, rulings = ruling("第六条", "500.01"), due = { error = "500.00" } }
