-- On the way to one outcome a guard lies far away that changes nothing; on the way to the next one there is none.
local act = document { id = "widest-range", number = "测〔2025〕5号", title = "试验范围办法", issuers = { "试验局" },
  interpreter = { "试验局", cite = "第二条" }, issued = "2025-01-10", in_force = { from = "2025-01-01", cite = "第二条" }, outline = { articles = 2 } }
act:facts("firm", { label = "企业", key = "name", name = fact.text { label = "名称" }, size = fact.count { label = "数量" } })
act:term("class", { cite = "第一条", is = function(firm)
  if firm.size <= 100 then return count(0) end
  if firm.size <= 200 then
    if firm.size >= 5000000 then return count(3) end
    return count(1)
  end
  return count(2)
end })
local d = act:decision("by_size", { label = "类别", of = "firm", per = "day", gives = "count", cite = "第一条" })
d:rule("第一条", { give = "class" })
return act
