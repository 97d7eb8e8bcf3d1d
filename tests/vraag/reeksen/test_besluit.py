"""Demand that comes back each year: when it counts as such, who sees what of it, and the decision about it."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aanbod.models import Interventie
from aanbod.workflow import InterventieStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente
from marktplein.audit.models import Logregel
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from marktplein.basis.kleine_aantallen import WEINIG
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import GemeenteFactory, RegioFactory, gebruiker_met
from tests.vraag.hulp import tekst
from tests.vraag.reeksen.hulp import adres, gevonden, vraag
from vraag.models import Besluit, Reeks, Seizoen
from vraag.reeksen.services import Terugkeer, beslis, draai_terug, schooljaar_van, seizoen_van
from vraag.workflow import SignaalStaat

# --- what returns ---------------------------------------------------------------------------------------------


@pytest.mark.puur
@pytest.mark.parametrize(
    ("dag", "jaar", "seizoen"),
    [
        ("2026-07-31", 2025, Seizoen.ZOMER),
        ("2026-08-01", 2026, Seizoen.HERFST),
        ("2026-10-31", 2026, Seizoen.HERFST),
        ("2026-11-01", 2026, Seizoen.WINTER),
        ("2027-01-31", 2026, Seizoen.WINTER),
        ("2027-02-01", 2026, Seizoen.LENTE),
        ("2027-05-01", 2026, Seizoen.ZOMER),
    ],
)
def test_schooljaar_en_seizoen(dag: str, jaar: int, seizoen: Seizoen) -> None:
    assert schooljaar_van(dt.date.fromisoformat(dag)) == jaar
    assert seizoen_van(dt.date.fromisoformat(dag)) == seizoen


def test_twee_schooljaren_in_dezelfde_maanden(hier: Gemeente, training: Interventie) -> None:
    vraag(hier, training, 2025, 2026)
    (t,) = gevonden(hier)
    assert (t.interventie, t.seizoen, t.waar, t.totalen) == (training, Seizoen.HERFST, "Hier", {2025: 6, 2026: 6})
    assert t.start_maand == 10


@pytest.mark.parametrize(
    ("jaren", "velden"),
    [
        ((2026,), {}),
        ((2024, 2025), {}),
        ((2025, 2026), {"aantal": 5}),
        ((2025, 2026), {"staat": SignaalStaat.INGETROKKEN}),
        ((2021, 2022), {}),
    ],
)
def test_niet_elk_jaar_of_niet_genoeg(
    hier: Gemeente, training: Interventie, jaren: tuple[int, ...], velden: dict[str, Any]
) -> None:
    """Once; not in the latest autumn; too few for a group; withdrawn; too long ago."""
    vraag(hier, training, *jaren, **velden)
    assert gevonden(hier) == []


def test_een_ander_seizoen_telt_niet_op(hier: Gemeente, training: Interventie) -> None:
    vraag(hier, training, 2025, maand=9)
    vraag(hier, training, 2026, maand=3)
    assert gevonden(hier) == []


def test_een_seizoen_dat_nog_moet_komen_mag_ontbreken(hier: Gemeente, training: Interventie) -> None:
    """Spring 2027 has not been: spring 2025 and 2026 will do."""
    vraag(hier, training, 2025, 2026, maand=3)
    (t,) = gevonden(hier)
    assert (t.seizoen, list(t.per_jaar)) == (Seizoen.LENTE, [2024, 2025])


def test_meer_vragen_in_een_seizoen_tellen_samen(hier: Gemeente, training: Interventie) -> None:
    vraag(hier, training, 2025, 2026, aantal=3, maand=8)
    vraag(hier, training, 2025, 2026, aantal=4, maand=10)
    (t,) = gevonden(hier)
    assert t.totalen == {2025: 7, 2026: 7}
    assert t.start_maand == 11


def test_te_klein_alleen_maar_samen_genoeg_in_de_subregio(hier: Gemeente, training: Interventie) -> None:
    buur, ver = GemeenteFactory(naam="Buur", subregio="Duin"), GemeenteFactory(naam="Ver", subregio="Bos")
    for gemeente in (hier, buur, ver):
        vraag(gemeente, training, 2025, 2026, aantal=4)
    (t,) = gevonden(hier)
    assert (t.waar, t.gemeente_ids, t.totalen) == ("subregio Duin", {hier.pk, buur.pk}, {2025: 8, 2026: 8})


def test_van_de_plank_af_wordt_niet_meer_voorgesteld(hier: Gemeente, training: Interventie) -> None:
    vraag(hier, training, 2025, 2026)
    training.staat = InterventieStaat.INGETROKKEN
    training.save()
    assert gevonden(hier) == []


def test_vast_aantal_vragen_aan_de_database(client: Client, hier: Gemeente) -> None:
    client.force_login(gebruiker_met(Rol.AANSPREEKPUNT, gemeente=hier))
    client.get(reverse("vraag:reeksen"))  # the first use of a session writes when it began
    aantallen = []
    for _ in range(2):
        for _ in range(4):
            vraag(hier, InterventieFactory(), 2025, 2026, aantal=12)
        with CaptureQueriesContext(connection) as gedaan:
            assert client.get(reverse("vraag:reeksen")).status_code == 200
        aantallen.append(len(gedaan))
    assert aantallen[0] == aantallen[1] <= 20


# --- deciding -------------------------------------------------------------------------------------------------


def test_aanvaarden_maakt_een_vaste_reeks(client: Client, terugkeer: Terugkeer, aanspreekpunt: Any) -> None:
    client.force_login(aanspreekpunt)
    lijst = tekst(client.get(reverse("vraag:reeksen")))
    assert "Rots en water" in lijst
    assert "over Rots en water" in lijst
    pagina = tekst(client.get(adres(terugkeer)))
    assert "Teams in Hier vragen dit elk jaar van augustus tot en met oktober, voor kinderen." in pagina
    assert "2025-2026" in pagina
    antwoord = client.post(adres(terugkeer), {"besluit": "aanvaard", "start_maand": "9", "reden": ""}, follow=True)
    assert "Draai het besluit terug" in tekst(antwoord), "wie besloot ziet het besluit, met de weg terug"
    reeks = Reeks.objects.get()
    assert (reeks.besluit, reeks.start_maand, reeks.door, reeks.cijfers) == (
        Besluit.AANVAARD, 9, aanspreekpunt, {"2025": 6, "2026": 6},
    )  # fmt: skip
    assert Logregel.objects.get(gebeurtenis="reeks.aanvaard").door == aanspreekpunt
    assert "elk jaar in september" in tekst(client.get(reverse("vraag:reeksen"), {"lijst": "vast"}))
    assert "Niets om over te beslissen" in tekst(client.get(reverse("vraag:reeksen")))


def test_afwijzen_wil_een_reden_en_komt_niet_terug(client: Client, terugkeer: Terugkeer, aanspreekpunt: Any) -> None:
    client.force_login(aanspreekpunt)
    zonder = client.post(adres(terugkeer), {"besluit": "afgewezen", "start_maand": "", "reden": "  "})
    assert zonder.status_code == 422
    assert "Schrijf kort op waarom" in tekst(zonder)
    nee = {"besluit": "afgewezen", "start_maand": "9", "reden": "School doet dit zelf."}
    assert "Draai het besluit terug" in tekst(client.post(adres(terugkeer), nee, follow=True))
    reeks = Reeks.objects.get()
    assert (reeks.besluit, reeks.start_maand, reeks.reden) == (Besluit.AFGEWEZEN, None, "School doet dit zelf.")
    assert "Rots en water" not in tekst(client.get(reverse("vraag:reeksen")))


def test_terugdraaien_stelt_het_weer_voor(client: Client, terugkeer: Terugkeer, aanspreekpunt: Any) -> None:
    client.force_login(aanspreekpunt)
    reeks = beslis(terugkeer, besluit="afgewezen", start_maand=None, reden="Nee", door=aanspreekpunt)
    for _ in range(2):
        assert client.post(adres(terugkeer), {"terug": reeks.pk}).status_code == 302
    assert not Reeks.objects.exists()
    assert Logregel.objects.filter(gebeurtenis="reeks.teruggedraaid").count() == 1
    assert "Rots en water" in tekst(client.get(reverse("vraag:reeksen")))


def test_twee_keer_beslissen_geeft_een_besluit(client: Client, terugkeer: Terugkeer, aanspreekpunt: Any) -> None:
    beslis(terugkeer, besluit="aanvaard", start_maand=9, reden="", door=aanspreekpunt)
    with pytest.raises(DomeinFout, match="al beslist"):
        beslis(terugkeer, besluit="afgewezen", start_maand=None, reden="Nee", door=aanspreekpunt)
    client.force_login(aanspreekpunt)
    anders = {"besluit": "afgewezen", "start_maand": "", "reden": "Nee"}
    tweede = client.post(adres(terugkeer), anders, follow=True)
    assert tweede.status_code == 409
    assert "al beslist" in tekst(tweede)
    assert Reeks.objects.count() == 1


@pytest.mark.parametrize(
    ("gepost", "melding"),
    [
        ({}, "Kies ja of nee."),
        ({"besluit": "aanvaard"}, "Kies de maand"),
        ({"besluit": "misschien"}, "Kies ja of nee."),
        ({"besluit": "afgewezen", "reden": "Bel 06-12345678 even"}, "telefoonnummer"),
        ({"besluit": "aanvaard", "start_maand": "13"}, "Kies een maand uit de lijst."),
    ],
)
def test_wat_niet_klopt_wordt_gezegd(
    client: Client, terugkeer: Terugkeer, aanspreekpunt: Any, gepost: dict[str, str], melding: str
) -> None:
    client.force_login(aanspreekpunt)
    antwoord = client.post(adres(terugkeer), gepost or {"x": "1"})
    assert antwoord.status_code == 422
    assert melding in tekst(antwoord)
    assert not Reeks.objects.exists()


def test_wie_niet_beslist(client: Client, terugkeer: Terugkeer, hier: Gemeente) -> None:
    lezer = gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=hier)
    ander = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=GemeenteFactory(regio=RegioFactory()))
    for user in (lezer, ander):
        with pytest.raises(NietToegestaan):
            beslis(terugkeer, besluit="aanvaard", start_maand=9, reden="", door=user)
    client.force_login(lezer)
    assert "beslist hierover" in tekst(client.get(adres(terugkeer)))
    assert client.post(adres(terugkeer), {"besluit": "aanvaard", "start_maand": "9"}).status_code == 403
    client.force_login(ander)
    assert client.get(adres(terugkeer)).status_code == 404
    assert "Rots en water" not in tekst(client.get(reverse("vraag:reeksen")))
    reeks = Reeks(pk=0)
    with pytest.raises(NietToegestaan):
        draai_terug(reeks, gemeente_ids=terugkeer.gemeente_ids, door=ander)


def test_kleine_aantallen_van_de_buren_blijven_van_hen(
    client: Client, hier: Gemeente, training: Interventie, aanspreekpunt: Any
) -> None:
    buur = GemeenteFactory(naam="Buur", subregio="Duin")
    vraag(hier, training, 2025, 2026, aantal=5)
    vraag(buur, training, 2025, 2026, aantal=2)
    client.force_login(aanspreekpunt)
    (t,) = gevonden(hier)
    pagina = tekst(client.get(adres(t)))
    assert "Rest van de subregio" in pagina
    assert WEINIG in pagina
    bestand = client.get(reverse("vraag:reeksen"), {"formaat": "csv"}).content.decode("utf-8-sig")
    assert f"2025-2026;5;{WEINIG};nog niet besloten" in bestand
