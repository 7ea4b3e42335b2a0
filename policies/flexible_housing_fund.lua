-- 沈政办发〔2025〕5号 沈阳市灵活就业人员参加住房公积金制度试点实施方案
-- 本模块按文件顺序编写：数是有日期、有依据的参数，规则只引用它们；文件留给别处决定的，一律待定，不推测。

local act = document {
  id = "flexible-housing-fund", number = "沈政办发〔2025〕5号", title = "沈阳市灵活就业人员参加住房公积金制度试点实施方案",
  issuers = { "沈阳市人民政府办公厅" }, issued = "2025-05-01",
  in_force = { from = "2025-05-01", to = "2026-12-31", cite = "末段", after = "undetermined", who = "沈阳公积金中心" },
  outline = { headings = { "一", "二（一）", "二（二）", "二（三）", "二（四）", "二（五）", "二（六）", "二（七）", "二（八）", "二（九）",
    "三（一）", "三（二）", "三（三）", "三（四）", "三（五）", "三（六）", "三（七）", "三（八）", "三（九）", "四", "末段" } },
  month_end = { "clamp", cite = "民法典第202条" },
}

local centre, labour = "沈阳公积金中心", "沈阳市人力资源和社会保障局"
local delay = "《国务院关于渐进式延迟法定退休年龄的办法》第一条"

-- ── 参数 ─────────────────────────────────────────────────────────────────────────────────────────

act:parameter("adult_age", { label = "成年", unit = "周岁", cite = "二（一）", { from = "2025-05-01", value = 18 } })
act:parameter("deemed_age", { label = "可以视为完全民事行为能力人的年龄", unit = "周岁", cite = "二（一）", { from = "2025-05-01", value = 16 } })
local track = fact.one_of { { "men", "男职工" }, { "women_55", "原法定退休年龄55周岁的女职工" }, { "women_50", "原法定退休年龄50周岁的女职工" } }
act:table("retirement", { label = "渐进式延迟法定退休年龄", cite = "二（一）", by = track,
  columns = { base = "原法定退休年龄（周岁）", step = "每几个月延迟一个月", cap = "最多延迟（个月）" },
  { from = "2025-01-01", source = delay, rows = {
    men = { base = 60, step = 4, cap = 36 },
    women_55 = { base = 55, step = 4, cap = 36 },
    women_50 = { base = 50, step = 2, cap = 60 } } } })
act:parameter("delay_starts", { label = "延迟法定退休年龄开始的月份", cite = delay, { from = "2025-01-01", value = month "2025-01" } })
act:parameter("subsidy_rate", { label = "缴存利息补贴标准", unit = "一年", cite = "三（二）", { from = "2025-05-01", value = percent "0.5" } })
act:parameter("settle_month", { label = "结息日所在的月", unit = "月", cite = "三（二）", { from = "2025-05-01", value = 6 } })
act:parameter("settle_day", { label = "结息日", unit = "日", cite = "三（二）", { from = "2025-05-01", value = 30 } })
act:parameter("days_of_year", { label = "计息的一年", unit = "天", cite = "三（二）", { from = "2025-05-01", value = 360 } })
act:parameter("calendar_days", { label = "按实际天数计息的一年", unit = "天", cite = "三（二）", { from = "2025-05-01", value = 365 } })
act:parameter("graduate_years", { label = "离校年数", unit = "年", cite = "三（七）", { from = "2025-05-01", value = 2 } })
act:parameter("insurance_share", { label = "社会保险补贴的上限", unit = "实际缴费", cite = "三（七）", { from = "2025-05-01", value = ratio(2, 3) } })
act:parameter("insurance_months", { label = "社会保险补贴期限", unit = "个月", cite = "三（七）", { from = "2025-05-01", value = 24 } })
act:parameter("startup_months", { label = "创业担保贷款最长期限（3年）", unit = "个月", cite = "三（八）第一句", { from = "2025-05-01", value = 36 } })
act:parameter("startup_limit", { label = "创业担保贷款最高额度", unit = "元", cite = "三（八）第一句", { from = "2025-05-01", value = wan "30" } })
act:parameter("first_rate", { label = "首贷贴息最高利率", unit = "一年", cite = "三（八）第二句", { from = "2025-05-01", value = percent "2" } })
act:parameter("first_months", { label = "首贷贴息最长期限（1年）", unit = "个月", cite = "三（八）第二句", { from = "2025-05-01", value = 12 } })
act:parameter("first_limit", { label = "首贷贴息最高金额", unit = "元", cite = "三（八）第二句", { from = "2025-05-01", value = wan "20" } })
act:parameter("months_of_year", { label = "一年的月数", unit = "个月", cite = "三（八）第二句", { from = "2025-05-01", value = 12 } })
act:parameter("pilot_begins", { label = "本方案施行之日", cite = "末段", { from = "2025-05-01", value = date "2025-05-01" } })
act:parameter("pilot_ends", { label = "本方案有效期的末日", cite = "末段", { from = "2025-05-01", value = date "2026-12-31" } })

-- 文件没有写明、由有关部门决定的值；已知的值见 policies/values/。
act:open("credit_standard", { kind = "rule", gives = "truth", label = "“个人信用良好”的标准", cite = "二（一）", who = centre })
act:open("agreement_term", { kind = "rule", gives = "text", label = "缴存的约定时间", cite = "二（二）", who = "沈阳公积金中心与缴存人（协议约定）" })
act:open("floor", { kind = "money", label = "缴存额下限", unit = "元/月", cite = "二（三）", who = centre })
act:open("ceiling", { kind = "money", label = "缴存额上限", unit = "元/月", cite = "二（三）", who = centre })
act:open("withdrawal_rules", { kind = "rule", gives = "truth", label = "单位缴存职工的提取规定", cite = "二（四）", who = centre })
act:open("loan_rules", { kind = "rule", gives = "truth", label = "单位缴存职工的贷款规定", cite = "二（四）", who = centre })
act:open("quota_rule", { kind = "rule", gives = "money", label = "存贷挂钩的贷款额度", reads = { "deposits", "carried" }, cite = "二（四）", who = centre })
act:open("transfer_rules", { kind = "rule", gives = "truth", label = "有未结清贷款时转移接续、由外地转入", cite = "二（五）", who = centre })
act:open("deduction_limit", { kind = "money", label = "税前扣除的限额", unit = "元", cite = "三（一）", who = "税务部门" })
act:open("account_rate", { kind = "rate", label = "住房公积金账户存款利率", unit = "一年", cite = "三（二）", who = "中国人民银行" })
act:open("exit_subsidy", { kind = "rule", gives = "money", label = "结息日以前退出的当年利息补贴", cite = "三（二）", who = centre })
act:open("subsidy_destination", { kind = "text", label = "利息补贴由谁承担、记入何处", cite = "三（二）", who = centre })
act:open("opening_amount", { kind = "money", label = "开户补贴的金额", unit = "元", cite = "三（三）", who = centre })
act:open("city_insurance_share", { kind = "rate", label = "本市社会保险补贴的比例", unit = "实际缴费", cite = "三（七）", who = labour })
act:open("startup_conditions", { kind = "rule", gives = "truth", label = "创业担保贷款的条件", cite = "三（八）第一句", who = labour })
act:open("first_loan_conditions", { kind = "rule", gives = "truth", label = "首贷贴息的条件", cite = "三（八）第二句", who = "市委金融办" })
act:open("after_pilot", { kind = "text", label = "有效期届满以后的处理", cite = "末段", who = centre })

-- ── 事实 ─────────────────────────────────────────────────────────────────────────────────────────

local capacity = fact.one_of { { "full", "完全民事行为能力" },
  { "deemed", "16周岁以上，以自己的劳动收入为主要生活来源（视为完全民事行为能力）" }, { "limited", "限制民事行为能力" }, { "none", "无民事行为能力" } }
local work = fact.one_of { { "owner", "个体经营者" }, { "employee", "个体经营者的雇工" }, { "part_time", "非全日制工作人员" },
  { "new_form", "新就业形态人员" }, { "other", "其他灵活就业人员" }, { "unit", "单位职工" } }
