"""Reads a picture: the text in it by OCR, how far that is from the text that should be there, and
how many cells look otherwise than in another picture of the same grid."""

import os
import re
import subprocess
import unicodedata

import numpy
from PIL import Image, ImageOps

# Letters of one shape in running text, and kinds of one sign.
ALIKE = ["يىےئ", "كک", "هہھەۀۂۃة", "أإآٱا", "ںن", "ؤو", "“”«»\"'", "،,", "–-ـ", "ژز", "؛;"]
ALIKE = {ord(c): group[0] for group in ALIKE for c in group} | {ord("ی"): "ي"}


def fold(text):
    """Text as it is compared: no marks, letters instead of their forms, one of each shape."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf")).translate(ALIKE)
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    return re.sub(r"\s+", " ", text).strip()


def rate(read, text):
    """Wrong characters by characters read, each line against the part of the text that suits best, and
    how many characters that were. What is read for one script is no reading of another: lines with
    Latin letters are left out."""
    text = fold(text)
    n_wrong = n_read = 0
    for line in filter(None, map(fold, read.splitlines())):
        n_other, end = distance(line, text)
        around = text[max(0, end - len(line) - 3):end + 3]
        if not re.search("[A-Za-z]", around):
            n_wrong, n_read = n_wrong + n_other, n_read + len(line)
    return n_wrong / max(1, n_read), n_read


def distance(line, text):
    """Edit distance to a part of the text, which may begin and end anywhere, and where it ends."""
    row = numpy.zeros(len(text) + 1, dtype=numpy.int32)
    steps = numpy.arange(len(text) + 1)
    codes = numpy.array([ord(c) for c in text])
    for number, c in enumerate(line, 1):
        change = row[:-1] + (codes != ord(c))
        row = numpy.concatenate([[number], numpy.minimum(row[1:] + 1, change)])
        row = numpy.minimum.accumulate(row - steps) + steps
    return int(row.min()), int(row.argmin())


def ink(path):
    """A picture as ink on paper, from 0 to 1, whatever its colours."""
    picture = ImageOps.autocontrast(Image.open(path).convert("L"))
    values = numpy.asarray(picture, dtype=numpy.float32) / 255
    return 1 - values if numpy.median(values) > 0.5 else values


def read(path, region, language):
    """The text in a region, in pixels."""
    left, top, right, bottom = region
    picture = Image.fromarray((255 * (1 - ink(path)[top:bottom, left:right])).astype("uint8"))
    picture = ImageOps.expand(picture, 12, 255)
    cut = path.removesuffix(".png") + ".read.png"
    picture.save(cut)
    env = dict(os.environ, OMP_THREAD_LIMIT="1")
    ended = subprocess.run(
        ["tesseract", cut, "-", "-l", language, "--psm", "6"], env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
    )
    os.remove(cut)
    return ended.stdout.decode()


def grid(path, columns, rows, beside, size=None):
    """Where the cells of a picture are: the left and upper edge, the width and height of a cell. Left
    of them and above is something else, of so many pixels; they fill the rest, or the size given."""
    left, top = beside
    width, height = size or Image.open(path).size
    return left, top, (width - left) // columns, (height - top) // rows


def unlike(path, other, places):
    """Of the cells that hold ink, the share that looks otherwise than the other picture's cell of the
    same place, a pixel or two to any side aside; none where the cells are not of one size."""
    here, there = ink(path), ink(other)
    (x, y, *cell), (other_x, other_y, *other_cell) = places
    if abs(cell[0] - other_cell[0]) > 0 or abs(cell[1] - other_cell[1]) > 2:
        return None
    width, height = cell[0], min(cell[1], other_cell[1])
    n_cells = n_unlike = 0
    for row in range(1, (min(here.shape[0] - y, there.shape[0] - other_y)) // max(cell[1], other_cell[1]) - 1):
        for column in range(1, min(here.shape[1], there.shape[1]) // width - 1):
            top, left = y + row * cell[1], x + column * width
            wanted_top, wanted_left = other_y + row * other_cell[1], other_x + column * width
            wanted = there[wanted_top:wanted_top + height, wanted_left:wanted_left + width]
            shown = here[top:top + height, left:left + width]
            if wanted.sum() < 3 and shown.sum() < 3:
                continue
            n_cells += 1
            n_unlike += likeness(here, top, left, wanted) < 0.6
    return n_unlike / max(1, n_cells)


def likeness(picture, top, left, wanted):
    """The best correlation of a piece with what stands within some pixels of a place."""
    best = -1.0
    for y in range(max(0, top - 3), top + 4):
        for x in range(max(0, left - 2), left + 3):
            shown = picture[y:y + wanted.shape[0], x:x + wanted.shape[1]]
            if shown.shape != wanted.shape:
                continue
            a, b = shown - shown.mean(), wanted - wanted.mean()
            size = float(numpy.sqrt((a * a).sum() * (b * b).sum()))
            best = max(best, float((a * b).sum()) / size if size else 0.0)
    return best
