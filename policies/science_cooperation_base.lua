-- 沈科发〔2025〕7号 沈阳市国际科技合作基地管理办法
-- 本模块按文件顺序编写。两类对象：基地（申报）和它的依托单位；问单位的写 of = "unit"。

local bureau = "沈阳市科学技术局（外国专家局）"
local act = document {
  id = "science-cooperation-base", number = "沈科发〔2025〕7号", title = "沈阳市国际科技合作基地管理办法", issuers = "沈阳市科学技术局",
  interpreter = { bureau, cite = "第十七条" }, issued = "2025-04-11", in_force = { from = "2025-04-11", cite = "第十八条" },
  outline = { articles = 18, parts = {
    ["第三条"] = { "第一句", "第二句" },
    ["第五条"] = { "第一款", "第二款", "第三款", "第四款" },
    ["第六条"] = { "前段", "第（一）项", "第（二）项", "第（三）项", "第（四）项", "第（五）项" },
    ["第七条"] = { "前段", "第（一）项", "第（二）项", "第（三）项" },
    ["第八条"] = { "前段", "第（一）项", "第（二）项", "第（三）项" },
    ["第九条"] = { "前段", "第（一）项", "第（二）项", "第（三）项" },
    ["第十一条"] = { "第（一）项", "第（二）项", "第（三）项", "第（四）项" },
    ["第十四条"] = { "第一款",
      "第二款第（一）项", "第二款第（二）项", "第二款第（三）项", "第二款第（四）项", "第二款第（五）项", "第二款第（六）项", "第二款第（七）项",
      "第三款第（一）项", "第三款第（二）项", "第三款第（三）项", "第三款第（四）项", "第三款第（五）项", "第三款第（六）项", "第三款第（七）项",
      "第四款第（一）项", "第四款第（二）项", "第四款第（三）项", "第四款第（四）项", "第四款第（五）项" },
    ["第十五条"] = { "第（一）项", "第（二）项" },
    ["第十六条"] = { "第一款", "第（一）项", "第（二）项", "第（三）项", "第（四）项", "第（五）项", "第（六）项", "第（七）项", "第二款" } } },
  month_end = { "clamp", cite = "民法典第202条" },
}

-- ── 参数 ─────────────────────────────────────────────────────────────────────────────────────────

act:parameter("registered_years", { label = "设立、登记、注册的年数", unit = "年", cite = "第六条第（一）项", { from = "2025-04-11", value = 1 } })
act:parameter("recent_years", { label = "“近三年”的年数", unit = "年", cite = "第七条第（一）项、第七条第（三）项、第八条第（二）项、第八条第（三）项",
  { from = "2025-04-11", value = 3 } })
act:parameter("least_intensity", { label = "研发经费投入强度", unit = "研发经费占销售收入比重", cite = "第七条第（三）项",
  { from = "2025-04-11", value = percent "3.5" } })
act:parameter("nominations_max", { label = "高校、科研院所每次推荐的上限", unit = "个", cite = "第十一条第（一）项", { from = "2025-04-11", value = 2 } })
act:parameter("publicity_days", { label = "公示期", unit = "个工作日", cite = "第十一条第（四）项", { from = "2025-04-11", value = 5 } })
act:parameter("rectify_years", { label = "整改期限", unit = "年", cite = "第十五条第（二）项", { from = "2025-04-11", value = 1 } })
act:parameter("bad_years", { label = "连续评价不合格的年数", unit = "年", cite = "第十六条第（一）项", { from = "2025-04-11", value = 2 } })
act:parameter("ban_years", { label = "不再受理的年数", unit = "年", cite = "第十六条第二款", { from = "2025-04-11", value = 3 } })
act:parameter("gazette_day", { label = "刊登本办法的市政府公报出版之日", cite = "第十八条", { from = "2025-04-11", value = date "2025-06-25" } })

-- 文件没有写明、由有关部门决定的值。每次申报的起止日期也由市科技局决定，办理时作为输入写明。
act:open("appraisal_rules", { kind = "rule", gives = "truth", label = "评审标准，以及“显著成效”“高水平”“高层次”的认定", cite = "第五条第二款、第五条第三款、第十一条第（三）项",
  who = "市科技局及其组织的专家" })
act:open("objection_rules", { kind = "rule", gives = "truth", label = "公示异议的处理程序", cite = "第十一条第（四）项", who = bureau })
act:open("scores", { kind = "rule", gives = "count", label = "绩效评价的分值与等次划分", cite = "第十五条第（二）项", who = bureau })
act:open("report_due", { kind = "date", label = "绩效评价通知之日与报告截止日", cite = "第十五条第（一）项", who = bureau })
act:open("policy_support", { kind = "rule", gives = "text", label = "对优秀基地的政策支持", cite = "第十五条第（二）项", who = bureau })
act:open("rectification_rules", { kind = "rule", gives = "truth", label = "整改的验收", cite = "第十五条第（二）项、第十六条第（六）项", who = bureau })
act:open("proper_reasons", { kind = "rule", gives = "truth", label = "不参加绩效评价的“正当理由”", cite = "第十六条第（二）项", who = bureau })
act:open("withdrawal_procedure", { kind = "rule", gives = "text", label = "取消资格的程序", cite = "第十六条第一款", who = bureau })

-- ── 事实 ─────────────────────────────────────────────────────────────────────────────────────────

local base_type = fact.one_of { { "joint", "联合研发类" }, { "transfer", "技术转移类" }, { "special", "特色类" } }
local unit_kind = fact.one_of { { "university", "高校" }, { "institute", "科研院所" }, { "enterprise", "企业" },
  { "public_institution", "事业单位" }, { "service_org", "科技服务类机构" } }
local level = fact.one_of { { "lower", "市级以下" }, { "city", "市级" }, { "province", "省级" }, { "state", "国家级" } }
local how_held = fact.one_of { { "co_host", "与国外联合主办或承办" }, { "experts", "邀请国外专家学者参与" }, { "national", "承办国家级活动" } }
local brought = fact.one_of { { "transfer", "国际技术转移" }, { "talent", "国外高层次科技人才项目" } }
local grade = fact.one_of { { "excellent", "优秀" }, { "qualified", "合格" }, { "unqualified", "不合格" } }
local part = fact.one_of { { "taken", "参加" }, { "absent", "不参加" }, { "quit", "中途退出" } }
local ending = fact.one_of { { "withdrawn", "被取消" }, { "given_up", "放弃" } }
local incident = fact.one_of { { "security", "影响科技安全的行为" }, { "violation", "违法、违规、违纪行为" },
  { "concealment", "隐瞒重大事项变化" }, { "other", "其他不宜继续作为国合基地的情形" } }
local reviewer = fact.one_of { { "district", "所在区、县（市）科技主管部门" }, { "school", "学校管理部门" },
  { "both", "所在区、县（市）科技主管部门和学校管理部门" }, { "institute", "科研院所自行初审" } }

