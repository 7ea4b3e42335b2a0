-- 沈科发〔2025〕7号 第五条至第九条、第十八条：共性条件、各类条件、研发强度。
-- “以上”含本数（民法典第1259条）。除写明的以外都在2026-06-30问：一年以前是2025-06-30，三年以前是2023-06-30。
policy "science-cooperation-base"

local usual = person { base = { number = "GH-001", goals_mechanism = true, focus = true, own_capacity = true, systems = true, security_mechanism = true,
  lawful = true, fits_city = true, partner_integrity = true, leader_integrity = true,
  unit = { kind = "university", legal_person = true, in_city = { { value = true, from = "2025-06-30" } }, integrity = true, other_bases = 0 } } }

-- 第六条
scenario "共性条件都符合" { usual, on = "2026-06-30", common_conditions = { true, because = "第六条前段" } }
scenario "不是独立法人的不符合" { usual, on = "2026-06-30", base = { unit = { legal_person = false } }, common_conditions = { refused = "第六条第（一）项" } }
scenario "登记满一年的前一日不符合" { usual, on = "2026-06-29", common_conditions = { refused = "第六条第（一）项" } }
scenario "对应日不算满的口径，对应日不符合" { usual, on = "2026-06-30", readings = { one_year = "day_after" }, common_conditions = { refused = "第六条第（一）项" } }
scenario "对应日不算满的口径，次日符合" { usual, on = "2026-07-01", readings = { one_year = "day_after" }, common_conditions = true }
scenario "2月29日登记的，次年2月28日满一年" { usual, on = "2029-02-28", base = { unit = { in_city = { { value = true, from = "2028-02-29" } } } }, common_conditions = true }
scenario "从来在沈阳的符合" { usual, on = "2026-06-30", base = { unit = { in_city = true } }, common_conditions = true }
scenario "不在沈阳的不符合" { usual, on = "2026-06-30", base = { unit = { in_city = absent } }, common_conditions = { refused = "第六条第（一）项" } }
scenario "登记在外地的不符合" { usual, on = "2026-06-30", base = { unit = { in_city = false } }, common_conditions = { refused = "第六条第（一）项" } }
scenario "迁入沈阳的自迁入起算" { usual, on = "2026-06-30", base = { unit = { in_city = { { value = false, from = "2000-01-01" }, { value = true, from = "2025-07-01" } } } },
  common_conditions = { refused = "第六条第（一）项" } }
for _, fact in ipairs { "goals_mechanism", "focus" } do
  scenario("第（二）项缺" .. fact) { usual, on = "2026-06-30", person { base = { [fact] = false } }, common_conditions = { refused = "第六条第（二）项" } }
end
for _, fact in ipairs { "own_capacity", "systems", "security_mechanism" } do
  scenario("第（三）项缺" .. fact) { usual, on = "2026-06-30", person { base = { [fact] = false } }, common_conditions = { refused = "第六条第（三）项" } }
end
for _, fact in ipairs { "lawful", "fits_city" } do
  scenario("第（四）项缺" .. fact) { usual, on = "2026-06-30", person { base = { [fact] = false } }, common_conditions = { refused = "第六条第（四）项" } }
end
scenario "申报单位失信的不符合" { usual, on = "2026-06-30", base = { unit = { integrity = false } }, common_conditions = { refused = "第六条第（五）项" } }
scenario "协作单位失信的不符合" { usual, on = "2026-06-30", base = { partner_integrity = false }, common_conditions = { refused = "第六条第（五）项" } }
scenario "负责人失信的不符合" { usual, on = "2026-06-30", base = { leader_integrity = false }, common_conditions = { refused = "第六条第（五）项" } }
scenario "没有查询失信记录的不符合" { usual, on = "2026-06-30", base = { leader_integrity = absent, partner_integrity = absent }, common_conditions = { refused = "第六条第（五）项" } }
local cleared = person { base = { unit = { integrity = { { value = false, from = "2020-01-01" }, { value = true, from = "2026-06-30" } } } } }
scenario "失信记录消除前一日不符合" { usual, cleared, on = "2026-06-29", base = { unit = { in_city = true } }, common_conditions = { refused = "第六条第（五）项" } }
scenario "失信记录消除当日符合" { usual, cleared, on = "2026-06-30", common_conditions = true }
scenario "一次说全" { usual, on = "2026-06-30", base = { focus = false, systems = false, lawful = false, leader_integrity = false, unit = { legal_person = false } },
  common_conditions = { refused = { "第六条第（一）项", "第六条第（二）项", "第六条第（三）项", "第六条第（四）项", "第六条第（五）项" } } }
