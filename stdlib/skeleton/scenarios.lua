-- {{TITLE}}的场景：每行一句话，说明文件规定的结果。结果由条文算出，不从程序抄来。
-- 运行：bylaw test {{SCENARIOS}}；还缺什么：bylaw test {{SCENARIOS}} --coverage
policy "{{ID}}"
local usual = person { resident = { birth_date = "{{BIRTH}}", hukou = { { from = "1990-01-01", value = true } }, other = false } }

scenario "满60周岁的每月50元" { usual, month = "{{MONTH}}", due = { "50.00", because = "第二条" } }
scenario "当月满80周岁的，当月起每月100元" { usual, resident = { birth_date = "{{BIRTH_80}}" }, month = "{{MONTH}}", due = "100.00" }
scenario "当月末满60周岁的，当月起发放" { usual, resident = { birth_date = "{{BIRTH_60}}" }, month = "{{MONTH}}", due = "50.00" }
scenario "下月才满60周岁的，当月没有" { usual, resident = { birth_date = "{{BIRTH_59}}" }, month = "{{MONTH}}",
  due = { refused = "第二条" } }
scenario "月中离世的，当月照发" { usual, resident = { death_date = "{{MIDDLE}}" }, month = "{{MONTH}}", due = "50.00" }
scenario "1日离世的，当月照发" { usual, resident = { death_date = "{{FROM}}" }, month = "{{MONTH}}", due = "50.00" }
scenario "另一种口径：1日离世的当月不发" { usual, resident = { death_date = "{{FROM}}" }, month = "{{MONTH}}",
  readings = { death_month = "not_paid" }, due = { refused = "第三条" } }
scenario "离世次月停发" { usual, resident = { death_date = "{{DAY_BEFORE}}" }, month = "{{MONTH}}", due = { refused = "第三条" } }
scenario "上月末落户的，当月起发放" { usual, resident = { hukou = { { from = "{{DAY_BEFORE}}", value = true } } }, month = "{{MONTH}}",
  due = "50.00" }
scenario "当月才落户的，次月起发放" { usual, resident = { hukou = { { from = "{{FROM}}", value = true } } }, month = "{{MONTH}}",
  due = { refused = "第三条" } }
scenario "享受其他补贴的不发" { usual, resident = { other = true }, month = "{{MONTH}}", due = { "0.00", because = "第四条" } }
scenario "出生日期未知就先问" { usual, resident = { birth_date = unknown }, month = "{{MONTH}}", due = { needs = "birth_date" } }
