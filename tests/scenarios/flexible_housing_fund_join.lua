-- 二（一）、二（六）：法定退休日期与参加条件。法定退休日期按《国务院关于渐进式延迟法定退休年龄的办法》第一条推算：
-- n＝2025年1月到“出生月＋原年龄”的月数；n<0不延迟，否则延迟 min(n÷步长舍去＋1，上限) 个月；对应日不存在的按月末。
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

local function retires(title, born, sex, original, day)
  scenario(title) { worker = { birth_date = born, sex = sex, original_age = original }, on = "2025-06-01", retirement_day = { day, because = "二（一）" } }
end
retires("男1964年12月出生的不延迟", "1964-12-15", "male", absent, "2024-12-15") -- n＝－1
retires("男1965年1月出生的延迟1个月", "1965-01-15", "male", absent, "2025-02-15") -- n＝0
retires("男3月31日出生的按4月末", "1965-03-31", "male", absent, "2025-04-30") -- n＝2，1个月
retires("男1965年4月出生的仍延迟1个月", "1965-04-15", "male", absent, "2025-05-15") -- n＝3
retires("男1965年5月出生的延迟2个月", "1965-05-15", "male", absent, "2025-07-15") -- n＝4
retires("男11月30日出生的按2月末", "1965-11-30", "male", absent, "2026-02-28") -- n＝10，3个月
retires("男5月31日出生的延迟5个月仍有对应日", "1966-05-31", "male", absent, "2026-10-31") -- n＝16，5个月
retires("男2月29日出生的一次加足", "1968-02-29", "male", absent, "2028-12-29") -- n＝37，10个月
retires("男1976年8月出生的延迟35个月", "1976-08-15", "male", absent, "2039-07-15") -- n＝139
retires("男1976年9月出生的延迟36个月", "1976-09-15", "male", absent, "2039-09-15") -- n＝140
retires("男2000年出生的到63周岁为止", "2000-12-15", "male", absent, "2063-12-15")
retires("女55周岁1969年12月出生的不延迟", "1969-12-15", "female", "fifty_five", "2024-12-15")
retires("女55周岁1970年5月出生的延迟2个月", "1970-05-15", "female", "fifty_five", "2025-07-15") -- n＝4
retires("女55周岁2月29日出生的", "1972-02-29", "female", "fifty_five", "2027-09-29") -- n＝25，7个月
retires("女55周岁1981年9月出生的到58周岁", "1981-09-15", "female", "fifty_five", "2039-09-15") -- n＝140，36个月
retires("女没有登记的按55周岁", "1970-05-15", "female", absent, "2025-07-15")
retires("女50周岁1974年12月出生的不延迟", "1974-12-15", "female", "fifty", "2024-12-15")
retires("女50周岁1975年2月出生的延迟1个月", "1975-02-10", "female", "fifty", "2025-03-10") -- n＝1
retires("女50周岁1975年3月出生的延迟2个月", "1975-03-10", "female", "fifty", "2025-05-10") -- n＝2
retires("女50周岁2月29日出生的", "1976-02-29", "female", "fifty", "2026-09-29") -- n＝13，7个月
retires("女50周岁1984年10月出生的延迟59个月", "1984-10-15", "female", "fifty", "2039-09-15") -- n＝117
retires("女50周岁1984年11月出生的延迟60个月", "1984-11-15", "female", "fifty", "2039-11-15") -- n＝118
retires("女50周岁1995年出生的到55周岁为止", "1995-12-15", "female", "fifty", "2050-12-15")
scenario "社保部门认定的日期优先" { worker = { birth_date = "1970-05-15", sex = "male", retirement_fixed = "2025-05-20" }, on = "2025-06-01",
  retirement_day = "2025-05-20" }
scenario "原法定退休年龄须先认定的口径" { worker = { birth_date = "1970-05-15", sex = "female" }, on = "2025-06-01", readings = { women_default = "ask" },
  retirement_day = { undetermined = "二（一）" } }
scenario "须先认定的口径，已登记的照登记" { worker = { birth_date = "1970-05-15", sex = "female", original_age = "fifty_five" }, on = "2025-06-01",
  readings = { women_default = "ask" }, retirement_day = "2025-07-15" }
scenario "须先认定的口径，认定了日期的照认定" { worker = { birth_date = "1970-05-15", sex = "female", retirement_fixed = "2025-08-01" }, on = "2025-06-01",
  readings = { women_default = "ask" }, retirement_day = "2025-08-01" }
