-- 沈民发〔2025〕21号 沈阳市高龄津贴发放管理办法（试行）
-- 本模块按文件顺序编写：标准与年龄是有日期、有依据的参数，规则只引用它们；改一个金额只需加一行。

local act = document {
  id = "old-age-allowance", number = "沈民发〔2025〕21号", title = "沈阳市高龄津贴发放管理办法（试行）",
  issuers = { "沈阳市民政局", "沈阳市财政局" }, interpreter = { "沈阳市民政局", cite = "第三十条" },
  issued = "2025-05-20", in_force = { from = "2025-01-01", cite = "第二十九条" },
  outline = { articles = 30, parts = { ["第三条"] = { "第1项", "第2项" }, ["第四条"] = { "第1项", "第2项", "第3项", "第4项" },
    ["第六条"] = { "第1项", "第2项", "末段" }, ["第十一条"] = { "第一款", "第二款" }, ["第十三条"] = { "第一款", "第二款" },
    ["第十四条"] = { "第一款", "第二款" }, ["第十五条"] = { "第一款", "第二款" }, ["第十七条"] = { "第一款", "第二款" },
    ["第二十一条"] = { "第一款", "第二款" }, ["第二十四条"] = { "第一款", "第二款" } } },
  month_end = { "clamp", cite = "民法典第202条" },
}

-- ── 参数 ─────────────────────────────────────────────────────────────────────────────────────────

act:parameter("rate_80s", { label = "80–89周岁普通高龄老年人", unit = "元/月", cite = "第四条第1项",
  { from = "2025-01-01", value = yuan(30), issued = "2025-05-20" } })
act:parameter("rate_low_income", { label = "80–89周岁低保、低保边缘", unit = "元/月", cite = "第四条第2项",
  { from = "2025-01-01", value = yuan(100), issued = "2025-05-20" } })
act:parameter("rate_90s", { label = "90–99周岁", unit = "元/月", cite = "第四条第3项",
  { from = "2025-01-01", value = yuan(200), issued = "2025-05-20" } })
act:parameter("rate_100s", { label = "100周岁及以上", unit = "元/月", cite = "第四条第4项",
  { from = "2025-01-01", value = yuan(800), issued = "2025-05-20" } })

-- 补发追溯到2025年以前，三个年龄档在以前的政策中相同。
local former = "2015年7月起执行的高龄津贴标准的报道（hbhcj.cn/news/2015/1022/67443.html）"
act:parameter("first_age", { label = "第一档起点年龄", unit = "周岁", cite = "第三条第1项、第三条第2项",
  { to = "2024-12-31", value = 80, source = former, confidence = "M" }, { from = "2025-01-01", value = 80 } })
act:parameter("second_age", { label = "第二档起点年龄", unit = "周岁", cite = "第四条第3项",
  { to = "2024-12-31", value = 90, source = former, confidence = "M" }, { from = "2025-01-01", value = 90 } })
act:parameter("third_age", { label = "第三档起点年龄", unit = "周岁", cite = "第四条第4项",
  { to = "2024-12-31", value = 100, source = former, confidence = "M" }, { from = "2025-01-01", value = 100 } })

act:parameter("first_month", { label = "本办法执行的第一个月", cite = "第二十九条",
  { to = "2024-12-31", value = month "2025-01" }, { from = "2025-01-01", value = month "2025-01" } })
act:parameter("issued_on", { label = "本办法印发之日", cite = "第二十九条", { from = "2025-01-01", value = date "2025-05-20" } })
act:parameter("switch_month", { label = "更换次年政策的截止月", unit = "月", cite = "第六条第2项",
  { to = "2024-12-31", value = 10 }, { from = "2025-01-01", value = 10 } })
act:parameter("switch_day", { label = "更换次年政策的截止日", unit = "日", cite = "第六条第2项",
  { to = "2024-12-31", value = 31 }, { from = "2025-01-01", value = 31 } })
act:parameter("longest_break", { label = "截止日最多顺延的天数（长于任何连休）", unit = "天", cite = "民法典第203条",
  { to = "2024-12-31", value = 14 }, { from = "2025-01-01", value = 14 } })
act:parameter("pay_day", { label = "每月发放截止日", unit = "日", cite = "第十二条", { from = "2025-01-01", value = 25 } })
act:parameter("unverified_months", { label = "连续无法确定生存状况的月数", unit = "个月", cite = "第十九条", on = "deciding",
  { to = "2024-12-31", value = 3 }, { from = "2025-01-01", value = 3 } })

-- 文件没有写明、由有关部门决定的值；已知的值见 policies/values/。
act:open("past_rate_90s", { kind = "money", label = "2025年以前90–99周岁标准", unit = "元/月", cite = "第十三条第一款", who = "沈阳市民政局" })
act:open("past_rate_100s", { kind = "money", label = "2025年以前100周岁及以上标准", unit = "元/月", cite = "第十三条第一款", who = "沈阳市民政局" })
act:open("past_rate_low_income", { kind = "money", label = "2025年以前80–89周岁低保、低保边缘标准", unit = "元/月", cite = "第十三条第一款",
  who = "沈阳市民政局" })
act:open("city_share", { kind = "rate", label = "市级财政承担的比例", cite = "第五条", who = "沈阳市财政局" })
act:open("list_day", { kind = "count", label = "每月生成发放名单之日", cite = "第十二条", who = "各区、县（市）民政局", by = "district" })
act:open("home_care_scope_rule", { kind = "rule", gives = "truth", label = "普惠型居家养老服务的对象与内容", cite = "第六条第2项",
  who = "沈阳市民政局" })
act:open("recovery", { kind = "rule", gives = "text", label = "追缴方式（抵扣或退回）", cite = "第二十条、第二十五条", who = "各区、县（市）民政局" })
act:open("heirs_claim", { kind = "rule", gives = "truth", label = "继承人可否领取生前应发未发的津贴", cite = "第十三条第二款", who = "沈阳市民政局" })
act:open("district_rules", { kind = "rule", gives = "money", label = "区、县（市）实施细则另行加发", cite = "第二十九条",
  who = "各区、县（市）民政局", by = "district" })

-- ── 事实 ─────────────────────────────────────────────────────────────────────────────────────────

local policy_choice = fact.one_of { { "allowance", "高龄津贴" }, { "home_care", "政府购买居家养老服务（普惠型）" } }
local place = fact.one_of { { "hukou", "户籍地居（村）委会" }, { "residence", "居住地居（村）委会" }, { "online", "辽事通APP" } }
local matter = fact.one_of { { "hukou", "户籍" }, { "relation", "低保（边缘）保障关系" } }
local found = fact.one_of { { "verified", "确认在世" }, { "unverifiable", "无法确定" } }

