-- 沈科发〔2025〕7号 第十四条至第十六条：绩效评价、整改、取消资格的情形。
policy "science-cooperation-base"

-- 2025-09-01认定的特色类基地，条件都符合，没有任何取消的情形。
local named = person { base = { number = "GH-001", type = "special", recognised_on = "2025-09-01", goals_mechanism = true, focus = true, own_capacity = true, systems = true,
  security_mechanism = true, lawful = true, fits_city = true, partner_integrity = true, leader_integrity = true, foreign_partners = true, active_cooperation = true,
  gathers = true, good_results = true, demonstrates = true, evaluations = {}, rectified = {}, incidents = {},
  unit = { kind = "university", legal_person = true, in_city = true, integrity = true, other_bases = 0, ended = {} } } }
local NONE = { refused = "第十六条第一款" }

-- 第十四条第一款、A-3.13：2025年认定，从2026年起评价；另一口径从2025年起。
scenario "认定当年不评价" { named, year = 2025, evaluation_due = { refused = "第十四条第一款" } }
scenario "认定次年评价" { named, year = 2026, evaluation_due = { true, because = "第十四条第一款" } }
scenario "认定当年起评价的口径，当年评价" { named, year = 2025, readings = { first_evaluation = "same_year" }, evaluation_due = true }
scenario "1月1日认定的当年也不评价" { named, year = 2026, base = { recognised_on = "2026-01-01" }, evaluation_due = { refused = "第十四条第一款" } }
scenario "12月31日认定的次年评价" { named, year = 2026, base = { recognised_on = "2025-12-31" }, evaluation_due = true }
scenario "当年起评价的口径，12月31日认定的当年评价" { named, year = 2025, base = { recognised_on = "2025-12-31" }, readings = { first_evaluation = "same_year" }, evaluation_due = true }
scenario "当年起评价的口径，次年1月1日认定的当年不评价" { named, year = 2025, deciding = "2026-12-31", base = { recognised_on = "2026-01-01" }, readings = { first_evaluation = "same_year" },
  evaluation_due = { refused = "第十四条第一款" } }
scenario "没有认定的不评价" { named, year = 2026, base = { recognised_on = absent }, evaluation_due = { refused = "第十四条第一款" } }
scenario "年末以前取消的当年不评价" { named, year = 2026, base = { ended_on = "2026-12-31" }, evaluation_due = { refused = "第十六条第一款" } }
scenario "次年取消的当年评价" { named, year = 2026, deciding = "2027-12-31", base = { ended_on = "2027-01-01" }, evaluation_due = true }

-- 第十四条：各类的评价内容，7、7、5项
scenario "联合研发类评价七项" { named, on = "2026-06-30", base = { type = "joint" }, evaluation_items = { list = { "实施国际科技合作项目情况", "通过实施国际科技合作项目产出或引进国外技术成果情况",
  "在相应领域技术成果转化情况", "相应领域海外高层次科技人才引进情况", "开展跨国人员培训、交流情况", "组织国际性学术会议、活动情况", "其他国际科技合作工作开展情况" },
  because = "第十四条第二款第（七）项" } }
scenario "技术转移类评价七项" { named, on = "2026-06-30", base = { type = "transfer" }, evaluation_items = { list = { "协助我市创新主体实施国际科技合作项目情况",
  "为我市创新主体开展跨国科技成果转化和技术推广提供服务情况", "为我市创新主体引进海外高层次科技人才情况", "为我市引进国外科研机构、知名科技企业，搭建国际科技合作平台情况",
  "协助我市创新主体拓展海外市场情况", "组织国际科技交流活动情况", "其他国际科技合作工作开展情况" }, because = "第十四条第三款第（七）项" } }
