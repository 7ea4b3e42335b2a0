# 发到同一张卡的两个人，发放时说明：卡号与号码遮盖，共几处、列出几处；没有发放的人不算；更正以后不再说。
. "$REGRESSION/support.sh"
register
done_well record 210100194001053212 2025-06-17 card=6200009000000000019
done_well record 210100193803013031 2025-06-17 card=6200009000000000027 death_date=2025-01-20 # nothing is paid
done_well pay 2025-06 2025-06-25 --dry-run
says '发到同一银行卡号的有 1 处，核对是否录错'
says '**** 0019：2101************27 与 2101************12'
done_well pay 2025-06 2025-06-25 --json
says '"shared_accounts":[{"account":"**** 0019","keys":["2101************27","2101************12"]}],"shared_count":1'
done_well record 210100194001053212 2025-07-01 card=6200009000000000068
done_well pay 2025-07 2025-07-25
says_not 同一银行卡号
# Thirty elders, one account: 29 beside the first, the first 20 of them are listed.
{
  head -1 "$work/register.csv"
  for ((i = 1; i < 31; i++)); do
    n=21010019400105$(printf '%03d' $i)
    sum=0 w=(7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2)
    for ((k = 0; k < 17; k++)); do sum=$((sum + ${n:k:1} * w[k])); done
    c=10X98765432
    echo "$n${c:sum % 11:1},1940-01-05,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000076"
  done
} >"$work/many.csv"
export BYLAW_DB=$work/many.db
done_well import many.csv 2025-06-16
done_well pay 2025-06 2025-06-25
says '发到同一银行卡号的有 29 处'
says '另有 9 处没有列出'
