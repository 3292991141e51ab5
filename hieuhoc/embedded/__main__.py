"""`python -m hieuhoc.embedded fetch`: what the servers need, once, for quick starts."""

import sys

from hieuhoc.embedded.fetching import fetch


def main(arguments: list[str]) -> int:
    if arguments != ["fetch"]:
        print("usage: python -m hieuhoc.embedded fetch", file=sys.stderr)
        return 2
    fetch()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
