-- 可不填的真假没有填写：作条件时是“否”，无论写在哪里；只有 present 仍说没有。各决定的条件成立时给 10.00，否则 0.00。
-- 手算：flag 没有填写，所以 flag、flag == true、flag 且非 other、flag 或 other 都不成立；not flag、flag == false 成立；
-- 例外（when = "flag"）不适用，所以仍给 10.00；要求（flag）未满足，不符合条件。写明“否”的也都如此，只是 present 说有。
policy "left-out"
local usual = person { month = "2025-06", base = { number = "甲", uses = {} } }

scenario "没有填写的是否，各种写法一致" { usual,
  by_name = "0.00", not_by_name = "10.00", any_of = "0.00", all_of = "0.00", by_input = "0.00", needed = { refused = "第三条" },
  excepted = "10.00", tested = "0.00", negated = "10.00", is_true = "0.00", is_false = "10.00", both = "0.00", either = "0.00",
  passed_on = "0.00", passed_twice = "10.00", there = "0.00", first_there = "0.00" }
scenario "写明没有的，与没有填写一样" { usual, base = { flag = absent, other = absent }, wish = absent,
  by_name = "0.00", not_by_name = "10.00", any_of = "0.00", all_of = "0.00", by_input = "0.00", needed = { refused = "第三条" },
  excepted = "10.00", tested = "0.00", negated = "10.00", is_true = "0.00", is_false = "10.00", both = "0.00", either = "0.00",
  passed_on = "0.00", passed_twice = "10.00", there = "0.00", first_there = "0.00" }
scenario "填写“否”的，只有 present 不同" { usual, base = { flag = false }, wish = false,
  by_name = "0.00", not_by_name = "10.00", any_of = "0.00", all_of = "0.00", by_input = "0.00", needed = { refused = "第三条" },
  excepted = "10.00", tested = "0.00", negated = "10.00", is_true = "0.00", is_false = "10.00", both = "0.00", either = "0.00",
  passed_on = "0.00", passed_twice = "10.00", there = "10.00", first_there = "0.00" }
scenario "填写“是”的" { usual, base = { flag = true }, wish = true,
  by_name = "10.00", not_by_name = "0.00", any_of = "10.00", all_of = "10.00", by_input = "10.00", needed = "10.00",
  excepted = "0.00", tested = "10.00", negated = "0.00", is_true = "10.00", is_false = "0.00", both = "10.00", either = "10.00",
  passed_on = "10.00", passed_twice = "0.00", there = "10.00", first_there = "10.00" }
-- first_present 越过没有填写的 flag，取 other；写明“否”的 flag 则是第一个有的。
scenario "没有填写的让后面的说话" { usual, base = { other = true }, any_of = "10.00", all_of = "0.00", either = "10.00", first_there = "10.00" }
scenario "写明“否”的自己说话" { usual, base = { flag = false, other = true }, any_of = "10.00", either = "10.00", first_there = "0.00" }
scenario "未知的仍要问" { usual, base = { flag = unknown }, by_name = { needs = "flag" }, tested = { needs = "flag" }, there = { needs = "flag" } }

scenario "记录里没有填写的字段也是否" { usual, base = { uses = { { on = "2025-01-06" }, { on = "2025-02-06" } } },
  any_free = "0.00", any_not_free = "10.00", all_free = "0.00", two_not_free = "10.00", some_other_than = "10.00",
  last_free = "0.00", last_tested = "0.00" }
scenario "记录一是一否" { usual, base = { uses = { { on = "2025-01-06", free = true }, { on = "2025-02-06" } } },
  any_free = "10.00", any_not_free = "10.00", all_free = "0.00", two_not_free = "0.00", some_other_than = "10.00",
  last_free = "0.00", last_tested = "0.00" }
scenario "记录都是" { usual, base = { uses = { { on = "2025-01-06", free = true } } },
  any_free = "10.00", any_not_free = "0.00", all_free = "10.00", two_not_free = "0.00", some_other_than = "0.00",
  last_free = "10.00", last_tested = "10.00" }
scenario "没有记录" { usual, any_free = "0.00", any_not_free = "0.00", last_free = "0.00", last_tested = "0.00" }
