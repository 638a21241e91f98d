"""Why a file's text cannot be taken in."""

Code = str
"""`text-missing`, `text-too-large`, `text-unzips-too-large`, `text-of-unknown-kind`, `text-old-word`, `text-not-word`,
`text-locked`, `text-broken`, `text-crashed`, `text-not-utf-8`, `text-none`, `text-too-long`, `text-too-slow`,
`text-too-much-memory` or `text-needs-package`.
"""


class TextFault(Exception):
    """A file that gives no text; `values` are what a message says of it, and never any of its words."""

    def __init__(self, code: Code, **values: str | int) -> None:
        """Keep the code and the values."""
        self.code = code
        self.values = values
        super().__init__(code)
