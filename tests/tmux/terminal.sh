# What only a terminal has: sizes, plain terminals, Ctrl-C, typing, and being put back in order.
# shellcheck shell=sh
. "$(dirname "$0")/screen.sh"

# Sizes, down to one that is too small, and back.
open_screen 80x24 step --tui lost_update.py
keys r 1 1
expect_text 'counter = 0'
before=$(screen)
resize 30x10
expect_text 'The window is too small: 30x10'
resize 140x45
expect_text ' output '
resize 80x24
came_back() { [ "$(screen)" = "$before" ]; }
wait_until came_back || fail 'another screen than before'
leave_screen q 0

# Without colours, and on a terminal that has none, the text is the same.
for environment in NO_COLOR=1 TERM=vt100; do
  screen_environment=$environment
  open_screen 80x24 step --tui lost_update.py
  keys r 1 1
  wait_until came_back || fail "$environment: another screen"
  leave_screen q 0
done

# Where there is only ASCII, lines are drawn with it.
screen_environment='LC_ALL=C'
open_screen 80x24 step --tui lost_update.py
expect_text '- shared variables ------'
leave_screen q 0

screen_environment=

# The script reads a line, and is busy until Ctrl-C.
open_screen 80x24 step --tui busy.py
keys r
expect_text 'T0 reads a line'
type_text 'for evér'
expect_text 'how long? for evér'
keys Enter
expect_text 'Ctrl-C stops this.'
keys C-c
expect_text 'interrupted'
keys C-c
expect_text 'Nothing is running; q quits.'
type_text ':continue'
keys Enter
expect_text 'Ctrl-C stops this.'
keys C-c
expect_text 'interrupted'

# Ended from outside, with the terminal as it was.
end_by TERM
expect_left 143

# Ended by a crash, and by the script.
open_screen 80x24 step --tui busy.py
end_by ABRT
expect_left 134
open_screen 80x24 step --tui exit.py
leave_screen c 7
