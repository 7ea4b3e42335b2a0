# One has 30.00 a month (80 to 89, applied); the other chose home care in 2025 and asked for the allowance on 1 November 2027: whether in time hangs on
# the schedule of 2027 (the limit is 31 October to 14 November), so that no month from 2028-01 can be determined. The budget leaves that one out and
# says so: 12 × 30.00 = 360.00 a year for the other. A run of 2028-01 pays the one and lists the other as undetermined, and verifies.
. "$REGRESSION/support.sh"
cat >"$work/two.csv" <<'CSV'
身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请记录,二选一登记与更换申请,银行卡号
210100194001053212,1940-01-05,和平区,无,2025-01-06|户籍地居（村）委会,无,6200009000000000001
210100194107074046,1941-07-07,和平区,无,2025-01-06|户籍地居（村）委会,2025-02-10|政府购买居家养老服务（普惠型）；2027-11-01|高龄津贴,6200009000000000043
CSV
import two.csv 2027-12-16 || fail "not imported: $out"
done_well run budget "$policy" --years 2028-2028
says '尚无规定 1 人'
says '2028         1  360.00'
done_well run budget "$policy" --years 2028-2028 --json
says '"undetermined":1'
says '"error":0'
pay 2028-01 2028-01-20 || fail "not paid: $out"
says '本月应发 30.00 元'
says '2027年的节假日安排尚未公布，无法确定工作日（由国务院办公厅决定）'
done_well run verify
