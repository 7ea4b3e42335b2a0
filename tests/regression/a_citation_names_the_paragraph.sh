#!/usr/bin/env bash
# 第十三条 has two paragraphs: 补发 and 生前未申请的不予补发. A citation that does not say which is refused where it stands, and
# so is one that the document does not have (第十六条 has no paragraphs, 第四条 no fifth item, an item is written 第3项).
. "$REGRESSION/support.sh"
mkdir "$work/policies" && cp -r "$BYLAW_POLICIES/values" "$work/policies"
try() { # citation, what is told
  sed 's/^act:term("aged_90s", { cite = "第四条第3项"/act:term("aged_90s", { cite = "'"$1"'"/' "$BYLAW_POLICIES/old_age_allowance.lua" >"$work/policies/old_age_allowance.lua"
  run check --policies "$work/policies"
  if [ -n "$2" ]; then
    [ "$status" = 2 ] || fail "$1 is not refused (status $status): $out"
    says "$2"
  else
    [ "$status" -lt 2 ] || fail "$1 is refused: $out"
  fi
}
try '第十三条' '没有写到款、项：第十三条分为第一款、第二款'
try '第十三条第三款' '第十三条分为第一款、第二款'
try '第四条第5项' '第四条分为第1项、第2项、第3项、第4项'
try '第四条第（三）项' '第四条分为第1项、第2项、第3项、第4项'
try '第四条第3项第二' '第四条分为第1项、第2项、第3项、第4项'
try '第十六条第二款' '第十六条没有分款、分项'
try '第四条第3项、第十三条' '没有写到款、项'
try '第四条第3项第二句' ''
try '第十三条第一款' ''
try '第六条末段' ''

# An official's words may name the article as a whole: a scenario that expects 第十七条 is met by 第十七条第一款, not by 第三条.
cat >"$work/whole.lua" <<'LUA'
policy "old-age-allowance"
local gone = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = {}, death_date = "2025-03-02" } }
scenario "whole" { gone, month = "2025-06", standard = { refused = "第十七条" } }
scenario "part" { gone, month = "2025-06", standard = { refused = "第十七条第一款" } }
scenario "another part" { gone, month = "2025-06", standard = { refused = "第十七条第二款" } }
scenario "another article" { gone, month = "2025-06", standard = { refused = "第十条" } }
LUA
run test "$work/whole.lua"
says '通过 2 项，未通过 2 项'
