-- Real answers in JSON against the shapes in a guide. Usage: lua5.4 tests/json_answers.lua GUIDE FOLDER BYLAW
-- FOLDER holds the answers, SHAPE.NUMBER each, one JSON text after another. Every key that comes must be told, with its type;
-- every key that is told must come: one without `?` in each object of its shape, one with `?` in some. Every function with a `json`
-- to give and every verb with --json must be named in the head of a shape.
-- Answers are looked at, not the code that makes them: nobody can add or rename a key behind the back of the guide.
local guide, folder, bylaw = table.unpack(arg)
local problems = {}
local function problem(key, ...) -- the same fault is told once
  local text = string.format(...)
  if not problems[key] then
    problems[key] = true
    problems[#problems + 1] = text
  end
end
local function read(path)
  local file = assert(io.open(path))
  local text = file:read "a"
  file:close()
  return text
end

-- --- JSON: objects are { object = { key = value } }, arrays { array = { … } } -------------------------------------------------
local NULL = {}
local value_at
local function next_at(text, at) return text:find("[^%s,:]", at) or #text + 1 end
local function string_at(text, at)
  local last = at + 1
  while true do
    last = assert(text:find('[\\"]', last), "a text without an end")
    if text:sub(last, last) == '"' then break end
    last = last + 2
  end
  return text:sub(at + 1, last - 1), last + 1
end
local function members_at(text, at)
  local object = {}
  at = next_at(text, at + 1)
  while text:sub(at, at) ~= "}" do
    local key
    key, at = string_at(text, at)
    object[key], at = value_at(text, next_at(text, at))
    at = next_at(text, at)
  end
  return { object = object }, at + 1
end
local function items_at(text, at)
  local array = {}
  at = next_at(text, at + 1)
  while text:sub(at, at) ~= "]" do
    array[#array + 1], at = value_at(text, at)
    at = next_at(text, at)
  end
  return { array = array }, at + 1
end
function value_at(text, at)
  local c = text:sub(at, at)
  if c == "{" then return members_at(text, at) end
  if c == "[" then return items_at(text, at) end
  if c == '"' then return string_at(text, at) end
  local word = assert(text:match("^[%w.+-]+", at), "no JSON: " .. text:sub(at, at + 40))
  if word == "null" then return NULL, at + 4 end
  if word == "true" or word == "false" then return word == "true", at + #word end
  return assert(tonumber(word), "no JSON: " .. word), at + #word
end

-- --- the shapes of the guide --------------------------------------------------------------------------------------------
-- A shape, and a key: { name, array, optional, types, parts, line, came }. A part is a key or { like = a shape }.
local shapes, sources, order = {}, {}, {}
local function node_of(name, line) return { name = name, parts = {}, types = {}, line = line, came = 0, array = false } end
local inside_of -- the shape that is being read
local function head(text, line)
  local name, array, source = text:match "^([%w_ ]-)(%[?%]?)%s*=%s*(.*)$"
  if not name then name, array = text:match "^([%w_ ]+)(%[?%]?)$", "" end
  local shape = node_of(assert(name, guide .. ":" .. line .. ": no shape"), line)
  shape.array, shape.answers = array == "[]", source ~= nil
  assert(not shapes[name], guide .. ":" .. line .. ": told before: " .. name)
  shapes[name], inside_of = shape, name
  if shape.answers then order[#order + 1] = shape end
  for part in (source or ""):gmatch "[^,]+" do sources[part:match "^%s*(.-)%s*$"] = true end
  return { shape }
end
local function keys(text, line)
  local like = text:match "^%+ ([%w_]+)$"
  if like then return { { like = like } } end
  if text == "…" then return { { anything = true } } end
  local names, types = text:match "^([^:]+):?%s*(.*)$"
  local made = {}
  for name, array, optional in names:gmatch "([%w_]+)(%[?%]?)(%??)" do
    local key = node_of(name, line)
    key.array, key.optional, key.of = array == "[]", optional == "?", inside_of
    for kind in types:gmatch "[%w_]+" do key.types[#key.types + 1] = kind end
    made[#made + 1] = key
    order[#order + 1] = key
  end
  assert(#made > 0, guide .. ":" .. line .. ": no key")
  return made
end
local function parse()
  local number, inside, open = 0, false, {}
  for text in io.lines(guide) do
    number = number + 1
    if text:match "^```" then
      inside = text == "```keys"
    elseif inside and text:match "%S" then
      local indent, rest = text:match "^( *)(.*)$"
      local level = #indent // 2
      rest = rest:gsub("%s*— .*$", "")
      open[level] = level == 0 and head(rest, number) or keys(rest, number)
      for _, above in ipairs(level > 0 and open[level - 1] or {}) do
        for _, part in ipairs(open[level]) do above.parts[#above.parts + 1] = part end
      end
    end
  end
end

-- --- the comparison -----------------------------------------------------------------------------------------------------
local scalar = {
  text = function(v) return type(v) == "string" end,
  money = function(v) return type(v) == "string" and v:match "^%-?%d+%.%d%d$" end,
  day = function(v) return type(v) == "string" and v:match "^%d%d%d%d%-%d%d%-%d%d$" end,
  month = function(v) return type(v) == "string" and v:match "^%d%d%d%d%-%d%d$" end,
  count = function(v) return math.type(v) == "integer" end,
  number = function(v) return type(v) == "number" end,
  truth = function(v) return type(v) == "boolean" end,
  null = function(v) return v == NULL end,
  -- of a policy: a text, number or truth, none, a list, a history, or unknown
  value = function(v) return type(v) ~= "table" or v == NULL or v.array or v.object.unknown == true or v.object.spells end,
  facts = function(v) return type(v) == "table" and v.object end, -- keyed by the policy's own names
}
local look

local function look_object(v, shape, path)
  local known, free = {}, false
  local function gather(parts)
    for _, part in ipairs(parts) do
      if part.like then gather(assert(shapes[part.like], "no shape " .. part.like).parts)
      elseif part.anything then free = true
      else known[part.name] = part end
    end
  end
  gather(shape.parts)
  for name, member in pairs(v.object) do
    local key = known[name]
    if key then
      key.came = key.came + 1
      look(member, key, path .. "." .. name)
    elseif not free then
      problem(path .. name, "%s.%s comes and is not told", path, name)
    end
  end
  for name, key in pairs(known) do
    if v.object[name] == nil and not key.optional then
      problem(path .. name, "%s:%d: %s.%s is told and did not come", guide, key.line, path, name)
    end
  end
end

local function look_one(v, key, path)
  local object = type(v) == "table" and v.object
  for _, kind in ipairs(key.types) do
    if scalar[kind] then
      if scalar[kind](v) then return end
    elseif object then
      -- shapes with variants: `step term` is a step of which the key step is "term"
      local name = shapes[kind] and kind or kind .. " " .. tostring(v.object[kind])
      local shape = shapes[name]
      if shape then
        shape.came = shape.came + 1
        return look_object(v, shape, name)
      end
    end
  end
  if object and #key.parts > 0 then return look_object(v, key, path) end
  problem(path, "%s:%d: %s is not %s", guide, key.line, path, table.concat(key.types, " or "))
end

function look(v, key, path)
  if not key.array then return look_one(v, key, path) end
  if type(v) ~= "table" or not v.array then return problem(path, "%s:%d: %s is no array", guide, key.line, path) end
  for _, item in ipairs(v.array) do look_one(item, key, path .. "[]") end
end

local function look_file(name)
  local shape = shapes[name:match "^[^.]+"]
  if not shape then return problem(name, "no shape for %s", name) end
  local text, at = read(folder .. "/" .. name), 1
  while next_at(text, at) <= #text do
    local good, v, after = pcall(value_at, text, next_at(text, at))
    if not good then return problem(name, "%s: %s", name, v) end
    at = after
    shape.came = shape.came + 1
    look(v, shape, shape.name)
  end
end

local function verdict(text)
  table.sort(problems)
  print((#problems == 0 and "ok " or "not ok ") .. text)
  for _, one in ipairs(problems) do print("  " .. one) end
  problems = {}
end

parse()
local listing = assert(io.popen("ls " .. folder))
local count = 0
for name in listing:lines() do
  count = count + 1
  look_file(name)
end
for _, node in ipairs(order) do
  if node.came == 0 then problem(node, "%s:%d: %s never came", guide, node.line, node.of and node.of .. ": " .. node.name or node.name) end
end
verdict(("%s: %d shapes and keys against %d answers"):format(guide, #order, count))

local functions = 0
for name, arguments in read "host/bylaw.h":gmatch "\nBYLAW_API [^;]-(bylaw_[%w_]+)(%b());" do
  if arguments:find "char %*%*json" then
    functions = functions + 1
    if not sources[name] then problem(name, "no shape of %s", name) end
  end
end
if functions < 20 then problem("few", "only %d functions found: has the header changed its form?", functions) end
for name in read "host/bylaw.h":gsub("\n%*%*", ""):gmatch "json` gets an? `([%w_]+)`" do
  if not shapes[name] then problem(name, "bylaw.h: no shape %s", name) end
end
for verb in assert(io.popen(bylaw .. " help")):read "a":gmatch "\n  (%l+) +[^\n]+" do
  if assert(io.popen(bylaw .. " help " .. verb)):read("a"):find("--json", 1, true) and not sources["bylaw " .. verb .. " --json"] then
    problem(verb, "no shape of bylaw %s --json", verb)
  end
end
verdict(("%s: the shapes of %d functions, and of every verb with --json"):format(guide, functions))
