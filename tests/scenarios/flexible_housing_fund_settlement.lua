-- 三（二）：结息与缴存利息补贴。2025-07-01至2026-06-30共365天；存入当天与6月30日都计息。
-- 利息＝积数×1.5%÷360，补贴＝新增积数×0.5%÷360，各自最后一次四舍五入到分。
policy "flexible-housing-fund"

-- 在已有的一个人上改几项事实。
local facts_of = {}
local function also(base, facts)
  local all = {}
  for name, value in pairs(facts_of[base] or {}) do all[name] = value end
  for name, value in pairs(facts) do all[name] = value end
  local made = person { worker = all }
  facts_of[made] = all
  return made
end

local usual = also(nil, { work = "new_form", loans = {}, accounts = { { opened = "2024-12-01", at = "here", kind = "flexible" } } })
local function flows(carried, deposits, withdrawals)
  local list, out = {}, {}
  for i, d in ipairs(deposits) do
    list[i] = { on = d[1], amount = d[2], kind = d[3] or "flexible", first_month = "2025-07", last_month = "2025-07", made_up = d[4] }
  end
  for i, w in ipairs(withdrawals or {}) do out[i] = { on = w[1], amount = w[2], use = w[3] or "other" } end
  return also(usual, { carried = carried and { { on = "2025-07-01", amount = carried } } or {}, deposits = list, withdrawals = out })
end

-- 例1：12000×365＝4380000。
local e1 = flows(nil, { { "2025-07-01", "12000.00" } })
scenario "一笔存满一年" { e1, year = 2026, year_interest = { "182.50", because = "三（二）" }, year_subsidy = { "60.83", because = "三（二）" } }
-- 例2：351＋320＋289＋259＋228＋198＋167＋136＋108＋77＋47＋16＝2196天×1000；逐笔取整会得到91.51。
local e2 = flows(nil, { { "2025-07-15", "1000.00" }, { "2025-08-15", "1000.00" }, { "2025-09-15", "1000.00" }, { "2025-10-15", "1000.00" },
  { "2025-11-15", "1000.00" }, { "2025-12-15", "1000.00" }, { "2026-01-15", "1000.00" }, { "2026-02-15", "1000.00" }, { "2026-03-15", "1000.00" },
  { "2026-04-15", "1000.00" }, { "2026-05-15", "1000.00" }, { "2026-06-15", "1000.00" } })
scenario "每月一笔，只在最后取整一次" { e2, year = 2026, year_interest = "91.50", year_subsidy = "30.50" }
-- 例3：20000×365＋6000×182＝8392000→349.6667；新增1092000→15.1667。
local e3 = flows("20000.00", { { "2025-12-31", "6000.00" } })
scenario "结转的有利息而没有补贴" { e3, year = 2026, year_interest = "349.67", year_subsidy = "15.17" }
-- 例4：3000×（274＋182＋92＋1）＝1647000→68.625、22.875。
local e4 = flows(nil, { { "2025-09-30", "3000.00" }, { "2025-12-31", "3000.00" }, { "2026-03-31", "3000.00" }, { "2026-06-30", "3000.00" } })
scenario "正好半分的进一" { e4, year = 2026, year_interest = "68.63", year_subsidy = "22.88" }
-- 例5：10000×365＋5000×325－2000×177＝4921000→205.0417；先扣结转，新增1625000→22.5694。
local e5 = flows("10000.00", { { "2025-08-10", "5000.00" } }, { { "2026-01-05", "2000.00" } })
scenario "提取先扣结转，保住补贴" { e5, year = 2026, year_interest = "205.04", year_subsidy = "22.57" }

