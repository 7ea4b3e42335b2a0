# A term that halves an interval asks for other constants for nearly every person. They filled the table of constants for good,
# and from the 446th line on nearly every decision failed. Each of 1,000 persons must get 5.00, by --many in both formats.
. "$REGRESSION/support.sh"
cat >"$work/bisect.lua" <<'LUA'
local act = document { id = "bisect", number = "试1号", title = "试验", issuers = { "局" }, issued = "2025-01-10",
  in_force = { from = "2025-01-01", cite = "第一条" }, outline = { articles = 3 } }
act:facts("p", { label = "人", n = fact.count { label = "数" } })
act:term("found", { cite = "第二条", is = function(p)
  local low, high = 0, 1 << 40
  while low < high do
    local middle = (low + high) // 2
    if p.n > middle then low = middle + 1 else high = middle end
  end
  return p.n == low
end })
local d = act:decision("d", { label = "决定", of = "p", per = "month", gives = "money", else_give = yuan(0) })
d:rule("第三条", { when = "found", give = yuan(5) })
return act
LUA
# 40 halvings a person, all over the interval: 1,000 persons ask for about 30,000 constants
seq 1 1000 | awk 'BEGIN { print "n" } { printf "%d\n", $1 * 1099511627 + $1 }' >"$work/n.csv"
awk 'NR > 1 { printf "{\"n\": %d}\n", $1 }' "$work/n.csv" >"$work/n.json"
for file in n.csv n.json; do
  "$BYLAW" decide bisect d --many "$work/$file" --month 2025-06 --policies "$work" >"$work/out" 2>"$work/err" ||
    fail "$file: status $?: $(head -c 300 "$work/err") $(grep -v 5.00 "$work/out" | head -3)"
  good=$(grep -c '5\.00' "$work/out")
  [ "$good" = 1000 ] || fail "$file: $good of 1000: $(grep -v '5\.00' "$work/out" | sed -n 2,4p)"
done
