#include "vm/modules/memory_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <string>

#include "base/utf8.h"
#include "vm/import.h"
#include "vm/operations.h"
#include "vm/signature.h"
#include "vm/types/bytes.h"
#include "vm/types/instance.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

// --- what differs between text and bytes

struct TextTraits {
  using Content = std::u32string;
  static constexpr const char* kClosed = "I/O operation on closed file";
  static constexpr const char* kNegativeSize = "Negative size value {}";

  static bool from_object(Thread& t, Value v, Content* out) {
    if (!is_str(t, v)) {
      return raise(t, Exc::kTypeError,
                   fmt::format("string argument expected, got '{}'", type_name(t, v)));
    }
    *out = to_code_points(str_view(v));
    return true;
  }
  static Ref to_object(Thread& t, std::u32string_view content) {
    return make_str(t, from_code_points(content));
  }
};

struct BytesTraits {
  using Content = std::string;
  static constexpr const char* kClosed = "I/O operation on closed file.";
  static constexpr const char* kNegativeSize = "negative size value {}";

  static bool from_object(Thread& t, Value v, Content* out) {
    if (!is_bytes_like(t, v)) {
      return raise(t, Exc::kTypeError,
                   fmt::format("a bytes-like object is required, not '{}'", type_name(t, v)));
    }
    *out = BytesContent(t, v).view();
    return true;
  }
  static Ref to_object(Thread& t, std::string_view content) { return make_bytes(t, content); }
};

// All fields under the object's lock, but `closed`, which is also read without.
template <typename Traits>
struct MemoryStream : Instance {
  typename Traits::Content content;
  size_t position = 0;
  std::atomic<bool> closed{false};
  // Of texts: how lines end (see open()'s newline).
  bool translate_input = false;  // what is written has \r and \r\n turned into \n
  bool universal = false;        // \r, \n and \r\n end lines
  std::u32string line_end = U"\n";
};

using StringIO = MemoryStream<TextTraits>;
using BytesIO = MemoryStream<BytesTraits>;

template <typename Traits>
MemoryStream<Traits>* stream_of(Value v) {
  return v.as<MemoryStream<Traits>>();
}

template <typename Traits>
bool check_open(Thread& t, Value self) {
  if (!stream_of<Traits>(self)->closed.load(std::memory_order_relaxed)) return true;
  return raise(t, Exc::kValueError, Traits::kClosed);
}

// What all kinds of streams share says it with a full stop.
template <typename Traits>
bool check_open_stream(Thread& t, Value self) {
  if (!stream_of<Traits>(self)->closed.load(std::memory_order_relaxed)) return true;
  return raise(t, Exc::kValueError, BytesTraits::kClosed);
}

// A size argument: None and negative numbers mean all. False: raised.
bool size_argument(Thread& t, Value v, size_t* size) {
  *size = SIZE_MAX;
  if (!v || v.is_none()) return true;
  if (!is_int(t, v) && !lookup_special(t, v, names(t).index)) {
    if (pending(t)) return false;
    return raise(t, Exc::kTypeError,
                 fmt::format("argument should be integer or None, not '{}'", type_name(t, v)));
  }
  int64_t n = GILT_TRY(to_ssize(t, v, Exc::kOverflowError)).get();
  if (n >= 0) *size = static_cast<size_t>(n);
  return true;
}

// --- lines

size_t end_of_line(const StringIO& stream, size_t start) {
  const std::u32string& text = stream.content;
  if (!stream.universal) {
    size_t at = text.find(stream.line_end, start);
    return at == text.npos ? text.size() : at + stream.line_end.size();
  }
  size_t at = text.find_first_of(U"\r\n", start);
  if (at == text.npos) return text.size();
  bool pair = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
  return at + (pair ? 2 : 1);
}
size_t end_of_line(const BytesIO& stream, size_t start) {
  size_t at = stream.content.find('\n', start);
  return at == std::string::npos ? stream.content.size() : at + 1;
}

// The next line, at most `limit` long; empty at the end.
template <typename Traits>
Ref take_line(Thread& t, Value self, size_t limit) {
  auto* stream = stream_of<Traits>(self);
  size_t start = stream->position;
  if (start >= stream->content.size()) return Traits::to_object(t, {});
  size_t length = std::min(end_of_line(*stream, start) - start, limit);
  stream->position = start + length;
  return Traits::to_object(t, {stream->content.data() + start, length});
}

