"""As for the listener: dead letters are made by hearing."""

from tests.messaging.listener.conftest import hearing as hearing
