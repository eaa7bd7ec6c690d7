"""What may be uploaded, how it is kept and how it is rendered; every size has its unit."""

import environ

env = environ.Env()

MIB = 1024 * 1024

# Pictures. Formats are recognised by content; the name must agree with it.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * MIB  # bytes
# Pixels (width × height): a telephone of 48 megapixels passes. Decoding takes 4 bytes a pixel.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
# Pixels: a stored original is reduced to this on its longer side; no page shows more.
MEDIA_STORED_SIDE = 3_840

# Renditions are WebP unless a template asks for AVIF (or, for share cards, JPEG).
WAGTAILIMAGES_FORMAT_CONVERSIONS = {
    "avif": "webp",
    "gif": "webp",
    "jpeg": "webp",
    "png": "webp",
    "webp": "webp",
}
# 0 to 100; chosen by eye on photographs and drawn covers, at the same look in each format.
WAGTAILIMAGES_WEBP_QUALITY = 78
WAGTAILIMAGES_AVIF_QUALITY = 58
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.PictureForm"

# Documents. Always downloads, through Django: a private collection has no other way in.
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "ods", "docx", "xlsx", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * MIB  # bytes
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_BLOCK_EMBEDDED_CONTENT = True
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.forms.PublicDocumentForm"
# Office files are ZIP archives: what they may hold once unpacked, in bytes and in entries.
MEDIA_UNPACKED_MAX_BYTES = 200 * MIB
MEDIA_UNPACKED_MAX_ENTRIES = 5_000
# Server that looks for viruses: tcp://host:3310 or unix:///path of clamd's socket; empty: none.
CLAMAV_URL = env.str("CLAMAV_URL", default="")
# The text of PDF, ODT and DOCX is read by a process of its own: what it may take, and keep.
MEDIA_READING_SECONDS = env.float("MEDIA_READING_SECONDS", default=10.0)
# Bytes of address space; MiB in the environment.
MEDIA_READING_MEMORY = env.int("MEDIA_READING_MEMORY", default=512) * MIB
MEDIA_READING_PAGES = env.int("MEDIA_READING_PAGES", default=500)  # of a PDF
MEDIA_READING_CHARACTERS = env.int("MEDIA_READING_CHARACTERS", default=200_000)

# `default` keeps what the public may not reach by an address: originals, documents, attachments.
STORAGES = {
    "default": {"BACKEND": "media.storages.PrivateFiles"},
    "renditions": {"BACKEND": "media.storages.PublicFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
