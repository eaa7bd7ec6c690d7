"""Tests: fast hashes, files under a folder of their own, nothing leaves the process."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import BASE_DIR, env

SECRET_KEY = "test"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": env.db_url("DATABASE_URL", default="sqlite://:memory:")}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(
    env.str(
        "MEDIA_ROOT", default=str(Path(tempfile.gettempdir()) / "terrain-commun-tests" / "media")
    )
)
PRIVATE_MEDIA_ROOT = MEDIA_ROOT.with_name("private")
STATIC_ROOT = BASE_DIR / "var" / "static-tests"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is missing
WAGTAILADMIN_BASE_URL = "http://testserver"
DEMONSTRATION_PASSWORD = "terrain-commun"  # noqa: S105
# The gallery of components, at /galerie/.
GALLERY = True
# A machine that runs many tests is slow: none is to fail for that.
MEDIA_READING_SECONDS = 120.0