act:facts("elder", { label = "老年人", key = "id_number",
  id_number = fact.identity { label = "身份证号" },
  birth_date = fact.date { label = "出生日期", range = { "1890-01-01", "today" }, born = true, cite = "第三条第1项、第三条第2项" },
  death_date = fact.date { label = "死亡日期", optional = true, changed_by = "nobody", cite = "第十七条第一款" },
  hukou = fact.timeline(fact.district) { label = "户籍区县", absent = "非本市户籍", known_from = "迁入日期", changed_by = "person", cite = "第三条第1项" },
  low_income = fact.timeline(fact.district) { label = "低保（边缘）保障关系所在区县", absent = "不是", changed_by = "office", cite = "第三条第2项" },
  serviceman = fact.timeline(fact.district) { label = "驻沈部队离退休人员（无户籍）居住区县", absent = "不是", optional = true, changed_by = "office", cite = "第八条" },
  applied = fact.list { label = "申请记录", changed_by = "person", cite = "第六条第2项",
    on = fact.date { label = "申请日期" }, at = place { label = "申请地点", optional = true } },
  choices = fact.list { label = "二选一登记与更换申请", optional = true, changed_by = "person", cite = "第六条第2项",
    on = fact.date { label = "登记日期" }, choice = policy_choice { label = "选择的政策" } },
  transfers = fact.list { label = "迁转手续", optional = true, changed_by = "person", cite = "第十五条第一款",
    on = fact.date { label = "办理迁转日期" }, to = fact.district { label = "迁入区县" },
    of = matter { label = "迁转事项（不写为户籍）", optional = true } },
  survival = fact.timeline(found) { label = "生存核查结果", absent = "未核查", optional = true, changed_by = "office", ahead = false, cite = "第十九条" },
  card = fact.card { label = "银行卡号", optional = true, changed_by = "person", cite = "第十二条" },
})
act:invariant("elder", "birth_date <= death_date")

-- ── 适用口径：文件没有写清之处，第一种是推荐口径 ────────────────────────────────────────────────────

act:reading("serviceman_bands", { id = "A-5.1", cite = "第三条第1项", ask = "第四条第3、4项的户籍要求是否适用于无户籍的驻沈部队离退休人员？",
  { "as_hukou", "视同户籍，各档均可" }, { "eighties_only", "只限80–89周岁" }, default = "as_hukou" })
act:reading("serviceman_payer", { id = "A-5.1", cite = "第八条", ask = "无户籍的驻沈部队离退休人员由哪个区县发放？",
  { "residence", "居住地" }, { "undetermined", "待明确" }, default = "residence" })
act:reading("low_income_hukou", { id = "A-5.2", cite = "第四条第2项", ask = "80–89周岁低保、低保边缘老年人是否还须本市户籍？",
  { "relation_suffices", "保障关系在本市即可" }, { "hukou_too", "还须本市户籍" }, default = "relation_suffices" })
act:reading("home_care_scope", { id = "A-5.3", cite = "第四条第1项", ask = "与居家养老服务不兼得的是哪些人？",
  { "ordinary_only", "只限80–89周岁普通高龄老年人" }, { "everyone", "所有二选一的人" }, default = "ordinary_only" })
act:reading("first_month_80", { id = "A-5.4", cite = "第三条第1项、第三条第2项", ask = "满80周岁从哪个月起发放？",
  { "birthday_month", "满80周岁当月" }, { "next_month", "次月" }, default = "birthday_month" })
act:reading("automatic_at_90", { id = "A-5.5", cite = "第七条", ask = "满90周岁自动调整是否包括低保、低保边缘老年人？",
  { "holders", "包括，无需申请" }, { "ordinary_only", "只限普通高龄津贴，低保老年人须申请" }, default = "holders" })
act:reading("transfer_trigger", { id = "A-5.6", cite = "第十五条第二款", ask = "市内迁转从何时起换区县发放？",
  { "handled", "办理迁转手续的次月" }, { "hukou_date", "户籍迁移的次月" }, default = "handled" })
act:reading("low_income_lost", { id = "A-5.7", cite = "第十八条", ask = "取消低保身份后领取普通高龄津贴是否须登记？",
  { "register", "须登记，补发至取消次月" }, { "automatic", "无需申请" }, default = "register" })
act:reading("low_income_start", { id = "A-5.8", cite = "第十八条", ask = "取得低保身份从哪个月起？",
  { "next_month", "次月" }, { "same_month", "当月" }, default = "next_month" })
act:reading("deadline_rest_day", { id = "A-5.9", cite = "第六条第2项", ask = "10月31日是休息日时截止日是否顺延？",
  { "next_workday", "顺延到下一个工作日" }, { "fixed", "不顺延" }, default = "next_workday" })
act:reading("switch_day_counts", { id = "A-5.9", cite = "第六条第2项", ask = "“10月31日前”是否包括当日？",
  { "included", "包括当日" }, { "excluded", "不包括当日" }, default = "included" })
act:reading("late_switch", { id = "A-5.9", cite = "第六条第2项", ask = "截止日以后提出的更换申请如何处理？",
  { "rejected", "不予调整，也不结转" }, { "carried_over", "作为下一年度的申请" }, default = "rejected" })
act:reading("several_switches", { id = "A-5.9", cite = "第六条第2项", ask = "同一年度内多次申请更换的以哪一次为准？",
  { "last", "截止日以前的最后一次" }, { "first", "第一次" }, default = "last" })
act:reading("arrears_rate", { id = "A-5.10", cite = "第十三条第一款", ask = "补发2025年以前的月份按什么标准？",
  { "rate_of_month", "当月执行的标准" }, { "todays_rate", "一律按本办法的标准" }, default = "rate_of_month" })
act:reading("mixed_arrears", { id = "A-5.11", cite = "第十三条第一款", ask = "满90周岁以后才申请的，80–89周岁的月份是否补发？",
  { "both_tranches", "两段都补" }, { "nineties_only", "只补90周岁起" }, default = "both_tranches" })
act:reading("death_before_payment", { id = "A-5.12", cite = "第十三条第二款", ask = "生前已申请、发放前离世的，应发未发的津贴如何处理？",
  { "due", "发放至离世当月" }, { "lapses", "离世后到发放日的月份不再发放" }, default = "due" })
act:reading("back_pay_committee", { id = "A-5.13", cite = "第十三条第一款", ask = "补发申请是否必须向户籍地居（村）委会提出？",
  { "anywhere", "任一途径受理，转户籍地办理" }, { "hukou_only", "必须向户籍地提出" }, default = "anywhere" })
act:reading("suspension_start", { id = "A-5.14", cite = "第十九条", ask = "连续3个月无法确定生存状况的，从哪个月起停发？",
  { "fourth_month", "第四个月" }, { "third_month", "第三个月" }, default = "fourth_month" })
