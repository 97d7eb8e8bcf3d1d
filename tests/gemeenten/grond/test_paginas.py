"""The pages of members, invitations and history: what they show, to whom, and what a form answers."""

import io
import re
import uuid
from typing import Any

import pytest
import tablib
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Lidmaatschap, Uitnodiging
from gemeenten.grond.services import nodig_uit, trek_in
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from tests.gemeenten.factories import (
    WACHTWOORD,
    GebruikerFactory,
    GemeenteFactory,
    LidmaatschapFactory,
    TeamFactory,
    gebruiker_met,
)
from tests.gemeenten.hulp import token_uit_post

NIEUW = "nieuw@voorbeeld.example"
SLEUTELZIN = "paarse-fietsen-in-de-regen"


@pytest.fixture
def beheer(client: Client) -> User:
    user = gebruiker_met(Rol.BEHEER)
    client.force_login(user)
    return user


@pytest.fixture
def gemeentebeheer(client: Client) -> User:
    user = gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=GemeenteFactory(naam="Hierdam"))
    client.force_login(user)
    return user


def html(antwoord: Any) -> str:
    assert antwoord.status_code in (200, 422)
    return str(antwoord.content.decode())


# --- members --------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("beheer")
def test_leden_filteren(client: Client) -> None:
    hier = TeamFactory(gemeente=GemeenteFactory())
    LidmaatschapFactory(user=GebruikerFactory(naam="Anna Actief"), rol=Rol.JGT, plek=hier)
    LidmaatschapFactory(user=GebruikerFactory(naam="Ben Beëindigd"), rol=Rol.KCC, tot="2020-01-01", van="2019-01-01")
    LidmaatschapFactory(user=GebruikerFactory(naam="Uma Uit", is_active=False), rol=Rol.COACH)

    def namen(**filters: object) -> set[str]:
        pagina = html(client.get(reverse("gemeenten:leden"), filters, follow=True))
        # Whole names: a token of three letters stands in many a form.
        return {naam.split()[0] for naam in ("Anna Actief", "Ben Beëindigd", "Uma Uit") if naam in pagina}

    assert namen() == {"Anna", "Uma"}
    assert namen(staat="beeindigd") == {"Ben"}
    assert namen(staat="alle") == {"Anna", "Ben", "Uma"}
    assert namen(staat="uit") == {"Uma"}
    assert namen(staat="lang_weg") == {"Anna", "Uma"}
    assert namen(zoek="anna act") == {"Anna"}
    assert namen(rol="coach") == {"Uma"}
    assert namen(gemeente=hier.gemeente_id) == {"Anna"}
    assert "Niemand gevonden" in html(client.get(reverse("gemeenten:leden"), {"zoek": "zzz"}, follow=True))


@pytest.mark.parametrize("adres", ["leden", "uitnodigingen", "logboek"])
def test_evenveel_queries_met_een_als_met_vijftig_rijen(
    client: Client, beheer: User, adres: str, django_assert_max_num_queries: Any
) -> None:
    client.get(reverse("gemeenten:leden"))  # the first click of a session writes when it began
    aantallen = []
    for nummer in range(2):
        for n in range(1 + nummer * 49):
            LidmaatschapFactory()
            nodig_uit(email=f"n{nummer}-{n}@voorbeeld.example", rol=Rol.KCC, door=beheer)
        with django_assert_max_num_queries(20) as geteld:
            client.get(reverse(f"gemeenten:{adres}"))
        aantallen.append(len(geteld))
    assert aantallen[0] == aantallen[1]


def test_export_van_rollen_met_laatste_login(client: Client, gemeentebeheer: User) -> None:
    gemeente = gemeentebeheer.lidmaatschappen.get().gemeente
    LidmaatschapFactory(user=GebruikerFactory(naam="=HYPERLINK(1)"), plek=TeamFactory(gemeente=gemeente))
    LidmaatschapFactory(user=GebruikerFactory(naam="Elders"))
    antwoord = client.get(reverse("gemeenten:leden"), {"formaat": "xlsx"})
    assert "attachment" in antwoord["Content-Disposition"]
    tabel = tablib.Dataset().load(io.BytesIO(antwoord.content), format="xlsx")
    assert {"Rol", "Laatst ingelogd", "Tweede inlogstap"} <= set(tabel.headers or [])
    assert set(tabel["Naam"]) == {"'=HYPERLINK(1)", gemeentebeheer.naam}
    csv = client.get(reverse("gemeenten:leden"), {"formaat": "csv"}).content.decode("utf-8-sig")
    assert gemeentebeheer.email in csv
    regel = Logregel.objects.filter(gebeurtenis="leden.geexporteerd").order_by("pk").first()
    assert regel
    assert (regel.door_id, regel.gegevens) == (gemeentebeheer.pk, {"aantal": 2, "formaat": "xlsx"})


