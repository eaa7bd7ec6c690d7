"""Texts that look like somebody's data, and visitors that are programs: neither is counted."""

import re

ADDRESS = re.compile(r"\S@\S")
# Nine digits or more, however they are parted: telephone, SIRET, social security, bank card.
NUMBER = re.compile(r"\d(?:[\s().,/+-]{0,2}\d){8,}")
# ISO 13616: country, two check digits, 11 to 30 letters and digits.
IBAN = re.compile(r"\b[a-z]{2}\d{2}(?:[\s-]?[a-z0-9]){11,30}\b", re.IGNORECASE)
PROGRAM = re.compile(
    r"bot|crawl|spider|slurp|scrap|fetch|monitor|preview|headless|curl|wget|python|java/|go-http|"
    r"http-?client|libwww|okhttp|axios|node|php|ruby|perl|scan|archive|lighthouse",
    re.IGNORECASE,
)


def looks_personal(text: str) -> bool:
    """Whether `text` holds what looks like an e-mail address, a telephone number or an IBAN."""
    return any(pattern.search(text) for pattern in (ADDRESS, NUMBER, IBAN))


def is_program(user_agent: str) -> bool:
    """Whether a request obviously comes from a program; none of this is kept."""
    return not user_agent or bool(PROGRAM.search(user_agent))
