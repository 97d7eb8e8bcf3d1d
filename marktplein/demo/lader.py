"""Load the demo part by part: each in its own transaction, each with a line in the history, none of them twice.

What describes the region (places, shelf, people, rooms) is brought up to date whenever its fixture changed. What people
would have done with it (demand, groups, tasks) is made once. A run that was killed half-way goes on where it stopped.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from gemeenten.grond.models import Regio
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.audit.services import leg_vast
from marktplein.demo import (
    attenderingen,
    bellen,
    geschiedenis,
    groepen,
    kaart,
    mensen,
    plank,
    redactie,
    samen,
    streek,
    taken,
    verder,
    vragen,
    wegwijs,
    zalen,
)
from marktplein.demo.fixtures import vingerafdruk
from marktplein.demo.voorbeeld import BEHEER, REGIO

GEBEURTENIS = "demo.geladen"
# History stays when the demo begins anew: what was loaded before this line is there no more.
GELEEGD = "demo.geleegd"
Melder = Callable[[str], None]


@dataclass(frozen=True)
class Deel:
    """One part: ``bronnen`` are the documents it reads; ``eenmalig`` parts are never loaded again."""

    naam: str
    wat: str
    laad: Callable[[], str]
    bronnen: tuple[str, ...] = ()
    eenmalig: bool = False

    @property
    def versie(self) -> str:
        return "1" if self.eenmalig else vingerafdruk(self.bronnen)


DELEN = (
    Deel("regio", "Regio en gemeenten", streek.laad_regio, ("regio",)),
    Deel("teams", "Teams", streek.laad_teams, ("teams",)),
    Deel("vakanties", "Schoolvakanties", streek.laad_vakanties, ("vakanties",)),
    Deel("organisaties", "Sociale kaart", streek.laad_organisaties, ("organisaties",)),
    Deel("kaart", "Locaties en contacten", kaart.laad_kaart, ("organisaties", "regio")),
    Deel("themas", "Thema's en zoekwoorden", plank.laad_themas, ("themas",)),
    Deel("interventies", "Aanbod op de plank", plank.laad_interventies, ("interventies",)),
    Deel("voorbeeldzinnen", "Zoals mensen het zeggen", plank.laad_voorbeeldzinnen, ("voorbeeldzinnen",)),
    Deel("wegwijs", "Bij thema's en zorgpaden", wegwijs.laad_wegwijs, ("wegwijs",)),
    Deel("ruimtes", "Ruimtes", zalen.laad_ruimtes, ("ruimtes",)),
    Deel("medewerkers", "Medewerkers", mensen.laad_medewerkers, ("teams", "namen")),
    Deel("advies", "Wie advies geeft", bellen.laad_adviespunt, eenmalig=True),
    Deel("kaartwerk", "Wijzigingen van de sociale kaart", kaart.laad_kaartwerk, eenmalig=True),
    Deel("trainers", "Trainers", mensen.laad_trainers, ("trainers", "interventies")),
    Deel("reserveringen", "Wat anderen boekten", zalen.laad_reserveringen_van_anderen, eenmalig=True),
    Deel("groepen", "Groepen en aanmeldingen", groepen.laad_groepen, eenmalig=True),
    Deel("geschiedenis", "Waar groepen vandaan komen", geschiedenis.laad_geschiedenis, eenmalig=True),
    Deel("taken", "Taken voor facilitair", taken.laad_taken, eenmalig=True),
    Deel("samen", "Wie met elkaar een groep maken", samen.laad_samen, eenmalig=True),
    Deel("vragen", "Vragen van teams", vragen.laad_signalen, eenmalig=True),
    Deel("reeksen", "Vraag die elk jaar terugkomt", vragen.laad_terugkerende_vraag, eenmalig=True),
    Deel("terugbellen", "Wie teruggebeld wil worden", bellen.laad_terugbelverzoeken, eenmalig=True),
    Deel("uitnodiging", "Wie is uitgenodigd", verder.laad_uitnodiging, eenmalig=True),
    Deel("afgelast", "Groepen die niet doorgaan", taken.annuleer_groepen, eenmalig=True),
    Deel("attenderingen", "Wie een mail bij nieuwe data wil", attenderingen.laad_attenderingen, eenmalig=True),
    Deel("zoeken", "Zoekindex", plank.bouw_zoekindex, ("themas", "interventies", "voorbeeldzinnen")),
    Deel("beheer", "Applicatiebeheerder en redactie", redactie.laad_beheer_en_redactie, eenmalig=True),
)


def is_geladen() -> bool:
    """Whether the whole demo is there; its last login tells."""
    return User.objects.filter(email=BEHEER).exists()


def laad(meld: Melder) -> int:
    """Load every part that is not there (or whose fixture changed); answer how many were loaded.

    ``meld`` gets a Dutch line per part.
    """
    geladen = 0
    for nummer, deel in enumerate(DELEN, start=1):
        if _is_er(deel):
            continue
        begin = time.monotonic()
        with transaction.atomic():
            resultaat = deel.laad()
            leg_vast(
                GEBEURTENIS,
                Regio.objects.get(slug=REGIO),
                herkomst="opdracht",
                deel=deel.naam,
                versie=deel.versie,
            )
        geladen += 1
        meld(f"{nummer:2}/{len(DELEN)}  {deel.wat}: {resultaat} ({time.monotonic() - begin:.1f} s)")
    return geladen


def _is_er(deel: Deel) -> bool:
    geleegd = Logregel.objects.filter(gebeurtenis=GELEEGD).aggregate(pk=Max("pk", default=0))["pk"]
    geladen = Logregel.objects.filter(gebeurtenis=GEBEURTENIS, gegevens__deel=deel.naam, pk__gt=geleegd)
    laatste = geladen.order_by("-pk").first()
    return laatste is not None and laatste.gegevens.get("versie") == deel.versie
