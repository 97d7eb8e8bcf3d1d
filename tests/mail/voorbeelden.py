"""One example of every message, with markup in all that somebody may type."""

import datetime as dt
from collections.abc import Callable
from itertools import count
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from aanbod.aanbieders import berichten as aanbieders
from aanbod.betrokken import berichten as betrokken
from aanbod.deelname import berichten as deelname
from aanbod.doorgeven import berichten as doorgeven
from aanbod.models import Aanmelding, Groep, TeamWacht, Tekort
from aanbod.plank.berichten import BevestigAanbod, NaarRedactie, VanRedactie
from facilitair.rooster.berichten import RoosterGewijzigd
from facilitair.rooster.verandering import Regel
from facilitair.ruimtes.berichten import ZaalGekozen
from facilitair.taken.berichten import TaakToegewezen
from gemeenten.grond import berichten as grond
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Lidmaatschap, Uitnodiging
from gemeenten.kaart import berichten as kaart
from gemeenten.kaart.models import Voorstel
from gemeenten.kcc import berichten as kcc
from gemeenten.kcc.models import Terugbelverzoek
from marktplein.basis import klok
from marktplein.mail import account
from marktplein.mail.bericht import Mailbericht
from marktplein.mail.dagregel import Dagregel, Onderdeel
from marktplein.mail.verzamelen import Brief, Dagmail, DagmailZonderAccount
from tests.aanbod.factories import (
    AanbiederAanvraagFactory,
    AanmeldingFactory,
    AttenderingFactory,
    GroepFactory,
    InterventieFactory,
    TrainerFactory,
)
from tests.facilitair.factories import RuimteFactory, TaakFactory
from tests.gemeenten.factories import GebruikerFactory, GemeenteFactory, OrganisatieFactory, TeamFactory, gebruiker_met
from tests.gemeenten.kcc.factories import TerugbelverzoekFactory
from tests.vraag.factories import RedenFactory, SignaalFactory, VoorstelFactory
from vraag.signalen import berichten as signalen
from vraag.uitleg.berichten import BijnaHaalbaar
from vraag.uitleg.bijna import Bijna
from vraag.voorstellen import berichten as voorstellen
from vraag.voorstellen.linkberichten import TrainerPerLink
from vraag.voorstellen.stand import Stand
from vraag.voorstellen.trainerberichten import TrainerKanNiet, TrainerNietNodig
from vraag.voorstellen.verschuifberichten import VoorstelVerschoven
from vraag.voorstellen.wanneer import zet_vanaf
from vraag.zelf.berichten import GroepGemaakt

KWAAD = "<b>&"
NUMMER = count(1)
AAN = "iemand@voorbeeld.example"


def _team() -> Any:
    n = next(NUMMER)
    return TeamFactory(naam=f"Team {n} {KWAAD}", gemeente=GemeenteFactory(naam=f"Stad {n} {KWAAD}"))


def _groep() -> Groep:
    return GroepFactory(
        interventie=InterventieFactory(naam=f"Samen {next(NUMMER)} {KWAAD}", intake=f"het team {KWAAD}"),
        gemeente=GemeenteFactory(naam=f"Dorp {next(NUMMER)} {KWAAD}"),
        locatie_naam=f"Buurthuis {KWAAD}",
        reden_geannuleerd=f"De trainer is ziek {KWAAD}",
    )


def _aanmelding() -> Aanmelding:
    nu = klok.nu()
    return AanmeldingFactory(groep=_groep(), naam=f"Noor {KWAAD}", email=AAN, bevestigd_op=nu, beslis_voor=nu)


def veranderingen() -> list[deelname.Verandering]:
    """One moved, one that comes, one that goes, one in another place."""
    een, twee = (deelname.Keer(klok.nu(), klok.nu(), f"Zaal {n} {KWAAD}") for n in (1, 2))
    later = deelname.Keer(klok.nu() + dt.timedelta(days=1), klok.nu() + dt.timedelta(days=1, hours=1), een.waar)
    paren = ((een, later), (None, een), (een, None), (een, twee))
    return [deelname.Verandering(oud, nieuw) for oud, nieuw in paren]


