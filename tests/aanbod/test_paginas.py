"""Every page of aanbod: who gets in, what it says, and that more rows do not mean more queries."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from aanbod.enums import Doelgroep, Preventievorm
from aanbod.koppeling import token_van
from aanbod.models import Aanmelding, TeamPlaats
from aanbod.services import werk_hele_zoekindex_bij
from aanbod.services.aanmeldingen import bevestig, meld_aan
from aanbod.workflow import AanmeldingStaat, GroepStaat, InterventieStaat
from gemeenten.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.mail.models import Bericht
from tests.aanbod.factories import (
    AanmeldingFactory,
    GroepFactory,
    InterventieFactory,
    TeamPlaatsFactory,
    ThemaFactory,
    TrainerFactory,
    ZoekwoordFactory,
)
from tests.gemeenten.factories import GemeenteFactory, OrganisatieFactory, TeamFactory, gebruiker_met

A = AanmeldingStaat


def ga(client, naam, *args, **kwargs):
    return client.get(reverse(f"aanbod:{naam}", args=args), kwargs or None)


def als(rol, **kwargs):
    client = Client()
    client.force_login(gebruiker_met(rol, **kwargs))
    return client


# --- public ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("naam", ["home", "zoeken", "groepen", "privacy", "toegankelijkheid", "hulp"])
def test_openbare_paginas_zonder_inloggen(client, naam):
    assert ga(client, naam).status_code == 200


def test_home_toont_themas_en_wat_begint(client):
    thema = ThemaFactory(naam="scheiding")
    GroepFactory(interventie=InterventieFactory(naam="Praatgroep", themas=[thema]))
    pagina = ga(client, "home").content.decode()
    assert "Waar kunnen we mee helpen?" in pagina
    assert "Scheiding" in pagina
    assert "Praatgroep" in pagina


def test_zoeken_vindt_en_bewaart_de_vraag_nergens(client):
    thema = ThemaFactory(naam="slapen en eten")
    ZoekwoordFactory(thema=thema, woord="doorslapen")
    InterventieFactory(naam="Rust in de nacht", themas=[thema])
    werk_hele_zoekindex_bij()
    pagina = ga(client, "zoeken", q="baby wil niet doorslapen").content.decode()
    assert "Rust in de nacht" in pagina
    assert not Logregel.objects.exists()
    assert not client.session.items()


def test_niets_gevonden_is_geen_dood_spoor(client):
    InterventieFactory(themas=[ThemaFactory(naam="opvoeden")])
    werk_hele_zoekindex_bij()
    pagina = ga(client, "zoeken", q="xylofoonreparatie").content.decode()
    assert "niets voor gevonden" in pagina
    assert "Opvoeden" in pagina
    assert "Bekijk alles" in pagina


@pytest.mark.parametrize(
    ("vraag", "nummer"), [("ik wil niet meer leven", "0800-0113"), ("mijn vader slaat mij", "0800-2000")]
)
def test_wie_in_nood_is_ziet_eerst_wie_te_bellen(client, vraag, nummer):
    pagina = ga(client, "zoeken", q=vraag).content.decode()
    inhoud = pagina[pagina.index('id="inhoud"') :]
    assert inhoud.index("112") < inhoud.index("filterbalk")
    assert nummer in inhoud[: inhoud.index("filterbalk")]
    assert "uisarts" in inhoud[: inhoud.index("filterbalk")]


def test_zoekfilters(client):
    hier, ver = GemeenteFactory(lat=52.16, lon=4.49), GemeenteFactory(lat=52.90, lon=4.49)
    duur = InterventieFactory(naam="Dure groep", eigen_bijdrage_cent=2500, leeftijd_min=0, leeftijd_max=3)
    gratis = InterventieFactory(naam="Vrije groep", open_voor_buiten_regio=True)
    GroepFactory(interventie=duur, gemeente=ver)
    GroepFactory(interventie=gratis, gemeente=hier)

    def namen(**filters):
        return {i.naam for i in ga(client, "zoeken", **filters).context["page_obj"]}

    assert namen() == {"Dure groep", "Vrije groep"}
    assert namen(gratis="on") == namen(buiten="on") == {"Vrije groep"}
    assert namen(leeftijd=2) == {"Dure groep"}
    assert namen(gemeente=hier.slug) == namen(gemeente=hier.slug, afstand=25) == {"Vrije groep"}
    assert namen(doelgroep="ouders") == set()
    assert namen(leeftijd="abc") == {"Dure groep", "Vrije groep"}


def test_ingetrokken_aanbod_is_weg_voor_bezoekers_en_niet_voor_de_aanbieder(client):
    organisatie = OrganisatieFactory()
    ding = InterventieFactory(staat=InterventieStaat.INGETROKKEN, organisatie=organisatie)
    assert ga(client, "interventie", ding.slug).status_code == 404
    assert ga(als(Rol.JGT), "interventie", ding.slug).status_code == 404
    assert ga(als(Rol.AANBIEDER, organisatie=organisatie), "interventie", ding.slug).status_code == 200


def test_aannames_zien_alleen_wie_hier_werkt(client):
    ding = InterventieFactory(aannames=["intake", "wie_betaalt"], intake="pedagoog")
    assert "Aanname" not in ga(client, "interventie", ding.slug).content.decode()
    assert "Aanname" in ga(als(Rol.JGT), "interventie", ding.slug).content.decode()


# --- groups ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vorm", "rol", "status"),
    [
        (Preventievorm.UNIVERSEEL, None, 200),
        (Preventievorm.SELECTIEF, None, 200),
        (Preventievorm.PROBLEEMGERICHT, None, 404),
        (Preventievorm.PROBLEEMGERICHT, Rol.KCC, 404),
        (Preventievorm.PROBLEEMGERICHT, Rol.JGT, 200),
        (Preventievorm.PROBLEEMGERICHT, Rol.FACILITAIR, 200),
    ],
)
def test_wie_een_groep_ziet_hangt_af_van_de_preventievorm(client, vorm, rol, status):
    groep = GroepFactory(interventie=InterventieFactory(preventievorm=vorm))
    bezoeker = als(rol) if rol else client
    assert ga(bezoeker, "groep", groep.slug).status_code == status
    gevonden = groep in ga(bezoeker, "groepen").context["page_obj"].object_list
    assert gevonden == (status == 200)


def test_groep_in_voorbereiding_is_nog_niet_openbaar(client):
    groep = GroepFactory(staat=GroepStaat.VOORBEREIDING)
    assert ga(client, "groep", groep.slug).status_code == 404
    assert ga(als(Rol.FACILITAIR), "groep", groep.slug).status_code == 200


def test_groeppagina_zegt_wanneer_waar_wat_het_kost_en_hoe(client):
    groep = GroepFactory(
        interventie=InterventieFactory(eigen_bijdrage_cent=1250), start_op=dt.date(2027, 3, 3), locatie_naam="De Bron"
    )
    with time_machine.travel(dt.datetime(2027, 1, 5, 12, tzinfo=dt.UTC)):
        pagina = ga(client, "groep", groep.slug).content.decode()
    assert "Woensdag 3 maart, 14.00 – 15.30 uur" in pagina
    assert "De Bron" in pagina
    assert "€ 12,50" in pagina
    assert reverse("aanbod:aanmelden", args=[groep.slug]) in pagina


def test_selectieve_groep_zegt_wie_te_bellen_en_heeft_geen_formulier(client):
    groep = GroepFactory(
        interventie=InterventieFactory(preventievorm=Preventievorm.SELECTIEF, aanmelden_bij="CJG Cursusbureau")
    )
    pagina = ga(client, "groep", groep.slug).content.decode()
    assert "CJG Cursusbureau" in pagina
    assert reverse("aanbod:aanmelden", args=[groep.slug]) not in pagina
    assert ga(client, "aanmelden", groep.slug).status_code == 302


def test_volle_groep_wijst_naar_een_groep_met_plek_de_dichtste_eerst(client):
    interventie = InterventieFactory()
    vol = GroepFactory(interventie=interventie, capaciteit=4, bezet=4, lat=52.16, lon=4.49)
    ver = GroepFactory(interventie=interventie, lat=52.30, lon=4.49)
    dichtbij = GroepFactory(interventie=interventie, lat=52.17, lon=4.49)
    assert ga(client, "groep", vol.slug).context["alternatieven"] == [dichtbij, ver]


def test_agendabestand(client):
    groep = GroepFactory(interventie=InterventieFactory(naam="Rust, reinheid; regelmaat", bijeenkomsten=2))
    antwoord = ga(client, "groep_agenda", groep.slug)
    tekst = antwoord.content.decode()
    assert antwoord["Content-Type"].startswith("text/calendar")
    assert tekst.count("BEGIN:VEVENT") == 2
    assert r"SUMMARY:Rust\, reinheid\; regelmaat" in tekst
    assert all(len(regel.encode()) <= 75 for regel in tekst.split("\r\n"))


# --- registering ----------------------------------------------------------------------------------------------


def formulier(**anders):
    return {
        "naam": "Noor",
        "email": "noor@voorbeeld.example",
        "telefoon": "",
        "leeftijd_kind": "8",
        "sleutel": str(uuid.uuid4()),
    } | anders


def verstuur(client, groep, **anders):
    return client.post(reverse("aanbod:aanmelden", args=[groep.slug]), formulier(**anders))


def test_van_formulier_tot_plek_en_weer_af(client):
    groep = GroepFactory()
    antwoord = verstuur(client, groep, telefoon="+31612345678")
    assert antwoord.url == reverse("aanbod:aangemeld", args=[groep.slug])
    link = re.search(r"http://testserver(/aanmelding/\w+/)", Bericht.objects.get().tekst).group(1)
    for _ in range(2):
        assert "Ja, ik meld mij aan" in client.get(link).content.decode()
    assert Aanmelding.objects.get().staat == A.TE_BEVESTIGEN, "opening the link changes nothing"
    assert client.post(link, {"actie": "bevestig"}).url == link
    assert "U doet mee" in client.get(link).content.decode()
    assert Aanmelding.objects.get().telefoon == "06 12345678"
    client.post(link, {"actie": "afmelden"})
    assert "U bent afgemeld" in client.get(link).content.decode()
    groep.refresh_from_db()
    assert groep.bezet == 0


def test_wachtlijst_aanbod_en_aannemen_via_de_pagina(client):
    groep = GroepFactory(capaciteit=1)
    for naam in ("Eerste", "Tweede"):
        bevestig(token_van(meld_aan(groep=groep, naam=naam, email=f"{naam}@x.example", leeftijd_kind=8)))
    eerste, tweede = (reverse("aanbod:aanmelding", args=[token_van(a)]) for a in Aanmelding.objects.order_by("pk"))
    assert "plaats 1 van de wachtlijst" in client.get(tweede).content.decode()
    client.post(eerste, {"actie": "afmelden"})
    assert "Ja, ik wil deze plek" in client.get(tweede).content.decode()
    client.post(tweede, {"actie": "accepteer"})
    assert "U doet mee" in client.get(tweede).content.decode()


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ({"naam": ""}, "Vul dit veld in"),
        ({"email": "noor"}, "geen e-mailadres"),
        ({"telefoon": "12"}, "geen telefoonnummer"),
        ({"leeftijd_kind": "15"}, "6 tot en met 12 jaar"),
        ({"leeftijd_kind": ""}, "Vul dit veld in"),
    ],
)
def test_foute_invoer_zegt_wat_er_mis_is_en_bewaart_wat_er_stond(client, fout, melding):
    antwoord = verstuur(client, GroepFactory(), **fout)
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert melding in pagina
    assert 'value="8"' in pagina or "leeftijd_kind" in fout
    assert not Aanmelding.objects.exists()


def test_formulier_vraagt_bij_een_kindergroep_een_voornaam_en_bij_collegas_geen_leeftijd(client):
    kind = GroepFactory()
    collega = GroepFactory(interventie=InterventieFactory(doelgroep=[Doelgroep.PROFESSIONALS]))
    assert "Een voornaam is genoeg" in ga(client, "aanmelden", kind.slug).content.decode()
    assert "leeftijd_kind" not in ga(client, "aanmelden", collega.slug).content.decode()
    assert verstuur(client, collega).status_code == 302


def test_zelfde_formulier_twee_keer_verstuurd_is_een_aanmelding(client):
    groep, sleutel = GroepFactory(), str(uuid.uuid4())
    for _ in range(2):
        assert verstuur(client, groep, sleutel=sleutel).status_code == 302
    assert Aanmelding.objects.count() == Bericht.objects.count() == 1


def test_honingpot_doet_niets_en_zegt_niets(client):
    assert verstuur(client, GroepFactory(), website="http://spam.example").status_code == 302
    assert not Aanmelding.objects.exists()


def test_te_vaak_hetzelfde_adres_is_429_met_wat_er_stond(client):
    groep = GroepFactory()
    for nummer in range(5):
        assert verstuur(client, groep, naam=f"Kind {nummer}").status_code == 302
    antwoord = verstuur(client, groep, naam="Nog een kind")
    assert antwoord.status_code == 429
    assert "Wacht tien minuten" in antwoord.content.decode()
    assert "Nog een kind" in antwoord.content.decode()
    assert Aanmelding.objects.count() == 5


def test_te_vaak_van_een_bezoeker_is_429(client):
    groep = GroepFactory()
    statussen = [verstuur(client, groep, email=f"n{n}@x.example").status_code for n in range(21)]
    assert statussen[:20] == [302] * 20
    assert statussen[20] == 429


def test_onbekende_link_is_een_nette_404_en_een_onbekende_actie_ook(client):
    antwoord = ga(client, "aanmelding", "bestaat-niet")
    assert antwoord.status_code == 404
    assert "kennen deze link niet" in antwoord.content.decode()
    token = token_van(meld_aan(groep=GroepFactory(), naam="N", email="n@x.example", leeftijd_kind=8))
    for adres, actie in (("bestaat-niet", "bevestig"), (token, "hack")):
        assert client.post(reverse("aanbod:aanmelding", args=[adres]), {"actie": actie}).status_code == 404


def test_verlopen_link_zegt_hoe_verder(client):
    token = token_van(meld_aan(groep=GroepFactory(), naam="N", email="n@x.example", leeftijd_kind=8))
    adres = reverse("aanbod:aanmelding", args=[token])
    with time_machine.travel(klok.nu() + dt.timedelta(hours=25)):
        assert "U bent te laat" in client.get(adres).content.decode()
        assert "opnieuw" in client.post(adres, {"actie": "bevestig"}, follow=True).content.decode()


# --- teams ----------------------------------------------------------------------------------------------------


def test_professional_neemt_plekken_en_geeft_ze_terug():
    groep = GroepFactory(interventie=InterventieFactory(preventievorm=Preventievorm.SELECTIEF))
    team = TeamFactory()
    client = als(Rol.JGT, team=team)
    adres, sleutel = reverse("aanbod:teamplaats", args=[groep.slug]), str(uuid.uuid4())
    assert client.get(adres).status_code == 200
    for _ in range(2):
        assert client.post(adres, {"team": team.pk, "aantal": 3, "sleutel": sleutel}).status_code == 302
    groep.refresh_from_db()
    assert groep.bezet == 3
    terug = reverse("aanbod:teamplaats_terug", args=[groep.slug])
    assert client.get(terug).status_code == 200
    client.post(terug, {"team": team.pk, "aantal": 3, "sleutel": str(uuid.uuid4())})
    assert not TeamPlaats.objects.exists()
    assert client.get(terug).status_code == 302


def test_te_veel_plekken_en_een_ander_team_worden_geweigerd():
    groep, team = GroepFactory(capaciteit=4, bezet=2), TeamFactory()
    client, adres = als(Rol.JGT, team=team), reverse("aanbod:teamplaats", args=[groep.slug])
    te_veel = client.post(adres, {"team": team.pk, "aantal": 3, "sleutel": str(uuid.uuid4())})
    assert "2 plekken" in te_veel.content.decode()
    ander = client.post(adres, {"team": TeamFactory().pk, "aantal": 1, "sleutel": str(uuid.uuid4())})
    assert ander.status_code == 200
    assert not TeamPlaats.objects.exists()


@pytest.mark.parametrize("rol", [Rol.TRAINER, Rol.KCC, Rol.FACILITAIR, Rol.BEHEER])
def test_wie_niet_in_een_team_werkt_neemt_geen_plekken(rol):
    assert ga(als(rol), "teamplaats", GroepFactory().slug).status_code == 403


# --- names ----------------------------------------------------------------------------------------------------


def test_namen_alleen_voor_facilitair_en_de_trainer_van_de_groep_en_elke_blik_wordt_vastgelegd():
    trainer = TrainerFactory(user=gebruiker_met(Rol.TRAINER))
    groep = GroepFactory(trainers=[trainer], bezet=1)
    AanmeldingFactory(groep=groep, naam="Noor Proef")
    eigen = Client()
    eigen.force_login(trainer.user)
    for client in (als(Rol.FACILITAIR), eigen):
        assert "Noor Proef" in ga(client, "aanmeldingen", groep.slug).content.decode()
    assert Logregel.objects.filter(gebeurtenis="aanmeldingen.ingezien").count() == 2
    for rol in set(Rol) - {Rol.FACILITAIR}:
        assert ga(als(rol), "aanmeldingen", groep.slug).status_code == 403, rol
    assert ga(Client(), "aanmeldingen", groep.slug).status_code == 302


@pytest.mark.parametrize("formaat", ["xlsx", "csv"])
def test_lijst_als_bestand(formaat):
    groep = GroepFactory(bezet=1)
    AanmeldingFactory(groep=groep, naam="Noor Proef")
    antwoord = ga(als(Rol.FACILITAIR), "aanmeldingen", groep.slug, formaat=formaat)
    assert "attachment" in antwoord["Content-Disposition"]
    assert formaat == "xlsx" or "Noor Proef" in antwoord.content.decode("utf-8-sig")
    assert Logregel.objects.filter(gebeurtenis="aanmeldingen.uitgevoerd").exists()


def test_kennismaking_afronden():
    groep = GroepFactory(interventie=InterventieFactory(intake="pedagoog"), bezet=2)
    door, stopt = (AanmeldingFactory(groep=groep, staat=A.INTAKE) for _ in range(2))
    client = als(Rol.FACILITAIR)
    for aanmelding, besluit in ((door, "ja"), (stopt, "nee")):
        client.post(reverse("aanbod:kennismaking", args=[groep.slug, aanmelding.pk]), {"besluit": besluit})
    door.refresh_from_db(), stopt.refresh_from_db(), groep.refresh_from_db()
    assert (door.staat, stopt.staat, groep.bezet) == (A.GEPLAATST, A.GEANNULEERD, 1)


def test_trainer_ziet_alleen_de_eigen_groepen():
    trainer = TrainerFactory(user=gebruiker_met(Rol.TRAINER))
    eigen, _ander = GroepFactory(trainers=[trainer]), GroepFactory()
    client = Client()
    client.force_login(trainer.user)
    assert list(ga(client, "mijn_groepen").context["page_obj"]) == [eigen]
    assert ga(als(Rol.JGT), "mijn_groepen").status_code == 403


# --- facilitair -----------------------------------------------------------------------------------------------


def test_facilitair_publiceert_en_last_af():
    groep, client = GroepFactory(staat=GroepStaat.VOORBEREIDING), als(Rol.FACILITAIR)
    client.post(reverse("aanbod:groep_publiceren", args=[groep.slug]))
    groep.refresh_from_db()
    assert groep.staat == GroepStaat.OPEN
    adres = reverse("aanbod:groep_afgelasten", args=[groep.slug])
    assert "Vul dit veld in" in client.post(adres, {"reden": ""}).content.decode()
    client.post(adres, {"reden": "De trainer is ziek."})
    groep.refresh_from_db()
    assert (groep.staat, groep.reden_geannuleerd) == (GroepStaat.GEANNULEERD, "De trainer is ziek.")
    assert "De trainer is ziek." in ga(Client(), "groep", groep.slug).content.decode()
    for naam in ("groep_publiceren", "groep_afgelasten"):
        assert als(Rol.JGT).post(reverse(f"aanbod:{naam}", args=[groep.slug])).status_code == 403


# --- constant query counts ------------------------------------------------------------------------------------


def maak_rijen(aantal, *, organisatie, trainer, groep):
    thema = ThemaFactory()
    for nummer in range(aantal):
        start = klok.vandaag() + dt.timedelta(days=7 * (3 * (nummer + aantal) + 4))
        ding = InterventieFactory(themas=[thema], organisatie=organisatie, omschrijving="Over slapen en rust.")
        GroepFactory(interventie=ding, gemeente=groep.gemeente)
        GroepFactory(interventie=groep.interventie, trainers=[trainer], start_op=start)
        AanmeldingFactory(groep=groep)
        TeamPlaatsFactory(groep=groep)
    werk_hele_zoekindex_bij()


PAGINAS = [
    (None, "home", ()),
    (None, "zoeken", ()),
    (None, "zoeken?q=slapen+en+rust+4+jaar", ()),
    (None, "groepen", ()),
    (None, "groep", ("groep",)),
    (None, "interventie", ("interventie",)),
    (None, "thema", ("thema",)),
    (Rol.JGT, "plank", ()),
    (Rol.JGT, "groep", ("groep",)),
    (Rol.JGT, "teamplaats", ("groep",)),
    (Rol.FACILITAIR, "aanmeldingen", ("groep",)),
    (Rol.TRAINER, "mijn_groepen", ()),
    (Rol.AANBIEDER, "beheer", ()),
    (Rol.AANBIEDER, "interventie_wijzigen", ("interventie",)),
]


@pytest.mark.parametrize(("rol", "naam", "waarvan"), PAGINAS, ids=[f"{r or 'bezoeker'}-{n}" for r, n, _ in PAGINAS])
def test_evenveel_queries_met_een_als_met_vijftig_rijen(client, django_assert_max_num_queries, rol, naam, waarvan):
    organisatie, team = OrganisatieFactory(), TeamFactory()
    plek = {Rol.AANBIEDER: {"organisatie": organisatie}, Rol.JGT: {"team": team}}.get(rol, {})
    gebruiker = gebruiker_met(rol, **plek) if rol else None
    trainer = TrainerFactory(user=gebruiker if rol == Rol.TRAINER else None)
    ding = InterventieFactory(organisatie=organisatie, themas=[ThemaFactory()])
    groep = GroepFactory(interventie=ding)
    slugs = {"groep": groep.slug, "interventie": ding.slug, "thema": ding.themas.get().slug}
    kaal, _, vraag = naam.partition("?")
    adres = f"{reverse(f'aanbod:{kaal}', args=[slugs[w] for w in waarvan])}?{vraag}"
    if gebruiker:
        client.force_login(gebruiker)
    geteld = []
    for aantal in (1, 49):
        maak_rijen(aantal, organisatie=organisatie, trainer=trainer, groep=groep)
        client.get(adres)
        with django_assert_max_num_queries(20) as vangst:
            assert client.get(adres).status_code == 200
        geteld.append(len(vangst))
    assert geteld[0] == geteld[1], "more rows, more queries"
