"""A question that was made ready is the same question: it remembers its words, never an answer."""

import datetime as dt
from threading import Thread

import pytest
from django.db import connection

from gemeenten.grond.models import Lidmaatschap
from gemeenten.grond.selectors import _leden, _vraag_leden
from marktplein.basis import klok
from marktplein.basis.voorbereid import Voorbereid
from tests.gemeenten.factories import LidmaatschapFactory

pytestmark = pytest.mark.django_db


def test_geeft_wat_de_vraag_geeft_ook_van_een_ander_en_na_een_wijziging():
    een, ander = LidmaatschapFactory().user, LidmaatschapFactory().user
    vandaag = klok.vandaag()
    for user in (een, ander, een):
        gewoon = list(_vraag_leden(user.pk, vandaag))
        assert _leden(wie=user.pk, dag=vandaag) == gewoon
        assert [lid.team.gemeente for lid in _leden(wie=user.pk, dag=vandaag)] == [lid.team.gemeente for lid in gewoon]
    Lidmaatschap.objects.filter(user=een).update(tot=vandaag)
    assert _leden(wie=een.pk, dag=vandaag) == [], "a role that ended has ended at once"
    assert _leden(wie=een.pk, dag=vandaag - dt.timedelta(days=1)) == list(
        _vraag_leden(een.pk, vandaag - dt.timedelta(days=1))
    )


def test_een_waarde_die_niet_in_de_vraag_staat_is_een_fout():
    with pytest.raises(ValueError, match="Niet elke waarde"):
        Voorbereid(lambda wie, dag: Lidmaatschap.objects.filter(user=wie), wie=-1, dag=dt.date.max)(
            wie=1, dag=klok.vandaag()
        )


@pytest.mark.django_db(transaction=True)
def test_elke_draad_vraagt_het_met_zijn_eigen_verbinding():
    lid = LidmaatschapFactory().user
    gevonden: list[list[Lidmaatschap]] = []

    def vraag() -> None:
        gevonden.append(_leden(wie=lid.pk, dag=klok.vandaag()))
        connection.close()

    draden = [Thread(target=vraag) for _ in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert [len(rijen) for rijen in gevonden] == [1, 1]