// --- writing

void replace_line_ends(std::u32string* text) {
  std::u32string result;
  for (size_t i = 0; i < text->size(); ++i) {
    char32_t c = (*text)[i];
    if (c == '\r') {
      if (i + 1 < text->size() && (*text)[i + 1] == '\n') ++i;
      c = '\n';
    }
    result += c;
  }
  *text = std::move(result);
}

void translate(const StringIO& stream, std::u32string* text) {
  if (stream.translate_input) {
    replace_line_ends(text);
  } else if (stream.line_end[0] == '\r') {
    std::u32string result;
    for (char32_t c : *text) c == '\n' ? result += stream.line_end : result += c;
    *text = std::move(result);
  }
}
void translate(const BytesIO&, std::string*) {}

template <typename Traits>
bool put(Thread& t, Value self, Value argument, size_t* written) {
  typename Traits::Content added;
  if (!Traits::from_object(t, argument, &added)) return false;
  auto* stream = stream_of<Traits>(self);
  *written = added.size();
  if (added.empty()) return true;
  translate(*stream, &added);
  auto& content = stream->content;
  if (stream->position > content.size()) content.resize(stream->position);
  content.replace(stream->position, added.size(), added);
  stream->position += added.size();
  return true;
}

template <typename Traits>
Ref stream_write(Thread& t, Args args) {
  size_t written = 0;
  if (!check_open<Traits>(t, args[0]) || !put<Traits>(t, args[0], args[1], &written)) return Ref();
  return make_int(t, static_cast<int64_t>(written));
}

template <typename Traits>
Ref stream_writelines(Thread& t, Args args) {
  if (!check_open<Traits>(t, args[0])) return Ref();
  Ref iterator = GILT_TRY(get_iter(t, args[1]));
  while (Ref line = iter_next(t, iterator)) {
    if (!call_method(t, args[0], "write", {line})) return Ref();
  }
  return pending(t) ? Ref() : Ref::none();
}

// --- reading

template <typename Traits>
Ref stream_read(Thread& t, Args args) {
  size_t size = 0;
  if (!size_argument(t, args[1], &size) || !check_open<Traits>(t, args[0])) return Ref();
  auto* stream = stream_of<Traits>(args[0]);
  size_t start = std::min(stream->position, stream->content.size());
  size_t count = std::min(size, stream->content.size() - start);
  if (count > 0) stream->position = start + count;
  return Traits::to_object(t, {stream->content.data() + start, count});
}

template <typename Traits>
Ref stream_readline(Thread& t, Args args) {
  size_t limit = 0;
  if (!size_argument(t, args[1], &limit) || !check_open<Traits>(t, args[0])) return Ref();
  return take_line<Traits>(t, args[0], limit);
}

template <typename Traits>
Ref stream_readlines(Thread& t, Args args) {
  size_t hint = 0;
  if (!size_argument(t, args[1], &hint) || !check_open<Traits>(t, args[0])) return Ref();
  if (hint == 0) hint = SIZE_MAX;
  auto* stream = stream_of<Traits>(args[0]);
  Ref lines = GILT_TRY(empty_list(t));
  for (size_t start = stream->position;
       stream->position < stream->content.size() && stream->position - start < hint;) {
    Ref line = GILT_TRY(take_line<Traits>(t, args[0], SIZE_MAX));
    if (!list_append(t, lines.as<ListObject>(), std::move(line))) return Ref();
  }
  return lines;
}

Ref bytes_readinto(Thread& t, Args args) {
  if (!check_open<BytesTraits>(t, args[0])) return Ref();
  if (!is_bytearray(t, args[1])) {
    return raise(t, Exc::kTypeError,
                 fmt::format("readinto() argument must be read-write bytes-like object, not {}",
                             type_name(t, args[1])));
  }
  size_t size = static_cast<size_t>(GILT_TRY(length(t, args[1])).get());
  BytesIO* stream = stream_of<BytesTraits>(args[0]);
  size_t start = std::min(stream->position, stream->content.size());
  size_t count = std::min(size, stream->content.size() - start);
  for (size_t i = 0; i < count; ++i) {
    auto byte = static_cast<unsigned char>(stream->content[start + i]);
    if (!set_item(t, args[1], Value::small_int(static_cast<int64_t>(i)), Value::small_int(byte))) {
      return Ref();
    }
  }
  stream->position = start + count;
  return make_int(t, static_cast<int64_t>(count));
}