act:reading("payday_rest", { id = "A-5.15", cite = "第十二条", ask = "“遇节假日”是否包括周末？",
  { "weekends_too", "包括周末，调休上班日除外" }, { "holidays_only", "只指放假安排中的放假日" }, default = "weekends_too" })
act:reading("pay_day_counts", { id = "A-5.15", cite = "第十二条", ask = "“25日前”是否包括当日？",
  { "included", "包括当日" }, { "excluded", "不包括当日" }, default = "included" })
act:reading("early_application", { id = "A-5.16", cite = "第六条第2项", ask = "最早何时可以申请？",
  { "birthday_month", "满80周岁当月" }, { "any_time", "不限" }, default = "birthday_month" })
act:reading("out_within_90_month", { id = "A-5.17", cite = "第十七条第一款", ask = "在满90周岁（100周岁）当月生日之前迁出的，当月按哪一档？",
  { "old_band", "迁出时所在的档" }, { "new_band", "当月新的一档" }, default = "old_band" })
act:reading("district_extra", { id = "A-5.18", cite = "第二十九条", ask = "区、县（市）实施细则可否另行加发？",
  { "none", "没有写明，不加发" }, { "by_district", "按所在区县的实施细则" }, default = "none" })
act:reading("home_care_eligible", { id = "A-5.20", cite = "第六条第2项", ask = "登记选择居家养老服务的人是否符合该项服务的政策，由谁认定？",
  { "as_registered", "登记时已认定，以登记为准" }, { "by_scope", "按该项服务的对象范围另行认定" }, default = "as_registered" })
act:reading("gap_within_month", { id = "补-1", cite = "第十七条第二款", ask = "一个月之内迁出又迁回的，是否重新申请？",
  { "reapply", "须重新申请，申请后补发" }, { "no_gap", "视为没有中断" }, default = "reapply" })
act:reading("home_care_to_allowance", { id = "补-2", cite = "第六条第2项", ask = "由居家养老服务更换为津贴的，更换前的月份是否补发？",
  { "no_arrears", "不补发" }, { "arrears", "补发" }, default = "no_arrears" })
act:reading("home_care_first_month", { id = "补-3", cite = "第六条第2项", ask = "月中首次选择居家养老服务，从哪个月起不发津贴？",
  { "month_of_choice", "选择当月" }, { "next_month", "次月" }, default = "month_of_choice" })
act:reading("back_pay_district", { id = "补-4", cite = "第十五条第二款", ask = "市内迁转之前月份的补发由哪个区县承担？",
  { "paying_month", "发放补发款当月的发放区县" }, { "own_month", "所补月份的发放区县" }, default = "paying_month" })
act:reading("before_known_rates", { id = "补-5", cite = "第十三条第一款", ask = "2015年7月以前的标准起点不明，这些月份如何处理？",
  { "undetermined", "列为尚无规定，不推测" }, { "carry_back", "沿用已知最早的标准" }, default = "undetermined" })
act:reading("moved_out_low_income", { id = "补-6", cite = "第十七条第一款", ask = "户籍迁出本市而低保、低保边缘保障关系仍在本市的，是否停发？",
  { "stops", "户籍迁出次月停发" }, { "relation_suffices", "保障关系在本市即可" }, default = "stops" })
act:reading("application_without_choice", { id = "补-7", cite = "第六条第2项", ask = "申请时没有登记选择，其后首次登记居家养老服务的，从何时起？",
  { "is_choice", "申请即选择了高龄津贴，其后为更换，次年1月起" }, { "no_choice", "其后才是首次选择，从首次选择的月份起" }, default = "is_choice" })
act:reading("holder_at_90", { id = "补-8", cite = "第七条", ask = "无需申请的老年人满90周岁时怎样才算“已获发”，从而自动调整？",
  { "paid", "满90周岁以前已有应发的月份" }, { "entitled", "满90周岁上月末已具备资格即可" }, default = "paid" })
act:reading("relation_transfer", { id = "补-9", cite = "第十四条第二款", ask = "保障关系在市内变化的，从何时起换区县发放？",
  { "handled", "参照户籍迁转，办理手续的次月" }, { "moved", "保障关系变化的次月" }, default = "handled" })

-- ── 术语 ─────────────────────────────────────────────────────────────────────────────────────────

local beginning, end_of_time = date "0001-01-01", date "9999-12-31"

act:term("eve", { cite = "第十六条、第十七条第一款、第十八条", text = "上月末：身份变化都从次月起生效，故以上月末的身份为准",
  is = function(_, m) return m:plus(-1):last() end })
act:term("age", { label = "年龄", cite = "第三条第1项、第三条第2项、第七条", text = "当月末（或离世、迁出之日）的周岁",
  is = function(elder, m, law)
    local on = earliest(m:last(), elder.death_date)
    local full = elder.birth_date:age(on)
    if full < law.first_age or full == elder.birth_date:age(law.eve) then return full end -- 当月没有升档的生日
    local left = elder.hukou:absent_from(law.eve)
    if present(left) and left < on and law.out_within_90_month == "old_band" then return elder.birth_date:age(left) end
    return full
  end })
act:term("alive", { cite = "第十七条第一款", text = "在世，或离世当月", otherwise = "截至上月末已离世",
  is = function(elder, _, law) return not present(elder.death_date) or elder.death_date > law.eve end })
act:term("old_enough", { cite = "第三条第1项、第三条第2项", text = "年满80周岁", otherwise = "未满80周岁（按起发月份计）",
  is = function(_, m, law)
    if law.age < law.first_age then return false end
    return law:at(m:plus(-1)).age >= law.first_age or law.first_month_80 == "birthday_month"
  end })
act:term("aged_80s", { cite = "第四条第1项", text = "80至89周岁", otherwise = "不在80至89周岁",
  is = function(_, _, law) return law.age >= law.first_age and law.age < law.second_age end })
act:term("aged_90s", { cite = "第四条第3项", text = "90至99周岁", otherwise = "不在90至99周岁",
  is = function(_, _, law) return law.age >= law.second_age and law.age < law.third_age end })
act:term("aged_100s", { cite = "第四条第4项", text = "100周岁及以上", otherwise = "未满100周岁", is = function(_, _, law) return law.age >= law.third_age end })

act:term("has_hukou", { cite = "第三条第1项", text = "沈阳市户籍（上月末）", otherwise = "上月末没有沈阳市户籍",
  is = function(elder, _, law) return elder.hukou:present(law.eve) end })
act:term("is_serviceman", { cite = "第三条第1项、第八条", text = "驻沈部队离退休人员，无户籍且居住在本市", otherwise = "不属于可以享受的驻沈部队离退休人员",
  is = function(elder, _, law)
    if not elder.serviceman:present(law.eve) then return false end
    return law.age < law.second_age or law.serviceman_bands == "as_hukou"
  end })
