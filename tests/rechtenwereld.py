"""A small world in which every address has something to show: somebody's own things, and those of others."""

import uuid
import zlib
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType

from aanbod.aanbieders.koppeling import token_van as aanvraag_token
from aanbod.deelname.koppeling import hash_van, token_van
from aanbod.doorgeven.koppeling import token_van as token_van_attendering
from aanbod.enums import Preventievorm
from aanbod.models import Folderbestand, Groepsbericht, RedactieVraag, TeamWacht, Tekort, Themastuk, Zorgpadplek
from aanbod.plank.bevestigen import link_voor
from aanbod.plank.versies import bewaar_eerste_versie, versies_van
from aanbod.wegwijs.versies import bewaar_versie as bewaar_stukversie
from aanbod.wegwijs.versies import versies_van as stukversies_van
from aanbod.workflow import AanmeldingStaat
from facilitair.models import Taaksjabloon
from facilitair.workflow import TaakSoort
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Regio
from gemeenten.grond.services import nodig_uit
from gemeenten.kaart.models import Importbron, Invoer, Samenvoeging, Voorstel
from marktplein.accounts.models import User
from marktplein.basis import klok
from tests.aanbod.factories import (
    AanbiederAanvraagFactory,
    AanmeldingFactory,
    AttenderingFactory,
    GroepFactory,
    InterventieFactory,
    TeamPlaatsFactory,
    ThemaFactory,
    TrainerFactory,
)
from tests.facilitair.factories import ReserveringFactory, RuimteFactory, TaakFactory
from tests.gemeenten.factories import (
    ContactFactory,
    GebruikerFactory,
    GemeenteCijferFactory,
    GemeenteFactory,
    LidmaatschapFactory,
    LocatieFactory,
    OrganisatieFactory,
    SchoolvakantieFactory,
    SluitingsdagFactory,
    TeamFactory,
)
from tests.gemeenten.hulp import token_uit_post
from tests.gemeenten.kcc.factories import AdviespuntFactory, TerugbelverzoekFactory
from tests.mail.hulp import zet_klaar
from tests.rechteninvoer import invoer
from tests.vraag.factories import RedenFactory, RunFactory, SignaalFactory, VoorstelFactory
from vraag.models import Reeks, RunInvoer, Scenario, Toezegging, Trainervraag
from vraag.uitleg.bijna_uit import afmeldlink
from vraag.voorstellen.antwoordlink import laat_link_openen
from vraag.voorstellen.antwoordlink import token_van as link_token
from vraag.workflow import SignaalStaat, VoorstelSoort

BEZOEKER = "bezoeker"
WIE = (BEZOEKER, *(rol.value for rol in Rol))
EIGEN, ELDERS, ANDERE_REGIO = "", "elders", "andere_regio"

Adres = tuple[Any, ...]


@dataclass
class Wereld:
    """``gebruikers`` per role; ``adressen``: name of an address → variant → its arguments; ``invoer``: what is posted
    there (nothing where it is not told, which shows a form with mistakes to whoever may use it).
    """

    gebruikers: dict[str, User] = field(default_factory=dict)
    adressen: dict[str, dict[str, Adres]] = field(default_factory=dict)
    invoer: dict[str, dict[str, Any]] = field(default_factory=dict)

    def zet(self, namen: str, *eigen: Any, **varianten: Any) -> None:
        """Give addresses (names with spaces between) their arguments; a variant is one argument or a tuple."""
        for naam in namen.split():
            self.adressen[naam] = {EIGEN: eigen} | {
                v: waarde if isinstance(waarde, tuple) else (waarde,) for v, waarde in varianten.items()
            }


