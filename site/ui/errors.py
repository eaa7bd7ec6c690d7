"""What is to be put right in a form, as the summary of errors tells it."""

from django import forms


def errors_of(*forms_of_page: forms.BaseForm | None) -> list[dict[str, str]]:
    """What is to be put right, for `components/error_summary.html`, in the order of the fields.

    Of several forms that are sent as one, what each says of itself comes before its fields.
    """
    found: list[tuple[str, object]] = []
    for form in filter(None, forms_of_page):
        found += (("", message) for message in form.non_field_errors())
        found += (
            (_first_input(field), message)
            for field in form.visible_fields()
            for message in field.errors
        )
    return [{"id": input_id, "message": str(message)} for input_id, message in found]


def _first_input(field: forms.BoundField) -> str:
    """The id that a link leads to: of a group of buttons, that of the first."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.id_for_label)
