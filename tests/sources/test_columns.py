"""What the columns of a table mean together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.errors import LinkscanError
from linkscan.sources import Mapping, Role, map_columns
from linkscan.sources.columns import named_column, nearest


def meant(header: str, **wanted: str) -> Mapping:
    """The mapping of comma-separated headers."""
    return map_columns(header.split(","), "a.csv:1", wanted)


def said(mapping: Mapping) -> str:
    """Fields and papers in the order of their columns, as one readable text."""
    at = {column: name for name, column in mapping.fields.items()}
    for paper in mapping.papers:
        role = f"/{paper.role}" if paper.role else ""
        at[paper.column] = f"{paper.kind}{role}"
    return " ".join(f"{column}:{at[column]}" for column in sorted(at))


TABLES = [
    ("account,ip", "logins", "0:account 1:ip"),
    ("timestamp,account,ip,device_id,user_agent,machine", "logins",
     "0:observed_at 1:account 2:ip 3:device_id 4:user_agent 5:machine"),
    ("登录时间,账号,登录IP", "logins", "0:observed_at 1:account 2:ip"),
    ("店铺名称,操作账号,登录时间,登录IP,IP归属地,电脑名称,操作类型,状态", "logins",
     "0:account 1:operator 2:observed_at 3:ip 4:ip_location 5:machine 6:event 7:outcome"),
    ("user,time,ip,country,site", "logins", "0:account 1:observed_at 2:ip 3:region 4:site"),
    ("账号,登录时间,状态", "logins", "0:account 1:observed_at 2:outcome"),
    ("email_id,username,created_at,ip", "logins", "1:account 2:observed_at 3:ip"),
    ("account,time,hostname,ip", "logins", "0:account 1:observed_at 2:machine 3:ip"),
    ("账号,时间,手机,登录IP", "logins", "0:account 1:observed_at 2:phone 3:ip"),
    ("account,date,odr,cancellation rate,late shipment rate,valid tracking rate", "metrics",
     "0:account 1:observed_at 2:order_defect_rate 3:cancel_rate 4:late_shipment_rate "
     "5:valid_tracking_rate"),
    ("店铺名称,平台,统计日期,订单缺陷率,配送前取消率（%）,延迟发货率,有效追踪率,发货时长,销售额,开店时间",
     "metrics",
     "0:account 1:platform 2:observed_at 3:order_defect_rate 4:cancel_rate "
     "5:late_shipment_rate 6:valid_tracking_rate 7:hours_to_ship 8:sales 9:opened_at"),
    ("店铺,月份,销售额", "metrics", "0:account 1:observed_at 2:sales"),
    ("店铺,平台,状态,销售额", "accounts", "0:account 1:platform 2:status"),
    ("店铺,登录时间,登录IP,订单缺陷率", "logins", "0:account 1:observed_at 2:ip"),
    ("account,kind,value", "registrations", "0:account 1:paper_kind 2:paper_value"),
    ("店铺,平台,证件类型,证件号码", "registrations",
     "0:account 1:platform 2:paper_kind 3:paper_value"),
    ("account,uscc,phone", "registrations", "0:account 1:uscc 2:phone"),
    ("账号,证件号码", "registrations", "0:account 1:document"),
    ("店铺,平台,站点,状态,密码,营业执照号,法人姓名,法人身份证,收款人身份证,验证手机",
     "registrations+accounts",
     "0:account 1:platform 2:site 3:status 5:licence 6:person/legal-person "
     "7:resident_id/legal-person 8:resident_id/payee 9:phone/verification-phone"),
    ("店铺,平台,状态,最近登录时间,最近登录IP", "registrations+accounts",
     "0:account 1:platform 2:status 4:ip/declared"),
    ("店铺,平台,开店时间,登录时间,登录IP", "registrations+accounts",
     "0:account 1:platform 2:opened_at 4:ip/declared"),
    ("store,platform,region,status,ban_reason,opened_at", "accounts",
     "0:account 1:platform 2:region 3:status 4:ban_reason 5:opened_at"),
    ("店铺,平台,是否封号,封号时间", "accounts", "0:account 1:platform 2:was_suspended 3:closed_at"),
    ("店铺,平台,状态,登录IP,代理IP,出口IP,宽带", "registrations+accounts",
     "0:account 1:platform 2:status 3:ip/declared 4:ip/declared 5:ip/declared"),
    ("店铺,平台,状态,日期", "accounts", "0:account 1:platform 2:status"),
    ("name,platform,created_at", "accounts", "0:account 1:platform 2:opened_at"),
    ("编号,类型,使用人,位置,MAC,内网IP,公网IP/宽带,登录哪些店", "machines",
     "0:machine 1:kind 2:user 3:site 4:mac 6:public_line"),
    ("name,kind,site,line,mac,user,acquired_at", "machines",
     "0:machine 1:kind 2:site 3:public_line 4:mac 5:user 6:acquired_at"),
    ("machine,ip", "machines", "0:machine 1:public_line"),
    ("姓名,人员类型,离职日期", "operators", "0:operator 1:operator_kind 2:left_at"),
    ("员工姓名,登录邮箱,手机号,用工性质,最后工作日", "operators",
     "0:user 1:operator 3:operator_kind 4:left_at"),
    ("店铺,员工姓名,登录IP", "logins", "0:account 1:operator 2:ip"),
    ("name,email,staff type,leave date", "operators", "0:operator 2:operator_kind 3:left_at"),
    ("姓名,账号,离职日期", "operators", "0:user 1:operator 2:left_at"),
    ("编号,姓名,状态,离职时间", "operators", "1:operator 3:left_at"),
    ("操作员,人员类型,店铺", "accounts", "0:operator 1:operator_kind 2:account"),
    ("账号,操作员,离职日期", "accounts", "0:account 1:operator 2:left_at"),
    ("操作员,平台,离职日期", "accounts", "0:account 1:platform 2:left_at"),
    ("店铺,操作员,人员类型,离职时间,登录时间,登录IP", "logins",
     "0:account 1:operator 2:operator_kind 3:left_at 4:observed_at 5:ip"),
    ("店铺,平台,状态,子账号权限", "registrations+accounts",
     "0:account 1:platform 2:status 3:permission"),
    ("store,granted to", "registrations", "0:account 1:permission"),
    ("店铺,营业执照扫描件,法人身份证扫描件", "registrations",
     "0:account 1:file 2:file/legal-person"),
]  # fmt: skip
"""Headers as sellers write them, in both languages, the role, and what each column is."""

HEADERS = [header for header, _role, _fields in TABLES]


@pytest.mark.parametrize(("header", "role", "fields"), TABLES)
def test_the_role_follows_from_the_columns(header: str, role: str, fields: str) -> None:
    """Headers as sellers write them, in both languages, with what each column is."""
    mapping = meant(header)
    assert (mapping.role, said(mapping)) == (role, fields)


@pytest.mark.parametrize(
    ("header", "account", "operator"),
    [
        ("店铺,子账号,登录IP", 0, 1),
        ("操作账号,店铺,登录IP", 1, 0),
        ("store,username,ip", 0, 1),
        ("账号,操作账号,IP", 0, 1),
        ("店铺,账号,操作人,IP", 0, 2),
        ("操作账号,IP", 0, None),
    ],
)
def test_the_store_is_the_account(header: str, account: int, operator: int | None) -> None:
    """Beside a store the operating account is the operator; alone it is the account."""
    fields = meant(header).fields
    assert (fields["account"], fields.get("operator")) == (account, operator)


def test_the_most_specific_alias_wins() -> None:
    """Of two columns for one field the more specific is taken, the other reported."""
    mapping = meant("account,机器,操作电脑,机器,ip")
    assert (said(mapping), mapping.unmapped) == ("0:account 2:machine 4:ip", ("机器", "机器"))


def test_of_equal_columns_the_first_wins() -> None:
    """Two columns of one header: the second is reported as read over."""
    mapping = meant("account,machine,machine,ip")
    assert (said(mapping), mapping.unmapped) == ("0:account 1:machine 3:ip", ("machine",))


def test_secret_columns_map_to_nothing() -> None:
    """Only their headers are kept, even where the user names one."""
    mapping = meant("account,ip,邮箱密码,2FA", email="邮箱密码")
    assert (said(mapping), mapping.secret, mapping.unmapped) == (
        "0:account 1:ip",
        ("邮箱密码", "2FA"),
        (),
    )


def test_the_user_has_the_last_word() -> None:
    """A named column fills its field, whatever the aliases say; a kind of paper is a paper."""
    mapping = meant("account,who,ip,no", account="who", card="no")
    assert (mapping.role, said(mapping)) == ("registrations", "1:account 2:ip/declared 3:card")


@pytest.mark.parametrize(
    ("role", "said_role", "fields"),
    [
        ("logins", "logins", "0:account 1:outcome 2:phone"),
        ("accounts", "registrations+accounts", "0:account 1:status 2:phone"),
        ("registrations", "registrations+accounts", "0:account 1:status 2:phone"),
    ],
)
def test_a_role_can_be_forced(role: Role, said_role: str, fields: str) -> None:
    """The user's role decides what a word means; a sheet that is both stays both."""
    mapping = map_columns(["账号", "状态", "手机"], "a.csv:1", role=role)
    assert (mapping.role, said(mapping)) == (said_role, fields)


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("foo,ip,密码", "a.csv:1: no column that names the store; found foo, ip. "
                        "Name it with --map account=NAME."),
        ("account,foo", "a.csv:1: nothing but the account is recognised; found account, foo. "
                        "Name a column with --map, such as --map ip=NAME."),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(header: str, sentence: str) -> None:
    """The sentence names the headers found, secret ones left out, and the way out."""
    with pytest.raises(LinkscanError) as caught:
        meant(header)
    assert str(caught.value) == sentence


