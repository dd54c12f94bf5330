"""The decoder as a whole: frames in, records out."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.capture.decode.decoder import Decoder
from linkscan.capture.record import Mapping, Record, Session, moment
from tests.capture.build import (
    ACK,
    CLIENT,
    CLIENT6,
    FIN,
    HOST,
    MAC,
    PORT,
    SECOND,
    SERVER,
    SERVER6,
    START_NS,
    SYN,
    UDP,
    alpn,
    crypto,
    dns_answer,
    ethernet,
    extension,
    hello,
    initial,
    ip,
    records,
    stun,
    tcp,
    udp,
    vector,
    version_2_hello,
)

HELLO = records(hello())
BACK = (SERVER, CLIENT)
BACK_PORTS = (443, PORT)
SESSION = Session(
    transport="tcp", client_ip=CLIENT, client_port=PORT, server_ip=SERVER, server_port=443,
    sni=HOST, name=HOST, name_by="sni", ech=None,
    ja4="t12d030100_5559582ccdc4_000000000000", ja3="ec25cbb286869305d990ffb7d9af2290",
    via=None, proxy=None, first_at=moment(START_NS), last_at=moment(START_NS),
    client_mac=MAC, vlan=None, interface="eth0",
)  # fmt: skip


def decode(
    frames: Iterable[bytes], linktype: int = 1, decoder: Decoder | None = None
) -> list[Record]:
    """The records of frames, one of them each second."""
    decoder = decoder or Decoder()
    found: list[Record] = []
    for place, frame in enumerate(frames):
        found += decoder.feed(frame, linktype, START_NS + place * SECOND, "eth0")
    return [*found, *decoder.finish()]


def session(frames: Iterable[bytes], linktype: int = 1) -> Session:
    """The one record of frames, which is a session."""
    (found,) = decode(frames, linktype)
    assert isinstance(found, Session)
    return found


def said(*segments: bytes, start: int = 1000) -> list[bytes]:
    """Frames in which the client says these segments one after the other."""
    frames = []
    for data in segments:
        frames.append(ethernet(ip(tcp(data, start))))
        start += len(data)
    return frames


def test_one_session_in_full() -> None:
    """Every field of a session, from one packet."""
    assert session(said(HELLO)) == SESSION


def test_a_whole_connection() -> None:
    """From the first packet to the last, both ways, also those behind the hello."""
    frames = [
        ethernet(ip(tcp(b"", 999, SYN))),
        ethernet(ip(tcp(b"", 4999, SYN | ACK, BACK_PORTS), ends=BACK)),
        ethernet(ip(tcp(HELLO))),
        *(
            ethernet(ip(tcp(b"\x17\x03\x03", 5000 + n, ACK, BACK_PORTS), ends=BACK))
            for n in range(5)
        ),
        ethernet(ip(tcp(b"", 1500, FIN | ACK))),
    ]
    assert session(frames) == replace(SESSION, last_at=moment(START_NS + 8 * SECOND))


def test_ipv6() -> None:
    """The same over IPv6, where packets of a settled connection are passed over as quickly."""
    ends = (CLIENT6, SERVER6)
    frames = [ethernet(ip(tcp(data), ends=ends)) for data in (HELLO, b"more", b"and more")]
    assert session(frames) == replace(
        SESSION, client_ip=CLIENT6, server_ip=SERVER6, last_at=moment(START_NS + 2 * SECOND)
    )


@pytest.mark.parametrize(
    ("frame", "linktype", "change"),
    [
        (ethernet(ip(tcp(HELLO)), b"\x81\0\0\x07"), 1, {"vlan": 7}),
        (ethernet(b"\x11\0\0\1\0\0\0\x21" + ip(tcp(HELLO)), ethertype=0x8864), 1, {}),
        (ethernet(b"\0\1\x41\x40" + ip(tcp(HELLO)), ethertype=0x8847), 1, {}),
        (ethernet(ip(ip(tcp(HELLO)), 4, ("203.0.113.1", "203.0.113.2"))), 1, {}),
        (ip(tcp(HELLO)), 101, {"client_mac": None}),
    ],
)
def test_encapsulated(frame: bytes, linktype: int, change: dict[str, int]) -> None:
    """However a hello is wrapped, it is the same session."""
    assert session([frame], linktype) == replace(SESSION, **change)  # type: ignore[arg-type]


@given(st.sets(st.integers(1, len(HELLO) - 1), max_size=10), st.randoms())
def test_segments_in_any_order(edges: set[int], order: random.Random) -> None:
    """Cut and shuffled, and with IP fragments in between, it is the same session."""
    places = [0, *sorted(edges), len(HELLO)]
    packets = [ip(tcp(HELLO[start:end], 1000 + start)) for start, end in itertools.pairwise(places)]
    order.shuffle(packets)
    frames = [ethernet(packet) for packet in packets]
    found = session(frames)
    assert replace(found, last_at=SESSION.last_at) == SESSION


def test_fragments() -> None:
    """A hello in two IP fragments."""
    data = tcp(HELLO)
    frames = [ethernet(ip(data[64:], place=8)), ethernet(ip(data[:64], place=0x2000))]
    assert session(frames).sni == HOST


def test_first_hello_counts() -> None:
    """A second hello, as a server may ask for it, makes no second session."""
    assert session(said(HELLO, records(hello("other.example.com")))).sni == HOST


@pytest.mark.parametrize(
    ("before", "via", "proxy"),
    [
        (b"CONNECT sellers.example.com:443 HTTP/1.1\r\n\r\n", "connect", f"{SERVER}:443"),
        (b"EHLO shop\r\nSTARTTLS\r\n", "smtp", None),
        (b"some other words\r\n", None, None),
    ],
)
def test_ways(before: bytes, via: str | None, proxy: str | None) -> None:
    """TLS behind a proxy or other words is found on any port, and the way to it is told."""
    found = session(said(before, HELLO))
    assert (found.sni, found.via, found.proxy) == (HOST, via, proxy)


def test_proxy_names_the_host() -> None:
    """A hello without a name, behind a proxy: what the proxy was asked for; IPv6 in brackets."""
    request = b"CONNECT shop.example.com:443 HTTP/1.1\r\n\r\n"
    ends = (CLIENT6, SERVER6)
    frames = [
        ethernet(ip(tcp(request, 1), ends=ends)),
        ethernet(ip(tcp(records(hello(None)), 1 + len(request)), ends=ends)),
    ]
    found = session(frames)
    assert (found.sni, found.name, found.name_by) == (None, "shop.example.com", "proxy")
    assert found.proxy == f"[{SERVER6}]:443"


def test_version_2() -> None:
    """A hello of SSL 2.0 is a session without name and without fingerprints."""
    found = session(said(version_2_hello(0x2F)))
    assert (found.sni, found.ja4, found.ja3) == (None, None, None)


def test_quic() -> None:
    """A hello inside QUIC, over two datagrams, and packets behind it."""
    message = hello(HOST, alpn(b"h3"), extension(0x0033, bytes(1500)))
    datagrams = [
        initial(crypto(900, message[900:]), number=1),
        initial(crypto(0, message[:900])),
        b"\x40" + bytes(40),
    ]
    found = session([ethernet(ip(udp(one), UDP)) for one in datagrams])
    assert (found.transport, found.sni, found.client_port) == ("udp", HOST, PORT)
    assert found.ja4 is not None
    assert found.ja4.startswith("q12d0303h3_")
    assert found.last_at == moment(START_NS + 2 * SECOND)


def test_dns_names_a_hello_without_a_name() -> None:
    """The name for which the client had just been given this address."""
    answer = udp(dns_answer("shop.example.com", (1, b"\xc6\x33\x64\x09")), (53, 5353))
    frames = [ethernet(ip(answer, UDP, ("192.0.2.53", CLIENT))), *said(records(hello(None)))]
    found = session(frames)
    assert (found.sni, found.name, found.name_by) == (None, "shop.example.com", "dns")


def test_mapping() -> None:
    """A STUN answer to this host is told at once."""
    ports, back = (40_000, 3478), (3478, 40_000)
    decoder = Decoder()
    assert decoder.feed(ethernet(ip(udp(stun(1), ports), UDP)), 1, 0) == ()
    answer = ethernet(ip(udp(stun(0x0101, mapped="203.0.113.9"), back), UDP, BACK))
    (found,) = decoder.feed(answer, 1, 1)
    assert isinstance(found, Mapping)
    assert (found.local_ip, found.mapped_ip, found.server_ip) == (CLIENT, "203.0.113.9", SERVER)
    assert decoder.finish() == []


def test_sessions_come_when_they_are_over() -> None:
    """A closed session comes after ten seconds, a silent one after five minutes, others last."""
    decoder = Decoder()
    closed = [*said(HELLO), ethernet(ip(tcp(b"", 1000 + len(HELLO), FIN | ACK)))]
    silent = ethernet(ip(tcp(HELLO, ports=(1, 443))))
    other = ethernet(ip(udp(b"x"), UDP))
    for frame in (*closed, silent):
        assert decoder.feed(frame, 1, 0) == ()
    assert decoder.feed(other, 1, 9 * SECOND) == ()
    assert [one.client_port for one in sessions(decoder.feed(other, 1, 21 * SECOND))] == [PORT]
    assert decoder.feed(other, 1, 299 * SECOND) == ()
    assert [one.client_port for one in sessions(decoder.feed(other, 1, 320 * SECOND))] == [1]


def test_silence() -> None:
    """Where no frame comes, sessions that are over can be asked for."""
    decoder = Decoder()
    decoder.feed(said(HELLO)[0], 1, 0)
    assert decoder.sweep(300 * SECOND) == []
    assert [one.sni for one in sessions(decoder.sweep(300 * SECOND + 1))] == [HOST]


def test_clocks_that_jump() -> None:
    """Times that go back and forth lose no session, and its last time is not before its first."""
    decoder = Decoder()
    found: list[Record] = []
    for at_ns in (100, 7, 100 * SECOND, 50 * SECOND, 0):
        found += decoder.feed(said(HELLO)[0], 1, at_ns)
    found += decoder.finish()
    assert [one.sni for one in sessions(found)] == [HOST]
    assert [(one.first_at, one.last_at) for one in sessions(found)] == [
        (moment(100), moment(100 * SECOND))
    ]


def sessions(found: Sequence[Record]) -> list[Session]:
    return [one for one in found if isinstance(one, Session)]


@pytest.mark.parametrize(
    ("frame", "linktype", "reason"),
    [
        (ethernet(ip(tcp(HELLO))[:30]), 1, "tcp"),
        (ethernet(ip(b"x", UDP)), 1, "udp"),
        (ethernet(b"\x45"), 1, "ipv4"),
        (ethernet(ip(udp(b"\0\1\x81\x80", (53, 1)), UDP)), 1, "dns"),
    ],
)
def test_invalid(frame: bytes, linktype: int, reason: str) -> None:
    """What is invalid is counted by its reason and raised nowhere."""
    decoder = Decoder()
    assert decode([frame], linktype, decoder) == []
    assert decoder.counts.invalid == {reason: 1}
    assert decoder.counts.frames == 1


LONG = records(hello(HOST, extension(0x0033, bytes(50))))
NAMED = LONG.index(HOST.encode()) + len(HOST)
TAIL = len(LONG) - NAMED


@pytest.mark.parametrize("segments", [[LONG], [LONG[:60], LONG[60:]]])
def test_hellos_cut_by_a_snap_length(segments: list[bytes]) -> None:
    """A hello of which each packet keeps the beginning gives the name, and no fingerprint."""
    *frames, last = said(*segments)
    decoder = Decoder()
    (found,) = decode([*frames, last[:-TAIL]], decoder=decoder)
    assert found == replace(
        SESSION, ja4=None, ja3=None, last_at=moment(START_NS + len(frames) * SECOND)
    )
    assert (decoder.counts.cut_hellos, +decoder.counts.unread) == (1, {})


QUIC = ethernet(ip(udp(initial(crypto(0, hello()))), UDP))
NEW = b"\xc3\x70\0\0\1" + QUIC[47:]
OPEN = bytes([8, 1]) + bytes(22)


@pytest.mark.parametrize(
    ("frames", "linktype", "word"),
    [
        (said(LONG)[0][: -TAIL - 1], 1, "hello"),  # the name is cut off
        (said(LONG[:NAMED])[0], 1, "hello"),  # the rest never came
        (QUIC[:-1], 1, "hello"),
        (ethernet(ip(udp(initial(crypto(9, hello()[9:]))), UDP)), 1, "hello"),
        (ethernet(ip(udp(NEW), UDP)), 1, "quic"),
        (ethernet(ip(tcp(HELLO)[:80], place=0x2000)), 1, "fragments"),
        (ethernet(ip(bytes(40), 50)), 1, "ipsec"),
        (OPEN[:1] + b"\x41" + OPEN[2:] + bytes(40), 105, "radio"),
    ],
)
def test_what_could_not_be_read(frames: bytes, linktype: int, word: str) -> None:
    """What may have held a session is counted, each by its own word, and nothing is invalid."""
    decoder = Decoder()
    assert decode([frames], linktype, decoder) == []
    assert (+decoder.counts.unread, decoder.counts.invalid) == ({word: 1}, {})


@pytest.mark.parametrize("ports", [(1, 2), (1, 53)])
def test_what_is_no_quic(ports: tuple[int, int]) -> None:
    """What only looks like QUIC, on other ports than that of the web, is not counted."""
    decoder = Decoder()
    decode([ethernet(ip(udp(NEW, ports), UDP)), ethernet(ip(udp(b"x"), UDP))], decoder=decoder)
    assert +decoder.counts.unread == {}


def test_names_and_addresses_over_tcp() -> None:
    """DNS and STUN tell the same over TCP."""
    answer = dns_answer("shop.example.com", (1, b"\xc6\x33\x64\x09"))
    frames = [
        ethernet(ip(tcp(vector(2, answer), ports=(53, 9)), ends=("192.0.2.53", CLIENT))),
        ethernet(ip(tcp(stun(1), ports=(40_000, 3478)))),
        ethernet(ip(tcp(stun(0x0101, mapped="203.0.113.9"), ports=(3478, 40_000)), ends=BACK)),
        *said(records(hello(None))),
    ]
    mapping, found = decode(frames)
    assert isinstance(mapping, Mapping)
    assert isinstance(found, Session)
    assert (mapping.local_ip, mapping.mapped_ip) == (CLIENT, "203.0.113.9")
    assert (found.name, found.name_by) == ("shop.example.com", "dns")


def test_the_sender_of_a_mirrored_frame() -> None:
    """Two machines behind a switch that mirrors their frames keep their own MACs."""
    frame = ethernet(ip(b"\x10\0\x88\xbe" + bytes(12) + said(HELLO)[0], 47, BACK))
    assert session([bytes(12) + frame[12:]]).client_mac == MAC


def test_unread_link_types() -> None:
    """Frames of unread link types are counted apart: nothing is wrong with them."""
    decoder = Decoder()
    assert decode([b"zigbee"], 230, decoder) == []
    assert (decoder.counts.unread_linktypes, decoder.counts.invalid) == ({230: 1}, {})


FRAMES = [
    *said(b"CONNECT a.example:443 HTTP/1.1\r\n\r\n", HELLO[:50], HELLO[50:]),
    ethernet(b"\0\1\x41\x40" + ip(tcp(HELLO, ports=(7, 443))), b"\x81\0\0\x07", 0x8847),
    ethernet(ip(udp(initial(crypto(0, hello()))), UDP, (CLIENT6, SERVER6))),
    ethernet(ip(udp(dns_answer(HOST, (1, b"\xc6\x33\x64\x09")), (53, 9)), UDP)),
    ethernet(ip(udp(stun(1)), UDP)),
    ethernet(ip(udp(stun(0x0101, mapped="203.0.113.9"), BACK_PORTS), UDP, BACK)),
    ethernet(ip(tcp(HELLO, ports=(8, 443))[:80], place=0x2000)),
    ethernet(ip(b"\x10\0\x88\xbe" + bytes(12) + ethernet(ip(tcp(HELLO))), 47)),
    ethernet(ip(udp(b"\x34\xff" + bytes(10) + ip(tcp(version_2_hello(1))), (1, 2152)), UDP)),
    ethernet(ip(udp(b"\1\0\0\1\1" + said(HELLO)[0], (1, 37008)), UDP)),
    ethernet(ip(udp(b"\0\2\0\1\0\1\0\x21" + ip(tcp(HELLO)), (1, 1701)), UDP)),
    ethernet(ip(tcp(vector(2, dns_answer(HOST, (1, b"\xc6\x33\x64\x09"))), ports=(53, 6)))),
    ethernet(ip(tcp(stun(1) + b"\0\x14" + stun(1), ports=(5, 3478)))),
]
LINKTYPES = (0, 1, 9, 12, 51, 101, 105, 107, 108, 109, 113, 117, 119, 127, 163, 192, 228, 239, 258,
             276, 230)  # fmt: skip


@given(st.data())
def test_damage_raises_nothing(data: st.DataObject) -> None:
    """Frames with any bytes changed, cut off anywhere, on any link: no exception, ever."""
    decoder = Decoder()
    for frame in FRAMES:
        changed = bytearray(frame)
        places = st.integers(0, len(frame) - 1)
        for place, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=4)):
            changed[place] = value
        end = data.draw(st.one_of(st.just(len(frame)), places))
        linktype = data.draw(st.sampled_from((1, 1, 1, 1, *LINKTYPES)))
        at_ns = data.draw(st.integers(-(1 << 63), 1 << 64))
        decoder.feed(bytes(changed[:end]), linktype, at_ns)
    decoder.finish()


@given(st.sampled_from(LINKTYPES), st.lists(st.binary(max_size=120), max_size=5))
def test_noise_raises_nothing(linktype: int, frames: list[bytes]) -> None:
    """Any bytes on any link, by themselves and behind a header: no exception."""
    for lead in (b"", bytes(12) + b"\x08\0", bytes(12) + b"\x86\xdd"):
        decode([lead + frame for frame in frames], linktype)
