"""Texts of documents on the screen: escaped for Markdown, and no address but of the web."""

import pytest

from kpi.ui.literal import literal, web_address


def shown(markdown: str) -> str:
    return markdown.replace("\\", "").replace("\u2060", "")


@pytest.mark.parametrize(
    "text",
    ["*a*", "[x](https://evil.example)", "$x^2$", ":red[x]", "<b>", "&copy;", "a | b", "`c`"],
)
def test_every_sign_of_markdown_is_escaped_and_the_text_stays(text: str) -> None:
    made = literal(text)
    assert shown(made) == text
    for at, sign in enumerate(made):
        if sign in "*[]()$:<>&|`":
            assert made[at - 1] == "\\", made


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("xem https://evil.example", "https://"),
        ("HTTP://EVIL.EXAMPLE", "HTTP://"),
        ("www.evil.example", "www."),
        ("a@evil.example", "@evil"),
        (":material/home:", ":material"),
        (":streamlit:", ":streamlit"),
        ("a -> b", "->"),
        ("a <-> b", "<->"),
        ("a -- b", "--"),
        (">= 5", ">="),
    ],
)
def test_what_the_browser_would_take_for_a_link_or_a_sign_is_parted(text: str, taken: str) -> None:
    assert taken not in literal(text).replace("\\", "")
    assert shown(literal(text)) == text


@pytest.mark.parametrize("plain", ["1.699 trạm", "Sở TT&TT", "10:30", "a-b", "5 > 3", "tỷ lệ: 5%"])
def test_nothing_is_put_into_a_text_that_nobody_would_take_for_more(plain: str) -> None:
    assert "\u2060" not in literal(plain)


def test_an_address_of_the_web_stays_an_address() -> None:
    address = "https://baobacninh.vn/tin/a-b_c.html?x=1&y=%C3%A1#z"
    assert web_address(address) == address
    assert web_address("https://vi.wikipedia.org/wiki/Bắc_Ninh_(tỉnh)") == (
        "https://vi.wikipedia.org/wiki/B%E1%BA%AFc_Ninh_%28t%E1%BB%89nh%29"
    )


@pytest.mark.parametrize(
    "written",
    ["", "javascript:alert(1)", "data:text/html,x", "ftp://a.vn", "//evil.example", "https://",
     "tep.pdf", "file:///etc/passwd", "http://[bad"],
)  # fmt: skip
def test_any_other_address_is_no_link(written: str) -> None:
    assert web_address(written) == ""
