import pytest

from aanbod.deelname.koppeling import token_van
from aanbod.deelname.services.aanmeldingen import bevestig, meld_aan
from aanbod.deelname.services.teamplaatsen import haal_teamplaats_weg, voeg_teamplaats_toe
from aanbod.fouten import GroepVol
from aanbod.groepen.services.levensloop import publiceer_groep
from aanbod.models import TeamPlaats
from aanbod.workflow import AanmeldingStaat, GroepStaat
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from tests.aanbod.factories import GroepFactory, InterventieFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met


def test_plekken_van_een_team_tellen_op_en_maken_vol():
    groep, team = GroepFactory(capaciteit=4), TeamFactory()
    voeg_teamplaats_toe(groep=groep, team=team, aantal=1)
    voeg_teamplaats_toe(groep=groep, team=team, aantal=3)
    groep.refresh_from_db()
    assert (groep.bezet, groep.staat) == (4, GroepStaat.VOL)
    assert TeamPlaats.objects.get().aantal == 4


def test_meer_dan_er_vrij_is_zegt_hoeveel_er_nog_zijn():
    groep = GroepFactory(capaciteit=4, bezet=2)
    with pytest.raises(GroepVol, match="2 plekken") as fout:
        voeg_teamplaats_toe(groep=groep, team=TeamFactory(), aantal=3)
    assert fout.value.vrij == 2


def test_alleen_een_professional_van_het_team_zelf():
    groep, team = GroepFactory(), TeamFactory()
    with pytest.raises(NietToegestaan):
        voeg_teamplaats_toe(groep=groep, team=team, aantal=1, door=gebruiker_met(Rol.JGT))
    voeg_teamplaats_toe(groep=groep, team=team, aantal=1, door=gebruiker_met(Rol.JGZ, team=team))


def test_teruggeven_gaat_eerst_naar_de_wachtlijst():
    groep, team = GroepFactory(capaciteit=2), TeamFactory()
    voeg_teamplaats_toe(groep=groep, team=team, aantal=2)
    rij = bevestig(token_van(meld_aan(groep=groep, naam="N", email="n@voorbeeld.example", leeftijd_kind=8)))
    assert rij.staat == AanmeldingStaat.WACHTLIJST
    haal_teamplaats_weg(groep=groep, team=team, aantal=2)
    rij.refresh_from_db(), groep.refresh_from_db()
    assert rij.staat == AanmeldingStaat.AANGEBODEN
    assert (groep.bezet, groep.staat) == (1, GroepStaat.OPEN)
    assert not TeamPlaats.objects.exists()


def test_niet_meer_teruggeven_dan_men_heeft():
    groep, team = GroepFactory(), TeamFactory()
    voeg_teamplaats_toe(groep=groep, team=team, aantal=1)
    with pytest.raises(DomeinFout, match="1 plek"):
        haal_teamplaats_weg(groep=groep, team=team, aantal=2)


@pytest.mark.parametrize(("bezet", "staat"), [(7, GroepStaat.OPEN), (8, GroepStaat.VOL)])
def test_publiceren(bezet, staat):
    groep = GroepFactory(capaciteit=8, bezet=bezet, staat=GroepStaat.VOORBEREIDING)
    assert publiceer_groep(groep).staat == groep.staat == staat
    assert publiceer_groep(groep).staat == staat


def test_toestemming_van_beide_ouders_is_een_vinkje_voor_een_aantal() -> None:
    team = TeamFactory()
    lid = gebruiker_met(Rol.JGT, team=team)
    groep = GroepFactory(interventie=InterventieFactory(toestemming_beide_ouders=True))
    with pytest.raises(DomeinFout, match="beide ouders") as fout:
        voeg_teamplaats_toe(groep=groep, team=team, aantal=2, door=lid)
    assert fout.value.veld == "toestemming"
    voeg_teamplaats_toe(groep=groep, team=team, aantal=2, toestemming=True, door=lid)
    assert Logregel.objects.get(gebeurtenis="teamplaats.genomen").gegevens["toestemming_beide_ouders"] == 2
