# Two threads that take two locks in opposite order; the view shows the cycle.
# shellcheck shell=sh
. "$(dirname "$0")/screen.sh"

open_screen "$1" step --tui ../../scripts/deadlock.py
keys c
expect_screen deadlock 'any key closes'
keys Enter
wait_until shows_not 'any key closes'
keys 1
expect_screen deadlock_closed 'T1 waits for lock_b'
leave_screen q 0
