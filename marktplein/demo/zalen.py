"""Rooms, and a few bookings by others so that not everything is free."""

import datetime as dt

from facilitair.models import Reservering, Ruimte
from facilitair.workflow import ReserveringStaat
from gemeenten.grond.models import Gemeente
from marktplein.accounts.models import User
from marktplein.basis import dagdelen, klok
from marktplein.demo.fixtures import maandag, nummers, rijen

# Who is called for a room, and notes it down.
SLEUTEL = "De sleutel ligt bij de balie van het gebouw. Na afloop: licht uit, deur op slot en sleutel terug."
BALIE = "facilitair@demo.example"
# (room, dagdeel, weeks from now, number of weeks, what for, state)
ANDEREN = (
    ("Wijkgebouw De Kastanje", "ma-avond", -3, 16, "Koor repeteert", ReserveringStaat.BEVESTIGD),
    ("Dorpscentrum Oegsthof", "di-avond", -2, 12, "Bridgeclub", ReserveringStaat.BEVESTIGD),
    ("Gemeenschapshuis De Tulp", "do-middag", 1, 6, "Taalles", ReserveringStaat.BEVESTIGD),
    ("Kulturhus De Plas", "wo-avond", 2, 3, "Inloopavond gemeente, nog niet zeker", ReserveringStaat.OPTIE),
    ("Wijkcentrum De Ark", "vr-middag", 2, 2, "Open dag, gaat niet door", ReserveringStaat.VRIJGEGEVEN),
)


def laad_ruimtes() -> str:
    gemeenten = {gemeente.slug: gemeente for gemeente in Gemeente.objects.all()}
    for rij in rijen("ruimtes"):
        velden = {veld: rij[veld] for veld in ("adres", "lat", "lon", "capaciteit", "toegankelijk", "kosten_cent")}
        velden |= {"contact": f"Beheer van {rij['naam']}", "sleutel": SLEUTEL}
        velden |= {"gemeente": gemeenten[rij["gemeente"]], "dagdelen": nummers(rij["dagdelen"]), "actief": True}
        Ruimte.objects.update_or_create(naam=rij["naam"], defaults=velden)
    return f"{len(rijen('ruimtes'))} ruimtes"


def laad_reserveringen_van_anderen() -> str:
    ruimtes = {ruimte.naam: ruimte for ruimte in Ruimte.objects.all()}
    balie = User.objects.get(email=BALIE)
    nieuw = []
    for naam, code, week, aantal, waarvoor, staat in ANDEREN:
        dagdeel = nummers([code])[0]
        for nummer in range(aantal):
            dag = maandag(week + nummer) + dt.timedelta(days=dagdelen.weekdag(dagdeel))
            begin = klok.op(dag, dagdelen.begintijd(dagdeel))
            voorbij = begin < klok.nu() and staat == ReserveringStaat.BEVESTIGD
            nieuw.append(
                Reservering(
                    ruimte=ruimtes[naam],
                    periode=(begin, begin + dt.timedelta(hours=2)),
                    omschrijving=waarvoor,
                    door=balie,
                    staat=ReserveringStaat.GEBRUIKT if voorbij else staat,
                )
            )
    Reservering.objects.bulk_create(nieuw)
    return f"{len(nieuw)} reserveringen van anderen"
