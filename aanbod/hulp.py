"""Small helpers of the pages: a form that could not be saved."""

from django.forms import BaseForm

from marktplein.basis.fouten import DomeinFout

PER_PAGINA = 12


def meld_bij_veld(form: BaseForm, fout: DomeinFout) -> None:
    """Show a refusal at the field it belongs to, or above the form."""
    veld = fout.veld if fout.veld in form.fields else None
    form.add_error(veld, fout.melding)
