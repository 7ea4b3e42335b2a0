# The examples of the list of materials were people born on 1890-01-01, the first day that the range of 出生日期 allows. Since an optional
# truth shows its "no", the ordinary persons counted as longer to tell than odd ones who left the truth out; and nothing kept the end of a range
# from being an example. Each row of papers is met by people of eighty to ninety (第六条 asks them to apply), and who is a hundred or more in
# 2025-06 may be born in 1925, so no row needs such an end.
. "$REGRESSION/support.sh"
done_well run explore "$policy" materials --on 2025-06-30
for item in 身份证原件 户口簿原件 银行卡原件 代办人身份证原件 服务保障单位证明; do
  row=$(grep "^  $item " <<<"$out") || fail "no row: $item"
  case $row in *出生日期：19[0-9][0-9]年*) ;; *) fail "born when: $row" ;; esac
done
says_not 1890年
says '无行为能力或限制行为能力：否' # the ordinary person still shows an optional truth as "no"
done_well run explore "$policy" standard --month 2025-06
says '800.00'
says_not 1890年
