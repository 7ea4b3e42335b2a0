# A database is a file that anybody may have written: what it holds of policies and library is hashed before it is run. The planted text
# would not end; not one of its lines may be reached.
. "$REGRESSION/support.sh"
register
done_well pay 2025-06 2025-06-25
cp "$BYLAW_DB" "$work/clean.db"
planted="CAST('while true do end' AS BLOB)"
for name in policy stdlib/shape.lua stdlib/cite.lua; do
  cp "$work/clean.db" "$BYLAW_DB"
  # The content with its own hash made right: only the hash of the version can tell.
  sqlite3 "$BYLAW_DB" "UPDATE archive SET data = $planted WHERE id = (SELECT content FROM version_file WHERE name = '$name')" ||
    exit 2
  run replay elder 210100194001053212 && fail "replay runs $name"
  says 与它的内容不符
  says 没有运行
  run verify && fail "verify passes $name"
  says 归档的政策文件
done
cp "$work/clean.db" "$BYLAW_DB"
done_well run replay elder 210100194001053212
