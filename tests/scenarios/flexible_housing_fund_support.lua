-- 三（一）、三（三）至三（六）、三（八）：开户补贴、直付房租、优先授信、房票、创业贷款。没有公布的数是虚构的。
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

local usual = also(nil, { work = "new_form", withdrawals = {}, deposits = {}, carried = { { on = "2025-07-01", amount = "13000.00" } },
  accounts = { { opened = "2025-07-10", at = "here", kind = "flexible" } } })

scenario "税前扣除的限额没有公布" { usual, on = "2025-08-10", paid = "500.00", tax_deduction = { undetermined = "三（一）" } }
local limit = { deduction_limit = { from = "2025-05-01", value = yuan(1000) } }
scenario "限额以内全部扣除" { usual, on = "2025-08-10", law = limit, paid = "999.99", tax_deduction = { "999.99", because = "三（一）" } }
scenario "超过限额的按限额扣除" { usual, on = "2025-08-10", law = limit, paid = "1000.01", tax_deduction = "1000.00" }

local graduate = also(usual, { school = "technician", graduated_on = "2025-06-30", left_school_on = "2025-06-30",
  work = { { value = "new_form", from = "2025-07-05" } },
  deposits = { { on = "2025-07-15", amount = "500.00", kind = "flexible", first_month = "2025-07", last_month = "2025-07" } } })
local grant = { opening_amount = { from = "2025-05-01", value = yuan(1000) } }
scenario "开户补贴的金额没有公布" { graduate, on = "2025-08-10", opening_subsidy = { undetermined = "三（三）" } }
scenario "应届毕业生有开户补贴" { graduate, on = "2025-08-10", law = grant, opening_subsidy = { "1000.00", because = "三（三）" } }
scenario "普通高校毕业生有开户补贴" { graduate, worker = { school = "university" }, on = "2025-08-10", law = grant, opening_subsidy = "1000.00" }
scenario "职业院校毕业生有开户补贴" { graduate, worker = { school = "vocational" }, on = "2025-08-10", law = grant, opening_subsidy = "1000.00" }
scenario "上年毕业的不是应届" { graduate, worker = { graduated_on = "2024-12-31" }, on = "2025-08-10", law = grant, opening_subsidy = { refused = "三（三）" } }
scenario "当年1月毕业的是应届" { graduate, worker = { graduated_on = "2025-01-01" }, on = "2025-08-10", law = grant, opening_subsidy = "1000.00" }
scenario "不是毕业生的没有" { graduate, worker = { school = absent, graduated_on = absent }, on = "2025-08-10", law = grant, opening_subsidy = { refused = "三（三）" } }
scenario "没有毕业日期的没有" { graduate, worker = { graduated_on = absent }, on = "2025-08-10", law = grant, opening_subsidy = { refused = "三（三）" } }
scenario "开户、缴存的当天就有" { graduate, worker = { deposits = { { on = "2025-07-10", amount = "500.00", kind = "flexible", first_month = "2025-07", last_month = "2025-07" } } },
  on = "2025-07-10", law = grant, opening_subsidy = "1000.00" }
scenario "缴存前一天没有" { graduate, on = "2025-07-14", law = grant, opening_subsidy = { refused = "三（三）" } }
scenario "缴存当天有" { graduate, on = "2025-07-15", law = grant, opening_subsidy = "1000.00" }
scenario "通过单位缴存的没有" { graduate, worker = { deposits = { { on = "2025-07-15", amount = "500.00", kind = "unit", first_month = "2025-07", last_month = "2025-07" } } },
  on = "2025-08-10", law = grant, opening_subsidy = { refused = "三（三）" } }
scenario "没有账户的没有" { graduate, worker = { accounts = {} }, on = "2025-08-10", law = grant, opening_subsidy = { refused = "三（三）" } }
scenario "以首次开户为准，再开户不算" { graduate, worker = { graduated_on = "2026-06-30", accounts = { { opened = "2025-07-10", closed = "2025-09-01", at = "here",
  kind = "flexible" }, { opened = "2026-07-01", at = "here", kind = "flexible" } } }, on = "2026-08-10", law = grant, opening_subsidy = { refused = "三（三）" } }
