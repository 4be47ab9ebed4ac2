// Raising and inspecting exceptions. An exception is pending on its thread while the functions that
// see it return their error value (null Ref, false, failed Truth/Size/Hash); nothing is thrown.
#pragma once

#include <string>
#include <string_view>

#include "vm/call_args.h"
#include "vm/ref.h"

namespace gilt {

// The built-in exception classes, by their place in the hierarchy (vm/types/exceptions.def).
enum class Exc : uint8_t {
#define GILT_EXCEPTION(name, base, doc) k##name,
#include "vm/types/exceptions.def"
#undef GILT_EXCEPTION
  kCount
};

Type* exception_type(Thread& t, Exc which);

// Makes `message` the pending exception of class `which` (replacing none: it must not be pending).
// __context__ is set from the exception being handled. Returns a null Ref so that
// `return raise(...)` reads well; Failed converts to every error return.
struct Failed {
  operator Ref() const { return Ref(); }
  operator bool() const { return false; }
  operator Truth() const { return Truth(); }
  operator Size() const { return Size(); }
  operator Hash() const { return Hash(); }
  operator Value() const { return Value(); }
  template <typename T>
  operator T*() const {
    return nullptr;
  }
};
Failed raise(Thread& t, Exc which, std::string_view message);
Failed raise_value(Thread& t, Exc which, Value argument);  // KeyError(key), StopIteration(value)
Failed raise_object(Thread& t, Ref exception);             // an exception instance or class
Failed raise_no_memory(Thread& t);
Failed raise_os_error(Thread& t, int error, std::string_view filename = {});

inline bool pending(const Thread& t) { return static_cast<bool>(t.exception); }
// Is the pending exception (there is one) an instance of `which`?
bool pending_is(Thread& t, Exc which);
// Takes the pending exception from the thread.
Ref take_pending(Thread& t);
void set_pending(Thread& t, Ref exception);
void clear_pending(Thread& t);
// If the pending exception is an instance of `which`, drops it and says true.
bool clear_if(Thread& t, Exc which);

// The name of a value's type, for messages.
std::string type_name(Thread& t, Value v);

// Is an exception class or instance matched by an `except` operand (class or tuple of classes)?
Truth exception_matches(Thread& t, Value exception, Value operand);

}  // namespace gilt

#define GILT_CONCAT_(a, b) a##b
#define GILT_CONCAT(a, b) GILT_CONCAT_(a, b)

namespace gilt {
inline bool is_error(const Ref& r) { return !r; }
inline bool is_error(Value v) { return !v; }
inline bool is_error(bool ok) { return !ok; }
inline bool is_error(Truth truth) { return truth.failed(); }
inline bool is_error(Size n) { return n.failed(); }
inline bool is_error(Hash h) { return h.failed(); }
template <typename T>
bool is_error(T* p) {
  return p == nullptr;
}
}  // namespace gilt

// The value of `expr`, or, when it is an error value, return Failed{} from the enclosing function.
#define GILT_TRY(expr)                              \
  __extension__({                                   \
    auto try_result_ = (expr);                      \
    if (::gilt::is_error(try_result_)) [[unlikely]] \
      return ::gilt::Failed{};                      \
    std::move(try_result_);                         \
  })
