"""Two weeks of a small region, with answers: what people were asked stays, and as many children get a place."""

import pytest

from tests.bench.groepsvorming.kwartaal import meet


@pytest.mark.zwaar
def test_twee_weken_lang_blijft_staan_wat_gevraagd_is() -> None:
    vrij, trouw = meet(140, 8, 2, toon=lambda _: None)
    assert trouw.onbeantwoord > 40
    assert trouw.verplaatst <= 0.05 * trouw.onbeantwoord
    assert trouw.verplaatst <= vrij.verplaatst
    assert trouw.kinderen >= 0.95 * vrij.kinderen
    assert trouw.berichten <= 1.05 * vrij.berichten
    assert trouw.mails <= 1.05 * vrij.mails
    assert trouw.meeste(8) <= 1
