"""`hieuhoc topics plan|apply|check`: Kafka's topics as the contract catalogue wants them.

Exit codes: 0 nothing to do (or done), 1 something differs or cannot be, 2 misuse.
"""

from collections.abc import Callable
from typing import Annotated

import typer

from shared.messaging import topics
from shared.messaging.brokers import Brokers, KafkaAway
from shared.vocabulary.refusals import Refusal
from shared.vocabulary.vietnamese import SENTENCES

DIFFERS = 1

app = typer.Typer(
    no_args_is_help=True, help="Kafka topics, from the catalogue (chủ đề Kafka theo danh mục)."
)

Kafka = Annotated[
    str, typer.Option("--kafka", envvar="HIEUHOC_KAFKA", help="host:port (địa chỉ Kafka)")
]
Prefix = Annotated[
    str,
    typer.Option("--prefix", envvar="HIEUHOC_KAFKA_PREFIX", help="of all names (tiền tố)"),
]
Replication = Annotated[
    int,
    typer.Option(
        "--replication",
        envvar="HIEUHOC_KAFKA_REPLICATION",
        min=1,
        help="copies of each partition; 3 with three brokers (số bản sao)",
    ),
]


@app.command()
def plan(kafka: Kafka, prefix: Prefix = "", replication: Replication = 1) -> None:
    """Say what `apply` would do (xem trước)."""
    differences = _asked(lambda: topics.plan(Brokers(kafka, prefix), replication))
    _print(differences)


@app.command()
def check(kafka: Kafka, prefix: Prefix = "", replication: Replication = 1) -> None:
    """Ends with 1 when anything differs from the catalogue (kiểm tra)."""
    differences = _asked(lambda: topics.plan(Brokers(kafka, prefix), replication))
    _print(differences)
    if differences:
        raise typer.Exit(DIFFERS)


@app.command()
def apply(kafka: Kafka, prefix: Prefix = "", replication: Replication = 1) -> None:
    """Make topics and settings so; never the number of partitions (áp dụng)."""
    _print(_asked(lambda: topics.apply(Brokers(kafka, prefix), replication)))


def _asked(ask: Callable[[], list[topics.Difference]]) -> list[topics.Difference]:
    try:
        return ask()
    except Refusal as no:
        typer.echo(SENTENCES[no.code].format(**no.fields), err=True)
        typer.echo(str(no), err=True)
    except KafkaAway as error:
        typer.echo(str(error), err=True)
    raise typer.Exit(DIFFERS)


def _print(differences: list[topics.Difference]) -> None:
    for difference in differences:
        typer.echo(str(difference))
    if not differences:
        typer.echo("All topics are as the catalogue wants them.")
