"""What stands with themes and care paths in the demo: all of it marked as an example until an editor saves it."""

from typing import Any

from aanbod.enums import Stuksoort
from aanbod.models import Folderbestand, Thema, Themastuk, Toegang, Zorgpadplek
from gemeenten.grond.models import Gemeente
from marktplein.demo.fixtures import lees, over_dagen, rijen
from marktplein.demo.folder import maak_folder

OVERNEMEN = ("titel_en", "tekst", "tekst_en", "adres", "bron", "jaar", "toegankelijk")
# A figure with its source, and the way to a site that a source names, are no inventions.
ECHT = (Stuksoort.CIJFER, Stuksoort.LINK)


def laad_wegwijs() -> str:
    """What an editor saved since stays as it is."""
    themas = {thema.slug: thema for thema in Thema.objects.all()}
    for rij in rijen("wegwijs"):
        _stuk(themas[rij["thema"]], rij)
    gemeenten = {gemeente.slug: gemeente for gemeente in Gemeente.objects.all()}
    for rij in lees("wegwijs")["zorgpaden"]:
        velden = {veld: rij[veld] for veld in ("steun", "wie", "telefoon", "email")}
        Zorgpadplek.objects.get_or_create(
            nummer=rij["nummer"], gemeente=gemeenten[rij["gemeente"]], defaults={**velden, "voorbeeld": True}
        )
    for rij in lees("wegwijs")["loketten"]:
        velden = {veld: rij[veld] for veld in ("naam", "telefoon", "email", "openingstijden")}
        Toegang.objects.get_or_create(gemeente=gemeenten[rij["gemeente"]], defaults={**velden, "voorbeeld": True})
    return f"{len(rijen('wegwijs'))} stukken bij thema's, {len(lees('wegwijs')['zorgpaden'])} zorgpaden"


def _stuk(thema: Thema, rij: dict[str, Any]) -> None:
    velden = {veld: rij[veld] for veld in OVERNEMEN if veld in rij}
    velden["voorbeeld"] = rij["soort"] not in ECHT
    if dagen := rij.get("dagen_oud"):
        velden["datum"] = over_dagen(-dagen)
    stuk, nieuw = Themastuk.objects.get_or_create(thema=thema, soort=rij["soort"], titel=rij["titel"], defaults=velden)
    if nieuw and rij.get("pdf"):
        Folderbestand.objects.create(stuk=stuk, pdf=maak_folder(stuk.titel))
