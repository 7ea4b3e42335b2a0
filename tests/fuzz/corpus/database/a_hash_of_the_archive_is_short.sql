UPDATE archive SET hash = substr(hash, 1, 3); UPDATE run SET hash = x'', before = x'00'; UPDATE link SET hash = x'01', before = x''; UPDATE reason SET hash = x'02' || id;