scenario "单位的登记未知的要问" { usual, on = "2026-06-30", base = { unit = { in_city = unknown } }, common_conditions = { needs = "unit.in_city" } }
scenario "已经不符合的不问" { usual, on = "2026-06-30", base = { focus = false, unit = { in_city = unknown } }, common_conditions = { refused = "第六条第（二）项" } }

-- 第十八条、G-11：发布之日是2025-04-11，另一口径是2025-06-25。
local old_unit = person { base = { unit = { in_city = true } } }
scenario "施行前一日" { usual, old_unit, on = "2025-04-10", common_conditions = { refused = "第十八条" } }
scenario "施行当日" { usual, old_unit, on = "2025-04-11", common_conditions = true }
scenario "以公报出版为发布的，印发之日尚未发布" { usual, old_unit, on = "2025-04-11", readings = { published = "gazette" }, common_conditions = { refused = "第十八条" } }
scenario "以公报出版为发布的，前一日尚未发布" { usual, old_unit, on = "2025-06-24", readings = { published = "gazette" }, common_conditions = { refused = "第十八条" } }
scenario "以公报出版为发布的，当日已经发布" { usual, old_unit, on = "2025-06-25", readings = { published = "gazette" }, common_conditions = true }

-- 第七条 联合研发类
local joint = person { base = { type = "joint", strong_research = true, research_results = false, projects = {}, foreign_partners = true, overseas_talent = true } }
scenario "联合研发类恰好符合" { usual, joint, on = "2026-06-30", type_conditions = { true, because = "第七条前段", warns = {} } }
scenario "没有国外合作关系的不符合" { usual, joint, on = "2026-06-30", base = { foreign_partners = false }, type_conditions = { refused = "第七条第（二）项" } }
scenario "没有吸引海外人才的不符合" { usual, joint, on = "2026-06-30", base = { overseas_talent = false }, type_conditions = { refused = "第七条第（二）项" } }
scenario "研发实力不强又没有项目的不符合" { usual, joint, on = "2026-06-30", base = { strong_research = false }, type_conditions = { refused = "第七条第（一）项" } }
-- A-3.2：成果是否也限定研发实力
scenario "成果限定两项的口径，有实力没有成果的不符合" { usual, joint, on = "2026-06-30", readings = { results_belong = "both" }, type_conditions = { refused = "第七条第（一）项" } }
scenario "成果限定两项的口径，有实力有成果的符合" { usual, joint, on = "2026-06-30", base = { research_results = true }, readings = { results_belong = "both" }, type_conditions = true }
-- 项目：结束之日在2023-06-30以后（含）的算近三年
local function project(more)
  local one = { from = "2020-01-01", to = "2023-06-30", level = "city", international = true, results = true }
  for key, value in pairs(more) do one[key] = value end
  return person { base = { strong_research = false, projects = { one } } }
end
scenario "三年前对应日结束的项目算近三年" { usual, joint, project {}, on = "2026-06-30", type_conditions = true }
scenario "三年前对应日前一日结束的项目不算" { usual, joint, project { to = "2023-06-29" }, on = "2026-06-30", type_conditions = { refused = "第七条第（一）项" } }
scenario "公历年的口径，2023-01-01结束的算" { usual, joint, project { to = "2023-01-01" }, on = "2026-06-30", readings = { recent = "calendar_years" }, type_conditions = true }
scenario "公历年的口径，2022-12-31结束的不算" { usual, joint, project { to = "2022-12-31" }, on = "2026-06-30", readings = { recent = "calendar_years" },
  type_conditions = { refused = "第七条第（一）项" } }
