policy "household-heating"
-- 12 yuan a month since September 2025 for an old household (article two).
story "按月发放" { person { household = { number = "A9", since = "2024-05-01", old = true, area = 90, income = absent, seat = "和平区",
    account = "6200009" } },
  on "2025-10-25" { pay = "2025-10", expect = { ["2025-10"] = { "12.00", because = "第二条" } }, owed = "0.00" },
  on "2025-11-25" { pay = "2025-11", expect = { ["2025-11"] = "99.00" }, pending = {} } }
