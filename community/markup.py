"""Markdown of members → HTML that is safe in a page.

Two layers that do not trust each other: CommonMark without raw HTML and images, then an
allow-list of elements. machina keeps what this returns beside each post (MarkupTextField).
"""

import re

import nh3
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt

# Of https://spec.commonmark.org/: no images (a remote one tells who reads), and no headings, which
# would stand among those of the page.
NOT_WRITTEN = ("image", "heading", "lheading", "html_block", "html_inline")
ELEMENTS = {"p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
# "*": of every element; nh3 lets titles and languages through where nothing is said.
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
# Links of members are not vouched for: https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links
RELATION = "nofollow ugc noopener"

# The link that a quotation begins with, and those that name a member.
NAMES = re.compile(
    r'<a href="(?:/en)?/communaute/(?:messages|membres)/\d+/"[^>]*>.*?</a>', re.DOTALL
)
# What may stand right before an address, so that it is not seen for one.
NO_ADDRESS = re.compile(r"[^\w\s.:/@%?=&+#~-]")

_parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
_bare = LinkifyIt()  # as the parser has it
_parser.enable("linkify").disable(list(NOT_WRITTEN))


def render(text: str | None) -> str:
    """The HTML of `text`; line breaks are kept, bare addresses become links."""
    return nh3.clean(
        _parser.render(text or ""),
        tags=ELEMENTS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=RELATION,
    )


def quoted(text: str, *, by: str, url: str) -> str:
    """`text` as the quotation that an answer begins with: who said it, where, and what."""
    lines = "\n".join(f"> {line}".rstrip() for line in text.splitlines())
    return f"{link(by, url)} :\n\n{lines}\n\n"


def link(words: str, url: str) -> str:
    """A link in Markdown, whatever signs are in its words."""
    escaped = "".join(f"\\{one}" if one in "\\[]*_`<>" else one for one in words)
    return f"[{escaped}]({url})"


def addresses(text: str) -> list[str]:
    """Where the links of a text lead, bare addresses among them."""
    return [
        str(token.attrGet("href"))
        for block in _parser.parse(text)
        for token in block.children or ()
        if token.type == "link_open"
    ]


def plain_addresses(text: str) -> list[str]:
    """As `addresses`, of a text that is shown as it was typed: no sign in it is Markdown."""
    return [match.url for match in _bare.match(NO_ADDRESS.sub(" ", text)) or ()]


def own_links(text: str) -> list[tuple[str, str]]:
    """(words, address) of each link of a text, but of those within what it quotes."""
    found: list[tuple[str, str]] = []
    depth = 0
    for block in _parser.parse(text):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(block.type, 0)
        inside = block.children or [] if not depth else []
        for token, after in zip(inside, inside[1:], strict=False):
            if token.type == "link_open":
                found.append((after.content, str(token.attrGet("href"))))
    return found


def without_names(html: str) -> str:
    """What `render` returned, without the names of those whom it quotes or mentions."""
    return NAMES.sub("", html)