scenario "申报当日开始的项目算" { usual, joint, project { from = "2026-06-30", to = "2028-12-31" }, on = "2026-06-30", type_conditions = true }
scenario "次日才开始的项目不算" { usual, joint, project { from = "2026-07-01", to = "2028-12-31" }, on = "2026-06-30", deciding = "2026-07-01", type_conditions = { refused = "第七条第（一）项" } }
scenario "省级项目算市级以上" { usual, joint, project { level = "province" }, on = "2026-06-30", type_conditions = true }
scenario "国家级项目算市级以上" { usual, joint, project { level = "state" }, on = "2026-06-30", type_conditions = true }
scenario "市级以下的项目不算" { usual, joint, project { level = "lower" }, on = "2026-06-30", type_conditions = { refused = "第七条第（一）项" } }
scenario "没有成果的项目不算" { usual, joint, project { results = false }, on = "2026-06-30", type_conditions = { refused = "第七条第（一）项" } }
scenario "不是国际合作类或引智类的项目不算" { usual, joint, project { international = false }, on = "2026-06-30", type_conditions = { refused = "第七条第（一）项" } }

-- 第七条第（三）项：企业。2023、2024、2025年销售各1000元，研发34、36、35元：强度3.4%、3.6%、3.5%，平均恰好3.5%。
local function firm(years)
  return person { base = { own_ip = true, market_advantage = true, unit = { kind = "enterprise", years = years } }, unit = { years = years } }
end
local function year(number, sales, rd) return { year = number, closed_on = "2026-03-31", sales = sales, rd = rd } end
local at_edge = firm { year(2023, "1000.00", "34.00"), year(2024, "1000.00", "36.00"), year(2025, "1000.00", "35.00") }
scenario "强度平均恰好3.5%的符合" { usual, joint, at_edge, on = "2026-06-30", rd_intensity = "7/200", type_conditions = true }
-- 34.99：平均 (3.4% + 3.6% + 3.499%)/3 = 3.49966…%
local below = firm { year(2023, "1000.00", "34.00"), year(2024, "1000.00", "36.00"), year(2025, "1000.00", "34.99") }
scenario "强度平均不到3.5%的不符合" { usual, joint, below, on = "2026-06-30", type_conditions = { refused = "第七条第（三）项" } }
-- 各年除不尽：1/30、11/300、1/28.571428…不用；取 1/30、11/300 与 7/200：平均 (10/300 + 11/300 + 10.5/300)/3 = 31.5/900 = 3.5%
scenario "各年除不尽而平均恰好3.5%的符合" { usual, joint, on = "2026-06-30", firm { year(2023, "30.00", "1.00"), year(2024, "300.00", "11.00"), year(2025, "200.00", "7.00") },
  rd_intensity = "7/200", type_conditions = true }
-- A-3.3：2023年销售100、研发10（10%），2024、2025年销售1000、研发10（1%）。平均12%/3 = 4%；合计30/2100 = 1/70 = 1.43%
local uneven = firm { year(2023, "100.00", "10.00"), year(2024, "1000.00", "10.00"), year(2025, "1000.00", "10.00") }
scenario "各年平均的口径，4%符合" { usual, joint, uneven, on = "2026-06-30", rd_intensity = "1/25", type_conditions = true }
scenario "合计相除的口径，不到3.5%" { usual, joint, uneven, on = "2026-06-30", readings = { intensity = "pooled" }, rd_intensity = "1/70", type_conditions = { refused = "第七条第（三）项" } }
scenario "合计相除的口径，恰好3.5%的符合" { usual, joint, at_edge, on = "2026-06-30", readings = { intensity = "pooled" }, rd_intensity = "7/200", type_conditions = true }
-- A-3.11：不满三年、中间缺一年、没有销售收入、没有结账
local UNDECIDED = { undetermined = "第七条第（三）项" }
local two = firm { year(2024, "1000.00", "36.00"), year(2025, "1000.00", "34.00") }
scenario "只有两年的没有规定" { usual, joint, two, on = "2026-06-30", rd_intensity = UNDECIDED, type_conditions = UNDECIDED }
scenario "按已有年度的口径，两年平均3.5%符合" { usual, joint, two, on = "2026-06-30", readings = { short_history = "existing_years" }, rd_intensity = "7/200", type_conditions = true }
local gap = firm { year(2022, "1000.00", "99.00"), year(2023, "1000.00", "30.00"), year(2025, "1000.00", "40.00") }
scenario "中间缺一年的没有规定" { usual, joint, gap, on = "2026-06-30", rd_intensity = UNDECIDED }
scenario "按已有年度的口径，只看2023至2025年" { usual, joint, gap, on = "2026-06-30", readings = { short_history = "existing_years" }, rd_intensity = "7/200" }
local no_sales = firm { year(2023, "0.00", "5.00"), year(2024, "1000.00", "36.00"), year(2025, "1000.00", "34.00") }
scenario "有一年没有销售收入的没有规定" { usual, joint, no_sales, on = "2026-06-30", rd_intensity = UNDECIDED, type_conditions = UNDECIDED }
scenario "按已有年度的口径，没有销售收入的年度不算" { usual, joint, no_sales, on = "2026-06-30", readings = { short_history = "existing_years" }, rd_intensity = "7/200" }
scenario "没有财务年度的，按已有年度的口径也没有规定" { usual, joint, firm {}, on = "2026-06-30", readings = { short_history = "existing_years" }, rd_intensity = UNDECIDED }
scenario "同一年登记两次的没有规定" { usual, joint, on = "2026-06-30", firm { year(2023, "1000.00", "34.00"), year(2024, "1000.00", "36.00"), year(2025, "1000.00", "35.00"), year(2025, "1000.00", "35.00") },
  rd_intensity = UNDECIDED }
