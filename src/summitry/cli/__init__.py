"""The command line: words typed come in, tables for people or JSON lines for programs go out; decides
nothing."""

from summitry.cli.app import app, main

__all__ = ["app", "main"]
