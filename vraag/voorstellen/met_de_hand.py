"""Proposals that a person made, not a run: a run leaves them alone, and their group waits with publishing for them.

A trainer who is asked holds the hours already. Who says no gives them back, and may still change it until the deadline
or until somebody else is asked; the group waits for a trainer as long as nobody came instead.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from aanbod.expertise.selectors import bevoegde_trainers
from aanbod.fouten import GeenCertificaat
from aanbod.groepen.services.levensloop import publiceer_groep
from aanbod.groepen.services.planning import zet_trainer_in
from aanbod.models import Groep, Inzet, Trainer
from aanbod.workflow import GROEP_LOPEND, GroepStaat
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout
from vraag.models import Groepsvoorstel, Toezegging
from vraag.workflow import VOORSTEL_LOPEND, Antwoord, VoorstelStaat


def is_met_de_hand(voorstel: Groepsvoorstel) -> bool:
    """Whether a person asked, and not a run."""
    return voorstel.run_id is None


def vraagt_trainer(voorstel: Groepsvoorstel, toezeggingen: Iterable[Toezegging]) -> bool:
    """Whether a person asked a trainer in it, and so nobody's children."""
    return is_met_de_hand(voorstel) and any(t.trainer_id for t in toezeggingen)


def trainersvragen(groep: Groep) -> QuerySet[Toezegging]:
    """Every trainer who was ever asked for this group by a person, the first one first."""
    vragen = Toezegging.objects.filter(voorstel__groep=groep, voorstel__run=None, trainer__isnull=False)
    return vragen.select_related("trainer__user", "voorstel").order_by("voorstel_id", "pk")


def zonder_opvolger(groep: Groep) -> list[Toezegging]:
    """Those who said no or nothing, and in whose place nobody was asked since: for each the group lacks a trainer."""
    alle = list(trainersvragen(groep))
    gemist = [t for t in alle if t.antwoord == Antwoord.NEE or t.voorstel.staat in _ZONDER]
    return [t for t in gemist if not any(ander.vervangt_id == t.trainer_id and ander.pk > t.pk for ander in alle)]


_ZONDER = (VoorstelStaat.VERVALLEN, VoorstelStaat.AFGEWEZEN)


def publiceer_na_antwoord(voorstel: Groepsvoorstel, door: User | None) -> None:
    """The last one that was asked answered (or did not in time): what is left of the group is for all to see.

    Not as long as it lacks a trainer who was chosen for it.
    """
    groep = voorstel.groep
    if not is_met_de_hand(voorstel) or groep is None or groep.staat != GroepStaat.VOORBEREIDING:
        return
    lopend = Groepsvoorstel.objects.filter(groep=groep, staat__in=VOORSTEL_LOPEND)
    if not lopend.exists() and not zonder_opvolger(groep):
        publiceer_groep(groep, door)


def geef_uren_vrij(voorstel: Groepsvoorstel, trainer: Trainer) -> None:
    """Of all meetings to come, for other groups."""
    Inzet.objects.filter(
        trainer=trainer, bijeenkomst__groep=voorstel.groep_id, bijeenkomst__begin__gt=klok.nu()
    ).delete()


def houd_uren(voorstel: Groepsvoorstel) -> None:
    """Trainers in it give all that is to come, also who had said no before.

    Raises TrainerBezet, GeenCertificaat; DomeinFout for a group that is over or called off.
    """
    groep = voorstel.groep
    if groep is None or groep.staat not in GROEP_LOPEND:
        raise DomeinFout("Deze groep is voorbij of gaat niet door.")
    for toezegging in voorstel.toezeggingen.filter(trainer__isnull=False).select_related("trainer"):
        trainer = toezegging.trainer
        assert trainer is not None  # noqa: S101 - as filtered
        komend = groep.bijeenkomsten.filter(begin__gt=klok.nu()).order_by("begin")
        nog = list(komend.exclude(inzetten__trainer=trainer))
        laatste = klok.lokaal(max((b.begin for b in nog), default=klok.nu())).date()
        if not bevoegde_trainers(groep.interventie, laatste).filter(pk=trainer.pk).exists():
            raise GeenCertificaat(trainer.pk, trainer.naam)
        if nog:
            zet_trainer_in(trainer, nog)
