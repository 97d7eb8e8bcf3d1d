"""On the page of a group that was made by hand: which teams and trainers are asked, for who made it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from aanbod.groepen.delen import Groepsdeel
from aanbod.models import Groep
from aanbod.permissions import kan_rooster_wijzigen
from aanbod.workflow import GroepStaat
from marktplein.accounts.models import Bezoeker
from marktplein.basis import klok
from marktplein.basis.woorden import dag_kort
from marktplein.werk.bedenktijd import lopend_bij
from vraag.models import Toezegging
from vraag.voorstellen.met_de_hand import trainersvragen, zonder_opvolger
from vraag.workflow import VOORSTEL_LOPEND, Antwoord


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """One who was asked, and in words what came of it; ``mist``: the group lacks this trainer."""

    toezegging: Toezegging
    wie: str
    staat: str
    mist: bool = False


def gevraagd(groep: Groep, user: Bezoeker) -> Groepsdeel | None:
    """Who is asked and has not said yes; None when the group waits for nobody, and for another reader."""
    if groep.staat != GroepStaat.VOORBEREIDING or not kan_rooster_wijzigen(user, groep):
        return None
    mist = {t.pk for t in zonder_opvolger(groep)}
    trainers = [_trainer(t, mist=t.pk in mist) for t in trainersvragen(groep) if t.pk in mist or _loopt(t)]
    teams = [_team(t) for t in _teams(groep)]
    if not teams and not trainers:
        return None
    voorstellen = [rij.toezegging.voorstel_id for rij in teams]
    gegevens = {
        "groep": groep,
        "rijen": [*trainers, *teams],
        "mist": len(mist),
        "bedenktijd": lopend_bij(user, "voorstel", voorstellen, terug=reverse("aanbod:groep", args=[groep.slug])),
    }
    return Groepsdeel("vraag/includes/_gevraagd.html", gegevens)


def _loopt(t: Toezegging) -> bool:
    return t.voorstel.staat in VOORSTEL_LOPEND


def _teams(groep: Groep) -> QuerySet[Toezegging]:
    open_ = Toezegging.objects.filter(voorstel__groep=groep, voorstel__run=None, team__isnull=False)
    lopend = open_.filter(voorstel__staat__in=VOORSTEL_LOPEND)
    return lopend.select_related("team", "voorstel").order_by("team__naam", "pk")


def _team(t: Toezegging) -> Gevraagd:
    staat = "overlegt met gezinnen" if t.overlegt_sinds else "nog geen antwoord"
    return Gevraagd(t, str(t.team), f"{staat}, uiterlijk {_uiterlijk(t)}")


def _trainer(t: Toezegging, *, mist: bool) -> Gevraagd:
    if t.antwoord == Antwoord.NEE:
        staat = "kan niet"
    elif mist:
        staat = "antwoordde niet op tijd"
    else:
        staat = f"nog geen antwoord, uiterlijk {_uiterlijk(t)}"
    return Gevraagd(t, str(t.trainer), staat, mist=mist)


def _uiterlijk(t: Toezegging) -> str:
    return dag_kort(klok.lokaal(t.voorstel.reageren_voor).date())