act:facts("base", { label = "国合基地", key = "number",
  number = fact.text { label = "登记编号" },
  unit = fact.ref("unit") { label = "依托单位", cite = "第二条" },
  type = base_type { label = "类型", cite = "第五条第一款" },
  goals_mechanism = fact.boolean { label = "有明确的国际科技合作发展目标和运行机制", cite = "第六条第（二）项" },
  focus = fact.boolean { label = "对外合作的国别和领域重点突出、特色鲜明", cite = "第六条第（二）项" },
  own_capacity = fact.boolean { label = "具有独立开展国际科技合作的条件和能力", cite = "第六条第（三）项" },
  systems = fact.boolean { label = "有健全的科研、财务和知识产权管理等制度", cite = "第六条第（三）项" },
  security_mechanism = fact.boolean { label = "具备科技安全管理责任机制", cite = "第六条第（三）项" },
  lawful = fact.boolean { label = "遵循国际规则和惯例，遵守我国法律法规", cite = "第六条第（四）项" },
  fits_city = fact.boolean { label = "符合我市经济社会、重点产业和科技发展方向", cite = "第六条第（四）项" },
  partner_integrity = fact.timeline(fact.boolean) { label = "协作单位无失信记录", absent = "没有查询", cite = "第六条第（五）项" },
  leader_integrity = fact.timeline(fact.boolean) { label = "负责人无失信记录", absent = "没有查询", cite = "第六条第（五）项" },
  strong_research = fact.boolean { label = "具有较强研发实力", cite = "第七条第（一）项" },
  research_results = fact.boolean { label = "凭研发实力取得合作成果", cite = "第七条第（一）项" },
  projects = fact.list { label = "承担的项目", cite = "第七条第（一）项",
    from = fact.date { label = "开始之日" }, to = fact.date { label = "（计划）结束之日", ahead = true }, level = level { label = "级别" },
    international = fact.boolean { label = "国际科技合作类或引智类" }, results = fact.boolean { label = "取得合作成果" } },
  foreign_partners = fact.boolean { label = "与本类条文所列的国外机构建立长期稳固（稳定）的合作关系", cite = "第七条第（二）项、第九条第（一）项" },
  overseas_talent = fact.boolean { label = "已吸引海外高层次科技人才（团队）合作研发", cite = "第七条第（二）项" },
  own_ip = fact.boolean { label = "合作研发成果具有自主知识产权", cite = "第七条第（三）项" },
  market_advantage = fact.boolean { label = "形成明显市场竞争优势", cite = "第七条第（三）项" },
  channels = fact.boolean { label = "在国外具有稳定的科技合作渠道", cite = "第八条第（一）项" },
  mediation = fact.boolean { label = "有能力提供国际创新资源中介服务", cite = "第八条第（一）项" },
  team_language = fact.boolean { label = "中介服务团队具备外语专业能力", cite = "第八条第（一）项" },
  team_broker = fact.boolean { label = "中介服务团队具备技术经纪服务能力", cite = "第八条第（一）项" },
  events = fact.list { label = "国际科技创新交流活动", cite = "第八条第（二）项",
    on = fact.date { label = "日期" }, how = how_held { label = "方式" }, influential = fact.boolean { label = "具有影响力" } },
  transfers = fact.list { label = "促成的技术转移、引进的人才项目", cite = "第八条第（三）项",
    on = fact.date { label = "日期" }, what = brought { label = "内容" }, for_shenyang = fact.boolean { label = "为沈阳市创新主体" } },
  active_cooperation = fact.boolean { label = "积极开展科研合作和科技交流活动", cite = "第九条第（一）项" },
  gathers = fact.boolean { label = "国际平台能够积聚一批国际研发机构、人才或高技术企业", cite = "第九条第（二）项" },
  good_results = fact.boolean { label = "已取得良好的国际科技创新合作成效", cite = "第九条第（三）项" },
  demonstrates = fact.boolean { label = "具有示范带动作用", cite = "第九条第（三）项" },
  -- 以下是认定、评价、整改、取消的步骤留下的。
  recognised_on = fact.date { label = "下达认定通知之日", optional = true, range = { "2025-04-11", "today" }, cite = "第十一条第（四）项" },
  evaluations = fact.list { label = "年度绩效评价", optional = true, cite = "第十四条第一款",
    year = fact.count { label = "评价年度" }, part = part { label = "参加情况" },
    proper_reason = fact.boolean { label = "有正当理由", optional = true }, grade = grade { label = "等次", optional = true },
    result_on = fact.date { label = "得出结果（认定未参加、中途退出）之日" } },
  rectified = fact.list { label = "整改的验收", optional = true, cite = "第十五条第（二）项",
    on = fact.date { label = "验收之日" }, accepted = fact.boolean { label = "符合规定条件" } },
  asked_on = fact.date { label = "依托单位申请撤销之日", optional = true, cite = "第十六条第（三）项" },
  incidents = fact.list { label = "查实的情形", optional = true, cite = "第十六条第一款",
    on = fact.date { label = "查实之日" }, ground = incident { label = "情形" }, serious = fact.boolean { label = "重大，或造成严重影响及后果" },
    file = fact.text { label = "文号", optional = true } },
  ended_on = fact.date { label = "取消或放弃资格之日", optional = true, cite = "第十六条第二款" },
})
act:facts("unit", { label = "依托单位", key = "code",
  code = fact.credit_code { label = "统一社会信用代码" },
  kind = unit_kind { label = "单位性质", cite = "第二条、第七条第（三）项、第十一条第（一）项" },
  legal_person = fact.boolean { label = "独立法人单位", cite = "第六条第（一）项" },
  in_city = fact.timeline(fact.boolean) { label = "在沈阳市行政区域内设立、登记、注册", absent = "不在沈阳", cite = "第六条第（一）项" },
  integrity = fact.timeline(fact.boolean) { label = "申报单位无失信记录", absent = "没有查询", cite = "第六条第（五）项" },
  years = fact.list { label = "财务年度", cite = "第七条第（三）项",
    year = fact.count { label = "年度" }, closed_on = fact.date { label = "结账之日" },
    sales = fact.money { label = "销售收入" }, rd = fact.money { label = "研发经费" } },
  other_bases = fact.count { label = "已有的国合基地个数", range = { 0, nil }, cite = "第四条" },
  ended = fact.list { label = "被取消或放弃的国合基地", optional = true, cite = "第十六条第二款",
    on = fact.date { label = "取消或放弃之日" }, type = base_type { label = "类型" }, how = ending { label = "方式" } },
  terminated_on = fact.date { label = "被依法终止之日", optional = true, cite = "第十六条第（三）项" },
  change_possible = fact.boolean { label = "依托单位能够变更", optional = true, cite = "第十六条第（三）项" },
})
act:invariant("base", "recognised_on <= ended_on")