def maak_wereld() -> Wereld:
    """Everybody works in municipality "hier"; "elders" is another one in the region, "ver" another region."""
    wereld = Wereld()
    hier, elders = GemeenteFactory(naam="Hier"), GemeenteFactory(naam="Elders")
    ver = GemeenteFactory(naam="Ver", regio=Regio.objects.create(naam="Verre regio", slug="ver"))
    team, buren, verre = TeamFactory(gemeente=hier), TeamFactory(gemeente=elders), TeamFactory(gemeente=ver)
    organisatie = OrganisatieFactory()
    plekken = dict.fromkeys((Rol.JGT, Rol.JGZ, Rol.COACH), team)
    plekken |= dict.fromkeys((Rol.TRAINER, Rol.AANSPREEKPUNT, Rol.GEMEENTEBEHEER), hier)
    plekken |= {Rol.AANBIEDER: organisatie}
    for rol in Rol:
        wereld.gebruikers[rol.value] = GebruikerFactory(naam=rol.label, lid=[(rol, plekken.get(rol))])
    trainer = TrainerFactory(user=wereld.gebruikers["trainer"], gemeente=hier, organisatie=organisatie)
    # A second admin, so that ending the role of the first is possible.
    LidmaatschapFactory(rol=Rol.BEHEER)
    _aanbod(wereld, organisatie, hier, elders, team, trainer)
    _wegwijs(wereld, hier, elders)
    _vraag(wereld, team, buren, verre, trainer)
    _facilitair(wereld, hier)
    _mensen(wereld, team, buren)
    _beheer(wereld, team, hier)
    _kcc(wereld, team, buren)
    wereld.invoer |= invoer(hier.regio_id)
    return wereld


def _aanbod(wereld: Wereld, organisatie: Any, hier: Any, elders: Any, team: Any, trainer: Any) -> None:
    _kaart(wereld, organisatie, hier, elders)
    thema = ThemaFactory()
    van_ons = InterventieFactory(organisatie=organisatie, themas=[thema], voornamen_nodig=True)
    van_anderen = InterventieFactory(organisatie=OrganisatieFactory(), themas=[thema])
    gesloten = InterventieFactory(organisatie=OrganisatieFactory(), preventievorm=Preventievorm.PROBLEEMGERICHT)
    groep = GroepFactory(interventie=van_ons, gemeente=hier, trainers=[trainer], bezet=2)
    ander_trainer = TrainerFactory()
    besloten = GroepFactory(interventie=gesloten, gemeente=elders, trainers=[ander_trainer], bezet=1)
    plaats = TeamPlaatsFactory(groep=groep, team=team, aantal=1)
    wereld.invoer["aanbod:groep_contact"] = {"plaats": plaats.pk}
    elders_plaats = TeamPlaatsFactory(groep=besloten, team=TeamFactory(), aantal=1)
    wereld.zet(
        "aanbod:voornamen aanbod:voornamen_wissen", groep.slug, plaats.pk, elders=(besloten.slug, elders_plaats.pk)
    )
    wereld.zet("aanbod:voornamen_zien", groep.slug, elders=besloten.slug)
    bericht = Groepsbericht.objects.create(
        groep=groep, door=wereld.gebruikers["jgt"], namens="Team", tekst="Wie neemt de matten mee?"
    )
    wereld.zet("aanbod:groep_bericht aanbod:groep_bericht_wissen", groep.slug, bericht.pk)
    Tekort.objects.create(groep=groep)
    wereld.zet("aanbod:tekort aanbod:tekort_akkoord", groep.slug, elders=besloten.slug)
    wacht, elders_wacht = (
        TeamWacht.objects.create(groep=van, team=wie, aantal=1, in_rij_op=klok.nu())
        for van, wie in ((groep, team), (besloten, TeamFactory()))
    )
    wereld.zet("aanbod:teamwacht", groep.slug, elders=besloten.slug)
    wereld.zet(
        "aanbod:teamwacht_ja aanbod:teamwacht_nee", groep.slug, wacht.pk, elders=(besloten.slug, elders_wacht.pk)
    )
    wereld.zet("aanbod:groep_contact aanbod:groep_berichten", groep.slug, elders=besloten.slug)
    _met_de_hand(wereld, groep, besloten)
    wereld.zet("aanbod:trainer_bereikbaar", trainer.pk, elders=ander_trainer.pk)
    aanmelding = AanmeldingFactory(groep=groep, staat=AanmeldingStaat.INTAKE)
    aanmelding.token_hash = hash_van(token_van(aanmelding))
    aanmelding.save()
    ander = AanmeldingFactory(groep=besloten, staat=AanmeldingStaat.INTAKE)
    wereld.zet("aanbod:thema", thema.slug)
    wereld.zet("doorgeven:sitemap", "groepen")
    attendering = AttenderingFactory(email="wie@voorbeeld.example", thema=thema)
    wereld.zet("aanbod:attendering aanbod:attendering_stop", token_van_attendering(attendering))
    wereld.zet("aanbod:interventie", van_ons.slug)
    wereld.zet(
        "aanbod:interventie_wijzigen aanbod:interventie_staat aanbod:interventie_versies "
        "aanbod:interventie_redactie aanbod:interventie_intrekken",
        van_ons.slug,
        elders=van_anderen.slug,
    )
    _redactie(wereld, van_anderen)
    token = link_voor(van_ons, wereld.gebruikers["aanbieder"]).rstrip("/").rpartition("/")[2]
    wereld.zet("aanbod:aanbod_bevestigen", token, onbekend="zomaar-iets")
    versies = [_versie_van(ding) for ding in (van_ons, van_anderen)]
    wereld.zet("aanbod:interventie_versie", van_ons.slug, versies[0], elders=(van_anderen.slug, versies[1]))
    wereld.zet(
        "aanbod:groep aanbod:groep_agenda aanbod:teamplaats aanbod:teamplaats_terug aanbod:groep_publiceren "
        "aanbod:groep_afgelasten aanbod:groep_tekst_wissen aanbod:aanmelden aanbod:aangemeld aanbod:aanmeldingen "
        "aanbod:presentie aanbod:groep_vorm facilitair:rooster facilitair:rooster_erbij",
        groep.slug,
        elders=besloten.slug,
    )
    wereld.zet("facilitair:rooster_wijzigen facilitair:rooster_overslaan", groep.slug, 1, elders=(besloten.slug, 1))
    wereld.zet(
        "aanbod:kennismaking aanbod:aanmelding_annuleren aanbod:aanmelding_wissen",
        groep.slug,
        aanmelding.pk,
        elders=(besloten.slug, ander.pk),
        vreemd=(groep.slug, ander.pk),
    )
    wereld.zet("aanbod:aanmelding", token_van(aanmelding), onbekend="zomaar-iets")


