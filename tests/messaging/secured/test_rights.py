"""A user may do what is his and no more, in the eyes of a real broker; each has his own login."""

import pytest
from kafka.admin import (
    ACL,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    ConfigResource,
    ConfigResourceType,
    ResourcePattern,
    ResourceType,
)
from pydantic import SecretStr
from typer.testing import CliRunner, Result

from hieuhoc.commands import topics as command
from hieuhoc.commands.users import heard_by, wanted
from shared.contracts.catalogue import TOPIC_BY_NAME, TOPICS
from shared.messaging import control, topics, users
from shared.messaging.brokers import Brokers, KafkaRefuses
from shared.messaging.rights import OPERATOR, Right
from shared.telemetry.kafka import Login
from tests.messaging.secured import asking
from tests.messaging.secured.conftest import NEIGHBOUR, Broker
from tests.support.secured_kafka import ADMINISTRATOR, SecuredKafka
from tests.support.sources import SERVICES
from tests.support.waiting import eventually

NO_TOPIC, NO_GROUP = "TOPIC_AUTHORIZATION_FAILED", "GROUP_AUTHORIZATION_FAILED"
WRITERS = (*SERVICES, OPERATOR, NEIGHBOUR)
NAMES = tuple(TOPIC_BY_NAME)


@pytest.mark.parametrize("user", WRITERS)
def test_a_topic_is_written_and_cleared_by_its_owner_and_by_nobody_else(
    user: str, granted: Broker
) -> None:
    for topic in NAMES:
        own = TOPIC_BY_NAME[topic].owner == user
        assert asking.writes(granted(user), topic) == (None if own else NO_TOPIC)
        assert (asking.clears(granted(user), topic) is None) == own


@pytest.mark.parametrize("user", WRITERS)
def test_a_topic_is_read_by_whoever_hears_it(user: str, granted: Broker) -> None:
    readable = set(NAMES)
    if user in SERVICES:
        readable = heard_by(user) | {t.name for t in TOPICS if t.owner == user}
    for topic in NAMES:
        asking.writes(granted(ADMINISTRATOR), topic)
        expected = None if topic in readable else NO_TOPIC
        assert asking.reads(granted(user), topic, f"{user}.any") == expected, topic


def test_nobody_joins_the_group_of_another(granted: Broker) -> None:
    for user, other in (("funding", "rollups"), (NEIGHBOUR, "rollups"), ("rollups", NEIGHBOUR)):
        group = f"{other}.places.v1"
        assert asking.reads(granted(user), "registry.places", group) == NO_GROUP


def test_a_neighbour_reads_outside_too_in_tls(secured: SecuredKafka, granted: Broker) -> None:
    inside = granted(NEIGHBOUR)
    asking.writes(granted("registry"), "registry.places")
    outside = secured.brokers_outside(NEIGHBOUR, inside.prefix)
    # A right holds some time after it was granted.
    eventually(lambda: asking.reads(outside, "registry.places", NEIGHBOUR) is None, 20, "read")
    assert asking.writes(outside, "registry.places") == NO_TOPIC
    with secured.brokers_outside(OPERATOR, inside.prefix).control() as admin:
        assert admin.describe_cluster()["brokers"]


def test_the_operator_makes_topics_and_sets_them_up_and_grants_nothing(
    secured: SecuredKafka, prefix: str
) -> None:
    administrator = secured.brokers(ADMINISTRATOR, prefix)
    operator = secured.brokers(OPERATOR, prefix)
    users.apply(administrator, wanted((), (), prefix), {})
    assert topics.apply(operator)
    assert topics.plan(operator) == []
    funds = ConfigResource(
        ConfigResourceType.TOPIC, operator.named("funding.funds"), {"retention.ms": "1"}
    )
    with operator.control() as admin:
        admin.alter_configs([funds])
    assert [str(each) for each in topics.apply(operator)] == [
        "funding.funds: retention.ms is 1, to be -1"
    ]
    assert control.extents(operator, ["funding.funds"])[("funding.funds", 0)].end == 0
    assert users.plan(operator, wanted((), (), prefix)) == []
    with pytest.raises(users.RightsNotGranted, match="ClusterAuthorizationFailed"):
        users.apply(operator, wanted(["registry=another"], (), prefix), {})


def test_the_operator_resets_the_offsets_of_a_group(granted: Broker) -> None:
    asking.writes(granted("registry"), "registry.places")
    asking.reads(granted("rollups"), "registry.places", "rollups.places.v1")
    control.reset_offsets(granted(OPERATOR), "rollups.places.v1", ["registry.places"], to_end=True)
    assert control.committed_lag(granted(OPERATOR), "rollups.places.v1") == {
        ("registry.places", 0): 0
    }


def test_who_may_not_is_told_so(granted: Broker) -> None:
    with pytest.raises(KafkaRefuses, match="does not allow this user this topic"):
        topics.plan(granted("funding"))
    with pytest.raises(KafkaRefuses, match="does not allow this user this on the cluster"):
        users.plan(granted("funding"), {})


def test_what_is_granted_is_granted_once(secured: SecuredKafka, prefix: str) -> None:
    administrator = secured.brokers(ADMINISTRATOR, prefix)
    rules = wanted((), [NEIGHBOUR], prefix)
    granted = users.apply(administrator, rules, {})
    assert {each.user for each in granted if isinstance(each, users.NotGranted)} == {*WRITERS}
    assert users.apply(administrator, rules, {}) == []
    assert users.plan(administrator, rules) == []


