"""What lies with the editors of the demo: organisations that want to take part, offers of theirs, an older version."""

from typing import Any

from aanbod.aanbieders.koppeling import token_van
from aanbod.aanbieders.services import bevestig, stel_vraag, vraag_aan
from aanbod.models import Interventie, Thema
from aanbod.plank.inhoud import INHOUD
from aanbod.plank.redactie import leg_voor
from aanbod.plank.redactie import stel_vraag as vraag_over
from aanbod.plank.services import maak_interventie, wijzig_interventie
from aanbod.zoeken.services import haal_in
from gemeenten.grond.models import Gemeente, Organisatie
from gemeenten.grond.selectors import organisatie_ids_van
from marktplein.accounts.models import User
from marktplein.demo.fixtures import lees, over_dagen, rijen
from marktplein.demo.mensen import laad_beheer
from marktplein.demo.voorbeeld import BEHEER


def laad_beheer_en_redactie() -> str:
    """In one piece, for the login of the admin tells that the demo is complete."""
    namen = laad_beheer()
    beheer = User.objects.get(email=BEHEER)
    for rij in rijen("aanbieders"):
        _aanvraag(rij, beheer)
    for rij in lees("aanbieders")["aanbod"]:
        _aanbod(rij, beheer)
    _eerdere_versie(lees("aanbieders")["gewijzigd"], beheer)
    Interventie.objects.filter(slug=lees("aanbieders")["onbevestigd"]).update(
        laatst_gecontroleerd=over_dagen(-425), bevestigd_tot=over_dagen(-60)
    )
    haal_in()  # what changed here after the index was made
    return f"{namen}, en wat bij de redactie ligt"


def _aanvraag(rij: dict[str, Any], beheer: User) -> None:
    aanvraag = vraag_aan(
        **{veld: rij[veld] for veld in ("organisatie_naam", "soort", "website", "aanbod", "naam", "email")},
        gemeenten=list(Gemeente.objects.filter(slug__in=rij["gemeenten"])),
    )
    aanvraag = bevestig(token_van(aanvraag))
    if rij["vraag"]:
        stel_vraag(aanvraag=aanvraag, vraag=rij["vraag"], door=beheer)


def _aanbod(rij: dict[str, Any], beheer: User) -> None:
    """Like another offer, but for its name and its words."""
    door = User.objects.get(email=rij["door"])
    als = Interventie.objects.get(slug=rij["als"])
    ding = maak_interventie(
        organisatie=Organisatie.objects.get(pk__in=organisatie_ids_van(door)),
        aanbieder_type=rij["soort"],
        velden={naam: getattr(als, naam) for naam in INHOUD if naam != "themas"}
        | {"naam": rij["naam"], "omschrijving": rij["omschrijving"]},
        themas=list(Thema.objects.filter(naam__in=rij["themas"])),
        door=door,
    )
    leg_voor(ding, door)
    if rij["vraag"]:
        vraag_over(interventie=ding, tekst=rij["vraag"], door=beheer)


def _eerdere_versie(rij: dict[str, Any], beheer: User) -> None:
    ding = Interventie.objects.get(slug=rij["slug"])
    wijzig_interventie(
        interventie=ding, versie=ding.versie, velden=rij["velden"], themas=list(ding.themas.all()), door=beheer
    )
