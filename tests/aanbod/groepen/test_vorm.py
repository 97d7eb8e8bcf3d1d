"""The form of a group decides who sees it, who may register, and who is recruited; that of its offer does not."""

from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.deelname.services.aanmeldingen import meld_aan
from aanbod.enums import Preventievorm
from aanbod.groepen.services.vorm import kies_vorm
from aanbod.models import Groep, Interventie
from aanbod.permissions import kan_zelf_aanmelden
from aanbod.workflow import AanmeldingStaat, GroepStaat
from facilitair.taken.services.van_groep import maak_taken
from facilitair.workflow import TaakSoort, TaakStaat
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from tests.aanbod.factories import AanmeldingFactory, GroepFactory, InterventieFactory
from tests.aanbod.hulp import als
from tests.gemeenten.factories import gebruiker_met
from tests.vraag.hulp import tekst

U, S, P = Preventievorm.UNIVERSEEL, Preventievorm.SELECTIEF, Preventievorm.PROBLEEMGERICHT
ALLE = (U, S, P)


def aanbod(hoofd: str = S, **velden: Any) -> Interventie:
    return InterventieFactory(
        preventievorm=hoofd, andere_preventievormen=[vorm for vorm in ALLE if vorm != hoofd], **velden
    )


@pytest.mark.parametrize(("hoofd", "vorm"), list(product(ALLE, ALLE)))
def test_de_vorm_van_de_groep_bepaalt_wie_zich_aanmeldt(client: Client, hoofd: str, vorm: str) -> None:
    groep = GroepFactory(interventie=aanbod(hoofd), preventievorm=vorm)
    pagina = client.get(reverse("aanbod:groep", args=[groep.slug]))
    knop = reverse("aanbod:aanmelden", args=[groep.slug])
    assert pagina.status_code == (404 if vorm == P else 200)
    assert (knop in pagina.content.decode()) == kan_zelf_aanmelden(groep) == (vorm == U)
    assert als(Rol.JGT).get(reverse("aanbod:teamplaats", args=[groep.slug])).status_code == 200
    gegevens = {"naam": "Noor", "email": "noor@voorbeeld.example", "leeftijd_kind": 8}
    if vorm == U:
        assert meld_aan(groep=groep, **gegevens)
    else:
        with pytest.raises(DomeinFout):
            meld_aan(groep=groep, **gegevens)


@pytest.mark.parametrize("vorm", ALLE)
def test_de_pagina_van_het_aanbod_laat_alleen_kiezen_waar_men_zich_kan_aanmelden(client: Client, vorm: str) -> None:
    soort = aanbod(U)
    GroepFactory(interventie=soort, preventievorm=vorm)
    pagina = tekst(client.get(reverse("aanbod:interventie", args=[soort.slug])))
    assert ("Kies hieronder een groep en meld u zelf aan." in pagina) == (vorm == U)
    assert "Er zijn ook groepen voor wie al hulp krijgt." in pagina
    assert "Er zijn ook groepen voor iedereen" not in pagina


def test_een_andere_vorm_staat_in_de_geschiedenis_en_de_werving_volgt() -> None:
    groep, desk = GroepFactory(interventie=aanbod(U)), gebruiker_met(Rol.FACILITAIR)
    maak_taken(groep)

    def werving() -> str:
        return str(groep.taken.get(soort=TaakSoort.WERVING).staat)

    assert werving() == TaakStaat.NIEUW
    kies_vorm(groep=groep, vorm=P, door=desk)
    assert werving() == TaakStaat.VERVALLEN
    kies_vorm(groep=groep, vorm=U, door=desk)
    assert werving() == TaakStaat.HEROPEND
    regels = Logregel.objects.filter(gebeurtenis="groep.vorm_gekozen", object_id=str(groep.pk)).order_by("pk")
    assert [regel.gegevens for regel in regels] == [{"van": U, "naar": P}, {"van": P, "naar": U}]
    pagina = tekst(als(Rol.FACILITAIR).get(reverse("aanbod:groep_vorm", args=[groep.slug])))
    assert pagina.index("Daarvoor: voor wie al hulp krijgt.") < pagina.index("Daarvoor: voor iedereen.")


