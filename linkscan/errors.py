"""The one exception that a person must read."""

from __future__ import annotations

from linkscan.i18n import translate


class LinkscanError(Exception):
    """A wrong file or setting: one sentence saying where, what, what is allowed, the way out.

    `message` is the English sentence with `{name}` fields (`{name!r}` for values met in a
    file); it is also the key of its translation. The command line prints the sentence in
    the user's language and exits with 2.
    """

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message.format(**params))
        self.message = message
        self.params = params

    def text(self, lang: str) -> str:
        """The sentence in `lang` ("zh" or "en")."""
        return translate(self.message, lang).format(**self.params)
