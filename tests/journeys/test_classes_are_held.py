"""A learning centre reports its classes: they and their attendances are counted."""

from uuid import UUID

from tests.journeys.deployment import Officer


def test_classes_held_and_their_attendances_are_counted(province: Officer, hamlet: UUID) -> None:
    centre = {"place_id": str(hamlet), "established_on": "2020-01-02"}
    path = f"/registry/v1/centres/{province.post('/registry/v1/centres', **centre)['centre_id']}"
    for day, attendances in (("2022-07-14", 40), ("2022-08-11", 35), ("2021-08-11", 9)):
        held = {"held_on": day, "topic_code": "encouragement", "attendances": attendances}
        province.post(f"{path}/classes", **held)
    province.sees(hamlet, classes=2, attendances=75)