local place = fact.one_of { { "here", "本市" }, { "elsewhere", "外地" } }
local account = fact.one_of { { "flexible", "灵活就业缴存人" }, { "unit", "单位缴存职工" } }
local frequency = fact.one_of { { "month", "按月" }, { "quarter", "按季" }, { "year", "按年" }, { "other", "其他" } }
local use = fact.one_of { { "rent", "直付房租" }, { "voucher", "城中村改造购房" }, { "exit", "退出销户" }, { "other", "其他" } }
local role = fact.one_of { { "borrower", "借款人" }, { "co_borrower", "共同借款人" } }
local school = fact.one_of { { "university", "普通高校（含高等职业学校）" }, { "vocational", "职业院校（中等）" }, { "technician", "技工院校" } }
local rented = fact.one_of { { "affordable", "保障性租赁住房" }, { "other", "其他住房" } }
local original_age = fact.one_of { { "fifty", "50周岁" }, { "fifty_five", "55周岁" } }

act:facts("worker", { label = "灵活就业人员", key = "id_number",
  id_number = fact.identity { label = "身份证号" },
  birth_date = fact.date { label = "出生日期", range = { "1925-01-01", "today" }, born = true, cite = "二（一）" },
  sex = fact.sex { label = "性别", cite = "二（一）" },
  original_age = original_age { label = "原法定退休年龄（女）", optional = true, changed_by = "office", cite = "二（一）" },
  retirement_fixed = fact.date { label = "社保部门认定的法定退休日期（特殊工种等）", optional = true, ahead = true, changed_by = "office", cite = "二（一）" },
  capacity = fact.timeline(capacity) { label = "民事行为能力", absent = "没有认定", cite = "二（一）" },
  work = fact.timeline(work) { label = "就业身份", absent = "未就业", changed_by = "person", cite = "二（一）" },
  credit_checks = fact.list { label = "个人信用核查", changed_by = "office", cite = "二（一）",
    on = fact.date { label = "核查日期" }, good = fact.boolean { label = "良好" } },
  accounts = fact.list { label = "住房公积金账户（本市、外地）", changed_by = "office", cite = "二（六）",
    opened = fact.date { label = "开户日期" }, closed = fact.date { label = "销户（转出、转换）日期", optional = true },
    at = place { label = "所在地" }, kind = account { label = "缴存身份" } },
  agreements = fact.list { label = "《灵活就业人员住房公积金缴存使用协议》", changed_by = "person", cite = "二（二）",
    signed = fact.date { label = "签订日期" }, ended = fact.date { label = "终止日期", optional = true },
    amount = fact.money { label = "约定缴存额" }, every = frequency { label = "缴存频次" } },
  deposits = fact.list { label = "缴存", changed_by = "person", cite = "二（三）",
    on = fact.date { label = "入账日" }, amount = fact.money { label = "金额" }, kind = account { label = "缴存身份" },
    first_month = fact.month { label = "所属期首月" }, last_month = fact.month { label = "所属期末月" },
    made_up = fact.boolean { label = "补缴", optional = true } },
  withdrawals = fact.list { label = "提取", changed_by = "person", cite = "二（四）",
    on = fact.date { label = "提取日" }, amount = fact.money { label = "金额" }, use = use { label = "用途" } },
  carried = fact.list { label = "上年结转余额", changed_by = "office", cite = "三（二）",
    on = fact.date { label = "结转日期（7月1日）" }, amount = fact.money { label = "金额" } },
  loans = fact.list { label = "住房公积金贷款", changed_by = "office", cite = "二（三）",
    granted = fact.date { label = "发放日期" }, settled = fact.date { label = "结清日期", optional = true },
    at = place { label = "所在地" }, role = role { label = "身份" },
    overdue_since = fact.date { label = "逾期起始日期", optional = true } },
  rents = fact.timeline(rented) { label = "租住的住房", absent = "没有租住", cite = "三（四）" },
  voucher = fact.boolean { label = "在城中村改造项目中取得房票", cite = "三（六）" },
  school = school { label = "毕业院校", optional = true, changed_by = "nobody", cite = "三（三）" },
  graduated_on = fact.date { label = "毕业日期", optional = true, changed_by = "nobody", cite = "三（三）" },
  left_school_on = fact.date { label = "离校日期", optional = true, changed_by = "nobody", cite = "三（七）" },
  insurance = fact.list { label = "本人实际缴纳的社会保险费", changed_by = "person", cite = "三（七）",
    month = fact.month { label = "月份" }, paid = fact.money { label = "实际缴费" } },
  insurance_entered = fact.date { label = "首次申请社会保险补贴（经认定）之日", optional = true, changed_by = "person", cite = "三（七）" },
  insurance_subsidies = fact.list { label = "已享受的社会保险补贴", changed_by = "office", cite = "三（七）",
    month = fact.month { label = "月份" }, amount = fact.money { label = "金额" } },
  business = fact.boolean { label = "个体工商户", cite = "三（八）第一句" },
  famous = fact.boolean { label = "“名特优新”个体工商户", cite = "三（五）" },
  startup_certified = fact.timeline(fact.boolean) { label = "个人创业担保贷款资质（市人社局认定）", absent = "没有认定", cite = "三（八）第一句" },
  business_loans = fact.list { label = "经营贷款", changed_by = "office", cite = "三（八）第二句",
    on = fact.date { label = "发放日期" }, principal = fact.money { label = "本金" } },
  loan_months = fact.list { label = "首次贷款逐月的未还本金", changed_by = "office", cite = "三（八）第二句",
    number = fact.count { label = "第几个月" }, from = fact.date { label = "首日" }, until_day = fact.date { label = "末日" },
    outstanding = fact.money { label = "未还本金" } },
})

-- ── 适用口径：文件没有写清之处，第一种是推荐口径 ────────────────────────────────────────────────────

act:reading("minors", { id = "A-1.1", cite = "二（一）", ask = "16、17周岁的人是否须视为完全民事行为能力人？（解读称年满16周岁均可）",
  { "plan_text", "须视为，以正文为准" }, { "interpretation", "不须，年满16周岁均可" }, default = "plan_text" })
act:reading("reached", { id = "A-1.2", cite = "二（一）", ask = "“未达到法定退休年龄”到哪一天为止？",
  { "on_day", "达到之日的前一天" }, { "in_month", "达到的当月起即为达到" }, default = "on_day" })
act:reading("women_default", { id = "A-1.3", cite = "二（一）", ask = "没有登记原法定退休年龄的灵活就业女性按多少周岁？",
  { "fifty_five", "55周岁" }, { "ask", "须先由社保部门认定" }, default = "fifty_five" })
act:reading("loan_blocks_exit", { id = "A-1.4", cite = "二（三）", ask = "有未结清的住房公积金贷款可否退出？（解读称无条件销户提取）",
  { "yes", "不可以，以正文为准" }, { "never", "可以" }, default = "yes" })
act:reading("duplicate", { id = "A-1.6", cite = "二（六）", ask = "“防止一人多缴、一人多贷”怎样处理？",
  { "refuse", "转移、结清以前不予办理" }, { "warn", "只作提醒" }, default = "refuse" })
act:reading("subsidy_mode", { id = "A-1.7", cite = "三（二）", ask = "0.5%按存期计算，还是按缴存金额一次计算？",
  { "time_weighted", "与年度结息一致，按积数计算" }, { "flat", "新增缴存金额的0.5%" }, default = "time_weighted" })
act:reading("rounding", { id = "A-1.8", cite = "三（二）", ask = "利息、补贴怎样取到分？",
  { "half_up_once", "各自最后一次四舍五入" }, { "truncate", "各自最后一次舍去" }, default = "half_up_once" })
act:reading("withdrawal_order", { id = "A-1.9", cite = "三（二）", ask = "年度内的提取先扣哪一部分？",
  { "carried_first", "先扣新增缴存以外的（上年结转等）" }, { "newest_first", "先扣新增缴存" }, { "proportional", "按比例" },
  default = "carried_first" })
