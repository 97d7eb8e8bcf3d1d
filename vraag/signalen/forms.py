"""The form with which a team says what it needs, and the small ones around it. The rules are in vraag.validators."""

import uuid
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.text import capfirst

from aanbod.models import Interventie
from gemeenten.grond.models import Team
from gemeenten.grond.selectors import teams_voor_invoer
from marktplein.accounts.models import Bezoeker
from marktplein.basis import klok
from marktplein.basis.invoer import nummer
from marktplein.basis.mensen import Voor, heeft_leeftijd, meervoud
from marktplein.basis.samen import SamenFormulier
from marktplein.basis.verborgen import Sleutel, VersieVeld
from marktplein.basis.vrijetekst import VrijeTekst
from marktplein.basis.widgets import DagdelenVeld, DatumInvoer, GetalInvoer, ZoekSelect
from marktplein.basis.woorden import leeftijden
from vraag.models import Signaal
from vraag.signalen import hulptekst
from vraag.signalen.selectors import interventies_voor_vraag, meest_gevraagd, themas_voor_vraag
from vraag.signalen.services import kopieren
from vraag.signalen.validators import SignaalVelden, fouten_in

GEEN_GETAL = "Vul een heel getal in, bijvoorbeeld 5."
KEUZES_HOOGSTENS = 400
NIET_MEER = "Deze training kun je niet (meer) kiezen. Kies een andere, of vraag met alleen een thema."


def _keuzes(veld: Any, interventies: list[Interventie]) -> list[tuple[int, str]]:
    return [(i.pk, veld.label_from_instance(i)) for i in sorted(interventies, key=lambda i: i.naam.casefold())]


class EenVanBeide:
    """Not marked as "not required": a training or a theme there must be. The rules of the whole form say which."""

    def validate(self, value: Any) -> None:
        """Empty is for the rules of the whole form to judge."""


def _voor_wie(interventie: Interventie) -> str:
    voor, jaren = interventie.eerst_voor, leeftijden(interventie.leeftijd_min, interventie.leeftijd_max)
    if not heeft_leeftijd(voor):
        return meervoud(voor)
    return f"{meervoud(voor)}, {jaren}" if voor == Voor.OUDERS else jaren


