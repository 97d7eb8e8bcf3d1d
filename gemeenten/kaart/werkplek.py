"""What the start page shows of the sociale kaart: what is to be checked, and changes to decide on."""

from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.kaart.selectors import voorstellen_zichtbaar_voor, zelf_na_te_kijken
from gemeenten.kaart.workflow import VoorstelStaat
from marktplein.accounts.models import User
from marktplein.basis.blok import Rolblok, Startpagina, Wachtend


def _na_te_kijken(pagina: Startpagina, user: User) -> None:
    aantal = zelf_na_te_kijken(user).count()
    if aantal:
        pagina.wachtend.append(
            Wachtend(
                "Een organisatie op de sociale kaart is na te kijken"
                if aantal == 1
                else f"{aantal} organisaties op de sociale kaart zijn na te kijken",
                reverse("kaart:beheer") + "?stand=na_te_kijken",
                "Kijk ze na",
            )
        )


def _voorgesteld(pagina: Startpagina, user: User) -> None:
    te_beslissen = voorstellen_zichtbaar_voor(user).filter(staat=VoorstelStaat.OPEN).exclude(door=user)
    aantal = te_beslissen.count()
    if aantal:
        pagina.wachtend.append(
            Wachtend(
                "Iemand stelde een wijziging van de sociale kaart voor"
                if aantal == 1
                else f"Er zijn {aantal} wijzigingen van de sociale kaart voorgesteld",
                reverse("kaart:voorstellen") + "?staat=open",
                "Beslis",
            )
        )


WERKPLEK = (
    Rolblok(62, (Rol.GEMEENTEBEHEER, Rol.BEHEER, Rol.AANBIEDER), _na_te_kijken),
    Rolblok(61, (Rol.GEMEENTEBEHEER, Rol.BEHEER), _voorgesteld),
)
