UPDATE archive SET data = CAST('local step = ipairs({}) step("x", 1) while true do end' AS BLOB);
