"""The pages, a module a kind; each is a blueprint."""

from flask import Blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """All of them. Questionnaires out and back will be another."""
    from . import checks, coding, documents, home, looks, mechanisms, reconciling, releases, replies, settings, speakers

    modules = (checks, coding, documents, home, looks, mechanisms, reconciling, releases, replies, settings, speakers)
    return tuple(module.blueprint for module in modules)
