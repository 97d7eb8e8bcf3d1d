"""The page for when there is no connection, which every browser keeps."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from marktplein.basis.hulplijnen import HULPLIJNEN


@pytest.mark.parametrize("adres", ["/zonder-verbinding/", "/en/zonder-verbinding/"])
def test_alle_nummers_staan_op_de_pagina_die_bewaard_wordt(client, db, adres):
    antwoord = client.get(adres)
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert not antwoord.cookies
    assert "public" in antwoord["Cache-Control"]
    for lijn in HULPLIJNEN.values():
        for nummer in lijn.nummers:
            assert f"tel:{nummer.replace('-', '')}" in pagina
    assert "<script" not in pagina
    for taal in ("nl", "en", "tr", "pl", "ar", "uk"):
        assert f'lang="{taal}"' in pagina


def test_de_bewaarder_bewaart_die_pagina_en_haar_opmaak_en_niets_anders(client, db):
    antwoord = client.get(reverse("bewaarder"))
    script = antwoord.content.decode()
    assert antwoord["Content-Type"].startswith("text/javascript")
    assert antwoord["Service-Worker-Allowed"] == "/"
    assert '"/zonder-verbinding/"' in script
    assert '"/en/zonder-verbinding/"' in script
    bladen = re.findall(r'"/static/([^"]+)"', script)
    assert len(bladen) == 5
    assert all(finders.find(blad) for blad in bladen)
    assert "zelfmoord" not in script
    assert "hulp" not in script, "its name and its contents say nothing to who looks in the browser"


def test_elke_bezoeker_krijgt_hem(client, db):
    script = finders.find("huisstijl/huisstijl.js")
    assert reverse("bewaarder") in Path(script).read_text("utf-8")
    assert "huisstijl/huisstijl.js" in client.get("/").content.decode()
