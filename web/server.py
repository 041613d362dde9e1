"""The web app on a port."""

import uvicorn
from fastapi import FastAPI

PORT = 8017


def web_server(app: FastAPI, host: str = "127.0.0.1", port: int = PORT) -> uvicorn.Server:
    """A server that writes no access log: the address of an answer page is a working link. It believes no proxy's
    word about who is visiting."""
    settings = uvicorn.Config(
        app, host=host, port=port, access_log=False, proxy_headers=False, server_header=False, log_level="warning"
    )
    return uvicorn.Server(settings)
