-- 文件2025-01-01施行，2026-12-31失效。按申请之日的规定办理的，看申请之日文件是否有效，不看所问之日；里面没有自己日期的决定随外面。
policy "filed-law"
local function filed(day) return person { unit = { number = "1", filed = day } } end
scenario "施行前一日申请，施行后办理" { filed "2024-12-31", on = "2025-06-01", case = { refused = "第九条" }, inside = { refused = "第九条" }, plain = "1.00" }
scenario "施行当日申请" { filed "2025-01-01", on = "2025-06-01", case = "2.00", inside = "1.00" }
scenario "失效当日申请，失效后办理" { filed "2026-12-31", on = "2027-03-01", case = "2.00", inside = "1.00", plain = { refused = "第九条" } }
scenario "失效次日申请" { filed "2027-01-01", on = "2027-03-01", case = { refused = "第九条" }, inside = { refused = "第九条" } }
scenario "所问之日在施行以前，适用的规定已经施行" { filed "2025-03-01", on = "2024-06-01", case = "2.00", plain = { refused = "第九条" } }
scenario "申请之日未知就问，不说尚未施行" { filed(unknown), on = "2024-06-01", case = { needs = "filed" } }
local ruling = { decision = "case", article = "第四条", outcome = "5.00", by = "审议会", officer = "某", file = "1号", from = "2025-06-01" }
scenario "个案决定：申请之日已施行" { filed "2025-01-01", on = "2025-06-01", rulings = { ruling }, case = { "5.00", because = "第四条" } }
scenario "个案决定不能早于文件" { filed "2024-12-31", on = "2025-06-01", rulings = { ruling }, case = { refused = "第九条" } }
scenario "个案决定：申请之日未知也算" { filed(unknown), on = "2025-06-01", rulings = { ruling }, case = "5.00" }
