# A file that cannot be opened or written was told with the system's English text (No such device or address, File name too long) in a
# Chinese message, and every reason that is none of a missing file as a missing file.
. "$REGRESSION/support.sh"
register
long=$(printf 'x%.0s' {1..300})
mkdir "$work/folder"
: >"$work/plain"
ln -s loop "$work/loop"
in_chinese() { # what is said; the path and --options apart, no word of Latin letters
  local rest=${out//"$work"/}
  rest=$(sed -E 's/--?[a-z-]+//g; s/x{20,}//g; s#(/[a-z.]+)+##g; s/(JSON|CSV|NDJSON|SQLite|bylaw|MiB)//g' <<<"$rest")
  ! grep -qE '[A-Za-z]{3,}' <<<"$rest" || fail "English: $out"
}
refused run import "$policy" "$work/$long.csv" --on 2025-07-01 --why 试
says 名称太长
in_chinese
refused run import "$policy" "$work/plain/list.csv" --on 2025-07-01 --why 试
says 路径中有一段不是文件夹
in_chinese
refused run import "$policy" "$work/loop" --on 2025-07-01 --why 试
says 链接互相指向
in_chinese
refused run decide "$policy" due --month 2025-06 --facts "$work/loop"
says 链接互相指向
in_chinese
refused run decide "$policy" due --month 2025-06 --many "$work/plain/x.csv"
says 路径中有一段不是文件夹
in_chinese
refused run check "$work/$long.lua"
says 名称太长
in_chinese
refused run export "$policy" --out "$work/plain/x.csv"
says 路径中有一段不是文件夹
in_chinese
refused run pay "$policy" --month 2025-06 --on 2025-06-25 --csv "$work/$long.csv"
says 名称太长
in_chinese
BYLAW_DB=$work/$long.db
refused run pay "$policy" --month 2025-06 --on 2025-06-25
says 名称太长
in_chinese
BYLAW_DB=$work/loop
refused run pay "$policy" --month 2025-06 --on 2025-06-25
says 链接互相指向
in_chinese
# Bad lines go into a file of their own.
BYLAW_DB=$work/registry.db
printf '身份证号,户籍区县\n1,和平区\n' >"$work/bad.csv"
refused run import "$policy" "$work/bad.csv" --on 2025-07-01 --why 试 --skip-bad --bad-file "$work/plain/bad.csv"
says 路径中有一段不是文件夹
in_chinese
# In the sources nobody asks the system for its text.
! grep -nE '\b(str|uv_str|lxw_str)error\b|\bperror\b' "$REGRESSION"/../../host/*/*.[ch] | grep -vE '^\S+:[0-9]+:(/?\*\*|/\*)' || fail 'strerror'
