"""A week to look at: what a trainer gives, and the groups in which a team has places."""

import datetime as dt

from django.test import Client
from django.urls import reverse

from aanbod.workflow import GroepStaat
from gemeenten.grond.enums import Rol
from marktplein.basis import klok
from tests.aanbod.factories import GroepFactory, TeamPlaatsFactory, TrainerFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met

WEEK = reverse("aanbod:mijn_week")


def blokken(client: Client, **vraag: str) -> list[str]:
    raster = client.get(WEEK, vraag).context["raster"]
    return [blok.tekst for rij in raster.rijen for cel in rij.cellen for blok in cel.blokken]


def test_a_trainer_sees_the_own_meetings_of_the_week_asked_for(client: Client) -> None:
    trainer = TrainerFactory(user=gebruiker_met(Rol.TRAINER))
    groep = GroepFactory(trainers=[trainer])
    GroepFactory(interventie=groep.interventie)
    client.force_login(trainer.user)
    eerste = groep.bijeenkomsten.earliest("begin")
    dag = klok.lokaal(eerste.begin).date()
    assert blokken(client, dag=dag.isoformat()) == [f"{groep.interventie}, keer 1, {groep.locatie_naam}"]
    eerder = client.get(WEEK, {"dag": (dag - dt.timedelta(days=7)).isoformat()})
    assert eerder.context["eerste"] == eerste, "een lege week wijst naar de eerstvolgende keer"
    assert f"?dag={dag.isoformat()}" in eerder.text


def test_a_team_sees_the_groups_in_which_it_has_places_and_how_many(client: Client) -> None:
    team = TeamFactory()
    plek = TeamPlaatsFactory(team=team, aantal=2)
    TeamPlaatsFactory(groep=GroepFactory(start_op=plek.groep.start_op))
    weg = TeamPlaatsFactory(team=team, groep=GroepFactory(start_op=plek.groep.start_op)).groep
    type(weg).objects.filter(pk=weg.pk).update(staat=GroepStaat.GEANNULEERD)
    client.force_login(gebruiker_met(Rol.JGT, team=team))
    gezien = blokken(client, dag=plek.groep.start_op.isoformat())
    assert [tekst.split(", ")[:2] for tekst in gezien] == [[str(plek.groep.interventie), "2 kinderen"]]
    html = client.get(WEEK, {"dag": plek.groep.start_op.isoformat()}).text
    assert "Week van je team" in html
    assert f'href="{reverse("aanbod:groep", args=[plek.groep.slug])}"' in html