-- ── 适用口径：文件没有写清之处，第一种是推荐口径 ────────────────────────────────────────────────────

act:reading("one_year", { id = "A-3.1", cite = "第六条第（一）项", ask = "“一年以上”从哪一天起满？",
  { "anniversary", "一年后的对应日" }, { "day_after", "对应日的次日" }, default = "anniversary" })
act:reading("results_belong", { id = "A-3.2", cite = "第七条第（一）项", ask = "“并取得合作成果”限定哪一项？",
  { "projects_only", "只限定承担项目的" }, { "both", "两项都限定" }, default = "projects_only" })
act:reading("intensity", { id = "A-3.3", cite = "第七条第（三）项", ask = "近三年强度“平均”怎样计算？",
  { "mean_of_years", "各年强度的算术平均" }, { "pooled", "三年研发经费合计除以销售收入合计" }, default = "mean_of_years" })
act:reading("short_history", { id = "A-3.11", cite = "第七条第（三）项", ask = "不满三个已结账年度，或有的年度没有销售收入的怎么办？",
  { "undetermined", "没有规定，由市科技局决定" }, { "existing_years", "按已有的、有销售收入的年度平均" }, default = "undetermined" })
act:reading("recent", { id = "A-3.9", cite = "第七条第（一）项、第八条第（二）项、第八条第（三）项", ask = "项目和活动的“近三年”从哪一天起？",
  { "rolling", "申报之日往前三年的对应日" }, { "calendar_years", "申报前第三个公历年的1月1日" }, default = "rolling" })
act:reading("influence", { id = "补-1", cite = "第八条第（二）项", ask = "“具有影响力”是否也限定与国外联合主办或承办的活动？",
  { "both", "都限定" }, { "experts_only", "只限定邀请国外专家学者参与的" }, default = "both" })
act:reading("definitions", { id = "A-3.10", cite = "第五条第二款、第五条第三款", ask = "第五条对单位的定义是否另作条件？",
  { "warn", "不作条件，不相符的提醒" }, { "condition", "另作条件" }, default = "warn" })
act:reading("schools", { id = "A-3.4", cite = "第十一条第（二）项", ask = "高校由谁初审？",
  { "distributive", "学校管理部门" }, { "both_reviews", "区县科技主管部门和学校管理部门都要初审" }, default = "distributive" })
act:reading("institutes", { id = "A-3.12", cite = "第十一条第（二）项", ask = "科研院所由谁初审？",
  { "district", "区、县（市）科技主管部门" }, { "self", "自行初审" }, default = "district" })
act:reading("per_call", { id = "A-3.16", cite = "第十一条第（一）项", ask = "“每次不超过2个”数哪些推荐？",
  { "filed", "本次报送的全部，初审未通过的也算" }, { "passed", "初审未通过的不算" }, default = "filed" })
act:reading("several_bases", { id = "A-3.17", cite = "第四条", ask = "一个单位能否有几个国合基地？",
  { "allowed", "可以" }, { "one", "只能有一个" }, default = "allowed" })
act:reading("posting_day", { id = "A-3.5", cite = "第十一条第（四）项", ask = "公示当天是否计入公示期？",
  { "not_counted", "不计入" }, { "counted", "是工作日的计入" }, default = "not_counted" })
act:reading("first_evaluation", { id = "A-3.13", cite = "第十四条第一款", ask = "认定以后从哪一年起评价？",
  { "next_year", "次年" }, { "same_year", "当年" }, default = "next_year" })
act:reading("while_rectifying", { id = "A-3.6", cite = "第十五条第（二）项", ask = "整改期间资格如何？",
  { "keeps_without_privileges", "保留资格，不享受政策支持和优先推荐" }, { "suspended", "暂停资格" }, default = "keeps_without_privileges" })
act:reading("second_bad", { id = "A-3.14", cite = "第十六条第（一）项", ask = "整改期内第二次不合格是否即属于连续两年？",
  { "at_once", "即属于" }, { "after_term", "整改期满以后才属于" }, default = "at_once" })
act:reading("excused_between", { id = "A-3.15", cite = "第十六条第（一）项", ask = "两次不合格之间有没有评价的年度，是否连续？",
  { "breaks", "不连续，须是相邻的两个公历年" }, { "ignored", "连续，看最近的各次结果" }, default = "breaks" })
act:reading("proper_reason", { id = "A-3.7", cite = "第十六条第（二）项", ask = "“无正当理由”是否也限定中途退出？",
  { "absence_only", "只限定不参加" }, { "quitting_too", "也限定中途退出" }, default = "absence_only" })
act:reading("no_change", { id = "A-3.18", cite = "第十六条第（三）项", ask = "“且无法进行变更”是否也限定主动申请撤销？",
  { "terminated_only", "只限定被依法终止" }, { "request_too", "也限定主动申请撤销" }, default = "terminated_only" })
act:reading("ban_end", { id = "A-3.8", cite = "第十六条第二款", ask = "三年内不再受理到哪一天？",
  { "inclusive_anniversary", "三年后的对应日，含当日" }, { "day_before", "对应日的前一天" }, default = "inclusive_anniversary" })
act:reading("ban_scope", { id = "A-3.8", cite = "第十六条第二款", ask = "三年内不再受理的范围？",
  { "unit", "该单位的全部申请" }, { "type", "该单位同一类型的申请" }, default = "unit" })
act:reading("published", { id = "G-11", cite = "第十八条", ask = "“发布之日”是哪一天？",
  { "notice_day", "印发通知之日" }, { "gazette", "市政府公报出版之日" }, default = "notice_day" })

-- ── 术语 ─────────────────────────────────────────────────────────────────────────────────────────

act:term("begun", { of = "base", cite = "第十八条", text = "本办法已经发布", otherwise = "本办法尚未发布",
  is = function(_, day, law) return law.published == "notice_day" or day >= law.gazette_day end })

act:term("is_joint", { of = "base", cite = "第五条第二款", text = "联合研发类", otherwise = "不是联合研发类",
  is = function(base) return base.type == "joint" end })
act:term("is_transfer", { of = "base", cite = "第五条第三款", text = "技术转移类", otherwise = "不是技术转移类",
  is = function(base) return base.type == "transfer" end })
act:term("is_special", { of = "base", cite = "第五条第四款", text = "特色类", otherwise = "不是特色类",
  is = function(base) return base.type == "special" end })
act:term("joint_fits", { of = "base", cite = "第五条第二款", text = "是高校、院所或企业事业单位", otherwise = "不是高校、院所或企业事业单位",
  is = function(base) return base.unit.kind ~= "service_org" end })