act:term("moved_out", { cite = "第十七条第一款", text = "曾有本市户籍，上月末已迁出", otherwise = "没有迁出本市",
  is = function(elder, _, law)
    return not elder.hukou:present(law.eve) and elder.hukou:changes(period(beginning, law.eve)) > 0
  end })
act:term("low_income", { cite = "第三条第2项、第十七条第一款、第十八条", text = "本市城乡低保、低保边缘家庭成员", otherwise = "上月末不是低保、低保边缘家庭成员",
  is = function(elder, m, law)
    if not elder.low_income:present(law.eve) then
      if not elder.low_income:present(m:last()) or law.low_income_start == "next_month" then return false end
    end
    if law.has_hukou then return true end
    if law.low_income_hukou == "hukou_too" then return false end
    return law.moved_out_low_income == "relation_suffices" or law.is_serviceman or not law.moved_out
  end })
act:term("low_income_80s", { cite = "第三条第2项、第四条第2项", text = "80至89周岁低保、低保边缘", otherwise = "不属于80至89周岁低保、低保边缘老年人",
  is = function(_, _, law) return law.aged_80s and law.low_income end })
act:term("loses_all_at_90", { cite = "第四条第3项", text = "90周岁以上低保、低保边缘但无本市户籍",
  is = function(_, _, law)
    return law.age >= law.second_age and law.low_income and not law.has_hukou and not law.is_serviceman
  end })
act:term("left_before_birthday", { cite = "第十七条第一款", text = "在升档生日之前迁出",
  is = function(elder, m, law)
    local left = elder.hukou:absent_from(law.eve)
    if not present(left) or left > m:last() then return false end
    local full = elder.birth_date:age(m:last())
    return law.age < law.second_age and full >= law.second_age or law.age < law.third_age and full >= law.third_age
  end })

-- 二选一（第六条第2项）：首次登记时选择；每年截止日前可申请更换次年适用的政策；未提出申请的延续上年度。
-- 截止日按它自己那一天的规定：先取年末的规定所定的月份，再看那个月的规定。
local function deadline_in_year(law, month)
  local december = month:plus_years(1):month_of_year(1):plus(-1)
  local own = law:at(december:month_of_year(law:at(december).switch_month))
  local day = december:month_of_year(own.switch_month):day(own.switch_day)
  if law.switch_day_counts == "excluded" then return day - 1 end
  return day
end
act:term("switch_deadline", { cite = "第六条第2项", text = "上一年更换政策的截止日",
  is = function(elder, m, law)
    local day = deadline_in_year(law, m:plus_years(-1))
    -- 本办法执行以前的年份只延续同一截止日，不推算当年的放假安排
    if law.deadline_rest_day == "fixed" or day < law.first_month:first() then return day end
    -- 当日以前提出的总是按期，最长连休以后提出的总是逾期；只有其间提出的才要看放假安排
    local first, longest = law.registered_on, day + law.longest_break
    if not present(first) or first > longest then return day end
    if not elder.choices:any { on = within(latest(first, day) + 1, longest) } then return day end
    return workday_on_or_after(day)
  end })
act:term("chooses_from", { cite = "第六条第2项", text = "申请可以视为选择的最早日期",
  is = function(_, _, law)
    if law.early_application == "any_time" then return beginning end
    return law.turning_80
  end })
act:term("registered_on", { cite = "第六条第2项", text = "首次登记之日",
  is = function(elder, m, law)
    local seen = m:last()
    if law.home_care_first_month == "next_month" then seen = law.eve end
    local chosen = elder.choices:least("on", { on = at_most(seen) })
    if law.application_without_choice == "no_choice" then return chosen end
    return earliest(chosen, elder.applied:least("on", { on = within(law.chooses_from, seen) }))
  end })
act:term("chose_home_care", { cite = "第六条第2项", text = "当月适用的选择是居家养老服务", otherwise = "当月适用的选择不是居家养老服务",
  is = function(elder, m, law)
    local seen = m:last()
    if law.home_care_first_month == "next_month" then seen = law.eve end
    if not elder.choices:any { on = at_most(seen), choice = "home_care" } then return false end
    local first, january = law.registered_on, m:month_of_year(1)
    if first >= january:first() then return elder.choices:last("choice", { on = within(first, first) }) == "home_care" end
    local from = january:plus_years(-1):first()
    if law.late_switch == "carried_over" then from = law:at(m:plus_years(-1)).switch_deadline + 1 end
    local asked = { on = within(latest(from, first + 1), law.switch_deadline) }
    local switched = elder.choices:last("choice", asked)
    if law.several_switches == "first" then switched = elder.choices:first("choice", asked) end
    if present(switched) then return switched == "home_care" end
    return law:at(january:plus(-1)).chose_home_care
  end })
act:term("home_care", { cite = "第四条第1项、第六条第2项", text = "当月适用政府购买居家养老服务（普惠型）", otherwise = "当月不适用政府购买居家养老服务（普惠型）",
  is = function(_, _, law)
    if not law.chose_home_care then return false end
    if law.home_care_eligible == "by_scope" and not law.home_care_scope_rule then return false end
    return law.home_care_to_allowance == "no_arrears" or law:at(law.decided_on:month()).chose_home_care
  end })
act:term("home_care_excludes_all", { cite = "第六条第2项", text = "选择居家养老服务的不享受任何一档津贴", otherwise = "没有因选择居家养老服务而不享受津贴",
  is = function(_, _, law) return law.home_care_scope == "everyone" and law.home_care end })

-- 2025年以前的月份（第十三条补发）。
act:term("past_low_income", { cite = "第十三条第一款", text = "2025年以前80–89周岁低保、低保边缘的标准",
  is = function(_, _, law)
    if law.arrears_rate == "todays_rate" then return law:at(law.first_month).rate_low_income end
    return law.past_rate_low_income
  end })
act:term("past_90s", { cite = "第十三条第一款", text = "2025年以前90–99周岁的标准",
  is = function(_, _, law)
    if law.arrears_rate == "todays_rate" then return law:at(law.first_month).rate_90s end
    return law.past_rate_90s
  end })
act:term("past_100s", { cite = "第十三条第一款", text = "2025年以前100周岁及以上的标准",
  is = function(_, _, law)
    if law.arrears_rate == "todays_rate" then return law:at(law.first_month).rate_100s end
    return law.past_rate_100s
  end })
act:term("start_unknown", { cite = "第十三条第一款", text = "当月的标准起点不明",
  is = function(_, m, law)
    if m >= law.first_month or law.arrears_rate == "todays_rate" or law.before_known_rates == "carry_back" then return false end
    if law.aged_90s then return not law:has_start("past_rate_90s") end
    if law.aged_100s then return not law:has_start("past_rate_100s") end
    return law.low_income_80s and not law:has_start("past_rate_low_income")
  end })

