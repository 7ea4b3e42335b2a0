# Sentences ran over the edge of the terminal and were broken in the middle of a number; tables were as wide as their texts. At 80 and
# at 120 columns no line of any verb is wider, in cells of the terminal (a Chinese character has two), nothing is lost by folding,
# and into a pipe a line stays whole.
. "$REGRESSION/support.sh"
. "$REGRESSION/every_verb.sh"
cells() { LC_ALL=C.UTF-8 wc -L <"$1"; }
squeeze() { tr -d ' \n' <"$1"; }

[ "$(printf '老年人 30\n' >"$work/one"; cells "$work/one")" = 9 ] || { echo 'wc does not measure here'; exit 0; }
unset COLUMNS
(every_verb "$work/whole")
for width in 80 120; do
  (export COLUMNS=$width; every_verb "$work/$width")
  for file in "$work/$width"/*.txt; do
    [ "$(cells "$file")" -le "$width" ] ||
      fail "$(cat "${file%.txt}.command") at $width: $(LC_ALL=C.UTF-8 awk -v most="$width" 'length > most / 2' "$file" | head -5)"
  done
  ls "$work/$width"/*.txt >"$work/files"
  [ "$(wc -l <"$work/files")" -gt 100 ] || fail "only $(wc -l <"$work/files") commands were tried"
done

# Folded is not cut: without blanks the same is said. (Tables put the rest of a cell under it: they are compared by what they hold.)
for file in "$work/whole"/*-explain.txt "$work/whole"/*-check.txt "$work/whole"/*-help.txt; do
  name=${file##*/}
  [ "$(squeeze "$file")" = "$(squeeze "$work/80/$name")" ] || fail "not the same at 80: $(cat "${file%.txt}.command")"
done
for word in 第十三条第一款 适用口径 政府购买居家养老服务; do
  grep -q "$word" "$work/whole/004-show.txt" || fail "show does not say $word"
done

# Amounts of a column end in one place, narrow as the table is: all lines of the table of causes, whose last column is an amount.
grep -A3 '^按原因' "$work/80"/*-pay.txt | grep -oE '(  |- ).*[0-9]\.[0-9]{2}$' >"$work/amounts"
[ -s "$work/amounts" ] || fail 'pay tells no causes'
for file in "$work/80"/*-pay.txt; do
  sed -n '/^按原因/,/^$/p' "$file" | grep -E '[0-9]\.[0-9]{2}$' | while read -r line; do printf '%s\n' "$line" | LC_ALL=C.UTF-8 wc -L; done |
    sort -u >"$work/ends"
  [ "$(wc -l <"$work/ends")" -le 1 ] || fail "amounts do not end in one column: $(sed -n '/^按原因/,/^$/p' "$file")"
done

# For programs nothing is folded.
COLUMNS=80 "$BYLAW" show "$policy" --json >"$work/json" || fail 'show --json'
[ "$(wc -l <"$work/json")" = 1 ] || fail 'JSON was folded'
