# shellcheck shell=bash
# Sourced. In a locale that is not installed every shell warns when it starts, and a test that reads what a shell says
# would take the warning for an answer. So such a locale gives way; one that is installed stays, and must not matter.
if [ -n "$(bash -c : 2>&1)" ]; then export LC_ALL=C.UTF-8; fi
