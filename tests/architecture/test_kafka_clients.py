"""No client of Kafka is made without the settings that say where it is and who we are."""

import ast
from collections.abc import Iterator

from tests.support.sources import Source, sources

LIBRARIES = ("confluent_kafka", "kafka", "faststream.confluent")
CLIENTS = {
    "Consumer", "Producer", "AdminClient", "DeserializingConsumer", "SerializingProducer",
    "AIOConsumer", "AIOProducer", "ShareConsumer",
    "KafkaBroker", "KafkaAdminClient", "KafkaConsumer", "KafkaProducer", "KafkaClient",
}  # fmt: skip
SETTINGS = {"client_settings", "admin_settings", "_client_settings"}


def clients(source: Source) -> set[str]:
    """The names by which this file calls a client, under any alias or as a class of its own."""
    names = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(LIBRARIES):
            names |= {each.asname or each.name for each in node.names if each.name in CLIENTS}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & names:
            names.add(node.name)
    return names


def made(source: Source) -> Iterator[ast.Call]:
    names = clients(source)
    libraries = [
        each.asname or each.name
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Import)
        for each in node.names
        if each.name.startswith(LIBRARIES)
    ]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            from_library = called.startswith(tuple(f"{each}." for each in libraries))
            if called in names or (from_library and called.rpartition(".")[2] in CLIENTS):
                yield node


def is_told_where_and_who(call: ast.Call) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr in SETTINGS for node in ast.walk(call))


def blind(source: Source) -> list[str]:
    """The clients a file makes without those settings."""
    return [
        f"{source.path}:{call.lineno}" for call in made(source) if not is_told_where_and_who(call)
    ]


def test_every_client_is_made_with_the_address_and_the_login() -> None:
    found = sources("services", "shared", "hieuhoc")
    assert sum(1 for source in found for _ in made(source)) >= 7
    assert not [each for source in found for each in blind(source)]


def test_only_the_brokers_say_an_address_to_a_client() -> None:
    saying = {
        str(source.path)
        for source in sources("services", "shared", "hieuhoc")
        if any(word in source.text for word in ('"bootstrap.servers"', "bootstrap_servers"))
    }
    assert saying == {"shared/messaging/brokers.py"}


def test_a_client_made_without_them_would_be_seen() -> None:
    for planted in (
        "from confluent_kafka import Consumer as Reading\nReading({'bootstrap.servers': b})",
        "import confluent_kafka\nconfluent_kafka.Producer({})",
        "import confluent_kafka.admin as control\ncontrol.AdminClient({})",
        "from kafka import KafkaAdminClient\nclass Own(KafkaAdminClient): pass\nOwn()",
        "from faststream.confluent import KafkaBroker\nKafkaBroker(settings.bootstrap)",
    ):
        anywhere = sources("shared")[0].path
        assert blind(Source(anywhere, planted)), planted
