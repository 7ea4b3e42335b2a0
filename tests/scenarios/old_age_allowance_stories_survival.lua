-- 第十九条：连续3个月无法确定生存状况的停发，依据核查结果追缴或补发；第十一条：一事一议。
policy "old-age-allowance"

local usual = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } },
  card = "6200000000000000075" } }
-- 6月5日起无法确定：6、7、8月照发，9月起停发
local lost = person { elder = { survival = { { from = "2025-06-05", value = "unverifiable" } } } }

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

story "停发以后核实在世的，停发的月份全部补发" { usual, lost,
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = "30.00" } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" }, pending = {} },
  on "2025-09-25" { pay = "2025-09", expect = {}, pending = { ["2025-09"] = "hold" } },
  on "2025-10-24" { pay = "2025-10", expect = {}, pending = months(2025, 9, 2025, 10, "hold") },
  on "2025-11-10" { facts = { survival = "verified" }, from = "2025-11-10" },
  on "2025-11-25" { pay = "2025-11", expect = months(2025, 9, 2025, 11, "30.00"), pending = {}, owed = "0.00" } }

-- 7月20日离世：7月照发，8月追缴，停发的9月起不应发
story "停发以后查明在停发以前离世的，追缴离世次月起已发的" { usual, lost,
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = "30.00" } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-25" { pay = "2025-09", expect = {}, pending = { ["2025-09"] = "hold" } },
  on "2025-10-09" { facts = { death_date = "2025-07-20" } },
  on "2025-10-24" { pay = "2025-10", expect = { ["2025-08"] = { "-30.00", because = "第十七条", cause = "fact" } }, pending = {}, owed = "30.00" } }

-- 10月3日离世：停发的9月和离世当月10月补发，11月起终止
story "停发以后查明在停发期间离世的，补发到离世当月" { usual, lost,
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-25" { pay = "2025-09", expect = {}, pending = { ["2025-09"] = "hold" } },
  on "2025-10-24" { pay = "2025-10", expect = {}, pending = months(2025, 9, 2025, 10, "hold") },
  on "2025-11-10" { facts = { death_date = "2025-10-03" } },
  on "2025-11-25" { pay = "2025-11", expect = { ["2025-09"] = "30.00", ["2025-10"] = "30.00" }, pending = {}, owed = "0.00" } }

-- 8月31日离世：8月照发，既不补发也不追缴
story "停发以后查明恰在停发前一个月离世的，不补也不追" { usual, lost,
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-25" { pay = "2025-09", expect = {}, pending = { ["2025-09"] = "hold" } },
  on "2025-10-09" { facts = { death_date = "2025-08-31" } },
  on "2025-10-24" { pay = "2025-10", expect = {}, pending = {}, owed = "0.00" } }

-- 8月20日核实一次，9月5日起又无法确定：9、10、11月照发，12月起停发
story "其间核实过一次的重新计算三个月" { usual, lost,
  on "2025-06-25" { pay = "2025-06", expect = { ["2025-06"] = "30.00" } },
  on "2025-08-21" { facts = { survival = "verified" }, from = "2025-08-20" },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-07"] = "30.00", ["2025-08"] = "30.00" } },
  on "2025-09-08" { facts = { survival = "unverifiable" }, from = "2025-09-05" },
  on "2025-11-25" { pay = "2025-11", expect = months(2025, 9, 2025, 11, "30.00"), pending = {} },
  on "2025-12-25" { pay = "2025-12", expect = {}, pending = { ["2025-12"] = "hold" } } }

-- 10月才录入6月5日起无法确定：9月已发的不追缴、列为暂缓；11月核实后只发10、11月
story "无法确定的记录录入得晚，已发的月份暂不追缴" { usual,
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-09"] = "30.00" } },
  on "2025-10-09" { facts = { survival = "unverifiable" }, from = "2025-06-05" },
  on "2025-10-24" { pay = "2025-10", expect = {}, pending = months(2025, 9, 2025, 10, "hold"), owed = "0.00" },
  on "2025-11-10" { facts = { survival = "verified" }, from = "2025-11-10" },
  on "2025-11-25" { pay = "2025-11", expect = { ["2025-10"] = "30.00", ["2025-11"] = "30.00" }, pending = {}, owed = "0.00" } }

-- 10月15日满90周岁：停发的9月30元、10月200元
story "停发期间满90周岁的，补发按各月的标准" { usual, lost, elder = { birth_date = "1935-10-15" },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-10-24" { pay = "2025-10", expect = {}, pending = months(2025, 9, 2025, 10, "hold") },
  on "2025-11-10" { facts = { survival = "verified" }, from = "2025-11-10" },
  on "2025-11-25" { pay = "2025-11", expect = { ["2025-09"] = "30.00", ["2025-10"] = "200.00", ["2025-11"] = "200.00" }, pending = {} } }

