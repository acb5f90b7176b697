"""What commands write, on any console: Vietnamese has letters that many encodings lack."""

import io
import sys


def speak_unicode() -> None:
    """Write UTF-8 into files and pipes; on a terminal spell out what its encoding lacks.

    Windows redirects output in the code page of the machine (cp1252, cp1258), which ends a
    command in the middle of a name.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