def _met_de_hand(wereld: Wereld, groep: Any, besloten: Any) -> None:
    """What a person asked a team and a trainer for each of these groups."""
    gevraagd, trainers = [], []
    for van in (groep, besloten):
        vraag: dict[str, Any] = {"groep": van, "run": None, "ruimte": None, "soort": VoorstelSoort.AANSLUITEN}
        vraag |= {"regio": van.gemeente.regio, "interventie": van.interventie}
        gevraagd.append(VoorstelFactory(regels=[(SignaalFactory(staat=SignaalStaat.VOORGESTELD), 4)], **vraag))
        van_trainer = VoorstelFactory(regels=[], **vraag)
        trainers.append(Toezegging.objects.create(voorstel=van_trainer, trainer=TrainerFactory()))
    wereld.zet("vraag:vraag_terug", gevraagd[0].pk, elders=gevraagd[1].pk)
    wereld.zet("vraag:andere_trainer", groep.slug, trainers[0].pk, elders=(besloten.slug, trainers[1].pk))


def _redactie(wereld: Wereld, ding: Any) -> None:
    aanvraag = AanbiederAanvraagFactory()
    wereld.zet("aanbod:aanvraag", aanvraag_token(aanvraag), onbekend="zomaar-iets")
    wereld.zet("aanbod:redactie_aanvraag aanbod:aanvraag_wissen", aanvraag.pk)
    vraag = RedactieVraag.objects.create(interventie=ding, vraag="Wie geeft het?", gevraagd_op=klok.nu())
    wereld.zet("aanbod:redactievraag_wissen", vraag.pk)


def _versie_van(ding: Any) -> int:
    bewaar_eerste_versie(ding)
    return int(versies_van(ding).get().pk)


