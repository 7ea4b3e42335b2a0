# A register without 性别 and 出生日期: both come out of the number (its 17th digit: odd 男, even 女), are told and logged; another sex
# beside the number is refused in a new line, and may be recorded by name, since the household register prevails.
. "$REGRESSION/support.sh"
export BYLAW_POLICIES=$REGRESSION/policies/the_sex_stands_in_the_number.lua
policy=by-sex
printf '身份证号\n%s\n%s\n' 210100194001053212 210100193506303227 >"$work/r.csv" # 17th digits 1 and 2
done_well import r.csv 2025-06-16
says '没有写出生日期、取自身份证号的 2 人'
says '没有写性别、取自身份证号的 2 人'
decides() { # number, yuan
  row=$(grep "^$1," "$work/all.csv") || fail "not exported: $1"
  IFS=, read -r _ born sex _ <<<"$row"
  done_well run decide "$policy" due --facts "{\"birth_date\": \"$born\", \"sex\": \"$sex\"}" --month 2025-06
  says "$2"
}
done_well run export "$policy" --out "$work/all.csv"
grep -q '^210100194001053212,1940-01-05,男' "$work/all.csv" || fail "$(cat "$work/all.csv")"
grep -q '^210100193506303227,1935-06-30,女' "$work/all.csv" || fail "$(cat "$work/all.csv")"
decides 210100194001053212 20.00 # 第三条
decides 210100193506303227 50.00 # 第二条
# a sex that differs from the number
printf '身份证号,性别\n210100193001011018,女\n' >"$work/other.csv" # 17th digit 1
refused import other.csv 2025-06-17
says '中的性别 男 与性别 女 不一致'
says 'record 登记性别'
done_well run record holder 210100193001011018 sex=女 --create --on 2025-06-17 --why 试
done_well import other.csv 2025-06-18 # what is recorded so is no fault of a later list
done_well run export "$policy" --out "$work/later.csv"
grep -q '^210100193001011018,1930-01-01,女' "$work/later.csv" || fail "$(cat "$work/later.csv")"
# recorded by hand without it, the number tells it, and the log says so
done_well run record holder 210100194107074046 card=6200009000000000043 --create --on 2025-06-19 --why 试 # 17th digit 4
says 性别
sqlite3 "$BYLAW_DB" 'SELECT why FROM change_set' | grep -q '；出生日期取自身份证号；性别取自身份证号' || fail 'the log does not say where it comes from'
