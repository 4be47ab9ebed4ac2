# CPython 3.14 does not switch inside of an addition: the view says so, and where it may.
# shellcheck shell=sh
. "$(dirname "$0")/screen.sh"

open_screen "$1" step --tui --python 3.14 lost_update.py
keys r 1 1 2
expect_screen refused 'does not switch here'
leave_screen q 0
