-- 二（二）至二（六）：缴存、退出、余额、贷款。上下限没有公布，场景里的数是虚构的。
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

local usual = also(nil, { birth_date = "1990-05-15", sex = "male", work = "new_form",
  credit_checks = { { on = "2025-05-01", good = true } }, loans = {}, withdrawals = {}, deposits = {}, carried = {},
  accounts = { { opened = "2025-05-20", at = "here", kind = "flexible" } },
  agreements = { { signed = "2025-05-20", amount = "500.00", every = "month" } } })
local limits = { floor = { from = "2025-05-01", value = yuan(200) }, ceiling = { from = "2025-05-01", value = yuan(3000) } }
local function deposit(title, amount, first, last, expected, readings)
  scenario(title) { usual, on = "2025-08-10", law = limits, amount = amount, first_month = first, last_month = last, readings = readings, may_deposit = expected }
end
local refused = { refused = "二（三）" }

scenario "上下限没有公布以前尚无规定" { usual, on = "2025-08-10", amount = "500.00", first_month = "2025-08", last_month = "2025-08",
  may_deposit = { undetermined = "二（三）" } }
scenario "上下限没有公布，没有账户的也不可以" { usual, worker = { accounts = {} }, on = "2025-08-10", amount = "500.00", first_month = "2025-08", last_month = "2025-08",
  may_deposit = { refused = "二（二）" } }
deposit("正好下限可以", "200.00", "2025-08", "2025-08", { true, because = "二（三）", warns = {} })
deposit("低于下限一分不可以", "199.99", "2025-08", "2025-08", refused)
deposit("正好上限可以", "3000.00", "2025-08", "2025-08", true)
deposit("高于上限一分不可以", "3000.01", "2025-08", "2025-08", refused)
deposit("一季的下限是三个月之和", "600.00", "2025-07", "2025-09", true)
deposit("一季低于三个月之和一分不可以", "599.99", "2025-07", "2025-09", refused)
deposit("一季的上限是三个月之和", "9000.00", "2025-07", "2025-09", true)
deposit("一季高于三个月之和一分不可以", "9000.01", "2025-07", "2025-09", refused)
deposit("按次的口径，一季也以一次的下限为准", "200.00", "2025-07", "2025-09", true, { limits = "per_payment" })
deposit("按次的口径，低于下限一分不可以", "199.99", "2025-07", "2025-09", refused, { limits = "per_payment" })
deposit("按次的口径，高于上限一分不可以", "3000.01", "2025-07", "2025-09", refused, { limits = "per_payment" })
deposit("所属期颠倒的不可以", "500.00", "2025-09", "2025-08", refused)
deposit("补缴上月的可以，提醒", "500.00", "2025-07", "2025-07", { true, warns = "二（三）" })
-- 2026年起下限300元：2025年12月与2026年1月合计500元。
local raised = { floor = { from = "2025-05-01", to = "2025-12-31", value = yuan(200) }, ceiling = { from = "2025-05-01", value = yuan(3000) } }
scenario "补缴以前月份的按当时的下限" { usual, on = "2026-02-10", law = raised, amount = "200.00", first_month = "2025-12", last_month = "2025-12", may_deposit = true }
scenario "没有公布下限的月份尚无规定" { usual, on = "2026-02-10", law = raised, amount = "400.00", first_month = "2025-12", last_month = "2026-01",
  may_deposit = { undetermined = "二（三）" } }

local function with(title, facts, day, expected, readings)
  scenario(title) { usual, worker = facts, on = day, law = limits, amount = "500.00", first_month = "2025-08", last_month = "2025-08", readings = readings,
    may_deposit = expected }