def test_a_line_of_text_is_no_long_message() -> None:
    """What is taken for a header may be a page of text; the message stays a sentence."""
    with pytest.raises(LinkscanError) as caught:
        map_columns(["x" * 5000], "a.log:1")
    assert str(caught.value) == (
        f"a.log:1: no column that names the store; found {'x' * 40}…. "
        "Name it with --map account=NAME."
    )


def test_a_list_of_machines_needs_machines() -> None:
    """A forced role does not make a machine of an account."""
    with pytest.raises(LinkscanError, match="no column 'machine'"):
        map_columns(["account", "ip"], "a.csv:1", role="machines")


_WORDS = """
    账号 店铺 操作账号 ip mac 状态 类型 值 手机 密码 电脑 平台 时间
    法人身份证 证件类型 证件号码 名称 foo
"""
_HEADERS = st.lists(st.sampled_from(_WORDS.split()) | st.text(max_size=5))


@given(_HEADERS)
def test_every_column_is_accounted_for(header: list[str]) -> None:
    """Each column is a field, a paper, secret or reported; no column is two things."""
    try:
        mapping = map_columns(header, "a.csv:1")
    except LinkscanError:
        return
    # An address in a list of accounts is no field but a declared paper.
    used = [*mapping.fields.values(), *(paper.column for paper in mapping.papers)]
    assert len(used) == len(set(used))
    assert len(used) + len(mapping.secret) + len(mapping.unmapped) == len(header)


