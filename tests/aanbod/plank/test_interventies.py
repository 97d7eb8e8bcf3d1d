import pytest
from django.test import Client
from django.urls import reverse

from aanbod.models import Interventie
from aanbod.plank.forms import InterventieForm
from aanbod.plank.selectors import te_wijzigen
from aanbod.plank.services import publiceer_interventie, trek_interventie_in, wijzig_interventie
from aanbod.workflow import InterventieStaat
from aanbod.zoeken.selectors import zoek_interventies
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis.fouten import DomeinFout, NietToegestaan, OvergangFout, Verouderd
from tests.aanbod.factories import GroepFactory, InterventieFactory, ThemaFactory, TrainerFactory
from tests.gemeenten.factories import OrganisatieFactory, gebruiker_met

S = InterventieStaat


@pytest.fixture
def organisatie():
    return OrganisatieFactory()


@pytest.fixture
def aanbieder(organisatie):
    return gebruiker_met(Rol.AANBIEDER, organisatie=organisatie)


def wijzig(ding, door, versie=None, themas=(), **velden):
    return wijzig_interventie(
        interventie=ding, versie=versie or ding.versie, velden=velden, themas=list(themas), door=door
    )


def test_wijzigen_haalt_de_aanname_weg_en_werkt_de_index_bij(organisatie, aanbieder):
    ding = InterventieFactory(organisatie=organisatie, aannames=["intake", "groep", "wie_betaalt"], groep_max=8)
    nieuw = wijzig(
        ding, aanbieder, naam="Sterk als een kikker", intake="pedagoog", groep_max=9, themas=[ThemaFactory()]
    )
    assert (nieuw.versie, nieuw.aannames) == (2, ["wie_betaalt"])
    assert zoek_interventies("kikker").get() == nieuw
    assert Logregel.objects.get(gebeurtenis="interventie.gewijzigd").gegevens["velden"] == [
        "groep_max",
        "intake",
        "naam",
        "themas",
    ]


def test_mensen_per_deelnemer_vul_je_in_met_een_komma(organisatie, aanbieder):
    """Decimals as one writes them here; the form says what it comes to, and the history that it changed."""
    ding = InterventieFactory(organisatie=organisatie, doelgroep=["jeugdigen", "ouders"], groep_max=8, trainers_nodig=2)
    client, adres = Client(), reverse("aanbod:interventie_wijzigen", args=[ding.slug])
    client.force_login(aanbieder)
    pagina = client.get(adres).content.decode()
    assert "8 kinderen met hun ouder en 2 trainers: ruimte voor 18 mensen" in pagina
    velden = InterventieForm(instance=ding)
    post = {naam: velden[naam].value() for naam in velden.fields if velden[naam].value() not in (None, False)}
    post["themas"] = [ThemaFactory().pk]
    for fout in ("0,5", "1,55", "veel"):
        assert client.post(adres, {**post, "personen_per_deelnemer": fout}).status_code == 422
    assert client.post(adres, {**post, "personen_per_deelnemer": "1,5"}).status_code == 302
    ding.refresh_from_db()
    assert ding.zaalvulling("samen").nodig(8) == 14
    assert "8 kinderen, wie er meekomt en 2 trainers: ruimte voor 14 mensen" in client.get(adres).content.decode()
    assert "mensen in de ruimte per deelnemer" in client.get(adres).content.decode()
    assert 'value="1,5"' in client.get(adres).content.decode()


def test_wie_een_oude_versie_opslaat_wordt_gewaarschuwd(organisatie, aanbieder):
    ding = InterventieFactory(organisatie=organisatie)
    wijzig(ding, aanbieder, intake="een")
    with pytest.raises(Verouderd):
        wijzig(ding, aanbieder, versie=1, intake="twee")


def test_alleen_eigen_aanbod(aanbieder, organisatie):
    eigen, ander = InterventieFactory(organisatie=organisatie), InterventieFactory(organisatie=OrganisatieFactory())
    assert list(te_wijzigen(aanbieder)) == [eigen]
    assert te_wijzigen(gebruiker_met(Rol.BEHEER)).count() == 2
    assert not te_wijzigen(gebruiker_met(Rol.JGT)).exists()
    for doe in (wijzig, lambda ding, door: publiceer_interventie(ding, door), trek_interventie_in):
        with pytest.raises(NietToegestaan):
            doe(ander, aanbieder)


def test_publiceren_kan_pas_met_volledige_routing(organisatie, aanbieder):
    ding = InterventieFactory(organisatie=organisatie, staat=S.CONCEPT, wie_betaalt="")
    with pytest.raises(DomeinFout) as fout:
        publiceer_interventie(ding, aanbieder)
    assert fout.value.veld == "wie_betaalt"
    with pytest.raises(OvergangFout):
        trek_interventie_in(ding, aanbieder)
    wijzig(ding, aanbieder, wie_betaalt="gemeente")
    assert publiceer_interventie(ding, aanbieder).staat == S.GEPUBLICEERD
    assert trek_interventie_in(ding, aanbieder).staat == S.INGETROKKEN
    assert trek_interventie_in(ding, aanbieder).staat == S.INGETROKKEN


