"""Forms that a page's own script sends: it is told where to go on instead of being led there."""

from flask import Flask, Response, request

HEADER = "X-Script"


def init_app(app: Flask) -> None:
    """Answer scripts of *app* that send forms."""
    app.after_request(name_the_way)


def name_the_way(response: Response) -> Response:
    """Turn 303 into 204 with the same Location, for a script.

    A script can only follow a redirect blindly: on a bad network the second answer gets lost and takes the news of the
    first with it, and the page would be fetched twice.
    """
    if response.status_code == 303 and request.headers.get(HEADER) == "1":
        response.status_code = 204
        response.set_data(b"")
        response.headers.pop("Content-Type", None)
    return response
