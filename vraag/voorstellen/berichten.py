"""Messages about a proposal: to the teams and trainers it asks, and what became of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse

from aanbod.models import Groep
from gemeenten.grond.selectors import emailadressen_van_teams
from marktplein.mail.models import Bericht
from marktplein.mail.services import stel_op, zet_alle_klaar
from vraag.models import Groepsvoorstel, Toezegging
from vraag.voorstellen.stand import Stand
from vraag.voorstellen.wanneer import zet_vanaf

# A proposal and who is asked in it: (proposal, team, None) or (proposal, None, trainer).
Gevraagd = tuple[int, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Vervangen:
    """What a team or trainer was asked before and need not answer any more; ``stand`` is for teams."""

    toezeggingen: list[Toezegging]
    stand: Stand | None

    @property
    def voorstellen(self) -> list[Groepsvoorstel]:
        return [t.voorstel for t in self.toezeggingen]


def _berichten(
    wat: str, voorstel: Groepsvoorstel, adressen: Iterable[str], stand: Stand | None = None, **context: Any
) -> list[Bericht]:
    """One message per address, written out once; not saved yet."""
    alles = {
        "voorstel": voorstel,
        "adres": _adres(voorstel),
        "kinderen": sum(r.aantal for r in voorstel.regels.all()),
        "stand": stand,
        "elders": [(n, v == voorstel, _adres(v)) for v, n in stand.in_voorstel.items()] if stand else [],
        **context,
    }
    return stel_op(soort=f"voorstel.{wat}", aan=adressen, sjabloon=f"vraag/email/voorstel_{wat}", context=alles)


def _adres(voorstel: Groepsvoorstel) -> str:
    return f"{settings.SITE_URL}{reverse('vraag:voorstel', args=[voorstel.pk])}"


def _verstuur(wat: str, voorstel: Groepsvoorstel, adressen: Iterable[str], **context: Any) -> None:
    zet_alle_klaar(_berichten(wat, voorstel, adressen, **context))


def _teamadressen(voorstel: Groepsvoorstel) -> list[str]:
    teams = [t.team_id for t in voorstel.toezeggingen.all() if t.team_id]
    return [adres for adressen in emailadressen_van_teams(teams).values() for adres in adressen]


def _alle_adressen(voorstel: Groepsvoorstel) -> list[str]:
    return _teamadressen(voorstel) + _traineradressen(voorstel.toezeggingen.all())


def _traineradressen(toezeggingen: Iterable[Toezegging]) -> list[str]:
    return [t.trainer.user.email for t in toezeggingen if t.trainer and t.trainer.user and t.trainer.user.is_active]


def nieuwe_voorstellen(voorstellen: list[Groepsvoorstel], vervangen: Mapping[Gevraagd, Vervangen]) -> int:
    """Ask every team and trainer for an answer; a constant number of queries. Answers how many messages.

    Who is in ``vervangen`` reads which earlier proposals the new one replaces.
    """
    prefetch_related_objects(
        voorstellen,
        "interventie",
        "ruimte__gemeente",
        "groep__gemeente",
        "regels",
        "toezeggingen__trainer__user",
    )
    zet_vanaf(voorstellen)
    van_team = emailadressen_van_teams(t.team_id for v in voorstellen for t in v.toezeggingen.all() if t.team_id)
    berichten: list[Bericht] = []
    for voorstel in voorstellen:
        zonder: dict[str, list[str]] = {"nieuw": [], "trainer": []}
        al_gevraagd: set[str] = set()
        for t in voorstel.toezeggingen.all():
            wat = "nieuw" if t.team_id else "trainer"
            adressen = van_team.get(t.team_id, []) if t.team_id else _traineradressen([t])
            if oud := vervangen.get((voorstel.pk, t.team_id, t.trainer_id)):
                berichten += _berichten(wat, voorstel, adressen, oud.stand, vervangt=oud.voorstellen)
                al_gevraagd.update(adressen)
            else:
                zonder[wat] += adressen
        for wat, adressen in zonder.items():
            berichten += _berichten(wat, voorstel, set(adressen) - al_gevraagd, vervangt=[])
    return zet_alle_klaar(berichten)


def voorstellen_ingehaald(vervangen: Mapping[Gevraagd, Vervangen]) -> int:
    """Tell who was asked that the proposal is off, and teams where their children are now. Answers how many messages.

    Wants the proposals with their training and lines at hand; one query.
    """
    van_team = emailadressen_van_teams(team for _, team, _ in vervangen if team)
    berichten: list[Bericht] = []
    for (_, team, _), oud in vervangen.items():
        adressen = van_team.get(team, []) if team else _traineradressen(oud.toezeggingen)
        for voorstel in oud.voorstellen:
            berichten += _berichten("gaat_niet_door", voorstel, adressen, oud.stand, ingehaald=True)
    return zet_alle_klaar(berichten)


def trainer_gevraagd(voorstel: Groepsvoorstel, toezegging: Toezegging) -> None:
    zet_vanaf([voorstel])
    _verstuur("trainer", voorstel, _traineradressen([toezegging]), vervangt=[])


def voorstel_kleiner(voorstel: Groepsvoorstel, te_laat: Mapping[int, Stand]) -> None:
    """A team stepped out and the others go on: those hear it, and so does a team that was too late to answer.

    ``te_laat`` is where the children of such a team are now, by team. Who said no knows it.
    """
    _verstuur("kleiner", voorstel, _teamadressen(voorstel), te_laat=False)
    van_team = emailadressen_van_teams(te_laat)
    for team, stand in te_laat.items():
        _verstuur("kleiner", voorstel, van_team.get(team, []), stand=stand, te_laat=True)


def voorstel_gaat_niet_door(voorstel: Groepsvoorstel) -> None:
    _verstuur("gaat_niet_door", voorstel, _alle_adressen(voorstel), ingehaald=False)


def groep_gepland(voorstel: Groepsvoorstel, groep: Groep) -> None:
    _verstuur(
        "gepland",
        voorstel,
        _alle_adressen(voorstel),
        groep=groep,
        bijeenkomsten=list(groep.bijeenkomsten.all()),
        groepsadres=f"{settings.SITE_URL}{reverse('aanbod:groep', args=[groep.slug])}",
    )
