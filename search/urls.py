"""Addresses of the search; French at the root, English under /en/."""

from django.urls import path

from search.views import answered, cards, data, pages, suggestions

app_name = "search"

urlpatterns = [
    path("recherche/", pages.results, name="results"),
    path("recherche.json", data.as_json, name="json"),
    path("recherche.csv", data.as_csv, name="csv"),
    path("recherche/suggestions.json", suggestions.as_json, name="suggestions"),
    path("recherche/deja-repondu/", answered.as_list, name="answered"),
    path("cartes/<int:page_id>/<slug:facet>/<slug:slug>/<slug:key>.jpg", cards.card, name="card"),
]
