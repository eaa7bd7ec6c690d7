"""Template tags of the interface's components."""

from django import template

register = template.Library()
