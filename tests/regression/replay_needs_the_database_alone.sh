# What was paid is derived again from the database: without any policy folder, by the policy's id or the subject's name, and with the
# last letter of a number in either case. 第四条第1项: a person of 85 gets 30.00 for June 2025.
. "$REGRESSION/support.sh"
cat >"$work/register.csv" <<'CSV'
身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请记录,银行卡号
21010019400105328X,1940-01-05,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000001
CSV
done_well import register.csv 2025-06-16
done_well pay 2025-06 2025-06-25
export BYLAW_POLICIES=$work/nowhere
cd "$work" || exit 2
for name in old-age-allowance elder; do
  done_well run replay $name 21010019400105328x --month 2025-06
  says 30.00
  says 相符
done
done_well run verify
run replay no-such-policy 21010019400105328x && fail 'a policy that never paid'
says 没有政策
