-- 标准与适用口径的追溯变化（第二十六条）：提高的补差额；降低而形成追缴的须经确认；原因与事实的变化分开。
policy "old-age-allowance"

local usual = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } },
  card = "6200000000000000075" } }

-- 从某年某月到某年某月（含）每月同一数额
local function months(year, month, last_year, last_month, amount, into)
  into = into or {}
  while year < last_year or year == last_year and month <= last_month do
    into[string.format("%04d-%02d", year, month)] = amount
    month = month + 1
    if month > 12 then year, month = year + 1, 1 end
  end
  return into
end

-- 标准追溯提高
-- 1月（原系统发30元）和2月各补20元，3月50元
story "追溯调标，补发差额" { usual, elder = { birth_date = "1940-01-05" },
  on "2026-02-25" { pay = "2026-02", expect = { ["2026-02"] = "30.00" } },
  on "2026-03-10" { law = { rate_80s = { from = "2026-01-01", value = yuan(50), issued = "2026-03-10" } } },
  on "2026-03-25" { pay = "2026-03", expect = { ["2026-01"] = { "20.00", because = "第四条第1项", cause = "law" },
    ["2026-02"] = { "20.00", because = "第四条第1项", cause = "law" }, ["2026-03"] = { "50.00", cause = "" } }, pending = {}, owed = "0.00" } }

story "追溯提高90周岁标准的，每月补20元" { usual, elder = { birth_date = "1934-01-05" },
  on "2026-01-23" { pay = "2026-01", expect = { ["2026-01"] = "200.00" } },
  on "2026-02-25" { pay = "2026-02", expect = { ["2026-02"] = "200.00" } },
  on "2026-03-10" { law = { rate_90s = { from = "2026-01-01", value = yuan(220), issued = "2026-03-10" } } },
  on "2026-03-25" { pay = "2026-03", expect = { ["2026-01"] = { "20.00", because = "第四条第3项", cause = "law" }, ["2026-02"] = "20.00",
    ["2026-03"] = "220.00" } } }

story "提高90周岁标准不影响80多岁的老年人" { usual,
  on "2026-01-23" { pay = "2026-01", expect = { ["2026-01"] = "30.00" } },
  on "2026-02-10" { law = { rate_90s = { from = "2026-01-01", value = yuan(220), issued = "2026-02-10" } } },
  on "2026-02-25" { pay = "2026-02", expect = { ["2026-02"] = { "30.00", cause = "" } }, pending = {} } }

story "尚未到执行日的新标准不改变以前的月份" { usual,
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-10" { law = { rate_80s = { from = "2025-10-01", value = yuan(50), issued = "2025-08-10" } } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-09"] = "30.00" } },
  on "2025-10-24" { pay = "2025-10", expect = { ["2025-10"] = { "50.00", cause = "" } } } }

-- 7月起40元、8月起50元先后印发：7月补10元；8月先发40元再补10元
story "先后两次追溯调标，每次只补新的差额" { usual,
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-10" { law = { rate_80s = { from = "2025-07-01", value = yuan(40), issued = "2025-08-10" } } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-07"] = { "10.00", cause = "law" }, ["2025-08"] = "40.00" } },
  on "2025-09-10" { law = { rate_80s = { from = "2025-08-01", value = yuan(50), issued = "2025-09-10" } } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-08"] = { "10.00", cause = "law" }, ["2025-09"] = "50.00" } } }

-- 7月15日离世：6、7月各补20元（离世当月仍应发），8月以后没有
story "追溯调标也补给已离世的老年人，补到离世当月" { usual,
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = "30.00" } },
  on "2025-07-20" { facts = { death_date = "2025-07-15" } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-25" { pay = "2025-08", expect = {} },
  on "2025-09-10" { law = { rate_80s = { from = "2025-06-01", value = yuan(50), issued = "2025-09-10" } } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-06"] = { "20.00", cause = "law" }, ["2025-07"] = { "20.00", cause = "law" } }, owed = "0.00" } }

-- 7月补10元（调标），8月追缴30元（7月10日离世，事实）：事实引起的追缴无需确认
story "同一天调标和报离世，原因分开，事实引起的追缴无需确认" { usual,
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-10" { facts = { death_date = "2025-07-10" } },
  on "2025-09-10" { law = { rate_80s = { from = "2025-07-01", value = yuan(40), issued = "2025-09-10" } } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-07"] = { "10.00", cause = "law" }, ["2025-08"] = { "-30.00", because = "第十七条", cause = "fact" } },
    owed = "30.00" } }

-- 8月已追缴30元；10月同一天查明在世、标准从8月起提高到40元：8月应40元，冲减30元，实付10元；9、10月各40元
story "追缴后调标又查明在世的，按新标准冲减并补足" { usual,
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-03" { facts = { death_date = "2025-07-15" } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-08"] = "-30.00" }, owed = "30.00" },
  on "2025-10-09" { facts = { death_date = absent }, law = { rate_80s = { from = "2025-08-01", value = yuan(40), issued = "2025-10-09" } } },
  on "2025-10-24" { pay = "2025-10", expect = months(2025, 8, 2025, 10, "40.00"), owed = "0.00" } }