act:reading("needs_no_withdrawal_or_loan", { id = "A-1.9", cite = "三（二）", ask = "当年提取或贷款的，是否仍有利息补贴？（2024年曾以未提取、未贷款为条件）",
  { "no", "没有此项条件" }, { "yes", "当年提取或贷款的没有补贴" }, default = "no" })
act:reading("first_year", { id = "A-1.10", cite = "三（二）", ask = "2025年6月30日结束的结息年度，施行以前的新增缴存有无补贴？",
  { "whole", "整个年度都算" }, { "from_2025_05_01", "只算2025年5月1日起缴存的" }, default = "whole" })
act:reading("last_year", { id = "A-1.10", cite = "三（二）", ask = "有效期届满以后才结束的结息年度，利息补贴怎么算？",
  { "undetermined", "待明确" }, { "days_inside", "只算有效期内的天数" }, { "deposits_inside", "只算有效期内缴存的，算到结息日" },
  default = "undetermined" })
act:reading("graduate_window", { id = "A-1.11", cite = "三（七）", ask = "“离校2年内”在什么时候须符合？",
  { "entry", "首次申请时" }, { "every_month", "享受补贴的每个月" }, default = "entry" })
act:reading("first_loan_cap", { id = "A-1.13", cite = "三（八）第二句", ask = "20万元是贴息的限额，还是享受贴息的本金的限额？",
  { "subsidy", "贴息的限额" }, { "principal", "本金的限额" }, default = "subsidy" })
act:reading("deposit_after_age", { id = "A-1.14", cite = "二（一）", ask = "达到法定退休年龄以后可否继续缴存？",
  { "undetermined", "待明确" }, { "allowed", "可以" }, { "refused", "不可以" }, default = "undetermined" })
act:reading("limits", { id = "A-1.15", cite = "二（三）", ask = "缴存额上下限按月还是按次？",
  { "per_month", "按月，乘以所属期的月数" }, { "per_payment", "按次" }, default = "per_month" })
act:reading("changed_in_year", { id = "A-1.17", cite = "三（二）", ask = "年度内转为单位职工的，此前以灵活就业身份缴存的有无补贴？",
  { "deposit_keeps", "仍有，随缴存走" }, { "forfeits", "结息日是单位职工的没有" }, default = "deposit_keeps" })
act:reading("fresh", { id = "A-1.18", cite = "三（三）", ask = "谁是“应届毕业生”？",
  { "calendar_year", "毕业当年开户的" }, { "two_years", "离校2年内开户、此前没有单位工作的" }, default = "calendar_year" })
act:reading("technicians", { id = "A-1.19", cite = "三（七）", ask = "技工院校毕业生是否属于“高校毕业生”？",
  { "text_only", "不属于" }, { "included", "参照高校" }, default = "text_only" })
act:reading("months24", { id = "A-1.20", cite = "三（七）", ask = "中断的，24个月怎样计算？",
  { "cumulative", "累计享受24个月" }, { "window", "从首月起连续24个月" }, default = "cumulative" })
act:reading("period", { id = "A-1.21", cite = "三（八）第二句", ask = "首贷贴息怎样计算时间？",
  { "months_12ths", "每月十二分之一" }, { "days_360", "按实际天数，一年360天" }, default = "months_12ths" })
act:reading("rejoin", { id = "A-1.23", cite = "二（一）", ask = "退出以后可否再参加？",
  { "new_application", "可以，按同样条件重新申请" }, { "undetermined", "待明确" }, default = "new_application" })
act:reading("rate_of_year", { id = "A-1.24", cite = "三（二）", ask = "年度内存款利率调整的，按哪一个利率？",
  { "settlement_day", "结息日的利率" }, { "segments", "分段计算" }, default = "settlement_day" })
act:reading("use_caps", { id = "A-1.25", cite = "三（四）、三（六）", ask = "直付房租是否以余额为限，城中村改造的提取与贷款是否以不足部分为限？",
  { "capped", "是" }, { "uncapped", "否" }, default = "capped" })
act:reading("loan_scope", { id = "A-1.26", cite = "二（三）", ask = "共同借款人的贷款算不算未结清的贷款？",
  { "any_role", "算" }, { "borrower_only", "不算" }, default = "any_role" })
act:reading("past_the_pilot", { id = "A-1.28", cite = "三（七）", ask = "有效期届满以后的月份有无社会保险补贴？",
  { "undetermined", "待明确" }, { "runs_on", "享受到期满为止" }, default = "undetermined" })
act:reading("year_basis", { id = "补-1", cite = "三（二）", ask = "日利率按一年多少天折算？",
  { "actual_360", "360天" }, { "actual_365", "365天" }, default = "actual_360" })
act:reading("settlement_day_counts", { id = "补-2", cite = "三（二）", ask = "结息日当天是否计息？",
  { "yes", "计息" }, { "no", "不计息" }, default = "yes" })
act:reading("made_up_deposit", { id = "补-3", cite = "三（二）", ask = "补缴的算不算新增缴存资金？",
  { "new", "算" }, { "not_new", "不算" }, default = "new" })
act:reading("exit_before_settlement", { id = "补-4", cite = "三（二）", ask = "结息日以前退出的，当年有无利息补贴？",
  { "undetermined", "待明确" }, { "pro_rata", "算到退出的前一天" }, { "forfeited", "没有" }, default = "undetermined" })

-- ── 术语 ─────────────────────────────────────────────────────────────────────────────────────────

-- 二（一） 年龄、信用与就业身份。
act:term("capable", { cite = "二（一）", text = "年满18周岁具有完全民事行为能力，或年满16周岁被视为具有完全民事行为能力",
  otherwise = "未满18周岁且没有被视为具有完全民事行为能力，或不具有完全民事行为能力",
  is = function(worker, day, law)
    local age = worker.birth_date:age(day)
    if age < law.deemed_age then return false end
    if law.minors == "interpretation" then return true end
    local now = worker.capacity:at(day)
    return present(now) and (now == "deemed" or now == "full" and age >= law.adult_age)
  end })

-- 每满几个月延迟一个月，不满的也算；从出生之日起一次加足月数，对应日不存在的按月末。
local function retires_on(worker, law, row)
  local original = worker.birth_date:month():plus_years(row.base)
  local passed = original - law.delay_starts
  if passed >= 0 then original = original + least(passed:over(row.step, { round = "down" }) + 1, row.cap) end
  return worker.birth_date:plus_months(original - worker.birth_date:month())
end
act:term("retires", { cite = "二（一）、" .. delay, text = "法定退休日期",
  is = function(worker, _, law)
    if present(worker.retirement_fixed) then return worker.retirement_fixed end
    if worker.sex == "male" then return retires_on(worker, law, law.retirement["men"]) end
    if present(worker.original_age) and worker.original_age == "fifty" then return retires_on(worker, law, law.retirement["women_50"]) end
    return retires_on(worker, law, law.retirement["women_55"])
  end })
act:term("track_unknown", { cite = "二（一）", text = "没有登记女职工的原法定退休年龄",
  is = function(worker)
    return worker.sex == "female" and not present(worker.original_age) and not present(worker.retirement_fixed)
  end })
act:term("must_be_asked", { cite = "二（一）", text = "原法定退休年龄须先由社保部门认定",
  is = function(_, _, law) return law.women_default == "ask" and law.track_unknown end })
local function has_reached(retires, day, law)
  if law.reached == "in_month" then return day >= retires:month():first() end
  return day >= retires
end
act:term("below_retirement", { cite = "二（一）", text = "未达到法定退休年龄", otherwise = "已达到法定退休年龄",
  is = function(_, day, law) return not has_reached(law.retires, day, law) end })
act:term("track_matters", { cite = "二（一）", text = "按50周岁与按55周岁结果不同",
  is = function(worker, day, law)
    if not law.track_unknown then return false end
    return law.below_retirement and has_reached(retires_on(worker, law, law.retirement["women_50"]), day, law)
  end })