def _kaart(wereld: Wereld, organisatie: Any, hier: Any, elders: Any) -> None:
    """The own organisation works here alone; |elders is one of another gemeente."""
    organisatie.gemeenten.set([hier])
    ander = OrganisatieFactory(gemeenten=[elders])
    plek, daar = (
        LocatieFactory(organisatie=organisatie, gemeente=hier),
        LocatieFactory(organisatie=ander, gemeente=elders),
    )
    contact, ver = ContactFactory(organisatie=organisatie), ContactFactory(organisatie=ander)
    wereld.zet("kaart:organisatie", organisatie.slug)
    wereld.zet("kaart:locatie", plek.pk)
    wereld.zet(
        "kaart:wijzigen kaart:nog_juist kaart:locatie_nieuw kaart:contact_nieuw", organisatie.pk, elders=ander.pk
    )
    wereld.zet("kaart:locatie_wijzigen kaart:locatie_weg", organisatie.pk, plek.pk, elders=(ander.pk, daar.pk))
    wereld.zet("kaart:contact_wijzigen kaart:contact_weg", organisatie.pk, contact.pk, elders=(ander.pk, ver.pk))
    voorstel, ander_voorstel = (
        Voorstel.objects.create(organisatie=wie, nieuw={"kosten": "Gratis"}, oud={"kosten": ""})
        for wie in (organisatie, ander)
    )
    bron = Importbron.objects.create(naam="Lijst", kolommen={"naam": "Naam"})
    van_ons, van_ander = (
        Invoer.objects.create(bron=bron, door=wie, bestand="lijst.csv", kop=["Naam"], staat="klaar")
        for wie in (wereld.gebruikers["gemeentebeheer"], GebruikerFactory())
    )
    wereld.zet("kaart:invoer kaart:kolommen kaart:doorvoeren", van_ons.pk, elders=van_ander.pk)
    tweede = OrganisatieFactory(gemeenten=[hier])
    wereld.zet("kaart:dubbel", organisatie.pk, elders=ander.pk)
    wereld.zet("kaart:samenvoegen", organisatie.pk, tweede.pk, elders=(organisatie.pk, ander.pk))
    eerder, ver_weg = (
        Samenvoeging.objects.create(blijft=wie, weg=OrganisatieFactory(gemeenten=wie.gemeenten.all(), opgegaan_in=wie))
        for wie in (organisatie, ander)
    )
    wereld.zet("kaart:ongedaan", eerder.pk, elders=ver_weg.pk)
    wereld.zet("kaart:voorstel", voorstel.pk, elders=ander_voorstel.pk)


def _wegwijs(wereld: Wereld, hier: Any, elders: Any) -> None:
    thema = ThemaFactory()
    stuk = Themastuk.objects.create(thema=thema, soort="link", titel="Een site")
    folder = Themastuk.objects.create(thema=thema, soort="folder", titel="Een folder", datum=klok.vandaag())
    Folderbestand.objects.create(stuk=folder, pdf=b"%PDF-1.7")
    wereld.zet("aanbod:uitleg aanbod:teksten_uitleg", "giz")
    wereld.zet("aanbod:folder", folder.pk)
    wereld.zet("aanbod:teksten_thema", thema.slug)
    wereld.zet("aanbod:teksten_stuk_nieuw", thema.slug, "link")
    wereld.zet("aanbod:teksten_stuk aanbod:teksten_stuk_weg", stuk.pk)
    wereld.zet("aanbod:teksten_zorgpad_naam", 5)
    wereld.zet("aanbod:teksten_toegang", hier.slug, elders=elders.slug)
    wereld.zet("aanbod:teksten_zorgpad", 5, hier.slug, elders=(5, elders.slug))
    plekken = [Zorgpadplek.objects.create(nummer=1, gemeente=gemeente) for gemeente in (hier, elders)]
    for plek in plekken:
        bewaar_stukversie(plek)
    bewaard = [stukversies_van(plek).get().pk for plek in plekken]
    wereld.zet("aanbod:teksten_terug", bewaard[0], elders=bewaard[1])


