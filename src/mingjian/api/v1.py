"""Version 1 of the API: its operations, its errors, its contract."""

from __future__ import annotations

from ninja import NinjaAPI

from mingjian.api.orders import router
from mingjian.api.problems import use_problems
from mingjian.api.tokens import ExecutorBearer

api = NinjaAPI(
    title="Mingjian executors' API",
    version="1",
    description="Orders of a cyberspace office for the systems of executors: fetch letters, answer each item.",
    urls_namespace="api-1",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=ExecutorBearer(),
)
use_problems(api)
api.add_router("/orders", router)
