"""Videos of other sites: which hosts are allowed, and the address of their player.

The Content-Security-Policy takes its `frame-src` from here: this is the one list of hosts.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Video:
    provider: str
    player: str  # address for the frame, loaded only on click
    page: str  # address of the video's own page, for a plain link


# Origins that a frame may show.
YOUTUBE = "https://www.youtube-nocookie.com"
VIMEO = "https://player.vimeo.com"
DAILYMOTION = "https://www.dailymotion.com"
# The PeerTube instance that DINUM runs for public administrations.
PEERTUBE = "https://tube.numerique.gouv.fr"
FRAME_ORIGINS = (YOUTUBE, VIMEO, DAILYMOTION, PEERTUBE)
PROVIDERS = ("YouTube", "Vimeo", "Dailymotion", "Tube (numerique.gouv.fr)")

_IDENTIFIER = re.compile(r"[\w-]{5,40}")


def video(url: str) -> Video | None:
    """The video at a public address; None when its host or its form is not known here."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = [piece for piece in parts.path.split("/") if piece]
    match host, path:
        case ("youtube.com", ["watch"]):
            return _youtube(parse_qs(parts.query).get("v", [""])[0])
        case ("youtube.com" | "youtube-nocookie.com", ["embed" | "shorts" | "live", name]):
            return _youtube(name)
        case ("youtu.be", [name]):
            return _youtube(name)
        case ("vimeo.com", [name]) | ("player.vimeo.com", ["video", name]) if name.isdecimal():
            # dnt: Vimeo's own "do not track".
            return Video("Vimeo", f"{VIMEO}/video/{name}?dnt=1", f"https://vimeo.com/{name}")
        case ("dailymotion.com", ["video", name] | ["embed", "video", name]) | ("dai.ly", [name]):
            return _known(
                name, "Dailymotion", f"{DAILYMOTION}/embed/video/", f"{DAILYMOTION}/video/"
            )
        case ("tube.numerique.gouv.fr", ["w", name] | ["videos", "watch" | "embed", name]):
            return _known(name, PROVIDERS[3], f"{PEERTUBE}/videos/embed/", f"{PEERTUBE}/w/")
    return None


def _youtube(name: str) -> Video | None:
    return _known(name, "YouTube", f"{YOUTUBE}/embed/", "https://www.youtube.com/watch?v=")


def _known(name: str, provider: str, player: str, page: str) -> Video | None:
    if not _IDENTIFIER.fullmatch(name):
        return None
    return Video(provider, player + name, page + name)
