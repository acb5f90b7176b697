"""The sign-in page: one small HTML document without script, as Streamlit must not see passwords."""

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from kpi.model import Lang
from kpi.ui.menu import document_title, product

_STYLE = """
:root { color-scheme: light dark; --ground: #F3F6FA; --card: #FFFFFF; --text: #1B2733;
  --soft: #526070; --line: #8A99A8; --accent: #0B5394; --on-accent: #FFFFFF; --bad: #A61B1B; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #10161D; --card: #18212B; --text: #E6EDF3; --soft: #A9B6C3; --line: #62717F;
    --accent: #7FB2E5; --on-accent: #10161D; --bad: #FF9C94; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; padding: 1rem; display: grid; place-items: center;
  background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 24rem; padding: 1.5rem; background: var(--card);
  border-radius: 0.75rem; border: 1px solid color-mix(in srgb, var(--line) 40%, transparent); }
header { display: flex; justify-content: space-between; gap: 1rem; color: var(--soft);
  font-size: 0.875rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0.75rem 0 1.25rem; }
label { display: block; margin: 1rem 0 0.25rem; font-weight: 600; }
input, button { width: 100%; min-height: 2.75rem; font: inherit; border-radius: 0.5rem; }
input { padding: 0 0.75rem; color: inherit; background: var(--card);
  border: 1px solid var(--line); }
button { margin-top: 1.5rem; border: 0; font-weight: 600; cursor: pointer;
  background: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); display: inline-block; }
.told { margin: 0 0 1rem; padding: 0.75rem; border-left: 4px solid var(--bad);
  background: color-mix(in srgb, var(--bad) 10%, transparent); }
.hint { margin: 0 0 1rem; font-size: 0.875rem; }
code { display: block; margin-top: 0.25rem; overflow-wrap: anywhere;
  font: 0.875rem/1.5 ui-monospace, monospace; }
footer { margin-top: 1.25rem; padding-top: 0.5rem; color: var(--soft); font-size: 0.875rem; }
"""


@dataclass(frozen=True)
class SignInPage:
    """What the page says; `told` is why the last try failed, `name` what was typed then."""

    lang: Lang
    next: str
    told: str = ""
    name: str = ""
    no_account_yet: bool = False

    def html(self) -> str:
        """The whole document."""
        say = self._say
        title = say("Đăng nhập", "Sign in")
        return f"""<!doctype html>
<html lang="{self.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{document_title(title, self.lang)}</title>
<link rel="icon" href="data:,">
<style>{_STYLE}</style>
</head>
<body>
<main>
<header><span>{product(self.lang)}</span>{self._other_language()}</header>
<h1>{title}</h1>
{self._told()}{self._first_account()}<form method="post" action="/dang-nhap">
<input type="hidden" name="next" value="{escape(self.next)}">
<input type="hidden" name="lang" value="{self.lang}">
<label for="name">{say("Tên tài khoản hoặc địa chỉ email", "Account name or email")}</label>
<input id="name" name="name" value="{escape(self.name)}" autocomplete="username" required
  autocapitalize="none" spellcheck="false" maxlength="254"{"" if self.name else " autofocus"}>
<label for="password">{say("Mật khẩu", "Password")}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required
  maxlength="1000"{" autofocus" if self.name else ""}>
<button>{title}</button>
</form>
<footer>{say("Xem số liệu không cần tài khoản.", "Reading needs no account.")}
{self._ask()}
<a href="{escape(self.next)}">{say("Quay lại", "Go back")}</a></footer>
</main>
</body>
</html>
"""

    def _say(self, vi: str, en: str) -> str:
        return vi if self.lang == "vi" else en

    def _other_language(self) -> str:
        other, word = ("en", "English") if self.lang == "vi" else ("vi", "Tiếng Việt")
        query = escape(urlencode({"next": self.next, "lang": other}))
        return f'<a href="/dang-nhap?{query}" lang="{other}" hreflang="{other}">{word}</a>'

    def _told(self) -> str:
        return f'<p class="told" role="alert">{escape(self.told)}</p>\n' if self.told else ""

    def _ask(self) -> str:
        if self.no_account_yet:
            return ""
        return self._say(
            "Chưa có tài khoản? Hãy hỏi quản trị viên.", "No account? Ask your administrator."
        )

    def _first_account(self) -> str:
        if not self.no_account_yet:
            return ""
        words = self._say(
            "Chưa có tài khoản nào. Tắt ứng dụng, tạo tài khoản đầu tiên bằng lệnh:",
            "There is no account yet. Stop the app and make the first one with:",
        )
        return f'<p class="hint">{words} <code>python -m kpi user add … --role admin</code></p>\n'
