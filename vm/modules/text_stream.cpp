#include "vm/modules/text_stream.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/text_repr.h"
#include "base/utf8.h"
#include "gil/domain.h"
#include "vm/eval_breaker.h"
#include "vm/heap.h"
#include "vm/operations.h"
#include "vm/types/bytes.h"
#include "vm/types/exception.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

using Stream = TextStreamObject;

constexpr size_t kBufferSize = 8192;  // io.DEFAULT_BUFFER_SIZE of old, which is enough for text
constexpr size_t kReadSize = 1 << 16;

Stream* stream_of(Value self) { return self.as<Stream>(); }

// The stream's lock, which who blocks with it lets go of before attaching again: a thread that
// never gets to attach (the process ends) must not take the lock with it.
class IoLock {
 public:
  IoLock(Thread& t, Stream* stream) : t_(t), stream_(stream) { stream->io.lock(t); }
  ~IoLock() {
    if (held_) stream_->io.unlock(t_);
  }
  IoLock(const IoLock&) = delete;
  IoLock& operator=(const IoLock&) = delete;

  // Runs `work` detached; afterwards the lock is held again. `work` must leave the buffers right.
  template <typename Work>
  void detached(Work work) {
    t_.domain().detach(t_);
    work();
    stream_->io.unlock(t_);
    held_ = false;
    t_.domain().attach(t_);
    stream_->io.lock(t_);
    held_ = true;
  }

 private:
  Thread& t_;
  Stream* stream_;
  bool held_ = true;
};

bool check_open(Thread& t, Stream* stream) {
  if (stream->fd.load(std::memory_order_relaxed) >= 0) return true;
  return raise(t, Exc::kValueError, "I/O operation on closed file.");
}

bool check_mode(Thread& t, Stream* stream, Stream::Mode needed) {
  if (!check_open(t, stream)) return false;
  if ((stream->mode & needed) != 0) return true;
  return raise(t, Exc::kOSError, needed == Stream::kRead ? "not readable" : "not writable");
}

// Writes the output buffer. After an error what could not be written is dropped.
bool flush_locked(Thread& t, Stream* stream, IoLock& lock) {
  while (!stream->output.empty()) {
    int error = 0;
    lock.detached([&] {
      int fd = stream->fd.load(std::memory_order_relaxed);
      size_t done = 0;
      while (done < stream->output.size() && error == 0) {
        ssize_t n = t.host().write(fd, stream->output.data() + done, stream->output.size() - done);
        if (n < 0) {
          error = errno;
        } else {
          done += static_cast<size_t>(n);
        }
      }
      stream->output.erase(0, error == 0 || error == EINTR ? done : std::string::npos);
    });
    if (error == EINTR && handle_signals(t)) continue;
    if (error == EINTR) return false;
    if (error != 0) return raise_os_error(t, error);
  }
  return true;
}

// Line ends become "\n".
void append_input(Stream* stream, std::string_view bytes) {
  for (char c : bytes) {
    bool skip = stream->skip_newline && c == '\n';
    stream->skip_newline = c == '\r';
    if (!skip) stream->input.push_back(c == '\r' ? '\n' : c);
  }
}

enum class Filled { kMore, kEnd, kRaised };

Filled fill_locked(Thread& t, Stream* stream, IoLock& lock) {
  while (true) {
    int error = 0;
    ssize_t n = 0;
    lock.detached([&] {
      std::string bytes(kReadSize, '\0');
      n = t.host().read(stream->fd.load(std::memory_order_relaxed), bytes.data(), bytes.size());
      if (n < 0) error = errno;
      if (stream->input_at > 0) stream->input.erase(0, std::exchange(stream->input_at, 0));
      if (n > 0) append_input(stream, std::string_view(bytes.data(), static_cast<size_t>(n)));
    });
    if (n > 0) return Filled::kMore;
    if (n == 0) return Filled::kEnd;
    if (error == EINTR && handle_signals(t)) continue;
    if (error != EINTR) raise_os_error(t, error);
    return Filled::kRaised;
  }
}

