"""What cannot be seen is not kept: one person is written one way, whatever was pasted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marktplein.basis import tekst
from marktplein.basis.fouten import DomeinFout

pytestmark = pytest.mark.puur

ZELFDE = (
    "Zoë van Dijk",
    "Zoe\u0308 van Dijk",
    "\u200bZoë\u200d van\ufeff Dijk\uffff",
    "\u202eZoë\u202c van\u00a0Dijk",
    "  Zoë\tvan\u3000 Dijk\r\n",
    "Zoë van\u2028Dijk\x00",
    "Zo\ufe0fë\u3164 van Dijk\u00ad",
)


@pytest.mark.parametrize("geschreven", ZELFDE)
def test_een_naam_is_een_naam(geschreven: str) -> None:
    assert tekst.op_een_regel(geschreven) == "Zoë van Dijk"


def test_regels_blijven_regels_en_een_gezicht_blijft_een_gezicht() -> None:
    assert tekst.schoon("Een\r\ntwee  \rdrie\u2029vier 😀\n") == "Een\ntwee\ndrie\nvier 😀"


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_schoon_is_schoon_en_blijft_schoon(geschreven: str) -> None:
    uit = tekst.schoon(geschreven)
    assert tekst.schoon(uit) == uit == unicodedata.normalize("NFC", uit)
    assert not [t for t in uit if unicodedata.category(t) in ("Cc", "Cf", "Cs", "Cn") and t != "\n"]
    uit.encode()


def test_een_mailadres_past_en_is_er_een() -> None:
    assert tekst.mailadres(" Sam@Voorbeeld.example\u200b ") == "sam@voorbeeld.example"
    for fout in ("", "sam", "sam@", "a" * 64 + "@" + ".".join(["b" * 60] * 4) + ".example"):
        with pytest.raises(DomeinFout):
            tekst.mailadres(fout)
