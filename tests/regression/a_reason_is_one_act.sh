# 一行的理由一条，人数按人计：号码和卡号都有核实说明、出生日期取自身份证号的一行，只算 1 行、1 人；相同理由的两行同一次变更。
. "$REGRESSION/support.sh"
cat >"$work/first.csv" <<'CSV'
身份证号,户籍区县,低保（边缘）保障关系所在区县,申请记录,银行卡号
210100194001053212,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000001
210100193506303227,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000019
210100193001011018,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000027
CSV
done_well import first.csv 2025-06-16
says '取自身份证号的 3 人'
for id in 210100194001053212 210100193506303227 210100193001011018; do done_well record $id 2025-06-17 birth_date=未知; done
long=$(printf '核对原件%.0s' {1..20})
{
  echo '身份证号,银行卡号,核实说明'
  echo "210100194001053212,6200009000000000093,$long"
  echo "210100193506303227,6200009000000000094,$long"
  echo "210100193001011018,6200009000000000095,$long"
} >"$work/odd.csv"
before=$(sqlite3 "$BYLAW_DB" 'SELECT count(*) FROM change_set')
done_well import odd.csv 2025-06-18
says '取自身份证号的 3 人'
says '有核实说明的 3 行'
# the import's own act, one for the cards, one for the dates of birth: not one a line
[ $(($(sqlite3 "$BYLAW_DB" 'SELECT count(*) FROM change_set') - before)) = 3 ] || fail "acts: $(sqlite3 "$BYLAW_DB" 'SELECT id, why FROM change_set' | cut -c1-60)"
