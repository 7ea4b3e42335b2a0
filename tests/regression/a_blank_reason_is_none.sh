# A reason of blanks, also full-width and invisible ones, is no reason.
. "$REGRESSION/support.sh"
register
for why in ' ' '　　' $'\t' $'\u200b' $'\u00a0 \ufeff'; do
  run record elder 210100194001053212 death_date=2025-06-01 --on 2025-06-17 --why "$why" && fail "taken: ‘$why’"
  says 没有写明原因
  run import $policy "$work/register.csv" --on 2025-06-17 --why "$why" && fail "taken by import: ‘$why’"
  says 没有写明原因
done
done_well run record elder 210100194001053212 death_date=2025-06-01 --on 2025-06-17 --why '　派出所通报'
