"""Sessions end, what was sent then is not silently lost, private pages are not kept, logs stay one line."""

import logging

import pytest
from django.http import HttpResponseRedirect
from django.test import Client, RequestFactory

from marktplein.accounts.models import User
from marktplein.logregels import EenRegel
from marktplein.middleware import BEGIN, LAATST, Paneel

PAGINA = "/account/password/change/"


@pytest.fixture
def ingelogd(client: Client) -> Client:
    client.force_login(User.objects.create_user("iemand@voorbeeld.example", "een-lang-wachtwoord"))
    assert client.get(PAGINA).status_code == 200
    return client


@pytest.mark.parametrize(("sleutel", "instelling"), [(LAATST, "SESSIE_STILSTAND"), (BEGIN, "SESSION_COOKIE_AGE")])
def test_sessie_eindigt(ingelogd: Client, settings, sleutel: str, instelling: str) -> None:
    sessie = ingelogd.session
    sessie[sleutel] -= getattr(settings, instelling) + 1
    sessie.save()
    antwoord = ingelogd.get(PAGINA)
    assert antwoord.status_code == 302
    assert "/login/" in antwoord["Location"]


@pytest.mark.parametrize(
    ("vanaf", "terug"),
    [
        (f"http://testserver{PAGINA}?a=1", f"{PAGINA}%3Fa%3D1"),
        ("https://elders.example/val", "/"),
        ("", "/"),
    ],
    ids=["eigen pagina", "elders", "zegt niets"],
)
def test_wie_uitgelogd_iets_verstuurt_hoort_dat_en_komt_terug_op_de_pagina(
    client: Client, vanaf: str, terug: str
) -> None:
    """Not on the address of the form: that may take forms only, and is a blank page for who logged in."""
    antwoord = client.post("/vraag/berekeningen/nu/", headers={"referer": vanaf})
    assert antwoord["Location"].endswith(f"/login/?next={terug}&verlopen=1")
    assert "nog niet opgeslagen" in client.get(antwoord["Location"]).content.decode()


def test_wie_uitgelogd_iets_bekijkt_komt_daar_terug(client: Client) -> None:
    antwoord = client.get("/vraag/berekeningen/", headers={"referer": f"http://testserver{PAGINA}"})
    assert antwoord["Location"].endswith("/login/?next=/vraag/berekeningen/")
    assert "nog niet opgeslagen" not in client.get(antwoord["Location"]).content.decode()


def test_een_stuk_van_een_pagina_wordt_nooit_de_inlogpagina(client: Client) -> None:
    """htmx would put the log-in form into the list; the whole page goes there."""
    koppen = {"HX-Request": "true", "referer": f"http://testserver{PAGINA}"}
    for antwoord in (client.get("/vraag/berekeningen/", headers=koppen), client.post("/vraag/", headers=koppen)):
        assert antwoord.status_code == 200
        assert not antwoord.content
        assert antwoord["HX-Redirect"].startswith(f"/account/login/?next={PAGINA}")


def test_een_pagina_zegt_hoe_lang_het_inloggen_nog_duurt(ingelogd: Client, settings) -> None:
    sessie = ingelogd.session
    sessie[LAATST] -= 30
    sessie.save()
    over = ingelogd.get(PAGINA).context["sessie"]["over"]
    assert settings.SESSIE_STILSTAND - 40 < over <= settings.SESSIE_STILSTAND - 30
    sessie[BEGIN] -= settings.SESSION_COOKIE_AGE - 60
    sessie.save()
    assert ingelogd.get(PAGINA).context["sessie"]["over"] <= 60


def test_wie_op_de_knop_drukt_blijft_ingelogd(ingelogd: Client, settings) -> None:
    sessie = ingelogd.session
    sessie[LAATST] -= settings.SESSIE_STILSTAND - 60
    sessie.save()
    assert ingelogd.post("/account/blijf-ingelogd/").json()["over"] == pytest.approx(settings.SESSIE_STILSTAND, abs=5)


def test_een_formulier_met_een_oud_bewijs_wijst_de_weg_terug() -> None:
    streng = Client(enforce_csrf_checks=True)
    antwoord = streng.post("/account/login/", headers={"referer": "http://testserver/groepen/?plek=on"})
    assert antwoord.status_code == 403
    tekst = antwoord.content.decode()
    assert 'href="/groepen/?plek=on"' in tekst
    assert "ververs" not in tekst.lower()


def test_sessie_loopt_door_wie_bezig_is(ingelogd: Client) -> None:
    sessie = ingelogd.session
    sessie[LAATST] -= 120
    eerder = sessie[LAATST]
    sessie.save()
    assert ingelogd.get(PAGINA).status_code == 200
    assert ingelogd.session[LAATST] > eerder


def test_prive_pagina_wordt_niet_bewaard(ingelogd: Client) -> None:
    assert "no-store" in ingelogd.get(PAGINA)["Cache-Control"]


def test_elke_pagina_heeft_de_beveiligde_koppen(client: Client) -> None:
    antwoord = client.get("/account/login/")
    csp = antwoord["Content-Security-Policy"]
    assert "default-src 'none'" in csp
    assert "unsafe-" not in csp
    for deel in ("base-uri", "form-action", "frame-ancestors"):
        assert deel in csp
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Referrer-Policy"] == "same-origin"
    assert antwoord["X-Frame-Options"] == "DENY"
    beleid = antwoord["Permissions-Policy"].split(", ")
    assert len(beleid) > 10
    assert {deel.partition("=")[2] for deel in beleid} == {"()"}


def test_zonder_login_is_alles_dicht(client: Client) -> None:
    antwoord = client.get(PAGINA)
    assert antwoord.status_code == 302
    assert antwoord["Location"].startswith("/account/login/")


def test_een_vreemde_naam_krijgt_een_nette_weigering(client: Client) -> None:
    antwoord = client.get("/health/", headers={"host": "elders.example"})
    assert antwoord.status_code == 400
    assert "Dat begrepen we niet" in antwoord.content.decode()


@pytest.mark.puur
def test_een_logregel_blijft_een_regel() -> None:
    record = logging.makeLogRecord(
        {"msg": "zocht %s", "args": ("a\r\n2026-01-01 INFO nep\x1b[31m",), "levelname": "INFO"}
    )
    regel = EenRegel("{levelname} {message}", style="{").format(record)
    assert "\n" not in regel
    assert "\x1b" not in regel
    assert r"a\r\n2026" in regel


@pytest.mark.parametrize(
    ("naar", "verwacht"),
    [
        ("/vraag/5/", (302, None, None)),
        ("/vraag/5/?wijzig=1", (302, None, None)),
        ("/vraag/", (204, None, "klaar")),
        ("/vraag/6/", (200, "/vraag/6/", None)),
        ("https://elders.example/", (200, "https://elders.example/", None)),
    ],
)
def test_een_pagina_komt_nooit_in_een_paneel(rf: RequestFactory, naar: str, verwacht: tuple[object, ...]) -> None:
    koppen = {"X-Paneel": "/vraag/5/", "HX-Current-URL": "http://testserver/vraag/?staat=open&open=5"}
    antwoord = Paneel(lambda _: HttpResponseRedirect(naar))(rf.post("/vraag/5/verlengen/", headers=koppen))
    kop = antwoord.headers
    assert (antwoord.status_code, kop.get("HX-Redirect"), kop.get("X-Paneel")) == verwacht
    assert Paneel(lambda _: HttpResponseRedirect(naar))(rf.post("/vraag/5/verlengen/"))["Location"] == naar
