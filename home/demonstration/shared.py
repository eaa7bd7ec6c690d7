"""The first documents of the library: models written from what the sheets tell."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from community.library.models import SharedDocument
from community.library.odt import Part, odt
from community.library.reusing import tell_reuse
from community.library.sharing import begin, read, show
from experiences.models import ExperiencePage
from home.demonstration.accounts import ACCOUNTS
from home.demonstration.reading import read as read_content
from members.models import User
from taxonomy.models import Pillar, Theme

SHARED_BY, REUSED_BY = "Commune", "Rédaction"


def load_shared_documents() -> int:
    """Share each model of `content/shared_documents.yaml`; how many.

    The account "Commune" shares them, and for no town: they are models, which no town has written.
    Without the demonstration accounts, and once there are shared documents, nothing is shared.
    """
    accounts = {user.email: user for user in User.objects.all()}
    author = accounts.get(ACCOUNTS[SHARED_BY][0])
    reader = accounts.get(ACCOUNTS[REUSED_BY][0])
    if author is None or SharedDocument.objects.exists():
        return 0
    items = read_content("shared_documents")
    made = [_share(item, author) for item in items]
    for document in made:
        for version in document.versions.all():
            read(version)
    if reader:
        tell_reuse(
            by=reader, document=made[0], purpose="Relecture d’un modèle pour la démonstration"
        )
    return len(made)


@transaction.atomic
def _share(item: dict[str, Any], author: User) -> SharedDocument:
    sheets = ExperiencePage.objects.live().filter(
        slug=item["sheet"], locale__language_code=settings.LANGUAGE_CODE
    )
    sheet = sheets.first()
    document = SharedDocument(
        title=item["title"],
        summary=item["summary"],
        kind=item["kind"],
        year=item["year"],
        source_text=f"Fiche « {sheet.title} »"[:200] if sheet else "",
        source_url=urljoin(settings.WAGTAILADMIN_BASE_URL, sheet.url or "") if sheet else "",
    )
    parts = [Part(each["heading"], tuple(each["text"])) for each in item["parts"]]
    begin(
        author=author,
        document=document,
        themes=_terms(Theme, item["themes"]),
        pillars=_terms(Pillar, item["pillars"]),
        file=ContentFile(odt(title=item["title"], parts=parts), name=f"{item['slug']}.odt"),
    )
    show(document)
    return document


def _terms(model: Any, slugs: list[str]) -> list[Any]:
    language = settings.LANGUAGE_CODE
    return list(model.objects.filter(slug__in=slugs, locale__language_code=language))
