-- 沈科发〔2025〕7号 第十条、第十一条、第十六条第二款：申报、推荐、初审、公示、三年不再受理。
policy "science-cooperation-base"

-- 特色类，条件都符合；2026-06-01发布申报通知，2026-07-31截止。
local ready = person { base = { number = "GH-001", type = "special", goals_mechanism = true, focus = true, own_capacity = true, systems = true, security_mechanism = true,
  lawful = true, fits_city = true, partner_integrity = true, leader_integrity = true, foreign_partners = true, active_cooperation = true, gathers = true,
  good_results = true, demonstrates = true,
  unit = { kind = "university", legal_person = true, in_city = true, integrity = true, other_bases = 0, ended = {} } } }

scenario "条件都符合的可以申报" { ready, on = "2026-06-30", call_on = "2026-06-01", call_closes = "2026-07-31", nominated_before = 0, rejected_before = 0,
  may_apply = { true, because = "第十一条第（一）项" } }
scenario "没有发布通知的不能申报" { ready, on = "2026-06-30", call_on = absent, call_closes = absent, nominated_before = 0, rejected_before = 0,
  may_apply = { refused = "第十条" } }
scenario "发布前一日不能申报" { ready, on = "2026-05-31", call_on = "2026-06-01", call_closes = "2026-07-31", nominated_before = 0, rejected_before = 0,
  may_apply = { refused = "第十条" } }
scenario "发布当日可以申报" { ready, on = "2026-06-01", call_on = "2026-06-01", call_closes = "2026-07-31", nominated_before = 0, rejected_before = 0, may_apply = true }
scenario "截止当日可以申报" { ready, on = "2026-07-31", call_on = "2026-06-01", call_closes = "2026-07-31", nominated_before = 0, rejected_before = 0, may_apply = true }
scenario "截止次日不能申报" { ready, on = "2026-08-01", call_on = "2026-06-01", call_closes = "2026-07-31", nominated_before = 0, rejected_before = 0,
  may_apply = { refused = "第十一条第（一）项" } }
scenario "没有规定截止之日的不限" { ready, on = "2026-12-31", call_on = "2026-06-01", call_closes = absent, nominated_before = 0, rejected_before = 0, may_apply = true }
scenario "共性条件不符合的不能申报" { ready, on = "2026-06-30", base = { focus = false }, call_on = "2026-06-01", call_closes = absent, nominated_before = 0, rejected_before = 0,
  may_apply = { refused = "第六条第（二）项" } }
scenario "本类条件不符合的不能申报" { ready, on = "2026-06-30", base = { gathers = false }, call_on = "2026-06-01", call_closes = absent, nominated_before = 0, rejected_before = 0,
  may_apply = { refused = "第九条第（二）项" } }
scenario "以公报出版为发布的，前一日不能申报" { ready, on = "2025-06-24", readings = { published = "gazette" }, call_on = "2025-06-01", call_closes = absent,
  nominated_before = 0, rejected_before = 0, may_apply = { refused = "第十八条" } }
-- 企业没有财务年度：强度没有规定，能否申报也没有规定
scenario "企业的强度没有规定的，能否申报也没有规定" { ready, on = "2026-06-30", base = { type = "joint", strong_research = true, overseas_talent = true, own_ip = true,
  market_advantage = true, unit = { kind = "enterprise", years = {} } }, call_on = "2026-06-01", call_closes = absent, nominated_before = 0, rejected_before = 0,
  may_apply = { undetermined = "第七条第（三）项" } }

-- 第十一条第（一）项：每次不超过2个。A-3.16：初审未通过的算不算。
scenario "已推荐1个的可以再推荐" { ready, on = "2026-06-30", call_on = "2026-06-01", call_closes = absent, nominated_before = 1, rejected_before = 0, may_apply = true }
scenario "已推荐2个的不能再推荐" { ready, on = "2026-06-30", call_on = "2026-06-01", call_closes = absent, nominated_before = 2, rejected_before = 1,
  may_apply = { refused = "第十一条第（一）项" } }
scenario "未通过不算的口径，2个中未通过1个的可以再推荐" { ready, on = "2026-06-30", readings = { per_call = "passed" }, call_on = "2026-06-01", call_closes = absent,
  nominated_before = 2, rejected_before = 1, may_apply = true }
scenario "未通过不算的口径，2个都通过的不能再推荐" { ready, on = "2026-06-30", readings = { per_call = "passed" }, call_on = "2026-06-01", call_closes = absent,
  nominated_before = 2, rejected_before = 0, may_apply = { refused = "第十一条第（一）项" } }