// The first `bytes` of the input as str.
Ref take_input(Thread& t, Stream* stream, size_t bytes) {
  std::string_view text = std::string_view(stream->input).substr(stream->input_at, bytes);
  Utf8Error error = check_utf8(text);
  stream->input_at += bytes;
  if (!error.found) return make_str(t, text);
  Ref object = GILT_TRY(make_bytes(t, text));
  return raise_unicode_decode_error(t, "utf-8", object, static_cast<int64_t>(error.start),
                                    static_cast<int64_t>(error.end), error.reason);
}

// Where the first `count` code points of `text` end; npos when there may be more bytes of the last.
size_t end_of_code_points(std::string_view text, int64_t count) {
  for (size_t i = 0; i < text.size(); i++) {
    if (!is_continuation(text[i]) && count-- == 0) return i;
  }
  return std::string_view::npos;
}

// Reads until `stop` says where, or to the end of the file. `stop` gets what is there.
template <typename Stop>
Ref read_until(Thread& t, Stream* stream, Stop stop) {
  if (!check_mode(t, stream, Stream::kRead)) return Ref();
  IoLock lock(t, stream);
  while (true) {
    std::string_view text = std::string_view(stream->input).substr(stream->input_at);
    size_t end = stop(text);
    if (end != std::string_view::npos) return take_input(t, stream, end);
    switch (fill_locked(t, stream, lock)) {
      case Filled::kMore:
        break;
      case Filled::kEnd:
        return take_input(t, stream, stream->input.size() - stream->input_at);
      case Filled::kRaised:
        return Ref();
    }
    if (!check_open(t, stream)) return Ref();
  }
}

Size size_argument(Thread& t, Value v) {
  if (!v || v.is_none()) return Size(-1);
  return int_argument(t, v);
}

Ref read_line(Thread& t, Stream* stream, int64_t limit) {
  return read_until(t, stream, [limit](std::string_view text) {
    size_t newline = text.find('\n');
    size_t end = newline == text.npos ? newline : newline + 1;
    return limit < 0 ? end : std::min(end, end_of_code_points(text, limit));
  });
}

Ref stream_readline(Thread& t, Args args) {
  Size limit = GILT_TRY(size_argument(t, args[1]));
  return read_line(t, stream_of(args[0]), limit.get());
}

Ref stream_read(Thread& t, Args args) {
  Size size = GILT_TRY(size_argument(t, args[1]));
  return read_until(t, stream_of(args[0]), [n = size.get()](std::string_view text) {
    return n < 0 ? std::string_view::npos : end_of_code_points(text, n);
  });
}

Ref stream_next(Thread& t, Value self) {
  Ref line = GILT_TRY(read_line(t, stream_of(self), -1));
  return str_view(line).empty() ? Ref() : std::move(line);
}

Ref stream_readlines(Thread& t, Args args) { return list_from_iterable(t, args[0]); }

// The bytes of a str: UTF-8; lone surrogates are an error, or escaped.
bool encode(Thread& t, Stream* stream, Value str, std::string* escaped, std::string_view* out) {
  *out = str_view(str);
  if (str.as<StrObject>()->is_ascii()) return true;
  Utf8Error error = find_surrogates(*out);
  if (!error.found) return true;
  if (!stream->escapes) {
    return raise_unicode_encode_error(t, "utf-8", str, static_cast<int64_t>(error.start),
                                      static_cast<int64_t>(error.end), error.reason);
  }
  for (size_t offset = 0; offset < out->size();) {
    char32_t c = next_code_point(*out, offset);
    if (is_surrogate(c)) {
      *escaped += fmt::format("\\u{:04x}", static_cast<uint32_t>(c));
    } else {
      append_code_point(*escaped, c);
    }
  }
  *out = *escaped;
  return true;
}

