local act = document { id = "buses", number = "试〔2025〕12号", title = "接送车辆试验办法", issuers = { "试验局" }, issued = "2024-12-01",
  in_force = { from = "2025-01-01", cite = "第九条" }, outline = { articles = 9 } }
act:parameter("seats", { label = "每车座位", unit = "座", cite = "第二条", { from = "2025-01-01", value = 45 } })
act:parameter("each", { label = "每车补贴", unit = "元", cite = "第三条", { from = "2025-01-01", value = yuan(300) } })
act:parameter("few", { label = "余下人数的起点", unit = "人", cite = "第四条", { from = "2025-01-01", value = 10 } })
act:facts("trip", { label = "行程", key = "number", number = fact.text { label = "编号" }, people = fact.count { label = "人数", range = { 0, 1000 } } })
act:term("needed", { cite = "第二条", text = "需要的车辆", is = function(t, _, law) return t.people:over(law.seats, { round = "up" }) end })
act:term("full", { cite = "第三条", text = "坐满的车辆", is = function(t, _, law) return t.people:over(law.seats, { round = "down" }) end })
act:term("left_over", { cite = "第四条", text = "余下人数达到起点", is = function(t, _, law) return t.people:remainder(law.seats) >= law.few end })
act:term("grant", { cite = "第三条", text = "按坐满的车辆补贴", is = function(_, _, law) return law.each * law.full end })
act:term("grant_more", { cite = "第四条", text = "按需要的车辆补贴", is = function(_, _, law) return law.each * law.needed end })
local due = act:decision("due", { label = "补贴", of = "trip", per = "month", gives = "money", cite = "第三条" })
due:rule("第三条", { when = "not left_over", give = "grant" })
due:rule("第四条", { when = "left_over", give = "grant_more" })
return act
