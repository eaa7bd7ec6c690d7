"""Addresses of the territories."""

from django.urls import path

from territories import views

urlpatterns = [path("territoires.json", views.picker, name="territory_picker")]
