# One exception object raised, caught, noted, chained and printed by all threads.
# modes: on off atomic
import traceback

from _hammer import hammer


class Trouble(Exception):
    def __init__(self, number):
        super().__init__(number)
        self.number = number


shared = Trouble(7)
group = ExceptionGroup("group", [shared, ValueError(1)])


def deep(n):
    if n == 0:
        raise shared
    try:
        deep(n - 1)
    finally:
        n = None


def throw(me):
    try:
        deep(me)
    except Trouble as caught:
        assert caught is shared and caught.number == 7 and caught.args == (7,)
        names = [frame.name for frame in traceback.extract_tb(caught.__traceback__)]
        assert set(names) <= {"deep", "throw", "chain", "work", "group_up"}, names
        caught.__traceback__ = None


def chain(me):
    try:
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise shared from error
    except Trouble as caught:
        cause = caught.__cause__
        assert cause is None or isinstance(cause, ZeroDivisionError)
        caught.__cause__ = None
        caught.__context__ = None
        caught.__suppress_context__ = me % 2 == 0
    own = Trouble(me)
    try:
        try:
            raise own
        except Trouble:
            raise KeyError(me)
    except KeyError as error:
        assert error.__context__ is own and error.args == (me,)


def note(me):
    shared.add_note(f"note {me}")
    assert all(text.startswith("note") for text in list(shared.__notes__))
    if len(shared.__notes__) > 20:
        shared.__notes__ = []
    shared.args = (7,)
    shared.number = 7
    with_traceback = shared.with_traceback(None)
    assert with_traceback is shared


def show(me):
    lines = traceback.format_exception(shared)
    assert "Trouble" in "".join(lines)
    assert repr(shared) == "Trouble(7)" and str(shared) == "7"
    tb = shared.__traceback__
    while tb is not None:
        assert tb.tb_lineno > 0 and tb.tb_frame.f_code.co_name != ""
        tb = tb.tb_next


def group_up(me):
    try:
        raise group
    except* ValueError as part:
        assert len(part.exceptions) == 1
    except* Trouble as part:
        assert part.exceptions[0] is shared
    match, rest = group.split(Trouble)
    assert match.exceptions == (shared,) and len(rest.exceptions) == 1


hammer(throw, chain, note, show, throw, chain, group_up, throw)
print("ok")  # expect: ok
