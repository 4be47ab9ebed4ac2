# The walk into a lost update, back to where it can still be avoided, and the other way.
# shellcheck shell=sh
. "$(dirname "$0")/screen.sh"

open_screen "$1" step --tui lost_update.py
expect_screen beginning 'step 0 '

keys r # the main thread, until it waits for T1
expect_screen started 'waits for T1 to end'

keys 1 1 1 1 2 2 2 2
expect_screen both_loaded '0 + 1 = 1'

keys 1 2
expect_screen update_lost 'counter: 1 -> 1'

# Back to where T1 has not stored yet, and T2 has not even loaded.
keys b b b b b BSpace
expect_screen gone_back 'plan: T2*4 T1 T2'

keys 1
expect_screen other_way 'no plan'

keys 2 s Enter Space Tab BTab n
expect_screen counted_right 'counter: 1 -> 2'

keys c
expect_screen ended 'the program has ended'

keys o
expect_screen output 'any key closes'

keys Escape
leave_screen q 0
