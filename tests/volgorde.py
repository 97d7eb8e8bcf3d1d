"""Held in every test: within one transaction locks are taken in one order, so nobody waits in a circle.

First the change lock of a region, then groups and demand, and last the run that is asked for: a waiting run stays
locked until its asker's transaction ends, and everybody in the region asks for the same one. Who locks a group and
demand both holds the change lock, so the two need no order among themselves.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from vraag.slot import WIJZIGING

SLOT, GROEP, SIGNAAL, RUN = range(4)
NAMEN = ("the change lock of the region", "a group", "demand", "the run that was asked for")
RANG = {SLOT: 0, GROEP: 1, SIGNAAL: 1, RUN: 2}
TABELLEN = {"aanbod_groep": GROEP, "vraag_signaal": SIGNAAL}
NIEUWE_GROEP = 'INSERT INTO "aanbod_groep"'
_VAN = re.compile(r'\bFROM "(\w+)"')


class Volgorde:
    """What one connection holds; ``kijk`` is an execute wrapper (Django's shape)."""

    def __init__(self) -> None:
        self.diepte: list[str] = []
        self.houdt: set[tuple[int, Any]] = set()

    def kijk(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        tekst = sql if isinstance(sql, str) else ""
        if tekst.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self._stap(tekst)
        elif self.diepte:
            self._kijk_slot(tekst, params)
        return execute(sql, params, many, context)

    def _stap(self, tekst: str) -> None:
        """A service's outermost transaction is a savepoint in a test that rolls back; when it ends nothing is held."""
        naam = tekst.rsplit(maxsplit=1)[-1]
        if tekst.startswith("SAVEPOINT"):
            self.diepte.append(naam)
        elif naam in self.diepte:
            del self.diepte[self.diepte.index(naam) :]
            if not self.diepte:
                self.houdt.clear()

    def _kijk_slot(self, tekst: str, params: Any) -> None:
        if tekst.startswith(NIEUWE_GROEP):
            # Nobody else can see it yet, so nobody waits for it.
            self.houdt.add((GROEP, None))
        elif (wat := _slot_van(tekst, params)) is not None:
            self._neem(wat, tekst)

    def _neem(self, wat: tuple[int, Any], tekst: str) -> None:
        soort, _ = wat
        soorten = {s for s, _ in self.houdt}
        later = [NAMEN[s] for s in sorted(soorten) if RANG[s] > RANG[soort]]
        if later and soort not in soorten:
            raise AssertionError(f"{NAMEN[soort]} is locked after {later[-1]}: {tekst[:200]}")
        if {GROEP, SIGNAAL} <= soorten | {soort} and SLOT not in soorten:
            raise AssertionError(f"a group and demand are locked without the change lock of the region: {tekst[:200]}")
        self.houdt.add(wat)


def _slot_van(tekst: str, params: Any) -> tuple[int, Any] | None:
    if "pg_advisory_xact_lock" in tekst:
        return (SLOT, params[1]) if params and params[0] == WIJZIGING else None
    if " FOR " not in tekst or "SKIP LOCKED" in tekst:
        return None
    tabel = _VAN.search(tekst)
    if tabel is None:
        return None
    if tabel[1] == "vraag_run":
        return (RUN, None) if "wacht" in map(str, params or ()) else None
    soort = TABELLEN.get(tabel[1])
    return None if soort is None else (soort, tuple(map(str, params or ())))


def bewaak_alle() -> None:
    """Watch every statement of every connection that this process opens, and of those that are open."""
    connection_created.connect(_bij_begin, weak=False, dispatch_uid="tests.volgorde")
    for verbinding in connections.all(initialized_only=True):
        _bij_begin(None, verbinding)


def begin() -> None:
    """A test that holds a transaction of its own around many moves: what a move locks counts from here."""
    for wrapper in connection.execute_wrappers:
        wacht = getattr(wrapper, "__self__", None)
        if isinstance(wacht, Volgorde):
            wacht.diepte.clear()
            wacht.houdt.clear()


def _bij_begin(sender: object, connection: BaseDatabaseWrapper, **_: Any) -> None:
    if not any(_is_wacht(wrapper) for wrapper in connection.execute_wrappers):
        connection.execute_wrappers.append(Volgorde().kijk)


def _is_wacht(wrapper: Callable[..., Any]) -> bool:
    return isinstance(getattr(wrapper, "__self__", None), Volgorde)
