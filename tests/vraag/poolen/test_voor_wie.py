"""A group is for somebody: demand meets only offers for those people, and never shares a group with others."""

import pytest

from aanbod.enums import Doelgroep
from aanbod.models import Interventie, Thema
from aanbod.workflow import InterventieStaat
from marktplein.basis.mensen import Voor
from marktplein.demo.fixtures import rijen
from marktplein.demo.plank import OVERNEMEN
from tests.aanbod.factories import GroepFactory, ThemaFactory
from tests.vraag.streek import WOENSDAGMIDDAG, Streek, maak_ruimte, maak_signaal, maak_streek, maak_trainer
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Groepsvoorstel, Reden, Signaal
from vraag.poolen import ids
from vraag.poolen.momentopname import NIET_VOOR_HEN, maak_momentopname
from vraag.poolen.services import voer_run_uit
from vraag.uitleg.redenen import leg_uit
from vraag.voorstellen.plannen import maak_groep
from vraag.voorstellen.waarom import zinnen
from vraag.workflow import Aanleiding


@pytest.fixture
def streek(db: None) -> Streek:
    streek = maak_streek()
    maak_ruimte(streek.leiden.gemeente, capaciteit=30)
    return streek


def van_de_plank(streek: Streek, slug: str) -> Interventie:
    """An offer as the demo has it, with trainers and rooms enough for two groups at once."""
    rij = next(rij for rij in rijen("interventies") if rij["slug"] == slug)
    velden = {naam: rij[naam] for naam in OVERNEMEN} | {"staat": InterventieStaat.GEPUBLICEERD}
    interventie = Interventie.objects.create(slug=slug, **velden)
    for naam in rij["themas"]:
        interventie.themas.add(Thema.objects.filter(naam=naam).first() or ThemaFactory(naam=naam))
    for _ in range(2 * interventie.trainers_nodig):
        maak_trainer(streek.leiden.gemeente, interventie)
    return interventie


def vraag_in_thema(streek: Streek, thema: str, aantal: int, **velden: object) -> Signaal:
    return maak_signaal(
        streek, streek.leiden, aantal, interventie=None, thema=Thema.objects.get(naam=thema), vraag="x", **velden
    )


def poolen(streek: Streek) -> list[Groepsvoorstel]:
    voer_run_uit(vraag_om_poolen(streek.regio, Aanleiding.HANDMATIG).pk)
    return list(Groepsvoorstel.objects.prefetch_related("regels__signaal").order_by("voor"))


@pytest.mark.parametrize(
    ("slug", "thema", "aantal", "kinderen", "ouders"),
    [
        # Teenagers with divorced parents and a couples' course; children new in the country and a parents' course.
        ("houd-me-vast", "scheiding", 4, (13, 15), (8, 12)),
        ("mind-spring-opvoeden", "nieuwkomers", 6, (7, 9), (5, 10)),
    ],
)
def test_kinderen_komen_nooit_in_een_cursus_voor_ouders(
    streek: Streek, slug: str, thema: str, aantal: int, kinderen: tuple[int, int], ouders: tuple[int, int]
) -> None:
    cursus = van_de_plank(streek, slug)
    van_kinderen = vraag_in_thema(streek, thema, aantal, leeftijd_min=kinderen[0], leeftijd_max=kinderen[1])
    for team in (streek.oegstgeest, streek.katwijk):
        maak_signaal(
            streek, team, 5, interventie=cursus, voor=Voor.OUDERS, leeftijd_min=ouders[0], leeftijd_max=ouders[1]
        )
    (voorstel,) = poolen(streek)
    assert (voorstel.interventie, voorstel.voor) == (cursus, Voor.OUDERS)
    assert {r.signaal.voor for r in voorstel.regels.all()} == {Voor.OUDERS}
    reden = Reden.objects.get(signaal=van_kinderen)
    assert reden.code == NIET_VOOR_HEN
    assert "is niet voor kinderen" in leg_uit(reden).zin
    assert "Alle ouders kunnen op woensdagmiddag." in zinnen(voorstel)
    assert "kinderen van deze ouders zijn" in " ".join(zinnen(voorstel))


def test_ouders_met_hetzelfde_thema_komen_er_wel_in(streek: Streek) -> None:
    cursus = van_de_plank(streek, "houd-me-vast")
    for team in (streek.oegstgeest, streek.katwijk):
        maak_signaal(streek, team, 4, interventie=cursus, voor=Voor.OUDERS)
    van_thema = vraag_in_thema(streek, "scheiding", 4, voor=Voor.OUDERS)
    (voorstel,) = poolen(streek)
    assert van_thema.pk in {r.signaal_id for r in voorstel.regels.all()}


