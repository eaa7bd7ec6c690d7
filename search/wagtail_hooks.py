"""The editors' side of the search: synonyms."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import Synonym


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "list-ul"
    menu_label = _("Synonyms")
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["terms", "locale"]
    list_filter = ["locale"]
    search_fields = ["terms"]
    search_backend_name = None  # a few hundred rows: the database's own search does
    list_per_page = 100
    copy_view_enabled = False  # a copy would say the same
    panels = [
        HelpPanel(
            content=_(
                "<p>Visitors who type one of these terms also find what bears the others: "
                "an acronym and its long form, two words for one thing. It counts from the next "
                "search on. Accents, capitals, plurals and hyphens need no synonym.</p>"
            )
        ),
        FieldPanel("terms"),
        FieldPanel("locale"),
    ]


register_snippet(SynonymViewSet)
