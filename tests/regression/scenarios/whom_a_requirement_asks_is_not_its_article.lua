-- Asked of large ones alone (第四条 says which), a requirement of 第五条 fails by 第五条; what a cell requires fails by its cell.
policy "narrowed"

local usual = person { base = { class = "large", open = true, days = 200 } }
scenario "asked of some, it fails by its own article" { usual, base = { open = false }, on = "2025-06-01", fit = { refused = "第五条" } }
scenario "what a cell requires fails by the article of the cell" { usual, base = { days = 199 }, on = "2025-06-01", fit = { refused = "第四条" } }
scenario "asked of others, nothing fails" { usual, base = { class = "small", open = false, days = 1 }, on = "2025-06-01", fit = false }
scenario "on its last day it decides" { usual, on = "2025-12-31", fit = true }
scenario "after its end the one it names decides" { usual, on = "2026-01-01", fit = { undetermined = "第九条" } }
