local act = document { id = "broken", number = "1", title = "broken", issuers = "x", issued = "2025-01-01",
  in_force = { from = "2025-01-01", cite = "第一条" }, outline = { articles = 2 } }
act:facts("thing", { label = "物", size = fact.count { label = "大小" } })
act:term("big", { cite = "第一条", is = function(thing) return thing.sise > 3 end })
local d = act:decision("d", { label = "d", of = "thing", per = "day", gives = "truth", cite = "第一条" })
d:rule("第一条", { when = "bigg", give = true })
return act
