# `test --accept` over scenarios that expected another amount: the file is what it was before the amount was changed, byte for byte, and passes.
. "$REGRESSION/support.sh"
from=$REGRESSION/../scenarios/old_age_allowance_standard.lua
run test "$from"
[ "$status" = 0 ] || fail "not right before: $out"
# 31 is expected wherever 30 is the whole of a standard (article four, item one).
sed -E 's/^(.*standard = )"30\.00"/\1"31.00"/; s/^(.*standard = \{ )"30\.00"/\1"31.00"/' "$from" >"$work/changed.lua"
cmp -s "$from" "$work/changed.lua" && fail 'nothing was changed'
run test "$work/changed.lua"
[ "$status" = 1 ] || fail "the changed file passes: $out"
done_well run test --accept "$work/changed.lua"
says '改写了'
cmp "$from" "$work/changed.lua" || fail 'another file than before'
