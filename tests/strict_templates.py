"""An undefined variable in a template of ours fails the test, instead of printing nothing.

Idea: gip-inclusion/les-emplois, tests/conftest.py. What may be absent says so in the template:
`{{ note|default:"" }}`; `{% if note %}` asks, and so may.
"""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Context, VariableDoesNotExist
from django.template.base import FilterExpression
from django.template.defaultfilters import default, default_if_none
from django.template.defaulttags import ForNode

OUR_TEMPLATES = Path(settings.SITE_DIR) / "templates"
# Filters by which a template says that the variable may be absent.
SAYING_SO = {default, default_if_none}


class UndefinedVariable(AssertionError):
    """A variable that the template does not get; names both."""


def _check(expression: FilterExpression, context: Context) -> None:
    template = context.render_context.template
    name = getattr(getattr(template, "origin", None), "name", "") or ""
    if not expression.is_var or not name.startswith(str(OUR_TEMPLATES)):
        return
    if any(function in SAYING_SO for function, _ in expression.filters):
        return
    try:
        expression.var.resolve(context)
    except VariableDoesNotExist as missing:
        where = Path(name).relative_to(OUR_TEMPLATES)
        raise UndefinedVariable(f"{where}: “{expression.token}” is not defined") from missing


@pytest.fixture(autouse=True)
def undefined_variables_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve = FilterExpression.resolve
    render_for = ForNode.render

    def strict_resolve(
        self: FilterExpression, context: Context, ignore_failures: bool = False
    ) -> Any:
        if not ignore_failures:
            _check(self, context)
        return resolve(self, context, ignore_failures)

    def strict_for(self: ForNode, context: Context) -> Any:
        _check(self.sequence, context)
        return render_for(self, context)

    monkeypatch.setattr(FilterExpression, "resolve", strict_resolve)
    monkeypatch.setattr(ForNode, "render", strict_for)
