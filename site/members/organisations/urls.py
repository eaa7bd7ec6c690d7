"""Addresses of my organisations and of my profile, under /compte/."""

from django.urls import path

from members.organisations import views

urlpatterns = [
    path("structures/", views.mine, name="organisations"),
    path("structures/rejoindre/", views.search, name="organisation_search"),
    path("structures/rejoindre/<int:pk>/", views.join, name="organisation_join"),
    path(
        "structures/rejoindre/<slug:kind>/<slug:code>/",
        views.join_territory,
        name="organisation_join_territory",
    ),
    path("structures/<int:pk>/membres/", views.members, name="organisation_members"),
    path("structures/quitter/<int:pk>/", views.leave, name="organisation_leave"),
    path("structures/demandes/<int:pk>/", views.decide, name="organisation_decide"),
    path("profil/", views.profile, name="account_profile"),
]
