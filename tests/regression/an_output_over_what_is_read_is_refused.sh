# Whatever option writes a file: onto the database, a link to it, its companions, the input, a policy or another output it is
# refused before anything is touched.
. "$REGRESSION/support.sh"
register
cp -r "$BYLAW_POLICIES" "$work/policies"
export BYLAW_POLICIES=$work/policies
ln -s registry.db "$work/link.db"
ln "$BYLAW_DB" "$work/hard.db"
ln -s registry.db-wal "$work/link-to-nothing"
cp "$work/register.csv" "$work/bad.csv"
echo '210100194001053213,1940-01-05,和平区,无,无,' >>"$work/bad.csv" # a wrong check digit
ln -s registry.db "$work/linked.csv.bad.csv"
cp "$work/bad.csv" "$work/linked.csv"

sum_all() { (cd "$work" && sha256sum registry.db register.csv bad.csv policies/*.lua policies/values/*.lua); }
before=$(sum_all)
untouched() { # what was tried
  [ "$status" = 2 ] || fail "status $status: $1 — $out"
  says 没有写入任何内容
  [ "$(sum_all)" = "$before" ] || fail "changed by: $1"
}
places="registry.db link.db hard.db registry.db-wal registry.db-shm registry.db-journal link-to-nothing policies/old_age_allowance.lua policies/values/old_age_allowance.lua"
month="--month 2025-06"
for place in $places; do
  for command in "export $policy --out" "pay $policy $month --on 2025-06-25 --csv" "pay $policy $month --on 2025-06-25 --xlsx" \
    "import $policy $work/bad.csv --on 2025-07-01 --skip-bad --bad-file" "budget $policy --years 2026-2026 --csv" \
    "budget $policy --years 2026-2026 --chart" "compare $policy due --to 2025-08 --from 2025-07 --csv" \
    "explore $policy standard $month --csv" "explore $policy standard $month --scenarios" "test --junit"; do
    # shellcheck disable=SC2086
    run $command "$work/$place"
    untouched "$command $place"
  done
done
import bad.csv 2025-07-01 --skip-bad --bad-file "$work/bad.csv"
untouched 'bad lines over the input'
import linked.csv 2025-07-01 --skip-bad
untouched 'bad lines, by default, over the database'
pay 2025-06 2025-06-25 --csv "$work/same" --xlsx "$work/./same"
untouched 'two outputs in one file'
(cd "$work" && mkdir -p tests/scenarios && echo 'policy "x"' >tests/scenarios/s.lua)
out=$(cd "$work" && "$BYLAW" test --junit tests/scenarios/s.lua 2>&1)
status=$?
untouched 'a report over the scenarios'
run test "$work/tests/scenarios/s.lua" --junit "$work/tests/scenarios/s.lua"
untouched 'a report over the scenarios that are named'

# Every option of every verb that says it writes a file is among those that are compared.
for verb in $("$BYLAW" help | sed -n 's/^  \([a-z]\{1,\}\) .*/\1/p'); do
  for option in $("$BYLAW" help "$verb" | grep -E 'FILE' | grep -E '写|存' | sed -n 's/^ *--\([a-z-]*\) FILE.*/\1/p'); do
    case $option in db) continue ;; esac
    run "$verb" x y z "--$option" "$BYLAW_DB"
    [ "$status" = 2 ] || fail "$verb --$option: status $status"
    case $verb-$option in
    import-bad-file) ;; # goes only with --skip-bad; tried above
    *) case $out in *缺少参数* | *多余的参数* | *没有写入任何内容*) ;; *) fail "$verb --$option is not compared: $out" ;; esac ;;
    esac
  done
done

# What is none of these is written, also by a link, and the link stays.
echo old >"$work/old.csv"
ln -s old.csv "$work/list.csv"
done_well run export "$policy" --out "$work/list.csv"
[ -L "$work/list.csv" ] && grep -q 210100194001053212 "$work/old.csv" || fail 'a link to a list is not followed'
[ "$(stat -c %a "$work/old.csv")" = 600 ] || fail "the list is not private: $(stat -c %a "$work/old.csv")"
