"""Paragraphs of a report in, spaCy Docs with sentences, tags, trees and names out."""

from summitry.language.pipeline import Pipeline, load

__all__ = ["Pipeline", "load"]
