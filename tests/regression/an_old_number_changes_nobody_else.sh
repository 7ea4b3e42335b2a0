# 甲登记时用错了乙的号码，后来更正。乙自己来登记：号码是甲更正以前的，而出生日期或银行卡号与甲的不同，不能写进甲的记录；写明出生日期、用 --add 才是新增。
. "$REGRESSION/support.sh"
register
done_well record 210100194001053212 2025-07-01 id_number=210100194001053255 birth_date=1940-01-06
head -1 "$work/register.csv" >"$work/b.csv"
echo '210100194001053212,1940-01-05,铁西区,无,无,6200009000000000050' >>"$work/b.csv"
echo '身份证号,银行卡号
210100194001053212,6200009000000000050' >"$work/card.csv"
refused import b.csv 2025-08-01
says '是另一个人更正以前的，而出生日期与他登记的不同'
says '用 --add 新增'
refused import card.csv 2025-08-01
says '是另一个人更正以前的，而银行卡号与他登记的不同'
refused import card.csv 2025-08-01 --add # with the same, or no, date of birth nobody is added
run export "$policy" --out -
says '210100194001053255,1940-01-06,无,和平区'
says_not 6200009000000000050
done_well import b.csv 2025-08-02 --add
says '新增 1 人'
run export "$policy" --out -
says '210100194001053255,1940-01-06,无,和平区'
says '210100194001053212,1940-01-05,无,铁西区'
done_well run verify
