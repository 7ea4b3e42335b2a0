-- The floor of `make bench`: the standard of the old-age allowance as one would write it without a host, a function over
-- plain tables. Dates are integers 20250630, their parts are given; no articles, no facts that may be unknown, no versions.
local deadlines = { [2023] = 20231031, [2024] = 20241031, [2025] = 20251031 } -- each a workday
local lengths = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function leap(year) return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0) end

local function last_day(year, month)
  local days = month == 2 and leap(year) and 29 or lengths[month]
  return year * 10000 + month * 100 + days
end

local function age(person, on)
  local year, within = on // 10000, on % 10000
  local birthday = person.birthday
  if birthday == 229 and not leap(year) then birthday = 228 end
  return year - person.birth_year - (within < birthday and 1 or 0)
end

local function present(spells, day)
  for i = 1, #spells do
    if spells[i].from <= day and day <= spells[i].to then return true end
  end
  return false
end

-- Whether none holds on `day` though one did before.
local function ended(spells, day)
  if present(spells, day) then return false end
  for i = 1, #spells do
    if spells[i].from <= day then return true end
  end
  return false
end

-- The first day after `eve` on which no spell holds that held on `eve`.
local function left_on(spells, eve)
  for i = 1, #spells do
    if spells[i].from <= eve and eve <= spells[i].to then return spells[i].left end
  end
end

-- The first choice is the first that was registered, or the application at 80 or later, which chooses the allowance.
local function registered_on(person, seen)
  local first = person.choices[1] and person.choices[1].on or 99991231
  local applied = person.applied
  if person.turning_80 <= applied and applied <= seen and applied < first then first = applied end
  return first
end

local function last_choice(choices, from, to)
  local last = nil
  for i = 1, #choices do
    if from <= choices[i].on and choices[i].on <= to then last = choices[i].choice end
  end
  return last
end

local function home_care(person, year, month)
  local choices, seen = person.choices, last_day(year, month)
  if not choices[1] or choices[1].on > seen then return false end
  local first = registered_on(person, seen)
  if first >= year * 10000 + 101 then return last_choice(choices, first, first) == "home_care" end
  local from, deadline = math.max((year - 1) * 10000 + 101, first + 1), deadlines[year - 1]
  local switched = deadline and last_choice(choices, from, deadline)
  if switched then return switched == "home_care" end
  return home_care(person, year - 1, 12)
end

-- Fen a month, or nothing when refused or not determined.
local function standard(person, year, month)
  local last = last_day(year, month)
  local eve = month == 1 and last_day(year - 1, 12) or last_day(year, month - 1)
  local death = person.death
  if death and death <= eve then return nil end
  local on = death and death < last and death or last
  local years = age(person, on)
  if years < 80 then return nil end
  if years ~= age(person, eve) then
    local left = left_on(person.hukou, eve)
    if left and left < on then years = age(person, left) end
    if years < 80 then return nil end
  end
  local serviceman = present(person.serviceman, eve)
  local low = present(person.low_income, eve) and (serviceman or not ended(person.hukou, eve))
  if not present(person.hukou, eve) and not serviceman and not (low and years < 90) then return nil end
  if year < 2025 then
    if years < 90 and not low then return 0 end
    if last < 20150701 then return nil end
    return years < 90 and 10000 or years < 100 and 20000 or 80000
  end
  if years >= 100 then return 80000 end
  if years >= 90 then return 20000 end
  if low then return 10000 end
  if home_care(person, year, month) then return 0 end
  return 3000
end

-- A person with the parts of dates given; days are integers, 0 is none. No spell ends with its month.
local function spells(from, to)
  if from == 0 then return {} end
  return { { from = from, to = to == 0 and 99991231 or to, left = to ~= 0 and to + 1 or nil } }
end
local function person(birth, death, hukou_from, hukou_to, low_from, home_care_on)
  return { turning_80 = birth + 800000, applied = 20250106, birth_year = birth // 10000, birthday = birth % 10000, death = death ~= 0 and death or nil,
    hukou = spells(hukou_from, hukou_to), low_income = spells(low_from, 0), serviceman = {},
    choices = home_care_on ~= 0 and { { on = home_care_on, choice = "home_care" } } or {} }
end

return standard, person
