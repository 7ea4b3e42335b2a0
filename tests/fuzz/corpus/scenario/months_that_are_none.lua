policy "canteen-subsidy"
scenario "未来" { month = "999999-12", worker = {}, subsidy = { error = "%s%n" } }
scenario "x" { month = 5, as_of = {}, worker = 1 }