-- 2025年在2026-03-31结账：前一日最近三个已结账年度是2022至2024年：1%、3.4%、3.6%，平均 8%/3 = 2.666…%，舍去到12位小数
local four = firm { { year = 2022, closed_on = "2023-03-31", sales = "1000.00", rd = "10.00" }, { year = 2023, closed_on = "2024-03-31", sales = "1000.00", rd = "34.00" },
  { year = 2024, closed_on = "2025-03-31", sales = "1000.00", rd = "36.00" }, { year = 2025, closed_on = "2026-03-31", sales = "1000.00", rd = "35.00" } }
scenario "结账前一日用前三年的" { usual, joint, four, on = "2026-03-30", base = { unit = { in_city = true } }, rd_intensity = "13333333333/500000000000" }
scenario "结账当日用这一年的" { usual, joint, four, on = "2026-03-31", rd_intensity = "7/200" }
scenario "企业没有自主知识产权的不符合" { usual, joint, at_edge, on = "2026-06-30", base = { own_ip = false }, type_conditions = { refused = "第七条第（三）项" } }
scenario "企业没有市场优势的不符合" { usual, joint, at_edge, on = "2026-06-30", base = { market_advantage = false }, type_conditions = { refused = "第七条第（三）项" } }
scenario "高校不问研发强度和知识产权" { usual, joint, on = "2026-06-30", base = { own_ip = unknown, market_advantage = unknown }, type_conditions = true }
scenario "企业的财务年度未知的要问" { usual, joint, at_edge, on = "2026-06-30", base = { unit = { years = unknown } }, type_conditions = { needs = "unit.years" } }
scenario "企业的别的要求不符合的，不等强度的规定" { usual, joint, two, on = "2026-06-30", base = { overseas_talent = false }, type_conditions = { refused = "第七条第（二）项" } }

-- 第八条 技术转移类
local function event(how, influential, on) return { on = on or "2025-01-01", how = how, influential = influential } end
local transfer = person { base = { type = "transfer", channels = true, mediation = true, team_language = true, team_broker = true,
  events = { event("national", false) }, transfers = { { on = "2025-01-01", what = "transfer", for_shenyang = true } }, unit = { kind = "service_org" } } }
scenario "技术转移类恰好符合" { usual, transfer, on = "2026-06-30", type_conditions = { true, because = "第八条前段", warns = {} } }
for _, fact in ipairs { "channels", "mediation", "team_language", "team_broker" } do
  scenario("技术转移类缺" .. fact) { usual, transfer, on = "2026-06-30", person { base = { [fact] = false } }, type_conditions = { refused = "第八条第（一）项" } }
