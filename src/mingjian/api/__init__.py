"""The HTTP API for the systems of executors: `/api/v1/`; the contract is `/api/v1/openapi.json`."""
