// posix: what the os module (vm/lib/os.py) asks of the system. Calls that may block run detached.
//
// Source: CPython 3.14 Modules/posixmodule.c.
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <utility>

#include "gil/domain.h"
#include "vm/modules/modules.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/system_random.h"
#include "vm/types/bytes.h"
#include "vm/types/dict.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/struct_sequence.h"
#include "vm/types/type.h"

extern char** environ;

namespace gilt {
namespace {

// A path argument: str, or an object with __fspath__.
bool path_argument(Thread& t, Value v, const char* function, std::string* out) {
  Ref path = Ref::copy(t, v);
  if (!is_str(t, v)) {
    Ref name = GILT_TRY(intern(t, "__fspath__"));
    Ref method = lookup_special(t, v, name);
    if (!method) {
      if (pending(t)) return false;
      return raise(t, Exc::kTypeError,
                   fmt::format("{}: path should be string or os.PathLike, not {}", function,
                               type_name(t, v)));
    }
    path = GILT_TRY(call(t, method));
    if (!is_str(t, path)) {
      return raise(
          t, Exc::kTypeError,
          fmt::format("{}: __fspath__() should return str, not {}", function, type_name(t, path)));
    }
  }
  *out = str_view(path);
  if (out->find('\0') != std::string::npos) {
    return raise(t, Exc::kValueError, fmt::format("{}: embedded null character in path", function));
  }
  return true;
}

// Runs a system call detached; its result and errno.
template <typename Call>
int detached(Thread& t, Call call_system) {
  int result, error;
  {
    gil::BlockingRegion region(t);
    result = call_system();
    error = errno;
  }
  errno = error;
  return result;
}

// For calls of one path that answer 0 or set errno.
template <typename Call>
Ref path_call(Thread& t, Value v, const char* function, Call call_system) {
  std::string path;
  if (!path_argument(t, v, function, &path)) return Ref();
  if (detached(t, [&] { return call_system(path.c_str()); }) == 0) return Ref::none();
  return raise_os_error(t, errno, path);
}

// --- processes

Ref posix_getpid(Thread& t, Args) { return make_int(t, getpid()); }
Ref posix_getppid(Thread& t, Args) { return make_int(t, getppid()); }
Ref posix_getuid(Thread& t, Args) { return make_int(t, getuid()); }

Ref posix_getlogin(Thread& t, Args) {
  char name[256];
  if (int error = getlogin_r(name, sizeof name)) return raise_os_error(t, error);
  return make_str(t, name);
}

Ref posix_cpu_count(Thread& t, Args) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? make_int(t, count) : Ref::none();
}

Ref posix_usable_cpus(Thread& t, Args) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return raise_os_error(t, errno);
  return make_int(t, CPU_COUNT(&set));
}

Ref posix_sched_yield(Thread& t, Args) {
  (void)detached(t, [] { return sched_yield(); });
  return Ref::none();
}

Ref posix_exit(Thread& t, Args args) {
  Size status = GILT_TRY(int_argument(t, args[0]));
  // As _exit(), but for a screen that was taken over and has to be given back.
  std::quick_exit(static_cast<int>(status.get()));
}

Ref posix_kill(Thread& t, Args args) {
  Size pid = GILT_TRY(int_argument(t, args[0]));
  Size signal = GILT_TRY(int_argument(t, args[1]));
  if (kill(static_cast<pid_t>(pid.get()), static_cast<int>(signal.get())) != 0) {
    return raise_os_error(t, errno);
  }
  return Ref::none();
}

Ref posix_urandom(Thread& t, Args args) {
  Size size = GILT_TRY(int_argument(t, args[0]));
  if (size.get() < 0) return raise(t, Exc::kValueError, "negative argument not allowed");
  std::string bytes(static_cast<size_t>(size.get()), '\0');
  if (!system_random(t, bytes.data(), bytes.size())) return Ref();
  return make_bytes(t, bytes);
}

Ref posix_strerror(Thread& t, Args args) {
  Size code = GILT_TRY(int_argument(t, args[0]));
  char buffer[256];
  return make_str(t, strerror_r(static_cast<int>(code.get()), buffer, sizeof buffer));
}

