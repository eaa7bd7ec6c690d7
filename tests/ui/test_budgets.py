"""What a first visit weighs, and what the style sheets may hold."""

import gzip
import re

from django.conf import settings

STATIC = settings.SITE_DIR / "static"
# Bytes, compressed: design rule of the project.
STYLES_AND_SCRIPTS = 60_000


def test_styles_and_scripts_stay_under_60_kilobytes() -> None:
    files = [
        path
        for path in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js")]
        if path.name != "gallery.css"
    ]
    weight = sum(len(gzip.compress(path.read_bytes())) for path in files)
    assert weight <= STYLES_AND_SCRIPTS, weight


def test_there_are_two_font_files_each_with_its_licence() -> None:
    fonts = sorted(path.name for path in STATIC.rglob("*.woff2"))
    assert len(fonts) == 2
    assert len(list((STATIC / "fonts").glob("OFL-*.txt"))) == 2
    asked = set(re.findall(r"fonts/([\w-]+\.woff2)", (STATIC / "css/tokens.css").read_text()))
    assert asked == set(fonts)


def test_nothing_is_asked_from_another_site() -> None:
    for path in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js"), *STATIC.rglob("*.svg")]:
        found = re.findall(r"(?:url\(|src=|import )\W*https?://[^\s)]+", path.read_text())
        assert found == [], path


def test_every_colour_has_a_value_in_the_dark() -> None:
    tokens = (STATIC / "css/tokens.css").read_text()
    light, dark = tokens.split("@media screen and (prefers-color-scheme: dark)")
    named = set(re.findall(r"(--c-[\w-]+):", light))
    # The same on both: the band's text and the ochre of the logo.
    same = {"--c-on-band", "--c-band-muted", "--c-accent-fill"}
    assert named - set(re.findall(r"(--c-[\w-]+):", dark.split("@media")[0])) == same


def test_style_sheets_use_only_tokens_for_colours() -> None:
    for name in ("base.css", "components.css"):
        rules = (STATIC / "css" / name).read_text()
        # Print, and what stands on the green band, which is dark in both schemes.
        known = {"#000", "#fff", "#f3c489"}
        assert set(re.findall(r"#[0-9a-f]{3,8}\b", rules)) <= known, name


def test_templates_name_icons_of_the_sprite_only() -> None:
    from ui import icons

    for path in (settings.SITE_DIR / "templates").rglob("*.html"):
        for name in re.findall(r'{% icon "([\w-]+)"[ %]', path.read_text()):
            assert icons.symbol(name), f"{path}: {name}"


def test_no_template_has_inline_style_or_script() -> None:
    for path in (settings.SITE_DIR / "templates").rglob("*.html"):
        text = path.read_text()
        if path.parent.name == "mail":  # has no address to load a style sheet from
            text = re.sub(r"<style>[^<]*</style>", "", text, count=1)
        assert not re.search(r"\sstyle=|\son\w+=|<style", text), path
        for script in re.findall(r"<script[^>]*>", text):
            assert "src=" in script or "application/ld+json" in script, path
