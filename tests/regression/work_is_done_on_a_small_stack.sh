# On a stack of 256 KiB `pay` crashed: import, pay, verify, decide, check and the scenarios all work there.
. "$REGRESSION/support.sh"
ulimit -s 256
register
done_well pay 2025-06 2025-06-20
done_well run verify
done_well run decide "$policy" due --id 210100193506303227 --month 2025-06
done_well run explain "$policy" due --id 210100193506303227 --month 2025-06
done_well run check "$policy"
done_well run test tests/scenarios
