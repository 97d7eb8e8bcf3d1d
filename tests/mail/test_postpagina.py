"""The demo's post box: open in the demo, gone elsewhere."""

from typing import Any

from django.test import Client
from django.urls import reverse

from tests.mail.hulp import zet_klaar


def test_lijst_en_bericht_zijn_te_lezen_zonder_login(client: Client) -> None:
    bericht = zet_klaar(
        soort="proef",
        aan="sam@voorbeeld.example",
        onderwerp="Hallo",
        tekst="Ga naar http://testserver/start/ <b>nu</b>",
    )
    assert bericht
    assert b"Hallo" in client.get(reverse("post:lijst")).content
    pagina = client.get(reverse("post:detail", args=[bericht.pk])).content.decode()
    assert '<a href="http://testserver/start/"' in pagina
    assert "<b>nu</b>" not in pagina


def test_zoeken_op_adres(client: Client) -> None:
    zet_klaar(soort="proef", aan="sam@voorbeeld.example", onderwerp="Voor Sam", tekst="x")
    zet_klaar(soort="proef", aan="kim@voorbeeld.example", onderwerp="Voor Kim", tekst="x")
    pagina = client.get(reverse("post:lijst"), {"aan": "kim"}).content.decode()
    assert "Voor Kim" in pagina
    assert "Voor Sam" not in pagina
    assert "Aan dit adres is niets gestuurd" in client.get(reverse("post:lijst"), {"aan": "wim"}).content.decode()


def test_buiten_de_demo_bestaat_de_postbus_niet(client: Client, settings: Any) -> None:
    settings.POST_ZICHTBAAR = False
    bericht = zet_klaar(soort="proef", aan="sam@voorbeeld.example", onderwerp="Hallo", tekst="x")
    assert bericht
    assert client.get(reverse("post:lijst")).status_code == 404
    assert client.get(reverse("post:detail", args=[bericht.pk])).status_code == 404


def test_evenveel_queries_met_een_als_met_vijftig_berichten(client: Client, django_assert_num_queries: Any) -> None:
    for aantal in (1, 49):
        for _ in range(aantal):
            zet_klaar(soort="proef", aan="sam@voorbeeld.example", onderwerp="Hallo", tekst="x")
        with django_assert_num_queries(3):
            client.get(reverse("post:lijst"))


def test_een_mail_is_ook_opgemaakt_te_zien_en_kan_niets(client: Client, settings: Any) -> None:
    bericht = zet_klaar(soort="proef", aan="sam@voorbeeld.example", onderwerp="Hallo", tekst="Dag <b>jij</b>")
    assert bericht
    adres = reverse("post:opgemaakt", args=[bericht.pk])
    detail = client.get(reverse("post:detail", args=[bericht.pk]))
    assert f'src="{adres}"' in detail.content.decode()
    assert "frame-src 'self'" in detail.headers["Content-Security-Policy"]
    mail = client.get(adres)
    assert "Dag &lt;b&gt;jij&lt;/b&gt;" in mail.content.decode()
    beleid = mail.headers["Content-Security-Policy"]
    for regel in ("sandbox", "default-src 'none'", "style-src 'unsafe-inline'", "frame-ancestors 'self'"):
        assert regel in beleid
    assert mail.headers["X-Frame-Options"] == "SAMEORIGIN"
    settings.POST_ZICHTBAAR = False
    assert client.get(adres).status_code == 404
