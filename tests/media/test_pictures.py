"""What becomes of an uploaded image, whichever way it comes in."""

import io
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageCms
from wagtail.images.forms import get_image_form
from wagtail.models import UploadedFile

from media.models import Picture, Rendition
from media.picture_cleaning import clean_picture
from media.refusals import UploadRefused
from tests.factories.media import PictureFactory, image_file, root_collection
from tests.media.images import HOSTILE_IMAGES, drawing, encoded, photograph

Files = Callable[[], list[str]]
KINDS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}
hostile = pytest.mark.parametrize(
    ("name", "content", "code"), HOSTILE_IMAGES.values(), ids=HOSTILE_IMAGES
)
# The same dangers, one of each, for the ways in through the administration.
CHOSEN = ["svg called png", "bomb", "jpeg and archive", "truncated png", "wrong extension"]
some_hostile = pytest.mark.parametrize(
    ("name", "content", "code"), [HOSTILE_IMAGES[key] for key in CHOSEN], ids=CHOSEN
)


def opened(file: File) -> Image.Image:
    with file.open() as content:
        image = Image.open(io.BytesIO(content.read()))
    image.load()
    return image


@hostile
def test_hostile_file_is_refused_with_its_reason(name: str, content: bytes, code: str) -> None:
    with pytest.raises(UploadRefused) as refusal:
        clean_picture(io.BytesIO(content), name)
    assert refusal.value.code == code
    [message] = refusal.value.messages
    assert "%(" not in message
    assert message.endswith(".")


@hostile
@pytest.mark.django_db
def test_hostile_file_saved_by_code_leaves_nothing_behind(
    name: str, content: bytes, code: str, stored_files: Files
) -> None:
    with pytest.raises(UploadRefused):
        Picture.objects.create(title="Rue", file=ContentFile(content, name=name))
    picture = Picture(title="Rue")
    with pytest.raises(UploadRefused):
        picture.file.save(name, ContentFile(content))
    assert not Picture.objects.exists()
    assert stored_files() == []


@pytest.mark.parametrize("extension", KINDS)
def test_every_accepted_format_is_kept_as_an_image(extension: str) -> None:
    clean = clean_picture(io.BytesIO(encoded(KINDS[extension])), f"L’Haÿ-les-Roses.{extension}")
    image = opened(clean)
    assert image.size == (64, 48)
    assert clean.name.startswith("lhay-les-roses-")
    assert clean.name.endswith(".png" if extension == "gif" else f".{extension}")
    red, green, _ = image.convert("RGB").getpixel((32, 4))
    assert red > 150 > green


def test_place_camera_and_comment_are_gone_and_the_image_is_upright() -> None:
    content = photograph(orientation=6)
    assert b"Fabricant" in content
    clean = clean_picture(io.BytesIO(content), "rue.JPG")
    image = opened(clean)
    assert image.size == (48, 64)
    assert dict(image.getexif()) == {}
    clean.seek(0)
    kept = clean.read()
    for trace in (b"Exif", b"Fabricant", b"Durand", b"xmp", b"Oeuilly"):
        assert trace not in kept
    # Turned by a quarter to the right: what was above is at the right.
    assert image.getpixel((44, 30))[0] > 150
    assert image.getpixel((3, 30))[1] > 120


