-- A requirement that fails refuses, whatever the rules would say: an absent day in a rule, an open value, an error in the
-- decision that would have been given. Where the requirement is met the same errors are told.
policy "refusal-first"

local here, gone = person { person = { here = true, since = absent } }, person { person = { here = false, since = absent } }

scenario "规则出错，条件不符的仍是拒绝" { gone, month = "2025-03", total = { refused = "第二条" } }
scenario "规则出错，条件符合的是错误" { here, month = "2025-03", total = { error = "没有值" } }
scenario "没有出错的照常" { here, month = "2025-03", person = { since = "2019-05-01" }, total = "80.00" }
scenario "规则待定，条件不符的仍是拒绝" { gone, month = "2025-03", by_open = { refused = "第二条" } }
scenario "规则待定，条件符合的是待定" { here, month = "2025-03", by_open = { undetermined = "第四条" } }
scenario "所给的决定出错，条件不符的仍是拒绝" { gone, month = "2025-03", due = { refused = "第二条" } }
scenario "所给的决定出错，条件符合的是错误" { here, month = "2025-03", due = { error = "没有值" } }
