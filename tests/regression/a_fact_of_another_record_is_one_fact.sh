# The fact of a record that is referred to has one name, "unit.kind", however it is told: a record within a record, its full name, a column
# of a file with that name or its label. By hand from 试点〔2025〕12号 (tests/language/policies/venues.lua): a unit with 3 staff, registered
# before the venue opened, two reports since then, a city that takes part: 5,000.00 for a company, 8,000.00 for a public institution. The
# answers are the same, and one by one as for many. A record that is told by its key alone asks for all else; one that is told twice, or
# is none, is refused with its place. A unit knows nothing of venues.
. "$REGRESSION/support.sh"
policies=tests/language/policies
rest='"code":"91210100MA0P12345K","registered_on":"2020-01-01","closed_on":null,"district":"和平区","staff":3'
reports='[{"on":"2024-06-01"},{"on":"2025-03-01"}]'
own='"number":"1","opened_on":"2024-03-01","district":"和平区"'
ask() { run decide venues granted --on 2025-06-01 --policies "$policies" "$@"; }

within() { printf '{"venue":{%s,"unit":{%s,"kind":"%s","reports":%s,"city":{"joined":true}}}}' "$own" "$rest" "$1" "$reports"; }
full() {
  printf '{%s,"unit.code":"91210100MA0P12345K","unit.registered_on":"2020-01-01","unit.closed_on":null,"unit.district":"和平区",' "$own"
  printf '"unit.staff":3,"unit.kind":"%s","unit.reports":%s,"city.joined":true}' "$1" "$reports"
}
for kind in company:5000.00 public:8000.00; do
  for form in within full; do
    ask --facts "$($form "${kind%:*}")" --json
    case $out in *"\"value\":\"${kind#*:}\""*) ;; *) fail "$form $kind: $out" ;; esac
  done
done

head='number,opened_on,district,unit,单位性质,unit.registered_on,注销日期,unit.district,专职人员,unit.reports.on,参加试点'
cat >"$work/venues.csv" <<CSV
$head
1,2024-03-01,和平区,91210100MA0P12345K,企业,2020-01-01,无,和平区,3,2024-06-01,是
1,,,,,,,,,2025-03-01,
2,2024-03-01,和平区,91210100MA0P12345K,事业单位,2020-01-01,无,和平区,3,2024-06-01,是
CSV
ask --many "$work/venues.csv"
case $out in *'1,有结果,5000.00,'*) ;; *) fail "a file: $out" ;; esac
case $out in *'2,不符合条件,,第三条'*) ;; *) fail "a file, one report: $out" ;; esac
{
  within company
  echo
  full public
  echo
} >"$work/venues.ndjson"
ask --many "$work/venues.ndjson"
case $out in *'"line":1,'*'"value":"5000.00"'*'"line":2,'*'"value":"8000.00"'*) ;; *) fail "lines: $out" ;; esac

ask --facts "{$own,\"unit\":\"91210100MA0P12345K\"}" --json
for name in unit.kind unit.registered_on unit.closed_on unit.staff unit.reports city.joined; do
  case $out in *'"needs":['*"\"name\":\"$name\""*) ;; *) fail "the key alone does not ask for $name: $out" ;; esac
done
ask --facts "{$own,\"unit\":{\"kind\":\"public\"},\"unit.kind\":\"company\"}"
[ "$status" = 2 ] || fail "told twice: $status"
case $out in *'unit.kind'*'两次'*) ;; *) fail "told twice: $out" ;; esac
ask --facts "{$own,\"unit\":[1]}"
[ "$status" = 2 ] || fail "a record that is a list: $status"
case $out in *'unit（运营单位）应为单位的对象或统一社会信用代码，得到数组'*) ;; *) fail "a record that is a list: $out" ;; esac
ask --facts "{$own,\"unit\":\"91210100MA0P12345X\"}"
case $out in *'unit.code'*'校验码不符'*) ;; *) fail "a wrong key: $out" ;; esac
ask --facts "{$own,\"unit\":{\"knd\":\"public\"}}"
case $out in *'‘unit.knd’'*'unit.kind'*) ;; *) fail "a fact that the record lacks: $out" ;; esac
run decide venues unit_fit --on 2025-06-01 --policies "$policies" --facts '{"opened_on":"2024-03-01","staff":3,"closed_on":null}'
case $out in *'‘opened_on’'*) ;; *) fail "a fact of a venue is taken for a unit's: $out" ;; esac
run decide venues unit_fit --on 2025-06-01 --policies "$policies" --facts '{"unit":{"staff":3,"closed_on":null}}' --json
case $out in *'"outcome":true'*) ;; *) fail "a unit: $out" ;; esac

# A fact that is asked for is answered under its name, what is found exploring can be asked.
echo 企业 >"$work/said"
run needs venues granted --on 2025-06-01 --policies "$policies" --ask \
  --facts "{$own,\"unit\":{$rest,\"reports\":$reports,\"city\":{\"joined\":true}}}" <"$work/said"
case $out in *'单位性质'*'5000.00'*) ;; *) fail "answered: $out" ;; esac
run explain venues granted --on 2025-06-01 --policies "$policies" --facts "$(within company | sed 's/"staff":3/"staff":2/')" --what-if --json
case $out in *'"fact":"unit.staff"'*) ;; *) fail "what would have to change: $out" ;; esac
exit 0
