"""Where Kafka is and how a process gets in: `HIEUHOC_KAFKA_*`, the same for everybody."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.telemetry.secrets import NO_PASSWORD, content, require_unknown

PLAINTEXT: Final = "PLAINTEXT"
PROTOCOLS: Final = (PLAINTEXT, "SSL", "SASL_PLAINTEXT", "SASL_SSL")
MECHANISMS: Final = ("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN")


def _must_be_one_of(variable: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise ValueError(f"{variable} must be one of {', '.join(known)}")


@dataclass(frozen=True)
class Login:
    """How every client of Kafka gets in. The default is an open Kafka, as on a laptop.

    `authority`, `certificate` and `key` are PEM files: who vouches for the brokers (the machine's
    own authorities when empty), and who we are to them. Raises ValueError, in words that name the
    variables and never the password, when the parts do not fit together.
    """

    protocol: str = PLAINTEXT
    mechanism: str = ""
    user: str = ""
    password: SecretStr = NO_PASSWORD
    authority: str = ""
    certificate: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        _must_be_one_of("HIEUHOC_KAFKA_PROTOCOL", self.protocol, PROTOCOLS)
        if self.mechanism:
            _must_be_one_of("HIEUHOC_KAFKA_MECHANISM", self.mechanism, MECHANISMS)
        self._must_fit_the_login()
        self._must_fit_the_certificates()

    @property
    def has_user(self) -> bool:
        return self.protocol.startswith("SASL_")

    @property
    def is_encrypted(self) -> bool:
        return self.protocol.endswith("SSL")

    def for_librdkafka(self) -> dict[str, Any]:
        """The settings of a confluent-kafka client, FastStream's too."""
        found: dict[str, Any] = {}
        if self.protocol != PLAINTEXT:
            found["security.protocol"] = self.protocol.lower()
        if self.has_user:
            found["sasl.mechanism"] = self.mechanism or MECHANISMS[0]
            found["sasl.username"] = self.user
            found["sasl.password"] = Unshown(self.password.get_secret_value())
        files = {
            "ssl.ca.location": self.authority,
            "ssl.certificate.location": self.certificate,
            "ssl.key.location": self.key,
        }
        return found | {name: file for name, file in files.items() if file}

    def for_kafka_python(self) -> dict[str, Any]:
        """The settings of a kafka-python client."""
        found: dict[str, Any] = {"security_protocol": self.protocol}
        if self.has_user:
            found["sasl_mechanism"] = self.mechanism or MECHANISMS[0]
            found["sasl_plain_username"] = self.user
            found["sasl_plain_password"] = Unshown(self.password.get_secret_value())
        files = {
            "ssl_cafile": self.authority,
            "ssl_certfile": self.certificate,
            "ssl_keyfile": self.key,
        }
        return found | {name: file for name, file in files.items() if file}

    def _must_fit_the_login(self) -> None:
        password = self.password.get_secret_value()
        if self.has_user and not (self.user and password):
            raise ValueError(
                f"HIEUHOC_KAFKA_PROTOCOL is {self.protocol}: set HIEUHOC_KAFKA_USER and"
                " HIEUHOC_KAFKA_PASSWORD or HIEUHOC_KAFKA_PASSWORD_FILE"
            )
        if not self.has_user and (self.user or password or self.mechanism):
            raise ValueError(
                "a user, a password or a mechanism is given, but HIEUHOC_KAFKA_PROTOCOL is"
                f" {self.protocol}, which uses none: set it to SASL_SSL or SASL_PLAINTEXT"
            )
        if any(unicodedata.category(each) in {"Cc", "Cs"} for each in self.user + password):
            raise ValueError("the user or the password holds a control character (a line break?)")
        if self.has_user:
            try:
                require_unknown(password)
            except ValueError as error:
                raise ValueError(f"HIEUHOC_KAFKA_PASSWORD, or its file: {error}") from None

    def _must_fit_the_certificates(self) -> None:
        files = {
            "HIEUHOC_KAFKA_CA": self.authority,
            "HIEUHOC_KAFKA_CERTIFICATE": self.certificate,
            "HIEUHOC_KAFKA_KEY": self.key,
        }
        given = {variable: file for variable, file in files.items() if file}
        if given and not self.is_encrypted:
            raise ValueError(
                f"{' and '.join(given)} is given, but HIEUHOC_KAFKA_PROTOCOL is {self.protocol},"
                " which is not encrypted: set it to SASL_SSL or SSL"
            )
        if bool(self.certificate) != bool(self.key):
            raise ValueError("set HIEUHOC_KAFKA_CERTIFICATE and HIEUHOC_KAFKA_KEY together")
        for variable, file in given.items():
            content(variable, Path(file))


class Unshown(str):
    """A password as the clients want it; one of them prints its settings when it starts."""

    def __repr__(self) -> str:
        return "'**********'"


OPEN: Final = Login()
"""For a Kafka that asks nobody who he is."""


class KafkaSettings(BaseSettings):
    """Kafka's address, the prefix of all names there, and the login; see docs/operate/kafka.md."""

    model_config = SettingsConfigDict(frozen=True, populate_by_name=True)

    kafka: str = Field(validation_alias="HIEUHOC_KAFKA")
    kafka_prefix: str = Field(default="", validation_alias="HIEUHOC_KAFKA_PREFIX")
    kafka_protocol: str = Field(default="", validation_alias="HIEUHOC_KAFKA_PROTOCOL")
    kafka_mechanism: str = Field(default="", validation_alias="HIEUHOC_KAFKA_MECHANISM")
    kafka_user: str = Field(default="", validation_alias="HIEUHOC_KAFKA_USER")
    kafka_password: SecretStr = Field(
        default=NO_PASSWORD, validation_alias="HIEUHOC_KAFKA_PASSWORD"
    )
    kafka_password_file: str = Field(default="", validation_alias="HIEUHOC_KAFKA_PASSWORD_FILE")
    kafka_ca: str = Field(default="", validation_alias="HIEUHOC_KAFKA_CA")
    kafka_certificate: str = Field(default="", validation_alias="HIEUHOC_KAFKA_CERTIFICATE")
    kafka_key: str = Field(default="", validation_alias="HIEUHOC_KAFKA_KEY")

    @model_validator(mode="after")
    def login_must_fit_together(self) -> "KafkaSettings":
        _ = self.kafka_login
        return self

    @property
    def kafka_login(self) -> Login:
        """The password as it is now: a file of it is read again."""
        return Login(
            protocol=self.kafka_protocol or PLAINTEXT,
            mechanism=self.kafka_mechanism,
            user=self.kafka_user,
            password=self._password(),
            authority=self.kafka_ca,
            certificate=self.kafka_certificate,
            key=self.kafka_key,
        )

    def _password(self) -> SecretStr:
        if not self.kafka_password_file:
            return self.kafka_password
        if self.kafka_password.get_secret_value():
            raise ValueError("set HIEUHOC_KAFKA_PASSWORD or HIEUHOC_KAFKA_PASSWORD_FILE, not both")
        variable = "HIEUHOC_KAFKA_PASSWORD_FILE"
        return SecretStr(content(variable, Path(self.kafka_password_file)))


LOGIN_VARIABLES: Final = tuple(
    str(field.validation_alias)
    for name, field in KafkaSettings.model_fields.items()
    if name not in {"kafka", "kafka_prefix"}
)
"""What an open Kafka leaves empty."""