end
local function events(...) return person { base = { events = { ... } } } end
scenario "没有活动的不符合" { usual, transfer, events(), on = "2026-06-30", type_conditions = { refused = "第八条第（二）项" } }
scenario "专家参与有影响力的活动符合" { usual, transfer, events(event("experts", true)), on = "2026-06-30", type_conditions = true }
scenario "专家参与没有影响力的活动不符合" { usual, transfer, events(event("experts", false)), on = "2026-06-30", type_conditions = { refused = "第八条第（二）项" } }
scenario "联合主办有影响力的活动符合" { usual, transfer, events(event("co_host", true)), on = "2026-06-30", type_conditions = true }
scenario "联合主办没有影响力的活动不符合" { usual, transfer, events(event("co_host", false)), on = "2026-06-30", type_conditions = { refused = "第八条第（二）项" } }
scenario "影响力只限定专家参与的口径，联合主办的符合" { usual, transfer, events(event("co_host", false)), on = "2026-06-30", readings = { influence = "experts_only" }, type_conditions = true }
scenario "影响力只限定专家参与的口径，专家参与的仍要有影响力" { usual, transfer, events(event("experts", false)), on = "2026-06-30", readings = { influence = "experts_only" },
  type_conditions = { refused = "第八条第（二）项" } }
scenario "三年前对应日的活动算" { usual, transfer, events(event("national", false, "2023-06-30")), on = "2026-06-30", type_conditions = true }
scenario "三年前对应日前一日的活动不算" { usual, transfer, events(event("national", false, "2023-06-29")), on = "2026-06-30", type_conditions = { refused = "第八条第（二）项" } }
scenario "公历年的口径，2023-01-01的活动算" { usual, transfer, events(event("national", false, "2023-01-01")), on = "2026-06-30", readings = { recent = "calendar_years" }, type_conditions = true }
scenario "公历年的口径，2022-12-31的活动不算" { usual, transfer, events(event("national", false, "2022-12-31")), on = "2026-06-30", readings = { recent = "calendar_years" },
  type_conditions = { refused = "第八条第（二）项" } }
scenario "申报当日的活动算" { usual, transfer, events(event("national", false, "2026-06-30")), on = "2026-06-30", type_conditions = true }
scenario "申报以后的活动不算" { usual, transfer, events(event("national", false, "2026-07-01")), on = "2026-06-30", deciding = "2026-07-01", type_conditions = { refused = "第八条第（二）项" } }
local function transfers(on, what, here) return person { base = { transfers = { { on = on, what = what, for_shenyang = here } } } } end
scenario "引进人才项目符合" { usual, transfer, transfers("2025-01-01", "talent", true), on = "2026-06-30", type_conditions = true }
scenario "不是为沈阳促成的不符合" { usual, transfer, transfers("2025-01-01", "transfer", false), on = "2026-06-30", type_conditions = { refused = "第八条第（三）项" } }
scenario "三年前对应日促成的算" { usual, transfer, transfers("2023-06-30", "transfer", true), on = "2026-06-30", type_conditions = true }
scenario "三年前对应日前一日促成的不算" { usual, transfer, transfers("2023-06-29", "transfer", true), on = "2026-06-30", type_conditions = { refused = "第八条第（三）项" } }

-- 第九条 特色类
local special = person { base = { type = "special", foreign_partners = true, active_cooperation = true, gathers = true, good_results = true, demonstrates = true } }
scenario "特色类恰好符合" { usual, special, on = "2026-06-30", type_conditions = { true, because = "第九条前段", warns = {} } }
scenario "特色类没有国外合作关系的不符合" { usual, special, on = "2026-06-30", base = { foreign_partners = false }, type_conditions = { refused = "第九条第（一）项" } }
scenario "特色类不积极合作的不符合" { usual, special, on = "2026-06-30", base = { active_cooperation = false }, type_conditions = { refused = "第九条第（一）项" } }
scenario "特色类不能积聚资源的不符合" { usual, special, on = "2026-06-30", base = { gathers = false }, type_conditions = { refused = "第九条第（二）项" } }
scenario "特色类没有成效的不符合" { usual, special, on = "2026-06-30", base = { good_results = false }, type_conditions = { refused = "第九条第（三）项" } }
scenario "特色类没有示范作用的不符合" { usual, special, on = "2026-06-30", base = { demonstrates = false }, type_conditions = { refused = "第九条第（三）项" } }
scenario "特色类不限单位性质" { usual, special, on = "2026-06-30", base = { unit = { kind = "service_org" } }, readings = { definitions = "condition" }, type_conditions = { true, warns = {} } }

