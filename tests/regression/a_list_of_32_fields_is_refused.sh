# A list of more fields than the host keeps lost the rest: a declared field was told as missing. 31 are read, 32 refused at load.
. "$REGRESSION/support.sh"
write() { # number of fields
  {
    cat <<'LUA'
local act = document { id = "fields", number = "试1号", title = "试验", issuers = { "局" }, issued = "2025-01-10",
  in_force = { from = "2025-01-01", cite = "第一条" }, outline = { articles = 3 } }
local fields = { label = "记录" }
LUA
    echo "for i = 1, $1 do fields[\"f\" .. i] = fact.count { label = \"项\" } end"
    cat <<'LUA'
act:facts("p", { label = "人", rows = fact.list(fields) })
act:term("sum_is_7", { cite = "第二条", is = function(p) return p.rows:sum("f31") == 7 end })
local d = act:decision("d", { label = "决定", of = "p", per = "month", gives = "money", else_give = yuan(0) })
d:rule("第三条", { when = "sum_is_7", give = yuan(5) })
return act
LUA
  } >"$work/fields.lua"
}
row=$(seq 1 31 | sed 's/.*/"f&": 0/' | paste -sd, | sed 's/"f31": 0/"f31": 7/')
write 31
# the only record has 7 in its 31st field, so the rule of 5.00 applies
done_well run decide fields d --facts "{\"rows\": [{$row}]}" --month 2025-06 --policies "$work"
says 5.00
write 32
run check "$work/fields.lua" && fail "32 fields are taken: $out"
says "fact.list 有 32 个字段，最多 31 个"