def test_een_groep_die_pas_later_werft_krijgt_de_taak_alsnog() -> None:
    groep = GroepFactory(interventie=aanbod(S))
    maak_taken(groep)
    assert not groep.taken.filter(soort=TaakSoort.WERVING).exists()
    kies_vorm(groep=groep, vorm=U, door=gebruiker_met(Rol.FACILITAIR))
    assert groep.taken.get(soort=TaakSoort.WERVING).staat == TaakStaat.NIEUW


@pytest.mark.parametrize(
    ("staat", "vast"),
    [(AanmeldingStaat.TE_BEVESTIGEN, True), (AanmeldingStaat.WACHTLIJST, True), (AanmeldingStaat.GEANNULEERD, False)],
)
def test_zodra_iemand_zich_aanmeldde_ligt_de_vorm_vast(staat: str, vast: bool) -> None:
    groep = GroepFactory(interventie=aanbod(U))
    AanmeldingFactory(groep=groep, staat=staat)
    pagina = als(Rol.FACILITAIR).get(reverse("aanbod:groep", args=[groep.slug])).content.decode()
    keuze = reverse("aanbod:groep_vorm", args=[groep.slug])
    assert (keuze in pagina) != vast
    assert ("Er heeft zich al iemand aangemeld" in als(Rol.FACILITAIR).get(keuze).content.decode()) == vast
    if vast:
        with pytest.raises(DomeinFout, match="Er heeft zich al iemand aangemeld"):
            kies_vorm(groep=groep, vorm=S, door=gebruiker_met(Rol.FACILITAIR))
    else:
        assert kies_vorm(groep=groep, vorm=S, door=gebruiker_met(Rol.FACILITAIR)).preventievorm == S


def test_wat_niet_mag() -> None:
    groep, desk = GroepFactory(interventie=InterventieFactory(preventievorm=U)), gebruiker_met(Rol.FACILITAIR)
    with pytest.raises(DomeinFout, match="Zulke groepen zijn er van dit aanbod niet"):
        kies_vorm(groep=groep, vorm=S, door=desk)
    with pytest.raises(NietToegestaan):
        kies_vorm(groep=groep, vorm=S, door=gebruiker_met(Rol.AANBIEDER))
    begonnen = GroepFactory(interventie=aanbod(U), staat=GroepStaat.BEZIG)
    with pytest.raises(DomeinFout, match="al begonnen"):
        kies_vorm(groep=begonnen, vorm=S, door=desk)
    assert set(Groep.objects.values_list("preventievorm", flat=True)) == {U}


def test_de_plank_en_de_lijst_van_groepen_filteren_op_de_vorm() -> None:
    veel, een = aanbod(S, naam="Triple P"), InterventieFactory(preventievorm=S, naam="Een vorm")
    open_, dicht = GroepFactory(interventie=veel, preventievorm=U), GroepFactory(interventie=veel, preventievorm=S)
    jgt = als(Rol.JGT)

    def op(pagina: str, vorm: str) -> set[Any]:
        return set(jgt.get(reverse(f"aanbod:{pagina}"), {"preventievorm": vorm}).context["page_obj"].object_list)

    assert (op("plank", U), op("plank", S)) == ({veel}, {veel, een})
    assert (op("groepen", U), op("groepen", S)) == ({open_}, {dicht})


def test_de_bestanden_van_de_plank_en_de_groepen_noemen_de_vorm() -> None:
    soort = aanbod(S, naam="Triple P", doelgroep=["ouders"])
    GroepFactory(interventie=soort, preventievorm=U)
    jgt = als(Rol.JGT)
    plank = jgt.get(reverse("aanbod:plank"), {"formaat": "csv"}).content.decode("utf-8-sig")
    assert "Triple P;CJG;ouders;6;12;selectief;universeel, probleemgericht;Groep;" in plank.replace('"', "")
    groepen = jgt.get(reverse("aanbod:groepen"), {"formaat": "csv"}).content.decode("utf-8-sig")
    assert ";ouders van kinderen van 6 tot en met 12 jaar;universeel;0;8;Plek vrij" in groepen.replace('"', "")
