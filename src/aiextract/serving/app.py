"""The routes: a page for people, a JSON interface for programs, and what describes it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event
from typing import Annotated, Any

import fastapi_offline
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from aiextract import __version__
from aiextract.api import extract
from aiextract.archive.extraction import Extraction
from aiextract.explanation import explain
from aiextract.extraction import parse_types
from aiextract.records import Document
from aiextract.rendering import render
from aiextract.serving import Settings, failures, pages
from aiextract.serving.articles import Article, ExtractRequest, Name, bounded, read_file
from aiextract.serving.desk import Desk
from aiextract.serving.failures import Problem
from aiextract.serving.guard import Guard

_JSON = "application/json"
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": description}
    for status, description in {
        400: "The article or what was asked for it is wrong.",
        408: "The body did not come in time.",
        413: "The body is too large.",
        422: "The body is not of this form.",
        503: "Too many requests wait already.",
        504: "It took too long.",
    }.items()
}
router = APIRouter()


class Health(BaseModel):
    """That the server is up."""

    status: str = "ok"
    version: str = __version__


class Failed(BaseModel):
    """An article of a file that could not be read or processed."""

    place: str
    reason: str


class Shown(BaseModel):
    """The articles of a file: their records, those that failed, and the page that shows them."""

    documents: list[Document]
    failures: list[Failed]
    html: str = Field(description="A page of one file: show it in a frame of its own, or save it.")


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


At = Annotated[Desk, Depends(_desk)]
Given = Annotated[Settings, Depends(_settings)]


@router.get("/health", response_model=Health, summary="Whether the server is up")
async def health() -> Health:
    """Answers at once, whatever else is being worked on."""
    return Health()


@router.post(
    "/extract", response_model=Document, responses=_PROBLEMS, summary="The facts of one article, as a record"
)
async def extract_one(asked: ExtractRequest, desk: At, settings: Given) -> Response:
    """Offsets count code points of the text. The record of a web page carries its text."""

    def work(_: Event) -> str:
        article = asked.input()
        return extract(
            article.text,
            doc_id=article.doc_id,
            lang=article.lang,
            published=article.published,
            types=asked.types,
            include_text=asked.include_text or asked.text is None,
            org_model=settings.org_model,
        ).model_dump_json()

    return Response(await desk.do(work), media_type=_JSON)


@router.post("/explain", responses=_PROBLEMS, summary="Why an article is read as it is")
async def explain_one(asked: Article, desk: At, settings: Given) -> dict[str, Any]:
    """Rules and what lost to them, values step by step, evidence of names, missing slots of events."""

    def work(_: Event) -> dict[str, Any]:
        article = asked.input()
        return explain(
            article.text,
            lang=article.lang,
            published=article.published,
            types=asked.types,
            org_model=settings.org_model,
        ).to_dict()

    return await desk.do(work)


@router.post(
    "/page",
    response_model=Shown,
    responses=_PROBLEMS,
    summary="The articles of a file, with a page that shows them",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def show(
    request: Request,
    desk: At,
    settings: Given,
    name: Annotated[
        Name, Query(description="The name of the file; its ending says how it is read.")
    ] = "article.txt",
    lang: Annotated[
        str | None, Query(description="Of articles that do not say it; detected if absent.")
    ] = None,
    published: Annotated[str | None, Query(description="Of articles that do not say it.")] = None,
    types: Annotated[str | None, Query(description="A list, by comma.")] = None,
) -> Response:
    """A text, a web page, JSON Lines (doc_id, text, lang, published) or a CSV with such columns."""
    data = await request.body()
    extraction = Extraction(
        lang or None,
        published or None,
        parse_types(types or None),
        include_text=True,
        org_model=settings.org_model,
    )

    def work(given_up: Event) -> str:
        documents: list[Document] = []
        failed: list[Failed] = []
        for article in bounded(read_file(name, data), name):
            if given_up.is_set():
                break
            document = extraction.read(article)
            if document.meta.error is None:
                documents.append(document)
            else:
                failed.append(Failed(place=article.place, reason=document.meta.error.reason))
        if not documents:
            reasons = "; ".join(f"{one.place}: {one.reason}" for one in failed[:5])
            raise HTTPException(400, reasons or f"{name}: holds no article")
        return Shown(documents=documents, failures=failed, html=render(documents)).model_dump_json()

    return Response(await desk.do(work), media_type=_JSON)


@router.get("/", include_in_schema=False)
async def index() -> HTMLResponse:
    """The page to paste articles into."""
    return HTMLResponse(pages.index(), headers={"Content-Security-Policy": pages.index_policy()})


@router.get("/docs", include_in_schema=False)
async def docs() -> HTMLResponse:
    """The interface, described for people."""
    return HTMLResponse(pages.docs(), headers={"Content-Security-Policy": pages.DOCS_POLICY})


def make(settings: Settings) -> FastAPI:
    """The application; its pipeline is loaded when it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # The first request must not wait for imports and the model.
        await run_in_threadpool(extract, "", org_model=settings.org_model)
        yield
        app.state.desk.close()

    app = FastAPI(
        title="aiextract",
        version=__version__,
        description="Money, percentages, dates, organizations and acquisitions from multilingual news, each "
        "tied to its exact characters.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.desk = Desk(settings.workers, settings.waiting, settings.seconds)
    app.include_router(router)
    app.mount("/assets", StaticFiles(packages=[(__package__, "assets")]))
    app.mount("/swagger", StaticFiles(packages=[(fastapi_offline.__name__, "static")]))
    failures.install(app)
    app.add_middleware(Guard, hosts=settings.hosts, max_bytes=settings.max_bytes)
    return app
