"""The store in an S3-type service, spoken to for real (moto's server on loopback)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from mingjian.capture.bucket import BucketStore
from mingjian.errors import BadInput, EvidenceError

ACCESS = {"key": "k", "secret": "s"}


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    client(address).create_bucket(Bucket="evidence")
    yield address
    server.stop()


def client(address: str):
    words = {"region_name": "us-east-1", "aws_access_key_id": "k", "aws_secret_access_key": "s"}
    return boto3.client("s3", endpoint_url=address, **words)


def test_content_is_kept_under_its_digest_and_twice_is_once(service: str, tmp_path: Path) -> None:
    store = BucketStore("evidence", endpoint=service, prefix="bundles", **ACCESS)
    (tmp_path / "b.wacz").write_bytes(b"evidence")
    digest = store.put(tmp_path / "b.wacz")
    assert digest == hashlib.sha256(b"evidence").hexdigest() == store.put(b"evidence")
    assert store.get(digest) == b"evidence"
    assert store.has(digest)
    keys = [row["Key"] for row in client(service).list_objects_v2(Bucket="evidence")["Contents"]]
    assert keys == [f"bundles/{digest[:2]}/{digest[2:]}"]


def test_altered_content_is_found_and_never_written_over(service: str) -> None:
    store = BucketStore("evidence", endpoint=service, **ACCESS)
    digest = store.put(b"original")
    client(service).put_object(Bucket="evidence", Key=f"{digest[:2]}/{digest[2:]}", Body=b"forged")
    with pytest.raises(EvidenceError, match="altered"):
        store.get(digest)
    with pytest.raises(EvidenceError, match="altered"):
        store.put(b"original")


def test_removed_and_missing_content(service: str) -> None:
    store = BucketStore("evidence", endpoint=service, **ACCESS)
    digest = store.put(b"to be destroyed")
    store.remove(digest)
    assert not store.has(digest)
    with pytest.raises(EvidenceError, match="not in the store"):
        store.get(digest)
    store.remove(digest)
    with pytest.raises(BadInput, match="SHA-256"):
        store.get("../x")


def test_a_bucket_that_is_not_there_is_named(service: str) -> None:
    with pytest.raises(EvidenceError, match="the bucket nowhere"):
        BucketStore("nowhere", endpoint=service, **ACCESS).put(b"x")


def test_a_service_that_does_not_answer_is_named() -> None:
    with pytest.raises(EvidenceError, match="the bucket evidence"):
        BucketStore("evidence", endpoint="http://127.0.0.1:1", **ACCESS).has("0" * 64)
