"""A plain FastAPI endpoint over the library's own PostgreSQL recorder, as its tutorial writes it.

No idempotency key, no identity, no metadata, no chain: it does less than ours on purpose.
    uvicorn benchmarks.peers.plain_endpoint:app
"""

from datetime import date
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from fastapi import FastAPI
from pydantic import BaseModel


class Family(Aggregate):
    @event("Registered")
    def __init__(self, place_id: UUID, full_name: str, registered_on: str) -> None:
        self.place_id = place_id
        self.full_name = full_name
        self.registered_on = registered_on


class Registry(Application[UUID]):
    def register_family(self, place_id: UUID, full_name: str, registered_on: date) -> UUID:
        family = Family(place_id, full_name, registered_on.isoformat())
        self.save(family)
        return family.id


class Head(BaseModel):
    full_name: str


class Registration(BaseModel):
    place_id: UUID
    registered_on: date
    head: Head


app = FastAPI()
registry = Registry()


@app.post("/registry/v1/families", status_code=201)
def register(form: Registration) -> dict[str, UUID]:
    family_id = registry.register_family(form.place_id, form.head.full_name, form.registered_on)
    return {"family_id": family_id}