@pytest.mark.parametrize("extension", ["png", "webp", "avif"])
def test_metadata_of_other_formats_is_gone_too(extension: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Fabricant"
    content = encoded(KINDS[extension], exif=exif)
    assert b"Fabricant" in content
    clean = clean_picture(io.BytesIO(content), f"rue.{extension}")
    assert b"Fabricant" not in clean.read()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_applied_as_pillow_itself_does(orientation: int) -> None:
    from PIL import ImageOps

    content = photograph(orientation)
    expected = ImageOps.exif_transpose(opened(ContentFile(content)))
    image = opened(clean_picture(io.BytesIO(content), "rue.jpg"))
    assert image.size == expected.size
    for point in ((4, 4), (image.width - 4, image.height - 4)):
        assert (
            max(
                abs(a - b)
                for a, b in zip(image.getpixel(point), expected.getpixel(point), strict=True)
            )
            < 12
        )


def test_colour_profile_is_applied_and_dropped() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    for extra in (profile, b"no profile at all"):
        clean = clean_picture(io.BytesIO(encoded("JPEG", icc_profile=extra)), "rue.jpg")
        assert "icc_profile" not in opened(clean).info


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_png_of_any_mode_is_kept(mode: str) -> None:
    image = Image.new("I;16", (8, 8), 40_000) if mode == "I;16" else drawing(mode=mode)
    clean = opened(clean_picture(io.BytesIO(encoded("PNG", image)), "rue.png"))
    assert clean.mode == {"LA": "RGBA", "RGBA": "RGBA", "P": "RGB", "RGB": "RGB"}.get(mode, "L")
    if mode == "I;16":
        assert clean.getpixel((1, 1)) == 40_000 // 256


def test_transparency_of_a_palette_is_kept() -> None:
    image = drawing(mode="P")
    clean = clean_picture(io.BytesIO(encoded("PNG", image, transparency=0)), "rue.png")
    assert opened(clean).mode == "RGBA"


def test_print_colours_become_screen_colours() -> None:
    content = encoded("JPEG", drawing(mode="CMYK"))
    assert opened(clean_picture(io.BytesIO(content), "rue.jpg")).mode == "RGB"


def test_second_picture_and_camera_notes_after_a_jpeg_are_left_out() -> None:
    for more in (encoded("JPEG"), b"\0\0\x01\x0aSEFH\x6b\0\0\0\x01" + bytes(range(128, 256)) * 4):
        clean = clean_picture(io.BytesIO(encoded("JPEG") + more), "rue.jpg")
        clean.seek(0)
        assert clean.read().count(b"\xff\xd8\xff") == 1


def test_large_photograph_is_reduced(settings) -> None:
    settings.MEDIA_STORED_SIDE = 400
    content = encoded("JPEG", drawing((1600, 800)))
    assert opened(clean_picture(io.BytesIO(content), "rue.jpg")).size == (400, 200)


def test_file_over_the_size_limit_is_refused_before_it_is_read(settings) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 500
    with pytest.raises(UploadRefused) as refusal:
        clean_picture(io.BytesIO(encoded("JPEG", drawing((640, 480)))), "rue.jpg")
    assert refusal.value.code == "too_big"


@pytest.mark.django_db
def test_saving_by_code_cleans_measures_and_hashes(stored_files: Files) -> None:
    picture = Picture.objects.create(title="Rue", file=ContentFile(photograph(), name="rue.jpg"))
    assert (picture.width, picture.height) == (48, 64)
    assert picture.file_size == picture.file.size
    assert picture.file_hash
    [name] = stored_files()
    assert name.startswith("private/original_images/rue-")
    with picture.file.open() as file:
        assert b"Durand" not in file.read()


@pytest.mark.django_db
def test_file_does_not_outlive_a_row_that_failed(
    stored_files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError

    picture = Picture(title="Rue", file=image_file())
    monkeypatch.setattr(Picture, "_do_insert", fail)
    with pytest.raises(DatabaseError):
        picture.save()
    assert stored_files() == []


@some_hostile
def test_upload_form_refuses(
    administrator: Client, name: str, content: bytes, code: str, stored_files: Files
) -> None:
    response = administrator.post(
        reverse("wagtailimages:add"),
        {"title": "Rue", "file": SimpleUploadedFile(name, content, "image/png")},
        follow=True,
    )
    form = response.context["form"]
    assert form.has_error("file", code)
    assert not Picture.objects.exists()
    assert stored_files() == []


@some_hostile
def test_upload_of_several_refuses_each(
    administrator: Client, name: str, content: bytes, code: str, stored_files: Files
) -> None:
    response = administrator.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Rue", "files[]": SimpleUploadedFile(name, content, "image/png")},
    )
    assert response.json()["success"] is False
    assert response.json()["error_message"]
    assert not Picture.objects.exists()
    assert not UploadedFile.objects.exists()
    assert stored_files() == []


@some_hostile
def test_chooser_refuses(
    administrator: Client, name: str, content: bytes, code: str, stored_files: Files
) -> None:
    prefix = "image-chooser-upload"
    response = administrator.post(
        reverse("wagtailimages_chooser:create"),
        {f"{prefix}-title": "Rue", f"{prefix}-file": SimpleUploadedFile(name, content)},
    )
    assert response.json()["step"] == "reshow_creation_form"
    assert not Picture.objects.exists()
    assert stored_files() == []


@some_hostile
def test_replacing_a_file_refuses_and_keeps_the_old_one(
    administrator: Client, name: str, content: bytes, code: str, stored_files: Files
) -> None:
    picture = PictureFactory()
    before = stored_files()
    response = administrator.post(
        reverse("wagtailimages:edit", args=[picture.pk]),
        {"title": "Autre titre", "file": SimpleUploadedFile(name, content)},
    )
    assert response.context["form"].has_error("file", code)
    picture.refresh_from_db()
    assert picture.title != "Autre titre"
    assert [file for file in stored_files() if "private" in file] == before


def test_replacing_a_file_stores_the_new_one_clean(
    administrator: Client, stored_files: Files
) -> None:
    picture = PictureFactory()
    old = picture.file.name
    administrator.post(
        reverse("wagtailimages:edit", args=[picture.pk]),
        {"title": "Rue", "file": SimpleUploadedFile("neuf.jpg", photograph())},
    )
    picture.refresh_from_db()
    assert (picture.width, picture.height) == (48, 64)
    assert f"private/{old}" not in stored_files()
    with picture.file.open() as file:
        assert b"Durand" not in file.read()


def test_chooser_and_upload_of_several_store_clean_images(administrator: Client) -> None:
    prefix = "image-chooser-upload"
    administrator.post(
        reverse("wagtailimages_chooser:create"),
        {f"{prefix}-title": "Une", f"{prefix}-file": SimpleUploadedFile("a.jpg", photograph())},
    )
    response = administrator.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Deux", "files[]": SimpleUploadedFile("b.jpg", photograph(3))},
    )
    assert response.json()["success"] is True
    one, two = Picture.objects.order_by("title").reverse()
    for picture in (one, two):
        with picture.file.open() as file:
            assert b"Durand" not in file.read()
    # The second form of the same page: what the picture shows, and its credit.
    administrator.post(
        reverse("wagtailimages:edit_multiple", args=[two.pk]),
        {f"image-{two.pk}-title": "Deux", f"image-{two.pk}-credit": "Mairie d’Œuilly"},
    )
    two.refresh_from_db()
    assert two.credit == "Mairie d’Œuilly"


