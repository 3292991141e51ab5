"""`hieuhoc`, and `python -m hieuhoc`: Ctrl-C ends it without a traceback, whenever it comes."""

import signal


def main() -> None:
    # While things are imported, for a second; the root has it as usual before a command begins.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from hieuhoc.commands.root import app  # noqa: PLC0415  # not before Ctrl-C is safe

    app()


if __name__ == "__main__":
    main()
