"""What the embedded servers remember between starts: the folder, ports and passwords.

One folder (`.gegevens/`, or GEGEVENS_MAP) holds everything:

    servers.json   {"postgres": {"poort": int, "wachtwoord": str}, "valkey": {"poort": int, "wachtwoord": str}}
    sleutel        Django's SECRET_KEY of this installation
    versleutel     the keys of what lies encrypted in the database; without them that is lost
    postgres/      the database cluster
    valkey/        the append-only file of the broker
    log/           what the servers and processes say

Nothing here starts a process; settings may import this module.
"""

import base64
import json
import os
import secrets
from pathlib import Path
from typing import TypedDict

# The data folder and what is in it: for the owner only. As root the database runs as another user, who must be able to
# walk through, but not to look around.
MAP_RECHT = 0o711 if os.geteuid() == 0 else 0o700
GEBRUIKER = "marktplein"
DATABASE = "marktplein"


class Server(TypedDict):
    """Port on 127.0.0.1 and the password of an embedded server."""

    poort: int
    wachtwoord: str


def gegevensmap(projectmap: Path) -> Path:
    """The data folder: GEGEVENS_MAP, or `.gegevens` in the project folder. May not exist yet."""
    return Path(os.environ.get("GEGEVENS_MAP") or projectmap / ".gegevens").absolute()


def lees(map_: Path) -> dict[str, Server]:
    """The remembered servers by name; empty when there are none or the file was written half."""
    try:
        inhoud = json.loads((map_ / "servers.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return inhoud if isinstance(inhoud, dict) else {}


def schrijf(map_: Path, servers: dict[str, Server]) -> None:
    """Remember the servers; readable by the owner only, and never half-written."""
    _schrijf_geheim(map_ / "servers.json", json.dumps(servers, indent=1))


def postgres_url(server: Server, database: str = DATABASE) -> str:
    """DATABASE_URL of an embedded PostgreSQL."""
    return f"postgres://{GEBRUIKER}:{server['wachtwoord']}@127.0.0.1:{server['poort']}/{database}"


def valkey_url(server: Server) -> str:
    """REDIS_URL of an embedded Valkey."""
    return f"redis://:{server['wachtwoord']}@127.0.0.1:{server['poort']}/0"


def database_url(projectmap: Path) -> str | None:
    """DATABASE_URL of the remembered embedded PostgreSQL, or None."""
    server = lees(gegevensmap(projectmap)).get("postgres")
    return postgres_url(server) if server else None


def redis_url(projectmap: Path) -> str | None:
    """REDIS_URL of the remembered embedded Valkey, or None."""
    server = lees(gegevensmap(projectmap)).get("valkey")
    return valkey_url(server) if server else None


def geheime_sleutel(projectmap: Path) -> str:
    """This installation's SECRET_KEY, made at first use; a passing one where the folder cannot be written."""
    bestand = gegevensmap(projectmap) / "sleutel"
    try:
        return bestand.read_text("utf-8").strip() or _nieuwe_sleutel(bestand)
    except FileNotFoundError:
        return _nieuwe_sleutel(bestand)
    except OSError:
        return secrets.token_urlsafe(64)


def versleutelsleutels(projectmap: Path) -> list[str]:
    """This installation's keys for encrypted fields, made at first use; none where the folder cannot be written.

    A passing key would write what nobody can ever read again.
    """
    bestand = gegevensmap(projectmap) / "versleutel"
    try:
        return bestand.read_text("utf-8").strip().split(",")
    except FileNotFoundError:
        sleutel = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    except OSError:
        return []
    try:
        bestand.parent.mkdir(parents=True, exist_ok=True)
        _schrijf_geheim(bestand, sleutel, nieuw=True)
        return bestand.read_text("utf-8").strip().split(",")
    except OSError:
        return []


def _nieuwe_sleutel(bestand: Path) -> str:
    sleutel = secrets.token_urlsafe(64)
    try:
        bestand.parent.mkdir(parents=True, exist_ok=True)
        _schrijf_geheim(bestand, sleutel)
    except OSError:
        pass
    return sleutel


def _schrijf_geheim(bestand: Path, inhoud: str, *, nieuw: bool = False) -> None:
    """Readable by the owner only, and never half-written. With ``nieuw`` what another process wrote first stays."""
    tijdelijk = bestand.with_suffix(f".{os.getpid()}")
    with open(os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as f:
        f.write(inhoud)
        f.flush()
        os.fsync(f.fileno())
    if not nieuw:
        tijdelijk.replace(bestand)
        return
    try:
        os.link(tijdelijk, bestand)
    except FileExistsError:
        pass
    finally:
        tijdelijk.unlink()
