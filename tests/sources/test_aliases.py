"""What single headers mean."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.sources.aliases import field_of, fold, is_known, is_secret, paper_of


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Login_IP", "ip"),
        ("login ip", "ip"),
        ("登录IP（公网）", "ip"),
        ("ＩＰ地址", "ip"),
        ("\ufeff账号", "login"),
        ("店铺名称", "store"),
        ("操作账号", "operator"),
        ("IP归属地", "ip_location"),
        ("User-Agent", "user_agent"),
        ("登录时间(北京时间)", "observed_at"),
        ("公网IP/宽带", "public_line"),
        ("登录IP（内网）", ""),
        ("IP地址/IP Address", "ip"),
        ("登录时间 Login Time", "observed_at"),
        ("登录时间UTC+8", "observed_at"),
        ("账号|Account", ""),  # either may be meant
        ("手机/邮箱", ""),
        ("account (email)", "account"),
        ("1. 店铺名称", "store"),
        ("*登录IP", "ip"),
        ("登入時間", "observed_at"),
        ("登入IP位址", "ip"),
        ("使用者帳號", "user"),
        ("電腦名稱", "machine"),
        ("Merchant Token", "account"),
        ("Source IP", "ip"),
        ("User principal name", "user"),
        ("Sign-in time", "observed_at"),
        ("id", ""),
        ("内网IP", ""),
        ("IP(内网)", ""),
        ("离职日期", "left_at"),
        ("Last working day", "left_at"),
        ("用工性质", "operator_kind"),
        ("User permissions", "permission"),
        ("备注", ""),
        ("whatever", ""),
        ("", ""),
        ("（）", ""),
    ],
)
def test_a_header_names_a_field(header: str, field: str) -> None:
    """Case, width, spaces, punctuation and bracketed notes do not matter."""
    assert field_of(header)[0] == field


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("统一社会信用代码", "uscc", ""),
        ("营业执照号", "licence", ""),
        ("Business License No.", "licence", ""),
        ("法人身份证", "resident_id", "legal-person"),
        ("法定代表人身份证号码", "resident_id", "legal-person"),
        ("收款人身份证", "resident_id", "payee"),
        ("法人姓名", "person", "legal-person"),
        ("法人", "person", "legal-person"),
        ("法人（姓名）", "person", "legal-person"),
        ("收款账户", "document", ""),
        ("信用卡号", "card", ""),
        ("注册手机号", "phone", "registration"),
        ("验证手机", "phone", "verification-phone"),
        ("退货地址", "address", "return"),
        ("payee_id_card", "resident_id", "payee"),
        ("E-mail", "email", ""),
        ("VAT税号", "vat", ""),
        ("护照号", "passport", ""),
        ("商标注册号", "trademark", ""),
        ("证件号码", "document", ""),
        ("营业执照扫描件", "file", ""),
        ("法人身份证照片", "file", "legal-person"),
        ("Attachment", "file", ""),
        ("授权人", "operator", "permission"),
        ("操作员", "operator", ""),
        ("身分證字號", "resident_id", ""),
        ("銀行卡號", "card", ""),
        ("注册地址", "address", "registration"),
        ("验证码手机", "phone", "verification-phone"),
        ("2FA手机号", "phone", "verification-phone"),
        ("密保邮箱", "email", "verification-email"),
        ("Recovery email", "email", "verification-email"),
        ("手机/Phone", "phone", ""),
    ],
)
def test_a_header_names_a_paper(text: str, kind: str, role: str) -> None:
    """The kind follows the value, the role is what the value was used as."""
    assert paper_of(text) == (kind, role)


@pytest.mark.parametrize("text", ["", "foo", "法人代表性", "账号", "登录IP"])
def test_other_headers_name_no_paper(text: str) -> None:
    """A role word before something unknown is unknown."""
    assert paper_of(text) is None


@pytest.mark.parametrize(
    "header",
    ["密码", "邮箱密码", "远程密码", "Password", "pass_word", "2FA", "2FA密钥", "CVV", "卡CVV码",
     "API Key", "access_token", "PIN", "谷歌验证码", "密 码", "ＰＡＳＳＷＯＲＤ", "Secret",
     "密碼", "信箱密碼", "账号/密码", "密码（旧）", "备注（含密码）", "邮箱PIN码", "userPwd",
     "Remote PWD",
     "email pass", "OTP seed", "CVV2", "卡背码", "密保问题", "密保答案", "Security answer",
     "助记词",
     "两步验证密钥", "fakey", "TOTP", "验证码", "backup codes", "Private Key", "client_secret",
     "refreshToken", "动态口令", "支付密码", "Passwort", "2SV", "session token"],
)  # fmt: skip
def test_secret_columns_are_known(header: str) -> None:
    """What holds passwords and the like is recognised however it is written."""
    assert is_secret(header)
    assert is_known(header)


@pytest.mark.parametrize(
    "header",
    [
        "账号",
        "护照",
        "passport",
        "spin",
        "keyword",
        "cookie",
        "邮箱",
        "验证码手机",
        "密保邮箱",
        "Pass rate",
        "Merchant token",
        "Pinterest",
        "opinion",
        "登录结果",
    ],
)
def test_innocent_columns_are_not_secret(header: str) -> None:
    """Part of a word is no password."""
    assert not is_secret(header)


@given(st.text())
def test_any_header_has_at_most_one_meaning(header: str) -> None:
    """Looking up never raises; folding is a fixed point."""
    assert fold(fold(header)) == fold(header)
    assert isinstance(is_known(header), bool)
    field_of(header)


def test_no_alias_means_two_things() -> None:
    """An alias of two fields, or of a field and a paper, would depend on the order of a file."""
    data = tomllib.loads(files("linkscan.sources").joinpath("aliases.toml").read_text("utf-8"))
    owners: dict[str, set[str]] = {}
    for group in ("fields", "papers"):
        for name, aliases in data[group].items():
            for alias in aliases:
                owners.setdefault(fold(alias), set()).add(f"{group}.{name}")
    for header in data["ignored"]["headers"]:
        owners.setdefault(fold(header), set()).add("ignored")
    assert {alias: names for alias, names in owners.items() if len(names) > 1} == {}
    assert [alias for alias in owners if not alias or is_secret(alias)] == []