class InterventieKeuze(EenVanBeide, forms.ModelChoiceField):  # type: ignore[type-arg]
    """Trainings with the ages they are for, so that one does not have to look that up."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.naam} ({_voor_wie(obj)})"


def _getal(label: str, verplicht: str, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, widget=GetalInvoer, error_messages={"required": verplicht, "invalid": GEEN_GETAL}, **kwargs
    )


class ThemaKeuze(EenVanBeide, forms.ModelChoiceField):  # type: ignore[type-arg]
    """Themes, for who does not know the training yet."""

    def label_from_instance(self, obj: Any) -> str:
        return capfirst(obj.naam)


class Vraagtekst(VrijeTekst):
    """The need in plain words; without a training it is all there is."""

    def validate(self, value: Any) -> None:
        """Empty is for the rules of the whole form to judge."""
        if value:
            super().validate(value)


class SignaalFormulier(SamenFormulier):
    """A need in counts. Ages left empty become those of the chosen training, where its group allows that spread.

    ``bestaand`` is the signaal that is being changed, ``begin`` what the form starts with instead.
    """

    # The browser would ask for a training and a theme both.
    use_required_attribute = False

    sleutel = Sleutel()
    versie = VersieVeld()
    # Set once the very same need turned out to be there already: sending it again is meant then.
    toch = forms.BooleanField(widget=forms.HiddenInput, required=False)
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Voor welk team?",
        empty_label="Kies een team",
        error_messages={"required": "Kies het team waarvoor je vraagt.", "invalid_choice": "Kies een van je teams."},
    )
    interventie = InterventieKeuze(
        Interventie.objects.none(),
        label="Welke training?",
        help_text="Typ een paar letters van de naam. Weet je het nog niet? Kies dan een thema.",
        empty_label="Nog geen training gekozen",
        widget=ZoekSelect,
        error_messages={"invalid_choice": NIET_MEER},
    )
    thema = ThemaKeuze(themas_voor_vraag(), label="Over welk thema gaat het?", empty_label="Kies een thema")
    vraag = Vraagtekst(
        label="Waar gaat het om, in gewone woorden?",
        help_text="Bijvoorbeeld: ‘rust en regels na een scheiding, voor kleuters’. Geen namen of andere gegevens.",
        attrs={"maxlength": 200},
    )
    voor = forms.ChoiceField(
        label="Voor wie vraag je?",
        choices=Voor.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies voor wie je vraagt.", "invalid_choice": "Kies voor wie je vraagt."},
    )
    aantal = _getal("Hoeveel kinderen?", "Vul in voor hoeveel kinderen je vraagt.")
    leeftijd_min = _getal("Leeftijd vanaf", "Vul in hoe oud het jongste kind is.")
    leeftijd_max = _getal("Leeftijd tot en met", "Vul in hoe oud het oudste kind is.")
    dagdelen = DagdelenVeld(
        label="Wanneer kunnen zij?",
        help_text="Tik alles aan wat kan. Hoe meer dagdelen, hoe groter de kans op een groep.",
        error_messages={
            "required": "Kies minstens één dagdeel waarop zij kunnen.",
            "invalid_choice": "Kies dagdelen uit het rooster.",
        },
    )
    max_km = _getal("Hoe ver kunnen zij reizen (km)?", "Vul in hoe ver zij kunnen reizen.", initial=10)
    vroegste_start = forms.DateField(
        label="Niet eerder beginnen dan",
        widget=DatumInvoer,
        error_messages={"required": "Vul een datum in.", "invalid": "Vul een datum in: de dag, de maand en het jaar."},
    )
    splitsbaar = forms.BooleanField(
        label="Zij mogen over meer groepen verdeeld worden", help_text=hulptekst.VERDELEN, required=False
    )
    min_samen = _getal(
        "Hoeveel van hen komen minstens samen in een groep?", "Vul minstens 1 in.", initial=1, required=False,
        help_text=hulptekst.MINSTENS_SAMEN,
    )  # fmt: skip
    opmerking = VrijeTekst(
        label="Opmerking voor collega’s",
        help_text="Geen namen, adressen of geboortedatums: op het marktplein staat nooit wie een kind is.",
        required=False,
        regels=3,
        attrs={"maxlength": 1000},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        user: Bezoeker,
        bestaand: Signaal | None = None,
        begin: dict[str, Any] | None = None,
    ) -> None:
        self.bestaand = bestaand
        initial: dict[str, Any] = {"sleutel": uuid.uuid4(), "vroegste_start": klok.vandaag()}
        if bestaand is not None:
            initial |= {**kopieren(bestaand), "vroegste_start": bestaand.vroegste_start}
            initial |= {"team": bestaand.team, "versie": bestaand.versie}
        initial |= begin or {}
        super().__init__(data, initial=initial, nu=opgeslagen(bestaand) if bestaand else None)
        self._kies_teams(user)
        self.interventies = self._interventies()
        self.fields["interventie"].queryset = self.interventies  # type: ignore[attr-defined]
        self._vraag_wat_past()
        # What is only shown again keeps its empty ages: filled in, they would stay when another training is chosen.
        if data is not None and not {"toon", "deel"} & data.keys():
            self.data = self._met_leeftijd(self.data)  # type: ignore[arg-type]
        self._kort_lange_lijst_in()

    def _kies_teams(self, user: Bezoeker) -> None:
        """Who has one team is not asked; a signaal does not move to another team."""
        veld = self.fields["team"]
        teams = teams_voor_invoer(user)
        if self.bestaand is not None:
            teams = Team.objects.filter(pk=self.bestaand.team_id).select_related("gemeente")
        veld.queryset = teams  # type: ignore[attr-defined]
        self.teams = list(teams)
        if len(self.teams) == 1:
            self.initial.setdefault("team", self.teams[0])
            veld.widget = forms.HiddenInput()

    def _interventies(self) -> Any:
        keuzes = interventies_voor_vraag()
        if self.bestaand is not None and self.bestaand.interventie_id:
            # Keep showing what was chosen, also when it has been withdrawn since: saving then says so.
            return Interventie.objects.filter(
                Q(pk__in=keuzes.values("pk")) | Q(pk=self.bestaand.interventie_id)
            ).order_by("naam")
        return keuzes

    def _vraag_wat_past(self) -> None:
        """Ask what the training needs: for whom only where it is for several kinds, ages only of who has them."""
        gekozen = self._gekozen_nu()
        keuzes = gekozen.voor_wie if gekozen else tuple(Voor)
        veld: Any = self.fields["voor"]
        veld.choices = [(voor.value, voor.label) for voor in keuzes]
        # Not asked of the bound field: that would keep what it says now.
        nu = (self.data if self.is_bound else self.initial).get("voor")
        self.voor = Voor(nu) if nu in keuzes else keuzes[0]
        if len(keuzes) == 1:
            veld.widget = forms.HiddenInput()
        if len(keuzes) == 1 or not self.is_bound:
            self._vul(voor=self.voor.value)
        if not heeft_leeftijd(self.voor):
            self._vul(leeftijd_min="0", leeftijd_max="0")
        aantal: Any = self.fields["aantal"]
        aantal.label = f"Hoeveel {meervoud(self.voor)}?"
        aantal.error_messages["required"] = f"Vul in voor hoeveel {meervoud(self.voor)} je vraagt."

    def _vul(self, **waarden: str) -> None:
        """What the fields are, whatever was filled in; or what they begin with."""
        if not self.is_bound:
            self.initial |= waarden
            return
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for naam, waarde in waarden.items():
            data[naam] = waarde
        self.data = data

    @property
    def vraagt_leeftijd(self) -> bool:
        return heeft_leeftijd(self.voor)

    @property
    def leeftijd_van_wie(self) -> str:
        """Above the ages."""
        return {Voor.KINDEREN: "Hoe oud zijn zij?", Voor.SAMEN: "Hoe oud zijn de kinderen?"}.get(
            self.voor, "Hoe oud zijn hun kinderen?"
        )

    def toon_zonder_fouten(self) -> None:
        """Show again what was filled in, with the questions that go with it; nothing is judged yet."""
        self._errors = ErrorDict()  # type: ignore[assignment]
        self.cleaned_data = {}

    def _kort_lange_lijst_in(self) -> None:
        """A shelf with thousands of trainings would make a page of megabytes: list those that are asked for most.

        Each of the others can still be chosen: the shelf leads here with its training filled in.
        """
        veld: Any = self.fields["interventie"]
        getoond = list(meest_gevraagd(self.interventies, KEUZES_HOOGSTENS + 1))
        if len(getoond) <= KEUZES_HOOGSTENS:
            veld.choices = [("", veld.empty_label), *_keuzes(veld, getoond)]
            return
        gekozen = self._gekozen_nu()
        getoond = [i for i in getoond[:KEUZES_HOOGSTENS] if i != gekozen] + ([gekozen] if gekozen else [])
        veld.choices = [("", veld.empty_label), *_keuzes(veld, getoond)]
        veld.help_text = "Staat de training er niet bij? Kies dan een thema en schrijf de naam van de training op."

    def _gekozen_nu(self) -> Interventie | None:
        waarde = self["interventie"].value()
        return waarde if isinstance(waarde, Interventie) else self.gekozen_interventie({"interventie": waarde})

    def _met_leeftijd(self, data: QueryDict) -> QueryDict:
        """Fill in ages that were left empty from the training."""
        if data.get("leeftijd_min", "").strip() and data.get("leeftijd_max", "").strip():
            return data
        interventie = self.gekozen_interventie(data)
        if interventie is None:
            return data
        onder = data.get("leeftijd_min", "").strip() or str(interventie.leeftijd_min)
        boven = data.get("leeftijd_max", "").strip() or str(interventie.leeftijd_max)
        if nummer(onder) is None or nummer(boven) is None:
            return data
        if not 0 <= int(boven) - int(onder) <= interventie.max_leeftijdsverschil:
            return data
        ingevuld = data.copy()
        ingevuld["leeftijd_min"], ingevuld["leeftijd_max"] = onder, boven
        return ingevuld

    def gekozen_interventie(self, data: Any) -> Interventie | None:
        pk = nummer(data.get("interventie"))
        return self.interventies.filter(pk=pk).first() if pk else None

    @property
    def toont_thema(self) -> bool:
        """Whether the part for who does not know the training yet is open."""
        return bool(self["thema"].value() or self["vraag"].value() or self["thema"].errors or self["vraag"].errors)

    def clean(self) -> dict[str, Any]:
        super().clean()
        self._zeg_welk_team()
        self._zeg_waarom_leeftijd()
        velden = self._velden_met_vulling()
        vandaag = klok.vandaag()
        if self.bestaand is not None:
            vandaag = min(vandaag, self.bestaand.vroegste_start)
        al_fout = set(self.errors)
        for fout in fouten_in(velden, vandaag=vandaag):
            if fout.veld not in al_fout:
                self.add_error(fout.veld, fout.melding)
        return self.cleaned_data

    def _zeg_welk_team(self) -> None:
        """Who has one team does not see that field, so a mistake in it is told, and mended, here."""
        if "team" not in self.errors or len(self.teams) != 1:
            return
        team = self.teams[0]
        del self.errors["team"]
        self.cleaned_data["team"] = team
        if self.bestaand is None:
            self.zet_verborgen(team=team.pk)
            self.add_error(
                None,
                f"Je hoort nu bij {team}. Dit formulier was nog voor een ander team. Klopt de vraag ook voor {team}? "
                "Verstuur het formulier dan nog een keer.",
            )

    def _zeg_waarom_leeftijd(self) -> None:
        """Empty ages mean those of the training; say why that cannot be: none chosen, or too wide for a group."""
        interventie = self.cleaned_data.get("interventie")
        leeg = [veld for veld in ("leeftijd_min", "leeftijd_max") if self.has_error(veld, "required")]
        if interventie is None:
            for veld in leeg:
                self.add_error(veld, f"{self.errors.pop(veld)[0]} Alleen met een training mag dit leeg blijven.")
            return
        if not leeg:
            return
        if interventie.leeftijd_max - interventie.leeftijd_min <= interventie.max_leeftijdsverschil:
            return
        melding = self.errors.pop(leeg[0])
        self.add_error(
            leeg[0],
            f"‘{interventie}’ is voor {leeftijden(interventie.leeftijd_min, interventie.leeftijd_max)}, maar in één "
            f"groep schelen kinderen hoogstens {interventie.max_leeftijdsverschil} jaar. {melding[0]}",
        )

    def _velden_met_vulling(self) -> SignaalVelden:
        """The fields as rules want them; what could not be read gets a value that breaks no rule."""
        c = self.cleaned_data
        onder = c.get("leeftijd_min")
        boven = c.get("leeftijd_max")
        interventie = c.get("interventie")
        vulling = interventie.leeftijd_min if interventie else 0
        onder = onder if onder is not None else boven if boven is not None else vulling
        boven = boven if boven is not None else onder
        aantal = c.get("aantal")
        return {
            "interventie": interventie,
            "thema": c.get("thema"),
            "vraag": c.get("vraag") or "",
            "voor": Voor(c.get("voor") or self.voor),
            "aantal": 1 if aantal is None else aantal,
            "leeftijd_min": onder,
            "leeftijd_max": boven,
            "dagdelen": c.get("dagdelen") or [0],
            "max_km": 10 if c.get("max_km") is None else c["max_km"],
            "vroegste_start": c.get("vroegste_start") or klok.vandaag(),
            "splitsbaar": bool(c.get("splitsbaar")),
            "min_samen": 1 if c.get("min_samen") is None else c["min_samen"],
            "opmerking": c.get("opmerking") or "",
        }

    def velden(self) -> SignaalVelden:
        """What to hand to the services, once the form is valid."""
        return self._velden_met_vulling()

    def vraag_nog_eens(self) -> None:
        """Keep what was typed; sent once more as it is, it is a need of its own."""
        self.zet_verborgen(toch="1")


def opgeslagen(signaal: Signaal) -> dict[str, Any]:
    """The values of a need as stored, by the field of the form."""
    return {**kopieren(signaal), "vroegste_start": signaal.vroegste_start}
