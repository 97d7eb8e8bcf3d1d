"""The catalogues are whole, and Dutch stays what stands in the source."""

import pytest
from babel.messages.catalog import Catalog
from django.utils import translation
from django.utils.translation import gettext, ngettext, npgettext, pgettext

from marktplein import vertalingen


@pytest.fixture(scope="module")
def bron() -> Catalog:
    return vertalingen.haal_uit()


@pytest.mark.puur
def test_elk_bericht_is_vertaald(bron: Catalog) -> None:
    klachten = [k for taal in vertalingen.TALEN for k in vertalingen.klachten(taal, vertalingen.lees(taal), bron)]

    assert klachten == []


@pytest.mark.puur
def test_wat_ontbreekt_onzeker_is_of_over_valt_op(bron: Catalog) -> None:
    catalogus = vertalingen.lees("en")
    catalogus["Gratis"].string = ""
    catalogus["Groepen"].flags.add("fuzzy")
    catalogus["%(naam)s in %(plaats)s"].string = "%(name)s in %(plaats)s"
    catalogus.add("Dit staat nergens", "This is nowhere")

    klachten = "\n".join(vertalingen.klachten("en", catalogus, bron))

    assert "niet vertaald: Gratis" in klachten
    assert "onzeker (fuzzy): Groepen" in klachten
    assert "%(naam)s in %(plaats)s" in klachten
    assert "staat niet meer in de bron: Dit staat nergens" in klachten


@pytest.mark.puur
def test_in_het_nederlands_staat_er_wat_in_de_bron_staat(bron: Catalog) -> None:
    """A library may have the same message with words of its own: "Home" is "Voorpagina" in Django's admin."""
    anders = {}
    with translation.override("nl"):
        for bericht in bron:
            if bericht.id and (getoond := _toon(bericht.id, bericht.context)) != bericht.id:
                anders[bericht.id] = getoond

    assert anders == {}, "zet deze in marktplein/locale/nl, met zichzelf als vertaling"


def _toon(tekst: str | tuple[str, ...], context: str | None) -> str | tuple[str, ...]:
    if isinstance(tekst, tuple):
        een, meer = tekst
        return tuple(npgettext(context, een, meer, n) if context else ngettext(een, meer, n) for n in (1, 2))
    return pgettext(context, tekst) if context else gettext(tekst)
