# A number typed in the wrong place (as a policy, a command, an option, a file, a database) is masked wherever the program repeats it.
. "$REGRESSION/support.sh"
number=210100194503150012
hidden() { # arguments...
  run "$@"
  [ "$status" != 0 ] || fail "taken: $* — $out"
  says '2101************12'
  says_not 0100194503150012
}
hidden "$number"
hidden help "$number"
hidden show "$number"
hidden show "$policy" "--$number"
hidden show "$policy" "$number"
hidden verify --db "$number"
hidden test "$number"
hidden import "$policy" "$number.csv"
hidden decide "$policy" due --month 2025-06 --facts "$number"
# With full-width digits and with an X at the end.
run show ２１０１００１９４５０３１５００１２
says_not ００１２
run show 21010619251231003x
says '2101************3x'
