"""What a year and the date of a source may be."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1900, 2100
YEAR_VALIDATORS = (MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR))

_PARTIAL_DATE = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2}))?)?", re.ASCII)


def validate_partial_date(value: str) -> None:
    """That `value` is a year, a month or a day that exists: 2012, 2012-06 or 2012-06-14.

    ValidationError otherwise. EDTF level 0 (https://www.loc.gov/standards/datetime/), years of
    `FIRST_YEAR` to `LAST_YEAR`.
    """
    match = _PARTIAL_DATE.fullmatch(value)
    try:
        if not match:
            raise ValueError(value)
        year, month, day = (int(match[part] or 1) for part in ("year", "month", "day"))
        date(year, month, day)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(value)
    except ValueError as error:
        raise ValidationError(
            _("Write the date as 2012, 2012-06 or 2012-06-14."), code="partial_date"
        ) from error
