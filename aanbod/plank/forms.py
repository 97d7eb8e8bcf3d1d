"""The form of an offer, for providers and the application admin."""

import uuid
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from aanbod.enums import ZONDER_ADRES, AanbiederType, Doelgroep, Preventievorm
from aanbod.models import Interventie, Thema
from aanbod.plank.inhoud import INHOUD, opgeslagen
from aanbod.plank.selectors import gepubliceerd, soort_aanbieder
from aanbod.workflow import InterventieStaat
from gemeenten.grond.models import Organisatie
from marktplein.basis.samen import SamenFormulier
from marktplein.basis.verborgen import VersieVeld
from marktplein.basis.widgets import GetalInvoer, ZoekSelect

GETALLEN = (
    "leeftijd_min", "leeftijd_max", "groep_min", "groep_max", "max_leeftijdsverschil", "bijeenkomsten",
    "duur_minuten", "trainers_nodig",
)  # fmt: skip

PER_DEELNEMER = (
    "Wie er meekomt, telt mee: komt elk kind met een ouder, dan is het 2. Brengt de helft iemand mee, dan is het 1,5. "
    "Laat je dit leeg, dan is het 1, en 2 voor een kind met een ouder. De trainers tellen vanzelf mee."
)


class EuroVeld(forms.DecimalField):
    """Euros on the screen, whole cents in the database; nothing filled in is not known, and so not nought."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=5000, max_digits=6, decimal_places=2, localize=True, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value / 100:.2f}".replace(".", ",") if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        bedrag = super().clean(value)
        return None if bedrag is None else round(bedrag * 100)


class PerDeelnemerVeld(forms.DecimalField):
    """With a comma, and without a nought behind it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=9, max_digits=3, decimal_places=1, localize=True, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class InterventieForm(SamenFormulier, forms.ModelForm):  # type: ignore[type-arg]
    omschrijving = forms.CharField(
        label="Wat is het?",
        max_length=6000,
        help_text="Schrijf voor ouders: korte zinnen, gewone woorden.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    doelgroep = forms.MultipleChoiceField(
        label="Voor wie", choices=Doelgroep.choices, widget=forms.CheckboxSelectMultiple
    )
    themas = forms.ModelMultipleChoiceField(
        label="Thema’s", queryset=Thema.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    andere_preventievormen = forms.MultipleChoiceField(
        label="Zijn er ook groepen voor anderen?",
        help_text="Zo ja, dan kies je bij elke groep voor wie die bedoeld is. Dat bepaalt wie zich kan aanmelden.",
        choices=Preventievorm.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    eigen_bijdrage_cent = EuroVeld(
        label="Eigen bijdrage in euro’s, voor de hele reeks",
        help_text="Is het gratis? Vul dan 0 in. Weet je het niet, laat dit dan leeg.",
        required=False,
    )
    personen_per_deelnemer = PerDeelnemerVeld(
        label="Mensen in de ruimte per deelnemer", required=False, help_text=PER_DEELNEMER
    )
    versie = VersieVeld()
    toon_heel = True
    soms_verplicht: tuple[str, ...] = ()

    class Meta:
        model = Interventie
        fields: ClassVar[list[str]] = list(INHOUD)
        widgets: ClassVar[dict[str, forms.Widget]] = {
            **{naam: GetalInvoer() for naam in GETALLEN},
        }
        labels: ClassVar[dict[str, str]] = {
            "naam": "Naam", "preventievorm": "Voor wie is het vooral bedoeld?",
            "aanmeldwijze": "Hoe doet men mee?", "aanmelden_bij": "Bij wie, of door wie?",
            "intake": "Wie doet de intake?", "wie_betaalt": "Wie betaalt?", "vorm": "Vorm",
            "bevestig_maanden": "Hoe vaak kijken jullie na of dit nog klopt?",
        }  # fmt: skip
        help_texts: ClassVar[dict[str, str]] = {
            "naam": "Een andere organisatie mag ook aanbod hebben dat zo heet.",
            "leeftijd_min": "Van het kind of de jongere, ook als alleen de ouders komen.",
            "intake": "Laat leeg als er geen kennismaking nodig is.",
            "aanmelden_bij": "Alleen een naam, bijvoorbeeld ‘CJG Cursusbureau’ of ‘de school’. "
            "Nodig om het aanbod te laten zien, behalve als men gewoon komt of zich op het marktplein aanmeldt.",
            "wie_betaalt": "Nodig om het aanbod te laten zien.",
            "voornamen_nodig": "Teams geven dan per plek een voornaam door. Alleen de trainers van de groep zien die.",
            "bevestig_maanden": "Wij mailen dan. Zonder bevestiging zakt het aanbod bij zoeken, en de pagina zegt het.",
        }
        error_messages: ClassVar[dict[str, dict[str, str]]] = {
            "naam": {"unique": "Er is al aanbod met deze naam. Kies een andere naam."}
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        ding: Interventie | None = kwargs.get("instance")
        super().__init__(*args, nu=opgeslagen(ding) if ding else None, **kwargs)
        if self.instance.pk:
            self.initial.setdefault("versie", self.instance.versie)
            nu = self.instance.zaalzin
            self.fields["personen_per_deelnemer"].help_text = f"{PER_DEELNEMER} Nu, voor een volle groep: {nu}."
        self.fields["bevestig_maanden"].required = False
        if self.instance.staat == InterventieStaat.GEPUBLICEERD:
            self.fields["wie_betaalt"].required = True
            self.soms_verplicht = ("aanmelden_bij",)

    def clean(self) -> dict[str, Any]:
        """Ranges must be ranges, and what is on the shelf says where to register: before the database would refuse."""
        gegevens: dict[str, Any] = super().clean() or {}
        bij_wie = gegevens.get("aanmelden_bij") or gegevens.get("aanmeldwijze") in ZONDER_ADRES
        if "aanmelden_bij" in self.soms_verplicht and not bij_wie and "aanmelden_bij" not in self.errors:
            self.add_error("aanmelden_bij", "Vul in bij wie men zich aanmeldt, of wie het aanvraagt.")
        for van, tot, wat in (
            ("leeftijd_min", "leeftijd_max", "de jongste leeftijd"),
            ("groep_min", "groep_max", "de kleinste groep"),
        ):
            if None not in (gegevens.get(van), gegevens.get(tot)) and gegevens[tot] < gegevens[van]:
                self.add_error(tot, f"Dit is lager dan {wat}. Vul minstens {gegevens[van]} in.")
        # Who says nothing of it keeps what it was.
        gegevens["bevestig_maanden"] = gegevens.get("bevestig_maanden") or self.instance.bevestig_maanden
        # For whom it is meant most of all is no other form.
        anderen = gegevens.get("andere_preventievormen", [])
        gegevens["andere_preventievormen"] = [vorm for vorm in anderen if vorm != gegevens.get("preventievorm")]
        return gegevens

    def waarden(self) -> dict[str, Any]:
        """The model's own fields, for the service."""
        return {naam: self.cleaned_data[naam] for naam in self.Meta.fields if naam != "themas"}


class IntrekForm(forms.Form):
    """Where links to an offer lead when it is no longer there."""

    opvolger = forms.ModelChoiceField(
        queryset=Interventie.objects.none(),
        label="Komt er iets voor in de plaats?",
        required=False,
        empty_label="Nee",
        help_text="Wie een oude link opent, komt dan daar. Kies je niets, dan ziet die persoon wat erop lijkt.",
        widget=ZoekSelect,
    )

    def __init__(self, *args: Any, ding: Interventie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opvolger"].queryset = gepubliceerd().exclude(pk=ding.pk)  # type: ignore[attr-defined]


class NieuwInterventieForm(InterventieForm):
    """The same questions for an offer that does not exist yet, and whose it is."""

    organisatie = forms.ModelChoiceField(
        queryset=Organisatie.objects.none(),
        label="Van welke organisatie?",
        empty_label="Kies een organisatie",
        help_text="Staat de organisatie er niet bij? Voeg die eerst toe in Technisch beheer.",
        widget=ZoekSelect,
    )
    aanbieder_type = forms.ChoiceField(
        label="Wat voor organisatie is dat?", choices=[("", "Maak een keuze"), *AanbiederType.choices]
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    versie = None  # type: ignore[assignment]
    field_order = ("organisatie", "aanbieder_type")

    def __init__(self, *args: Any, organisaties: QuerySet[Organisatie], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["organisatie"]
        veld.queryset = organisaties  # type: ignore[attr-defined]
        keuze = list(organisaties[:2])
        self.vaste_organisatie = keuze[0] if len(keuze) == 1 else None
        if self.vaste_organisatie:
            self.initial["organisatie"] = self.vaste_organisatie.pk
            veld.widget = forms.HiddenInput()
            # An organisation that has offers here has said what kind it is; it is asked once.
            if soort := soort_aanbieder(self.vaste_organisatie):
                self.initial["aanbieder_type"] = soort
                self.fields["aanbieder_type"].widget = forms.HiddenInput()
        for naam in ("preventievorm", "vorm"):
            _, *keuzes = self.fields[naam].choices  # type: ignore[attr-defined]
            self.fields[naam].choices = [("", "Maak een keuze"), *keuzes]  # type: ignore[attr-defined]

    def validate_unique(self) -> None:
        """Left to the service: only there the second press of a button is not a second offer of that name."""