end
with("没有协议的不可以", { agreements = {} }, "2025-08-10", { refused = "二（二）" })
with("协议签订当天可以", { agreements = { { signed = "2025-08-10", amount = "500.00", every = "month" } } }, "2025-08-10", true)
with("协议次日才签订的不可以", { agreements = { { signed = "2025-08-11", amount = "500.00", every = "month" } } }, "2025-08-10", { refused = "二（二）" })
with("协议当天终止的不可以", { agreements = { { signed = "2025-05-20", ended = "2025-08-10", amount = "500.00", every = "month" } } }, "2025-08-10", { refused = "二（二）" })
with("协议次日终止的还可以", { agreements = { { signed = "2025-05-20", ended = "2025-08-11", amount = "500.00", every = "month" } } }, "2025-08-10", true)
with("没有账户的不可以", { accounts = {} }, "2025-08-10", { refused = "二（二）" })
with("只有单位账户的不可以", { accounts = { { opened = "2020-01-01", at = "here", kind = "unit" } } }, "2025-08-10", { refused = "二（二）" })
with("当天销户的不可以", { accounts = { { opened = "2025-05-20", closed = "2025-08-10", at = "here", kind = "flexible" } } }, "2025-08-10", { refused = "二（二）" })
-- 男1965-06-10：2025-08-10达到。
with("达到退休年龄前一天可以缴存", { birth_date = "1965-06-10" }, "2025-08-09", { true, warns = {} })
with("达到退休年龄以后尚无规定", { birth_date = "1965-06-10" }, "2025-08-10", { undetermined = "二（一）" })
with("达到退休年龄以后可以的口径", { birth_date = "1965-06-10" }, "2025-08-10", true, { deposit_after_age = "allowed" })
with("达到退休年龄以后不可以的口径", { birth_date = "1965-06-10" }, "2025-08-10", { refused = "二（一）" }, { deposit_after_age = "refused" })
with("不可以的口径，达到以前照常", { birth_date = "1965-06-10" }, "2025-08-09", true, { deposit_after_age = "refused" })
with("逾期未结清的贷款提醒报送", { loans = { { granted = "2024-06-01", at = "here", role = "borrower", overdue_since = "2025-08-10" } } }, "2025-08-10", { true, warns = "二（六）" })
with("次日才逾期的不提醒", { loans = { { granted = "2024-06-01", at = "here", role = "borrower", overdue_since = "2025-08-11" } } }, "2025-08-10", { true, warns = {} })
with("逾期而当天结清的不提醒", { loans = { { granted = "2024-06-01", settled = "2025-08-10", at = "here", role = "borrower", overdue_since = "2025-07-10" } } }, "2025-08-10",
  { true, warns = {} })
with("没有登记的女性，提醒", { birth_date = "1971-05-15", sex = "female" }, "2025-08-10", { true, warns = "二（一）" })
with("没有登记的女性须先认定的", { birth_date = "1971-05-15", sex = "female" }, "2025-08-10", { undetermined = "二（一）" }, { women_default = "ask" })

local function loan(granted, settled, at, role) return { loans = { { granted = granted, settled = settled, at = at, role = role } } } end
local function leaves(title, facts, expected, readings)
  scenario(title) { usual, worker = facts, on = "2025-08-10", readings = readings, may_exit = expected }
end
leaves("没有贷款的可以退出，提醒当年补贴没有规定", nil, { true, because = "二（三）", warns = "三（二）" })
leaves("没有账户的无从退出", { accounts = {} }, { refused = "二（二）" })
leaves("有未结清贷款的不可以", loan("2025-08-10", absent, "here", "borrower"), { refused = "二（三）" })
leaves("次日才发放的贷款不影响", loan("2025-08-11", absent, "here", "borrower"), true)
leaves("当天结清的可以", loan("2025-06-01", "2025-08-10", "here", "borrower"), true)
leaves("次日才结清的不可以", loan("2025-06-01", "2025-08-11", "here", "borrower"), { refused = "二（三）" })
leaves("外地的共同借款也算", loan("2024-06-01", absent, "elsewhere", "co_borrower"), { refused = "二（三）" })
leaves("只算借款人的口径，共同借款不算", loan("2024-06-01", absent, "elsewhere", "co_borrower"), true, { loan_scope = "borrower_only" })
leaves("只算借款人的口径，借款人算", loan("2024-06-01", absent, "here", "borrower"), { refused = "二（三）" }, { loan_scope = "borrower_only" })
leaves("只算借款人的口径，结清的不算", loan("2024-06-01", "2025-08-10", "here", "borrower"), true, { loan_scope = "borrower_only" })
leaves("无条件退出的口径", loan("2024-06-01", absent, "here", "borrower"), true, { loan_blocks_exit = "never" })
scenario "结息年度首日退出的不提醒" { usual, on = "2025-07-01", may_exit = { true, warns = {} } }
scenario "结息日退出的提醒" { usual, on = "2025-06-30", may_exit = { true, warns = "三（二）" } }

