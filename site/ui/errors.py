"""What is to be put right in a form, as the summary of errors tells it."""

from django import forms


def errors_of(form: forms.BaseForm) -> list[dict[str, str]]:
    """What is to be put right, for `components/error_summary.html`, in the order of the fields."""
    general = [("", message) for message in form.non_field_errors()]
    of_fields = [
        (_first_input(field), message)
        for field in form.visible_fields()
        for message in field.errors
    ]
    return [{"id": input_id, "message": str(message)} for input_id, message in general + of_fields]


def _first_input(field: forms.BoundField) -> str:
    """The id that a link leads to: of a group of buttons, that of the first."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.id_for_label)
