# A number that was corrected: the old one in a later register finds the same person, who is no second one, and the number stays corrected.
. "$REGRESSION/support.sh"
register
done_well record 210100194001053212 2025-07-01 id_number=210100194001053255
sed -n '1,2p' "$work/register.csv" >"$work/old.csv"
done_well import old.csv 2025-08-01
says '写的是更正以前的旧号码、仍是同一个人的 1 行'
says '新增 0 人'
run export "$policy" --out -
says 210100194001053255
says_not 210100194001053212
done_well record 210100194001053212 2025-08-02 card=6200009000000000050
run export "$policy" --out -
[ "$(grep -c ^2 <<<"$out")" = 5 ] || fail "$out"
