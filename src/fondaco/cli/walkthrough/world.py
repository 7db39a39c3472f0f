"""Where the walkthrough happens: the programs, the demo's clock, post and phone."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

import httpx

from fondaco.cli.programs import Installation
from fondaco.cli.walkthrough.telling import Narrator, NotAsItShould
from fondaco.kernel import clock

T = TypeVar("T")

PATIENCE_S = 60
"""How long the workers may take to do what has become due."""

A_MOMENT_S = 3
"""How long the workers are waited for before another day passes."""

LONGEST_BANK_DAYS = 6
"""A weekend and the banks' own days of grace."""


class World:
    """One installation whose programs run."""

    def __init__(self, installation: Installation, narrator: Narrator) -> None:
        self.installation = installation
        self.narrator = narrator
        self.market = installation.url("market")
        self.vault = installation.url("vault")
        self.bank = installation.url("bank")
        self.http = httpx.Client(timeout=60, trust_env=False)

    def now(self) -> datetime:
        """Business time."""
        with self._clock():
            return clock.now()

    def move_clock(self, by: timedelta) -> datetime:
        """Move business time forward, as ``fondaco clock`` does."""
        with self._clock():
            moment = clock.move(by)
        self.narrator.note(f"the clock moves {_words(by)}, to {moment:%a %d %b %Y, %H:%M} UTC")
        return moment

    def move_to(self, at: datetime) -> None:
        """Move business time to just after ``at``; nothing when that is past."""
        ahead = at - self.now()
        if ahead > timedelta(0):
            self.move_clock(ahead + timedelta(minutes=1))

    @contextmanager
    def _clock(self) -> Iterator[None]:
        before = os.environ.get("FONDACO_CLOCK_FILE")
        os.environ["FONDACO_CLOCK_FILE"] = str(self.installation.home / "clock")
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONDACO_CLOCK_FILE"]
            else:
                os.environ["FONDACO_CLOCK_FILE"] = before

    def wait_for(
        self, what: str, look: Callable[[], T | None], *, patience_s: float = PATIENCE_S
    ) -> T:
        """Look again until something is there; raises :class:`NotAsItShould` in the end."""
        until = time.monotonic() + patience_s
        while True:
            found = look()
            if found:
                return found
            if time.monotonic() > until:
                raise NotAsItShould(f"{what} did not happen within {patience_s:.0f} seconds")
            time.sleep(0.2)

    def wait_days(self, what: str, look: Callable[[], T | None]) -> T:
        """Let days pass, one by one, until something is there; a few at most."""
        for _day in range(LONGEST_BANK_DAYS):
            until = time.monotonic() + A_MOMENT_S
            while time.monotonic() < until:
                found = look()
                if found:
                    return found
                time.sleep(0.3)
            self.move_clock(timedelta(days=1))
        return self.wait_for(what, look)

    def json(self, method: str, url: str, body: Any = None) -> Any:
        """Ask one of the practice bank's machine-readable forms."""
        answer = self.http.request(method, url, json=body)
        if answer.status_code >= 400:
            raise NotAsItShould(
                f"{method} {url} was answered with {answer.status_code}: {answer.text[:300]}"
            )
        return answer.json()

    def mail_link(self, address: str, part: str) -> str:
        """The newest link with ``part`` in it from the mails to ``address``."""

        def look() -> str | None:
            box = self.json("GET", f"{self.bank}/post/{address}/messages.json")
            links = [link for mail in box["messages"] for link in mail["links"]]
            return next((link for link in links if part in link), None)

        return self.wait_for(f"a mail to {address} with a link to {part}", look)

    def mail_about(self, address: str, words: str) -> str:
        """The subject of the newest mail to ``address`` that has ``words`` in its subject."""

        def look() -> str | None:
            box = self.json("GET", f"{self.bank}/post/{address}/messages.json")
            subjects = [str(mail["subject"]) for mail in box["messages"]]
            return next((each for each in subjects if words.lower() in each.lower()), None)

        return self.wait_for(f"a mail to {address} about “{words}”", look)

    def codes(self, number: str) -> list[str]:
        """Ids of the messages on a phone, newest first."""
        box = self.json("GET", f"{self.bank}/phone/{number}/messages.json")
        return [str(message["id"]) for message in box["messages"]]

    def code_after(self, number: str, known: list[str]) -> tuple[str, str]:
        """The one-time code of a message that is not among ``known``, and its text."""

        def look() -> tuple[str, str] | None:
            box = self.json("GET", f"{self.bank}/phone/{number}/messages.json")
            for message in box["messages"]:
                if str(message["id"]) not in known and message["code"]:
                    return str(message["code"]), str(message["text"])
            return None

        return self.wait_for(f"a code on the phone {number}", look)


def _words(by: timedelta) -> str:
    if by.days:
        return f"{by.days} days" if by.days > 1 else "a day"
    minutes = int(by.total_seconds() // 60)
    return f"{minutes // 60} hours" if minutes >= 120 else f"{minutes} minutes"
