"""Form controls as strings: what every form and filter of the house has most of is not rendered through templates.

A select with twenty options took twenty includes; half of the time of a list went into its filters. The renderer
below answers for plain controls and their fields by itself and leaves the rest (groups of checkboxes, tables of
dagdelen) to the templates; those that hold a plain control come back here (``{% invoer widget %}``).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django_filters.fields import ModelChoiceField, ModelMultipleChoiceField

from marktplein.basis.onthouden import Geheugen

_MAP = "django/forms/widgets/"
_KLASSEN = {
    "checkbox": "utrecht-checkbox utrecht-checkbox--html-input utrecht-checkbox--custom",
    "radio": "utrecht-radio-button utrecht-radio-button--html-input",
    "file": "invoer-bestand",
    "hidden": "",
}
_TEKSTVAK = "utrecht-textbox utrecht-textbox--html-input"
_SELECT = "utrecht-select utrecht-select--html-select"


def ontsnap(waarde: Any) -> str:
    """``conditional_escape`` without its wrapper for lazy texts, dearer than the work: a form has hundreds."""
    tekst = str(waarde) if isinstance(waarde, Promise) else waarde
    return str(tekst.__html__()) if hasattr(tekst, "__html__") else escape(str(tekst))


def kenmerken(attrs: Mapping[str, Any]) -> str:
    """Attributes of a control, each after a space; the class is written by the control, a placeholder never."""
    return "".join(
        f" {naam}" if waarde is True else f' {naam}="{ontsnap(waarde)}"'
        for naam, waarde in attrs.items()
        if waarde is not False and naam not in ("class", "placeholder")
    )


def _klasse(*namen: str) -> str:
    samen = " ".join(filter(None, namen))
    return f' class="{escape(samen)}"' if samen else ""


def invoer(widget: Mapping[str, Any]) -> SafeString:
    """An ``<input>`` of any type."""
    attrs, waarde = widget["attrs"], widget["value"]
    klasse = _klasse(_KLASSEN.get(widget["type"], _TEKSTVAK), str(attrs.get("class", "")))
    inhoud: str = "" if waarde is None else f' value="{ontsnap(waarde)}"'
    soort, naam = escape(widget["type"]), escape(widget["name"])
    return mark_safe(f'<input type="{soort}" name="{naam}"{inhoud}{klasse}{kenmerken(attrs)}>')  # noqa: S308 - escaped


def keuzelijst(widget: Mapping[str, Any]) -> SafeString:
    """A ``<select>`` with its options, in groups when they have one."""
    delen = []
    for groep, opties, _ in widget["optgroups"]:
        binnen = "".join(map(_optie, opties))
        delen.append(f'<optgroup label="{escape(str(groep))}">{binnen}</optgroup>' if groep else binnen)
    attrs = widget["attrs"]
    kop = f'<select name="{escape(widget["name"])}"{_klasse(_SELECT, str(attrs.get("class", "")))}{kenmerken(attrs)}>'
    return mark_safe(f"{kop}{''.join(delen)}</select>")  # noqa: S308 - every part is escaped above


def _optie(optie: Mapping[str, Any]) -> str:
    waarde: str = ontsnap(str(optie["value"]))
    return f'<option value="{waarde}"{kenmerken(optie["attrs"])}>{ontsnap(optie["label"])}</option>'


def tekstvak(widget: Mapping[str, Any]) -> SafeString:
    """A ``<textarea>``; the newline before the text is no part of it."""
    attrs = widget["attrs"]
    klasse = _klasse("utrecht-textarea utrecht-textarea--html-textarea", str(attrs.get("class", "")))
    kop = f'<textarea name="{escape(widget["name"])}"{klasse}{kenmerken(attrs)}>'
    return mark_safe(f"{kop}\n{ontsnap(widget['value'] or '')}</textarea>")  # noqa: S308 - escaped


_INVOERSOORTEN = (
    "text", "number", "email", "url", "password", "date", "datetime", "time", "hidden", "checkbox", "file",
    "tel", "search", "color",
)  # fmt: skip
MAKERS: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    **{f"{_MAP}{soort}.html": invoer for soort in _INVOERSOORTEN},
    f"{_MAP}select.html": keuzelijst,
    f"{_MAP}textarea.html": tekstvak,
}


def is_vinkje(veld: BoundField) -> bool:
    """One checkbox: its label stands beside it, not above."""
    return isinstance(veld.field.widget, forms.CheckboxInput)


def niet_verplicht(veld: BoundField) -> bool:
    """Whether the label must say so: not for a lone checkbox, nor if the form has markeer_niet_verplicht = False.

    Nor for what the form names in ``soms_verplicht``: needed with some answers, as its label or help tells. What was
    left empty and refused for that never reads "not required" beside the refusal.
    """
    if veld.form.is_bound and veld.errors and not veld.data:
        return False
    aan = getattr(veld.form, "markeer_niet_verplicht", True)
    aan = aan and veld.name not in getattr(veld.form, "soms_verplicht", ())
    return aan and not veld.field.required and not is_vinkje(veld)


def veld_met_label(veld: BoundField) -> SafeString:
    """A field of one control: its label, what helps, what is wrong, the control. Groups of controls have a template."""
    naam, doel, label = escape(veld.name), escape(veld.id_for_label), ontsnap(veld.label)
    fout = " utrecht-form-field--invalid" if veld.errors else ""
    onder = (
        f'<div class="utrecht-form-field-description" id="{escape(veld.auto_id)}_helptext">{veld.help_text}</div>'
        if veld.help_text
        else ""
    ) + str(veld.errors)
    if is_vinkje(veld):
        html = (
            f'<div class="utrecht-form-field utrecht-form-field--checkbox veld veld--{naam}{fout}">'
            f'<label class="keuze utrecht-form-label utrecht-form-label--checkbox" for="{doel}">'
            f"{veld}<span>{label}</span></label>{onder}</div>"
        )
    else:
        merk = f' <span class="niet-verplicht">({gettext("niet verplicht")})</span>' if niet_verplicht(veld) else ""
        html = (
            f'<div class="utrecht-form-field veld veld--{naam}{fout}">'
            f'<label class="utrecht-form-label" for="{doel}">{label}{merk}</label>{onder}{veld}</div>'
        )
    return mark_safe(html)  # noqa: S308 - every part is escaped above, or is HTML of ours


class Bediening(TemplatesSetting):
    """FORM_RENDERER of the house."""

    def render(self, template_name: str, context: Any, request: Any = None) -> SafeString:
        """Plain controls here, the rest by its template."""
        if template_name in MAKERS:
            return MAKERS[template_name](context["widget"])
        if template_name == "django/forms/field.html" and not context["field"].use_fieldset:
            return veld_met_label(context["field"])
        if template_name == "django/forms/errors/list/default.html" and not context["errors"]:
            return SafeString("")
        return mark_safe(super().render(template_name, context, request))  # noqa: S308 - made by a template


class Keuzes(ModelChoiceIterator):  # type: ignore[type-arg]
    """The rows to choose from in one plain question: Django's own asks a cursor on the server, in four."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        veld: Any = self.field
        if veld.empty_label is not None:
            yield "", veld.empty_label
        if getattr(veld, "null_label", None) is not None:
            yield veld.null_value, veld.null_label
        yield from self.paren()

    def paren(self) -> Iterable[tuple[Any, Any]]:
        """(value, words) of each row."""
        rijen: Iterable[Model] = self.queryset.all()
        return map(self.choice, rijen)


