"""What goes out with every response: security headers, caching, compression."""

import gzip
import hashlib
import os
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request, url_for

from quizapp.web.site import site

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
A_YEAR = 31_536_000
COMPRESSED = ("text/", "image/svg+xml", "application/json")
WORTH_COMPRESSING = 600
"""Bytes below which compression gains nothing."""


@lru_cache
def version_of(path: str, changed: int) -> str:
    """Give a short digest of a static file; ``changed`` (nanoseconds) keeps it fresh."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]


def static_url(app: Flask, name: str) -> str:
    """Give the address of a static file, which changes with its content."""
    path = f"{app.static_folder}/{name}"
    return address_of(request.script_root, name, path, os.stat(path).st_mtime_ns)


@lru_cache
def address_of(root: str, name: str, path: str, changed: int) -> str:
    """Give the address of one version of a static file, below the path at which the app is served."""
    return url_for("static", filename=name, v=version_of(path, changed))


def add_headers(response: Response) -> Response:
    """Set the security headers, and say what may be kept: static files for long, pages not at all."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if site().settings.secure:
        response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}; includeSubDomains"
    if request.endpoint == "static" and response.status_code in (200, 304):
        response.headers["Cache-Control"] = (
            f"public, max-age={A_YEAR}, immutable" if request.args.get("v") else "no-cache"
        )
    else:
        response.headers["Cache-Control"] = "no-store"
    return response


def compress(response: Response) -> Response:
    """Send text with gzip where the browser takes it; the same bytes for the same text."""
    if not (response.mimetype or "").startswith(COMPRESSED):
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 and response.status_code < 400:
        return response
    if not request.accept_encodings.quality("gzip") or "Content-Encoding" in response.headers:
        return response
    response.direct_passthrough = False
    data = response.get_data()
    if len(data) >= WORTH_COMPRESSING:
        response.set_data(gzip.compress(data, 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        if response.get_etag()[0]:
            response.set_etag(f"{response.get_etag()[0]}-gzip")
    return response
