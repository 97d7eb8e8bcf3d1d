"""Install what the locks name, and only when they changed. Runs with any Python, before the virtual environment exists.

    python3 marktplein/ingebed/installeer.py [--test]

Keep this file free of syntax newer than Python 3.6 and of imports outside the standard library: it must live long
enough in an old Python to say that it is too old.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys

PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(PROJECT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STEMPEL = os.path.join(VENV, "marktplein-installatie.json")
PIP = [
    PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet", "--retries", "2",
    "--timeout", "20", "--require-hashes", "--no-deps",
]  # fmt: skip
EXTERN = os.path.join(PROJECT, "static", "extern")
GEEN_NETWERK = (
    "NewConnectionError", "Max retries exceeded", "name resolution", "Connection refused", "Network is unreachable",
    "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ReadTimeoutError", "ConnectTimeoutError",
    "No matching distribution",
)  # fmt: skip


class Fout(Exception):
    pass


def main(argv: list) -> int:
    try:
        controleer_python()
        controleer_map()
        stempel = lees_stempel()
        python_pakketten(stempel, "requirements-dev.txt" if "--test" in argv else "requirements.txt")
        voorkant(stempel)
        if "--test" in argv:
            chromium()
    except Fout as fout:
        print("\nFout: %s" % fout, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nAfgebroken. Draai dezelfde opdracht opnieuw; wat al binnen is, blijft bewaard.", file=sys.stderr)
        return 130
    return 0


def controleer_python() -> None:
    if not (3, 11) <= sys.version_info[:2] < (3, 12):
        raise Fout(
            "Dit is Python %s; Marktplein heeft Python 3.11 nodig.\n"
            "Installeer Python 3.11 (Debian: apt-get install python3.11 python3.11-venv), of wijs hem aan:\n"
            "  make run PYTHON=/pad/naar/python3.11" % sys.version.split()[0]
        )


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


def doe(argv: list, wat: str) -> None:
    """Run; show the output only when it fails, and say so when the network is the reason."""
    kind = subprocess.Popen(argv, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    uit = kind.communicate()[0].decode("utf-8", "replace")
    if kind.returncode == 0:
        return
    staart = "\n".join(uit.strip().splitlines()[-12:])
    if any(teken in uit for teken in GEEN_NETWERK):
        raise Fout(
            "%s lukt niet: de pakketten zijn niet op te halen. Is er een netwerk?\n"
            "Achter een proxy of met een eigen pakketbron: zet PIP_INDEX_URL en npm_config_registry.\n"
            "Draai daarna dezelfde opdracht opnieuw; wat al binnen is, blijft bewaard.\n\n%s" % (wat, staart)
        )
    raise Fout("%s lukt niet:\n%s" % (wat, staart))


def python_pakketten(stempel: dict, slot: str) -> None:
    maak_venv()
    nodig = som(slot)
    # The lock for tests holds the other one too.
    if nodig in (stempel.get(slot),) or (
        slot == "requirements.txt" and stempel.get("requirements-dev.txt") == som("requirements-dev.txt")
    ):
        return
    print("Pakketten installeren uit %s (de eerste keer ongeveer een minuut)…" % slot, flush=True)
    pip = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--quiet",
        "--retries",
        "2",
        "--timeout",
        "20",
    ]
    doe(pip + ["--require-hashes", "--no-deps", "-r", slot], "Het installeren")
    stempel[slot] = nodig
    zet_stempel(stempel)


def maak_venv() -> None:
    """A virtual environment that works; one that a break-off left half is made anew."""
    if venv_werkt():
        return
    if os.path.isdir(VENV):
        print("De virtuele omgeving is niet af of stuk; hij wordt opnieuw gemaakt.", flush=True)
        shutil.rmtree(VENV)
    print("Virtuele omgeving maken…", flush=True)
    if not heeft_ensurepip():
        installeer_systeempakket("python3-venv", "python3.11-venv")
    doe([sys.executable, "-m", "venv", VENV], "Het maken van de virtuele omgeving")


def venv_werkt() -> bool:
    if not os.path.exists(PYTHON):
        return False
    vraag = "import sys, pip; sys.exit(sys.version_info[:2] != (3, 11))"
    return subprocess.call([PYTHON, "-c", vraag], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def heeft_ensurepip() -> bool:
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        return False
    return True


def installeer_systeempakket(*namen: str) -> None:
    """With the system's package manager, where we may; otherwise say which command to give."""
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0 and os.environ.get("GEEN_APT", "") in ("", "0"):
        print("%s installeren met apt-get…" % namen[0], flush=True)
        if subprocess.call([apt, "update", "-qq"], stdout=subprocess.DEVNULL) == 0:
            for naam in namen:
                opdracht = [apt, "install", "-y", "-qq", "--no-install-recommends", naam]
                omgeving = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
                if subprocess.call(opdracht, stdout=subprocess.DEVNULL, env=omgeving) == 0:
                    return
    raise Fout("%s ontbreekt. Installeer het, bijvoorbeeld met: sudo apt-get install %s" % (namen[0], namen[0]))


def voorkant(stempel: dict) -> None:
    """Front-end packages from the lock, and the parts of them that the site uses."""
    slot = som("package-lock.json", "package.json")
    if stempel.get("npm") != slot or not os.path.isdir(os.path.join(PROJECT, "node_modules")):
        print("Vormgeving ophalen uit package-lock.json…", flush=True)
        doe(npm() + ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], "Het ophalen van de vormgeving")
        stempel["npm"] = slot
        stempel.pop("extern", None)
        zet_stempel(stempel)
    bron = som(os.path.join("marktplein", "ingebed", "assets.py"), os.path.join("marktplein", "basis", "iconen.py"))
    if stempel.get("extern") != bron or not os.path.isdir(EXTERN):
        doe([PYTHON, "-m", "marktplein.ingebed.assets"], "Het klaarzetten van de vormgeving")
        stempel["extern"] = bron
        zet_stempel(stempel)


def npm() -> list:
    """The machine's npm, or the one that comes as a Python package (large: only when there is none)."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    eigen = os.path.join(VENV, "bin", "npm")
    if not os.path.exists(eigen):
        print("Er is geen Node.js; die komt als pakket in de virtuele omgeving (eenmalig, ruim 200 MB)…", flush=True)
        doe(PIP + ["-r", "requirements-node.txt"], "Het installeren van Node.js")
    os.environ["PATH"] = os.path.join(VENV, "bin") + os.pathsep + os.environ.get("PATH", "")
    return [eigen]


def chromium() -> None:
    if os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser"):
        return
    installeer_systeempakket("chromium")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
