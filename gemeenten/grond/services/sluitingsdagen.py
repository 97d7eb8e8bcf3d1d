"""Say on which days a place is closed, or open after all. Deadlines and meetings that stand already do not move."""

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from gemeenten.grond.models import Sluitingsdag
from gemeenten.grond.permissions import kan_sluitingsdag_zetten
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.basis.toegang import eis
from marktplein.basis.werkdagen import FEESTDAGEN

MAG_NIET = "Je zet alleen sluitingsdagen voor je eigen gemeente of voor het facilitair punt."
STAAT_ER_AL = "Voor deze dag is hier al iets ingesteld. Haal dat eerst weg."


@transaction.atomic
def voeg_sluitingsdag_toe(
    *,
    plek: Sluitingsdag,
    naam: str,
    dicht: bool,
    door: User,
    feestdag: str = "",
    datum: dt.date | None = None,
    elk_jaar: bool = False,
    sleutel: uuid.UUID | None = None,
) -> Sluitingsdag:
    """Set a holiday or a date as closed or open at ``plek`` (an unsaved Sluitingsdag that says where).

    Raises NietToegestaan, and DomeinFout at the field: neither or both of holiday and date, or set there already.
    """
    eis(kan_sluitingsdag_zetten(door, plek), MAG_NIET)

    def werk() -> Sluitingsdag:
        _controleer(feestdag, datum)
        dag = Sluitingsdag(
            regio=plek.regio,
            gemeente=plek.gemeente,
            balie=plek.balie,
            naam=naam.strip() or FEESTDAGEN.get(feestdag, ""),
            feestdag=feestdag,
            datum=datum,
            elk_jaar=bool(datum and elk_jaar),
            dicht=dicht,
        )
        if not dag.naam:
            raise DomeinFout("Schrijf op wat voor dag dit is.", veld="naam")
        try:
            with transaction.atomic():
                dag.save(force_insert=True)
        except IntegrityError as fout:
            if "sluitingsdag_een_keer" not in str(fout):
                raise
            raise DomeinFout(STAAT_ER_AL, veld="feestdag" if feestdag else "datum") from fout
        leg_vast("sluitingsdag.toegevoegd", dag, door=door, **_feiten(dag))
        return dag

    invoer = (plek.regio, plek.gemeente, plek.balie, naam, dicht, feestdag, datum, elk_jaar)
    return eenmalig(sleutel, "sluitingsdag", Sluitingsdag, werk, van=door, invoer=invoer, eerder=_al_ingesteld)[0]


def _al_ingesteld(dag: Sluitingsdag) -> Eerder:
    return Eerder(
        f"Je hebt met dit formulier al een dag ingesteld: {dag}, voor {dag.plek}. Wil je deze ook instellen? Verstuur "
        "het formulier dan nog een keer.",
        reverse("gemeenten:sluitingsdagen"),
        "Bekijk de sluitingsdagen",
    )


@transaction.atomic
def haal_sluitingsdag_weg(*, dag: Sluitingsdag, door: User) -> None:
    """The place follows the wider rule again. The second time there is nothing left to do."""
    eis(kan_sluitingsdag_zetten(door, dag), MAG_NIET)
    vers = Sluitingsdag.objects.select_for_update().filter(pk=dag.pk).first()
    if vers is not None:
        leg_vast("sluitingsdag.weggehaald", vers, door=door, **_feiten(vers))
        vers.delete()


def _controleer(feestdag: str, datum: dt.date | None) -> None:
    if bool(feestdag) == bool(datum):
        raise DomeinFout("Kies een feestdag of vul een datum in, een van de twee.", veld="feestdag")
    if feestdag and feestdag not in FEESTDAGEN:
        raise DomeinFout("Kies een feestdag uit de lijst.", veld="feestdag")


def _feiten(dag: Sluitingsdag) -> dict[str, Any]:
    return {
        "regio": dag.regio_id,
        "gemeente": dag.gemeente_id,
        "balie": dag.balie,
        "feestdag": dag.feestdag,
        "datum": dag.datum.isoformat() if dag.datum else None,
        "elk_jaar": dag.elk_jaar,
        "dicht": dag.dicht,
    }