def test_aanspreekpunt_leest_maar_exporteert_en_verandert_niet(client: Client) -> None:
    gemeente = GemeenteFactory()
    lid = LidmaatschapFactory(plek=TeamFactory(gemeente=gemeente))
    client.force_login(gebruiker_met(Rol.AANSPREEKPUNT, gemeente=gemeente))
    pagina = html(client.get(reverse("gemeenten:leden")))
    assert str(lid.user) in pagina
    assert "Nodig iemand uit" not in pagina
    assert "Beëindig" not in html(client.get(reverse("gemeenten:lid", args=[lid.user_id])))
    assert client.get(reverse("gemeenten:leden"), {"formaat": "csv"}).status_code == 403
    assert client.post(reverse("gemeenten:lidmaatschap_beeindigen", args=[lid.pk])).status_code == 403


def test_een_lid_van_een_andere_gemeente_is_er_niet(client: Client, gemeentebeheer: User) -> None:
    lid = LidmaatschapFactory()
    assert client.get(reverse("gemeenten:lid", args=[lid.user_id])).status_code == 404
    assert client.get(reverse("gemeenten:lidmaatschap_beeindigen", args=[lid.pk])).status_code == 404
    assert client.post(reverse("gemeenten:lidmaatschap_beeindigen", args=[lid.pk])).status_code == 404
    assert (
        client.post(reverse("gemeenten:account_actie", args=[lid.user_id]), {"actie": "uitschakelen"}).status_code
        == 404
    )
    lid.refresh_from_db()
    assert lid.tot is None


def test_van_een_lid_met_meer_rollen_zie_je_alleen_die_van_jouw_gemeente(client: Client, gemeentebeheer: User) -> None:
    hier = TeamFactory(naam="Team Hierdam", gemeente=gemeentebeheer.lidmaatschappen.get().gemeente)
    user = GebruikerFactory(lid=[(Rol.JGT, hier), (Rol.JGT, TeamFactory(naam="Team Elders"))])
    pagina = html(client.get(reverse("gemeenten:lid", args=[user.pk])))
    assert "Team Hierdam" in pagina
    assert "Team Elders" not in pagina


def test_rol_beeindigen_vraagt_eerst_en_doet_het_dan(client: Client, beheer: User) -> None:
    lid = LidmaatschapFactory()
    adres = reverse("gemeenten:lidmaatschap_beeindigen", args=[lid.pk])
    assert "Wil je deze rol beëindigen?" in html(client.get(adres))
    lid.refresh_from_db()
    assert lid.tot is None
    pagina = html(client.post(adres, follow=True))
    assert "is beëindigd" in pagina
    lid.refresh_from_db()
    assert lid.tot is not None


def test_de_laatste_beheerder_leest_waarom_het_niet_kan(client: Client, beheer: User) -> None:
    adres = reverse("gemeenten:lidmaatschap_beeindigen", args=[beheer.lidmaatschappen.get().pk])
    assert "laatste applicatiebeheerder" in html(client.post(adres, follow=True))


def test_account_uit_en_aan(client: Client, beheer: User) -> None:
    user = gebruiker_met(Rol.KCC)
    adres = reverse("gemeenten:account_actie", args=[user.pk])
    assert "is uitgeschakeld" in html(client.post(adres, {"actie": "uitschakelen"}, follow=True))
    assert not User.objects.get(pk=user.pk).is_active
    assert "weer ingeschakeld" in html(client.post(adres, {"actie": "inschakelen"}, follow=True))
    assert User.objects.get(pk=user.pk).is_active
    assert (
        client.post(reverse("gemeenten:account_actie", args=[beheer.pk]), {"actie": "uitschakelen"}).status_code == 403
    )


# --- inviting -------------------------------------------------------------------------------------------------


def formulier(**velden: object) -> dict[str, object]:
    return {"email": NIEUW, "rol": "kcc", "plek": "regio", "sleutel": str(uuid.uuid4())} | velden


def test_uitnodigen_en_twee_keer_drukken(client: Client, beheer: User) -> None:
    gegevens = formulier()
    for _ in range(2):
        assert "De uitnodiging is verstuurd" in html(
            client.post(reverse("gemeenten:uitnodigen"), gegevens, follow=True)
        )
    assert Uitnodiging.objects.count() == 1


