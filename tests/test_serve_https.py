"""``make run HTTPS=1``: the certificate, who may read its key, and the options of Streamlit."""

import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from scripts.serve_https import certificate_for, own_address, port_of, served

HOST = "192.0.2.7"


def test_the_certificate_is_for_this_machine_and_its_key_for_this_user(tmp_path: Path) -> None:
    certificate, key = certificate_for(HOST, tmp_path / "https")
    made = x509.load_pem_x509_certificate(certificate.read_bytes())
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert [str(each) for each in names.get_values_for_type(x509.IPAddress)] == [HOST, "127.0.0.1"]
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]
    assert made.not_valid_after_utc > datetime.now(UTC) + timedelta(days=300)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)


def test_it_is_kept_while_it_serves(tmp_path: Path) -> None:
    certificate, key = certificate_for(HOST, tmp_path)
    first = certificate.read_bytes()
    assert certificate_for(HOST, tmp_path)[0].read_bytes() == first
    assert certificate_for("192.0.2.8", tmp_path)[0].read_bytes() != first
    certificate.write_text("damaged")
    certificate_for(HOST, tmp_path)
    ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)


@pytest.mark.parametrize(
    ("options", "port"),
    [
        ([], "8501"),
        (["--server.port", "8600"], "8600"),
        (["--server.headless", "true", "--server.port=8600"], "8600"),
        (["--server.port"], "8501"),
    ],
)
def test_the_address_has_the_port_that_was_asked_for(options: list[str], port: str) -> None:
    assert port_of(options) == port


def test_streamlit_answers_this_machine_only_and_asks_nobody_for_its_address() -> None:
    options = served(HOST, Path("c.pem"), Path("k.pem"))
    hosts = [o.partition("=")[2] for o in options if o.startswith("--server.allowedHosts")]
    assert hosts == ["localhost", "127.0.0.1", HOST]
    assert f"--browser.serverAddress={HOST}" in options


def test_this_machine_has_an_address() -> None:
    assert own_address().count(".") == 3
