"""What the kill tests ask of a process, ``python -m tests.verhalen.kapot.hulp`` (servers in the environment).

A question is a line on standard input: a name of ``OPDRACHTEN`` with numbers. The answer is a line of JSON (some give
lines on the way); a server that is away is waited for, as a visitor's second try would.
"""

import contextlib
import json
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

import django

T = TypeVar("T")
AANTAL_AANMELDINGEN = 30
SIGNALEN = 24
PLAATSEN = 12


def houd_vol(werk: Callable[[], T], seconden: float = 60) -> T:
    """Do it again until the database is back; what it does must be safe to do twice."""
    from django.db import Error, close_old_connections

    grens = time.monotonic() + seconden
    while True:
        close_old_connections()
        try:
            return werk()
        except Error:
            if time.monotonic() > grens:
                raise
            time.sleep(0.2)


def maak() -> dict[str, Any]:
    """A region with demand for several groups, and a group with places for anyone."""
    from tests.vraag.streek import maak_streek, veel_vraag
    from vraag.aanvraag import vraag_om_poolen
    from vraag.workflow import Aanleiding

    streek = maak_streek(preventievorm="universeel", trainers_nodig=1)
    groep = _groep(streek)
    veel_vraag(streek, SIGNALEN)
    run = vraag_om_poolen(streek.regio, Aanleiding.HANDMATIG)
    return {"groep": groep.pk, "run": run.pk}


def _groep(streek: Any) -> Any:
    from aanbod.groepen.services.levensloop import publiceer_groep
    from aanbod.groepen.services.planning import Locatie, bijeenkomst_tijden, plan_groep
    from marktplein.basis import klok
    from vraag.instellingen import eerste_week

    tijden = bijeenkomst_tijden(streek.interventie, streek.leiden.gemeente, 2, eerste_week(klok.vandaag()))
    groep = plan_groep(
        interventie=streek.interventie,
        gemeente=streek.leiden.gemeente,
        locatie=Locatie("Buurthuis"),
        dagdeel=2,
        tijden=tijden,
        trainers=streek.trainers[:1],
        teamplaatsen=[],
        leeftijd_min=8,
        leeftijd_max=12,
        capaciteit=PLAATSEN,
        minimum=6,
    )
    publiceer_groep(groep, None)
    return groep


def meld_aan(groep_id: int) -> None:
    """Thirty people register and confirm; a line for each that was told yes."""
    from aanbod.deelname.koppeling import token_van
    from aanbod.deelname.services import aanmeldingen
    from aanbod.models import Groep

    for n in range(AANTAL_AANMELDINGEN):
        sleutel = uuid.uuid5(uuid.NAMESPACE_URL, f"ouder-{n}")

        def een(n: int = n, sleutel: uuid.UUID = sleutel) -> str:
            aanmelding = aanmeldingen.meld_aan(
                groep=Groep.objects.get(pk=groep_id),
                naam=f"Ouder {n}",
                email=f"ouder{n}@ouder.example",
                leeftijd_kind=9,
                sleutel=sleutel,
            )
            return str(aanmeldingen.bevestig(token_van(aanmelding)).staat)

        print(json.dumps({"n": n, "staat": houd_vol(een)}), flush=True)


def haal_in() -> dict[str, Any]:
    """What beat does each minute."""
    from vraag.poolen.services import POOLEN

    return {"aangekondigd": houd_vol(POOLEN.haal_in)}


def stand(groep_id: int, run_id: int) -> dict[str, Any]:
    """Everything the tests hold against what was promised."""
    return houd_vol(lambda: _stand(groep_id, run_id))


