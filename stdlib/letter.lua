-- Letters: what a notice for a person says beside the outcome: what to bring, by when, where, and the legal remedies.
--   act:letter { decisions = { "due" }, outcomes = { "refused", "needs" }, bring = "materials",
--     by = { "每年{switch_month}月{switch_day}日以前", cite = "第六条第2项" }, at = { "户籍地居（村）民委员会", cite = "第六条第2项" } }
--   act:remedies { text = "对本决定不服的，可以……", source = "《中华人民共和国行政复议法》第二十条" }
local host, std = ...
local shape = std.shape

local letter = {}
std.letter = letter

local letter_keys = {
  decisions = { "text_list", required = true }, outcomes = { "text_list" }, about = { "string" }, bring = { "string" },
  by = { "table" }, at = { "table" }, changes = { "table" },
}
local cited_fields = { [1] = { "string" }, cite = { "string", required = true } }
local remedies_keys = { text = { "string", required = true }, source = { "string", required = true }, favourable = { "boolean" } }
local outcomes = { "value", "refused", "hold", "undetermined", "needs" }

local function list_of(given) return type(given) == "string" and { given } or given end

local function cited(act, what, given)
  if given == nil then return nil end
  shape.check(what, given, cited_fields)
  if not shape.is_text(given[1]) or given[1] == "" then
    host.refuse(shape.words(what, "缺少内容"), "写成 " .. what .. " = { \"…\", cite = \"…\" }", what)
  end
  return given[1], std.cite.check(act.document, given.cite)
end

-- Bit i: outcome i. Without a word about them: all.
local function outcome_bits(given)
  if given == nil then return (1 << #outcomes) - 1 end
  local bits = 0
  for _, name in ipairs(list_of(given)) do
    local at
    for i, known in ipairs(outcomes) do
      if known == name then at = i end
    end
    if not at then host.refuse("没有结果 ‘" .. tostring(name) .. "’", shape.suggest(tostring(name), outcomes), tostring(name)) end
    bits = bits | 1 << (at - 1)
  end
  return bits
end

--- Read one letter; its names are resolved at the end of loading.
function letter.declare(act, given)
  shape.check("letter", given, letter_keys)
  local l = { line = host.line(), names = list_of(given.decisions), outcomes = outcome_bits(given.outcomes), about = given.about,
    bring = given.bring }
  l.by, l.by_cite = cited(act, "by", given.by)
  l.at, l.at_cite = cited(act, "at", given.at)
  l.changes, l.changes_cite = cited(act, "changes", given.changes)
  return l
end

--- Read the notice of the legal remedies. Its source is a law beside the document, so its citation is kept as it is written.
function letter.remedies(given)
  shape.check("remedies", given, remedies_keys)
  return { line = host.line(), text = given.text, source = given.source, favourable = given.favourable == true }
end

local function refuse(l, message, hint, token)
  host.refuse_at(host.policy_file(), l.line, message, hint, token)
end

local function decision(act, l, name)
  local names = {}
  for i, d in ipairs(act.decisions) do
    if d.name == name then return i, d end
    names[i] = d.name
  end
  refuse(l, "letter 所指的决定 ‘" .. tostring(name) .. "’ 没有声明", shape.suggest(tostring(name), names), tostring(name))
end

-- {switch_month}: the value of a parameter, so that a number stands in one place only.
local function check_holes(act, l, text)
  for name in string.gmatch(text or "", "{([^{}]*)}") do
    local meaning = act.by_name[name]
    if not meaning or meaning.what ~= "参数" then
      local known = {}
      for i, p in ipairs(act.parameters) do known[i] = p.name end
      refuse(l, "letter 的文字中 ‘{" .. name .. "}’ 不是参数", shape.suggest(name, known, "参数"), name)
    end
  end
end

--- Resolve the names of all letters.
function letter.resolve(act)
  for _, l in ipairs(act.letters) do
    l.decisions = {}
    for i, name in ipairs(l.names) do l.decisions[i] = decision(act, l, name) - 1 end
    if l.bring then
      local i, d = decision(act, l, l.bring)
      if d.kind ~= "list" then refuse(l, "bring 所指的决定 ‘" .. l.bring .. "’ 应给出清单", "写 gives = \"list\" 的决定", l.bring) end
      l.bring_index = i
    end
    for _, text in ipairs { l.by or "", l.at or "", l.changes or "" } do check_holes(act, l, text) end
  end
end
