"""Which part of which manual fits a page: a map from the name of an address to manual and heading."""

from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.selectors import rollen_van
from marktplein.accounts.models import Bezoeker
from marktplein.handleiding.teksten import ALGEMEEN

JGT, TRAINER, AANBIEDER, FACILITAIR = "jgt-jgz-medewerker", "trainer", "aanbieder", "facilitair"
REDACTIE = "redactie"
AANSPREEKPUNT, GEMEENTE, KCC, BEHEER = "aanspreekpunt", "gemeentebeheerder", "kcc", "applicatiebeheerder"
VAN_ROL = {
    Rol.JGT: JGT,
    Rol.JGZ: JGT,
    Rol.COACH: JGT,
    Rol.TRAINER: TRAINER,
    Rol.AANBIEDER: AANBIEDER,
    Rol.FACILITAIR: FACILITAIR,
    Rol.AANSPREEKPUNT: AANSPREEKPUNT,
    Rol.GEMEENTEBEHEER: GEMEENTE,
    Rol.KCC: KCC,
    Rol.BEHEER: BEHEER,
}
_STELLEN = (f"{JGT}#een-vraag-plaatsen",)
_BIJHOUDEN = (f"{JGT}#een-vraag-bijhouden", f"{AANSPREEKPUNT}#zien-wat-er-mist")
_ANTWOORDEN = (f"{JGT}#een-voorstel-beantwoorden", f"{TRAINER}#antwoorden-op-een-voorstel")
_VOORSTEL = (*_ANTWOORDEN, f"{AANSPREEKPUNT}#een-voorstel-volgen")
_PLEKKEN = (f"{JGT}#plekken-in-een-groep-die-al-gepland-is",)
_INZICHT = (f"{AANSPREEKPUNT}#zien-wat-er-mist", f"{JGT}#inzicht")
_REKENEN = (f"{AANSPREEKPUNT}#nu-laten-rekenen", f"{BEHEER}#berekeningen-volgen")
_WAT_ALS = (f"{AANSPREEKPUNT}#iets-uitproberen-met-wat-als",)
_NAMEN = (f"{FACILITAIR}#aanmeldingen", f"{TRAINER}#zien-wie-er-komt")
_TAAK = (f"{FACILITAIR}#een-taak-doen",)
_ZAAL = (f"{FACILITAIR}#een-ruimte-kiezen",)
_DATA = tuple(f"{wie}#data-of-plaats-wijzigen" for wie in (FACILITAIR, TRAINER, AANBIEDER, JGT))
_GROEP = (
    *_PLEKKEN,
    f"{FACILITAIR}#een-groep-gaat-niet-door",
    f"{TRAINER}#zien-wie-er-komt",
    f"{KCC}#helpen-met-aanmelden",
)
_SAMEN = (
    f"{FACILITAIR}#wie-is-wie-en-berichten",
    f"{TRAINER}#samen-met-de-teams-en-facilitair",
    f"{JGT}#samen-met-de-trainer-en-facilitair",
)
_ZOEKEN = (f"{KCC}#zoeken-terwijl-iemand-belt", "bezoeker#zoeken")
_BELLEN = (f"{KCC}#het-belscherm",)
_TERUGBELLEN = (
    f"{KCC}#laten-terugbellen",
    f"{JGT}#een-inwoner-terugbellen",
    f"{AANBIEDER}#een-inwoner-terugbellen",
    f"{AANSPREEKPUNT}#niemand-belde-terug",
)
_ROL = (f"{GEMEENTE}#een-rol-beeindigen", f"{BEHEER}#mensen-en-rollen")
_UITNODIGEN = (f"{GEMEENTE}#iemand-uitnodigen", f"{BEHEER}#mensen-en-rollen")
_UITGENODIGD = (f"{GEMEENTE}#uitnodigingen-bijhouden", f"{BEHEER}#mensen-en-rollen")
_AANBOD = (f"{AANBIEDER}#aanbod-wijzigen",)
_REDACTIE = (f"{BEHEER}#de-redactie",)
_MEEDOEN = (f"{AANBIEDER}#meedoen-met-een-nieuwe-organisatie",)
_VERSIES = (f"{AANBIEDER}#een-eerdere-versie-terugzetten",)
_SLUITING = tuple(f"{wie}#sluitingsdagen" for wie in (FACILITAIR, AANSPREEKPUNT, GEMEENTE, BEHEER))
_OVERZICHT = (f"{ALGEMEEN}#overzichten-van-de-regio",)
_REDACTIE = (f"{REDACTIE}#wat-ontbreekt",)
_THEMA = (f"{REDACTIE}#wat-er-bij-een-thema-staat",)
_ZORGPAD = (f"{REDACTIE}#zorgpaden-van-kansrijke-start",)
_DOORGEVEN = (f"{ALGEMEEN}#doorgeven", "bezoeker#doorgeven-aan-een-ander")
_NIEUWE_DATA = ("bezoeker#een-mail-bij-nieuwe-data",)
_INLOGGEN = (f"{ALGEMEEN}#inloggen",)