-- 个案决定（第十一条）不能超过最高一档；执行以前的月份按执行时的标准。
act:term("highest_rate", { cite = "第四条第4项", text = "最高一档的标准",
  is = function(_, m, law)
    if m < law.first_month then return law:at(law.first_month).rate_100s end
    return law.rate_100s
  end })

-- 申请（第六条、第十三条、第十七条）。
act:term("turning_80", { cite = "第六条第2项", text = "满80周岁当月的第一天",
  is = function(elder, _, law) return elder.birth_date:plus_years(law.first_age):month():first() end })
act:term("turning_90", { cite = "第七条", text = "满90周岁当月的第一天",
  is = function(elder, _, law) return elder.birth_date:plus_years(law.second_age):month():first() end })
-- 第十七条第二款只要求“迁出后再次迁入”的重新申请；首次落户以前已是发放对象（驻沈部队离退休人员、低保）的，原申请有效。
act:term("resident_since", { cite = "第十七条第二款", text = "本次在本市不间断地属于发放对象的起点",
  is = function(elder, _, law)
    local since = elder.hukou:present_since(law.eve)
    if not present(since) then return since end
    if law.gap_within_month == "no_gap" then
      local before_month = since:month():plus(-1):last()
      if elder.hukou:present(before_month) then return elder.hukou:present_since(before_month) end
    end
    local day_before = since - 1
    if not elder.serviceman:present(day_before) and not elder.low_income:present(day_before) then return since end
    if elder.hukou:changes(period(beginning, day_before)) > 0 then return since end
    if elder.serviceman:present(day_before) then return elder.serviceman:present_since(day_before) end
    return elder.low_income:present_since(day_before)
  end })
act:term("applications_from", { cite = "第六条第2项、第十七条第二款", text = "申请有效的最早日期",
  is = function(_, _, law)
    if law.early_application == "any_time" then return latest(beginning, law.resident_since) end
    return latest(law.turning_80, law.resident_since)
  end })
act:term("last_day", { cite = "第十三条第二款", text = "在世的最后一天", is = function(elder) return earliest(elder.death_date, end_of_time) end })
act:term("has_applied", { cite = "第六条第2项", text = "生前已提出有效申请", otherwise = "生前没有提出有效申请",
  is = function(elder, _, law)
    local valid = within(law.applications_from, law.last_day)
    return elder.applied:any { on = valid } or elder.choices:any { on = valid, choice = "allowance" }
  end })
act:term("was_holder", { cite = "第七条", text = "满90周岁前已领取低保、低保边缘档津贴，自动调整", otherwise = "不属于满90周岁前已领取低保、低保边缘档津贴的老年人",
  is = function(elder, _, law)
    if law.age < law.second_age or not elder.low_income:present(law.turning_90 - 1) then return false end
    local hukou_since, since = elder.hukou:present_since(law.eve), law.resident_since
    if present(since) and since >= law.turning_90 then return false end
    if present(hukou_since) and hukou_since >= law.turning_90 and not elder.serviceman:present(hukou_since - 1) then return false end
    if law.holder_at_90 == "paid" and not law:at(law.turning_90:month():plus(-1)).low_income_80s then return false end
    return law.automatic_at_90 == "holders"
  end })
act:term("lost_low_income", { cite = "第十八条", text = "曾为低保、低保边缘，取消后自动适用普通高龄津贴", otherwise = "不属于取消低保后自动适用普通高龄津贴的老年人",
  is = function(elder, _, law)
    if not law.aged_80s or law.turning_80 > law.eve then return false end
    if not elder.low_income:present(law.turning_80) then
      if elder.low_income:changes(period(law.turning_80, law.eve)) == 0 then return false end
    end
    return law.low_income_lost == "automatic"
  end })
act:term("needs_no_application", { cite = "第六条第1项、第七条", text = "无需申请", otherwise = "须提出申请",
  is = function(_, _, law) return law.low_income_80s or law.was_holder or law.lost_low_income end })
act:term("claimed_in_life", { cite = "第十三条第二款", text = "在世，或生前已申请（或无需申请）", otherwise = "已离世，生前没有申请",
  is = function(elder, _, law)
    return not present(elder.death_date) or law.needs_no_application or law.has_applied
  end })
act:term("tranche_open", { cite = "第十三条第一款", text = "该月份属于可以补发的年龄段", otherwise = "该月份不在可以补发的年龄段",
  is = function(elder, _, law)
    if law.age >= law.second_age or law.needs_no_application then return true end
    return elder.applied:any { on = before(law.turning_90) } or law.mixed_arrears == "both_tranches"
  end })
act:term("not_lapsed", { cite = "第十三条第二款", text = "该月的津贴没有因离世失效", otherwise = "该月的津贴因离世不再发放",
  is = function(elder, m, law)
    if not present(elder.death_date) then return true end
    local own = m < law.first_month and law:at(law.first_month) or law -- 本办法以前的月份没有发放日，用第一个月的
    return elder.death_date >= m:day(own.pay_day) or law.death_before_payment == "due"
  end })
act:term("asked_at_hukou", { cite = "第十三条第一款", text = "补发已向户籍地居（村）委会提出", otherwise = "补发没有向户籍地居（村）委会提出",
  is = function(elder, m, law)
    if law.needs_no_application then return true end
    if elder.applied:any { on = within(law.applications_from, earliest(m:last(), law.last_day)) } then return true end
    return elder.applied:any { on = within(law.applications_from, law.last_day), at = "hukou" } or
      law.back_pay_committee == "anywhere"
  end })
act:term("verified", { cite = "第十九条", text = "生存状况没有连续3个月无法确定", otherwise = "生存状况已连续3个月无法确定",
  is = function(elder, m, law)
    if elder.survival:at(law.eve) ~= "unverifiable" then return true end
    if present(elder.death_date) then return true end
    local since, after = elder.survival:since(law.eve), elder.survival:next_change(law.eve)
    if present(after) and elder.survival:at(after) == "verified" then return true end
    if not present(since) then return false end
    local paid = law.unverified_months
    if law.suspension_start == "third_month" then paid = paid - 1 end
    return m < since:month():plus(paid)
  end })
act:term("first_payable", { cite = "第三条第1项、第三条第2项、第十三条第一款", text = "可以发放的第一个月：满80周岁当月",
  is = function(_, _, law) return law.turning_80:month() end })

act:term("district_adds", { cite = "第二十九条", text = "所在区县的实施细则另行加发",
  is = function(_, _, law) return law.district_extra == "by_district" end })

