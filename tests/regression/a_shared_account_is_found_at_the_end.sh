# 谁与谁同卡，看导入之后的名册。甲、乙原来同卡 …0019：文件里丙换到 …0019，甲换到 …0050（那一行在后）：与丙同卡的是乙，不是甲。
# 先换走的卡号，再登记给别人，就不是同卡。多于一千处也全部计数。
. "$REGRESSION/support.sh"
register
done_well record 210100194001053212 2025-06-17 card=6200009000000000019 # with 210100193506303227
says '也登记给 2101************27'
cat >"$work/move.csv" <<'CSV'
身份证号,银行卡号
210100193001011018,6200009000000000019
210100194001053212,6200009000000000050
CSV
done_well import move.csv 2025-06-18
says '同一银行卡号 **** 0019 登记给多人：'
says '2101************27'
says '2101************18（第 2 行）'
says_not '2101************12'
cat >"$work/move.csv" <<'CSV'
身份证号,银行卡号
210100193803013031,6200009000000000050
210100194001053212,6200009000000000068
210100193506303227,6200009000000000092
CSV
done_well import move.csv 2025-06-19
says_not '登记给多人'
# 1,201 who are told one account: 1,200 beside the first.
{
  head -1 "$work/register.csv"
  for ((i = 0; i < 1201; i++)); do
    n=2101001940$(printf '%02d%02d%03d' $((1 + i / 400)) $((1 + i % 28)) $((i % 1000)))
    sum=0 w=(7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2)
    for ((k = 0; k < 17; k++)); do sum=$((sum + ${n:k:1} * w[k])); done
    c=10X98765432
    echo "$n${c:sum % 11:1},,和平区,无,无,6200009000000000076"
  done
} >"$work/many.csv"
export BYLAW_DB=$work/many.db
done_well import many.csv 2025-06-16 --json
says '"shared_count":1200'
done_well import many.csv 2025-06-17 # nothing new, the sharing stays
says '共 1200 处'
done_well record "$(sed -n 2p "$work/many.csv" | cut -d, -f1)" 2025-06-18 card=6200009000000000076 --json
says '"shared_count":1200'
