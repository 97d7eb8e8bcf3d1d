"""Backup and restore with the very options of the README: everything is back, also what only the database knows."""

import os
import re
import shlex
import subprocess
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from marktplein.ingebed.postgres import programmas
from tests.uitrol.compose import PROJECT

README = (PROJECT / "README.md").read_text("utf-8")
INHOUD = """
    SELECT 'tabel', table_name FROM information_schema.tables WHERE table_schema = 'public'
    UNION ALL SELECT 'regel', conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trekker', tgname FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'extensie', extname FROM pg_extension
    UNION ALL SELECT 'migratie', app || name FROM django_migrations
"""


def opties(programma: str) -> list[str]:
    """What the README gives to this program, without who and which database."""
    regel = re.search(rf"exec -T database {programma} ([^`\n<>]*)", README)
    assert regel, programma
    woorden = shlex.split(regel[1].replace("-U marktplein", ""))
    return [woord for woord in woorden if woord != "marktplein" and not woord.startswith("--dbname=")]


def inhoud(url: str) -> list[tuple[str, str]]:
    with psycopg.connect(url) as verbinding:
        return sorted(verbinding.execute(INHOUD).fetchall())


@pytest.mark.django_db
def test_wat_bewaard_is_komt_terug(tmp_path: Path) -> None:
    basis, _, _ = os.environ["DATABASE_URL"].partition("?")
    server = basis.rpartition("/")[0]
    bron, doel = f"{server}/{connection.settings_dict['NAME']}", f"{server}/herstel_{os.getpid()}"
    dump = tmp_path / "marktplein.dump"

    def doe(programma: str, *argv: str, **stromen: object) -> None:
        opdracht = [str(programmas() / programma), *opties(programma), *argv]
        gedaan = subprocess.run(opdracht, stderr=subprocess.PIPE, text=True, check=False, **stromen)  # type: ignore[call-overload]
        assert gedaan.returncode == 0, gedaan.stderr

    with dump.open("wb") as uit:
        doe("pg_dump", bron, stdout=uit)
    # createdb and dropdb know no address of a database; what they do is said here.
    with psycopg.connect(f"{server}/postgres", autocommit=True) as verbinding:
        assert opties("createdb") == ["--template=template0"]
        verbinding.execute(f"CREATE DATABASE herstel_{os.getpid()} TEMPLATE template0")
        try:
            for _ in range(2):  # the second time over what is there
                with dump.open("rb") as binnen:
                    doe("pg_restore", f"--dbname={doel}", stdin=binnen)
            assert inhoud(doel) == inhoud(bron)
            assert len(inhoud(doel)) > 300
        finally:
            assert opties("dropdb") == ["--if-exists", "--force"]
            verbinding.execute(f"DROP DATABASE IF EXISTS herstel_{os.getpid()} WITH (FORCE)")


def test_de_readme_noemt_elke_stap() -> None:
    stappen = ("stop web werker rekenwerker planning", "dropdb", "createdb", "pg_restore", "migratie", "up -d")
    blok = README[README.index("docker compose stop") :].split("```")[0]
    plaatsen = [blok.index(stap) for stap in stappen[:-1]]
    assert plaatsen == sorted(plaatsen)
    assert blok.rstrip().endswith(stappen[-1])
