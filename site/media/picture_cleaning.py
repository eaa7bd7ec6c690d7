"""Turns an uploaded image into one that is safe to keep, or says why it cannot be.

Nothing of the uploaded bytes is stored: the image is decoded and written anew, upright, in sRGB,
without EXIF, GPS, XMP, comments or thumbnails.
"""

import hashlib
import io
import struct
import zlib
from pathlib import PurePath
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms

from media.picture_formats import JPEG, PNG, PictureFormat, brands, picture_format
from media.refusals import FOREIGN_CONTENT, UploadRefused, read_upload, refuse_wrong_extension

# What decoders raise on bytes that are not what they promise.
UNREADABLE = (
    OSError,
    EOFError,
    ValueError,
    SyntaxError,
    TypeError,
    LookupError,
    OverflowError,
    MemoryError,
    AttributeError,
    struct.error,
    zlib.error,
)
TOO_MANY_PIXELS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class CleanPicture(ContentFile):
    """An image that went through `clean_picture`; its name is safe and fits its content."""


def clean_picture(file: File | IO[bytes], name: str) -> CleanPicture:
    """The image to keep. `name` is the one given by the sender. UploadRefused says why not."""
    content = read_upload(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    kind = picture_format(content)
    if kind is None:
        raise unknown_format(content)
    path = PurePath(name)
    refuse_wrong_extension(path.suffix[1:], kind.extensions, _("a %s image") % kind.pillow)
    refuse_foreign_content(kind, content)
    image = decode(kind, content)
    data = encode(kind, content, image)
    digest = hashlib.sha256(data).hexdigest()[:8]
    stem = slugify(path.stem)[:50] or "image"
    return CleanPicture(data, name=f"{stem}-{digest}.{kind.stored_as}")


def unknown_format(content: bytes) -> UploadRefused:
    """The refusal of what is none of the accepted formats, with the way out that fits it."""
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in start or start.startswith(b"<?xml"):
        return UploadRefused(
            "svg",
            _(
                "SVG drawings are not accepted, as they can hold programs. Export the drawing as "
                "PNG, then upload that."
            ),
        )
    if brands(content) & {b"heic", b"heix", b"hevc", b"mif1", b"msf1"}:
        return UploadRefused(
            "heic",
            _("HEIC photographs are not accepted. Save the photograph as JPEG, then upload that."),
        )
    return UploadRefused(
        "not_an_image",
        _(
            "This file is not an image that we can read. Save it as JPEG, PNG, WebP, AVIF or GIF, "
            "then upload it again."
        ),
    )


def refuse_foreign_content(kind: PictureFormat, content: bytes) -> None:
    """UploadRefused when the file is cut short, or is also something else than an image."""
    foreign = UploadRefused(
        "not_only_an_image",
        _(
            "This file holds something else than an image (a program, a page or an archive). Open "
            "it in an image editor, export it anew, then upload that."
        ),
    )
    if FOREIGN_CONTENT.search(content) or content[:8] in (b"GIF89a/*", b"GIF87a/*"):
        raise foreign
    end = kind.end(content)
    if end is None:
        raise truncated()
    rest = content[end:].strip(b"\0")
    if not rest:
        return
    # Cameras put more after a JPEG: a second picture, a film, their own notes. It is left out.
    readable = sum(byte in b"\t\r\n" or 32 <= byte < 127 for byte in rest[:512])
    if kind is not JPEG or readable > 0.9 * len(rest[:512]):
        raise foreign


def truncated() -> UploadRefused:
    return UploadRefused(
        "damaged",
        _(
            "This image is damaged or incomplete. Open it on your computer to check it, save it "
            "again, then upload it."
        ),
    )


def decode(kind: PictureFormat, content: bytes) -> Image.Image:
    """The image in its stored size, upright and in sRGB. UploadRefused on what cannot be read."""
    try:
        with Image.open(io.BytesIO(content), formats=[kind.pillow]) as image:
            refuse_large(image)
            # A JPEG of several pictures (MPO) is a still one for us: the first.
            if kind is not JPEG and getattr(image, "is_animated", False):
                raise UploadRefused(
                    "animated",
                    _(
                        "Animated images are not accepted: nobody could pause them. Save one of "
                        "its images, or publish the film elsewhere and link to it."
                    ),
                )
            side = settings.MEDIA_STORED_SIDE
            image.draft(None, (side, side))  # JPEG only: decodes no more than needed
            image.load()
            # Turned last: a reduced image is cheaper to turn.
            profile = image.info.get("icc_profile")
            image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
            return upright(to_srgb(image, profile), image)
    except TOO_MANY_PIXELS as error:
        raise too_many_pixels() from error
    except UploadRefused:
        raise
    except UNREADABLE as error:
        raise truncated() from error


def refuse_large(image: Image.Image) -> None:
    """Looks at the header only: nothing is decoded yet."""
    width, height = image.size
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise too_many_pixels()


def too_many_pixels() -> UploadRefused:
    return UploadRefused(
        "too_many_pixels",
        _(
            "This image has more than %(limit)s million pixels. Reduce its width and height, then "
            "upload it again."
        ),
        limit=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000,
    )


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """L, RGB or RGBA as the image needs; its colour profile is applied, then dropped."""
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    has_alpha = image.has_transparency_data
    alpha = image.convert("RGBA").getchannel("A") if has_alpha else None
    if image.mode not in ("L", "RGB", "CMYK"):
        image = image.convert("L" if image.mode in ("1", "LA") else "RGB")
    colours = image
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
            colours = converted or image
        except (ImageCms.PyCMSError, *UNREADABLE):
            colours = image  # a broken profile: browsers would ignore it too
    if colours.mode == "CMYK":
        colours = colours.convert("RGB")
    if alpha is not None:
        colours = colours.convert("RGB")
        colours.putalpha(alpha)
    return colours


def upright(image: Image.Image, source: Image.Image) -> Image.Image:
    """`image` turned as the EXIF orientation of `source` says."""
    try:
        orientation = source.getexif().get(0x0112, 1)
    except UNREADABLE:
        return image
    turn = TURNS.get(orientation)
    return image.transpose(turn) if turn is not None else image


# EXIF 2.32, tag Orientation.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def encode(kind: PictureFormat, content: bytes, image: Image.Image) -> bytes:
    """The bytes to keep, in the format of the upload (PNG for GIF), without any metadata."""
    image.info.clear()
    target = io.BytesIO()
    match kind.stored_as:
        case "jpg":
            image.save(target, "JPEG", quality=90, optimize=True, progressive=True)
        case "webp":
            image.save(target, "WEBP", quality=90, lossless=b"VP8L" in content[:64], exact=False)
        case "avif":
            image.save(target, "AVIF", quality=82, speed=8)
        case _:
            image.save(target, PNG.pillow, optimize=False)
    return target.getvalue()
