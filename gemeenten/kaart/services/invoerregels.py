"""One row of a list: which organisation it is and what it would change, and then doing that."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente, Organisatie
from gemeenten.grond.selectors import bestaande_gemeenten, gemeente_ids_van
from gemeenten.kaart.enums import Regelsoort
from gemeenten.kaart.gelijkenis import lijkt_op
from gemeenten.kaart.models import Bronregel, Categorie, Importbron, Invoerregel, Locatie
from gemeenten.kaart.permissions import kan_bijwerken
from gemeenten.kaart.services.organisaties import VELDEN, maak_organisatie, waarden_van, wijzig_organisatie
from gemeenten.kaart.services.plekken import maak_locatie
from gemeenten.kaart.services.voorstellen import stel_voor
from gemeenten.kaart.tabel import ADRES, vertaal
from marktplein.accounts.models import User
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from marktplein.basis.samen import afdruk

LIJSTEN: dict[str, Any] = {"categorieen": Categorie, "gemeenten": Gemeente}
# What a new organisation has when the list does not say it.
LEEG: dict[str, Any] = dict.fromkeys(VELDEN, "") | {
    "vrij_toegankelijk": True, "controle_maanden": 6, "kwaliteit_nvt": [],
}  # fmt: skip
GEEN_GEMEENTE = "gemeente: zet erbij in welke gemeente dit is"


class Beoordeling:
    """Looks at the rows of one list; what they need of the database is read once."""

    def __init__(self, bron: Importbron, kolommen: Mapping[str, str], door: User) -> None:
        self.bron, self.kolommen = bron, kolommen
        self.categorieen = dict(Categorie.objects.values_list("naam", "pk"))
        self.gemeenten = dict(bestaande_gemeenten().values_list("naam", "pk"))
        eigen = gemeente_ids_van(door, Rol.GEMEENTEBEHEER) & set(self.gemeenten.values())
        self.standaard = sorted(eigen) if len(eigen) == 1 else []
        self.bekend = dict(Bronregel.objects.filter(bron=bron).values_list("sleutel", "organisatie"))

    def van(self, rij: Mapping[str, str], nummer: int) -> Invoerregel:
        """The row as it would be brought in, not saved."""
        gegevens, fouten = vertaal(rij, self.kolommen, self.categorieen, self.gemeenten)
        regel = Invoerregel(nummer=nummer, gegevens=gegevens)
        if fouten:
            regel.soort, regel.uitleg = Regelsoort.FOUT, "; ".join(fouten)[:300]
            return regel
        regel.organisatie = self._zelfde(gegevens)
        if regel.organisatie is not None:
            regel.verschil = verschil_met(regel.organisatie, gegevens)
            regel.soort = Regelsoort.GEWIJZIGD if regel.verschil else Regelsoort.GELIJK
            return regel
        if not gegevens.setdefault("gemeenten", self.standaard):
            regel.soort, regel.uitleg = Regelsoort.FOUT, GEEN_GEMEENTE
            return regel
        contact = {naam: gegevens.get(naam, "") for naam in ("telefoon", "website")}
        gelijk = lijkt_op(naam=gegevens["naam"], hoogstens=1, **contact)
        regel.soort = Regelsoort.TWIJFEL if gelijk else Regelsoort.NIEUW
        if gelijk:
            regel.organisatie, regel.uitleg = gelijk[0].organisatie, gelijk[0].woorden
        return regel

    def _zelfde(self, gegevens: Mapping[str, Any]) -> Organisatie | None:
        pk = self.bekend.get(sleutel_van(gegevens))
        keus = {"pk": pk} if pk else {"naam__iexact": gegevens["naam"]}
        gevonden = Organisatie.objects.filter(**keus).select_related("opgegaan_in").first()
        return gevonden.opgegaan_in or gevonden if gevonden else None


def sleutel_van(gegevens: Mapping[str, Any]) -> str:
    """By what a row is known again in its source: its number there, else its name."""
    return str(gegevens.get("nummer") or gegevens["naam"].lower())[:200]


def verschil_met(organisatie: Organisatie, gegevens: Mapping[str, Any]) -> list[str]:
    """The fields in which the row says something else; what it leaves empty says nothing."""
    nu = waarden_van(organisatie)
    nieuw = _waarden(gegevens)
    # The name here is ours: a list that calls it otherwise renames nothing.
    anders = [naam for naam, waarde in nieuw.items() if naam != "naam" and afdruk(nu[naam]) != afdruk(waarde)]
    return [*anders, *(["locatie"] if _nieuw_adres(organisatie, gegevens) else [])]


def _waarden(gegevens: Mapping[str, Any]) -> dict[str, Any]:
    velden = {naam: gegevens[naam] for naam in VELDEN if naam in gegevens}
    return velden | {
        naam: list(model._default_manager.filter(pk__in=gegevens[naam]))
        for naam, model in LIJSTEN.items()
        if naam in gegevens
    }


def _nieuw_adres(organisatie: Organisatie, gegevens: Mapping[str, Any]) -> bool:
    if not gegevens.get("straat"):
        return False
    adres = {naam: gegevens[naam] for naam in ("straat", "huisnummer", "postcode")}
    return not Locatie.objects.filter(organisatie=organisatie, **adres).exists()


def voer_in(regel: Invoerregel, *, bron: Importbron, door: User) -> None:
    """Do what the row says, as ``door``; what cannot be done is told at the row. A second time does nothing."""
    if regel.gedaan or regel.soort in (Regelsoort.FOUT, Regelsoort.GELIJK):
        return
    if regel.soort == Regelsoort.TWIJFEL and not regel.keuze:
        return
    try:
        with transaction.atomic():
            organisatie = _schrijf(regel, door)
            _onthoud(bron, regel, organisatie)
            regel.organisatie, regel.gedaan = organisatie, True
            regel.save()
    except (DomeinFout, NietToegestaan) as fout:
        regel.uitleg = fout.melding[:300]
        regel.save(update_fields=["uitleg"])


def _schrijf(regel: Invoerregel, door: User) -> Organisatie:
    nieuw = _waarden(regel.gegevens)
    if regel.soort == Regelsoort.NIEUW or regel.keuze == "nieuw" or regel.organisatie is None:
        leeg = LEEG | {"categorieen": [], "gemeenten": []}
        organisatie = maak_organisatie(nieuw=leeg | nieuw, door=door, toch_nieuw=True)
    else:
        organisatie = Organisatie.objects.prefetch_related("gemeenten").get(pk=regel.organisatie.pk)
        nieuw.pop("naam")
        if kan_bijwerken(door, organisatie):
            wijzig_organisatie(organisatie=organisatie, nieuw=nieuw, door=door)
        elif set(regel.verschil) - {"locatie"} or regel.keuze:
            stel_voor(organisatie=organisatie, nieuw=nieuw, door=door)
            regel.uitleg = "Voorgesteld: deze organisatie werkt ook voor andere gemeenten."
    if _nieuw_adres(organisatie, regel.gegevens):
        _zet_locatie(organisatie, regel.gegevens, door)
    return organisatie


def _zet_locatie(organisatie: Organisatie, gegevens: Mapping[str, Any], door: User) -> None:
    plaats = gegevens["plaats"]
    gemeente = (
        bestaande_gemeenten().filter(naam__iexact=plaats).first()
        or bestaande_gemeenten().filter(kernen__naam__iexact=plaats).first()
        or organisatie.gemeenten.order_by("naam").first()
    )
    if gemeente is None:
        raise DomeinFout(GEEN_GEMEENTE)
    velden = {naam: gegevens[naam] for naam in ADRES} | {
        "naam": "", "gemeente": gemeente, "toegankelijkheid": "", "uren_toelichting": "",
        "openingstijden": gegevens.get("openingstijden", []),
    }  # fmt: skip
    maak_locatie(organisatie=organisatie, nieuw=velden, door=door)


def _onthoud(bron: Importbron, regel: Invoerregel, organisatie: Organisatie) -> None:
    Bronregel.objects.update_or_create(
        bron=bron, sleutel=sleutel_van(regel.gegevens), defaults={"organisatie": organisatie}
    )
