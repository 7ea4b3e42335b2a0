policy "canteen-subsidy"
@{20000:scenario "同" { month = "2025-06", worker = {}, subsidy = "1.00" }
}@