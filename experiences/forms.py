"""The form by which editors write a publication: rules of publication as messages at the fields."""

from collections.abc import Iterator
from typing import Any

from django.forms.models import ModelChoiceIterator
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import Locale, TranslatableMixin

from experiences import rules
from experiences.slugs import slug_of
from taxonomy.models import Theme


class ThemesByParent(ModelChoiceIterator):
    """Themes in groups: each theme, then its sub-themes."""

    def __iter__(self) -> Iterator[Any]:
        children: dict[int | None, list[Theme]] = {}
        for theme in self.queryset:
            children.setdefault(theme.parent_id, []).append(theme)
        for parent in children.get(None, []):
            yield (
                parent.name,
                [self.choice(term) for term in [parent, *children.get(parent.pk, [])]],
            )

    def __len__(self) -> int:
        return self.queryset.count()


class PublicationForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules_shown = False
        self.offer_terms_of_the_default_locale()
        if "summary" in self.fields:
            # What the field itself says when it is empty: the words of the rule.
            message = next(rules.summary(lambda name: "")).message
            self.fields["summary"].error_messages["required"] = message
        if "slug" in self.fields and self.instance.pk is None:
            # Left empty (without JavaScript): the model makes it from the title.
            self.fields["slug"].required = False

    def offer_terms_of_the_default_locale(self) -> None:
        """Terms are stored in the default locale, whatever the page's own."""
        default = Locale.get_default()
        for name, field in self.fields.items():
            queryset = getattr(field, "queryset", None)
            if queryset is None or queryset.model._meta.app_label != "taxonomy":
                continue
            if issubclass(queryset.model, TranslatableMixin):
                field.queryset = queryset.filter(locale=default)
            if name == "themes":
                field.iterator = ThemesByParent
                field.choices = ThemesByParent(field)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if "reviewed_on" in self.changed_data and data.get("reviewed_on"):
            self.instance.reviewed_by = self.for_user
        title = data.get("title")
        if title and data.get("slug") == "" and not slug_of(title):
            self.add_error("slug", self.fields["slug"].error_messages["required"])
        return data

    def is_valid(self) -> bool:
        """As usual, and the rules of publication unless a draft is saved or sent back.

        Every message comes at once: a rule says nothing of a field that already has an error.
        """
        valid = bool(super().is_valid())
        if not self.is_bound or self.is_deferred_validation or self.is_sent_back:
            return valid
        found = rules.problems(type(self.instance), self.read)
        if not self.rules_shown:
            self.rules_shown = True
            self.show([problem for problem in found if problem.field not in self.errors])
        return valid and not found

    @property
    def is_sent_back(self) -> bool:
        """Whether a moderator asks for changes, or the author takes the page back."""
        return (
            self.data.get("workflow-action-name") == "reject"
            or "action-cancel-workflow" in self.data
        )

    def read(self, name: str) -> Any:
        """The value of a field or inline panel as sent: see `rules.Read`."""
        if name in self.formsets:
            return [form.instance for form in self.sent_forms(name)]
        if name in self.cleaned_data:
            value = self.cleaned_data[name]
            return list(value) if hasattr(value, "all") else value
        value = getattr(self.instance, name)
        return list(value.all()) if hasattr(value, "all") else value

    def sent_forms(self, name: str) -> list[Any]:
        """The forms of an inline panel that are kept."""
        formset = self.formsets[name]
        return [
            form
            for form in formset.forms
            if form not in formset.deleted_forms and (form.has_changed() or form.instance.pk)
        ]

    def show(self, problems: list[rules.Problem]) -> None:
        """Put each problem at its field, at its child, or above its inline panel."""
        in_streams: dict[str, list[str]] = {}
        for problem in problems:
            if problem.field in self.formsets:
                if problem.item is None:
                    self.formsets[problem.field]._non_form_errors.append(problem.message)
                else:
                    form = self.sent_forms(problem.field)[problem.item]
                    is_stream = isinstance(
                        form.instance._meta.get_field(problem.item_field), StreamField
                    )
                    form.add_error(
                        problem.item_field,
                        StreamBlockValidationError(non_block_errors=[problem.message])
                        if is_stream
                        else problem.message,
                    )
            elif problem.field not in self.fields:
                self.add_error(None, problem.message)
            elif isinstance(self.instance._meta.get_field(problem.field), StreamField):
                in_streams.setdefault(problem.field, []).append(problem.message)
            else:
                self.add_error(problem.field, problem.message)
        # The editor of a stream shows one error, which may hold several messages.
        for name, messages in in_streams.items():
            self.add_error(name, StreamBlockValidationError(non_block_errors=messages))
