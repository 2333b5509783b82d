"""Two hundred phones in one cheap process: keep-alive connections that post one request after the other.

Run as `python -m benchmarks.crowd` with a JSON order on stdin; the result is JSON on stdout.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any

from benchmarks.report import percentile
from benchmarks.served import PROJECT

CHOICES = ("for", "against", "abstain")


@dataclass(frozen=True)
class Order:
    """So many connections post to `path` for so many seconds; `per_s` slows them all together, 0 is full speed."""

    port: int
    path: str
    codes: list[str]
    connections: int = 200
    seconds: float = 4.0
    per_s: float = 0.0


@dataclass(frozen=True)
class Result:
    """What came back: answers a second, their latency, statuses, receipts (each one of a durable answer)."""

    per_s: float
    p50_ms: float
    p99_ms: float
    statuses: dict[str, int]
    receipts: list[str]


def send_crowd(order: Order) -> Result:
    """Let the crowd post and wait for it."""
    with crowd(order) as process:
        out, _ = process.communicate(timeout=order.seconds + 30)
    return Result(**json.loads(out))


def crowd(order: Order) -> "subprocess.Popen[str]":
    """A crowd at work in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.crowd"],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(asdict(order)))
    process.stdin.close()
    process.stdin = None
    return process


def _requests(order: Order) -> Iterator[bytes]:
    """Requests ready to send: each household in turn, each with an id of its own."""
    head = f"POST {order.path} HTTP/1.1\r\nHost: 127.0.0.1:{order.port}\r\nContent-Type: application/json\r\n"
    for n in count():
        said = {
            "code": order.codes[n % len(order.codes)],
            "choice": CHOICES[n % 3],
            "request_id": f"b{n}-{time.time_ns()}",
        }
        body = json.dumps(said)
        yield f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


class _Phone(asyncio.Protocol):
    """One connection: posts, waits for the whole answer, posts again."""

    def __init__(self, requests: Iterator[bytes], until: float, gap: float) -> None:
        self._requests, self._until, self._gap = requests, until, gap
        self.answers: list[tuple[float, bytes]] = []
        self.done = asyncio.get_running_loop().create_future()
        self._held = b""
        self._sent = 0.0

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._post()

    def _post(self) -> None:
        if time.perf_counter() >= self._until:
            self._transport.close()
            return
        self._sent = time.perf_counter()
        self._transport.write(next(self._requests))

    def data_received(self, data: bytes) -> None:
        self._held += data
        head, gap, body = self._held.partition(b"\r\n\r\n")
        if not gap:
            return
        start = head.lower().index(b"content-length:") + 15
        if len(body) < int(head[start:].split(b"\r\n", 1)[0]):
            return
        self.answers.append((time.perf_counter() - self._sent, self._held))
        self._held = b""
        wait = self._sent + self._gap - time.perf_counter()
        if wait > 0:
            asyncio.get_running_loop().call_later(wait, self._post)
        else:
            self._post()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)


async def _go(order: Order) -> Result:
    loop, requests = asyncio.get_running_loop(), _requests(order)
    began = time.perf_counter()
    gap = order.connections / order.per_s if order.per_s else 0.0
    phones = [_Phone(requests, began + order.seconds, gap) for _ in range(order.connections)]
    for n, phone in enumerate(phones):
        await loop.create_connection(lambda phone=phone: phone, "127.0.0.1", order.port)  # type: ignore[misc]
        if gap and n % 10 == 9:
            await asyncio.sleep(10 * gap / order.connections)  # people do not all tap in the same moment
    await asyncio.wait([phone.done for phone in phones], timeout=order.seconds + 10)
    answers = [answer for phone in phones for answer in phone.answers]
    silent = sum(not phone.done.done() for phone in phones)
    took = [seconds * 1000 for seconds, _ in answers]
    statuses = {"silent": silent} if silent else {}
    receipts = []
    for _, raw in answers:
        status = raw[9:12].decode()
        statuses[status] = statuses.get(status, 0) + 1
        if status == "201":
            receipts.append(json.loads(raw.partition(b"\r\n\r\n")[2])["receipt"])
    per_s = len(answers) / (time.perf_counter() - began)
    return Result(per_s, percentile(took, 0.5), percentile(took, 0.99), statuses, receipts)


def main() -> None:
    order = Order(**json.load(sys.stdin))
    try:
        import uvloop
    except ImportError:
        result = asyncio.run(_go(order))
    else:
        result = uvloop.run(_go(order))
    json.dump(asdict(result), sys.stdout)


if __name__ == "__main__":
    main()
