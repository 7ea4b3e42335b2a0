# What record would write is told without numbers of entries, which a trial does not make: the next entry that is made would bear them.
. "$REGRESSION/support.sh"
register
done_well record 210100193506303227 2025-06-17 paid_before=2025-03:30.00 --dry-run
says '账前已发 2025-03 30.00 元'
says_not '第 '
done_well record 210100193506303227 2025-06-17 paid_before=2025-03:30.00 --dry-run --json
says '"log":null'
says_not '"log":6'
done_well record 210100193506303227 2025-06-17 paid_before=2025-03:30.00
says '第 6 条' # five registrations before it
