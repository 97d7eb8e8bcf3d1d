"""Install what the locks name, and only when they changed. Runs with any Python, before the virtual environment exists.

    python3 marktplein/ingebed/installeer.py [--test]

Keep this file free of syntax newer than Python 3.6 and of imports outside the standard library: it must live long
enough in an old Python to find a newer one, or to say where to get it.
"""

import glob
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time

PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(PROJECT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STEMPEL = os.path.join(VENV, "marktplein-installatie.json")
SYSTEEM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "systeem.sh")
# What pyproject.toml says; a test compares them.
OUDSTE, NIEUWSTE = (3, 11), (3, 14)
# Each lock, and those that hold everything it holds.
SLOTEN = {"requirements-ingebed.txt": ("requirements-dev.txt",), "requirements-dev.txt": ()}
PIP = [
    PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--retries", "2", "--timeout", "20",
    "--progress-bar", "off", "--require-hashes", "--no-deps",
]  # fmt: skip
if not sys.dont_write_bytecode:
    # Python compiles what it uses when it first uses it: a third of what is installed, not all of it.
    PIP.append("--no-compile")
EXTERN = os.path.join(PROJECT, "static", "extern")
GEEN_NETWERK = (
    "NewConnectionError", "Max retries exceeded", "name resolution", "Connection refused", "Network is unreachable",
    "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ReadTimeoutError", "ConnectTimeoutError",
    "No matching distribution",
)  # fmt: skip
BEGIN = time.time()


class Fout(Exception):
    pass


