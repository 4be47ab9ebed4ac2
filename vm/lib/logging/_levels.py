"""Levels and their names, and the lock of what loggers and handlers share: a part of logging."""

import threading

__name__ = "logging"  # where its classes say they are from

CRITICAL = 50
FATAL = CRITICAL
ERROR = 40
WARNING = 30
WARN = WARNING
INFO = 20
DEBUG = 10
NOTSET = 0

_level_to_name = {CRITICAL: "CRITICAL", ERROR: "ERROR", WARNING: "WARNING", INFO: "INFO",
                  DEBUG: "DEBUG", NOTSET: "NOTSET"}
_name_to_level = {"CRITICAL": CRITICAL, "FATAL": FATAL, "ERROR": ERROR, "WARN": WARNING,
                  "WARNING": WARNING, "INFO": INFO, "DEBUG": DEBUG, "NOTSET": NOTSET}

# Guards what loggers and handlers share.
_lock = threading.RLock()


def getLevelNamesMapping():
    """The levels by name."""
    return _name_to_level.copy()


def getLevelName(level):
    """The name of a level, or the level of a name."""
    name = _level_to_name.get(level)
    if name is not None:
        return name
    number = _name_to_level.get(level)
    return "Level %s" % level if number is None else number


def addLevelName(level, levelName):
    """Give a level a name."""
    with _lock:
        _level_to_name[level] = levelName
        _name_to_level[levelName] = level


def _checkLevel(level):
    if isinstance(level, int):
        return level
    if str(level) == level:
        if level not in _name_to_level:
            raise ValueError("Unknown level: %r" % (level,))
        return _name_to_level[level]
    raise TypeError("Level not an integer or a valid string: %r" % (level,))
