// Source and bytecode around where a thread stands.
#include <algorithm>

#include "bytecode/disassembler.h"
#include "lab/inspect.h"
#include "lab/position.h"
#include "vm/wait_target.h"

namespace gilt::lab {

std::vector<SourceLine> view_source(Execution& execution, int thread, int before, int after) {
  std::vector<SourceLine> lines;
  const std::optional<Position> at = position_of(execution.thread(thread));
  if (!at) return lines;
  const int line = at->line();
  const int first = std::max(1, line - before);
  int number = first;
  for (std::string& text :
       execution.runtime().sources.lines(at->code().filename, first, line + after)) {
    lines.push_back({number, number == line, std::move(text)});
    ++number;
  }
  return lines;
}

std::vector<CodeLine> view_code(const Execution& execution, int thread) {
  std::vector<CodeLine> lines;
  const std::optional<Position> at = position_of(execution.thread(thread));
  if (!at) return lines;
  const Code& code = at->code();
  const PythonModel model = execution.runtime().options.gil
                                ? execution.runtime().options.model
                                : PythonModel::k314t;  // all at once, whoever is modelled
  int last = 0;
  for (uint32_t i = 0; i < code.instrs.size(); ++i) {
    const int line = std::max(code.spans[i].line, 0);
    lines.push_back({i, line == last ? 0 : line, i == at->index,
                     switch_mark(code.instrs[i], model) != ' ',
                     instruction_text(code, code.instrs[i])});
    if (line != 0) last = line;
  }
  return lines;
}

}  // namespace gilt::lab
