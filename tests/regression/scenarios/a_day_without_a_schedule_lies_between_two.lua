-- 放假安排公布到2026年。2027年的期限：每天都可能是工作日（周末可以调成上班），元旦、5月1日至2日、10月1日至3日除外；
-- 连休最长按14天算，31天内周一至周五最多休10天、周六日最多上班6天（日历自己写明的）。
policy "unscheduled"
local base = person { unit = { number = "1", posted = "2027-10-01", asked = "2027-10-31", approved = absent, visits = {}, big = false } }
local function posted(day) return person { unit = { posted = day } } end
local function asked(day) return person { unit = { asked = day } } end
local law = "全国年节及纪念日放假办法"

-- 10月1日 + 30天 = 10月31日（星期日）：最早当日，最迟10月31日起连休14天之后的11月14日。
scenario "截止日在两天之间" { base, on = "2027-12-01", limit = { undetermined = { "第二条", law }, earliest = "2027-10-31", latest = "2027-11-14" } }
-- 9月1日 + 30天 = 10月1日，1日至3日总是放假：最早4日，最迟15日。
scenario "国庆三天总是放假" { base, posted "2027-09-01", on = "2027-12-01", limit = { undetermined = law, earliest = "2027-10-04", latest = "2027-10-15" } }
-- 12月2日 + 30天 = 1月1日，元旦放假：最早2日，最迟15日。12月1日 + 30天 = 2026年12月31日（星期四），已公布。
scenario "元旦总是放假" { base, posted "2026-12-02", on = "2027-12-01", limit = { undetermined = law, earliest = "2027-01-02", latest = "2027-01-15" } }
scenario "已公布的年份照旧" { base, posted "2026-12-01", on = "2027-12-01", limit = "2026-12-31" }
scenario "1994年的安排没有收录，仍是错误" { base, posted "1994-09-01", on = "2027-12-01", limit = { error = "系统未收录1994年的放假安排" } }

-- 5个工作日。2026年12月24日（星期四）之后：25、28、29、30、31日，正好。25日之后只有四天，第五天在2027年：1日放假，最早2日，
-- 最迟连休到14日之后的15日。31日之后：最早2、3、4、5、6日；最迟1日至14日连休（周一至周五10天用完），15、18、19、20、21日。
scenario "公示期满在已公布的年份" { base, posted "2026-12-24", on = "2027-12-01", posting_ends = "2026-12-31" }
scenario "公示的最后一天在两天之间" { base, posted "2026-12-25", on = "2027-12-01", posting_ends = { undetermined = law, earliest = "2027-01-02", latest = "2027-01-15" } }
scenario "公示的五天都在未公布的年份" { base, posted "2026-12-31", on = "2027-12-01", posting_ends = { undetermined = law, earliest = "2027-01-06", latest = "2027-01-21" } }
-- 当日或以前：1月5日往回，2026年12月31日是工作日。10月3日往回，3日至1日放假，最迟9月30日，最早14天前的9月19日。
scenario "往回找到已公布的工作日为止" { base, asked "2027-01-05", on = "2027-12-01", payday = { undetermined = law, earliest = "2026-12-31", latest = "2027-01-05" } }
scenario "往回最多14天" { base, asked "2027-10-03", on = "2027-12-01", payday = { undetermined = law, earliest = "2027-09-19", latest = "2027-09-30" } }

-- 截止日10月31日至11月14日。
scenario "10月31日申请总是按期" { base, asked "2027-10-31", on = "2027-12-01", grant = { "10.00", because = "第二条" }, asks_the_decision = "10.00", needs_time = "10.00" }
scenario "11月1日申请要看放假安排" { base, asked "2027-11-01", on = "2027-12-01", grant = { undetermined = law }, asks_the_decision = { undetermined = law }, needs_time = { undetermined = law } }
scenario "11月14日申请要看放假安排" { base, asked "2027-11-14", on = "2027-12-01", grant = { undetermined = law }, needs_time = { undetermined = law } }
scenario "11月15日申请总是逾期" { base, asked "2027-11-15", on = "2027-12-01", grant = "0.00", asks_the_decision = "0.00", needs_time = { refused = "第二条" } }
scenario "不靠它决定的照常决定" { base, unit = { big = true }, asked "2027-11-01", on = "2027-12-01", either = "10.00" }
scenario "靠它决定的没有规定" { base, asked "2027-11-01", on = "2027-12-01", either = { undetermined = law } }
scenario "还有不知道的事实，先问事实" { base, unit = { asked = unknown }, on = "2027-12-01", grant = { needs = "asked" } }
scenario "不知道的事实与放假安排都要紧，先问事实" { base, unit = { big = unknown }, asked "2027-11-01", on = "2027-12-01", either = { needs = "big" } }

-- 月份：10月31日至11月14日在两个月；10月5日 + 30天 = 11月4日至18日，同在11月。再过365天照样平移。
scenario "截止月份在两个月之间" { base, on = "2027-12-01", limit_month = { undetermined = law, earliest = "2027-10", latest = "2027-11" } }
scenario "两天同在一个月" { base, posted "2027-10-05", on = "2027-12-01", limit_month = "2027-11" }
scenario "平移一年" { base, on = "2027-12-01", a_year_later = { undetermined = law, earliest = "2028-10-30", latest = "2028-11-13" } }
scenario "较早的一个确定就确定" { base, unit = { approved = "2027-10-20" }, on = "2027-12-01", sooner = "2027-10-20" }
scenario "较早的一个缩短范围" { base, unit = { approved = "2027-11-05" }, on = "2027-12-01", sooner = { undetermined = law, earliest = "2027-10-31", latest = "2027-11-05" } }
scenario "没有批准日期的不算" { base, on = "2027-12-01", sooner = { undetermined = law, earliest = "2027-10-31", latest = "2027-11-14" } }

local function visits(...)
  local list = {}
  for i, day in ipairs { ... } do list[i] = { on = day } end
  return person { unit = { visits = list } }
end
scenario "期限内的走访" { base, visits("2027-10-31", "2027-11-05"), on = "2027-12-01", visit_grant = "10.00" }
scenario "期限外的走访" { base, visits("2027-11-15"), on = "2027-12-01", visit_grant = "0.00", visits_counted = 0 }
scenario "可能在期限内的走访" { base, visits("2027-11-05", "2027-11-15"), on = "2027-12-01", visit_grant = { undetermined = law }, visits_counted = { undetermined = law } }

scenario "元旦不是工作日" { base, asked "2027-01-01", on = "2027-12-01", work_grant = "0.00" }
scenario "未公布年份的星期一不一定上班" { base, asked "2027-11-01", on = "2027-12-01", work_grant = { undetermined = law } }