-- 标准追溯降低
-- 7、8月各多发10元，须确认；9月20元
story "追溯降低标准而没有确认的，整次发放被拒绝" { usual,
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = "30.00" } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-10" { law = { rate_80s = { from = "2025-07-01", value = yuan(20), issued = "2025-09-10" } } },
  on "2025-09-24" { pay = "2025-09", error = "--confirm-law-clawback" },
  on "2025-09-25" { pay = "2025-09", confirm_law_clawback = true, expect = { ["2025-07"] = { "-10.00", because = "第四条第1项", cause = "law" },
    ["2025-08"] = { "-10.00", cause = "law" }, ["2025-09"] = { "20.00", cause = "" } }, owed = "20.00" } }

story "降低标准只管以后月份的，无需确认" { usual,
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-10" { law = { rate_80s = { from = "2025-08-01", value = yuan(20), issued = "2025-08-10" } } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = { "20.00", cause = "" } }, owed = "0.00" } }

story "追溯降低普通标准不影响低保老年人，无需确认" { usual, elder = { low_income = "和平区" },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "100.00" } },
  on "2025-08-10" { law = { rate_80s = { from = "2025-07-01", value = yuan(20), issued = "2025-08-10" } } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "100.00" }, owed = "0.00" } }

-- 5月由原系统发放，只提示；6月由本账本发放，追缴
story "追溯降低涉及账本开始以前的月份，只提示不追缴" { usual,
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = "30.00" } },
  on "2025-07-10" { law = { rate_80s = { from = "2025-05-01", value = yuan(20), issued = "2025-07-10" } } },
  on "2025-07-25" { pay = "2025-07", confirm_law_clawback = true, expect = { ["2025-06"] = { "-10.00", cause = "law" }, ["2025-07"] = "20.00" },
    pending = { ["2025-05"] = "before_ledger" }, owed = "10.00" } }

-- 7月起普通标准降为20元，7月本应追缴10元；同时查明低保（7月应100元），没有追缴，无需确认
story "降低标准的月份另有事实使应发增加的，没有追缴就无需确认" { usual,
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-10" { facts = { low_income = { { from = "2025-06-10", value = "和平区" } } }, law = { rate_80s = { from = "2025-07-01", value = yuan(20), issued = "2025-08-10" } } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-07"] = "70.00", ["2025-08"] = "100.00" }, owed = "0.00" } }