-- 结转10000，2025-08-10存5000，2026-01-05提2000。到2026-03-01：2025-07-01起243天，存入起203天，提取起55天：
-- 2430000＋1015000－110000＝3335000；×1.5%÷360＝138.9583；÷365＝137.0548。余额13000。
local saver = also(usual, { carried = { { on = "2025-07-01", amount = "10000.00" } },
  deposits = { { on = "2025-08-10", amount = "5000.00", kind = "flexible", first_month = "2025-08", last_month = "2025-08" } },
  withdrawals = { { on = "2026-01-05", amount = "2000.00", use = "other" } } })
scenario "销户提取余额及到前一天的利息" { saver, on = "2026-03-01", exit_amount = { "13138.96", because = "二（三）", warns = "三（二）" }, quota_balance = "13000.00" }
scenario "利息舍去的口径" { saver, on = "2026-03-01", readings = { rounding = "truncate" }, exit_amount = "13138.95" }
scenario "一年365天的口径" { saver, on = "2026-03-01", readings = { year_basis = "actual_365" }, exit_amount = "13137.05" }
-- 结息日不计息的口径，结转的从6月30日起：多10000×1天，3345000→139.375；首日付款也有一天。
scenario "结息日不计息的口径，退出的利息" { saver, on = "2026-03-01", readings = { settlement_day_counts = "no" }, exit_amount = "13139.38" }
scenario "结息日不计息的口径，首日付款有结息日一天" { saver, on = "2025-07-01", readings = { settlement_day_counts = "no" }, exit_amount = "10000.42" }
scenario "结息年度首日没有利息，也不提醒" { saver, on = "2025-07-01", exit_amount = { "10000.00", warns = {} } }
-- 首日的次日：10000×1天×1.5%÷360＝0.4167。
scenario "首日的次日有一天利息" { saver, on = "2025-07-02", exit_amount = { "10000.42", warns = "三（二）" } }
-- 结息日付款：12000×364天＝4368000→182.00。
-- 施行当月：2025-05-01存12000，2025-05-31付款，30天：360000×1.5%÷360＝15.00；÷365＝14.7945。
local may = { carried = {}, withdrawals = {}, accounts = { { opened = "2025-05-01", at = "here", kind = "flexible" } },
  deposits = { { on = "2025-05-01", amount = "12000.00", kind = "flexible", first_month = "2025-05", last_month = "2025-05" } } }
scenario "施行当月退出的" { usual, worker = may, on = "2025-05-31", exit_amount = "12015.00" }
scenario "施行当月退出的，365天的口径" { usual, worker = may, on = "2025-05-31", readings = { year_basis = "actual_365" }, exit_amount = "12014.79" }
scenario "结息日付款的利息算到前一天" { usual, worker = { deposits = { { on = "2025-07-01", amount = "12000.00", kind = "flexible", first_month = "2025-07",
  last_month = "2025-07" } } }, on = "2026-06-30", exit_amount = "12182.00" }
scenario "有贷款的不可以提取" { saver, worker = loan("2025-06-01", absent, "here", "borrower"), on = "2026-03-01", exit_amount = { refused = "二（三）" } }
scenario "没有账户的不可以提取" { saver, worker = { accounts = {} }, on = "2026-03-01", exit_amount = { refused = "二（二）" } }
scenario "上年结转没有登记的暂缓" { usual, worker = { deposits = { { on = "2025-06-30", amount = "5000.00", kind = "flexible", first_month = "2025-06",
  last_month = "2025-06" } } }, on = "2025-07-01", exit_amount = { hold = "三（二）" }, quota_balance = { hold = "三（二）" } }
scenario "当年才缴存的不用结转" { usual, worker = { deposits = { { on = "2025-07-01", amount = "5000.00", kind = "flexible", first_month = "2025-07",
  last_month = "2025-07" } } }, on = "2025-07-01", exit_amount = "5000.00" }

