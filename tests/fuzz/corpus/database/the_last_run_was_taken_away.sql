DELETE FROM ledger WHERE run = 2; DELETE FROM run WHERE id = 2;
