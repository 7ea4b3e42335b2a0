-- Payments: which decision pays, who pays, to which account, from which month on, and what happens to differences.
--   act:payment("allowance", { label =, cite =, pays = "due", payer = "payer", to = "card", first_month = "first_payable",
--     before_ledger = "closed", day = "payday", owed_back = "paid_by", payer_changed = "between_districts" })
local host, std = ...
local shape = std.shape

local payment = {}
std.payment = payment

local keys = {
  label = { "string", required = true }, cite = { "string", required = true }, pays = { "string", required = true },
  payer = { "string" }, back_pay = { "table" }, to = { "string" }, first_month = { "string", required = true },
  before_ledger = { "string", required = true }, day = { "string" }, bands = { "string" },
  owed_back = { "table" }, payer_changed = { "table" },
}
local back_pay_keys = { payer = { "string", required = true }, paid_in = { "string", required = true }, cite = { "string", required = true } }
local owed_keys = { by = { "string", required = true }, cite = { "string", required = true } }
local changed_keys = { settle = { "string", required = true }, cite = { "string", required = true } }

local function choice(what, given, ...)
  local names = { ... }
  for _, name in ipairs(names) do
    if given == name then return end
  end
  host.refuse(what .. " ‘" .. tostring(given) .. "’ 不认识", shape.suggest(tostring(given), names), tostring(given))
end

--- Read one payment; its names are resolved at the end of loading.
function payment.declare(act, name, given)
  shape.name(name, "发放")
  shape.check("发放 ‘" .. name .. "’", given, keys)
  std.cite.check(act.document, given.cite)
  choice("before_ledger", given.before_ledger, "closed", "open")
  local p = { name = name, line = host.line(), label = given.label, cite = given.cite, pays = given.pays, payer = given.payer,
    to = given.to, first_month = given.first_month, closed = given.before_ledger == "closed", day = given.day, bands = given.bands }
  if given.back_pay then
    shape.check("发放 ‘" .. name .. "’ 的 back_pay", given.back_pay, back_pay_keys)
    std.cite.check(act.document, given.back_pay.cite)
    p.back_payer, p.paid_in, p.back_cite = given.back_pay.payer, given.back_pay.paid_in, given.back_pay.cite
  end
  if given.owed_back then
    shape.check("发放 ‘" .. name .. "’ 的 owed_back", given.owed_back, owed_keys)
    std.cite.check(act.document, given.owed_back.cite)
    choice("owed_back.by", given.owed_back.by, "paid_by")
    p.owed_cite = given.owed_back.cite
  end
  if given.payer_changed then
    shape.check("发放 ‘" .. name .. "’ 的 payer_changed", given.payer_changed, changed_keys)
    std.cite.check(act.document, given.payer_changed.cite)
    choice("payer_changed.settle", given.payer_changed.settle, "between_payers", "keep")
    p.between, p.between_cite = given.payer_changed.settle == "between_payers", given.payer_changed.cite
  end
  if p.between and not p.payer then host.refuse("payer_changed 需要 payer", "补上 payer = \"…\"", "payer_changed") end
  if p.back_payer and not p.payer then host.refuse("back_pay 需要 payer", "补上 payer = \"…\"", "back_pay") end
  return p
end

local function refuse(p, message, hint, token)
  host.refuse_at(host.policy_file(), p.line, message, hint, token)
end

local function named(p, list, name, what)
  local names = {}
  for i, item in ipairs(list) do
    if item.name == name then return i, item end
    names[i] = item.name
  end
  refuse(p, shape.words("发放 ‘" .. p.name .. "’ 的", what) .. " ‘" .. name .. "’ 没有声明", shape.suggest(name, names), name)
end

-- A decision by month that gives `kind` (nil: anything), with exactly the inputs `given`.
local function decision(act, p, name, what, kind, given)
  local i, d = named(p, act.decisions, name, what)
  if d.subject ~= 1 then
    refuse(p, what .. " ‘" .. name .. "’ 的对象是" .. act.subjects[d.subject].label .. "，发放只给" .. act.subject_label,
      "发放给最先声明的那类对象", name)
  end
  if d.per ~= "month" then refuse(p, what .. " ‘" .. name .. "’ 应是按月的决定", "写 per = \"month\"", name) end
  if kind and d.kind ~= kind then
    refuse(p, what .. " ‘" .. name .. "’ 应给出" .. host.label(kind) .. "，得到" .. host.label(d.kind), "", name)
  end
  local extra = #d.given > (given and 1 or 0) or given and (not d.given[1] or d.given[1].name ~= given or d.given[1].kind ~= "month")
  if extra then refuse(p, what .. " ‘" .. name .. "’ 的输入不合", given and "只需要一项输入 " .. given .. "（月份）" or "发放时没有人给它输入", name) end
  if d.law_on then refuse(p, what .. " ‘" .. name .. "’ 用了 law_on", "发放按各月的规定，不能另指日期", name) end
  return i, d
end

--- Resolve the names of all payments; `index` numbers what `law` knows.
function payment.resolve(act, index)
  for _, p in ipairs(act.payments) do
    if not act.key then refuse(p, "发放需要知道每个对象是谁", "在 act:facts 中写 key = \"…\"", p.name) end
    local payer_decision, back
    p.pays_index = decision(act, p, p.pays, "pays", "money")
    if p.payer then
      p.payer_index, payer_decision = decision(act, p, p.payer, "payer", "enum")
    end
    if p.back_payer then
      p.back_index, back = decision(act, p, p.back_payer, "back_pay.payer", "enum", p.paid_in)
      if back.members ~= payer_decision.members then refuse(p, "payer 与 back_pay.payer 给出的不是同一种选项", "", p.back_payer) end
    end
    if p.bands then p.bands_index = decision(act, p, p.bands, "bands") end
    if p.day then p.day_index = decision(act, p, p.day, "day", "date") end
    if p.to then
      local fact = act.fact_by_name[p.to]
      if not fact then refuse(p, "to 所指的事实 ‘" .. p.to .. "’ 没有声明", std.suggest_in(p.to, act.fact_by_name), p.to) end
      if fact.kind ~= "text" or fact.form ~= "plain" then refuse(p, "to 应是账号（fact.card 或 fact.text）", "", p.to) end
      p.to_index = fact.number + 1
    end
    local meaning = act.by_name[p.first_month]
    if not meaning or meaning.what ~= "术语" and not (meaning.what == "参数" and meaning.item.kind == "month") then
      refuse(p, "first_month ‘" .. p.first_month .. "’ 应是给出月份的术语或参数", "用 act:term 定义从哪个月起可以发放", p.first_month)
    end
    p.first_index = index[p.first_month]
  end
end
