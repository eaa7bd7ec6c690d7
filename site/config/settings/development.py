"""Development: `make run` on one's own machine, with demonstration accounts."""

from .base import *  # noqa: F403
from .base import VAR_DIR, env

DEBUG = env.bool("DEBUG", default=True)
# Known to everyone: production refuses it (see production.py).
SECRET_KEY = env.str("SECRET_KEY", default="insecure-development-key-never-use-it-in-production")
ALLOWED_HOSTS = ["*"]
INTERNAL_IPS = ["127.0.0.1"]

VAR_DIR.mkdir(exist_ok=True)
# make run creates accounts by function with this password; no other environment does.
DEMONSTRATION_PASSWORD = "terrain-commun"  # noqa: S105
# The gallery of components, at /galerie/.
GALLERY = True