@pytest.mark.parametrize(
    ("velden", "veld", "melding"),
    [
        ({"email": "geen adres"}, "email", "Dit is geen e-mailadres"),
        ({"email": ""}, "email", "Vul het e-mailadres in"),
        ({"rol": ""}, "rol", "Kies een rol"),
        ({"rol": "jgt"}, "plek", "hoort een team"),
        ({"rol": "aanbieder"}, "plek", "hoort een organisatie"),
        ({"rol": "jgt", "plek": ""}, "plek", "Kies waar deze rol bij hoort"),
        ({"rol": "kcc", "plek": "TEAM"}, "plek", "hele regio"),
        ({"rol": "aanspreekpunt", "plek": "TEAM"}, "plek", "Kies een gemeente uit de lijst"),
        ({"rol": "jgt", "plek": "team:999999"}, "plek", "mag je niemand uitnodigen"),
        ({"rol": "baas"}, "rol", "mag je niet geven"),
    ],
)
def test_fouten_staan_bij_het_veld_en_wat_je_typte_blijft(
    client: Client, beheer: User, velden: dict[str, str], veld: str, melding: str
) -> None:
    if velden.get("plek") == "TEAM":
        velden = velden | {"plek": f"team:{TeamFactory().pk}"}
    antwoord = client.post(reverse("gemeenten:uitnodigen"), formulier(**velden))
    assert melding in str(antwoord.context["form"].errors[veld])
    pagina = html(antwoord)
    assert melding in pagina
    if "email" not in velden:
        assert NIEUW in pagina
    assert not Uitnodiging.objects.exists()


def test_gemeentebeheer_kiest_alleen_uit_de_eigen_gemeente(client: Client, gemeentebeheer: User) -> None:
    hier = TeamFactory(naam="Team Hierdam", gemeente=gemeentebeheer.lidmaatschappen.get().gemeente)
    elders = TeamFactory(naam="Team Elders")
    pagina = html(client.get(reverse("gemeenten:uitnodigen")))
    assert "Team Hierdam" in pagina
    assert "Team Elders" not in pagina
    assert "Applicatiebeheerder" not in pagina
    antwoord = client.post(reverse("gemeenten:uitnodigen"), formulier(rol="jgt", plek=f"team:{elders.pk}"))
    assert "mag je niemand uitnodigen" in html(antwoord)
    assert client.post(reverse("gemeenten:uitnodigen"), formulier(rol="jgt", plek=f"team:{hier.pk}")).status_code == 302


def test_opnieuw_sturen_en_intrekken(client: Client, beheer: User) -> None:
    uitnodiging = nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer)
    adres = reverse("gemeenten:uitnodiging_actie", args=[uitnodiging.pk])
    oud = uitnodiging.token_hash
    assert "nieuwe link" in html(client.post(adres, {"actie": "opnieuw", "sleutel": uuid.uuid4()}, follow=True))
    uitnodiging.refresh_from_db()
    assert uitnodiging.token_hash != oud
    assert "is ingetrokken" in html(client.post(adres, {"actie": "intrekken"}, follow=True))
    assert "is ingetrokken. Vraag" in html(client.post(adres, {"actie": "opnieuw"}, follow=True))
    assert client.get(adres).status_code == 405


def test_een_uitnodiging_van_een_andere_gemeente_is_er_niet(client: Client, gemeentebeheer: User) -> None:
    uitnodiging = nodig_uit(email=NIEUW, rol=Rol.JGT, team=TeamFactory(), door=None)
    assert NIEUW not in html(client.get(reverse("gemeenten:uitnodigingen")))
    adres = reverse("gemeenten:uitnodiging_actie", args=[uitnodiging.pk])
    assert client.post(adres, {"actie": "intrekken"}).status_code == 404


# --- accepting ------------------------------------------------------------------------------------------------


@pytest.fixture
def link() -> str:
    nodig_uit(email=NIEUW, rol=Rol.KCC, door=None)
    return reverse("gemeenten:uitnodiging", args=[token_uit_post(NIEUW)])


def account(**velden: object) -> dict[str, object]:
    return {
        "naam": "Sam Proef",
        "wachtwoord": SLEUTELZIN,
        "herhaling": SLEUTELZIN,
        "sleutel": str(uuid.uuid4()),
    } | velden


def test_kijken_verandert_niets_en_de_link_lekt_niet(client: Client, link: str) -> None:
    antwoord = client.get(link)
    assert "Maak mijn account" in html(antwoord)
    assert antwoord["Referrer-Policy"] == "strict-origin"
    assert "no-store" in antwoord["Cache-Control"]
    assert Uitnodiging.objects.get().aanvaard_op is None


