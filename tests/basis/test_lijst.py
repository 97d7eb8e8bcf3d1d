"""The page kit: page, address and file of every list."""

import re
from pathlib import Path

import pytest
from django.test import RequestFactory

from marktplein.basis import lijst as kit
from marktplein.basis.filter import OnbekendGevraagd

PROJECT = Path(__file__).resolve().parents[2]
vraag = RequestFactory().get


class Filter:
    qs = list(range(95))


@pytest.mark.parametrize(
    ("gevraagd", "nummer"),
    [("", 1), ("?pagina=3", 3), ("?pagina=99", 10), ("?pagina=0", 1), ("?pagina=" + "9" * 30, 10)],
)
def test_there_is_always_a_page(gevraagd: str, nummer: int) -> None:
    assert kit.lijst(vraag(f"/{gevraagd}"), Filter(), 10).page_obj.number == nummer


@pytest.mark.parametrize("onzin", ["x", "-4", "1.5", "٣"])
def test_a_page_that_is_no_number_is_told(onzin: str) -> None:
    with pytest.raises(OnbekendGevraagd):
        kit.blad(vraag("/", {"pagina": onzin}), range(95), 10)


def test_the_address_keeps_the_filters_and_loses_the_page() -> None:
    request = vraag("/?soort=zaal&soort=werving&pagina=3&formaat=xml&lijst=vrij")
    assert kit.zoekdeel(request) == "soort=zaal&soort=werving&lijst=vrij&"
    assert kit.zoekdeel(request, "lijst") == "soort=zaal&soort=werving&"
    assert kit.zoekdeel(vraag("/?pagina=3")) == ""


def test_a_template_gets_what_every_list_has_and_what_is_of_its_own() -> None:
    filter_ = Filter()
    context = kit.lijst(vraag("/?a=b&pagina=2"), filter_, 10).context(eigen=1)
    assert (context["filter"], context["zoekdeel"], context["eigen"]) == (filter_, "a=b&", 1)
    assert list(context["page_obj"]) == list(range(10, 20))


def test_a_file_is_only_made_when_asked_for() -> None:
    def rijen() -> list[tuple[int]]:
        gelezen.append(True)
        return [(1,)]

    gelezen: list[bool] = []
    assert kit.bestand(vraag("/"), "lijst", ["a"], rijen) is None
    assert not gelezen
    antwoord = kit.bestand(vraag("/?formaat=csv"), "lijst", ["a"], rijen)
    assert antwoord is not None
    assert antwoord["Content-Type"].startswith("text/csv")


def test_no_list_pages_by_itself() -> None:
    zelf = [
        str(pad.relative_to(PROJECT))
        for map_ in ("aanbod", "facilitair", "gemeenten", "marktplein", "vraag")
        for pad in (PROJECT / map_).rglob("*.py")
        if re.search(r"\bPaginator\(|\.get_page\(", pad.read_text()) and pad.name != "lijst.py"
    ]
    assert zelf == []
