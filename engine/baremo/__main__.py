"""The program, and `python -m baremo`."""

import signal


def main() -> None:
    """Run the program. Ctrl-C ends it without a word even while it is being loaded."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from .cli import main as run

    run()


if __name__ == "__main__":
    main()
