-- 平均比例与连续年数：一个只为测试的文件。
local act = document {
  id = "mean-of-ratios", number = "测〔2025〕9号", title = "平均比例试验办法", issuers = "试验局",
  issued = "2025-01-01", in_force = { from = "2025-01-01", cite = "第三条" }, outline = { articles = 3 },
}
act:parameter("least_share", { label = "平均比例", cite = "第一条", { from = "2025-01-01", value = percent "3.5" } })
act:facts("firm", { label = "企业",
  years = fact.list { label = "年度", year = fact.count { label = "年度" }, closed = fact.boolean { label = "已结账" },
    sales = fact.money { label = "销售收入" }, spent = fact.money { label = "研发经费" } },
  months = fact.list { label = "缴费月份", optional = true, paid = fact.month { label = "月份" } },
})
local function add(name, gives, cite, is)
  act:term(name .. "_term", { cite = cite, label = name, text = name, is = is })
  act:decision(name, { label = name, of = "firm", per = "day", gives = gives, cite = cite }):rule(cite, { give = name .. "_term" })
end
add("cut", "rate", "第一条", function(firm) return firm.years:mean_of_ratio("spent", "sales", { closed = true, round = "down" }) end)
add("raised", "rate", "第一条", function(firm) return firm.years:where { closed = true }:mean_of_ratio("spent", "sales", { round = "up" }) end)
add("enough", "truth", "第一条", function(firm, _, law)
  return firm.years:mean_of_ratio("spent", "sales", { closed = true, round = "down" }) >= law.least_share
end)
local at_least = act:decision("at_least_share", { label = "达到比例", of = "firm", per = "day", gives = "truth", cite = "第一条" })
at_least:requires("第一条", "enough_term", { otherwise = "没有达到比例" })
at_least:rule("第一条", { give = true })
add("run", "count", "第二条", function(firm) return firm.years:longest_run("year", { closed = true }) end)
add("month_run", "count", "第二条", function(firm) return firm.months:longest_run("paid") end)
act:uncoded("第三条", "施行日期")
return act