-- 第十九条的月数按当月末的规定：9月起连续2个月即停发。7月5日起无法确定，8月（3个月的规定）照发，9月停发
story "缩短核查月数的规定从执行之月起适用" { usual, elder = { survival = { { from = "2025-07-05", value = "unverifiable" } } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-10" { law = { unverified_months = { from = "2025-09-01", value = 2, issued = "2025-09-10" } } },
  on "2025-09-25" { pay = "2025-09", expect = {}, pending = { ["2025-09"] = "hold" } } }

-- 适用口径的改变
-- A-5.8 改为当月：7月10日取得低保的，7月由30元改为100元
story "改取得低保当月起按低保标准的适用口径，补发取得当月" { usual,
  on "2025-07-11" { facts = { low_income = { { from = "2025-07-10", value = "和平区" } } } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "100.00" } },
  on "2025-09-10" { readings = { low_income_start = "same_month" } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-07"] = { "70.00", because = "第四条第2项", cause = "reading" }, ["2025-09"] = { "100.00", cause = "" } } } }

-- A-5.4 改为次月：7月15日满80周岁的，7月30元须追缴
story "改满80周岁次月起发放的适用口径，已发的当月须确认才追缴" { usual, elder = { birth_date = "1945-07-15", applied = { { on = "2025-07-02" } } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-10" { readings = { first_month_80 = "next_month" } },
  on "2025-08-22" { pay = "2025-08", error = "--confirm-law-clawback" },
  on "2025-08-25" { pay = "2025-08", confirm_law_clawback = true, expect = { ["2025-07"] = { "-30.00", because = "第三条", cause = "reading" },
    ["2025-08"] = "30.00" }, owed = "30.00" } }

-- A-5.12 改为失效再改回：7月10日（发放日以前）离世的，7月30元先追缴，再取消追缴
story "改离世后失效的适用口径再改回，追缴随之取消" { usual,
  on "2025-07-12" { facts = { death_date = "2025-07-10" } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-10" { readings = { death_before_payment = "lapses" } },
  on "2025-08-22" { pay = "2025-08", error = "--confirm-law-clawback" },
  on "2025-08-25" { pay = "2025-08", confirm_law_clawback = true, expect = { ["2025-07"] = { "-30.00", because = "第十三条", cause = "reading" } },
    owed = "30.00" },
  on "2025-09-10" { readings = { death_before_payment = "due" } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-07"] = { "30.00", cause = "reading" } }, owed = "0.00" } }

-- 补-1 改为不视为中断：同月迁出迁回的无需重新申请，补发8月
story "改同月迁出迁回不视为中断的适用口径，补发未重新申请的月份" { usual,
  on "2025-07-22" { facts = { hukou = { { from = "1960-01-01", value = "和平区" }, { from = "2025-07-10", value = absent }, { from = "2025-07-20", value = "和平区" } } } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-25" { pay = "2025-08", expect = {} },
  on "2025-09-10" { readings = { gap_within_month = "no_gap" } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-08"] = "30.00", ["2025-09"] = "30.00" } } }

-- 补-5 改为沿用已知最早的标准：2014年3月至2015年6月 16 × 100 = 1600元
story "改沿用最早标准的适用口径，尚无规定的月份得到补发" { usual, elder = { birth_date = "1924-03-15", applied = { { on = "2025-06-10" } } },
  on "2025-06-25" { pay = "2025-06", expect = months(2024, 3, 2025, 6, "800.00", months(2015, 7, 2024, 2, "200.00")),
    pending = months(2014, 3, 2015, 6, "undetermined") },
  on "2025-07-10" { readings = { before_known_rates = "carry_back" } },
  on "2025-07-25" { pay = "2025-07", expect = months(2014, 3, 2015, 6, "100.00", { ["2025-07"] = "800.00" }), pending = {} } }

-- A-5.18 改为按区县细则：加发数额没有规定，各月尚无规定，已发的不动；改回后照发
story "改按区县细则加发的适用口径，已发的不动，尚无规定的月份改回后补发" { usual, elder = { birth_date = "1945-07-10", applied = { { on = "2025-07-02" } } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" }, pending = {} },
  on "2025-08-10" { readings = { district_extra = "by_district" } },
  on "2025-08-25" { pay = "2025-08", expect = {}, pending = months(2025, 7, 2025, 8, "undetermined"), owed = "0.00" },
  on "2025-09-10" { readings = { district_extra = "none" } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-08"] = "30.00", ["2025-09"] = "30.00" }, pending = {} } }

-- A-5.1 待明确：应发30元，但说不出由哪个区发放；改回居住地后由居住地一并发放
story "发放区县待明确的先挂起，明确后由居住地补发" { usual, elder = { birth_date = "1945-06-10", applied = { { on = "2025-06-12" } }, hukou = absent, serviceman = "沈河区" },
  on "2025-06-20" { readings = { serviceman_payer = "undetermined" } },
  on "2025-06-25" { pay = "2025-06", expect = {}, pending = { ["2025-06"] = "payer" } },
  on "2025-07-25" { pay = "2025-07", expect = {}, pending = months(2025, 6, 2025, 7, "payer") },
  on "2025-08-11" { readings = { serviceman_payer = "residence" } },
  on "2025-08-25" { pay = "2025-08", expect = months(2025, 6, 2025, 8, { "30.00", payer = "沈河区" }), pending = {} } }
