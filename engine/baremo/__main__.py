"""The program, and `python -m baremo`."""

import os
import signal


def main() -> None:
    """Run the program.

    Ctrl-C ends it without a word, with exit code 130. It is no exception, save while files are written (see
    `reporting.files`): raised within native code it may be lost there, and what that code answers then is wrong.
    """
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from .cli import main as run

    run()


if __name__ == "__main__":
    main()