act:term("credit_good", { cite = "二（一）", text = "个人信用良好", otherwise = "最近一次核查个人信用不是良好，或没有核查",
  is = function(worker, day) return worker.credit_checks:last("good", { on = at_most(day) }) == true end })
act:term("works_flexibly", { cite = "二（一）", text = "个体经营者及其雇工、非全日制工作人员、新就业形态人员等灵活就业人员", otherwise = "不是灵活就业人员",
  is = function(worker, day)
    local now = worker.work:at(day)
    return present(now) and now ~= "unit"
  end })
act:term("works_otherwise", { cite = "二（一）", text = "属于“等灵活就业人员”，文件没有列明",
  is = function(worker, day) return worker.work:at(day) == "other" end })
act:term("left_before", { cite = "二（三）", text = "曾退出住房公积金制度",
  is = function(worker, day) return worker.withdrawals:any { use = "exit", on = at_most(day) } end })
act:term("rejoining_open", { cite = "二（一）", text = "退出以后再参加，文件没有规定",
  is = function(_, _, law) return law.rejoin == "undetermined" and law.left_before end })

-- 账户与贷款：某日以前开的多于已销的，就是还有。
act:term("has_account", { cite = "二（二）", text = "有灵活就业缴存人账户", otherwise = "没有灵活就业缴存人账户",
  is = function(worker, day)
    return worker.accounts:count { at = "here", kind = "flexible", opened = at_most(day) } >
      worker.accounts:count { at = "here", kind = "flexible", closed = at_most(day) }
  end })
act:term("account_elsewhere", { cite = "二（六）", text = "在外地有住房公积金账户",
  is = function(worker, day)
    return worker.accounts:count { at = "elsewhere", opened = at_most(day) } > worker.accounts:count { at = "elsewhere", closed = at_most(day) }
  end })
-- 本人在本市的单位账户不是重复：单位关系终止后转换（二（五））。
act:term("one_account", { cite = "二（六）", text = "没有别的住房公积金账户", otherwise = "已有住房公积金账户（一人多缴），须先转移或销户",
  is = function(_, _, law) return law.duplicate == "warn" or not (law.has_account or law.account_elsewhere) end })
act:term("several_accounts", { cite = "二（六）", text = "已有住房公积金账户",
  is = function(_, _, law) return law.duplicate == "warn" and (law.has_account or law.account_elsewhere) end })
act:term("owes_loan", { cite = "二（三）", text = "有未结清的住房公积金贷款", otherwise = "没有未结清的住房公积金贷款",
  is = function(worker, day, law)
    if law.loan_scope == "borrower_only" then
      return worker.loans:count { role = "borrower", granted = at_most(day) } > worker.loans:count { role = "borrower", settled = at_most(day) }
    end
    return worker.loans:count { granted = at_most(day) } > worker.loans:count { settled = at_most(day) }
  end })
act:term("free_to_leave", { cite = "二（三）", text = "没有未结清的住房公积金贷款", otherwise = "有未结清的住房公积金贷款",
  is = function(_, _, law) return law.loan_blocks_exit == "never" or not law.owes_loan end })
act:term("one_loan", { cite = "二（六）", text = "没有别的住房公积金贷款", otherwise = "有未结清的住房公积金贷款（一人多贷）",
  is = function(_, _, law) return law.duplicate == "warn" or not law.owes_loan end })
act:term("several_loans", { cite = "二（六）", text = "有未结清的住房公积金贷款",
  is = function(_, _, law) return law.duplicate == "warn" and law.owes_loan end })
act:term("is_overdue", { cite = "二（六）", text = "有逾期未结清的住房公积金贷款",
  is = function(worker, day)
    return worker.loans:count { overdue_since = at_most(day) } > worker.loans:count { overdue_since = at_most(day), settled = at_most(day) }
  end })

-- 二（二）、二（三） 协议与缴存额。
act:term("has_agreement", { cite = "二（二）", text = "《灵活就业人员住房公积金缴存使用协议》有效", otherwise = "没有有效的《灵活就业人员住房公积金缴存使用协议》",
  is = function(worker, day)
    return worker.agreements:count { signed = at_most(day) } > worker.agreements:count { signed = at_most(day), ended = at_most(day) }
  end })
act:term("months_in_order", { cite = "二（三）", text = "所属期首月不晚于末月", otherwise = "所属期首月晚于末月",
  is = function(_, _, law) return law.first_month <= law.last_month end })
-- 一笔缴存覆盖几个月的，以各月的上下限之和为限；补缴的按所补各月当时的上下限。
local function months_together(law, name)
  local months, total = period(law.first_month:first(), law.last_month:last()), yuan(0)
  for _, piece in ipairs(law:pieces(name, months)) do total = total + piece.value * piece.period:months() end
  return total
end
act:term("least_amount", { cite = "二（三）", text = "缴存额下限",
  is = function(_, _, law)
    if law.limits == "per_payment" then return law.floor end
    return months_together(law, "floor")
  end })
act:term("most_amount", { cite = "二（三）", text = "缴存额上限",
  is = function(_, _, law)
    if law.limits == "per_payment" then return law.ceiling end
    return months_together(law, "ceiling")
  end })
act:term("within_limits", { cite = "二（三）", text = "在规定的缴存额上下限内", otherwise = "不在规定的缴存额上下限内",
  is = function(_, _, law)
    return between(law.amount, law.least_amount, law.most_amount)
  end })
act:term("may_still_deposit", { cite = "二（一）", text = "未达到法定退休年龄（或可以继续缴存）", otherwise = "已达到法定退休年龄",
  is = function(_, _, law) return law.below_retirement or law.deposit_after_age ~= "refused" end })
act:term("age_reached_open", { cite = "二（一）", text = "已达到法定退休年龄，可否继续缴存没有规定",
  is = function(_, _, law) return not law.below_retirement and law.deposit_after_age == "undetermined" end })
act:term("makes_up", { cite = "二（三）", text = "补缴以前的月份", is = function(_, day, law) return law.last_month < day:month() end })

-- 三（二） 结息年度从结息日的次日到次年结息日；利息、补贴都按积数（每日余额之和）。
local beginning = date "0001-01-01"
act:term("interest_year", { cite = "三（二）", text = "当日所在结息年度的首日",
  is = function(_, day, law)
    local settled = day:month():month_of_year(law.settle_month):day(law.settle_day)
    if day <= settled then return settled:plus_years(-1) + 1 end
    return settled + 1
  end })
-- 退出时付清了以前的钱：此后只算再参加以后的。
local function money_since(worker, first, day)
  local left = worker.withdrawals:last("on", { use = "exit", on = within(first, day) })
  if present(left) then return left + 1 end
  return first
end
local function brought_forward(worker, first) return worker.carried:sum("amount", { on = within(first, first) }) end
local function is_settled(worker, first)
  local since = first_present(worker.withdrawals:last("on", { use = "exit", on = before(first) }), beginning)
  return worker.carried:any { on = within(first, first) } or not worker.deposits:any { on = within(since, first - 1) }
end
-- 从 first 起到 till 的前一天为止的积数；存入当天计息，提取当天不计息。结息日不计息的，结转的从上一结息日起计息。
local function balance_days(worker, first, till, law)
  local days, flows, carried_from = days_until(till), within(first, till - 1), first
  if law.settlement_day_counts == "no" then carried_from = first - 1 end
  return brought_forward(worker, first):times(till - carried_from) + worker.deposits:sum("amount", { times = days, on = flows }) -
    worker.withdrawals:sum("amount", { times = days, on = flows })
end
local function year_of(law)
  if law.year_basis == "actual_365" then return law.calendar_days end
  return law.days_of_year
end
local function to_fen(amount, law)
  if law.rounding == "truncate" then return amount:round { round = "down", to = "fen", cite = "三（二）" } end
  return amount:round { round = "half_up", to = "fen", cite = "三（二）" }
