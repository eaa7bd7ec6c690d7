"""The composition root as an app: holds the management commands that span every room."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    label = "config"
