"""Where the stages meet: paths and a record come in, the record is brought up to them."""

from summitry.running.local import Progress, Summary, add, remove
from summitry.running.stages import Stages, bundled

__all__ = ["Progress", "Stages", "Summary", "add", "bundled", "remove"]
