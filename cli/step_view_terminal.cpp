#include "cli/step_view_terminal.h"

#include <fmt/format.h>
#include <langinfo.h>
#include <locale.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include <cstdlib>
#include <cstring>
#include <string_view>

#include "base/utf8.h"
#include "cli/step_view_guard.h"

// Last: it defines macros of common names.
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <term.h>

namespace gilt::cli {
namespace {

constexpr int kEscapeDelay = 25;  // ms that the rest of a key's sequence may take

// --- characters

// The user's character set. Without any setting it is UTF-8, as Python has it (PEP 538).
bool choose_characters() {
  const char* name = setlocale(LC_CTYPE, "");
  const char* all = getenv("LC_ALL");
  if ((name == nullptr || strcmp(name, "C") == 0) && (all == nullptr || *all == '\0')) {
    setlocale(LC_CTYPE, "C.UTF-8");
  }
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

// What stands for the characters of our own drawings where there is only ASCII.
char ascii_for(char32_t c) {
  switch (c) {
    case U'─':
      return '-';
    case U'│':
      return '|';
    case U'…':
      return '~';
    default:
      return c >= U'┌' && c <= U'┼' ? '+' : '?';
  }
}

// A cell's text as the terminal can show it, `width` columns wide.
std::wstring printable(const std::string& text, int width, bool utf8) {
  if (is_ascii(text)) return std::wstring(text.begin(), text.end());
  size_t at = 0;
  const char32_t first = next_code_point(text, at);
  // Where the terminal's idea of the width may be another one, the columns would get out of step.
  if (!utf8 || wcwidth(static_cast<wchar_t>(first)) != width) {
    std::wstring plain(1, static_cast<wchar_t>(utf8 ? '?' : ascii_for(first)));
    plain.append(static_cast<size_t>(width - 1), L' ');
    return plain;
  }
  std::wstring wide(1, static_cast<wchar_t>(first));
  while (at < text.size() && wide.size() < CCHARW_MAX - 1) {
    const auto mark = static_cast<wchar_t>(next_code_point(text, at));
    if (wcwidth(mark) == 0) wide += mark;
  }
  return wide;
}

// --- looks

struct Paint {
  attr_t attributes;
  short color;  // of the letters; -1: as they are
};

constexpr short kThreadColors[kThreadLooks] = {COLOR_CYAN,    COLOR_GREEN, COLOR_YELLOW,
                                               COLOR_MAGENTA, COLOR_BLUE,  COLOR_RED};

Paint paint_of(Look look, bool colors) {
  switch (look) {
    case Look::kPlain:
      return {A_NORMAL, -1};
    case Look::kFaint:
      return {colors ? A_DIM : A_NORMAL, -1};
    case Look::kBar:
      return {A_REVERSE, -1};
    case Look::kTitle:
    case Look::kKey:
    case Look::kCurrent:
      return {A_BOLD, -1};
    case Look::kChanged:
      return {A_BOLD, COLOR_YELLOW};
    case Look::kWaiting:
      return {A_NORMAL, COLOR_RED};
    case Look::kAlert:
      return {colors ? A_BOLD : A_BOLD | A_REVERSE, COLOR_RED};
    default:
      break;
  }
  return {A_NORMAL, kThreadColors[static_cast<int>(look) - static_cast<int>(Look::kThread)]};
}

short pair_of(short color) { return static_cast<short>(color + 1); }

bool wants_colors() {
  const char* no_color = getenv("NO_COLOR");
  return (no_color == nullptr || *no_color == '\0') && has_colors();
}

void set_up_colors() {
  start_color();
  use_default_colors();
  for (short color = 0; color < 8; ++color) init_pair(pair_of(color), color, -1);
}

void take_size() {
  winsize now{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &now) == 0 && now.ws_row > 0 && now.ws_col > 0) {
    resizeterm(now.ws_row, now.ws_col);
  }
}

// --- keys

using Code = Key::Code;

Key function_key(wint_t key) {
  switch (key) {
    case KEY_LEFT:
      return {Code::kLeft};
    case KEY_RIGHT:
      return {Code::kRight};
    case KEY_UP:
      return {Code::kUp};
    case KEY_DOWN:
      return {Code::kDown};
    case KEY_HOME:
      return {Code::kHome};
    case KEY_END:
      return {Code::kEnd};
    case KEY_PPAGE:
      return {Code::kPageUp};
    case KEY_NPAGE:
      return {Code::kPageDown};
    case KEY_BACKSPACE:
      return {Code::kBackspace};
    case KEY_DC:
      return {Code::kDelete};
    case KEY_BTAB:
      return {Code::kBackTab};
    case KEY_ENTER:
      return {Code::kEnter};
    case KEY_RESIZE:
      return {Code::kRedraw};
    default:
      return {Code::kNone};
  }
}

Key character(wint_t c) {
  switch (c) {
    case '\r':
    case '\n':
      return {Code::kEnter};
    case '\t':
      return {Code::kTab};
    case '\b':
    case 0x7F:
      return {Code::kBackspace};
    case 0x04:
      return {Code::kEndOfInput};
    case 0x0C:
      return {Code::kRedraw};
    case 0x15:
      return {Code::kErase};
    case 0x1B:
      return {Code::kEscape};
    default:
      return c < ' ' ? Key{Code::kNone} : Key{Code::kText, static_cast<char32_t>(c)};
  }
}

// --- the way back

std::string farewell_under_way;

int collect(int c) {
  farewell_under_way += static_cast<char>(c);
  return c;
}

// What the terminal is to be told to leave full-screen mode.
std::string farewell() {
  farewell_under_way.clear();
  for (const char* name : {"sgr0", "cnorm", "rmkx", "rmcup"}) {
    const char* sequence = tigetstr(name);
    const bool known = sequence != nullptr && reinterpret_cast<intptr_t>(sequence) != -1;
    if (known) tputs(sequence, 1, collect);
  }
  return std::exchange(farewell_under_way, {});
}

}  // namespace

struct Terminal::State {
  explicit State(bool (*on_interrupt)()) : guard(on_interrupt) {}
  TerminalGuard guard;
  SCREEN* screen = nullptr;
  bool utf8 = false;
  bool colors = false;
};

std::string Terminal::obstacle() {
  if (isatty(STDIN_FILENO) == 0) return "--tui needs a terminal: standard input is none";
  if (isatty(STDOUT_FILENO) == 0) return "--tui needs a terminal: standard output is none";
  const char* name = getenv("TERM");
  int status = 0;
  const bool known =
      name != nullptr && *name != '\0' && setupterm(name, STDOUT_FILENO, &status) == 0;
  const bool has_screen = known && tigetstr("cup") != nullptr;
  if (known) del_curterm(cur_term);
  if (!has_screen) {
    return fmt::format("--tui needs a terminal with a screen to write on: TERM is '{}'",
                       name != nullptr ? name : "");
  }
  return {};
}

std::unique_ptr<Terminal> Terminal::open(bool (*on_interrupt)(), std::string* error) {
  *error = obstacle();
  if (!error->empty()) return nullptr;
  auto state = std::make_unique<State>(on_interrupt);
  state->utf8 = choose_characters();
  state->screen = newterm(nullptr, stdout, stdin);
  if (state->screen == nullptr) {
    *error = "--tui cannot use this terminal";
    return nullptr;
  }
  TerminalGuard::set_farewell(farewell());
  cbreak();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  set_escdelay(kEscapeDelay);
  state->colors = wants_colors();
  if (state->colors) set_up_colors();
  return std::unique_ptr<Terminal>(new Terminal(std::move(state)));
}

Terminal::Terminal(std::unique_ptr<State> state) : state_(std::move(state)) {}

Terminal::~Terminal() {
  curs_set(1);
  endwin();
  delscreen(state_->screen);
}

Size Terminal::size() const { return {getmaxx(stdscr), getmaxy(stdscr)}; }

void Terminal::show(const Drawn& drawn) {
  const Size size = drawn.grid.size();
  erase();
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const Cell& cell = drawn.grid.at(x, y);
      if (cell.text.empty()) continue;
      const bool wide = x + 1 < size.width && drawn.grid.at(x + 1, y).text.empty();
      const Paint paint = paint_of(cell.look, state_->colors);
      const short pair = state_->colors ? pair_of(paint.color) : short{0};
      const std::wstring text = printable(cell.text, wide ? 2 : 1, state_->utf8);
      // A blank takes the place of each column that a replacement leaves.
      const bool replaced = text.size() == 2 && text[1] == L' ';
      cchar_t c;
      setcchar(&c, replaced ? text.substr(0, 1).c_str() : text.c_str(), paint.attributes, pair,
               nullptr);
      mvadd_wch(y, x, &c);
    }
  }
  const bool cursor = drawn.cursor_x >= 0;
  if (cursor) move(drawn.cursor_y, drawn.cursor_x);
  curs_set(cursor ? 1 : 0);
  refresh();
}

Key Terminal::next(bool wait) {
  while (true) {
    wint_t c = 0;
    switch (get_wch(&c)) {
      case OK:
        if (character(c).code == Code::kRedraw) clearok(curscr, TRUE);  // all of it
        return character(c);
      case KEY_CODE_YES:
        return function_key(c);
      default:
        break;
    }
    switch (state_->guard.wait(wait)) {
      case 'c':
        return {Code::kInterrupt};
      case 'w':
        take_size();
        return {Code::kRedraw};
      case 'h':
        return {Code::kClosed};
      case 0:
        break;
      default:
        return {Code::kNone};
    }
  }
}

void Terminal::take_signals() {
  for (int signal; (signal = state_->guard.next_signal()) >= 0;) {
    if (signal == 'w') take_size();
  }
}

}  // namespace gilt::cli