act:term("transfer_fits", { of = "base", cite = "第五条第三款", text = "是科技服务类机构", otherwise = "不是科技服务类机构",
  is = function(base) return base.unit.kind == "service_org" end })
act:term("definitions_bind", { of = "base", cite = "第五条第一款", text = "第五条的定义另作条件", otherwise = "第五条的定义不作条件",
  is = function(_, _, law) return law.definitions == "condition" end })

-- 第六条 共性基本条件
act:term("registered_long", { of = "unit", cite = "第六条第（一）项", text = "在沈阳设立、登记、注册一年以上", otherwise = "在沈阳设立、登记、注册不满一年，或不在沈阳",
  is = function(unit, day, law)
    if unit.in_city:at(day) ~= true then return false end
    local since = unit.in_city:since(day)
    if not present(since) then return true end -- 从来在沈阳
    if law.one_year == "anniversary" then return day >= since:plus_years(law.registered_years) end
    return day > since:plus_years(law.registered_years)
  end })
act:term("unit_trusted", { of = "unit", cite = "第六条第（五）项", text = "申报单位无失信记录", otherwise = "申报单位有失信记录，或没有查询",
  is = function(unit, day) return unit.integrity:at(day) == true end })
act:term("partner_trusted", { of = "base", cite = "第六条第（五）项", text = "协作单位无失信记录", otherwise = "协作单位有失信记录，或没有查询",
  is = function(base, day) return base.partner_integrity:at(day) == true end })
act:term("leader_trusted", { of = "base", cite = "第六条第（五）项", text = "负责人无失信记录", otherwise = "负责人有失信记录，或没有查询",
  is = function(base, day) return base.leader_integrity:at(day) == true end })

-- 第七条、第八条 近三年
local function recent_from(day, law)
  if law.recent == "rolling" then return day:plus_years(-law.recent_years) end
  return day:month():month_of_year(1):plus_years(-law.recent_years):first()
end

act:term("research_enough", { of = "base", cite = "第七条第（一）项", text = "具有较强研发实力，或近三年承担过市级及以上国际科技合作类或引智类项目并取得合作成果",
  otherwise = "研发实力、近三年承担的项目都达不到要求",
  is = function(base, day, law)
    if base.strong_research and (law.results_belong == "projects_only" or base.research_results) then return true end
    return base.projects:any { international = true, results = true, level = other_than("lower"), from = at_most(day),
      to = at_least(recent_from(day, law)) }
  end })
act:term("by_enterprise", { of = "base", cite = "第七条第（三）项", text = "依托企业建立", otherwise = "不是依托企业建立",
  is = function(base) return base.unit.kind == "enterprise" end })

-- 近三年的研发强度：最近三个已结账的相邻年度，同一年度只能有一条。
local function closed_years(unit, day, law)
  local last = unit.years:last("year", { by = "year", closed_on = at_most(day) })
  if not present(last) then last = count(0) end -- 没有已结账的年度
  return unit.years:where { closed_on = at_most(day), year = within(last - law.recent_years + 1, last) }
end
act:term("history_full", { of = "unit", cite = "第七条第（三）项", text = "有三个相邻的已结账年度，都有销售收入", otherwise = "不满三个已结账年度，或有的年度没有销售收入",
  is = function(unit, day, law)
    local years = closed_years(unit, day, law)
    local with_sales = years:where { sales = after(yuan(0)) }
    return years:count() == law.recent_years and with_sales:longest_run("year") == law.recent_years
  end })
act:term("intensity_known", { of = "unit", cite = "第七条第（三）项", text = "能够计算近三年的强度", otherwise = "不能计算近三年的强度",
  is = function(unit, day, law)
    if law.short_history == "undetermined" then return law.history_full end
    return closed_years(unit, day, law):any { sales = after(yuan(0)) }
  end })
act:term("recent_intensity", { of = "unit", cite = "第七条第（三）项", label = "近三年研发经费投入强度的平均", text = "近三年研发经费投入强度的平均",
  is = function(unit, day, law)
    local years = closed_years(unit, day, law):where { sales = after(yuan(0)) }
    if law.intensity == "pooled" then return years:sum("rd"):ratio_to(years:sum("sales")) end
    return years:mean_of_ratio("rd", "sales", { round = "down" }) -- 舍去不会使没有达到的达到
  end })
act:term("intensive", { of = "unit", cite = "第七条第（三）项", text = "近三年研发经费投入强度平均达到要求", otherwise = "近三年研发经费投入强度平均达不到要求",
  is = function(_, _, law) return law.recent_intensity >= law.least_intensity end })

act:term("event_held", { of = "base", cite = "第八条第（二）项", text = "近三年举办过符合要求的国际科技创新交流活动", otherwise = "近三年没有符合要求的国际科技创新交流活动",
  is = function(base, day, law)
    local events = base.events:where { on = within(recent_from(day, law), day) }
    if events:any { how = "national" } or events:any { how = "experts", influential = true } then return true end
    if law.influence == "experts_only" then return events:any { how = "co_host" } end
    return events:any { how = "co_host", influential = true }
  end })
act:term("transfer_made", { of = "base", cite = "第八条第（三）项", text = "近三年为沈阳市创新主体促成国际技术转移或引进国外高层次科技人才项目",
  otherwise = "近三年没有为沈阳市创新主体促成技术转移或引进人才项目",
  is = function(base, day, law) return base.transfers:any { on = within(recent_from(day, law), day), for_shenyang = true } end })

-- 第十条、第十一条 申报
act:term("call_opened", { of = "base", cite = "第十条", text = "市科技局已经发布申报通知", otherwise = "市科技局尚未发布申报通知",
  is = function(_, day, law) return present(law.call_on) and law.call_on <= day end })
act:term("before_closing", { of = "base", cite = "第十一条第（一）项", text = "在通知规定的期限内", otherwise = "超过通知规定的期限",
  is = function(_, day, law) return not present(law.call_closes) or day <= law.call_closes end })
act:term("nominates", { of = "unit", cite = "第十一条第（一）项", text = "是高校、科研院所", otherwise = "不是高校、科研院所",
  is = function(unit) return unit.kind:is("university", "institute") end })
act:term("nomination_fits", { of = "base", cite = "第十一条第（一）项", text = "本次推荐不超过上限", otherwise = "本次推荐超过上限",
  is = function(_, _, law)
    local others = law.nominated_before
    if law.per_call == "passed" then others = others - law.rejected_before end
    return others + 1 <= law.nominations_max
  end })
act:term("nominations_fit", { of = "unit", cite = "第十一条第（一）项", text = "本次推荐不超过上限", otherwise = "本次推荐超过上限",
  is = function(_, _, law)
    if law.per_call == "passed" then return law.nominated - law.rejected <= law.nominations_max end
    return law.nominated <= law.nominations_max
  end })
