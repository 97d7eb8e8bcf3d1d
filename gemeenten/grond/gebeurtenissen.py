"""Words for the codes of history: what happened, and to what kind of thing.

A code is "thing.verb" and its parts are Dutch already, so only what would read badly stands here.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps

ZINNEN: dict[str, str] = {
    "aanmelding.opkomst": "Opkomst van een aanmelding vastgelegd",
    "aanmeldingen.uitgevoerd": "Aanmeldingen gedownload",
    "account.eerste_stappen_weg": "Uitleg voor de eerste keer weggezet",
    "account.tweede_factor_verwijderd": "Tweede inlogstap van een account verwijderd",
    "bijnamail.aan": "Mail over bijna volle groepen aangezet",
    "bijnamail.uit": "Mail over bijna volle groepen uitgezet",
    "groep.bericht": "Bericht bij een groep geplaatst",
    "groep.bericht_verbeterd": "Bericht bij een groep gewijzigd",
    "groep.bezig": "Groep begonnen",
    "groep.opkomst": "Opkomst van een groep vastgelegd",
    "groep.open": "Groep weer open",
    "groep.presentie": "Genoteerd hoeveel mensen er waren bij een bijeenkomst",
    "groep.tekst_gewist": "Reden van afgelasten gewist",
    "groep.vorm_gekozen": "Gekozen voor wie een groep bedoeld is",
    "groep.zaal_geboekt": "Ruimte voor een groep gereserveerd",
    "groep.zaal_vrijgegeven": "Ruimte van een groep vrijgegeven",
    "ruimte.contact_gewijzigd": "Contact of sleutel van een ruimte gewijzigd",
    "ruimte.tekst_gewist": "Sleuteltekst van een ruimte gewist",
    "teamplaats.contact": "Ander contact van een team in een groep",
    "trainer.bereikbaarheid_gewijzigd": "Gewijzigd hoe een trainer bereikbaar is",
    "groepsbericht.tekst_gewist": "Bericht bij een groep gewist",
    "inlog.tweede_stap_mislukt": "Tweede inlogstap mislukt",
    "inlog.piek": "Veel mislukte pogingen om in te loggen",
    "reeks.tekst_gewist": "Reden bij een vaste reeks gewist",
    "reservering.tekst_gewist": "Tekst van een reservering gewist",
    "scenario.maken": "Scenario gevraagd",
    "scenario.opnieuw": "Scenario opnieuw gevraagd",
    "scenario.tekst_gewist": "Naam van een scenario gewist",
    "signaal.plekken_genomen": "Plekken genomen voor mensen uit een vraag",
    "signaal.plekken_terug": "Plekken van mensen uit een vraag teruggegeven",
    "signaal.staat": "Stand van een vraag veranderd",
    "signaal.tekst_gewist": "Tekst van een vraag gewist",
    "taak.tekst_gewist": "Tekst van een taak gewist",
    "toegang.geweigerd": "Toegang geweigerd",
    "toegang.vaak_geweigerd": "Heel vaak toegang geweigerd",
    "toezegging.tekst_gewist": "Tekst van een antwoord gewist",
    "tweede_stap.codes_vernieuwd": "Herstelcodes vernieuwd",
    "tweede_stap.herstelcode_gebruikt": "Herstelcode gebruikt",
    "voorstel.herinnerd": "Herinnering bij een voorstel gestuurd",
    "voorstel.ja": "Ja gezegd op een voorstel",
    "voorstel.nee": "Nee gezegd op een voorstel",
    "voorstel.overleg": "Overlegt met gezinnen over een voorstel",
    "voorstel.overleg_klaar": "Overlegt niet meer over een voorstel",
    "voorstel.gegroeid": "Er kwamen mensen bij in een voorstel",
    "voorstel.kleiner": "Voorstel kleiner gemaakt",
    "voorstel.plekken_terug": "Plekken van een voorstel teruggegeven",
    "voorstel.terugbellen": "Trainer van een voorstel terugbellen",
    "voorstel.trainer_vervangen": "Trainer van een voorstel vervangen",
}
DINGEN = {
    "beheer": "Technisch beheer:",
    "berichtvoorkeur": "Keuze voor mail",
    "inlog": "Inloggen",
    "interventie": "Aanbod",
    "lidmaatschap": "Rol",
    "ronde": "Berekening",
    "run": "Berekening",
    "signaal": "Vraag",
    "teamplaats": "Plek voor een team",
    "trainer": "Trainer:",
    "tweede_stap": "Tweede inlogstap",
}
WERKWOORDEN = {"beeindigd": "beëindigd", "geexporteerd": "gedownload", "ingezien": "bekeken"}
# What has a name that everybody who may read history may know: told instead of its number.
MET_NAAM = frozenset(
    {
        "accounts.User",
        "aanbod.Interventie",
        "facilitair.Ruimte",
        "gemeenten.Gemeente",
        "gemeenten.Organisatie",
        "gemeenten.Regio",
        "gemeenten.Team",
    }
)
# Of a kind and a number, as history keeps them: the name.
Namen = dict[tuple[str, str], str]
METHODEN = {"GET": "bekijken", "HEAD": "bekijken", "POST": "veranderen"}
SOORTEN = {"accounts.User": "Persoon", "aanbod.Interventie": "Aanbod", "vraag.Signaal": "Vraag"}


# Happenings whose counts are children that a team asks a place for.
TELT_KINDEREN = ("signaal.", "voorstel.", "teamplaats.")
AANTALLEN = frozenset({"aantal", "kinderen", "bezet"})


def in_woorden(gebeurtenis: str) -> str:
    """ "Aanmeldingen bekeken" for "aanmeldingen.ingezien"; the code itself when it is none of ours."""
    if gebeurtenis in ZINNEN:
        return ZINNEN[gebeurtenis]
    ding, punt, werkwoord = gebeurtenis.partition(".")
    if not (ding and punt and werkwoord):
        return gebeurtenis
    wat = DINGEN.get(ding, _los(ding).capitalize())
    return f"{wat} {WERKWOORDEN.get(werkwoord, _los(werkwoord))}"


def naam_van_soort(soort: str) -> str:
    """ "Persoon" for "accounts.User"; the last part of what is no model any more."""
    if soort in SOORTEN:
        return SOORTEN[soort]
    try:
        return str(apps.get_model(soort)._meta.verbose_name).capitalize()
    except (LookupError, ValueError):
        return soort.rpartition(".")[2]


def namen_van(dingen: Iterable[tuple[str, str]]) -> Namen:
    """Of those that have a name and are still there; one query for each kind."""
    per_soort: dict[str, set[str]] = defaultdict(set)
    for soort, nummer in dingen:
        if soort in MET_NAAM and nummer.isdecimal():
            per_soort[soort].add(nummer)
    return {
        (soort, str(ding.pk)): str(ding)
        for soort, nummers in per_soort.items()
        for ding in apps.get_model(soort)._base_manager.filter(pk__in=nummers)
    }


def gegeven_in_woorden(naam: str, waarde: Any) -> str:
    """ "pagina: mijn week (aanbod)" for the page "aanbod:mijn_week"; "methode: bekijken" for "GET"."""
    if naam == "pagina" and isinstance(waarde, str) and ":" in waarde:
        app, _, pagina = waarde.rpartition(":")
        return f"pagina: {_los(pagina)} ({_los(app)})"
    if isinstance(waarde, bool):
        waarde = "ja" if waarde else "nee"
    elif isinstance(waarde, list):
        waarde = ", ".join(str(deel) for deel in waarde)
    elif naam == "methode":
        waarde = METHODEN.get(waarde, waarde)
    return f"{_los(naam)}: {'geen' if waarde is None else waarde}"


def _los(code: str) -> str:
    return code.replace("_", " ")
