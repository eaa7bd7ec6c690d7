"""Reads a page as strictly as a browser never does."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}


class Nesting(HTMLParser):
    """Fails on an element that is closed out of turn, left open, or an id that stands twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag, attributes) -> None:
        values = dict(attributes)
        if len(values) != len(attributes):
            raise AssertionError(f"<{tag}> has an attribute twice: {attributes}")
        if "id" in values:
            self.ids.append(values["id"])
        for name in ("for", "aria-labelledby", "aria-describedby"):
            self.targets.extend((values.get(name) or "").split())
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> at {self.getpos()}"


def read(html: str) -> Nesting:
    """The parsed page, once its elements, ids and references hold together."""
    parser = Nesting()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids)), sorted(
        name for name in parser.ids if parser.ids.count(name) > 1
    )
    assert set(parser.targets) <= set(parser.ids), set(parser.targets) - set(parser.ids)
    return parser
