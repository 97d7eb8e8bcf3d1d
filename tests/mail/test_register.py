"""Every message of the house: in the register, with its templates, and fit to be read in plain text and as HTML."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from marktplein.mail.account import Accountbericht
from marktplein.mail.bericht import Mailbericht, Voor, register
from marktplein.mail.models import Bericht
from marktplein.mail.opmaak import STREEP, als_html
from tests.mail.voorbeelden import KWAAD, voorbeeld

SLEUTEL = Bericht._meta.get_field("sleutel").max_length
PROJECT = Path(__file__).resolve().parent.parent.parent
EIGEN = ("marktplein", "gemeenten", "aanbod", "facilitair", "vraag")
SOORTEN = sorted(register().items())
elk = pytest.mark.parametrize("soort", [soort for _, soort in SOORTEN], ids=[naam for naam, _ in SOORTEN])


def bronnen() -> list[Path]:
    return [pad for map_ in EIGEN for pad in (PROJECT / map_).rglob("*.py")]


def onder(soort: type[Mailbericht]) -> set[type[Mailbericht]]:
    return {dieper for s in soort.__subclasses__() for dieper in {s, *onder(s)}}


@pytest.mark.puur
def test_elk_bericht_staat_in_het_register() -> None:
    van_ons = {soort for soort in onder(Mailbericht) if soort.__module__.startswith(tuple(f"{e}." for e in EIGEN))}
    assert {soort for soort in van_ons if soort.soort} == set(register().values())
    modules = {".".join(pad.relative_to(PROJECT).with_suffix("").parts) for pad in bronnen()}
    assert {naam for naam in modules if naam.endswith(".berichten")} <= set(settings.BERICHTEN)


@pytest.mark.puur
def test_twee_berichten_met_een_naam_valt_op(monkeypatch: pytest.MonkeyPatch) -> None:
    class Dubbel(Mailbericht):
        soort = "aanbod.bevestig"

    try:
        monkeypatch.setattr(Dubbel, "__module__", settings.BERICHTEN[0])
        with pytest.raises(ValueError, match=r"aanbod\.bevestig"):
            register.__wrapped__()
    finally:
        Dubbel.soort = ""


@elk
@pytest.mark.puur
def test_een_bericht_zegt_wat_het_is(soort: type[Mailbericht]) -> None:
    for deel in ("_subject.txt", soort.lichaam):
        get_template(f"{soort.sjabloon}{deel}")
    assert soort.titel
    assert len(soort.soort) <= 60
    assert isinstance(soort.voor, Voor)
    assert soort.uitleg.endswith(".") or soort.voor == Voor.INWONER
    assert not (soort.uit_te_zetten and soort.voor in (Voor.INWONER, Voor.ACCOUNT, Voor.BEHEERDER))


@pytest.mark.puur
def test_alleen_het_bericht_zelf_doet_post_in_de_bus() -> None:
    fout = [
        str(pad.relative_to(PROJECT))
        for pad in bronnen()
        for knoop in ast.walk(ast.parse(pad.read_text("utf-8")))
        if getattr(knoop, "id", getattr(knoop, "attr", "")) in {"doe_in_de_bus", "EmailMessage", "send_mail"}
        and pad.parts[-3:-1] != ("marktplein", "mail")
    ]
    assert fout == []


@pytest.mark.puur
def test_wat_allauth_mailt_is_een_bericht_van_ons() -> None:
    """What it sends when somebody signs up, logs in by code or through another site does not happen here."""
    import allauth

    bron = Path(allauth.__file__).parent
    gevonden = {
        naam
        for deel in ("account", "mfa")
        for pad in (bron / deel).rglob("*.py")
        if "tests" not in pad.parts
        for naam in re.findall(r'"((?:account|mfa)/email/\w+)"', pad.read_text("utf-8"))
    }
    nooit = {"account_already_exists", "email_confirmation_signup", "login_code", "password_reset_code"}
    van_ons = {soort.sjabloon for soort in register().values() if issubclass(soort, Accountbericht)}
    assert gevonden - {f"account/email/{naam}" for naam in nooit} == van_ons


class Lezer(HTMLParser):
    """What stands in a mail as links, and which elements it has."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.elementen: list[str] = []
        self.attributen: dict[str, dict[str, str | None]] = {}
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elementen.append(tag)
        self.attributen[tag] = dict(attrs)
        self._href = dict(attrs).get("href") or "" if tag == "a" else ""

    def handle_data(self, data: str) -> None:
        if self._href:
            self.links.append((self._href, data))
            self._href = ""


