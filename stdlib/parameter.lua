-- Parameters and open values: dated rows, each with its source; two clocks (in force, known).
local host, std = ...
local shape = std.shape

local parameter = {}
std.parameter = parameter

local row_keys = {
  from = { "date" }, to = { "date" }, issued = { "date" }, value = { "value", required = true },
  by = { "string" }, source = { "string" }, confidence = { "string" },
}

--- Read one row { from =, to =, issued =, value =, by =, source =, confidence = } of kind `kind` (nil: any).
function parameter.row(what, given, kind, index)
  host.look_at(index) -- what is refused below is refused at this row
  if kind == "text" and type(given) == "table" and shape.is_text(given.value) then -- a bare text is no value elsewhere
    local whole = {}
    for key, value in pairs(given) do whole[key] = value end
    whole.value = host.literal(given.value)
    given = whole
  end
  shape.check(what .. " 的一行", given, row_keys)
  local row = { line = host.line(), file = host.file(), by = given.by, source = given.source, confidence = given.confidence }
  row.from = given.from and shape.day(given.from, "from")
  row.to = given.to and shape.day(given.to, "to")
  row.issued = given.issued and shape.day(given.issued, "issued")
  if not row.from and not row.to then
    host.refuse(what .. " 的一行没有日期", "写 from = \"…\"；起点不明而只知终点时写 to = \"…\"")
  end
  if row.from and row.to and row.to < row.from then host.refuse(what .. " 的一行终于开始之前", "核对 from 与 to", given.to) end
  if given.confidence and not (({ H = true, M = true, L = true })[given.confidence]) then
    host.refuse("confidence 应为 H、M 或 L", "H 官方文本，M 新闻报道，L 二手资料", given.confidence)
  end
  row.value = host.literal(given.value)
  if kind and host.kind(row.value) ~= kind then
    host.refuse(what .. " 的值应为" .. host.label(kind) .. "，得到" .. shape.type_name(given.value), "同一参数的值都是同一种类")
  end
  host.look_at(nil)
  return row
end

local function by_start(a, b)
  if (a.from or -math.huge) ~= (b.from or -math.huge) then return (a.from or -math.huge) < (b.from or -math.huge) end
  return (a.issued or -math.huge) < (b.issued or -math.huge)
end

--- Put rows in order; refuse overlaps (the same start is allowed only where it was issued anew).
function parameter.arrange(p)
  table.sort(p.rows, by_start)
  for i = 2, #p.rows do
    local before, after = p.rows[i - 1], p.rows[i]
    if not after.from then
      host.refuse_at(after.file, after.line, "参数 ‘" .. p.name .. "’ 的日期重叠：有两行都没有起点", "只有最早的一行可以不写 from")
    end
    local same_start = before.from == after.from
    local reissued = same_start and after.issued and after.issued ~= before.issued
    if (same_start and not reissued) or (not same_start and before.to and after.from <= before.to) then
      host.refuse_at(after.file, after.line, "参数 ‘" .. p.name .. "’ 的日期重叠：" .. host.day_text(after.from) .. " 起有两个值",
        "同一天只能有一个值；核对 from 与 to")
    end
  end
end

local parameter_keys = {
  [1] = { "any" }, label = { "string", required = true }, unit = { "string" }, cite = { "string", required = true },
  on = { "string" }, mid_month = { "string" },
}

--- act:parameter("rate_80s", { label =, unit =, cite =, { from =, value = }, … }).
function parameter.declare(act, name, given)
  shape.name(name, "参数")
  shape.check("参数 ‘" .. name .. "’", given, parameter_keys)
  std.cite.check(act.document, given.cite)
  local p = { name = name, label = given.label, unit = given.unit, cite = given.cite, rows = {}, line = host.line(),
    mid_month = given.mid_month }
  if given.on then
    if given.on ~= "deciding" then host.refuse("参数的 on 只能是 \"deciding\"，得到 \"" .. given.on .. "\"", "on = \"deciding\" 表示按决定之日取值", given.on) end
    p.on_deciding = true
  end
  if #given == 0 then host.refuse("参数 ‘" .. name .. "’ 没有值", "至少写一行 { from = \"…\", value = … }") end
  for i, row in ipairs(given) do
    p.rows[#p.rows + 1] = parameter.row("参数 ‘" .. name .. "’", row, p.kind, i)
    p.kind = host.kind(p.rows[#p.rows].value)
  end
  return p
end

local open_keys = {
  kind = { "string", required = true }, label = { "string" }, unit = { "string" }, cite = { "string", required = true },
  who = { "string", required = true }, by = { "string" }, gives = { "string" }, reads = { "text_list" },
}
local open_kinds = { money = true, count = true, rate = true, date = true, month = true, truth = true, text = true, rule = true }

--- act:open("floor", { kind = "money", cite =, who = }): a value that the document leaves to somebody else.
function parameter.open(act, name, given)
  shape.name(name, "待定值")
  shape.check("待定值 ‘" .. name .. "’", given, open_keys)
  std.cite.check(act.document, given.cite)
  if not open_kinds[given.kind] then
    local kinds = {}
    for kind in pairs(open_kinds) do kinds[#kinds + 1] = kind end
    table.sort(kinds)
    host.refuse("待定值没有 ‘" .. given.kind .. "’ 这种类型", shape.suggest(given.kind, kinds), given.kind)
  end
  if given.kind == "rule" and not given.gives then host.refuse("开放规则缺少 ‘gives’", "写明它给出什么，例如 gives = \"money\"") end
  return { name = name, label = given.label or name, unit = given.unit, cite = given.cite, rows = {}, line = host.line(),
    open = true, who = given.who, by = given.by, kind = given.kind == "rule" and given.gives or given.kind,
    is_rule = given.kind == "rule", reads = given.reads }
end
