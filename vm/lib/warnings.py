"""Warnings: messages to the programmer that filters show, hide or turn into exceptions.

The patterns of filterwarnings() are plain texts in which `.` stands for any character and `.*` for
any text (gilt has no regular expressions).
"""

import sys
from _thread import RLock as _RLock

from _traceback import caller as _caller, source_lines as _source_lines

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings",
           "simplefilter", "resetwarnings", "catch_warnings", "deprecated"]

_ACTIONS = ("default", "error", "ignore", "always", "all", "module", "once")

filters = []       # (action, message pattern, category, module pattern, line), newest first
onceregistry = {}
defaultaction = "default"
_version = 1       # counts the changes of the filters: registries made before are void
_lock = _RLock()


class WarningMessage:
    """What showing a warning needs to know."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" % (
            self.message, self._category_name, self.filename, self.lineno, self.line))

    def __repr__(self):
        return f"<{type(self).__qualname__} {self}>"


# --- patterns

_SPECIAL = frozenset("*+?[](){}|\\^$")


class _Pattern:
    """A text in which . is any character and .* any text, at the start of a text (or all of it)."""

    def __init__(self, text, ignore_case=False, whole=False):
        self.pattern = text
        self._ignore_case = ignore_case
        self._parts, to_the_end = self._split(text)
        self._whole = whole or to_the_end

    def __eq__(self, other):
        return isinstance(other, _Pattern) and self.pattern == other.pattern

    def __hash__(self):
        return hash(self.pattern)

    @staticmethod
    def _split(text):
        """(texts between the .*, does it end with $?); None in a text is any character"""
        parts, part, at = [], [], 1 if text.startswith("^") else 0
        while at < len(text):
            c = text[at]
            if text.startswith(".*", at):
                parts.append(part)
                part = []
                at += 2
            elif c == "\\" and at + 1 < len(text) and not text[at + 1].isalnum():
                part.append(text[at + 1])
                at += 2
            elif c == "$" and at + 1 == len(text) or text[at:] == "\\Z":
                return parts + [part], True
            elif c in _SPECIAL:
                raise NotImplementedError(
                    f"filterwarnings(): {text!r}: gilt has no regular expressions, only '.' "
                    "and '.*'")
            else:
                part.append(None if c == "." else c)
                at += 1
        return parts + [part], False

    def _matches_at(self, part, text, start):
        return start + len(part) <= len(text) and all(
            c is None or c == text[start + i] for i, c in enumerate(part))

    def match(self, text):
        """Does the text begin like that (or is it that, as a whole)?"""
        parts = self._parts
        if self._ignore_case:
            text = text.lower()
            parts = [[c and c.lower() for c in part] for part in parts]
        if not self._matches_at(parts[0], text, 0):
            return False
        at = len(parts[0])
        for i, part in enumerate(parts[1:], 2):
            if i == len(parts) and self._whole:
                return len(text) - len(part) >= at and self._matches_at(
                    part, text, len(text) - len(part))
            while not self._matches_at(part, text, at):
                at += 1
                if at > len(text):
                    return False
            at += len(part)
        return not self._whole or at == len(text)


# --- showing


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file (standard error); may be replaced."""
    _show(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning; may be replaced."""
    return _format(WarningMessage(message, category, filename, lineno, None, line))


_own_showwarning = showwarning
_own_formatwarning = formatwarning


def _show(warning):
    file = warning.file or sys.stderr
    if file is None:
        return
    text = _text_of(warning)
    try:
        file.write(text)
    except OSError:
        pass


def _text_of(warning):
    if formatwarning is _own_formatwarning:
        return _format(warning)
    return formatwarning(warning.message, warning.category, warning.filename, warning.lineno,
                         warning.line)


def _format(warning):
    text = (f"{warning.filename}:{warning.lineno}: {warning.category.__name__}: "
            f"{warning.message}\n")
    line = warning.line
    if line is None:
        lines = _source_lines(warning.filename, warning.lineno, warning.lineno)
        line = lines[0] if lines else ""
    line = line.strip()
    return f"{text}  {line}\n" if line else text


def _showwarnmsg(warning):
    """Shows a warning the way the user wants: showwarning() may have been replaced."""
    if showwarning is _own_showwarning:
        return _show(warning)
    if not callable(showwarning):
        raise TypeError("warnings.showwarning() must be set to a function or method")
    showwarning(warning.message, warning.category, warning.filename, warning.lineno,
                warning.file, warning.line)


# --- filters


def _check_filter(action, lineno):
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Insert a filter; message and module are patterns."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass, not '{:s}'".format(
            type(category).__name__))
    _check_filter(action, lineno)
    _add_filter(action, _Pattern(message, ignore_case=True) if message else None, category,
                _Pattern(module, whole=module.endswith("$")) if module else None, lineno, append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Insert a filter that matches all messages and modules."""
    _check_filter(action, lineno)
    _add_filter(action, None, category, None, lineno, append)


def _add_filter(action, message, category, module, lineno, append):
    item = action, message, category, module, lineno
    with _lock:
        if append:
            if item not in filters:
                filters.append(item)
        else:
            if item in filters:
                filters.remove(item)
            filters.insert(0, item)
        _filters_mutated()


def resetwarnings():
    """Remove all filters."""
    with _lock:
        filters[:] = []
        _filters_mutated()


def _filters_mutated():
    global _version
    _version += 1


def _action_for(text, category, module, lineno):
    with _lock:
        current = list(filters)
    for action, message, cat, mod, line in current:
        if ((message is None or message.match(text)) and issubclass(category, cat)
                and (mod is None or mod.match(module)) and (line == 0 or line == lineno)):
            return action
    return defaultaction


# --- warning


def _checked_category(message, category):
    if isinstance(message, Warning):
        return message.__class__
    if category is None:
        return UserWarning
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass, not '{:s}'".format(
            type(category).__name__))
    return category


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Issue a warning, or ignore it, or raise it."""
    category = _checked_category(message, category)
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError("skip_file_prefixes must be a tuple of strs.")
    place = _caller(max(stacklevel, 1), __file__)
    if skip_file_prefixes:
        level = 1
        stacklevel = max(2, stacklevel)
        while place is not None:
            place = _caller(level, __file__)
            if place is None or not place[0].startswith(skip_file_prefixes):
                if stacklevel <= 2:
                    break
                stacklevel -= 1
            level += 1
    if place is None:
        filename, lineno, namespace = "<sys>", 0, sys.__dict__
    else:
        filename, lineno, _, namespace = place
    module = namespace.get("__name__", "<string>")
    registry = namespace.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, module, registry, source=source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None, source=None):
    """Issue a warning for a place."""
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    with _lock:
        if not _is_due(text, category, module, lineno, registry, message):
            return
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


def _is_due(text, category, module, lineno, registry, message):
    """Shall it be shown? Notes that it was. Raises it when a filter says so."""
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _version:
        registry.clear()
        registry["version"] = _version
    key = text, category, lineno
    if registry.get(key):
        return False
    action = _action_for(text, category, module, lineno)
    if action == "ignore":
        return False
    if action == "error":
        raise message
    if action in ("always", "all"):
        return True
    registry[key] = 1
    if action == "once":
        once = text, category
        if onceregistry.get(once):
            return False
        onceregistry[once] = 1
    elif action == "module":
        whole = text, category, 0
        if registry.get(whole):
            return False
        registry[whole] = 1
    return True


class catch_warnings:
    """Restores the filters and showwarning() at its end; with record=True collects warnings."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0,
                 append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = []
        if self._record:
            args.append("record=True")
        if self._module is not sys.modules["warnings"]:
            args.append("module=" + repr(self._module))
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError("Cannot enter %r twice" % self)
        self._entered = True
        module = self._module
        with _lock:
            self._filters = module.filters
            module.filters = self._filters[:]
            module._filters_mutated()
            self._showwarning = module.showwarning
            self._show = module._show
            log = None
            if self._record:
                log = []
                module._show = log.append
                module.showwarning = module._own_showwarning
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % self)
        module = self._module
        with _lock:
            module.filters = self._filters
            module._filters_mutated()
            module.showwarning = self._showwarning
            module._show = self._show


