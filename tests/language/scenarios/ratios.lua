-- 平均比例精确计算，只在最后舍去（进位）到12位小数一次；连续年数不许有间断。
policy "mean-of-ratios"

local function years(...)
  local list = {}
  for i, pair in ipairs { ... } do
    list[i] = { year = 2020 + i, closed = true, spent = pair[1], sales = pair[2] }
  end
  return person { firm = { years = list } }
end
-- 1/30 与 11/300：各自除不尽，平均是 (10 + 11)/600 = 3.5%，恰好。先各自舍去再平均会得到 3.4999…%。
scenario "除不尽的比例平均以后恰好达到的，算达到" { years({ "1.00", "30.00" }, { "11.00", "300.00" }), on = "2025-06-01",
  cut = "7/200", raised = "7/200", enough = true, at_least_share = true }
-- 分子少一分：1/30 与 1099/30000，平均是 (1000 + 1099)/60000 = 3.498333…%，没有达到。
scenario "差一分的不算达到" { years({ "1.00", "30.00" }, { "10.99", "300.00" }), on = "2025-06-01", enough = false, at_least_share = { refused = "第一条" } }
-- 三个 1/3：平均是 1/3，舍去 0.333333333333，进位 0.333333333334。
scenario "除不尽的平均舍去或进位到12位" { years({ "1.00", "3.00" }, { "1.00", "3.00" }, { "1.00", "3.00" }), on = "2025-06-01",
  cut = "333333333333/1000000000000", raised = "166666666667/500000000000" }
-- (0 + 1)/2、(1 + 0 + 0)/3：整数的商也要除以年数。
scenario "一半是0的平均" { years({ "0.00", "7.00" }, { "7.00", "7.00" }), on = "2025-06-01", cut = "1/2", raised = "1/2" }
-- 最大的金额（±2^63分）：分母之积约 2^189。9223372036854775807 与 …805、…803 的 1/1、几乎 1、几乎 1。
-- 分子 = 分母 − 1分：1 − 1/d 平均 = 1 − 约1.08e-19，舍去是 0.999999999999，进位是 1。
scenario "金额再大也精确" { years({ "92233720368547758.06", "92233720368547758.07" }, { "92233720368547758.04", "92233720368547758.05" },
  { "92233720368547758.02", "92233720368547758.03" }), on = "2025-06-01", cut = "999999999999/1000000000000", raised = "1/1" }
-- 负数向下：(−1/3 + 0)/2 = −1/6，舍去是 −0.166666666667，进位是 −0.166666666666。
scenario "负的平均向下舍去" { years({ "-1.00", "3.00" }, { "0.00", "3.00" }), on = "2025-06-01", cut = "-166666666667/1000000000000", raised = "-83333333333/500000000000" }
scenario "分母是零的是错误" { years({ "1.00", "0.00" }), on = "2025-06-01", cut = { error = "除数为零" } }
local partly = person { firm = { years = { { year = 2021, closed = true, spent = "1.00", sales = "10.00" }, { year = 2022, closed = false, spent = "9.00", sales = "10.00" },
  { year = 2023, closed = true, spent = "3.00", sales = "10.00" } } } }
-- 只有2021、2023年结账：(1/10 + 3/10)/2 = 0.2；2022年没有结账，最长连续1年。
scenario "只平均符合条件的，间断的不连续" { partly, on = "2025-06-01", cut = "1/5", run = 1 }
scenario "是否符合条件未知的先问" { on = "2025-06-01", firm = { years = { { year = 2021, closed = true, spent = "1.00", sales = "10.00" },
  { year = 2022, closed = unknown, spent = "9.00", sales = "10.00" } } }, cut = { needs = "years" }, run = { needs = "years" } }
-- 2021、2022年已经连续两年；2024年结没结账都不改变最长的。
scenario "未知的一年不影响最长连续的，不问" { on = "2025-06-01", firm = { years = { { year = 2022, closed = true, spent = "1.00", sales = "10.00" },
  { year = 2021, closed = true, spent = "1.00", sales = "10.00" }, { year = 2024, closed = unknown, spent = "1.00", sales = "10.00" } } }, run = 2 }
scenario "同一年登记两次的只算一年" { on = "2025-06-01", firm = { years = { { year = 2022, closed = true, spent = "1.00", sales = "10.00" },
  { year = 2022, closed = true, spent = "1.00", sales = "10.00" }, { year = 2023, closed = true, spent = "1.00", sales = "10.00" } } }, run = 2 }
scenario "没有记录的没有平均，连续零年" { on = "2025-06-01", firm = { years = {} }, run = 0, cut = absent }
scenario "月份跨年也连续" { on = "2025-06-01", firm = { years = {}, months = { { paid = "2025-01" }, { paid = "2024-12" }, { paid = "2025-03" }, { paid = "2024-11" } } },
  month_run = 3 }