end
local function interest_on(worker, first, till, law)
  if law.rate_of_year == "settlement_day" then
    return to_fen(balance_days(worker, first, till, law):times(law.account_rate):over(year_of(law)), law)
  end
  local counted, total = yuan(0):times(1), yuan(0):times(1)
  for _, piece in ipairs(law:pieces("account_rate", period(first, till - 1))) do
    local so_far = balance_days(worker, first, piece.period:last() + 1, law)
    total = total + (so_far - counted):times(piece.value)
    counted = so_far
  end
  return to_fen(total:over(year_of(law)), law)
end

act:term("balance", { cite = "二（三）", text = "账户余额",
  is = function(worker, day, law)
    local since = money_since(worker, law.interest_year, day)
    return brought_forward(worker, since) + worker.deposits:sum("amount", { on = within(since, day) }) -
      worker.withdrawals:sum("amount", { on = within(since, day) })
  end })
act:term("carried_known", { cite = "三（二）", text = "上年结息已经登记", otherwise = "以前有缴存，上年结转余额还没有登记",
  is = function(worker, _, law) return is_settled(worker, law.interest_year) end })
act:term("interest_to_exit", { cite = "二（三）", text = "结息年度首日至付款前一天的利息",
  is = function(worker, day, law) return interest_on(worker, money_since(worker, law.interest_year, day), day, law) end })
act:term("exit_money", { cite = "二（三）", text = "账户余额及到付款前一天的利息", is = function(_, _, law) return law.balance + law.interest_to_exit end })
act:term("inside_year", { cite = "三（二）", text = "结息日以前退出", is = function(_, day, law) return day > law.interest_year end })

-- 按结息年度的决定：术语得到的是年度末日。
act:term("exit_in_year", { cite = "三（二）", text = "年度内退出之日",
  is = function(worker, year, law) return worker.withdrawals:last("on", { use = "exit", on = within(law.year_begins, year) }) end })
act:term("reopened_in_year", { cite = "三（二）", text = "年度内退出后又开户之日",
  is = function(worker, year, law)
    if not present(law.exit_in_year) then return law.exit_in_year end
    return worker.accounts:last("opened", { by = "opened", at = "here", kind = "flexible", opened = within(law.exit_in_year + 1, year) })
  end })
act:term("counted_from", { cite = "三（二）", text = "计息的首日", is = function(_, _, law) return first_present(law.reopened_in_year, law.year_begins) end })
act:term("counted_till", { cite = "三（二）", text = "计息末日的次日",
  is = function(_, year, law)
    if present(law.exit_in_year) and not present(law.reopened_in_year) then return law.exit_in_year end
    if law.settlement_day_counts == "no" then return year end
    return year + 1
  end })
act:term("year_carried_known", { cite = "三（二）", text = "上年结息已经登记", otherwise = "以前有缴存，上年结转余额还没有登记",
  is = function(worker, _, law) return present(law.reopened_in_year) or is_settled(worker, law.year_begins) end })
act:term("interest_due", { cite = "三（二）", text = "本结息年度利息",
  is = function(worker, _, law) return interest_on(worker, law.counted_from, law.counted_till, law) end })

-- 利息补贴只算年度内以灵活就业身份新增的缴存；结转、结息、转入、单位缴存的都不算。
act:term("new_from", { cite = "三（二）、末段", text = "新增缴存从哪天起算",
  is = function(_, _, law)
    if law.first_year == "from_2025_05_01" then return latest(law.counted_from, law.pilot_begins) end
    return law.counted_from
  end })
act:term("new_till", { cite = "三（二）、末段", text = "新增缴存计息末日的次日",
  is = function(_, _, law)
    if law.last_year == "days_inside" then return earliest(law.counted_till, law.pilot_ends + 1) end
    return law.counted_till
  end })
act:term("new_money_days", { cite = "三（二）", text = "个人新增缴存资金的积数（按次的为金额）",
  is = function(worker, _, law)
    local flows, days = within(law.new_from, earliest(law.new_till - 1, law.pilot_ends)), days_until(law.new_till)
    local added = worker.deposits:where { kind = "flexible" }
    if law.made_up_deposit == "not_new" then added = worker.deposits:where { kind = "flexible", made_up = other_than(true) } end
    local taken = worker.withdrawals
    local others = brought_forward(worker, law.counted_from) + worker.deposits:sum("amount", { on = flows }) - added:sum("amount", { on = flows })
    if law.subsidy_mode == "flat" then
      if law.withdrawal_order == "newest_first" then return added:net("amount", { out = taken, opening = others, order = "newest_first", on = flows }) end
      if law.withdrawal_order == "proportional" then return added:net("amount", { out = taken, opening = others, order = "proportional", on = flows }) end
      return added:net("amount", { out = taken, opening = others, order = "opening_first", on = flows })
    end
    if law.withdrawal_order == "newest_first" then
      return added:net("amount", { out = taken, opening = others, order = "newest_first", times = days, on = flows })
    end
    if law.withdrawal_order == "proportional" then
      return added:net("amount", { out = taken, opening = others, order = "proportional", times = days, on = flows })
    end
    return added:net("amount", { out = taken, opening = others, order = "opening_first", times = days, on = flows })
  end })
act:term("subsidy_due", { cite = "三（二）", text = "本结息年度利息补贴",
  is = function(_, _, law)
    local subsidy = law.new_money_days:times(law.subsidy_rate)
    if law.subsidy_mode == "flat" then return to_fen(subsidy, law) end
    return to_fen(subsidy:over(year_of(law)), law)
  end })
act:term("subsidy_lost", { cite = "三（二）", text = "按所用口径没有利息补贴", otherwise = "享受利息补贴",
  is = function(worker, year, law)
    local this_year = within(law.year_begins, year)
    if law.changed_in_year == "forfeits" and worker.work:at(year) == "unit" then return true end
    if law.exit_before_settlement == "forfeited" and present(law.exit_in_year) then return true end
    return law.needs_no_withdrawal_or_loan == "yes" and
      (worker.withdrawals:any { on = this_year } or worker.loans:any { granted = this_year })
  end })
act:term("exit_subsidy_open", { cite = "三（二）", text = "年度内退出，当年的利息补贴没有规定",
  is = function(_, _, law) return law.exit_before_settlement == "undetermined" and present(law.exit_in_year) end })
act:term("subsidy_law_day", { cite = "末段", text = "按哪一天的规定",
  is = function(_, year, law)
    if law.last_year == "undetermined" then return year end
    return earliest(year, law.pilot_ends)
  end })

-- 三（三） 应届毕业生。
act:term("graduate", { cite = "三（三）", text = "普通高校、职业院校、技工院校毕业生", otherwise = "不是普通高校、职业院校、技工院校毕业生",
  is = function(worker) return present(worker.school) and present(worker.graduated_on) end })
act:term("first_opened", { cite = "三（三）", text = "首次开立灵活就业缴存人账户之日",
  is = function(worker) return worker.accounts:first("opened", { by = "opened", at = "here", kind = "flexible" }) end })
act:term("deposits_flexibly", { cite = "三（三）", text = "以灵活就业人员身份缴存住房公积金", otherwise = "没有以灵活就业人员身份缴存住房公积金",
  is = function(worker, day, law)
    return present(law.first_opened) and law.first_opened <= day and worker.deposits:any { kind = "flexible", on = at_most(day) }
  end })
-- 离校以后的第一份工作：离校当天有工作的就是它，没有的是此后第一份。
local function first_work(worker)
  local then_ = worker.work:at(worker.left_school_on)
  if present(then_) then return then_ end
  local changed = worker.work:next_change(worker.left_school_on)
  if not present(changed) then return then_ end
  return worker.work:at(changed)
end
act:term("is_fresh", { cite = "三（三）", text = "应届毕业生", otherwise = "不是应届毕业生",
  is = function(worker, _, law)
    if not present(law.first_opened) then return false end
    if law.fresh == "calendar_year" then return law.first_opened:year() == worker.graduated_on:year() end
    if not present(worker.left_school_on) or law.first_opened > worker.left_school_on:plus_years(law.graduate_years) then return false end
    local first = first_work(worker)
    return present(first) and first ~= "unit"
  end })

