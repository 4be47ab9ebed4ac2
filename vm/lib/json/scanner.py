"""The scanner of a decoder."""

from _json import scan_once as _scan_once

__all__ = ["make_scanner"]


def make_scanner(context):
    """A function that reads the value at an index of a text, with the hooks of a decoder."""

    def scan_once(string, idx):
        return _scan_once(context, string, idx)

    return scan_once
