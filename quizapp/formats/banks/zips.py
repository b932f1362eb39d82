"""Zip files: the same bytes for the same content out; bounded, never unpacked to a disk, in."""

import io
import zipfile
import zlib

from quizapp.errors import FileProblems, Problem

BEGINNING = (1980, 1, 1, 0, 0, 0)
LARGEST_CONTENT = 64 * 1024 * 1024
"""Bytes of all files of a zip together, unpacked."""
MOST_FILES = 25_000
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def pack(files: dict[str, bytes], stored: tuple[str, ...] = ()) -> bytes:
    """Give a zip of the files in their order; those named in ``stored`` are not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, BEGINNING)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return out.getvalue()


def repack(data: bytes) -> bytes:
    """Give a zip that a library wrote, without the time of its writing."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return pack({entry.filename: source.read(entry) for entry in source.infolist()})


def unpack(data: bytes, file: str) -> dict[str, bytes]:
    """Give the files of a zip by their names.

    Raises FileProblems for what is no zip, is broken or encrypted, names places outside of itself, or holds
    more than LARGEST_CONTENT.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            entries = [entry for entry in source.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES:
                raise refused(f"holds more than {MOST_FILES:,} files; split it.", file)
            bad = [name for entry in entries if leads_out(name := entry.filename)]
            if bad:
                raise refused(f"holds a file whose name leads out of the zip: “{bad[0][:80]}”.", file)
            return read_all(source, entries, file)
    except BROKEN as e:
        reason = "it is encrypted" if "encrypted" in str(e) else "it is damaged or no zip file at all"
        raise refused(f"cannot be unpacked: {reason}.", file) from e


def read_all(source: zipfile.ZipFile, entries: list[zipfile.ZipInfo], file: str) -> dict[str, bytes]:
    """Read every entry, trusting no size that the zip claims."""
    files: dict[str, bytes] = {}
    left = LARGEST_CONTENT
    for entry in entries:
        if entry.filename in files:
            raise refused(f"holds “{entry.filename[:80]}” twice.", file)
        with source.open(entry) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0:
            raise refused(f"holds more than {LARGEST_CONTENT >> 20} MB when unpacked.", file)
        files[entry.filename] = content
    return files


def leads_out(name: str) -> bool:
    """Whether a name in a zip leads to another folder than its own."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0] or "\0" in name


def refused(message: str, file: str) -> FileProblems:
    """Give the error that says one thing about a zip."""
    return FileProblems([Problem(message, file)])
