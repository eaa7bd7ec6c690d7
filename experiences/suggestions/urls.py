"""Addresses where members complete and correct sheets; French at the root, English under /en/."""

from django.urls import path

from experiences.suggestions import views

app_name = "suggestions"

urlpatterns = [
    path("completer/", views.mine, name="mine"),
    path("completer/<int:pk>/", views.choose, name="choose"),
    path("completer/<int:pk>/<slug:about>/", views.suggest, name="suggest"),
]
