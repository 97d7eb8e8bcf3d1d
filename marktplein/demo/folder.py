"""A folder for the demo: a PDF of one page that says it is an example, with the marks a screen reader asks for."""

ZIN = "Dit is een voorbeeldfolder van de demo. De echte folder zet de redactie hier neer."


def maak_folder(titel: str) -> bytes:
    """Tagged, with a language and a title."""
    kop = b"/H1 <</MCID 0>> BDC BT /F1 22 Tf 60 760 Td (%s) Tj ET EMC" % _tekst(titel)
    inhoud = kop + b"\n/P <</MCID 1>> BDC BT /F1 11 Tf 60 720 Td (%s) Tj ET EMC" % _tekst(ZIN)
    return _bestand(
        b"<</Type/Catalog/Pages 2 0 R/Lang(nl-NL)/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R"
        b"/ViewerPreferences<</DisplayDocTitle true>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/StructParents 0/Tabs/S"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(inhoud), inhoud),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[8 0 R 9 0 R]]>>>>",
        b"<</Type/StructElem/S/Document/P 6 0 R/K[8 0 R 9 0 R]>>",
        b"<</Type/StructElem/S/H1/P 7 0 R/Pg 3 0 R/K 0>>",
        b"<</Type/StructElem/S/P/P 7 0 R/Pg 3 0 R/K 1>>",
        b"<</Title(%s)>>" % _tekst(titel),
    )


def _tekst(tekst: str) -> bytes:
    """As PDF writes a string in the western character set."""
    ruw = tekst.encode("cp1252", "replace")
    return ruw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _bestand(*dingen: bytes) -> bytes:
    """The objects (the last one tells of the document), their places, and where those stand."""
    uit, plekken = b"%PDF-1.7\n", []
    for nummer, ding in enumerate(dingen, 1):
        plekken.append(len(uit))
        uit += b"%d 0 obj\n%s\nendobj\n" % (nummer, ding)
    begin = len(uit)
    uit += b"xref\n0 %d\n0000000000 65535 f \n" % (len(dingen) + 1)
    uit += b"".join(b"%010d 00000 n \n" % plek for plek in plekken)
    return uit + b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(dingen) + 1,
        len(dingen),
        begin,
    )
