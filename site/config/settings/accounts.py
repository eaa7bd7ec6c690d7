"""Accounts: who may sign in, how, and how often somebody may try; every duration has its unit."""

from typing import Any

import environ

env = environ.Env()

# A ModelBackend that knows addresses; there is no other way to sign in with a password.
AUTHENTICATION_BACKENDS = ["members.consents.AgreeingBackend"]
AUTH_USER_MODEL = "members.User"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        # ANSSI, recommandations relatives à l'authentification multifacteur (2021), R21.
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "/"
# Seconds: a link that sets a password anew. The mail says it in hours.
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

# One door: Wagtail's own forms to sign in and to change a password or an address are closed.
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

ACCOUNT_ADAPTER = "members.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FORM_CLASS = "members.joining.Questions"
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_FORMS = {
    "login": "members.account_forms.SignInForm",
    "signup": "members.account_forms.SignUpForm",
    "add_email": "members.account_forms.AddressForm",
    "change_password": "members.account_forms.PasswordForm",
    "set_password": "members.account_forms.FirstPasswordForm",
    "reset_password": "members.account_forms.ForgottenPasswordForm",
    "reset_password_from_key": "members.account_forms.NewPasswordForm",
    "reauthenticate": "members.account_forms.AgainForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
# Days after which an account whose address nobody confirmed is deleted, by a command.
UNCONFIRMED_ACCOUNT_DAYS = env.int("UNCONFIRMED_ACCOUNT_DAYS", default=30)
# Days without any sign-in after which an account is deleted, by a command that warns before.
INACTIVE_ACCOUNT_DAYS = env.int("INACTIVE_ACCOUNT_DAYS", default=730)
# In the browser that asked for the account; elsewhere one signs in.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
# An account has one address; the old one holds until the new one is confirmed.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Whoever owns an account is told of what changes who may enter it.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Before what changes who may enter: the password again, after so many seconds.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300

# Second factor: a code of an application, a security key, and codes on paper for the day on which
# both are lost.
MFA_ADAPTER = "members.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Terrain commun"
# Steps of 30 seconds before and after: the clock of a telephone may be wrong.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "members.second_factor_forms.CodeForm",
    "reauthenticate": "members.second_factor_forms.CodeAgainForm",
    "activate_totp": "members.second_factor_forms.ApplicationForm",
    "add_webauthn": "members.second_factor_forms.KeyForm",
    "edit_webauthn": "members.second_factor_forms.KeyNameForm",
}
# Whether whoever may enter the administration must have one (production.py: they must).
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=False)

# Another site whose accounts open ours, by OpenID Connect (ProConnect …); without OIDC_SERVER_URL:
# none.
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
OIDC = {
    "provider_id": "oidc",
    "name": env.str("OIDC_NAME", default="OpenID Connect"),
    "client_id": env.str("OIDC_CLIENT_ID", default=""),
    "secret": env.str("OIDC_CLIENT_SECRET", default=""),
    "settings": {
        "server_url": OIDC_SERVER_URL,
        "scope": env.str("OIDC_SCOPES", default="openid profile email").split(),
        # How strongly it must have asked who somebody is, words of its own apart by spaces.
        "auth_params": {
            name: value
            for name, value in {"acr_values": env.str("OIDC_ACR_VALUES", default="")}.items()
            if value
        },
        "oauth_pkce_enabled": True,
        # Whether an address that it gives needs no confirmation of ours.
        "email_trusted": env.bool("OIDC_EMAIL_TRUSTED", default=False),
    },
}
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [OIDC]}} if OIDC_SERVER_URL else {}
SOCIALACCOUNT_ADAPTER = "members.provider.OpenIdAdapter"
SOCIALACCOUNT_FORMS = {
    "signup": "members.account_forms.JoinFromElsewhereForm",
    "disconnect": "members.account_forms.UntieForm",
}
# Everybody chooses a name and accepts the terms.
SOCIALACCOUNT_AUTO_SIGNUP = False
# An account is never taken over because another site says that it has the same address.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
# See members/openid_views.py; tying an account to another asks for a proof first.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds

# How many proxies stand before the site: what they add to X-Forwarded-For says who asks, which the
# limits of attempts count. 0: nobody stands there, the header is not believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
