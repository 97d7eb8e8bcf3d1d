"""What the lease on tasks leans on inside kombu (pyproject.toml pins its minor for that), named one by one."""

import tomllib
from pathlib import Path

import kombu

from marktplein.celery import app
from marktplein.werker import Huur, makelaar

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def test_de_minor_van_kombu_staat_vast() -> None:
    nodig = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["dependencies"]
    assert f"kombu=={kombu.VERSION.major}.{kombu.VERSION.minor}.*" in nodig


def test_waar_de_huur_op_leunt() -> None:
    """`channel.qos._delivered` holds the tags of what is being worked on, `qos.unacked_index_key` names the sorted set
    in the broker whose scores say since when; a message that is acknowledged is out of that set at once, and stays out.
    """
    with app.connection_for_read() as verbinding, makelaar() as broker:
        rij = verbinding.SimpleQueue("kombu-proef")
        rij.put({"een": 1})
        bericht = rij.get(timeout=5)
        qos = rij.consumer.channel.qos
        (tag,) = qos._delivered
        assert tag == bericht.delivery_tag
        broker.zadd(qos.unacked_index_key, {tag: 1.0}, xx=True)

        huur = Huur(None)
        huur.qos = qos
        huur._verleng(broker)
        assert (broker.zscore(qos.unacked_index_key, tag) or 0) > 1_700_000_000

        bericht.ack()
        huur._verleng(broker)
        assert broker.zscore(qos.unacked_index_key, tag) is None
        rij.close()
