"""Screens without a browser: sessions that speak Streamlit's own protocol over a websocket."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LARGEST = 1 << 25


@dataclass
class Screen:
    """One session: what it received, and the moments at which fresh figures came."""

    url: str
    query: str = ""
    bytes: int = 0
    beats: list[tuple[float, int]] = field(default_factory=list)  # (received, made at: monotonic ns of this machine)
    buttons: dict[str, str] = field(default_factory=dict)  # label -> widget id
    fragments: list[tuple[str, float]] = field(default_factory=list)  # (fragment id, every so many seconds)
    runs: int = 0
    socket: Any = None

    async def open(self) -> None:
        address = self.url.replace("http", "ws") + "/_stcore/stream"
        spoken = [websockets.Subprotocol("streamlit")]
        self.socket = await websockets.connect(address, subprotocols=spoken, max_size=LARGEST, compression=None)
        await self.run()

    async def run(self, fragment: str = "", widget: str = "") -> None:
        """Ask for a run, of one fragment where it is named; a button is pressed on the way."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        if fragment:
            message.rerun_script.fragment_id = fragment
        if widget:
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.trigger_value = widget, True
        await self.socket.send(message.SerializeToString())

    async def finished(self) -> None:
        """Read until the run is over."""
        while not await self._read():
            pass

    async def watch(self, until: float, every_s: float) -> None:
        """Stay open and refresh the fragment by the clock, as the page's own timer does."""
        await self.finished()
        while (now := time.monotonic()) < until:
            began = now
            if self.fragments:
                await self.run(self.fragments[0][0])
                await self.finished()
            await asyncio.sleep(max(began + every_s - time.monotonic(), 0))
        await self.socket.close()

    async def _read(self) -> bool:
        raw = await self.socket.recv()
        self.bytes += len(raw)
        message = ForwardMsg.FromString(raw)
        kind = message.WhichOneof("type")
        if kind == "auto_rerun":
            self.fragments.append((message.auto_rerun.fragment_id, message.auto_rerun.interval))
        elif kind == "delta":
            self._note(message)
        self.runs += kind == "script_finished"
        return kind == "script_finished"

    def _note(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") == "button":
            self.buttons[element.button.label] = element.button.id
        for beat in _beats(element):
            self.beats.append((time.monotonic_ns(), beat))


def _beats(element: Any) -> Iterator[int]:
    """The moment at which the values of a wall were made, where the element carries them."""
    text = element.SerializeToString()
    at = text.find(b'"beat"')
    if at >= 0:
        digits = text[at + 6 :].lstrip(b": ").split(b"}", 1)[0].split(b",", 1)[0]
        if digits.strip().isdigit():
            yield int(digits)
