"""The service in the process that serves the store, reached with the token that it left in the folder."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote, urlencode

import httpx

from index.article import Article
from index.errors import CitewellError, ForbiddenError, NotFoundError, ServiceError, UsageError
from index.ingest.runs import Run
from ui.serialization.overview import run_json
from ui.serialization.requests import AskBody, CheckBody, FeedbackQuery, ForgetBody, SearchBody
from ui.serialization.serializers import Json, transfer_json

FILE = "serving.json"
ANSWER_TIMEOUT_S = 300.0
OWNER = "the process that serves this store"
"""How errors name a server that is not known by its address."""
CONNECT_S = 2.0
"""Seconds to wait for a connection to a process of this machine."""
ERRORS: dict[int, type[CitewellError]] = {
    400: UsageError,
    401: ForbiddenError,
    403: ForbiddenError,
    404: NotFoundError,
    413: UsageError,
    422: UsageError,
}
"""The error that a status stands for; any other status is a ServiceError."""
BATCH_CHARACTERS = 2_000_000
"""Characters of article text after which a batch is sent."""


@dataclass(frozen=True, slots=True)
class Address:
    """The address of the serving process, and the token for the owner's other processes."""

    url: str
    token: str
    pid: int

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Read the address that a serving process left in `folder`; None if there is none."""
        try:
            return cls(**json.loads((folder / FILE).read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, folder: Path) -> None:
        """Write the address to `folder`, readable by this user only."""
        descriptor = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            os.fchmod(descriptor, 0o600)
            json.dump(asdict(self), file)


class RemoteService:
    """`ui.app.service.Service` over HTTP."""

    def __init__(
        self, address: Address, *, name: str = OWNER, connect_s: float = CONNECT_S, trust_env: bool = False
    ) -> None:
        """Prepare a client; nothing is asked yet.

        Args:
            address: The server's address, and the token or key to show; "" shows none.
            name: How errors name the server.
            connect_s: Seconds to wait for a connection.
            trust_env: Whether the proxies and certificates of the environment are used.
        """
        self._name, self._connect_s = name, connect_s
        shown = {"Authorization": f"Bearer {address.token}"} if address.token else {}
        self._client = httpx.Client(base_url=address.url, headers=shown, trust_env=trust_env)

    def answers(self) -> bool:
        """Return whether the process responds and accepts the token."""
        try:
            return self._client.get("/api/owner", timeout=5.0).status_code == httpx.codes.NO_CONTENT
        except httpx.HTTPError:
            return False

    def ask(self, body: AskBody) -> Json:
        return self._call("POST", "/api/chat", {**body.model_dump(mode="json", exclude_none=True), "stream": False})

    def search(self, body: SearchBody) -> Json:
        return self._call("POST", "/api/search", body.model_dump(mode="json", exclude_none=True))

    def check(self, body: CheckBody) -> Json:
        return self._call("POST", "/api/check", body.model_dump(mode="json", exclude_none=True), timeout=None)

    def ingest(self, articles: Iterable[Article]) -> Iterator[dict[str, int]]:
        batch: list[Json] = []
        characters = 0
        for article in articles:
            batch.append(transfer_json(article))
            characters += len(article.text)
            if characters >= BATCH_CHARACTERS:
                yield self._call("POST", "/api/ingest", {"articles": batch, "run": False})
                batch, characters = [], 0
        if batch:
            yield self._call("POST", "/api/ingest", {"articles": batch, "run": False})

    def prune(self, folders: Sequence[str], seen: set[str], failed: set[str]) -> int:
        body = {"folders": list(folders), "seen": sorted(seen), "failed": sorted(failed)}
        return int(self._call("POST", "/api/prune", body)["removed"])

    def note_run(self, run: Run) -> None:
        self._call("POST", "/api/runs", run_json(run))

    def overview(self) -> Json:
        return self._call("GET", "/api/overview")

    def articles(self, limit: int = -1, offset: int = 0) -> Json:
        return self._call("GET", f"/api/articles?limit={limit}&offset={offset}")

    def article(self, article_id: str, version: int | None = None, passage: str = "") -> Json:
        wanted = urlencode({name: value for name, value in (("version", version), ("passage", passage)) if value})
        return self._call("GET", f"/api/articles/{quote(article_id, safe='')}?{wanted}")

    def changes(self, article_id: str, before: int | None = None, after: int | None = None) -> Json:
        wanted = urlencode({name: value for name, value in (("from", before), ("to", after)) if value is not None})
        return self._call("GET", f"/api/articles/{quote(article_id, safe='')}/changes?{wanted}")

    def remove(self, article_ids: Sequence[str], *, purge: bool = False) -> Json:
        return self._call("POST", "/api/remove", {"ids": list(article_ids), "purge": purge}, timeout=None)

    def answer(self, answer_id: str) -> Json:
        return self._call("GET", f"/api/answers/{quote(answer_id, safe='')}")

    def forget(self, body: ForgetBody) -> Json:
        return self._call("POST", "/api/forget", body.model_dump(mode="json", exclude_none=True), timeout=None)

    def feedback(self, query: FeedbackQuery) -> Json:
        return self._call("GET", f"/api/feedback?{urlencode(query.model_dump())}")

    def doctor(self, *, fix: bool) -> Json:
        return self._call("POST", "/api/doctor", {"fix": fix}, timeout=None)

    def reindex(self, embedder: str) -> Iterator[Json]:
        yield self._call("POST", "/api/reindex", {"embedder": embedder}, timeout=None)

    def close(self) -> None:
        self._client.close()

    def session(self) -> Json:
        """Return whom the server takes this client for: `name`, `role`, `reading`."""
        return self._call("GET", "/api/session")

    def _call(self, method: str, path: str, body: Json | None = None, timeout: float | None = ANSWER_TIMEOUT_S) -> Json:
        limits = httpx.Timeout(timeout, connect=self._connect_s)
        try:
            response = self._client.request(method, path, json=body, timeout=limits)
        except httpx.HTTPError as error:
            raise ServiceError(f"{self._name} does not respond ({error}); is it running?") from error
        if not response.is_success:
            raise _error(response, self._name)
        try:
            found: Json = response.json() if response.content else {}
        except ValueError as error:
            raise ServiceError(f"{self._name} answered no JSON; is it a Citewell server?") from error
        return found


def _error(response: httpx.Response, name: str) -> CitewellError:
    """Convert an error response to the error that the server raised."""
    kind = ERRORS.get(response.status_code, ServiceError)
    try:
        problem: Any = response.json()
    except ValueError:
        if response.has_redirect_location:
            return ServiceError(f"{name} sends on to {response.headers['location']}; give that server's address")
        return ServiceError(f"{name} answered {response.status_code} and no JSON; is it a Citewell server?")
    return kind(str(problem.get("detail") or problem) if isinstance(problem, dict) else str(problem))
