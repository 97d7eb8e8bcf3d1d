"""Is every part of the house at work? Each question has one function and one clear answer.

A part that is down must never hang the answer: all clients have short time limits.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Min

from marktplein.basis import klok
from marktplein.basis.models import TeIndexeren
from marktplein.mail.models import Bericht, Staat
from marktplein.taal.inbedder import geef_inbedder
from marktplein.werker import makelaar

from .sonde import HARTSLAG, HARTSLAG_GRENS, WERKER

# Seconds of waiting that are a fault. In the queue of long computations waiting is normal: a round brings many at once.
WACHTRIJ_GRENS = 300
ZWARE_RIJ_GRENS = 3 * 3600
POST_GRENS = 900
INDEX_GRENS = 900


@dataclass(frozen=True)
class Deel:
    """One part of the house: does it work, what is the matter, and figures for who wants to know more."""

    goed: bool
    melding: str
    cijfers: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Uitslag:
    """All parts together."""

    delen: dict[str, Deel]

    @property
    def goed(self) -> bool:
        return all(deel.goed for deel in self.delen.values())

    def als_json(self) -> dict[str, Any]:
        """{"status": "ok" | "niet ok", "fouten": [naam: melding], "delen": {naam: {"goed", "melding", …cijfers}}}."""
        return {
            "status": "ok" if self.goed else "niet ok",
            "fouten": [f"{naam}: {deel.melding}" for naam, deel in self.delen.items() if not deel.goed],
            "delen": {n: {"goed": d.goed, "melding": d.melding} | d.cijfers for n, d in self.delen.items()},
        }


def onderzoek() -> Uitslag:
    """Ask every part how it is."""
    delen = {"database": database()}
    with makelaar() as broker:
        delen["broker"] = _probeer(lambda: _broker(broker))
        if delen["broker"].goed:
            delen["werker"] = _probeer(lambda: _werker(broker))
            delen["planning"] = _probeer(lambda: _planning(broker))
            delen["wachtrij"] = _probeer(lambda: _wachtrij(broker))
        else:
            zonder = Deel(False, "niet te zien zonder broker")
            delen |= {"werker": zonder, "planning": zonder, "wachtrij": zonder}
    delen["post"] = _post() if delen["database"].goed else Deel(False, "niet te zien zonder database")
    delen["zoeken"] = zoeken() if delen["database"].goed else Deel(False, "niet te zien zonder database")
    return Uitslag(delen)


def _probeer(vraag: Callable[[], Deel]) -> Deel:
    try:
        return vraag()
    except redis.RedisError as fout:
        return Deel(False, f"geen antwoord van de broker ({type(fout).__name__})")


def database() -> Deel:
    """Does the database answer?"""
    begin = time.monotonic()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as fout:
        return Deel(False, f"geen antwoord van de database ({type(fout).__name__})")
    return Deel(True, "antwoordt", {"ms": round((time.monotonic() - begin) * 1000, 1)})


def zoeken() -> Deel:
    """Does the search know what words mean? Without its model it still finds by the words themselves: no fault."""
    try:
        oudste = TeIndexeren.objects.aggregate(m=Min("op"))["m"]
    except DatabaseError as fout:
        return Deel(False, f"de zoekindex is niet te lezen ({type(fout).__name__}); draai eerst migrate")
    wacht = (klok.nu() - oudste).total_seconds() if oudste else 0.0
    if wacht > INDEX_GRENS:
        return Deel(False, f"een wijziging wacht al {wacht:.0f} seconden op de zoekindex; kijk naar de werker")
    inbedder = geef_inbedder()
    if inbedder is None:
        melding = "zoekt alleen op woorden: het taalmodel ontbreekt of is een ander; installeer de pakketten opnieuw"
        return Deel(True, melding, {"model": ""})
    return Deel(True, "zoekt op woorden en op wat ze betekenen", {"model": inbedder.naam})


def _broker(broker: redis.Redis) -> Deel:
    begin = time.monotonic()
    broker.ping()
    return Deel(True, "antwoordt", {"ms": round((time.monotonic() - begin) * 1000, 1)})


def _werker(broker: redis.Redis) -> Deel:
    namen = list(broker.scan_iter(match=f"{WERKER}*", count=1000))
    if not namen:
        return Deel(False, "er is geen werker die taken uitvoert; start de werker", {"aantal": 0})
    teksten = [tekst.decode() if isinstance(tekst, bytes) else tekst for tekst in broker.mget(namen) if tekst]
    bediend = {rij for tekst in teksten for rij in tekst.split(",")}
    cijfers = {"aantal": len(namen)}
    zonder = [rij for rij in _grenzen() if rij not in bediend]
    if zonder:
        return Deel(False, f"geen werker luistert naar de rij {' en '.join(zonder)}; start die werker", cijfers)
    return Deel(True, "aan het werk", cijfers)


def _planning(broker: redis.Redis) -> Deel:
    laatste = broker.get(HARTSLAG)
    if laatste is None:
        return Deel(False, "er is nog geen geplande taak uitgevoerd; start beat")
    seconden = round(max(0.0, time.time() - float(laatste)), 1)
    if seconden > HARTSLAG_GRENS:
        return Deel(
            False, f"al {seconden:.0f} seconden geen geplande taak uitgevoerd; kijk naar beat", {"seconden": seconden}
        )
    return Deel(True, "op tijd", {"seconden": seconden})


def _grenzen() -> dict[str, int]:
    """Each queue, and how many seconds its oldest message may wait."""
    return {settings.CELERY_TASK_DEFAULT_QUEUE: WACHTRIJ_GRENS, settings.ZWARE_RIJ: ZWARE_RIJ_GRENS}


def _wachtrij(broker: redis.Redis) -> Deel:
    wachtend, oudste, fout = 0, 0.0, ""
    for rij, grens in _grenzen().items():
        wachtend += broker.llen(rij)
        laatste = broker.lindex(rij, -1)
        seconden = round(max(0.0, time.time() - _verstuurd_op(laatste)), 1) if laatste else 0.0
        oudste = max(oudste, seconden)
        if seconden > grens:
            fout = fout or (
                f"de oudste taak in de rij {rij} wacht al {seconden:.0f} seconden; de werker kan het niet bijhouden"
            )
    return Deel(not fout, fout or "loopt door", {"wachtend": wachtend, "oudste_seconden": oudste})


def _verstuurd_op(bericht: bytes | str) -> float:
    """The second at which a waiting message was sent; now, when it does not say."""
    try:
        return float(json.loads(bericht)["headers"]["verstuurd_op"])
    except (ValueError, KeyError, TypeError):
        return time.time()


def _post() -> Deel:
    try:
        oudste = Bericht.objects.filter(staat=Staat.WACHT).aggregate(m=Min("aangemaakt_op"))["m"]
    except DatabaseError as fout:
        return Deel(False, f"de post is niet te lezen ({type(fout).__name__}); draai eerst migrate")
    seconden = round((klok.nu() - oudste).total_seconds(), 1) if oudste else 0.0
    if seconden > POST_GRENS:
        return Deel(
            False,
            f"het oudste bericht wacht al {seconden:.0f} seconden; kijk naar de mailserver",
            {"oudste_seconden": seconden},
        )
    return Deel(True, "loopt door", {"oudste_seconden": seconden})