-- 三（四）至三（六） 直付房租、优先授信、城中村改造。
act:term("rents_affordable", { cite = "三（四）", text = "租住保障性租赁住房", otherwise = "没有租住保障性租赁住房",
  is = function(worker, day) return worker.rents:at(day) == "affordable" end })
act:term("rent_payable", { cite = "三（四）", text = "可以直付的房租",
  is = function(_, _, law)
    if law.use_caps == "uncapped" then return law.rent_due end
    return least(law.rent_due, law.balance)
  end })
act:term("gap", { cite = "三（六）", text = "房票使用金额不足购房款部分", is = function(_, _, law) return most(law.price - law.voucher_used, yuan(0)) end })
act:term("inside_gap", { cite = "三（六）", text = "提取与贷款之和不超过不足部分", otherwise = "提取与贷款之和超过不足部分",
  is = function(_, _, law) return law.use_caps == "uncapped" or law.withdraw + law.borrow <= law.gap end })
act:term("inside_balance", { cite = "三（六）", text = "提取不超过账户余额", otherwise = "提取超过账户余额",
  is = function(_, _, law) return law.withdraw <= law.balance end })
act:term("inside_quota", { cite = "三（六）", text = "贷款不超过贷款额度", otherwise = "贷款超过贷款额度",
  is = function(_, _, law)
    if law.borrow == yuan(0) then return true end
    return law.borrow <= law.quota_rule
  end })

-- 三（七） 高校毕业生社会保险补贴。
act:term("university_graduate", { cite = "三（七）", text = "高校毕业生", otherwise = "不是高校毕业生",
  is = function(worker, _, law)
    if not present(worker.school) then return false end
    return worker.school == "university" or law.technicians == "included" and worker.school == "technician"
  end })
act:term("not_employed_before", { cite = "三（七）", text = "离校后未就业，后灵活就业", otherwise = "离校后先在单位就业，或没有灵活就业",
  is = function(worker)
    if not present(worker.left_school_on) then return false end
    local first = first_work(worker)
    return present(first) and first ~= "unit"
  end })
local function in_window(worker, day, law)
  return present(worker.left_school_on) and day <= worker.left_school_on:plus_years(law.graduate_years)
end
act:term("in_window_today", { cite = "三（七）", text = "离校2年内", otherwise = "离校已超过2年",
  is = function(worker, day, law) return in_window(worker, day, law) end })
act:term("flexible_in_month", { cite = "三（七）", text = "当月灵活就业", otherwise = "当月没有灵活就业",
  is = function(worker, m)
    local now = worker.work:at(m:last())
    return present(now) and now ~= "unit"
  end })
act:term("entered", { cite = "三（七）", text = "已在离校2年内申请", otherwise = "没有在离校2年内申请",
  is = function(worker, m, law)
    local entered = worker.insurance_entered
    if not present(entered) or entered > m:last() then return false end
    if law.graduate_window == "every_month" then return in_window(worker, m:first(), law) end
    return in_window(worker, entered, law)
  end })
act:term("months_left", { cite = "三（七）", text = "补贴期限未满24个月", otherwise = "补贴期限已满24个月",
  is = function(worker, m, law)
    if law.months24 == "cumulative" then return worker.insurance_subsidies:count { month = before(m) } < law.insurance_months end
    return m - first_present(worker.insurance_subsidies:least("month"), m) < law.insurance_months
  end })
act:term("paid_in_month", { cite = "三（七）", text = "当月实际缴纳了社会保险费", otherwise = "当月没有实际缴纳社会保险费",
  is = function(worker, m) return worker.insurance:any { month = within(m, m) } end })
act:term("insurance_grant", { cite = "三（七）", text = "本市比例，不超过实际缴费的三分之二",
  is = function(worker, m, law)
    return worker.insurance:sum("paid", { month = within(m, m) }):times(least(law.insurance_share, law.city_insurance_share),
      { round = "down", to = "fen", cite = "三（七）" })
  end })
act:term("insurance_law_month", { cite = "末段", text = "按哪个月的规定",
  is = function(_, m, law)
    if law.past_the_pilot == "undetermined" then return m end
    return earliest(m, law.pilot_ends:month())
  end })
act:term("has_entered", { cite = "三（七）", text = "已申请社会保险补贴", otherwise = "没有申请社会保险补贴",
  is = function(worker, day) return present(worker.insurance_entered) and worker.insurance_entered <= day end })
act:term("last_insured", { cite = "三（七）", text = "补贴的最后一个月",
  is = function(worker, day, law)
    local entered = worker.insurance_entered:month()
    if law.months24 == "window" then
      return first_present(worker.insurance_subsidies:least("month"), entered) + law.insurance_months - 1
    end
    local so_far = first_present(worker.insurance_subsidies:most("month", { month = at_most(day:month()) }), entered - 1)
    return so_far + (law.insurance_months - worker.insurance_subsidies:count { month = at_most(day:month()) })
  end })

-- 三（八） 创业贷款贴息。
act:term("certified", { cite = "三（八）第一句", text = "市人社局认定了个人创业担保贷款资质", otherwise = "市人社局没有认定个人创业担保贷款资质",
  is = function(worker, day) return worker.startup_certified:at(day) == true end })
act:term("startup_amount", { cite = "三（八）第一句", text = "不超过30万元", otherwise = "超过30万元", is = function(_, _, law) return law.loan_amount <= law.startup_limit end })
act:term("startup_period", { cite = "三（八）第一句", text = "不超过3年", otherwise = "超过3年", is = function(_, _, law) return law.loan_period <= law.startup_months end })
act:term("first_loan", { cite = "三（八）第二句", text = "首次获得贷款", otherwise = "不是首次获得贷款，或没有获得贷款",
  is = function(worker, day) return worker.business_loans:count { on = at_most(day) } == 1 end })
local function outstanding_days(worker, law)
  local year = worker.loan_months:where { number = at_most(law.first_months) }
  local end_ = first_present(year:most("until_day"), beginning)
  return year:sum("outstanding", { times = days_until(end_ + 1), by = "from" }) - year:sum("outstanding", { times = days_until(end_), by = "until_day" })
end
act:term("interest_grant", { cite = "三（八）第二句", text = "首次贷款第一年的贴息",
  is = function(worker, _, law)
    local rate = least(law.rate, law.first_rate)
    if law.period == "days_360" then return outstanding_days(worker, law):times(rate):over(law.days_of_year) end
    return worker.loan_months:sum("outstanding", { number = at_most(law.first_months) }):times(rate):over(law.months_of_year)
  end })
act:term("capped_grant", { cite = "三（八）第二句", text = "贴息补助，最高不超过20万元",
  is = function(worker, day, law)
    local down = { round = "down", to = "fen", cite = "三（八）第二句" }
    if law.first_loan_cap == "subsidy" then return least(law.interest_grant:round(down), law.first_limit) end
    -- 享受贴息的本金以20万元为限：超过的按比例减少
    local principal = worker.business_loans:first("principal", { on = at_most(day) })
    if principal <= law.first_limit then return law.interest_grant:round(down) end
    return law.interest_grant:times(law.first_limit:ratio_to(principal)):round(down)
  end })

-- ── 决定 ─────────────────────────────────────────────────────────────────────────────────────────

local ask_women = { when = "must_be_asked", who = labour, say = "原法定退休年龄是50周岁还是55周岁，须先认定" }
local women = { when = "track_matters", to_office = true, say = "没有登记原法定退休年龄；按50周岁结果不同，请核对" }

local retirement_day = act:decision("retirement_day", { label = "何时达到法定退休年龄", of = "worker", per = "case", gives = "date", cite = "二（一）" })
retirement_day:rule("二（一）", { give = "retires" })
retirement_day:undetermined("二（一）", ask_women)

