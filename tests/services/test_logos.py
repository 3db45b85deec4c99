"""Logos: whatever is uploaded, what is shown is a small PNG of our own writing."""

from __future__ import annotations

import asyncio
import hashlib
import io
import random
import struct
import threading
import zlib
from contextlib import suppress

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from graphapi.errors import Forbidden, InvalidInput, NotFound
from graphapi.models import Logo, Partner, PartnerStatus
from graphapi.services.logos import CONTENT_TYPE, MAX_BYTES, find_logo, remove_logo, set_logo
from graphapi.services.partners import update_partner
from tests.entering import paths

TEAL = (15, 92, 110)
SECRET = b"<script>alert('inside')</script>"


def picture(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **options) -> bytes:
    """A teal picture in a file format."""
    file = io.BytesIO()
    Image.new("RGB", size, TEAL).convert(mode).save(file, kind, **options)
    return file.getvalue()


async def upload(world, content: bytes) -> Image.Image:
    """Have the owner of *north* upload a file, and return the logo as it is shown."""
    await set_logo(world.north.owner.access, partner_id=world.north.id, content=content)
    logo = await find_logo(world.anonymous, slug="north")
    assert logo.content_type == CONTENT_TYPE == "image/png"
    return Image.open(io.BytesIO(logo.content))


async def content_of(world) -> bytes:
    [logo] = await world.system.rows(Logo)
    return logo.content


async def refusal(world, content: bytes) -> str:
    with pytest.raises(InvalidInput) as refused:
        await upload(world, content)
    assert paths(refused) == [("logo",)]
    assert await world.system.rows(Logo).count() == 0
    assert await world.actions() == []
    return str(refused.value.problems[0].message)


def chunks(png: bytes) -> list[bytes]:
    """The kinds of the parts a PNG file is made of."""
    kinds, place = [], 8
    while place < len(png):
        [length] = struct.unpack(">I", png[place : place + 4])
        kinds.append(png[place + 4 : place + 8])
        place += length + 12
    assert place == len(png)
    return kinds


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_a_png_jpeg_or_webp_becomes_the_logo(world, kind):
    shown = await upload(world, picture(kind))

    assert (shown.format, shown.size, shown.mode) == ("PNG", (40, 20), "RGBA")
    assert all(abs(one - other) <= 3 for one, other in zip(shown.getpixel((20, 10)), (*TEAL, 255), strict=True))
    [entry] = await world.audit_log()
    assert (entry.action, entry.subject_id) == ("partner.logo_changed", world.north.id)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
async def test_every_kind_of_png_is_read(world, mode):
    file = io.BytesIO()
    Image.new(mode, (1000, 20)).save(file, "PNG")

    assert (await upload(world, file.getvalue())).size == (800, 16)


async def test_colours_of_print_are_read(world):
    shown = await upload(world, picture("JPEG", mode="CMYK"))

    assert all(abs(one - other) <= 6 for one, other in zip(shown.getpixel((20, 10)), (*TEAL, 255), strict=True))


async def test_what_is_transparent_stays_so(world):
    file = io.BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(file, "PNG")

    assert (await upload(world, file.getvalue())).getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("size", "shown"),
    [((800, 320), (800, 320)), ((1600, 320), (800, 160)), ((400, 3200), (40, 320)), ((1, 1), (1, 1))],
)
async def test_a_large_picture_is_made_small_in_proportion(world, size, shown):
    assert (await upload(world, picture("PNG", size))).size == shown


async def test_another_logo_replaces_the_first_and_changes_its_address(world):
    await upload(world, picture("PNG"))
    first = (await world.fresh(world.north.partner)).logo_digest
    await upload(world, picture("PNG", (10, 10)))

    second = (await world.fresh(world.north.partner)).logo_digest
    assert first != second == hashlib.sha256(await content_of(world)).hexdigest()[:16]
    assert await world.actions() == ["partner.logo_changed"] * 2


async def test_two_first_logos_at_once_leave_one(world):
    await asyncio.gather(*(upload(world, picture("PNG", (size, 10))) for size in (10, 20)))

    partner = await world.fresh(world.north.partner)
    assert partner.logo_digest == hashlib.sha256(await content_of(world)).hexdigest()[:16]


async def test_a_removed_logo_is_gone(world):
    await upload(world, picture("PNG"))
    for _ in range(2):
        await remove_logo(world.north.owner.access, partner_id=world.north.id)

    assert await find_logo(world.anonymous, slug="north") is None
    assert (await world.fresh(world.north.partner)).logo_digest is None
    assert await world.actions() == ["partner.logo_changed", "partner.logo_removed"]


# What is refused


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        picture("GIF"),
        picture("BMP"),
        picture("TIFF"),
        picture("ICO", (32, 32)),
        b"\x89PNG\r\n\x1a\n" + SECRET,
        b"\xff\xd8\xff\xe0" + SECRET,
        b"RIFF\x20\0\0\0WEBPVP8 " + SECRET,
    ],
    ids=lambda content: repr(content[:12]),
)
async def test_what_is_no_png_jpeg_or_webp_by_its_content_is_refused(world, content):
    assert await refusal(world, content) == ("This is no picture we can use. Please choose a PNG, JPEG or WebP file.")


async def test_a_file_of_two_mebibytes_is_taken_and_one_byte_more_is_not(world):
    small = picture("PNG")

    assert await refusal(world, small + b"\0" * (MAX_BYTES + 1 - len(small))) == (
        "Please choose a picture of at most 2 MB."
    )
    assert MAX_BYTES == 2 * 1024 * 1024
    assert await upload(world, small + b"\0" * (MAX_BYTES - len(small)))


