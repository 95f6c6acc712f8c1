"""Where the parts of pages lie that the counter's and the greeter's pages share."""

from flask import Blueprint

bp = Blueprint("arrivals", __name__, template_folder="templates")
