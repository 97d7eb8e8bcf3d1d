"""Asking the contact of the municipality for a trainer, where that is what a need lacks; and the answer.

One question is open per team and training: asking it again answers the one there is. The answer is a choice, told to
the team on the page of the need.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from gemeenten.grond.enums import Rol
from gemeenten.grond.selectors import gemeente_ids_van
from marktplein.accounts.models import Bezoeker, User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.toegang import eis
from vraag.models import Reden, Signaal, Traineruitkomst, Trainervraag
from vraag.permissions import is_van, kan_signaal_wijzigen
from vraag.workflow import SignaalStaat

# What pooling says of a need that only lacks a trainer.
ZONDER_TRAINER = ("NO_TRAINER", "TRAINERS_TAKEN")
ALLEEN_EIGEN = "Alleen het team dat de vraag plaatste kan om een trainer vragen."
ALLEEN_AANSPREEKPUNT = "Alleen het lokaal aanspreekpunt van deze gemeente antwoordt."
NIET_DE_TRAINER = "Voor deze vraag is een trainer nu niet wat er mist."


@dataclass(frozen=True, slots=True)
class Wachtende:
    """The needs of a municipality that wait for a trainer, and for how many people.

    ``mensen`` is None for who may not know all of them: beside the own number it would tell that of others.
    """

    signalen: Sequence[Signaal]
    mensen: int | None


def mist_trainer(signaal: Signaal) -> bool:
    """Whether the last run said so, of a need for a training; one for a theme has none that a trainer could give."""
    return (
        signaal.staat == SignaalStaat.OPEN
        and signaal.interventie_id is not None
        and hasattr(signaal, "reden")
        and signaal.reden.code in ZONDER_TRAINER
    )


@transaction.atomic
def vraag_om_trainer(signaal: Signaal, *, door: User) -> Trainervraag:
    """Ask for a trainer in the name of the team of ``signaal``; answers the question that is open already.

    Raises NietToegestaan for who is not of that team, DomeinFout when a trainer is not what it lacks (any more).
    """
    eis(kan_signaal_wijzigen(door, signaal), ALLEEN_EIGEN)
    if not mist_trainer(signaal):
        raise DomeinFout(NIET_DE_TRAINER)
    open_ = {"team_id": signaal.team_id, "interventie_id": signaal.interventie_id, "antwoord": Traineruitkomst.OPEN}
    vraag, nieuw = Trainervraag.objects.get_or_create(
        **open_, defaults={"gevraagd_door": door, "gevraagd_op": klok.vandaag()}
    )
    if nieuw:
        leg_vast("trainervraag.gevraagd", vraag, door=door, team=signaal.team_id, interventie=signaal.interventie_id)
    return vraag


@transaction.atomic
def beantwoord(vraag: Trainervraag, *, antwoord: str, door: User) -> Trainervraag:
    """Close the question with an answer; the same answer once more changes nothing.

    Raises NietToegestaan, or DomeinFout for no answer and for one that differs from what was answered already.
    """
    eis(kan_beantwoorden(door, vraag), ALLEEN_AANSPREEKPUNT)
    if antwoord not in (Traineruitkomst.GEVONDEN, Traineruitkomst.GEEN):
        raise DomeinFout("Kies wat het antwoord is.")
    vers = Trainervraag.objects.select_for_update(of=("self",)).select_related("team", "interventie").get(pk=vraag.pk)
    if not vers.open:
        if vers.antwoord != antwoord:
            raise DomeinFout(f"Hier is al op geantwoord: {vers.get_antwoord_display().lower()}.")
        return vers
    vers.antwoord, vers.beantwoord_door, vers.beantwoord_op = antwoord, door, klok.vandaag()
    vers.save()
    leg_vast("trainervraag.beantwoord", vers, door=door, antwoord=antwoord)
    return vers


# --- reading --------------------------------------------------------------------------------------------------


def kan_beantwoorden(user: Bezoeker, vraag: Trainervraag) -> bool:
    return vraag.team.gemeente_id in gemeente_ids_van(user, Rol.AANSPREEKPUNT)


def kan_trainervraag_zien(user: Bezoeker, vraag: Trainervraag) -> bool:
    """The team that asked, and who reads everything of its municipality."""
    return is_van(user, vraag.team)


def laatste_voor(signaal: Signaal) -> Trainervraag | None:
    """What the team of this need asked last for its training, answered or not."""
    if signaal.interventie_id is None:
        return None
    return Trainervraag.objects.filter(team=signaal.team_id, interventie=signaal.interventie_id).first()


def te_beantwoorden(user: Bezoeker) -> QuerySet[Trainervraag]:
    """What waits for this contact of a municipality, the longest waiting first."""
    gemeenten = gemeente_ids_van(user, Rol.AANSPREEKPUNT)
    open_ = Trainervraag.objects.filter(antwoord=Traineruitkomst.OPEN, team__gemeente__in=gemeenten)
    return open_.select_related("team", "interventie").order_by("gevraagd_op", "pk")


def eerder_over(vraag: Trainervraag) -> QuerySet[Trainervraag]:
    """The other questions for this training in the same municipality, newest first."""
    zelfde = Trainervraag.objects.filter(interventie=vraag.interventie_id, team__gemeente=vraag.team.gemeente_id)
    return zelfde.exclude(pk=vraag.pk).select_related("team")


def wachtenden_op(vraag: Trainervraag, user: Bezoeker) -> Wachtende:
    """Who in the municipality waits for a trainer of this training, as the last run told."""
    redenen = (
        Reden.objects.filter(
            code__in=ZONDER_TRAINER,
            signaal__interventie=vraag.interventie_id,
            signaal__staat=SignaalStaat.OPEN,
            signaal__team__gemeente=vraag.team.gemeente_id,
        )
        .select_related("signaal__team", "signaal__interventie")
        .order_by("signaal__geplaatst_op", "signaal_id")
    )
    alle_eigen = all(is_van(user, r.signaal.team) for r in redenen)
    return Wachtende([r.signaal for r in redenen], sum(r.aantal for r in redenen) if alle_eigen else None)