act:term("room_for_another", { of = "base", cite = "第四条", text = "可以再申报", otherwise = "单位已有国合基地",
  is = function(base, _, law) return law.several_bases == "allowed" or base.unit.other_bases == 0 end })
act:term("is_university", { of = "unit", cite = "第十一条第（二）项", text = "高校", otherwise = "不是高校",
  is = function(unit) return unit.kind == "university" end })
act:term("is_institute", { of = "unit", cite = "第十一条第（二）项", text = "科研院所", otherwise = "不是科研院所",
  is = function(unit) return unit.kind == "institute" end })
act:term("both_review", { of = "unit", cite = "第十一条第（二）项", text = "两个部门都要初审", otherwise = "各由其部门初审",
  is = function(_, _, law) return law.schools == "both_reviews" end })
act:term("institutes_themselves", { of = "unit", cite = "第十一条第（二）项", text = "科研院所自行初审", otherwise = "科研院所由区县初审",
  is = function(_, _, law) return law.institutes == "self" end })

-- 公示期的最后一天
local function last_publicity_day(posted, law)
  if law.posting_day == "counted" then return add_workdays(posted - 1, law.publicity_days) end
  return add_workdays(posted, law.publicity_days)
end
act:term("publicity_last", { of = "base", cite = "第十一条第（四）项", label = "公示期的最后一天", text = "公示期的最后一天",
  is = function(_, _, law) return last_publicity_day(law.posted_on, law) end })
act:term("notice_first", { of = "base", cite = "第十一条第（四）项", label = "公示期满后的第一个工作日", text = "公示期满后的第一个工作日",
  is = function(_, _, law) return add_workdays(last_publicity_day(law.list_posted, law), 1) end })

-- 第十四条至第十六条 评价、整改、取消
act:term("recognised", { of = "base", cite = "第十一条第（四）项", text = "已经认定", otherwise = "没有认定",
  is = function(base, day) return present(base.recognised_on) and base.recognised_on <= day end })
act:term("not_ended", { of = "base", cite = "第十六条第一款", text = "资格没有取消或放弃", otherwise = "资格已经取消或放弃",
  is = function(base, day) return not present(base.ended_on) or day < base.ended_on end })
act:term("evaluated_from", { of = "base", cite = "第十四条第一款", text = "已到评价的年度", otherwise = "没有认定，或未到评价的年度",
  is = function(base, year, law)
    if not present(base.recognised_on) then return false end
    if law.first_evaluation == "same_year" then return base.recognised_on <= year end
    return base.recognised_on < law.year_begins
  end })
act:term("grade_excellent", { of = "base", cite = "第十五条第（二）项", text = "优秀", otherwise = "不是优秀", is = function(_, _, law) return law.grade == "excellent" end })
act:term("grade_unqualified", { of = "base", cite = "第十五条第（二）项", text = "不合格", otherwise = "合格及以上", is = function(_, _, law) return law.grade == "unqualified" end })
act:term("suspended_meanwhile", { of = "base", cite = "第十五条第（二）项", text = "整改期间暂停资格", otherwise = "整改期间保留资格",
  is = function(_, _, law) return law.while_rectifying == "suspended" end })
act:term("rectify_limit", { of = "base", cite = "第十五条第（二）项", label = "整改期限的末日", text = "整改期限的末日",
  is = function(_, _, law) return law.graded_on:plus_years(law.rectify_years) end })

-- 第（一）项：不合格的各年度有多少个相邻；另一口径数最近一次合格以后的不合格。
local function bad(base, day) return base.evaluations:where { grade = "unqualified", result_on = at_most(day) } end
act:term("bad_run", { of = "base", cite = "第十六条第（一）项", label = "连续不合格的年数", text = "连续不合格的年数",
  is = function(base, day, law)
    if law.excused_between == "breaks" then return bad(base, day):longest_run("year") end
    local good = latest(base.evaluations:most("result_on", { grade = "excellent", result_on = at_most(day) }),
      base.evaluations:most("result_on", { grade = "qualified", result_on = at_most(day) }))
    if not present(good) then return bad(base, day):count() end
    return base.evaluations:count { grade = "unqualified", result_on = within(good, day) }
  end })
act:term("bad_in_a_row", { of = "base", cite = "第十六条第（一）项", text = "连续两年绩效评价结果为不合格", otherwise = "没有连续两年不合格",
  is = function(base, day, law)
    if law.bad_run < law.bad_years then return false end
    if law.second_bad == "at_once" then return true end
    local last = bad(base, day):most("result_on")
    return day > base.evaluations:most("result_on", { grade = "unqualified", result_on = before(last) }):plus_years(law.rectify_years)
  end })
act:term("stayed_away", { of = "base", cite = "第十六条第（二）项", text = "无正当理由不参加年度绩效评价，或中途退出", otherwise = "没有无故不参加或中途退出绩效评价",
  is = function(base, day, law)
    local settled = base.evaluations:where { result_on = at_most(day) }
    if settled:any { part = "absent", proper_reason = false } then return true end
    if law.proper_reason == "quitting_too" then return settled:any { part = "quit", proper_reason = false } end
    return settled:any { part = "quit" }
  end })
act:term("host_gone", { of = "base", cite = "第十六条第（三）项", text = "依托单位主动申请撤销，或被依法终止且无法变更", otherwise = "依托单位没有申请撤销，也没有被依法终止而无法变更",
  is = function(base, day, law)
    local fixed = not base.unit.change_possible
    local asked = present(base.asked_on) and base.asked_on <= day
    if asked and (fixed or law.no_change == "terminated_only") then return true end
    return fixed and present(base.unit.terminated_on) and base.unit.terminated_on <= day
  end })
local function found(base, day, more)
  if not present(base.recognised_on) then return false end
  more.on = within(base.recognised_on, day)
  return base.incidents:any(more)
end
act:term("harmed_security", { of = "base", cite = "第十六条第（四）项", text = "出现影响科技安全的行为，并造成严重影响及后果", otherwise = "没有造成严重后果的影响科技安全的行为",
  is = function(base, day) return found(base, day, { ground = "security", serious = true }) end })
act:term("violated", { of = "base", cite = "第十六条第（五）项", text = "发生重大违法、违规和违纪行为", otherwise = "没有重大违法、违规、违纪行为", -- A-3.19：三种之一即是
  is = function(base, day) return found(base, day, { ground = "violation", serious = true }) end })
act:term("concealed", { of = "base", cite = "第十六条第（六）项", text = "隐瞒重大事项变化", otherwise = "没有隐瞒重大事项变化",
  is = function(base, day) return found(base, day, { ground = "concealment" }) end })
