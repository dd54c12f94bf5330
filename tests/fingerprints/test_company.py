"""Names of companies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints import Identifier, Rejected, identify
from fingerprints.tables import load
from tests.strategies import UNTIMED

# Pieces of which names are made, and out of which one round could make a word for the next.
# fmt: off
PIECES = (
    "深圳市", "義烏", "宝安区", "华远", "兙", "科技", "電子商務", "集团", "有限公司", "公司", "公",
    "某", "株式会社", "ООО", "É", "&", "-", "and", "the", "tra", "ding", "trading", "tech",
    "e", "commerce", "s", "a", "s.a.", "n.v.", "n", "x", "xx", "co", "ltd", "co.,ltd.", "group",
    "gmbh", "pt", "keji", "shi", "shenzhen", "you", "xian", "gongsi",
)
# fmt: on
NAMES = st.builds(
    lambda pieces, glue: glue.join(pieces),
    st.lists(st.sampled_from(PIECES), max_size=7),
    st.sampled_from(["", " "]),
)


def key_of(text: str) -> str:
    """The key of a name that has one."""
    found = identify("company", text)
    assert isinstance(found, Identifier)
    return found.key


@pytest.mark.parametrize(
    "forms",
    [
        (
            "深圳市华远科技有限公司",
            "深圳華遠科技有限公司",
            " 深圳市华远科技(集团)股份有限公司",
            "Shenzhen Huayuan Technology Co., Ltd.",
            "SHENZHEN HUA YUAN TECHNOLOGY CO LTD",
            "Shenzhen Huayuan Tech Co.,Limited",
            "Ｓｈｅｎｚｈｅｎ　Ｈｕａｙｕａｎ　Technology",
            "shenzhenshihuayuankejiyouxiangongsi",  # seller profiles of Amazon's EU sites
            "Shenzhen Shi Hua Yuan Ke Ji You Xian Gong Si",
        ),
        ("义乌市样例进出口有限公司", "Yiwu Yangli Import & Export Co., Ltd", "義烏樣例進出口"),
        ("上海样例电子商务有限公司", "Shanghai Yangli E-Commerce Co., Ltd.", "上海样例電商"),
        ("佛山市顺德区样例电器厂", "佛山顺德样例电器厂"),
        ("香港样例国际有限公司", "HONGKONG YANGLI INTERNATIONAL LIMITED", "Hong Kong Yangli Int'l"),
        ("样例科技有限公司深圳分公司", "Yangli Technology Co., Ltd. Shenzhen Branch"),
        (
            "Example Trading Ltd",
            "EXAMPLE TRADING LIMITED",
            "The Example Trading Company",
            "Example Trade",
        ),
        ("Example", "Example S.A.", "Example S. A.", "EXAMPLE SA", "Example GmbH & Co. KG"),
        (
            "Example",
            "Example Pty Ltd",
            "Example Sdn. Bhd.",
            "Example B.V.",
            "Example Holdings, Inc.",
        ),
        ("Example", "Example Sp. z o.o.", "PT Example", "Example Public Limited Company"),
        ("Müller & Söhne GmbH", "Muller und Sohne", "MULLER SOHNE AG"),
        ("ООО «Пример»", "Пример, ООО"),
        ("株式会社サンプル", "サンプル株式會社"),
        ("E*TRADE", "E Trade, Inc."),
    ],
)
def test_the_forms_of_a_name_have_one_key(forms: tuple[str, ...]) -> None:
    """Script, legal form, 省 and 市, translation of common words and spacing do not count."""
    assert {key_of(form) for form in forms} == {key_of(forms[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("深圳样例科技有限公司", "深圳样例贸易有限公司"),
        ("深圳样例科技有限公司", "广州样例科技有限公司"),
        ("样例科技有限公司", "样例科技有限公司深圳分公司"),
        ("好超市有限公司", "好超有限公司"),  # 市 only goes after a known place
        ("上海时代样例有限公司", "上海代样例有限公司"),
        ("Example One Ltd", "Example Two Ltd"),
        ("Hua Sa Co., Ltd.", "Hua Co., Ltd."),  # sa before another form is a part of the name
        ("A Ltd", "A GmbH"),  # of one letter the legal form says more than the name
        ("Экспорт", "Экспорт й"),
    ],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    """What may be another company's name keeps apart."""
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("深圳市华远科技有限公司", "shenzhenhuayuantechnology"),
        ("示例（杭州）有限公司", "shilihangzhou"),
        ("超市发连锁", "chaoshifaliansuo"),
        ("3M", "3m"),
        ("A Ltd", "altd"),
    ],
)
def test_a_key_is_plain_letters_and_the_label_as_written(text: str, key: str) -> None:
    """Keys have no spaces; the label is the tidied text."""
    assert identify("company", f" {text}\n") == Identifier("company", key, key_label(text))


def key_label(text: str) -> str:
    """A name as its label writes it: full-width brackets are plain ones."""
    return text.replace("（", "(").replace("）", ")")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("暂无", "placeholder"),
        ("N-A", "placeholder"),
        ("！！", "placeholder"),
        ("有限公司", "placeholder"),
        ("Co., Ltd.", "placeholder"),
        ("深圳某某科技有限公司", "masked"),
        ("深圳XX科技有限公司", "masked"),
        ("深圳市***有限公司", "masked"),
        ("华*科技", "masked"),
        ("x" * 501, "too-long"),
        ("华" * 500, "too-long"),
    ],
)
def test_what_names_no_company_says_why(text: str, reason: str) -> None:
    """Blanks, a legal form alone and hidden names are refused."""
    assert identify("company", text) == Rejected("company", reason)


@UNTIMED
@given(NAMES)
def test_a_key_is_its_own_key(text: str) -> None:
    """Whatever pieces a name is made of, its key names the same company."""
    found = identify("company", text)
    if isinstance(found, Identifier):
        assert key_of(found.key) == found.key


def test_every_writing_of_a_word_has_one_meaning() -> None:
    """No writing stands for two words of business, and no key word is a writing of another."""
    business = {k: v for k, v in load("company_words")["business"].items() if isinstance(v, list)}
    writings = [writing for one in business.values() for writing in one]
    assert len(set(writings)) == len(writings)
    assert not set(writings) & set(business)