def test_soorten_mensen_van_een_training_delen_geen_groep(streek: Streek) -> None:
    """Four children and four children with a parent are eight, and still no group of six."""
    training = van_de_plank(streek, "kanjertraining-voor-kind-en-ouder")
    assert training.voor_wie == (Voor.KINDEREN, Voor.SAMEN, Voor.OUDERS)
    vragen = {
        voor: maak_signaal(streek, streek.leiden, 4, interventie=training, voor=voor) for voor in training.voor_wie
    }
    assert poolen(streek) == []
    assert "4 van 6 kinderen met hun ouder" in leg_uit(Reden.objects.get(signaal=vragen[Voor.SAMEN])).zin
    for voor in training.voor_wie[:2]:
        maak_signaal(streek, streek.katwijk, 4, interventie=training, voor=voor)
    voorstellen = poolen(streek)
    assert [v.voor for v in voorstellen] == [Voor.KINDEREN, Voor.SAMEN]
    assert all({r.signaal.voor for r in v.regels.all()} == {v.voor} for v in voorstellen)


def test_een_lopende_groep_neemt_alleen_op_voor_wie_die_is(streek: Streek) -> None:
    training = van_de_plank(streek, "kanjertraining-voor-kind-en-ouder")
    week0 = maak_momentopname(streek.regio).week0
    groep = GroepFactory(
        interventie=training, gemeente=streek.leiden.gemeente, voor=Voor.SAMEN, start_op=week0, capaciteit=12, bezet=6,
        dagdeel=WOENSDAGMIDDAG, lat=52.16, lon=4.49, leeftijd_min=8, leeftijd_max=12, staat="open",
    )  # fmt: skip
    alleen = maak_signaal(streek, streek.leiden, 2, interventie=training)
    samen = maak_signaal(streek, streek.leiden, 2, interventie=training, voor=Voor.SAMEN)
    (voorstel,) = poolen(streek)
    assert (voorstel.groep, [r.signaal for r in voorstel.regels.all()]) == (groep, [samen])
    assert Reden.objects.filter(signaal=alleen).exists()


@pytest.mark.parametrize(
    ("slug", "voor", "wie"),
    [
        ("scholing-omgaan-met-scheiding-in-je-werk", Voor.PROFESSIONALS, "professionals"),
        ("centering-zwangerschap", Voor.ZWANGEREN, "zwangeren"),
    ],
)
def test_wie_geen_leeftijd_heeft_komt_ook_in_een_groep(streek: Streek, slug: str, voor: Voor, wie: str) -> None:
    training = van_de_plank(streek, slug)
    assert training.voor_wie == (voor,)
    for team in (streek.oegstgeest, streek.katwijk):
        maak_signaal(streek, team, 5, interventie=training, voor=voor, leeftijd_min=0, leeftijd_max=0)
    (voorstel,) = poolen(streek)
    alles = " ".join(zinnen(voorstel))
    assert f"Samen zijn het 10 {wie}; er zijn er 8 nodig." in alles
    assert "jaar" not in alles
    groep = maak_groep(voorstel)
    assert (groep.is_voor, groep.voor_wie) == (voor, wie)
    assert (groep.leeftijd_min, groep.leeftijd_max) == (training.leeftijd_min, training.leeftijd_max)


def test_een_training_die_niet_meer_voor_hen_is_zegt_dat(streek: Streek) -> None:
    signaal = maak_signaal(streek, streek.leiden, 4)
    Interventie.objects.filter(pk=streek.interventie.pk).update(doelgroep=[Doelgroep.OUDERS])
    opname = maak_momentopname(streek.regio)
    assert opname.buiten == {signaal.pk: (NIET_VOOR_HEN, 4)}


def test_de_kern_ziet_elke_soort_als_een_eigen_training(streek: Streek) -> None:
    training = van_de_plank(streek, "kanjertraining-voor-kind-en-ouder")
    for voor in training.voor_wie:
        maak_signaal(streek, streek.leiden, 4, interventie=training, voor=voor)
    inst = maak_momentopname(streek.regio).instantie
    assert {i.id: i.naam for i in inst.interventies} == {
        ids.interventie(training.pk): training.naam,
        ids.interventie(training.pk, Voor.SAMEN): f"{training.naam} (kinderen met hun ouder)",
        ids.interventie(training.pk, Voor.OUDERS): f"{training.naam} (ouders)",
    }
    per_soort = {ids.voor_van(i.id): i.in_de_ruimte for i in inst.interventies}
    trainers = training.trainers_nodig
    assert {voor: (p.honderdsten, p.vast) for voor, p in per_soort.items()} == {
        Voor.KINDEREN: (100, trainers), Voor.SAMEN: (200, trainers), Voor.OUDERS: (100, trainers),
    }  # fmt: skip
    assert {ids.voor_van(i.id) for i in inst.interventies} == set(training.voor_wie)
