"""Messages about a proposal: to the teams and trainers it asks, and what became of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse

from aanbod.betrokken.selectors import wie_is_wie
from aanbod.groepen.selectors import voorbije_groepen
from aanbod.groepen.trainerpost import OokZonderAccount
from aanbod.models import Groep
from gemeenten.grond.models import Team
from gemeenten.grond.selectors import Teampost, post_van_teams, samengevoegd
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.mail.bel import nummers
from marktplein.mail.bericht import Mailbericht, Voor, zet_alle_klaar
from marktplein.mail.dagregel import Dagregel
from marktplein.mail.models import Bericht
from vraag.models import Groepsvoorstel, Toezegging
from vraag.voorstellen import dagregels as dag
from vraag.voorstellen.feiten import deelnemers_in, feiten_van
from vraag.voorstellen.linkberichten import per_link, trainerpost
from vraag.voorstellen.stand import Stand
from vraag.voorstellen.voorbij import beantwoord, geeindigd
from vraag.voorstellen.wanneer import is_verschoven, zet_vanaf
from vraag.workflow import Antwoord, VoorstelSoort

# A proposal and who is asked in it: (proposal, team, None) or (proposal, None, trainer).
Gevraagd = tuple[int, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Vervangen:
    """What a team or trainer was asked before and need not answer any more; ``stand`` is for teams."""

    toezeggingen: list[Toezegging]
    stand: Stand | None

    @property
    def voorstellen(self) -> list[Groepsvoorstel]:
        return [t.voorstel for t in self.toezeggingen]


class VoorstelBericht(OokZonderAccount):
    """About a proposal, to the addresses of who is asked in it; at ``bel`` only the bell rings.

    ``stand``: where the children of a team are now.
    """

    voor = Voor.GROEP

    voorstel: Groepsvoorstel
    aan: Sequence[str]
    bel: Sequence[str] = field(default=(), kw_only=True)
    stand: Stand | None = field(default=None, kw_only=True)

    def ontvangers(self) -> Sequence[str]:
        return self.aan

    def alleen_bel(self) -> Sequence[str]:
        return self.bel

    def kern(self) -> dict[str, Any]:
        return {"voorstel": self.voorstel.pk}

    @classmethod
    def dagregels(cls, lezer: User, rijen: Sequence[Bericht]) -> list[Dagregel]:
        """All news of a proposal comes to one line for each team, by how it stands."""
        return dag.regels(lezer, rijen)

    def pagina(self) -> str:
        return _adres(self.voorstel)

    def context(self) -> dict[str, Any]:
        elders = self.stand.in_voorstel.items() if self.stand else ()
        return {
            **super().context(),
            "adres": _adres(self.voorstel),
            "kinderen": deelnemers_in(self.voorstel),
            "elders": [(n, v == self.voorstel, _adres(v)) for v, n in elders],
        }


class VraagOmAntwoord(VoorstelBericht):
    """``vervangt`` are the proposals that this one comes instead of; whoever answers it, the question is over.

    ``teams`` are those that its readers answer for: how many children are theirs stands in it.
    """

    vervangt: Sequence[Groepsvoorstel] = ()
    teams: frozenset[int] = field(default=frozenset(), kw_only=True)

    def kern(self) -> dict[str, Any]:
        return {**super().kern(), "vervangt": [v.pk for v in self.vervangt]}

    def context(self) -> dict[str, Any]:
        eigen: dict[str, int] = {}
        for regel in self.voorstel.regels.all():
            if regel.signaal.team_id in self.teams:
                naam = str(regel.signaal.team)
                eigen[naam] = eigen.get(naam, 0) + regel.aantal
        return {
            **super().context(),
            "feiten": feiten_van(self.voorstel),
            "tijden": self.voorstel.momenten.tijden,
            "eigen": sum(eigen.values()),
            "eigen_per_team": list(eigen.items()) if len(eigen) > 1 else [],
        }

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        return {str(pk): hoe for pk, hoe in beantwoord(user, nummers(sleutels)).items()}


class NieuwVoorstel(VraagOmAntwoord):
    """A team is asked whether it joins."""

    soort = dag.NIEUW
    titel = "Nieuw voorstel voor je team"
    uitleg = "Er is een groep gevonden voor een vraag van je team. Zonder antwoord doen jullie niet mee."
    voor = Voor.TEAM
    sjabloon = "vraag/email/voorstel_nieuw"


class TrainerGevraagd(VraagOmAntwoord):
    """A trainer is asked whether to give it."""

    soort = dag.TRAINER
    titel = "Kun jij een groep geven?"
    uitleg = "Er is een groep mogelijk die jij kunt geven. Zonder antwoord wordt een ander gevraagd."
    voor = Voor.TRAINER
    sjabloon = "vraag/email/voorstel_trainer"


class Herinnering(VraagOmAntwoord):
    """Somebody of the municipality asks once more who did not answer yet."""

    soort = dag.HERINNERING
    titel = "Je antwoordde nog niet op een voorstel"
    uitleg = "Het aanspreekpunt van een gemeente vraagt je om te antwoorden. Hoogstens één keer per dag per voorstel."
    sjabloon = "vraag/email/voorstel_herinnering"

    def sleutel_voor(self, adres: str) -> str:
        return self.eens_per_adres(adres, self.voorstel.pk, f"{klok.vandaag():%Y%m%d}")


class TermijnNadert(VraagOmAntwoord):
    """The deadline is near (``keer``) and a team or trainer is still silent; each gets it once."""

    soort = dag.TERMIJN
    titel = "De termijn van een voorstel loopt bijna af"
    uitleg = "Twee werkdagen voor de termijn en op de dag zelf, als er nog geen antwoord is."
    uit_te_zetten = True
    sjabloon = "vraag/email/voorstel_termijn"

    keer: str = field(kw_only=True)

    def sleutel_voor(self, adres: str) -> str:
        return self.eens_per_adres(adres, self.voorstel.pk, self.keer)


class NiemandAntwoordde(VraagOmAntwoord):
    """To the coach: of this team nobody answered yet. Once for a proposal."""

    soort = dag.COACH
    titel = "Nog niemand van een team antwoordde"
    uitleg = "Voor coaches: drie werkdagen na de vraag, alleen als nog niemand van het team antwoordde."
    voor = Voor.TEAM
    uit_te_zetten = True
    sjabloon = "vraag/email/voorstel_coach"

    team: Team = field(kw_only=True)

    def kern(self) -> dict[str, Any]:
        return {**super().kern(), "team": self.team.pk}

    def sleutel_voor(self, adres: str) -> str:
        return self.eens_per_adres(adres, self.voorstel.pk, self.team.pk)


class VoorstelKleiner(VoorstelBericht):
    """A team stepped out and the others go on; ``te_laat`` is for the team that did not answer in time."""

    soort = dag.KLEINER
    titel = "Een team doet niet mee met een voorstel"
    uitleg = "Een ander team stapt uit een voorstel waar je team in zit, of jullie antwoordden niet op tijd."
    voor = Voor.TEAM
    uit_te_zetten = True
    sjabloon = "vraag/email/voorstel_kleiner"

    te_laat: bool = False
    team: int = field(default=0, kw_only=True)
    eigen: int = field(default=0, kw_only=True)

    def kern(self) -> dict[str, Any]:
        return {**super().kern(), **({"te_laat": self.team, "eigen": self.eigen} if self.te_laat else {})}

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        return {str(pk): hoe for pk, hoe in geeindigd(nummers(sleutels)).items()}


class VoorstelGaatNietDoor(VoorstelBericht):
    """The proposal is off; ``ingehaald`` when the next round took it back unanswered."""

    soort = dag.GESTOPT
    titel = "Een voorstel gaat niet door"
    uitleg = "Een voorstel waarvoor je gevraagd bent, gaat niet door."
    sjabloon = "vraag/email/voorstel_gaat_niet_door"

    ingehaald: bool = False


class GroepGepland(VoorstelBericht):
    """Everybody said yes: the group stands."""

    soort = dag.GEPLAND
    titel = "Een groep gaat door"
    uitleg = "Iedereen zei ja op een voorstel waarvoor je gevraagd bent: de groep staat gepland."
    sjabloon = "vraag/email/voorstel_gepland"

    groep: Groep = field(kw_only=True)

    def pagina(self) -> str:
        return f"{settings.SITE_URL}{reverse('aanbod:groep', args=[self.groep.slug])}"

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        return voorbije_groepen(sleutels)

    def context(self) -> dict[str, Any]:
        verteld = self.voorstel.verteld if self.voorstel.soort == VoorstelSoort.NIEUW else None
        return {
            **super().context(),
            "eerst_was": verteld if is_verschoven(verteld, self.groep.start_op) else None,
            "bijeenkomsten": list(self.groep.bijeenkomsten.all()),
            "groepsadres": self.pagina(),
            "personen": wie_is_wie(self.groep),
        }


def _adres(voorstel: Groepsvoorstel) -> str:
    return f"{settings.SITE_URL}{reverse('vraag:voorstel', args=[voorstel.pk])}"


def weten_ervan(voorstel: Groepsvoorstel) -> list[Toezegging]:
    """Who can be told what became of a proposal: all who were asked; until that mail is written, who answered."""
    stil = [t for t in voorstel.toezeggingen.all() if voorstel.te_melden or t.te_vragen]
    return [t for t in voorstel.toezeggingen.all() if t not in stil or t.antwoord != Antwoord.OPEN]


def post_van(toezeggingen: Iterable[Toezegging]) -> Teampost:
    """Of these teams and trainers together; one query."""
    rij = list(toezeggingen)
    van_teams = post_van_teams(t.team_id for t in rij if t.team_id)
    return samengevoegd([*van_teams.values(), Teampost(tuple(traineradressen(rij)))])


def _nieuws(toezeggingen: Iterable[Toezegging]) -> Teampost:
    """The same, and those trainers without an account of whom an address is known: they cannot look it up."""
    rij = list(toezeggingen)
    return samengevoegd([post_van(rij), Teampost(tuple(trainerpost(rij)))])


def traineradressen(toezeggingen: Iterable[Toezegging]) -> list[str]:
    return [t.trainer.user.email for t in toezeggingen if t.trainer and t.trainer.user and t.trainer.user.is_active]


def nieuwe_voorstellen(voorstellen: list[Groepsvoorstel], vervangen: Mapping[Gevraagd, Vervangen]) -> int:
    """Ask every team and trainer for an answer; a constant number of queries. Answers how many messages.

    Who is in ``vervangen`` reads which earlier proposals the new one replaces.
    """
    prefetch_related_objects(
        voorstellen,
        "interventie",
        "ruimte__gemeente",
        "groep__gemeente",
        "regels__signaal__team",
        "toezeggingen__team",
        "toezeggingen__trainer__user",
    )
    zet_vanaf(voorstellen)
    van_team = post_van_teams(t.team_id for v in voorstellen for t in v.toezeggingen.all() if t.team_id)
    berichten: list[Mailbericht] = []
    for voorstel in voorstellen:
        berichten += _vragen(voorstel, van_team, vervangen)
    return zet_alle_klaar(berichten)


def _vragen(
    voorstel: Groepsvoorstel, van_team: Mapping[int, Teampost], vervangen: Mapping[Gevraagd, Vervangen]
) -> list[Mailbericht]:
    """One message for all readers who speak for the same teams, and one per team or trainer that had an earlier one."""
    berichten: list[Mailbericht] = []
    mail: dict[str, set[int]] = defaultdict(set)
    bel: dict[str, set[int]] = defaultdict(set)
    trainers: list[str] = []
    al_gevraagd: set[str] = set()
    for t in voorstel.toezeggingen.all():
        if not voorstel.te_melden and not t.te_vragen:
            continue
        berichten += per_link(voorstel, [t])
        soort = NieuwVoorstel if t.team_id else TrainerGevraagd
        post = van_team.get(t.team_id, Teampost()) if t.team_id else Teampost(tuple(traineradressen([t])))
        if oud := vervangen.get((voorstel.pk, t.team_id, t.trainer_id)):
            vraag = soort(voorstel, post.mail, oud.voorstellen, bel=post.bel, stand=oud.stand, teams=_team(t))
            berichten.append(vraag)
            al_gevraagd.update(post.mail, post.bel)
        elif t.team_id:
            for waar, adressen in ((mail, post.mail), (bel, post.bel)):
                for adres in adressen:
                    waar[adres].add(t.team_id)
        else:
            trainers.extend(post.mail)
    berichten += [NieuwVoorstel(voorstel, wie, teams=teams) for teams, wie in _per_teams(mail, al_gevraagd).items()]
    bel_lezers = _per_teams(bel, {*al_gevraagd, *mail}).items()
    berichten += [NieuwVoorstel(voorstel, (), bel=wie, teams=teams) for teams, wie in bel_lezers]
    berichten.append(TrainerGevraagd(voorstel, sorted(set(trainers) - al_gevraagd)))
    return berichten


def _team(t: Toezegging) -> frozenset[int]:
    return frozenset({t.team_id} if t.team_id else ())


def _per_teams(van: Mapping[str, set[int]], al_gevraagd: Collection[str]) -> dict[frozenset[int], list[str]]:
    """The addresses by the teams they speak for: they read the same numbers."""
    uit: dict[frozenset[int], list[str]] = defaultdict(list)
    for adres in sorted(set(van) - set(al_gevraagd)):
        uit[frozenset(van[adres])].append(adres)
    return uit


def voorstellen_ingehaald(vervangen: Mapping[Gevraagd, Vervangen]) -> int:
    """Tell who was asked that the proposal is off, and teams where their children are now. Answers how many messages.

    Wants the proposals with their training and lines at hand; one query.
    """
    van_team = post_van_teams(team for _, team, _ in vervangen if team)
    berichten = []
    for (_, team, _), oud in vervangen.items():
        post = van_team.get(team, Teampost()) if team else Teampost(tuple(trainerpost(oud.toezeggingen)))
        for voorstel in oud.voorstellen:
            berichten.append(VoorstelGaatNietDoor(voorstel, post.mail, True, bel=post.bel, stand=oud.stand))
    return zet_alle_klaar(berichten)


def trainer_gevraagd(voorstel: Groepsvoorstel, toezegging: Toezegging) -> None:
    """Of a proposal that is still to be told, this trainer hears with all the others."""
    if voorstel.te_melden:
        return
    zet_vanaf([voorstel])
    zet_alle_klaar([TrainerGevraagd(voorstel, traineradressen([toezegging])), *per_link(voorstel, [toezegging])])


def herinnering(voorstel: Groepsvoorstel) -> int:
    """To who did not answer yet, of those who were asked; who has neither login nor address is called. How many."""
    stil = [t for t in weten_ervan(voorstel) if t.antwoord == Antwoord.OPEN]
    zet_vanaf([voorstel])
    return zet_alle_klaar([Herinnering(voorstel, post_van(stil).mail), *per_link(voorstel, stil, nog_eens=True)])


def voorstel_kleiner(voorstel: Groepsvoorstel, te_laat: Mapping[int, Stand], eigen: Mapping[int, int]) -> None:
    """A team stepped out and the others go on: those hear it, and so does a team that was too late to answer.

    ``te_laat`` is where the children of such a team are now, ``eigen`` how many it had in it, by team. Who said no
    knows it. Nobody is too late for what was never told.
    """
    verwijt = {} if voorstel.te_melden else te_laat
    van_team = post_van_teams(verwijt)
    blijft = post_van(weten_ervan(voorstel))
    berichten = [VoorstelKleiner(voorstel, blijft.mail, bel=blijft.bel)]
    for team, stand in verwijt.items():
        post = van_team.get(team, Teampost())
        wie: dict[str, Any] = {"bel": post.bel, "stand": stand, "team": team, "eigen": eigen[team]}
        berichten.append(VoorstelKleiner(voorstel, post.mail, True, **wie))
    zet_alle_klaar(berichten)


def voorstel_gaat_niet_door(voorstel: Groepsvoorstel) -> None:
    post = _nieuws(weten_ervan(voorstel))
    VoorstelGaatNietDoor(voorstel, post.mail, bel=post.bel).zet_klaar()


def groep_gepland(voorstel: Groepsvoorstel, groep: Groep) -> None:
    post = _nieuws(weten_ervan(voorstel))
    GroepGepland(voorstel, post.mail, bel=post.bel, groep=groep).zet_klaar()
