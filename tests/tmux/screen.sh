# Drives gilt on a terminal of tmux's, by keys, and compares what is on the screen with the files of
# this folder. To be sourced; a walk is what follows:
#
#   open_screen 80x24 step --tui script.py
#   keys r 1 1                           # as tmux send-keys names them
#   expect_screen lost_update 'step 3 '  # once the text is there: lost_update.80x24.txt
#   leave_screen q 0                     # the key that quits, the exit status
#
# screen_environment is what a walk wants to have set ("NO_COLOR=1"). In the environment: GILT, the
# program; GILT_PATIENCE, how many times longer than usual to wait; GILT_UPDATE=1 writes the files
# instead of comparing.
# shellcheck shell=sh

set -eu
here=$(cd "$(dirname "$0")" && pwd)
GILT=${GILT:-$here/../../build/gilt}
case $GILT in /*) ;; *) GILT=$(pwd)/$GILT ;; esac
screen_environment=
polls=$((200 * ${GILT_PATIENCE:-1}))  # of a tenth of a second
size=

if ! command -v tmux >/dev/null 2>&1; then
  echo "skipped: there is no tmux"
  exit 77
fi

place=$(mktemp -d)
trap 'on_tmux kill-server 2>/dev/null || true; rm -rf "$place"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# A server of its own, which knows nothing of the user's.
on_tmux() {
  env -u TMUX -u NO_COLOR HOME="$place" TMUX_TMPDIR="$place" LC_ALL=C.UTF-8 TERM=screen \
    tmux -u -L screen -f "$place/tmux.conf" "$@"
}
cat >"$place/tmux.conf" <<'EOT'
set -g status off
set -g default-terminal screen
set -g escape-time 0
set -g default-shell /bin/sh
EOT

# Without a session the server would end between two walks.
on_tmux new-session -d -s base 'exec sleep 100000'

fail() {
  printf 'FAILED: %s\nThe screen:\n' "$*" >&2
  screen >&2
  exit 1
}

screen() { on_tmux capture-pane -p -t view 2>/dev/null; }

# Waits until the command succeeds.
wait_until() {
  left=$polls
  until "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    sleep 0.1
  done
}

shows() { screen | grep -qF -e "$1"; }
shows_not() { ! shows "$1"; }

open_screen() {  # open_screen WIDTHxHEIGHT ARGUMENT...
  size=$1
  shift
  # Its own process, so that it can be found; then the shell goes on.
  {
    printf 'echo $$ >"%s/pid"\nexec "%s"' "$place" "$GILT"
    printf " '%s'" "$@"
  } >"$place/gilt.sh"
  cat >"$place/run.sh" <<EOT
cd "$here"
trap : INT  # Ctrl-C is for gilt
# Shells of tmux begin with the environment of its server.
export LC_ALL=C.UTF-8 $screen_environment
sh "$place/gilt.sh"
printf 'left with %s, ' \$?
stty -a | grep -ow -e icanon -e echo | tr '\\n' ' '
exec sleep 1000
EOT
  on_tmux new-session -d -s view -x "${size%x*}" -y "${size#*x}" "sh '$place/run.sh'"
  expect_text 'q quit' # it takes keys
}

end_by() { kill "-$1" "$(cat "$place/pid")"; }  # end_by SIGNAL

keys() { on_tmux send-keys -t view "$@"; }
type_text() { on_tmux send-keys -t view -l "$1"; }
resize() {  # resize WIDTHxHEIGHT
  size=$1
  on_tmux resize-window -t view -x "${size%x*}" -y "${size#*x}"
}

expect_text() {  # expect_text TEXT
  wait_until shows "$1" || fail "'$1' is not there"
}

same_screen() { screen | cmp -s - "$1"; }

expect_screen() {  # expect_screen NAME TEXT
  expected=$here/$1.$size.txt
  expect_text "$2"
  if [ "${GILT_UPDATE:-}" = 1 ]; then
    sleep 0.5
    screen >"$expected"
    return
  fi
  wait_until same_screen "$expected" && return
  screen | diff -u "$expected" - >&2 || true
  fail "another screen than $expected"
}

leave_screen() {  # leave_screen KEY STATUS
  keys "$1"
  expect_left "$2"
}

expect_left() {  # expect_left STATUS
  # The line editing of the shell is back, so is its screen, so is the cursor.
  expect_text "left with $1, icanon echo"
  [ "$(on_tmux display -p -t view '#{alternate_on}#{cursor_flag}')" = 01 ] ||
    fail "the terminal was not put back"
  on_tmux kill-session -t view
}