local may_join = act:decision("may_join", { label = "能否参加住房公积金制度", of = "worker", per = "day", gives = "truth", cite = "二（一）" })
may_join:requires("二（一）", "capable")
may_join:requires("二（一）", "below_retirement", { final = true })
may_join:requires("二（一）", "credit_good")
may_join:requires("二（一）", "works_flexibly")
may_join:requires("二（六）", "one_account")
may_join:rule("二（一）", { give = "works_flexibly", text = "可自主参加" })
may_join:undetermined("二（一）", ask_women)
may_join:undetermined("二（一）", { when = "rejoining_open", who = centre, say = "退出以后可否再参加没有规定" })
may_join:warning("二（一）", women)
may_join:warning("二（一）", { when = "works_otherwise", to_office = true, say = "文件没有列明的灵活就业身份，请确认" })
may_join:warning("二（六）", { when = "several_accounts", say = "已有住房公积金账户，防止一人多缴" })

local may_deposit = act:decision("may_deposit", { label = "这笔钱能否缴存", of = "worker", per = "day", gives = "truth", cite = "二（三）",
  given = { amount = fact.money { label = "缴存金额" }, first_month = fact.month { label = "所属期首月" }, last_month = fact.month { label = "所属期末月" } } })
may_deposit:requires("二（二）", "has_agreement")
may_deposit:requires("二（二）", "has_account")
may_deposit:requires("二（三）", "months_in_order")
-- 上下限没有公布时也先说得出的不符合：只对其余要求已满足的问。
may_deposit:requires("二（三）", "within_limits", { where = { "has_agreement", "has_account", "months_in_order", "may_still_deposit" } })
may_deposit:requires("二（一）", "may_still_deposit", { final = true })
may_deposit:rule("二（三）", { give = "within_limits", text = "可以缴存；未在约定时间内缴存的可补缴" })
may_deposit:undetermined("二（一）", ask_women)
may_deposit:undetermined("二（一）", { when = "age_reached_open", who = centre, say = "达到法定退休年龄以后可否继续缴存没有规定" })
may_deposit:warning("二（一）", women)
may_deposit:warning("二（三）", { when = "makes_up", to_office = true, say = "补缴以前的月份" })
may_deposit:warning("二（六）", { when = "is_overdue", to_office = true, say = "有逾期未结清的贷款，按规定向人民银行报送" })

local may_exit = act:decision("may_exit", { label = "能否退出并销户提取", of = "worker", per = "day", gives = "truth", cite = "二（三）" })
may_exit:requires("二（二）", "has_account")
may_exit:requires("二（三）", "free_to_leave")
may_exit:rule("二（三）", { give = "free_to_leave", text = "可按需选择退出，并销户提取账户余额" })
may_exit:warning("三（二）", { when = "inside_year", say = "结息日以前退出，当年的利息补贴没有规定" })

-- 按付款之日问：余额和利息都算到那一天。
local exit_amount = act:decision("exit_amount", { label = "销户提取多少", of = "worker", per = "day", gives = "money", cite = "二（三）" })
exit_amount:requires("二（二）", "has_account")
exit_amount:requires("二（三）", "free_to_leave")
exit_amount:requires("三（二）", "carried_known", { fails = "hold" })
exit_amount:rule("二（三）", { give = "exit_money", text = "账户余额，利息算到付款的前一天" })
exit_amount:warning("三（二）", { when = "inside_year", say = "不含当年的利息补贴，没有规定" })

local quota_balance = act:decision("quota_balance", { label = "参与贷款额度计算的余额", of = "worker", per = "day", gives = "money", cite = "二（五）" })
quota_balance:requires("三（二）", "carried_known", { fails = "hold" })
quota_balance:rule("二（五）", { give = "balance", text = "两种身份的缴存余额" })

local may_borrow = act:decision("may_borrow", { label = "能否申请住房公积金贷款", of = "worker", per = "day", gives = "truth", cite = "二（四）" })
may_borrow:requires("二（四）", "has_account")
may_borrow:requires("二（六）", "credit_good")
may_borrow:requires("二（六）", "one_loan")
may_borrow:rule("二（四）", { give = "has_account", text = "按单位缴存职工的规定办理" })
may_borrow:warning("二（四）", { when = "has_account", to_office = true, say = "其余条件按单位缴存职工的贷款规定，本方案没有写明" })
may_borrow:warning("二（六）", { when = "several_loans", say = "有未结清的住房公积金贷款，防止一人多贷" })

local loan_quota = act:decision("loan_quota", { label = "可贷多少", of = "worker", per = "day", gives = "money", cite = "二（四）" })
loan_quota:requires("二（四）", "has_account")
loan_quota:rule("二（四）", { give = "quota_rule" })

local tax_deduction = act:decision("tax_deduction", { label = "个人所得税前可以扣除多少", of = "worker", per = "case", gives = "money", cite = "三（一）",
  given = { paid = fact.money { label = "缴存的住房公积金" } } })
act:term("deductible", { cite = "三（一）", text = "参照单位缴存职工标准", is = function(_, _, law) return least(law.paid, law.deduction_limit) end })
tax_deduction:rule("三（一）", { give = "deductible" })

local year_interest = act:decision("year_interest", { label = "本结息年度利息", of = "worker", per = "year", year_ends = "06-30", gives = "money", cite = "三（二）" })
year_interest:requires("三（二）", "year_carried_known", { fails = "hold" })
year_interest:rule("三（二）", { give = "interest_due", text = "按单位缴存职工的结息方式、利率标准" })

local year_subsidy = act:decision("year_subsidy", { label = "本结息年度缴存利息补贴", of = "worker", per = "year", year_ends = "06-30", gives = "money",
  law_on = "subsidy_law_day", cite = "三（二）" })
year_subsidy:requires("三（二）", "year_carried_known", { fails = "hold" })
year_subsidy:rule("三（二）", { when = "not subsidy_lost", give = "subsidy_due", text = "个人新增缴存资金的0.5%，与年度结息方式一致" })
year_subsidy:rule("三（二）", { when = "subsidy_lost", give = yuan(0) })
year_subsidy:undetermined("三（二）", { when = "exit_subsidy_open", who = centre, say = "结息日以前退出的，当年的利息补贴没有规定" })

local opening_subsidy = act:decision("opening_subsidy", { label = "开户补贴", of = "worker", per = "case", gives = "money", cite = "三（三）" })
opening_subsidy:requires("三（三）", "graduate", { final = true })
opening_subsidy:requires("三（三）", "is_fresh", { where = "graduate" })
opening_subsidy:requires("三（三）", "deposits_flexibly")
opening_subsidy:rule("三（三）", { give = "opening_amount", text = "应届毕业生以灵活就业人员身份缴存住房公积金" })

local rent_direct = act:decision("rent_direct", { label = "最多直付多少房租", of = "worker", per = "day", gives = "money", cite = "三（四）",
  given = { rent_due = fact.money { label = "应付房租" } } })
rent_direct:requires("二（二）", "has_account")
rent_direct:requires("三（四）", "rents_affordable")
rent_direct:requires("三（二）", "carried_known", { fails = "hold" })
rent_direct:rule("三（四）", { give = "rent_payable" })
rent_direct:warning("三（四）", { when = "rents_affordable", to_office = true, say = "提取的其他限额按单位缴存职工的规定，本方案没有写明" })

local bank_priority = act:decision("bank_priority", { label = "是否属于鼓励优先授信的对象", of = "worker", per = "day", gives = "truth", cite = "三（五）" })
bank_priority:requires("三（五）", "business", { text = "个体工商户", otherwise = "不是个体工商户" })
bank_priority:requires("三（五）", "famous", { text = "“名特优新”个体工商户", otherwise = "不是“名特优新”个体工商户" })
bank_priority:requires("三（五）", "has_account", { text = "参加住房公积金制度" })
bank_priority:rule("三（五）", { give = "has_account" })
bank_priority:warning("三（五）", { when = "has_account", say = "鼓励商业银行优先，不是权利" })

local price, voucher_used = fact.money { label = "购房款" }, fact.money { label = "房票使用金额" }
local voucher_gap = act:decision("voucher_gap", { label = "房票不足多少", of = "worker", per = "case", gives = "money", cite = "三（六）",
  given = { price = price, voucher_used = voucher_used } })
