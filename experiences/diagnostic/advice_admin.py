"""The editors' list of advice, and what it leaves without any."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from experiences.diagnostic.advice_forms import AdviceForm
from experiences.diagnostic.gaps import coverage, orphans
from experiences.diagnostic.models import Advice, Edition

MAY_SEE = "diagnostic.view_advice"
GAPS = "diagnostic_advice"


class AdviceViewSet(SnippetViewSet):
    model = Advice
    icon = "tick-inverse"
    menu_label = gettext_lazy("Advice of the self-diagnosis")
    menu_order = 306
    add_to_admin_menu = True
    list_display = ["action", "section", "at_most", "hours", "position", "live", "locale"]
    list_filter = ["section", "live", "locale"]
    search_fields = ["action", "why"]
    search_backend_name = None  # some dozens: the database's own search does
    list_per_page = 100
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=gettext_lazy(
                    "<p>A result names at most three things to do: the weakest sections first, one "
                    "for each, all of them within the hours that the town can give. In a section, "
                    "the lowest order comes first.</p>"
                )
            ),
            MultiFieldPanel(
                [FieldPanel("action"), FieldPanel("why"), FieldPanel("hours")],
                heading=gettext_lazy("What to do"),
            ),
            MultiFieldPanel(
                [FieldPanel("section"), FieldPanel("question"), FieldPanel("at_most")],
                heading=gettext_lazy("Where"),
            ),
            MultiFieldPanel(
                [FieldPanel("kinds"), FieldPanel("sizes")], heading=gettext_lazy("For whom")
            ),
            MultiFieldPanel(
                [FieldPanel("page"), FieldPanel("address")], heading=gettext_lazy("To read on")
            ),
            FieldPanel("position"),
            FieldPanel("live"),
        ],
        base_form_class=AdviceForm,
    )


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """Each section of the present edition with its rules, and the territories without any."""
    if not request.user.has_perm(MAY_SEE):
        raise PermissionDenied
    edition = Edition.objects.current()
    rules = list(Advice.objects.rules().select_related("page"))
    questionnaire = edition.questionnaire(settings.LANGUAGE_CODE) if edition else None
    title = _("Advice, section by section")
    context = {
        "header_title": title,
        "header_icon": AdviceViewSet.icon,
        "breadcrumbs_items": [{"url": "", "label": title}],
        "sections": coverage(questionnaire, rules) if questionnaire else [],
        "orphans": orphans(questionnaire, rules) if questionnaire else rules,
        "may_change": request.user.has_perm("diagnostic.change_advice"),
    }
    return TemplateResponse(request, "diagnostic/admin/advice.html", context)
