UPDATE ledger SET cause = 99 WHERE run = 2;
UPDATE ledger SET reason = -5 WHERE run = 1;
