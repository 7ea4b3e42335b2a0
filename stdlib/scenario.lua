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

local function merge(into, from)
  for key, value in pairs(from) do
    local nested = type(value) == "table" and type(into[key]) == "table" and type(key) == "string" and next(value) ~= nil and
      not value["#absent"] and not value["#unknown"] and #value == 0 and #into[key] == 0
    if nested and not into[key]["#absent"] and not into[key]["#unknown"] then
      into[key] = merge(merge({}, into[key]), value)
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

--- scenario "一句话" { person, elder = { … }, month = "2025-06", due = { "200.00", because = "第四条第3项" } }.
function std.globals.scenario(title)
  if type(title) ~= "string" or title == "" then host.refuse("scenario 需要标题", "标题写成一句话") end
  if not current then host.refuse("先写 policy \"政策 id\"", "例如 policy \"old-age-allowance\"") end
  local line, file = host.line(), host.file()
  return function(given)
    if type(given) ~= "table" then host.refuse("scenario 需要一张表", "") end
    local all = {}
    for i, part in ipairs(given) do
      if type(part) ~= "table" or not part["#person"] then
        host.refuse("scenario 的第 " .. i .. " 项不是 person", "先用 person { … } 声明，例如 local usual = person { … }")
      end
      merge(all, part["#person"])
    end
    local own = {}
    for key, value in pairs(given) do
      if type(key) == "string" then own[key] = value end
    end
    merge(all, own)
    std.scenarios[#std.scenarios + 1] = { title = title, line = line, file = file, policy = current, given = all }
  end
end


