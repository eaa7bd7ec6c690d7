"""The typed facts of a sheet that come in any number, each kept in the order of the editor."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from experiences.models.sheets import ExperiencePage
from experiences.stages import Evidence


class SheetTerritory(TranslatableMixin, Orderable):
    """A territory that the sheet is about, or a place inside it that is shown on the map."""

    page = ParentalKey(ExperiencePage, on_delete=models.CASCADE, related_name="sheet_territories")
    territory = models.ForeignKey(
        "territories.Territory", models.PROTECT, related_name="+", verbose_name=_("territory")
    )
    is_locality = models.BooleanField(_("only a place on the map"), default=False)

    override_translatable_fields = [
        SynchronizedField("territory"),
        SynchronizedField("is_locality"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("territory of a sheet")

    def __str__(self) -> str:
        return str(self.territory)


class Result(TranslatableMixin, Orderable):
    page = ParentalKey(ExperiencePage, on_delete=models.CASCADE, related_name="results")
    text = models.CharField(_("result"), max_length=400)
    evidence = models.CharField(_("evidence"), max_length=10, choices=Evidence, blank=True)

    override_translatable_fields = [TranslatableField("text"), SynchronizedField("evidence")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("result")

    def __str__(self) -> str:
        return self.text


class Funding(TranslatableMixin, Orderable):
    page = ParentalKey(ExperiencePage, on_delete=models.CASCADE, related_name="funding")
    funder = models.CharField(_("funder"), max_length=160)
    amount = models.DecimalField(
        _("amount (€)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    share_percent = models.PositiveSmallIntegerField(_("share (%)"), null=True, blank=True)
    covers = models.CharField(_("what it paid for"), max_length=200, blank=True)

    override_translatable_fields = [
        SynchronizedField("funder"),
        SynchronizedField("amount"),
        SynchronizedField("share_percent"),
        TranslatableField("covers"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("funding")

    def __str__(self) -> str:
        return self.funder


class Partner(TranslatableMixin, Orderable):
    class Role(models.TextChoices):
        PARTNER = "partner", _("Partner")
        SUPPLIER = "supplier", _("Supplier")

    page = ParentalKey(ExperiencePage, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.PARTNER)

    override_translatable_fields = [SynchronizedField("name"), SynchronizedField("role")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("partner")

    def __str__(self) -> str:
        return self.name


class OpenQuestion(TranslatableMixin, Orderable):
    """What is not known yet."""

    page = ParentalKey(ExperiencePage, on_delete=models.CASCADE, related_name="open_questions")
    text = models.CharField(_("what we do not know yet"), max_length=300)

    override_translatable_fields = [TranslatableField("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("open question")

    def __str__(self) -> str:
        return self.text
