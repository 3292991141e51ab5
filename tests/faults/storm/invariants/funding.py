"""Of funding: no đồng is lost, and none given twice."""

from uuid import UUID

from tests.faults.storm.invariants.aftermath import Aftermath, same

FUNDS = "select fund_id, awards, grants, amount_dong from funds_v1"
AWARDS = "select award_id, fund_id, grants, amount_dong, awarded_on from awards_by_fund_v1"


def funding_recorded_each_command_once(after: Aftermath) -> None:
    log = after.logs["funding"]
    after.once(log.streams("fund-opened"), "fund")
    after.once(log.named("scholarship-awarded", "award_id"), "scholarship")


def awards_are_as_they_were_said(after: Aftermath) -> None:
    recorded = {f.id("award_id"): f.said for f in after.logs["funding"].of("scholarship-awarded")}
    for row, told in after.journal.done("scholarship"):
        fact = recorded[told.id]
        assert {name: fact[name] for name in row} == dict(row), f"{fact} of {row}"


def funding_views_equal_a_recount(after: Aftermath) -> None:
    log = after.logs["funding"]
    sums: dict[UUID, tuple[int, int, int]] = dict.fromkeys(log.streams("fund-opened"), (0, 0, 0))
    awards = {}
    for fact in log.of("scholarship-awarded"):
        fund_id = fact.id("fund_id")
        number, grants, amount = sums[fund_id]
        more = (fact.said["grants"], fact.said["amount_dong"])
        sums[fund_id] = (number + 1, grants + more[0], amount + more[1])
        awards[fact.id("award_id")] = (fund_id, *more, fact.day("awarded_on"))
    same({fund: tuple(rest) for fund, *rest in after.rows("funding", FUNDS)}, sums, "funds")
    same({award: tuple(rest) for award, *rest in after.rows("funding", AWARDS)}, awards, "awards")


def nothing_overtakes_its_fund(after: Aftermath) -> None:
    """I2: on Kafka, too."""
    opened: set[str] = set()
    for each in after.kafka.topics["funding.funds"]:
        if each.stamp.type == "vn.hieuhoc.funding.fund-opened.v1":
            opened.add(each.stamp.subject)
        assert each.stamp.subject in opened, f"{each.stamp.subject}: awarded before it was opened"


CHECKS = (
    funding_recorded_each_command_once,
    awards_are_as_they_were_said,
    funding_views_equal_a_recount,
    nothing_overtakes_its_fund,
)
