# Bad lines go into a pipe or device as it is, which no file replaces, and through a link into what it names.
. "$REGRESSION/support.sh"
printf '身份证号,出生日期,户籍区县\n1,1940-13-05,和平区\n' >"$work/bad.csv"
mkfifo "$work/pipe"
timeout 30 cat "$work/pipe" >"$work/got" &
run import $policy "$work/bad.csv" --on 2025-06-16 --why 试 --skip-bad --bad-file "$work/pipe"
[ -p "$work/pipe" ] || fail "the pipe was replaced: $out"
wait
grep -q '1940-13-05' "$work/got" || fail "the lines did not come: $out"
echo old >"$work/real.csv"
ln -s real.csv "$work/link.csv"
run import $policy "$work/bad.csv" --on 2025-06-16 --why 试 --skip-bad --bad-file "$work/link.csv"
[ -L "$work/link.csv" ] || fail "the link was replaced: $out"
grep -q '1940-13-05' "$work/real.csv" || fail "not written through the link: $out"
