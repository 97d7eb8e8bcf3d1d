"""Our words for icons, what Tabler Icons calls them, what each means and beside which words it stands.

One picture means one thing and one word has one picture: ``tests/basis/test_iconen.py`` reads every use in the
templates and in Python against this register. Only these pictures end up in the sprite that browsers load.
"""

from typing import NamedTuple


class Icoon(NamedTuple):
    """``woorden``: beside which words it may stand, in Dutch, or the names of the fields that are shown there."""

    tekening: str
    betekenis: str
    woorden: tuple[str, ...]


REGISTER: dict[str, Icoon] = {
    "aanbod": Icoon("books", "wat aanbieders aanbieden", ("Aanbod beheren", "Trainingen en ander aanbod")),
    "aanmeldingen": Icoon("user-plus", "wie zich heeft aangemeld", ("Aanmeldingen",)),
    "advies": Icoon("help-circle", "met iemand overleggen", ("Advies",)),
    "agenda": Icoon("calendar-week", "wat wanneer in een ruimte is", ("Agenda",)),
    "bel": Icoon("bell", "meldingen voor jou", ("Meldingen",)),
    "belscherm": Icoon("headset", "inwoners te woord staan", ("Belscherm",)),
    "bericht": Icoon(
        "mail", "een e-mailadres of een mail", ("email", "mailen", "Stuur door", "Gevraagd of het nog klopt")
    ),
    "bewerken": Icoon("pencil", "wijzigen", ("Wijzig", "Gewijzigd", "Vraag gewijzigd")),
    "dagdeel": Icoon("sun", "een deel van de dag", ("te_huur",)),
    "dichtheid": Icoon("line-height", "rijen dichter of ruimer op elkaar", ("Ruimer", "Compacter")),
    "downloaden": Icoon(
        "download",
        "een bestand meenemen",
        (
            "Excel",
            "CSV",
            "als bestand",
            "download",
            "Wat er gelezen is",
            "Waar het van uitging",
            "Het antwoord",
        ),
    ),
    "elk-jaar": Icoon("calendar-repeat", "wat ieder jaar terugkomt", ("Elk jaar",)),
    "euro": Icoon("coin-euro", "wat het kost", ("kosten", "ruimte.kosten_cent")),
    "extern": Icoon("external-link", "naar een andere site", ("Website",)),
    "filter": Icoon("adjustments-horizontal", "minder laten zien", ("Filters",)),
    "fout": Icoon("alert-circle", "dit klopt niet", ("Fout:", "niet gelukt")),
    "gebruiker": Icoon("user", "een mens", ("Mijn account", "Opgepakt", "Gegeven aan", "Mensen")),
    "geschiedenis": Icoon("history", "wat er eerder gebeurde", ("regel.wat",)),
    "gezin": Icoon("friends", "voor wie van welke leeftijd", ("leeftijd", "jaar", "wie")),
    "grafiek": Icoon("chart-bar", "cijfers in beeld", ("Inzicht",)),
    "groep": Icoon("users-group", "een groep", ("Groepen", "Groep van", "Plek in een groep", "een groep", "de groep")),
    "groter": Icoon("arrows-maximize", "hetzelfde op een hele pagina", ("Open als pagina",)),
    "hulp": Icoon("lifebuoy", "direct hulp bij nood", ("Direct hulp", "hulp.kop")),
    "info": Icoon("info-circle", "goed om te weten", ()),
    "inloggen": Icoon("login-2", "inloggen", ("Log in", "Inloggen")),
    "instellingen": Icoon("settings", "instellen", ("Technisch beheer",)),
    "inzet": Icoon("briefcase", "wanneer een trainer kan", ("Mijn inzet",)),
    "kaart-bijhouden": Icoon("map-pin-cog", "de sociale kaart bijhouden", ("Sociale kaart bijhouden",)),
    "kaart": Icoon("map-2", "de regio", ("Vraag in de regio",)),
    "kalender": Icoon(
        "calendar-event", "op welke dag", ("wanneer", "dagdeel", "bijeenkomsten", "Andere datum", "Vanaf")
    ),
    "klok": Icoon("clock", "hoe lang iets duurt", ("Hoe lang",)),
    "kopieren": Icoon("copy", "nog zo een maken", ("Maak een kopie",)),
    "kruis": Icoon(
        "x",
        "sluiten, weghalen, intrekken",
        (
            "Sluit",
            "Haal weg",
            "haal wat weg",
            "Niet meer tonen",
            "Trek in",
            "ingetrokken",
            "Vervallen",
            "Van de plank gehaald",
        ),
    ),
    "leden": Icoon("address-book", "wie bij een team of organisatie hoort", ("Leden",)),
    "let-op": Icoon("alert-triangle", "gevaar, pas op", ()),
    "locatie": Icoon("map-pin", "waar het is", ("waar", "adres", "plek", "plaats", "locatie_naam")),
    "log": Icoon("clipboard-list", "het logboek", ("Logboek",)),
    "menu": Icoon("menu-2", "het menu", ("Menu",)),
    "mijn-groepen": Icoon("calendar-user", "de groepen die een trainer geeft", ("Mijn groepen",)),
    "omlaag": Icoon("chevron-down", "uitklappen", ()),
    "opmerking": Icoon("message", "iets erbij schrijven", ("Opmerking", "Plaats opmerking", "Chat")),
    "organisatie": Icoon("building", "een organisatie", ("contact.naam",)),
    "pagina": Icoon("file-text", "een pagina van deze site", ("Pagina’s",)),
    "plaatsen": Icoon("armchair", "hoeveel mensen er in een ruimte passen", ("ruimte.capaciteit",)),
    "plank": Icoon(
        "building-store", "de plank met wat te vragen is", ("Plank", "Op de plank gezet", "Zet op de plank")
    ),
    "plus": Icoon(
        "plus",
        "erbij",
        (
            "Nieuw",
            "Nieuwe",
            "Plaats een vraag",
            "Bijeenkomst erbij",
            "Maak een groep",
            "Voeg",
            "Nodig",
            "Maak een scenario",
            "Reserveer",
            "Sluit aan",
            "Toegevoegd",
            "geplaatst",
            "gemaakt",
            "nog_een",
            "pagina.actie",
        ),
    ),
    "publiceren": Icoon("world-upload", "voor iedereen laten zien", ("Zet op het marktplein",)),
    "redactie": Icoon(
        "mail-question", "wat de redactie bekijkt", ("Redactie", "Voorgelegd aan de redactie", "Vraag van de redactie")
    ),
    "teksten": Icoon("writing", "teksten bijhouden", ("Teksten",)),
    "rekenen": Icoon("calculator", "een berekening", ("Berekeningen",)),
    "rolstoel": Icoon("disabled-2", "toegankelijk", ("Rolstoeltoegankelijk",)),
    "ruimte": Icoon("door", "een ruimte", ("Ruimtes", "ruimte")),
    "slot": Icoon("lock", "een wachtwoord", ("Wachtwoord",)),
    "sluitingsdag": Icoon("calendar-off", "een dag dicht", ("Sluitingsdagen",)),
    "sociale-kaart": Icoon("map-search", "organisaties en waar zij zijn", ("Sociale kaart",)),
    "start": Icoon("layout-dashboard", "waar je werk begint", ("Start",)),
    "taak": Icoon("checklist", "wat er te doen is", ("Taken", "Overig")),
    "team": Icoon("users", "een team", ("team",)),
    "telefoon": Icoon("phone", "bellen", ("Bel", "telefoon")),
    "terugbellen": Icoon("phone-incoming", "wie gebeld wil worden", ("Terugbelverzoeken", "Laat terugbellen")),
    "terug": Icoon(
        "arrow-back-up",
        "terug naar hoe het was",
        (
            "terug",
            "Teruggegeven",
            "Eerdere versie teruggezet",
            "Klaar: 3. Je kunt dit nog",
            "bundel.woorden",
            "ding.woorden",
            "Staat weer open",
        ),
    ),
    "twee-stappen": Icoon("shield-lock", "inloggen met een tweede bewijs", ("Inloggen in twee stappen",)),
    "uitloggen": Icoon("logout-2", "uitloggen", ("Uitloggen",)),
    "verlopen": Icoon("clock-x", "te lang geleden", ("verlopen",)),
    "verversen": Icoon(
        "refresh", "opnieuw", ("opnieuw", "tekst", "Opnieuw geopend", "Nog steeds nodig", "Weer verder")
    ),
    "verwijderen": Icoon("trash", "wissen", ("Verwijder",)),
    "vinkje": Icoon(
        "check", "klaar, akkoord", ("Klaar", "Alles gelezen", "Bevestig", "Bevestigd", "kan", "Je team doet mee")
    ),
    "vinkje-rond": Icoon(
        "circle-check",
        "het is gelukt",
        ("genoeg voor een groep", "De tien tellen zijn voorbij", "Alles is bij", "Afgerond"),
    ),
    "volgende": Icoon("chevron-right", "een bladzijde verder", ("Volgende",)),
    "voorstel": Icoon("bulb", "een voorstel", ("Voorstellen", "Voorstel voor")),
    "vorige": Icoon("chevron-left", "een bladzijde terug", ("Vorige",)),
    "vraag": Icoon("message-2-question", "een vraag van een team", ("Vragen",)),
    "wachten": Icoon("hourglass", "het wacht", ("Op wacht",)),
    "wat-als": Icoon("flask", "een proef met andere cijfers", ("Wat als",)),
    "zoeken": Icoon("search", "zoeken", ("Zoek", "Zoeken")),
}

