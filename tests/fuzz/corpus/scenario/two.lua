policy "canteen-subsidy"
scenario "一" { month = "2025-06", worker = { joined = "2025-06-30", days = 3, posted = false }, subsidy = "40.50" }
scenario "二" { month = "2025-06", worker = {}, subsidy = { needs = { "joined" } } }
