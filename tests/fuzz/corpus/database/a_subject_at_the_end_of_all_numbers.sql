UPDATE facts_household SET subject = 9223372036854775807 WHERE subject = 1;
UPDATE ledger SET subject = 9223372036854775807 WHERE subject = 1;
UPDATE change_log SET subject = 9223372036854775807 WHERE subject = 1;