def van_aanmelding(soort: type[deelname.AanmeldingBericht], aanmelding: Aanmelding) -> Mailbericht:
    if soort is deelname.OpWachtlijst:
        return deelname.OpWachtlijst(aanmelding, 2)
    if soort is deelname.DataGewijzigd:
        return deelname.DataGewijzigd(aanmelding, veranderingen())
    return soort(aanmelding)


def _signaal() -> Any:
    return SignaalFactory(team=_team(), interventie=InterventieFactory(naam=f"Rots {next(NUMMER)} {KWAAD}"))


def _voorstel() -> Any:
    een = _signaal()
    voorstel = VoorstelFactory(
        interventie=een.interventie,
        regels=[(een, 4)],
        reden_einde=f"Er was geen zaal {KWAAD}",
        ruimte=RuimteFactory(naam=f"Zaal {next(NUMMER)} {KWAAD}"),
    )
    zet_vanaf([voorstel])
    return voorstel


def _bijna() -> Mailbericht:
    signaal = RedenFactory(signaal=_signaal(), aantal=6).signaal
    groep = Bijna(signaal.interventie, signaal, (signaal,), 2, (7,))
    return BijnaHaalbaar(_team(), GebruikerFactory(email=AAN), [groep], "2026-48")


def _uitnodiging() -> Uitnodiging:
    return Uitnodiging(
        email=AAN,
        rol=Rol.FACILITAIR,
        uitgenodigd_door=GebruikerFactory(naam=f"Kim {KWAAD}"),
        verloopt_op=klok.nu(),
    )


def _lid() -> Lidmaatschap:
    return Lidmaatschap(user=GebruikerFactory(naam=f"Kim {KWAAD}"), rol=Rol.BEHEER)


def _van_account(soort: type[account.Accountbericht]) -> Mailbericht:
    gegevens = {
        "user": SimpleNamespace(naam=KWAAD),
        "activate_url": f"{settings.SITE_URL}/account/confirm-email/x/",
        "password_reset_url": f"{settings.SITE_URL}/account/password/reset/key/x/",
        "timestamp": klok.nu(),
        "ip": "192.0.2.7",
        "user_agent": f"Browser {KWAAD}",
        "deleted_email": "oud@voorbeeld.example",
        "to_email": "nieuw@voorbeeld.example",
    }
    return soort(AAN, gegevens)


def _teamwacht() -> TeamWacht:
    return TeamWacht(
        groep=_groep(), team=TeamFactory(naam=f"Team {KWAAD}"), aantal=3, aangeboden=2, beslis_voor=klok.nu()
    )


def _aanvraag() -> Any:
    return AanbiederAanvraagFactory(organisatie_naam=f"Praktijk {next(NUMMER)} {KWAAD}", email=AAN)


def _van_redactie() -> Mailbericht:
    organisatie = OrganisatieFactory()
    gebruiker_met(Rol.AANBIEDER, organisatie=organisatie)
    return VanRedactie(InterventieFactory(naam=f"Rots {next(NUMMER)} {KWAAD}", organisatie=organisatie), is_vraag=True)


def _terugbelverzoek(rol: Rol) -> Terugbelverzoek:
    team = _team()
    plek = team.gemeente if rol == Rol.AANSPREEKPUNT else team
    GebruikerFactory(email=AAN, lid=[(rol, plek)])
    return TerugbelverzoekFactory(team=team, naam=f"Kim {KWAAD}", onderwerp=f"Slapen {KWAAD}")


STAND = Stand(gepland=1, wachtend=2)


