-- Facts: what a policy asks about a subject. `fact.date { label = … }` declares one; `fact.timeline(fact.district)`
-- one with a history; `fact.list { on = fact.date { … } }` one with many records.
local host, std = ...
local shape = std.shape

local sequence = 0

local options = {
  label = { "string", required = true }, optional = { "boolean" }, range = { "table" }, cite = { "string" },
  born = { "boolean" }, changed_by = { "string" }, ahead = { "boolean" },
}
local timeline_options = {
  label = { "string", required = true }, optional = { "boolean" }, cite = { "string" },
  absent = { "string", required = true }, known_from = { "string" }, changed_by = { "string" },
  ahead = { "boolean" },
}
local list_options = { label = true, optional = true, cite = true, changed_by = true }
local changers = { "person", "office", "nobody" }

-- What stands behind a handle, when it is a type or a declared fact; nil otherwise.
local function type_of(t)
  local object = shape.object(t)
  return object and object.fact_type and object or nil
end

local function fact_of(t)
  local object = shape.object(t)
  return object and object.fact and object or nil
end

-- Who can make the fact another one. Nobody chooses when to be born or which number to be given.
local function changer(kind, given)
  local by = given.changed_by
  if by == nil then return (given.born or kind.identity or kind.sex) and "nobody" or nil end
  for _, known in ipairs(changers) do
    if by == known then return by end
  end
  host.refuse("changed_by 的 ‘" .. tostring(by) .. "’ 不认识",
    shape.suggest(tostring(by), changers) or "写 \"person\"（本人）、\"office\"（有关部门）或 \"nobody\"（谁也不能改变）", tostring(by))
end

local function declare(kind, form, given)
  sequence = sequence + 1
  return { fact = true, sequence = sequence, line = host.line(), form = form, kind = kind.kind, members = kind,
    identity = kind.identity, card = kind.card, credit_code = kind.credit_code, sex = kind.sex, label = given.label, optional = given.optional or false,
    absent = given.absent, known_from = given.known_from, cite = given.cite,
    changed_by = changer(kind, given), ahead = given.ahead == true, not_ahead = given.ahead == false }
end

local function handle(made)
  return shape.handle(made, "已声明的事实")
end

-- One end of a range: a day or month as text, or a value of the kind.
local function bound(kind, given)
  if given == nil or given == "today" then return given end
  local v = host.read(kind, given)
  if not v then host.refuse("range 的 " .. tostring(given) .. " 不是" .. host.label(kind), "例如 range = { \"1890-01-01\", \"today\" }", tostring(given)) end
  return v
end

local function plain(kind, given)
  shape.check("事实 fact." .. kind.name, given, options)
  local made = declare(kind, "plain", given)
  if given.born and kind.name ~= "date" then host.refuse("born 只用于 fact.date", "身份证号中的出生日期与它核对", "born") end
  made.born = given.born or false
  if given.range then
    made.least = bound(kind.kind, given.range[1])
    local most = bound(kind.kind, given.range[2])
    if most == "today" then made.today = true else made.most = most end
  end
  return handle(made)
end

local function new_type(name, kind, more)
  local made = more or {}
  made.fact_type, made.name, made.kind = true, name, kind
  return shape.handle(made, "事实类型 fact." .. name, nil, nil, plain)
end

local types = {
  date = new_type("date", "date"), month = new_type("month", "month"), money = new_type("money", "money"),
  count = new_type("count", "count"), rate = new_type("rate", "rate"), text = new_type("text", "text"),
  boolean = new_type("boolean", "truth"), identity = new_type("identity", "text", { identity = true }),
  card = new_type("card", "text", { card = true }), credit_code = new_type("credit_code", "text", { credit_code = true }),
  sex = new_type("sex", "enum", { list = { { "male", "男" }, { "female", "女" } }, domain_name = "sex", sex = true }),
  district = new_type("district", "enum", { list = std.districts, domain_name = "district" }),
}

