"""Addresses where members say what becomes of their messages, under /compte/."""

from django.urls import path

from home.answers import views

app_name = "answers"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("<int:pk>/", views.decide, name="decide"),
]
