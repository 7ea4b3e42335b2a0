-- 第十四条至第十六条：由哪个区、县（市）发放；补发由发放该次款项的区发放。
policy "old-age-allowance"

local usual = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } } } }
local within = person { elder = { hukou = { { from = "1960-01-01", value = "和平区" }, { from = "2025-02-10", value = "沈河区" } } } }
local handled = person { elder = { transfers = { { on = "2025-02-20", to = "沈河区" } } } }
local handled_late = person { elder = { transfers = { { on = "2025-05-20", to = "沈河区" } } } }

scenario "未迁转的由户籍所在区发放" { usual, month = "2025-06", payer = "和平区" }
scenario "法库县户籍的由法库县发放" { usual, elder = { hukou = "法库县" }, month = "2025-06", payer = "法库县" }
scenario "居住地申请不改变发放区" { usual, elder = { applied = { { on = "2025-01-06", at = "residence" } } }, month = "2025-06", payer = "和平区" }

-- 本市内迁转（第十五条）：以办理迁转为准
scenario "办理迁转的上个月由迁出区发放" { usual, within, handled, month = "2025-01", payer = "和平区" }
scenario "办理迁转的当月由迁出区发放" { usual, within, handled, month = "2025-02", payer = "和平区" }
scenario "办理迁转的次月由迁入区发放" { usual, within, handled, month = "2025-03", payer = { "沈河区", because = "第十五条" } }
scenario "办理迁转以后一直由迁入区发放" { usual, within, handled, month = "2026-03", payer = { "沈河区", because = "第十五条" } }
scenario "1日办理迁转的当月由迁出区发放" { usual, within, month = "2025-03", payer = "和平区",
  elder = { transfers = { { on = "2025-03-01", to = "沈河区" } } } }
scenario "1日办理迁转的次月由迁入区发放" { usual, within, month = "2025-04", payer = { "沈河区", because = "第十五条" },
  elder = { transfers = { { on = "2025-03-01", to = "沈河区" } } } }
scenario "月末最后一天办理迁转的当月由迁出区发放" { usual, within, month = "2025-03", payer = "和平区",
  elder = { transfers = { { on = "2025-03-31", to = "沈河区" } } } }
scenario "月末最后一天办理迁转的次月由迁入区发放" { usual, within, month = "2025-04", payer = { "沈河区", because = "第十五条" },
  elder = { transfers = { { on = "2025-03-31", to = "沈河区" } } } }
scenario "次月1日办理迁转的那个月由迁出区发放" { usual, within, month = "2025-04", payer = "和平区",
  elder = { transfers = { { on = "2025-04-01", to = "沈河区" } } } }
scenario "次月1日办理迁转的再下月由迁入区发放" { usual, within, month = "2025-05", payer = { "沈河区", because = "第十五条" },
  elder = { transfers = { { on = "2025-04-01", to = "沈河区" } } } }
scenario "户籍已迁而未办迁转的次月仍由迁出区发放" { usual, within, handled_late, month = "2025-03", payer = "和平区" }
scenario "迟办迁转的办理当月仍由迁出区发放" { usual, within, handled_late, month = "2025-05", payer = "和平区" }
scenario "迟办迁转的办理次月由迁入区发放" { usual, within, handled_late, month = "2025-06", payer = { "沈河区", because = "第十五条" } }
scenario "户籍已迁而始终未办迁转的由迁出区发放" { usual, within, month = "2026-01", payer = "和平区" }
scenario "两次迁转之间由第一次迁入区发放" { usual, month = "2025-06", payer = { "沈河区", because = "第十五条" }, elder = {
  hukou = { { from = "1960-01-01", value = "和平区" }, { from = "2025-02-10", value = "沈河区" }, { from = "2025-06-05", value = "大东区" } },
  transfers = { { on = "2025-02-20", to = "沈河区" }, { on = "2025-06-12", to = "大东区" } } } }
scenario "两次迁转之后由第二次迁入区发放" { usual, month = "2025-07", payer = { "大东区", because = "第十五条" }, elder = {
  hukou = { { from = "1960-01-01", value = "和平区" }, { from = "2025-02-10", value = "沈河区" }, { from = "2025-06-05", value = "大东区" } },
  transfers = { { on = "2025-02-20", to = "沈河区" }, { on = "2025-06-12", to = "大东区" } } } }

