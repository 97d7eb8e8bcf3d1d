"""The progress of a job on a page: asked again only while it is busy, read out only when the words change."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from marktplein.werk.pagina import Voortgang, antwoord_op_peiling, voortgang_van
from tests.werk.proef import Proef

pytestmark = pytest.mark.puur


def van(**velden: Any) -> Voortgang:
    return voortgang_van(Proef(**velden), url="/werk/1/", naam="Voortgang van de proef", begint="Het begint zo.")


def peil(voortgang: Voortgang, doel: str = "voortgang", **vraag: str) -> Any:
    kop = {"HX-Request": "true", "HX-Target": doel}
    return antwoord_op_peiling(RequestFactory().get("/werk/1/", vraag, headers=kop), voortgang)


def test_in_woorden() -> None:
    assert van().tekst == "Het begint zo."
    assert van(staat="bezig", fase="groepen zoeken").tekst == "Bezig: groepen zoeken."
    assert van(staat="mislukt").klaar


@pytest.mark.parametrize(("staat", "vraagt"), [("wacht", True), ("bezig", True), ("klaar", False), ("mislukt", False)])
def test_de_pagina_vraagt_alleen_door_zolang_er_gewerkt_wordt(staat: str, vraagt: bool) -> None:
    pagina = render_to_string("includes/_voortgang.html", {"voortgang": van(staat=staat, voortgang=40)})

    assert 'role="status"' in pagina
    assert 'aria-label="Voortgang van de proef"' in pagina
    assert 'value="40"' in pagina
    assert [wat in pagina for wat in ("hx-get", 'href="">Ververs')] == [vraagt, vraagt]


def test_alleen_andere_woorden_worden_gemeld() -> None:
    voortgang = van(staat="bezig", fase="groepen zoeken")

    zelfde = peil(voortgang, getoond=voortgang.tekst).content.decode()
    ander = peil(voortgang, getoond="Het begint zo.").content.decode()

    assert "voortgang-tekst" not in zelfde
    assert "<progress" in zelfde
    assert 'hx-swap-oob="innerHTML">Bezig: groepen zoeken.<' in ander


def test_klaar_laadt_de_pagina_nog_eens_en_een_ander_krijgt_de_pagina() -> None:
    assert peil(van(staat="klaar"))["HX-Refresh"] == "true"
    assert peil(van(staat="bezig"), doel="lijst") is None
    assert antwoord_op_peiling(RequestFactory().get("/werk/1/"), van()) is None
