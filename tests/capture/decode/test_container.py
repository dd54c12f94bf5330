"""Capture files: every form gives the same frames, and damage ends a file, never the program."""

from __future__ import annotations

import gzip
import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.capture.decode import container
from linkscan.capture.decode.container import Ending, Frame, read_frames
from linkscan.errors import LinkscanError
from tests.capture import build
from tests.capture.build import SECOND, START_NS

FRAMES = (b"first frame", b"second", b"")
TIMES = [START_NS + place * SECOND for place in range(3)]


def read(content: bytes) -> tuple[list[Frame], bool]:
    """The frames of a file, and whether it was damaged."""
    ending = Ending()
    return list(read_frames(io.BytesIO(content), "a.pcap", ending)), ending.damaged


def ending_of(content: bytes) -> Ending:
    """How a file ended."""
    ending = Ending()
    for _frame in read_frames(io.BytesIO(content), "a.pcap", ending):
        pass
    return ending


def pcapng(order: str = "<", resolution: int = 6) -> bytes:
    """A file with the frames, of two interfaces in turn, and with a block that nobody knows."""
    unit = SECOND // 10**resolution
    return (
        build.section(order)
        + build.interface(1, "eth0", resolution, order)
        + build.interface(101, "wg0", resolution, order)
        + build.block(order, 0x0BAD, b"comment")
        + b"".join(
            build.enhanced(frame, at_ns // unit, place % 2, order)
            for place, (frame, at_ns) in enumerate(zip(FRAMES, TIMES, strict=True))
        )
    )


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("nanoseconds", [False, True])
def test_pcap(order: str, nanoseconds: bool) -> None:
    """Both byte orders and both units of time give the same frames."""
    frames, damaged = read(build.pcap(*FRAMES, order=order, nanoseconds=nanoseconds))
    assert frames == [(data, 1, at, None) for data, at in zip(FRAMES, TIMES, strict=True)]
    assert not damaged


def test_pcap_with_long_headers() -> None:
    """The patched libpcap of old Linux wrote eight bytes more before each frame."""
    head = struct.pack("<IHHiIII", 0xA1B2CD34, 2, 4, 0, 0, 65_535, 1)
    record = struct.pack("<IIII", START_NS // SECOND, 0, 5, 5) + bytes(8) + b"frame"
    assert read(head + record) == ([(b"frame", 1, START_NS, None)], False)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("resolution", [6, 9, 3])
def test_pcapng(order: str, resolution: int) -> None:
    """Each frame has the link type, the name and the clock of its interface."""
    frames, damaged = read(pcapng(order, resolution))
    assert frames == [
        (FRAMES[0], 1, TIMES[0], "eth0"),
        (FRAMES[1], 101, TIMES[1], "wg0"),
        (FRAMES[2], 1, TIMES[2], "eth0"),
    ]
    assert not damaged


def test_sections_follow_each_other() -> None:
    """Files put behind each other: interfaces are counted anew, in the byte order of each."""
    frames, _ = read(pcapng("<") + pcapng(">"))
    assert [frame[1] for frame in frames] == [1, 101, 1, 1, 101, 1]
    assert [frame[2] for frame in frames] == TIMES * 2


def test_binary_resolution_and_offset() -> None:
    """A clock may count in powers of two, from another second than that of 1970."""
    options = struct.pack("<HHB3x", 9, 1, 0x80 | 10) + struct.pack("<HHq", 14, 8, 1000)
    described = build.block("<", 1, struct.pack("<HHI", 1, 0, 0) + options)
    frames, _ = read(build.section() + described + build.enhanced(b"x", 1024 * 5 + 512))
    assert frames == [(b"x", 1, 1_005_500_000_000, None)]


def test_old_and_simple_packets() -> None:
    """The packet blocks of older programs, and those without a time, are read, too."""
    old = struct.pack("<HHIIII", 0, 0, *divmod(START_NS // 1000, 1 << 32), 3, 3) + b"old"
    simple = struct.pack("<I", 6) + b"simple"
    content = build.section() + build.interface()
    content += build.block("<", 2, old) + build.block("<", 3, simple)
    frames, _ = read(content)
    assert frames == [(b"old", 1, START_NS, None), (b"simple", 1, START_NS, None)]
    assert ending_of(content) == Ending(untimed=1)


def test_gzip() -> None:
    """Gzipped files are inflated, and several in a row are one."""
    plain = build.pcap(*FRAMES)
    twice = gzip.compress(plain[:40]) + gzip.compress(plain[40:])
    assert read(gzip.compress(plain)) == read(twice) == read(plain)


def test_frames_across_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a block of the file ends changes nothing."""
    contents = [build.pcap(*FRAMES), pcapng(), gzip.compress(build.pcap(*FRAMES))]
    whole = [read(content) for content in contents]
    monkeypatch.setattr(container, "BLOCK", 5)
    assert [read(content) for content in contents] == whole


@given(st.sampled_from([build.pcap(*FRAMES), pcapng()]), st.booleans(), st.integers(30, 400))
def test_what_is_whole_is_read(content: bytes, zipped: bool, size: int) -> None:
    """A file cut off anywhere gives the frames before the cut."""
    whole, _ = read(content)
    frames, _ = read(gzip.compress(content[:size])[:-8] if zipped else content[:size])
    assert frames == whole[: len(frames)]
    assert len(frames) == len(whole) or size < len(content)


@pytest.mark.parametrize(
    ("content", "damaged"),
    [
        (build.pcap(b"frame")[:-2], True),
        (build.pcap(b"frame") + b"\xff" * 16, True),
        (build.pcap(b"frame") + b"\0", True),
        (pcapng() + b"\0\0\0\1\0\0\0\x0d", True),
        (pcapng()[:-3], True),
        (gzip.compress(build.pcap(b"frame"), mtime=0)[:-4], True),
        (gzip.compress(build.pcap(b"frame"), mtime=0), False),
        (build.pcap(), False),
    ],
)
def test_damage_is_told(content: bytes, damaged: bool) -> None:
    """A file that ends in the middle of a frame, or in what is none, is said to be damaged."""
    assert read(content)[1] is damaged


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"time,account\n",
        b"\xd4\xc3\xb2\xa1",
        gzip.compress(b"text", mtime=0),
        b"\x1f\x8bno gzip",
    ],
)
def test_other_files_are_refused(content: bytes) -> None:
    """A file that is no capture is refused in one sentence that says what to do."""
    with pytest.raises(LinkscanError, match=r"^a\.pcap: found no capture in it; linkscan reads"):
        read(content)


def test_packets_that_cannot_be() -> None:
    """A packet of an interface that nobody described, or longer than its block, is counted."""
    long = struct.pack("<IIIII", 0, 0, 0, 90, 90) + b"four"
    content = build.section() + build.interface() + build.enhanced(b"odd", 0, number=1)
    content += build.block("<", 6, long) + build.enhanced(b"good", 0)
    assert [frame[0] for frame in read(content)[0]] == [b"good"]
    assert ending_of(content) == Ending(invalid=2)
