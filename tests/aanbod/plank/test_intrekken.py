"""A withdrawn offer with groups asks first, and its links lead on; two organisations may use one name."""

import uuid

from django.test import Client
from django.urls import reverse

from aanbod.models import Interventie
from aanbod.plank.services import trek_interventie_in
from aanbod.workflow import InterventieStaat
from gemeenten.grond.enums import Rol
from tests.aanbod.factories import GroepFactory, InterventieFactory, ThemaFactory
from tests.aanbod.plank.test_interventies import als, formulier
from tests.gemeenten.factories import OrganisatieFactory, gebruiker_met

S = InterventieStaat


def pagina(client: Client, ding: Interventie):
    return client.get(reverse("aanbod:interventie", args=[ding.slug]))


def test_met_groepen_wordt_het_eerst_gevraagd(client: Client) -> None:
    organisatie, beheer = OrganisatieFactory(), als(gebruiker_met(Rol.BEHEER))
    ding, nieuw = InterventieFactory(organisatie=organisatie), InterventieFactory()
    GroepFactory(interventie=ding)
    vraag = reverse("aanbod:interventie_intrekken", args=[ding.slug])
    antwoord = beheer.post(reverse("aanbod:interventie_staat", args=[ding.slug]), {"actie": "trek_in"})
    assert antwoord.url == vraag
    assert "Die gaan door zoals afgesproken" in beheer.get(vraag).content.decode()
    ding.refresh_from_db()
    assert ding.staat == S.GEPUBLICEERD
    assert beheer.post(vraag, {"opvolger": ding.pk}).status_code == 422
    assert beheer.post(vraag, {"opvolger": nieuw.pk}).status_code == 302
    ding.refresh_from_db()
    assert (ding.staat, ding.opvolger) == (S.INGETROKKEN, nieuw)
    assert pagina(client, ding).url == reverse("aanbod:interventie", args=[nieuw.slug])
    laatste = InterventieFactory()
    trek_interventie_in(nieuw, gebruiker_met(Rol.BEHEER), laatste)
    assert pagina(client, ding).url == reverse("aanbod:interventie", args=[laatste.slug])


def test_zonder_opvolger_ziet_men_wat_erop_lijkt(client: Client) -> None:
    thema, beheer = ThemaFactory(), gebruiker_met(Rol.BEHEER)
    ding, ander = (InterventieFactory(naam=naam, themas=[thema]) for naam in ("Weg", "Lijkt erop"))
    trek_interventie_in(ding, beheer)
    weg = pagina(client, ding)
    assert weg.status_code == 410
    assert ander.naam in weg.content.decode()
    assert pagina(client, InterventieFactory(staat=S.CONCEPT)).status_code == 404


def test_twee_organisaties_mogen_dezelfde_naam_gebruiken() -> None:
    beheer = gebruiker_met(Rol.BEHEER)
    voorbeeld = InterventieFactory(naam="Sterk in de klas", slug="sterk-in-de-klas", themas=[ThemaFactory()])
    organisatie = OrganisatieFactory(naam="Zorg en Zo", slug="zorg-en-zo")
    invoer = formulier(voorbeeld) | {
        "organisatie": organisatie.pk,
        "aanbieder_type": "voorveld",
        "sleutel": uuid.uuid4(),
    }
    antwoord = als(beheer).post(reverse("aanbod:interventie_nieuw"), invoer, follow=True)
    assert antwoord.redirect_chain, antwoord.context["form"].errors
    nieuw = Interventie.objects.get(organisatie=organisatie)
    assert (nieuw.naam, nieuw.slug) == ("Sterk in de klas", "sterk-in-de-klas-zorg-en-zo")
    assert "Dit lijkt op aanbod dat er al is" in antwoord.content.decode()
    nog_eens = invoer | {"sleutel": uuid.uuid4()}
    assert als(beheer).post(reverse("aanbod:interventie_nieuw"), nog_eens).status_code == 422
