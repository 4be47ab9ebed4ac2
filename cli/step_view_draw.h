// The full-screen view as a grid: a picture, and what the person is doing, drawn at a size. Nothing
// here knows a terminal.
//
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/step_view_entry.h"
#include "cli/step_view_grid.h"
#include "cli/step_view_picture.h"

namespace gilt::cli {

// A box over the middle of the screen.
struct Popup {
  std::string title;
  std::string text;
  int scrolled = 0;  // lines
};

struct ViewState {
  int chosen = 0;  // thread
  std::string message;
  bool alert = false;  // the message says that something could not be done
  std::optional<Entry> entry;
  std::optional<Popup> popup;
};

// Below this the view only says that it needs more room.
inline constexpr Size kSmallestView = {40, 16};

// Rows and columns of each part.
struct ViewLayout {
  size_t columns = 1;  // of threads
  int states = 1, source = 1, rule = 0, code = 1, locals = 0, stack = 1;
  int variables = 1;
  int timeline = 1;
  int output = 0;  // columns next to the timeline; 0: only on a key

  PictureSize picture() const { return {columns, source, code, timeline}; }
};
ViewLayout lay_out(Size size, size_t threads);

struct Drawn {
  Grid grid;
  int cursor_x = -1;  // -1: no cursor
  int cursor_y = -1;
};
Drawn draw_view(const StepPicture& picture, const ViewState& state, Size size);

// How many lines the box can be scrolled down at this size.
int most_scrolled(const Popup& popup, Size size);

}  // namespace gilt::cli
