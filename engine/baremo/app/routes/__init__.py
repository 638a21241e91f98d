"""The pages, a module a kind; each is a blueprint."""

from flask import Blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """All of them."""
    from . import (
        checks,
        coding,
        decisions,
        documents,
        home,
        looks,
        mechanisms,
        questionnaires,
        reconciling,
        releases,
        replies,
        settings,
        speakers,
    )

    pages = (checks, coding, decisions, documents, home, looks, mechanisms, questionnaires, reconciling, releases)
    return tuple(module.blueprint for module in (*pages, replies, settings, speakers))