-- 最近一次不合格以后：验收不符合条件；或期满仍没有通过验收，而当日又不符合第六条至第九条。
act:term("rectification_failed", { of = "base", cite = "第十六条第（六）项", text = "整改后不符合本办法规定条件", otherwise = "没有整改后仍不符合条件的情形",
  is = function(base, day, law)
    local told = bad(base, day):most("result_on")
    if not present(told) then return false end
    local checks = base.rectified:where { on = within(told, day) }
    if checks:any { accepted = true } then return false end
    if checks:any { accepted = false } then return true end
    if day <= told:plus_years(law.rectify_years) then return false end
    return not present(law.common_conditions) or not present(law.type_conditions)
  end })
act:term("otherwise_unfit", { of = "base", cite = "第十六条第（七）项", text = "存在其他不宜继续作为国合基地的情形", otherwise = "没有认定其他不宜继续的情形",
  is = function(base, day) return found(base, day, { ground = "other" }) end })

-- 第十六条第二款 三年内不再受理
local function ban_last_day(ended, law)
  if law.ban_end == "day_before" then return ended:plus_years(law.ban_years) - 1 end
  return ended:plus_years(law.ban_years)
end
act:term("not_banned", { of = "base", cite = "第十六条第二款", text = "不在三年不再受理的期间内", otherwise = "单位被取消或放弃国合基地资格未满三年，不再受理",
  is = function(base, day, law)
    local ended = base.unit.ended:most("on", { on = at_most(day) })
    if law.ban_scope == "type" then ended = base.unit.ended:most("on", { on = at_most(day), type = base.type }) end
    return not present(ended) or day > ban_last_day(ended, law)
  end })
act:term("ban_last", { of = "unit", cite = "第十六条第二款", label = "不再受理的最后一天", text = "不再受理的最后一天",
  is = function(_, _, law) return ban_last_day(law.lost_on, law) end })
act:term("ban_over", { of = "unit", cite = "第十六条第二款", label = "可以受理的第一天", text = "可以受理的第一天",
  is = function(_, _, law) return ban_last_day(law.status_lost_on, law) + 1 end })

-- ── 决定 ─────────────────────────────────────────────────────────────────────────────────────────

-- 第六条
local function require_common(decision)
  decision:requires("第六条第（一）项", "unit.legal_person", { text = "是独立法人单位", otherwise = "不是独立法人单位" })
  decision:requires("第六条第（一）项", "registered_long")
  decision:requires("第六条第（二）项", { "goals_mechanism", "focus" }, { text = "目标、机制明确，国别和领域重点突出",
    otherwise = "没有明确的目标和运行机制，或国别、领域重点不突出" })
  decision:requires("第六条第（三）项", { "own_capacity", "systems", "security_mechanism" }, { text = "条件、能力、制度和安全责任机制齐备",
    otherwise = "条件和能力、管理制度或安全管理责任机制不齐备" })
  decision:requires("第六条第（四）项", { "lawful", "fits_city" }, { text = "遵守规则和法律，符合我市发展方向", otherwise = "不遵守规则和法律，或不符合我市发展方向" })
  decision:requires("第六条第（五）项", { "unit_trusted", "partner_trusted", "leader_trusted" }, { text = "申报单位、协作单位、负责人无失信记录",
    otherwise = "申报单位、协作单位或负责人有失信记录，或没有查询" })
end

-- 第七条至第九条：只问所报的一类。企业的强度只在能够计算时要求，不能计算的尚无规定。
local joint_enterprise = { "is_joint", "by_enterprise" }
local function require_type(decision)
  decision:requires("第五条第二款", "joint_fits", { where = { "is_joint", "definitions_bind" } })
  decision:requires("第五条第三款", "transfer_fits", { where = { "is_transfer", "definitions_bind" } })
  decision:requires("第七条第（一）项", "research_enough", { where = "is_joint" })
  decision:requires("第七条第（二）项", { "foreign_partners", "overseas_talent" }, { where = "is_joint", text = "有长期稳固的国外合作关系，已吸引海外人才",
    otherwise = "没有长期稳固的国外合作关系，或没有吸引海外高层次科技人才" })
  decision:requires("第七条第（三）项", "intensive", { where = { "is_joint", "by_enterprise", "intensity_known" } })
  decision:requires("第七条第（三）项", { "own_ip", "market_advantage" }, { where = joint_enterprise, text = "有自主知识产权和明显市场竞争优势",
    otherwise = "合作研发成果没有自主知识产权，或没有形成明显市场竞争优势" })
  decision:requires("第八条第（一）项", { "channels", "mediation", "team_language", "team_broker" }, { where = "is_transfer",
    text = "有国外渠道、中介服务能力和专业团队", otherwise = "没有稳定的国外渠道、中介服务能力，或团队不兼备外语和技术经纪能力" })
  decision:requires("第八条第（二）项", "event_held", { where = "is_transfer" })
  decision:requires("第八条第（三）项", "transfer_made", { where = "is_transfer" })
  decision:requires("第九条第（一）项", { "foreign_partners", "active_cooperation" }, { where = "is_special", text = "有长期稳定的国外合作关系，积极开展合作交流",
    otherwise = "没有长期稳定的国外合作关系，或没有积极开展合作交流" })
  decision:requires("第九条第（二）项", "gathers", { where = "is_special", text = "国际平台能够积聚国际创新资源", otherwise = "国际平台不能积聚国际创新资源" })
  decision:requires("第九条第（三）项", { "good_results", "demonstrates" }, { where = "is_special", text = "成效良好，有示范带动作用",
    otherwise = "没有良好的合作成效，或没有示范带动作用" })
  decision:undetermined("第七条第（三）项", { when = { "is_joint", "by_enterprise", "not intensity_known" }, who = bureau,
    say = "不满三个已结账年度、或有的年度没有销售收入的企业怎样计算强度没有规定" })
  decision:warning("第五条第二款", { when = { "is_joint", "not joint_fits", "not definitions_bind" }, say = "联合研发类一般是高校、院所、企业事业单位，请人工复核" })
  decision:warning("第五条第三款", { when = { "is_transfer", "not transfer_fits", "not definitions_bind" }, say = "技术转移类一般是科技服务类机构，请人工复核" })
end

local common_conditions = act:decision("common_conditions", { label = "是否符合共性基本条件", of = "base", per = "day", gives = "truth", cite = "第六条" })
common_conditions:requires("第十八条", "begun")
require_common(common_conditions)
common_conditions:rule("第六条前段", { give = true, text = "共性基本条件都具备" })

local rd_intensity = act:decision("rd_intensity", { label = "近三年研发经费投入强度", of = "unit", per = "day", gives = "rate", cite = "第七条第（三）项" })
rd_intensity:undetermined("第七条第（三）项", { when = "not intensity_known", who = bureau, say = "不满三个已结账年度，或有的年度没有销售收入" })
rd_intensity:rule("第七条第（三）项", { give = "recent_intensity" })

