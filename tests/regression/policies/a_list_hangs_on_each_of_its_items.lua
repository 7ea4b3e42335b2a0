-- A list of 40 entries: the first two for the one, the 33rd for the other, the last seven for everybody.
local act = document {
  id = "forty-items", number = "测〔2025〕3号", title = "材料清单试验办法", issuers = { "试验局" },
  interpreter = { "试验局", cite = "第二条" }, issued = "2025-01-10",
  in_force = { from = "2025-01-01", cite = "第二条" }, outline = { articles = 2 },
}
act:facts("person", { label = "个人", key = "name",
  name = fact.text { label = "姓名" }, married = fact.boolean { label = "已婚" }, foreign = fact.boolean { label = "外籍" } })
act:term("is_married", { cite = "第一条", text = "已婚", is = function(person) return person.married end })
local papers = act:decision("papers", { label = "材料", of = "person", per = "day", gives = "list", cite = "第一条" })
act:term("is_foreign", { cite = "第一条", text = "外籍", is = function(person) return person.foreign end })
for i = 1, 40 do
  local when = i <= 2 and "is_married" or i < 33 and "is_foreign" or i == 33 and "not is_married" or nil
  papers:item("第一条", { when = when, give = "第" .. i .. "项" })
end
return act