@elk
@pytest.mark.django_db
def test_elk_bericht_is_te_lezen_als_tekst_en_opgemaakt(soort: type[Mailbericht]) -> None:
    bericht = voorbeeld(soort)
    assert type(bericht) is soort
    onderwerp, tekst = bericht.schrijf()

    assert onderwerp.strip() == onderwerp != ""
    aanhef, leeg, eerste, *_ = tekst.splitlines()
    assert re.fullmatch(r"(Hallo|Beste)( .+)?,", aanhef)
    assert leeg == ""
    assert eerste.strip()
    assert not re.search(r"Beste ,|\bNone\b|\{\{|\{%|&lt;|&amp;|\n\n\n", f"{onderwerp}\n{tekst}")
    assert tekst.count("Met vriendelijke groet,") == 1
    voet = tekst.partition(STREEP)[2]
    assert "deze mail omdat" in voet
    assert len(bericht.sleutel_voor(f"{'a' * 200}@voorbeeld.example") or "") <= SLEUTEL
    # The bell leads where the message leads: an address without the site is one it does not find.
    assert not bericht.pagina() or bericht.pagina().startswith(f"{settings.SITE_URL}/")
    assert ("/meldingen/voorkeuren/" in voet) == (soort.voor not in (Voor.INWONER, Voor.ZONDER_ACCOUNT, Voor.ACCOUNT))

    html = als_html(onderwerp, tekst, bericht.taal)
    lezer = Lezer()
    lezer.feed(html)
    assert "<b>" not in html
    assert "b" not in lezer.elementen
    assert "&lt;b&gt;&amp;" in html or KWAAD not in tekst
    assert not {"img", "script", "link", "style", "iframe"} & set(lezer.elementen)
    assert lezer.attributen["html"] == {"lang": bericht.taal, "dir": "ltr"}
    assert lezer.elementen.count("h1") == 1
    adressen = re.findall(rf"{re.escape(settings.SITE_URL)}/\S*", tekst)
    assert [href for href, _ in lezer.links if href != settings.SITE_URL] == adressen
    assert all(naam.strip() for _, naam in lezer.links)


@pytest.mark.parametrize(
    ("regel", "links"),
    [
        ("Bekijk de groep:\n{site}/groepen/x/", [("{site}/groepen/x/", "Bekijk de groep")]),
        ("Klopt dat? Open de pagina: {site}/a/", [("{site}/a/", "Open de pagina")]),
        ("{site}/a/", [("{site}/a/", "testserver/a")]),
        ("Ga naar https://elders.example/: {site}.kwaad.example/", []),
        ('Klik: {site}/"onmouseover="x', [('{site}/"onmouseover="x', "Klik")]),
    ],
)
@pytest.mark.puur
def test_alleen_een_adres_van_ons_wordt_een_link(regel: str, links: list[tuple[str, str]]) -> None:
    lezer = Lezer()
    lezer.feed(als_html("Hallo", regel.format(site=settings.SITE_URL), "nl"))
    assert lezer.links == [(href.format(site=settings.SITE_URL), naam) for href, naam in links]
    assert lezer.attributen.get("a", {}).keys() <= {"href", "style"}


@pytest.mark.puur
def test_opmaak_volgt_de_witregels_streepjes_en_inspringing() -> None:
    tekst = "Hallo,\n\nDit staat er voor:\n- een\n- twee\n\n  Plaats: hier\n  Tijd: nu\n\n* Groep\n  Waar: daar\n"
    html = re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub(r' style="[^"]*"', "", als_html("Kop", tekst, "nl")))
    assert "<p>Dit staat er voor:</p><ul><li>een</li><li>twee</li></ul>" in html
    assert "<p>Plaats: hier<br>Tijd: nu</p>" in html
    assert "<ul><li>Groep<br>Waar: daar</li></ul>" in html
    assert 'overflow: hidden">Dit staat er voor:</div>' in als_html("Kop", tekst, "nl")