local type_conditions = act:decision("type_conditions", { label = "是否符合本类条件", of = "base", per = "day", gives = "truth", cite = "第七条" })
type_conditions:requires("第十八条", "begun")
require_type(type_conditions)
type_conditions:rule("第七条前段", { when = "is_joint", give = true, text = "联合研发类的条件同时具备" })
type_conditions:rule("第八条前段", { when = "is_transfer", give = true, text = "技术转移类的条件同时具备" })
type_conditions:rule("第九条前段", { when = "is_special", give = true, text = "特色类的条件同时具备" })

local may_apply = act:decision("may_apply", { label = "能否申报", of = "base", per = "day", gives = "truth", cite = "第十一条第（一）项", given = {
  call_on = fact.date { label = "申报通知发布之日", optional = true, cite = "第十条" },
  call_closes = fact.date { label = "申报截止之日", optional = true, cite = "第十一条第（一）项" },
  nominated_before = fact.count { label = "本单位本次已经推荐的个数", range = { 0, nil }, cite = "第十一条第（一）项" },
  rejected_before = fact.count { label = "其中初审未通过的个数", range = { 0, nil }, cite = "第十一条第（一）项" } } })
may_apply:requires("第十八条", "begun")
may_apply:requires("第十条", "call_opened")
may_apply:requires("第十一条第（一）项", "before_closing")
may_apply:requires("第十六条第二款", "not_banned")
may_apply:requires("第十一条第（一）项", "nomination_fits", { where = "nominates" })
may_apply:requires("第四条", "room_for_another")
require_common(may_apply)
require_type(may_apply)
may_apply:rule("第十一条第（一）项", { give = true, text = "可以按通知要求申报" })

local nominations_within = act:decision("nominations_within", { label = "本次推荐是否超过上限", of = "unit", per = "day", gives = "truth",
  cite = "第十一条第（一）项", given = {
    nominated = fact.count { label = "本次推荐的个数", range = { 0, nil }, cite = "第十一条第（一）项" },
    rejected = fact.count { label = "其中初审未通过的个数", range = { 0, nil }, cite = "第十一条第（一）项" } } })
nominations_within:requires("第十一条第（一）项", "nominations_fit", { where = "nominates" })
nominations_within:rule("第十一条第（一）项", { give = true, text = "不超过上限，或不是限定个数的单位" })

local first_reviewer = act:decision("first_reviewer", { label = "由谁初审", of = "unit", per = "day", gives = reviewer, cite = "第十一条第（二）项" })
first_reviewer:rule("第十一条第（二）项", { when = { "is_university", "not both_review" }, give = choice "school" })
first_reviewer:rule("第十一条第（二）项", { when = { "is_university", "both_review" }, give = choice "both" })
first_reviewer:rule("第十一条第（二）项", { when = { "is_institute", "institutes_themselves" }, give = choice "institute" })
first_reviewer:rule("第十一条第（一）项", { when = { "is_institute", "not institutes_themselves" }, give = choice "district" })
first_reviewer:rule("第十一条第（一）项", { when = { "not is_university", "not is_institute" }, give = choice "district" })

local since = { "2025-04-11", nil } -- 施行以前的公示、评价和取消不由本办法规定
local publicity_until = act:decision("publicity_until", { label = "公示最早哪天届满", of = "base", per = "case", gives = "date",
  cite = "第十一条第（四）项", law_on = "posted_on", given = { posted_on = fact.date { label = "公示之日", range = since, cite = "第十一条第（四）项" } } })
publicity_until:rule("第十一条第（四）项", { give = "publicity_last" })

local notice_from = act:decision("notice_from", { label = "最早哪天下达认定通知", of = "base", per = "case", gives = "date", cite = "第十一条第（四）项",
  law_on = "list_posted", given = { list_posted = fact.date { label = "公示之日", range = since, cite = "第十一条第（四）项" },
    objection = fact.boolean { label = "有异议尚未处理", cite = "第十一条第（四）项" } } })
notice_from:requires("第十一条第（四）项", "not objection", { fails = "hold", text = "公示无异议", otherwise = "公示有异议尚未处理，不能下达认定通知" })
notice_from:rule("第十一条第（四）项", { give = "notice_first" })

local evaluation_due = act:decision("evaluation_due", { label = "当年是否应当绩效评价", of = "base", per = "year", gives = "truth", cite = "第十四条第一款" })
evaluation_due:requires("第十四条第一款", "evaluated_from")
evaluation_due:requires("第十六条第一款", "not_ended")
evaluation_due:rule("第十四条第一款", { give = true, text = "每年进行绩效评价" })

local evaluation_items = act:decision("evaluation_items", { label = "评价哪些内容", of = "base", per = "day", gives = "list", cite = "第十四条第一款" })
for number, what in ipairs { "实施国际科技合作项目情况", "通过实施国际科技合作项目产出或引进国外技术成果情况", "在相应领域技术成果转化情况",
  "相应领域海外高层次科技人才引进情况", "开展跨国人员培训、交流情况", "组织国际性学术会议、活动情况", "其他国际科技合作工作开展情况" } do
  local places = { "第（一）项", "第（二）项", "第（三）项", "第（四）项", "第（五）项", "第（六）项", "第（七）项" }
  evaluation_items:item("第十四条第二款" .. places[number], { when = "is_joint", give = what })
end
for number, what in ipairs { "协助我市创新主体实施国际科技合作项目情况", "为我市创新主体开展跨国科技成果转化和技术推广提供服务情况",
  "为我市创新主体引进海外高层次科技人才情况", "为我市引进国外科研机构、知名科技企业，搭建国际科技合作平台情况", "协助我市创新主体拓展海外市场情况",
  "组织国际科技交流活动情况", "其他国际科技合作工作开展情况" } do
  local places = { "第（一）项", "第（二）项", "第（三）项", "第（四）项", "第（五）项", "第（六）项", "第（七）项" }
  evaluation_items:item("第十四条第三款" .. places[number], { when = "is_transfer", give = what })
end
for number, what in ipairs { "国际科技合作平台建设情况，吸纳国外创新资源情况", "对外开展科技招商活动情况，举办和参加各类国际科技交流活动情况",
  "组织开展国际科技合作项目情况，承担各级各类国际科技合作课题情况", "国际科技成果转移转化和应用示范情况", "其他国际科技合作工作开展情况" } do
  local places = { "第（一）项", "第（二）项", "第（三）项", "第（四）项", "第（五）项" }
  evaluation_items:item("第十四条第四款" .. places[number], { when = "is_special", give = what })
end

local grade_effect = act:decision("grade_effect", { label = "评价结果有什么后果", of = "base", per = "day", gives = "list", cite = "第十五条第（二）项",
  given = { grade = grade { label = "评价等次", cite = "第十五条第（二）项" } } })
