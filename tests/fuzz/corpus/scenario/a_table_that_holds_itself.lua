policy "canteen-subsidy"
local t = {} t.worker = t t.month = t
scenario(t) (t)
scenario "圈" { month = "2025-06", worker = t, subsidy = t }