scenario "不知道出生日期就问" { worker = { sex = "male" }, on = "2025-06-01", retirement_day = { needs = "birth_date" } }

local usual = also(nil, { birth_date = "1990-05-15", sex = "male", capacity = "full", work = "new_form",
  credit_checks = { { on = "2025-05-01", good = true } }, accounts = {}, loans = {}, withdrawals = {} })

scenario "成年的新就业形态人员可以参加" { usual, on = "2025-06-01", may_join = { true, because = "二（一）", warns = {} } }
scenario "满18周岁当天可以参加" { usual, worker = { birth_date = "2007-06-01" }, on = "2025-06-01", may_join = true }
scenario "满18周岁前一天不可以" { usual, worker = { birth_date = "2007-06-02" }, on = "2025-06-01", may_join = { refused = "二（一）" } }
scenario "满16周岁当天，视为完全民事行为能力的可以" { usual, worker = { birth_date = "2009-06-01", capacity = "deemed" }, on = "2025-06-01", may_join = true }
scenario "未满16周岁的，视为的也不可以" { usual, worker = { birth_date = "2009-06-02", capacity = "deemed" }, on = "2025-06-01", may_join = { refused = "二（一）" } }
scenario "登记为视为的，满18周岁以后照样可以" { usual, worker = { capacity = "deemed" }, on = "2025-06-01", may_join = true }
scenario "成年而限制民事行为能力的不可以" { usual, worker = { capacity = "limited" }, on = "2025-06-01", may_join = { refused = "二（一）" } }
scenario "成年而无民事行为能力的不可以" { usual, worker = { capacity = "none" }, on = "2025-06-01", may_join = { refused = "二（一）" } }
scenario "民事行为能力没有认定的不可以" { usual, worker = { capacity = absent }, on = "2025-06-01", may_join = { refused = "二（一）" } }
scenario "解读的口径，满16周岁即可" { usual, worker = { birth_date = "2009-06-01", capacity = "limited" }, on = "2025-06-01",
  readings = { minors = "interpretation" }, may_join = true }
scenario "解读的口径，未满16周岁仍不可以" { usual, worker = { birth_date = "2009-06-02" }, on = "2025-06-01",
  readings = { minors = "interpretation" }, may_join = { refused = "二（一）" } }

-- 男1965-06-10：延迟2个月，2025-08-10。
local elder = also(usual, { birth_date = "1965-06-10" })
scenario "达到退休年龄前一天可以" { elder, on = "2025-08-09", may_join = { true, warns = {} } }
scenario "达到退休年龄当天不可以" { elder, on = "2025-08-10", may_join = { refused = "二（一）" } }
scenario "按月的口径，前一月末可以" { elder, on = "2025-07-31", readings = { reached = "in_month" }, may_join = true }
scenario "按月的口径，当月1日不可以" { elder, on = "2025-08-01", readings = { reached = "in_month" }, may_join = { refused = "二（一）" } }
-- 女1970-05-15：55周岁的2025-07-15；50周岁的2020-05-15（不延迟）。
local woman = also(usual, { birth_date = "1970-05-15", sex = "female" })
scenario "没有登记的女性，两种年龄结果不同的提醒" { woman, on = "2025-07-14", may_join = { true, warns = "二（一）" } }
scenario "没有登记的女性按55周岁到期" { woman, on = "2025-07-15", may_join = { refused = "二（一）" } }
scenario "没有登记的女性须先认定" { woman, on = "2025-07-14", readings = { women_default = "ask" }, may_join = { undetermined = "二（一）" } }
scenario "登记了55周岁的不提醒" { woman, worker = { original_age = "fifty_five" }, on = "2025-07-14", may_join = { true, warns = {} } }
scenario "登记了50周岁的不可以" { woman, worker = { original_age = "fifty" }, on = "2025-07-14", may_join = { refused = "二（一）" } }
scenario "年轻女性没有登记的不提醒" { usual, worker = { sex = "female" }, on = "2025-07-14", may_join = { true, warns = {} } }
-- 女1975-03-10没有登记：55周岁的2032年以后；50周岁的2025-05-10。
scenario "按50周岁还没有达到的不提醒" { woman, worker = { birth_date = "1975-03-10" }, on = "2025-05-09", may_join = { true, warns = {} } }
scenario "按50周岁达到的当天起提醒" { woman, worker = { birth_date = "1975-03-10" }, on = "2025-05-10", may_join = { true, warns = "二（一）" } }