template <typename Traits>
Ref stream_getvalue(Thread& t, Args args) {
  if (!check_open<Traits>(t, args[0])) return Ref();
  return Traits::to_object(t, stream_of<Traits>(args[0])->content);
}

template <typename Traits>
Ref stream_iter(Thread& t, Value self) {
  return check_open_stream<Traits>(t, self) ? Ref::copy(t, self) : Ref();
}
template <typename Traits>
Ref stream_next(Thread& t, Value self) {
  gil::CriticalSection section(t, self.object()->mutex);
  if (!check_open<Traits>(t, self)) return Ref();
  auto* stream = stream_of<Traits>(self);
  if (stream->position >= stream->content.size()) return Ref();
  return take_line<Traits>(t, self, SIZE_MAX);
}

// --- position and size

Ref string_seek(Thread& t, Args args) {
  int64_t offset = GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get();
  int64_t whence = args[2] ? GILT_TRY(int_argument(t, args[2])).get() : 0;
  if (!check_open<TextTraits>(t, args[0])) return Ref();
  if (whence < 0 || whence > 2) {
    return raise(t, Exc::kValueError,
                 fmt::format("Invalid whence ({}, should be 0, 1 or 2)", whence));
  }
  if (offset < 0 && whence == 0) {
    return raise(t, Exc::kValueError, fmt::format("Negative seek position {}", offset));
  }
  if (whence != 0 && offset != 0) {
    return raise(t, Exc::kOSError, "Can't do nonzero cur-relative seeks");
  }
  StringIO* stream = stream_of<TextTraits>(args[0]);
  if (whence == 0) stream->position = static_cast<size_t>(offset);
  if (whence == 2) stream->position = stream->content.size();
  return make_int(t, static_cast<int64_t>(stream->position));
}

Ref bytes_seek(Thread& t, Args args) {
  int64_t offset = GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get();
  int64_t whence = args[2] ? GILT_TRY(int_argument(t, args[2])).get() : 0;
  if (!check_open<BytesTraits>(t, args[0])) return Ref();
  if (offset < 0 && whence == 0) {
    return raise(t, Exc::kValueError, fmt::format("negative seek value {}", offset));
  }
  if (whence < 0 || whence > 2) {
    return raise(t, Exc::kValueError,
                 fmt::format("invalid whence ({}, should be 0, 1 or 2)", whence));
  }
  BytesIO* stream = stream_of<BytesTraits>(args[0]);
  size_t base = whence == 0 ? 0 : whence == 1 ? stream->position : stream->content.size();
  stream->position = static_cast<size_t>(std::max<int64_t>(static_cast<int64_t>(base) + offset, 0));
  return make_int(t, static_cast<int64_t>(stream->position));
}

template <typename Traits>
Ref stream_tell(Thread& t, Args args) {
  if (!check_open<Traits>(t, args[0])) return Ref();
  return make_int(t, static_cast<int64_t>(stream_of<Traits>(args[0])->position));
}

template <typename Traits>
Ref stream_truncate(Thread& t, Args args) {
  if (!check_open<Traits>(t, args[0])) return Ref();
  auto* stream = stream_of<Traits>(args[0]);
  auto size = static_cast<int64_t>(stream->position);
  if (args[1] && !args[1].is_none()) {
    size = GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get();
  }
  if (size < 0) {
    return raise(t, Exc::kValueError, fmt::format(fmt::runtime(Traits::kNegativeSize), size));
  }
  if (static_cast<size_t>(size) < stream->content.size()) {
    stream->content.resize(static_cast<size_t>(size));
  }
  return make_int(t, size);
}

// --- what all files have

template <typename Traits>
Ref stream_close(Thread&, Args args) {
  auto* stream = stream_of<Traits>(args[0]);
  stream->closed.store(true, std::memory_order_relaxed);
  typename Traits::Content().swap(stream->content);
  return Ref::none();
}
Ref stream_flush(Thread&, Args) { return Ref::none(); }
template <typename Traits, bool kAnswer>
Ref stream_is(Thread& t, Args args) {
  return check_open<Traits>(t, args[0]) ? Ref::boolean(kAnswer) : Ref();
}
template <typename Traits>
Ref stream_enter(Thread& t, Args args) {
  return check_open_stream<Traits>(t, args[0]) ? Ref::copy(t, args[0]) : Ref();
}
Ref stream_exit(Thread& t, Args args) {
  return call_method(t, args[0], "close", {}) ? Ref::none() : Ref();
}
Ref stream_fileno(Thread& t, Args) { return raise_unsupported_operation(t, "fileno"); }
Ref stream_detach(Thread& t, Args) { return raise_unsupported_operation(t, "detach"); }

