# An output that fails after the commit: status 2, and it is said that the money is booked and how to have the list again.
. "$REGRESSION/support.sh"
[ -c /dev/full ] || exit 0
register
lost() { # what stays done, command...
  local done=$1
  shift
  out=$("$BYLAW" "$@" 2>&1 >/dev/full)
  status=$?
  [ "$status" = 2 ] || fail "status $status: $* — $out"
  says "$done"
  says_not '没有写入任何内容'
}
lost '第 1 次发放已经记账' pay $policy --month 2025-06 --on 2025-06-25
says '--run 1'
lost '第 2 次发放已经记账' pay $policy --month 2025-07 --on 2025-07-25 --json
lost '第 3 次发放已经记账' pay $policy --month 2025-08 --on 2025-08-25 --csv -
out=$("$BYLAW" pay $policy --month 2025-09 --on 2025-09-25 --csv /dev/full 2>&1)
status=$?
[ "$status" = 2 ] || fail "status $status: $out"
says '第 4 次发放已经记账'
says '--month 2025-09 --run 4'
lost '已经记录' record elder 210100194001053212 death_date=2025-09-20 --on 2025-09-26 --why 试
sed -i '/210100194107074046/s/6200009000000000043/6200009000000000050/' "$work/register.csv"
lost '已经导入' import $policy "$work/register.csv" --on 2025-09-27 --skip-bad
# It is so: four runs are there, and the list can be had again.
done_well run verify
says '4 次发放'
done_well run pay $policy --month 2025-09 --run 4 --csv "$work/list.csv"
[ "$(grep -c '2025-09' "$work/list.csv")" -ge 5 ] || fail 'the list of the fourth run is not there'