def _kaartvoorstel() -> Voorstel:
    organisatie = OrganisatieFactory(naam=f"Buurthuis {KWAAD}")
    return Voorstel(
        pk=1, organisatie=organisatie, door=GebruikerFactory(email=AAN), nieuw={"kosten": KWAAD}, oud={"kosten": ""},
        staat="geweigerd", reden="staat_er",
    )  # fmt: skip


VOORBEELDEN: dict[str, Callable[[], Mailbericht]] = {
    "aanbod.aanvraag_bevestigen": lambda: aanbieders.AanvraagBevestigen(_aanvraag()),
    "aanbod.aanvraag_vraag": lambda: aanbieders.AanvraagVraag(_aanvraag()),
    "aanbod.aanvraag_afgewezen": lambda: aanbieders.AanvraagAfgewezen(_aanvraag()),
    "aanbod.bevestig_aanbod": lambda: BevestigAanbod(
        InterventieFactory(naam=f"Rots {next(NUMMER)} {KWAAD}", bevestigd_tot=klok.vandaag()),
        GebruikerFactory(email=AAN),
        "/aanbod-bevestigen/x/",
    ),
    "aanbod.naar_redactie": lambda: NaarRedactie(f"Praktijk {KWAAD}", "Een organisatie wil meedoen", "/redactie/"),
    "aanbod.van_redactie": _van_redactie,
    "aanbod.gaat_niet_door_collega": lambda: deelname.GaatNietDoorCollega(_groep(), [AAN]),
    "aanbod.bevestig_attendering": lambda: doorgeven.BevestigAttendering(AttenderingFactory(), f"Pesten {KWAAD}"),
    "aanbod.nieuwe_data": lambda: doorgeven.NieuweData(AttenderingFactory(), [_groep(), _groep()], 2),
    "aanbod.groepsbericht": lambda: betrokken.NieuwGroepsbericht(_groep(), [AAN], f"Team {KWAAD}"),
    "facilitair.rooster_gewijzigd": lambda: RoosterGewijzigd(
        _groep(), [AAN], [Regel(v, f"Kim {KWAAD} → Sam") for v in veranderingen()]
    ),
    "vraag.groep_gemaakt": lambda: GroepGemaakt(_groep(), GebruikerFactory(naam=f"Kim {KWAAD}")),
    "aanbod.te_weinig": lambda: betrokken.TeWeinigMensen(_groep(), [AAN]),
    "aanbod.plekken_voor_team": lambda: deelname.PlekkenVoorTeam(_groep(), [AAN], _teamwacht()),
    "aanbod.teamwacht_voorbij": lambda: betrokken.TeamWachtVoorbij(_groep(), [AAN], "2 kinderen"),
    "aanbod.tekort_besloten": lambda: betrokken.TekortBesloten(_groep(), [AAN], Tekort(staat="kleiner")),
    "facilitair.zaal_gekozen": lambda: ZaalGekozen(_groep(), RuimteFactory(naam=f"Zaal {KWAAD}")),
    "facilitair.taak_toegewezen": lambda: TaakToegewezen(
        TaakFactory(titel=f"Stoelen {KWAAD}", toegewezen_aan=GebruikerFactory(email=AAN)),
        GebruikerFactory(naam=f"Kim {KWAAD}"),
    ),
    "kaart.na_te_kijken": lambda: kaart.NaTeKijken(AAN, [OrganisatieFactory(naam=f"Buurthuis {KWAAD}")]),
    "kaart.voorstel_beslist": lambda: kaart.VoorstelBeslist(_kaartvoorstel()),
    "gemeenten.uitnodiging": lambda: grond.Uitgenodigd(_uitnodiging(), f"{settings.SITE_URL}/gemeenten/uitnodiging/x/"),
    "gemeenten.rol_uitgedeeld": lambda: grond.RolUitgedeeld(_uitnodiging(), GebruikerFactory(naam=f"Kim {KWAAD}")),
    "gemeenten.beheerrecht": lambda: grond.BeheerrechtGewijzigd(_lid(), gekregen=True),
    "gemeenten.tweede_factor": lambda: grond.TweedeFactorVerwijderd(GebruikerFactory(naam=f"Kim{KWAAD}", email=AAN)),
    "gemeenten.inlogpiek": lambda: grond.Inlogpiek(mislukt=30, geblokkeerd=4, minuten=15),
    "kcc.terugbellen": lambda: kcc.TerugbellenGevraagd(_terugbelverzoek(Rol.JGT)),
    "kcc.terugbellen_te_laat": lambda: kcc.TerugbellenTeLaat(_terugbelverzoek(Rol.AANSPREEKPUNT)),
    "kcc.doorgestuurd": lambda: kcc.Doorgestuurd(
        aan=AAN, naam=f"Samen {KWAAD}", regels=(f"Kosten: Gratis {KWAAD}.",), adres=f"{settings.SITE_URL}/aanbod/samen/"
    ),
    "mail.dag": lambda: Dagmail(
        GebruikerFactory(email=AAN),
        [
            Dagregel(
                Onderdeel.ANTWOORD, KWAAD, [f"Zaal {KWAAD}"], f"{settings.SITE_URL}/facilitair/", team=f"JGT {KWAAD}"
            ),
            Dagregel(Onderdeel.VERDER, "Taak"),
        ],
    ),
    "signaal.aansluiting": lambda: signalen.TeamSlootAan(_signaal(), _signaal()),
    "signaal.verloopt": lambda: signalen.VraagVerlooptBinnenkort(_signaal()),
    "signaal.verlopen": lambda: signalen.VraagVerlopen(_signaal()),
    "vraag.bijna": _bijna,
    "voorstel.nieuw": lambda: voorstellen.NieuwVoorstel(_voorstel(), [AAN], [_voorstel()], stand=STAND),
    "voorstel.herinnering": lambda: voorstellen.Herinnering(_voorstel(), [AAN]),
    "voorstel.verschoven": lambda: VoorstelVerschoven(_voorstel(), [AAN]),
    "voorstel.trainer": lambda: voorstellen.TrainerGevraagd(_voorstel(), [AAN], [_voorstel()]),
    "voorstel.termijn": lambda: voorstellen.TermijnNadert(_voorstel(), [AAN], keer="vandaag"),
    "voorstel.coach": lambda: voorstellen.NiemandAntwoordde(_voorstel(), [AAN], team=_team()),
    "mail.dag_zonder_account": lambda: DagmailZonderAccount(AAN, [Brief(f"Kun jij? {KWAAD}", f"Kijk: {KWAAD}")] * 2),
    "voorstel.trainer_link": lambda: TrainerPerLink(
        _voorstel(), [AAN], trainer=TrainerFactory(naam=f"Kim {KWAAD}", email=AAN)
    ),
    "voorstel.trainer_niet_nodig": lambda: TrainerNietNodig(_voorstel(), [AAN]),
    "vraag.trainer_kan_niet": lambda: TrainerKanNiet(_groep(), TrainerFactory(naam=f"Kim {KWAAD}"), te_laat=True),
    "voorstel.kleiner": lambda: voorstellen.VoorstelKleiner(_voorstel(), [AAN], True, stand=STAND),
    "voorstel.gaat_niet_door": lambda: voorstellen.VoorstelGaatNietDoor(_voorstel(), [AAN]),
    "voorstel.gepland": lambda: voorstellen.GroepGepland(_voorstel(), [AAN], groep=_groep()),
}


def voorbeeld(soort: type[Mailbericht]) -> Mailbericht:
    if issubclass(soort, deelname.AanmeldingBericht):
        return van_aanmelding(soort, _aanmelding())
    if issubclass(soort, account.Accountbericht):
        return _van_account(soort)
    return VOORBEELDEN[soort.soort]()
