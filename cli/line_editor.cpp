#include "cli/line_editor.h"

#include <fmt/format.h>
#include <histedit.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include "base/utf8.h"
#include "gil/domain.h"
#include "vm/errors.h"
#include "vm/eval_breaker.h"

namespace gilt::cli {

struct LineEditor::State {
  EditLine* editor = nullptr;
  History* history = nullptr;
  std::string history_file;
  std::string prompt;
  Completer completer;
  // While it waits, and only then, signals of this mask are let in; null: at any time.
  const sigset_t* waiting_mask = nullptr;
};

namespace {

constexpr int kHistoryLines = 1000;

LineEditor::State& state_of(EditLine* editor) {
  void* data = nullptr;
  el_get(editor, EL_CLIENTDATA, &data);
  return *static_cast<LineEditor::State*>(data);
}

// One character for the editor: libedit's own reader would try again after Ctrl-C.
int read_character(EditLine* editor, wchar_t* out) {
  if (const sigset_t* mask = state_of(editor).waiting_mask) {
    pollfd input = {STDIN_FILENO, POLLIN, 0};
    if (ppoll(&input, 1, nullptr, mask) < 0) return -1;
  }
  std::string bytes(1, '\0');
  ssize_t n = ::read(STDIN_FILENO, bytes.data(), 1);
  if (n <= 0) return static_cast<int>(n);
  int length = sequence_length(bytes[0]);
  while (static_cast<int>(bytes.size()) < length) {
    char next;
    n = ::read(STDIN_FILENO, &next, 1);
    if (n <= 0) return static_cast<int>(n);
    bytes.push_back(next);
  }
  size_t offset = 0;
  *out = check_utf8(bytes).found ? L'\xfffd' : static_cast<wchar_t>(next_code_point(bytes, offset));
  return 1;
}

char* prompt_of(EditLine* editor) { return state_of(editor).prompt.data(); }

// What all words begin with.
std::string common_start(const std::vector<std::string>& words) {
  std::string common = words[0];
  for (const std::string& word : words) {
    size_t same = 0;
    while (same < common.size() && same < word.size() && common[same] == word[same]) ++same;
    common.resize(same);
  }
  return common;
}

unsigned char complete(EditLine* editor, int) {
  const LineInfo* info = el_line(editor);
  const std::string_view line(info->buffer, static_cast<size_t>(info->cursor - info->buffer));
  const LineEditor::Completion found = state_of(editor).completer(line);
  if (found.words.empty()) return CC_REFRESH_BEEP;
  const bool only = found.words.size() == 1;
  std::string more = common_start(found.words).substr(line.size() - found.start);
  if (only) more += ' ';
  if (!more.empty()) return el_insertstr(editor, more.c_str()) == 0 ? CC_REFRESH : CC_ERROR;
  std::string list = "\n";
  for (const std::string& word : found.words) list += word + "  ";
  std::fputs((list + "\n").c_str(), stdout);
  std::fflush(stdout);
  return CC_REDISPLAY;
}

}  // namespace

LineEditor::LineEditor(std::string history_file) : state_(std::make_unique<State>()) {
  if (setlocale(LC_CTYPE, "C.UTF-8") == nullptr) setlocale(LC_CTYPE, "");
  HistEvent event;
  state_->history_file = std::move(history_file);
  state_->history = history_init();
  history(state_->history, &event, H_SETSIZE, kHistoryLines);
  history(state_->history, &event, H_SETUNIQUE, 1);
  if (!state_->history_file.empty()) {
    history(state_->history, &event, H_LOAD, state_->history_file.c_str());
  }
  state_->editor = el_init("gilt", stdin, stdout, stderr);
  EditLine* editor = state_->editor;
  el_set(editor, EL_CLIENTDATA, state_.get());
  el_set(editor, EL_PROMPT, prompt_of);
  el_set(editor, EL_EDITOR, "emacs");
  el_set(editor, EL_SIGNAL, 0);
  el_set(editor, EL_HIST, history, state_->history);
  el_set(editor, EL_GETCFN, read_character);
  el_source(editor, nullptr);
}

LineEditor::~LineEditor() {
  HistEvent event;
  if (!state_->history_file.empty()) {
    history(state_->history, &event, H_SAVE, state_->history_file.c_str());
  }
  el_end(state_->editor);
  history_end(state_->history);
}

void LineEditor::complete_with(Completer completer) {
  state_->completer = std::move(completer);
  el_set(state_->editor, EL_ADDFN, "complete", "complete the word", complete);
  el_set(state_->editor, EL_BIND, "\t", "complete", nullptr);
}

// False, with errno: there is none.
bool LineEditor::get_line(const std::string& prompt, std::string* line) {
  state_->prompt = prompt;
  int count = 0;
  // Before the prompt shows: what is typed at it is the editor's, not the terminal's, to interpret.
  el_set(state_->editor, EL_PREP_TERM, 1);
  errno = 0;
  const char* text = el_gets(state_->editor, &count);
  if (text == nullptr || count <= 0) {
    if (count >= 0) errno = 0;
    return false;
  }
  line->assign(text, static_cast<size_t>(count));
  return true;
}

LineEditor::Outcome LineEditor::finish_line(bool read, const std::string& line,
                                            bool keep_in_history) {
  if (!read) {
    const bool interrupted = errno == EINTR;
    el_reset(state_->editor);
    std::fputs("\n", stdout);
    std::fflush(stdout);
    return interrupted ? Outcome::kInterrupted : Outcome::kEnd;
  }
  HistEvent event;
  if (keep_in_history && line.find_first_not_of(" \t\n") != std::string::npos) {
    history(state_->history, &event, H_ENTER, line.c_str());
  }
  return Outcome::kLine;
}

// A Ctrl-C between the prompt and the wait for a character is not lost: it comes in with the wait.
LineEditor::Outcome LineEditor::read(const std::string& prompt, std::string* line,
                                     bool keep_in_history) {
  sigset_t interrupt, before;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  pthread_sigmask(SIG_BLOCK, &interrupt, &before);
  state_->waiting_mask = &before;
  const bool got = get_line(prompt, line);
  const int error = errno;
  state_->waiting_mask = nullptr;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return finish_line(got, *line, keep_in_history);
}

LineEditor::Outcome LineEditor::read(Thread& t, const std::string& prompt, std::string* line) {
  Outcome outcome;
  {
    gil::BlockingRegion waiting(t);
    const bool got = get_line(prompt, line);
    outcome = finish_line(got, *line, true);
  }
  if (outcome != Outcome::kLine && !handle_signals(t)) {
    clear_pending(t);
    return Outcome::kInterrupted;
  }
  return outcome;
}

std::string history_file(const char* name) {
  const char* home = getenv("HOME");
  return home != nullptr && *home != '\0' ? fmt::format("{}/{}", home, name) : std::string();
}

}  // namespace gilt::cli
