"""Constants of characters, Template and Formatter."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits",
           "hexdigits", "octdigits", "printable", "punctuation", "whitespace", "Formatter",
           "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """The words of s with a capital each; without sep, joined by single blanks."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


# --- $-templates

_FIRST = frozenset(ascii_letters + "_")
_LATER = frozenset(ascii_letters + digits + "_")


class _Pattern:
    """Finds the placeholders of a template; used in place of a regular expression."""

    def __init__(self, delimiter, first, later):
        self.delimiter = delimiter
        self.first = first
        self.later = later

    def _name_end(self, text, start):
        if start >= len(text) or text[start] not in self.first:
            return start
        end = start + 1
        while end < len(text) and text[end] in self.later:
            end += 1
        return end

    def scan(self, text):
        """Yields (start, end, kind, name); the kinds: escaped, named, braced, invalid."""
        delimiter, at = self.delimiter, 0
        while True:
            start = text.find(delimiter, at)
            if start < 0:
                return
            after = start + len(delimiter)
            if text.startswith(delimiter, after):
                at, kind, name = after + len(delimiter), "escaped", None
            elif self._name_end(text, after) > after:
                at = self._name_end(text, after)
                kind, name = "named", text[after:at]
            elif text.startswith("{", after):
                end = self._name_end(text, after + 1)
                if end > after + 1 and text.startswith("}", end):
                    at, kind, name = end + 1, "braced", text[after + 1:end]
                else:
                    at, kind, name = after, "invalid", None
            else:
                at, kind, name = after, "invalid", None
            yield start, at, kind, name


class Template:
    """A text with $name and ${name} to be replaced; $$ stands for $.

    A subclass may set another delimiter. (Those that set idpattern, braceidpattern, pattern or
    flags need regular expressions, which gilt does not have.)
    """

    delimiter = "$"

    def __init_subclass__(cls):
        super().__init_subclass__()
        for name in ("idpattern", "braceidpattern", "pattern", "flags"):
            if name in cls.__dict__:
                raise NotImplementedError(
                    f"string.Template: {name} needs regular expressions, which gilt does not "
                    "have; a subclass may set delimiter")

    def __init__(self, template):
        self.template = template

    def _scan(self):
        return _Pattern(self.delimiter, _FIRST, _LATER).scan(self.template)

    def _invalid(self, start):
        lines = self.template[:start + len(self.delimiter)].splitlines(keepends=True)
        if not lines:
            colno, lineno = 1, 1
        else:
            colno = start - len("".join(lines[:-1])) + 1
            lineno = len(lines)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (lineno, colno))

    def _fill(self, replacement):
        """The text; replacement(start, end, kind, name) gives what stands in each place."""
        text, parts, at = self.template, [], 0
        for start, end, kind, name in self._scan():
            parts.append(text[at:start])
            parts.append(self.delimiter if kind == "escaped"
                         else replacement(start, end, kind, name))
            at = end
        parts.append(text[at:])
        return "".join(parts)

    def substitute(self, mapping=None, /, **kws):
        """The text with all names replaced; KeyError for a missing one."""
        values = _combined(mapping, kws)

        def replacement(start, end, kind, name):
            if kind == "invalid":
                self._invalid(start)
            return str(values[name])

        return self._fill(replacement)

    def safe_substitute(self, mapping=None, /, **kws):
        """As substitute(), but what is missing or malformed stays as it is."""
        values = _combined(mapping, kws)

        def replacement(start, end, kind, name):
            if kind != "invalid":
                try:
                    return str(values[name])
                except KeyError:
                    pass
            return self.template[start:end]

        return self._fill(replacement)

    def is_valid(self):
        """Are all the placeholders well-formed?"""
        return all(kind != "invalid" for _, _, kind, _ in self._scan())

    def get_identifiers(self):
        """The names in the order in which they first occur."""
        return list(dict.fromkeys(name for _, _, kind, name in self._scan()
                                  if kind in ("named", "braced")))


class _Chain:
    """Looks a key up in one mapping, then in another."""

    def __init__(self, first, second):
        self._first = first
        self._second = second

    def __getitem__(self, key):
        try:
            return self._first[key]
        except KeyError:
            return self._second[key]


