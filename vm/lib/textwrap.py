"""Text in paragraphs: wrapping, filling, shortening, and taking indentation away."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_BLANKS = "\t\n\x0b\x0c\r "
_TO_BLANKS = dict.fromkeys(map(ord, _BLANKS), " ")
_SENTENCE_ENDS = ".!?"


class TextWrapper:
    """Wraps text; the arguments are documented in the manual of the textwrap module."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True,
                 replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None,
                 placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    # --- from text to chunks

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        return text.translate(_TO_BLANKS) if self.replace_whitespace else text

    def _split(self, text):
        """Words and the blanks between them; words are divided behind hyphens."""
        chunks, at = [], 0
        while at < len(text):
            blank, end = text[at] in _BLANKS, at + 1
            while end < len(text) and (text[end] in _BLANKS) == blank:
                end += 1
            word, at = text[at:end], end
            if blank or not self.break_on_hyphens:
                chunks.append(word)
            else:
                chunks.extend(_split_at_hyphens(word))
        return chunks

    def _fix_sentence_endings(self, chunks):
        for i in range(len(chunks) - 1):
            if chunks[i + 1] == " " and _ends_sentence(chunks[i]):
                chunks[i + 1] = "  "

    # --- from chunks to lines

    def _handle_long_word(self, chunks, line, length, width):
        """A word longer than a line: break it, or give it a line of its own."""
        room = 1 if width < 1 else width - length
        if self.break_long_words:
            word, end = chunks[-1], room
            if self.break_on_hyphens and len(word) > room:
                hyphen = word.rfind("-", 0, room)
                if hyphen > 0 and any(c != "-" for c in word[:hyphen]):
                    end = hyphen + 1
            line.append(word[:end])
            chunks[-1] = word[end:]
        elif not line:
            line.append(chunks.pop())

    def _take_line(self, chunks, width, first):
        """Moves the chunks of the next line."""
        if self.drop_whitespace and not first and chunks[-1].strip() == "":
            del chunks[-1]
        line, length = [], 0
        while chunks and length + len(chunks[-1]) <= width:
            length += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width:
            self._handle_long_word(chunks, line, length, width)
            length = sum(map(len, line))
        if self.drop_whitespace and line and line[-1].strip() == "":
            length -= len(line[-1])
            del line[-1]
        return line, length

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % self.width)
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            line, length = self._take_line(chunks, width, first=not lines)
            if not line:
                continue
            fits = (self.max_lines is None or len(lines) + 1 < self.max_lines
                    or (not chunks or self.drop_whitespace and len(chunks) == 1
                        and not chunks[0].strip()) and length <= width)
            if fits:
                lines.append(indent + "".join(line))
            else:
                self._cut_short(lines, line, length, indent, width)
                break
        return lines

    def _cut_short(self, lines, line, length, indent, width):
        """The last of max_lines ends with the placeholder."""
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                line.append(self.placeholder)
                lines.append(indent + "".join(line))
                return
            length -= len(line[-1])
            del line[-1]
        if lines:
            previous = lines[-1].rstrip()
            if len(previous) + len(self.placeholder) <= self.width:
                lines[-1] = previous + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    # --- what users call

    def wrap(self, text):
        """The lines of a paragraph."""
        chunks = self._split(self._munge_whitespace(text))
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The paragraph as one string."""
        return "\n".join(self.wrap(text))


def _is_letter(c):
    return c.isalpha()


def _is_wordish(c):
    return c.isalnum() or c in "_!\"'&.,?"


def _split_at_hyphens(word):
    """Pieces of a word that may stand at line ends: behind a hyphen between letters, around --."""
    pieces, start, at = [], 0, 0
    while at < len(word):
        if word[at] != "-":
            at += 1
            continue
        run = at
        while run < len(word) and word[run] == "-":
            run += 1
        if run - at >= 2:
            if at > start and _is_wordish(word[at - 1]) and run < len(word) \
                    and (word[run].isalnum() or word[run] == "_"):
                pieces += [word[start:at], word[at:run]]
                start = run
        elif (at - 1 >= 0 and run < len(word) and _breaks_behind(word, at)):
            pieces.append(word[start:run])
            start = run
        at = run
    if start < len(word):
        pieces.append(word[start:])
    return pieces


def _breaks_behind(word, hyphen):
    """Two letters before the hyphen (or a letter, hyphen, letter) and a letter pair behind."""
    before = word[:hyphen]
    enough_before = (
        len(before) >= 2 and _is_letter(before[-1]) and _is_letter(before[-2])
        or len(before) >= 3 and _is_letter(before[-1]) and before[-2] == "-"
        and _is_letter(before[-3]))
    behind = word[hyphen + 1:hyphen + 4]
    enough_behind = (
        len(behind) >= 2 and _is_letter(behind[0]) and _is_letter(behind[1])
        or len(behind) >= 3 and _is_letter(behind[0]) and behind[1] == "-"
        and _is_letter(behind[2]))
    return enough_before and enough_behind


def _ends_sentence(chunk):
    chunk = chunk[:-1] if chunk[-1:] in "\"'" else chunk
    return len(chunk) >= 2 and chunk[-1] in _SENTENCE_ENDS and "a" <= chunk[-2] <= "z"


def wrap(text, width=70, **kwargs):
    """The lines of a paragraph, of at most width characters."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """The paragraph in lines of at most width characters."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The text in one line; what does not fit gives way to a placeholder."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """The text without the blanks that all of its lines begin with."""
    try:
        lines = text.split("\n")
    except (AttributeError, TypeError):
        raise TypeError(f"expected str object, not {type(text).__qualname__!r}") from None
    filled = [line for line in lines if line and not line.isspace()]
    margin = 0
    if filled:
        low, high = min(filled), max(filled)
        limit = min(len(low), len(high))
        while margin < limit and low[margin] == high[margin] and low[margin] in " \t":
            margin += 1
    return "\n".join(line[margin:] if line and not line.isspace() else "" for line in lines)


def indent(text, prefix, predicate=None):
    """The text with a prefix before its lines, blank ones aside unless the predicate says so."""
    return "".join(
        prefix + line if (predicate(line) if predicate else not line.isspace()) else line
        for line in text.splitlines(True))
