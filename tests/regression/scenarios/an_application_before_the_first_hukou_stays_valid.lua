-- 第十七条第二款 asks a new application only of those whose hukou left the city and came back. Whoever was already a recipient
-- without hukou (驻沈部队离退休人员, 低保) and obtains it for the first time has not left: the application of January holds.
policy "old-age-allowance"

local soldier = person { elder = { birth_date = "1940-01-05", low_income = absent, applied = { { on = "2025-01-06" } },
  hukou = { { from = "2025-06-10", value = "沈河区" } }, serviceman = { { from = "2018-05-01", value = "沈河区" }, { from = "2025-06-10", value = absent } } } }
local poor = person { elder = { birth_date = "1940-01-05", applied = { { on = "2025-01-06" } },
  hukou = { { from = "2025-06-10", value = "沈河区" } }, low_income = { { from = "2018-05-01", value = "沈河区" }, { from = "2025-08-05", value = absent } } } }
local newcomer = person { elder = { birth_date = "1940-01-05", low_income = absent, applied = { { on = "2025-01-06" } },
  hukou = { { from = "2025-06-10", value = "沈河区" } } } }
local returner = person { elder = { birth_date = "1940-01-05", low_income = absent, applied = { { on = "2025-01-06" } },
  hukou = { { from = "2000-01-01", value = "和平区" }, { from = "2025-03-10", value = absent }, { from = "2025-06-10", value = "沈河区" } },
  serviceman = { { from = "2025-03-10", value = "沈河区" }, { from = "2025-06-10", value = absent } } } }

scenario "落户以前照发" { soldier, month = "2025-06", due = { "30.00", because = "第四条第1项" } }
scenario "首次落户的次月无须重新申请" { soldier, month = "2025-07", due = { "30.00", because = "第四条第1项" } }
scenario "首次落户以前的低保老年人取消低保后，原申请仍有效" { poor, month = "2025-09", due = { "30.00", because = "第四条第1项" } }
scenario "落户以前不是发放对象的，落户以前的申请不算数" { newcomer, month = "2025-07", due = { refused = "第六条" } }
scenario "成为驻沈部队离退休人员以前的申请不算数" { soldier, month = "2025-07", due = { refused = "第六条" },
  elder = { applied = { { on = "2018-04-30" } }, birth_date = "1930-01-05" } }
scenario "迁出后再次迁入的须重新申请" { returner, month = "2025-07", due = { refused = "第六条" } }
scenario "迁回当天重新申请的有效" { returner, month = "2025-07", due = "30.00", elder = { applied = { { on = "2025-01-06" }, { on = "2025-06-10" } } } }
