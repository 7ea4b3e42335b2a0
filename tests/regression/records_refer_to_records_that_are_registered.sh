# A register of several kinds of subject: units and cities, and venues that refer to them (试点〔2025〕12号, tests/language/policies/venues.lua).
# By hand: with 3 staff and two reports since it opened in March 2024 a company's venue gets 5,000.00; the second report came on 1 June 2025
# and became known that day, so that by what was known on 31 May there is one, too few. What a record refers to must be registered before
# it, in a file as in a single act, and stays what it was known to be then; a removed one is asked for. Files of a subject hold its own
# facts and the keys of those that it refers to, no others, and go round without a change. The whole database verifies.
. "$REGRESSION/support.sh"
places=(--policies tests/language/policies)
on() { # day, verb, arguments...
  local day=$1
  shift
  run "$@" --on "$day" --why 试 "${places[@]}"
}
granted() { run decide venues granted --on 2025-06-01 "${places[@]}" --id 一号 --json "$@"; }
cat >"$work/cities.csv" <<'CSV'
市名,参加试点
沈阳市,是
CSV
cat >"$work/units.csv" <<'CSV'
统一社会信用代码,单位性质,登记日期,注销日期,单位所在区县,专职人员,信用良好,报告,主管的市
91210100MA0P12345K,企业,2020-01-01,无,和平区,3,是,2024-06-01,沈阳市
CSV
cat >"$work/venues.csv" <<'CSV'
编号,开馆日期,所在区县,运营单位
一号,2024-03-01,和平区,91210100MA0P12345K
CSV

on 2025-05-01 import venues "$work/venues.csv"
[ "$status" = 2 ] || fail "a venue of a unit that is not there is taken"
case $out in *'venues.csv:2:4（运营单位）: 没有登记统一社会信用代码为 91210100MA0P12345K 的单位'*venues:unit*) ;; *) fail "$out" ;; esac
on 2025-05-01 import venues:unit "$work/units.csv"
[ "$status" = 2 ] || fail "a unit of a city that is not there is taken"
for file in city:cities unit:units; do
  on 2025-05-01 import "venues:${file%:*}" "$work/${file#*:}.csv" || fail "${file#*:}: $out"
done
on 2025-05-01 import venues "$work/venues.csv" || fail "venues: $out"
on 2025-06-01 record venues:unit 91210100MA0P12345K reports=2025-06-01 || fail "a report: $out"

granted
case $out in *'"outcome":"5000.00"'*) ;; *) fail "granted: $out" ;; esac
granted --as-of 2025-05-31
case $out in *'"refused":['*'报告没有达到份数'*) ;; *) fail "known before: $out" ;; esac
run decide venues unit_fit --on 2025-06-01 "${places[@]}" --id 91210100MA0P12345K --json
case $out in *'"outcome":true'*) ;; *) fail "a unit by its key: $out" ;; esac

on 2025-06-01 record venues 一号 unit=91210100MA0P12345X
case $out in *校验码不符*) ;; *) fail "a wrong code: $out" ;; esac
on 2025-06-01 record venues 一号 运营单位=91210100MA0P54321L
[ "$status" = 2 ] || fail "a venue goes to a unit that is not there: $out"
on 2025-06-01 record venues 一号 unit.kind=事业单位
case $out in *'展馆没有 ‘unit.kind’ 这项事实'*) ;; *) fail "a fact of another record: $out" ;; esac
printf '编号,单位性质\n一号,企业\n' >"$work/wrong.csv"
on 2025-06-01 import venues "$work/wrong.csv"
case $out in *'单位性质'*'不是展馆的事实'*) ;; *) fail "a column of another record: $out" ;; esac
on 2025-06-01 import venues:unti "$work/units.csv"
case $out in *'没有对象 ‘unti’'*'‘unit’'*) ;; *) fail "a subject that is not there: $out" ;; esac

for subject in venues venues:unit venues:city; do
  run export "$subject" "${places[@]}" --out "$work/again.csv" || fail "export $subject: $out"
  on 2025-06-02 import "$subject" "$work/again.csv" --json || fail "again $subject: $out"
  case $out in *'"added":0,"changed":0,"same":1'*) ;; *) fail "again $subject: $out" ;; esac
done
head -1 "$work/again.csv" | grep -q '市名,参加试点' || fail "the header of cities: $(head -1 "$work/again.csv")"

on 2025-06-03 record venues:unit 91210100MA0P12345K --remove || fail "remove: $out"
granted
case $out in *'"needs":['*'"name":"unit.kind"'*) ;; *) fail "a removed record: $out" ;; esac
granted --as-of 2025-06-02 # the report is known since 1 June, though nothing is new of the venue
case $out in *'"outcome":"5000.00"'*) ;; *) fail "a record that was removed later: $out" ;; esac
run budget venues --years 2026-2027 "${places[@]}"
[ "$status" = 2 ] || fail "a budget without what is referred to: $out"
run verify || fail "verify: $out"
exit 0