voucher_gap:requires("三（六）", "voucher", { text = "在城中村改造项目中取得房票", otherwise = "没有在城中村改造项目中取得房票" })
voucher_gap:rule("三（六）", { give = "gap" })

local voucher_use = act:decision("voucher_use", { label = "提取加贷款可否这样用", of = "worker", per = "day", gives = "truth", cite = "三（六）",
  given = { price = price, voucher_used = voucher_used,
    withdraw = fact.money { label = "拟提取" }, borrow = fact.money { label = "拟贷款" } } })
voucher_use:requires("三（六）", "voucher", { text = "在城中村改造项目中取得房票", otherwise = "没有在城中村改造项目中取得房票" })
voucher_use:requires("二（二）", "has_account")
voucher_use:requires("三（二）", "carried_known", { fails = "hold" })
voucher_use:requires("三（六）", "inside_gap")
voucher_use:requires("三（六）", "inside_balance")
voucher_use:requires("三（六）", "inside_quota", { where = { "voucher", "has_account", "inside_gap", "inside_balance" } })
voucher_use:rule("三（六）", { give = "inside_balance" })

local insurance_entry = act:decision("insurance_entry", { label = "可否开始享受社会保险补贴", of = "worker", per = "day", gives = "truth", cite = "三（七）" })
insurance_entry:requires("三（七）", "university_graduate", { final = true })
insurance_entry:requires("三（七）", "not_employed_before")
insurance_entry:requires("三（七）", "works_flexibly")
insurance_entry:requires("三（七）", "in_window_today", { final = true })
insurance_entry:rule("三（七）", { give = "in_window_today" })

local insurance_subsidy = act:decision("insurance_subsidy", { label = "当月社会保险补贴", of = "worker", per = "month", gives = "money",
  law_on = "insurance_law_month", cite = "三（七）" })
insurance_subsidy:requires("三（七）", "university_graduate", { final = true })
insurance_subsidy:requires("三（七）", "not_employed_before")
insurance_subsidy:requires("三（七）", "entered")
insurance_subsidy:requires("三（七）", "flexible_in_month")
insurance_subsidy:requires("三（七）", "paid_in_month")
insurance_subsidy:requires("三（七）", "months_left", { final = true })
insurance_subsidy:rule("三（七）", { give = "insurance_grant" })

local insurance_last_month = act:decision("insurance_last_month", { label = "不再中断的，补贴到哪个月", of = "worker", per = "case", gives = "month", cite = "三（七）" })
insurance_last_month:requires("三（七）", "university_graduate", { final = true })
insurance_last_month:requires("三（七）", "has_entered")
insurance_last_month:rule("三（七）", { give = "last_insured" })

local startup_loan = act:decision("startup_loan", { label = "能否申请个人创业担保贷款", of = "worker", per = "day", gives = "truth", cite = "三（八）第一句",
  given = { loan_amount = fact.money { label = "贷款金额" }, loan_period = fact.count { label = "贷款期限（个月）" } } })
startup_loan:requires("三（八）第一句", "business", { text = "个体工商户", otherwise = "不是个体工商户" })
startup_loan:requires("三（八）第一句", "certified")
startup_loan:requires("三（八）第一句", "startup_amount")
startup_loan:requires("三（八）第一句", "startup_period")
startup_loan:rule("三（八）第一句", { give = "certified", text = "可向经办银行申请" })

local first_loan_subsidy = act:decision("first_loan_subsidy", { label = "首贷贴息多少", of = "worker", per = "case", gives = "money", cite = "三（八）第二句",
  given = { rate = fact.rate { label = "贷款年利率" } } })
first_loan_subsidy:requires("三（八）第二句", "business", { text = "个体工商户", otherwise = "不是个体工商户" })
first_loan_subsidy:requires("三（八）第二句", "first_loan", { final = true })
first_loan_subsidy:rule("三（八）第二句", { give = "capped_grant" })
first_loan_subsidy:warning("三（八）第二句", { when = "first_loan", to_office = true, say = "是否“符合条件”由市委金融办认定，本方案没有写明" })

-- ── 其余内容：职责、解读与不编码的内容 ──────────────────────────────────────────────────────────

act:uncoded("一", "试点目标，不产生可计算的结果")
act:duty("二（二）", { who = centre, what = "签订协议，约定缴存资格、缴存额、缴存方式、双方的权利和义务；设立专户" })
act:duty("二（五）", { who = centre, what = "引导与单位终止劳动关系的灵活就业人员接续缴存", breach = "warn" })
act:uncoded("二（五）", "异地就业的转移接续，通过全国平台办理；有未结清贷款时的规则见待定值 transfer_rules；两种身份的缴存时长合并计算")
act:duty("二（六）", { who = centre, what = "通过全国平台核查；贷前征信审查，贷后逾期管理；按规定向人民银行报送失信记录" })
act:duty("二（七）", { who = centre, what = "与单位缴存资金统一管理；流动性不足时发放贴息贷款等" })
act:duty("二（八）", { who = centre, what = "数据全生命周期管理，精准标注职业类别，动态监测，智能推送" })
act:duty("二（九）", { who = centre, what = "依托辽事通App、“盛金办”小程序、手机银行、移动柜台及医保、社保等渠道提供服务" })
act:duty("三（三）", { who = centre, what = "面向应届毕业生开展“安居留沈、青春向阳”政策宣传" })
act:uncoded("三（四）", "住房租赁企业的特价房源和租金优惠，由企业提供，不产生可计算的结果")
act:duty("三（五）", { who = "各有关部门", what = "为个体工商户提供全生命周期帮扶，搭建政银企（个）融资平台" })
act:duty("三（九）", { who = "各有关部门", what = "鼓励特色农业、文化旅游、交通物流、品质养老等产业的灵活就业人员参加" })
act:duty("四", { who = centre, what = "牵头协调，解决难点问题，开展宣传" })
act:duty("四", { who = "市发展改革委", what = "纳入全市国民经济和社会发展计划" })
act:duty("四", { who = "市财政局", what = "保障相关工作经费" })
act:duty("四", { who = "市人力资源社会保障局", what = "发放高校毕业生灵活就业社会保险补贴，认定个人创业担保贷款资质，提供基本养老保险缴纳信息，配合制定推广支持政策，险金业务协同" })
act:duty("四", { who = "市市场监管局", what = "提供个体工商户注册信息" })
act:duty("四", { who = "市医保局", what = "险金业务协同拓展" })
act:duty("四", { who = "市房产局", what = "协调保障性租赁住房企业实现直付房租；指导区、县（市）房屋征收部门开展房票安置" })
act:duty("四", { who = "市委金融办", what = "落实个体工商户首次贷款贴息，协调各商业银行给予个人融资支持，提供惠农金融服务" })
act:duty("四", { who = "市总工会、民政局、邮政管理局、交通运输局、卫生健康委、教育局、残联等部门", what = "负责各自服务领域内的宣传推广" })
act:duty("四", { who = "市税务局", what = "配合落实个人所得税依法扣除" })
act:duty("四", { who = "中国人民银行辽宁省分行营管部", what = "配合个人信用报告查询和不良信息采集" })
act:note("末段", { cite = "末段", says = "国家、省另有规定的从其规定（及于整个方案，A-1.22）", prevails = "text" })
act:note("解读", { cite = "二（一）", says = "年满16周岁的各类灵活就业群体均可参加制度", prevails = "text" })
act:note("解读", { cite = "二（二）", says = "为灵活就业人员集中设立账户", prevails = "text" })
act:note("解读", { cite = "二（三）", says = "可自由确定缴存标准、缴存频次和无条件销户提取", prevails = "text" })
act:note("解读", { cite = "二（四）", says = "同缴同权，灵活就业缴存人与单位职工同享权益", prevails = "text" })
act:note("解读", { cite = "二（七）", says = "与单位职工资金统一管理、分类核算", prevails = "text" })

return act
