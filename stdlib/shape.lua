-- Shapes: what a declaration may say. A key that is not known, a value of the wrong type and a missing key are
-- refused at the place where the policy says it, with the nearest name that is known.
local host, std = ...

local shape = {}
std.shape = shape

local type_labels = {
  string = "文字", boolean = "true 或 false", integer = "整数", table = "表", ["function"] = "函数",
  date = "日期文字（例如 \"2025-06-30\"）", text_list = "文字或文字清单", value = "值", any = "值",
}

local HAN = "[\228-\233][\128-\191][\128-\191]" -- a Chinese character, in UTF-8
local LATIN_ENDS = { "[%w\"}%]]$", "’$" }
local LATIN_BEGINS = { "^[%w\"{]", "^‘" }

local function any(text, patterns)
  return string.find(text, patterns[1]) or string.find(text, patterns[2])
end

--- A message of pieces: a blank where Chinese meets letters, digits or a quotation, which a piece may begin or end with.
function shape.words(...)
  local made = ""
  for _, piece in ipairs { ... } do
    if string.find(made, HAN .. "$") and any(piece, LATIN_BEGINS) or any(made, LATIN_ENDS) and string.find(piece, "^" .. HAN) then
      made = made .. " "
    end
    made = made .. piece
  end
  return made
end
local words = shape.words

local function sorted_keys(t)
  local keys = {}
  for key in pairs(t) do
    if type(key) == "string" then keys[#keys + 1] = key end
  end
  table.sort(keys)
  return keys
end

--- The nearest of `names`, as a hint; an overview when none is near.
function shape.suggest(word, names, what)
  local near = host.nearest(tostring(word), names)
  if near then return "是否想写 ‘" .. near .. "’？" end
  if #names > 0 and #names <= 30 then return (what or "可以写") .. "：" .. table.concat(names, "、") end
  return ""
end

-- Handles: what a policy holds of its declarations. The declaration itself stays out of its reach, so that nothing can be
-- changed once it has been checked.
local objects = setmetatable({}, { __mode = "k" })

local checks = {}

-- A NUL would end the text for the host, which is written in C: what was checked would not be what is kept.
local function is_text(v) return type(v) == "string" and not string.find(v, "\0", 1, true) end
shape.is_text = is_text

function checks.string(v) return is_text(v) and v ~= "" end
function checks.boolean(v) return type(v) == "boolean" end
function checks.integer(v) return math.type(v) == "integer" end
function checks.table(v) return type(v) == "table" end
checks["function"] = function(v) return type(v) == "function" end
function checks.any(v) return v ~= nil end
function checks.value(v) return host.kind(v) ~= nil or objects[v] and objects[v].is_value or type(v) == "boolean" or math.type(v) == "integer" end
checks.date = is_text

function checks.text_list(v)
  if is_text(v) then return true end
  if type(v) ~= "table" then return false end
  for _, item in ipairs(v) do
    if not is_text(item) then return false end
  end
  return #v <= 1000000 -- a table with holes may have any length
end

--- What a value is called in a message.
function shape.type_name(v)
  return host.type_name(v)
end

local required = {} -- by spec: the keys that must be there

local function required_keys(spec)
  local keys = {}
  for key, rule in pairs(spec) do
    if rule.required then keys[#keys + 1] = key end
  end
  required[spec] = keys
  return keys
end

-- Whether nothing is wrong with the table: nearly always, so no list is made of its keys. What is wrong is found in order.
local function fits(given, spec)
  for key, value in pairs(given) do
    if type(key) == "string" then
      local rule = spec[key]
      if not rule or not checks[rule[1]](value) then return false end
    end
  end
  local keys = required[spec] or required_keys(spec)
  for i = 1, #keys do
    if rawget(given, keys[i]) == nil then return false end
  end
  return spec[1] or #given == 0
end

--- Check table `given` of the declaration `what` against `spec`: key -> { type, required = true }.
-- List items (integer keys) are allowed when `spec[1]` is set.
function shape.check(what, given, spec)
  if type(given) ~= "table" or host.kind(given) then
    host.refuse(words(what, "需要一张表 { … }，得到", shape.type_name(given)), "")
  end
  if fits(given, spec) then return end
  local known = sorted_keys(spec)
  for _, key in ipairs(sorted_keys(given)) do
    local rule = spec[key]
    if not rule then
      host.refuse(words(what, "没有 ‘" .. key .. "’ 这一项"), shape.suggest(key, known, "可以写的项"), key)
    end
    if not checks[rule[1]](given[key]) then
      host.refuse(words(what, "的 ‘" .. key .. "’ 应为", type_labels[rule[1]] or rule[1], "，得到",
        shape.type_name(given[key])), "", key)
    end
  end
  if #given > 0 and not spec[1] then
    host.refuse(words(what, "不接受没有名称的项"), shape.suggest("", known, "可以写的项"))
  end
  for _, key in ipairs(known) do
    if spec[key].required and given[key] == nil then
      host.refuse(words(what, "缺少 ‘" .. key .. "’"), "补上 " .. key .. " = …")
    end
  end
end


--- The declaration behind a handle; nil for anything else.
function shape.object(handle)
  return objects[handle]
end

--- Declarations belong outside of rules: refused while a decision runs.
function shape.declaring(what)
  if host.running() then host.refuse(words(what, "只能写在规则之外"), "规则里只能计算，不能声明") end
end

--- The methods of a class as policies call them: handle:name(…).
function shape.methods(class, what)
  local made, names = {}, {}
  for name, fn in pairs(class) do
    if type(fn) == "function" and string.sub(name, 1, 2) ~= "__" then
      names[#names + 1] = name
      made[name] = function(handle, ...)
        shape.declaring(what)
        local object = objects[handle]
        if not object or object.class ~= class then host.refuse(name .. " 要用冒号调用", "写成 act:" .. name .. "(…)") end
        return fn(object, ...)
      end
    end
  end
  table.sort(names)
  return made, names
end

--- A handle of `object`: only its methods can be reached, nothing can be set.
function shape.handle(object, what, methods, names, call)
  local handle = {}
  objects[handle] = object
  return setmetatable(handle, {
    __metatable = false,
    __newindex = function(_, name) host.refuse(words(what, "不能修改"), "声明之后不能再改", tostring(name)) end,
    __index = function(_, name)
      if methods and methods[name] then return methods[name] end
      host.refuse(words(what, "没有 ‘" .. tostring(name) .. "’"), shape.suggest(tostring(name), names or {}), tostring(name))
    end,
    __call = call and function(_, ...)
      shape.declaring(what)
      return call(object, ...)
    end,
  })
end

--- A date text as a day number; refuses what is no date.
function shape.day(text, what, token)
  local day, why = host.day(text)
  if not day then
    host.refuse(what .. " \"" .. tostring(text) .. "\" 不是日期：" .. why, "写成 年-月-日，例如 \"2025-06-30\"", token or tostring(text))
  end
  return day
end

--- A name that the law can be asked for: lower-case letters, digits and underscores.
function shape.name(name, what)
  if type(name) ~= "string" or not host.is_name(name) then
    host.refuse(words(what, "的名称必须是小写英文字母、数字与下划线，得到", type(name) == "string" and "‘" .. name .. "’" or
      shape.type_name(name)), "例如 rate_80s")
  end
  return name
end
