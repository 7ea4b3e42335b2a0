-- The deadline of 2025 is what the law of the deadline's own day says: a change to 30 November that begins on 2026-01-01 leaves
-- the request of 2025-11-10 late for January 2026 (31 October 2025 is a Friday), one that begins on 2025-11-01 makes it timely
-- (on 30 November 2025, a Sunday, it is in force; the request lies before).
policy "old-age-allowance"

local usual = person { elder = { id_number = "210100194501053219", birth_date = "1945-01-05", hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } },
  choices = { { on = "2025-11-10", choice = "home_care" } }, card = "6200009000000000001" } }

story "2026年起改为11月30日的，2025年11月10日的申请仍逾期" { usual,
  on "2025-12-25" { pay = "2025-12", expect = { ["2025-12"] = "30.00" } },
  on "2026-01-05" { law = { switch_month = { from = "2026-01-01", value = 11, issued = "2025-12-30" }, switch_day = { from = "2026-01-01", value = 30, issued = "2025-12-30" } } },
  on "2026-01-23" { pay = "2026-01", expect = { ["2026-01"] = "30.00" } } }

story "2025年11月起改为11月30日的，2025年11月10日的申请按期" { usual,
  on "2025-10-20" { law = { switch_month = { from = "2025-11-01", value = 11, issued = "2025-10-15" }, switch_day = { from = "2025-11-01", value = 30, issued = "2025-10-15" } } },
  on "2025-12-25" { pay = "2025-12", expect = { ["2025-12"] = "30.00" } },
  on "2026-01-23" { pay = "2026-01", expect = {}, pending = {} } }

story "2025年11月起改为9月30日的，2025年10月20日的申请仍按期" { usual, elder = { choices = { { on = "2025-10-20", choice = "home_care" } } },
  on "2025-10-20" { law = { switch_month = { from = "2025-11-01", value = 9, issued = "2025-10-15" }, switch_day = { from = "2025-11-01", value = 30, issued = "2025-10-15" } } },
  on "2025-12-25" { pay = "2025-12", expect = { ["2025-12"] = "30.00" } },
  on "2026-01-23" { pay = "2026-01", expect = {}, pending = {} } }
