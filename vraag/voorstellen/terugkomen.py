"""A trainer who could not, can after all: takes back the place in a proposal from who was asked instead.

Only as long as that one has not said yes: a trainer who was found stays.
"""

from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from vraag.models import Antwoordlink, Toezegging, Uitsluiting
from vraag.permissions import heeft_login
from vraag.voorstellen.trainerberichten import trainer_niet_nodig
from vraag.voorstellen.trainers import vervangers_voor
from vraag.workflow import Antwoord, VoorstelStaat


def stand_in_van(link: Antwoordlink) -> Toezegging | None:
    """Whose place the trainer of this link can take back; None when there is none, or the trainer is not free any more.

    The one who was asked in his place, else who came after that one. Reads ``trainer.user`` and ``voorstel``.
    """
    voorstel, trainer = link.voorstel, link.trainer
    if voorstel.staat != VoorstelStaat.VOORGESTELD or voorstel.reageren_voor <= klok.nu() or heeft_login(trainer):
        return None
    zei_nee = Uitsluiting.objects.filter(voorstel=voorstel, trainer=trainer).exists()
    if not zei_nee or voorstel.toezeggingen.filter(trainer=trainer).exists():
        return None
    open_ = voorstel.toezeggingen.filter(vervangt__isnull=False, antwoord=Antwoord.OPEN).select_related("trainer__user")
    rijen = sorted(open_, key=lambda t: (t.vervangt_id != trainer.pk, -t.pk))
    if not rijen or trainer.pk not in vervangers_voor(voorstel, weer=trainer.pk):
        return None
    return rijen[0]


def kom_terug(link: Antwoordlink, stand_in: Toezegging) -> Toezegging:
    """Give the place back, in a locked proposal: the stand-in hears so. Answers the question anew."""
    voorstel = link.voorstel
    Uitsluiting.objects.filter(voorstel=voorstel, trainer=link.trainer).delete()
    wie, vervangt = stand_in.trainer_id, stand_in.vervangt_id
    trainer_niet_nodig(voorstel, stand_in)
    stand_in.delete()
    leg_vast("voorstel.trainer_terug", voorstel, van=wie, naar=link.trainer_id, per_link=True)
    anders = vervangt if vervangt != link.trainer_id else None
    return Toezegging.objects.create(voorstel=voorstel, trainer=link.trainer, vervangt_id=anders, gevraagd_op=klok.nu())