def png_of(width: int, height: int) -> bytes:
    """A tiny PNG file that says it is a huge picture."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


@pytest.mark.parametrize("size", [(5001, 5000), (12_000, 10_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
async def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(world, size):
    assert await refusal(world, png_of(*size)) in {
        "This picture has too many pixels. Please make it smaller.",
        "This is no picture we can use. Please choose a PNG, JPEG or WebP file.",
    }


async def test_pictures_are_redrawn_one_at_a_time_and_only_so_many_wait(world, monkeypatch):
    gate, threads, content = threading.Event(), [], picture("PNG")

    def redraw(content: bytes) -> bytes:
        threads.append(threading.current_thread().name)
        gate.wait(10)
        return content

    monkeypatch.setattr("graphapi.services.logos._redraw", redraw)
    uploads = [asyncio.create_task(upload(world, content)) for _ in range(9)]
    await asyncio.sleep(0)
    said = await refusal(world, content)
    gate.set()
    await asyncio.gather(*uploads)

    assert said == "Too many pictures are being uploaded just now. Please try again in a moment."
    assert threads == ["logo_0"] * 9


async def test_a_compressed_text_that_would_swell_is_refused(world):
    swelling = PngImagePlugin.PngInfo()
    swelling.add_text("bomb", "0" * 20_000_000, zip=True)

    await refusal(world, picture("PNG", pnginfo=swelling))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_a_file_cut_short_anywhere_is_a_picture_or_refused(world, kind):
    content = picture(kind, exif=Image.Exif())
    for end in range(0, len(content), 3):
        await taken_or_refused(world, content[:end])


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_a_damaged_file_is_a_picture_or_refused(world, kind):
    exif = Image.Exif()
    exif[0x0112] = 6
    content = picture(kind, exif=exif)
    chance = random.Random(7)  # noqa: S311 - the same damage in every run
    for _ in range(300):
        damaged = bytearray(content)
        for _ in range(3):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        await taken_or_refused(world, bytes(damaged))


async def taken_or_refused(world, content: bytes) -> None:
    with suppress(InvalidInput):
        await upload(world, content)


# What does not come through


def annotated(kind: str) -> bytes:
    """A picture with something in every place that takes a note, and after its end."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + SECRET
    notes: dict = {"exif": exif, "icc_profile": profile, "xmp": SECRET, "comment": SECRET}
    if kind == "PNG":
        notes["pnginfo"] = PngImagePlugin.PngInfo()
        notes["pnginfo"].add_text("Comment", SECRET.decode())
        notes["pnginfo"].add_text("Description", SECRET.decode(), zip=True)
        notes["pnginfo"].add_itxt("XML:com.adobe.xmp", SECRET.decode())
    content = picture(kind, **notes)
    assert SECRET in content
    return content + SECRET


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_nothing_but_pixels_comes_through(world, kind):
    shown = await upload(world, annotated(kind))

    assert chunks(await content_of(world)) == [b"IHDR", b"IDAT", b"IEND"]
    assert (shown.info, dict(shown.getexif())) == ({}, {})


async def test_a_photograph_stands_upright(world):
    exif = Image.Exif()
    exif[0x0112] = 6

    assert (await upload(world, picture("JPEG", (1000, 500), exif=exif))).size == (160, 320)


# Whose logo it is


async def test_owners_and_operators_set_the_logo_and_nobody_else(world):
    await set_logo(world.operator.access, partner_id=world.north.id, content=picture("PNG"))
    for someone in (world.north.editor, world.north.viewer, world.north.anna):
        with pytest.raises(Forbidden):
            await set_logo(someone.access, partner_id=world.north.id, content=picture("PNG"))
        with pytest.raises(Forbidden):
            await remove_logo(someone.access, partner_id=world.north.id)
    for partner_id in (world.north.id, None):
        with pytest.raises(NotFound):
            await set_logo(world.south.owner.access, partner_id=partner_id, content=picture("PNG"))
        with pytest.raises(NotFound):
            await remove_logo(world.south.owner.access, partner_id=partner_id)

    assert await world.system.rows(Logo).count() == 1
    assert await world.actions() == ["partner.logo_changed"]


async def test_everybody_sees_the_logo_unless_the_portal_is_closed(world):
    await upload(world, picture("PNG"))
    await update_partner(world.operator.access, partner_id=world.north.id, slug="nordlicht")

    for status, seen in ((PartnerStatus.SUSPENDED, True), (PartnerStatus.CLOSED, False)):
        await world.system.rows(Partner).filter(id=world.north.id).update(status=status)
        assert (await find_logo(world.anonymous, slug="nordlicht") is not None) is seen


@pytest.mark.parametrize("slug", ["nordlicht", "NordLicht", "north", "North"])
async def test_a_logo_is_found_as_its_portal_is(world, slug):
    await upload(world, picture("PNG"))
    await update_partner(world.operator.access, partner_id=world.north.id, slug="nordlicht")

    logo = await find_logo(world.anonymous, slug=slug)

    assert logo.partner_id == world.north.id


@pytest.mark.parametrize("slug", ["south", "nowhere", "", "x" * 5000, "\0", "\ud800"])
async def test_where_there_is_no_logo_none_is_found(world, slug):
    assert await find_logo(world.anonymous, slug=slug) is None