bool write_text(Thread& t, Stream* stream, Value str) {
  std::string escaped;
  std::string_view text;
  if (!check_mode(t, stream, Stream::kWrite) || !encode(t, stream, str, &escaped, &text)) {
    return false;
  }
  IoLock lock(t, stream);
  stream->output += text;
  bool full = stream->output.size() > kBufferSize;
  bool line = stream->buffering == Stream::Buffering::kLine &&
              text.find_first_of("\n\r") != std::string_view::npos;
  if (!full && !line && stream->buffering != Stream::Buffering::kNone) return true;
  return flush_locked(t, stream, lock);
}

Ref stream_write(Thread& t, Args args) {
  if (!is_str(t, args[1])) {
    return raise(t, Exc::kTypeError,
                 fmt::format("write() argument must be str, not {}", type_name(t, args[1])));
  }
  if (!write_text(t, stream_of(args[0]), args[1])) return Ref();
  auto length = static_cast<int64_t>(args[1].as<StrObject>()->length);
  return Ref::immediate(Value::small_int(length));
}

Ref stream_writelines(Thread& t, Args args) {
  bool ok = for_each(t, args[1], [&](Ref line) {
    if (!is_str(t, line)) {
      raise(t, Exc::kTypeError,
            fmt::format("write() argument must be str, not {}", type_name(t, line)));
      return false;
    }
    return write_text(t, stream_of(args[0]), line);
  });
  return ok ? Ref::none() : Ref();
}

Ref stream_flush(Thread& t, Args args) {
  Stream* stream = stream_of(args[0]);
  if (!check_open(t, stream)) return Ref();
  IoLock lock(t, stream);
  return flush_locked(t, stream, lock) ? Ref::none() : Ref();
}

Ref stream_close(Thread& t, Args args) {
  Stream* stream = stream_of(args[0]);
  IoLock lock(t, stream);
  if (stream->fd.load(std::memory_order_relaxed) < 0) return Ref::none();
  bool flushed = flush_locked(t, stream, lock);
  int fd = stream->fd.exchange(-1, std::memory_order_relaxed);
  if (fd >= 0 && stream->owns_descriptor) close(fd);
  return flushed ? Ref::none() : Ref();
}

Ref stream_enter(Thread& t, Args args) {
  return check_open(t, stream_of(args[0])) ? Ref::copy(t, args[0]) : Ref();
}

Ref stream_exit(Thread& t, Args args) { return stream_close(t, args); }

Ref stream_isatty(Thread& t, Args args) {
  if (!check_open(t, stream_of(args[0]))) return Ref();
  return Ref::boolean(isatty(stream_of(args[0])->fd.load(std::memory_order_relaxed)) != 0);
}

Ref stream_fileno(Thread& t, Args args) {
  if (!check_open(t, stream_of(args[0]))) return Ref();
  return Ref::immediate(Value::small_int(stream_of(args[0])->fd.load(std::memory_order_relaxed)));
}

template <Stream::Mode Mode>
Ref stream_has_mode(Thread& t, Args args) {
  if (!check_open(t, stream_of(args[0]))) return Ref();
  return Ref::boolean((stream_of(args[0])->mode & Mode) != 0);
}

Ref stream_iter(Thread& t, Value self) {
  return check_open(t, stream_of(self)) ? Ref::copy(t, self) : Ref();
}

Ref stream_repr(Thread& t, Value self) {
  Stream* stream = stream_of(self);
  return make_str(t, fmt::format("<_io.TextIOWrapper name={} mode='{}' encoding='utf-8'>",
                                 repr_text(t, stream->name), stream->mode_name));
}

void let_go_of_stream(Thread& t, Object* object) {
  auto* stream = static_cast<Stream*>(object);
  int fd = stream->fd.exchange(-1, std::memory_order_relaxed);
  if (fd >= 0) {
    for (std::string_view rest = stream->output; !rest.empty();) {
      ssize_t n = t.host().write(fd, rest.data(), rest.size());
      if (n < 0 && errno != EINTR) break;
      if (n > 0) rest.remove_prefix(static_cast<size_t>(n));
    }
    if (stream->owns_descriptor) close(fd);
  }
}