// --- environment

Ref posix_environment(Thread& t, Args) {
  Ref result = GILT_TRY(empty_dict(t));
  for (char** entry = environ; entry != nullptr && *entry != nullptr; entry++) {
    std::string_view text = *entry;
    size_t equals = text.find('=');
    if (equals == text.npos || equals == 0) continue;
    Ref name = GILT_TRY(make_str(t, text.substr(0, equals)));
    Ref value = GILT_TRY(make_str(t, text.substr(equals + 1)));
    if (!dict_set(t, result.as<DictObject>(), name, value)) return Ref();
  }
  return result;
}

Ref posix_putenv(Thread& t, Args args) {
  std::string_view name, value;
  if (!str_argument(t, args[0], "putenv", "argument 1", &name) ||
      !str_argument(t, args[1], "putenv", "argument 2", &value)) {
    return Ref();
  }
  if (name.empty() || name.find('=') != name.npos) {
    return raise(t, Exc::kValueError, "illegal environment variable name");
  }
  if (setenv(std::string(name).c_str(), std::string(value).c_str(), 1) != 0) {
    return raise_os_error(t, errno);
  }
  return Ref::none();
}

Ref posix_unsetenv(Thread& t, Args args) {
  std::string_view name;
  if (!str_argument(t, args[0], "unsetenv", "argument 1", &name)) return Ref();
  if (unsetenv(std::string(name).c_str()) != 0) return raise_os_error(t, errno);
  return Ref::none();
}

// --- files and directories

Ref posix_getcwd(Thread& t, Args) {
  char* path = getcwd(nullptr, 0);
  if (path == nullptr) return raise_os_error(t, errno);
  Ref result = make_str(t, path);
  free(path);
  return result;
}

Ref posix_chdir(Thread& t, Args args) { return path_call(t, args[0], "chdir", chdir); }
Ref posix_rmdir(Thread& t, Args args) { return path_call(t, args[0], "rmdir", rmdir); }
Ref posix_unlink(Thread& t, Args args) { return path_call(t, args[0], "remove", unlink); }

Ref posix_mkdir(Thread& t, Args args) {
  int64_t mode = 0777;
  if (args[1]) mode = GILT_TRY(int_argument(t, args[1])).get();
  return path_call(t, args[0], "mkdir",
                   [&](const char* path) { return mkdir(path, static_cast<mode_t>(mode)); });
}

Ref posix_rename(Thread& t, Args args) {
  std::string to;
  if (!path_argument(t, args[1], "rename", &to)) return Ref();
  return path_call(t, args[0], "rename",
                   [&](const char* from) { return rename(from, to.c_str()); });
}

Ref posix_listdir(Thread& t, Args args) {
  std::string path = ".";
  if (args[0] && !args[0].is_none() && !path_argument(t, args[0], "listdir", &path)) return Ref();
  std::vector<std::string> entries;
  int error = detached(t, [&] {
    DIR* directory = opendir(path.c_str());
    if (directory == nullptr) return errno;
    while (dirent* entry = readdir(directory)) {
      std::string_view name = entry->d_name;
      if (name != "." && name != "..") entries.emplace_back(name);
    }
    closedir(directory);
    return 0;
  });
  if (error != 0) return raise_os_error(t, error, path);
  Ref list = GILT_TRY(empty_list(t, entries.size()));
  for (const std::string& entry : entries) {
    Ref name = GILT_TRY(make_str(t, entry));
    if (!list_append(t, list.as<ListObject>(), std::move(name))) return Ref();
  }
  return list;
}