def test_metrics_by_name() -> None:
    """A file named as metrics needs a figure; its other columns are those of a list of stores."""
    mapping = map_columns(["店铺", "状态", "ODR", "手机"], "a.csv:1", role="metrics")
    assert said(mapping) == "0:account 1:status 2:order_defect_rate"
    assert mapping.unmapped == ("手机",)
    with pytest.raises(LinkscanError, match="no column 'order_defect_rate'"):
        map_columns(["店铺", "状态"], "a.csv:1", role="metrics")


@pytest.mark.parametrize(
    ("header", "passed_over"),
    [
        ("account,机器,操作电脑,ip", (("机器", "操作电脑"),)),
        ("account,操作电脑,机器,ip", (("机器", "操作电脑"),)),
        ("account,登录IP,IP", ()),
        ("店铺名称,店铺ID,登录IP", (("店铺ID", "店铺名称"),)),
        ("店铺账号,店铺名称,登录IP", (("店铺名称", "店铺账号"),)),
        ("店铺,操作账号,登录IP", ()),
        ("machine,hostname,account,ip", ()),
    ],
)
def test_a_column_that_lost_its_field_is_told(
    header: str, passed_over: tuple[tuple[str, str], ...]
) -> None:
    """Two columns that claim one field: the one that is read over, and the one that is read."""
    assert meant(header).passed_over == passed_over


