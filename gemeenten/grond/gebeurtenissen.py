"""Words for the codes of history: what happened, and to what kind of thing.

A code is "thing.verb" and its parts are Dutch already, so only what would read badly stands here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from marktplein.basis import klok
from marktplein.basis.woorden import dag_kort, uur

ZINNEN: dict[str, str] = {
    "aanmelding.opkomst": "Opkomst van een aanmelding vastgelegd",
    "aanmeldingen.uitgevoerd": "Aanmeldingen gedownload",
    "account.eerste_stappen_weg": "Uitleg voor de eerste keer weggezet",
    "account.tweede_factor_verwijderd": "Tweede inlogstap van een account verwijderd",
    "bijnamail.aan": "Mail over bijna volle groepen aangezet",
    "bijnamail.uit": "Mail over bijna volle groepen uitgezet",
    "contact.gewijzigd": "Contact op de sociale kaart gewijzigd",
    "contact.toegevoegd": "Contact op de sociale kaart toegevoegd",
    "contact.weggehaald": "Contact van de sociale kaart gehaald",
    "invoer.begonnen": "Lijst voor de sociale kaart gelezen",
    "invoer.gedaan": "Lijst op de sociale kaart ingevoerd",
    "invoer.gevraagd": "Gevraagd om een lijst op de sociale kaart in te voeren",
    "invoer.nagekeken": "Gevraagd om een lijst voor de sociale kaart na te kijken",
    "kaartvoorstel.gedaan": "Wijziging van de sociale kaart voorgesteld",
    "kaartvoorstel.aangenomen": "Voorgestelde wijziging van de sociale kaart overgenomen",
    "kaartvoorstel.geweigerd": "Voorgestelde wijziging van de sociale kaart niet overgenomen",
    "locatie.gewijzigd": "Locatie op de sociale kaart gewijzigd",
    "locatie.toegevoegd": "Locatie op de sociale kaart toegevoegd",
    "locatie.weggehaald": "Locatie van de sociale kaart gehaald",
    "organisatie.bevestigd": "Gezegd dat een organisatie op de sociale kaart nog juist is",
    "organisatie.nagevraagd": "Gevraagd of een organisatie op de sociale kaart nog juist is",
    "samenvoeging.gedaan": "Twee organisaties op de sociale kaart samengevoegd",
    "samenvoeging.ongedaan": "Samenvoegen van twee organisaties ongedaan gemaakt",
    "groep.bericht": "Bericht bij een groep geplaatst",
    "groep.bericht_verbeterd": "Bericht bij een groep gewijzigd",
    "groep.bezig": "Groep begonnen",
    "groep.opkomst": "Opkomst van een groep vastgelegd",
    "groep.open": "Groep weer open",
    "groep.presentie": "Genoteerd hoeveel mensen er waren bij een bijeenkomst",
    "groep.rooster": "Data, plaats of trainers van een groep gewijzigd",
    "groep.tekst_gewist": "Reden van afgelasten gewist",
    "groep.vorm_gekozen": "Gekozen voor wie een groep bedoeld is",
    "groep.zaal_geboekt": "Ruimte voor een groep gereserveerd",
    "groep.zaal_vrijgegeven": "Ruimte van een groep vrijgegeven",
    "ruimte.contact_gewijzigd": "Contact of sleutel van een ruimte gewijzigd",
    "ruimte.tekst_gewist": "Sleuteltekst van een ruimte gewist",
    "teamplaats.contact": "Ander contact van een team in een groep",
    "trainer.bereikbaarheid_gewijzigd": "Gewijzigd hoe een trainer bereikbaar is",
    "groepsbericht.tekst_gewist": "Bericht bij een groep gewist",
    "groep.zelf_gemaakt": "Groep met de hand gemaakt",
    "groep.te_weinig": "Groep heeft te weinig mensen",
    "teamwacht.aangeboden": "Vrije plekken aangeboden aan een team op de wachtlijst",
    "teamwacht.genomen": "Aangeboden plekken genomen door een team",
    "teamwacht.gesloten": "Wachtlijst gesloten voor een team",
    "teamwacht.gezet": "Team op de wachtlijst van een groep gezet",
    "teamwacht.verlaten": "Team van de wachtlijst gehaald",
    "teamwacht.verlopen": "Team antwoordde te laat op aangeboden plekken",
    "teamwacht.vervallen": "Team hoeft niet meer te wachten: er is elders plek",
    "tekort.akkoord": "Trainer geeft een groep ook kleiner",
    "tekort.kleiner": "Besloten dat een groep kleiner begint",
    "tekort.werven": "Besloten om mensen te zoeken voor een groep",
    "tekort.wachten": "Besloten om te wachten met een kleine groep",
    "tekort.afgelast": "Besloten dat een kleine groep niet doorgaat",
    "tekort.begonnen": "Groep begonnen voor er over het tekort besloten was",
    "tekort.hersteld": "Groep heeft weer genoeg mensen",
    "tekort.open": "Weer te beslissen over een kleine groep",
    "kcc.doorgestuurd": "Link gemaild aan een beller",
    "terugbelverzoek.tekst_gewist": "Gegevens van een beller gewist",
    "terugbelverzoek.te_laat": "Aanspreekpunt gewaarschuwd over een terugbelverzoek",
    "terugbelverzoek.ingezien": "Naam en nummer van een terugbelverzoek bekeken",
    "themastuk.toegevoegd": "Link, folder of cijfer bij een thema toegevoegd",
    "themastuk.gewijzigd": "Link, folder of cijfer bij een thema gewijzigd",
    "themastuk.weggehaald": "Link, folder of cijfer bij een thema weggehaald",
    "toegang.gewijzigd": "Loket van een gemeente gewijzigd",
    "uitlegpagina.gewijzigd": "Uitlegpagina gewijzigd",
    "zorgpad.gewijzigd": "Naam van een zorgpad gewijzigd",
    "zorgpadplek.gewijzigd": "Zorgpad van een gemeente gewijzigd",
    "inlog.tweede_stap_mislukt": "Tweede inlogstap mislukt",
    "inlog.piek": "Veel mislukte pogingen om in te loggen",
    "aanvraag.beantwoord": "Vraag over een aanvraag van een organisatie beantwoord",
    "aanvraag.bevestigd": "Aanvraag van een organisatie bevestigd",
    "aanvraag.gedaan": "Organisatie vroeg om mee te doen",
    "aanvraag.goedgekeurd": "Aanvraag van een organisatie goedgekeurd",
    "aanvraag.afgewezen": "Aanvraag van een organisatie afgewezen",
    "aanvraag.gewist": "Gegevens van een aanvraag gewist",
    "aanvraag.tekst_gewist": "Tekst van een aanvraag gewist",
    "aanvraag.verlopen": "Aanvraag van een organisatie niet bevestigd",
    "aanvraag.vraag": "Vraag gesteld over een aanvraag van een organisatie",
    "interventie.voorgelegd": "Aanbod voorgelegd aan de redactie",
    "interventie.vraag": "Vraag van de redactie over aanbod",
    "redactievraag.beantwoord": "Vraag van de redactie beantwoord",
    "redactievraag.gesteld": "Vraag van de redactie gesteld",
    "redactievraag.tekst_gewist": "Vraag van de redactie gewist",
    "interventie.bevestigd": "Bevestigd dat aanbod nog klopt",
    "interventie.bevestiging_gevraagd": "Gevraagd of aanbod nog klopt",
    "interventie.hersteld": "Eerdere versie van aanbod teruggezet",
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
    "trainervraag.beantwoord": "Geantwoord op de vraag om een trainer",
    "trainervraag.gevraagd": "Om een trainer gevraagd",
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
    "voorstel.verschoven": "Data van een voorstel verschoven",
    "voornamen.doorgegeven": "Voornamen doorgegeven aan de trainers van een groep",
    "voornamen.gewist": "Voornamen van een groep gewist",
    "voornamen.ingezien": "Voornamen van een groep bekeken door een trainer",
    "voorstel.trainer_gevraagd": "Trainer gevraagd voor een groep die met de hand is gemaakt",
    "voorstel.vraag_terug": "Vraag aan een team of trainer teruggenomen",
    "voorstel.trainer_terug": "Trainer zei nee en geeft een groep toch",
    "voorstel.trainer_vervangen": "Trainer van een voorstel vervangen",
}
DINGEN = {
    "attendering": "Mail bij nieuwe data",
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
    "trainervraag": "Vraag om een trainer",
    "tweede_stap": "Tweede inlogstap",
}
WERKWOORDEN = {"beeindigd": "beëindigd", "geexporteerd": "gedownload", "ingezien": "bekeken"}


def _moment(ding: Any) -> str:
    op = klok.lokaal(ding.aangemaakt_op)
    return f"{dag_kort(op.date())}, {uur(op)} uur"


# What has a name that everybody who may read history may know, told instead of its number; and what is read with it.
MET_NAAM: dict[str, tuple[Callable[[Any], str], tuple[str, ...]]] = {
    "accounts.User": (str, ()),
    "aanbod.Groep": (str, ("interventie", "gemeente")),
    "aanbod.Interventie": (str, ()),
    "aanbod.Trainer": (str, ()),
    "facilitair.Ruimte": (str, ()),
    "gemeenten.Gemeente": (str, ()),
    "gemeenten.Organisatie": (str, ()),
    "gemeenten.Regio": (str, ()),
    "gemeenten.Team": (str, ()),
    "vraag.Groepsvoorstel": (lambda v: f"{v.interventie}, {v.dagdeel_naam}", ("interventie",)),
    "vraag.Run": (lambda r: f"{r.regio}, {_moment(r)}", ("regio",)),
    "vraag.Signaal": (lambda s: f"{s} van {s.team}", ("interventie", "thema", "team")),
}
# Facts of a happening that are the number of a thing.
VERWIJST = {
    "andere": "gemeenten.Organisatie",
    "groep": "aanbod.Groep",
    "organisatie": "gemeenten.Organisatie",
    "regio": "gemeenten.Regio",
    "ruimte": "facilitair.Ruimte",
    "run": "vraag.Run",
    "signaal": "vraag.Signaal",
    "team": "gemeenten.Team",
    "trainer": "aanbod.Trainer",
    "voorstel": "vraag.Groepsvoorstel",
    "vraag": "vraag.Signaal",
}
HERKOMST = {"web": "op de website", "taak": "vanzelf", "opdracht": "op de server"}
# Of a kind and a number, as history keeps them: the name.
Namen = dict[tuple[str, str], str]
METHODEN = {"GET": "bekijken", "HEAD": "bekijken", "POST": "veranderen"}
SOORTEN = {
    "accounts.User": "Persoon",
    "aanbod.Interventie": "Aanbod",
    "vraag.Groepsvoorstel": "Voorstel",
    "vraag.Run": "Berekening",
    "vraag.Signaal": "Vraag",
}


# Happenings whose counts are children that a team asks a place for.
TELT_KINDEREN = ("signaal.", "voorstel.", "teamplaats.", "teamwacht.")
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
        (soort, str(ding.pk)): MET_NAAM[soort][0](ding)
        for soort, nummers in per_soort.items()
        for ding in apps.get_model(soort)._base_manager.select_related(*MET_NAAM[soort][1]).filter(pk__in=nummers)
    }


def verwijzingen(gegevens: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The things that these facts name by their number."""
    return [(VERWIJST[naam], str(waarde)) for naam, waarde in gegevens.items() if naam in VERWIJST and waarde]


def overgang_in_woorden(soort: str, van: Any, naar: Any) -> str:
    """ "van Open naar In een voorstel", in the words of the thing that moved."""
    try:
        woorden = dict(apps.get_model(soort)._meta.get_field("staat").choices or ())
    except (LookupError, ValueError, FieldDoesNotExist):
        woorden = {}
    was, wordt = (str(woorden.get(staat, _los(str(staat)))).lower() for staat in (van, naar))
    return f"van {was} naar {wordt}"


def gegeven_in_woorden(naam: str, waarde: Any, namen: Namen) -> str:
    """ "pagina: mijn week (aanbod)" for the page "aanbod:mijn_week"; "methode: bekijken" for "GET"."""
    if gevonden := namen.get((VERWIJST.get(naam, ""), str(waarde))):
        return f"{_los(naam)}: {gevonden}"
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
