-- Kinds of subjects: who or what a document decides about, with their facts. The first that is declared is the main one. A
-- fact of another one is called "unit.kind" outside its subject: in one list of all facts, so that whatever decides,
-- explains or explores sees facts only, whichever record they stand in.
local host, std = ...
local shape = std.shape

local subjects = {}
std.subjects = subjects

local function read_facts(act, subject, given)
  for name, option in pairs(given) do
    local field, ref = std.fact_of(option), std.ref_of(option)
    if field or ref then
      local one = field or { to = ref.to, label = ref.label, cite = ref.cite, line = ref.line, sequence = ref.sequence }
      one.own = shape.name(name, field and "事实" or "关联")
      one.subject = subject.number
      local list = field and subject.facts or subject.refs
      list[#list + 1] = one
      subject.by_name[name] = one
    elseif name ~= "label" and name ~= "key" then
      local hint = host.nearest(tostring(name), { "label", "key" })
      host.refuse("facts 的 ‘" .. tostring(name) .. "’ 不是事实", hint and "是否想写 ‘" .. hint .. "’？" or "写成 " .. tostring(name) ..
        " = fact.date { label = … }", tostring(name))
    end
  end
  for _, list in ipairs { subject.facts, subject.refs } do
    table.sort(list, function(a, b) return a.sequence < b.sequence end)
  end
  for _, field in ipairs(subject.facts) do
    field.name = subject.number == 1 and field.own or subject.name .. "." .. field.own
    act.facts_list[#act.facts_list + 1] = field
    act.fact_by_name[field.name] = field
  end
  std.check_fact_cites(act.document, subject.facts)
  std.check_fact_cites(act.document, subject.refs)
end

local function check_key(subject, key)
  if not key then return end
  local field = subject.by_name[key]
  if not field or field.to then
    host.refuse("key 所指的事实 ‘" .. tostring(key) .. "’ 没有声明", std.suggest_in(key, subject.by_name), tostring(key))
  end
end

--- act:facts("elder", { label =, key =, NAME = fact.X { … }, NAME = fact.ref("unit") { … } }).
function subjects.declare(act, name, given)
  if type(given) ~= "table" then host.refuse("facts 需要一张表", "") end
  shape.name(name, "对象")
  for _, other in ipairs(act.subjects) do
    if other.name == name then host.refuse("对象 ‘" .. name .. "’ 已经声明（第 " .. other.line .. " 行）", "它的事实写在一处", name) end
  end
  if #act.subjects == 32 then host.refuse("对象超过 32 类", "分成几个文件", name) end
  local subject = { name = name, number = #act.subjects + 1, facts = {}, refs = {}, by_name = {}, line = host.line(), key = given.key }
  act.subjects[subject.number] = subject
  read_facts(act, subject, given)
  if not shape.is_text(given.label) then host.refuse("facts 缺少 ‘label’", "补上 label = …") end
  subject.label = given.label
  check_key(subject, given.key)
  if subject.number == 1 then act.subject, act.subject_label, act.key = name, given.label, given.key end
end

local function names(act)
  local list = {}
  for i, s in ipairs(act.subjects) do list[i] = s.name end
  return list
end

--- The subject called `name`; refuses with `what` where there is none.
function subjects.find(act, name, what)
  for _, s in ipairs(act.subjects) do
    if s.name == name then return s end
  end
  host.refuse(what, act.subject and shape.suggest(tostring(name), names(act)) or "先写 act:facts(…)", tostring(name))
end

local function refuse(item, message, hint, token)
  host.refuse_at(host.policy_file(), item.line, message, hint, token)
end

-- Each reference leads to a subject with a key, and is called like it: so a fact has one name, "unit.kind", in conditions,
-- answers and the columns of a file; and two ways to one subject, which would be one record for two, cannot be written.
local function resolve_refs(act)
  for _, s in ipairs(act.subjects) do
    for _, ref in ipairs(s.refs) do
      local to
      for _, other in ipairs(act.subjects) do to = to or (other.name == ref.to and other) end
      if not to then
        refuse(ref, "关联 ‘" .. ref.own .. "’ 所指的对象 ‘" .. ref.to .. "’ 没有声明", shape.suggest(ref.to, names(act)), ref.to)
      end
      if not to.key then refuse(ref, "关联 ‘" .. ref.own .. "’ 所指的对象 ‘" .. ref.to .. "’ 没有标识", "在 act:facts(\"" .. ref.to .. "\", …) 中写 key = \"…\"", ref.to) end
      if ref.own ~= ref.to then refuse(ref, "关联 ‘" .. ref.own .. "’ 应与所指的对象同名", "写成 " .. ref.to .. " = fact.ref(\"" .. ref.to .. "\") { … }", ref.own) end
      ref.target = to
    end
  end
end

-- Each subject with those that it leads to, in the order of the way; a way that comes back to where it began has no end.
local function reach(s, from, way)
  for _, ref in ipairs(s.refs) do
    local to = ref.target
    if way[to] then
      refuse(ref, "关联形成循环：‘" .. from.name .. "’ 又回到 ‘" .. to.name .. "’", "去掉其中一个关联", ref.own)
    end
    if from.reaches[to.number] then
      refuse(ref, "从 ‘" .. from.name .. "’ 有两条路到 ‘" .. to.name .. "’", "去掉其中一个关联", ref.own)
    end
    from.reaches[to.number] = true
    way[to] = true
    reach(to, from, way)
    way[to] = nil
  end
end

-- In CSV "unit.on" must be one thing: no list of the main subject is called like another subject.
local function check_names(act)
  for i = 2, #act.subjects do
    local s, other = act.subjects[i], act.fact_by_name[act.subjects[i].name]
    if other then refuse(s, "对象 ‘" .. s.name .. "’ 与事实 ‘" .. other.name .. "’（第 " .. other.line .. " 行）同名", "换一个名称", s.name) end
  end
end

--- All references lead somewhere and end; every subject knows its place in the list of all facts.
function subjects.resolve(act)
  resolve_refs(act)
  check_names(act)
  local first = 0
  for _, s in ipairs(act.subjects) do
    s.reaches = { [s.number] = true }
    reach(s, s, { [s] = true })
    s.first, s.count = first, #s.facts
    first = first + s.count
    s.reach = 0
    for number in pairs(s.reaches) do s.reach = s.reach | 1 << number - 1 end
    for _, ref in ipairs(s.refs) do ref.to_number = ref.target.number end
  end
end

--- The full name of what `name` says in a condition of `subject`: its own fact, "unit.kind" by its reference, else as it stands.
function subjects.full_name(subject, name)
  if subject.number == 1 and #subject.refs == 0 then return name end
  local field = subject.by_name[name]
  if field and not field.to then return field.name end
  local by, of = string.match(name, "^([%w_]+)%.([%w_]+)$")
  local ref = by and subject.by_name[by]
  local far = ref and ref.to and ref.target.by_name[of]
  return far and far.name or name
end

--- `item` of `subject` (a decision, a rule) uses a name of `other`: it must be one that the subject leads to.
function subjects.check_use(act, item, subject, number, name)
  if subject.reaches[number] then return end
  local other = act.subjects[number]
  refuse(item, "‘" .. name .. "’ 说的是" .. other.label .. "，而这里的对象是" .. subject.label, "用本对象的，或先用 fact.ref 关联", item.token or name)
end
