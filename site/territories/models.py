"""One table for regions, départements, EPCI and communes, present and merged."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from territories.sizes import TerritorySize, size_of


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def present(self) -> "TerritoryQuerySet":
        """Without the communes and EPCI that exist no more."""
        return self.filter(obsolete=False)

    def communes(self) -> "TerritoryQuerySet":
        return self.filter(kind=Territory.Kind.COMMUNE)

    def with_places(self) -> "TerritoryQuerySet":
        """With what labels, maps and facets read, in the same query."""
        return self.select_related("departement", "region", "epci", "successor__departement")


class Territory(models.Model):
    class Kind(models.TextChoices):
        COMMUNE = "commune", _("Commune")
        EPCI = "epci", _("Intermunicipal body")
        DEPARTEMENT = "departement", _("Département")
        REGION = "region", _("Region")

    # Where people live: these have a page and tools, and their centre says where they are.
    LOCAL = (Kind.COMMUNE, Kind.EPCI)

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    # INSEE code of a commune, département or region; SIREN of an EPCI.
    code = models.CharField(_("code"), max_length=9)
    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("slug"), max_length=160)
    # Its name folded (territories.folding) and without spaces.
    squeezed_name = models.CharField(max_length=160, blank=True, editable=False)
    siren = models.CharField(max_length=9, blank=True)
    epci_type = models.CharField(_("legal form"), max_length=8, blank=True)  # CC, CA, CU, METRO …
    # None: unknown, which is not small. Municipal population, as INSEE publishes it.
    population = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    # Inhabitants of the communes whose centre is within 10 km, its own included: how rural it is.
    surroundings = models.PositiveIntegerField(_("inhabitants within 10 km"), null=True, blank=True)
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
    # Where an obsolete one went; always a present one, whatever the number of mergers between.
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    # Set by lookup.find(): the former name by which it was found ("Arbignieu"), if it was.
    found_as: str = ""

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ("name", "code")
        constraints = (
            models.UniqueConstraint(fields=["kind", "code"], name="territory_unique_kind_code"),
        )
        indexes = (
            models.Index("kind", "population", name="territory_by_population"),
            models.Index("kind", "latitude", "longitude", name="territory_by_place"),
            # Read whole, to find a piece within a name.
            models.Index(
                "squeezed_name", "kind", "obsolete", "population", name="territory_by_piece"
            ),
        )

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """Of its page; empty for what has none: départements and regions."""
        if self.kind not in self.LOCAL:
            return ""
        return reverse("territory", args=[self.slug, self.code])

    @property
    def size(self) -> TerritorySize | None:
        """Its size by population; None when the population is unknown."""
        return size_of(self.population)

    @property
    def label(self) -> str:
        """Its name, and the département that tells it from its homonyms."""
        above = self.departement
        if self.kind in self.LOCAL and above and above.name != self.name:
            return f"{self.name}, {above.name}"
        return self.name

    @property
    def found_label(self) -> str:
        """Its label, and the former name by which it was found: "…, Ain (Arbignieu)"."""
        return f"{self.label} ({self.found_as})" if self.found_as else self.label

    @property
    def current(self) -> "Territory":
        """Itself, or the present territory that it has become part of."""
        return self.successor or self

    @property
    def is_located(self) -> bool:
        return self.latitude is not None and self.longitude is not None


class LookupKey(models.Model):
    """One folded beginning by which a present territory is found while typing.

    Written by territories.keys, read by territories.lookup; the columns that the search reads
    are copied here so that one index answers it.
    """

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="lookup_keys")
    key = models.CharField(max_length=160)
    # 0: code or whole name; 1: from a later word of the name on; 2: former code, whole only.
    rank = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=12, choices=Territory.Kind)
    # Inhabitants of what bears the name, 0 when unknown: the most populous come first.
    weight = models.PositiveIntegerField(default=0)
    # The former name, when it is not the territory's own.
    alias = models.CharField(max_length=160, blank=True)

    class Meta:
        indexes = (
            # Pattern operators serve PostgreSQL, where the plain order depends on the locale.
            models.Index(
                fields=["key", "rank", "kind", "weight", "territory", "alias"],
                opclasses=[
                    "varchar_pattern_ops",
                    "int2_ops",
                    "varchar_ops",
                    "int4_ops",
                    "int8_ops",
                    "varchar_ops",
                ],
                name="lookup_key",
            ),
        )

    def __str__(self) -> str:
        return self.key
