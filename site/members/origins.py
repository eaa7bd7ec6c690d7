"""Where a request comes from, for limits on what visitors without an account may ask for."""

from ipaddress import ip_address, ip_network

from django.http import HttpRequest


def origin(request: HttpRequest) -> str:
    """The network that a request comes from: an IPv4 address, or the /64 of an IPv6 one.

    Behind a proxy, what the proxy itself wrote: the last of X-Forwarded-For. Never kept as it is.
    """
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    for given in (forwarded, request.META.get("REMOTE_ADDR", "")):
        try:
            address = ip_address(given)
        except ValueError:
            continue
        length = 32 if address.version == 4 else 64
        return str(ip_network(f"{address}/{length}", strict=False))
    return ""
