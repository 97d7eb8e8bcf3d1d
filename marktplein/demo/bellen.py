"""Who gives advice in the demo, and some inwoners who wait for a call. All names and numbers are made up."""

import datetime as dt

from aanbod.models import Thema
from gemeenten.grond.models import Organisatie, Team
from gemeenten.kaart.models import Contact
from gemeenten.kcc.models import Adviespunt, Terugbelverzoek
from gemeenten.kcc.selectors import bestemmingen
from gemeenten.kcc.services.terugbellen import pak_op, rond_af, vraag_terug_te_bellen
from gemeenten.kcc.workflow import Afloop
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.demo.mensen import CJG, DOMEIN

# Who (a team, or nothing for the CJG in Leiden), name, the last figures of the number, words.
BELLERS = (
    ("", "Samira", "11", "peuter slaapt slecht"),
    ("", "Jolanda", "12", "driftbuien"),
    ("jgt-oegstgeest", "Mehmet", "13", "wil niet naar school"),
    ("jgt-katwijk", "Anouk", "14", "ouders gaan uit elkaar"),
    ("jgt-katwijk", "Piotr", "15", "gamen"),
)
LEIDEN = "leiden"
UREN = [f"{dag} 08:30-17:00" for dag in ("ma", "di", "wo", "do", "vr")]


def laad_adviespunt() -> str:
    cjg = Organisatie.objects.get(slug=CJG)
    contact, _ = Contact.objects.get_or_create(
        organisatie=cjg, naam="Advies over opgroeien en opvoeden",
        defaults={"telefoon": cjg.telefoon, "email": cjg.email, "openingstijden": UREN, "fictief": True},
    )  # fmt: skip
    Adviespunt.objects.get_or_create(contact=contact)
    return str(contact)


def laad_terugbelverzoeken() -> str:
    """Some wait, one is late, one is taken up, and one is done."""
    kcc, thema = User.objects.get(email=f"kcc@{DOMEIN}"), Thema.objects.order_by("volgorde", "naam").first()
    waarheen = bestemmingen()
    verzoeken = [
        vraag_terug_te_bellen(
            waarheen[_sleutel(team)], naam=naam, telefoon=f"06 123456{cijfers}", thema=None,
            onderwerp=woorden, door=kcc,
        )
        for team, naam, cijfers, woorden in BELLERS
    ]  # fmt: skip
    pedagoog = User.objects.get(email=f"pedagoog@{DOMEIN}")
    pak_op(verzoeken[1], door=pedagoog)
    rond_af(pak_op(verzoeken[0], door=pedagoog), afloop=Afloop.GESPROKEN, door=pedagoog)
    gisteren = klok.vandaag() - dt.timedelta(days=1)
    Terugbelverzoek.objects.filter(pk=verzoeken[2].pk).update(uiterlijk=gisteren, thema=thema)
    return f"{len(verzoeken)} terugbelverzoeken"


def _sleutel(team: str) -> str:
    if team:
        return f"team-{Team.objects.get(slug=team).pk}"
    cjg = Organisatie.objects.get(slug=CJG)
    return f"organisatie-{cjg.pk}-{cjg.gemeenten.get(slug=LEIDEN).pk}"
