"""A person who signs in with an e-mail address, what they agreed to, what waits to be sent."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.addresses import vouch_for_address


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new user; the address is kept in lower case. ValueError when it is empty."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new user with every right, whose address needs no confirmation."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        vouch_for_address(user=user)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mail address"), unique=True)
    # Chosen by the person, never made from the address.
    display_name = models.CharField(_("displayed name"), max_length=80)
    is_staff = models.BooleanField(_("may enter the administration"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("member since"), default=timezone.now)
    # That the account goes if it stays unused: see `members.inactivity`.
    warned_at = models.DateTimeField(_("warned on"), null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = (models.UniqueConstraint(Lower("email"), name="user_unique_email"),)

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name


class Consent(models.Model):
    """That a person agreed to a text, and to which version (GDPR, article 7, paragraph 1)."""

    class Subject(models.TextChoices):
        TERMS = "terms", _("Terms of use")

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="consents", verbose_name=_("member")
    )
    subject = models.CharField(_("subject"), max_length=20, choices=Subject.choices)
    # Of the text: the day on which it became what it was.
    version = models.CharField(_("version"), max_length=20)
    given_at = models.DateTimeField(_("given at"), default=timezone.now)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.get_subject_display()}, {self.version}"


class WaitingLetter(models.Model):
    """A message to one address that the mail server has not taken yet: see `waiting_letters`."""

    to = models.EmailField(_("e-mail address"), db_index=True)
    subject = models.CharField(_("subject"), max_length=500)
    text = models.TextField(_("text"))
    html = models.TextField("HTML")
    # Whom it names, where that is not who receives it: it goes with that account.
    about = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("member")
    )
    written_at = models.DateTimeField(_("written on"), default=timezone.now)

    class Meta:
        verbose_name = _("letter that waits")
        verbose_name_plural = _("letters that wait")
        default_permissions = ()
        ordering = ("written_at", "pk")

    def __str__(self) -> str:
        return self.subject