local choosing = { fresh = "two_years" }
scenario "择业期的口径，离校正好2年开户的有" { graduate, worker = { graduated_on = "2023-06-30", left_school_on = "2023-07-10" }, on = "2025-08-10", law = grant,
  readings = choosing, opening_subsidy = "1000.00" }
scenario "择业期的口径，离校2年零一天开户的没有" { graduate, worker = { graduated_on = "2023-06-30", left_school_on = "2023-07-09" }, on = "2025-08-10", law = grant,
  readings = choosing, opening_subsidy = { refused = "三（三）" } }
scenario "择业期的口径，先在单位工作的没有" { graduate, worker = { work = { { value = "unit", from = "2025-07-01" }, { value = "new_form", from = "2025-07-05" } } },
  on = "2025-08-10", law = grant, readings = choosing, opening_subsidy = { refused = "三（三）" } }
scenario "择业期的口径，没有离校日期的没有" { graduate, worker = { left_school_on = absent }, on = "2025-08-10", law = grant, readings = choosing,
  opening_subsidy = { refused = "三（三）" } }

scenario "择业期的口径，一直没有就业的没有" { graduate, worker = { work = absent }, on = "2025-08-10", law = grant, readings = choosing, opening_subsidy = { refused = "三（三）" } }
scenario "开户以前的缴存不算" { graduate, worker = { deposits = { { on = "2025-07-09", amount = "500.00", kind = "flexible", first_month = "2025-07", last_month = "2025-07" } } },
  on = "2025-07-09", law = grant, opening_subsidy = { refused = "三（三）" } }

local renter = also(usual, { rents = "affordable" })
scenario "房租在余额以内的全部直付" { renter, on = "2025-08-10", rent_due = "13000.00", rent_direct = { "13000.00", because = "三（四）", warns = "三（四）" } }
scenario "房租超过余额的以余额为限" { renter, on = "2025-08-10", rent_due = "13000.01", rent_direct = "13000.00" }
scenario "不以余额为限的口径" { renter, on = "2025-08-10", rent_due = "13000.01", readings = { use_caps = "uncapped" }, rent_direct = "13000.01" }
scenario "租住其他住房的不可以" { renter, worker = { rents = "other" }, on = "2025-08-10", rent_due = "100.00", rent_direct = { refused = "三（四）" } }
scenario "没有租住的不可以" { renter, worker = { rents = absent }, on = "2025-08-10", rent_due = "100.00", rent_direct = { refused = "三（四）" } }
scenario "没有账户的不可以直付" { renter, worker = { accounts = {} }, on = "2025-08-10", rent_due = "100.00", rent_direct = { refused = "二（二）" } }
scenario "上年结转没有登记的暂缓直付" { renter, worker = { carried = {}, deposits = { { on = "2025-06-30", amount = "500.00", kind = "flexible", first_month = "2025-06",
  last_month = "2025-06" } } }, on = "2025-08-10", rent_due = "100.00", rent_direct = { hold = "三（二）" } }

local shop = also(usual, { business = true, famous = true, startup_certified = true, business_loans = {} })
scenario "名特优新个体工商户鼓励优先，不是权利" { shop, on = "2025-08-10", bank_priority = { true, because = "三（五）", warns = "三（五）" } }
scenario "不是个体工商户的不属于" { shop, worker = { business = false }, on = "2025-08-10", bank_priority = { refused = "三（五）" } }
scenario "不是名特优新的不属于" { shop, worker = { famous = false }, on = "2025-08-10", bank_priority = { refused = "三（五）" } }
scenario "没有参加住房公积金的不属于" { shop, worker = { accounts = {} }, on = "2025-08-10", bank_priority = { refused = "三（五）" } }

local moved = also(usual, { voucher = true })
scenario "房票不足部分" { moved, on = "2025-08-10", price = "1000000.00", voucher_used = "800000.00", voucher_gap = { "200000.00", because = "三（六）" } }
scenario "房票正好足够" { moved, on = "2025-08-10", price = "800000.00", voucher_used = "800000.00", voucher_gap = "0.00" }
scenario "房票有余的没有不足" { moved, on = "2025-08-10", price = "800000.00", voucher_used = "800000.01", voucher_gap = "0.00" }
scenario "没有取得房票的不适用" { moved, worker = { voucher = false }, on = "2025-08-10", price = "1000000.00", voucher_used = "0.00", voucher_gap = { refused = "三（六）" } }
local function uses(title, price, withdraw, borrow, expected, readings, facts)
  scenario(title) { moved, worker = facts, on = "2025-08-10", price = price, voucher_used = "800000.00", withdraw = withdraw, borrow = borrow, readings = readings,
    voucher_use = expected }