scenario "提取前一天的余额" { saver, on = "2026-01-04", quota_balance = "15000.00" }
scenario "提取当天的余额" { saver, on = "2026-01-05", quota_balance = "13000.00" }
scenario "存入前一天的余额" { saver, on = "2025-08-09", quota_balance = "10000.00" }
scenario "单位缴存的也参与额度计算" { saver, worker = { deposits = { { on = "2025-09-10", amount = "700.00", kind = "unit", first_month = "2025-09", last_month = "2025-09" } } },
  on = "2025-12-31", quota_balance = { "10700.00", because = "二（五）" } }
-- 2025-09-01退出，付清5010.00（含利息）；2025-10-15再参加，存300。
local back = also(usual, { deposits = { { on = "2025-08-10", amount = "5000.00", kind = "flexible", first_month = "2025-08", last_month = "2025-08" },
    { on = "2025-10-15", amount = "300.00", kind = "flexible", first_month = "2025-10", last_month = "2025-10" } },
  accounts = { { opened = "2025-05-20", closed = "2025-09-01", at = "here", kind = "flexible" }, { opened = "2025-10-15", at = "here", kind = "flexible" } },
  withdrawals = { { on = "2025-09-01", amount = "5010.00", use = "exit" } } })
scenario "退出以后余额为零" { back, on = "2025-09-01", quota_balance = "0.00", exit_amount = { refused = "二（二）" } }
scenario "退出次日再存的都算" { back, worker = { deposits = { { on = "2025-09-02", amount = "300.00", kind = "flexible", first_month = "2025-09", last_month = "2025-09" } } },
  on = "2025-09-02", quota_balance = "300.00" }
scenario "再参加以后只算新的钱" { back, on = "2025-10-15", quota_balance = "300.00" }
scenario "再退出的利息只算新的钱" { back, on = "2026-01-11", exit_amount = "301.10" } -- 300×88天＝26400→1.10
scenario "退出以前的缴存不要求次年结转" { back, worker = { deposits = { { on = "2025-08-10", amount = "5000.00", kind = "flexible", first_month = "2025-08",
  last_month = "2025-08" } } }, on = "2026-07-10", quota_balance = "0.00" }
scenario "再参加以后的缴存要求次年结转" { back, on = "2026-07-10", quota_balance = { hold = "三（二）" } }

scenario "缴存人信用良好、没有贷款的可以申请贷款" { usual, on = "2025-08-10", may_borrow = { true, because = "二（四）", warns = "二（四）" } }
scenario "没有账户的不可以申请贷款" { usual, worker = { accounts = {} }, on = "2025-08-10", may_borrow = { refused = "二（四）" } }
scenario "信用不良的不可以申请贷款" { usual, worker = { credit_checks = { { on = "2025-08-10", good = false } } }, on = "2025-08-10", may_borrow = { refused = "二（六）" } }
scenario "外地有未结清贷款的不可以" { usual, worker = loan("2024-06-01", absent, "elsewhere", "borrower"), on = "2025-08-10", may_borrow = { refused = "二（六）" } }
scenario "已结清的可以再申请" { usual, worker = loan("2024-06-01", "2025-08-10", "here", "borrower"), on = "2025-08-10", may_borrow = true }
scenario "只作提醒的口径，可以申请，提醒一人多贷" { usual, worker = loan("2024-06-01", absent, "here", "borrower"), on = "2025-08-10", readings = { duplicate = "warn" },
  may_borrow = { true, warns = { "二（四）", "二（六）" } } }
scenario "只作提醒的口径，没有贷款的不提醒一人多贷" { usual, on = "2025-08-10", readings = { duplicate = "warn" }, may_borrow = { true, warns = "二（四）" } }
scenario "共同借款不算的口径可以申请" { usual, worker = loan("2024-06-01", absent, "here", "co_borrower"), on = "2025-08-10", readings = { loan_scope = "borrower_only" }, may_borrow = true }
scenario "贷款额度尚无规定" { usual, on = "2025-08-10", loan_quota = { undetermined = "二（四）" } }
scenario "没有账户的没有额度" { usual, worker = { accounts = {} }, on = "2025-08-10", loan_quota = { refused = "二（四）" } }
