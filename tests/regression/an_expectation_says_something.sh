# An expectation that every outcome meets makes a test that cannot fail: `error = ""` stood in every message, an empty list of articles is named by
# every outcome. 85 years old with hukou, applied: 30.00 by article four, item one, and no error.
. "$REGRESSION/support.sh"
expects() { # an expectation: it is not met, and the hint says what to write
  printf 'policy "%s"\nscenario "一个" { elder = { birth_date = "1940-01-05", hukou = "和平区", low_income = absent },\n  month = "2025-06", standard = %s }\n' \
    "$policy" "$1" >"$work/one.lua"
  run test "$work/one.lua"
  [ "$status" = 1 ] || fail "status $status: $1 — $out"
  says "$2"
}
for empty in '{ error = "" }' '{ "30.00", because = "" }' '{ "30.00", because = {} }' '{ refused = {} }' '{ hold = {} }' \
  '{ undetermined = {} }' '{ needs = {} }' '{ "30.00", warns = { "" } }'; do
  expects "$empty" 没有写内容
done
expects 30 '"30.00"'
expects '{ 30 }' '"30.00"'
printf 'policy "%s"\nstory "一个" { elder = { birth_date = "1940-01-05", hukou = "和平区", low_income = absent },\n  on "2025-06-25" { pay = "2026-06", error = "" } }\n' \
  "$policy" >"$work/story.lua"
run test "$work/story.lua"
[ "$status" = 1 ] || fail "status $status: an empty error of a step — $out"
says 没有写内容