-- A-3.10 第五条的定义
scenario "科技服务类机构报联合研发类的提醒" { usual, joint, on = "2026-06-30", base = { unit = { kind = "service_org" } }, type_conditions = { true, warns = "第五条第二款" } }
scenario "定义作条件的口径，科技服务类机构不能报联合研发类" { usual, joint, on = "2026-06-30", base = { unit = { kind = "service_org" } }, readings = { definitions = "condition" },
  type_conditions = { refused = "第五条第二款", warns = {} } }
scenario "定义作条件的口径，事业单位可以报联合研发类" { usual, joint, on = "2026-06-30", base = { unit = { kind = "public_institution" } }, readings = { definitions = "condition" },
  type_conditions = { true, warns = {} } }
scenario "高校报技术转移类的提醒" { usual, transfer, on = "2026-06-30", base = { unit = { kind = "university" } }, type_conditions = { true, warns = "第五条第三款" } }
scenario "定义作条件的口径，高校不能报技术转移类" { usual, transfer, on = "2026-06-30", base = { unit = { kind = "university" } }, readings = { definitions = "condition" },
  type_conditions = { refused = "第五条第三款" } }
scenario "定义作条件的口径，科技服务类机构可以报技术转移类" { usual, transfer, on = "2026-06-30", readings = { definitions = "condition" }, type_conditions = { true, warns = {} } }
scenario "以公报出版为发布的，本类条件前一日也不适用" { usual, special, on = "2025-06-24", readings = { published = "gazette" }, type_conditions = { refused = "第十八条" } }

-- 参数自施行之日起有效：施行当日的期限、强度、近三年都按本办法（2025-04-11以前三年是2022-04-11）。
scenario "施行当日按本办法算近三年和强度" { usual, old_unit, joint, on = "2025-04-11", base = { strong_research = false, own_ip = true, market_advantage = true,
  projects = { { from = "2020-01-01", to = "2022-04-11", level = "city", international = true, results = true } },
  unit = { kind = "enterprise", in_city = { { value = true, from = "2024-04-11" } }, years = {
    { year = 2022, closed_on = "2023-03-31", sales = "1000.00", rd = "34.00" }, { year = 2023, closed_on = "2024-03-31", sales = "1000.00", rd = "36.00" },
    { year = 2024, closed_on = "2025-04-11", sales = "1000.00", rd = "35.00" } } } }, common_conditions = true, type_conditions = true }
scenario "施行当日登记满一年差一日的不符合" { usual, on = "2025-04-11", base = { unit = { in_city = { { value = true, from = "2024-04-12" } } } },
  common_conditions = { refused = "第六条第（一）项" } }
-- 销售收入1分也是有销售收入：2023年销售0.01元、研发0，其余3.6%、3.4%：平均 7%/3 = 2.333…%，舍去到12位小数
local one_fen = firm { year(2023, "0.01", "0.00"), year(2024, "1000.00", "36.00"), year(2025, "1000.00", "34.00") }
scenario "销售收入1分的年度也算" { usual, joint, one_fen, on = "2026-06-30", rd_intensity = "23333333333/1000000000000", type_conditions = { refused = "第七条第（三）项" } }
scenario "销售收入1分的年度，按已有年度的口径也算" { usual, joint, one_fen, on = "2026-06-30", readings = { short_history = "existing_years" }, rd_intensity = "23333333333/1000000000000" }
scenario "只有一年销售收入1分的，按已有年度的口径能够计算" { usual, joint, firm { year(2025, "0.01", "0.00") }, on = "2026-06-30", readings = { short_history = "existing_years" },
  rd_intensity = "0/1" }
scenario "只有一年没有销售收入的，按已有年度的口径也没有规定" { usual, joint, firm { year(2025, "0.00", "0.00") }, on = "2026-06-30", readings = { short_history = "existing_years" },
  rd_intensity = UNDECIDED }
