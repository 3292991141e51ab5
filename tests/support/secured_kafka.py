"""The embedded broker as a deployment has it: logins with SCRAM, TLS beside, and rights.

It is on 127.0.0.1 only, and whoever is on this machine may reach its controller.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from hieuhoc.embedded.folder import kept_port
from hieuhoc.embedded.kafka import EmbeddedKafka
from shared.messaging.brokers import Brokers, KafkaAway
from shared.telemetry.kafka import Login

ADMINISTRATOR: Final = "admin"
VALID: Final = timedelta(days=365)

SECURED = """\
listeners=CLIENT://127.0.0.1:{port},OUTSIDE://127.0.0.1:{outside},CONTROLLER://127.0.0.1:{controller}
listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,OUTSIDE:SASL_SSL,CONTROLLER:PLAINTEXT
inter.broker.listener.name=CLIENT
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.client.scram-sha-512.sasl.jaas.config={module} required \\
    username="{user}" password="{password}";
listener.name.outside.scram-sha-512.sasl.jaas.config={module} required;
listener.name.outside.ssl.keystore.type=PEM
listener.name.outside.ssl.keystore.location={keystore}
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=false
super.users=User:{user};User:ANONYMOUS
"""
MODULE: Final = "org.apache.kafka.common.security.scram.ScramLoginModule"


class SecuredKafka(EmbeddedKafka):
    """Each user of `passwords` has a SCRAM login from the start, and no right; the administrator
    has every right. `bootstrap` takes logins in the clear, `outside` in TLS, vouched for by
    `authority`.
    """

    def __init__(
        self, folder: Path, passwords: Mapping[str, str], java_options: Sequence[str] = ()
    ) -> None:
        super().__init__(folder, java_options)
        self._passwords = passwords
        self._outside = 0
        self.authority = self.folder / "authority.pem"

    @property
    def outside(self) -> str:
        return f"127.0.0.1:{self._outside}"

    def login(self, user: str) -> Login:
        """As this user, on `bootstrap`."""
        password = SecretStr(self._passwords[user])
        return Login("SASL_PLAINTEXT", user=user, password=password)

    def brokers(self, user: str, prefix: str = "") -> Brokers:
        return Brokers(self.bootstrap, prefix, self.login(user))

    def brokers_outside(self, user: str, prefix: str = "") -> Brokers:
        """The same user, on the port in TLS."""
        login = Login(
            "SASL_SSL",
            user=user,
            password=SecretStr(self._passwords[user]),
            authority=str(self.authority),
        )
        return Brokers(self.outside, prefix, login)

    def _answers(self) -> bool:
        """Whether a broker is in service, and one that coordinates groups."""
        try:
            with self.brokers(ADMINISTRATOR).control(within=1.0) as admin:
                admin.describe_groups(["hieuhoc"])
                return bool(admin.describe_cluster()["brokers"])
        except KafkaAway:
            return False

    def _listeners(self, ports: Mapping[str, int]) -> str:
        self._outside = kept_port(self.folder / "outside-port")
        keystore = self.folder / "keystore.pem"
        if not keystore.exists():
            make_certificates(self.authority, keystore)
        return SECURED.format(
            **ports,
            outside=self._outside,
            module=MODULE,
            user=ADMINISTRATOR,
            password=self._passwords[ADMINISTRATOR],
            keystore=keystore.name,
        )

    def _first_users(self) -> list[str]:
        return [
            word
            for user, password in self._passwords.items()
            for word in ("--add-scram", f"SCRAM-SHA-512=[name={user},password={password}]")
        ]


def make_certificates(authority: Path, keystore: Path) -> None:
    """A self-made authority, and a certificate by it for 127.0.0.1 with its key, as Kafka takes
    them: PEM, key first."""
    ca_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    ca_name, name = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
        for common in ("hieuhoc test authority", "127.0.0.1")
    )
    here = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    ca = _certificate(ca_name, ca_key, x509.BasicConstraints(ca=True, path_length=0))
    own = _certificate(name, key, here, (ca_name, ca_key))
    authority.write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    keystore.touch(mode=0o600)
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    keystore.write_bytes(secret + own.public_bytes(serialization.Encoding.PEM))


Signer = tuple[x509.Name, ec.EllipticCurvePrivateKey]


def _certificate(
    name: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    extension: x509.ExtensionType,
    signer: Signer | None = None,
) -> x509.Certificate:
    issuer, signing = signer or (name, key)
    now = datetime.now(UTC)
    building = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + VALID)
        .add_extension(extension, critical=signer is None)
    )
    return building.sign(signing, hashes.SHA256())