-- 从外地迁入（第十六条）
scenario "从外地迁入的当月没有发放区" { usual, month = "2025-03", payer = { refused = "第三条" },
  elder = { hukou = { { from = "2025-03-10", value = "皇姑区" } } } }
scenario "从外地迁入的次月由户籍所在区发放" { usual, month = "2025-04", payer = { "皇姑区", because = "第十六条" },
  elder = { hukou = { { from = "2025-03-10", value = "皇姑区" } } } }
scenario "月末最后一天从外地迁入的次月由户籍所在区发放" { usual, month = "2025-04", payer = { "皇姑区", because = "第十六条" },
  elder = { hukou = { { from = "2025-03-31", value = "皇姑区" } } } }
scenario "次月1日从外地迁入的那个月没有发放区" { usual, month = "2025-04", payer = { refused = "第三条" },
  elder = { hukou = { { from = "2025-04-01", value = "皇姑区" } } } }
scenario "户籍迁出本市的当月由原户籍区发放" { usual, month = "2025-03", payer = "和平区",
  elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } } } }
scenario "户籍迁出本市的次月没有发放区" { usual, month = "2025-04", payer = { refused = "第三条" },
  elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent } } } }

-- 迁出后再迁入：以前的迁转不再算
local returned = person { elder = { hukou = { { from = "2020-01-01", value = "和平区" }, { from = "2024-05-06", value = "大东区" },
  { from = "2025-03-10", value = absent }, { from = "2025-06-20", value = "铁西区" } }, transfers = { { on = "2024-05-10", to = "大东区" } } } }
scenario "迁出以前办过的迁转在迁出当月有效" { usual, returned, month = "2025-03", payer = { "大东区", because = "第十五条" } }
scenario "迁出期间没有发放区" { usual, returned, month = "2025-05", payer = { refused = "第三条" } }
scenario "迁回当月没有发放区" { usual, returned, month = "2025-06", payer = { refused = "第三条" } }
scenario "迁回次月由迁回的区发放而不看以前的迁转" { usual, returned, month = "2025-07", payer = { "铁西区", because = "第十六条" } }
scenario "同月迁出又迁入别区的当月由原区发放" { usual, month = "2025-03", payer = "和平区", elder = { hukou = {
  { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent }, { from = "2025-03-20", value = "皇姑区" } } } }
scenario "同月迁出又迁入别区的次月由新区发放" { usual, month = "2025-04", payer = { "皇姑区", because = "第十六条" }, elder = { hukou = {
  { from = "2020-01-01", value = "和平区" }, { from = "2025-03-10", value = absent }, { from = "2025-03-20", value = "皇姑区" } } } }

-- 低保老年人（第十四条第2款）
scenario "低保老年人由保障关系所在区发放" { usual, month = "2025-06", elder = { low_income = "沈河区" }, payer = { "沈河区", because = "第十四条" } }
scenario "无户籍的低保老年人由保障关系所在区发放" { usual, month = "2025-06", elder = { hukou = absent, low_income = "康平县" },
  payer = { "康平县", because = "第十四条" } }
scenario "保障关系月末最后一天办理迁转的当月由原区发放" { usual, month = "2025-03", payer = { "沈河区", because = "第十四条" },
  elder = { low_income = { { from = "2020-01-01", value = "沈河区" }, { from = "2025-03-10", value = "大东区" } },
    transfers = { { on = "2025-03-31", to = "大东区", of = "relation" } } } }
scenario "保障关系月末最后一天办理迁转的次月由新区发放" { usual, month = "2025-04", payer = { "大东区", because = "第十四条" },
  elder = { low_income = { { from = "2020-01-01", value = "沈河区" }, { from = "2025-03-10", value = "大东区" } },
    transfers = { { on = "2025-03-31", to = "大东区", of = "relation" } } } }
scenario "保障关系次月1日办理迁转的那个月由原区发放" { usual, month = "2025-04", payer = { "沈河区", because = "第十四条" },
  elder = { low_income = { { from = "2020-01-01", value = "沈河区" }, { from = "2025-03-10", value = "大东区" } },
    transfers = { { on = "2025-04-01", to = "大东区", of = "relation" } } } }
scenario "保障关系次月1日办理迁转的再下月由新区发放" { usual, month = "2025-05", payer = { "大东区", because = "第十四条" },
  elder = { low_income = { { from = "2020-01-01", value = "沈河区" }, { from = "2025-03-10", value = "大东区" } },
    transfers = { { on = "2025-04-01", to = "大东区", of = "relation" } } } }