template <typename Traits>
Ref get_closed(Thread&, Value self) {
  return Ref::boolean(stream_of<Traits>(self)->closed.load(std::memory_order_relaxed));
}
Ref get_none(Thread&, Value) { return Ref::none(); }
Ref get_line_buffering(Thread& t, Value self) {
  return check_open<TextTraits>(t, self) ? Ref::boolean(false) : Ref();
}

// --- making

template <typename Traits>
Ref stream_construct(Thread& t, Type* cls, CallArgs) {
  using Stream = MemoryStream<Traits>;
  const size_t extra = cls->instance_size - sizeof(Stream);
  auto* stream = GILT_TRY(allocate<Stream>(t, cls, cls->instance_layout, extra));
  std::memset(static_cast<void*>(stream + 1), 0, extra);
  return Ref::take(t, stream);
}

bool set_line_ends(Thread& t, StringIO* stream, Value newline) {
  stream->translate_input = newline && newline.is_none();
  stream->universal = stream->translate_input;
  stream->line_end.assign(1, U'\n');
  if (!newline || newline.is_none()) return true;
  if (!is_str(t, newline)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("newline must be str or None, not {}", type_name(t, newline)));
  }
  std::string_view text = str_view(newline);
  if (!text.empty() && text != "\n" && text != "\r" && text != "\r\n") {
    return raise(t, Exc::kValueError,
                 fmt::format("illegal newline value: {}", repr_text(t, newline)));
  }
  stream->universal = text.empty();
  if (!text.empty()) stream->line_end = to_code_points(text);
  return true;
}

bool string_init(Thread& t, Value self, CallArgs args) {
  Value v[2];
  GILT_TRY(bind_arguments(t, "StringIO", "(initial_value='', newline='\\n')", args, v));
  gil::CriticalSection section(t, self.object()->mutex);
  StringIO* stream = stream_of<TextTraits>(self);
  if (v[0] && !v[0].is_none() && !is_str(t, v[0])) {
    return raise(t, Exc::kTypeError,
                 "initial_value must be str or None, not " + type_name(t, v[0]));
  }
  if (!set_line_ends(t, stream, v[1])) return false;
  stream->content.clear();
  stream->position = 0;
  stream->closed.store(false, std::memory_order_relaxed);
  size_t written = 0;
  if (v[0] && !v[0].is_none() && !put<TextTraits>(t, self, v[0], &written)) return false;
  stream->position = 0;
  return true;
}

bool bytes_init(Thread& t, Value self, CallArgs args) {
  Value initial;
  GILT_TRY(bind_arguments(t, "BytesIO", "(initial_bytes=b'')", args, &initial));
  gil::CriticalSection section(t, self.object()->mutex);
  BytesIO* stream = stream_of<BytesTraits>(self);
  stream->content.clear();
  stream->position = 0;
  stream->closed.store(false, std::memory_order_relaxed);
  if (initial && !initial.is_none()) {
    return BytesTraits::from_object(t, initial, &stream->content);
  }
  return true;
}

template <typename Traits>
void finalize_stream(Thread& t, Object* object) {
  auto* stream = static_cast<MemoryStream<Traits>*>(object);
  typename Traits::Content().swap(stream->content);
  std::u32string().swap(stream->line_end);
  finalize_attributes(t, stream->attributes_);
}
template <typename Traits>
void traverse_stream(Object* object, Visitor visit, void* arg) {
  traverse_attributes(static_cast<MemoryStream<Traits>*>(object)->attributes_, visit, arg);
}

