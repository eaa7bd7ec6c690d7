"""The editors' list of obligations, and the form by which one is written."""

from django.contrib import messages
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Locale
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import PreviewOnCreateView, SnippetViewSet

from experiences.obligations.models import Change, Obligation, Record
from experiences.obligations.panel import ReachPanel


class ObligationForm(WagtailAdminModelForm):
    """Terms are those of the default locale, whatever the language of the text."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("themes", "pillars"):
            if name in self.fields:
                terms = self.fields[name].queryset
                self.fields[name].queryset = terms.filter(locale=Locale.get_default())


TEXT = [
    HelpPanel(
        content=gettext_lazy(
            "<p>Only what a text in force asks. Open the official text before you publish: people "
            "decide by what stands here. Rules and dates are those of the French version; "
            "translations translate its words.</p>"
        )
    ),
    TitleFieldPanel("name", targets=["slug"]),
    FieldPanel("slug"),
    FieldPanel("kind"),
    FieldPanel("summary"),
    FieldPanel("law"),
    FieldRowPanel([FieldPanel("law_date"), FieldPanel("url")]),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("in_force_from"), FieldPanel("in_force_to")])],
        heading=pgettext_lazy("law", "In force"),
    ),
    FieldPanel("position"),
]
WHO = [ReachPanel(heading=gettext_lazy("For which territories")), FieldPanel("criteria")]
DOING = [FieldPanel("to_do"), FieldPanel("proof"), FieldPanel("caveat")]
AROUND = [
    FieldPanel("sources"),
    FieldPanel("related"),
    FieldPanel("themes", widget=CheckboxSelectMultiple),
    FieldPanel("pillars", widget=CheckboxSelectMultiple),
]


class PreviewOfANewOne(PreviewOnCreateView):
    def get_object(self) -> Obligation:
        """Written in French: Wagtail does not say the language of what was never saved."""
        return Obligation(locale=Locale.get_default())


class ObligationViewSet(SnippetViewSet):
    model = Obligation
    icon = "clipboard-list"
    menu_label = gettext_lazy("Obligations")
    menu_order = 305
    add_to_admin_menu = True
    list_display = ["name", "kind", "law", "in_force_from", "live"]
    list_filter = ["kind", "live", "locale"]
    search_fields = ["name", "law", "summary"]
    search_backend_name = None  # a few dozen rows: the database's own search does
    list_per_page = 100
    copy_view_enabled = False  # a copy would have the same slug
    preview_on_add_view_class = PreviewOfANewOne
    edit_handler = TabbedInterface(
        [
            ObjectList(TEXT, heading=gettext_lazy("The text")),
            ObjectList(WHO, heading=gettext_lazy("Whom it concerns")),
            ObjectList(DOING, heading=gettext_lazy("What to do")),
            ObjectList(AROUND, heading=gettext_lazy("Around it")),
            ObjectList([PublishingPanel()], heading=gettext_lazy("Publishing")),
        ],
        base_form_class=ObligationForm,
    )


register_snippet(ObligationViewSet)


@hooks.register("before_delete_snippet")
def keep_what_towns_noted(request: HttpRequest, instances: list[object]) -> HttpResponse | None:
    """Refuse to delete an obligation of which an organisation keeps notes: it is unpublished."""
    for one in instances:
        if not isinstance(one, Obligation):
            continue
        noted = Record.objects.filter(obligation=one).exists()
        if not noted and not Change.objects.filter(obligation=one).exists():
            continue
        text = _("Organisations keep notes about “%(name)s”: unpublish it instead.")
        messages.error(request, text % {"name": one.name})
        return redirect(reverse("wagtailsnippets_obligations_obligation:edit", args=[one.pk]))
    return None
