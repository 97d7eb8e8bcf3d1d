"""Mail to a trainer without an account: the question with the link that answers it, and where other news goes."""

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Any

from aanbod.groepen.trainerpost import post_van_trainers, trainers_zonder_account
from aanbod.models import Trainer
from marktplein.basis import klok
from marktplein.mail.bericht import Mailbericht, Voor
from marktplein.mail.models import Bericht
from vraag.models import Groepsvoorstel, Toezegging
from vraag.voorstellen.antwoordlink import krijgt_link, laat_link_openen, link_van
from vraag.voorstellen.feiten import deelnemers_in, feiten_van
from vraag.voorstellen.wanneer import verschuiving
from vraag.workflow import Antwoord, VoorstelStaat


class TrainerPerLink(Mailbericht):
    """A trainer without an account is asked, and answers with the link in it. ``nog_eens`` reminds, once a day."""

    soort = "voorstel.trainer_link"
    titel = "Kun jij een groep geven? Antwoord zonder account"
    uitleg = "Een trainer zonder account antwoordt met de link in deze mail. Die werkt tot de termijn."
    voor = Voor.ZONDER_ACCOUNT
    sjabloon = "vraag/email/voorstel_trainer_link"
    wacht_op_dag = True

    voorstel: Groepsvoorstel
    aan: Sequence[str]
    trainer: Trainer = field(kw_only=True)
    nog_eens: bool = field(default=False, kw_only=True)

    def ontvangers(self) -> Sequence[str]:
        return self.aan

    def kern(self) -> dict[str, Any]:
        return {"voorstel": self.voorstel.pk, "trainer": self.trainer.pk}

    @classmethod
    def zonder_account(cls, aan: str, rijen: Sequence[Bericht]) -> Sequence[Bericht]:
        """The last word of each question that still waits for this trainer."""
        per = {(rij.kern["voorstel"], rij.kern["trainer"]): rij for rij in rijen}
        wacht = Toezegging.objects.filter(
            voorstel__in={voorstel for voorstel, _ in per},
            voorstel__staat=VoorstelStaat.VOORGESTELD,
            trainer__in=trainers_zonder_account(aan),
            antwoord=Antwoord.OPEN,
        )
        open_ = set(wacht.values_list("voorstel", "trainer"))
        return [rij for wie, rij in per.items() if wie in open_]

    def sleutel_voor(self, adres: str) -> str | None:
        if not self.nog_eens:
            return None
        return f"{self.soort}:{self.voorstel.pk}:{self.trainer.pk}:{klok.vandaag():%Y%m%d}"

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "kinderen": deelnemers_in(self.voorstel),
            "feiten": feiten_van(self.voorstel),
            "tijden": self.voorstel.momenten.tijden,
            "verschuiving": verschuiving(self.voorstel),
            "link": link_van(self.voorstel.pk, self.trainer.pk),
        }

    def bereid_voor(self) -> None:
        laat_link_openen(self.voorstel, self.trainer)


def trainerpost(toezeggingen: Iterable[Toezegging]) -> list[str]:
    """Where news reaches these trainers, with an account or without, as far as an address is known."""
    return sorted(post_van_trainers(t.trainer for t in toezeggingen if t.trainer))


def per_link(
    voorstel: Groepsvoorstel, toezeggingen: Iterable[Toezegging], *, nog_eens: bool = False
) -> list[Mailbericht]:
    """The question to those of these trainers who get a link."""
    return [
        TrainerPerLink(voorstel, [t.trainer.email], trainer=t.trainer, nog_eens=nog_eens)
        for t in toezeggingen
        if t.trainer and krijgt_link(t.trainer)
    ]