scenario "保障关系已变化而没有办理迁转的仍由原区发放" { usual, month = "2025-09", payer = { "沈河区", because = "第十四条第二款" },
  elder = { low_income = { { from = "2020-01-01", value = "沈河区" }, { from = "2025-03-10", value = "大东区" } } } }
scenario "只办理户籍迁转的低保老年人仍由保障关系所在区发放" { usual, month = "2025-09", payer = { "沈河区", because = "第十四条第二款" },
  elder = { low_income = "沈河区", transfers = { { on = "2025-03-31", to = "大东区" } } } }
scenario "保障关系的迁转不改变户籍所在区" { usual, month = "2025-09", payer = { "和平区", because = "第十五条第二款" },
  elder = { low_income = { { from = "2020-01-01", value = "沈河区" }, { from = "2025-03-10", value = "大东区" }, { from = "2025-07-10", value = absent } },
    transfers = { { on = "2025-03-31", to = "大东区", of = "relation" } } } }
scenario "取消低保身份的当月由保障关系所在区发放" { usual, month = "2025-03", payer = { "沈河区", because = "第十四条" },
  elder = { low_income = { { from = "2020-01-01", value = "沈河区" }, { from = "2025-03-10", value = absent } } } }
scenario "取消低保身份的次月由户籍所在区发放" { usual, month = "2025-04", payer = "和平区",
  elder = { low_income = { { from = "2020-01-01", value = "沈河区" }, { from = "2025-03-10", value = absent } } } }
scenario "取得低保身份的当月由户籍所在区发放" { usual, month = "2025-03", payer = "和平区",
  elder = { low_income = { { from = "2025-03-10", value = "沈河区" } } } }
scenario "取得低保身份的次月由保障关系所在区发放" { usual, month = "2025-04", payer = { "沈河区", because = "第十四条" },
  elder = { low_income = { { from = "2025-03-10", value = "沈河区" } } } }
scenario "低保老年人满90周岁的前一个月由保障关系所在区发放" { usual, month = "2025-05", payer = { "沈河区", because = "第十四条" },
  elder = { birth_date = "1935-06-30", low_income = "沈河区" } }
scenario "低保老年人满90周岁的当月由户籍所在区发放" { usual, month = "2025-06", payer = "和平区",
  elder = { birth_date = "1935-06-30", low_income = "沈河区" } }
scenario "无户籍的低保老年人满90周岁的当月没有发放区" { usual, month = "2025-06", payer = { refused = "第三条" },
  elder = { birth_date = "1935-06-30", hukou = absent, low_income = "沈河区" } }

-- 驻沈部队离退休人员：居住地
local soldier = person { elder = { hukou = absent, serviceman = { { from = "2018-05-01", value = "沈河区" }, { from = "2025-04-10", value = "大东区" } } } }
scenario "无户籍的驻沈部队离退休人员搬家的当月由原居住区发放" { usual, soldier, month = "2025-04", payer = "沈河区" }
scenario "无户籍的驻沈部队离退休人员搬家的次月由新居住区发放" { usual, soldier, month = "2025-05", payer = "大东区" }

-- 补发由发放该次款项的区发放
scenario "迁转以后补发迁转以前的月份由迁入区发放" { usual, within, handled, month = "2025-01", paid_in = "2025-09", back_pay_payer = "沈河区" }
scenario "办理迁转的次月补发的由迁入区发放" { usual, within, handled, month = "2025-01", paid_in = "2025-03", back_pay_payer = "沈河区" }
scenario "办理迁转的当月补发的由迁出区发放" { usual, within, handled, month = "2025-01", paid_in = "2025-02", back_pay_payer = "和平区" }
scenario "没有迁转的补发由户籍所在区发放" { usual, month = "2025-01", paid_in = "2025-09", back_pay_payer = "和平区" }
scenario "满90周岁后补发低保月份的由户籍所在区发放" { usual, month = "2025-03", paid_in = "2025-09", back_pay_payer = "和平区",
  elder = { birth_date = "1935-06-30", low_income = "沈河区" } }
scenario "仍是低保的补发由保障关系所在区发放" { usual, month = "2025-03", paid_in = "2025-09", back_pay_payer = "沈河区",
  elder = { low_income = "沈河区" } }
