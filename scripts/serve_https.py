"""``make run HTTPS=1``: starts the app over HTTPS for phones in the same network, since browsers
give a camera to no other page. The certificate is made here, for the addresses of this machine, and
kept beside the store; a browser warns of it once, as nobody else vouches for it.

    python -m scripts.serve_https [STREAMLIT OPTIONS]
"""

import ipaddress
import os
import socket
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core.store.store import default_path

APP = Path(__file__).parent.parent / "app.py"
# Where the pages read the address for a phone from.
ADDRESS = "ROWCALL_ADDRESS"
_DAYS = 365
_LEFT_DAYS = 7
_PORT = "8501"
# An address that belongs to nobody (RFC 5737): asking which way leads there sends nothing.
_NOWHERE = ("192.0.2.1", 9)


def main(options: list[str]) -> None:
    """Makes the certificate where needed and becomes Streamlit."""
    host = own_address()
    certificate, key = certificate_for(host, default_path().parent / "https")
    address = f"https://{host}:{port_of(options)}"
    print(
        f"\n  On a phone in the same network: {address}\n"
        "  The browser warns of the certificate once: choose to go on. There is no log-in, so\n"
        "  everybody in this network can open it while it runs.\n"
    )
    os.environ[ADDRESS] = address
    arguments = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(APP),
        *served(host, certificate, key),
    ]
    os.execv(sys.executable, [*arguments, *options])


def served(host: str, certificate: Path, key: Path) -> list[str]:
    """The options of Streamlit: which addresses it answers, and with which certificate."""
    hosts = [f"--server.allowedHosts={name}" for name in ("localhost", "127.0.0.1", host)]
    return [
        "--server.address=0.0.0.0",
        # Else Streamlit asks a machine outside for the address it has there.
        f"--browser.serverAddress={host}",
        *hosts,
        f"--server.sslCertFile={certificate}",
        f"--server.sslKeyFile={key}",
    ]


def port_of(options: list[str]) -> str:
    """The port that the options say, ``--server.port 8600`` or ``--server.port=8600``."""
    for place, option in enumerate(options):
        name, equals, value = option.partition("=")
        if name == "--server.port":
            return value if equals else (options[place + 1 : place + 2] or [_PORT])[0]
    return _PORT


def own_address() -> str:
    """The address of this machine in its network; 127.0.0.1 where it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(_NOWHERE)
        except OSError:
            return "127.0.0.1"
        return str(asked.getsockname()[0])


def certificate_for(host: str, folder: Path) -> tuple[Path, Path]:
    """The files of certificate and key; made anew for another address, or before they expire."""
    folder.mkdir(parents=True, exist_ok=True)
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    if not (key.exists() and certificate.exists() and _serves(certificate, host)):
        _make(host, certificate, key)
    return certificate, key


def _serves(path: Path, host: str) -> bool:
    try:
        made = x509.load_pem_x509_certificate(path.read_bytes())
        names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, x509.ExtensionNotFound):
        return False
    known = ipaddress.ip_address(host) in names.get_values_for_type(x509.IPAddress)
    return known and made.not_valid_after_utc > datetime.now(UTC) + timedelta(days=_LEFT_DAYS)


def _make(host: str, certificate: Path, key: Path) -> None:
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Rowcall on this machine")])
    addresses = [ipaddress.ip_address(each) for each in dict.fromkeys([host, "127.0.0.1"])]
    names = [x509.DNSName("localhost"), *(x509.IPAddress(each) for each in addresses)]
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=_DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(secret, hashes.SHA256())
    )
    # Only this user may read the key, from its first byte on.
    descriptor = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(
            secret.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))


if __name__ == "__main__":
    main(sys.argv[1:])