scenario "特色类评价五项" { named, on = "2026-06-30", evaluation_items = { list = { "国际科技合作平台建设情况，吸纳国外创新资源情况", "对外开展科技招商活动情况，举办和参加各类国际科技交流活动情况",
  "组织开展国际科技合作项目情况，承担各级各类国际科技合作课题情况", "国际科技成果转移转化和应用示范情况", "其他国际科技合作工作开展情况" }, because = "第十四条第四款第（五）项" } }

-- 第十五条第（二）项：等次的后果、整改期限（A-3.6，不顺延）
scenario "优秀的后果" { named, on = "2026-06-30", grade = "excellent", grade_effect = { list = { "保留国合基地资格", "给予政策支持", "优先推荐申报国家、省、市各类引进国外智力和国际科技合作项目" },
  because = "第十五条第（二）项" } }
scenario "合格的后果" { named, on = "2026-06-30", grade = "qualified", grade_effect = { list = { "保留国合基地资格" } } }
scenario "不合格的后果" { named, on = "2026-06-30", grade = "unqualified", grade_effect = { list = { "限期一年整改", "整改期间保留资格，不享受政策支持和优先推荐" } } }
scenario "整改期间暂停资格的口径" { named, on = "2026-06-30", grade = "unqualified", readings = { while_rectifying = "suspended" },
  grade_effect = { list = { "限期一年整改", "整改期间暂停国合基地资格" } } }
scenario "整改到一年后的对应日" { named, on = "2026-12-31", graded_on = "2026-12-15", rectify_by = { "2027-12-15", because = "第十五条第（二）项" } }
-- 2027-08-01是周日，不顺延（G-13）
scenario "整改期限的最后一天休息也不顺延" { named, on = "2026-12-31", graded_on = "2026-08-01", rectify_by = "2027-08-01" }
scenario "2月29日不合格的，整改到次年2月28日" { named, on = "2028-12-31", graded_on = "2028-02-29", rectify_by = "2029-02-28" }

-- 没有情形、没有资格
scenario "没有情形的不取消" { named, on = "2028-06-30", withdrawal_grounds = { list = {} }, withdraw = NONE }
scenario "没有认定的无可取消" { named, on = "2028-06-30", base = { recognised_on = absent, asked_on = "2027-01-01" }, withdrawal_grounds = NONE, withdraw = NONE }
scenario "认定前一日无可取消" { named, on = "2025-08-31", deciding = "2026-12-31", base = { asked_on = "2025-08-31" }, withdraw = NONE }
scenario "认定当日可以取消" { named, on = "2025-09-01", base = { asked_on = "2025-08-31" }, withdraw = true }
scenario "已经取消的不再取消" { named, on = "2028-06-30", base = { asked_on = "2027-01-01", ended_on = "2028-06-30" }, withdraw = NONE }
scenario "取消前一日仍应取消" { named, on = "2028-06-29", deciding = "2028-06-30", base = { asked_on = "2027-01-01", ended_on = "2028-06-30" }, withdraw = true }

-- 第（一）项：2026年度2026-12-15、2027年度2027-12-01得出不合格。整改到2027-12-15，第二次在期内。
local function result(year, on, grade) return { year = year, part = "taken", grade = grade, result_on = on } end
local function results(...) return person { base = { evaluations = { ... } } } end
local first, second = result(2026, "2026-12-15", "unqualified"), result(2027, "2027-12-01", "unqualified")
local ROW = { list = { "连续两年绩效评价结果为不合格" }, because = "第十六条第（一）项" }
scenario "一次不合格的不取消" { named, results(first), on = "2027-12-15", withdraw = NONE }
scenario "第二年结果前一日不取消" { named, results(first, second), on = "2027-11-30", deciding = "2027-12-31", withdraw = NONE }
scenario "第二年不合格当日即取消" { named, results(first, second), on = "2027-12-01", withdrawal_grounds = ROW, withdraw = { true, because = "第十六条第一款" } }
scenario "整改期满以后才算的口径，期满之日不取消" { named, results(first, second), on = "2027-12-15", readings = { second_bad = "after_term" }, withdraw = NONE }
scenario "整改期满以后才算的口径，期满次日取消" { named, results(first, second), on = "2027-12-16", readings = { second_bad = "after_term" }, withdrawal_grounds = ROW, withdraw = true }
scenario "合格以后又不合格的不连续" { named, results(first, result(2027, "2027-12-01", "qualified"), result(2028, "2028-12-01", "unqualified")), on = "2028-12-31", withdraw = NONE }
scenario "先合格后连续两年不合格的连续" { named, results(result(2026, "2026-12-01", "excellent"), result(2027, "2027-12-01", "unqualified"), result(2028, "2028-12-01", "unqualified")),
  on = "2028-12-31", withdrawal_grounds = ROW }
