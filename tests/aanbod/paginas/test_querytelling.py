"""More rows do not mean more queries."""

import datetime as dt

import pytest
from django.urls import reverse

from aanbod.workflow import AanmeldingStaat
from aanbod.zoeken.services import werk_hele_zoekindex_bij
from gemeenten.grond.enums import Rol
from marktplein.basis import klok
from tests.aanbod.factories import (
    AanmeldingFactory,
    CertificaatFactory,
    GroepFactory,
    InterventieFactory,
    TeamPlaatsFactory,
    ThemaFactory,
    TrainerFactory,
)
from tests.gemeenten.factories import OrganisatieFactory, TeamFactory, gebruiker_met

A = AanmeldingStaat


def maak_rijen(aantal, *, organisatie, trainer, groep):
    thema = ThemaFactory()
    for nummer in range(aantal):
        start = klok.vandaag() + dt.timedelta(days=7 * (3 * (nummer + aantal) + 4))
        ding = InterventieFactory(themas=[thema], organisatie=organisatie, omschrijving="Over slapen en rust.")
        GroepFactory(interventie=ding, gemeente=groep.gemeente)
        GroepFactory(interventie=groep.interventie, trainers=[trainer], start_op=start)
        AanmeldingFactory(groep=groep)
        CertificaatFactory(trainer=trainer, interventie=ding)
        OrganisatieFactory()
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
    (Rol.JGT, "matrix", ()),
    (Rol.JGT, "draait", ()),
    (Rol.JGT, "gevers", ()),
    (Rol.JGT, "kansrijke_kaart", ()),
    (Rol.BEHEER, "teksten", ()),
    (None, "jongeren", ()),
    (Rol.JGT, "groep", ("groep",)),
    (Rol.JGT, "teamplaats", ("groep",)),
    (Rol.FACILITAIR, "aanmeldingen", ("groep",)),
    (Rol.FACILITAIR, "aanmeldingen", ("begonnen",)),
    (Rol.TRAINER, "mijn_groepen", ()),
    (Rol.TRAINER, "mijn_inzet", ()),
    (Rol.BEHEER, "interventie_nieuw", ()),
    (Rol.AANBIEDER, "beheer", ()),
    (Rol.AANBIEDER, "interventie_wijzigen", ("interventie",)),
]


@pytest.mark.parametrize(
    ("rol", "naam", "waarvan"), PAGINAS, ids=[f"{r or 'bezoeker'}-{n}-{'-'.join(w)}" for r, n, w in PAGINAS]
)
def test_evenveel_queries_met_een_als_met_vijftig_rijen(client, django_assert_max_num_queries, rol, naam, waarvan):
    organisatie, team = OrganisatieFactory(), TeamFactory()
    plek = {Rol.AANBIEDER: {"organisatie": organisatie}, Rol.JGT: {"team": team}}.get(rol, {})
    gebruiker = gebruiker_met(rol, **plek) if rol else None
    trainer = TrainerFactory(user=gebruiker if rol == Rol.TRAINER else None)
    ding = InterventieFactory(organisatie=organisatie, themas=[ThemaFactory()])
    begonnen = waarvan == ("begonnen",)
    start = klok.vandaag() - dt.timedelta(days=7) if begonnen else klok.vandaag() + dt.timedelta(days=21)
    groep = GroepFactory(interventie=ding, start_op=start)
    slugs = {"groep": groep.slug, "begonnen": groep.slug, "interventie": ding.slug, "thema": ding.themas.get().slug}
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
