"""Organisations, who belongs to them in which role, and what members tell of themselves."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.organisations.domains import read_domains
from members.organisations.siret import read_siret
from taxonomy.models import Theme
from territories.folding import squeeze
from territories.models import Territory


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def named(self, text: str) -> "OrganisationQuerySet":
        """Those with `text` somewhere in the name, however it is spelt; none for nothing."""
        piece = squeeze(text)
        return self.filter(squeezed_name__contains=piece) if piece else self.none()


class Organisation(models.Model):
    class Kind(models.TextChoices):
        COMMUNE = "commune", _("Commune")
        EPCI = "epci", _("Intermunicipal body")
        DEPARTEMENT = "departement", _("Département")
        REGION = "region", _("Region")
        ASSOCIATION = "association", _("Association")
        COMPANY = "company", _("Company")
        STATE = "state", _("State body")
        CEREMA = "cerema", "Cerema"

    # One organisation governs each territory of these kinds.
    GOVERNING = (Kind.COMMUNE, Kind.EPCI, Kind.DEPARTEMENT, Kind.REGION)

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=160)
    squeezed_name = models.CharField(max_length=160, blank=True, editable=False, db_index=True)
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("territory"),
    )
    domains = models.TextField(
        _("domains of its e-mail addresses"),
        blank=True,
        help_text=_(
            "One a line, as mairie-vitre.fr. Whoever confirmed an address there belongs to it at "
            "once: only domains that nobody else uses."
        ),
    )
    siret = models.CharField(_("SIRET number"), max_length=20, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "territory"],
                condition=Q(kind__in=["commune", "epci", "departement", "region"]),
                name="organisation_one_for_each_territory",
            ),
        )

    def __str__(self) -> str:
        return self.territory.label if self.territory and self.governs else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.squeezed_name = squeeze(self.name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """ValidationError for domains that prove nothing, a wrong SIRET or territory."""
        super().clean()
        errors = {}
        for name, read in (("domains", _domains), ("siret", read_siret)):
            try:
                if value := getattr(self, name):
                    setattr(self, name, read(value))
            except ValidationError as error:
                errors[name] = error
        if self.governs and (self.territory is None or self.territory.kind != self.kind):
            errors["territory"] = ValidationError(
                gettext("Choose the territory that it governs, of the same kind.")
            )
        if errors:
            raise ValidationError(errors)

    @property
    def governs(self) -> bool:
        """Whether it is the body of one territory, whose name it bears."""
        return self.kind in self.GOVERNING

    @property
    def is_company(self) -> bool:
        return self.kind == self.Kind.COMPANY


class MembershipQuerySet(models.QuerySet["Membership"]):
    def open(self) -> "MembershipQuerySet":
        return self.exclude(status=Membership.Status.ENDED)

    def waiting(self) -> "MembershipQuerySet":
        return self.filter(status=Membership.Status.WAITING)

    def confirmed(self) -> "MembershipQuerySet":
        return self.filter(status=Membership.Status.CONFIRMED)

    def proven(self) -> "MembershipQuerySet":
        """Confirmed today, or until they ended; not those that were refused."""
        return self.confirmed() | self.exclude(proven_by="")

    def for_towns(self) -> "MembershipQuerySet":
        """Confirmed, in what governs a commune or an EPCI; the longest first."""
        rows = self.confirmed().filter(
            organisation__kind__in=Organisation.GOVERNING,
            organisation__territory__kind__in=Territory.LOCAL,
        )
        return rows.order_by("asked_at", "pk")

    def with_places(self) -> "MembershipQuerySet":
        """With what names them, in the same query."""
        return self.select_related("organisation__territory__departement")


class Membership(models.Model):
    """That somebody belongs to an organisation, says so, or did; history stays."""

    class Role(models.TextChoices):
        ELECTED = "elected", _("Elected")
        AGENT = "agent", _("Agent")
        REFERENT = "referent", _("Referent")
        EXPERT = "expert", _("Expert")
        PARTNER = "partner", _("Partner")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Not yet confirmed")
        CONFIRMED = "confirmed", _("Confirmed")
        ENDED = "ended", _("Ended")

    class Proof(models.TextChoices):
        DOMAIN = "domain", _("E-mail address")
        REFERENT = "referent", _("Referent")
        MODERATOR = "moderator", _("Moderator")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="memberships",
        verbose_name=_("member"),
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    function = models.CharField(_("function"), max_length=120, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    proven_by = models.CharField(_("proven by"), max_length=10, choices=Proof, blank=True)
    # Why it was confirmed or refused, as the person was told.
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["member", "organisation"],
                condition=~Q(status="ended"),
                name="membership_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member}, {self.organisation}"

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING

    @property
    def is_referent(self) -> bool:
        return self.role == self.Role.REFERENT and self.status == self.Status.CONFIRMED


class Profile(models.Model):
    """What a member tells the others of themselves."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile", verbose_name=_("member")
    )
    skills = models.CharField(_("what I know well"), max_length=200, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, verbose_name=_("can be asked about"))
    # None: as many as come.
    yearly_questions = models.PositiveSmallIntegerField(
        _("questions a year at most"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(999)],
    )
    listed = models.BooleanField(_("in the directory"), default=False)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self) -> str:
        return str(self.member)


def _domains(text: str) -> str:
    return "\n".join(read_domains(text))
