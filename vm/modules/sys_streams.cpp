// sys.stdin, sys.stdout, sys.stderr.
//
// Source: CPython Python/pylifecycle.c (create_stdio).
#include <fcntl.h>
#include <unistd.h>

#include "vm/modules/sys.h"
#include "vm/modules/text_stream.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

using Buffering = TextStreamObject::Buffering;

// None when the process was started with the descriptor closed.
bool add_stream(Thread& t, DictObject* ns, Type* type, const char* name,
                const TextStreamOptions& options) {
  Ref stream = Ref::none();
  if (fcntl(options.fd, F_GETFD) >= 0) {
    Ref label = GILT_TRY(make_str(t, std::string("<") + name + ">"));
    stream = GILT_TRY(make_text_stream(t, type, label, options));
  }
  std::string saved = std::string("__") + name + "__";
  return dict_set(t, ns, name, stream) && dict_set(t, ns, saved, stream);
}

}  // namespace

bool add_sys_streams(Thread& t, DictObject* ns) {
  Type* type = GILT_TRY(text_stream_type(t));
  Buffering out = t.runtime.options.unbuffered ? Buffering::kNone
                  : isatty(STDOUT_FILENO)      ? Buffering::kLine
                                               : Buffering::kFull;
  return add_stream(t, ns, type, "stdin",
                    {.fd = STDIN_FILENO, .mode = TextStreamObject::kRead, .mode_name = "r"}) &&
         add_stream(t, ns, type, "stdout",
                    {.fd = STDOUT_FILENO,
                     .mode = TextStreamObject::kWrite,
                     .mode_name = "w",
                     .buffering = out}) &&
         add_stream(t, ns, type, "stderr",
                    {.fd = STDERR_FILENO,
                     .mode = TextStreamObject::kWrite,
                     .mode_name = "w",
                     .buffering = Buffering::kNone,
                     .escapes = true});
}

}  // namespace gilt
