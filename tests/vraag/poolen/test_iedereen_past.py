"""Rooms hold everybody, from a need to a group that runs: who takes part, who comes along, and trainers."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from aanbod.enums import Doelgroep
from aanbod.fouten import GroepVol
from aanbod.groepen.services.plaatsen import neem, vergrendel
from aanbod.models import Interventie
from aanbod.workflow import GroepStaat
from marktplein.basis.mensen import Voor
from tests.aanbod.factories import GroepFactory
from tests.bench.groepsvorming.straat import mis
from tests.vraag.poolen.test_voor_wie import poolen
from tests.vraag.streek import WOENSDAGMIDDAG, Streek, maak_ruimte, maak_signaal, maak_streek, maak_trainer
from vraag.models import Groepsvoorstel, Reden
from vraag.poolen.momentopname import maak_momentopname
from vraag.uitleg.redenen import leg_uit
from vraag.voorstellen.plannen import maak_groep
from vraag.voorstellen.situatie import situatie_van


@pytest.fixture
def streek(transactional_db: None) -> Streek:
    """The training is for children and for children with a parent; its room holds twelve."""
    streek = maak_streek()
    _wijzig(streek, doelgroep=[Doelgroep.JEUGDIGEN, Doelgroep.OUDERS])
    return streek


def _wijzig(streek: Streek, **velden: Any) -> None:
    Interventie.objects.filter(pk=streek.interventie.pk).update(**velden)
    streek.interventie.refresh_from_db()


def _vraag(streek: Streek, voor: str = Voor.SAMEN) -> None:
    for team in (streek.oegstgeest, streek.katwijk):
        maak_signaal(streek, team, 3, voor=voor)


def test_een_ruimte_die_de_kinderen_houdt_maar_niet_hun_ouders_is_te_klein(streek: Streek) -> None:
    _vraag(streek)
    assert poolen(streek) == []
    uitleg = leg_uit(Reden.objects.first())
    assert uitleg.kort == "Ruimtes zijn te klein"
    assert "te klein voor 6 kinderen met hun ouder en 2 trainers: nodig 14, past 12." in uitleg.zin


def test_een_ruimte_voor_iedereen_en_niemand_meer(streek: Streek) -> None:
    """Six of at most nine fill a room for fifteen: the group that comes of it has no place for a seventh."""
    streek.ruimte.capaciteit = 15
    streek.ruimte.save()
    _vraag(streek)
    (voorstel,) = poolen(streek)
    assert situatie_van(voorstel).maximum == 6
    klant = Client()
    klant.force_login(streek.van_katwijk)
    pagina = klant.get(reverse("vraag:voorstel", args=[voorstel.pk])).content.decode()
    assert "Ruimte voor 15 mensen, nodig 14: 6 kinderen met hun ouder en 2 trainers." in pagina
    groep = maak_groep(voorstel)
    assert (groep.capaciteit, groep.mensen, groep.zaal_plekken, groep.zaal_te_klein) == (6, 14, 15, "")
    assert mis() == []


def test_de_eigenaar_zegt_hoeveel_mensen_een_deelnemer_is(streek: Streek) -> None:
    """One parent for two children needs 6 · 1.5 + 2 = 11; that counts for groups with parents only."""
    _wijzig(streek, personen_per_deelnemer=Decimal("1.5"))
    _vraag(streek)
    (voorstel,) = poolen(streek)
    assert voorstel.voor == Voor.SAMEN
    assert streek.interventie.hoogstens_in(Voor.SAMEN, 12) == 6
    assert streek.interventie.hoogstens_in(Voor.KINDEREN, 12) == 9
    assert mis() == []


def test_een_groep_die_uit_haar_ruimte_groeide_krijgt_niemand_erbij(streek: Streek) -> None:
    """More people come with each child than when the room was booked: its free places are no places any more."""
    week0 = maak_momentopname(streek.regio).week0
    groep = GroepFactory(
        interventie=streek.interventie, gemeente=streek.leiden.gemeente, voor=Voor.SAMEN, start_op=week0,
        capaciteit=9, bezet=6, zaal_plekken=17, dagdeel=WOENSDAGMIDDAG, lat=52.16, lon=4.49, leeftijd_min=8,
        leeftijd_max=12, staat="open",
    )  # fmt: skip
    maak_signaal(streek, streek.leiden, 2, voor=Voor.SAMEN)
    assert groep.zaal_te_klein == "Te klein voor 9 kinderen met hun ouder en 2 trainers: nodig 20, past 17."
    assert poolen(streek) == []
    with transaction.atomic():
        actueel = vergrendel(groep.pk)
        with pytest.raises(GroepVol):
            neem(actueel, 2)
        neem(actueel, 1)
    assert (actueel.bezet, actueel.staat) == (7, GroepStaat.VOL)


def test_soorten_door_elkaar_in_kleine_en_grote_ruimtes(streek: Streek) -> None:
    """A street of demand of every kind, judged from its rows by the checker that shares nothing with what pools."""
    _wijzig(streek, personen_per_deelnemer=Decimal("1.5"), groep_min=4)
    for n in range(6):
        maak_ruimte(streek.leiden.gemeente, naam=f"Zaal {n}", capaciteit=6 + 3 * n, dagdelen=[n, 7, 8])
        maak_trainer(streek.leiden.gemeente, streek.interventie, dagdelen=list(range(15)), max_groepen_per_week=5)
    for n in range(24):
        soort = streek.interventie.voor_wie[n % 3]
        maak_signaal(
            streek, (streek.oegstgeest, streek.katwijk, streek.leiden)[n % 3], 1 + n % 4, voor=soort,
            dagdelen=[n % 6, 7, 8], leeftijd_min=9, leeftijd_max=10, splitsbaar=n % 2 == 0, min_samen=1,
        )  # fmt: skip
    voorstellen = poolen(streek)
    assert {v.voor for v in voorstellen} == {Voor.KINDEREN, Voor.SAMEN, Voor.OUDERS}
    assert mis() == []
    klein = Groepsvoorstel.objects.filter(voor=Voor.SAMEN).first()
    assert klein is not None
    klein.ruimte.capaciteit = 3
    klein.ruimte.save()
    assert any("mensen in een ruimte voor 3" in wat for wat in mis())
