"""Pictures of a Word document as LibreOffice shows it: a page of its PDF, and its window.

The window needs Xvfb and xwd (Debian: xvfb, x11-apps); where they are missing there is none.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import time
import zlib
from pathlib import Path

SCREEN = (1500, 1150)
SETTLED = 16  # seconds until LibreOffice has drawn its window


def page(pdf: Path, png: Path) -> None:
    """The first page of a PDF, at 100 dots per inch."""
    command = ["pdftoppm", "-r", "100", "-png", "-singlefile", str(pdf), str(png.with_suffix(""))]
    subprocess.run(command, check=True)


def window(document: Path, png: Path, profile: Path) -> bool:
    """A screenshot of Writer with the document open.

    Returns:
        Whether there is one: the programs may be missing.
    """
    if not all(map(shutil.which, ("Xvfb", "xwd", "soffice"))):
        return False
    size = "x".join(map(str, (*SCREEN, 24)))
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size],
        stderr=subprocess.DEVNULL,
        pass_fds=(write,),
    )
    os.close(write)
    writer = None
    try:
        display = f":{os.read(read, 16).decode().strip()}"
        env = {**os.environ, "DISPLAY": display, "SAL_USE_VCLPLUGIN": "gen"}
        where = f"-env:UserInstallation={profile.as_uri()}"
        # the program itself, not the script that starts it: it is ended by its number
        start = ["soffice", "--headless", "--terminate_after_init", where]  # makes the profile
        subprocess.run(start, env=env, capture_output=True, timeout=60, check=True)
        program = Path(shutil.which("soffice") or "").resolve().with_name("soffice.bin")
        writer = subprocess.Popen(
            [str(program), "--norestore", "--nologo", where, str(document)],
            env=env,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(SETTLED)
        dump = subprocess.run(
            ["xwd", "-root", "-silent"], env=env, capture_output=True, check=True
        ).stdout
    finally:
        os.close(read)
        if writer is not None:
            writer.kill()
            writer.wait()
        server.terminate()
        server.wait()
    png.write_bytes(_png(dump))
    return True


def _png(dump: bytes) -> bytes:
    """A picture in the format of xwd (32 bits for each dot, blue first) as PNG."""
    head = struct.unpack(">25I", dump[:100])
    width, height, line, start = head[4], head[5], head[12], head[0] + head[19] * 12
    rows = []
    for y in range(height):
        row = dump[start + y * line : start + y * line + 4 * width]
        dots = bytearray(3 * width)
        dots[0::3], dots[1::3], dots[2::3] = row[2::4], row[1::4], row[0::4]
        rows.append(b"\0" + bytes(dots))

    def chunk(name: bytes, body: bytes) -> bytes:
        check = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)

    shape = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", shape) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
