"""How many small tables are read in the right encoding, asked for, or read wrong: none is to be.

    python -m benchmarks.encodings

Invented login tables in nine languages, in every encoding that people there use, of 1 to 100
rows, with headers in their language and in English. A reading is right if the text is the
same; which name the code page has does not matter. The peer runs in the same process:
charset-normalizer, with its choice restricted to the same code pages.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from linkscan.errors import LinkscanError

Detector = Callable[[Path], str | None]

ROWS = (1, 3, 10, 100)


@dataclass(frozen=True, slots=True)
class Language:
    """The code pages of a language, the headers of a log in it, and words of store names."""

    name: str
    encodings: tuple[str, ...]
    header: str
    words: tuple[str, ...]


LANGUAGES = (
    Language("zh-CN", ("gb18030", "gbk"), "店铺名称,登录时间,登录IP,电脑名称",
             ("晨星", "海棠", "旗舰店", "拓野户外", "深圳市", "贸易", "专营店", "云杉", "鑫源")),
    Language("zh-TW", ("big5",), "店鋪名稱,登錄時間,登錄IP,電腦名稱",
             ("晨星", "海棠", "旗艦店", "戶外", "臺北", "貿易", "專賣店", "雲杉", "家居", "鑫源")),
    Language("ja", ("cp932", "euc_jp"), "店舗名,ログイン日時,IPアドレス,端末",
             ("朝日", "さくら", "ショップ", "東京", "雑貨", "のお店", "本舗", "スター", "家具")),
    Language("ko", ("cp949",), "상점명,로그인 시간,IP 주소,컴퓨터",
             ("새벽별", "해당화", "상점", "서울", "무역", "가구", "본점", "하늘")),
    Language("fr", ("cp1252",), "boutique,connecté à,adresse IP,machine",
             ("Étoile", "Forêt", "Générale", "Château", "Crème", "à Paris", "Œuvre")),
    Language("de", ("cp1252",), "Geschäft,Anmeldung,IP-Adresse,Gerät",
             ("Grün", "Möbel", "Straße", "Müller", "für Gärten", "Äpfel")),
    Language("pt", ("cp1252",), "loja,sessão,endereço IP,máquina",
             ("Coração", "São Paulo", "Estação", "Pão", "Canções", "Irmãos")),
    Language("pl", ("cp1250",), "sklep,logowanie,adres IP,urządzenie",
             ("Łódź", "Gwiazda", "Żółw", "Książka", "Świat", "Dąb")),
    Language("ru", ("cp1251", "koi8_r"), "магазин,вход,адрес,компьютер",
             ("Звезда", "Лес", "Москва", "Торговый дом", "Книги", "Мебель")),
)  # fmt: skip
_ENGLISH = "store,login time,login ip,machine"


def tables() -> Iterator[tuple[Language, str, int, str]]:
    """Language, encoding, rows and text of every table."""
    made = random.Random(5)
    for language in LANGUAGES:
        for encoding in (*language.encodings, "utf-8", "utf-16-le"):
            for rows in ROWS:
                for header in (language.header, _ENGLISH):
                    yield language, encoding, rows, _text(made, language, header, rows)


def _text(made: random.Random, language: Language, header: str, rows: int) -> str:
    lines = [header]
    for n in range(rows):
        store = "".join(made.sample(language.words, 2))
        if language.encodings[0] in ("cp1250", "cp1251", "cp1252"):
            store = " ".join(made.sample(language.words, 2))
        lines.append(
            f"{store},2026-01-{1 + n % 28:02} 09:{n % 60:02},203.0.113.{n % 250},PC-{n % 9}"
        )
    return "\r\n".join(lines) + "\r\n"


def linkscan(path: Path) -> str | None:
    """Our own; None where it asks."""
    from linkscan.sources.encoding import file_encoding

    try:
        return file_encoding(path, path.name)
    except LinkscanError:
        return None


def charset_normalizer(path: Path) -> str | None:
    """charset-normalizer, restricted to the code pages that we know."""
    from charset_normalizer import from_path

    from linkscan.sources.codepages import code_pages

    pages = [page.name for page in code_pages()]
    best = from_path(path, cp_isolation=[*pages, "utf_8", "utf_16", "utf_16_le", "big5"]).best()
    return None if best is None else best.encoding


DETECTORS: dict[str, Detector] = {
    "linkscan": linkscan,
    "charset-normalizer": charset_normalizer,
}


def judge(detector: Detector, path: Path, text: str) -> str:
    """What became of one table: right, asked or wrong."""
    encoding = detector(path)
    if encoding is None:
        return "asked"
    try:
        found = path.read_bytes().decode(encoding)
    except (UnicodeError, LookupError):
        return "wrong"
    return "right" if found.removeprefix("\ufeff") == text else "wrong"


def main() -> None:
    """Print the counts."""
    print(f"{'':24}{'right':>7}{'asked':>7}{'wrong':>7}{'s':>8}   by rows: right/asked/wrong")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        for name, detector in DETECTORS.items():
            counts: Counter[str] = Counter()
            by_rows: Counter[tuple[int, str]] = Counter()
            began = time.perf_counter()
            try:
                for _language, encoding, rows, text in tables():
                    path.write_bytes(text.encode(encoding))
                    found = judge(detector, path, text)
                    counts[found] += 1
                    by_rows[rows, found] += 1
            except ImportError:
                print(f"{name:24} not installed")
                continue
            took = time.perf_counter() - began
            kinds = ("right", "asked", "wrong")
            shown = ", ".join(
                f"{rows}: " + "/".join(str(by_rows[rows, kind]) for kind in kinds) for rows in ROWS
            )
            print(f"{name:24}" + "".join(f"{counts[kind]:7}" for kind in kinds)
                  + f"{took:8.1f}   {shown}")  # fmt: skip


if __name__ == "__main__":
    main()
