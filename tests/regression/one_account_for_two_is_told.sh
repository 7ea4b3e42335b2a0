# Two people with one account are told: within a file, between a file and the register, and when one is recorded.
. "$REGRESSION/support.sh"
register
says_not 同一银行卡号
head -1 "$work/register.csv" >"$work/more.csv"
echo '210100194503150012,1945-03-15,和平区,无,无,6200009000000000019' >>"$work/more.csv"
echo '210100193507310023,1935-07-31,和平区,无,无,6200009000000000050' >>"$work/more.csv"
echo '210100192512310031,1925-12-31,和平区,无,无,6200009000000000050' >>"$work/more.csv"
done_well import more.csv 2025-06-17
says '同一银行卡号 **** 0019 登记给多人：2101************12（第 2 行）与 2101************27'
says '同一银行卡号 **** 0050 登记给多人：2101************31（第 4 行）与 2101************23'
done_well record 210100194001053212 2025-06-18 card=6200009000000000019
says '同一银行卡号 **** 0019 也登记给'
