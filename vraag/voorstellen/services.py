"""The answers of teams and trainers to a proposal, and its deadline. What follows from them is for ``uitvoeren``."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from aanbod.deelname.toestemming import GEEN_TOESTEMMING
from gemeenten.grond.kalenders import kalender_van_balie
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.een_voor_een import een_voor_een
from marktplein.basis.fouten import DomeinFout, OvergangFout
from marktplein.basis.privacy import valideer_zonder_persoonsgegevens
from marktplein.basis.toegang import eis
from marktplein.basis.werkdagen import plus_werkdagen
from marktplein.basis.woorden import dag
from vraag.models import Groepsvoorstel, Signaal, Toezegging
from vraag.permissions import heeft_login, kan_herinneren, mag_als_trainer_antwoorden, mag_voor_team_antwoorden
from vraag.signalen.staat import werk_staten_bij
from vraag.voorstellen.berichten import herinnering
from vraag.voorstellen.selectors import toestemming_nodig
from vraag.voorstellen.uitvoeren import handel_af, trainer_kan_niet, vergrendel
from vraag.workflow import VOORSTEL_LOPEND, Antwoord, VoorstelStaat

WEG = "Een collega zei intussen nee. Het voorstel gaat verder zonder jullie."
WEG_ALS_TRAINER = "Deze trainer wordt niet meer gevraagd: er is intussen een andere trainer."
MAG_NIET = "Alleen het team of de trainer om wie het gaat, kan hier antwoorden."


class IntussenAnders(DomeinFout):
    """Not as it stood on the page; ``nu`` is what stands there now, to hold the next sending against."""

    def __init__(self, melding: str, nu: str) -> None:
        super().__init__(melding)
        self.nu = nu


class AndersBeantwoord(IntussenAnders):
    """Somebody else answered since the page was made."""


class AndereWeek(IntussenAnders):
    """The group begins in another week than the page told, or is in another room."""


@transaction.atomic
def antwoord(
    toezegging: Toezegging,
    *,
    keus: Antwoord | str,
    reden: str = "",
    gezien: str = "",
    ingetrokken: Collection[int] = (),
    toestemming: bool = False,
    door: User,
) -> Groepsvoorstel:
    """Say yes or no for a team or as a trainer. The same answer twice changes nothing.

    ``gezien`` is what stood on the page, where known; ``ingetrokken`` is demand that the team takes back
    with its no, so that its other demand may be asked again. Raises NietToegestaan, AndersBeantwoord or AndereWeek when
    that is otherwise by now, OvergangFout when the proposal no longer waits for answers, DomeinFout (field ``reden``)
    for a no without a reason or with personal data in it.
    """
    voorstel = vergrendel(toezegging.voorstel_id)
    vers = voorstel.toezeggingen.filter(pk=toezegging.pk).first()
    if vers is None:
        raise OvergangFout(WEG_ALS_TRAINER if toezegging.trainer_id else WEG)
    eis(_mag_antwoorden(vers, door), MAG_NIET)
    return leg_antwoord_vast(
        voorstel,
        vers,
        keus=keus,
        reden=reden,
        gezien=gezien,
        ingetrokken=ingetrokken,
        toestemming=toestemming,
        door=door,
    )


def leg_antwoord_vast(
    voorstel: Groepsvoorstel,
    vers: Toezegging,
    *,
    keus: Antwoord | str,
    reden: str = "",
    gezien: str = "",
    ingetrokken: Collection[int] = (),
    toestemming: bool = False,
    door: User | None,
) -> Groepsvoorstel:
    """A step of answering, in a locked proposal, whose caller asked the right; ``door`` None answers with the link."""
    if vers.antwoord == keus:
        return voorstel
    _eis_antwoordbaar(voorstel)
    _eis_gezien(vers, gezien)
    _eis_reden(keus, reden)
    gegeven = _eis_toestemming(vers, keus, toestemming) if door else {"per_link": True}
    vers.antwoord, vers.reden, vers.door, vers.op = Antwoord(keus), reden.strip(), door, klok.nu()
    vers.overlegt_sinds, vers.bevestigen = None, False
    vers.save()
    wie = {"team": vers.team_id} if vers.team_id else {"trainer": vers.trainer_id}
    leg_vast(f"voorstel.{keus}", voorstel, door=door, **wie, **gegeven)
    if vers.team_id:
        eigen = Signaal.objects.select_for_update().filter(regels__voorstel=voorstel, team=vers.team_id)
        werk_staten_bij(eigen.order_by("pk"))
    elif keus == Antwoord.NEE:
        trainer_kan_niet(voorstel, vers)
    handel_af(voorstel, door=door, ingetrokken=ingetrokken)
    return voorstel


@transaction.atomic
def overleg(toezegging: Toezegging, *, aan: bool = True, door: User) -> Groepsvoorstel:
    """The team talks with families (or no longer): until its deadline the proposal is not moved. Twice changes nothing.

    Raises NietToegestaan, OvergangFout when there is nothing (left) to answer.
    """
    voorstel = vergrendel(toezegging.voorstel_id)
    vers = voorstel.toezeggingen.filter(pk=toezegging.pk).first()
    if vers is None:
        raise OvergangFout(WEG)
    eis(_mag_antwoorden(vers, door), MAG_NIET)
    if vers.team_id is None:
        raise OvergangFout("Alleen een team overlegt met gezinnen.")
    _eis_antwoordbaar(voorstel)
    if vers.antwoord != Antwoord.OPEN:
        raise OvergangFout("Jullie hebben al geantwoord.")
    if aan != (vers.overlegt_sinds is not None):
        vers.overlegt_sinds = klok.nu() if aan else None
        vers.save(update_fields=["overlegt_sinds"])
        leg_vast("voorstel.overleg" if aan else "voorstel.overleg_klaar", voorstel, door=door, team=vers.team_id)
    return voorstel


@transaction.atomic
def bel_terug(toezegging: Toezegging, *, door: User) -> str:
    """A trainer without a login was not reached: call again on the next working day; answers that day in words.

    Twice on a day changes nothing. Raises NietToegestaan, OvergangFout when there is nothing (left) to answer.
    """
    voorstel = vergrendel(toezegging.voorstel_id)
    vers = voorstel.toezeggingen.select_related("trainer__user").filter(pk=toezegging.pk).first()
    if vers is None or vers.trainer is None or heeft_login(vers.trainer) or vers.antwoord != Antwoord.OPEN:
        raise OvergangFout("Deze trainer hoef je niet te bellen.")
    eis(_mag_antwoorden(vers, door), MAG_NIET)
    _eis_antwoordbaar(voorstel)
    op = plus_werkdagen(klok.vandaag(), 1, kalender_van_balie(voorstel.regio_id))
    if vers.terugbellen_op != op:
        vers.terugbellen_op = op
        vers.save(update_fields=["terugbellen_op"])
        leg_vast("voorstel.terugbellen", voorstel, door=door, trainer=vers.trainer_id)
    return dag(op)


@transaction.atomic
def herinner(voorstel: Groepsvoorstel, *, door: User) -> int:
    """Remind all who did not answer yet, at most once a day for each proposal; answers how many mails.

    Raises NietToegestaan, OvergangFout when it no longer waits for answers, DomeinFout when they were reminded today.
    """
    vers = vergrendel(voorstel.pk)
    eis(kan_herinneren(door, vers), "Herinneren kan alleen het aanspreekpunt van een gemeente die meedoet.")
    _eis_antwoordbaar(vers)
    if vers.herinnerd_op == klok.vandaag():
        raise DomeinFout("Vandaag ging er al een herinnering uit. Morgen kan het weer.")
    aantal = herinnering(vers)
    vers.herinnerd_op = klok.vandaag()
    vers.save(update_fields=["herinnerd_op"])
    leg_vast("voorstel.herinnerd", vers, door=door, mails=aantal)
    return aantal


def _mag_antwoorden(toezegging: Toezegging, door: User) -> bool:
    if toezegging.team is not None:
        return mag_voor_team_antwoorden(door, toezegging.team)
    return toezegging.trainer is not None and mag_als_trainer_antwoorden(door, toezegging.trainer)


def _eis_antwoordbaar(voorstel: Groepsvoorstel) -> None:
    if voorstel.staat != VoorstelStaat.VOORGESTELD:
        raise OvergangFout(f"Dit voorstel is ‘{voorstel.get_staat_display().lower()}’. Antwoorden kan niet meer.")
    if voorstel.reageren_voor < klok.nu():
        raise OvergangFout("De tijd om te antwoorden is voorbij. Het marktplein zoekt een nieuwe groep.")


def _eis_gezien(vers: Toezegging, gezien: str) -> None:
    """``gezien`` is ``Toezegging.gezien`` of when the page was made, as far as that is known."""
    antwoord, _, week = gezien.partition(" ")
    # Week and room first: a yes that is asked again was taken back by the move, by nobody else.
    nu = vers.gezien.partition(" ")[2]
    if week not in ("", nu):
        zelfde_week = week.partition("/")[0] == nu.partition("/")[0]
        wat = "is intussen op een andere plaats" if zelfde_week else "begint intussen in een andere week"
        raise AndereWeek(f"De groep {wat}. Bekijk het voorstel en antwoord dan.", vers.gezien)
    if antwoord not in ("", vers.antwoord):
        al = Antwoord(vers.antwoord).label.lower()
        wat = f"Intussen antwoordde iemand anders al ‘{al}’. Blijf je bij je antwoord? Verstuur het dan nog een keer."
        raise AndersBeantwoord(wat, vers.gezien)


def _eis_reden(keus: Antwoord | str, reden: str) -> None:
    if keus not in (Antwoord.JA, Antwoord.NEE):
        raise DomeinFout("Kies ja of nee.", veld="keus")
    if keus == Antwoord.NEE and not reden.strip():
        raise DomeinFout("Schrijf kort op waarom het niet past. Dan zoekt het marktplein iets beters.", veld="reden")
    if len(reden) > 300:
        raise DomeinFout("Houd de reden onder de 300 tekens.", veld="reden")
    try:
        valideer_zonder_persoonsgegevens(reden)
    except ValidationError as fout:
        raise DomeinFout(fout.messages[0], veld="reden") from fout


def _eis_toestemming(toezegging: Toezegging, keus: Antwoord | str, toestemming: bool) -> dict[str, Any]:
    """Where an offer needs the consent of both parents, a team says with its yes that it is there for all its children.

    Answers what the history keeps of it: for how many, never for whom.
    """
    aantal = toestemming_nodig(toezegging)
    if keus != Antwoord.JA or not aantal:
        return {}
    if not toestemming:
        raise DomeinFout(GEEN_TOESTEMMING, veld="toestemming")
    return {"toestemming_beide_ouders": aantal}


def bewaak_antwoordtermijnen() -> int:
    """Settle every proposal whose deadline has passed, each in a transaction of its own; answers how many."""
    te_laat = Groepsvoorstel.objects.filter(staat__in=VOORSTEL_LOPEND, reageren_voor__lt=klok.nu())
    return een_voor_een(te_laat.order_by("reageren_voor", "pk").values_list("pk", flat=True), _sluit_termijn)


@transaction.atomic
def _sluit_termijn(pk: int) -> bool:
    voorstel = vergrendel(pk)
    if voorstel.staat not in VOORSTEL_LOPEND or voorstel.reageren_voor >= klok.nu():
        return False
    handel_af(voorstel, termijn_voorbij=True)
    return True