scenario "没有信用核查的不可以" { usual, worker = { credit_checks = {} }, on = "2025-06-01", may_join = { refused = "二（一）" } }
scenario "最近一次不良的不可以" { usual, worker = { credit_checks = { { on = "2025-05-01", good = true }, { on = "2025-06-01", good = false } } },
  on = "2025-06-01", may_join = { refused = "二（一）" } }
scenario "以后的核查不影响当天" { usual, worker = { credit_checks = { { on = "2025-05-01", good = true }, { on = "2025-06-02", good = false } } },
  on = "2025-06-01", may_join = true }
scenario "最近一次良好的可以" { usual, worker = { credit_checks = { { on = "2025-05-02", good = true }, { on = "2025-05-01", good = false } } },
  on = "2025-06-01", may_join = true }

scenario "个体经营者可以" { usual, worker = { work = "owner" }, on = "2025-06-01", may_join = true }
scenario "雇工可以" { usual, worker = { work = "employee" }, on = "2025-06-01", may_join = true }
scenario "非全日制可以" { usual, worker = { work = "part_time" }, on = "2025-06-01", may_join = true }
scenario "文件没有列明的可以，提醒确认" { usual, worker = { work = "other" }, on = "2025-06-01", may_join = { true, warns = "二（一）" } }
scenario "单位职工不可以" { usual, worker = { work = "unit" }, on = "2025-06-01", may_join = { refused = "二（一）" } }
scenario "未就业的不可以" { usual, worker = { work = absent }, on = "2025-06-01", may_join = { refused = "二（一）" } }

local function has(opened, closed, at, kind) return { accounts = { { opened = opened, closed = closed, at = at, kind = kind } } } end
scenario "本市已有灵活就业账户的不可以" { usual, worker = has("2025-06-01", absent, "here", "flexible"), on = "2025-06-01", may_join = { refused = "二（六）" } }
scenario "外地账户没有转移的不可以" { usual, worker = has("2020-01-01", "2025-06-02", "elsewhere", "unit"), on = "2025-06-01", may_join = { refused = "二（六）" } }
scenario "外地账户当天已经转移的可以" { usual, worker = has("2020-01-01", "2025-06-01", "elsewhere", "unit"), on = "2025-06-01", may_join = true }
scenario "本市单位账户可以转换" { usual, worker = has("2020-01-01", absent, "here", "unit"), on = "2025-06-01", may_join = { true, warns = {} } }
scenario "只作提醒的口径，可以参加，提醒一人多缴" { usual, worker = has("2020-01-01", absent, "elsewhere", "unit"), on = "2025-06-01",
  readings = { duplicate = "warn" }, may_join = { true, warns = "二（六）" } }
scenario "只作提醒的口径，本市已有灵活就业账户的也提醒" { usual, worker = has("2025-06-01", absent, "here", "flexible"), on = "2025-06-01",
  readings = { duplicate = "warn" }, may_join = { true, warns = "二（六）" } }
scenario "只作提醒的口径，没有账户的不提醒" { usual, on = "2025-06-01", readings = { duplicate = "warn" }, may_join = { true, warns = {} } }
scenario "不符合的一次说全" { usual, worker = { work = "unit", accounts = { { opened = "2020-01-01", at = "elsewhere", kind = "unit" } } }, on = "2025-06-01",
  may_join = { refused = { "二（一）", "二（六）" } } }
local left = also(usual, { accounts = { { opened = "2025-05-10", closed = "2025-06-01", at = "here", kind = "flexible" } },
  withdrawals = { { on = "2025-06-01", amount = "500.00", use = "exit" } } })
scenario "退出当天起可以重新申请" { left, on = "2025-06-01", may_join = true }
scenario "退出以后再参加待明确的口径" { left, on = "2025-06-01", readings = { rejoin = "undetermined" }, may_join = { undetermined = "二（一）" } }
scenario "待明确的口径，没有退出过的照常" { usual, on = "2025-06-01", readings = { rejoin = "undetermined" }, may_join = true }

scenario "施行前一天没有这项制度" { usual, worker = { credit_checks = { { on = "2025-04-01", good = true } } }, on = "2025-04-30", may_join = { refused = "末段" } }
scenario "施行当天可以" { usual, on = "2025-05-01", may_join = true }
scenario "有效期末日可以" { usual, on = "2026-12-31", may_join = true }
scenario "有效期届满以后尚无规定" { usual, on = "2027-01-01", may_join = { undetermined = "末段" } }
scenario "不知道民事行为能力就问" { usual, worker = { capacity = unknown }, on = "2025-06-01", may_join = { needs = "capacity" } }