template <typename T>
constexpr MethodRow kSharedMethods[] = {
    method<"write", stream_write<T>, Locks::kSelf>("(s, /)", "Write; returns how much."),
    method<"writelines", stream_writelines<T>>("(lines, /)", "Write a list of lines to stream."),
    method<"read", stream_read<T>, Locks::kSelf>("(size=-1, /)", "Read at most size, or all."),
    method<"readline", stream_readline<T>, Locks::kSelf>("(size=-1, /)",
                                                         "Read to the end of the line."),
    method<"readlines", stream_readlines<T>, Locks::kSelf>("(hint=-1, /)",
                                                           "Return a list of lines from the "
                                                           "stream."),
    method<"getvalue", stream_getvalue<T>, Locks::kSelf>("()", "Retrieve the entire contents."),
    method<"tell", stream_tell<T>, Locks::kSelf>("()", "Tell the current file position."),
    method<"truncate", stream_truncate<T>, Locks::kSelf>("(pos=None, /)", "Truncate to pos."),
    method<"close", stream_close<T>, Locks::kSelf>("()", "Close; the content is dropped."),
    method<"flush", stream_flush>("()", "Does nothing."),
    method<"readable", stream_is<T, true>>("()", "True."),
    method<"writable", stream_is<T, true>>("()", "True."),
    method<"seekable", stream_is<T, true>>("()", "True."),
    method<"isatty", stream_is<T, false>>("()", "False."),
    method<"fileno", stream_fileno>("()", "Raises UnsupportedOperation."),
    method<"detach", stream_detach>("()", "Raises UnsupportedOperation."),
    method<"__enter__", stream_enter<T>>("()", "The stream itself."),
    method<"__exit__", stream_exit>("(*exc_info)", "Closes the stream."),
};
constexpr MethodRow kStringMethods[] = {
    method<"seek", string_seek, Locks::kSelf>("(pos, whence=0, /)", "Change the position."),
};
constexpr MethodRow kBytesMethods[] = {
    method<"seek", bytes_seek, Locks::kSelf>("(pos, whence=0, /)", "Change the position."),
    method<"read1", stream_read<BytesTraits>, Locks::kSelf>("(size=-1, /)", "As read()."),
    method<"readinto", bytes_readinto, Locks::kSelf>("(buffer, /)", "Read into a bytearray."),
};
constexpr AttributeRow kStringAttributes[] = {
    attribute<"closed", get_closed<TextTraits>>("whether close() was called"),
    attribute<"encoding", get_none>("None: text is not encoded"),
    attribute<"errors", get_none>("None"),
    attribute<"newlines", get_none>("None: line ends are not counted"),
    attribute<"line_buffering", get_line_buffering>("False"),
};
constexpr AttributeRow kBytesAttributes[] = {
    attribute<"closed", get_closed<BytesTraits>>("whether close() was called"),
};

template <typename Traits>
Type* new_type(Thread& t, const char* name) {
  Type* type =
      GILT_TRY(new_native_type(t, name, nullptr, sizeof(MemoryStream<Traits>), Layout::kInstance));
  type->attributes_offset = sizeof(Object);
  type->flags_bits |= Type::kSubclassable | Type::kWeakReferable;
  type->slots.construct = stream_construct<Traits>;
  type->slots.finalize = finalize_stream<Traits>;
  type->slots.traverse = traverse_stream<Traits>;
  type->slots.iter = stream_iter<Traits>;
  type->slots.next = stream_next<Traits>;
  add_methods(t, *type, kSharedMethods<Traits>);
  return type;
}

}  // namespace

Failed raise_unsupported_operation(Thread& t, const char* operation) {
  Ref module = GILT_TRY(import_module(t, "io"));
  Ref type = GILT_TRY(get_attr(t, module, "UnsupportedOperation"));
  Ref text = GILT_TRY(make_str(t, operation));
  Ref raised = GILT_TRY(call(t, type, {text}));
  return raise_object(t, std::move(raised));
}

Type* new_string_io_type(Thread& t) {
  Type* type = GILT_TRY(new_type<TextTraits>(t, "_io.StringIO"));
  type->doc = "Text I/O implementation using an in-memory buffer.";
  type->slots.init = string_init;
  add_methods(t, *type, kStringMethods);
  add_attributes(t, *type, kStringAttributes);
  ready_type(t, *type);
  return type;
}

Type* new_bytes_io_type(Thread& t) {
  Type* type = GILT_TRY(new_type<BytesTraits>(t, "_io.BytesIO"));
  type->doc = "Buffered I/O implementation using an in-memory bytes buffer.";
  type->slots.init = bytes_init;
  add_methods(t, *type, kBytesMethods);
  add_attributes(t, *type, kBytesAttributes);
  ready_type(t, *type);
  return type;
}

}  // namespace gilt
