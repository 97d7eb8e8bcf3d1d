"""What the technical admin shows and what can be done there. What is not on this list is not there."""

from dataclasses import dataclass

KIJKEN = frozenset({"view"})
BIJHOUDEN = KIJKEN | {"add", "change", "delete"}


@dataclass(frozen=True)
class Toegang:
    """``handelingen`` are Django's words for them; ``acties`` work on several rows at once, and there are none."""

    velden: tuple[str, ...]
    handelingen: frozenset[str] = BIJHOUDEN
    acties: tuple[str, ...] = ()


PLEK = ("rol", "team", "gemeente", "organisatie")

# Models with pages of their own.
MODELLEN: dict[str, Toegang] = {
    "accounts.user": Toegang(("email", "naam", "is_active", "last_login", "date_joined"), KIJKEN),
    "audit.logregel": Toegang(("door", "gebeurtenis", "soort", "object_id", "herkomst"), KIJKEN),
    "gemeenten.regio": Toegang(("naam", "slug")),
    "gemeenten.gemeente": Toegang(
        ("cbs_code", "naam", "slug", "regio", "subregio", "van", "tot", "opgegaan_in", "vakantieregio", "lat", "lon")
    ),
    "gemeenten.gemeentecijfer": Toegang(("gemeente", "jaar", "soort", "waarde", "bron")),
    "gemeenten.team": Toegang(("naam", "slug", "soort", "gemeente", "lat", "lon", "actief")),
    "gemeenten.organisatie": Toegang(
        (
            "naam", "slug", "vestiging", "omschrijving", "doelgroep", "kosten", "vrij_toegankelijk", "website",
            "email", "telefoon", "lat", "lon", "laatst_gecontroleerd", "controle_maanden", "fictief", "gemeenten",
        )
    ),
    "gemeenten.schoolvakantie": Toegang(("naam", "vakantieregio", "begin", "eind")),
    "gemeenten.lidmaatschap": Toegang((*PLEK, "user", "van", "tot"), KIJKEN),
    "gemeenten.uitnodiging": Toegang(
        (*PLEK, "email", "uitgenodigd_door", "verloopt_op", "aanvaard_op", "ingetrokken_op"), KIJKEN
    ),
    "kaart.categorie": Toegang(("naam", "slug", "reeks", "uitleg", "volgorde")),
    "kcc.adviespunt": Toegang(("contact", "gemeenten", "chat", "volgorde")),
    "aanbod.thema": Toegang(("naam", "naam_en", "slug", "uitleg", "uitleg_en", "icoon", "volgorde")),
    "aanbod.trainer": Toegang(
        (
            "user", "naam", "telefoon", "email", "gemeente", "organisatie", "bereik", "dagdelen",
            "max_groepen_per_week", "actief",
        )
    ),
    "facilitair.ruimte": Toegang(
        (
            "naam", "gemeente", "adres", "lat", "lon", "capaciteit", "dagdelen", "toegankelijk", "kosten_cent",
            "actief", "contact", "contact_telefoon",
        )
    ),
    "facilitair.taaksjabloon": Toegang(("soort", "titel", "uitleg", "werkdagen_na_start", "actief")),
}  # fmt: skip
# Models that are kept on the page of another.
REGELS: dict[str, Toegang] = {
    "gemeenten.kern": Toegang(("naam", "lat", "lon", "postcodes")),
    "aanbod.zoekwoord": Toegang(("woord",)),
    "aanbod.voorbeeldzin": Toegang(("zin", "taal")),
    "aanbod.certificaat": Toegang(("interventie", "geldig_tot")),
}
# Other people's models whose admin comes along and stays out: accounts and locks have services, with rules and history.
BUITEN = frozenset({"account.emailaddress", "auth.group", "auth.user", "mfa.authenticator"})