def _vraag(wereld: Wereld, team: Any, buren: Any, verre: Any, trainer: Any) -> None:
    van_ons, van_buren, van_ver = (SignaalFactory(team=t) for t in (team, buren, verre))
    geplaatst = SignaalFactory(team=buren, staat=SignaalStaat.GEPLAATST)
    RedenFactory(signaal=van_ons)
    wereld.zet(
        "vraag:signaal vraag:signaal_wijzigen vraag:signaal_intrekken vraag:signaal_verlengen vraag:signaal_kopieren "
        "vraag:signaal_tekst_wissen vraag:aansluiten vraag:trainer_vragen",
        van_ons.pk,
        elders=van_buren.pk,
        elders_geplaatst=geplaatst.pk,
        andere_regio=van_ver.pk,
    )
    vragen = [
        Trainervraag.objects.create(team=t, interventie=van_ons.interventie, gevraagd_op=klok.vandaag())
        for t in (team, buren, verre)
    ]
    wereld.zet("vraag:trainervraag", vragen[0].pk, elders=vragen[1].pk, andere_regio=vragen[2].pk)
    in_voorstel = [SignaalFactory(team=t, staat=SignaalStaat.VOORGESTELD) for t in (team, buren)]
    ons = VoorstelFactory(regels=[(s, 4) for s in in_voorstel], ruimte=RuimteFactory())
    Toezegging.objects.create(voorstel=ons, trainer=trainer)
    hun = VoorstelFactory(
        regels=[(SignaalFactory(team=buren, staat=SignaalStaat.VOORGESTELD), 4)], ruimte=RuimteFactory()
    )
    zonder_account = TrainerFactory(email="zonder@voorbeeld.example")
    Toezegging.objects.create(voorstel=hun, trainer=zonder_account)
    laat_link_openen(hun, zonder_account)
    wereld.zet("vraag:per_link", link_token(hun.pk, zonder_account.pk), onbekend="zomaar-iets")
    wereld.zet("vraag:voorstel vraag:herinneren", ons.pk, elders=hun.pk)
    wereld.zet("vraag:antwoord_rij", ons.toezeggingen.get(team=team).pk)
    wereld.zet(
        "vraag:antwoord vraag:overleg vraag:reden_wissen",
        ons.toezeggingen.get(team=team).pk,
        als_trainer=ons.toezeggingen.get(trainer=trainer).pk,
        van_buren=ons.toezeggingen.get(team=buren).pk,
        elders=hun.toezeggingen.get(team=buren).pk,
    )
    leeg = zlib.compress(b"{}")
    RunInvoer.objects.create(run=ons.run, instantie=leeg, start=leeg, oplossing=leeg)
    wereld.zet(
        "vraag:run",
        ons.run_id,
        andere_regio=RunFactory(regio=verre.gemeente.regio).pk,
    )
    scenario = {
        "gevraagd_op": klok.nu(),
        "wijzigingen": [{"soort": "reizen", "km": 5, "voor": "allen", "id": None, "naam": ""}],
    }
    eigen = Scenario.objects.create(
        regio=team.gemeente.regio, naam="Eigen", eigenaar=wereld.gebruikers["aanspreekpunt"], **scenario
    )
    van_collega = Scenario.objects.create(regio=team.gemeente.regio, naam="Van een collega", **scenario)
    ver_weg = Scenario.objects.create(regio=verre.gemeente.regio, naam="Ver weg", **scenario)
    wereld.zet(
        "vraag:scenario vraag:scenario_verwijderen vraag:scenario_tekst_wissen",
        eigen.pk,
        van_collega=van_collega.pk,
        andere_regio=ver_weg.pk,
    )
    reeks = {"interventie": van_ons.interventie, "seizoen": 1, "besluit": "aanvaard", "start_maand": 3, "reden": "ja"}
    reeksen = [
        Reeks.objects.create(gemeente=t.gemeente, regio=t.gemeente.regio, **reeks).pk for t in (team, buren, verre)
    ]
    wereld.zet("vraag:reeks_tekst_wissen", reeksen[0], elders=reeksen[1], andere_regio=reeksen[2])
    token = afmeldlink(wereld.gebruikers["jgt"]).rstrip("/").rpartition("/")[2]
    wereld.zet("vraag:bijna_uit", token, onbekend="zomaar-iets")
    wereld.zet("vraag:reeks_beslissen", "zomaar-iets")


