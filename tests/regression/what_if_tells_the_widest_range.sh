# A count is tried from 0 to 1,000,000, and as far as a guard turns. Of 50 the outcome is 0; from 101 it is 1, and on that way a guard turns at
# 5,000,000; from 201 it is 2, without that guard. The range that was tried is the widest of the three, not that of the last.
. "$REGRESSION/support.sh"
run explain widest-range by_size --on 2025-06-30 --policies "$REGRESSION/policies/what_if_tells_the_widest_range.lua" \
  --facts '{"name":"甲","size":50}' --what-if --json
says '"tried":[{"fact":"size","label":"数量","from":"0","to":"5000000"}]'