scenario "同一年度登记两次不合格的不连续" { named, results(first, result(2026, "2027-01-15", "unqualified")), on = "2027-06-30", withdraw = NONE }
-- A-3.15：2027年度有正当理由没有参加
local excused = { year = 2027, part = "absent", proper_reason = true, result_on = "2027-12-01" }
local third = result(2028, "2028-12-01", "unqualified")
scenario "中间一年有正当理由没有参加的不连续" { named, results(first, excused, third), on = "2028-12-31", base = { rectified = { { on = "2027-10-01", accepted = true } } }, withdraw = NONE }
scenario "看最近各次结果的口径，中间没有评价的连续" { named, results(first, excused, third), on = "2028-12-31", readings = { excused_between = "ignored" }, withdrawal_grounds = ROW }
scenario "看最近各次结果的口径，合格以后只有一次的不连续" { named, results(first, result(2027, "2027-12-01", "qualified"), third), on = "2028-12-31",
  readings = { excused_between = "ignored" }, withdraw = NONE }
scenario "看最近各次结果的口径，优秀也算合格以上" { named, results(first, result(2027, "2027-12-01", "excellent"), third), on = "2028-12-31",
  readings = { excused_between = "ignored" }, withdraw = NONE }
scenario "看最近各次结果的口径，合格以后两次的连续" { named, results(result(2026, "2026-12-01", "qualified"), result(2027, "2027-12-01", "unqualified"), third), on = "2028-12-31",
  readings = { excused_between = "ignored" }, withdrawal_grounds = ROW }
scenario "看最近各次结果的口径，第二次结果前一日不连续" { named, results(first, excused, third), on = "2028-11-30", deciding = "2028-12-31",
  base = { rectified = { { on = "2027-10-01", accepted = true } } }, readings = { excused_between = "ignored" }, withdraw = NONE }

-- 第（二）项
local AWAY = { list = { "无正当理由不参加年度绩效评价，或中途退出绩效评价" }, because = "第十六条第（二）项" }
local function away(part, reason) return results { year = 2026, part = part, proper_reason = reason, result_on = "2026-12-15" } end
scenario "无正当理由不参加的取消" { named, away("absent", false), on = "2026-12-15", withdrawal_grounds = AWAY, withdraw = true }
scenario "认定未参加前一日不取消" { named, away("absent", false), on = "2026-12-14", deciding = "2026-12-31", withdraw = NONE }
scenario "没有写理由的就是没有正当理由" { named, away("absent", absent), on = "2026-12-15", withdraw = true }
scenario "有正当理由不参加的不取消" { named, away("absent", true), on = "2026-12-15", withdraw = NONE }
scenario "中途退出的取消，有理由也不例外" { named, away("quit", true), on = "2026-12-15", withdrawal_grounds = AWAY, withdraw = true }
scenario "退出前一日不取消" { named, away("quit", true), on = "2026-12-14", deciding = "2026-12-31", withdraw = NONE }
scenario "退出也看理由的口径，有理由的不取消" { named, away("quit", true), on = "2026-12-15", readings = { proper_reason = "quitting_too" }, withdraw = NONE }
scenario "退出也看理由的口径，没有理由的取消" { named, away("quit", false), on = "2026-12-15", readings = { proper_reason = "quitting_too" }, withdraw = true }
scenario "退出也看理由的口径，不参加仍看理由" { named, away("absent", false), on = "2026-12-15", readings = { proper_reason = "quitting_too" }, withdraw = true }

