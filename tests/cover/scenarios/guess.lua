-- 年龄未知：比较只是两边都试，不算触及。
policy "cover"

scenario "年龄未知就先问年龄" { unit = { age = unknown, member = true }, month = "2025-03", pay = { needs = "age" } }