void finalize_stream(Thread& t, Object* object) {
  let_go_of_stream(t, object);
  auto* stream = static_cast<Stream*>(object);
  decref(t, stream->name);
  std::string().swap(stream->output);
  std::string().swap(stream->input);
}

void traverse_stream(Object* object, Visitor visit, void* arg) {
  visit(static_cast<Stream*>(object)->name, arg);
}

Ref get_encoding(Thread& t, Value) { return make_str(t, "utf-8"); }
Ref get_errors(Thread& t, Value self) {
  return make_str(t, stream_of(self)->escapes ? "backslashreplace" : "strict");
}
Ref get_closed(Thread&, Value self) {
  return Ref::boolean(stream_of(self)->fd.load(std::memory_order_relaxed) < 0);
}
Ref get_name(Thread& t, Value self) { return Ref::copy(t, stream_of(self)->name); }
Ref get_mode(Thread& t, Value self) { return make_str(t, stream_of(self)->mode_name); }
Ref get_line_buffering(Thread&, Value self) {
  return Ref::boolean(stream_of(self)->buffering == Stream::Buffering::kLine);
}

constexpr MethodRow kMethods[] = {
    method<"write", stream_write>("(text, /)", "Write a string; returns its length."),
    method<"writelines", stream_writelines>("(lines, /)", "Write several strings."),
    method<"flush", stream_flush>("()", "Hand what is buffered to the system."),
    method<"read", stream_read>("(size=-1, /)", "Read up to size characters, or all."),
    method<"readline", stream_readline>("(size=-1, /)", "Read to the end of the line."),
    method<"readlines", stream_readlines>("(hint=-1, /)",
                                          "Read the lines that are left as a list."),
    method<"close", stream_close>("()", "Flush and close."),
    method<"isatty", stream_isatty>("()", "Whether this is a terminal."),
    method<"fileno", stream_fileno>("()", "The file descriptor."),
    method<"readable", stream_has_mode<Stream::kRead>>("()", "Whether it can be read."),
    method<"writable", stream_has_mode<Stream::kWrite>>("()", "Whether it can be written."),
    method<"__enter__", stream_enter>("()", "The stream itself."),
    method<"__exit__", stream_exit>("(*exc_info)", "Closes the stream."),
};
constexpr AttributeRow kAttributes[] = {
    attribute<"encoding", get_encoding>("always utf-8"),
    attribute<"errors", get_errors>("what happens to text that has no encoding"),
    attribute<"closed", get_closed>("whether close() was called"),
    attribute<"name", get_name>("the file's name"),
    attribute<"mode", get_mode>("how it was opened"),
    attribute<"line_buffering", get_line_buffering>("whether each line is written at once"),
};

}  // namespace

Type* new_text_stream_type(Thread& t) {
  Type* type = GILT_TRY(new_native_type(t, "_io.TextIOWrapper", types(t).object, sizeof(Stream)));
  type->flags_bits |= Type::kWeakReferable;
  type->slots.finalize = finalize_stream;
  type->slots.let_go = let_go_of_stream;
  type->slots.traverse = traverse_stream;
  type->slots.repr = stream_repr;
  type->slots.iter = stream_iter;
  type->slots.next = stream_next;
  add_methods(t, *type, kMethods);
  add_attributes(t, *type, kAttributes);
  ready_type(t, *type);
  return type;
}

Ref make_text_stream(Thread& t, Type* type, Value name, const TextStreamOptions& options) {
  Stream* stream = GILT_TRY(allocate<Stream>(t, type));
  stream->fd.store(options.fd, std::memory_order_relaxed);
  stream->mode = options.mode;
  stream->mode_name = options.mode_name;
  stream->buffering = options.buffering;
  stream->owns_descriptor = options.owns_descriptor;
  stream->escapes = options.escapes;
  stream->name = Ref::copy(t, name).release();
  return Ref::take(t, stream);
}

}  // namespace gilt