double seconds(const timespec& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

constexpr StructField kStatFields[] = {
    {"st_mode", "protection bits"},
    {"st_ino", "inode"},
    {"st_dev", "device"},
    {"st_nlink", "number of hard links"},
    {"st_uid", "user ID of owner"},
    {"st_gid", "group ID of owner"},
    {"st_size", "total size, in bytes"},
    {"st_atime", "time of last access"},
    {"st_mtime", "time of last modification"},
    {"st_ctime", "time of last change"},
};

template <int (*Stat)(const char*, struct stat*)>
Ref posix_stat(Thread& t, Args args) {
  struct stat info;
  Ref done = path_call(t, args[0], "stat", [&](const char* path) { return Stat(path, &info); });
  if (!done) return Ref();
  Ref module = GILT_TRY(dict_get(t, t.runtime.modules, "posix"));
  Ref type = GILT_TRY(get_attr(t, module, "stat_result"));
  Ref inode = GILT_TRY(make_int_from_unsigned(t, info.st_ino));
  Ref device = GILT_TRY(make_int_from_unsigned(t, info.st_dev));
  Ref times[] = {make_float(t, seconds(info.st_atim)), make_float(t, seconds(info.st_mtim)),
                 make_float(t, seconds(info.st_ctim))};
  if (!times[0] || !times[1] || !times[2]) return Ref();
  const Value items[] = {Value::small_int(info.st_mode),
                         inode,
                         device,
                         Value::small_int(static_cast<int64_t>(info.st_nlink)),
                         Value::small_int(info.st_uid),
                         Value::small_int(info.st_gid),
                         Value::small_int(info.st_size),
                         times[0],
                         times[1],
                         times[2]};
  return make_struct_sequence(t, type.as<Type>(), items);
}

Ref posix_isatty(Thread& t, Args args) {
  Size fd = GILT_TRY(int_argument(t, args[0]));
  return Ref::boolean(isatty(static_cast<int>(fd.get())) != 0);
}

constexpr MethodRow kFunctions[] = {
    function<"getpid", posix_getpid>("()", "The process id."),
    function<"getppid", posix_getppid>("()", "The parent's process id."),
    function<"getuid", posix_getuid>("()", "The user id."),
    function<"getlogin", posix_getlogin>("()", "The name of who is logged in."),
    function<"cpu_count", posix_cpu_count>("()", "Processors of the machine, or None."),
    function<"_usable_cpus", posix_usable_cpus>("()", "Processors this process may use."),
    function<"sched_yield", posix_sched_yield>("()", "Let other threads run."),
    function<"_exit", posix_exit>("(status)", "End the process at once."),
    function<"kill", posix_kill>("(pid, signal, /)", "Send a signal to a process."),
    function<"urandom", posix_urandom>("(size, /)", "Random bytes from the system."),
    function<"strerror", posix_strerror>("(code, /)", "The text of an error number."),
    function<"_environment", posix_environment>("()", "The environment as a dict."),
    function<"putenv", posix_putenv>("(name, value, /)", "Set an environment variable."),
    function<"unsetenv", posix_unsetenv>("(name, /)", "Remove an environment variable."),
    function<"getcwd", posix_getcwd>("()", "The current directory."),
    function<"chdir", posix_chdir>("(path)", "Change the current directory."),
    function<"mkdir", posix_mkdir>("(path, mode=511)", "Make a directory."),
    function<"rmdir", posix_rmdir>("(path)", "Remove an empty directory."),
    function<"remove", posix_unlink>("(path)", "Remove a file."),
    function<"unlink", posix_unlink>("(path)", "Remove a file."),
    function<"rename", posix_rename>("(src, dst)", "Rename a file or directory."),
    function<"listdir", posix_listdir>("(path=None)", "The names in a directory."),
    function<"stat", posix_stat<stat>>("(path)", "Mode, size, times of a file."),
    function<"lstat", posix_stat<lstat>>("(path)", "As stat(), of the link itself."),
    function<"isatty", posix_isatty>("(fd, /)", "Whether a descriptor is a terminal."),
};

bool init(Thread& t, DictObject* ns) {
  if (!add_functions(t, ns, kFunctions)) return false;
  Type* stat_result = GILT_TRY(new_native_type(t, "os.stat_result", types(t).tuple, 0));
  init_struct_sequence(t, *stat_result,
                       {"What stat() found.", kStatFields, std::size(kStatFields), false});
  ready_type(t, *stat_result);
  return add_value(t, ns, "stat_result", Ref::copy(t, stat_result));
}

}  // namespace

const ModuleRow k_posix_module = {"posix", "System calls behind the os module.", init};

}  // namespace gilt
