"""The office's key for its documents 电子签章: made at the first start, kept in a folder outside the database.

`seal.key` is the secret (mode 0600), `seal.pem` its certificate with the root under it, `seal-root.pem` what others put
into their trust files. An office with a certificate of its own puts it there under the same names, before the first start.
"""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mingjian.errors import BadInput

KEY, CERTIFICATES, ROOT = "seal.key", "seal.pem", "seal-root.pem"
_TEN_YEARS = timedelta(days=3652)


@dataclass(frozen=True, slots=True)
class SealKeys:
    """The seal: its key and chain, the signing certificate first, all DER. The key is never shown."""

    holder: str
    key: bytes = field(repr=False)
    chain: tuple[bytes, ...] = field(repr=False)


def open_seal(folder: Path, holder: str, *, at: datetime) -> SealKeys:
    """Read the seal of a folder, or make one for the office `holder` if there is none (one of several starters does).

    Raises: BadInput, if it can be read by others, or is damaged.
    """
    path = folder / KEY
    if not path.exists():
        _make(folder, holder, at)
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise _unusable(path, f"others can read it (chmod 600 {path})", f"他人可以读取（请执行 chmod 600 {path}）")
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), None)
        chain = x509.load_pem_x509_certificates((folder / CERTIFICATES).read_bytes())
        named = chain[0].subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    except (OSError, ValueError, TypeError):
        raise _unusable(path, "it is damaged; restore it from its backup", "内容已损坏，请从备份恢复") from None
    if key.public_key() != chain[0].public_key():
        raise _unusable(path, "it does not belong to the certificate beside it", "与同目录的证书不符")
    der = serialization.Encoding.DER
    raw = key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    name = named[0].value if named else holder
    return SealKeys(str(name), raw, tuple(one.public_bytes(der) for one in chain))


def _make(folder: Path, holder: str, at: datetime) -> None:
    """Write certificates and key under other names, then link the key: of several starters the first one wins."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate(f"{holder} root", f"{holder} root", root_key, root_key, at, root=True)
    leaf = _certificate(holder, f"{holder} root", key, root_key, at, root=False)
    pem = serialization.Encoding.PEM
    draft = folder / f".seal-{secrets.token_hex(8)}"
    draft.touch(mode=0o600)
    plain = serialization.NoEncryption()
    draft.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    with suppress(FileExistsError):
        lock = os.open(folder / ".seal-made", os.O_CREAT | os.O_EXCL, 0o600)
        os.close(lock)
        (folder / CERTIFICATES).write_bytes(leaf.public_bytes(pem) + root.public_bytes(pem))
        (folder / ROOT).write_bytes(root.public_bytes(pem))
        os.link(draft, folder / KEY)
    draft.unlink()


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])


def _certificate(
    subject: str, issuer: str, key: ec.EllipticCurvePrivateKey, signing_key: ec.EllipticCurvePrivateKey,
    at: datetime, *, root: bool,
) -> x509.Certificate:  # fmt: skip
    signs = x509.KeyUsage(
        digital_signature=not root, content_commitment=not root, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=root, crl_sign=root, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + _TEN_YEARS)
        .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
        .add_extension(signs, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False)
    )
    return builder.sign(signing_key, hashes.SHA256())


def _unusable(path: Path, en: str, zh: str) -> BadInput:
    return BadInput(f"The seal {path} cannot be used: {en}.", f"电子签章密钥 {path} 不可用：{zh}。")