class OnthoudenKeuzes(Keuzes):
    """What is offered comes from the ``geheugen`` of the field; whether a choice is one is asked all the same."""

    def paren(self) -> Iterable[tuple[Any, Any]]:
        veld: Any = self.field
        geheugen: Geheugen = veld.geheugen
        return geheugen.geef(lambda: tuple(super(OnthoudenKeuzes, self).paren()), veld.to_field_name)


def onthouden_keuze(geheugen: Geheugen, veld: type[ModelChoiceField] = ModelChoiceField) -> type[ModelChoiceField]:
    """The field of a filter over all rows of a table that hardly changes; one ``geheugen`` for one such question."""
    return type("OnthoudenKeuze", (veld,), {"iterator": OnthoudenKeuzes, "geheugen": geheugen})


def zet() -> None:
    """Every field that lets choose a row reads its rows that way."""
    for veld in (forms.ModelChoiceField, ModelChoiceField, ModelMultipleChoiceField):
        setattr(veld, "iterator", Keuzes)  # noqa: B010 - the stubs know it per instance only
    Model._get_FIELD_display = keuzewoord  # type: ignore[attr-defined]


def keuzewoord(ding: Model, veld: Any) -> str:
    """``get_…_display``: Django's translates every choice to find the words of one."""
    waarde: Any = getattr(ding, veld.attname)
    return str(next((woord for keuze, woord in veld.flatchoices if keuze == waarde), "" if waarde is None else waarde))
