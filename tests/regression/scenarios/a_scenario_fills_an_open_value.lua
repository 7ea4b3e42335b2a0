-- 场景里的 law 给待定值（各种类型，真假在内）或参数加一行；没有写的仍是尚无规定，别的场景不受影响。
policy "still-open"
local unit = person { unit = { number = "1", size = 10 } }
local function from(value) return { from = "2025-01-01", value = value } end
scenario "没有值就是尚无规定" { unit, month = "2025-06", grant = { undetermined = "第二条" }, plain = { undetermined = "第二条" }, said = { undetermined = "第四条" } }
scenario "开放，人数够" { unit, month = "2025-06", law = { allowed = from(true), amount = from(yuan(40)), least = from(10) }, grant = "40.00", plain = "7.00" }
scenario "开放，人数不够" { unit, month = "2025-06", law = { allowed = from(true), amount = from(yuan(40)), least = from(11) }, grant = "0.00" }
scenario "不开放" { unit, month = "2025-06", law = { allowed = from(false) }, plain = "0.00", grant = "0.00" }
scenario "从某月起才开放" { unit, month = "2025-06", law = { allowed = { from = "2025-07-01", value = true } }, plain = { undetermined = "第二条" } }
scenario "文字与月份" { unit, month = "2025-06", law = { notice = from("不予受理"), starts = from("2025-03") }, said = "不予受理", first = "2025-03" }
scenario "参数也可以" { unit, month = "2025-06", law = { allowed = from(true), usual = { from = "2025-06-01", value = yuan(8) } }, plain = "8.00" }
scenario "只用已公布的" { unit, month = "2025-06", known = "2025-06-30", law = { allowed = { from = "2025-01-01", value = true, issued = "2025-07-01" } }, plain = { undetermined = "第二条" } }
scenario "以上都只在自己的场景里" { unit, month = "2025-06", plain = { undetermined = "第二条" } }
