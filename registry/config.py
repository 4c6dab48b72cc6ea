"""Settings, read once from `REINSERTA_*` environment variables."""

import base64
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from registry.errors import UnsafeSettings

PREFIX = "REINSERTA_"
DEVELOPMENT_KEY = "development-only"
NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "glusterfs", "ceph"}


ENVIRONMENTS = ("development", "test", "production")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
SHORTEST_SECRET = 32
RANGES = {"round_seconds": (5, 3600), "session_minutes": (1, 1440), "session_hours": (1, 24), "proxies": (0, 5)}

#: What is wrong with a setting: the code of its words, and their facts.
Problem = tuple[str, Mapping[str, Any]]
#: Whether it is broken, the field's name, and the problem.
Check = tuple[bool, str, str, Mapping[str, Any]]


def setting(default: Any, explanation: str) -> Any:
    """Declare one setting: its default and the sentence printed in the README's table."""
    return field(default=default, metadata={"explanation": explanation})


@dataclass(frozen=True)
class Settings:
    """Everything the process may be told from outside; the field `name` is read from `REINSERTA_NAME`."""

    env: str = setting("development", "`production` refuses unsafe values; `test` is for the suite")
    secret_key: str = setting(DEVELOPMENT_KEY, "signs sessions and tokens; at least 32 characters in production")
    database_url: str = setting("", "SQLAlchemy URL; empty: `reinserta.db` in the instance folder")
    instance: str = setting("instance", "folder of the embedded database and its side files")
    encryption_keys: str = setting("", "comma-separated Fernet keys of the sensitive columns, newest first")
    audit_key: str = setting("", "key of the audit's chain and digests; at least 32 characters in production")
    operator_name: str = setting("Instituto Nacional Penitenciario", "operator's name on pages and letters")
    proxies: int = setting(0, "proxies in front whose `X-Forwarded-…` is believed; 0: none is")
    public_url: str = setting("http://127.0.0.1:8000", "address printed beside the QR of documents")
    demo: bool = setting(False, "marks pages and letters as a demonstration")
    debug: bool = setting(False, "Flask's debugger; refused in production")
    round_seconds: int = setting(120, "time limit of one assignment round, in seconds")
    worker_id: str = setting("", "stable unique name of this worker; empty: host name and port of its lock")
    session_minutes: int = setting(60, "idle minutes after which an officer signs in again")
    session_hours: int = setting(12, "hours after which a session ends, however busy")
    smtp_url: str = setting("", "`smtp://user:password@host:587?starttls=yes` or `smtps://…`; empty: no mail is sent")
    mail_from: str = setting("reinserta@localhost", "sender of the letters to holders of accounts")
    log_level: str = setting("INFO", "lowest level that is logged")

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings and refuse the ones that make no sense, or are unsafe in production.

        Raises:
            UnsafeSettings: Lists every problem at once, so that one restart mends them all.
        """
        known = {f.name: f for f in fields(cls)}
        given = {
            name: _parse(type(known[name].default), environ[PREFIX + name.upper()], name)
            for name in known
            if PREFIX + name.upper() in environ
        }
        settings = cls(**given)
        if problems := settings.problems():
            raise UnsafeSettings(problems=problems)
        return settings

    @property
    def sqlalchemy_url(self) -> str:
        """Address of the database in force."""
        return self.database_url or f"sqlite:///{self.instance_folder / 'reinserta.db'}"

    @property
    def instance_folder(self) -> Path:
        """Folder of the embedded database and its side files."""
        return Path(self.instance).resolve()

    @property
    def migrations_folder(self) -> Path:
        """Folder of the migration scripts, inside the package."""
        return Path(__file__).parent / "migrations"

    @property
    def engine_options(self) -> dict[str, Any]:
        """Options of the engine: no value of a statement in any error, and a pool for a server database."""
        pool = {} if self.sqlalchemy_url.startswith("sqlite") else {"pool_pre_ping": True, "pool_size": 10}
        return {"hide_parameters": True, **pool}

    @property
    def fernet_keys(self) -> list[str]:
        """Keys of the sensitive columns; in development one derived from the secret."""
        if self.encryption_keys:
            return [key.strip() for key in self.encryption_keys.split(",") if key.strip()]
        return [base64.urlsafe_b64encode(hashlib.sha256(self.secret_key.encode()).digest()).decode()]

    @property
    def requires_second_factor(self) -> bool:
        """Whether accounts of the operator need a second factor: everywhere but in a demonstration."""
        return self.env == "production" or not self.demo

    @property
    def digest_key(self) -> bytes:
        """Key of the audit's digests."""
        return (self.audit_key or f"audit:{self.secret_key}").encode()

    def problems(self) -> list[Problem]:
        """Name each setting that nothing can be done with and, in production, each that makes the process unsafe."""
        checks = self._sense_checks() + (self._production_checks() if self.env == "production" else [])
        return [(code, {"name": PREFIX + name.upper(), **facts}) for broken, name, code, facts in checks if broken]

    def _sense_checks(self) -> list[Check]:
        ranges = [
            (not least <= getattr(self, name) <= most, name, "setting_out_of_range", {"least": least, "most": most})
            for name, (least, most) in RANGES.items()
        ]
        return [
            (self.env not in ENVIRONMENTS, "env", "setting_unknown", {"known": ", ".join(ENVIRONMENTS)}),
            (self.log_level.upper() not in LEVELS, "log_level", "setting_unknown", {"known": ", ".join(LEVELS)}),
            (not _is_address(self.sqlalchemy_url), "database_url", "setting_no_address", {}),
            (not all(_is_fernet_key(key) for key in self.fernet_keys), "encryption_keys", "setting_no_key", {}),
            (bool(self.smtp_url) and not _is_mail_server(self.smtp_url), "smtp_url", "setting_no_smtp", {}),
            ("@" not in self.mail_from, "mail_from", "setting_no_sender", {}),
            *ranges,
        ]

    def _production_checks(self) -> list[Check]:
        weak = self.secret_key == DEVELOPMENT_KEY or len(self.secret_key) < SHORTEST_SECRET
        return [
            (weak, "secret_key", "setting_weak_secret", {"least": SHORTEST_SECRET}),
            (self.debug, "debug", "setting_debug", {}),
            (not self.encryption_keys, "encryption_keys", "setting_missing", {}),
            (not self.audit_key, "audit_key", "setting_missing", {}),
            (0 < len(self.audit_key) < SHORTEST_SECRET, "audit_key", "setting_weak_secret", {"least": SHORTEST_SECRET}),
            (self._on_network_path(), "database_url", "setting_network_path", {}),
            (not self.public_url.startswith("https://"), "public_url", "setting_no_https", {}),
        ]

    def _on_network_path(self) -> bool:
        if not self.sqlalchemy_url.startswith("sqlite"):
            return False
        path = self.sqlalchemy_url.partition("///")[2]
        return path.startswith(("//", "\\\\")) or file_system_of(Path(path)) in NETWORK_FILE_SYSTEMS


def file_system_of(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Tell the file system type that holds *path*; empty where the system does not say."""
    if not mounts.exists():
        return ""
    target = str(path.resolve())
    rows = (line.split() for line in mounts.read_text(encoding="utf-8").splitlines())
    holding = [(row[1], row[2]) for row in rows if target == row[1] or target.startswith(row[1].rstrip("/") + "/")]
    return max(holding, default=("", ""), key=lambda found: len(found[0]))[1]


def templates_folder() -> Path:
    """Folder of the page and letter templates: inside the package when installed, beside it in a checkout."""
    packaged = Path(__file__).parent / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "templates"


def _parse(kind: type, text: str, name: str) -> Any:
    if kind is bool:
        return text.strip().lower() in {"1", "true", "yes", "si", "sí", "on"}
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise UnsafeSettings(problems=[("setting_no_number", {"name": PREFIX + name.upper()})]) from None
    return text


def _is_address(url: str) -> bool:
    try:
        make_url(url)
    except ArgumentError:
        return False
    return True


def _is_mail_server(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"smtp", "smtps"} and bool(parts.hostname)


def _is_fernet_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True
