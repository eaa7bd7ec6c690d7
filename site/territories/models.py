"""One table for regions, départements, EPCI and communes, present and merged."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from territories.sizes import TerritorySize, size_of


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def present(self) -> "TerritoryQuerySet":
        """Without the communes and EPCI that exist no more."""
        return self.filter(obsolete=False)


class Territory(models.Model):
    class Kind(models.TextChoices):
        COMMUNE = "commune", _("Commune")
        EPCI = "epci", _("Intermunicipal body")
        DEPARTEMENT = "departement", _("Département")
        REGION = "region", _("Region")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    # INSEE code of a commune, département or region; SIREN of an EPCI.
    code = models.CharField(_("code"), max_length=9)
    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("slug"), max_length=160)
    siren = models.CharField(max_length=9, blank=True)
    epci_type = models.CharField(_("legal form"), max_length=8, blank=True)  # CC, CA, CU, METRO …
    population = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)  # degrees, WGS 84
    longitude = models.FloatField(null=True, blank=True)
    postal_codes = models.JSONField(default=list, blank=True)
    # What contains it; of an EPCI across départements, the one with most of its inhabitants.
    region = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    departement = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    epci = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="communes"
    )
    # Every département that an EPCI touches (codes, sorted); one for a commune.
    departement_codes = models.JSONField(default=list, blank=True)
    region_codes = models.JSONField(default=list, blank=True)
    communes_count = models.PositiveIntegerField(null=True, blank=True)
    obsolete = models.BooleanField(_("exists no more"), default=False)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ("name", "code")
        constraints = (
            models.UniqueConstraint(fields=["kind", "code"], name="territory_unique_kind_code"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def size(self) -> TerritorySize | None:
        """Its size by population; None when the population is unknown."""
        return size_of(self.population)

    @property
    def label(self) -> str:
        """Its name, and the département that tells it from its homonyms."""
        if self.kind in (self.Kind.COMMUNE, self.Kind.EPCI) and self.departement:
            return f"{self.name}, {self.departement.name}"
        return self.name


class LookupKey(models.Model):
    """One folded beginning of a word, or code, by which a territory is found while typing."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="lookup_keys")
    key = models.CharField(max_length=160)
    # 0: code or whole name; 1: a later word of the name.
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = (models.Index("key", "rank", name="lookup_key"),)

    def __str__(self) -> str:
        return self.key
