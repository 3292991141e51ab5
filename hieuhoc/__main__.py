"""`hieuhoc`, and `python -m hieuhoc`: Ctrl-C ends it without a traceback, whenever it comes."""

import signal


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # while everything is imported, for a second
    from hieuhoc.commands.root import app  # noqa: PLC0415  # not before Ctrl-C is safe

    signal.signal(signal.SIGINT, signal.default_int_handler)
    app()


if __name__ == "__main__":
    main()
