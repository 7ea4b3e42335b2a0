-- GB 32100-2015: 31 characters without I, O, S, V, Z; weights are the powers of 3 modulo 31; the last character makes the
-- weighted sum of the first 17 and itself a multiple of 31. 91210100MA0P12345K: 9·1 + 1·3 + 2·9 + 1·27 + 0 + 1·26 + 0 + 0 +
-- 21·20 (M) + 10·29 (A) + 0 + 23·13 (P) + 1·8 + 2·24 + 3·10 + 4·30 + 5·28 = 1438; 1438 = 46·31 + 12; 31 - 12 = 19 = K.
policy "hosts"

local function unit(code) return person { unit = { credit_code = code, founded = "2020-01-01" } } end

scenario "校验码相符" { unit "91210100MA0P12345K", on = "2025-06-30", registered = true }
scenario "小写的记为大写" { unit "91210100ma0p12345k", on = "2025-06-30", unit = { guarantor = "91210100MA0P12345K" }, registered = { refused = "第一条" } }
scenario "错一个数字" { unit "91210100MA0P12346K", on = "2025-06-30", registered = { error = "校验码不符" } }
scenario "校验码错" { unit "91210100MA0P12345J", on = "2025-06-30", registered = { error = "校验码不符" } }
scenario "少一位" { unit "91210100MA0P1234K", on = "2025-06-30", registered = { error = "应为18位" } }
scenario "没有的字母" { unit "91210100MAOP12345K", on = "2025-06-30", registered = { error = "不用 I、O、S、V、Z" } }
scenario "可以不写的也检查" { unit "91210100MA0P12345K", on = "2025-06-30", unit = { guarantor = "91210100MA0P12345X" }, registered = { error = "校验码不符" } }
