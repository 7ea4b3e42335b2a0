UPDATE reason SET text = '@{1000000:一}@'; UPDATE ledger SET payer = '@{100000:区}@' WHERE run = 2;
