"""Addresses of the second factor; what they show opens accounts: no browser keeps it."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path
from django.views.decorators.cache import never_cache

VIEWS = [
    ("", base.index, "mfa_index"),
    ("code/", base.authenticate, "mfa_authenticate"),
    ("verification/", base.reauthenticate, "mfa_reauthenticate"),
    ("application/", totp.activate_totp, "mfa_activate_totp"),
    ("application/retirer/", totp.deactivate_totp, "mfa_deactivate_totp"),
    ("codes-de-secours/", recovery_codes.view_recovery_codes, "mfa_view_recovery_codes"),
    (
        "codes-de-secours/refaire/",
        recovery_codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    (
        "codes-de-secours/telecharger/",
        recovery_codes.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
    ("cles/", webauthn.list_webauthn, "mfa_list_webauthn"),
    ("cles/ajouter/", webauthn.add_webauthn, "mfa_add_webauthn"),
    ("cles/verification/", webauthn.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    ("cles/<int:pk>/retirer/", webauthn.remove_webauthn, "mfa_remove_webauthn"),
    ("cles/<int:pk>/nom/", webauthn.edit_webauthn, "mfa_edit_webauthn"),
]

urlpatterns = [path(route, never_cache(view), name=name) for route, view, name in VIEWS]
