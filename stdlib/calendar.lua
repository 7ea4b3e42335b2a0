-- Calendars of working days: dated data with the notice cited, checked as it is read.
local host, std = ...
local shape = std.shape

local year_keys = { year = { "integer", required = true }, notice = { "string", required = true },
  source = { "text_list", required = true }, off = { "table", required = true }, work = { "table", required = true },
  statutory = { "table" } }

local function days_of(list, found, off, file_year)
  for _, text in ipairs(list) do
    local first, last = string.match(text, "^(%d+%-%d+%-%d+)/(%d+%-%d+%-%d+)$")
    local from = shape.day(first or text, "日历")
    local to = last and shape.day(last, "日历") or from
    if to < from then host.refuse("日历 " .. file_year .. " 年的 " .. text .. " 终于开始之前", "") end
    for day = from, to do
      if found[day] ~= nil and found[day] ~= off then
        host.refuse("日历中 " .. host.day_text(day) .. " 既是休息日又是工作日", "核对 " .. file_year .. " 年的通知")
      end
      found[day] = off
    end
  end
end

local unpublished_keys = { who = { "string", required = true }, longest_break = { "integer", required = true },
  most_off = { "integer", required = true }, most_worked = { "integer", required = true }, fixed = { "table", required = true } }

-- What can be said of a year without a schedule; days that are off in every year as month * 100 + day.
local function unpublished(given)
  if not given then return nil end
  shape.check("calendar 的 unpublished", given, unpublished_keys)
  local fixed = {}
  for i, text in ipairs(given.fixed) do
    shape.day("2000-" .. text, "fixed", text)
    fixed[i] = tonumber(string.sub(text, 1, 2)) * 100 + tonumber(string.sub(text, 4, 5))
  end
  return { who = given.who, longest_break = given.longest_break, most_off = given.most_off, most_worked = given.most_worked, fixed = fixed }
end

--- calendar("china", { label =, cite = }, { { year =, notice =, source =, off =, work = }, … }): years ascend without a gap.
function std.globals.calendar(name, head, years)
  shape.check("calendar", head, { label = { "string", required = true }, cite = { "string", required = true }, unpublished = { "table" } })
  local found, previous = {}, nil
  for _, entry in ipairs(years) do
    shape.check("calendar 的一年", entry, year_keys)
    if previous and entry.year ~= previous + 1 then host.refuse("日历的年份不连续：" .. previous .. " 之后是 " .. entry.year, "") end
    previous = entry.year
    days_of(entry.off, found, true, entry.year)
    days_of(entry.work, found, false, entry.year)
  end
  local days = {}
  for day in pairs(found) do days[#days + 1] = day end
  table.sort(days)
  local list = {}
  for i, day in ipairs(days) do list[i] = { day, found[day] } end
  return { name = name, label = head.label, cite = head.cite, years = years, days = list, first = years[1].year, last = previous,
    unpublished = unpublished(head.unpublished) }
end
