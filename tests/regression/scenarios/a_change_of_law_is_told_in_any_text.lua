policy "old-age-allowance"
-- A change of the law becomes Lua before the policy is loaded again. Texts of JSON are not all texts of Lua: "\u0001" and "\/" are none, so this
-- story could not be run. By article four, item one: 30 yuan; from the month of the change on 50; each month is paid once.
local usual = person { elder = { birth_date = "1940-01-05", hukou = "和平区", low_income = absent, card = "6200009000000000001",
  applied = { { on = "2025-01-06" } } } }

story "引号、斜线、控制字符与换行都照写" { usual,
  on "2026-02-25" { pay = "2026-02", expect = { ["2026-02"] = "30.00" } },
  on "2026-03-10" { law = { rate_80s = { from = "2026-03-01", value = yuan(50), issued = "2026-03-10",
    by = "沈民发〔2026〕9号“试”\"双引号\"", source = "路径 a\\b/c\1\27\127\t换行\n第二行 ]] --" } } },
  on "2026-03-25" { pay = "2026-03", expect = { ["2026-03"] = "50.00" }, owed = "0.00" } }
