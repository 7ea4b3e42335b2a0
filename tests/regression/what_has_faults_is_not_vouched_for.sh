# A head that is printed or signed vouches for all that came before it. Where verify finds faults it prints none, says so, and signs none;
# what it found is told in full all the same, also as JSON. Digits that were copied wrongly are named by what is wrong with them.
. "$REGRESSION/support.sh"
register
done_well pay 2025-06 2025-06-25
cd "$work" || exit 2
done_well run verify --make-keys office
done_well run verify --sign office.key --signature good.sig --json
says '"signed":true'
says '"ok":true'
head=$(sed -n 's/.*"head":"\([0-9a-f]*\)".*/\1/p' <<<"$out")
hint() { # digits, what the hint says
  run verify --head "$1"
  [ $status = 2 ] || fail "status $status: $out"
  says "$2"
}
hint "${head:0:31}" '写了 31 位，位数应为偶数'
hint "${head:0:14}" '写了 14 位；至少写 16 位'
hint "${head:0:30}xy" 不是十六进制数字
hint "${head}00" '多于 64 位'

sqlite3 "$BYLAW_DB" "UPDATE facts_elder SET card = '6200009000000000068' WHERE subject = 4" || exit 2
run verify
[ $status = 1 ] || fail "status $status: $out"
says 与登记时的不符
says 不给出链头
says_not 记入档案
out=$("$BYLAW" verify --sign office.key --signature bad.sig --json 2>errors)
status=$?
[ $status = 1 ] || fail "status $status: $out"
says '"ok":false'
says '"head":""'
says '"signed":false'
says 与登记时的不符
out=$(<errors)
says 没有签名
[ ! -e bad.sig ] || fail 'a signature was written'
# Where no signature can be written, nothing is verified: nobody takes what he waited for as signed.
sqlite3 "$BYLAW_DB" "UPDATE facts_elder SET card = '6200009000000000035' WHERE subject = 4" || exit 2
run verify --sign office.key --signature good.sig --json
[ $status = 2 ] || fail "status $status: $out"
says 不会被覆盖
says_not '"signed"'
