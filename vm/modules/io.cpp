// _io: files on disk and in memory, the native half of the io module. open() is also a built-in
// function.
//
// Source: CPython 3.14 Modules/_io/_iomodule.c.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "gil/domain.h"
#include "vm/import.h"
#include "vm/modules/memory_stream.h"
#include "vm/modules/modules.h"
#include "vm/modules/text_stream.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

using Stream = TextStreamObject;

struct OpenMode {
  int flags = 0;
  uint8_t mode = 0;            // TextStreamObject::Mode
  const char* name = nullptr;  // static text
};

bool parse_mode(Thread& t, std::string_view text, OpenMode* out) {
  if (text.find('b') != text.npos) {
    return raise(t, Exc::kNotImplementedError,
                 fmt::format("open() in binary mode ('{}') is not part of gilt", text));
  }
  if (text.find('+') != text.npos) {
    return raise(
        t, Exc::kNotImplementedError,
        fmt::format("open() for reading and writing at once ('{}') is not part of gilt", text));
  }
  std::string kind;
  for (char c : text) {
    if (c != 't') kind += c;
  }
  if (kind == "r" || kind.empty()) {
    *out = {O_RDONLY, Stream::kRead, "r"};
  } else if (kind == "w") {
    *out = {O_WRONLY | O_CREAT | O_TRUNC, Stream::kWrite, "w"};
  } else if (kind == "a") {
    *out = {O_WRONLY | O_CREAT | O_APPEND, Stream::kWrite, "a"};
  } else if (kind == "x") {
    *out = {O_WRONLY | O_CREAT | O_EXCL, Stream::kWrite, "x"};
  } else {
    return raise(t, Exc::kValueError, fmt::format("invalid mode: '{}'", text));
  }
  return true;
}

bool is_text_or_none(Thread& t, Value v) { return !v || v.is_none() || is_str(t, v); }

// UTF-8 by one of its names; None means UTF-8 too.
bool check_encoding(Thread& t, Value encoding) {
  if (!is_text_or_none(t, encoding)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("open() argument 'encoding' must be str or None, not {}",
                             type_name(t, encoding)));
  }
  if (!encoding || encoding.is_none()) return true;
  std::string name;
  for (char c : str_view(encoding)) {
    if (c != '-' && c != '_') name += static_cast<char>(c | 0x20);
  }
  if (name == "utf8" || name == "ascii" || name == "locale") return true;
  return raise(t, Exc::kNotImplementedError,
               fmt::format("open() with encoding '{}': gilt reads and writes UTF-8 only",
                           str_view(encoding)));
}

// Written line ends stay "\n"; read ones become "\n".
bool check_newline(Thread& t, Value newline, uint8_t mode) {
  if (!newline || newline.is_none()) return true;
  bool plain = is_str(t, newline) && (str_view(newline) == "\n" || str_view(newline).empty());
  if (plain && mode == Stream::kWrite) return true;
  return raise(t, Exc::kNotImplementedError,
               "open(): this newline argument is not part of gilt, which reads all line ends as "
               "'\\n' and writes '\\n'");
}

// The descriptor of a path; -1: OSError pending.
int open_path(Thread& t, const std::string& path, int flags) {
  int fd, error;
  {
    gil::BlockingRegion region(t);
    fd = open(path.c_str(), flags | O_CLOEXEC, 0666);
    error = errno;
    struct stat info;
    if (fd >= 0 && fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
      close(fd);
      fd = -1;
      error = EISDIR;
    }
  }
  if (fd < 0) raise_os_error(t, error, path);
  return fd;
}

Ref io_open(Thread& t, Args args) {  // file, mode, buffering, encoding, errors, newline, closefd
  std::string_view mode_text = "r";
  if (args[1] && !str_argument(t, args[1], "open", "argument 'mode'", &mode_text)) return Ref();
  OpenMode mode;
  if (!parse_mode(t, mode_text, &mode) || !check_encoding(t, args[3]) ||
      !check_newline(t, args[5], mode.mode)) {
    return Ref();
  }
  int64_t buffering = -1;
  if (args[2]) buffering = GILT_TRY(int_argument(t, args[2])).get();
  if (buffering == 0) return raise(t, Exc::kValueError, "can't have unbuffered text I/O");
  bool escapes = args[4] && is_str(t, args[4]) && str_view(args[4]) == "backslashreplace";
  if (!escapes && args[4] && !args[4].is_none() &&
      !(is_str(t, args[4]) && str_view(args[4]) == "strict")) {
    return raise(t, Exc::kNotImplementedError,
                 "open(): gilt knows errors='strict' and errors='backslashreplace'");
  }
  TextStreamOptions options{.fd = -1, .mode = mode.mode, .mode_name = mode.name};
  options.escapes = escapes;
  options.owns_descriptor = true;
  if (buffering == 1) options.buffering = Stream::Buffering::kLine;
  if (is_int(t, args[0])) {
    options.fd = static_cast<int>(GILT_TRY(int_argument(t, args[0])).get());
    if (args[6]) options.owns_descriptor = GILT_TRY(is_true(t, args[6])).yes();
    if (fcntl(options.fd, F_GETFD) < 0) return raise_os_error(t, errno);
  } else {
    Ref os = GILT_TRY(import_module(t, "os"));
    Ref path = GILT_TRY(call_method(t, os, "fspath", {args[0]}));
    if (!is_str(t, path)) {
      return raise(t, Exc::kNotImplementedError, "open() with a path of bytes is not part of gilt");
    }
    std::string name(str_view(path));
    if (name.find('\0') != name.npos) return raise(t, Exc::kValueError, "embedded null byte");
    options.fd = open_path(t, name, mode.flags);
    if (options.fd < 0) return Ref();
  }
  Ref stream;
  if (Type* type = text_stream_type(t)) stream = make_text_stream(t, type, args[0], options);
  if (!stream && options.owns_descriptor) close(options.fd);
  return stream;
}

constexpr MethodRow kFunctions[] = {
    function<"open", io_open>("(file, mode='r', buffering=-1, encoding=None, errors=None, "
                              "newline=None, closefd=True)",
                              "Open a text file."),
};

bool init(Thread& t, DictObject* ns) {
  Type* type = GILT_TRY(new_text_stream_type(t));
  Type* string_io = GILT_TRY(new_string_io_type(t));
  Type* bytes_io = GILT_TRY(new_bytes_io_type(t));
  if (!add_value(t, ns, "TextIOWrapper", Ref::copy(t, type)) ||
      !add_value(t, ns, "StringIO", Ref::copy(t, string_io)) ||
      !add_value(t, ns, "BytesIO", Ref::copy(t, bytes_io)) || !add_functions(t, ns, kFunctions)) {
    return false;
  }
  Ref open_function = GILT_TRY(dict_get(t, ns, "open"));
  return dict_set(t, t.runtime.builtins, "open", open_function);
}

}  // namespace

Type* text_stream_type(Thread& t) {
  Ref module = GILT_TRY(import_module(t, "_io"));
  Ref type = GILT_TRY(get_attr(t, module, "TextIOWrapper"));
  return type.as<Type>();  // classes are immortal
}

const ModuleRow k_io_module = {"_io", "Files on disk and in memory.", init};

}  // namespace gilt
