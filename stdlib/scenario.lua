-- Scenarios: cases as sentences. A file says `policy "id"`, then `person { … }` and `scenario "…" { … }`.
local host, std = ...

std.scenarios = {}
local current

std.globals.absent = { ["#absent"] = true }
std.globals.unknown = { ["#unknown"] = true }

--- policy "old-age-allowance": which policy the scenarios below are about.
function std.globals.policy(id)
  if type(id) ~= "string" then host.refuse("policy 需要政策的 id", "例如 policy \"old-age-allowance\"") end
  current = id
end

local MOST_SCENARIOS, MOST_STEPS = 20000, 2000 -- each may take as long as a decision, or a run
local DEEPEST = 20 -- as the host's reading of a scenario (to_json.c)

local function merge(into, from, depth)
  if depth > DEEPEST then host.refuse("事实套了 " .. DEEPEST .. " 层以上的表", "事实最多是记录的列表；检查是否有表包含了自己") end
  for key, value in pairs(from) do
    local nested = type(value) == "table" and type(into[key]) == "table" and type(key) == "string" and next(value) ~= nil and
      not value["#absent"] and not value["#unknown"] and #value == 0 and #into[key] == 0
    if nested and not into[key]["#absent"] and not into[key]["#unknown"] then
      into[key] = merge(merge({}, into[key], depth + 1), value, depth + 1)
    else
      into[key] = value
    end
  end
  return into
end

--- person { elder = { … } }: facts that several scenarios share; later ones override earlier ones, fact by fact.
function std.globals.person(given)
  if type(given) ~= "table" or host.kind(given) then host.refuse("person 需要一张表", "例如 person { elder = { hukou = \"和平区\" } }") end
  return { ["#person"] = given }
end

local places = {} -- title -> "file:line": results are told and chosen by their titles

local function begin(what, title)
  if type(title) ~= "string" or title == "" then host.refuse(what .. " 需要标题", "标题写成一句话") end
  if not current then host.refuse("先写 policy \"政策 id\"", "例如 policy \"old-age-allowance\"") end
  local line, file = host.line(), host.file()
  if places[title] then
    host.refuse("标题 ‘" .. title .. "’ 重复：" .. places[title] .. " 已经用过", "每个场景写一个自己的标题，说明它与另一个的区别", title)
  end
  places[title] = file .. ":" .. line
  if #std.scenarios >= MOST_SCENARIOS then
    host.refuse("一个文件最多写 " .. MOST_SCENARIOS .. " 个场景", "分成几个文件")
  end
  return line, file
end

-- Facts of persons first, then what the case says itself; steps of a story apart.
local function gather(what, given, steps)
  if type(given) ~= "table" then host.refuse(what .. " 需要一张表", "") end
  local all, own = {}, {}
  for i, part in ipairs(given) do
    local step = type(part) == "table" and part["#step"]
    if steps and step then
      steps[#steps + 1] = { on = step, line = part.line, given = part.given }
    elseif type(part) ~= "table" or not part["#person"] then
      host.refuse(what .. " 的第 " .. i .. " 项不是 person" .. (steps and "，也不是 on \"日期\" { … }" or ""),
        "先用 person { … } 声明，例如 local usual = person { … }")
    else
      merge(all, part["#person"], 1)
    end
  end
  for key, value in pairs(given) do
    if type(key) == "string" then own[key] = value end
  end
  return merge(all, own, 1)
end

--- scenario "一句话" { person, elder = { … }, month = "2025-06", due = { "200.00", because = "第四条第3项" } }.
function std.globals.scenario(title)
  local line, file = begin("scenario", title)
  return function(given)
    std.scenarios[#std.scenarios + 1] = { title = title, line = line, file = file, policy = current, given = gather("scenario", given) }
  end
end

--- on "2026-02-25" { pay = "2026-02", expect = { ["2026-02"] = "30.00" } }: a step of a story, on the day on which it becomes known.
function std.globals.on(day)
  if type(day) ~= "string" or not host.day(day) then
    host.refuse("on 需要日期", "写成 on \"2026-02-25\" { … }", tostring(day))
  end
  local line = host.line()
  return function(given)
    if type(given) ~= "table" then host.refuse("on 需要一张表", "例如 on \"2026-02-25\" { pay = \"2026-02\" }") end
    return { ["#step"] = day, line = line, given = given }
  end
end

--- story "一句话" { person, elder = { … }, on "2026-02-25" { pay = "2026-02" }, … }: what happens to one person, and what is paid.
function std.globals.story(title)
  local line, file = begin("story", title)
  return function(given)
    local steps = {}
    local all = gather("story", given, steps)
    if #steps > MOST_STEPS then host.refuse("story 最多有 " .. MOST_STEPS .. " 步，这里有 " .. #steps .. " 步", "分成几个 story") end
    if #steps == 0 then host.refuse("story 没有步骤", "写上 on \"日期\" { pay = \"月份\" }") end
    std.scenarios[#std.scenarios + 1] = { title = title, line = line, file = file, policy = current, given = all, steps = steps }
  end
end
