policy "canteen-subsidy"
local p = { month = "2025-06" }
local w = worker { worker = { joined = "2025-06-30", days = 3, posted = false } }
scenario "并" { w, w, w, month = "2025-06", subsidy = "40.50" }
local t = { w }
for i = 1, 40 do t = { t, t } end
scenario "自并" { t, month = "2025-06", subsidy = "1.00" }