_SOCIALE_KAART = ("bezoeker#de-sociale-kaart",)
_KAART = (f"{GEMEENTE}#de-sociale-kaart", f"{BEHEER}#de-sociale-kaart", f"{AANBIEDER}#op-de-sociale-kaart")

PLEKKEN: dict[str, tuple[str, ...]] = {
    "werkplek:start": (f"{ALGEMEEN}#welke-handleiding-is-voor-jou",),
    "vraag:signalen": _BIJHOUDEN,
    "vraag:signaal": _BIJHOUDEN,
    "vraag:signaal_intrekken": _BIJHOUDEN,
    "vraag:signaal_tekst_wissen": _BIJHOUDEN,
    "vraag:reden_wissen": _BIJHOUDEN,
    "vraag:trainer_vragen": _BIJHOUDEN,
    "vraag:trainervraag": _BIJHOUDEN,
    "vraag:signaal_nieuw": _STELLEN,
    "vraag:signaal_wijzigen": _STELLEN,
    "vraag:signaal_kopieren": _STELLEN,
    "vraag:aansluiten": _STELLEN,
    "vraag:regiovraag": _STELLEN,
    "vraag:groep_maken": tuple(f"{wie}#zelf-een-groep-maken" for wie in (JGT, TRAINER, AANBIEDER, FACILITAIR)),
    "vraag:andere_trainer": tuple(f"{wie}#zelf-een-groep-maken" for wie in (JGT, TRAINER, AANBIEDER, FACILITAIR)),
    "vraag:voorstellen": _VOORSTEL,
    "vraag:voorstel": _VOORSTEL,
    "vraag:overleg": _VOORSTEL,
    "vraag:herinneren": _VOORSTEL,
    "vraag:runs": _REKENEN,
    "vraag:run": _REKENEN,
    "vraag:scenarios": _WAT_ALS,
    "vraag:scenario_nieuw": _WAT_ALS,
    "vraag:scenarios_vergelijken": _WAT_ALS,
    "vraag:scenario": _WAT_ALS,
    "vraag:scenario_verwijderen": _WAT_ALS,
    "vraag:scenario_tekst_wissen": _WAT_ALS,
    "vraag:reeks_tekst_wissen": _INZICHT,
    "vraag:reeksen": _INZICHT,
    "vraag:reeks_beslissen": _INZICHT,
    "inzicht:inzicht": _INZICHT,
    "kcc:belscherm": _BELLEN,
    "kcc:doorsturen": _BELLEN,
    "kcc:terugbelverzoeken": _TERUGBELLEN,
    "kcc:terugbelverzoek": _TERUGBELLEN,
    "kcc:terugbellen_vragen": _TERUGBELLEN,
    "advies:advies": ("bezoeker#advies",),
    "inzicht:wachttijd": _INZICHT,
    "facilitair:taken": _TAAK,
    "facilitair:taak": _TAAK,
    "facilitair:taak_tekst_wissen": _TAAK,
    "facilitair:reservering_tekst_wissen": _TAAK,
    "facilitair:taak_nieuw": _TAAK,
    "facilitair:zaal": _ZAAL,
    "facilitair:rooster": _DATA,
    "facilitair:rooster_wijzigen": _DATA,
    "facilitair:rooster_overslaan": _DATA,
    "facilitair:rooster_erbij": _DATA,
    "facilitair:ruimtes": _ZAAL,
    "facilitair:ruimte": _ZAAL,
    "facilitair:ruimte_contact": _SAMEN,
    "facilitair:ruimte_tekst_wissen": _SAMEN,
    "facilitair:reserveren": _ZAAL,
    "facilitair:kies_groep": _ZAAL,
    "facilitair:reservering": _ZAAL,
    "facilitair:vrijgeven": _ZAAL,
    "facilitair:agenda": _ZAAL,
    "aanbod:groepen": _GROEP,
    "aanbod:groep": _GROEP,
    "aanbod:teamplaats": _PLEKKEN,
    "aanbod:teamplaats_terug": _PLEKKEN,
    "aanbod:voornamen": (f"{JGT}#voornamen-voor-de-trainer",),
    "aanbod:voornamen_wissen": (f"{JGT}#voornamen-voor-de-trainer",),
    "aanbod:voornamen_zien": (f"{TRAINER}#voornamen-van-de-kinderen",),
    "aanbod:teamwacht": (f"{JGT}#een-volle-groep",),
    "aanbod:teamwacht_ja": (f"{JGT}#een-volle-groep",),
    "aanbod:teamwacht_nee": (f"{JGT}#een-volle-groep",),
    "aanbod:groep_vorm": (f"{FACILITAIR}#voor-wie-een-groep-bedoeld-is",),
    "aanbod:groep_afgelasten": (f"{FACILITAIR}#een-groep-gaat-niet-door",),
    "aanbod:groep_tekst_wissen": (f"{FACILITAIR}#een-groep-gaat-niet-door",),
    "aanbod:doorgeven": _DOORGEVEN,
    "aanbod:lijstje": _DOORGEVEN,
    "aanbod:overnemen": (f"{ALGEMEEN}#doorgeven", f"{BEHEER}#het-blok-op-andere-websites"),
    "aanbod:attendering_nieuw": _NIEUWE_DATA,
    "aanbod:attendering": _NIEUWE_DATA,
    "aanbod:aanmelden": (f"{KCC}#helpen-met-aanmelden", "bezoeker#aanmelden-voor-een-groep"),
    "aanbod:aanmeldingen": _NAMEN,
    "aanbod:groep_berichten": _SAMEN,
    "aanbod:groep_contact": _SAMEN,
    "aanbod:groep_bericht": _SAMEN,
    "aanbod:groep_bericht_wissen": _SAMEN,
    "aanbod:trainer_bereikbaar": (*_SAMEN, f"{AANBIEDER}#hoe-jullie-trainers-bereikbaar-zijn"),
    "aanbod:tekort": (f"{FACILITAIR}#te-weinig-deelnemers",),
    "aanbod:tekort_akkoord": (f"{FACILITAIR}#te-weinig-deelnemers",),
    "vraag:per_link": _ANTWOORDEN,
    "aanbod:presentie": (f"{TRAINER}#vastleggen-wie-er-was", f"{FACILITAIR}#aanmeldingen"),
    "aanbod:aanmelding_annuleren": _NAMEN,
    "aanbod:aanmelding_wissen": _NAMEN,
    "aanbod:mijn_groepen": (f"{TRAINER}#zien-wie-er-komt",),
    "aanbod:mijn_week": (f"{TRAINER}#je-week-bekijken", f"{JGT}#de-week-van-je-team"),
    "aanbod:mijn_inzet": (f"{TRAINER}#wanneer-en-waar-je-kunt",),
    "aanbod:plank": (f"{KCC}#de-plank", f"{AANBIEDER}#aanbod-op-de-plank-zetten-of-eraf-halen", f"{ALGEMEEN}#woorden"),
    "aanbod:matrix": _OVERZICHT,
    "aanbod:draait": _OVERZICHT,
    "aanbod:gevers": _OVERZICHT,
    "aanbod:teksten": _REDACTIE,
    "aanbod:teksten_thema": _THEMA,
    "aanbod:teksten_stuk_nieuw": _THEMA,
    "aanbod:teksten_stuk": _THEMA,
    "aanbod:teksten_uitleg": (f"{REDACTIE}#uitlegpaginas",),
    "aanbod:teksten_zorgpad": _ZORGPAD,
    "aanbod:teksten_toegang": (f"{REDACTIE}#het-loket-van-de-gemeente",),
    "aanbod:wie_bel_ik": _ZOEKEN,
    "aanbod:teksten_zorgpad_naam": _ZORGPAD,
    "aanbod:kansrijke_kaart": _ZORGPAD,
    "aanbod:beheer": _AANBOD,
    "aanbod:interventie_nieuw": (f"{AANBIEDER}#nieuw-aanbod-toevoegen",),
    "aanbod:interventie_wijzigen": _AANBOD,
    "aanbod:leesbaar": _AANBOD,
    "aanbod:interventie_intrekken": (f"{AANBIEDER}#aanbod-op-de-plank-zetten-of-eraf-halen",),
    "aanbod:interventie_versies": _VERSIES,
    "aanbod:interventie_redactie": (f"{AANBIEDER}#langs-de-redactie", *_REDACTIE),
    "aanbod:redactie": _REDACTIE,
    "aanbod:redactie_aanvraag": _REDACTIE,
    "aanbod:aanvraag_wissen": _REDACTIE,
    "aanbod:redactievraag_wissen": _REDACTIE,
    "aanbod:aanbod_bevestigen": (f"{AANBIEDER}#bevestigen-dat-het-klopt",),
    "aanbod:aanbieder_worden": _MEEDOEN,
    "aanbod:aanvraag_gedaan": _MEEDOEN,
    "aanbod:aanvraag": _MEEDOEN,
    "aanbod:interventie_versie": _VERSIES,
    "aanbod:home": _ZOEKEN,
    "aanbod:zoeken": _ZOEKEN,
    "aanbod:thema": _ZOEKEN,
    "aanbod:interventie": _ZOEKEN,
    **dict.fromkeys(("kaart:kaart", "kaart:organisatie", "kaart:locatie", "kaart:afdrukken"), _SOCIALE_KAART),
    **dict.fromkeys(
        (
            "kaart:beheer",
            "kaart:nieuw",
            "kaart:wijzigen",
            "kaart:locatie_nieuw",
            "kaart:locatie_wijzigen",
            "kaart:contact_nieuw",
            "kaart:contact_wijzigen",
            "kaart:voorstellen",
            "kaart:voorstel",
            "kaart:dubbel",
            "kaart:samenvoegen",
            "kaart:ongedaan",
            "kaart:invoeren",
            "kaart:invoer",
            "kaart:kolommen",
            "kaart:doorvoeren",
            "kaart:nog_juist",
            "kaart:locatie_weg",
            "kaart:contact_weg",
        ),
        _KAART,
    ),
    "aanbod:jongeren": _ZOEKEN,
    "aanbod:uitleg": _ZOEKEN,
    "aanbod:uitlegpaginas": _ZOEKEN,
    "aanbod:kansrijke_start": _ZOEKEN,
    "gemeenten:leden": _ROL,
    "gemeenten:lid": _ROL,
    "gemeenten:lidmaatschap_beeindigen": _ROL,
    "gemeenten:uitnodigen": _UITNODIGEN,
    "gemeenten:uitnodigingen": _UITGENODIGD,
    "gemeenten:logboek": (f"{BEHEER}#het-logboek",),
    "gemeenten:sluitingsdagen": _SLUITING,
    "gemeenten:sluitingsdag_nieuw": _SLUITING,
    "gemeenten:sluitingsdag_weg": _SLUITING,
    "werkplek:zoek": (f"{ALGEMEEN}#zoeken-in-alles",),
    "meldingen:voorkeuren": (f"{ALGEMEEN}#mails-kiezen",),
    "account_change_password": _INLOGGEN,
    "mfa_index": _INLOGGEN,
}


def plek_voor(naam: str, user: Bezoeker) -> str:
    """Manual and heading for a page: of a role of this person where one has it, else the first; without a place the
    start of the manuals.
    """
    keuzes = PLEKKEN.get(naam, (ALGEMEEN,))
    eigen = {VAN_ROL[Rol(rol)] for rol in rollen_van(user)}
    return next((keuze for keuze in keuzes if keuze.partition("#")[0] in eigen), keuzes[0])


def adres_voor(naam: str, user: Bezoeker) -> str:
    handleiding, _, anker = plek_voor(naam, user).partition("#")
    adres = reverse("handleiding:handleiding", args=[handleiding])
    return f"{adres}#{anker}" if anker else adres