-- 发放区县（第八条、第十四条至第十六条）。
act:term("has_status", { cite = "第三条第1项、第三条第2项", text = "本市户籍，或驻沈部队离退休人员，或低保、低保边缘", otherwise = "没有本市户籍，也不属于可以享受的驻沈部队离退休人员或低保、低保边缘老年人",
  is = function(_, _, law) return law.has_hukou or law.is_serviceman or law.low_income_80s end })
act:term("handled_transfer", { cite = "第十五条第二款", text = "最近一次已办理的迁转所到区县",
  is = function(elder, _, law)
    local since = first_present(elder.hukou:present_since(law.eve), beginning)
    return elder.transfers:last("to", { on = within(since, law.eve), of = other_than("relation") })
  end })
act:term("paid_by_hukou", { cite = "第十五条第二款、第十六条", text = "按户籍发放", otherwise = "不按户籍发放",
  is = function(_, _, law) return law.has_hukou and not law.low_income_80s end })
act:term("came_from_outside", { cite = "第十六条", text = "从外地迁入，迁入后未办理市内迁转", otherwise = "不是从外地迁入，或迁入后已办理市内迁转",
  is = function(elder, _, law)
    return law.paid_by_hukou and present(elder.hukou:present_since(law.eve)) and not present(law.handled_transfer)
  end })
act:term("hukou_district", { cite = "第十五条第二款", text = "办理迁转后的区县，未办理的为原区县",
  is = function(elder, _, law)
    if law.transfer_trigger == "hukou_date" then return elder.hukou:at(law.eve) end
    return first_present(law.handled_transfer, elder.hukou:at(first_present(elder.hukou:present_since(law.eve), beginning)))
  end })
act:term("relation_district", { cite = "第十四条第二款", text = "保障关系所在区县，办理迁转以前为原区县",
  is = function(elder, m, law)
    local now = elder.low_income:at(law.eve)
    if not present(now) then return elder.low_income:at(m:last()) end
    if law.relation_transfer == "moved" then return now end
    local since = first_present(elder.low_income:present_since(law.eve), beginning)
    local changed = elder.low_income:next_change(since)
    if not present(changed) or changed > law.eve then return now end
    local handled = elder.transfers:last("to", { on = within(since, law.eve), of = "relation" })
    return first_present(handled, elder.low_income:at(since))
  end })
act:term("residence_district", { cite = "第八条", text = "居住区县", is = function(elder, _, law) return elder.serviceman:at(law.eve) end })
act:term("paid_by_residence", { cite = "第八条", text = "驻沈部队离退休人员，按居住地发放", otherwise = "不按居住地发放",
  is = function(_, _, law) return law.is_serviceman and not law.has_hukou and not law.low_income_80s end })
act:term("residence_undetermined", { cite = "第八条", text = "驻沈部队离退休人员的发放区县未明确",
  is = function(_, _, law) return law.paid_by_residence and law.serviceman_payer == "undetermined" end })
act:term("back_pay_by", { cite = "第十五条第二款", text = "承担补发的区县",
  is = function(_, _, law)
    if law.back_pay_district == "own_month" then return law.payer end
    return law:at(law.paid_in).payer
  end })
act:term("nobody_pays_then", { cite = "第十三条第一款、第十七条第一款", text = "发放补发款的当月已没有发放区县（已离世、迁出或不再享受）",
  is = function(_, _, law)
    return law.back_pay_district == "paying_month" and not present(law:at(law.paid_in).payer)
  end })

-- 发放日、更换申请、申请材料。
act:term("latest_payday", { cite = "第十二条", text = "当月最迟发放日",
  is = function(_, m, law)
    local day = m:day(law.pay_day)
    if law.pay_day_counts == "excluded" then day = day - 1 end
    if law.payday_rest == "weekends_too" or is_holiday(day) then return workday_on_or_before(day) end
    return day
  end })
act:term("before_issue", { cite = "第二十九条", text = "发放日早于本办法印发之日",
  is = function(_, _, law) return law.latest_payday < law.issued_on end })
act:term("before_this_act", { cite = "第二十九条", text = "本办法执行之前的月份", is = function(_, m, law) return m < law.first_month end })
act:term("request_deadline", { cite = "第六条第2项", text = "更换次年政策的截止日",
  is = function(_, _, law) return deadline_in_year(law, law.requested_on:month()) end })
act:term("before_deadline", { cite = "第六条第2项", text = "在截止日（含）以前提出",
  is = function(_, _, law)
    local asked, last = law.requested_on, law.request_deadline
    if asked <= last then return true end
    if law.deadline_rest_day == "fixed" or asked > last + law.longest_break then return false end
    return asked <= workday_on_or_after(last)
  end })
act:term("first_choice", { cite = "第六条第2项", text = "此前没有登记过选择，属于首次选择", otherwise = "此前已登记过选择，属于更换",
  is = function(elder, _, law)
    if elder.choices:any { on = before(law.requested_on) } then return false end
    if law.application_without_choice == "no_choice" then return true end
    return not elder.applied:any { on = within(law.chooses_from, law.requested_on - 1) }
  end })
act:term("requested_in_time", { cite = "第六条第2项", text = "首次选择，或在截止日（含）以前提出", otherwise = "超过截止日才提出",
  is = function(_, _, law) return law.first_choice or law.late_switch == "carried_over" or law.before_deadline end })
act:term("next_january", { cite = "第六条第2项", text = "次年1月（结转的为再次年1月）", is = function(_, _, law)
    local january = law.requested_on:month():plus_years(1):month_of_year(1)
    if law.before_deadline then return january end
    return january:plus_years(1)
  end })
act:term("month_of_choice", { cite = "第六条第2项", text = "首次选择生效的月份", is = function(_, _, law)
    if law.home_care_first_month == "next_month" then return law.requested_on:month():plus(1) end
    return law.requested_on:month()
  end })
act:term("must_apply", { cite = "第六条第1项、第七条、第十八条", text = "需要申请（本月或次月须凭申请领取）", otherwise = "无需申请（80–89周岁低保、低保边缘老年人，或自动调整的）",
  is = function(_, day, law)
    return not (law:at(day:month()).needs_no_application and law:at(day:month():plus(1)).needs_no_application)
  end })
act:term("may_apply", { cite = "第六条第2项", text = "已到满80周岁当月", otherwise = "还没有到满80周岁当月",
  is = function(_, day, law)
    return law.early_application == "any_time" or law.turning_80 <= day
  end })
act:term("alive_now", { cite = "第十三条第二款", text = "在世", otherwise = "老年人已离世",
  is = function(elder, day)
    return not present(elder.death_date) or day <= elder.death_date
  end })
act:term("relation_now", { cite = "第三条第2项", text = "80至89周岁，本市低保、低保边缘家庭成员", otherwise = "不是80至89周岁的本市低保、低保边缘家庭成员",
  is = function(elder, day, law)
    if elder.low_income:present(day) then return law:at(day:month()).aged_80s end
    return law:at(day:month()).low_income_80s
  end })