def _combined(mapping, kws):
    if mapping is None:
        return kws
    return _Chain(kws, mapping) if kws else mapping


# --- str.format with overridable steps


def _split_replacement(text, start):
    """(field, format spec, conversion, end) of the replacement field that starts behind a {."""
    depth, at, brackets = 1, start, False
    conversion_at = spec_at = None
    while at < len(text):
        c = text[at]
        if c == "[" and spec_at is None and conversion_at is None:
            brackets = True
        elif c == "]" and brackets:
            brackets = False
        elif brackets:
            pass
        elif c == "{":
            if spec_at is None and conversion_at is None:
                raise ValueError("unexpected '{' in field name")
            depth += 1
        elif c == "}":
            depth -= 1
            if depth == 0:
                break
        elif c == "!" and spec_at is None and conversion_at is None:
            conversion_at = at
        elif c == ":" and spec_at is None and depth == 1:
            spec_at = at
        at += 1
    else:
        raise ValueError("expected '}' before end of string")
    conversion, spec = None, ""
    name_end = at if spec_at is None else spec_at
    if spec_at is not None:
        spec = text[spec_at + 1:at]
    if conversion_at is not None:
        if conversion_at + 1 >= name_end:
            if spec_at is None:
                raise ValueError("unmatched '{' in format spec" if depth else
                                 "end of string while looking for conversion specifier")
            raise ValueError("expected ':' after conversion specifier")
        if name_end - conversion_at != 2:
            raise ValueError("expected ':' after conversion specifier")
        conversion = text[conversion_at + 1]
        name_end = conversion_at
    return text[start:name_end], spec, conversion, at + 1


def _parse_format(text):
    """Yields (literal, field, spec, conversion) as str.format sees them."""
    at = 0
    while at < len(text):
        start = at
        while at < len(text) and text[at] not in "{}":
            at += 1
        literal = text[start:at]
        if at == len(text):
            yield literal, None, None, None
            return
        c = text[at]
        if text[at + 1:at + 2] == c:
            yield literal + c, None, None, None
            at += 2
            continue
        if c == "}":
            raise ValueError("Single '}' encountered in format string")
        if at + 1 == len(text):
            raise ValueError("Single '{' encountered in format string")
        field, spec, conversion, at = _split_replacement(text, at + 1)
        yield literal, field, spec, conversion


def _split_field(name):
    """(the argument's name or number, list of (is_attribute, name or index))"""
    end = min((at for at in (name.find("."), name.find("[")) if at >= 0), default=len(name))
    first, rest, steps = name[:end], name[end:], []
    while rest:
        if rest[0] == ".":
            ends = [at for at in (rest.find(".", 1), rest.find("[", 1)) if at >= 0]
            end = min(ends, default=len(rest))
            step, rest = rest[1:end], rest[end:]
            is_attribute = True
        elif rest[0] == "[":
            end = rest.find("]")
            if end < 0:
                raise ValueError("Missing ']' in format string")
            step, rest = rest[1:end], rest[end + 1:]
            is_attribute = False
            if rest and rest[0] not in ".[":
                raise ValueError(
                    "Only '.' or '[' may follow ']' in format field specifier")
        if not step:
            raise ValueError("Empty attribute in format string")
        steps.append((is_attribute, int(step) if not is_attribute and step.isdecimal() else step))
    return int(first) if first.isdecimal() else first, steps


class Formatter:
    """str.format in steps that subclasses may change."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth,
                 auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                result.append(literal)
            if field is None:
                continue
            first, _ = _split_field(field)
            if first == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to "
                                     "automatic field numbering")
                field = str(auto_arg_index) + field
                auto_arg_index += 1
            elif isinstance(first, int):
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to "
                                     "automatic field numbering")
                auto_arg_index = False
            obj, arg_used = self.get_field(field, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            spec, auto_arg_index = self._vformat(
                spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            result.append(self.format_field(obj, spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError("Unknown conversion specifier {0!s}".format(conversion))

    def parse(self, format_string):
        return _parse_format(format_string)

    def get_field(self, field_name, args, kwargs):
        first, steps = _split_field(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attribute, step in steps:
            obj = getattr(obj, step) if is_attribute else obj[step]
        return obj, first
