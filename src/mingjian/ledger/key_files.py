"""The folder of an office's keys, outside the database: made at the first start, read, rotated.

`office.key` holds the seeds (mode 0600), `retired.vkeys` the public keys of former times, `rotation-*.json` a statement
for each change, signed with the old and the new keys, by which others can follow it.
"""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from mingjian.errors import BadInput, EvidenceError
from mingjian.ledger.note import decode, encode, proper_name
from mingjian.ledger.office_keys import SEED_SIZE, OfficeKeys, make_keys
from mingjian.ledger.statement import read_statement, seal_statement
from mingjian.ledger.stores import replace_file, sync_folder

KEY_FILE = "office.key"
RETIRED_FILE = "retired.vkeys"
_HEAD = "mingjian/office-key@v1"
_FIELDS = ("name", "made", "ed25519", "cosigner-ed25519", "ml-dsa-44")


def open_keys(folder: Path, name: str, *, at: datetime) -> OfficeKeys:
    """Read the keys of a folder, or make them if it has none yet (only one of several processes makes them).

    Raises: BadInput, if the folder holds another office's keys, or they can be read by others, or are damaged.
    """
    path = folder / KEY_FILE
    if not path.exists():
        _write_first(path, make_keys(name, at=at))
    keys = load_keys(path)
    if keys.name != name:
        raise _unusable(path, f"it holds the keys of {keys.name}, not of {name}", f"其中是 {keys.name} 的密钥")
    return keys


def load_keys(path: Path) -> OfficeKeys:
    """Read a key file. Raises: BadInput, if it is missing, can be read by others than its owner, or is damaged."""
    try:
        written, mode = path.read_text("ascii"), path.stat().st_mode
    except (OSError, UnicodeDecodeError):
        raise _unusable(path, "it cannot be read", "无法读取") from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise _unusable(path, f"others can read it (chmod 600 {path})", f"他人可以读取（请执行 chmod 600 {path}）")
    try:
        return _parsed(written)
    except ValueError:
        raise _unusable(path, "it is damaged; restore it from its backup", "内容已损坏，请从备份恢复") from None


def rotate_keys(folder: Path, *, at: datetime, checkpoint: str | None = None) -> OfficeKeys:
    """Replace the keys of a folder by new ones and give these; the old seeds are gone afterwards.

    What was signed with the old keys stays valid for whoever has the old public keys in his trust file. At whatever
    point the machine stops, either the old or the new keys are in force, and no public key is lost; called again with
    the same `at` (to the second) it goes on, and does nothing once it is done. `checkpoint`: the signed head of the log
    up to which the old keys were used; it is enclosed.
    Raises: BadInput, as `load_keys`.
    """
    old = load_keys(folder / KEY_FILE)
    if rotation_statement(folder, at=at) is not None:
        return old
    new = make_keys(old.name, at=at)
    body = {
        "retired": [str(key) for key in old.public],
        "retired_since": old.made.astimezone(UTC).isoformat(timespec="seconds"),
        "successor": [str(key) for key in new.public],
    }
    statement = seal_statement("key-rotation", body, (old, new), at=at, checkpoint=checkpoint)
    replace_file(_rotation(folder, at), statement.encode())
    retired, leaving = _retired(folder), _lines(old, f"until {at:%Y-%m-%d}")
    if leaving not in retired:
        replace_file(folder / RETIRED_FILE, (retired + leaving).encode())
    sync_folder(folder)
    replace_file(folder / KEY_FILE, _written(new).encode("ascii"), mode=0o600)
    sync_folder(folder)
    return new


def rotation_statement(folder: Path, *, at: datetime) -> str | None:
    """Give the statement of the rotation of that second, if the keys now in force are those that it introduces.

    None: that rotation was never begun, or was cut off before the new keys were in force.
    Raises: BadInput, as `load_keys`.
    """
    keys, path = load_keys(folder / KEY_FILE), _rotation(folder, at)
    try:
        written = path.read_text("utf-8")
        introduced = read_statement(written).body.get("successor")
    except (OSError, UnicodeDecodeError, EvidenceError):
        return None
    return written if introduced == [str(key) for key in keys.public] else None


def published_keys(folder: Path) -> str:
    """Give the trust file that others need to check this office: its keys of today and of former times.

    Raises: BadInput, as `load_keys`.
    """
    keys = load_keys(folder / KEY_FILE)
    return _lines(keys, f"since {keys.made:%Y-%m-%d}") + _retired(folder)


def _rotation(folder: Path, at: datetime) -> Path:
    return folder / f"rotation-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.json"


def _retired(folder: Path) -> str:
    path = folder / RETIRED_FILE
    return path.read_text("utf-8") if path.exists() else ""


def _lines(keys: OfficeKeys, when: str) -> str:
    return "".join([f"# {keys.name}, {when}\n", *(f"{key}\n" for key in keys.public)])


def _written(keys: OfficeKeys) -> str:
    seeds = (keys.note_seed, keys.cosign_seed, keys.ml_dsa_seed)
    made = keys.made.astimezone(UTC).isoformat(timespec="seconds")
    values = (encode(keys.name.encode()), made, *map(encode, seeds))
    lines = [f"{field} {value}" for field, value in zip(_FIELDS, values, strict=True)]
    return "\n".join([_HEAD, *lines]) + "\n"


def _parsed(written: str) -> OfficeKeys:
    head, *lines = written.splitlines()
    fields = [line.partition(" ") for line in lines]
    if head != _HEAD or tuple(name for name, _, _ in fields) != _FIELDS:
        raise ValueError("not a key file")
    name, made, *seeds = (value for _, _, value in fields)
    raw = [decode(seed) for seed in seeds]
    holder = decode(name).decode()
    if any(len(seed) != SEED_SIZE for seed in raw) or not proper_name(holder):
        raise ValueError("a seed or the name is damaged")
    return OfficeKeys(holder, datetime.fromisoformat(made), *raw)


def _write_first(path: Path, keys: OfficeKeys) -> None:
    """Write the file whole under another name, then link it: of several starters the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    replace_file(draft, _written(keys).encode("ascii"), mode=0o600)
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
    sync_folder(path.parent)


def _unusable(path: Path, en: str, zh: str) -> BadInput:
    return BadInput(f"The key file {path} cannot be used: {en}.", f"密钥文件 {path} 不可用：{zh}。")