@pytest.mark.parametrize("on_disk", [False, True])
def test_upload_kept_for_later_by_wagtail_is_clean(
    administrator: Client, settings, stored_files: Files, on_disk: bool
) -> None:
    if on_disk:
        settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    response = administrator.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "x" * 300, "files[]": SimpleUploadedFile("rue.jpg", photograph())},
    )
    assert "uploaded_file_id" in response.json()
    waiting = UploadedFile.objects.get()
    with waiting.file.open() as file:
        assert b"Durand" not in file.read()
    waiting.file.delete()
    assert stored_files() == []


def test_upload_that_lies_on_disk_is_read_too(db) -> None:
    upload = TemporaryUploadedFile("rue.jpg", "image/jpeg", 0, None)
    upload.write(photograph())
    upload.size = upload.tell()
    upload.seek(0)
    form = get_image_form(Picture)(
        {"title": "Rue", "collection": root_collection().pk}, {"file": upload}
    )
    assert form.is_valid(), form.errors
    with form.save().file.open() as file:
        assert b"Durand" not in file.read()
    upload.close()


def test_limits_are_said_in_the_form(administrator: Client) -> None:
    form = administrator.get(reverse("wagtailimages:add")).context["form"]
    help_text = str(form.fields["file"].help_text)
    assert "3840" in help_text
    assert "50" in help_text
    assert {"description", "credit"} <= set(form.fields)


@pytest.mark.django_db
def test_rendition_is_webp_or_avif_public_and_without_metadata(stored_files: Files) -> None:
    picture = PictureFactory(file=ContentFile(photograph(), name="rue.jpg"))
    webp = picture.get_rendition("width-20")
    avif = picture.get_rendition("width-20|format-avif")
    assert webp.url.startswith("/media/images/")
    assert webp.url.endswith(".webp")
    assert avif.url.endswith(".avif")
    assert [opened(rendition.file).format for rendition in (webp, avif)] == ["WEBP", "AVIF"]
    assert sum(name.startswith("public/") for name in stored_files()) == 2


@pytest.mark.django_db
def test_focal_point_is_kept_in_the_frame() -> None:
    image = Image.new("RGB", (600, 100), "white")
    image.paste((200, 0, 0), (500, 0, 600, 100))
    picture = PictureFactory(
        file=ContentFile(encoded("PNG", image), name="rue.png"),
        focal_point_x=550,
        focal_point_y=50,
        focal_point_width=40,
        focal_point_height=40,
    )
    framed = opened(picture.get_rendition("fill-100x100").file).convert("RGB")
    red, green, _ = framed.getpixel((60, 50))
    assert red > 150 > green


@pytest.mark.django_db
def test_original_has_no_address() -> None:
    with pytest.raises(NotImplementedError):
        _ = PictureFactory().file.url


@pytest.mark.django_db
def test_deleting_an_image_deletes_its_files(
    stored_files: Files, django_capture_on_commit_callbacks
) -> None:
    picture = PictureFactory()
    picture.get_rendition("width-20")
    assert len(stored_files()) == 2
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
    assert stored_files() == []
    assert not Rendition.objects.exists()


def test_listing_asks_as_much_for_many_as_for_few(administrator: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (3, 9):
        for _ in range(number):
            PictureFactory()
        administrator.get(reverse("wagtailimages:index"))  # makes the renditions
        with CaptureQueriesContext(connection) as queries:
            assert administrator.get(reverse("wagtailimages:index")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_account_page_takes_no_portrait(administrator: Client) -> None:
    panels = administrator.get(reverse("wagtailadmin_account")).context["panels_by_tab"]
    assert "avatar" not in {panel.name for group in panels.values() for panel in group}


@pytest.mark.parametrize("layout", ["grid", "list"])
def test_the_list_of_images_shows_each_credit_or_that_there_is_none(
    administrator: Client, layout: str
) -> None:
    PictureFactory(title="Rue", credit="Mairie d’Œuilly <CC BY 4.0>")
    PictureFactory(title="Place", credit="")
    page = administrator.get(reverse("wagtailimages:index"), {"layout": layout}).content.decode()
    assert page.count("Crédit\xa0: Mairie d’Œuilly &lt;CC BY 4.0&gt;") == 1
    assert page.count("Sans crédit") == 1
