"""Reading: a file becomes staged text. ``inspect_file`` decides, ``stage_file`` loads."""

from core.read.inspecting import inspect_file
from core.read.layout import Column, Layout, ReadOptions, StagedFile
from core.read.staging import stage_file

__all__ = ["Column", "Layout", "ReadOptions", "StagedFile", "inspect_file", "stage_file"]