scenario "企业的申报不限个数" { ready, on = "2026-06-30", base = { unit = { kind = "enterprise" } }, call_on = "2026-06-01", call_closes = absent,
  nominated_before = 5, rejected_before = 0, may_apply = true }
scenario "推荐2个不超过上限" { unit = { kind = "university" }, on = "2026-06-30", nominated = 2, rejected = 0, nominations_within = { true, because = "第十一条第（一）项" } }
scenario "推荐3个超过上限" { unit = { kind = "university" }, on = "2026-06-30", nominated = 3, rejected = 1, nominations_within = { refused = "第十一条第（一）项" } }
scenario "科研院所推荐3个也超过上限" { unit = { kind = "institute" }, on = "2026-06-30", nominated = 3, rejected = 0, nominations_within = { refused = "第十一条第（一）项" } }
scenario "未通过不算的口径，3个中未通过1个的不超过" { unit = { kind = "university" }, on = "2026-06-30", readings = { per_call = "passed" }, nominated = 3, rejected = 1,
  nominations_within = true }
scenario "未通过不算的口径，4个中未通过1个的超过" { unit = { kind = "university" }, on = "2026-06-30", readings = { per_call = "passed" }, nominated = 4, rejected = 1,
  nominations_within = { refused = "第十一条第（一）项" } }
scenario "事业单位不限个数" { unit = { kind = "public_institution" }, on = "2026-06-30", nominated = 9, rejected = 0, nominations_within = true }
scenario "科技服务类机构不限个数" { unit = { kind = "service_org" }, on = "2026-06-30", nominated = 9, rejected = 0, nominations_within = true }

-- A-3.17：一个单位几个基地
scenario "已有基地的单位可以再申报" { ready, on = "2026-06-30", base = { unit = { other_bases = 1 } }, call_on = "2026-06-01", call_closes = absent, nominated_before = 0, rejected_before = 0,
  may_apply = true }
scenario "只能有一个的口径，已有1个的不能再申报" { ready, on = "2026-06-30", base = { unit = { other_bases = 1 } }, readings = { several_bases = "one" }, call_on = "2026-06-01",
  call_closes = absent, nominated_before = 0, rejected_before = 0, may_apply = { refused = "第四条" } }
scenario "只能有一个的口径，没有的可以申报" { ready, on = "2026-06-30", readings = { several_bases = "one" }, call_on = "2026-06-01", call_closes = absent, nominated_before = 0, rejected_before = 0,
  may_apply = true }

-- 第十一条第（一）、（二）项：初审
local REVIEWERS = {
  { "university", "school", "both", "school" },
  { "institute", "district", "district", "institute" },
  { "enterprise", "district", "district", "district" },
  { "public_institution", "district", "district", "district" },
  { "service_org", "district", "district", "district" } }
for _, r in ipairs(REVIEWERS) do
  local host = person { unit = { kind = r[1] } }
  scenario("初审部门：" .. r[1]) { host, on = "2026-06-30", first_reviewer = r[2] }
  scenario("两个部门都要初审的口径：" .. r[1]) { host, on = "2026-06-30", readings = { schools = "both_reviews" }, first_reviewer = r[3] }
  scenario("科研院所自行初审的口径：" .. r[1]) { host, on = "2026-06-30", readings = { institutes = "self" }, first_reviewer = r[4] }
end
scenario "高校由学校管理部门初审的依据" { unit = { kind = "university" }, on = "2026-06-30", first_reviewer = { "school", because = "第十一条第（二）项" } }
scenario "企业由区县初审的依据" { unit = { kind = "enterprise" }, on = "2026-06-30", first_reviewer = { "district", because = "第十一条第（一）项" } }

