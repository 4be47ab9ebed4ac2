#include "cli/line_editor.h"

#include <histedit.h>
#include <locale.h>
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
  bool interrupted = false;
};

namespace {

constexpr int kHistoryLines = 1000;

char* prompt_of(EditLine* editor) {
  void* data = nullptr;
  el_get(editor, EL_CLIENTDATA, &data);
  return static_cast<std::string*>(data)->data();
}

// One character for the editor: libedit's own reader would try again after Ctrl-C.
int read_character(EditLine*, wchar_t* out) {
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
  el_set(editor, EL_CLIENTDATA, &state_->prompt);
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

LineEditor::Outcome LineEditor::read(Thread& t, const std::string& prompt, std::string* line) {
  state_->prompt = prompt;
  int count = 0;
  const char* text = nullptr;
  {
    gil::BlockingRegion waiting(t);
    // Before the prompt shows: what is typed at it is the editor's, not the terminal's, to interpret.
    el_set(state_->editor, EL_PREP_TERM, 1);
    text = el_gets(state_->editor, &count);
  }
  if (text == nullptr || count <= 0) {
    bool interrupted = count < 0 && errno == EINTR;
    if (!handle_signals(t)) {
      clear_pending(t);
      interrupted = true;
    }
    el_reset(state_->editor);
    std::fputs("\n", stdout);
    std::fflush(stdout);
    return interrupted ? Outcome::kInterrupted : Outcome::kEnd;
  }
  line->assign(text, static_cast<size_t>(count));
  HistEvent event;
  if (line->find_first_not_of(" \t\n") != std::string::npos) {
    history(state_->history, &event, H_ENTER, text);
  }
  return Outcome::kLine;
}

}  // namespace gilt::cli
