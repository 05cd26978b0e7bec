"""Where akhbar says that it puts isolates of its own into a right-to-left paragraph (UAX 9 HL3).

Written from what `src/text/isolate.rs` promises in words and from its tests, not from its code:
web and mail addresses, handles and hashtags in Latin letters, telephone numbers with a plus.
"""

import re
import unicodedata

URL = re.compile(r"[A-Za-z]+://|www\.", re.I)
MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")
TAG = re.compile(r"[@#][A-Za-z0-9_]*[A-Za-z][A-Za-z0-9_]*(?!\w)")
DIGITS = "0-9٠-٩۰-۹"
PHONE = re.compile(rf"\+(?:[ \u00a0.()-]{{0,2}}[{DIGITS}]+)+")
EXPLICIT = re.compile("[\u202a-\u202e\u2066-\u2069]")
NEUTRAL = ("WS", "ON", "CS", "LRI", "RLI", "FSI", "PDI")


def found(text):
    """The isolates of a right-to-left paragraph: pairs of character offsets, ascending."""
    letters = not EXPLICIT.search(text)
    out, at = [], 0
    while at < len(text):
        end = one(text, at)
        before = at == 0 or may_precede(text[at - 1], letters)
        if end and before and (end == len(text) or may_follow(text[end], letters)):
            out.append((at, end))
            at = end
        else:
            at += 1
    return out


def apart(c, letters):
    """Whether a character can stand beside an isolate and keep it apart."""
    kind = unicodedata.bidirectional(c)
    return kind in NEUTRAL or letters and kind in ("R", "AL")


def may_precede(c, letters):
    """Whether an isolate may begin after `c`."""
    return apart(c, letters) and c not in "@#_./&=?~" and unicodedata.category(c) != "Pe"


def may_follow(c, letters):
    """Whether an isolate may end before `c`."""
    wanted = apart(c, letters) or unicodedata.bidirectional(c) == "ES"
    return wanted and unicodedata.category(c) != "Ps"


def one(text, at):
    """The end of what begins at `at`, or none."""
    if text[at] in "@#":
        match = TAG.match(text, at)
        return match and match.end()
    if text[at] == "+":
        return telephone(text, at)
    if text[at].isascii() and text[at].isalnum():
        return url(text, at) or mail(text, at)
    return None


def url(text, at):
    """The end of a web address: letters beyond ASCII only after the host, no closing signs."""
    head = URL.match(text, at)
    if not head:
        return None
    end, in_path = head.end(), False
    while end < len(text):
        c = text[end]
        in_path |= c == "/"
        if c in '<>"\\^`{|}' or not ("!" <= c <= "~" or in_path and c.isalnum()):
            break
        end += 1
    address = text[at:end]
    surplus = {")": address.count(")") - address.count("("), "]": address.count("]") - address.count("[")}
    while address:
        last = address[-1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in ".,:;!?'*":
            break
        address = address[:-1]
    return at + len(address) if at + len(address) > head.end() else None


def mail(text, at):
    """The end of a mail address with a dot in its host."""
    match = MAIL.match(text, at)
    if not match:
        return None
    address = match[0].rstrip(".-")
    return at + len(address) if "." in address.partition("@")[2] else None


def telephone(text, at):
    """The end of a plus and seven to fifteen digits in groups."""
    digits, end = 0, at + 1
    for group in re.compile(rf"[ \u00a0.()-]{{0,2}}([{DIGITS}]+)").finditer(text, at + 1):
        if group.start() != end or digits + len(group[1]) > 15:
            break
        digits, end = digits + len(group[1]), group.end()
    return end if digits >= 7 else None
