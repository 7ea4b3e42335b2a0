-- first_month 对有的人给出日期而不是月份：这个人待处理（出错），说明是哪里，其他人照发；改正事实以后补上 3 × 40.00。
policy "first"
local usual = person { person = { since = "2025-01-10", odd = false } }
story "给出月份的照发" { usual, on "2025-02-25" { pay = "2025-02", expect = { ["2025-01"] = "40.00", ["2025-02"] = "40.00" } } }
story "给出日期的待处理，改正后补发" { usual, person = { odd = true },
  on "2025-01-25" { pay = "2025-01", expect = {}, pending = { ["2025-01"] = "failed" } },
  on "2025-02-25" { pay = "2025-02", expect = {}, pending = { ["2025-01"] = "failed", ["2025-02"] = "failed" } },
  on "2025-03-05" { facts = { odd = false } },
  on "2025-03-25" { pay = "2025-03", expect = { ["2025-01"] = "40.00", ["2025-02"] = "40.00", ["2025-03"] = "40.00" }, pending = {} } }
