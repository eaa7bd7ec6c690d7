"""The typed facts of a sheet that come in any number, each kept in the order of the editor."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import TranslatableField

from experiences.models.sheets import ExperiencePage
from experiences.stages import Evidence
from experiences.translation import synchronized


class SheetTerritory(TranslatableMixin, Orderable):
    """A territory that the sheet is about, or a place inside it that is shown on the map."""

    page = ParentalKey(ExperiencePage, on_delete=models.CASCADE, related_name="sheet_territories")
    territory = models.ForeignKey(
        "territories.Territory", models.PROTECT, related_name="+", verbose_name=_("territory")
    )
    is_locality = models.BooleanField(_("only a place on the map"), default=False)

    panels = [FieldPanel("territory"), FieldPanel("is_locality")]
    override_translatable_fields = synchronized("territory", "is_locality")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("territory of a sheet")

    def __str__(self) -> str:
        return str(self.territory)


class Result(TranslatableMixin, Orderable):
    page = ParentalKey(ExperiencePage, on_delete=models.CASCADE, related_name="results")
    text = models.CharField(_("result"), max_length=400)
    evidence = models.CharField(_("evidence"), max_length=10, choices=Evidence, blank=True)

    panels = [FieldPanel("text"), FieldPanel("evidence")]
    override_translatable_fields = [TranslatableField("text"), *synchronized("evidence")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("result")

    def __str__(self) -> str:
        return self.text


class Funding(TranslatableMixin, Orderable):
    page = ParentalKey(ExperiencePage, on_delete=models.CASCADE, related_name="funding")
    funder = models.CharField(_("funder"), max_length=160)
    amount = models.DecimalField(
        _("amount (€)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    share_percent = models.PositiveSmallIntegerField(
        _("share (%)"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    covers = models.CharField(_("what it paid for"), max_length=200, blank=True)

    panels = [
        FieldPanel("funder"),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("share_percent")]),
        FieldPanel("covers"),
    ]
    override_translatable_fields = [
        *synchronized("funder", "amount", "share_percent"),
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

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("role")])]
    override_translatable_fields = synchronized("name", "role")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("partner")

    def __str__(self) -> str:
        return self.name


class OpenQuestion(TranslatableMixin, Orderable):
    """What is not known yet."""

    page = ParentalKey(ExperiencePage, on_delete=models.CASCADE, related_name="open_questions")
    text = models.CharField(_("what we do not know yet"), max_length=300)

    panels = [FieldPanel("text")]
    override_translatable_fields = [TranslatableField("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("open question")

    def __str__(self) -> str:
        return self.text
