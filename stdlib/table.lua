-- Tables: values by a choice and a column, dated and cited like parameters. Each cell is a parameter of its own
-- (need.basic.area), so that it is decided, explained, amended and told as any other; `law.need[base.class].area` finds it.
local host, std = ...
local shape = std.shape

local tables = {}
std.table = tables

local table_keys = { [1] = { "any" }, label = { "string", required = true }, cite = { "string", required = true },
  by = { "any", required = true }, columns = { "table", required = true }, on = { "string" } }
local version_keys = { from = { "date" }, to = { "date" }, issued = { "date" }, by = { "string" }, source = { "string" },
  rows = { "table", required = true } }

local function names_of(list)
  local names = {}
  for i, one in ipairs(list) do names[i] = one[1] or one.name end
  return names
end

local function read_columns(what, given)
  local columns = {}
  for name, label in pairs(given) do
    shape.name(name, what .. "的列")
    if not shape.is_text(label) or label == "" then
      host.refuse(what .. "的列 ‘" .. name .. "’ 应写明中文名称", "例如 columns = { area = \"室内展示面积\" }", name)
    end
    columns[#columns + 1] = { name = name, label = label }
  end
  if #columns == 0 then host.refuse(what .. "没有列", "例如 columns = { area = \"室内展示面积\" }", "columns") end
  table.sort(columns, function(a, b) return a.name < b.name end) -- a table of Lua has no order of its own
  return columns
end

-- A cell is a value, or { value, cite = "…" } where it stands in a place of its own.
local function read_cell(act, what, given, row_cite)
  if type(given) ~= "table" or host.kind(given) then return given, row_cite end
  shape.check(what, given, { [1] = { "any" }, cite = { "string", required = true } })
  std.cite.check(act.document, given.cite)
  return given[1], given.cite
end

local function check_row(what, row, columns)
  if type(row) ~= "table" or host.kind(row) then
    host.refuse(what .. "应是一张表，得到" .. shape.type_name(row), "例如 basic = { cite = \"…\", area = … }")
  end
  local known = { cite = true }
  for _, column in ipairs(columns) do known[column.name] = true end
  for key in pairs(row) do
    if not known[key] then
      host.refuse(what .. "没有列 ‘" .. tostring(key) .. "’", shape.suggest(tostring(key), names_of(columns), "本表的列"), tostring(key))
    end
  end
end

local function check_members(what, rows, members)
  for name in pairs(rows) do
    local found = false
    for _, member in ipairs(members) do found = found or member[1] == name end
    if not found then
      host.refuse(what .. "没有选项 ‘" .. tostring(name) .. "’", shape.suggest(tostring(name), names_of(members), "可以写的"), tostring(name))
    end
  end
  for _, member in ipairs(members) do
    if rows[member[1]] == nil then
      host.refuse(what .. "缺少 ‘" .. member[1] .. "’（" .. member[2] .. "）一行", "每个选项写一行；没有规定的列可以不写", "rows")
    end
  end
end

-- One version of one cell, as a row of its parameter.
local function add_version(p, what, version, value, index)
  local given = { from = version.from, to = version.to, issued = version.issued, by = version.by, source = version.source,
    value = value }
  p.rows[#p.rows + 1] = std.parameter.row(what, given, p.kind, index)
  p.kind = host.kind(p.rows[#p.rows].value)
end

local function read_version(act, t, version, index)
  local what = "表 ‘" .. t.name .. "’ "
  host.look_at(index)
  shape.check(what .. "的一版", version, version_keys)
  check_members(what, version.rows, t.members)
  for _, member in ipairs(t.members) do
    local row = version.rows[member[1]]
    check_row(what .. "的 ‘" .. member[1] .. "’ ", row, t.columns)
    if row.cite then std.cite.check(act.document, row.cite) end
    for _, column in ipairs(t.columns) do
      if row[column.name] ~= nil then
        local value, cite = read_cell(act, what .. "的 ‘" .. column.name .. "’ ", row[column.name], row.cite or t.cite)
        local p = t.cells[member[1]][column.name]
        if not p.cite then p.cite = cite end
        add_version(p, what .. "的 ‘" .. member[1] .. "." .. column.name .. "’ ", version, value, index)
        if column.kind and column.kind ~= p.kind then
          host.look_at(index)
          host.refuse(what .. "的列 ‘" .. column.name .. "’ 有" .. host.label(column.kind) .. "，也有" .. host.label(p.kind), "一列的值都是同一种类", column.name)
        end
        column.kind = p.kind
      end
    end
  end
  host.look_at(nil)
end

--- act:table("need", { label =, cite =, by = class, columns = { area = "面积" }, { from =, rows = { basic = { cite =, area = … } } } }).
function tables.declare(act, name, given)
  shape.name(name, "表")
  shape.check("表 ‘" .. name .. "’", given, table_keys)
  std.cite.check(act.document, given.cite)
  local kind = std.type_of(given.by)
  if not kind or not kind.list then
    host.refuse("表 ‘" .. name .. "’ 的 by 应为一种选项", "例如 local class = fact.one_of { … }，再写 by = class", "by")
  end
  if given.on and given.on ~= "deciding" then
    host.refuse("表的 on 只能是 \"deciding\"，得到 \"" .. given.on .. "\"", "on = \"deciding\" 表示按决定之日取值", given.on)
  end
  local t = { name = name, label = given.label, cite = given.cite, by = kind, members = kind.list,
    columns = read_columns("表 ‘" .. name .. "’ ", given.columns), cells = {}, line = host.line() }
  for _, member in ipairs(t.members) do
    t.cells[member[1]] = {}
    for _, column in ipairs(t.columns) do
      t.cells[member[1]][column.name] = { name = name .. "." .. member[1] .. "." .. column.name, table = name,
        label = given.label .. "：" .. member[2] .. "，" .. column.label, rows = {}, line = host.line(),
        on_deciding = given.on == "deciding" }
    end
  end
  if #given == 0 then host.refuse("表 ‘" .. name .. "’ 没有内容", "至少写一版 { from = \"…\", rows = { … } }") end
  for i, version in ipairs(given) do read_version(act, t, version, i) end
  for _, column in ipairs(t.columns) do
    if not column.kind then host.refuse("表 ‘" .. name .. "’ 的列 ‘" .. column.name .. "’ 没有一个值", "去掉这一列，或补上值", column.name) end
  end
  return t
end

--- The cells that have a value, in the order of the members and columns.
function tables.parameters(t)
  local list = {}
  for _, member in ipairs(t.members) do
    for _, column in ipairs(t.columns) do
      local p = t.cells[member[1]][column.name]
      if #p.rows > 0 then list[#list + 1] = p end
    end
  end
  return list
end

--- Number the cells for the host: for each member and column the number of the parameter, 0 where there is none.
function tables.resolve(act)
  local number = {}
  for i, p in ipairs(act.parameters) do number[p] = i end
  for _, t in ipairs(act.tables) do
    t.cell_numbers, t.column_names, t.column_kinds = {}, {}, {}
    for _, member in ipairs(t.members) do
      for _, column in ipairs(t.columns) do t.cell_numbers[#t.cell_numbers + 1] = number[t.cells[member[1]][column.name]] or 0 end
    end
    for i, column in ipairs(t.columns) do t.column_names[i], t.column_kinds[i] = column.name, column.kind end
  end
end
