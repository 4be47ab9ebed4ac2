"""os.path: taking path names apart and asking about the files they name."""

import posix

sep = "/"
curdir = "."
pardir = ".."
extsep = "."
pathsep = ":"
altsep = None
devnull = "/dev/null"

_TYPE_MASK = 0o170000
_DIRECTORY = 0o040000
_REGULAR = 0o100000
_LINK = 0o120000


def _text(path):
    if isinstance(path, str):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError(
            "expected str, bytes or os.PathLike object, not " + type(path).__name__)
    return method(path)


def join(path, *more):
    """Join path names; one that starts with / begins anew."""
    path = _text(path)
    for part in map(_text, more):
        if part.startswith("/") or not path:
            path = part
        elif path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(path):
    """(what is before the last /, what is after it)"""
    path = _text(path)
    cut = path.rfind("/") + 1
    head, tail = path[:cut], path[cut:]
    if head.strip("/"):
        head = head.rstrip("/")
    return head, tail


def basename(path):
    return split(path)[1]


def dirname(path):
    return split(path)[0]


def splitext(path):
    """(path without its extension, extension with its dot); leading dots are no extension."""
    path = _text(path)
    start = path.rfind("/") + 1
    dot = path.rfind(".")
    if dot > start and path[start:dot].strip("."):
        return path[:dot], path[dot:]
    return path, ""


def isabs(path):
    return _text(path).startswith("/")


def normpath(path):
    """The path without double slashes, '.' and '..' where they can be left out."""
    path = _text(path)
    if not path:
        return "."
    slashes = 0
    if path.startswith("/"):
        slashes = 2 if path.startswith("//") and not path.startswith("///") else 1
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not slashes and (not parts or parts[-1] == "..")):
            parts.append(part)
        elif parts:
            parts.pop()
    return "/" * slashes + "/".join(parts) or "."


def abspath(path):
    path = _text(path)
    if not path.startswith("/"):
        path = join(posix.getcwd(), path)
    return normpath(path)


def relpath(path, start="."):
    """The path as seen from `start`."""
    if not path:
        raise ValueError("no path specified")
    here = [part for part in abspath(start).split("/") if part]
    there = [part for part in abspath(path).split("/") if part]
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."


def expanduser(path):
    """~ at the start is the home directory (environment variable HOME)."""
    path = _text(path)
    if path != "~" and not path.startswith("~/"):
        return path
    home = posix._environment().get("HOME", "")
    return (home.rstrip("/") + path[1:] or "/") if home else path


def commonprefix(paths):
    """The longest text that all begin with."""
    paths = list(map(_text, paths))
    if not paths:
        return ""
    first, last = min(paths), max(paths)
    for i, character in enumerate(first):
        if character != last[i]:
            return first[:i]
    return first


def _mode(path, stat=posix.stat):
    try:
        return stat(path).st_mode
    except (OSError, ValueError):
        return 0


def exists(path):
    return _mode(path) != 0


def lexists(path):
    return _mode(path, posix.lstat) != 0


def isfile(path):
    return _mode(path) & _TYPE_MASK == _REGULAR


def isdir(path):
    return _mode(path) & _TYPE_MASK == _DIRECTORY


def islink(path):
    return _mode(path, posix.lstat) & _TYPE_MASK == _LINK


def getsize(path):
    return posix.stat(path).st_size


def getmtime(path):
    return posix.stat(path).st_mtime
