#!/usr/bin/env bash
# Documentation cannot drift: every name, key, status and export is documented, nothing is documented that is not there,
# and the examples of the manual give what they say. Usage: tests/docs.sh [BUILD]
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/locale.sh
build=${1:-build}
passed=0 failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { # ok|not ok, text
  if [ "$1" = ok ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  echo "$1 $((passed + failed)) - docs: $2"
}

# Run a Lua program from standard input; its lines `ok TEXT` and `not ok TEXT` are counted, others shown.
checks() { # name, arguments...
  local name=$1 line
  shift
  cat >"$work/program.lua"
  if ! lua5.4 "$work/program.lua" "$@" >"$work/out" 2>"$work/err"; then
    say 'not ok' "$name: $(head -1 "$work/err")"
    return
  fi
  while IFS= read -r line; do
    case $line in
    'ok '*) say ok "${line#ok }" ;;
    'not ok '*) say 'not ok' "${line#not ok }" ;;
    *) echo "$line" ;;
    esac
  done <"$work/out"
}

for need in "$build/bylaw" "$build/libbylaw.so"; do
  [ -e "$need" ] || make --no-print-directory BUILD="$build" "$need" >"$work/make" 2>&1 || tail -5 "$work/make"
done
if luac5.4 -v >/dev/null 2>&1; then compile=(luac5.4 -p); else compile=(lua5.4 -e 'assert(loadfile(...))'); fi
if "${compile[@]}" stdlib/meta.lua; then say ok 'meta.lua is Lua'; else say 'not ok' 'meta.lua is Lua'; fi

# --- 1. names ----------------------------------------------------------------------------------------------------------
checks names <<'LUA'
local function read(path)
  local file = assert(io.open(path))
  local text = file:read "a"
  file:close()
  return text
end
local meta = read "stdlib/meta.lua"
local documented, class = {}, nil -- "date:age", "yuan", "fact.date", "law.decided_on"
for line in ("\n" .. meta:gsub("%-%-%[(=*)%[.-%]%1%]", "")):gmatch "[^\n]+" do
  local name = line:match "^function ([%w_.:]+)%(" or line:match "^([%a_][%w_.]*) = "
  if name then documented[name] = true end
  class = line:match "^%-%-%-@class ([%w_]+)" or line:match "^%-%-%-" and class
  local field = class and line:match "^%-%-%-@field ([%w_]+)"
  if field then documented[class .. "." .. field] = documented[class .. "." .. field] or "field" end
end

