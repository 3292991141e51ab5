"""Every `__init__.py` of a service, and of the command line, is a docstring only.

Whoever asks for a page, a view or a route names its file, so that a folder brings in nothing that
was not asked for, and every name stands in one place. The drawers of `shared` are another matter:
each is the library of five services, and the `__init__` of a folder there may say what of it is
for them (`shared.messaging.listener`, `shared.vocabulary.places`), its other files not.
"""

import ast
from pathlib import Path

from tests.support.sources import Source, sources


def says_more(source: Source) -> bool:
    """Than a docstring; or not even that."""
    match source.tree.body:
        case [ast.Expr(value=ast.Constant(value=str()))]:
            return False
        case _:
            return True


def planted(text: str) -> Source:
    return Source(Path("services/registry/clans/__init__.py"), text)


def test_every_init_of_a_service_or_the_command_line_is_a_docstring_only() -> None:
    inits = [s for s in sources("services", "hieuhoc") if s.path.name == "__init__.py"]
    assert inits
    more = [str(source.path) for source in inits if says_more(source)]
    assert not more, f"whoever needs it names the file it stands in: {more}"


def test_an_init_that_brings_something_in_or_says_nothing_is_found() -> None:
    imports = "from services.registry.clans.clan import Clan\n"
    for text in ("", imports, f'"""Clans."""\n\n{imports}', '"""Clans."""\n\nCLANS = 1\n'):
        assert says_more(planted(text)), text
    assert not says_more(planted('"""Clans (dòng họ)."""\n'))