end
uses("提取正好等于余额可以", "1000000.00", "13000.00", "0.00", { true, because = "三（六）" })
uses("提取超过余额一分不可以", "1000000.00", "13000.01", "0.00", { refused = "三（六）" })
uses("提取正好等于不足部分可以", "810000.00", "10000.00", "0.00", true)
uses("提取超过不足部分一分不可以", "810000.00", "10000.01", "0.00", { refused = "三（六）" })
uses("不以不足部分为限的口径", "810000.00", "10000.01", "0.00", true, { use_caps = "uncapped" })
uses("提取与贷款之和超过不足部分不可以", "810000.00", "9000.00", "1000.01", { refused = "三（六）" })
uses("有贷款的额度尚无规定", "1000000.00", "13000.00", "0.01", { undetermined = "二（四）" })
uses("提取超过余额的，有贷款也不可以", "1000000.00", "13000.01", "0.01", { refused = "三（六）" })
uses("没有账户的，有贷款也不可以", "1000000.00", "0.00", "0.01", { refused = "二（二）" }, nil, { accounts = {} })
uses("没有房票的，有贷款也不可以", "1000000.00", "0.00", "0.01", { refused = "三（六）" }, nil, { voucher = false })
uses("没有房票的不可以", "1000000.00", "100.00", "0.00", { refused = "三（六）" }, nil, { voucher = false })
uses("没有账户的不可以这样用", "1000000.00", "100.00", "0.00", { refused = "二（二）" }, nil, { accounts = {} })
uses("上年结转没有登记的暂缓", "1000000.00", "0.00", "0.00", { hold = "三（二）" }, nil, { carried = {}, deposits = { { on = "2025-06-30", amount = "500.00",
  kind = "flexible", first_month = "2025-06", last_month = "2025-06" } } })

local function startup(title, amount, months, expected, facts)
  scenario(title) { shop, worker = facts, on = "2025-08-10", loan_amount = amount, loan_period = months, startup_loan = expected }
end
startup("30万元3年正好可以", "300000.00", 36, { true, because = "三（八）第一句" })
startup("超过30万元一分不可以", "300000.01", 36, { refused = "三（八）第一句" })
startup("超过3年一个月不可以", "300000.00", 37, { refused = "三（八）第一句" })
startup("不需要住房公积金账户", "100000.00", 12, true, { accounts = {} })
scenario "施行当天可以申请创业担保贷款" { shop, on = "2025-05-01", loan_amount = "300000.00", loan_period = 36, startup_loan = true }
startup("没有认定资质的不可以", "100000.00", 12, { refused = "三（八）第一句" }, { startup_certified = absent })
startup("认定不符合的不可以", "100000.00", 12, { refused = "三（八）第一句" }, { startup_certified = false })
startup("不是个体工商户的不可以贷款", "100000.00", 12, { refused = "三（八）第一句" }, { business = false })

-- 逐月的未还本金；贴息＝合计×利率（不超过2%）÷12，舍去到分，不超过20万元。
local last_days = { "2025-06-30", "2025-07-31", "2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31",
  "2026-04-30", "2026-05-31", "2026-06-30" }
local first_days = { "2025-06-01", "2025-07-01", "2025-08-01", "2025-09-01", "2025-10-01", "2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01",
  "2026-04-01", "2026-05-01", "2026-06-01" }
local function borrowed(principal, months)
  local list = {}
  for i, outstanding in ipairs(months) do list[i] = { number = i, from = first_days[i], until_day = last_days[i], outstanding = outstanding } end
  return also(shop, { business_loans = { { on = "2025-06-01", principal = principal } }, loan_months = list })
end
local function level(amount, n)
  local list = {}
  for i = 1, n do list[i] = amount end
  return list
end
local function relieved(title, who, rate, expected, readings)
  scenario(title) { who, on = "2026-06-30", rate = rate, readings = readings, first_loan_subsidy = expected }
