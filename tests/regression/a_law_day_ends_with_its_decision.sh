# A decision with law_on (filed in 2020: 10 yuan) inside one of 2025 (30 yuan): 10 + 30 = 40, whichever is asked for first, by Lua
# (explain), for one person (decide) and for many.
. "$REGRESSION/support.sh"
echo '{"name":"甲","filed":"2020-03-01","granted":"2024-05-01","size":3}' >"$work/unit.ndjson"
for decision in inner_first outer_first; do
  asked=(law-days "$decision" --on 2025-08-01 --policies tests/language/policies)
  done_well run decide "${asked[@]}" --json --facts "$work/unit.ndjson"
  says '"40.00"'
  done_well run decide "${asked[@]}" --many "$work/unit.ndjson"
  says '"40.00"'
  done_well run explain "${asked[@]}" --facts "$work/unit.ndjson"
  says '40.00'
done
