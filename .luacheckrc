-- The names that the host gives to policies, values and scenarios.
std = "min"
max_line_length = 220 -- bytes: a Chinese character is three
local policy_names = {
  "yuan", "wan", "fen", "percent", "ratio", "count", "date", "month", "period", "earliest", "latest", "least", "most",
  "between", "present", "at_least", "at_most", "before", "after", "within", "other_than", "days_until", "first_present",
  "workday_on_or_before", "workday_on_or_after", "add_workdays", "is_workday", "is_holiday", "deadline",
  "document", "fact", "choice", "text", "values", "value", "choose", "policy", "person", "scenario", "story", "on", "absent", "unknown",
}
files["policies"] = { read_globals = policy_names, ignore = { "212" } } -- terms may leave their arguments unused
files["tests/scenarios"] = { read_globals = policy_names }
files["stdlib"] = { std = "lua54", ignore = { "212/self" } }
files["stdlib/calendars"] = { read_globals = { "calendar" } }
files["stdlib/skeleton"] = { std = "min", read_globals = policy_names }
exclude_files = { "stdlib/meta.lua" }
