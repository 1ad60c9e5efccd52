"""The page served on this machine alone."""

import socket

from flask import Flask
from waitress import create_server  # type: ignore[import-untyped]  # ships no types (3.0)

from factcheck.errors import BadArgument

HOST = "127.0.0.1"
THREADS = 4


def open_socket(port: int) -> socket.socket:
    """A socket that listens on that port of this machine, any free one for 0. Raises: BadArgument where it is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        hint = "Another program has it: give another with --port, or leave it out."
        raise BadArgument(f"port {port}: {error.strerror or error}", hint, value=str(port)) from error
    return listener


def serve(app: Flask, listener: socket.socket) -> None:
    """Answers until it is interrupted."""
    server = create_server(app, sockets=[listener], threads=THREADS, ident=None)
    try:
        server.run()
    finally:
        server.close()


def address(listener: socket.socket, path: str = "/") -> str:
    """Where a browser finds it."""
    return f"http://{HOST}:{listener.getsockname()[1]}{path}"
