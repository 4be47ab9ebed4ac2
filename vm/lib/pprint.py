"""Data structures printed so that a person can read them."""

import sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False,
           sort_dicts=True, underscore_numbers=False):
    """Print an object."""
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact,
                  sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
            underscore_numbers=False):
    """The text that pprint() prints."""
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact,
                         sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """pprint() with the keys in the order of the dict."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """A repr that says where an object is inside itself."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    """Can eval() read the text?"""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    """Is an object inside itself?"""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _SafeKey:
    """Orders what has no order, by the names of types and by identity."""

    __slots__ = ("obj",)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _safe_pair(pair):
    return _SafeKey(pair[0]), _SafeKey(pair[1])


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


class PrettyPrinter:
    """Prints objects: each in one line if it fits, else an item a line."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False,
                 sort_dicts=True, underscore_numbers=False):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        parts = []
        self._format(object, parts.append, 0, 0, {}, 0)
        return "".join(parts)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """(text in one line, can be read back, is inside itself); may be overridden."""
        return self._safe_repr(object, context, maxlevels, level)

    # --- several lines

    def _format(self, object, write, indent, allowance, context, level):
        key = id(object)
        if key in context:
            write(_recursion(object))
            return
        text = self._repr(object, context, level)
        if len(text) <= self._width - indent - allowance:
            write(text)
            return
        method = self._method_for(object)
        if method is None:
            write(text)
            return
        context[key] = 1
        method(self, object, write, indent, allowance, context, level + 1)
        del context[key]

    def _method_for(self, object):
        cls = type(object)
        method = self._METHODS.get(cls.__repr__)
        if method is not None:
            return method
        params = getattr(cls, "__dataclass_params__", None)
        if params is not None and params.repr and hasattr(cls.__repr__, "__wrapped__"):
            return PrettyPrinter._format_dataclass
        return self._METHODS_BY_NAME.get((cls.__module__, cls.__name__))

    def _repr(self, object, context, level):
        return self.format(object, context.copy(), self._depth, level)[0]

    def _format_dict(self, object, write, indent, allowance, context, level):
        self._open(write, "{")
        if object:
            self._format_dict_items(self._sorted(object.items()), write, indent, allowance + 1,
                                    context, level)
        write("}")

    def _open(self, write, bracket):
        write(bracket)
        if self._indent_per_level > 1:
            write((self._indent_per_level - 1) * " ")

    def _sorted(self, items):
        return sorted(items, key=_safe_pair) if self._sort_dicts else list(items)

    def _format_list(self, object, write, indent, allowance, context, level):
        write("[")
        self._format_items(object, write, indent, allowance + 1, context, level)
        write("]")

    def _format_tuple(self, object, write, indent, allowance, context, level):
        write("(")
        end = ",)" if len(object) == 1 else ")"
        self._format_items(object, write, indent, allowance + len(end), context, level)
        write(end)

    def _format_set(self, object, write, indent, allowance, context, level):
        if not object:
            write(repr(object))
            return
        cls = type(object)
        if cls is set:
            write("{")
            end = "}"
        else:
            write(cls.__name__ + "({")
            end = "})"
            indent += len(cls.__name__) + 1
        self._format_items(sorted(object, key=_SafeKey), write, indent, allowance + len(end),
                           context, level)
        write(end)

    def _format_str(self, object, write, indent, allowance, context, level):
        """A long text in pieces that Python puts together."""
        if not object:
            write(repr(object))
            return
        pieces = self._str_pieces(object, indent + (level == 1), allowance + (level == 1))
        if len(pieces) == 1:
            write(pieces[0])
            return
        if level == 1:
            indent += 1
            write("(")
        for i, piece in enumerate(pieces):
            if i:
                write("\n" + " " * indent)
            write(piece)
        if level == 1:
            write(")")

    def _str_pieces(self, text, indent, allowance):
        pieces = []
        lines = text.splitlines(True)
        width = self._width - indent
        for i, line in enumerate(lines):
            room = width - allowance if i == len(lines) - 1 else width
            if len(repr(line)) <= room:
                pieces.append(repr(line))
                continue
            pieces.extend(_line_pieces(line, width, allowance, last=i == len(lines) - 1))
        return pieces

    def _format_bytes(self, object, write, indent, allowance, context, level):
        if len(object) <= 4:
            write(repr(object))
            return
        outer = level == 1
        if outer:
            indent += 1
            allowance += 1
            write("(")
        pieces = _byte_pieces(object, self._width - indent, allowance)
        write(("\n" + " " * indent).join(pieces))
        if outer:
            write(")")

    def _format_items(self, items, write, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            write((self._indent_per_level - 1) * " ")
        separator = ",\n" + " " * indent
        delimiter = ""
        width = room = self._width - indent + 1
        items = list(items)
        for i, item in enumerate(items):
            last = i == len(items) - 1
            if last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                needed = len(text) + 2
                if room < needed:
                    room = width
                    if delimiter:
                        delimiter = separator
                if room >= needed:
                    room -= needed
                    write(delimiter)
                    delimiter = ", "
                    write(text)
                    continue
            write(delimiter)
            delimiter = separator
            self._format(item, write, indent, allowance if last else 1, context, level)

    def _format_dict_items(self, items, write, indent, allowance, context, level):
        indent += self._indent_per_level
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            text = self._repr(key, context, level)
            write(text + ": ")
            self._format(value, write, indent + len(text) + 2, allowance if last else 1, context,
                         level)
            if not last:
                write(",\n" + " " * indent)

    def _format_fields(self, items, write, indent, allowance, context, level):
        """name=value of a namespace or a dataclass, one a line."""
        for i, (name, value) in enumerate(items):
            last = i == len(items) - 1
            write(name + "=")
            if id(value) in context:
                write("...")
            else:
                self._format(value, write, indent + len(name) + 1, allowance if last else 1,
                             context, level)
            if not last:
                write(",\n" + " " * indent)

    def _format_dataclass(self, object, write, indent, allowance, context, level):
        from dataclasses import fields
        name = type(object).__name__
        items = [(one.name, getattr(object, one.name)) for one in fields(object) if one.repr]
        write(name + "(")
        self._format_fields(items, write, indent + len(name) + 1, allowance, context, level)
        write(")")

    def _format_namespace(self, object, write, indent, allowance, context, level):
        cls = type(object)
        name = "namespace" if cls.__name__ == "SimpleNamespace" else cls.__name__
        write(name + "(")
        self._format_fields(list(object.__dict__.items()), write, indent + len(name) + 1,
                            allowance, context, level)
        write(")")

    def _format_named(self, object, write, indent, allowance, context, level):
        """A class of collections: its name and what it is made from, in brackets."""
        cls = type(object)
        name = cls.__name__
        inner = indent + len(name) + 1
        write(name + "(")
        if name == "deque":
            write("[")
            end = "])" if object.maxlen is None else f"],\n{' ' * inner}maxlen={object.maxlen!r})"
            self._format_items(object, write, inner, 2, context, level)
            write(end)
            return
        if name == "defaultdict":
            factory = self._repr(object.default_factory, context, level)
            write(f"{factory},\n{' ' * inner}")
            self._format_dict(object, write, inner, allowance + 1, context, level)
        else:
            self._open(write, "{")
            self._format_dict_items(object.most_common(), write, inner, allowance + 2, context,
                                    level)
            write("}")
        write(")")

    _METHODS = {
        dict.__repr__: _format_dict,
        list.__repr__: _format_list,
        tuple.__repr__: _format_tuple,
        set.__repr__: _format_set,
        frozenset.__repr__: _format_set,
        str.__repr__: _format_str,
        bytes.__repr__: _format_bytes,
    }
    _METHODS_BY_NAME = {
        ("types", "SimpleNamespace"): _format_namespace,
        ("collections", "deque"): _format_named,
        ("collections", "defaultdict"): _format_named,
        ("collections", "Counter"): _format_named,
    }

    # --- one line

    def _safe_repr(self, object, context, maxlevels, level):
        cls = type(object)
        if cls in (str, bytes, bytearray, float, complex, bool, type(None)):
            return repr(object), True, False
        if issubclass(cls, int) and cls.__repr__ is int.__repr__:
            return (f"{object:_d}" if self._underscore_numbers else repr(object)), True, False
        is_dict = issubclass(cls, dict) and cls.__repr__ is dict.__repr__
        is_list = issubclass(cls, list) and cls.__repr__ is list.__repr__
        if is_dict or is_list or (issubclass(cls, tuple) and cls.__repr__ is tuple.__repr__):
            return self._container_repr(object, is_dict, is_list, context, maxlevels, level)
        text = repr(object)
        return text, bool(text) and not text.startswith("<"), False

    def _container_repr(self, object, is_dict, is_list, context, maxlevels, level):
        if is_dict:
            start, end = "{", "}"
        elif is_list:
            start, end = "[", "]"
        else:
            start, end = "(", ",)" if len(object) == 1 else ")"
        if not object:
            return start + end[-1], True, False
        if maxlevels and level >= maxlevels:
            return (start + "..." + end), False, False
        key = id(object)
        if key in context:
            return _recursion(object), False, True
        context[key] = 1
        readable, recursive, parts = True, False, []
        items = self._sorted(object.items()) if is_dict else object
        for item in items:
            texts = []
            for part in item if is_dict else (item,):
                text, part_readable, part_recursive = self.format(part, context, maxlevels,
                                                                  level + 1)
                texts.append(text)
                readable = readable and part_readable
                recursive = recursive or part_recursive
            parts.append(": ".join(texts))
        del context[key]
        return start + ", ".join(parts) + end, readable, recursive


def _line_pieces(line, width, allowance, last):
    """Pieces of a line, each with the blanks behind its words, as reprs that fit."""
    words, at = [], 0
    while at < len(line):
        end = at
        while end < len(line) and not line[end].isspace():
            end += 1
        while end < len(line) and line[end].isspace():
            end += 1
        words.append(line[at:end])
        at = end
    pieces, current = [], ""
    for i, word in enumerate(words):
        room = width - allowance if last and i == len(words) - 1 else width
        if len(repr(current + word)) > room:
            if current:
                pieces.append(repr(current))
            current = word
        else:
            current += word
    if current:
        pieces.append(repr(current))
    return pieces


def _byte_pieces(data, width, allowance):
    pieces, current = [], b""
    last = len(data) // 4 * 4
    for i in range(0, len(data), 4):
        part = data[i:i + 4]
        room = width - allowance if i == last else width
        if current and len(repr(current + part)) > room:
            pieces.append(repr(current))
            current = part
        else:
            current += part
    if current:
        pieces.append(repr(current))
    return pieces