def main(argv: list) -> int:
    try:
        kies_python(argv)
        controleer_map()
        stempel = lees_stempel()
        python_pakketten(stempel, "requirements-dev.txt" if "--test" in argv else "requirements-ingebed.txt")
        voorkant(stempel)
        vertalingen()
        if "--test" in argv:
            chromium()
    except Fout as fout:
        print("\nFout: %s" % fout, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nAfgebroken. Draai dezelfde opdracht opnieuw; wat al binnen is, blijft bewaard.", file=sys.stderr)
        return 130
    return 0


def meld(tekst: str) -> None:
    """One step, with the seconds since the start: who waits sees that something happens, and what."""
    print("  %5.1f s  %s" % (time.time() - BEGIN, tekst), flush=True)


def geschikt(versie: tuple) -> bool:
    return OUDSTE <= tuple(versie[:2]) <= NIEUWSTE


def kies_python(argv: list) -> None:
    """Go on in this Python when it is suitable, else in the newest suitable one of this system."""
    if geschikt(sys.version_info):
        return
    for klein in range(NIEUWSTE[1], OUDSTE[1] - 1, -1):
        ander = shutil.which("python3.%d" % klein)
        if ander:
            os.execv(ander, [ander, os.path.abspath(__file__)] + argv)
    raise Fout(
        "Dit is Python %s; Marktplein draait op Python %d.%d tot en met %d.%d. Installeer die met:\n  %s\n"
        "Staat hij er al, wijs hem dan aan: make run PYTHON=/pad/naar/python3"
        % ((sys.version.split()[0],) + OUDSTE + NIEUWSTE + (systeemopdracht("python"),))
    )


def systeemopdracht(wat: str) -> str:
    """The command that installs `wat` on this system."""
    versie = "%d.%d" % tuple(sys.version_info[:2])
    return subprocess.check_output(["sh", SYSTEEM, wat, versie]).decode().strip()


def controleer_map() -> None:
    if not os.access(PROJECT, os.W_OK):
        raise Fout(
            "In de map %s mag u niet schrijven. Geef uzelf schrijfrechten, of zet het project in een eigen map."
            % PROJECT
        )


def lees_stempel() -> dict:
    try:
        with open(STEMPEL) as f:
            return json.load(f)
    except (OSError, ValueError):
        return {}


def zet_stempel(stempel: dict) -> None:
    with open(STEMPEL + ".nieuw", "w") as f:
        json.dump(stempel, f)
    os.replace(STEMPEL + ".nieuw", STEMPEL)


def som(*namen: str) -> str:
    h = hashlib.sha256()
    for naam in namen:
        with open(os.path.join(PROJECT, naam), "rb") as f:
            h.update(f.read())
    return h.hexdigest()


def doe(argv: list, wat: str, regel=None) -> None:  # type: ignore[no-untyped-def]
    """Run; show the output only when it fails, and say so when the network is the reason.

    `regel` is given each line of output, and "" every second.
    """
    kind = subprocess.Popen(argv, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    regels = []
    klaar = threading.Event()
    if regel:
        threading.Thread(target=tik, args=(klaar, regel), daemon=True).start()
    for rauw in kind.stdout or ():
        regels.append(rauw.decode("utf-8", "replace").rstrip())
        if regel:
            regel(regels[-1])
    klaar.set()
    if kind.wait() == 0:
        return
    uit, staart = "\n".join(regels), "\n".join([r for r in regels if r][-12:])
    if any(teken in uit for teken in GEEN_NETWERK):
        raise Fout(
            "%s lukt niet: de pakketten zijn niet op te halen. Is er een netwerk?\n"
            "Achter een proxy of met een eigen pakketbron: zet PIP_INDEX_URL en npm_config_registry.\n"
            "Draai daarna dezelfde opdracht opnieuw; wat al binnen is, blijft bewaard.\n\n%s" % (wat, staart)
        )
    raise Fout("%s lukt niet:\n%s" % (wat, staart))


def tik(klaar: threading.Event, regel) -> None:  # type: ignore[no-untyped-def]
    while not klaar.wait(1):
        regel("")


class Pakketteller:
    """Turns what pip says into how far it is: a line every few seconds, and one for each large file.

    While pip unpacks it says nothing; then the packages that are in place are counted.
    """

    ELKE = 5.0

    def __init__(self, slot: str) -> None:
        with open(os.path.join(PROJECT, slot), encoding="utf-8") as f:
            self.totaal = sum(1 for regel in f if re.match(r"[a-z0-9]", regel) and "'win32'" not in regel)
        self.gezien = 0
        self.uitpakken = 0
        self.laatst = time.time()

    def __call__(self, regel: str) -> None:
        if regel.startswith(("Collecting ", "Requirement already satisfied")):
            self.gezien += 1
            if self._stil():
                self._meld("  pakket %d van %d: %s" % (self.gezien, self.totaal, regel.split()[1].split("=")[0]))
        elif regel.startswith("Installing collected"):
            self._meld("  alle %d pakketten zijn binnen; ze worden uitgepakt…" % self.totaal)
            self.uitpakken = self._geplaatst() + 1
        elif self.uitpakken and self._stil():
            self._meld("  uitgepakt: %d van %d" % (self._geplaatst() + 1 - self.uitpakken, self.totaal))
        else:
            groot = re.match(r"\s+Downloading (\S+?)-\d\S* \((\d{2,}[\d.]* MB)\)", regel)
            if groot:
                self._meld("  pakket %d van %d: %s (%s)" % (self.gezien, self.totaal, groot.group(1), groot.group(2)))

    def _geplaatst(self) -> int:
        return len(glob.glob(os.path.join(VENV, "lib", "*", "site-packages", "*.dist-info")))

    def _stil(self) -> bool:
        return time.time() - self.laatst > self.ELKE

    def _meld(self, tekst: str) -> None:
        self.laatst = time.time()
        meld(tekst)


def python_pakketten(stempel: dict, slot: str) -> None:
    maak_venv()
    if any(stempel.get(genoeg) == som(genoeg) for genoeg in (slot,) + SLOTEN[slot]):
        return
    teller = Pakketteller(slot)
    meld("%d pakketten ophalen uit %s (de eerste keer ongeveer een minuut)…" % (teller.totaal, slot))
    doe(PIP + ["-r", slot], "Het installeren", teller)
    stempel[slot] = som(slot)
    zet_stempel(stempel)


def maak_venv() -> None:
    """A virtual environment that works; one that a break-off left half is made anew."""
    if venv_werkt():
        return
    if os.path.isdir(VENV):
        meld("De virtuele omgeving is niet af of stuk; hij wordt opnieuw gemaakt.")
        shutil.rmtree(VENV)
    if not heeft_ensurepip():
        installeer_systeempakket("venv", "Python kan geen virtuele omgeving maken.")
    meld("Virtuele omgeving maken met Python %s…" % sys.version.split()[0])
    doe([sys.executable, "-m", "venv", VENV], "Het maken van de virtuele omgeving")


def venv_werkt() -> bool:
    if not os.path.exists(PYTHON):
        return False
    vraag = "import sys, pip; sys.exit(not %r <= sys.version_info[:2] <= %r)" % (OUDSTE, NIEUWSTE)
    return subprocess.call([PYTHON, "-c", vraag], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def heeft_ensurepip() -> bool:
    """Debian and Ubuntu give Python without what a virtual environment needs."""
    try:
        import ensurepip  # noqa: F401, PLC0415 - whether it is there is the question
        import venv  # noqa: F401, PLC0415 - whether it is there is the question
    except ImportError:
        return False
    return True


def installeer_systeempakket(wat: str, waarom: str) -> None:
    """With the system's package manager, where we may; otherwise say which command to give."""
    opdracht = systeemopdracht(wat)
    if os.geteuid() == 0 and opdracht.startswith("apt-get ") and os.environ.get("GEEN_APT", "") in ("", "0"):
        meld("%s Installeren: %s" % (waarom, opdracht))
        stil = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        if subprocess.call(["sh", "-c", opdracht], stdout=subprocess.DEVNULL, env=stil) == 0:
            return
    raise Fout("%s Installeer wat ontbreekt met:\n  %s\nen draai dezelfde opdracht opnieuw." % (waarom, opdracht))


def voorkant(stempel: dict) -> None:
    """Front-end packages from the lock, and the parts of them that the site uses."""
    slot = som("package-lock.json", "package.json")
    if stempel.get("npm") != slot or not os.path.isdir(os.path.join(PROJECT, "node_modules")):
        meld("Vormgeving ophalen uit package-lock.json…")
        doe(npm() + ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], "Het ophalen van de vormgeving")
        stempel["npm"] = slot
        stempel.pop("extern", None)
        zet_stempel(stempel)
    bron = som(os.path.join("marktplein", "ingebed", "assets.py"), os.path.join("marktplein", "basis", "iconen.py"))
    if stempel.get("extern") != bron or not os.path.isdir(EXTERN):
        meld("Vormgeving klaarzetten…")
        doe([PYTHON, "-m", "marktplein.ingebed.assets"], "Het klaarzetten van de vormgeving")
        stempel["extern"] = bron
        zet_stempel(stempel)


def vertalingen() -> None:
    """Compiled translations, when one is older than its catalogue."""
    for po in glob.glob(os.path.join(PROJECT, "marktplein", "locale", "*", "LC_MESSAGES", "django.po")):
        mo = po[:-2] + "mo"
        if not os.path.exists(mo) or os.path.getmtime(mo) < os.path.getmtime(po):
            meld("Vertalingen klaarzetten…")
            doe([PYTHON, "-m", "marktplein.vertalingen", "maak"], "Het klaarzetten van de vertalingen")
            return


def npm() -> list:
    """The machine's npm, or the one that comes as a Python package (large: only when there is none)."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    eigen = os.path.join(VENV, "bin", "npm")
    if not os.path.exists(eigen):
        meld("Er is geen Node.js; die komt als pakket in de virtuele omgeving (eenmalig, ruim 200 MB)…")
        doe(PIP + ["-r", "requirements-node.txt"], "Het installeren van Node.js", Pakketteller("requirements-node.txt"))
    os.environ["PATH"] = os.path.join(VENV, "bin") + os.pathsep + os.environ.get("PATH", "")
    return [eigen]


def chromium() -> None:
    if os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser"):
        return
    if glob.glob(os.path.expanduser("~/.cache/ms-playwright/chromium-*")):
        return
    installeer_systeempakket("chromium", "Voor de browsertests is Chromium nodig.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
