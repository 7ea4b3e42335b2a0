-- 沈政办发〔2025〕5号 没有写明的值：逐条写明起止日期、出处与可信程度（H 官方文本，M 新闻报道，L 二手资料）。
values "flexible-housing-fund"

value("account_rate", { from = "2016-02-21", value = percent "1.5", source = "银发〔2016〕43号（yczfgjj.com/Main/ShowNews.aspx?ID=245）", confidence = "H" })
-- 起点不明；超过实际缴费三分之二的部分由政策本身限制。
value("city_insurance_share", { from = "2023-02-15", value = percent "60",
  source = "高校毕业生灵活就业社会保险补贴办理指南的报道（fengrenji.ozhou.com.cn/zixun/2023/0215/1495.html）", confidence = "L" })
