"""What the start page shows of mail: what waits, and what did not arrive."""

from django.db.models import Count, Q
from django.urls import reverse

from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.blok import Cijfer, Rolblok, Startpagina, Wachtend
from marktplein.mail.models import Bericht, Staat


def _post(pagina: Startpagina, user: User) -> None:
    aantal = Bericht.objects.aggregate(
        wacht=Count("pk", filter=Q(staat=Staat.WACHT)), mislukt=Count("pk", filter=Q(staat=Staat.MISLUKT))
    )
    if aantal["mislukt"]:
        pagina.wachtend.append(
            Wachtend(
                "1 mail is niet aangekomen"
                if aantal["mislukt"] == 1
                else f"{aantal['mislukt']} mails zijn niet aangekomen",
                reverse("health:health"),
                "Bekijk de gezondheid",
                klok.vandaag(),
            )
        )
    pagina.cijfers.append(
        Cijfer(aantal["wacht"], "mails wachten op verzending", reverse("health:health"), "mail wacht op verzending")
    )


WERKPLEK = (Rolblok(91, (Rol.BEHEER,), _post),)
