"""How easily a text reads, by the published formula, and which sentences are long."""

import pytest

from marktplein.taal.leesbaar import lettergrepen, meet

pytestmark = pytest.mark.puur


@pytest.mark.parametrize(
    ("woord", "aantal"),
    [("kat", 1), ("ouders", 2), ("nieuw", 1), ("kinderen", 3), ("ruzie", 2), ("bijeenkomst", 3), ("ideeën", 3),
     ("preventie", 3), ("theater", 3), ("ij", 1), ("sst", 1)],
)  # fmt: skip
def test_lettergrepen(woord: str, aantal: int) -> None:
    assert lettergrepen(woord) == aantal


def test_de_formule_van_douma() -> None:
    """Two sentences, eight words, ten syllables."""
    gemeten = meet("Dit is een korte zin. Jij leest hem!")
    assert gemeten.score == round(min(100, 206.84 - 0.77 * 100 * 9 / 8 - 0.93 * 4))
    moeilijk = meet(
        "De multidisciplinaire samenwerkingsovereenkomst faciliteert preventieve interventies waarbij "
        "verantwoordelijkheden van jeugdgezondheidszorgorganisaties, gemeenten en onderwijsinstellingen "
        "gezamenlijk geoperationaliseerd worden, inclusief evaluatie."
    )
    assert (moeilijk.score, moeilijk.oordeel) == (0, "Moeilijk te lezen")


def test_lange_zinnen_worden_gewezen() -> None:
    lang = "Dit is een zin die maar door gaat en door gaat en nog een keer door gaat tot het eind."
    assert meet(f"Kort. {lang}\nOok kort").lange_zinnen == (lang,)
    assert meet(" . ! ").score is None