-- 停发期间标准追溯提高：停发前的8月当即补20元，停发的月份核实后按新标准
story "停发期间追溯调标的，停发月份核实后按新标准补发" { usual, lost,
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-10" { law = { rate_80s = { from = "2025-08-01", value = yuan(50), issued = "2025-09-10" } } },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-08"] = { "20.00", cause = "law" } }, pending = { ["2025-09"] = "hold" } },
  on "2025-10-13" { facts = { survival = "verified" }, from = "2025-10-10" },
  on "2025-10-24" { pay = "2025-10", expect = { ["2025-09"] = "50.00", ["2025-10"] = "50.00" }, pending = {} } }

-- 6月1日与5月31日起无法确定，停发相差一个月
story "5月31日起无法确定的，8月即停发" { usual, elder = { survival = { { from = "2025-05-31", value = "unverifiable" } } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" }, pending = {} },
  on "2025-08-25" { pay = "2025-08", expect = {}, pending = { ["2025-08"] = "hold" } } }

story "6月1日起无法确定的，8月照发，9月停发" { usual, elder = { survival = { { from = "2025-06-01", value = "unverifiable" } } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" }, pending = {} },
  on "2025-09-25" { pay = "2025-09", expect = {}, pending = { ["2025-09"] = "hold" } } }

-- 一事一议（第十一条）
local agreed = { decision = "due", article = "第十一条", outcome = "30.00", by = "马路湾街道", officer = "经办人", file = "议〔2025〕8号",
  from = "2025-09", to = "2025-10" }

story "停发期间经集体审议的按决定发放，期满恢复停发" { usual, lost,
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-20" { ruling = agreed },
  on "2025-09-25" { pay = "2025-09", expect = { ["2025-09"] = { "30.00", because = "第十一条" } }, pending = {} },
  on "2025-10-24" { pay = "2025-10", expect = { ["2025-10"] = { "30.00", because = "第十一条" } } },
  on "2025-11-25" { pay = "2025-11", expect = {}, pending = { ["2025-11"] = "hold" } } }

story "停发两个月后才作出的集体审议决定，补发决定的月份" { usual, lost,
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-10-24" { pay = "2025-10", expect = {}, pending = months(2025, 9, 2025, 10, "hold") },
  on "2025-11-06" { ruling = agreed },
  on "2025-11-25" { pay = "2025-11", expect = { ["2025-09"] = { "30.00", because = "第十一条" }, ["2025-10"] = "30.00" },
    pending = { ["2025-11"] = "hold" } } }

-- 11月3日才申请换回津贴（逾期），经集体审议2026年1月起照发
story "逾期申请换回津贴的，经集体审议从次年1月起发放" { usual, elder = { applied = {}, choices = { { on = "2025-02-10", choice = "home_care" }, { on = "2025-11-03", choice = "allowance" } } },
  on "2025-12-25" { pay = "2025-12", expect = {} },
  on "2026-01-23" { pay = "2026-01", expect = {} },
  on "2026-02-10" { ruling = { decision = "due", article = "第十一条", outcome = "30.00", by = "马路湾街道", officer = "经办人", file = "议〔2026〕1号",
    from = "2026-01", to = "2026-02" } },
  on "2026-02-25" { pay = "2026-02", expect = { ["2026-01"] = { "30.00", because = "第十一条" }, ["2026-02"] = { "30.00", because = "第十一条" } } },
  on "2026-03-25" { pay = "2026-03", expect = {}, pending = {}, owed = "0.00" } }

-- 领居家养老服务者7、8月经集体审议发30元；标准追溯到7月提高为50元，决定的数额不变，其他月份本来不发
story "集体审议决定的月份不随追溯调标变动" { usual, elder = { applied = {}, choices = { { on = "2025-02-10", choice = "home_care" } } },
  on "2025-07-10" { ruling = { decision = "due", article = "第十一条", outcome = "30.00", by = "马路湾街道", officer = "经办人", file = "议〔2025〕6号",
    from = "2025-07", to = "2025-08" } },
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = { "30.00", because = "第十一条" } } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-08"] = "30.00" } },
  on "2025-09-10" { law = { rate_80s = { from = "2025-07-01", value = yuan(50), issued = "2025-09-10" } } },
  on "2025-09-25" { pay = "2025-09", expect = {}, pending = {}, owed = "0.00" } }

-- 已按规定发30元的7月经审议改为0元：追缴30元
story "集体审议决定不发的月份，已发的追缴" { usual,
  on "2025-07-25" { pay = "2025-07", expect = { ["2025-07"] = "30.00" } },
  on "2025-08-10" { ruling = { decision = "due", article = "第十一条", outcome = "0.00", by = "马路湾街道", officer = "经办人", file = "议〔2025〕7号",
    from = "2025-07", to = "2025-07" } },
  on "2025-08-25" { pay = "2025-08", expect = { ["2025-07"] = { "-30.00", because = "第十一条", cause = "fact" }, ["2025-08"] = "30.00" }, owed = "30.00" } }