def test_account_maken_logt_in_en_leidt_naar_start(client: Client, link: str) -> None:
    antwoord = client.post(link, account())
    assert (antwoord.status_code, antwoord.url) == (302, "/start/")
    assert client.get("/start/").status_code == 200
    user = User.objects.get(email=NIEUW)
    assert Lidmaatschap.objects.get(user=user).rol == Rol.KCC
    client.post(reverse("account_logout"))
    assert client.post(reverse("account_login"), {"login": NIEUW, "password": SLEUTELZIN}).url == "/start/"


def test_twee_keer_drukken_maakt_een_account_en_logt_een_keer_in(link: str) -> None:
    gegevens = account()
    assert Client().post(link, gegevens).url == "/start/"
    nog_eens = Client()
    assert nog_eens.post(link, gegevens).url == reverse("account_login")
    assert "Je account is al gemaakt" in html(nog_eens.get(reverse("account_login")))
    assert User.objects.filter(email=NIEUW).count() == 1
    assert "al gebruikt" in html(Client().post(link, account()))


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"naam": ""}, "naam"),
        ({"wachtwoord": "kort", "herhaling": "kort"}, "wachtwoord"),
        ({"wachtwoord": "123456789012", "herhaling": "123456789012"}, "wachtwoord"),
        ({"wachtwoord": NIEUW, "herhaling": NIEUW}, "wachtwoord"),
        ({"herhaling": "iets-heel-anders-dan-dat"}, "herhaling"),
        ({"herhaling": ""}, "herhaling"),
    ],
)
def test_een_slecht_wachtwoord_krijgt_een_duidelijk_antwoord(
    client: Client, link: str, velden: dict[str, str], veld: str
) -> None:
    antwoord = client.post(link, account(**velden))
    assert veld in antwoord.context["form"].errors
    assert SLEUTELZIN not in html(antwoord), "een wachtwoord staat nooit in de pagina"
    assert not User.objects.filter(email=NIEUW).exists()


def test_een_bestaand_account_logt_eerst_in_en_neemt_dan_de_rol(client: Client) -> None:
    user = gebruiker_met(Rol.JGT)
    nodig_uit(email=user.email, rol=Rol.COACH, team=TeamFactory(), door=None)
    link = reverse("gemeenten:uitnodiging", args=[token_uit_post(user.email)])
    pagina = html(client.get(link))
    naar_login = re.search(rf'href="({reverse("account_login")}\?next=[^"]+)"', pagina)
    assert naar_login
    antwoord = client.post(naar_login.group(1), {"login": user.email, "password": WACHTWOORD, "next": link})
    assert antwoord.url == link
    assert "neem de rol aan" in html(client.get(link))
    assert user.lidmaatschappen.count() == 1
    sleutel = str(uuid.uuid4())
    for _ in range(2):
        assert "Je hebt nu de rol Teamcoach" in html(client.post(link, {"sleutel": sleutel}, follow=True))
    assert user.lidmaatschappen.count() == 2


def test_wie_als_een_ander_is_ingelogd_kan_de_rol_niet_nemen(client: Client, link: str) -> None:
    ander = gebruiker_met(Rol.JGT)
    client.force_login(ander)
    assert "ingelogd met een ander adres" in html(client.get(link))
    assert "ingelogd met een ander adres" in html(client.post(link, {"sleutel": str(uuid.uuid4())}))
    assert ander.lidmaatschappen.count() == 1


def test_onbekende_verlopen_en_ingetrokken_links_zeggen_wat_te_doen(client: Client, link: str, beheer: User) -> None:
    client.logout()
    onbekend = client.get(reverse("gemeenten:uitnodiging", args=["zomaar-iets"]))
    assert onbekend.status_code == 404
    assert "laatste mail" in onbekend.content.decode()
    Uitnodiging.objects.update(verloopt_op="2020-01-01T00:00Z")
    assert "verlopen" in html(client.get(link))
    assert "verlopen" in html(client.post(link, account()))
    trek_in(uitnodiging=Uitnodiging.objects.get(), door=beheer)
    assert "ingetrokken" in html(client.get(link))
    assert not User.objects.filter(email=NIEUW).exists()


def test_een_uitgeschakeld_account_leest_wie_kan_helpen(client: Client, link: str) -> None:
    GebruikerFactory(email=NIEUW, is_active=False)
    assert "uitgeschakeld" in html(client.get(link))
