"""Errors as JSON: ``{"error": {"code": …, "message": …}}``, whatever failed."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException as PlainHTTPException
from starlette.responses import JSONResponse

from aiextract.errors import AiextractError, MissingExtraError, ModelError
from aiextract.source import clean

CODES = {
    400: "bad_request",
    403: "other_origin",
    404: "not_found",
    405: "method_not_allowed",
    408: "too_slow",
    411: "no_length",
    413: "too_large",
    415: "unsupported",
    421: "wrong_host",
    422: "invalid",
    500: "internal",
    501: "not_installed",
    503: "busy",
    504: "timeout",
}


class Reason(BaseModel):
    """Why a request failed."""

    code: str = Field(description="Stays the same from version to version.")
    message: str = Field(description="For people: what is wrong and what to do.")


class Problem(BaseModel):
    """The body of every answer that is no success."""

    error: Reason


def answer(status: int, message: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """An error as a response."""
    # A lone surrogate that came in as JSON must not fail on its way out.
    problem = Problem(error=Reason(code=CODES.get(status, "error"), message=clean(message)))
    return JSONResponse(problem.model_dump(), status, headers)


def install(app: FastAPI) -> None:
    """Let an application answer so, whatever is raised."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(PlainHTTPException, _http)
    app.add_exception_handler(AiextractError, _known)


def _invalid(_request: Request, error: Any) -> JSONResponse:
    problems = []
    for one in error.errors():
        if one["type"] == "json_invalid":
            problems.append(f"the body is not JSON (at character {one['loc'][-1]})")
            continue
        place = ".".join(str(part) for part in one["loc"] if part != "body") or "body"
        problems.append(f"{place}: {one['msg']}")
    return answer(422, "; ".join(dict.fromkeys(problems)))


def _http(_request: Request, error: Any) -> JSONResponse:
    said = error.detail if isinstance(error, HTTPException) else f"{error.detail}: see /docs"
    return answer(error.status_code, str(said), dict(error.headers or {}))


def _known(_request: Request, error: Any) -> JSONResponse:
    """What is wrong with an article, or with what was asked for it."""
    status = 501 if isinstance(error, MissingExtraError) else 500 if isinstance(error, ModelError) else 400
    return answer(status, str(error))
