-- 沈民发〔2025〕21号 没有写明的值：逐条写明起止日期、出处与可信程度（H 官方文本，M 新闻报道，L 二手资料）。
values "old-age-allowance"

local press = "2015年7月1日起提高高龄津贴标准的报道（hbhcj.cn/news/2015/1022/67443.html）"

value("past_rate_90s", { to = "2015-06-30", value = yuan(100), source = press, confidence = "M" }) -- 起点不明
value("past_rate_90s", { from = "2015-07-01", to = "2024-12-31", value = yuan(200), source = press, confidence = "M" })
value("past_rate_100s", { to = "2015-06-30", value = yuan(500), source = press, confidence = "M" }) -- 起点不明
value("past_rate_100s", { from = "2015-07-01", to = "2024-12-31", value = yuan(800), source = press, confidence = "M" })
value("past_rate_low_income", { to = "2015-06-30", value = yuan(50), source = press, confidence = "M" }) -- 起点不明
value("past_rate_low_income", { from = "2015-07-01", to = "2024-12-31", value = yuan(100), source = press, confidence = "M" })
