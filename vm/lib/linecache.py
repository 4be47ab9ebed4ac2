"""Lines of source files, as the interpreter's own tracebacks show them."""

from _traceback import source_lines

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]


def getlines(filename, module_globals=None):
    """All lines of a file, each with its line end; empty if there is no such file."""
    return [line + "\n" for line in source_lines(filename, 1, None)]


def getline(filename, lineno, module_globals=None):
    """A line with its line end; empty if there is none."""
    if lineno < 1:
        return ""
    lines = source_lines(filename, lineno, lineno)
    return lines[0] + "\n" if lines else ""


def clearcache():
    """The interpreter keeps the sources for its tracebacks: nothing to clear."""


def checkcache(filename=None):
    """Sources are kept as they were when first read."""


def lazycache(filename, module_globals):
    """Could the source be had from a module's loader? gilt knows all of its sources itself."""
    return False