grade_effect:item("第十五条第（二）项", { when = "not grade_unqualified", give = "保留国合基地资格" })
grade_effect:item("第十五条第（二）项", { when = "grade_excellent", give = "给予政策支持" })
grade_effect:item("第十五条第（二）项", { when = "grade_excellent", give = "优先推荐申报国家、省、市各类引进国外智力和国际科技合作项目" })
grade_effect:item("第十五条第（二）项", { when = "grade_unqualified", give = "限期一年整改" })
grade_effect:item("第十五条第（二）项", { when = { "grade_unqualified", "not suspended_meanwhile" }, give = "整改期间保留资格，不享受政策支持和优先推荐" })
grade_effect:item("第十五条第（二）项", { when = { "grade_unqualified", "suspended_meanwhile" }, give = "整改期间暂停国合基地资格" })

local rectify_by = act:decision("rectify_by", { label = "整改到何时", of = "base", per = "case", gives = "date", cite = "第十五条第（二）项",
  law_on = "graded_on", given = { graded_on = fact.date { label = "评价结果为不合格之日", range = since, cite = "第十五条第（二）项" } } })
rectify_by:rule("第十五条第（二）项", { give = "rectify_limit" })

local withdrawal_grounds = act:decision("withdrawal_grounds", { label = "有哪些取消情形", of = "base", per = "day", gives = "list", cite = "第十六条第一款" })
withdrawal_grounds:requires("第十六条第一款", { "recognised", "not_ended" })
withdrawal_grounds:item("第十六条第（一）项", { when = "bad_in_a_row", give = "连续两年绩效评价结果为不合格" })
withdrawal_grounds:item("第十六条第（二）项", { when = "stayed_away", give = "无正当理由不参加年度绩效评价，或中途退出绩效评价" })
withdrawal_grounds:item("第十六条第（三）项", { when = "host_gone", give = "依托单位主动申请撤销，或被依法终止且无法进行变更" })
withdrawal_grounds:item("第十六条第（四）项", { when = "harmed_security", give = "出现影响科技安全的有关行为，并造成严重影响及后果" })
withdrawal_grounds:item("第十六条第（五）项", { when = "violated", give = "发生重大违法、违规和违纪行为" })
withdrawal_grounds:item("第十六条第（六）项", { when = "concealed", give = "隐瞒重大事项变化" })
withdrawal_grounds:item("第十六条第（六）项", { when = "rectification_failed", give = "整改后不符合本管理办法规定条件" })
withdrawal_grounds:item("第十六条第（七）项", { when = "otherwise_unfit", give = "存在其他不宜继续作为国合基地的情形" })

local withdraw = act:decision("withdraw", { label = "应否取消资格", of = "base", per = "day", gives = "truth", cite = "第十六条第一款" })
withdraw:requires("第十六条第一款", { "recognised", "not_ended" })
withdraw:requires("第十六条第一款", { any = { "bad_in_a_row", "stayed_away", "host_gone", "harmed_security", "violated", "concealed",
  "rectification_failed", "otherwise_unfit" }, text = "有第十六条所列的情形", otherwise = "没有第十六条所列的任何一种情形" })
withdraw:rule("第十六条第一款", { give = true, text = "有第十六条所列的情形" })

local ban_until = act:decision("ban_until", { label = "哪天以前不再受理", of = "unit", per = "case", gives = "date", cite = "第十六条第二款",
  law_on = "lost_on", given = { lost_on = fact.date { label = "取消或放弃资格之日", range = since, cite = "第十六条第二款" } } })
ban_until:rule("第十六条第二款", { give = "ban_last" })
local accepts_from = act:decision("accepts_from", { label = "哪天起可以受理", of = "unit", per = "case", gives = "date", cite = "第十六条第二款",
  law_on = "status_lost_on", given = { status_lost_on = fact.date { label = "取消或放弃资格之日", range = since, cite = "第十六条第二款" } } })
accepts_from:rule("第十六条第二款", { give = "ban_over" })

act:letter { decisions = { "common_conditions", "type_conditions", "may_apply" }, about = "沈阳市国际科技合作基地认定" }

-- ── 其余条款：职责与不编码的内容 ────────────────────────────────────────────────────────────────

act:uncoded("第一条", "制定目的与依据，不产生可计算的结果")
act:uncoded("第二条", "国合基地的定义；认定、依托单位在沈阳由第六条、第十一条规定，“显著成效”“引导示范作用”由评审判断")
act:uncoded("第三条第一句", "建设目的，不产生可计算的结果")
act:uncoded("第三条第二句", "为更高层级平台培育和储备后备力量，不产生可计算的结果")
act:duty("第四条", { who = bureau, what = "分类认定，统一管理" })
act:uncoded("第五条第一款", "三个类型，见事实 type")
act:uncoded("第五条第二款", "“显著成效”由评审判断；重点支持的领域是优先，不是条件")
act:uncoded("第五条第三款", "“丰富的国际资源”“显著成效”由评审判断；重点支持的方向是优先，不是条件")
act:uncoded("第五条第四款", "特色类的单位不限性质；“显著成效”由评审判断，重点支持是优先，不是条件")
act:duty("第十条", { who = bureau, what = "按照工作计划发布国合基地申报通知" })
act:duty("第十一条第（一）项", { who = "申报单位", what = "按通知要求填写《沈阳市国际科技合作基地认定申报书》，准备相关佐证材料，报送初审" })
act:duty("第十一条第（二）项", { who = "区、县（市）科技主管部门和学校管理部门", what = "初审通过后，报送市科技局业务主管处室复审" })
act:duty("第十一条第（三）项", { who = "市科技局业务主管处室", what = "组织专家或委托第三方机构进行现场调研和专家评审，出具评审意见，提请局党组会议研究审定" })
act:duty("第十一条第（四）项", { who = bureau, what = "将通过审定的认定名单向社会公示，公示无异议的下达认定通知" })
act:duty("第十二条", { who = bureau, what = "负责国合基地审核、认定、绩效评价等工作" })
act:duty("第十三条", { who = "依托单位", what = "监督管理基地运营，做好项目、资金、人员、设备等保障，加大对国合基地建设的投入力度" })
act:duty("第十四条第一款", { who = bureau, what = "每年对国合基地进行绩效评价", per = "year", at_least = 1 })
act:duty("第十五条第（一）项", { who = bureau, what = "每年向国合基地发出绩效评价通知，明确时间和流程", per = "year", at_least = 1 })
act:duty("第十五条第（一）项", { who = "国合基地", what = "填报《沈阳市国际科技合作基地年度绩效评价报告》", per = "year", at_least = 1 })
act:duty("第十五条第（二）项", { who = "市科技局业务主管处室", what = "组织专家或委托第三方机构，采取资料审核和实地检查相结合的方式开展绩效评价" })
act:duty("第十七条", { who = bureau, what = "负责解释本办法" })

return act
