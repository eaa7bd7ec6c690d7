"""Addresses of accounts, in French; the names are allauth's own, which it looks up itself."""

from allauth.account import views as allauth
from allauth.socialaccount import views as social
from django.urls import include, path, re_path

from members import account_views, openid_views, personal_data_views

urlpatterns = [
    path("", account_views.account, name="account"),
    path("nom/", account_views.name, name="account_name"),
    path("conditions/", account_views.terms, name="account_terms"),
    path("conditions/accepter/", account_views.consent, name="account_consent"),
    path("quitter/", account_views.leaving, name="account_leaving"),
    path("donnees/", personal_data_views.data, name="account_data"),
    path("donnees/donnees.json", personal_data_views.data_file, name="account_data_file"),
    path("suppression/", personal_data_views.deletion, name="account_deletion"),
    path("connexion/", allauth.login, name="account_login"),
    path("deconnexion/", openid_views.sign_out, name="account_logout"),
    path("ferme/", allauth.account_inactive, name="account_inactive"),
    path("inscription/", allauth.signup, name="account_signup"),
    path("verification/", allauth.reauthenticate, name="account_reauthenticate"),
    path("adresse/", allauth.email, name="account_email"),
    path(
        "adresse/message/",
        allauth.email_verification_sent,
        name="account_email_verification_sent",
    ),
    re_path(
        r"^adresse/confirmer/(?P<key>[-:\w]+)/$",
        allauth.confirm_email,
        name="account_confirm_email",
    ),
    path("mot-de-passe/", allauth.password_change, name="account_change_password"),
    path("mot-de-passe/choisir/", allauth.password_set, name="account_set_password"),
    path("mot-de-passe/oublie/", allauth.password_reset, name="account_reset_password"),
    path(
        "mot-de-passe/oublie/message/",
        allauth.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "mot-de-passe/oublie/fait/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^mot-de-passe/oublie/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("ailleurs/", social.connections, name="socialaccount_connections"),
    path("ailleurs/inscription/", social.signup, name="socialaccount_signup"),
    path("ailleurs/annulee/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("ailleurs/<slug:provider_id>/", openid_views.leave_for, name="openid_connect_login"),
    path(
        "ailleurs/<slug:provider_id>/retour/",
        openid_views.come_back,
        name="openid_connect_callback",
    ),
    path("", include("members.organisations.urls")),
    path("double-verification/", include("members.second_factor_urls")),
]