class deprecated:
    """Decorator: whoever calls the function, or makes an instance of the class, is warned."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(
                f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        if self.category is None:
            arg.__deprecated__ = self.message
            return arg
        if isinstance(arg, type):
            return self._wrap_class(arg)
        if callable(arg):
            return self._wrap_function(arg)
        raise TypeError("@deprecated decorator with non-None category must be applied to "
                        f"a class or callable, not {arg!r}")

    def _warn(self):
        warn(self.message, category=self.category, stacklevel=self.stacklevel)

    def _wrap_function(self, function):
        def wrapper(*args, **kwargs):
            self._warn()
            return function(*args, **kwargs)

        for name in ("__module__", "__name__", "__qualname__", "__doc__"):
            setattr(wrapper, name, getattr(function, name, None))
        wrapper.__wrapped__ = function
        function.__deprecated__ = wrapper.__deprecated__ = self.message
        return wrapper

    def _wrap_class(self, cls):
        original = cls.__new__

        def __new__(made, /, *args, **kwargs):
            if made is cls:
                self._warn()
            if original is not object.__new__:
                return original(made, *args, **kwargs)
            if made.__init__ is object.__init__ and (args or kwargs):
                raise TypeError(f"{made.__name__}() takes no arguments")
            return original(made)

        cls.__new__ = staticmethod(__new__)
        cls.__deprecated__ = self.message
        return cls


# --- the filters of the command line and the usual ones


def _category_named(name):
    if not name:
        return Warning
    module_name, _, class_name = name.rpartition(".")
    try:
        module = __import__(module_name or "builtins", None, None, [class_name])
    except ImportError:
        raise ValueError(f"invalid module name: {module_name!r}") from None
    category = getattr(module, class_name, None)
    if category is None:
        raise ValueError(f"unknown warning category: {name!r}")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise ValueError(f"invalid warning category: {name!r}")
    return category


def _filter_from_option(option):
    """action:message:category:module:line"""
    parts = [part.strip() for part in option.split(":")]
    if len(parts) > 5:
        raise ValueError(f"too many fields (max 5): {option!r}")
    action, message, category, module, line = parts + [""] * (5 - len(parts))
    matches = [name for name in _ACTIONS if name.startswith(action)] if action else ["default"]
    if not matches:
        raise ValueError(f"invalid action: {action!r}")
    filterwarnings(matches[0], message.replace(".", "\\."), _category_named(category),
                   module.replace(".", "\\.") + ("$" if module else ""), int(line or 0))


def _set_up():
    for option in sys.warnoptions:
        try:
            _filter_from_option(option)
        except (ValueError, NotImplementedError) as error:
            print("Invalid -W option ignored:", error, file=sys.stderr)
    filterwarnings("default", category=DeprecationWarning, module="__main__", append=True)
    for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning,
                     ResourceWarning):
        simplefilter("ignore", category=category, append=True)


_set_up()
