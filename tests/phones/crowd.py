"""A venue full of phones: bare HTTP over many open connections, so that the crowd costs less than the server."""

import asyncio
import json
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Said:
    """One answer sent, and what came back; status 0 where the line broke before anything did."""

    code: str
    poll: str
    choice: str
    request_id: str
    status: int = 0
    told: dict[str, Any] = field(default_factory=dict)
    begun: float = 0.0
    ended: float = 0.0


class Line:
    """One connection that is kept open."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, body: bytes, content_type: str = "application/json") -> tuple[int, dict[str, Any]]:
        """Status and JSON of an answer.

        Raises:
            OSError, EOFError: the server went away.
        """
        return await self._ask(
            f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1:{self._port}\r\ncontent-type: {content_type}\r\n"
            f"content-length: {len(body)}\r\n\r\n".encode()
            + body
        )

    async def get(self, path: str) -> tuple[int, dict[str, Any]]:
        """As `post`."""
        return await self._ask(f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{self._port}\r\n\r\n".encode())

    async def _ask(self, asked: bytes) -> tuple[int, dict[str, Any]]:
        if self._open is None:
            self._open = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._open
        writer.write(asked)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        body = await reader.readexactly(length)
        return int(head[9:12]), json.loads(body)

    def hang_up(self) -> None:
        """Close it."""
        if self._open is not None:
            self._open[1].close()
            self._open = None


async def ask_all(port: int, wanted: Iterable[Said], connections: int = 200) -> list[Said]:
    """Send all answers over so many connections; each takes the next as soon as it is free.

    Answers of one household to one poll keep their order: a household does not answer twice at the same time.
    """
    queues: dict[tuple[str, str], deque[Said]] = {}
    for one in wanted:
        queues.setdefault((one.code, one.poll), deque()).append(one)
    ready, heard = deque(queues.values()), list[Said]()

    async def talk() -> None:
        line = Line(port)
        while ready:
            household = ready.popleft()
            heard.append(await _ask(line, household.popleft()))
            if household:
                ready.append(household)
        line.hang_up()

    await asyncio.gather(*(talk() for _ in range(connections)))
    return heard


async def _ask(line: Line, one: Said) -> Said:
    body = json.dumps({"code": one.code, "choice": one.choice, "request_id": one.request_id}).encode()
    begun = asyncio.get_running_loop().time()
    try:
        status, told = await line.post(f"/api/polls/{one.poll}/answers", body)
    except (OSError, EOFError):
        line.hang_up()
        return one
    return Said(one.code, one.poll, one.choice, one.request_id, status, told, begun, asyncio.get_running_loop().time())
