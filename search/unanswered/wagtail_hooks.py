"""The editors' side of what was sought in vain: a list, and the first of it on their home page."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from search.unanswered.dashboard import MostWantedPanel
from search.unanswered.listing import UnansweredViewSet
from search.unanswered.prefilling import remember_title

hooks.register("before_create_page", remember_title)


@hooks.register("register_admin_viewset")
def register_list() -> UnansweredViewSet:
    return UnansweredViewSet()


@hooks.register("construct_homepage_panels")
def add_most_wanted(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(MostWantedPanel())