-- 第（三）项、A-3.18
local GONE = { list = { "依托单位主动申请撤销，或被依法终止且无法进行变更" }, because = "第十六条第（三）项" }
scenario "申请撤销当日取消" { named, on = "2027-05-01", base = { asked_on = "2027-05-01" }, withdrawal_grounds = GONE, withdraw = true }
scenario "申请前一日不取消" { named, on = "2027-04-30", deciding = "2027-05-01", base = { asked_on = "2027-05-01" }, withdraw = NONE }
scenario "申请撤销的，能够变更也取消" { named, on = "2027-05-01", base = { asked_on = "2027-05-01", unit = { change_possible = true } }, withdraw = true }
scenario "申请也看变更的口径，能够变更的不取消" { named, on = "2027-05-01", base = { asked_on = "2027-05-01", unit = { change_possible = true } }, readings = { no_change = "request_too" }, withdraw = NONE }
scenario "申请也看变更的口径，无法变更的取消" { named, on = "2027-05-01", base = { asked_on = "2027-05-01", unit = { change_possible = false } }, readings = { no_change = "request_too" }, withdraw = true }
scenario "被终止且无法变更的取消" { named, on = "2027-05-01", base = { unit = { terminated_on = "2027-05-01", change_possible = false } }, withdrawal_grounds = GONE, withdraw = true }
scenario "被终止前一日不取消" { named, on = "2027-04-30", deciding = "2027-05-01", base = { unit = { terminated_on = "2027-05-01", change_possible = false } }, withdraw = NONE }
scenario "被终止而能够变更的不取消" { named, on = "2027-05-01", base = { unit = { terminated_on = "2027-05-01", change_possible = true } }, withdraw = NONE }

-- 第（四）、（五）、（六）前半、（七）项：认定以后查实的
local GROUNDS = { { "security", "出现影响科技安全的有关行为，并造成严重影响及后果", "第十六条第（四）项" }, { "violation", "发生重大违法、违规和违纪行为", "第十六条第（五）项" },
  { "concealment", "隐瞒重大事项变化", "第十六条第（六）项" }, { "other", "存在其他不宜继续作为国合基地的情形", "第十六条第（七）项" } }
for _, g in ipairs(GROUNDS) do
  local function at(on, serious) return person { base = { incidents = { { on = on, ground = g[1], serious = serious } } } } end
  scenario("查实当日成立：" .. g[1]) { named, at("2027-05-01", true), on = "2027-05-01", withdrawal_grounds = { list = { g[2] }, because = g[3] }, withdraw = true }
  scenario("查实前一日没有成立：" .. g[1]) { named, at("2027-05-01", true), on = "2027-04-30", deciding = "2027-05-01", withdraw = NONE }
  scenario("认定当日查实的算：" .. g[1]) { named, at("2025-09-01", true), on = "2027-05-01", withdraw = true }
  scenario("认定以前查实的不算：" .. g[1]) { named, at("2025-08-31", true), on = "2027-05-01", withdraw = NONE }
end
local function minor(ground) return person { base = { incidents = { { on = "2027-05-01", ground = ground, serious = false } } } } end
scenario "没有造成严重后果的安全行为不取消" { named, minor "security", on = "2027-06-30", withdraw = NONE }
scenario "不重大的违规不取消" { named, minor "violation", on = "2027-06-30", withdraw = NONE }

