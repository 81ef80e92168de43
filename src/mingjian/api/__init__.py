"""The HTTP API for the systems of executors and the programs of officers: `/api/v1/`; the contract is `/api/v1/openapi.json`."""
