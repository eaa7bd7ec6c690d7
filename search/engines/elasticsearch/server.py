"""Whether what answers at the address is a search server that this site can use."""

from django.utils.translation import gettext as _
from elastic_transport import TlsError
from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    ConnectionError,
    ConnectionTimeout,
    Elasticsearch,
    NotFoundError,
    SerializationError,
    TransportError,
    UnsupportedProductError,
)

from search.engines.elasticsearch.draining import NoIndex
from search.engines.elasticsearch.rebuilding import RebuildError

MAJOR = 9  # of the servers whose answers this code reads


class Unfit(Exception):
    """What answers is no server of ours; the message says why, and what to do."""


# What goes wrong with the server, and `in_words` tells.
FAILURES = (ApiError, TransportError, NoIndex, RebuildError, Unfit)


def check_server(client: Elasticsearch) -> str:
    """The version of the server; raises Unfit, ApiError, TransportError."""
    number: str = client.info()["version"]["number"]
    if number.split(".")[0] != str(MAJOR):
        raise Unfit(
            _("The server is Elasticsearch %(number)s; this site needs a version %(major)s.")
            % {"number": number, "major": MAJOR}
        )
    return number


def in_words(error: Exception) -> str:
    """One line that says what is wrong, for those who run the site."""
    match error:
        case UnsupportedProductError() | SerializationError():
            return _("What answers at ELASTICSEARCH_URL is not Elasticsearch.")
        case AuthenticationException():
            return _(
                "The search server refuses the key or the password: see ELASTICSEARCH_API_KEY."
            )
        case AuthorizationException() if "security_exception" in str(error):
            return _("The key of the search server does not allow what this site has to do.")
        case TlsError():
            return _(
                "The certificate of the search server is not trusted: see ELASTICSEARCH_CA_CERTS."
            )
        case ConnectionTimeout():
            return _("The search server does not answer in time.")
        case ConnectionError():
            return _("The search server cannot be reached at ELASTICSEARCH_URL.")
        case NotFoundError():
            return _(
                "An index of the search server is missing: the worker makes it anew, as does "
                "manage.py rebuild_search_index."
            )
        case ApiError():
            return f"{error}."
        case _:
            return " ".join(str(error).split())
