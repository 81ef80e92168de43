"""Published bulletins read, and figures put into words."""

from mingjian.reading.words import Kind, Wording, agrees, from_words, in_words

__all__ = ["Kind", "Wording", "agrees", "from_words", "in_words"]
