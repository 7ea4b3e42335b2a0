policy "canteen-subsidy"
scenario "深" { month = "2025-06", worker = @{200000:{ x = }@1@{200000: }}@, subsidy = "1.00" }
