# One person whose facts are not complete is one person under 待处理, however many reasons stand behind the months; months with
# the same words are one line of the list. Two elders of 85, one without a district and an application.
. "$REGRESSION/support.sh"
cat >"$work/first.csv" <<'CSV'
身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请记录,银行卡号
210100194001053212,1940-01-05,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000001
CSV
cat >"$work/new.csv" <<'CSV'
身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请记录,银行卡号
210100193506303227,1935-06-30,未知,无,未知,6200009000000000019
CSV
done_well import first.csv 2025-06-16
done_well pay 2025-08 2025-08-25
done_well import new.csv 2025-09-16
done_well pay 2025-09 2025-09-25 --json
people=$(grep -oE '"people":[0-9]+' <<<"${out#*\"pending\"}" | cut -d: -f2 | sort -n | tail -1)
[ "$people" = 1 ] || fail "$people people pending, and one of two lacks facts: $out"
texts=$(grep -oE '"text":"[^"]*"' <<<"${out#*\"pending\"}" | sort | uniq -d)
[ -z "$texts" ] || fail "a row twice: $texts"
done_well run pay $policy --month 2025-09 --run 2 --csv "$work/list.csv"
rows=$(tr -d '\r' <"$work/list.csv" | awk '/^待处理/ { on = 1; next } on && /2101/' | cut -d, -f5-8 | sort | uniq -d)
[ -z "$rows" ] || fail "lines with the same words: $rows"
