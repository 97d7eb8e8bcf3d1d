"""What the mail of the day says of proposals: for each of the reader's teams one line, by how the proposal stands now.

Whatever was written about it since the last mail: what was asked and is answered, or was asked and has ended before
anybody was told, leaves no question behind. What ended was a proposal, unless a group had been planned from it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse

from aanbod.workflow import GROEP_LOPEND
from gemeenten.grond.models import Team
from gemeenten.grond.selectors import post_van_teams
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.mensen import mensen, mensen_doen
from marktplein.basis.woorden import dag_kort, km, waar
from marktplein.mail.dagregel import Dagregel, Onderdeel
from marktplein.mail.models import Bericht
from vraag.models import Groepsvoorstel, Regel, Toezegging
from vraag.permissions import eigen_team_ids
from vraag.voorstellen.feiten import deelnemers_in, kosten_kort, plek_kort
from vraag.voorstellen.wanneer import moment_kort, vanaf_kort, verschuiving, zet_vanaf
from vraag.workflow import VOORSTEL_GESTOPT, Antwoord, VoorstelSoort, VoorstelStaat

# The messages about proposals by their names (``berichten``).
NIEUW, TRAINER, HERINNERING = "voorstel.nieuw", "voorstel.trainer", "voorstel.herinnering"
TERMIJN, COACH, KLEINER = "voorstel.termijn", "voorstel.coach", "voorstel.kleiner"
GESTOPT, GEPLAND = "voorstel.gaat_niet_door", "voorstel.gepland"
VERSCHOVEN = "voorstel.verschoven"
VRAAGT, HERINNERT = {NIEUW, TRAINER, VERSCHOVEN}, {HERINNERING, TERMIJN}


@dataclass(slots=True)
class _Nieuws:
    """What was written about one proposal; ``stil`` are teams of which the coach is told, ``te_laat`` what they had."""

    soorten: set[str] = field(default_factory=set)
    vervangt: set[int] = field(default_factory=set)
    stil: set[int] = field(default_factory=set)
    te_laat: dict[int, int] = field(default_factory=dict)

    def lees(self, rij: Bericht) -> None:
        if rij.soort == COACH:
            self.stil.add(rij.kern["team"])
        elif te_laat := rij.kern.get("te_laat"):
            self.te_laat[te_laat] = rij.kern["eigen"]
        else:
            self.soorten.add(rij.soort)
            self.vervangt |= set(rij.kern.get("vervangt", ()))


def regels(lezer: User, rijen: Sequence[Bericht]) -> list[Dagregel]:
    """A constant number of queries, whatever the number of messages."""
    nieuws: dict[int, _Nieuws] = defaultdict(_Nieuws)
    for rij in rijen:
        if pk := rij.kern.get("voorstel"):
            nieuws[pk].lees(rij)
    voorstellen = _lees(nieuws)
    teams = _gemailde_teams(lezer)
    namen = {t.pk: str(t) for t in Team.objects.filter(pk__in={pk for n in nieuws.values() for pk in n.te_laat})}
    uit: list[Dagregel] = []
    for v in voorstellen:
        van = nieuws[v.pk]
        uit += [_te_laat(v, namen[team], eigen) for team, eigen in van.te_laat.items() if team in namen]
        # What this mail never told needs no "instead of".
        van.vervangt -= {pk for pk, ander in nieuws.items() if ander.soorten & VRAAGT}
        uit += filter(None, (_regel(v, t, van) for t in _van(lezer, teams, v)))
        uit += filter(None, (_stil(v, t) for t in v.toezeggingen.all() if t.team_id in van.stil))
    return uit


def _lees(nummers: Iterable[int]) -> list[Groepsvoorstel]:
    kanten = ("interventie", "ruimte__gemeente", "groep__gemeente")
    voorstellen = list(Groepsvoorstel.objects.filter(pk__in=list(nummers)).select_related(*kanten).order_by("pk"))
    prefetch_related_objects(voorstellen, "regels__signaal", "toezeggingen__team", "toezeggingen__trainer")
    zet_vanaf(voorstellen)
    return voorstellen


def _gemailde_teams(lezer: User) -> set[int]:
    """Those of which this reader is told by mail: not those of which he is the coach beside others."""
    return {team for team, post in post_van_teams(eigen_team_ids(lezer)).items() if lezer.email in post.mail}


def _van(lezer: User, teams: set[int], v: Groepsvoorstel) -> list[Toezegging]:
    return [t for t in v.toezeggingen.all() if t.team_id in teams or (t.trainer and t.trainer.user_id == lezer.pk)]


def _regel(v: Groepsvoorstel, t: Toezegging, nieuws: _Nieuws) -> Dagregel | None:
    """What there is to tell of this proposal to who answers here; nothing when it is over without a word."""
    soorten = nieuws.soorten
    if v.staat == VoorstelStaat.VOORGESTELD:
        return _lopend(v, t, nieuws)
    if v.staat == VoorstelStaat.GEPLAND and GEPLAND in soorten:
        return _gepland(v, t)
    if v.staat in VOORSTEL_GESTOPT and GESTOPT in soorten:
        return _gestopt(v, t)
    return None


def _lopend(v: Groepsvoorstel, t: Toezegging, nieuws: _Nieuws) -> Dagregel | None:
    soorten, feiten = nieuws.soorten, [_feiten(v, t)]
    if KLEINER in soorten:
        feiten.append("Een team doet niet mee. Er blijven genoeg deelnemers over: het voorstel blijft staan.")
    if nieuws.vervangt:
        feiten.append("Dit komt in de plaats van een eerder voorstel. Daar hoef je niet meer op te antwoorden.")
    if VERSCHOVEN in soorten and (anders := verschuiving(v)):
        feiten += [anders.zin, anders.ja_geldt]
    maak = partial(_maak, v, t, feiten=feiten)
    if t.antwoord == Antwoord.OPEN and soorten & (VRAAGT | HERINNERT):
        onderdeel = Onderdeel.ANTWOORD if soorten & VRAAGT else Onderdeel.HERINNERING
        return maak(onderdeel, link=f"Antwoord op {v.interventie}, uiterlijk {_uiterlijk(v)}", voor=_dag(v))
    if soorten & {KLEINER, VERSCHOVEN} and t.antwoord != Antwoord.NEE:
        return maak(Onderdeel.GEWIJZIGD, link=f"Bekijk het voorstel voor {v.interventie}")
    return None


def _stil(v: Groepsvoorstel, t: Toezegging) -> Dagregel | None:
    if v.staat != VoorstelStaat.VOORGESTELD or t.antwoord != Antwoord.OPEN:
        return None
    tekst = f"{v.interventie}: nog niemand van {t.team} antwoordde, {_eigen(v, t)} van {_samen(v)}"
    link = f"Bekijk het voorstel voor {v.interventie}, antwoord uiterlijk {_uiterlijk(v)}"
    return _maak(v, t, Onderdeel.STIL, feiten=[_feiten(v, t)], tekst=tekst, link=link, voor=_dag(v))


def _gepland(v: Groepsvoorstel, t: Toezegging) -> Dagregel | None:
    if v.groep is None or v.groep.staat not in GROEP_LOPEND:
        return None
    feiten = [f"{moment_kort(v)} vanaf {vanaf_kort(v)} · {v.groep.waar}"]
    adres = reverse("aanbod:groep", args=[v.groep.slug])
    return _maak(v, t, Onderdeel.GEPLAND, feiten=feiten, link=f"Bekijk de groep {v.interventie}", pad=adres)


def _gestopt(v: Groepsvoorstel, t: Toezegging) -> Dagregel:
    """Only what had been planned was a group."""
    was_groep = v.groep_id is not None and v.soort == VoorstelSoort.NIEUW
    wat = "De groep" if was_groep else "Het voorstel voor"
    tekst = f"{wat} {v.interventie} gaat niet door: {_wie(v, t)}"
    if v.staat == VoorstelStaat.INGEHAALD:
        feiten = ["Er is een beter plan. Je hoeft hier niet meer op te antwoorden."]
    else:
        weer_open = "Jullie vraag staat weer open: het marktplein zoekt verder." if t.team_id else ""
        feiten = [zin for zin in (v.reden_einde, weer_open) if zin]
    telt = ("groep gestopt", "groepen gestopt") if was_groep else ("", "")
    link = f"Lees meer over {v.interventie}"
    return _maak(v, t, Onderdeel.GESTOPT, feiten=feiten, tekst=tekst, link=link, telt=telt)


def _te_laat(v: Groepsvoorstel, team: str, eigen: int) -> Dagregel:
    return Dagregel(
        Onderdeel.GESTOPT,
        f"{v.interventie}: {team} antwoordde niet op tijd en doet niet mee, jullie {mensen(eigen, v.voor)}",
        [f"{mensen_doen(eigen, v.voor, 'wacht', 'wachten')} weer op een plek. De anderen gaan verder."],
        _adres(v),
        f"Lees meer over {v.interventie}",
        team,
    )


def _maak(v: Groepsvoorstel, t: Toezegging, onderdeel: Onderdeel, **wat: Any) -> Dagregel:
    pad = wat.pop("pad", "")
    standaard = {"tekst": f"{v.interventie}: {_wie(v, t)}", "team": str(t.team) if t.team else ""}
    return Dagregel(onderdeel, adres=f"{settings.SITE_URL}{pad}" if pad else _adres(v), **{**standaard, **wat})


def _wie(v: Groepsvoorstel, t: Toezegging) -> str:
    """ "JGT Bollenstreek, jullie 2 van 11 kinderen"."""
    if t.team is None:
        return f"jij als trainer, {_samen(v)}"
    return f"{t.team}, jullie {_eigen(v, t)} van {_samen(v)}"


def _regels_van(v: Groepsvoorstel, t: Toezegging) -> list[Regel]:
    return [r for r in v.regels.all() if r.signaal.team_id == t.team_id]


def _eigen(v: Groepsvoorstel, t: Toezegging) -> int:
    return sum(r.aantal for r in _regels_van(v, t))


def _samen(v: Groepsvoorstel) -> str:
    return mensen(deelnemers_in(v), v.voor)


def _feiten(v: Groepsvoorstel, t: Toezegging) -> str:
    """ "ma 15.30 – 16.45, 8 keer vanaf ma 4 jan · De Ark, Hoogmade, 8,0 km · € 0 · 1 van 7 zei ja"."""
    antwoorden = [t.antwoord for t in v.toezeggingen.all()]
    ja = f"{antwoorden.count(Antwoord.JA)} van {len(antwoorden)} zei ja"
    delen = (f"{moment_kort(v)} vanaf {vanaf_kort(v)}", _plek(v, t), kosten_kort(v.interventie), ja)
    return " · ".join(filter(None, delen))


def _plek(v: Groepsvoorstel, t: Toezegging) -> str:
    """With how far the team's own people go."""
    gemeente = (v.ruimte and v.ruimte.gemeente) or (v.groep and v.groep.gemeente)
    meters = max((r.afstand_m for r in _regels_van(v, t)), default=0)
    plek = waar(plek_kort(v), plaats=str(gemeente or ""))
    return f"{plek}, {km(meters)}" if meters else plek


def _dag(v: Groepsvoorstel) -> Any:
    return klok.lokaal(v.reageren_voor).date()


def _uiterlijk(v: Groepsvoorstel) -> str:
    return dag_kort(_dag(v))


def _adres(v: Groepsvoorstel) -> str:
    return f"{settings.SITE_URL}{reverse('vraag:voorstel', args=[v.pk])}"
