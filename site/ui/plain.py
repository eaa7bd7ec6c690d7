"""The words of rich text, without its markup."""

import re
from html import unescape

# Where one of these ends, so does a word; other tags stand inside words.
BREAKS = re.compile(
    r"</(?:p|li|ul|ol|h[1-6]|div|td|tr|blockquote)>|<(?:br|hr)\b[^>]*>", re.IGNORECASE
)
TAGS = re.compile(r"<[^>]*>")


def plain(html: str) -> str:
    """The text of rich text, one line a paragraph."""
    text = unescape(TAGS.sub("", BREAKS.sub("\n", html)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