scenario "舍去的口径" { e3, year = 2026, readings = { rounding = "truncate" }, year_interest = "349.66", year_subsidy = "15.16" }
scenario "舍去的口径，正好半分的舍去" { e4, year = 2026, readings = { rounding = "truncate" }, year_interest = "68.62", year_subsidy = "22.87" }
scenario "结息日不计息的口径，一笔存满一年" { e1, year = 2026, readings = { settlement_day_counts = "no" }, year_interest = "182.00", year_subsidy = "60.67" }
scenario "结息日不计息的口径，每月一笔" { e2, year = 2026, readings = { settlement_day_counts = "no" }, year_interest = "91.00", year_subsidy = "30.33" }
scenario "结息日不计息的口径，有结转" { e3, year = 2026, readings = { settlement_day_counts = "no" }, year_interest = "349.42", year_subsidy = "15.08" }
scenario "结息日不计息的口径，结息日存入没有" { e4, year = 2026, readings = { settlement_day_counts = "no" }, year_interest = "68.13", year_subsidy = "22.71" }
scenario "结息日不计息的口径，有提取" { e5, year = 2026, readings = { settlement_day_counts = "no" }, year_interest = "204.92", year_subsidy = "22.50" }
scenario "365天的口径，一笔存满一年" { e1, year = 2026, readings = { year_basis = "actual_365" }, year_interest = "180.00", year_subsidy = "60.00" }
scenario "365天的口径，每月一笔" { e2, year = 2026, readings = { year_basis = "actual_365" }, year_interest = "90.25", year_subsidy = "30.08" }
scenario "365天的口径，有结转" { e3, year = 2026, readings = { year_basis = "actual_365" }, year_interest = "344.88", year_subsidy = "14.96" }
scenario "365天的口径，每季一笔" { e4, year = 2026, readings = { year_basis = "actual_365" }, year_interest = "67.68", year_subsidy = "22.56" }
scenario "365天的口径，有提取" { e5, year = 2026, readings = { year_basis = "actual_365" }, year_interest = "202.23", year_subsidy = "22.26" }
scenario "按金额一次计算的口径，与存期无关" { e2, year = 2026, readings = { subsidy_mode = "flat" }, year_interest = "91.50", year_subsidy = "60.00" }
scenario "按金额一次计算的口径，只算新增" { e3, year = 2026, readings = { subsidy_mode = "flat" }, year_subsidy = "30.00" }
scenario "按金额一次计算的口径，先扣结转" { e5, year = 2026, readings = { subsidy_mode = "flat" }, year_subsidy = "25.00" }
-- 5000－2000＝3000×0.5%；按比例扣三分之一：5000－666.67＝4333.33×0.5%＝21.6667。
scenario "按金额一次计算的口径，先扣新增" { e5, year = 2026, readings = { subsidy_mode = "flat", withdrawal_order = "newest_first" }, year_subsidy = "15.00" }
scenario "按金额一次计算的口径，按比例扣" { e5, year = 2026, readings = { subsidy_mode = "flat", withdrawal_order = "proportional" }, year_subsidy = "21.67" }
-- 先扣新增：1625000－354000＝1271000→17.6528；按比例：1625000－2000÷3×177＝1507000→20.9306。
scenario "提取先扣新增的口径" { e5, year = 2026, readings = { withdrawal_order = "newest_first" }, year_interest = "205.04", year_subsidy = "17.65" }
scenario "提取按比例的口径" { e5, year = 2026, readings = { withdrawal_order = "proportional" }, year_subsidy = "20.93" }
-- 提取12000：结转10000不够，余下2000从提取之日起扣新增。
scenario "提取超过结转，余下的扣新增" { flows("10000.00", { { "2025-08-10", "5000.00" } }, { { "2026-01-05", "12000.00" } }), year = 2026, year_subsidy = "17.65" }

scenario "结息日存入算一天" { flows(nil, { { "2026-06-30", "10000.00" } }), year = 2026, year_interest = "0.42", year_subsidy = "0.14" }
-- 印发后第一次结息：8000×42天＝336000→14.00、4.6667。
local first = flows(nil, { { "2025-05-20", "8000.00" } })
scenario "印发后的第一次结息" { first, year = 2025, year_interest = "14.00", year_subsidy = "4.67" }
scenario "年度以外的缴存要求登记结转" { first, year = 2026, year_interest = { hold = "三（二）" }, year_subsidy = { hold = "三（二）" } }
scenario "结转零元也是登记" { first, worker = { carried = { { on = "2025-07-01", amount = "0.00" } } }, year = 2026, year_interest = "0.00", year_subsidy = "0.00" }
scenario "下一年度的缴存不算" { flows(nil, { { "2026-07-01", "8000.00" } }), year = 2026, year_interest = "0.00", year_subsidy = "0.00" }