-- 第十一条第（四）项：公示。2026-06-01是周一；当天不算，5个工作日是6月2、3、4、5、8日；次一工作日是9日。
-- 当天计入的口径：1、2、3、4、5日，次一工作日是8日。2026年端午节6月19日（周五）放假，19日至21日休息。
scenario "公示期届满之日" { base = {}, on = "2026-06-30", posted_on = "2026-06-01", publicity_until = { "2026-06-08", because = "第十一条第（四）项" } }
scenario "公示当天计入的口径" { base = {}, on = "2026-06-30", posted_on = "2026-06-01", readings = { posting_day = "counted" }, publicity_until = "2026-06-05" }
-- 6月15日（周一）公示：16、17、18、（19日放假）22、23日
scenario "公示期遇端午节顺延" { base = {}, on = "2026-06-30", posted_on = "2026-06-15", publicity_until = "2026-06-23" }
-- 6月6日是周六，不是工作日：两种口径都是8、9、10、11、12日
scenario "休息日公示的，当天不是工作日" { base = {}, on = "2026-06-30", posted_on = "2026-06-06", publicity_until = "2026-06-12" }
scenario "休息日公示的，当天计入的口径也一样" { base = {}, on = "2026-06-30", posted_on = "2026-06-06", readings = { posting_day = "counted" }, publicity_until = "2026-06-12" }
scenario "公示期满后的第一个工作日可以下达" { base = {}, on = "2026-06-30", list_posted = "2026-06-01", objection = false, notice_from = { "2026-06-09", because = "第十一条第（四）项" } }
scenario "公示当天计入的口径，早一个工作日下达" { base = {}, on = "2026-06-30", list_posted = "2026-06-01", objection = false, readings = { posting_day = "counted" }, notice_from = "2026-06-08" }
scenario "有异议的暂缓" { base = {}, on = "2026-06-30", list_posted = "2026-06-01", objection = true, notice_from = { hold = "第十一条第（四）项" } }
scenario "不知道有没有异议的要问" { base = {}, on = "2026-06-30", list_posted = "2026-06-01", objection = unknown, notice_from = { needs = "objection" } }
scenario "施行以前的公示不适用" { base = {}, on = "2026-06-30", posted_on = "2025-04-10", publicity_until = { error = "2025-04-11" } }

-- 第十六条第二款：三年内不再受理。2026-03-31失去资格：对应日2029-03-31当日仍不受理，4月1日起受理。
scenario "不再受理到三年后的对应日" { unit = {}, on = "2026-06-30", lost_on = "2026-03-31", ban_until = { "2029-03-31", because = "第十六条第二款" } }
scenario "到前一天的口径" { unit = {}, on = "2026-06-30", lost_on = "2026-03-31", readings = { ban_end = "day_before" }, ban_until = "2029-03-30" }
scenario "对应日的次日起受理" { unit = {}, on = "2026-06-30", status_lost_on = "2026-03-31", accepts_from = { "2029-04-01", because = "第十六条第二款" } }
scenario "到前一天的口径，对应日起受理" { unit = {}, on = "2026-06-30", status_lost_on = "2026-03-31", readings = { ban_end = "day_before" }, accepts_from = "2029-03-31" }
scenario "2月29日失去资格的，三年后2月28日" { unit = {}, on = "2026-06-30", lost_on = "2028-02-29", ban_until = "2031-02-28" }
local function lost(...) return person { base = { unit = { ended = { ... } } } } end
local withdrawn = { on = "2026-03-31", type = "special", how = "withdrawn" }
for _, c in ipairs {
  { "对应日不受理", "2029-03-31", withdrawn, {}, { refused = "第十六条第二款" } },
  { "对应日的次日受理", "2029-04-01", withdrawn, {}, true },
  { "到前一天的口径，前一天不受理", "2029-03-30", withdrawn, { ban_end = "day_before" }, { refused = "第十六条第二款" } },
  { "到前一天的口径，对应日受理", "2029-03-31", withdrawn, { ban_end = "day_before" }, true },
  { "放弃的同样不受理", "2029-03-31", { on = "2026-03-31", type = "special", how = "given_up" }, {}, { refused = "第十六条第二款" } },
  { "别的类型被取消的也不受理", "2029-03-31", { on = "2026-03-31", type = "joint", how = "withdrawn" }, {}, { refused = "第十六条第二款" } },
  { "只限同一类型的口径，别的类型受理", "2029-03-31", { on = "2026-03-31", type = "joint", how = "withdrawn" }, { ban_scope = "type" }, true },
  { "只限同一类型的口径，同一类型不受理", "2029-03-31", withdrawn, { ban_scope = "type" }, { refused = "第十六条第二款" } },
  { "失去资格当日即不受理", "2026-03-31", withdrawn, {}, { refused = "第十六条第二款" } },
  { "失去资格前一日受理", "2026-03-30", withdrawn, {}, true } } do
  scenario(c[1]) { ready, lost(c[3]), on = c[2], deciding = "2029-12-31", readings = c[4], call_on = "2026-01-01", call_closes = absent, nominated_before = 0, rejected_before = 0,
    may_apply = c[5] }
