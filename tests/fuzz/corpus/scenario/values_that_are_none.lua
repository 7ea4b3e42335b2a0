policy "canteen-subsidy"
scenario "x\0y" { month = "2025-06\0", worker = { joined = "2025-02-30", days = 9223372036854775807, posted = "\xff" }, subsidy = "\27[31m" }
scenario(1)(2)
