-- Truths that may be left out, as conditions in every way in which a policy can ask: each decision gives 10.00 where its condition holds, else 0.00.
local act = document { id = "left-out", number = "试〔2025〕15号", title = "可不填的真假试验办法", issuers = { "试验局" }, issued = "2024-12-01",
  in_force = { from = "2025-01-01", cite = "第九条" }, outline = { articles = 9 } }
act:parameter("rate", { label = "标准", unit = "元", cite = "第二条", { from = "2025-01-01", value = yuan(10) } })
act:facts("base", { label = "基地", key = "number", number = fact.text { label = "编号" },
  flag = fact.boolean { label = "示范", optional = true }, other = fact.boolean { label = "开放", optional = true },
  uses = fact.list { label = "活动", on = fact.date { label = "活动日期" }, free = fact.boolean { label = "免费", optional = true } } })

local function asked(name, condition, given)
  act:decision(name, { label = name, of = "base", per = "month", gives = "money", else_give = yuan(0), cite = "第一条", given = given })
    :rule("第二条", { when = condition, give = "rate" })
end
local function by_term(name, is)
  act:term("t_" .. name, { cite = "第一条", text = name, is = is })
  asked(name, "t_" .. name)
end
asked("by_name", "flag")
asked("not_by_name", "not flag")
asked("any_of", { any = { "flag", "other" } })
asked("all_of", { "flag", "not other" })
asked("by_input", "wish", { wish = fact.boolean { label = "愿意", optional = true } })
local needed = act:decision("needed", { label = "要求", of = "base", per = "month", gives = "money", cite = "第一条" })
needed:requires("第三条", "flag", { text = "是示范", otherwise = "不是示范" })
needed:rule("第二条", { give = "rate" })
local excepted = act:decision("excepted", { label = "除外", of = "base", per = "month", gives = "money", cite = "第一条" })
excepted:rule("第二条", { give = "rate" })
excepted:exception("第四条", { to = "第二条", when = "flag", give = yuan(0) })

by_term("tested", function(base) if base.flag then return true end return false end)
by_term("negated", function(base) return not base.flag end)
by_term("is_true", function(base) return base.flag == true end)
by_term("is_false", function(base) return base.flag == false end)
by_term("both", function(base) return base.flag and not base.other end)
by_term("either", function(base) return base.flag or base.other end)
by_term("passed_on", function(base) return base.flag end)
by_term("passed_twice", function(_, _, law) return not law.t_passed_on end)
by_term("there", function(base) return present(base.flag) end)
by_term("first_there", function(base) return first_present(base.flag, base.other) end)
by_term("any_free", function(base) return base.uses:any { free = true } end)
by_term("any_not_free", function(base) return base.uses:any { free = false } end)
by_term("all_free", function(base) return base.uses:all { free = true } end)
by_term("two_not_free", function(base) return base.uses:where { free = false }:count() >= 2 end)
by_term("some_other_than", function(base) return base.uses:any { free = other_than(true) } end)
by_term("last_free", function(base) return base.uses:last("free") end)
by_term("last_tested", function(base) if base.uses:last("free") then return true end return false end)
return act
