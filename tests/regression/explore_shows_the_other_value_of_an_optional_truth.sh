# The example of the case in which an optional truth does not hold was empty, and its condition read 无示范 for a fact called 示范: left out,
# a truth is false, so the case shows it as false. Of what asks whether it is there at all, the one without it stays.
. "$REGRESSION/support.sh"
mine=$REGRESSION/policies/an_optional_truth_left_out_is_false.lua
explored() { # decision
  done_well run explore left-out "$1" --month 2025-06 --policies "$mine"
  out=$(sed 's/  */ /g' <<<"$out")
}
explored by_name
says '10.00 示范：是；示范 第二条 示范：是'
says '0.00 示范：否 第一条 示范：否'
says_not 无示范
explored not_by_name
says '第二条 示范：否'
explored by_input
says '0.00 愿意：否 第一条 愿意：否'
explored passed_on
says '0.00 示范：否 第一条 示范：否'
explored there
says '0.00 无示范 第一条'
