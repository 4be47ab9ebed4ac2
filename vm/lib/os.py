"""The operating system: process, environment, files and directories (what scripts use most)."""

import sys
from posix import (
    _exit, chdir, cpu_count, getcwd, getlogin, getpid, getppid, getuid, isatty, kill, listdir, lstat,
    mkdir, putenv, remove, rename, rmdir, sched_yield, stat, stat_result, strerror, unlink, unsetenv,
    urandom)
from posix import _environment, _usable_cpus

name = "posix"
sep = "/"
altsep = None
extsep = "."
pathsep = ":"
linesep = "\n"
curdir = "."
pardir = ".."
devnull = "/dev/null"
defpath = "/bin:/usr/bin"
error = OSError

import posixpath as path

sys.modules["os.path"] = path


def fspath(path):
    """The text of a path: a str itself, or what its __fspath__() gives."""
    if isinstance(path, (str, bytes)):
        return path
    try:
        method = type(path).__fspath__
    except AttributeError:
        raise TypeError(
            "expected str, bytes or os.PathLike object, not " + type(path).__name__) from None
    text = method(path)
    if not isinstance(text, (str, bytes)):
        raise TypeError("expected {}.__fspath__() to return str or bytes, not {}".format(
            type(path).__name__, type(text).__name__))
    return text


class _Environ:
    """The environment as a mapping; changes reach the processes that are started."""

    def __init__(self, values):
        self._values = values

    def _check(self, text):
        if not isinstance(text, str):
            raise TypeError("str expected, not " + type(text).__name__)

    def __getitem__(self, key):
        self._check(key)
        return self._values[key]

    def __setitem__(self, key, value):
        self._check(key)
        self._check(value)
        putenv(key, value)
        self._values[key] = value

    def __delitem__(self, key):
        self._check(key)
        del self._values[key]
        unsetenv(key)

    def __iter__(self):
        return iter(list(self._values))

    def __len__(self):
        return len(self._values)

    def __contains__(self, key):
        return key in self._values

    def __eq__(self, other):
        if isinstance(other, _Environ):
            other = other._values
        return self._values == other

    __hash__ = None

    def __repr__(self):
        return "environ({" + ", ".join(f"{k!r}: {v!r}" for k, v in self._values.items()) + "})"

    def __or__(self, other):
        return self._values | dict(other)

    def get(self, key, default=None):
        return self._values.get(key, default)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

    def copy(self):
        return dict(self._values)

    def setdefault(self, key, value):
        if key not in self._values:
            self[key] = value
        return self._values[key]

    def pop(self, key, *default):
        if len(default) > 1:
            raise TypeError(f"pop expected at most 2 arguments, got {1 + len(default)}")
        if default and key not in self._values:
            return default[0]
        value = self[key]
        del self[key]
        return value

    def update(self, other=(), **more):
        for key, value in dict(other, **more).items():
            self[key] = value

    def clear(self):
        for key in list(self._values):
            del self[key]


environ = _Environ(_environment())


def getenv(key, default=None):
    """An environment variable, or default when it is not set."""
    return environ.get(key, default)


def process_cpu_count():
    """The number of processors that this process may use."""
    return _usable_cpus()


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a directory and the directories above it."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


replace = rename