def _facilitair(wereld: Wereld, hier: Any) -> None:
    groep, ruimte = GroepFactory(gemeente=hier), RuimteFactory(gemeente=hier)
    wereld.zet("facilitair:taak facilitair:taak_rij facilitair:taak_tekst_wissen", TaakFactory(groep=groep).pk)
    wereld.zet("facilitair:taak_actie", TaakFactory(groep=groep, soort="zaal").pk, "oppakken")
    wereld.zet("facilitair:zaal", groep.pk)
    wereld.zet(
        "facilitair:ruimte facilitair:ruimte_contact facilitair:ruimte_tekst_wissen facilitair:reserveren "
        "facilitair:kies_groep",
        ruimte.pk,
    )
    wereld.zet(
        "facilitair:reservering facilitair:bevestigen facilitair:vrijgeven facilitair:reservering_tekst_wissen",
        ReserveringFactory(ruimte=ruimte).pk,
    )


def _kcc(wereld: Wereld, team: Any, buren: Any) -> None:
    een, twee = (TerugbelverzoekFactory(team=t).pk for t in (team, buren))
    wereld.zet("kcc:terugbelverzoek", een, elders=twee)
    wereld.zet("kcc:terugbel_actie", een, "oppakken", elders=(twee, "oppakken"))
    wereld.zet("kcc:doorsturen", "aanbod", InterventieFactory().pk)
    AdviespuntFactory()


def _mensen(wereld: Wereld, team: Any, buren: Any) -> None:
    hier, elders = LidmaatschapFactory(plek=team), LidmaatschapFactory(plek=buren)
    wereld.zet("gemeenten:lid gemeenten:account_actie", hier.user_id, elders=elders.user_id)
    wereld.zet("gemeenten:lidmaatschap_beeindigen", hier.pk, elders=elders.pk)
    dagen = [SluitingsdagFactory(gemeente=t.gemeente) for t in (team, buren)]
    wereld.zet("gemeenten:sluitingsdag_weg", dagen[0].pk, elders=dagen[1].pk)
    een, twee = (nodig_uit(email=f"{t.slug}@voorbeeld.example", rol=Rol.JGT, team=t, door=None) for t in (team, buren))
    wereld.zet("gemeenten:uitnodiging_actie", een.pk, elders=twee.pk)
    wereld.zet("gemeenten:uitnodiging", token_uit_post(een.email), onbekend="zomaar-iets")


def _beheer(wereld: Wereld, team: Any, hier: Any) -> None:
    GemeenteCijferFactory(gemeente=hier)
    Taaksjabloon.objects.get_or_create(soort=TaakSoort.ZAAL, defaults={"titel": "Zaal", "werkdagen_na_start": -10})
    Group.objects.create(name="ongebruikt")
    SchoolvakantieFactory()
    bericht = zet_klaar(soort="proef", aan="sam@voorbeeld.example", onderwerp="Hallo", tekst="Dag.")
    assert bericht
    iemand = GebruikerFactory()
    sleutel = Authenticator.objects.create(user=iemand, type=Authenticator.Type.WEBAUTHN, data={"name": "sleutel"})
    wereld.zet("post:detail post:opgemaakt", bericht.pk)
    wereld.zet("mfa_remove_webauthn mfa_edit_webauthn", sleutel.pk)
    wereld.zet("account_confirm_email", EmailAddress.objects.get(user=iemand).pk)
    wereld.zet("account_reset_password_from_key", "1a", "zomaar-iets")
    wereld.zet("admin:app_list", "gemeenten")
    wereld.zet("handleiding:handleiding", "trainer")
    wereld.zet("werk:bedenktijd werk:ongedaan", uuid.uuid4())
    # Everybody has a bell of one's own; what hangs there of another is not there (tests/mail/test_meldingen.py).
    wereld.zet("meldingen:open", 987_654_321)
    wereld.zet("admin:view_on_site", ContentType.objects.get_for_model(team).pk, team.pk)
