PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql, ' STRICT, ', ' '), ' STRICT', '');
PRAGMA writable_schema = RESET;
UPDATE run SET month = 'x', lines = x'00', report = 5, pending = 'abc', log = 1.5;
UPDATE ledger SET amount = 'many', payer = x'ff00ff', account = 7;
UPDATE facts_household SET since = 'yesterday', old = 9, unknown = -1;
UPDATE facts_household_seat SET value = x'1b5b', state = 200;
