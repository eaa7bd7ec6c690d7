"""What editors wrote as plain values: the form that an edition keeps (`questionnaire.read`)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from wagtail.blocks import StructValue

if TYPE_CHECKING:
    from experiences.diagnostic.models import QuestionnaireText

# What a person reads; the rest is what is asked and computed, the same in each language.
WORDS = {
    "title",
    "introduction",
    "text",
    "help",
    "example",
    "low_label",
    "high_label",
    "unit",
}
KEPT = ("key", "text", "help", "example", "low_label", "high_label", "unit")
NUMBERS = {"weight": 1, "steps": 0, "low": 0, "high": 0}


def content_of(text: "QuestionnaireText") -> dict[str, Any]:
    """The words and rules of `text`, themes by their slugs; gaps of a draft are empty."""
    return {
        "title": text.title,
        "introduction": text.introduction,
        "sections": [_section(block.value) for block in text.sections],
    }


def shape(content: Any) -> Any:
    """`content` without its words: what two languages of an edition have in common."""
    if isinstance(content, Mapping):
        return {key: shape(value) for key, value in content.items() if key not in WORDS}
    return [shape(value) for value in content] if isinstance(content, list) else content


def _section(value: StructValue) -> dict[str, Any]:
    return {
        "key": value["key"] or "",
        "title": value["title"] or "",
        "introduction": value["introduction"] or "",
        "themes": [theme.slug for theme in value["themes"] if theme is not None],
        "questions": [_question(block.block_type, block.value) for block in value["questions"]],
    }


def _question(kind: str, value: StructValue) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": kind}
    found |= {name: value[name] or "" for name in KEPT if name in value}
    for name, usual in NUMBERS.items():
        if name in value:
            found[name] = usual if value[name] is None else value[name]
    found["may_not_be_ours"] = bool(value["may_not_be_ours"])
    condition = value["condition"]
    if condition["question"] or condition["answers"]:
        found["condition"] = {
            "question": condition["question"] or "",
            "answers": (condition["answers"] or "").split(),
        }
    if "choices" in value:
        found["choices"] = [
            {
                "key": choice["key"] or "",
                "text": choice["text"] or "",
                "points": choice["points"] or 0,
            }
            for choice in value["choices"]
        ]
    return found
