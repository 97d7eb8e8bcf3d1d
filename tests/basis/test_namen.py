"""What looks like a name, and what everybody writes all day and is none."""

import pytest

from marktplein.basis.namen import VOORNAMEN, gevonden_namen

pytestmark = pytest.mark.puur


@pytest.mark.parametrize(
    ("tekst", "namen"),
    [
        ("Sem de Boer wordt gepest door Noah", ["Sem de Boer", "Noah"]),
        ("Thijs de Boer wordt gepest door Noah", ["Thijs de Boer", "Noah"]),
        ("wordt gepest door Mohammed uit zijn klas", ["Mohammed"]),
        ("Fatima El Amrani zoekt rust", ["Fatima El Amrani"]),
        ("Storm (8) en zijn zusje", ["Storm"]),
        ("Yfke (9 jaar) slaapt slecht", ["Yfke"]),
        ("mijn dochter Roos is bang", ["Roos"]),
        ("mijn zoon Xavian is druk", ["Xavian"]),
        ("moeder heet Agnieszka", ["Agnieszka"]),
        ("overleg met J.P. van der Meer", ["J.P. van der Meer"]),
        ("vraag A. Yılmaz", ["A. Yılmaz"]),
        ("gezin Bakker kan niet op maandag", ["Bakker"]),
        ("mevrouw De Jong belt terug", ["De Jong"]),
        ("Zoë en Jayden gaan samen", ["Zoë", "Jayden"]),
    ],
)
def test_lijkt_op_een_naam(tekst: str, namen: list[str]) -> None:
    assert gevonden_namen(tekst) == namen


@pytest.mark.parametrize(
    "tekst",
    [
        "Rust en regels na een scheiding, voor kleuters",
        "Rots & Water op woensdagmiddag in Katwijk",
        "Graag vóór december, liefst bij JGT Leiden Noord of Oegstgeest",
        "Drie kinderen van 8 tot 10 jaar; kunnen maandag en dinsdag",
        "Zij wonen in Alphen aan den Rijn en gaan daar naar school",
        "Piep zei de muis is vol. Is er een tweede groep?",
        "De groep KIES begint in september; ouders willen graag mee",
        "Een meisje is al aangemeld. Kinderen kennen elkaar niet.",
        "De sleutel ligt bij het Huis van de Wijk, Plein 3",
        "Groep 7 en 8 van de Prins Willem-Alexanderschool",
        "Max. 8 kinderen. Het kind is moe; de moeder werkt.",
        "een training over weerbaarheid",
        "Sociaal Team West heeft plek voor 4 (8-12 jaar)",
        "Opvoeden Zo, Triple P en Je Bibbers de Baas",
        "MATERIAAL KLAAR, ZAAL GEBOEKT",
        "",
    ],
)
def test_is_er_geen(tekst: str) -> None:
    assert gevonden_namen(tekst) == []


def test_de_lijst_is_klein_en_zonder_gewone_woorden() -> None:
    assert 700 < len(VOORNAMEN) < 2000
    assert not VOORNAMEN & {"mei", "roos", "storm", "dag", "water", "rots", "leiden", "groep", "kind", "vrij"}
    assert all(naam == naam.casefold() for naam in VOORNAMEN if naam.isascii())
