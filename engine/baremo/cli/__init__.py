"""The command line: parse, call, print. Commands are imported only when they are called."""

from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

COMMANDS = {
    "app": "Work in the browser, on this machine alone: enter, code, reconcile, publish.",
    "score": "Score mechanisms: the scorecard in the terminal, or as JSON, Markdown or CSV.",
    "report": "Write finished scorecards to a folder, with an index page.",
    "why": "Walk back from a finding to rule, features, claims, documents and provisions.",
    "compare": "Show mechanisms side by side, or one before and after a reform.",
    "timeline": "Show the score and the events over the years.",
    "whatif": "Show a mechanism with changes that are not (yet) real.",
    "ask": "Show which answer would tell most, and what grows too old within a year.",
    "plan": "Show the least that would have to change to reach a score.",
    "robustness": "Show how far scores depend on weights and on what is unknown.",
    "standards": "Show what rests on what: provisions, criteria and features.",
    "text": "Keep a document's text, to code from and to look for anchors in.",
    "questionnaire": "Write the questions to a document as a spreadsheet, or a form for phones.",
    "import": "Take in a questionnaire that came back, as a draft.",
    "translate": "Write texts for a translator, and take them back.",
    "hand-in": "Lock a draft that its coder has finished.",
    "accept": "Make a draft that was handed in the document's sheet: one coder.",
    "reconcile": "Decide where two coders differ, and make the document's sheet.",
    "evidence": "Show how much evidence there is, question by question and year by year.",
    "agreement": "Show how far two coders agree.",
    "check": "List everything wrong or doubtful in a workspace.",
    "reply": "Keep what the State answers to a finding.",
    "publish": "Write a report as a release, with a manifest that proves later what it was.",
    "verify": "Say whether a release is what it was when it was published.",
    "export": "Write tidy data for analysts: CSV tables, described column by column.",
    "schema": "Print the JSON Schemas: for editors, and of the JSON that we print.",
    "init": "Start a workspace of your own in a folder.",
    "new": "Start a dossier, with all the questions open.",
}
_MODULES = {
    "init": "start",
    "new": "start",
    "hand-in": "coding",
    "accept": "coding",
    "reconcile": "coding",
    "import": "import_",
}


class Commands(click.Group):
    """The commands, in the order of the help text, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command itself."""
        if name not in COMMANDS:
            return None
        module = import_module(f".{_MODULES.get(name, name)}", __package__)
        command: click.Command = getattr(module, f"{name}_" if iskeyword(name) else name.replace("-", "_"))
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """As click does; a workspace that cannot be used is told with all its problems, exit code 2."""
        from ..workspace.problem import WorkspaceError

        try:
            return super().invoke(ctx)
        except WorkspaceError as error:
            from .speaking import lines, say

            told = lines(error.problems, error.audience)
            for line in told:
                click.echo(line, err=True)
            click.echo(say("problems", len(told)), err=True)
            raise click.exceptions.Exit(2) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, naming the nearest command where there is none of that name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from ..workspace.slip import unknown
            from .speaking import why

            raise click.UsageError(why(unknown("command", args[0], COMMANDS)), ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="baremo", message="baremo %(version)s")
def program() -> None:
    """Baremo scores national mechanisms that protect human rights defenders.

    It holds what is said of a mechanism against the UN Declaration on Human Rights Defenders and Inter-American
    standards. Every number can be walked back to a document; what no document states stays open and widens the range.

    \b
    Try:
      baremo score
      baremo why colombia collective.implemented
      baremo report --to scorecards
    """


def main() -> None:
    """Run the program; what goes wrong is told in words, never as a traceback."""
    import gc
    import os

    # A command lives for a second or two and makes no garbage worth collecting.
    gc.disable()
    # Whatever else is installed must neither slow the models down nor change what they accept.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from .running import run

    run(program)
