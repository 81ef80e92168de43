"""A trust file in, the keys that somebody has decided to trust out.

One verifier key a line, # begins a comment. Certificates of time-stamp authorities stand among them as PEM blocks; a
block under a line with the word `seal` is the root of an office's seal for documents, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509

from mingjian.errors import BadInput
from mingjian.ledger.note import Signature
from mingjian.ledger.verifier_key import VerifierKey, read_key

_PEM = re.compile(
    r"(?:^(seal)[ \t]*\r?\n)?-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL | re.MULTILINE
)
_COMMENT = re.compile(r"(\A|\s)#.*")


@dataclass(frozen=True, slots=True)
class Trust:
    """The keys one trusts, each for its own name and for nothing else. Empty: nobody."""

    keys: tuple[VerifierKey, ...] = ()
    authorities: tuple[x509.Certificate, ...] = ()
    seals: tuple[x509.Certificate, ...] = ()

    @classmethod
    def of(
        cls,
        keys: Iterable[VerifierKey],
        authorities: Iterable[x509.Certificate] = (),
        seals: Iterable[x509.Certificate] = (),
    ) -> Trust:
        """Trust these keys, certificates of time-stamp authorities, and roots of seals; the same key twice counts once."""
        return cls(tuple(dict.fromkeys(keys)), tuple(authorities), tuple(seals))

    def key_of(self, signature: Signature) -> VerifierKey | None:
        """Give the trusted key that a signature line names."""
        return next((key for key in self.keys if key.signed(signature)), None)

    def knows(self, name: str) -> bool:
        """Say whether any key of this name is trusted."""
        return any(key.name == name for key in self.keys)


def read_trust(text: str, source: str = "the trust file") -> Trust:
    """Read the text of a trust file. Raises: BadInput, naming the line that is no key, or if there is no key at all."""
    blocks = [(found[1], _certificate(found, text, source)) for found in _PEM.finditer(text)]
    authorities, seals = ([one for mark, one in blocks if bool(mark) is sealing] for sealing in (False, True))
    text = _PEM.sub(lambda found: "\n" * found[0].count("\n"), text)  # so that line numbers stay
    keys = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if written := _COMMENT.sub("", line).strip():
            keys.append(_key(written, source, number))
    if not keys and not blocks:
        raise BadInput(
            f"{source} holds no key; put one verifier key (name+id+key) on each line.",
            f"{source} 中没有公钥；请每行写一个验证公钥（名称+编号+公钥）。",
        )
    return Trust.of(keys, authorities, seals)


def load_trust(path: Path) -> Trust:
    """Read a trust file. Raises: BadInput, if it cannot be read or a line is no key."""
    try:
        return read_trust(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError):
        raise BadInput(
            f"The trust file {path} cannot be read; give a text file with one verifier key on each line.",
            f"无法读取信任文件 {path}；请提供每行一个验证公钥的文本文件。",
        ) from None


def _certificate(found: re.Match[str], text: str, source: str) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(found[0].encode())
    except ValueError:
        line = text[: found.start()].count("\n") + 1
        raise BadInput(
            f"The certificate on line {line} of {source} is damaged; copy it anew from its authority.",
            f"{source} 第 {line} 行起的证书已损坏；请从颁发机构重新复制。",
        ) from None


def _key(written: str, source: str, number: int) -> VerifierKey:
    try:
        return read_key(written)
    except ValueError as error:
        raise BadInput(
            f"Line {number} of {source} is not a verifier key: {error}; copy the line that the office has published.",
            f"{source} 第 {number} 行不是有效的验证公钥；请原样复制该机关公布的那一行。",
        ) from None