# Pictures for themes, and for nothing else: each theme has its own (a constraint of the database).
THEMA_ICONEN: dict[str, str] = {
    "thema-aankomst": "plane-arrival",
    "thema-afzetting": "barrier-block",
    "thema-appel": "apple",
    "thema-blij-gezicht": "mood-smile",
    "thema-bliksem": "bolt",
    "thema-boos-gezicht": "mood-angry",
    "thema-duim-omlaag": "thumb-down",
    "thema-fles": "bottle",
    "thema-gender": "gender-bigender",
    "thema-gesprek": "messages",
    "thema-hart-in-handen": "heart-handshake",
    "thema-hartslag": "activity-heartbeat",
    "thema-hobbelpaard": "horse-toy",
    "thema-hulp-aan-huis": "home-plus",
    "thema-kinderwagen": "baby-carriage",
    "thema-knooppunt": "affiliate",
    "thema-koffie": "coffee",
    "thema-koptelefoon": "headphones",
    "thema-maan": "moon-stars",
    "thema-meter": "gauge",
    "thema-microfoon": "microphone",
    "thema-mobieltje": "device-mobile",
    "thema-oog": "eye",
    "thema-paraplu": "umbrella",
    "thema-pil": "pill",
    "thema-plant": "plant",
    "thema-pleister": "bandage",
    "thema-puzzelstuk": "puzzle",
    "thema-raket": "rocket",
    "thema-regenwolk": "cloud-rain",
    "thema-rolstoelrijder": "wheelchair",
    "thema-rugzak": "backpack",
    "thema-sleutel": "key",
    "thema-spaarvarken": "pig-money",
    "thema-spelcomputer": "device-gamepad-2",
    "thema-splitsing": "arrows-split-2",
    "thema-stethoscoop": "stethoscope",
    "thema-trap": "stairs-up",
    "thema-twee-harten": "hearts",
    "thema-veilig-huis": "home-shield",
    "thema-verdediging": "karate",
    "thema-verdrietig-gezicht": "mood-sad",
    "thema-verfpalet": "palette",
    "thema-voetbal": "ball-football",
    "thema-warm-huis": "home-heart",
}

ICONEN: dict[str, str] = {naam: icoon.tekening for naam, icoon in REGISTER.items()} | THEMA_ICONEN


def thema_iconen() -> list[tuple[str, str]]:
    """What an editor may choose from for a theme: the name as stored, and as read."""
    return [(naam, naam.removeprefix("thema-").replace("-", " ")) for naam in THEMA_ICONEN]
