"""The first questionnaire of the self-diagnosis, French and English, published as editors would."""

from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from experiences.diagnostic.editions import translate
from experiences.diagnostic.models import QuestionnaireText
from home.demonstration.english import publish_twin
from home.demonstration.reading import key_of, read
from home.demonstration.terms import Terms
from taxonomy.models import Theme

# The words of a question, but for those that a kind alone has.
WORDS = ("text", "help", "example")


@transaction.atomic
def load_questionnaire(french: Locale, others: dict[str, Locale]) -> int:
    """Publish content/questionnaire.yaml; how many questions. Nothing where editors have one."""
    if QuestionnaireText.objects.exists():
        return 0
    item, terms = read("questionnaire"), Terms()
    text = QuestionnaireText(
        locale=french, translation_key=key_of("questionnaire"), live=False, **_fields(item, terms)
    )
    text.full_clean()
    text.save()
    text.save_revision().publish()
    for language, locale in others.items():
        twin = QuestionnaireText.objects.get(pk=text.pk)
        for name, value in _fields(item, terms, language).items():
            setattr(twin, name, value)
        publish_twin(text, twin, locale)
        # wagtail-localize publishes once the transaction is over: the edition is whole before.
        translate(text=text.get_translation(locale))
    return sum(len(section["questions"]) for section in item["sections"])


def _fields(
    item: dict[str, Any], terms: Terms, language: str = settings.LANGUAGE_CODE
) -> dict[str, Any]:
    return {
        "title": item["title"][language],
        "introduction": item["introduction"][language],
        "sections": [_section(section, terms, language) for section in item["sections"]],
    }


def _section(item: dict[str, Any], terms: Terms, language: str) -> dict[str, Any]:
    themes = terms.get(Theme, item["themes"])
    value = {
        "key": item["key"],
        "title": item["title"][language],
        "introduction": item["introduction"][language],
        "themes": _list([theme.pk for theme in themes], item["key"], "themes"),
        "questions": [_question(question, language) for question in item["questions"]],
    }
    return {"type": "section", "id": _id(item["key"]), "value": value}


def _question(item: dict[str, Any], language: str) -> dict[str, Any]:
    question, answers = item.get("only_if", ("", []))
    value: dict[str, Any] = {
        "key": item["key"],
        **{name: item[name][language] for name in WORDS},
        "weight": item.get("weight", 1),
        "may_not_be_ours": item.get("may_not_be_ours", True),
        "condition": {"question": question, "answers": " ".join(answers)},
    }
    if item["kind"] in ("choice", "several"):
        choices = [
            {"key": one["key"], "text": one[language], "points": one["points"]}
            for one in item["choices"]
        ]
        value["choices"] = _list(choices, item["key"], "choices")
    elif item["kind"] == "scale":
        value |= {"steps": item["steps"]}
        value |= {f"{end}_label": item[end][language] for end in ("low", "high")}
    else:
        value |= {"low": item["low"], "high": item["high"], "unit": item["unit"][language]}
    return {"type": item["kind"], "id": _id(item["key"]), "value": value}


def _list(values: list[Any], *of: str) -> list[dict[str, Any]]:
    return [
        {"type": "item", "id": _id(*of, place), "value": value}
        for place, value in enumerate(values)
    ]


def _id(*parts: str | int) -> str:
    """The same in each language, which is how translations find their place."""
    return str(key_of("questionnaire", *parts))
