"""What browsers are told: cookies, frames, and where a page may take anything from."""

from typing import Any

from ui.embeds import FRAME_ORIGINS

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
# Gone with the browser's session: visitors get one from a form only, and need it no longer.
CSRF_COOKIE_AGE = None
X_FRAME_OPTIONS = "DENY"  # Wagtail itself lifts it for its previews
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# Public pages: files of ours alone; players of videos, loaded on click, from one list of hosts.
CONTENT_SECURITY_POLICY: dict[str, dict[str, Any]] = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "frame-src": list(FRAME_ORIGINS),
        "frame-ancestors": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    },
}
# Wagtail's admin writes scripts and styles into its pages, and shows pages in a frame.
ADMIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'unsafe-inline'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "media-src": ["'self'", "blob:"],
        "frame-src": ["'self'", *FRAME_ORIGINS],
        "object-src": ["'none'"],
        "frame-ancestors": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
    },
}
