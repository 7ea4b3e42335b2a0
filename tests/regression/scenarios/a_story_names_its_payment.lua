-- 一个政策两项发放（饮食补贴每月 40.00，取暖补贴每月 25.00）：story 的一步写明发放哪一项；没有写明的，说明有哪几项。
policy "two-payments"
local usual = person { person = { since = "2025-05-01", card = "6200009000000000001" } }
story "两项各发各的" { usual,
  on "2025-06-01" { paid_before = { ["food:2025-05"] = "30.00" } },
  on "2025-06-25" { pay = "2025-06", payment = "food", expect = { ["2025-05"] = "10.00", ["2025-06"] = "40.00" }, owed = "0.00" },
  on "2025-06-26" { pay = "2025-06", payment = "heat", expect = { ["2025-05"] = "25.00", ["2025-06"] = "25.00" }, owed = "0.00" },
  on "2025-06-27" { facts = { ended = "2025-05-31" } },
  on "2025-07-25" { pay = "2025-07", payment = "food", expect = { ["2025-06"] = "-40.00" }, owed = "40.00" },
  on "2025-07-26" { pay = "2025-07", payment = "heat", expect = { ["2025-06"] = "-25.00" }, owed = "25.00" },
  on "2025-07-27" { recovered = { ["heat:2025-06"] = "5.00" } },
  on "2025-08-25" { pay = "2025-08", payment = "heat", expect = {}, owed = "20.00" },
  on "2025-08-26" { pay = "2025-08", payment = "food", expect = {}, owed = "40.00" } }
story "没有写明哪一项" { usual, on "2025-06-25" { pay = "2025-06", error = "各项发放是 food、heat" } }
story "没有这一项" { usual, on "2025-06-25" { pay = "2025-06", payment = "fod", error = "是否想写 ‘food’" } }
