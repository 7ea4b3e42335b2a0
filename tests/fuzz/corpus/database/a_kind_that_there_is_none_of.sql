UPDATE OR IGNORE ledger SET kind = 77; UPDATE pending SET kind = 'nothing'; INSERT INTO event VALUES (4, 1, 1, 77, 24303, -5, NULL, NULL, '', '');