def test_a_plan_by_its_columns() -> None:
    """A column of planned stores makes a plan of a table, which is no log for its addresses."""
    mapping = meant("计划店铺,平台,操作机,登录IP")
    assert (mapping.role, said(mapping)) == (
        "plan",
        "0:account 1:platform 2:machine 3:ip/declared",
    )


@pytest.mark.parametrize(
    ("header", "fallback"),
    [
        ("店铺,登录时间,登录IP,出口IP", (3,)),
        ("店铺,登录时间,出口IP,代理IP,登录IP", (2, 3)),
        ("店铺,登录时间,登录IP,宽带,内网IP", ()),  # a line may have a name, and no office counts
        ("店铺,登录时间,出口IP", ()),
    ],
)
def test_further_addresses_of_a_log_are_kept_at_hand(header: str, fallback: tuple[int]) -> None:
    """Beside the one that is read stand those for rows in which it is none."""
    assert meant(header).fallback == fallback


def test_every_address_of_a_log_is_compared() -> None:
    """The one that the user names, or the most specific, has the dates of the sign-ins."""
    header = "店铺,登录时间,登录IP,代理IP"
    assert said(meant(header)) == "0:account 1:observed_at 2:ip 3:ip/declared"
    named = meant(header, ip="代理IP")
    assert said(named) == "0:account 1:observed_at 2:ip/declared 3:ip"


def test_a_list_named_as_accounts_keeps_its_papers() -> None:
    """A list of stores with addresses looks like a log; named as accounts, it has them still."""
    mapping = map_columns(["店铺", "平台", "登录IP"], "a.csv:1", role="accounts")
    assert said(mapping) == "0:account 1:platform 2:ip/declared"


@pytest.mark.parametrize("role", ["accounts", "registrations"])
def test_a_table_that_lies_on_its_side_is_refused(role: Role) -> None:
    """Where nothing but a name is known, naming the role makes no list of stores of it."""
    with pytest.raises(LinkscanError, match="nothing but the account is recognised"):
        map_columns(["店铺名称", "旗舰店", "二店"], "a.csv:1", role=role)


def test_a_paper_with_its_role_can_be_named() -> None:
    """`kind/role` names a paper in the role that its header does not say."""
    mapping = meant("account,号,证", **{"resident_id/payee": "号", "resident_id": "证"})
    assert said(mapping) == "0:account 1:resident_id/payee 2:resident_id"


@pytest.mark.parametrize(
    ("text", "column"),
    [("店铺名称", 0), (" 店铺名称 ", 0), ("店铺 名称", 0), ("#2", 1), ("#3", None), ("密码", None)],
)
def test_a_column_as_a_user_names_it(text: str, column: int | None) -> None:
    """As written, folded, or by its number; a secret one never."""
    assert named_column(["店铺名称", "IP", "密码"], text) == column


def test_a_header_like_a_number_is_a_header() -> None:
    """`#2` names the column that is called so before the second one."""
    assert named_column(["#2", "x"], "#2") == 0


def test_the_nearest_header() -> None:
    """A misspelt header is answered with the one most like it, never with a secret one."""
    assert nearest("店铺名", ["登录IP", "店铺名称"]) == "店铺名称"
    assert nearest("passwort", ["password"]) is None
    assert nearest("xyz", ["店铺名称"]) is None
