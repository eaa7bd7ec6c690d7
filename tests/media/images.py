"""Images and hostile files, made here: nothing is downloaded."""

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational


def drawing(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """Upper half red, lower half green: shows which way is up."""
    image = Image.new("RGB", size, (200, 30, 30))
    width, height = size
    ImageDraw.Draw(image).rectangle((0, height // 2, width, height), fill=(30, 160, 60))
    return image.convert(mode)


def encoded(kind: str, image: Image.Image | None = None, **options: object) -> bytes:
    target = io.BytesIO()
    (image or drawing()).save(target, kind, **options)
    return target.getvalue()


def photograph(orientation: int = 6) -> bytes:
    """A JPEG with place, camera, comment and XMP, turned by its EXIF orientation."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Fabricant de téléphones"
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (IFDRational(48), IFDRational(51), IFDRational(24)), 3: "E"}
    )
    return encoded(
        "JPEG",
        exif=exif,
        comment=b"Devant chez Mme Durand",
        xmp=b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><City>Oeuilly</City></x:xmpmeta>',
        quality=95,
    )


def png_chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


def png_bomb(width: int = 40_000, height: int = 40_000) -> bytes:
    """Some kilobytes that unpack to gigabytes of pixels."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + width // 8)
    data = b"".join(packer.compress(row) for _ in range(200)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", data)
        + png_chunk(b"IEND", b"")
    )


def animation(kind: str = "GIF", frames: int = 40) -> bytes:
    images = [Image.new("RGB", (64, 64), (i * 5, 40, 90)) for i in range(frames)]
    return encoded(kind, images[0], save_all=True, append_images=images[1:])


def gif_and_script() -> bytes:
    """Reads as an image, and as a script that starts with the variable GIF89a."""
    return encoded("GIF") + b"*/=1;alert(document.domain)//"


def archive(**entries: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return target.getvalue()


def with_png_text(text: bytes) -> bytes:
    content = encoded("PNG")
    return content[:33] + png_chunk(b"tEXt", b"Comment\0" + text) + content[33:]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

# Name of the file, its content, the code of the refusal.
HOSTILE_IMAGES = {
    "svg": ("logo.svg", SVG, "svg"),
    "svg called png": ("logo.png", SVG, "svg"),
    "bomb": ("plan.png", png_bomb(), "too_many_pixels"),
    "larger than the limit": ("plan.png", png_bomb(8_000, 7_000), "too_many_pixels"),
    "gif of 60,000 pixels a side": (
        "plan.gif",
        b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + encoded("GIF")[10:],
        "too_many_pixels",
    ),
    "animated gif": ("film.gif", animation(), "animated"),
    "animated webp": ("film.webp", animation("WEBP"), "animated"),
    "animated png": ("film.png", animation("PNG"), "animated"),
    "animated avif": ("film.avif", animation("AVIF", 3), "animated"),
    "gif and script": ("rue.gif", gif_and_script(), "not_only_an_image"),
    "gif header that opens a comment": (
        "rue.gif",
        b"GIF89a/*" + encoded("GIF")[8:],
        "not_only_an_image",
    ),
    "jpeg and archive": (
        "rue.jpg",
        encoded("JPEG") + archive(**{"a.class": b"\xca\xfe"}),
        "not_only_an_image",
    ),
    "jpeg and page": (
        "rue.jpg",
        encoded("JPEG", comment=b"<html><script>alert(1)</script>"),
        "not_only_an_image",
    ),
    "jpeg and text": ("rue.jpg", encoded("JPEG") + b"alert(1)//" * 20, "not_only_an_image"),
    "png and php": ("rue.png", with_png_text(b"<?php system($_GET[0]);"), "not_only_an_image"),
    "webp and more": ("rue.webp", encoded("WEBP") + b"=alert(1)", "not_only_an_image"),
    "truncated jpeg": ("rue.jpg", encoded("JPEG")[:-200], "damaged"),
    "truncated png": ("rue.png", encoded("PNG")[:-30], "damaged"),
    "truncated gif": ("rue.gif", encoded("GIF")[:-12], "damaged"),
    "truncated webp": ("rue.webp", encoded("WEBP")[:-8], "damaged"),
    "truncated avif": ("rue.avif", encoded("AVIF")[:-20], "damaged"),
    "header alone": ("rue.jpg", b"\xff\xd8\xff\xe0", "damaged"),
    "wrong extension": ("rue.png", encoded("JPEG"), "wrong_extension"),
    "no extension": ("rue", encoded("JPEG"), "wrong_extension"),
    "program called jpg": ("rue.jpg", b"MZ\x90\0" + b"\0" * 200, "not_an_image"),
    "pdf called jpg": ("rue.jpg", b"%PDF-1.7\n%%EOF", "not_an_image"),
    "page called jpg": ("rue.jpg", b"<!doctype html><p>", "not_an_image"),
    "bmp": ("rue.bmp", encoded("BMP"), "not_an_image"),
    "iphone": ("rue.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 60, "heic"),
    "empty": ("rue.jpg", b"", "empty"),
}
