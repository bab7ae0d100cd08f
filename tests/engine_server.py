"""A server on this machine that speaks the protocols of OpenAI and LibreTranslate, and misbehaves.

A test hangs moods on it: each is used for one request, in order; without one it answers well.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DICTIONARY = {
    "Le pont est fermé.": "The bridge is closed.",
    "La ville dort.": "The city is asleep.",
    "Cliquez sur XX0XX.": "Click XX0XX.",
    "Cliquez sur {0}.": "Click {0}.",
    "Le plan coûtera 3,7 milliards d'euros.": "The plan will cost 3.7 billion euros.",
}


def translation(source: str) -> str:
    return DICTIONARY.get(source, source.upper())


@dataclass
class Talk:
    """What was asked of the server, and how it is to answer.

    Attributes:
        moods: One for each request to come: ``timeout``, ``429``, ``500``, ``html``, ``short``,
            ``extra``, ``truncated``, ``empty``, ``prose``, ``fenced``, ``form``, ``redirect``,
            ``drop``.
        requests: Path and body of each request.
        headers: Headers of each request.
    """

    moods: list[str] = field(default_factory=list)
    requests: list[tuple[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


class _Handler(BaseHTTPRequestHandler):
    talk: Talk

    def log_message(self, *_args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length", 0))
        self._answer(json.loads(self.rfile.read(size)))

    def _answer(self, body: Any) -> None:
        talk = self.talk
        talk.requests.append((self.path, body))
        talk.headers.append(dict(self.headers))
        mood = talk.moods.pop(0) if talk.moods else ""
        if mood == "timeout":
            time.sleep(1.5)
        elif mood == "drop":
            self.close_connection = True
            return
        elif mood == "429":
            self._send(429, {"error": "slow down"}, {"Retry-After": "0.05"})
            return
        elif mood == "500":
            self._send(500, {"error": {"message": "out of memory"}})
            return
        elif mood == "400":
            self._send(400, {"error": {"message": "no such model"}})
            return
        elif mood == "redirect":
            self._send(302, {}, {"Location": "http://192.0.2.1/elsewhere"})
            return
        elif mood == "html":
            self._send(200, b"<html>sign in</html>")
            return
        if self.path.endswith("/languages"):
            targets = ["en", "fr"]
            self._send(200, [{"code": c, "name": c, "targets": targets} for c in targets])
        elif self.path.endswith("/translate"):
            self._send(200, {"translatedText": self._libre(body["q"], mood)})
        else:
            self._send(200, self._chat(body, mood))

    def _libre(self, texts: list[str], mood: str) -> Any:
        found = [translation(t) for t in texts]
        return {"short": found[:-1], "form": 7, "empty": [""] * len(found)}.get(mood, found)

    def _chat(self, body: Any, mood: str) -> Any:
        asked = json.loads(body["messages"][1]["content"])["sentences"]
        rows = [{"id": s["id"], "text": translation(s["source"])} for s in asked]
        if mood == "short":
            rows = rows[:-1]
        elif mood == "extra":
            rows.append({"id": 99, "text": "more"})
        elif mood == "empty":
            rows = [{**r, "text": " "} for r in rows]
        elif mood == "long":
            rows = [{**r, "text": "blah " * 200} for r in rows]
        text = json.dumps({"translations": rows})
        if mood == "truncated":
            text = text[: len(text) // 2]
        elif mood == "prose":
            text = "Of course! Here are the translations you asked for."
        elif mood == "fenced":
            text = f"<think>Hm.</think>\n```json\n{text}\n```"
        if mood == "form":
            return {"choices": []}
        reason = "length" if mood == "truncated" else "stop"
        return {"choices": [{"message": {"content": text}, "finish_reason": reason}]}

    def _send(self, code: int, body: Any, headers: dict[str, str] | None = None) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        try:
            self.send_response(code)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it waited no longer


@contextmanager
def serving() -> Iterator[Talk]:
    """Run the server on a free port."""
    talk = Talk()
    handler = type("Handler", (_Handler,), {"talk": talk})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    talk.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield talk
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
