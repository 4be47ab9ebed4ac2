"""Half of a circle of imports; tests/stress/imports.py imports it from both ends."""

started = []
started.append(1)
import _circle_two  # noqa: E402, F401

ready = True
