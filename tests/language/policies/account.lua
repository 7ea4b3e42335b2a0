-- 试点〔2025〕15号 储蓄账户试点办法：用来检查按天数加权的合计、转出的次序、按结息年度的决定，不是真实文件。
local act = document {
  id = "account", number = "试点〔2025〕15号", title = "储蓄账户试点办法", issuers = { "试点局" },
  issued = "2024-06-01", in_force = { from = "2024-07-01", cite = "第五条" }, outline = { articles = 5 },
}

act:parameter("rate", { label = "年利率", unit = "一年", cite = "第二条", { from = "2024-07-01", value = percent "1.5" } })
act:parameter("extra_rate", { label = "补贴率", unit = "一年", cite = "第三条", { from = "2024-07-01", value = percent "0.5" } })
act:parameter("days_of_year", { label = "计息的一年", unit = "天", cite = "第二条", { from = "2024-07-01", value = 360 } })

act:reading("order", { id = "试-1", cite = "第三条", ask = "提取先扣哪一部分？", default = "carried",
  { "carried", "先扣上年结转的" }, { "newest", "先扣本年新存的" }, { "shares", "按比例" } })

act:facts("saver", { label = "储户",
  carried = fact.money { label = "上年结转", cite = "第二条" },
  deposits = fact.list { label = "存入", cite = "第二条", on = fact.date { label = "入账日" }, amount = fact.money { label = "金额" },
    own = fact.boolean { label = "本人存入", optional = true } },
  withdrawals = fact.list { label = "提取", cite = "第二条", on = fact.date { label = "提取日" }, amount = fact.money { label = "金额" } },
  visits = fact.list { label = "到访", cite = "第四条", on = fact.date { label = "到访日" }, people = fact.count { label = "人数" } },
})

-- 存入当天计息，结息日也计息，所以算到结息日的次日。
act:term("balance_days", { cite = "第二条", text = "各日余额之和", is = function(saver, year, law)
  local this_year, after = within(law.year_begins, year), days_until(year + 1)
  return saver.carried:times(year + 1 - law.year_begins) + saver.deposits:sum("amount", { times = after, on = this_year }) -
    saver.withdrawals:sum("amount", { times = after, on = this_year })
end })
act:term("interest_due", { cite = "第二条", text = "利息", is = function(_, _, law)
  return law.balance_days:times(law.rate):over(law.days_of_year, { round = "half_up", to = "fen", cite = "第二条" })
end })
act:term("new_days", { cite = "第三条", text = "新存部分各日余额之和", is = function(saver, year, law)
  local this_year, after = within(law.year_begins, year), days_until(year + 1)
  if law.order == "carried" then
    return saver.deposits:net("amount", { out = saver.withdrawals, opening = saver.carried, order = "opening_first", times = after, on = this_year })
  end
  if law.order == "newest" then
    return saver.deposits:net("amount", { out = saver.withdrawals, opening = saver.carried, order = "newest_first", times = after, on = this_year })
  end
  return saver.deposits:net("amount", { out = saver.withdrawals, opening = saver.carried, order = "proportional", times = after, on = this_year })
end })
act:term("extra_due", { cite = "第三条", text = "补贴", is = function(_, _, law)
  return law.new_days:times(law.extra_rate):over(law.days_of_year, { round = "half_up", to = "fen", cite = "第三条" })
end })
act:term("own_left", { cite = "第三条", text = "本人新存剩下的", is = function(saver, year, law)
  return saver.deposits:net("amount", { out = saver.withdrawals, opening = saver.carried, order = "newest_first",
    own = true, on = within(law.year_begins, year) }):round { round = "down", to = "fen", cite = "第三条" }
end })
act:term("people_days", { cite = "第四条", text = "人天", is = function(saver, year, law)
  return saver.visits:sum("people", { times = days_until(year), on = within(law.year_begins, year) })
end })
act:term("crowded", { cite = "第四条", text = "超过五百人天", otherwise = "没有超过五百人天", is = function(_, _, law) return law.people_days > law.crowd end })
act:parameter("crowd", { label = "人天", unit = "人天", cite = "第四条", { from = "2024-07-01", value = 500 } })

local interest = act:decision("interest", { label = "本年利息", of = "saver", per = "year", year_ends = "06-30", gives = "money", cite = "第二条" })
interest:rule("第二条", { give = "interest_due" })
local extra = act:decision("extra", { label = "本年补贴", of = "saver", per = "year", year_ends = "06-30", gives = "money", cite = "第三条" })
extra:rule("第三条", { give = "extra_due" })
local left = act:decision("left", { label = "本人新存剩下多少", of = "saver", per = "year", year_ends = "06-30", gives = "money", cite = "第三条" })
left:rule("第三条", { give = "own_left" })
local busy = act:decision("busy", { label = "是否拥挤", of = "saver", per = "year", gives = "truth", cite = "第四条" })
busy:requires("第四条", "crowded")
busy:rule("第四条", { give = "crowded" })

act:uncoded("第一条", "目的")
return act
