"""Withdraw demand that sits in a proposal, in one step: the own team says no there, and the signaal is taken back."""

from collections.abc import Collection

from django.db import transaction

from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, OvergangFout, Verouderd
from marktplein.basis.mensen import mensen
from marktplein.basis.toegang import eis
from vraag.models import Groepsvoorstel, Signaal, Toezegging
from vraag.permissions import kan_signaal_wijzigen
from vraag.signalen.selectors import geplande_kinderen
from vraag.signalen.services import ALLEEN_EIGEN_TEAM, intrekken
from vraag.slot import wijzigingsslot
from vraag.voorstellen.services import antwoord
from vraag.workflow import SIGNAAL_IN_VOORSTEL, VOORSTEL_LOPEND, Antwoord

REDEN_IN_VOORSTEL = "De vraag is ingetrokken."


class AnderVoorstel(DomeinFout):
    """The signaal is in a proposal that the person who withdraws it has not been shown."""

    def __init__(self) -> None:
        super().__init__(
            "Je vraag zit intussen in een voorstel voor een groep. Lees hieronder wat intrekken nu betekent, "
            "en kies dan opnieuw."
        )


@transaction.atomic
def trek_in(
    signaal: Signaal, *, reden: str, door: User, gezien: Collection[int] = (), versie: int | None = None
) -> Signaal:
    """Withdraw a signaal that is open or in proposals that still wait for answers; twice changes nothing.

    ``gezien`` holds the proposals of which the person was told that the team's place in them goes too. Raises
    AnderVoorstel when there is one more, OvergangFout when a deadline has passed or the children have a place,
    DomeinFout with field ``reden``, Verouderd. Either both the answer and the withdrawal happen, or neither.
    """
    eis(kan_signaal_wijzigen(door, signaal), ALLEEN_EIGEN_TEAM)
    # Answers, runs and planning take this lock first too, so nothing is planned between the no and the withdrawal.
    wijzigingsslot(signaal.regio_id)
    vers = Signaal.objects.get(pk=signaal.pk)
    if vers.staat in SIGNAAL_IN_VOORSTEL:
        if versie is not None and vers.versie != versie:
            raise Verouderd
        _uit_voorstellen(vers, gezien, door)
    return intrekken(vers, reden=reden, versie=versie, door=door)


def _uit_voorstellen(signaal: Signaal, gezien: Collection[int], door: User) -> None:
    voorstellen = list(Groepsvoorstel.objects.filter(regels__signaal=signaal, staat__in=VOORSTEL_LOPEND).order_by("pk"))
    if not {v.pk for v in voorstellen} <= set(gezien):
        raise AnderVoorstel
    if gepland := geplande_kinderen(signaal):
        raise DomeinFout(
            f"Voor {gepland} van de {mensen(signaal.aantal, signaal.voor)} is al een plek gepland. Zeg bij het "
            f"voorstel nee voor de anderen, en wijzig daarna het aantal in {gepland}."
        )
    if any(v.reageren_voor < klok.nu() for v in voorstellen):
        raise OvergangFout(
            "De tijd om op het voorstel te antwoorden is net voorbij. Binnen een uur hoor je wat ermee gebeurt. "
            "Gaat het voorstel niet door? Dan kun je de vraag daarna intrekken."
        )
    for voorstel in voorstellen:
        toezegging = Toezegging.objects.get(voorstel=voorstel, team=signaal.team_id)
        # The team did not turn this place down: for its other demand in the proposal it may be asked again.
        antwoord(toezegging, keus=Antwoord.NEE, reden=REDEN_IN_VOORSTEL, ingetrokken={signaal.pk}, door=door)
