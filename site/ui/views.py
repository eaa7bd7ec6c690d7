"""The gallery of components, for those who build and test the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import format_html

from ui.gallery import COLOURS, Section, sections


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state. Not served in production (settings.GALLERY)."""
    shown = [(section, [*_examples(section)]) for section in sections()]
    return render(request, "ui/gallery.html", {"sections": shown, "colours": COLOURS})


def _examples(section: Section) -> list[str]:
    return [
        format_html(
            "{}{}{}",
            example.before,
            render_to_string(example.template, example.context),
            example.after,
        )
        for example in section.examples
    ]
