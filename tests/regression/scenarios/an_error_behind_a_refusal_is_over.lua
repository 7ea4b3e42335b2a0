-- A refusal stands before an error in a later rule (第三条 asks for a day that is not there). Whoever reads the refused decision reads
-- "nothing", and no error of a decision that is over: has_base is false, so 7.00; where the base is 1.00 twice that, where it is 50.00
-- 100.00. The error is no cycle either: what was underway when it came is asked again from the beginning.
policy "error-over"

local gone, here = person { person = { name = "甲", here = false, since = absent } }, person { person = { name = "乙", here = true, since = "2021-03-01" } }

scenario "条件不符，其后的规则出错" { gone, month = "2025-03", base = { refused = "第二条" } }
scenario "条件不符的决定由术语去读" { gone, month = "2025-03", outer = "7.00" }
scenario "出错的术语再问仍是同样的错误" { gone, month = "2025-03", after = { error = "没有值" } }
scenario "没有出错的照常" { here, month = "2025-03", outer = "2.00" }
scenario "起始较早的照常" { here, month = "2025-03", person = { since = "2019-05-01" }, outer = "100.00" }
