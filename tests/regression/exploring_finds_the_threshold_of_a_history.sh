# Of a history of numbers the explorer tried three values only, which stood beside the value that the history had; the threshold itself came
# after them, so that nobody was ever found who fulfils "at least 3 staff". By hand from 试点〔2025〕9号 and 12号: with 3 staff a basic venue,
# or a unit that goes on, has what is asked; both explorations are complete.
. "$REGRESSION/support.sh"
for question in 'exhibits conditions' 'venues unit_fit'; do
  # shellcheck disable=SC2086 # two words
  run explore $question --on 2025-06-01 --policies tests/language/policies --json
  case $out in *'"complete":true'*) ;; *) fail "$question is not complete: $out" ;; esac
  case $out in *'"outcome":"value"'*'专职人员：3'*) ;; *) fail "$question finds nobody with 3 staff: $out" ;; esac
done
exit 0
