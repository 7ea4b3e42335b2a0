# 甲登记时用错了乙的号码，后来更正。按旧号码登记另一个出生日期，多半说的是乙：不能改甲的出生日期；加 --create 才是新增乙。与导入相同。
. "$REGRESSION/support.sh"
register
done_well record 210100194001053212 2025-07-01 id_number=210100194001053255 birth_date=1940-01-06
refused record 210100194001053212 2025-08-01 birth_date=1940-01-05
says '是另一个人更正以前的，而出生日期与他登记的不同'
says '--create 新增'
run export "$policy" --out -
says '210100194001053255,1940-01-06,'
# The same date says nothing against him, and his own number changes it.
done_well record 210100194001053212 2025-08-01 birth_date=1940-01-06 card=6200009000000000050
run export "$policy" --out -
says 6200009000000000050
done_well record 210100194001053212 2025-08-02 birth_date=1940-01-05 户籍区县=铁西区 --create
run export "$policy" --out -
says '210100194001053255,1940-01-06,无,和平区'
says '210100194001053212,1940-01-05,无,铁西区'
[ "$(grep -c ^2 <<<"$out")" = 6 ] || fail "$out"
done_well record 210100194001053255 2025-08-03 birth_date=1940-01-05
run export "$policy" --out -
says '210100194001053255,1940-01-05,'
done_well run verify
