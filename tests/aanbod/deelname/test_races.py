"""Real threads on a real database: however many come at once, each place is given once."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from aanbod.deelname.koppeling import token_van
from aanbod.deelname.services.aanmeldingen import accepteer, bevestig, meld_aan, meld_af
from aanbod.deelname.services.teamplaatsen import haal_teamplaats_weg, voeg_teamplaats_toe
from aanbod.deelname.services.teamwacht import neem_aan, zet_op_wachtlijst
from aanbod.fouten import GroepVol
from aanbod.models import Aanmelding, Groep, TeamPlaats
from aanbod.workflow import HOUDT_PLEK, AanmeldingStaat, GroepStaat, TeamWachtStaat
from gemeenten.grond.enums import Rol
from marktplein.mail.models import Bericht
from tests.aanbod.factories import GroepFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met

A = AanmeldingStaat
pytestmark = pytest.mark.django_db(transaction=True)


def tegelijk(taken):
    """Run all callables at the same moment, each on a connection of its own; results or exceptions, in order."""
    start = threading.Barrier(len(taken))

    def een(taak):
        try:
            start.wait(timeout=30)
            return taak()
        except Exception as fout:
            return fout
        finally:
            connection.close()

    with ThreadPoolExecutor(len(taken)) as pool:
        return list(pool.map(een, taken))


def aanmeldingen(groep, aantal):
    return [meld_aan(groep=groep, naam=f"Ouder {n}", email=f"o{n}@x.example", leeftijd_kind=8) for n in range(aantal)]


def test_veertig_mensen_voor_de_laatste_plek():
    groep = GroepFactory(capaciteit=8, bezet=7)
    rijen = aanmeldingen(groep, 40)
    uitkomst = tegelijk([partial(bevestig, token_van(rij)) for rij in rijen])
    assert not [u for u in uitkomst if isinstance(u, Exception)]
    assert Aanmelding.objects.filter(staat=A.GEPLAATST).count() == 1
    wachtlijst = list(Aanmelding.objects.filter(staat=A.WACHTLIJST).order_by("in_rij_op", "pk"))
    assert len(wachtlijst) == 39
    assert len({rij.in_rij_op for rij in wachtlijst}) == 39, "everyone has a moment of their own in the line"
    # The mail that told each their position agrees with the line as it stands.
    verteld = {b.aan: b.tekst for b in Bericht.objects.filter(soort="aanbod.wachtlijst")}
    for plaats, rij in enumerate(wachtlijst, start=1):
        assert f"plaats {plaats} van de wachtlijst" in verteld[rij.email]
    groep.refresh_from_db()
    assert (groep.bezet, groep.staat) == (8, GroepStaat.VOL)


def test_hetzelfde_formulier_tien_keer_tegelijk_is_een_aanmelding():
    groep, sleutel = GroepFactory(), str(uuid.uuid4())
    velden = {"naam": "Noor", "email": "noor@x.example", "leeftijd_kind": "8", "telefoon": "", "sleutel": sleutel}
    adres = reverse("aanbod:aanmelden", args=[groep.slug])
    statussen = tegelijk([lambda: Client().post(adres, velden).status_code for _ in range(5)])
    assert statussen == [302] * 5
    assert Aanmelding.objects.count() == 1
    assert Bericht.objects.filter(soort="aanbod.bevestig").count() == 1


def test_zelfde_persoon_met_verschillende_formulieren_tegelijk_is_een_aanmelding():
    groep = GroepFactory()
    uitkomst = tegelijk(
        [
            lambda: meld_aan(groep=groep, naam="Noor", email="noor@x.example", leeftijd_kind=8, sleutel=uuid.uuid4()).pk
            for _ in range(8)
        ]
    )
    assert len(set(uitkomst)) == Aanmelding.objects.count() == 1


def test_afmelden_aannemen_en_bevestigen_door_elkaar_houdt_de_telling_juist():
    groep = GroepFactory(capaciteit=3, bezet=0)
    rijen = aanmeldingen(groep, 12)
    for rij in rijen[:8]:
        bevestig(token_van(rij))
    taken = [partial(meld_af, token_van(rij)) for rij in rijen[:4]]
    taken += [partial(bevestig, token_van(rij)) for rij in rijen[8:]]
    taken += [partial(accepteer, token_van(rij)) for rij in rijen[3:6]]
    tegelijk(taken)
    groep.refresh_from_db()
    assert groep.bezet == Aanmelding.objects.filter(staat__in=HOUDT_PLEK).count() == 3
    assert Aanmelding.objects.filter(staat=A.GEANNULEERD).count() == 4
    assert groep.staat == GroepStaat.VOL


def test_twee_plekken_komen_tegelijk_vrij_voor_twee_die_wachten():
    groep, ander = GroepFactory(capaciteit=2), TeamFactory()
    rijen = aanmeldingen(groep, 3)
    for rij in rijen[:2]:
        bevestig(token_van(rij))
    wacht = zet_op_wachtlijst(groep=groep, team=ander, aantal=1, door=gebruiker_met(Rol.JGT, team=ander))
    bevestig(token_van(rijen[2]))
    uitkomst = tegelijk([partial(meld_af, token_van(rij)) for rij in rijen[:2]])
    assert not [u for u in uitkomst if isinstance(u, Exception)]
    wacht.refresh_from_db(), rijen[2].refresh_from_db(), groep.refresh_from_db()
    assert (wacht.staat, wacht.aangeboden, rijen[2].staat) == (TeamWachtStaat.AANGEBODEN, 1, A.AANGEBODEN)
    assert (groep.bezet, groep.staat) == (2, GroepStaat.VOL)


def test_twee_teams_die_wachten_nemen_samen_nooit_meer_dan_er_vrijkwam():
    groep, bezet = GroepFactory(capaciteit=4), TeamFactory()
    voeg_teamplaats_toe(groep=groep, team=bezet, aantal=4)
    leden = [gebruiker_met(Rol.JGT, team=TeamFactory()) for _ in range(2)]
    wachten = [
        zet_op_wachtlijst(groep=groep, team=lid.lidmaatschappen.get().team, aantal=2, door=lid, met_minder=True)
        for lid in leden
    ]
    tegelijk([partial(haal_teamplaats_weg, groep=groep, team=bezet, aantal=1) for _ in range(2)])
    taken = [partial(neem_aan, wacht, door=lid) for wacht, lid in zip(wachten, leden, strict=True)]
    tegelijk([*taken, *taken])
    groep.refresh_from_db()
    van_teams = sum(TeamPlaats.objects.values_list("aantal", flat=True))
    aangeboden = sum(groep.teamwachten.values_list("aangeboden", flat=True))
    assert (groep.bezet, van_teams + aangeboden) == (4, 4)


def test_teams_en_ouders_samen_nooit_meer_dan_er_plek_is():
    groep, teams = GroepFactory(capaciteit=6), [TeamFactory() for _ in range(6)]
    rijen = aanmeldingen(groep, 6)
    taken = [partial(voeg_teamplaats_toe, groep=Groep.objects.get(pk=groep.pk), team=team, aantal=2) for team in teams]
    taken += [partial(bevestig, token_van(rij)) for rij in rijen]
    uitkomst = tegelijk(taken)
    assert all(isinstance(u, GroepVol) for u in uitkomst if isinstance(u, Exception))
    groep.refresh_from_db()
    van_teams = sum(TeamPlaats.objects.values_list("aantal", flat=True))
    van_ouders = Aanmelding.objects.filter(staat__in=HOUDT_PLEK).count()
    assert groep.bezet == van_teams + van_ouders <= 6
