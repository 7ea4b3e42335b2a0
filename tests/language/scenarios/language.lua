policy "language"
local unit = person { unit = { filed = "2025-09-05", listed = true, size = 200, level = "good" } }
local visited = person { unit = { visits = {
  { on = "2024-06-01", result = "bad", cost = "5.00" }, { on = "2025-02-01", result = "bad", cost = "7.50" },
  { on = "2025-03-01", result = "good", cost = "11.00" } } } }

scenario "参数按月取值：2024年" { unit, month = "2024-12", by_month = { "10.00", because = "第二条第1项" } }
scenario "参数按月取值：2025年上半年" { unit, month = "2025-06", by_month = "20.00" }
scenario "参数按月取值：2025年7月起" { unit, month = "2025-07", by_month = "30.00" }
scenario "两个时钟：印发前还不知道新标准" { unit, month = "2025-07", known = "2025-06-19", by_month = "20.00" }
scenario "两个时钟：印发当日已知" { unit, month = "2025-07", known = "2025-06-20", by_month = "30.00" }
scenario "不在册的不符合条件" { unit, unit = { listed = false }, month = "2025-06", by_month = { refused = "第一条" } }
scenario "没有规则适用时给出 else_give" { unit, unit = { size = 50 }, month = "2025-06", by_month = "0.00" }
scenario "等级不合格的暂缓" { unit, unit = { level = "bad" }, month = "2025-06", by_month = { hold = "第六条" } }
scenario "没有等级的大单位也暂缓" { unit, unit = { level = absent }, month = "2025-06", by_month = { hold = "第六条" } }
scenario "超大单位的规则优先" { unit, unit = { size = 2000 }, month = "2025-06", by_month = { "99.00", because = "第二条第2项" } }
scenario "当月迁址两次的适用例外" { unit, unit = { seat = { { value = "和平区" }, { from = "2025-06-03", value = "沈河区" },
  { from = "2025-06-20", value = "大东区" } } }, month = "2025-06", by_month = { "5.00", because = { "第二条", "第二条第1项" } } }
scenario "个案决定先于规则" { unit, unit = { listed = false }, month = "2025-06", by_month = { "1.00", because = "第八条" },
  rulings = { { decision = "by_month", article = "第八条", outcome = "1.00", by = "试验局", officer = "某", file = "1号", from = "2025-06" } } }
scenario "个案决定只管它写明的月份" { unit, unit = { listed = false }, month = "2025-07", by_month = { refused = "第一条" },
  rulings = { { decision = "by_month", article = "第八条", outcome = "1.00", by = "试验局", officer = "某", file = "1号", from = "2025-06" } } }
scenario "文件失效以后尚无规定" { unit, month = "2027-01", by_month = { undetermined = "第九条" } }
scenario "失效当月仍然有效" { unit, month = "2026-12", by_month = "30.00" }
scenario "人数未知就先问人数" { unit, unit = { size = unknown }, month = "2025-06", by_month = { needs = "size" } }
scenario "不在册时不问人数" { unit, unit = { size = unknown, listed = false }, month = "2025-06", by_month = { refused = "第一条" } }

scenario "术语的旧版本管到2024年底" { unit, month = "2024-12", versions = "11.00" }
scenario "术语的新版本从2025年起" { unit, month = "2025-01", versions = "22.00" }
scenario "月中调整的参数从次月起" { unit, month = "2025-03", shifting = 1 }
scenario "月中调整的参数次月已是新值" { unit, month = "2025-04", shifting = 2 }
scenario "law_on：按申请日的法律" { unit, unit = { filed = "2024-05-01" }, on = "2025-08-01", on_filing = "11.00" }
scenario "law_on：申请日未知就先问" { unit, unit = { filed = unknown }, on = "2025-08-01", on_filing = { needs = "filed" } }

scenario "三分之二向下舍入到分" { unit, unit = { income = "1000.00" }, on = "2025-06-01", rounded = "666.66" }
scenario "期限最后一日在长假中顺延" { unit, on = "2025-05-31", term_ends = "2025-10-09" }
scenario "不顺延的适用口径" { unit, on = "2025-05-31", readings = { rest_day = "fixed" }, term_ends = "2025-10-05" }
scenario "办理天数按决定之日" { unit, on = "2025-06-01", term_ends = "2025-09-15" }
scenario "六个月后没有对应日的取月末" { unit, unit = { filed = "2025-08-31" }, on = "2025-09-01", six_months = "2026-02-28" }
scenario "五个工作日不计当日、计调休上班日" { unit, unit = { filed = "2025-09-24" }, on = "2025-09-24", publicity = "2025-09-30" }
-- 5个工作日：元旦放假，最早1月2日至6日天天上班；最迟1日至14日连休，15、18、19、20、21日
scenario "2027年的工作日未公布" { unit, unit = { filed = "2026-12-31" }, on = "2025-09-24", publicity = { undetermined = "全国年节及纪念日放假办法", earliest = "2027-01-06", latest = "2027-01-21" } }

scenario "带条件的合计" { unit, visited, on = "2025-06-01", bad_costs = "7.50" }
scenario "没有记录的合计是零" { unit, on = "2025-06-01", bad_costs = "0.00" }
scenario "最大值" { unit, visited, on = "2025-06-01", highest = "11.00" }
scenario "没有记录就没有最大值" { unit, on = "2025-06-01", highest = "0.00" }
scenario "有一次不合格就不合格" { unit, visited, on = "2025-06-01", graded = { "bad", warns = "第六条" } }
scenario "末次优秀且没有不合格" { unit, unit = { visits = { { on = "2025-01-02", result = "fair" }, { on = "2025-02-01", result = "good" } } },
  on = "2025-06-01", graded = "good" }
scenario "先优秀后合格" { unit, unit = { visits = { { on = "2025-02-01", result = "fair" }, { on = "2025-01-02", result = "good" } } },
  on = "2025-06-01", graded = "fair" }
scenario "一年之内标准变了：按月分段相加" { unit, on = "2025-08-01", in_pieces = "160.00" }
scenario "待定值没有确定时尚无规定" { unit, on = "2025-08-01", ceiling_now = { undetermined = "第四条" } }
scenario "术语用到未确定的待定值也尚无规定" { unit, on = "2025-08-01", wanted = "5.00", more = { undetermined = "第四条" } }
