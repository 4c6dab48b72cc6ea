"""Settings, read once from `REINSERTA_*` environment variables."""

import base64
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from registry.errors import UnsafeSettings

PREFIX = "REINSERTA_"
DEVELOPMENT_KEY = "development-only"
NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "glusterfs", "ceph"}


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
    audit_key: str = setting("", "key of the digests that the audit keeps of sensitive values")
    operator_name: str = setting("Instituto Nacional Penitenciario", "operator's name on pages and letters")
    public_url: str = setting("http://127.0.0.1:8000", "address printed beside the QR of documents")
    demo: bool = setting(False, "marks pages and letters as a demonstration")
    debug: bool = setting(False, "Flask's debugger; refused in production")
    round_seconds: int = setting(120, "time limit of one assignment round, in seconds")
    worker_id: str = setting("", "stable unique name of this worker; empty: host name and port of its lock")
    session_minutes: int = setting(60, "idle minutes after which an officer signs in again")
    log_level: str = setting("INFO", "lowest level that is logged")

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings and refuse the ones that are unsafe in production.

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
    def digest_key(self) -> bytes:
        """Key of the audit's digests."""
        return (self.audit_key or f"audit:{self.secret_key}").encode()

    def problems(self) -> list[str]:
        """Name each setting that makes this process unsafe; empty outside production."""
        if self.env not in {"development", "test", "production"}:
            return [f"{PREFIX}ENV must be development, test or production, not {self.env!r}"]
        if self.env != "production":
            return []
        return [text for broken, text in self._production_checks() if broken]

    def _production_checks(self) -> list[tuple[bool, str]]:
        weak = self.secret_key == DEVELOPMENT_KEY or len(self.secret_key) < 32
        return [
            (weak, f"{PREFIX}SECRET_KEY is the default or shorter than 32 characters"),
            (self.debug, f"{PREFIX}DEBUG is on"),
            (not self.encryption_keys, f"{PREFIX}ENCRYPTION_KEYS is missing"),
            (not self.audit_key, f"{PREFIX}AUDIT_KEY is missing"),
            (self._on_network_path(), f"{PREFIX}DATABASE_URL names an SQLite file on a network path"),
            (not self.public_url.startswith("https://"), f"{PREFIX}PUBLIC_URL is not https"),
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
            raise UnsafeSettings(problems=[f"{PREFIX}{name.upper()} is not a whole number: {text!r}"]) from None
    return text
