"""Published bulletins read, and figures put into words."""

from mingjian.reading.bulletin import BulletinReading, Figure, Mark, NamedSubject, read_bulletin
from mingjian.reading.words import Kind, Wording, agrees, from_words, in_words

__all__ = [
    "BulletinReading",
    "Figure",
    "Kind",
    "Mark",
    "NamedSubject",
    "Wording",
    "agrees",
    "from_words",
    "in_words",
    "read_bulletin",
]
