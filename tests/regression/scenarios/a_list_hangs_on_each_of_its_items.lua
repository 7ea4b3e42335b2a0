policy "forty-items"
local one = person { person = { name = "甲", married = true, foreign = false } }

-- Items 1 and 2 for the married, 33 for the others: the code of a list was a number that came to 33 for both, so that nobody
-- was asked. Items 34 to 40 for everybody: with seven the number overflowed.
scenario "已婚的：前两项与后七项" { one, on = "2025-06-01",
  papers = { list = { "第1项", "第2项", "第34项", "第35项", "第36项", "第37项", "第38项", "第39项", "第40项" } } }
scenario "未婚的：第33项与后七项" { one, person = { married = false }, on = "2025-06-01",
  papers = { list = { "第33项", "第34项", "第35项", "第36项", "第37项", "第38项", "第39项", "第40项" } } }
scenario "婚姻未知就先问" { one, person = { married = unknown }, on = "2025-06-01", papers = { needs = "married" } }
