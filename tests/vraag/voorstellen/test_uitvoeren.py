"""When planning finds that a trainer cannot: it is that one, by number, and nobody of the same name."""

import datetime as dt

from aanbod.models import Inzet, Trainer
from marktplein.basis import klok
from tests.aanbod.factories import BijeenkomstFactory, GroepFactory
from tests.verhalen.test_straat import iedereen_ja, pool
from tests.vraag.streek import Streek, maak_signaal
from vraag.models import Groepsvoorstel, Uitsluiting
from vraag.workflow import VoorstelStaat


def test_een_trainer_die_bezet_blijkt_is_niet_zijn_naamgenoot(streek: Streek) -> None:
    bezet, _ = streek.trainers
    Trainer.objects.update(naam="Jan de Vries")
    maak_signaal(streek, streek.oegstgeest, 9)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    woensdag = voorstel.start_week + dt.timedelta(days=2)
    elders = GroepFactory()
    for week in range(20):
        begin = klok.op(woensdag + dt.timedelta(weeks=week), dt.time(12))
        bijeenkomst = BijeenkomstFactory(
            groep=elders, nummer=50 + week, begin=begin, eind=begin + dt.timedelta(hours=6)
        )
        Inzet.objects.create(trainer=bezet, bijeenkomst=bijeenkomst, periode=(bijeenkomst.begin, bijeenkomst.eind))

    iedereen_ja(voorstel)

    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.VERVALLEN
    assert "Jan de Vries geeft op een van deze momenten al een andere bijeenkomst." in voorstel.reden_einde
    assert set(Uitsluiting.objects.values_list("trainer", flat=True)) == {bezet.pk}