def test_what_a_user_may_beyond_his_rights_is_found_and_taken_away(
    secured: SecuredKafka, granted: Broker
) -> None:
    administrator = granted(ADMINISTRATOR)
    rules = wanted((), [NEIGHBOUR], administrator.prefix)
    forging = Right("topic", administrator.named("funding.funds"), "literal", "Write")
    users.apply(administrator, {**rules, "registry": rules["registry"] | {forging}}, {})
    assert asking.writes(granted("registry"), "funding.funds") is None
    assert users.plan(administrator, rules) == [users.TooMuch("registry", forging)]
    users.apply(administrator, rules, {})
    assert asking.writes(granted("registry"), "funding.funds") == NO_TOPIC


@pytest.mark.parametrize("principal", ["User:*", "User:somebody"])
@pytest.mark.parametrize(
    "pattern", [ACLResourcePatternType.LITERAL, ACLResourcePatternType.PREFIXED]
)
def test_a_stranger_who_may_write_is_seen(
    granted: Broker, principal: str, pattern: ACLResourcePatternType
) -> None:
    administrator = granted(ADMINISTRATOR)
    prefixed = pattern is ACLResourcePatternType.PREFIXED
    name = administrator.named("funding." if prefixed else "funding.funds")
    where = ResourcePattern(ResourceType.TOPIC, name, pattern)
    acl = ACL(principal, "*", ACLOperation.WRITE, ACLPermissionType.ALLOW, where)
    with administrator.control() as admin:
        admin.create_acls([acl])
    rules = wanted((), [NEIGHBOUR], administrator.prefix)
    [found] = users.plan(administrator, rules)
    assert str(found).startswith(f"{principal} is no user of ours and may Write on")
    with administrator.control() as admin:
        admin.delete_acls([acl])


def test_an_installation_leaves_the_rights_of_another_alone(
    secured: SecuredKafka, granted: Broker, prefix: str
) -> None:
    another = f"another-{prefix}"
    users.apply(secured.brokers(ADMINISTRATOR, another), wanted((), (), another), {})
    rules = wanted((), [NEIGHBOUR], prefix)
    assert users.plan(granted(ADMINISTRATOR), rules) == []


def run(brokers: Brokers, *words: str, **more: str) -> Result:
    login = brokers.login
    told = {
        "HIEUHOC_KAFKA": brokers.bootstrap,
        "HIEUHOC_KAFKA_PREFIX": brokers.prefix,
        "HIEUHOC_KAFKA_PROTOCOL": login.protocol,
        "HIEUHOC_KAFKA_USER": login.user,
        "HIEUHOC_KAFKA_PASSWORD": login.password.get_secret_value(),
    }
    return CliRunner().invoke(command.app, list(words), env=told | more)


def test_one_command_makes_topics_users_and_rights(secured: SecuredKafka, prefix: str) -> None:
    administrator = secured.brokers(ADMINISTRATOR, prefix)
    words = ("--rights", "--subscriber", "new-neighbour")
    told = {"NEW_NEIGHBOUR_KAFKA_PASSWORD": "truyen-thong"}
    assert run(administrator, "check", *words).exit_code == 1
    answer = run(administrator, "apply", *words, **told)
    assert answer.exit_code == 0, answer.output
    assert "user new-neighbour: to be allowed Read on topic" in answer.output
    assert "truyen-thong" not in answer.output
    checked = run(secured.brokers(OPERATOR, prefix), "check", *words)
    assert (checked.exit_code, checked.output.splitlines()[-1]) == (
        0, "Every user may do what he should, and no more.",
    )  # fmt: skip
    login = Login("SASL_PLAINTEXT", user="new-neighbour", password=SecretStr("truyen-thong"))
    neighbour = Brokers(administrator.bootstrap, prefix, login)
    asking.writes(administrator, "registry.places")
    assert asking.reads(neighbour, "registry.places", "new-neighbour.all") is None


@pytest.mark.parametrize(
    "words",
    [
        ["--subscriber", "registry"],
        ["--subscriber", "rollups.cells.v1"],
        ["--subscriber", "*"],
        ["--user", "nobody=x"],
        ["--user", "registry"],
        ["--user", "registry=funding"],
    ],
)
def test_users_that_cannot_be_are_misuse(words: list[str], granted: Broker) -> None:
    assert run(granted(OPERATOR), "plan", "--rights", *words).exit_code == 2


def test_a_wrong_login_is_misuse_of_a_command(granted: Broker) -> None:
    answer = run(granted(OPERATOR), "plan", HIEUHOC_KAFKA_USER="")
    assert answer.exit_code == 2
    assert "set HIEUHOC_KAFKA_USER and HIEUHOC_KAFKA_PASSWORD" in answer.stderr


def test_a_refused_login_is_said_and_the_password_is_not(granted: Broker) -> None:
    answer = run(granted(OPERATOR), "plan", HIEUHOC_KAFKA_PASSWORD="khong-dung")
    assert (answer.exit_code, answer.output) == (
        1, f"Kafka at {granted(OPERATOR).bootstrap}: Kafka refuses the login\n",
    )  # fmt: skip


def test_a_kafka_without_an_authorizer_says_that_everybody_may_everything(
    kafka_bootstrap: str, kafka_prefix: str
) -> None:
    brokers = Brokers(kafka_bootstrap, kafka_prefix)
    topics.apply(brokers)
    with pytest.raises(KafkaRefuses, match="everybody may do everything"):
        users.plan(brokers, wanted((), (), kafka_prefix))
