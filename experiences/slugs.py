"""The address that a title proposes, with its ligatures spelt out: Œuilly gives oeuilly."""

import re

from django.db import models
from django.utils.text import slugify
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import SlugInput

# Those of French. Unicode does not take them apart, so that slugify() drops them.
LIGATURES = {"œ": "oe", "æ": "ae"}


def slug_of(title: str) -> str:
    """`title` as an address: a–z, 0–9 and hyphens; empty when it has no Latin letter or digit."""
    lower = title.lower()
    for ligature, letters in LIGATURES.items():
        lower = lower.replace(ligature, letters)
    return slugify(lower)


def connect() -> None:
    """Have the fields of addresses in the administration propose the same, in the browser."""
    formatters = [(re.compile(one, re.IGNORECASE), spelt) for one, spelt in LIGATURES.items()]
    register_form_field_override(
        models.SlugField, override={"widget": SlugInput(formatters=formatters)}
    )
