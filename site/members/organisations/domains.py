"""Domains of e-mail addresses: which ones prove that somebody works for an organisation."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Whoever has an address there proves nothing by it: the providers that the public uses in France.
PUBLIC_PROVIDERS = frozenset(
    """
    aliceadsl.fr aol.com aol.fr bbox.fr club-internet.fr cegetel.net dbmail.com free.fr gmail.com
    gmx.com gmx.de gmx.fr gmx.net googlemail.com hotmail.com hotmail.fr icloud.com infonie.fr
    laposte.net libertysurf.fr live.com live.fr mac.com mail.com mail.ru mailo.com me.com msn.com
    mailoo.org neuf.fr netcourrier.com noos.fr numericable.fr online.fr orange.fr orange.net
    outlook.com outlook.fr pm.me proton.me protonmail.ch protonmail.com riseup.net sfr.fr
    tutanota.com tuta.io voila.fr wanadoo.fr yahoo.com yahoo.fr yandex.com ymail.com yopmail.com
    zaclys.net zoho.com
    """.split()  # noqa: SIM905
)
# Labels of a name of the DNS, in ASCII (RFC 1035, RFC 5890); the last one is no number.
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9-]{2,63}")
# Under these, everybody has a name: none of them is one body's own.
SHARED_ENDINGS = frozenset({"asso.fr", "com.fr", "gouv.fr", "nom.fr", "prd.fr", "tm.fr"})
MOST = 20


def domain_of(address: str) -> str:
    """What stands after the @, in lower case."""
    return address.rpartition("@")[2].lower()


def read_domains(text: str) -> list[str]:
    """The domains of `text`, apart by spaces or lines, in ASCII and in order, each once.

    ValidationError for what is no domain, and for what proves nothing.
    """
    found = dict.fromkeys(_read(word) for word in text.replace(",", " ").split())
    if len(found) > MOST:
        raise ValidationError(_("At most %(number)s domains.") % {"number": MOST})
    return sorted(found)


def read_domain(word: str) -> str:
    """A domain, or that of an e-mail address, in ASCII (IDNA). ValidationError for what is none."""
    try:
        domain = domain_of(word).strip(".").encode("idna").decode()
    except UnicodeError:
        domain = ""
    if not _NAME.fullmatch(domain) or len(domain) > 253:
        raise ValidationError(
            _("“%(word)s” is no domain: it looks like mairie-vitre.fr.") % {"word": word[:80]}
        )
    return domain


def _read(word: str) -> str:
    domain = read_domain(word)
    if domain in PUBLIC_PROVIDERS or domain in SHARED_ENDINGS:
        raise ValidationError(
            _("Everybody can have an address at %(domain)s: it proves nothing.")
            % {"domain": domain}
        )
    return domain
