UPDATE link SET before = hash; UPDATE run SET before = hash, log = 9223372036854775807; UPDATE link SET log = -1, run = 99;
INSERT INTO change_log VALUES (9223372036854775807, 99, 1, 1, 'since', NULL, NULL);