def _stand(groep_id: int, run_id: int) -> dict[str, Any]:
    from django.db.models import Count, F, Sum

    from aanbod.models import Aanmelding, Groep
    from marktplein.mail.models import Bericht
    from vraag.models import Groepsvoorstel, Reden, Regel, Run, Signaal

    groep = Groep.objects.get(pk=groep_id)
    lopend = Groepsvoorstel.objects.filter(staat="voorgesteld")
    te_veel = Signaal.objects.annotate(samen=Sum("regels__aantal")).filter(samen__gt=F("aantal")).count()
    dubbel_gevraagd = (
        Bericht.objects.filter(soort__contains="bevestig").values("aan").annotate(n=Count("pk")).filter(n__gt=1).count()
    )
    per_staat = dict(Aanmelding.objects.order_by("staat").values_list("staat").annotate(n=Count("pk")))
    met_plek = Aanmelding.objects.filter(staat="geplaatst").order_by("pk")
    in_rij = Aanmelding.objects.filter(staat="wachtlijst").order_by("in_rij_op", "pk")
    volgorde = [naam for rijen in (met_plek, in_rij) for naam in rijen.values_list("naam", flat=True)]
    return {
        "run": Run.objects.get(pk=run_id).staat,
        "bezig": Run.objects.filter(staat="bezig").count(),
        "voorstellen": lopend.count(),
        "kenmerken": lopend.values("kenmerk").distinct().count(),
        "dubbel_in_ruimte": lopend.values("ruimte", "dagdeel").annotate(n=Count("pk")).filter(n__gt=1).count(),
        "redenen": Reden.objects.count(),
        "regels": Regel.objects.count(),
        "meer_kinderen_dan_gevraagd": te_veel,
        "open_met_voorstel": Signaal.objects.filter(staat="open", regels__voorstel__staat="voorgesteld").count(),
        "bezet": groep.bezet,
        "groep": groep.staat,
        "aanmeldingen": per_staat,
        "volgorde": volgorde,
        "dubbele_mail": dubbel_gevraagd,
    }


def nieuws(mensen: int) -> dict[str, Any]:
    """So many colleagues, each with two pieces of news that wait for the mail of the day; a row of the eighth."""
    from gemeenten.grond.enums import Rol
    from marktplein.basis import klok
    from marktplein.mail.models import Bericht, Staat
    from tests.gemeenten.factories import gebruiker_met

    for nummer in range(mensen):
        aan = gebruiker_met(Rol.FACILITAIR, email=f"dag{nummer:02}@voorbeeld.example").email
        wat: dict[str, Any] = {"soort": "facilitair.taak_toegewezen", "aan": aan, "tekst": "x", "staat": Staat.VERZAMEL}
        for onderwerp in ("Stoelen", "Tafels"):
            Bericht.objects.create(**wat, onderwerp=onderwerp, volgende_poging_op=klok.nu())
    return {"bericht": Bericht.objects.filter(aan="dag07@voorbeeld.example").latest("pk").pk}


def dagmail() -> dict[str, Any]:
    from tests.mail.hulp import mail_van_de_dag

    return {"geschreven": houd_vol(mail_van_de_dag)}


def dagmails() -> dict[str, Any]:
    """How many of them there are, for how many, how many with all that waited, and what still waits."""
    from marktplein.mail.models import Bericht

    mails = Bericht.objects.filter(soort="mail.dag")
    teksten = mails.values_list("tekst", flat=True)
    return {
        "mails": mails.count(),
        "lezers": mails.values("aan").distinct().count(),
        "heel": sum(tekst.count("Stoelen") == tekst.count("Tafels") == 1 for tekst in teksten),
        "wacht": Bericht.objects.filter(staat="verzamel").count(),
    }


WERK = (maak, meld_aan, haal_in, stand, nieuws, dagmail, dagmails)
OPDRACHTEN: dict[str, Callable[..., Any]] = {f.__name__: f for f in WERK}

if __name__ == "__main__":
    # The log goes to standard output; here that speaks JSON, and a warning (the broker is away) may come at any moment.
    with contextlib.redirect_stdout(sys.stderr):
        django.setup()
    for regel in sys.stdin:
        wat, *getallen = regel.split()
        uitkomst = OPDRACHTEN[wat](*map(int, getallen))
        print(json.dumps({"klaar": wat} if uitkomst is None else uitkomst), flush=True)
