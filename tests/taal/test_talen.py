import pytest

from marktplein.taal.talen import taal_van

pytestmark = pytest.mark.puur


@pytest.mark.parametrize(
    ("tekst", "taal"),
    [
        ("mijn zoon wil niet naar school", "nl"),
        ("hulp bij schulden", "nl"),
        ("my son does not want to go to school", "en"),
        ("oğlum okula gitmek istemiyor", "tr"),
        ("cocugum uyumuyor ne yapabilirim", "tr"),
        ("syn nie chce chodzić do szkoły", "pl"),
        ("ابني لا يريد الذهاب إلى المدرسة", "ar"),
        ("син не хоче йти до школи", "uk"),
        ("triple p", None),
        ("", None),
        ("%", None),
    ],
)
def test_in_welke_taal_iemand_schrijft(tekst: str, taal: str | None) -> None:
    assert taal_van(tekst) == taal