end
scenario "两次失去资格的以后一次为准" { ready, lost({ on = "2028-05-01", type = "special", how = "given_up" }, withdrawn), on = "2029-04-01", call_on = "2026-01-01", call_closes = absent,
  nominated_before = 0, rejected_before = 0, may_apply = { refused = "第十六条第二款" } }
scenario "失去资格的记录未知的要问" { ready, on = "2026-06-30", base = { unit = { ended = unknown } }, call_on = "2026-01-01", call_closes = absent, nominated_before = 0, rejected_before = 0,
  may_apply = { needs = "unit.ended" } }

-- 施行当日：2025-04-11（周五）公示，5个工作日是14至18日；失去资格的到2028-04-11。
scenario "施行当日公示的" { base = {}, on = "2026-06-30", posted_on = "2025-04-11", publicity_until = "2025-04-18" }
scenario "施行当日失去资格的" { unit = {}, on = "2026-06-30", lost_on = "2025-04-11", ban_until = "2028-04-11" }
scenario "施行当日推荐2个" { unit = { kind = "university" }, on = "2025-04-11", nominated = 2, rejected = 0, nominations_within = true }

-- 能否申报再问一遍第五条至第九条的每一项。
local function applies(title, facts, expected, more)
  local given = { ready, facts, on = "2026-06-30", call_on = "2026-01-01", call_closes = absent, nominated_before = 0, rejected_before = 0, may_apply = expected }
  if more then given.readings = more end
  scenario("能否申报：" .. title)(given)
end
local function firm(rd) -- 三年销售各1000元
  local years = {}
  for i, spent in ipairs(rd) do years[i] = { year = 2022 + i, closed_on = "2026-03-31", sales = "1000.00", rd = spent } end
  return { kind = "enterprise", years = years }
end
local function joint(more)
  local base = { type = "joint", strong_research = true, overseas_talent = true, own_ip = true, market_advantage = true, projects = {}, unit = firm { "34.00", "36.00", "35.00" } }
  for key, value in pairs(more) do base[key] = value end
  return person { base = base }
end
local function transfer(more)
  local base = { type = "transfer", channels = true, mediation = true, team_language = true, team_broker = true, events = { { on = "2025-01-01", how = "national", influential = true } },
    transfers = { { on = "2025-01-01", what = "talent", for_shenyang = true } }, unit = { kind = "service_org" } }
  for key, value in pairs(more) do base[key] = value end
  return person { base = base }
end
local function special(more) return person { base = more } end
applies("不是法人", special { unit = { legal_person = false } }, { refused = "第六条第（一）项" })
applies("不在沈阳", special { unit = { in_city = false } }, { refused = "第六条第（一）项" })
applies("制度不健全", special { systems = false }, { refused = "第六条第（三）项" })
applies("不符合我市方向", special { fits_city = false }, { refused = "第六条第（四）项" })
applies("负责人失信", special { leader_integrity = false }, { refused = "第六条第（五）项" })
applies("没有积极开展合作", special { active_cooperation = false }, { refused = "第九条第（一）项" })
applies("没有示范作用", special { demonstrates = false }, { refused = "第九条第（三）项" })
applies("企业强度恰好3.5%", joint {}, true)
applies("企业强度不到3.5%", joint { unit = firm { "34.00", "36.00", "34.99" } }, { refused = "第七条第（三）项" })
applies("企业没有自主知识产权", joint { own_ip = false }, { refused = "第七条第（三）项" })
applies("研发实力不强", joint { strong_research = false }, { refused = "第七条第（一）项" })
applies("没有吸引海外人才", joint { overseas_talent = false }, { refused = "第七条第（二）项" })
applies("科技服务类机构报联合研发类的提醒", joint { unit = { kind = "service_org" } }, { true, warns = "第五条第二款" })
applies("定义作条件，科技服务类机构不能报联合研发类", joint { unit = { kind = "service_org" } }, { refused = "第五条第二款" }, { definitions = "condition" })
applies("技术转移类", transfer {}, { true, warns = {} })
applies("团队没有外语能力", transfer { team_language = false }, { refused = "第八条第（一）项" })
applies("没有活动", transfer { events = {} }, { refused = "第八条第（二）项" })
applies("没有促成技术转移", transfer { transfers = {} }, { refused = "第八条第（三）项" })
applies("企业报技术转移类的提醒", transfer { unit = { kind = "enterprise" } }, { true, warns = "第五条第三款" })
applies("定义作条件，企业不能报技术转移类", transfer { unit = { kind = "enterprise" } }, { refused = "第五条第三款" }, { definitions = "condition" })