--- fact.one_of { { "home_care", "居家养老服务" }, … }: a closed choice, by name and label.
function types.one_of(members)
  if type(members) ~= "table" or #members == 0 then
    host.refuse("fact.one_of 需要选项清单", "例如 fact.one_of { { \"yes\", \"是\" }, { \"no\", \"否\" } }")
  end
  local seen, list = {}, {}
  for i, member in ipairs(members) do
    if type(member) ~= "table" or not shape.is_text(member[1]) or not shape.is_text(member[2]) then
      host.refuse("fact.one_of 的每个选项写成 { \"名称\", \"中文\" }", "")
    end
    if seen[member[1]] then host.refuse("选项 ‘" .. member[1] .. "’ 写了两次", "", member[1]) end
    seen[member[1]] = true
    list[i] = { member[1], member[2] } -- a copy: the policy keeps its own table
  end
  return new_type("one_of", "enum", { list = list })
end

--- fact.timeline(T) { label =, absent =, known_from = }: the value of T on every day.
function types.timeline(kind)
  kind = type_of(kind)
  if not kind then host.refuse("fact.timeline 需要一种类型", "例如 fact.timeline(fact.district) { … }") end
  return function(given)
    shape.declaring("fact.timeline")
    shape.check("事实 fact.timeline", given, timeline_options)
    return handle(declare(kind, "timeline", given))
  end
end

--- fact.list { label =, NAME = fact.X { … }, … }: records with fields.
function types.list(given)
  if type(given) ~= "table" then host.refuse("fact.list 需要一张表", "") end
  local fields = {}
  for name, option in pairs(given) do
    local field = fact_of(option)
    if field then
      if field.form ~= "plain" then host.refuse("清单的字段 ‘" .. name .. "’ 只能是单个值", "", name) end
      field.name = shape.name(name, "字段")
      fields[#fields + 1] = field
    elseif not list_options[name] then
      local near = host.nearest(tostring(name), { "label", "optional", "cite", "changed_by" })
      host.refuse("fact.list 的 ‘" .. tostring(name) .. "’ 不是字段",
        near and "是否想写 ‘" .. near .. "’？" or "写成 " .. tostring(name) .. " = fact.date { label = … }", tostring(name))
    end
  end
  if not shape.is_text(given.label) then host.refuse("fact.list 缺少 ‘label’", "补上 label = …") end
  if #fields == 0 then host.refuse("fact.list 没有字段", "例如 on = fact.date { label = \"日期\" }") end
  -- the host keeps the names of the fields of one record in fixed arrays (MOST_FIELDS)
  if #fields > 31 then host.refuse("fact.list 有 " .. #fields .. " 个字段，最多 31 个", "分成几个列表，或把不用来判断的字段去掉") end
  table.sort(fields, function(a, b) return a.sequence < b.sequence end)
  local made = declare({ kind = "list" }, "list", given)
  made.fields = fields
  return handle(made)
end

function types.case()
  host.refuse("fact.case 依赖工作流，本版本尚不支持", "用 fact.timeline 或 fact.list 记录已经发生的步骤")
end

local ref_options = { label = { "string", required = true }, cite = { "string" } }

--- fact.ref("unit") { label =, cite = }: the record of another kind of subject, found by its key.
function types.ref(subject)
  if type(subject) ~= "string" then host.refuse("fact.ref 需要对象的名称", "例如 unit = fact.ref(\"unit\") { label = \"依托单位\" }") end
  shape.name(subject, "对象")
  return function(given)
    shape.declaring("fact.ref")
    shape.check("关联 fact.ref", given, ref_options)
    sequence = sequence + 1
    return shape.handle({ ref = true, to = subject, label = given.label, cite = given.cite, line = host.line(), sequence = sequence }, "关联")
  end
end

local function ref_of(t)
  local object = shape.object(t)
  return object and object.ref and object or nil
end

std.fact_of, std.ref_of, std.type_of, std.fact_types = fact_of, ref_of, type_of, types
std.globals.fact = setmetatable({}, { __metatable = false,
  __index = function(_, name)
    shape.declaring("fact")
    if types[name] then return types[name] end
    local names = {}
    for known in pairs(types) do names[#names + 1] = known end
    table.sort(names)
    host.refuse("没有事实类型 ‘fact." .. tostring(name) .. "’", shape.suggest(name, names), tostring(name))
  end,
  __newindex = function() host.refuse("fact 不能修改", "") end })