end
relieved("利率低于2%的全部贴息", borrowed("100000.00", level("100000.00", 12)), "0.015", { "1500.00", because = "三（八）第二句", warns = "三（八）第二句" })
relieved("利率正好2%", borrowed("100000.00", level("100000.00", 12)), "0.02", "2000.00")
relieved("利率高于2%的按2%", borrowed("100000.00", level("100000.00", 12)), "0.0201", "2000.00")
relieved("第13个月不贴息", borrowed("100000.00", level("100000.00", 13)), "0.02", "2000.00")
relieved("只借11个月的", borrowed("120000.00", level("120000.00", 11)), "0.02", "2200.00") -- 1320000×2%÷12
relieved("本金一千万元一年正好20万元", borrowed("10000000.00", level("10000000.00", 12)), "0.03", "200000.00")
relieved("超过20万元的以20万元为限", borrowed("10000001.00", level("10000001.00", 12)), "0.03", "200000.00")
relieved("不足20万元的不受限", borrowed("9999999.50", level("9999999.50", 12)), "0.03", "199999.99")
relieved("不足一分的舍去", borrowed("33333.33", level("33333.33", 12)), "0.02", "666.66") -- 399999.96×2%÷12＝666.6666
-- 逐月归还：12＋11＋…＋1＝78万元×2%÷12＝1300。
relieved("逐月归还的按未还本金", borrowed("120000.00", { "120000.00", "110000.00", "100000.00", "90000.00", "80000.00", "70000.00", "60000.00", "50000.00", "40000.00",
  "30000.00", "20000.00", "10000.00" }), "0.02", "1300.00")
relieved("本金限额的口径，40万元只贴一半", borrowed("400000.00", level("400000.00", 12)), "0.03", "4000.00", { first_loan_cap = "principal" })
relieved("本金限额的口径，20万元全部贴息", borrowed("200000.00", level("200000.00", 12)), "0.03", "4000.00", { first_loan_cap = "principal" })
-- 300000.01×2%＝6000.0002×（200000÷300000.01）＝4000.0000…：恰为4000。
relieved("本金限额的口径，只舍去一次", borrowed("300000.01", level("300000.01", 12)), "0.02", "4000.00", { first_loan_cap = "principal" })
-- 2025-06-01至2026-05-31共365天：100000×365×2%÷360＝2027.777…
relieved("按实际天数的口径", borrowed("100000.00", level("100000.00", 13)), "0.02", "2027.77", { period = "days_360" })
relieved("按实际天数的口径，只借一个月", borrowed("100000.00", level("100000.00", 1)), "0.02", "166.66", { period = "days_360" }) -- 30天
relieved("按实际天数的口径，没有登记逐月本金的为零", borrowed("100000.00", {}), "0.02", "0.00", { period = "days_360" })
scenario "施行当月的首贷贴息" { borrowed("400000.00", { "400000.00" }), worker = { business_loans = { { on = "2025-05-01", principal = "400000.00" } } }, on = "2025-05-31",
  rate = "0.03", first_loan_subsidy = "666.66" } -- 400000×2%÷12
scenario "施行当月的首贷贴息，本金限额的口径" { borrowed("400000.00", { "400000.00" }), worker = { business_loans = { { on = "2025-05-01", principal = "400000.00" } } },
  on = "2025-05-31", rate = "0.03", readings = { first_loan_cap = "principal" }, first_loan_subsidy = "333.33" }
relieved("没有获得贷款的没有", also(shop, { loan_months = {} }), "0.02", { refused = "三（八）第二句" })
relieved("不是首次贷款的没有", also(borrowed("100000.00", level("100000.00", 12)), { business_loans = { { on = "2025-06-01", principal = "100000.00" },
  { on = "2026-06-30", principal = "100000.00" } } }), "0.02", { refused = "三（八）第二句" })
relieved("以后的第二笔不影响", also(borrowed("100000.00", level("100000.00", 12)), { business_loans = { { on = "2025-06-01", principal = "100000.00" },
  { on = "2026-07-01", principal = "100000.00" } } }), "0.02", "2000.00")
relieved("不是个体工商户的没有贴息", also(borrowed("100000.00", level("100000.00", 12)), { business = false }), "0.02", { refused = "三（八）第二句" })
