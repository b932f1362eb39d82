"""The blueprint that the modules of this room hang their pages on."""

from flask import Blueprint

pages = Blueprint("learner", __name__)
