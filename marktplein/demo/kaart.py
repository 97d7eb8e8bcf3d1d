"""The sociale kaart of the demo: categories, and made-up addresses, telephones and hours for every organisation."""

import zlib
from typing import TypeVar

from gemeenten.grond.models import Gemeente, Kern, Organisatie
from gemeenten.kaart.models import Categorie, Contact, Locatie
from gemeenten.kaart.permissions import kan_voorstellen
from gemeenten.kaart.services.samenvoegen import voeg_samen
from gemeenten.kaart.services.voorstellen import stel_voor
from gemeenten.kaart.versheid import maanden_later
from marktplein.accounts.models import User
from marktplein.demo.fixtures import rijen

T = TypeVar("T")
# An address that cannot be one, so that nobody goes there.
STRAAT, LETTERS = "Voorbeeldstraat", "XX"
UREN = (
    [f"{dag} 09:00-17:00" for dag in ("ma", "di", "wo", "do", "vr")],
    [f"{dag} {blok}" for dag in ("ma", "di", "do") for blok in ("08:30-12:30", "13:30-17:00")],
    ["di 10:00-16:00", "wo 13:00-17:00", "za 10:00-13:00"],
    ["ma 19:00-21:30", "do 19:00-21:30"],
)
BELUREN = ([f"{dag} 09:00-12:00" for dag in ("ma", "di", "wo", "do", "vr")], ["ma 13:00-14:00", "do 13:00-14:00"])
TOEGANG = ("Rolstoeltoegankelijk, met lift.", "Drempelvrij; de bel zit rechts van de deur.", "")
VAKANTIE = ("In de zomervakantie alleen ’s ochtends.", "", "")
# An organisation that works everywhere has more than one house.
HUIZEN = 3
KOSTEN = ("Gratis", "Gratis", "Vrijwillige bijdrage", "")


def laad_kaart() -> str:
    categorieen = {categorie.naam: categorie for categorie in Categorie.objects.all()}
    kernen = {kern.gemeente_id: kern for kern in Kern.objects.order_by("gemeente", "-naam")}
    aantal = 0
    for rij in rijen("organisaties"):
        organisatie = Organisatie.objects.get(slug=rij["slug"])
        organisatie.categorieen.set([categorieen[naam] for naam in rij["categorieen"]])
        _dagen(organisatie)
        if not organisatie.locaties.exists():
            aantal += _plekken(organisatie, kernen)
    return f"{aantal} locaties"


def _dagen(organisatie: Organisatie) -> None:
    if organisatie.laatst_gecontroleerd:
        organisatie.na_te_kijken_op = maanden_later(organisatie.laatst_gecontroleerd, organisatie.controle_maanden)
    organisatie.kosten = organisatie.kosten or _een_van(organisatie, KOSTEN)
    organisatie.save(update_fields=["na_te_kijken_op", "kosten"])


def _plekken(organisatie: Organisatie, kernen: dict[int, Kern]) -> int:
    if organisatie.lat is None or organisatie.lon is None:
        return 0
    gemeenten = sorted(organisatie.gemeenten.all(), key=lambda g: (g.naam != organisatie.vestiging, g.naam))
    for nummer, gemeente in enumerate(gemeenten[:HUIZEN]):
        _huis(organisatie, gemeente, kernen.get(gemeente.pk), nummer)
    if _is_landelijk(organisatie.telefoon):
        return min(len(gemeenten), HUIZEN)
    bel = _een_van(organisatie, BELUREN)
    Contact.objects.create(
        organisatie=organisatie, naam="Algemene vragen", telefoon=organisatie.telefoon, email=organisatie.email,
        openingstijden=bel, fictief=True,
    )  # fmt: skip
    return min(len(gemeenten), HUIZEN)


def _huis(organisatie: Organisatie, gemeente: Gemeente, kern: Kern | None, nummer: int) -> None:
    draai = _getal(organisatie) + nummer
    eerste = nummer == 0 and gemeente.naam == organisatie.vestiging
    lat, lon = (organisatie.lat, organisatie.lon) if eerste else _in_de_buurt(gemeente, draai)
    code = kern.postcodes[0] if kern and kern.postcodes else "1000"
    Locatie.objects.create(
        organisatie=organisatie, gemeente=gemeente, plaats=gemeente.naam, straat=STRAAT,
        huisnummer=str(draai % 180 + 1),
        postcode=f"{code} {LETTERS}", lat=lat, lon=lon, openingstijden=UREN[draai % len(UREN)],
        uren_toelichting=VAKANTIE[draai % len(VAKANTIE)], toegankelijkheid=TOEGANG[draai % len(TOEGANG)], fictief=True,
    )  # fmt: skip


def _is_landelijk(telefoon: str) -> bool:
    """A national number is real, and so has no made-up hours."""
    return telefoon.replace("+31", "0").replace(" ", "").startswith(("0800", "0900"))


def _in_de_buurt(gemeente: Gemeente, draai: int) -> tuple[float, float]:
    return round(gemeente.lat + (draai % 7 - 3) / 900, 5), round(gemeente.lon + (draai % 11 - 5) / 900, 5)


def _getal(organisatie: Organisatie) -> int:
    return zlib.crc32(organisatie.slug.encode())


def _een_van(organisatie: Organisatie, keuzes: tuple[T, ...]) -> T:
    return keuzes[_getal(organisatie) % len(keuzes)]


# What people did with it: an organisation that stood there twice, and a change that waits for a decision.
DUBBEL, VAN = "De Spil (buurthuis)", "buurthuis-de-spil"
VOORSTELLEN = (
    ("beheer.oegstgeest@demo.example", "mantelzorg", {"kosten": "Gratis voor mantelzorgers uit Oegstgeest"}),
    ("beheer.leiden@demo.example", "humanitas-home-start", {"doelgroep": "ouders met kinderen tot en met 7 jaar"}),
)


def laad_kaartwerk() -> str:
    blijft = Organisatie.objects.get(slug=VAN)
    door = User.objects.get(email=f"beheer.{blijft.gemeenten.get().slug}@demo.example")
    weg = Organisatie.objects.create(
        naam=DUBBEL, slug=f"{VAN}-dubbel", telefoon=blijft.telefoon, email=blijft.email, website=blijft.website,
        fictief=True, omschrijving="Koffie en spelletjes.",
    )  # fmt: skip
    weg.gemeenten.set(blijft.gemeenten.all())
    voeg_samen(blijft=blijft, weg=weg, neem={}, door=door)
    aantal = 0
    for email, begin, nieuw in VOORSTELLEN:
        regionaal = Organisatie.objects.filter(slug__contains=begin).order_by("pk")
        user = User.objects.get(email=email)
        for organisatie in [o for o in regionaal if kan_voorstellen(user, o)][:1]:
            stel_voor(organisatie=organisatie, nieuw=nieuw, door=user)
            aantal += 1
    return f"{aantal} voorgestelde wijzigingen, 1 samengevoegde organisatie"
