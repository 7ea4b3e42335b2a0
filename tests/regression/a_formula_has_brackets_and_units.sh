# A formula was told as 基本补贴 30.00 元 加 加发 20.00 元 乘 3: nobody could see what is multiplied, and 3 was of nothing.
# (30.00 + 20.00) × 3 = 150.00.
. "$REGRESSION/support.sh"
run explain letters grant --month 2025-06 --facts '{"poor":true,"path":"by_post"}' --path \
  --policies "$REGRESSION/policies/a_letter_says_what_to_do.lua"
says '（基本补贴 30.00元/月'
says '+ 加发 20.00元/月'
says '） × 计发月数 3个月'
says '= 150.00 元'
says_not ' 乘 '
says_not ' 加 '

# The choice by its label.
says '领取方式 邮寄'
says_not by_post

# Days and months have their unit; what is tangled inside is told by its value, not by nine brackets.
run explain "$policy" switch_from --on 2026-11-03 --path \
  --facts '{"requested_on":"2026-11-03","choices":[{"on":"2025-01-05","choice":"home_care"}]}'
says_not '（（（'
says_not '日（日）'
