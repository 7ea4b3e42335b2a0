# What the claims share: `. "$REGRESSION/support.sh"`. A claim is right when its script ends; `fail` says why it is not.
set -u
policy=old-age-allowance
export BYLAW_TODAY=2031-01-01 # no claim hangs on the day on which it is tried
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export BYLAW_DB=$work/registry.db

fail() {
  echo "$*"
  exit 1
}
# Five invented elders with the numbers, days and cards that the claims reckon with.
register() {
  cat >"$work/register.csv" <<'CSV'
身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请记录,银行卡号
210100194001053212,1940-01-05,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000001
210100193506303227,1935-06-30,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000019
210100193001011018,1930-01-01,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000027
210100193803013031,1938-03-01,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000035
210100194107074046,1941-07-07,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000043
CSV
  import register.csv 2025-06-16 || fail 'the register is not taken'
}
# `out` holds what the program said, `status` its exit status.
run() {
  out=$("$BYLAW" "$@" 2>&1)
  status=$?
  return $status
}
import() { # file in $work, day, options...
  local file=$1 day=$2
  shift 2
  run import "$policy" "$work/$file" --on "$day" --why 试 "$@"
}
pay() { # month, day, options...
  local month=$1 day=$2
  shift 2
  run pay "$policy" --month "$month" --on "$day" "$@"
}
record() { # number, day, facts and options...
  local number=$1 day=$2
  shift 2
  run record elder "$number" "$@" --on "$day" --why 试
}
says() { # text: what the program said holds it
  case $out in *"$1"*) ;; *) fail "not said: $1 — but: $out" ;; esac
}
says_not() {
  case $out in *"$1"*) fail "said: $1 — $out" ;; esac
}
refused() { # command...: exit status 2
  "$@"
  [ "$status" = 2 ] || fail "not refused (status $status): $* — $out"
}
done_well() { # command...: exit status 0
  "$@" || fail "status $status: $* — $out"
}
# A total of the last `pay … --json`, such as paid or back_pay.
total() {
  sed -n 's/.*"totals":{[^}]*"'"$1"'":"\{0,1\}\([-0-9.]*\).*/\1/p' <<<"$out"
}
