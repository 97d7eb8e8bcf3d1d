"""What production may not start with. Pure: settings in, complaints out; each says what to do."""

import collections
import ipaddress
import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import Fernet

Instellingen = Mapping[str, Any]
SMTP = "django.core.mail.backends.smtp.EmailBackend"
GEZONDHEID_SLEUTEL_LENGTE = 20
# Under these somebody else may register the name next to ours.
ACHTERVOEGSELS = frozenset({"ac", "co", "com", "edu", "gov", "net", "or", "org"})


def bezwaren(instellingen: Instellingen) -> list[str]:
    """Every reason not to start with these settings, each a Dutch sentence or two; empty when all is well."""
    return [klacht for controle in CONTROLES for klacht in controle(instellingen)]


def is_zwakke_sleutel(sleutel: str) -> bool:
    """Short, of few signs, a known example, the same piece over and over, or signs in a row (abcd, 1234)."""
    if len(sleutel) < 50 or len(set(sleutel)) < 10:
        return True
    if sleutel.startswith(("django-insecure", "alleen-voor", "verander")):
        return True
    stukjes = [sleutel[i : i + 3] for i in range(len(sleutel) - 2)]
    stappen = collections.Counter(ord(b) - ord(a) for a, b in itertools.pairwise(sleutel))
    return len(set(stukjes)) < 0.8 * len(stukjes) or stappen.most_common(1)[0][1] > 0.4 * len(sleutel)


def is_te_wijd(naam: str) -> bool:
    """Lets in names that others can register: everything, or all of a domain such as ``.nl`` or ``.co.uk``."""
    if naam.strip(".") in ("", "*"):
        return True
    delen = naam.strip(".").split(".")
    return naam.startswith(".") and (len(delen) < 2 or (len(delen) == 2 and delen[0] in ACHTERVOEGSELS))


def _is_hier(gastheer: str) -> bool:
    try:
        return ipaddress.ip_address(gastheer).is_loopback
    except ValueError:
        return gastheer == "localhost"


def _demo(w: Instellingen) -> Iterator[str]:
    if w["DEBUG_GEVRAAGD"]:
        yield "DEBUG staat aan. Haal DEBUG weg uit de omgeving."
    if w["DEMO"]:
        yield "DEMO staat aan. De demo heeft inlognamen met een bekend wachtwoord; zet DEMO=0."
    if w["POST_ZICHTBAAR"]:
        yield "POST_ZICHTBAAR staat aan. Dan leest iedereen alle mail, met namen en inloglinks; zet POST_ZICHTBAAR=0."


def _sleutels(w: Instellingen) -> Iterator[str]:
    if is_zwakke_sleutel(w["SECRET_KEY"]):
        yield "SECRET_KEY ontbreekt of is te zwak. Zet een eigen, willekeurige sleutel van 50 tekens of meer."
    if not w["VERSLEUTELSLEUTELS"]:
        yield (
            "VERSLEUTELSLEUTELS ontbreekt. Daarmee staan tweede inlogstappen versleuteld in de database. Maak er een: "
            'python3 -c "import base64, secrets; print(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())"'
        )
    for nummer, sleutel in enumerate(w["VERSLEUTELSLEUTELS"], start=1):
        try:
            Fernet(sleutel)
        except ValueError:
            yield f"VERSLEUTELSLEUTELS: sleutel {nummer} klopt niet. Zie .env.example: 32 bytes in base64."
    if 0 < len(w["GEZONDHEID_SLEUTEL"]) < GEZONDHEID_SLEUTEL_LENGTE:
        yield f"GEZONDHEID_SLEUTEL is te kort. Gebruik {GEZONDHEID_SLEUTEL_LENGTE} tekens of meer, of laat hem leeg."


def _namen(w: Instellingen) -> Iterator[str]:
    if not w["ALLOWED_HOSTS"]:
        yield "ALLOWED_HOSTS ontbreekt. Noem de namen waaronder de site bereikbaar is, met komma's ertussen."
    for naam in w["ALLOWED_HOSTS"]:
        if is_te_wijd(naam):
            yield f"ALLOWED_HOSTS bevat “{naam}”: dat laat ook namen van anderen toe. Noem alleen je eigen namen."
        elif not naam.startswith("[") and any(teken in naam for teken in " /:@"):
            yield f"ALLOWED_HOSTS bevat “{naam}”: dat is geen naam. Schrijf alleen een naam: marktplein.example.nl."
    for naam in ("DATABASE_URL", "REDIS_URL", "SITE_URL"):
        if not w["OMGEVING"].get(naam):
            yield f"{naam} ontbreekt. Zie .env.example."
    adres = urlsplit(w["SITE_URL"])
    if w["OMGEVING"].get("SITE_URL") and (adres.scheme != "https" or not adres.hostname):
        yield "SITE_URL begint niet met https://. Links in mails gaan anders onversleuteld over de lijn."


def _verkeer(w: Instellingen) -> Iterator[str]:
    if not w["MFA_VERPLICHT"]:
        yield "MFA_VERPLICHT staat uit. Medewerkers zien namen en werken met een tweede inlogstap; haal het weg."
    if not w["OMGEVING"].get("ACHTER_PROXY"):
        yield (
            "ACHTER_PROXY ontbreekt. Zet 1 als er een proxy voor staat die X-Forwarded-Proto en X-Forwarded-For zet "
            "(en PROXY_AANTAL als het er meer zijn), anders 0."
        )
    if w["PROXY_AANTAL"] < 1:
        yield "PROXY_AANTAL is kleiner dan 1. Zet het aantal proxy's dat X-Forwarded-For aanvult, of ACHTER_PROXY=0."
    if w["HSTS_PRELOAD"] and not w["HSTS_SUBDOMEINEN"]:
        yield "HSTS_PRELOAD=1 kan niet zonder HSTS_SUBDOMEINEN=1. Beide gelden voor het hele domein."


def _post(w: Instellingen) -> Iterator[str]:
    veilig = w["EMAIL_USE_TLS"] or w["EMAIL_USE_SSL"] or w["MAIL_ONVERSLEUTELD"] or _is_hier(w["EMAIL_HOST"])
    if w["EMAIL_BACKEND"] == SMTP and not veilig:
        yield (
            f"mail naar {w['EMAIL_HOST']} gaat onversleuteld. Zet EMAIL_USE_TLS=1 of EMAIL_USE_SSL=1. "
            "Is het netwerk ertussen van jezelf? Zet dan MAIL_ONVERSLEUTELD=1."
        )
    if w["EMAIL_USE_TLS"] and w["EMAIL_USE_SSL"]:
        yield "EMAIL_USE_TLS en EMAIL_USE_SSL staan allebei aan. Kies er een."


CONTROLES: tuple[Callable[[Instellingen], Iterator[str]], ...] = (_demo, _sleutels, _namen, _verkeer, _post)
