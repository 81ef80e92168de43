"""Version 1 of the API: its operations, its errors, its contract."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from mingjian.api.cases import router as cases
from mingjian.api.orders import router as orders
from mingjian.api.problems import MEDIA_TYPE, use_problems
from mingjian.api.returns import router as returns
from mingjian.api.tokens import ExecutorBearer, OfficerBearer


class OfficeApi(NinjaAPI):
    """The API, whose contract names problem details as what errors are."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The contract, with the media type of errors as they are sent."""
        contract = super().get_openapi_schema(**options)
        for operations in contract["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "application/json" in answer.get("content", {}):
                        answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
        return contract


api = OfficeApi(
    title="Mingjian API",
    version="1",
    description="For the systems of executors: fetch letters, answer each item, hand in bulk returns. For programs of "
    "officers: cases and what may be done next, read only.",
    urls_namespace="api-1",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=ExecutorBearer(),
)
use_problems(api)
api.add_router("/orders", orders)
api.add_router("/returns", returns)
api.add_router("/cases", cases, auth=OfficerBearer())
