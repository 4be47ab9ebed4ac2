// The parts of the full-screen view, each drawn into an area (step_view_draw.h puts them together).
//
// Thread-safety: pure functions.
#pragma once

#include "cli/step_view_draw.h"

namespace gilt::cli {

// A thread: name, state, source, bytecode, locals, evaluation stack.
void draw_thread(const Area& area, const ThreadPicture& thread, int chosen,
                 const ViewLayout& layout, bool marks_switches);

// Each under a rule with its title.
void draw_variables(const Area& area, const StepPicture& picture);
void draw_locks(const Area& area, const StepPicture& picture);
void draw_timeline(const Area& area, const StepPicture& picture);
void draw_output(const Area& area, const StepPicture& picture);

// Over the middle of the area.
void draw_popup(const Area& area, const Popup& popup);

}  // namespace gilt::cli