act:term("hukou_now", { cite = "第八条", text = "有户口簿", otherwise = "没有户口簿", is = function(elder, day) return elder.hukou:present(day) end })
act:term("serviceman_now", { cite = "第八条", text = "驻沈部队离退人员中无户籍且居住在本市", otherwise = "不是无户籍且居住在本市的驻沈部队离退人员",
  is = function(elder, day) return elder.serviceman:present(day) and not elder.hukou:present(day) end })
act:term("through_agent", { cite = "第八条", text = "委托他人代办", is = function(_, _, law) return law.by_agent end })
act:term("needs_guardian", { cite = "第二十八条", text = "无行为能力或限制行为能力",
  is = function(_, _, law) return law.lacks_capacity end })

-- ── 决定 ─────────────────────────────────────────────────────────────────────────────────────────

local standard = act:decision("standard", { label = "月标准", of = "elder", per = "month", gives = "money", else_give = yuan(0),
  cite = "第四条" })
standard:requires("第十七条第一款", "alive", { final = true })
standard:requires("第三条第1项、第三条第2项", "old_enough")
standard:requires("第三条第1项、第三条第2项", { any = { "has_hukou", "is_serviceman", "low_income_80s" },
  text = "本市户籍（含驻沈部队离退休人员），或80–89周岁低保、低保边缘",
  otherwise = "上月末没有本市户籍，也不属于可以享受的驻沈部队离退休人员或80–89周岁低保、低保边缘老年人" })
standard:rule("第四条第1项", { when = { "aged_80s", "not low_income" }, give = "rate_80s" })
standard:exception("第四条第1项", { to = "第四条第1项", when = "home_care", give = yuan(0), text = "与政府购买居家养老服务（普惠型）不兼得" })
standard:rule("第四条第2项", { when = { "aged_80s", "low_income" }, give = "rate_low_income" })
standard:exception("第六条第2项", { to = "第四条第2项", when = "home_care_excludes_all", give = yuan(0) })
standard:rule("第四条第3项", { when = "aged_90s", give = "rate_90s" })
standard:exception("第六条第2项", { to = "第四条第3项", when = "home_care_excludes_all", give = yuan(0) })
standard:rule("第四条第4项", { when = "aged_100s", give = "rate_100s" })
standard:exception("第六条第2项", { to = "第四条第4项", when = "home_care_excludes_all", give = yuan(0) })
standard:rule("第十三条第一款", { when = { "aged_80s", "low_income" }, give = "past_low_income", to = "2024-12-31" })
standard:rule("第十三条第一款", { when = "aged_90s", give = "past_90s", to = "2024-12-31" })
standard:rule("第十三条第一款", { when = "aged_100s", give = "past_100s", to = "2024-12-31" })
standard:undetermined("第十三条第一款", { when = "start_unknown", who = "沈阳市民政局", say = "2015年7月以前的标准起点不明", to = "2024-12-31" })
standard:warning("第四条第3项、第四条第4项", { when = "loses_all_at_90", to_office = true, say = "满90周岁后因无本市户籍失去津贴，请人工复核" })
standard:warning("第十七条第一款", { when = "left_before_birthday", to_office = true, say = "在升档生日之前迁出，当月按原档，请人工复核" })

local due = act:decision("due", { label = "应发金额", of = "elder", per = "month", gives = "money", cite = "第十二条",
  arrears = "第十三条第一款" })
due:requires("第六条第1项、第六条第2项", { any = { "needs_no_application", "has_applied" }, text = "已提出有效申请，或无需申请",
  otherwise = "没有提出有效申请" })
due:requires("第十三条第二款", "claimed_in_life", { text = "生前已申请（或无需申请）；老年人生前未申请的不予补发",
  otherwise = "老年人已离世，生前没有申请，不予补发", final = true })
due:requires("第十三条第一款", "tranche_open")
due:requires("第十三条第二款", "not_lapsed", { final = true })
due:requires("第十三条第一款", "asked_at_hukou")
due:requires("第十九条", "verified", { fails = "hold" })
due:rule("第十二条", { give = "standard", text = "当月应发津贴，发放至老年人名下银行卡" })
due:undetermined("第二十九条", { when = "district_adds", who = "各区、县（市）民政局", say = "区县实施细则的加发金额未确定" })
due:ruling("第十一条第一款", { by = "街道办事处（乡镇人民政府）", file = "集体审议档案", requires = { "alive", "has_status" }, fails = "rules",
  most = "highest_rate" })

local payer = act:decision("payer", { label = "发放区县", of = "elder", per = "month", gives = fact.district, cite = "第十五条第二款",
  arrears = "第十三条第一款" })
payer:requires("第三条第1项、第三条第2项", "has_status")
payer:rule("第十四条第二款", { when = "low_income_80s", give = "relation_district" })
payer:rule("第十五条第二款", { when = { "paid_by_hukou", "not came_from_outside" }, give = "hukou_district" })
payer:rule("第十六条", { when = "came_from_outside", give = "hukou_district" })
payer:rule("第八条", { when = "paid_by_residence", give = "residence_district" })
payer:undetermined("第八条", { when = "residence_undetermined", who = "沈阳市民政局", say = "无户籍的驻沈部队离退休人员由哪个区县发放未明确" })

local back_pay_payer = act:decision("back_pay_payer", { label = "补发区县", of = "elder", per = "month", gives = fact.district, cite = "第十五条第二款",
  arrears = "第十三条第一款", given = { paid_in = fact.month { label = "发放补发款的月份" } } })
back_pay_payer:rule("第十五条第二款", { when = "not nobody_pays_then", give = "back_pay_by" })
back_pay_payer:rule("第十三条第一款、第十七条第一款", { when = "nobody_pays_then", give = "payer", text = "由所补月份的发放区县补发" })

local payday = act:decision("payday", { label = "最迟发放日", of = "elder", per = "month", gives = "date", cite = "第十二条" })
payday:rule("第十二条", { give = "latest_payday" })
payday:undetermined("第十二条", { when = "before_this_act", who = "沈阳市民政局", say = "本办法执行之前的发放日不由本办法规定",
  to = "2024-12-31" })
payday:warning("第十二条", { when = "before_issue", say = "早于本办法印发之日（2025年5月20日），只是名义日期，实际作为补发", from = "2025-01-01" })

local switch_from = act:decision("switch_from", { label = "更换政策的生效月份", of = "elder", per = "case", gives = "month", cite = "第六条第2项",
  given = { requested_on = fact.date { label = "提出更换申请的日期" } } })
switch_from:requires("第六条第2项", "requested_in_time")
switch_from:rule("第六条第2项", { when = "first_choice", give = "month_of_choice" })
switch_from:rule("第六条第2项", { when = "not first_choice", give = "next_january" })

