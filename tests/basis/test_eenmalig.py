"""A form that comes in again: the same input is done once, other input is told, and who presses again means it."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from marktplein.accounts.models import User
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.formulier import meld, status_van
from marktplein.basis.fouten import AlVerwerkt, DomeinFout, Eerder
from marktplein.basis.models import Verwerking
from marktplein.basis.verborgen import Sleutel
from marktplein.mail.models import Bericht
from tests.gemeenten.factories import GebruikerFactory, TeamFactory
from tests.gemeenten.hulp import tegelijk


def maak() -> Bericht:
    return Bericht.objects.create(soort="proef", aan="a@voorbeeld.example", onderwerp="o", tekst="t")


def eenmaal(
    sleutel: uuid.UUID,
    *invoer: object,
    soort: str = "proef",
    van: User | None = None,
    werk: Callable[[], Bericht] = maak,
) -> tuple[Bericht, bool]:
    def eerder(bericht: Bericht) -> Eerder:
        return Eerder(f"Bericht {bericht.pk} is er al.", "/bericht/", "Bekijk het")

    return eenmalig(sleutel, soort, Bericht, werk, van=van, invoer=invoer, eerder=eerder)


def test_dezelfde_invoer_eenmaal_van_andere_invoer_hoor_je() -> None:
    sleutel = uuid.uuid4()
    (eerste, nieuw), (weer, niet_nieuw) = (eenmaal(sleutel, 1, {"b": "x", "a": ["y"]}) for _ in range(2))
    assert (nieuw, niet_nieuw, weer) == (True, False, eerste)
    for anders in ((1, {"b": "x", "a": ["z"]}), (1, {"b": "x"}), (2, {"b": "x", "a": ["y"]}), (1,)):
        with pytest.raises(AlVerwerkt) as fout:
            eenmaal(sleutel, *anders)
        assert fout.value.melding == f"Bericht {eerste.pk} is er al."
    assert Bericht.objects.get() == eerste
    assert eenmaal(sleutel, 1, {"a": ["y"], "b": "x"}) == (eerste, False), "after a refusal, and in whatever order"


def test_wat_bewaard_wordt_zegt_niets_van_de_invoer() -> None:
    een, twee = uuid.uuid4(), uuid.uuid4()
    for sleutel in (een, twee):
        eenmaal(sleutel, "geheim")
    rijen = Verwerking.objects.values_list("sleutel", "afdruk")
    assert len({afdruk for _, afdruk in rijen}) == 2, "the same input cannot be told from two rows"
    assert not {een, twee} & {sleutel for sleutel, _ in rijen}


def test_een_rij_als_invoer_telt_om_haar_nummer_en_niet_om_haar_naam() -> None:
    een, twee, sleutel = TeamFactory(naam="JGT Leiden"), TeamFactory(), uuid.uuid4()
    eenmaal(sleutel, [een])
    een.naam = "anders genoemd"
    assert eenmaal(sleutel, [een])[1] is False
    twee.naam = "JGT Leiden"
    with pytest.raises(AlVerwerkt):
        eenmaal(sleutel, [twee])


def test_wat_weggegooid_is_wordt_opnieuw_gemaakt_ook_met_iets_anders() -> None:
    sleutel = uuid.uuid4()
    eenmaal(sleutel, 1)[0].delete()
    uitkomsten = [eenmaal(sleutel, 2) for _ in "ab"]
    assert [nieuw for _, nieuw in uitkomsten] == [True, False]
    assert uitkomsten[0][0] == uitkomsten[1][0] == Bericht.objects.get()


def test_wat_niet_lukte_houdt_de_sleutel_niet_vast() -> None:
    def mislukt() -> Bericht:
        maak()
        raise DomeinFout("Kan niet.")

    sleutel = uuid.uuid4()
    with pytest.raises(DomeinFout, match="Kan niet"):
        eenmaal(sleutel, 1, werk=mislukt)
    assert eenmaal(sleutel, 2)[1] is True
    assert Bericht.objects.count() == 1


def test_ander_werk_of_van_een_ander_met_dezelfde_sleutel_is_een_andere_sleutel() -> None:
    sleutel = uuid.uuid4()
    soorten = [
        eenmaal(sleutel, 1),
        eenmaal(sleutel, 2, soort="andere proef"),
        eenmaal(sleutel, 3, van=GebruikerFactory()),
    ]
    assert [nieuw for _, nieuw in soorten] == [True] * 3


@pytest.mark.django_db(transaction=True)
def test_twee_tegelijk_met_een_sleutel_en_iets_anders_een_schrijft_en_de_ander_hoort_het() -> None:
    sleutel = uuid.uuid4()
    uitkomsten = tegelijk(lambda n: eenmaal(sleutel, n), 2)
    assert sorted(type(u).__name__ for u in uitkomsten) == ["AlVerwerkt", "tuple"]
    assert Bericht.objects.count() == 1


class _Formulier(forms.Form):
    sleutel = Sleutel(initial=uuid.uuid4)
    naam = forms.CharField()


def test_het_formulier_houdt_wat_er_in_staat_met_een_link_en_een_nieuwe_sleutel() -> None:
    oud, data = str(uuid.uuid4()), QueryDict(mutable=True)
    data.update({"p-sleutel": oud, "p-naam": "Kim"})
    form: Any = _Formulier(data, prefix="p")
    assert form.is_valid()
    meld(form, AlVerwerkt(Eerder("Er is <al> iets.", "/daar/", "Bekijk het")))
    assert status_van(form) == 409
    assert [str(fout) for fout in form.non_field_errors()] == ['Er is &lt;al&gt; iets. <a href="/daar/">Bekijk het</a>']
    assert (form["naam"].value(), form["sleutel"].value() != oud) == ("Kim", True)
    assert uuid.UUID(form["sleutel"].value())
