"""The server as it is started writes nothing of respondents' addresses, whatever happens to a request."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.conftest import ROOT

PATIENCE = 30.0


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def asked(address, content=None, **headers):
    """The status of a request, and its page."""
    request = urllib.request.Request(address, content, headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:  # noqa: S310
            return reply.status, reply.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


def test_neither_addresses_nor_answers_are_in_the_servers_output(world, port, tmp_path):
    """I5: no access log; a request that fails is logged without address, link or answer."""
    secret, root = world.secrets["fresh"], f"http://127.0.0.1:{port}"
    settings = {"ETREADY_INSTANCE": str(world.settings.instance), "ETREADY_PORT": str(port), "ETREADY_WEB_WORKERS": "1"}
    with (tmp_path / "log").open("wb") as log:
        command = [sys.executable, "-m", "assessment.server"]
        server = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=log, stderr=log)
    try:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                asked(f"{root}/health")
                break
            except urllib.error.URLError:
                time.sleep(0.1)
        assert asked(f"{root}/s/{secret}/")[0] == 200
        assert asked(f"{root}/join/{world.secrets['open']}")[0] == 200
        assert asked(f"{root}/s/{secret}x/PAY")[0] == 404
        asked(f"{root}/s/{secret}/profile", b"size=small")
        with world.database().writing() as session:
            session.connection().exec_driver_sql("UPDATE assessment SET closes_on = '2999-12-31'")
            session.connection().exec_driver_sql("DROP TABLE revision")
            session.commit()
        assert asked(f"{root}/s/{secret}/PAY", b"PAY_07=Confidential")[0] == 500
    finally:
        server.terminate()
        server.wait(PATIENCE)
    written = (tmp_path / "log").read_text()
    assert "A request failed" in written
    assert not [
        word for word in (secret, world.secrets["open"], "/s/", "Confidential", "link_hash=") if word in written
    ]
