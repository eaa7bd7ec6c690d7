"""From the HTML of a message to the rich text of a page."""

import re

from bs4 import BeautifulSoup, Tag

# What rich text of pages may hold (`ui.blocks.RICH_TEXT_FEATURES`); the words of others stay.
KEPT = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a"}
QUOTED_BY = re.compile(r"/communaute/messages/\d+/$")


def rich_text(html: str) -> str:
    """`html`, as `community.markup.render` gives it, without what the author quotes of others."""
    soup = BeautifulSoup(html, "html.parser")
    for quotation in soup.find_all("blockquote"):
        said_by = quotation.find_previous_sibling()
        if isinstance(said_by, Tag) and said_by.find("a", href=QUOTED_BY):
            said_by.decompose()
        quotation.decompose()
    for tag in soup.find_all(True):
        if tag.name == "pre":
            tag.name = "p"
        elif tag.name not in KEPT:
            tag.unwrap()
        tag.attrs = {"href": tag["href"]} if tag.name == "a" and tag.get("href") else {}
    return str(soup).strip()
