# Attribute names of class patterns stand as they are written, private-looking ones too.
class Box:
    _Outer__label = "mangled"


class Outer:
    def label_of(self, box):
        match box:
            case Box(__label=label):
                return label


box = Box()
setattr(box, "__label", "plain")
print(Outer().label_of(box), Outer().label_of(Box()))
# expect: plain None
