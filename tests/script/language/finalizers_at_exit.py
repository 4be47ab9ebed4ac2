# At exit the finalizers of what the modules hold run, and still find all globals.
# expect: start
# expect: end
# expect: del b early _p late
# expect: del _a early _p late
# expect: del d early _p late
# expect: del cyc early _p late
# expect: del in list early _p late
# expect: del closure early _p late
print("start")

name = "early"
_private = "_p"


class A:
    def __init__(self, label, other=None):
        self.label = label
        self.other = other

    def __del__(self):
        print("del", self.label, name, _private, late)


b = A("b")
_a = A("_a")
c = [A("in list")]
d = A("d", b)


def keep():
    kept = A("closure")
    return lambda: kept


g = keep()
cycle = A("cyc")
cycle.other = cycle
late = "late"
print("end")
