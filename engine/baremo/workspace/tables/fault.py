"""Why a spreadsheet cannot be read."""


class TableFault(Exception):
    """A file that gives no table; `values` are what a message says of it, and never any of its words.

    `code` is one of: `table-missing`, `table-too-large`, `table-unzips-too-large`, `table-of-unknown-kind`,
    `table-locked`, `table-broken`, `table-crashed`, `table-too-many`, `table-too-slow`, `table-too-much-memory`,
    `table-needs-package`.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        """Keep the code and the values."""
        self.code = code
        self.values = values
        super().__init__(code)
