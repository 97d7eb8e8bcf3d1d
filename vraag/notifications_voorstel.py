"""Messages about a proposal: to the teams and trainers it asks, and what became of it."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse

from aanbod.models import Groep
from gemeenten.selectors import emailadressen_van_teams
from marktplein.mail.models import Bericht
from marktplein.mail.services import stel_op, zet_alle_klaar
from vraag.models import Groepsvoorstel, Toezegging


def _berichten(wat: str, voorstel: Groepsvoorstel, adressen: Iterable[str], **context: Any) -> list[Bericht]:
    """One message per address, written out once; not saved yet."""
    alles = {
        "voorstel": voorstel,
        "adres": f"{settings.SITE_URL}{reverse('vraag:voorstel', args=[voorstel.pk])}",
        "kinderen": sum(r.aantal for r in voorstel.regels.all()),
        **context,
    }
    return stel_op(soort=f"voorstel.{wat}", aan=adressen, sjabloon=f"vraag/email/voorstel_{wat}", context=alles)


def _verstuur(wat: str, voorstel: Groepsvoorstel, adressen: Iterable[str], **context: Any) -> None:
    zet_alle_klaar(_berichten(wat, voorstel, adressen, **context))


def _teamadressen(voorstel: Groepsvoorstel) -> list[str]:
    teams = [t.team_id for t in voorstel.toezeggingen.all() if t.team_id]
    return [adres for adressen in emailadressen_van_teams(teams).values() for adres in adressen]


def _traineradressen(voorstel: Groepsvoorstel) -> list[str]:
    return [
        t.trainer.user.email
        for t in voorstel.toezeggingen.all()
        if t.trainer and t.trainer.user and t.trainer.user.is_active
    ]


def nieuwe_voorstellen(voorstellen: list[Groepsvoorstel]) -> int:
    """Ask every team and trainer for an answer; a constant number of queries. Answers how many messages."""
    if not voorstellen:
        return 0
    prefetch_related_objects(
        voorstellen,
        "interventie",
        "ruimte__gemeente",
        "groep__gemeente",
        "regels",
        "toezeggingen__trainer__user",
    )
    adressen = emailadressen_van_teams(t.team_id for v in voorstellen for t in v.toezeggingen.all() if t.team_id)
    berichten: list[Bericht] = []
    for voorstel in voorstellen:
        teams = [adres for t in voorstel.toezeggingen.all() if t.team_id for adres in adressen.get(t.team_id, [])]
        berichten += _berichten("nieuw", voorstel, teams)
        berichten += _berichten("trainer", voorstel, _traineradressen(voorstel))
    return zet_alle_klaar(berichten)


def trainer_gevraagd(voorstel: Groepsvoorstel, toezegging: Toezegging) -> None:
    if toezegging.trainer and toezegging.trainer.user and toezegging.trainer.user.is_active:
        _verstuur("trainer", voorstel, [toezegging.trainer.user.email])


def voorstel_kleiner(voorstel: Groepsvoorstel, teams_weg: Iterable[int]) -> None:
    """A team stepped out; the others go on. Both hear it."""
    _verstuur("kleiner", voorstel, _teamadressen(voorstel))


def voorstel_gaat_niet_door(voorstel: Groepsvoorstel) -> None:
    _verstuur("gaat_niet_door", voorstel, _teamadressen(voorstel) + _traineradressen(voorstel))


def groep_gepland(voorstel: Groepsvoorstel, groep: Groep) -> None:
    _verstuur(
        "gepland",
        voorstel,
        _teamadressen(voorstel) + _traineradressen(voorstel),
        groep=groep,
        bijeenkomsten=list(groep.bijeenkomsten.all()),
        groepsadres=f"{settings.SITE_URL}{reverse('aanbod:groep', args=[groep.slug])}",
    )
