"""The address that the service listens at, opened once, before anything is started."""

import errno
import socket

import click

BACKLOG = 512


def listen(host: str, port: int) -> int:
    """Open the address and give its file number; child processes may inherit it.

    Raises:
        ClickException: Somebody listens there already, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise click.ClickException(_explain(error, host, port)) from None
    _announce(listener)
    return listener.detach()


def _explain(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"El puerto {port} está ocupado. Cierre lo que lo usa o elija otro con --port."
    if error.errno == errno.EACCES:
        return f"El puerto {port} exige permisos de administrador. Elija otro con --port."
    return f"No se puede atender en {host}:{port}. Revise --host y --port."


def _announce(listener: socket.socket) -> None:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Reinserta atiende en http://{shown}:{port} (Ctrl-C para terminar)")
