UPDATE ledger SET payer = char(27) || '[31m' || char(155, 8238, 7), account = char(27) || ']0;x' || char(7); UPDATE change_set SET why = char(27) || '[2J', who = char(133);
UPDATE pending SET text = char(27) || 'c', payer = char(8238); UPDATE facts_household SET number = char(27) || 'A1' WHERE subject = 3;
