"""The three ways to write a format: %(name)s, {name} and ${name}. A part of logging."""

__name__ = "logging"  # where its classes say they are from

BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"


class PercentStyle:
    """Fields are %(name)s."""

    default_format = "%(message)s"
    asctime_format = "%(asctime)s"
    asctime_search = "%(asctime)"

    def __init__(self, fmt, *, defaults=None):
        self._fmt = fmt or self.default_format
        self._defaults = defaults

    def usesTime(self):
        return self._fmt.find(self.asctime_search) >= 0

    def validate(self):
        """A format without a single field is a mistake."""
        if not any(_is_percent_field(self._fmt, at) for at in _places(self._fmt, "%(")):
            raise ValueError("Invalid format '%s' for '%s' style" % (
                self._fmt, self.default_format[0]))

    def _values(self, record):
        return self._defaults | record.__dict__ if self._defaults else record.__dict__

    def _format(self, record):
        return self._fmt % self._values(record)

    def format(self, record):
        try:
            return self._format(record)
        except KeyError as error:
            raise ValueError("Formatting field not found in record: %s" % error) from error


class StrFormatStyle(PercentStyle):
    """Fields are {name}."""

    default_format = "{message}"
    asctime_format = "{asctime}"
    asctime_search = "{asctime"

    def _format(self, record):
        return self._fmt.format(**self._values(record))

    def validate(self):
        import string
        fields = set()
        try:
            for _, name, spec, conversion in string.Formatter().parse(self._fmt):
                if name is None:
                    continue
                if not name or not _is_field_name(name):
                    raise ValueError("invalid field name/expression: %r" % name)
                fields.add(name)
                if conversion and conversion not in "rsa":
                    raise ValueError("invalid conversion: %r" % conversion)
                if spec and not _is_format_spec(spec):
                    raise ValueError("bad specifier: %r" % spec)
        except ValueError as error:
            raise ValueError("invalid format: %s" % error) from error
        if not fields:
            raise ValueError("invalid format: no fields")


class StringTemplateStyle(PercentStyle):
    """Fields are $name and ${name}."""

    default_format = "${message}"
    asctime_format = "${asctime}"
    asctime_search = "${asctime}"

    def __init__(self, fmt, *, defaults=None):
        super().__init__(fmt, defaults=defaults)
        from string import Template
        self._tpl = Template(self._fmt)

    def usesTime(self):
        return self._fmt.find("$asctime") >= 0 or self._fmt.find(self.asctime_search) >= 0

    def validate(self):
        fields = set()
        for start, end, kind, name in self._tpl._scan():
            if kind in ("named", "braced"):
                fields.add(name)
            elif kind == "invalid" and end - start == 1:
                raise ValueError("invalid format: bare '$' not allowed")
        if not fields:
            raise ValueError("invalid format: no fields")

    def _format(self, record):
        return self._tpl.substitute(**self._values(record))


_STYLES = {
    "%": (PercentStyle, BASIC_FORMAT),
    "{": (StrFormatStyle, "{levelname}:{name}:{message}"),
    "$": (StringTemplateStyle, "${levelname}:${name}:${message}"),
}


def _places(text, mark):
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _skip(text, at, allowed):
    while at < len(text) and text[at] in allowed:
        at += 1
    return at


def _is_percent_field(text, at):
    """Does a whole field such as %(name)-10.3s start there?"""
    close = text.find(")", at)
    name = text[at + 2:close]
    if close < 0 or not name or not all(c.isalnum() or c == "_" for c in name):
        return False
    at = _skip(text, close + 1, "#0+ -")
    at = at + 1 if text.startswith("*", at) else _skip(text, at, "0123456789")
    if text.startswith(".", at):
        at += 1
        after = at + 1 if text.startswith("*", at) else _skip(text, at, "0123456789")
        if after == at:
            return False
        at = after
    return at < len(text) and text[at] in "diouxefgcrsaDIOUXEFGCRSA%"


def _is_field_name(name):
    """name or number, then .name and [name or number]."""
    end = min((at for at in (name.find("."), name.find("[")) if at >= 0), default=len(name))
    if not _is_word(name[:end]):
        return False
    rest = name[end:]
    while rest:
        if rest[0] == ".":
            end = min((at for at in (rest.find(".", 1), rest.find("[", 1)) if at >= 0),
                      default=len(rest))
            word, rest = rest[1:end], rest[end:]
        elif rest[0] == "[" and "]" in rest:
            end = rest.index("]")
            word, rest = rest[1:end], rest[end + 1:]
        else:
            return False
        if not _is_word(word):
            return False
    return True


def _is_word(text):
    return text != "" and all(c.isalnum() or c == "_" for c in text)


def _is_format_spec(spec):
    """[[fill]align][sign][#][0][width][grouping][.precision][type], each maybe a {field}."""
    at = 0
    if len(spec) > 1 and spec[1] in "<>=^":
        at = 2
    elif spec[0] in "<>=^":
        at = 1
    if at < len(spec) and spec[at] in "+ -":
        at += 1
    at += spec.startswith("#", at)
    at += spec.startswith("0", at)
    at = _skip_number(spec, at)
    if at < len(spec) and spec[at] in ",_":
        at += 1
    if spec.startswith(".", at):
        after = _skip_number(spec, at + 1)
        if after == at + 1:
            return False
        at = after
    if at < len(spec) and spec[at] in "bcdefgnosxBCDEFGNOSX%":
        at += 1
    return at == len(spec)


def _skip_number(spec, at):
    if spec.startswith("{", at):
        close = spec.find("}", at)
        if close > 0 and _is_word(spec[at + 1:close]):
            return close + 1
        return at
    return _skip(spec, at, "0123456789")
