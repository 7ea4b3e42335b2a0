# The head that pay and verify print is found again as long as the database continues it, in any writing of its digits; when what followed
# was taken out, or written anew, it is not. Heads are signed by a key of its own; nothing is overwritten, files are their owner's alone.
. "$REGRESSION/support.sh"
register
done_well pay 2025-06 2025-06-25
says 链头
head=$(sed -n 's/.*链头（.*）：//p' <<<"$out")
[ "$(tr -d ' ' <<<"$head" | tr -d '\n' | wc -c)" = 32 ] || fail "not 32 digits: $head"
cp "$BYLAW_DB" "$work/june.db"
done_well pay 2025-07 2025-07-25 --json
july=$(sed -n 's/.*"head":"\([0-9a-f]*\)".*/\1/p' <<<"$out")
[ ${#july} = 64 ] || fail "not 64 digits: $july"
done_well run verify --head "$head"
says 接续
done_well run verify --head "$(tr a-f A-F <<<"${head// /-}")"
done_well run verify --head "$july" --json
says '"continues":true'
cd "$work" || exit 2
done_well run verify --make-keys office
[ "$(stat -c %a office.key office.pub | tr '\n' ' ')" = '600 600 ' ] || fail "modes: $(stat -c %a office.*)"
run verify --make-keys office && fail 'keys are overwritten'
says 不会被覆盖
done_well run verify --sign office.key --signature july.sig
[ "$(stat -c %a july.sig)" = 600 ] || fail 'mode of the signature'
run verify --sign office.key --signature july.sig && fail 'a signature is overwritten'
done_well run verify --signature july.sig --public-key office.pub
says 签名有效
done_well run verify --make-keys other
run verify --signature july.sig --public-key other.pub && fail 'signed by another key'
says 签名不是这把公钥的
cp "$BYLAW_DB" july.db
cp june.db "$BYLAW_DB" # July was never paid: all is well in itself
done_well run verify --head "$head"
run verify --head "$july" && fail 'July is proved'
says 没有所给的链头
run verify --signature july.sig --public-key office.pub && fail 'the signed July is proved'
says 不接续
run verify --head 123 && fail 'three digits are a head'
says 至少
