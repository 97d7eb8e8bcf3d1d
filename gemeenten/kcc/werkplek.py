"""What the start page shows of calling back: to who calls, to the desk and to the aanspreekpunt."""

from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.kcc.selectors import BALIE, stand_van, te_bellen, te_laat, terugbelverzoeken_voor
from marktplein.accounts.models import User
from marktplein.basis.blok import OPHALEN, Cijfer, Rolblok, Startpagina, Wachtend


def _te_bellen(pagina: Startpagina, user: User) -> None:
    pagina.wachtend += [
        Wachtend(
            f"Een inwoner terugbellen: {verzoek.waarover}",
            reverse("kcc:terugbelverzoek", args=[verzoek.pk]),
            "Bel terug" if verzoek.opgepakt_door_id else "Pak op",
            verzoek.uiterlijk,
            verzoek.wie_belt,
        )
        for verzoek in te_bellen(user)[:OPHALEN]
    ]


def _te_laat(pagina: Startpagina, user: User) -> None:
    """The aanspreekpunt cannot call; can ask who should have."""
    for verzoek in te_laat(terugbelverzoeken_voor(user)).order_by("uiterlijk", "pk")[:OPHALEN]:
        url = reverse("kcc:terugbelverzoek", args=[verzoek.pk])
        pagina.wachtend.append(
            Wachtend(f"{verzoek.wie_belt} belde een inwoner niet terug", url, "Bekijk", verzoek.uiterlijk)
        )


def _balie(pagina: Startpagina, user: User) -> None:
    open_, laat = stand_van(user)
    adres = reverse("kcc:terugbelverzoeken")
    pagina.cijfers += [
        Cijfer(open_, "terugbelverzoeken open", adres, "terugbelverzoek open"),
        Cijfer(laat, "terugbelverzoeken te laat", f"{adres}?lijst=te_laat", "terugbelverzoek te laat"),
    ]


WERKPLEK = (
    Rolblok(20, (*PROFESSIONALS, Rol.AANBIEDER), _te_bellen),
    Rolblok(55, (Rol.AANSPREEKPUNT,), _te_laat),
    Rolblok(80, BALIE, _balie),
)
