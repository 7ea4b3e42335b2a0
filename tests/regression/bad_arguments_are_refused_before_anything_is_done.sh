# `verify --head 12` (at least 16 digits), a key or a signature that cannot be read and a signature file that is there already were refused only
# after the whole database had been verified, and what it said stood before the refusal; budget, compare, explore and test did all their work
# before they found that there is no folder for their file. Now each is refused first: exit 2, and nothing on standard output.
. "$REGRESSION/support.sh"
at_once() { # what the message holds, command…: exit 2, nothing but the message
  local said=$1
  shift
  "$BYLAW" "$@" >"$work/out" 2>"$work/err"
  status=$?
  out=$(cat "$work/out" "$work/err")
  [ "$status" = 2 ] || fail "status $status: $* — $out"
  [ -s "$work/out" ] && fail "done before it was refused: $* — $out"
  says "$said"
}
register
done_well run verify --make-keys "$work/office"
done_well run verify --make-keys "$work/other"
key=$work/office.key pub=$work/office.pub gone=$work/none/file

# A head is 16 digits or more, an even number, hexadecimal.
at_once '写了 2 位；至少写 16 位' verify --head 12
at_once '不是十六进制数字' verify --head 'zz00 0000 0000 0000'
at_once '位数应为偶数' verify --head '0123 4567 89ab cdef 0'
# Signing: a key that is none or not there, a place where nothing can be written, a file that is there.
at_once "无法读取 $gone" verify --sign "$gone" --signature "$work/signed"
at_once '私钥无法读取' verify --sign "$pub" --signature "$work/signed"
at_once "无法写入 $gone" verify --sign "$key" --signature "$gone"
at_once '文件已经存在' verify --sign "$key" --signature "$pub"
[ -e "$work/signed" ] && fail 'a signature although nothing was signed'
# Looking at a signature: no file, no signature in it, a key that is none.
at_once "无法读取 $gone" verify --public-key "$pub" --signature "$gone"
at_once '签名无法读取' verify --public-key "$pub" --signature "$pub"
at_once '公钥无法读取' verify --public-key "$key" --signature "$pub"
at_once '--make-keys 与 --head 不能一起用' verify --make-keys "$work/third" --head 12
[ -e "$work/third.key" ] && fail 'keys although they were refused'
# What is right is done as before, and a signature of another key is an answer: exit 1.
done_well run verify --sign "$key" --signature "$work/signed"
done_well run verify --public-key "$pub" --signature "$work/signed"
says '签名有效'
run verify --public-key "$work/other.pub" --signature "$work/signed"
[ "$status" = 1 ] || fail "another key: status $status — $out"

# Files of other verbs; nothing is done, and nothing is left beside what is there.
at_once "无法写入 $gone" budget "$policy" --years 2026 --csv "$gone"
at_once "无法写入 $gone" budget "$policy" --years 2026 --chart "$gone"
at_once "无法写入 $gone" compare "$policy" standard --to parameter:rate_80s=40.00@2025-06 --month 2025-06 --csv "$gone"
at_once "无法写入 $gone" explore "$policy" standard --month 2025-06 --csv "$gone"
at_once "无法写入 $gone" explore "$policy" standard --month 2025-06 --scenarios "$gone"
at_once "无法写入 $gone" test --junit "$gone"
at_once "无法写入 $gone" export "$policy" --out "$gone"
at_once "无法写入 $gone" import "$policy" "$work/register.csv" --on 2025-06-17 --skip-bad --bad-file "$gone"
at_once "无法写入 $gone" pay "$policy" --month 2025-06 --on 2025-06-16 --csv "$gone"
at_once "无法写入 $work" explore "$policy" standard --month 2025-06 --csv "$work"
at_once '年份 ‘20x6’ 无法读取' budget "$policy" --years 20x6 --deaths "$gone"
echo kept >"$work/there.csv"
at_once '没有政策' explore nosuch standard --month 2025-06 --csv "$work/there.csv"
[ "$(cat "$work/there.csv")" = kept ] || fail 'what was there was changed'
[ "$(find "$work" -name 'there.csv*' | wc -l)" = 1 ] || fail "left beside: $(ls "$work")"
