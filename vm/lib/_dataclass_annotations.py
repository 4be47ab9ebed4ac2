"""Annotations of dataclasses, with names that are not defined yet: a part of dataclasses."""

import sys

__name__ = "dataclasses"  # where its classes say they are from

_function_type = type(lambda: None)
_generic_alias = type(list[int])


class _ForwardRef:
    """An annotation whose name is not defined yet (such as that of the class itself)."""

    def __init__(self, text):
        self.__forward_arg__ = text

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"

    def __eq__(self, other):
        if not isinstance(other, _ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _ForwardRef(f"{self.__forward_arg__}.{name}")

    def __getitem__(self, key):
        keys = key if isinstance(key, tuple) else (key,)
        return _ForwardRef(f"{self.__forward_arg__}[{', '.join(map(_annotation_text, keys))}]")

    def __or__(self, other):
        return _ForwardRef(f"{self.__forward_arg__} | {_annotation_text(other)}")

    def __ror__(self, other):
        return _ForwardRef(f"{_annotation_text(other)} | {self.__forward_arg__}")


def _annotation_text(annotation):
    """An annotation as a signature shows it."""
    if isinstance(annotation, _ForwardRef):
        return annotation.__forward_arg__
    if annotation is None or annotation is type(None):
        return "None"
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, type) and not isinstance(annotation, _generic_alias):
        if annotation.__module__ in ("builtins", "__main__"):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


def _annotations_of(cls):
    """The class's own annotations; names not defined yet become forward references."""
    try:
        return dict(cls.__dict__.get("__annotations__") or cls.__annotations__)
    except NameError:
        return _annotations_with_forward_references(cls.__annotate__)


def _annotations_with_forward_references(annotate):
    names, code = dict(annotate.__globals__), annotate.__code__
    cells = annotate.__closure__ or ()
    closure = tuple(_bound_cell(name, cell)
                    for name, cell in zip(code.co_freevars, cells))
    while True:
        evaluate = _function_type(code, names, annotate.__name__, None, closure or None)
        try:
            return dict(evaluate(1))
        except NameError as error:
            if error.name is None or error.name in names:
                raise
            names[error.name] = _ForwardRef(error.name)


def _bound_cell(name, cell):
    """The cell, or one with a forward reference when it is empty."""
    try:
        cell.cell_contents
        return cell
    except ValueError:
        return type(cell)(_ForwardRef(name))


def _is_classvar(annotation):
    # Not there either while another thread is importing the module: then no annotation is one yet.
    class_var = getattr(sys.modules.get("typing"), "ClassVar", None)
    if class_var is None:
        return False
    return annotation is class_var or getattr(annotation, "__origin__", None) is class_var


def _leading_name(text):
    """("module", "name") or (None, "name") at the start of an annotation that is a string."""
    words, text = [], text.lstrip()
    while True:
        end = 0
        while end < len(text) and (text[end].isalnum() or text[end] == "_"):
            end += 1
        if end == 0:
            return None
        words.append(text[:end])
        text = text[end:].lstrip()
        if not text.startswith(".") or len(words) == 2:
            break
        text = text[1:].lstrip()
    return (None, words[0]) if len(words) == 1 else (words[0], words[1])


def _names_type(annotation, cls, module, wanted):
    """Does the text of an annotation begin with the name of one of the `wanted` kind?"""
    found = _leading_name(annotation)
    if found is None:
        return False
    prefix, name = found
    own = sys.modules.get(cls.__module__)
    if own is None:
        return False
    namespace = own.__dict__
    if prefix is not None:
        target = namespace.get(prefix)
        if target is not module or module is None:
            return False
        namespace = module.__dict__
    return wanted(namespace.get(name))