-- 2024年的做法：当年没有提取或贷款的才有。
scenario "须未提取的口径，有提取的没有" { e5, year = 2026, readings = { needs_no_withdrawal_or_loan = "yes" }, year_subsidy = "0.00", year_interest = "205.04" }
scenario "须未提取的口径，没有提取的照旧" { e1, year = 2026, readings = { needs_no_withdrawal_or_loan = "yes" }, year_subsidy = "60.83" }
local function lent(on) return { loans = { { granted = on, at = "here", role = "borrower" } } } end
scenario "须未贷款的口径，当年贷款的没有" { e1, worker = lent("2025-07-01"), year = 2026, readings = { needs_no_withdrawal_or_loan = "yes" }, year_subsidy = "0.00" }
scenario "须未贷款的口径，结息日贷款的没有" { e1, worker = lent("2026-06-30"), year = 2026, readings = { needs_no_withdrawal_or_loan = "yes" }, year_subsidy = "0.00" }
scenario "须未贷款的口径，以前年度贷款的照旧" { e1, worker = lent("2025-06-30"), year = 2026, readings = { needs_no_withdrawal_or_loan = "yes" }, year_subsidy = "60.83" }
scenario "没有此项条件，贷款的照旧" { e1, worker = lent("2025-07-01"), year = 2026, year_subsidy = "60.83" }

-- 2024-07至2025-06：6000×62天（2025-04-30）＋6000×61天（2025-05-01）＝738000→10.25；只算后一笔366000→5.0833。
local early = flows(nil, { { "2025-04-30", "6000.00" }, { "2025-05-01", "6000.00" } })
scenario "第一个年度整个都算" { early, year = 2025, year_subsidy = "10.25", year_interest = "30.75" }
scenario "第一个年度只算施行以后缴存的口径" { early, year = 2025, readings = { first_year = "from_2025_05_01" }, year_subsidy = "5.08", year_interest = "30.75" }
scenario "只算施行以后的口径，以后的年度照旧" { e1, year = 2026, readings = { first_year = "from_2025_05_01" }, year_subsidy = "60.83" }
scenario "施行以前结束的年度没有这项制度" { early, year = 2024, year_subsidy = { refused = "末段" }, year_interest = { refused = "末段" } }

-- 2026-07至2027-06：12000×184天（到2026-12-31）＝2208000→30.6667；12000×365天→60.8333。
local late = flows(nil, { { "2026-07-01", "12000.00" }, { "2027-01-01", "9000.00" } })
scenario "有效期届满以后结束的年度尚无规定" { late, year = 2027, year_subsidy = { undetermined = "末段" }, year_interest = { undetermined = "末段" } }
scenario "只算有效期内天数的口径" { late, year = 2027, readings = { last_year = "days_inside" }, year_subsidy = "30.67" }
scenario "只算有效期内缴存的口径" { late, year = 2027, readings = { last_year = "deposits_inside" }, year_subsidy = "60.83" }
-- 2026-12-31存6000：1天→0.0833；182天＝1092000→15.1667。
local last_day = flows(nil, { { "2026-12-31", "6000.00" } })
scenario "有效期末日缴存的，只算天数的口径有一天" { last_day, year = 2027, readings = { last_year = "days_inside" }, year_subsidy = "0.08" }
scenario "有效期末日缴存的，算到结息日的口径" { last_day, year = 2027, readings = { last_year = "deposits_inside" }, year_subsidy = "15.17" }
scenario "有效期内的年度不受最后年度口径影响" { e1, year = 2026, readings = { last_year = "days_inside" }, year_subsidy = "60.83" }

-- 单位缴存的6000×122天＝732000只有利息：4380000＋732000＝5112000→213.00。
scenario "通过单位缴存的有利息而没有补贴" { flows(nil, { { "2025-07-01", "12000.00" }, { "2026-03-01", "6000.00", "unit" } }), year = 2026,
  year_interest = "213.00", year_subsidy = "60.83" }
-- 提取8000：先扣单位缴存的6000，余下2000×177＝354000：4026000→55.9167。
scenario "提取先扣单位缴存的" { flows(nil, { { "2025-07-01", "12000.00" }, { "2025-09-01", "6000.00", "unit" } }, { { "2026-01-05", "8000.00" } }), year = 2026,
  year_subsidy = "55.92" }
local changed = also(e1, { work = { { value = "new_form", to = "2026-01-31" }, { value = "unit", from = "2026-02-01" } } })
scenario "年度内转为单位职工，补贴随缴存走" { changed, year = 2026, year_subsidy = "60.83" }
scenario "结息日是单位职工的没有补贴的口径" { changed, year = 2026, readings = { changed_in_year = "forfeits" }, year_subsidy = "0.00" }
scenario "结息日以前转回来的仍有补贴" { e1, worker = { work = { { value = "unit", to = "2026-06-29" }, { value = "new_form", from = "2026-06-30" } } }, year = 2026,
  readings = { changed_in_year = "forfeits" }, year_subsidy = "60.83" }
