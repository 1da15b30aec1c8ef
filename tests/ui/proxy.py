"""A reverse proxy on loopback that serves one application below a path."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.browser.server import listening

METHODS = ["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"]
_OWN_HEADERS = ("connection", "transfer-encoding")


def reverse_proxy(behind: str, root_path: str, *, strip: bool, scheme: str) -> Starlette:
    """The proxy: `behind` serves what is below `root_path`; all else is a 404 of the paper."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with httpx.AsyncHTTPTransport() as transport:  # unlike a client, it keeps no cookies
            app.state.transport = transport
            yield

    async def forward(request: Request) -> Response:
        path = request.url.path.removeprefix(root_path) if strip else request.url.path
        headers = httpx.Headers(request.headers.raw)  # with Host as it came
        headers["X-Forwarded-For"] = request.client.host if request.client else ""
        headers["X-Forwarded-Proto"] = scheme
        address = httpx.URL(behind).copy_with(path=path, query=request.url.query.encode() or None)
        asked = httpx.Request(request.method, address, headers=headers, content=await request.body())
        transport: httpx.AsyncHTTPTransport = request.app.state.transport
        answered = await transport.handle_async_request(asked)
        response = StreamingResponse(answered.aiter_raw(), answered.status_code)
        response.raw_headers = [pair for pair in answered.headers.raw if pair[0].decode().lower() not in _OWN_HEADERS]
        return response

    async def redirect(_: Request) -> Response:
        return Response(status_code=301, headers={"Location": f"{root_path}/"})

    async def elsewhere(_: Request) -> Response:
        return PlainTextResponse("the paper's own", 404)

    routes = [
        Route(f"{root_path}/{{rest:path}}", forward, methods=METHODS),
        Route(root_path, redirect if strip else forward),
        Route("/{rest:path}", elsewhere, methods=METHODS),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


@contextmanager
def proxied(behind: str, root_path: str = "/ask", *, strip: bool = True, scheme: str = "http") -> Iterator[str]:
    """The address below which the proxy serves what is at `behind`: "http://127.0.0.1:PORT/ask/"."""
    with listening(reverse_proxy(behind, root_path, strip=strip, scheme=scheme)) as address:
        yield f"{address.rstrip('/')}{root_path}/"
