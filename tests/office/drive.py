"""Drives LibreOffice through UNO; run by a Python that has the ``uno`` module.

Usage: drive.py PORT ACTION INPUT OUTPUT [ACTION INPUT OUTPUT ...]. Every action opens INPUT and
writes OUTPUT: ``accept`` and ``reject`` all tracked changes, or only ``open`` it; as DOCX, or as
PDF where OUTPUT is called so.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found,unused-ignore]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found,unused-ignore]

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}
FILTERS = {".docx": "MS Word 2007 XML", ".pdf": "writer_pdf_Export"}


def value(name: str, content: Any) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def connect(port: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    url = f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
    for _ in range(240):
        try:
            return resolver.resolve(url)
        except Exception:
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def main(port: str, *jobs: str) -> None:
    context = connect(port)
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    for action, source, target in zip(jobs[::3], jobs[1::3], jobs[2::3], strict=True):
        document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, ())
        if action in COMMANDS:
            frame = document.CurrentController.Frame
            dispatcher.executeDispatch(frame, COMMANDS[action], "", 0, ())
        options = (value("FilterName", FILTERS[Path(target).suffix]),)
        document.storeToURL(Path(target).as_uri(), options)
        document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
