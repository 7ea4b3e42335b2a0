# A refusal told the text of a requirement as if it held: 第六条 已提出有效申请. It says what is not the case, in words that the
# policy has for it; where it has none, it says of the text that it is not so, and `check` asks for the words.
. "$REGRESSION/support.sh"
mine=$REGRESSION/policies/a_refusal_says_what_is_not_the_case.lua
decide() {
  run decide words-of-a-refusal grant --month 2026-01 --facts "$1" --policies "$mine"
}

# Nothing is met. Of two conditions asked together one is enough to fail (或), of alternatives all fail (且); `not` fails as its term holds.
decide '{"old":false,"poor":false,"away":true,"paid":false}'
[ "$out" = '结果：不符合条件
未满足的条件：未满60周岁，或家庭不困难（第二条）
未满足的条件：未满60周岁，且家庭不困难（第三条）
未满足的条件：长期外出（第四条）
未满足的条件：不符合“已缴费”（第五条）
未满足的条件：没有缴费，缴费后发放（第五条）
未满足的条件：不符合“缴费满一年”（第五条）
未满足的条件：长期外出（第七条）' ] || fail "the refusal: $out"

# What is met is told in its own words, and a rule that asks `not` in those of its term.
decide '{"old":true,"poor":true,"away":false,"paid":true}'
says '依据：第六条 没有长期外出'
says '依据：第四条 没有长期外出'
says '依据：第三条 年满60周岁，或家庭困难'

# Two requirements leave it unsaid: the one by a term without words, and the one with a text of its own over the same term.
run check --quick "$mine"
[ "$status" = 1 ] || fail "check found nothing: $out"
says '决定 ‘grant’ 的条件（第五条）不满足时没有说法'
says 'otherwise = '
[ "$(grep -c 不满足时没有说法 <<<"$out")" = 2 ] || fail "not two: $out"

# The allowance says it everywhere: for who never applied, in the answer, in JSON, and to the person.
never='{"birth_date":"1940-01-05","hukou":"和平区","low_income":null,"applied":[]}'
run decide "$policy" due --month 2025-06 --facts "$never"
says '未满足的条件：没有提出有效申请（第六条第1项、第六条第2项）'
says_not '已提出有效申请'
run decide "$policy" due --month 2025-06 --facts "$never" --json
says '{"article":"第六条第1项、第六条第2项","rule":"due","text":"没有提出有效申请"}'
run explain "$policy" due --month 2025-06 --facts "$never" --letter
says '没有提出有效申请'
says_not '已提出有效申请'
