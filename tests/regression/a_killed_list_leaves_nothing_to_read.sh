# A list holds numbers and cards. Killed while it is written, a command leaves neither a piece of it nor a core.
. "$REGRESSION/support.sh"
register
{
  sed 1p -n "$work/register.csv"
  for i in $(seq 1 900); do # 100 years old and more, from 1910 on: no two alike
    day=$(date -u -d "1920-01-01 +$i days" +%Y%m%d)
    stem=210100${day}301
    weights=(7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2) sum=0
    for k in $(seq 0 16); do sum=$((sum + ${stem:k:1} * weights[k])); done
    check=10X98765432
    echo "$stem${check:sum%11:1},${day:0:4}-${day:4:2}-${day:6:2},和平区,无,2025-01-06|户籍地居（村）委会,无"
  done
} >"$work/many.csv"
done_well import many.csv 2025-06-16
done_well pay 2025-06 2025-06-25
mkdir "$work/lists"
remains() { # what was killed
  left=$(find "$work/lists" -type f -size +0)
  [ -z "$left" ] || fail "left by $1: $left"
}
# The kernel kills a process whose file grows over the limit of 8 blocks, in the middle of writing.
limited() { (ulimit -f 8 -c unlimited && cd "$work/lists" && exec "$BYLAW" "$@") >/dev/null 2>&1; }
limited export "$policy" --out "$work/lists/export.csv" && fail 'the limit does not kill'
remains export
limited pay "$policy" --month 2025-06 --run 1 --full --csv "$work/lists/list.csv" && fail 'the limit does not kill'
remains pay
TMPDIR=$work/lists limited pay "$policy" --month 2025-06 --run 1 --full --xlsx "$work/lists/list.xlsx"
remains 'pay --xlsx'
done_well run export "$policy" --out "$work/lists/export.csv"
[ -s "$work/lists/export.csv" ] || fail 'nothing is written at all'
