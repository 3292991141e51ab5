"""`hieuhoc topics plan|apply|check`: Kafka's topics as the contract catalogue wants them, and with
`--rights` who may read and write them.

Exit codes: 0 nothing to do (or done), 1 something differs or cannot be, 2 misuse.
"""

from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

import typer

from hieuhoc.commands.kafka import Kafka, Prefix, brokers
from hieuhoc.commands.listing import AsJson, show
from hieuhoc.commands.users import passwords, wanted
from hieuhoc.words import sentence_of
from shared.messaging import topics, users
from shared.messaging.brokers import Brokers, KafkaAway
from shared.vocabulary.refusals import Refusal

DIFFERS = 1
AS_WANTED = "All topics are as the catalogue wants them."
RIGHTS_AS_WANTED = "Every user may do what he should, and no more."
T = TypeVar("T")

app = typer.Typer(
    no_args_is_help=True, help="Kafka topics, from the catalogue (chủ đề Kafka theo danh mục)."
)

Replication = Annotated[
    int,
    typer.Option(
        "--replication",
        envvar="HIEUHOC_KAFKA_REPLICATION",
        min=1,
        help="copies of each partition; 3 with three brokers (số bản sao)",
    ),
]
RightsToo = Annotated[
    bool,
    typer.Option(
        "--rights",
        envvar="HIEUHOC_KAFKA_RIGHTS",
        help="also what each user may do; on a Kafka with logins (quyền của từng tài khoản)",
    ),
]
Users = Annotated[
    list[str] | None,
    typer.Option(
        "--user",
        envvar="HIEUHOC_KAFKA_USERS",
        help="service=user, where the user is not named as the service (tài khoản)",
    ),
]
Subscribers = Annotated[
    list[str] | None,
    typer.Option(
        "--subscriber",
        envvar="HIEUHOC_KAFKA_SUBSCRIBERS",
        help="a neighbour's user, who may read everything (bên đăng ký nhận)",
    ),
]


@app.command()
def plan(
    kafka: Kafka,
    *,
    prefix: Prefix = "",
    replication: Replication = 1,
    rights: RightsToo = False,
    user: Users = None,
    subscriber: Subscribers = None,
    as_json: AsJson = False,
) -> None:
    """Say what `apply` would do (xem trước)."""
    where = brokers(kafka, prefix)
    rules = wanted(user or (), subscriber or (), prefix) if rights else None
    _compared(where, replication, rules, as_json=as_json)


@app.command()
def check(
    kafka: Kafka,
    *,
    prefix: Prefix = "",
    replication: Replication = 1,
    rights: RightsToo = False,
    user: Users = None,
    subscriber: Subscribers = None,
    as_json: AsJson = False,
) -> None:
    """Ends with 1 when anything differs from the catalogue (kiểm tra)."""
    where = brokers(kafka, prefix)
    rules = wanted(user or (), subscriber or (), prefix) if rights else None
    if _compared(where, replication, rules, as_json=as_json):
        raise typer.Exit(DIFFERS)


@app.command()
def apply(
    kafka: Kafka,
    *,
    prefix: Prefix = "",
    replication: Replication = 1,
    rights: RightsToo = False,
    user: Users = None,
    subscriber: Subscribers = None,
) -> None:
    """Make topics and settings so; never the number of partitions (áp dụng). With --rights, as
    Kafka's administrator, also rights, and the password of each user in <USER>_KAFKA_PASSWORD."""
    where = brokers(kafka, prefix)
    _print(_asked(lambda: topics.apply(where, replication)), AS_WANTED)
    if rights:
        rules = wanted(user or (), subscriber or (), prefix)
        _print(_asked(lambda: users.apply(where, rules, passwords(rules))), RIGHTS_AS_WANTED)


def _compared(
    where: Brokers, replication: int, rules: users.Wanted | None, *, as_json: bool
) -> bool:
    """Prints what differs; whether anything does."""
    differences = _asked(lambda: topics.plan(where, replication))
    beside = [] if rules is None else _asked(lambda: users.plan(where, rules))
    if as_json:
        found = [{"difference": str(each)} for each in (*differences, *beside)]
        show(found, as_json=True, nothing="")
    else:
        _print(differences, AS_WANTED)
        if rules is not None:
            _print(beside, RIGHTS_AS_WANTED)
    return bool(differences or beside)


def _asked(ask: Callable[[], T]) -> T:
    try:
        return ask()
    except Refusal as no:
        typer.echo(sentence_of(no), err=True)
        typer.echo(str(no), err=True)
    except KafkaAway as error:
        typer.echo(str(error), err=True)
    raise typer.Exit(DIFFERS)


def _print(differences: Sequence[object], nothing: str) -> None:
    for difference in differences:
        typer.echo(str(difference))
    if not differences:
        typer.echo(nothing)
