# The hint for a district that there is not names all thirteen units of the city (10 districts, 2 counties, 新民市), or ends with ….
. "$REGRESSION/support.sh"
cat >"$work/t.csv" <<'CSV'
身份证号,出生日期,户籍区县
210100194503150012,1945-03-15,某某镇
CSV
refused import t.csv 2025-06-16
for one in 和平区 沈河区 大东区 皇姑区 铁西区 苏家屯区 浑南区 沈北新区 于洪区 辽中区 康平县 法库县 新民市; do says "$one"; done
run decide "$policy" due --month 2025-06 --facts - <<<'{"elder":{"id_number":"210100194503150012","hukou":"某某镇"}}'
says 新民市
