"""``aiextract serve``: the HTTP interface, its bounds, and who may ask."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

import aiextract
from aiextract.records import Document
from aiextract.serving import Settings, create_app

pytest.importorskip("fastapi", reason='needs pip install "aiextract[serve-test]"')
pytest.importorskip("fastapi_offline", reason='needs pip install "aiextract[serve-test]"')
httpx2 = pytest.importorskip("httpx2", reason='needs pip install "aiextract[serve-test]"')

if TYPE_CHECKING:
    from starlette.testclient import TestClient

TEXT = "Halden Robotics bought Optiqa for $2.4bn on 9 September 2024, up 18.5%."
LOCAL = "http://127.0.0.1"


def client_of(**settings: Any) -> TestClient:
    from starlette.testclient import TestClient

    return TestClient(create_app(Settings(**settings)), base_url=LOCAL, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with client_of(max_bytes=50_000) as opened:
        yield opened


def problem(answer: Any, status: int) -> tuple[str, str]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    error = answer.json()["error"]
    assert set(answer.json()) == {"error"}
    return error["code"], error["message"]


# --- what it answers ---


def test_a_record_is_that_of_the_library(client: TestClient) -> None:
    answer = client.post("/extract", json={"text": TEXT, "lang": "en", "doc_id": "a"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert Document.model_validate_json(answer.content) == aiextract.extract(TEXT, lang="en", doc_id="a")
    found = answer.json()
    assert found["mentions"][2]["amount_min"] == "2400000000"
    assert found["text"] is None


def test_options_of_a_request(client: TestClient) -> None:
    asked = {"text": "Sales fell last month.", "lang": "en", "published": "2024-08", "types": ["DATE"]}
    found = client.post("/extract", json=asked | {"include_text": True}).json()
    assert [m["value"] for m in found["mentions"]] == ["2024-07"]
    assert found["text"] == asked["text"]


def test_a_web_page(client: TestClient) -> None:
    pytest.importorskip("trafilatura")
    page = f"<html><head><title>A deal</title></head><body><article><h1>A deal</h1><p>{TEXT}</p></article></body></html>"
    found = client.post("/extract", json={"html": page, "lang": "en"}).json()
    assert TEXT in found["text"]
    money = next(m for m in found["mentions"] if m["type"] == "MONEY")
    assert found["text"][money["start"] : money["end"]] == "$2.4bn"


def test_an_explanation(client: TestClient) -> None:
    found = client.post("/explain", json={"text": TEXT, "lang": "en"}).json()
    assert found["events"][0]["slots"][0]["value"] == "Halden Robotics"
    assert {"number", "currency"} <= {s["what"] for m in found["mentions"] for s in m["steps"]}


def test_files_as_they_are(client: TestClient) -> None:
    lines = [
        json.dumps({"doc_id": "a", "text": TEXT, "lang": "en"}),
        "not JSON",
        json.dumps({"text": "12 %"}),
    ]
    answer = client.post("/page", params={"name": "some.jsonl"}, content="\n".join(lines).encode())
    found = answer.json()
    assert [document["doc_id"] for document in found["documents"]] == ["a", "some.jsonl:3"]
    (failure,) = found["failures"]
    assert failure["place"] == "some.jsonl:2"
    assert "/" not in failure["reason"]
    assert found["html"].lstrip().startswith("<!doctype html>")
    assert "Optiqa" in found["html"]


def test_a_file_in_another_encoding(client: TestClient) -> None:
    text = "Le chiffre d'affaires a augmenté de 12 %, à 3,5 millions d'euros, a annoncé l'été dernier la société."
    found = client.post("/page", params={"name": "été.txt"}, content=text.encode("cp1252")).json()
    (document,) = found["documents"]
    assert (document["doc_id"], document["text"]) == ("été", text)
    (warning,) = document["meta"]["warnings"]
    assert "cp1252" in warning


def test_hostile_text_is_shown_and_does_not_run(client: TestClient) -> None:
    text = "</script><script>alert(1)</script> bought <img src=x onerror=alert(2)> for $5 million"
    html = client.post("/page", content=text.encode()).json()["html"]
    assert "<script>alert(1)" not in html
    assert "<img src=x" not in html


def test_health_and_description(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok", "version": aiextract.__version__}
    described = client.get("/openapi.json").json()
    assert set(described["paths"]) == {"/health", "/extract", "/explain", "/page"}
    answers = described["paths"]["/extract"]["post"]["responses"]
    assert set(answers) >= {"200", "400", "413", "422", "503", "504"}
    assert described["components"]["schemas"]["Money"]


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_pages_need_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    links = re.findall(r'(?:src|href)="([^"]+)"', answer.text)
    assert links
    for link in links:
        assert link.startswith("/") or link == "data:,"
        if link.startswith("/"):
            assert client.get(link).status_code == 200, link
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'unsafe-inline'" not in policy


# --- wrong requests ---


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "either text or html"),
        ({"text": "a", "html": "b"}, "either text or html"),
        ({"text": 5}, "text"),
        ({"text": "a", "language": "fr"}, "language"),
        ({"text": "a", "types": "MONEY"}, "types"),
        ([], "body"),
    ],
)
def test_a_body_of_another_form(client: TestClient, body: Any, said: str) -> None:
    code, message = problem(client.post("/extract", json=body), 422)
    assert code == "invalid"
    assert said in message


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"lang": "not a code"}, "language code"),
        ({"published": "yesterday"}, "publication date"),
        ({"types": ["NOTHING"]}, "unknown type"),
        ({"published": "\ud800"}, "publication date"),
    ],
)
def test_wrong_values(client: TestClient, asked: dict[str, Any], said: str) -> None:
    body = json.dumps({"text": TEXT, **asked})
    answer = client.post("/extract", content=body, headers={"Content-Type": "application/json"})
    code, message = problem(answer, 400)
    assert (code, said in message) == ("bad_request", True)


def test_what_is_no_json(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    code, message = problem(client.post("/extract", content=b'{"text": ', headers=headers), 422)
    assert (code, message) == ("invalid", "the body is not JSON (at character 9)")
    for content in (b"\xff\xfe", b"[" * 20_000):  # the version of FastAPI decides between the two
        answer = client.post("/extract", content=content, headers=headers)
        problem(answer, 400 if answer.status_code == 400 else 422)
    problem(client.post("/extract", content=b'{"text": "a"}', headers={"Content-Type": "text/plain"}), 422)


def test_files_that_cannot_be_read(client: TestClient) -> None:
    def said(name: str, content: bytes, **params: str) -> str:
        code, message = problem(client.post("/page", params={"name": name, **params}, content=content), 400)
        assert code == "bad_request"
        assert "aiextract-" not in message  # where it was kept meanwhile is nobody's business
        return message

    assert "files end in" in said("a.exe", b"text")
    assert "files end in" in said("../../a.gz", b"text")
    assert "holds no article" in said("a.jsonl", b"")
    assert "bad.jsonl:1" in said("bad.jsonl", b"{")
    assert "binary" in said("a.txt", b"\x00\x01\x02" * 100)
    assert "unknown type" in said("a.txt", b"text", types="NOTHING")
    assert "more than 200 articles" in said("many.jsonl", b'"12 %"\n' * 201)


def test_what_is_not_there(client: TestClient) -> None:
    assert problem(client.get("/nothing"), 404)[0] == "not_found"
    assert problem(client.get("/extract"), 405)[0] == "method_not_allowed"
    for path in ("/assets/../app.py", "/assets/%2e%2e/app.py", "/swagger/..%2fcore.py"):
        assert client.get(path).status_code == 404


def test_a_surrogate_in_the_text_counts_as_one_character(client: TestClient) -> None:
    answer = client.post(
        "/extract",
        content=b'{"text": "\\ud800 $5", "include_text": true}',
        headers={"Content-Type": "application/json"},
    )
    found = answer.json()
    assert found["text"] == "\ufffd $5"
    assert [(m["start"], m["end"]) for m in found["mentions"]] == [(2, 4)]


# --- bounds ---


def test_a_body_that_is_too_large(client: TestClient) -> None:
    code, message = problem(client.post("/extract", json={"text": "a" * 60_000}), 413)
    assert (code, "50,000 bytes" in message) == ("too_large", True)

    def parts() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 1000

    assert problem(client.post("/extract", content=parts()), 413)[0] == "too_large"
    assert (
        problem(client.post("/extract", headers={"Content-Length": "9" * 30}, content=b"x"), 413)[0]
        == "too_large"
    )


def test_a_request_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()
    begun = threading.Semaphore(0)
    with client_of(seconds=0.2, workers=1, waiting=1) as client:

        def slow(*args: Any, **options: Any) -> Document:
            begun.release()
            go.wait(10)
            return Document()

        monkeypatch.setattr("aiextract.serving.app.extract", slow)
        code, message = problem(client.post("/extract", json={"text": TEXT}), 504)
        assert (code, "0.2 seconds" in message) == ("timeout", True)
        # The thread is still at it: one more may wait, the next is refused, and health answers.
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(client.post, "/extract", json={"text": TEXT})
            assert problem(waiting.result(), 504)[0] == "timeout"
        assert client.get("/health").status_code == 200
        go.set()
        for _ in range(100):
            if (answer := client.post("/extract", json={"text": TEXT})).status_code == 200:
                break
            time.sleep(0.05)
        assert answer.status_code == 200


def test_the_desk_refuses_what_would_wait_too_long() -> None:
    from fastapi import HTTPException

    from aiextract.serving.desk import Desk

    go = threading.Event()
    running: list[int] = []

    def work(number: int) -> int:
        running.append(number)
        go.wait(10)
        return number

    async def ask() -> list[Any]:
        desk = Desk(workers=2, waiting=1, seconds=10)
        first = [asyncio.create_task(desk.do(lambda _, n=n: work(n))) for n in range(3)]
        await asyncio.sleep(0.1)
        assert sorted(running) == [0, 1]  # the third waits
        with pytest.raises(HTTPException) as refused:
            await desk.do(lambda _: work(3))
        assert refused.value.status_code == 503
        assert refused.value.headers == {"Retry-After": "1"}
        go.set()
        results = await asyncio.gather(*first)
        assert await desk.do(lambda _: work(4)) == 4
        desk.close()
        return results

    assert asyncio.run(ask()) == [0, 1, 2]


def test_work_that_nobody_waits_for_is_told_so() -> None:
    from fastapi import HTTPException

    from aiextract.serving.desk import Desk

    told = threading.Event()

    def work(given_up: threading.Event) -> None:
        if given_up.wait(10):
            told.set()

    async def ask() -> None:
        desk = Desk(workers=1, waiting=1, seconds=0.05)
        with pytest.raises(HTTPException, match="504"):
            await desk.do(work)
        desk.close()

    asyncio.run(ask())
    assert told.wait(10)


def test_an_internal_error_says_nothing_of_the_inside(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: Any, **options: Any) -> Document:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("aiextract.serving.app.extract", broken)
    code, message = problem(client.post("/extract", json={"text": TEXT}), 500)
    assert (code, "secret" in message, "ZeroDivisionError" in message) == ("internal", False, True)
    assert "secret" in caplog.text


# --- who may ask ---


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8765", 200),
        ("evil.invalid", 421),
        ("127.0.0.1.evil.invalid", 421),
        ("localhost@evil.invalid", 421),
        ("", 421),
    ],
)
def test_names_that_it_answers_to(client: TestClient, host: str, status: int) -> None:
    answer = client.get("/health", headers={"Host": host})
    assert answer.status_code == status
    if status == 421:
        assert answer.json()["error"]["code"] == "wrong_host"


def test_pages_of_other_sites_get_nothing(client: TestClient) -> None:
    body = {"text": TEXT}
    for origin in ("https://evil.invalid", "null", "http://127.0.0.1:9"):
        code, _ = problem(client.post("/extract", json=body, headers={"Origin": origin}), 403)
        assert code == "other_origin"
    answer = client.post("/extract", json=body, headers={"Origin": LOCAL})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers
    answer = client.options(
        "/extract", headers={"Origin": "https://evil.invalid", "Access-Control-Request-Method": "POST"}
    )
    assert answer.status_code == 403


def test_other_names_where_they_are_allowed() -> None:
    with client_of(hosts=("facts.example",)) as client:
        assert client.get("/health", headers={"Host": "facts.example"}).status_code == 200
        assert client.get("/health").status_code == 421
    with client_of(hosts=()) as client:
        assert client.get("/health", headers={"Host": "anything.example"}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/docs", "/health", "/nothing", "/assets/serve.js"])
def test_headers_of_every_answer(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers


# --- the command ---


def test_the_command_listens_until_interrupted() -> None:
    command = [sys.executable, "-m", "aiextract", "serve", "--port", "0", "--org-model", "none"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            address = re.search(r"http://127\.0\.0\.1:\d+/", server.stderr.readline())
            assert address is not None
            assert httpx2.get(f"{address[0]}health", timeout=60).json()["status"] == "ok"
            found = httpx2.post(f"{address[0]}extract", json={"text": TEXT}, timeout=60)
            assert found.json()["mentions"]
            assert "server" not in found.headers
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(30) in (0, 130)


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "aiextract", "serve", "--port", port, "--org-model", "none"],
            capture_output=True,
            text=True,
            timeout=120,
            env={**os.environ, "NO_COLOR": "1"},
        )
    assert (done.returncode, "choose another" in done.stderr) == (2, True)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    from aiextract.errors import MissingExtraError

    monkeypatch.delitem(sys.modules, "aiextract.serving.app")
    monkeypatch.setitem(sys.modules, "fastapi_offline", None)
    with pytest.raises(MissingExtraError, match=r"aiextract\[serve\]"):
        create_app()
