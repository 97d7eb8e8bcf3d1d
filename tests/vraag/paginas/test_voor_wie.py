"""The form asks what the chosen offer needs and nothing else; pages say who is counted."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from aanbod.enums import Doelgroep
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.mensen import Voor, mensen, met_leeftijd, samengeteld, wie_en_leeftijd
from tests.aanbod.factories import InterventieFactory, ThemaFactory
from tests.facilitair.factories import RuimteFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.vraag.factories import SignaalFactory, VoorstelFactory, formulier_van, velden_van
from tests.vraag.hulp import adres, nieuw, tekst
from vraag.models import Signaal
from vraag.signalen import services

KIND, OUDER, PRO = Doelgroep.JEUGDIGEN, Doelgroep.OUDERS, Doelgroep.PROFESSIONALS
# Per kind: an offer for only those, what is counted, above the ages (empty: none are asked), and it in a sentence.
SOORTEN = {
    Voor.KINDEREN: (
        {"doelgroep": [KIND]},
        "Hoeveel kinderen?",
        "Hoe oud zijn zij?",
        "4 kinderen van 8 tot en met 10 jaar",
    ),
    Voor.OUDERS: (
        {"doelgroep": [OUDER]},
        "Hoeveel ouders?",
        "Hoe oud zijn hun kinderen?",
        "4 ouders van kinderen van 8 tot en met 10 jaar",
    ),
    Voor.ZWANGEREN: (
        {"doelgroep": [OUDER], "zwangerschap": True, "leeftijd_min": 0, "leeftijd_max": 0},
        "Hoeveel zwangeren?",
        "",
        "4 zwangeren",
    ),
    Voor.PROFESSIONALS: ({"doelgroep": [PRO]}, "Hoeveel professionals?", "", "4 professionals"),
}


@pytest.fixture
def team(db: None) -> Team:
    return TeamFactory()


@pytest.fixture
def bezoek(client: Client, team: Team) -> Client:
    client.force_login(gebruiker_met(Rol.JGT, team=team))
    return client


def post(bezoek: Client, velden: dict[str, Any]) -> Any:
    return bezoek.post(nieuw(), velden)


@pytest.mark.parametrize("voor", SOORTEN)
def test_het_formulier_vraagt_wat_de_training_nodig_heeft(bezoek: Client, team: Team, voor: Voor) -> None:
    velden, hoeveel, leeftijden, zin = SOORTEN[voor]
    training = InterventieFactory(**velden)
    pagina = tekst(bezoek.get(nieuw(), {"interventie": training.slug}))
    assert hoeveel in pagina
    assert "Voor wie vraag je?" not in pagina
    assert (leeftijden in pagina) if leeftijden else ("Hoe oud" not in pagina and "Leeftijd vanaf" not in pagina)
    ages = {} if leeftijden else {"leeftijd_min": None, "leeftijd_max": None}
    # What another browser says about whom, is not asked and does not count.
    response = post(bezoek, formulier_van(team, training, voor="kinderen", **ages))
    signaal = Signaal.objects.get()
    assert response.status_code == 302
    assert (signaal.voor, signaal.leeftijd_min) == (voor, 8 if leeftijden else 0)
    for plek in (adres("signaal", signaal), reverse("vraag:signalen")):
        assert zin in tekst(bezoek.get(plek)), plek
    formulier = tekst(bezoek.get(adres("signaal_wijzigen", signaal)))
    assert hoeveel in formulier
    assert ("Leeftijd vanaf" in formulier) == bool(leeftijden)


def test_een_training_voor_meer_soorten_mensen_vraagt_voor_wie(bezoek: Client, team: Team) -> None:
    training = InterventieFactory(doelgroep=[KIND, OUDER])
    pagina = tekst(bezoek.get(nieuw(), {"interventie": training.slug}))
    assert "Voor wie vraag je?" in pagina
    assert 'value="kinderen" checked' in re.sub(r' (id|class|aria-\w+|required)(="[^"]*")?', "", pagina)
    assert "Kinderen met hun ouder" in pagina
    assert "Zwangeren" not in pagina
    assert post(bezoek, formulier_van(team, training, voor=None)).status_code == 422
    post(bezoek, formulier_van(team, training, voor="samen"))
    assert Signaal.objects.get().voor == Voor.SAMEN


def test_met_een_thema_kan_het_voor_iedereen_zijn(bezoek: Client, team: Team) -> None:
    thema = ThemaFactory()
    pagina = tekst(bezoek.get(nieuw(), {"thema": thema.slug}))
    assert all(str(voor.label) in pagina for voor in Voor)
    velden = formulier_van(team, None, thema=thema.pk, vraag="werken met gescheiden ouders", voor="professionals")
    assert post(bezoek, velden | {"leeftijd_min": "", "leeftijd_max": ""}).status_code == 302
    assert Signaal.objects.get().voor == Voor.PROFESSIONALS


@pytest.mark.parametrize("voor", SOORTEN)
def test_een_andere_training_vraagt_meteen_iets_anders(bezoek: Client, team: Team, voor: Voor) -> None:
    """With htmx a piece of the form, without JavaScript the whole page by a button; nothing is judged or kept."""
    velden, hoeveel, leeftijden, _ = SOORTEN[voor]
    training = InterventieFactory(**velden)
    stuk = tekst(bezoek.get(reverse("vraag:meekijken"), {"deel": "wie", "interventie": training.pk, "voor": "ouders"}))
    heel = tekst(post(bezoek, formulier_van(team, training, aantal="", toon="1")))
    for pagina in (stuk, heel):
        assert not re.search(r'name="leeftijd_min"[^>]* value="[1-9]', stuk), "ages stay empty for the next choice"
        assert hoeveel in pagina
        assert ("Leeftijd vanaf" in pagina) == bool(leeftijden)
        assert "je vraagt." not in pagina, "no mistake is told yet"
    assert "<html" not in stuk
    assert not Signaal.objects.exists()


def test_de_dienst_weigert_wie_er_niet_bij_past(team: Team) -> None:
    collega, training = gebruiker_met(Rol.JGT, team=team), InterventieFactory(doelgroep=[OUDER])
    with pytest.raises(DomeinFout, match="is voor ouders") as fout:
        services.indienen(team=team, door=collega, **velden_van(training, voor=Voor.KINDEREN))
    assert fout.value.veld == "voor"


def test_aansluiten_is_voor_dezelfde_mensen(team: Team) -> None:
    collega, training = gebruiker_met(Rol.JGT, team=team), InterventieFactory(doelgroep=[KIND, OUDER])
    ander = SignaalFactory(team=TeamFactory(gemeente=team.gemeente), interventie=training, voor=Voor.OUDERS)
    with pytest.raises(DomeinFout, match="is voor ouders"):
        services.aansluiten(ander, team=team, door=collega, **velden_van(training))
    assert services.aansluiten(ander, team=team, door=collega, **velden_van(training, voor=Voor.OUDERS)).pk


def test_wat_anderen_vragen_is_voor_dezelfde_mensen(bezoek: Client, team: Team) -> None:
    training, buur = InterventieFactory(doelgroep=[KIND, OUDER]), TeamFactory(gemeente=team.gemeente)
    SignaalFactory(team=buur, interventie=training, voor=Voor.OUDERS, aantal=12)
    vraag = {"team": team.pk, "interventie": training.pk, "max_km": 100}
    plek = reverse("vraag:meekijken")
    assert "vraagt nog geen ander team dit" in tekst(bezoek.get(plek, vraag | {"voor": "kinderen"}))
    assert re.search(r"minstens \d+ ouders", tekst(bezoek.get(plek, vraag | {"voor": "ouders"})))


def test_een_voorstel_zegt_voor_wie_het_is(bezoek: Client, team: Team) -> None:
    training = InterventieFactory(doelgroep=[PRO], groep_min=4)
    signaal = SignaalFactory(team=team, interventie=training, voor=Voor.PROFESSIONALS, leeftijd_min=0, leeftijd_max=0)
    voorstel = VoorstelFactory(
        interventie=training, voor=Voor.PROFESSIONALS, leeftijd_min=0, leeftijd_max=0, regels=[(signaal, 4)],
        ruimte=RuimteFactory(gemeente=team.gemeente), regio=signaal.regio,
    )  # fmt: skip
    pagina = tekst(bezoek.get(reverse("vraag:voorstel", args=[voorstel.pk])))
    assert "4 professionals" in pagina
    assert "maanden" not in pagina + tekst(bezoek.get(reverse("vraag:voorstellen")))


@pytest.mark.puur
def test_woorden() -> None:
    assert [mensen(1, v) for v in Voor] == ["1 kind", "1 kind met een ouder", "1 ouder", "1 zwangere", "1 professional"]
    assert mensen("minstens 7", Voor.SAMEN) == "minstens 7 kinderen met hun ouder"
    assert met_leeftijd("7 ouders", Voor.OUDERS, 4, 4) == "7 ouders van kinderen van 4 jaar"
    assert met_leeftijd(mensen(1, Voor.SAMEN), Voor.SAMEN, 9, 9) == "1 kind van 9 jaar met een ouder"
    assert met_leeftijd(mensen(4, Voor.SAMEN), Voor.SAMEN, 9, 10) == "4 kinderen van 9 tot en met 10 jaar met hun ouder"
    assert wie_en_leeftijd(Voor.SAMEN, 5, 8) == "kinderen van 5 tot en met 8 jaar met hun ouder"
    assert wie_en_leeftijd(Voor.PROFESSIONALS, 0, 18) == "professionals"


@pytest.mark.puur
@pytest.mark.parametrize(
    ("aantal", "van", "tot", "in_woorden"),
    [
        (1, 11, 12, "1 kind van 11 tot en met 12 jaar"),
        (1, 16, 16, "1 jongere van 16 jaar"),
        (4, 12, 17, "4 jongeren van 12 tot en met 17 jaar"),
        (5, 20, 21, "5 jongvolwassenen van 20 tot en met 21 jaar"),
    ],
)
def test_wie_geen_kind_meer_is_heet_er_ook_geen(aantal: int, van: int, tot: int, in_woorden: str) -> None:
    assert met_leeftijd(mensen(aantal, Voor.KINDEREN), Voor.KINDEREN, van, tot) == in_woorden
    assert (samengeteld([]), samengeteld(["ouders"]), samengeteld(["ouders", "samen"])) == ("kinderen", "ouders", "")
    assert mensen(9, samengeteld(["ouders", "samen"])) == "9 mensen"


def test_wat_over_iedereen_telt_noemt_niemand_kinderen() -> None:
    """Figures of a region, scenarios and runs count parents and professionals too: "mensen"."""
    wortel = Path(settings.BASE_DIR)
    paden = [
        *(wortel / "vraag/wat_als").glob("*.py"),
        *(wortel / "templates/vraag").rglob("*scenario*.html"),
        *(wortel / "templates/vraag").rglob("*run*.html"),
        *(wortel / "templates/gemeenten").rglob("*inzicht/*.html"),
        *(wortel / "templates/gemeenten").rglob("_inzicht*.html"),
        wortel / "gemeenten/inzicht/views.py",
    ]
    assert len(paden) > 15
    uitleg = re.compile(r'""".*?"""|#[^\n]*|{%.*?%}|{{.*?}}|{#.*?#}', re.S)
    zegt = re.compile(r"Kinderen |[a-z>] kinderen\b|>kinderen\b")
    gevonden = [str(pad.relative_to(wortel)) for pad in paden if zegt.search(uitleg.sub("", pad.read_text()))]
    assert gevonden == []
