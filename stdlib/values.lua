-- Values for open parameters and choices of readings, in files of their own, each with source and date.
--   values "old-age-allowance"
--   value("past_rate_90s", { from = "2015-07-01", value = yuan(200), source = "…", confidence = "M" })
--   choose("low_income_start", "same_month", { by = "…", source = "…" })
local host, std = ...
local shape = std.shape

--- values "policy-id": which policy this file decides for.
function std.globals.values(id)
  if type(id) ~= "string" or id ~= std.act.document.id then
    host.refuse("这个文件写给 ‘" .. tostring(id) .. "’，而政策是 ‘" .. std.act.document.id .. "’",
      shape.suggest(tostring(id), { std.act.document.id }), tostring(id))
  end
  std.values_for = id
end

local function named(list, name, what)
  if not std.values_for then host.refuse("先写 values \"政策 id\"", "例如 values \"old-age-allowance\"") end
  local map = {}
  for _, item in ipairs(list) do map[item.name] = item end
  if not map[name] then host.refuse("没有" .. what .. " ‘" .. tostring(name) .. "’", std.suggest_in(name, map), tostring(name)) end
  return map[name]
end

--- value("name", { from =, value =, source = }): one dated value of an open parameter.
function std.globals.value(name, given)
  local open = {}
  for _, p in ipairs(std.act.parameters) do
    if p.open then open[#open + 1] = p end
  end
  local p = named(open, name, "待定值")
  if p.by then host.refuse("待定值 ‘" .. name .. "’ 由各" .. p.by .. "分别决定，本版本尚不支持分别写值", "") end
  if p.is_rule then host.refuse("开放规则 ‘" .. name .. "’ 的内容不是一个值，本版本尚不支持", "") end
  local row = std.parameter.row("待定值 ‘" .. name .. "’", given, p.kind)
  if not row.source then host.refuse("待定值 ‘" .. name .. "’ 的值缺少出处", "补上 source = \"…\"") end
  p.rows[#p.rows + 1] = row
end

local choose_keys = { by = { "string", required = true }, source = { "string", required = true } }

--- choose("reading", "option", { by =, source = }): a reading that differs from the recommended one.
function std.globals.choose(name, option, given)
  local r = named(std.act.readings, name, "适用口径")
  shape.check("choose", given or {}, choose_keys)
  if r.chosen_by then host.refuse("适用口径 ‘" .. name .. "’ 选择了两次", "留下一个 choose", name) end
  local names = {}
  for i, known in ipairs(r.options) do
    names[i] = known[1]
    if known[1] == option then
      r.chosen, r.chosen_by = i, given.by .. "（" .. given.source .. "）"
      return
    end
  end
  host.refuse("适用口径 ‘" .. name .. "’ 没有 ‘" .. tostring(option) .. "’", shape.suggest(tostring(option), names), tostring(option))
end

-- A text, integer or truth of a story as a value of the kind.
local function value_of(p, given)
  if p.kind == "truth" or p.kind == "text" then return given end
  local v = host.read(p.kind, given)
  if not v then host.refuse("参数 ‘" .. p.name .. "’ 的值 " .. tostring(given) .. " 不是" .. host.label(p.kind), "", tostring(given)) end
  return v
end

--- amend("rate_80s", { from =, value =, issued = }) or amend("reading", "option"): what a later version of the policy says, for stories.
function std.globals.amend(name, given)
  local meaning = std.act.by_name[name]
  if not meaning then host.refuse("没有参数或适用口径 ‘" .. tostring(name) .. "’", std.suggest_in(name, std.act.by_name), tostring(name)) end
  local item = meaning.item
  if meaning.what == "适用口径" then
    for i, option in ipairs(item.options) do
      if option[1] == given then
        item.chosen, item.chosen_by = i, "story"
        return
      end
    end
    host.refuse("适用口径 ‘" .. name .. "’ 没有 ‘" .. tostring(given) .. "’", "", tostring(given))
  end
  if meaning.what ~= "参数" and meaning.what ~= "待定值" then
    host.refuse("‘" .. name .. "’ 是" .. meaning.what .. "，不能这样修改", "law 中只写参数与待定值", name)
  end
  local row = {}
  for key, value in pairs(given) do row[key] = value end
  row.value = value_of(item, given.value)
  local made = std.parameter.row("参数 ‘" .. name .. "’", row, item.kind)
  for i = #item.rows, 1, -1 do -- the same day again: the new row stands instead
    if item.rows[i].from == made.from and item.rows[i].issued == made.issued then table.remove(item.rows, i) end
  end
  item.rows[#item.rows + 1] = made
end
