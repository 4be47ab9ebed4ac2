#include "cli/step_view_entry.h"

#include <utility>

#include "base/utf8.h"

namespace gilt::cli {

void Entry::set(std::string line) {
  text = std::move(line);
  cursor = text.size();
}

bool Entry::edit(const Key& key) {
  size_t before = cursor, behind = cursor;
  if (before > 0) (void)previous_code_point(text, before);
  if (behind < text.size()) (void)next_code_point(text, behind);
  switch (key.code) {
    case Key::Code::kText: {
      std::string c;
      append_code_point(c, key.text);
      text.insert(cursor, c);
      cursor += c.size();
      return true;
    }
    case Key::Code::kBackspace:
      text.erase(before, cursor - before);
      cursor = before;
      return true;
    case Key::Code::kDelete:
      text.erase(cursor, behind - cursor);
      return true;
    case Key::Code::kErase:
      set("");
      return true;
    case Key::Code::kLeft:
      cursor = before;
      return true;
    case Key::Code::kRight:
      cursor = behind;
      return true;
    case Key::Code::kHome:
      cursor = 0;
      return true;
    case Key::Code::kEnd:
      cursor = text.size();
      return true;
    default:
      return false;
  }
}

}  // namespace gilt::cli
