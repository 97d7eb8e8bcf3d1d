"""Which numbers are ages, of whom, and which are none. A wrong age hides the right offer: unsure is nothing."""

import pytest

from aanbod.zoeken.taal.leeftijd import lees_leeftijden

pytestmark = pytest.mark.puur


@pytest.mark.parametrize(
    ("vraag", "kinderen"),
    [
        ("kleuter 4 jaar", [(4, 4)]),
        ("driftkikker van 9 slaat", [(9, 9)]),
        ("kind van anderhalf", [(1, 2)]),
        ("bijna 18 waar wonen", [(18, 18)]),
        ("gepest in groep 8", [(11, 12)]),
        ("groep drie", [(6, 7)]),
        ("groep 7/8", [(10, 12)]),
        ("groep 8 van 25 leerlingen", [(11, 12)]),
        ("onrust in groep 8 van 25", [(11, 12)]),
        ("baby van 6 weken", [(0, 0)]),
        ("twaalfjarige", [(12, 12)]),
        ("twaalf jarige", [(12, 12)]),
        ("peuter van 2,5 jaar praat niet", [(2, 3)]),
        ("dochter van 18 maanden", [(1, 1)]),
        ("hij is 30 maanden oud", [(2, 2)]),
        ("4 tot 6 jaar", [(4, 6)]),
        ("kinderen 9 t/m 12", [(9, 12)]),
        ("tussen 8 en 12", [(8, 12)]),
        ("van 4 tot en met 6 jaar", [(4, 6)]),
        ("kinderen van 4 en 7", [(4, 4), (7, 7)]),
        ("zoon van 5 en dochter van 9", [(5, 5), (9, 9)]),
        ("drie kids van 3, 5 en 8 jaar", [(3, 3), (5, 5), (8, 8)]),
        ("kind van acht", [(8, 8)]),
        ("voor zijn zevende", [(6, 7)]),
        ("havo 4 en stress", [(15, 16)]),
        ("zit in 3 vwo", [(14, 15)]),
        ("tweede klas vmbo", [(13, 14)]),
        ("mijn puber", [(12, 17)]),
        ("dochter (9) durft niets", [(9, 9)]),
        ("hij is 12 en liegt", [(12, 12)]),
        ("faalangst 9", [(9, 9)]),
        ("ik ben 15 en voel me alleen", [(15, 15)]),
        ("net 18 geworden", [(18, 18)]),
        ("my son is 7 and hits", [(7, 7)]),
        ("7 year old won't sleep", [(7, 7)]),
        ("syn ma 6 lat", [(6, 6)]),
        ("дитина 5 років", [(5, 5)]),
        ("ابني عمره 6 سنوات", [(6, 6)]),
        ("8 yaşında oğlum", [(8, 8)]),
        # none of these is an age
        ("al 2 jaar gepest", []),
        ("3 maanden thuis", []),
        ("cursus van 10 weken", []),
        ("sinds een jaar", []),
        ("wij zijn 2 jaar uit elkaar", []),
        ("al ruim drie jaar ruzie", []),
        ("3 scholen verder", []),
        ("huilt om een 7", []),
        ("haalt een 4,5", []),
        ("drie kinderen", []),
        ("2 dagen per week", []),
        ("om 5 uur wakker", []),
        ("moeder van 40 jaar", []),
        ("20 euro per keer", []),
        ("12 weken zwanger", []),
        ("1 op de 10 jongeren", []),
        ("we wachten 5 maanden", []),
        ("slapen", []),
    ],
)  # fmt: skip
def test_de_leeftijden_in_een_vraag(vraag: str, kinderen: list[tuple[int, int]]) -> None:
    assert list(lees_leeftijden(vraag).kinderen) == kinderen


@pytest.mark.parametrize(
    ("vraag", "vrager", "kinderen"),
    [
        ("ik ben 35 en mijn zoon 6", 35, [(6, 6)]),
        ("moeder van 40 jaar, dochter van 12", 40, [(12, 12)]),
        ("ik ben 22 en mijn baby is 4 maanden", 22, [(0, 0)]),
        ("ik ben 45 en trek het niet meer", 45, []),
        ("ik ben 16 en zwanger", None, [(16, 16)]),
    ],
)
def test_wie_vraagt_is_een_ander_dan_het_kind(vraag: str, vrager: int | None, kinderen: list[tuple[int, int]]) -> None:
    gelezen = lees_leeftijden(vraag)
    assert (gelezen.vrager, list(gelezen.kinderen)) == (vrager, kinderen)


@pytest.mark.parametrize(
    ("vraag", "zwanger"),
    [
        ("12 weken zwanger en alleen", True),
        ("we zijn in verwachting", True),
        ("I am pregnant", True),
        ("ik wil niet zwanger worden", False),
        ("bang om zwanger te raken", False),
        ("zwemmen", False),
    ],
)
def test_zwanger(vraag: str, zwanger: bool) -> None:
    assert lees_leeftijden(vraag).zwanger is zwanger