local all = {}
local function check(source, names)
  local missing = {}
  for _, name in ipairs(names) do
    all[name] = true
    if not documented[name] then missing[#missing + 1] = name end
  end
  local good = #names > 0 and #missing == 0
  print((good and "ok " or "not ok ") .. source .. ": " .. #names .. " names documented" ..
    (good and "" or #names == 0 and " (found none: has the source changed its form?)" or "; missing: " .. table.concat(missing, ", ")))
end

-- What the bindings register: functions as globals, methods in the class of a kind.
local list = assert(io.popen "ls host/lua/bind/*.c | grep -vE '/(bind|pattern).c$'")
for path in list:lines() do
  local text, names = read(path), {}
  for table_name, body in text:gmatch "static const luaL_Reg ([%w_]+)%[%] = (%b{})" do
    local owners = {}
    for kind in text:gmatch("opaque_class%(L, KIND_(%u+), " .. table_name .. ",") do owners[#owners + 1] = kind:lower() .. ":" end
    if text:find("bind_globals(L, " .. table_name .. ")", 1, true) then owners[#owners + 1] = "" end
    if #owners == 0 then print("not ok " .. path .. ": nobody uses " .. table_name) end
    for name in body:gmatch '{"([%w_]+)",' do
      for _, owner in ipairs(owners) do
        if name:sub(1, 2) ~= "__" then names[#names + 1] = owner .. name end
      end
    end
  end
  check(path, names)
end

local names = {}
local law = read "host/lua/law.c"
for name, body in law:gmatch 'strcmp%(key, "([%w_]+)"%) == 0%) (%b{})' do
  names[#names + 1] = (body:find "lua_pushcfunction" and "law:" or "law.") .. name
end
for body in law:gmatch "static const luaL_Reg [%w_]+%[%] = (%b{})" do
  for name in body:gmatch '{"([%w_]+)",' do
    if name:sub(1, 2) ~= "__" then names[#names + 1] = "law:" .. name end
  end
end
check("host/lua/law.c", names)

local parts = assert(io.popen "ls stdlib/*.lua")
for path in parts:lines() do
  local text, found = "\n" .. read(path), {}
  local function add(name) found[#found + 1] = name end
  if path ~= "stdlib/meta.lua" then
    for name in text:gmatch "\nfunction std%.globals%.([%w_]+)" do add(name) end
    for name in text:gmatch "\nstd%.globals%.([%w_]+) =" do add(name) end
    for name in text:gmatch "\nfunction act[:.]([%w_]+)" do add("act:" .. name) end
    for name in text:gmatch "\nfunction decision:([%w_]+)" do add("decision:" .. name) end
    for name in text:gmatch "\nfunction types%.([%w_]+)" do add("fact." .. name) end
    for name in (text:match "\nlocal types = (%b{})" or ""):gmatch "([%w_]+) = new_type" do add("fact." .. name) end
    if #found > 0 then check(path, found) end
  end
end

names = {}
local sandbox = read "host/lua/sandbox.c"
for name in (sandbox:match "#define SAFE_NAMES(.-)\n\n" or ""):gmatch '"([%w_]+)"' do names[#names + 1] = name end
for body in sandbox:gmatch "_NAMES%[%] = (%b{})" do
  for name in body:gmatch '"([%w_]+)"' do names[#names + 1] = name end
end
for name in (sandbox:match "luaL_Reg BASE%[%] = (%b{})" or ""):gmatch '{"([%w_]+)",' do names[#names + 1] = name end
for body in sandbox:gmatch "struct library_function [%w_]+%[%] = (%b{})" do
  for name in body:gmatch '{"(%l[%w]*%.%w+)",' do names[#names + 1] = name end
end
for name in sandbox:gmatch 'lua_setfield%(L, %-2, "(%l+integer)"%)' do names[#names + 1] = "math." .. name end
check("host/lua/sandbox.c", names)

local stale = {}
for name, how in pairs(documented) do
  if (how ~= "field" or name:match "^law%.") and not all[name] then stale[#stale + 1] = name end
end
table.sort(stale)
print((#stale == 0 and "ok " or "not ok ") .. "meta.lua: nothing documented that is not there" ..
  (#stale > 0 and ": " .. table.concat(stale, ", ") or ""))
LUA

# --- 2. keys -----------------------------------------------------------------------------------------------------------
checks keys <<'LUA'
local function read(path)
  local file = assert(io.open(path))
  local text = file:read "a"
  file:close()
  return text
end

local classes, order = {}, {} -- name -> { key = required }
local types, aliases = {}, {} -- "class.field" -> what stands before two blanks; name of an alias -> the same
local class
for line in (read "stdlib/meta.lua"):gmatch "[^\n]+" do
  local opened = line:match "^%s*%-%-%-@class ([%w_]+)"
  if opened then
    class = {}
    classes[opened] = class
    order[#order + 1] = opened
  elseif line:match "^%s*%-%-%-@field" then
    local key, optional = line:match "@field ([%w_]+)(%??)"
    if line:match "@field %[" then key, optional = "1", "?" end
    if class and key then
      class[key] = optional == ""
      types[order[#order] .. "." .. key] = (line .. "  "):match "@field [%w_]+%?? (.-)  "
    end
  elseif line:match "^%-%-%-@alias" then
    local name, text = (line .. "  "):match "^%-%-%-@alias ([%w_]+) (.-)  "
    aliases[name] = text
  elseif not line:match "^%s*%-%-%-" then
    class = nil
  end
end

local function check(name, where, keys, strict)
  local fields, wrong = classes[name], {}
  if not fields then
    print("not ok " .. where .. ": no ---@class " .. name)
    return
  end
  for key, required in pairs(keys) do
    if fields[key] == nil then
      wrong[#wrong + 1] = "missing " .. key
    elseif strict and key ~= "1" and fields[key] ~= required then
      wrong[#wrong + 1] = key .. (required and " is required" or " is optional")
    end
  end
  for key in pairs(fields) do
    if keys[key] == nil then wrong[#wrong + 1] = "stale " .. key end
  end
  table.sort(wrong)
  print((#wrong == 0 and "ok " or "not ok ") .. where .. ": keys of " .. name .. (#wrong > 0 and ": " .. table.concat(wrong, ", ") or ""))
end

local function specification(text)
  local raw = assert(load("return " .. text, "keys", "t", {}))()
  local keys = {}
  for key, rule in pairs(raw) do keys[tostring(key)] = type(rule) == "table" and rule.required == true end
  return keys
end

local parts = assert(io.popen "ls stdlib/*.lua")
local count = 0
for path in parts:lines() do
  local stem, text = path:match "([%w_]+)%.lua$", "\n" .. read(path)
  if stem ~= "meta" then
    for name, body in text:gmatch "\nlocal ([%w_]+) = (%b{})" do
      if name:match "keys$" or name:match "options$" then
        count = count + 1
        check((name == "keys" or name == "options") and stem .. "_" .. name or name, path, specification(body), name ~= "list_options")
      end
    end
    -- Tables written where they are checked: some class must have exactly these fields.
    for call in text:gmatch "shape%.check(%b())" do
      local body = call:match "(%b{})%)$"
      if body then
        local keys, found = specification(body), nil
        for _, name in ipairs(order) do
          local same = true
          for key in pairs(keys) do same = same and classes[name][key] ~= nil end
          for key in pairs(classes[name]) do same = same and keys[key] ~= nil end
          if same then found = name end
        end
        if not body:find '%[1%] = { "any" }' then -- a condition: an alias, no class
          local list = {}
          for key in pairs(keys) do list[#list + 1] = key end
          table.sort(list)
          print((found and "ok " or "not ok ") .. path .. ": a class for { " .. table.concat(list, ", ") .. " }" .. (found and ": " .. found or ""))
        end
      end
    end
  end
end
print((count >= 18 and "ok " or "not ok ") .. "stdlib: " .. count .. " tables of keys found")

-- Keys that the host reads itself.
local function strings(path, pattern)
  local keys = {}
  for key in (read(path):match(pattern) or ""):gmatch '"([%w_]+)"' do keys[key] = false end
  return keys
end
check("spell", "host/engine/decide/facts_json.c", strings("host/engine/decide/facts_json.c", "SPELL_KEYS%[%] = (%b{})"))
check("spells", "host/engine/decide/facts_json.c", strings("host/engine/decide/facts_json.c", "TIMELINE_KEYS%[%] = (%b{})"))
check("recorded_ruling", "host/engine/decide/ruling.c", strings("host/engine/decide/ruling.c", "RULING_KEYS%[%] = (%b{})"))
check("expectation", "host/engine/test/form.c", strings("host/engine/test/form.c", "EXPECT_KEYS%[%] = (%b{})"))
check("step_keys", "host/engine/test/story.c", strings("host/engine/test/story.c", "STEP_KEYS%[%] = (%b{})"))
local expectation = { ["1"] = false }
for key in (read "host/engine/test/story_expect.c"):gmatch 'strcmp%(key, "(%l+)"%) == 0' do expectation[key] = false end
check("paid_expectation", "host/engine/test/story_expect.c", expectation)
check("between_expectation", "host/engine/test/story_expect.c",
  strings("host/engine/test/story_expect.c", 'static bool add_between.-(%b{})'))
check("scenario_keys", "host/engine/test/scenario.c", strings("host/engine/test/scenario.c", "common%[%] = (%b{})"))
local units = strings("host/lua/bind/calendar.c", "units%[%] = (%b{})")
for key in read("host/lua/bind/calendar.c"):gmatch 'lua_getfield%(L, 2, "(%w+)"%)' do units[key] = false end
check("deadline_options", "host/lua/bind/calendar.c", units)

-- Words that one may choose from: a type "a" | "b" holds exactly those of the code.
local function words(what, where, documented, used)
  local known, wrong, count = {}, {}, 0
  for word in (documented or ""):gmatch '"([%w_]*)"' do known[word] = true end
  for word in pairs(used) do
    count = count + 1
    if not known[word] then wrong[#wrong + 1] = "missing " .. word end
  end
  for word in pairs(known) do
    if not used[word] then wrong[#wrong + 1] = "stale " .. word end
  end
  if count < 1 then wrong[#wrong + 1] = "found none: has the source changed its form?" end
  table.sort(wrong)
  print((#wrong == 0 and "ok " or "not ok ") .. where .. ": words of " .. what .. (#wrong > 0 and ": " .. table.concat(wrong, ", ") or ""))
end
local function quoted(text)
  local found = {}
  for word in (text or ""):gmatch '"([%w_]*)"' do found[word] = true end
  return found
end

for path, list in (read "stdlib/payment.lua"):gmatch 'choice%("[%w_.]+", given%.([%w_.]+), ([^)]+)%)' do
  local outer, inner = path:match "^([%w_]+)%.([%w_]+)$"
  local field = inner and tostring(types["payment_keys." .. outer]) .. "." .. inner or "payment_keys." .. path
  words(field, "stdlib/payment.lua", types[field], quoted(list))
end

local settle, kinds = read "host/engine/settle/account.c" .. read "host/engine/settle/book.c", {}
local function kinds_in(text)
  for kind in pairs(quoted(text)) do kinds[kind] = true end
end
kinds_in(settle:match "static const char %*pending_kind%b() (%b{})")
for given in settle:gmatch "%(struct unsettled%)(%b{})" do kinds_in(given) end
for given in settle:gmatch "struct unsettled [%w_]+ = (%b{})" do kinds_in(given) end
for given in settle:gmatch "return leave(%b())" do kinds_in(given) end
words("pending_kind", "host/engine/settle/account.c", aliases.pending_kind, kinds)
words("cause", "host/engine/pay/report.c", aliases.cause, quoted((read "host/engine/pay/report.c"):match "causes%[REPORT_CAUSES%] = (%b{})"))

local rounding = {}
for key in read("host/lua/bind/money.c"):gmatch 'option%(L, table, "(%w+)"%)' do rounding[key] = true end
check("rounding_options", "host/lua/bind/money.c", rounding, true)
LUA

# --- 3. the header -----------------------------------------------------------------------------------------------------
nm -D --defined-only "$build/libbylaw.so" | awk '{ print $3 }' >"$work/exports"
checks header "$work/exports" <<'LUA'
local function read(path)
  local file = assert(io.open(path))
  local text = file:read "a"
  file:close()
  return text
end
local header = "\n" .. read "host/bylaw.h"
local function verdict(problems, text)
  table.sort(problems)
  print((#problems == 0 and "ok " or "not ok ") .. text .. (#problems > 0 and ": " .. table.concat(problems, "; ") or ""))
end

local functions, errors_said, count = {}, {}, 0
for before, declaration, name, arguments in header:gmatch "\n()BYLAW_API ([^;]-(bylaw_[%w_]+)(%b()));" do
  if header:sub(before - 1, before - 1) == "\n" then
    count = count + 1
    functions[name] = true
    local comment -- the block that ends on the line before
    local above = header:sub(1, before - 1)
    if above:sub(-4) == " */\n" then
      for at in above:gmatch "\n()/%*" do comment = above:sub(at) end
    end
    local words = (comment or ""):gsub("[/*]+", " "):gsub("%s+", " ")
    local problems = {}
    if not comment then problems[1] = "no comment directly above" end
    if utf8.len(words) < 60 then problems[#problems + 1] = "only " .. utf8.len(words) .. " characters" end
    if arguments:find "char %*%*" and not words:find "[Cc]aller frees" then problems[#problems + 1] = "does not say: Caller frees" end
    local gives = arguments:find "bylaw %*%*" or declaration:find "^const char %*"
    if gives and not (words:find "closes" or words:find "never freed") then problems[#problems + 1] = "does not say who owns what it gives" end
    if arguments:find "bylaw_error %*" and not words:find "Errors:" then problems[#problems + 1] = "no line Errors:" end
    for status in (words:match "Errors:(.*)" or ""):gmatch "BYLAW_E%u+" do errors_said[status] = true end
    verdict(problems, name .. " is documented")
  end
end
verdict(count >= 10 and {} or { "only " .. count }, "bylaw.h: " .. count .. " functions found")

local missing = {}
for status in header:match "enum bylaw_status (%b{})":gsub("/%*.-%*/", ""):gmatch "BYLAW_E%u+" do
  if not errors_said[status] then missing[#missing + 1] = status end
end
verdict(missing, "every status stands in some Errors: line")

local exported, strange, hidden = {}, {}, {}
for symbol in read(arg[1]):gmatch "[^\n]+" do
  exported[symbol] = true
  if not functions[symbol] then strange[#strange + 1] = symbol end
end
for name in pairs(functions) do
  if not exported[name] then hidden[#hidden + 1] = name end
end
verdict(hidden, "libbylaw.so exports every function of bylaw.h")
verdict(strange, "libbylaw.so exports nothing else")
LUA

# --- 4. examples -------------------------------------------------------------------------------------------------------
# The manual holds a small policy, its values and its scenarios; the examples speak of it and are run in it: all with a result as
# decisions of one policy (a hundred at a time), each with an error as a policy of its own.
mkdir -p "$work/whole/values" "$work/many/values" "$work/one/values"
cp -R policies "$work/policies"
cat >"$work/examples.lua" <<'LUA'
local work = arg[1]
local file = assert(io.open "stdlib/meta.lua")
local meta = file:read "a"
file:close()
local function write(path, text)
  os.execute("mkdir -p '" .. work .. "/" .. (path:match "^(.*)/" or "") .. "'")
  local out = assert(io.open(work .. "/" .. path, "w"))
  out:write(text)
  out:close()
end

local function block(path)
  return (assert(meta:match("\n%-%-%[==%[ " .. path:gsub("%p", "%%%0") .. "\n(.-)\n%]==%]"), "meta.lua has no block " .. path))
end
local policy, values, scenarios = block "policies/heating_grant.lua", block "policies/values/heating_grant.lua",
  block "tests/scenarios/heating_grant.lua"
write("whole/heating_grant.lua", policy)
write("whole/values/heating_grant.lua", values)
write("whole.scenarios", scenarios)
local people = assert(scenarios:match "\n(local usual = .-\n)\n*scenario", "the scenarios have no: local usual")

-- -- EXPRESSION  --> RESULT[, month_end RULE], in the guides without the dashes before it; the same example is run once.
local examples, seen = {}, {}
local function example(source, line, expression, text)
  local plain, rule = text:match "^(.-), month_end (%w+)$"
  local key = expression .. "\0" .. text
  if seen[key] then return end
  seen[key] = true
  examples[#examples + 1] = { id = #examples + 1, place = source .. ":" .. line, expression = expression, result = plain or text,
    rule = rule or "clamp" }
end
local number, inside = 0, false
for line in (meta .. "\n"):gmatch "(.-)\n" do
  number = number + 1
  if line:match "^%-%-%[==%[" then inside = true end
  if line:match "^%]==%]" then inside = false end
  local expression, result = line:match "^%-%-%-?     (.-)%s+%-%-> (.-)%s*$"
  if expression and not inside then example("meta.lua", number, expression, result) end
end
assert(#examples > 50, "only " .. #examples .. " examples found: has their form changed?")

-- The Lua blocks of the guides: examples; whole files, named in their first line; scenarios and values of the policy of the manual; else
-- declarations, which are added to it.
local blocks, guided = {}, 0
for _, path in ipairs { table.unpack(arg, 2) } do
  local at, block = 0, nil
  for line in io.lines(path) do
    at = at + 1
    if line == "```lua" then
      block = { place = path .. ":" .. at }
    elseif line == "```" and block then
      if #block > 0 then blocks[#blocks + 1] = block end
      block = nil
    elseif block then
      local expression, result = line:match "^(.-)%s+%-%-> (.-)%s*$"
      if expression then
        guided = guided + 1
        example(path, at, expression, result)
      else
        block[#block + 1] = line
      end
    end
  end
end
assert(guided > 50, "only " .. guided .. " examples found in the guides: has their form changed?")

local function variant(rule, id)
  local text = policy:gsub('"clamp"', '"' .. rule .. '"'):gsub('"heating%-grant"', '"' .. id .. '"')
  return (text:gsub("%s*return act%s*$", "\n"))
end
local shown = [[local function show(x)
  if type(x) == "number" or type(x) == "string" then return first_present(x, x) end
  return x
end
local function known(x)
  if type(x) == "boolean" then return x end
  return present(x)
end
]]
local function term(name, expression)
  return ('act:term("%s", { cite = "第一条", is = function(person, m, law) return show(%s) end })\n'):format(name, expression)
end
local function decision(name, gives)
  return ('act:decision("%s", { label = "%s", of = "person", per = "month", gives = %s, arrears = "第一条" }):rule("第一条", { give = "t_%s" })\n')
    :format(name, name, gives, name)
end

-- What a decision must give for `result`, the expression that gives it, and what a scenario expects.
local function plan(e)
  local r = e.result
  local from, to = r:match "^(%d+%-%d+%-%d+)/(%d+%-%d+%-%d+)$"
  if from then return '"truth"', ('(%s) == period(date "%s", date "%s")'):format(e.expression, from, to), "true" end
  if r == "true" or r == "false" then return '"truth"', e.expression, r end
  if r == "nil" then return '"truth"', ("(%s) == nil"):format(e.expression), "true" end
  if r == "absent" then return '"truth"', ("not present(%s)"):format(e.expression), "true" end
  if r:match "^unknown: " then
    return '"truth"', ("known(%s)"):format(e.expression), '{ needs = "' .. r:match "^unknown: (.*)$" .. '" }'
  end
  local law = "全国年节及纪念日放假办法"
  if r == "undetermined" then return '"truth"', ("known(%s)"):format(e.expression), ('{ undetermined = "%s" }'):format(law) end
  local earliest, latest = r:match "^between (%S+) and (%S+)$"
  if earliest then
    return '"date"', e.expression, ('{ undetermined = "%s", earliest = "%s", latest = "%s" }'):format(law, earliest, latest)
  end
  if r:match "^%-?%d+$" then return '"count"', e.expression, r end
  local quoted = r:match '^"(.*)"$'
  if quoted then return '"text"', e.expression, '"' .. quoted .. '"' end
  local kind = r:match "^%-?%d+%.%d%d$" and '"money"' or r:match "^%d%d%d%d%-%d%d%-%d%d$" and '"date"' or
    r:match "^%d%d%d%d%-%d%d$" and '"month"' or r:match "^%-?%d+/%d+$" and '"rate"' or '"district"'
  return kind, e.expression, '"' .. r .. '"'
end

local batches, errors = {}, {}
for _, e in ipairs(examples) do
  if e.result:match "^error: " then
    errors[#errors + 1] = e
  else
    local batch = batches[#batches]
    for _, known in ipairs(batches) do
      if known.rule == e.rule and #known < 100 then batch = known end
    end
    if not batch or batch.rule ~= e.rule or #batch >= 100 then
      batch = { rule = e.rule }
      batches[#batches + 1] = batch
    end
    batch[#batch + 1] = e
  end
end

local tests = {}
for i, batch in ipairs(batches) do
  local id = "heating-grant-" .. i
  local text = { variant(batch.rule, id), shown }
  tests[#tests + 1] = ('policy "%s"\n%s'):format(id, people:gsub("^local ", i == 1 and "local " or ""))
  for _, e in ipairs(batch) do
    local name = "e" .. e.id
    local gives, expression, expected = plan(e)
    text[#text + 1] = term("t_" .. name, expression)
    text[#text + 1] = decision(name, gives)
    tests[#tests + 1] = ("scenario [==[%s %s]==] { usual, month = \"2026-01\", %s = %s }"):format(e.place, e.expression, name, expected)
  end
  text[#text + 1] = "return act\n"
  write("many/heating_grant_" .. i .. ".lua", table.concat(text))
  write("many/values/heating_grant_" .. i .. ".lua", (values:gsub('"heating%-grant"', '"' .. id .. '"')))
end
write("many.scenarios", table.concat(tests, "\n"))

-- Errors: number, line, expected text, expression, one a line; the policy in its own file.
local index = {}
for i, e in ipairs(errors) do
  local text, own = variant(e.rule, "heating-grant"), values
  if e.expression:match "^act[:.]" or e.expression:match "^grant[:.]" or e.expression:match "^fact[.:]" then
    text = text .. e.expression .. "\n" .. "return act\n"
  elseif e.expression:match "^value%(" or e.expression:match "^choose%(" or e.expression:match "^values " then
    text, own = text .. "return act\n", values .. "\n" .. e.expression .. "\n"
  else
    text = text .. shown .. term("t_e", e.expression) .. decision("e", '"money"') .. "return act\n"
  end
  write("one/" .. i .. ".lua", text)
  write("one/values/" .. i .. ".lua", own)
  index[#index + 1] = i .. "\t" .. e.place .. "\t" .. e.result:match "^error: (.*)$" .. "\t" .. e.expression
end
write("one.index", table.concat(index, "\n") .. "\n")

-- The blocks of the guides; what stands in both languages is tried once.
index, seen = {}, {}
local added = { 'policy "heating-grant"\n' .. people }
for _, block in ipairs(blocks) do
  local text = table.concat(block, "\n") .. "\n"
  local kind, name = text:match "^%-%- ([%l/]+)/([%w_]+)%.lua\n"
  if not seen[text] then
    seen[text] = true
    if kind == "policies" then
      write("files/" .. name .. "/" .. name .. ".lua", text)
    elseif kind == "policies/values" then
      write("files/" .. name .. "/values/" .. name .. ".lua", text)
    elseif kind == "tests/scenarios" then
      write("files/" .. name .. ".scenarios.lua", text)
    elseif text:match "^scenario" or text:match "^story" then
      added[#added + 1] = text
    else
      local number, own, other = #index + 1, policy, values
      if text:match "^value" or text:match "^choose" then other = other .. "\n" .. text
      else own = own:gsub("%s*return act%s*$", "\n") .. text .. "return act\n" end
      write("blocks/" .. number .. ".lua", own)
      write("blocks/values/" .. number .. ".lua", other)
      index[number] = number .. "\t" .. block.place .. "\t" .. text:match "^[^\n]*"
    end
  end
end
write("blocks.index", table.concat(index, "\n") .. "\n")
write("guides_scenarios.lua", table.concat(added, "\n"))

-- The facts of `usual` for the program: the table is Lua, the program reads JSON.
local environment = { person = function(given) return given end, absent = "null", unknown = '{"unknown":true}' }
local usual = assert(load(people .. "\nreturn usual", "usual", "t", environment))()
local function json(v)
  if type(v) ~= "table" then return type(v) == "string" and '"' .. v .. '"' or tostring(v) end
  local out = {}
  if #v > 0 then
    for i, item in ipairs(v) do out[i] = json(item) end
    return "[" .. table.concat(out, ",") .. "]"
  end
  for key, item in pairs(v) do out[#out + 1] = '"' .. key .. '":' .. json(item) end
  return "{" .. table.concat(out, ",") .. "}"
end
write("usual.json", json(usual))
print(#examples .. " " .. #errors)
LUA

if ! counts=$(lua5.4 "$work/examples.lua" "$work" stdlib/README.md stdlib/README.en.md tests/README.md tests/README.en.md 2>&1); then
  say 'not ok' "examples: $counts"
else
  test_block() { # name, folder of policies, scenarios: every line of the result is one expectation
    local line
    "$build/bylaw" test --tap --policies "$work/$2" "$work/$3" >"$work/tap" 2>&1
    if ! grep -q '^ok ' "$work/tap"; then
      say 'not ok' "$1: $(grep -v '^TAP' "$work/tap" | head -3 | tr '\n' ' ')"
      return
    fi
    while IFS= read -r line; do
      case $line in
      'ok '*) say ok "$1: ${line#ok * - }" ;;
      'not ok '*) say 'not ok' "$1: ${line#not ok * - }" ;;
      'TAP '* | 1..* | '# '* | '  ---' | '  ...' | '  duration_ms: '*) ;;
      '  file: '* | '  line: '*) ;;
      *) echo "  $line" ;;
      esac
    done <"$work/tap"
  }
  mv "$work/whole.scenarios" "$work/whole_scenarios.lua"
  mv "$work/many.scenarios" "$work/many_scenarios.lua"
  test_block 'the policy of the manual' whole whole_scenarios.lua
  test_block example many many_scenarios.lua
  while IFS=$'\t' read -r i line expected expression; do
    decision=e
    grep -q '"t_e"' "$work/one/$i.lua" || decision=grant
    "$build/bylaw" decide heating-grant "$decision" --month 2026-01 --facts "$work/usual.json" --json \
      --policies "$work/one/$i.lua" >"$work/answer" 2>&1
    status=$?
    if [ "$status" -eq 2 ] && grep -qF -- "$expected" "$work/answer"; then
      say ok "example: $line $expression"
    else
      say 'not ok' "example: $line $expression: expected error ‘$expected’ (status $status)"
      head -4 "$work/answer" | sed 's/^/  /'
    fi
  done <"$work/one.index"
  test_block 'scenarios of the guides' whole guides_scenarios.lua
  while IFS=$'\t' read -r i place name; do
    if "$build/bylaw" show heating-grant --policies "$work/blocks/$i.lua" >/dev/null 2>"$work/answer"; then
      say ok "block: $place $name"
    else
      say 'not ok' "block: $place $name: $(head -2 "$work/answer" | tr '\n' ' ')"
    fi
  done <"$work/blocks.index"
  for scenarios in "$work"/files/*.scenarios.lua; do
    folder=${scenarios%.scenarios.lua}
    mv "$scenarios" "${folder}_scenarios.lua"
    [ -d "$folder" ] || folder=$work/policies # scenarios of a policy of the project
    test_block 'a file of the guides' "${folder#"$work/"}" "files/$(basename "${scenarios%.scenarios.lua}")_scenarios.lua"
  done
fi

# --- 5. guides ---------------------------------------------------------------------------------------------------------
# Sections, links, names, verbs; then the commands of every guide in a copy of the project, against what the guide says they answer.
lua5.4 tests/guides.lua check "$build/bylaw" >"$work/out" 2>"$work/err" || say 'not ok' "guides: $(head -1 "$work/err")"
told() { # the lines of $work/out are counted
  local line
  while IFS= read -r line; do
    case $line in
    'ok '*) say ok "${line#ok }" ;;
    'not ok '*) say 'not ok' "${line#not ok }" ;;
    esac
  done <"$work/out"
}
told
program=$(cd "$build" && pwd)
copy=$work/copy
mkdir "$copy" "$copy/build"
cp -R README.md README.zh-CN.md LICENSE SECURITY.md Makefile policies stdlib examples tests host "$copy"
ln -s "$program/bylaw" "$program/libbylaw.a" "$program/libbylaw.so" "$copy/build"
guides=$(lua5.4 tests/guides.lua list)
[ -n "${QUICK:-}" ] && guides= # their commands take longer than all the rest
for guide in $guides; do
  lua5.4 tests/guides.lua script "$guide" >"$work/script" 2>"$work/err" || say 'not ok' "guides: $(head -1 "$work/err")"
  (cd "$copy" && env -u BYLAW_DB -u BYLAW_POLICIES BYLAW_TODAY=2031-01-01 bash "$work/script" >"$work/answers" 2>&1)
  lua5.4 tests/guides.lua compare "$guide" "$work/answers" >"$work/out" 2>"$work/err" || say 'not ok' "guides: $(head -1 "$work/err")"
  told
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
