-- A requirement that is asked only of those for whom a table says something.
local act = document { id = "narrowed", number = "试〔2025〕23号", title = "逐类要求试验办法", issuers = { "试验局" }, issued = "2025-01-01",
  in_force = { from = "2025-01-01", to = "2025-12-31", cite = "第九条", after = "undetermined", who = "试验局接续办公室" }, outline = { articles = 9 } }
local class = fact.one_of { { "small", "小型" }, { "large", "大型" } }
act:table("need", { label = "各类要求", cite = "第二条", by = class, columns = { days = "天数" },
  { from = "2025-01-01", rows = { small = { cite = "第三条" }, large = { cite = "第四条", days = 200 } } } })
act:facts("base", { label = "场馆", key = "number", number = fact.text { label = "编号" }, class = class { label = "类别" },
  open = fact.boolean { label = "开放" }, days = fact.count { label = "开放天数" } })
act:term("is_large", { cite = "第四条", is = function(base, _, law) return present(law.need[base.class].days) end })
act:term("is_open", { cite = "第五条", text = "开放", otherwise = "没有开放", is = function(base) return base.open end })
act:term("often_open", { cite = "第二条", text = "天数足够", otherwise = "天数不足",
  is = function(base, _, law) return not law.is_large or base.days >= law.need[base.class].days end })
local fit = act:decision("fit", { label = "是否符合", of = "base", per = "day", gives = "truth", cite = "第五条" })
fit:requires("第五条", "is_open", { where = "is_large" })
fit:requires("第二条", "often_open")
fit:rule("第五条", { give = "is_open" })
return act
