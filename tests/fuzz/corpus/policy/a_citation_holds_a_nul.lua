local act = document { id = "f", number = "1", title = "f", issuers = "x", issued = "2025-01-01", in_force = { from = "2025-01-01", cite = "第一条" }, outline = { articles = 2 } }
act:facts("thing", { label = "物", size = fact.count { label = "大小" }, days = fact.list { label = "日", on = fact.date { label = "日期" } } })
act:term("big", { cite = "第一条\0第二条", text = "\0", is = function() return true end })
local d = act:decision("d", { label = "d", of = "thing", per = "month", gives = "truth", cite = "第一条" })
d:rule("第一条", { give = "big" })
return act
