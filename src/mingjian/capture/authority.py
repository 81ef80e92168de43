"""A time-stamp authority of one's own, for tests and the demo: keys, certificates, settings for `openssl ts`."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from mingjian.capture.stamp import LocalAuthority

ROOT = "root.pem"
_CONFIG = """[tsa]
dir = .
serial = serial
signer_cert = signer.pem
signer_key = signer.key
certs = root.pem
crypto_device = builtin
default_policy = 1.2.3.4.1
signer_digest = sha256
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def create_authority(folder: Path, *, now: datetime, name: str = "Local time-stamp authority") -> LocalAuthority:
    """Make a root, a signer under it and the settings in `folder`, unless they are there already.

    The root certificate is `root.pem`, for those who are to trust the stamps.
    """
    authority = LocalAuthority(folder)
    if (folder / "tsa.cnf").exists():
        return authority
    folder.mkdir(parents=True, exist_ok=True)
    root_key, signer_key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    until = now + timedelta(days=3650)
    root = _certificate(_name(f"{name} root"), _name(f"{name} root"), root_key, root_key, now, until, root=True)
    signer = _certificate(_name(name), _name(f"{name} root"), signer_key, root_key, now, until, root=False)
    pem = serialization.Encoding.PEM
    (folder / ROOT).write_bytes(root.public_bytes(pem))
    (folder / "signer.pem").write_bytes(signer.public_bytes(pem))
    key = folder / "signer.key"
    key.touch(mode=0o600)
    plain = serialization.NoEncryption()
    key.write_bytes(signer_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(_CONFIG)
    return authority


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey, signing_key: rsa.RSAPrivateKey,
    since: datetime, until: datetime, *, root: bool,
) -> x509.Certificate:  # fmt: skip
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since - timedelta(days=1))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False)
    )
    if not root:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(signing_key, hashes.SHA256())
