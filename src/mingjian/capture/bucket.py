"""The store of `store` in an S3-type service: the same names, the same promises."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError
from obstore.store import S3Store

from mingjian.capture.store import altered, check_digest, missing
from mingjian.errors import EvidenceError


class BucketStore:
    """A store in a bucket: `prefix/ab/cdef...`; an object is only ever created, never written over."""

    def __init__(
        self,
        bucket: str,
        *,
        endpoint: str | None = None,
        region: str = "us-east-1",
        key: str | None = None,
        secret: str | None = None,
        prefix: str = "",
        seconds: float = 30.0,
    ) -> None:
        """`endpoint`: address of the service where it is not the public one; `key` and `secret` as it gave them."""
        self.bucket = bucket
        self._store = S3Store(
            bucket,
            prefix=prefix or None,
            endpoint=endpoint,
            region=region,
            access_key_id=key,
            secret_access_key=secret,
            client_options={
                "allow_http": bool(endpoint and endpoint.startswith("http://")),
                "timeout": timedelta(seconds=seconds),
            },
            retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=20)},
        )

    def _name(self, digest: str) -> str:
        check_digest(digest)
        return f"{digest[:2]}/{digest[2:]}"

    def put(self, source: Path | bytes) -> str:
        """Keep a file or bytes; gives the digest. Raises: EvidenceError."""
        try:
            content = source if isinstance(source, bytes) else source.read_bytes()
        except OSError as fault:
            raise EvidenceError(f"cannot be read: {fault.filename}", f"无法读取：{fault.filename}") from fault
        digest = hashlib.sha256(content).hexdigest()
        try:
            self._store.put(self._name(digest), content, mode="create", use_multipart=False)
        except AlreadyExistsError:
            self.get(digest)  # what stands there must be what we mean to keep
        except (BaseError, OSError) as fault:
            raise self._unreachable(fault) from fault
        return digest

    def get(self, digest: str) -> bytes:
        """Give the content. Raises: EvidenceError, if it is missing or altered; BadInput, if `digest` is none."""
        name = self._name(digest)
        try:
            content = bytes(self._store.get(name).bytes())
        except (NotFoundError, FileNotFoundError):
            raise missing(digest) from None
        except BaseError as fault:
            raise self._unreachable(fault) from fault
        if hashlib.sha256(content).hexdigest() != digest:
            raise altered(digest)
        return content

    def has(self, digest: str) -> bool:
        """Say whether the content is there. Raises: EvidenceError, if the service does not answer."""
        try:
            self._store.head(self._name(digest))
        except (NotFoundError, FileNotFoundError):
            return False
        except BaseError as fault:
            raise self._unreachable(fault) from fault
        return True

    def remove(self, digest: str) -> None:
        """Take the content out, where the law demands that. Raises: EvidenceError, if the service does not answer."""
        try:
            self._store.delete(self._name(digest))
        except (NotFoundError, FileNotFoundError):
            return
        except BaseError as fault:
            raise self._unreachable(fault) from fault

    def _unreachable(self, fault: BaseException) -> EvidenceError:
        detail = str(fault).strip().partition("\n")[0][:200]
        return EvidenceError(f"the bucket {self.bucket}: {detail}", f"存储桶 {self.bucket}：{detail}")
