"""The verbs, listed by hand, and what becomes of errors: one line that says what to do, and an exit code.

Exit codes: 0 fine, 1 problems were found or the record could not be brought up to date, 2 no such thing or
wrong use, 130 interrupted.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from summitry.cli import adding, asking, entries, handing

FOUND_PROBLEMS = 1
NO_SUCH_THING = 2
INTERRUPTED = 130


class Verbs(TyperGroup):
    """The group of all verbs; turns our errors into one line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the verb. Raises typer.Exit in the place of our own errors."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # The reader of our output is gone: nothing may be written any more, even when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            _say("stopped; what was taken in is kept, run the same command again to go on")
            raise typer.Exit(INTERRUPTED) from None
        except Exception as error:
            if ctx.params.get("debug") or _is_typers(error):
                raise
            raise _exit(error) from error


def _is_typers(error: Exception) -> bool:
    # Typer's own errors and exits have no public base class that holds over its versions.
    return type(error).__module__.partition(".")[0] in ("typer", "click")


def _exit(error: Exception) -> BaseException:
    from summitry.errors import LanguageError, StoreError, SummitryError, UsageError

    if not isinstance(error, SummitryError):
        _say(
            f"unforeseen {type(error).__name__}: {error}; see where with: summitry --debug and the same words"
        )
        return typer.Exit(FOUND_PROBLEMS)
    _say(str(error))
    wrong_use = isinstance(error, (StoreError, UsageError, LanguageError))
    return typer.Exit(NO_SUCH_THING if wrong_use else FOUND_PROBLEMS)


def _say(text: str) -> None:
    from summitry.cli.terminal import safe

    typer.echo(f"summitry: {safe(text)}", err=True)


def _version(wanted: bool) -> None:
    if wanted:
        from summitry import __version__

        typer.echo(f"summitry {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def summitry(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show what the parts log.")] = False,
) -> None:
    """Reads the news about an international negotiation and keeps the negotiation's record."""
    del version  # its callback has shown it
    logging.basicConfig(level=logging.INFO if debug else logging.CRITICAL, stream=sys.stderr)


VERBS: tuple[Callable[..., None], ...] = (
    adding.add,
    asking.timeline,
    entries.show,
    asking.who,
    asking.positions,
    asking.conflicts,
    asking.reports,
    asking.faults,
    asking.search,
    handing.export,
    handing.schema,
    handing.verify,
    adding.remove,
)
for verb in VERBS:
    app.command()(verb)


def main() -> None:
    """Run the command line; never returns."""
    app(prog_name="summitry")