local made_up = flows(nil, { { "2025-07-01", "12000.00", "flexible", true }, { "2025-12-31", "6000.00", "flexible", false } })
-- 4380000＋1092000＝5472000→76.00；不算补缴的1092000→15.1667。
scenario "补缴的也是新增" { made_up, year = 2026, year_subsidy = "76.00" }
scenario "补缴不算新增的口径" { made_up, year = 2026, readings = { made_up_deposit = "not_new" }, year_subsidy = "15.17" }
-- 补缴不算新增的口径，提取6000先扣补缴的12000，新增不动。
scenario "补缴不算新增的口径，提取先扣补缴的" { flows(nil, { { "2025-07-01", "12000.00", "flexible", true }, { "2025-12-31", "6000.00" } }, { { "2026-01-05", "6000.00" } }),
  year = 2026, readings = { made_up_deposit = "not_new" }, year_subsidy = "15.17" }

-- 2026-01-01利率改为1.35%：结息日4380000×1.35%÷360＝164.25；分段2208000×1.5%÷360＋2172000×1.35%÷360＝92.00＋81.45＝173.45。
local cut = { account_rate = { from = "2026-01-01", value = percent "1.35" } }
scenario "利率调整的按结息日的利率" { e1, year = 2026, law = cut, year_interest = "164.25", year_subsidy = "60.83" }
scenario "利率分段计算的口径" { e1, year = 2026, law = cut, readings = { rate_of_year = "segments" }, year_interest = "173.45" }
scenario "利率没有调整的，分段与否相同" { e5, year = 2026, readings = { rate_of_year = "segments" }, year_interest = "205.04" }

scenario "利率分段计算的口径，也只在最后取整一次" { e4, year = 2026, readings = { rate_of_year = "segments" }, year_interest = "68.63" }

-- 2026-03-01退出：12000×243天＝2916000→121.50、40.50。
local exited = flows(nil, { { "2025-07-01", "12000.00" } }, { { "2026-03-01", "12121.50", "exit" } })
scenario "年度内退出的，利息到前一天，补贴没有规定" { exited, year = 2026, year_interest = "121.50", year_subsidy = { undetermined = "三（二）" } }
scenario "退出的补贴算到前一天的口径" { exited, year = 2026, readings = { exit_before_settlement = "pro_rata" }, year_subsidy = "40.50" }
scenario "退出的没有补贴的口径" { exited, year = 2026, readings = { exit_before_settlement = "forfeited" }, year_subsidy = "0.00" }
scenario "没有补贴的口径，没有退出的照旧" { e5, year = 2026, readings = { exit_before_settlement = "forfeited" }, year_subsidy = "22.57" }
-- 结息日退出：364天，4368000→182.00、60.6667。
scenario "结息日退出的也在年度内" { flows(nil, { { "2025-07-01", "12000.00" } }, { { "2026-06-30", "12182.00", "exit" } }), year = 2026,
  readings = { exit_before_settlement = "pro_rata" }, year_interest = "182.00", year_subsidy = "60.67" }
-- 2026-04-01再开户，存6000×91天＝546000→22.75、7.5833。
local again = also(flows(nil, { { "2025-07-01", "12000.00" }, { "2026-04-01", "6000.00" } }, { { "2026-03-01", "12121.50", "exit" } }),
  { accounts = { { opened = "2024-12-01", closed = "2026-03-01", at = "here", kind = "flexible" }, { opened = "2026-04-01", at = "here", kind = "flexible" } } })
scenario "退出后再参加的只算再开户以后" { again, year = 2026, readings = { exit_before_settlement = "pro_rata" }, year_interest = "22.75", year_subsidy = "7.58" }
-- 退出次日再开户，存6000×121天＝726000→30.25。
scenario "退出次日再开户的" { flows(nil, { { "2026-03-02", "6000.00" } }, { { "2026-03-01", "12121.50", "exit" } }),
  worker = { accounts = { { opened = "2026-03-02", at = "here", kind = "flexible" } } }, year = 2026, year_interest = "30.25" }
scenario "上一年度退出的不影响本年度" { again, year = 2027, worker = { carried = { { on = "2026-07-01", amount = "0.00" } } }, readings = { last_year = "days_inside" },
  year_subsidy = "0.00" }
scenario "不知道缴存就问" { flows(nil, {}), worker = { deposits = unknown }, year = 2026, year_interest = { needs = "deposits" }, year_subsidy = { needs = "deposits" } }
