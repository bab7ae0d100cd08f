"""Asks a server that speaks JSON: time limits, retries, sizes, and what went wrong in one line."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from mtqa.retranslate.engine import EngineError

MOST_BYTES = 16 << 20
_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
LONGEST_WAIT = 30.0


class _Stay(HTTPRedirectHandler):
    """No redirects: a text must not go to a host that the user did not name."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Server:
    """A server under a base address.

    Attributes:
        url: The base address.
        name: What errors call it.
        headers: Sent with every request.
        timeout: Seconds to wait for an answer.
        tries: How often a request is made before it has failed.
        wait: Seconds before the second try, twice as many before each further one.
    """

    url: str
    name: str
    headers: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 60.0
    tries: int = 4
    wait: float = 1.0

    def ask(self, path: str, payload: object = None) -> Any:
        """Ask and read JSON.

        Args:
            path: Under the base address.
            payload: What to post as JSON; None asks with GET.

        Raises:
            EngineError: If there is no usable answer after the last try.
        """
        problem = ""
        pause = self.wait
        for attempt in range(self.tries):
            if attempt:
                time.sleep(min(pause, LONGEST_WAIT))
                pause = max(2 * pause, self.wait)
            try:
                return self._once(path, payload)
            except HTTPError as error:
                problem = f"it answered {error.code} {_said(error)}".rstrip()
                if error.code not in _AGAIN:
                    break
                pause = _asked_to_wait(error) or pause
            except (URLError, TimeoutError, ConnectionError, HTTPException) as error:
                reason = getattr(error, "reason", None) or error
                problem = f"no answer: {_plain(reason)}"
                if isinstance(reason, ConnectionRefusedError):
                    break  # nobody is there, and will not be in a moment
            except (ValueError, RecursionError) as error:
                problem = f"its answer is no JSON: {_plain(error)}"
        raise EngineError(f"{self.name}: {problem}")

    def _once(self, path: str, payload: object) -> Any:
        data = None if payload is None else json.dumps(payload).encode()
        headers = {"Content-Type": "application/json", "User-Agent": "mtqa", **self.headers}
        request = Request(self.url.rstrip("/") + path, data, headers)  # noqa: S310 - checked
        with build_opener(_Stay).open(request, timeout=self.timeout) as answer:
            body = answer.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise ValueError("too long")
        return json.loads(body)


def _said(error: HTTPError) -> str:
    """The message of an error as servers write it."""
    try:
        said = json.loads(error.read(4096))["error"]
    except (ValueError, KeyError, TypeError, OSError, HTTPException):
        return str(error.reason or "")
    text = said.get("message", "") if isinstance(said, dict) else said
    return _plain(text)


def _asked_to_wait(error: HTTPError) -> float:
    value = str(error.headers.get("Retry-After", ""))
    return float(value) if value.replace(".", "", 1).isdecimal() else 0.0


def _plain(value: object) -> str:
    return " ".join(str(value).split())[:200]


def host_of(url: str) -> str:
    """The host that a text sent there goes to; empty where that is this machine.

    Raises:
        EngineError: If it is no address of the web.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not host:
        raise EngineError(f"{url!r} is no address like http://localhost:11434/v1")
    return "" if host in ("localhost", "127.0.0.1", "::1") else host