def formulier(ding, **anders):
    from aanbod.plank.forms import InterventieForm

    form = InterventieForm(instance=ding)
    velden = {}
    for naam in form.fields:
        waarde = form[naam].value()
        if waarde is True:
            velden[naam] = "on"
        elif waarde not in (None, False):
            velden[naam] = [getattr(w, "pk", w) for w in waarde] if isinstance(waarde, list) else waarde
    return velden | anders


def als(user):
    client = Client()
    client.force_login(user)
    return client


def test_formulier_slaat_op_en_toont_geschiedenis(organisatie, aanbieder):
    ding = InterventieFactory(organisatie=organisatie, themas=[ThemaFactory()], eigen_bijdrage_cent=1250)
    adres, client = reverse("aanbod:interventie_wijzigen", args=[ding.slug]), als(aanbieder)
    assert 'value="12,50"' in client.get(adres).content.decode()
    antwoord = client.post(adres, formulier(ding, eigen_bijdrage_cent="15", intake="pedagoog"))
    assert antwoord.url == adres
    ding.refresh_from_db()
    assert (ding.eigen_bijdrage_cent, ding.intake) == (1500, "pedagoog")
    assert "Gewijzigd" in client.get(adres).content.decode()


def test_twee_mensen_tegelijk_bewaart_wat_getypt_is(organisatie, aanbieder):
    ding = InterventieFactory(organisatie=organisatie, themas=[ThemaFactory()])
    adres, client = reverse("aanbod:interventie_wijzigen", args=[ding.slug]), als(aanbieder)
    eerste, tweede = formulier(ding, intake="een"), formulier(ding, intake="twee")
    client.post(adres, eerste)
    pagina = client.post(adres, tweede).content.decode()
    assert "Iemand anders heeft dit intussen gewijzigd" in pagina
    assert 'value="twee"' in pagina
    assert 'name="versie" value="2"' in pagina
    assert Interventie.objects.get().intake == "een"


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ({"leeftijd_min": 12, "leeftijd_max": 4}, "lager dan de jongste leeftijd"),
        ({"groep_min": 9, "groep_max": 4}, "lager dan de kleinste groep"),
        ({"wie_betaalt": ""}, "Vul dit veld in"),
        ({"naam": ""}, "Vul dit veld in"),
        ({"eigen_bijdrage_cent": "veel"}, "Vul een getal in"),
    ],
)
def test_foute_invoer_wordt_bij_het_veld_gezegd(organisatie, aanbieder, fout, melding):
    ding = InterventieFactory(organisatie=organisatie, themas=[ThemaFactory()])
    adres = reverse("aanbod:interventie_wijzigen", args=[ding.slug])
    assert melding in als(aanbieder).post(adres, formulier(ding, **fout)).content.decode()
    ding.refresh_from_db()
    assert ding.versie == 1


def test_knoppen_zetten_op_en_van_de_plank(organisatie, aanbieder):
    ding = InterventieFactory(organisatie=organisatie, staat=S.CONCEPT)
    client, adres = als(aanbieder), reverse("aanbod:interventie_staat", args=[ding.slug])
    for actie, staat in (("publiceer", S.GEPUBLICEERD), ("trek_in", S.INGETROKKEN)):
        client.post(adres, {"actie": actie})
        ding.refresh_from_db()
        assert ding.staat == staat
    assert client.post(adres, {"actie": "weg"}).status_code == 404
    assert client.get(adres).status_code == 405
    assert als(gebruiker_met(Rol.JGT)).post(adres, {"actie": "publiceer"}).status_code == 403


def test_beheerlijst_telt_wat_geen_volledige_routing_heeft(organisatie, aanbieder):
    InterventieFactory(organisatie=organisatie, staat=S.CONCEPT, aanmelden_bij="", naam="Zonder routing")
    InterventieFactory(organisatie=organisatie, naam="Met routing")
    pagina = als(aanbieder).get(reverse("aanbod:beheer"))
    assert pagina.context["zonder_routing"] == 1
    gevonden = als(aanbieder).get(reverse("aanbod:beheer"), {"routing": "on"}).context["page_obj"]
    assert [i.naam for i in gevonden] == ["Zonder routing"]


def test_plank_zegt_wie_het_kan_geven_en_waar_het_draait():
    ding = InterventieFactory(naam="Stevig", wie_betaalt="de gemeente Leiden", aannames=["wie_betaalt"])
    TrainerFactory(interventie=ding)
    groep = GroepFactory(interventie=ding)
    client = als(gebruiker_met(Rol.JGZ))
    pagina = client.get(reverse("aanbod:plank"))
    assert pagina.context["page_obj"][0].trainers == 1
    tekst = pagina.content.decode()
    for stuk in ("de gemeente Leiden", "aanname", str(groep.gemeente)):
        assert stuk in tekst
    InterventieFactory(naam="Draait nergens")
    draait = client.get(reverse("aanbod:plank"), {"draait": "on"}).context["page_obj"]
    assert [i.naam for i in draait] == ["Stevig"]
