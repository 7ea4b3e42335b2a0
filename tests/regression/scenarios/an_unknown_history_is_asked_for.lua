-- 术语把还不知道的时间线的值原样交出来：问这项事实，不是错误。知道的照常决定：在册1元，不在册0元；收入、等级照给。
policy "handed-on"
local known = person { person = { number = "1", old = false, mine = absent,
  listed = { { from = "2025-03-01", value = true } }, income = { { from = "2025-03-01", value = "70.00" } },
  class = { { from = "2025-03-01", value = "low" } }, moved = { { from = "2025-03-01", value = "2025-02-01" } } } }
local nobody = person { person = { number = "2", old = false, mine = absent, listed = unknown, income = unknown, class = unknown, moved = unknown } }

for _, name in ipairs { "listed_then", "listed_now", "listed_if" } do
  scenario("知道的照常：" .. name) { known, month = "2025-06", ["by_" .. name] = "1.00", ["unless_" .. name] = "0.00" }
  scenario("不知道的先问：" .. name) { nobody, month = "2025-06", ["by_" .. name] = { needs = "listed" }, ["unless_" .. name] = { needs = "listed" } }
end
scenario "给出的金额未知就问" { nobody, month = "2025-06", the_income = { needs = "income" }, the_class = { needs = "class" } }
scenario "给出的金额知道就给" { known, month = "2025-06", the_income = "70.00", the_class = "low" }
-- 两条路给出不同的选项：老户且自报“高”得高，否则得低；不知道是不是老户就问。
scenario "两条路的选项不同就问" { known, person = { old = unknown, mine = "high" }, month = "2025-06", the_chosen = { needs = "old" } }
scenario "两条路的选项相同不必问" { known, person = { old = unknown, mine = "low" }, month = "2025-06", the_chosen = "low" }
-- 一条路上是没有（2025年2月没有收入），另一条是5元。
scenario "一条路上没有值也问" { known, person = { old = unknown }, month = "2025-02", the_income_of_old = { needs = "old" } }
scenario "适用哪天的规定未知就问" { nobody, month = "2025-06", under_the_law_of = { needs = "moved" } }
scenario "适用哪天的规定已知" { known, month = "2025-06", under_the_law_of = "3.00" }