-- 第（六）项后半：2026-12-15不合格，整改到2027-12-15
local FAILED = { list = { "整改后不符合本管理办法规定条件" }, because = "第十六条第（六）项" }
local function checked(...) return person { base = { rectified = { ... } } } end
local unfit = person { base = { gathers = false } }
scenario "期满之日还没有验收的不取消" { named, results(first), unfit, on = "2027-12-15", withdraw = NONE }
scenario "期满次日没有验收又不符合本类条件的取消" { named, results(first), unfit, on = "2027-12-16", withdrawal_grounds = FAILED, withdraw = true }
scenario "期满次日没有验收又不符合共性条件的取消" { named, results(first), on = "2027-12-16", base = { focus = false }, withdrawal_grounds = FAILED, withdraw = true }
scenario "期满次日没有验收而条件符合的不取消" { named, results(first), on = "2027-12-16", withdraw = NONE }
scenario "验收不符合条件的当日取消" { named, results(first), checked { on = "2027-06-01", accepted = false }, on = "2027-06-01", withdrawal_grounds = FAILED, withdraw = true }
scenario "验收前一日不取消" { named, results(first), checked { on = "2027-06-01", accepted = false }, on = "2027-05-31", deciding = "2027-06-01", withdraw = NONE }
scenario "验收符合条件的不取消，以后条件变化也不按整改" { named, results(first), unfit, checked { on = "2027-06-01", accepted = true }, on = "2027-12-16", withdraw = NONE }
scenario "先不符合后符合的不取消" { named, results(first), checked({ on = "2027-03-01", accepted = false }, { on = "2027-06-01", accepted = true }), on = "2027-12-16", withdraw = NONE }
scenario "不合格当日的验收算" { named, results(first), unfit, checked { on = "2026-12-15", accepted = true }, on = "2027-12-16", withdraw = NONE }
scenario "不合格以前的验收不算" { named, results(first), unfit, checked { on = "2026-12-14", accepted = true }, on = "2027-12-16", withdrawal_grounds = FAILED }
scenario "没有不合格的不问验收" { named, unfit, on = "2027-12-16", base = { rectified = unknown }, withdraw = NONE }

-- 几种情形一次说全；未知
scenario "几种情形一次说全" { named, on = "2027-12-31", results(first, second, { year = 2025, part = "quit", result_on = "2025-12-15" }), checked { on = "2027-12-20", accepted = false },
  base = { asked_on = "2027-05-01", incidents = { { on = "2027-05-01", ground = "security", serious = true }, { on = "2027-05-01", ground = "violation", serious = true },
    { on = "2027-05-01", ground = "concealment", serious = false }, { on = "2027-05-01", ground = "other", serious = false } } },
  withdrawal_grounds = { list = { "连续两年绩效评价结果为不合格", "无正当理由不参加年度绩效评价，或中途退出绩效评价", "依托单位主动申请撤销，或被依法终止且无法进行变更",
    "出现影响科技安全的有关行为，并造成严重影响及后果", "发生重大违法、违规和违纪行为", "隐瞒重大事项变化", "整改后不符合本管理办法规定条件", "存在其他不宜继续作为国合基地的情形" } } }
scenario "查实记录未知的要问" { named, on = "2027-12-31", base = { incidents = unknown }, withdraw = { needs = "incidents" } }
scenario "已有一种情形的不问查实记录" { named, on = "2027-12-31", base = { incidents = unknown, asked_on = "2027-05-01" }, withdraw = true }
scenario "评价记录未知的要问" { named, on = "2027-12-31", base = { evaluations = unknown }, withdraw = { needs = "evaluations" } }

-- 施行当日：整改期限和连续年数都按本办法。
scenario "施行当日不合格的整改一年" { named, on = "2026-06-30", graded_on = "2025-04-11", rectify_by = "2026-04-11" }
scenario "施行当日认定并登记了连续两年不合格的" { named, results(result(2023, "2024-12-01", "unqualified"), result(2024, "2025-04-11", "unqualified")), on = "2025-04-11",
  base = { recognised_on = "2025-04-11" }, withdrawal_grounds = ROW }