local materials = act:decision("materials", { label = "申请材料", of = "elder", per = "day", gives = "list", cite = "第八条",
  given = { by_agent = fact.boolean { label = "委托他人代办" }, lacks_capacity = fact.boolean { label = "无行为能力或限制行为能力", optional = true } } })
materials:requires("第十三条第二款", "alive_now", { final = true })
materials:requires("第三条第1项、第三条第2项", { any = { "hukou_now", "serviceman_now", "relation_now" },
  text = "本市户籍（含驻沈部队离退休人员），或80–89周岁低保、低保边缘", otherwise = "没有本市户籍，也不属于可以享受的驻沈部队离退休人员或80–89周岁低保、低保边缘老年人" })
materials:requires("第六条第1项", "must_apply")
materials:requires("第六条第2项", "may_apply")
materials:item("第八条", { give = "身份证原件" })
materials:item("第八条", { when = "hukou_now", give = "户口簿原件" })
materials:item("第八条", { give = "银行卡原件" })
materials:item("第八条", { when = "through_agent", give = "代办人身份证原件" })
materials:item("第八条", { when = "serviceman_now", give = "服务保障单位证明" })
materials:warning("第二十八条", { when = "needs_guardian", say = "应由监护人或者监护人委托的代办人办理" })

-- ── 发放 ─────────────────────────────────────────────────────────────────────────────────────────

act:payment("allowance", { label = "高龄津贴", cite = "第十二条", pays = "due", payer = "payer", to = "card",
  first_month = "first_payable", before_ledger = "closed", day = "payday", bands = "standard",
  back_pay = { payer = "back_pay_payer", paid_in = "paid_in", cite = "第十三条第一款" },
  owed_back = { by = "paid_by", cite = "第二十条、第二十五条" },
  payer_changed = { settle = "between_payers", cite = "第十四条第二款、第十五条第二款" } })

-- ── 告知书 ───────────────────────────────────────────────────────────────────────────────────────

-- 办法没有规定申请的截止日期，只有更换次年政策有期限；{…} 是参数的值。
act:letter { decisions = { "standard", "due" }, about = "高龄津贴",
  changes = { "请在当月告知老年人户籍所在居（村）民委员会，更正后重新决定", cite = "第十四条第一款、第十七条第一款" } }
act:letter { decisions = { "standard", "due" }, outcomes = { "refused", "needs" }, bring = "materials",
  by = { "申请没有截止日期，请及时办理；晚申请的，符合条件的月份按规定补发，但老年人生前未申请的不予补发", cite = "第十三条第一款、第十三条第二款" },
  at = { "老年人户籍地或居住地居（村）民委员会，也可使用“辽事通”APP线上申请；补发向户籍地居（村）民委员会提出", cite = "第六条第2项、第十三条第一款" } }
act:letter { decisions = "due", outcomes = "hold",
  at = { "老年人户籍所在居（村）民委员会；核查由各区、县（市）民政局组织", cite = "第十四条第一款、第十九条" } }
act:letter { decisions = "materials",
  at = { "老年人户籍地或居住地居（村）民委员会，也可使用“辽事通”APP线上申请", cite = "第六条第2项" } }
act:letter { decisions = "switch_from", about = "更换次年适用的政策",
  by = { "每年{switch_month}月{switch_day}日以前提出，次年1月起适用；其他时间原则上不予调整", cite = "第六条第2项" },
  at = { "居（村）民委员会", cite = "第六条第2项" } }
act:remedies {
  text = "对本决定不服的，可以自知道本决定之日起六十日内，向作出决定的机关所在的区、县（市）人民政府申请行政复议；" ..
    "也可以自知道本决定之日起六个月内，直接向人民法院提起行政诉讼。",
  source = "《中华人民共和国行政复议法》第二十条、第二十四条，《中华人民共和国行政诉讼法》第四十四条、第四十六条" }

-- ── 其余条款：职责与不编码的内容 ────────────────────────────────────────────────────────────────

act:uncoded("第一条", "制定目的与依据，不产生可计算的结果")
act:uncoded("第二条", "适用范围：申请、受理、审核、发放、管理、监督、追缴")
act:uncoded("第五条", "资金由市和区、县（市）两级财政承担，比例未写明，见待定值 city_share")
act:uncoded("第六条末段", "选择居家养老服务的，按该项服务的政策申办，不由本办法决定")
act:duty("第九条", { who = "老年人及代办人", what = "对所提供信息、材料的真实性负责", breach = "warn" })
act:duty("第十条", { who = "居（村）民委员会", what = "录入平台，协助办理，对不符合条件的一次性说明理由", breach = "warn" })
act:duty("第十一条第一款", { who = "街道办事处（乡镇人民政府）", what = "审核录入信息；特殊情况集体审议，留存档案" })
act:duty("第十一条第二款", { who = "区县民政局", what = "复核发放数据" })
act:duty("第十二条", { who = "区县民政局", what = "按要求将发放材料报送市民政局" })
act:duty("第十四条第一款", { who = "老年人或其代理人", what = "信息变更当月告知户籍所在居（村）民委员会" })
act:duty("第十五条第一款", { who = "老年人或其代理人", what = "户籍在市内迁转的，告知迁出地和迁入地居（村）委会，配合办理迁转手续" })
act:duty("第十七条第一款", { who = "老年人或其代理人", what = "离世、户籍迁出的，当月告知户籍所在居（村）委会" })
act:duty("第二十条", { who = "市民政局、区县民政局", what = "比对、核查疑点数据，更新信息，追缴资金" })
act:duty("第二十一条第一款", { who = "市民政局、公安、卫健、退役军人事务", what = "统筹协调、监管；协助查询比对，提供数据支持" })
act:duty("第二十一条第二款", { who = "区县民政局", what = "组织实施登记受理、审核发放、监管和追缴，开展培训、宣传和信访处理" })
act:duty("第二十二条", { who = "各级工作人员", what = "严格流程，对老年人个人信息保密，接受监督" })
act:uncoded("第二十三条", "宣传引导、政策找人，不产生可计算的结果")
act:duty("第二十四条第一款", { who = "市民政局、公安、卫健", what = "健全完善数据共享比对机制" })
act:uncoded("第二十四条第二款", "工作人员的免责条件，由调查认定")
act:uncoded("第二十五条", "错误发放的退回、骗取的追回与处罚，由行政与司法程序认定；追缴方式见待定值 recovery")
act:uncoded("第二十六条", "标准调整的程序：民政、财政提出建议，报市政府同意；调整后在参数中加一行")
act:duty("第二十七条", { who = "市、区（县市）民政与财政部门", what = "资金测算，纳入年度财政预算" })

return act
