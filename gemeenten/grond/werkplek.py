"""What the start page shows of people and invitations."""

from django.db.models import QuerySet
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Lidmaatschap, Uitnodiging
from gemeenten.grond.selectors import geldig, uitnodigingen_zichtbaar_voor
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.blok import Cijfer, Rolblok, Startpagina, Wachtend


def verlopen_uitnodigingen(user: User) -> QuerySet[Uitnodiging]:
    """Invitations nobody used in time and nobody sent again."""
    return uitnodigingen_zichtbaar_voor(user).filter(aanvaard_op=None, ingetrokken_op=None, verloopt_op__lte=klok.nu())


def _uitnodigingen(pagina: Startpagina, user: User) -> None:
    aantal = verlopen_uitnodigingen(user).count()
    if aantal:
        pagina.wachtend.append(
            Wachtend(
                "Een uitnodiging is verlopen" if aantal == 1 else f"{aantal} uitnodigingen zijn verlopen",
                reverse("gemeenten:uitnodigingen") + "?staat=verlopen",
                "Stuur opnieuw of trek in",
            )
        )


def _leden(pagina: Startpagina, user: User) -> None:
    adres = reverse("gemeenten:uitnodigingen") + "?staat=open"
    leden = Lidmaatschap.objects.filter(geldig(), user__is_active=True).values("user").distinct().count()
    uitnodigingen = Uitnodiging.objects.filter(aanvaard_op=None, ingetrokken_op=None, verloopt_op__gt=klok.nu())
    pagina.cijfers += [
        Cijfer(leden, "mensen met een rol", reverse("gemeenten:leden"), "mens met een rol"),
        Cijfer(uitnodigingen.count(), "open uitnodigingen", adres, "open uitnodiging"),
    ]


WERKPLEK = (
    Rolblok(60, (Rol.GEMEENTEBEHEER, Rol.BEHEER), _uitnodigingen),
    Rolblok(90, (Rol.BEHEER,), _leden),
)
