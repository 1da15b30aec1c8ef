"""Where the model files lie, and what they must be."""

from hashlib import sha256
from pathlib import Path

from index.errors import ModelError

HERE = Path(__file__).parent


def model_folder(name: str, root: Path = HERE) -> Path:
    """The folder of the model `name` under `root`.

    Raises:
        ModelError: the folder, or one of the files that its `SHA256SUMS` lists, is not there.
    """
    folder = root / name
    for file in checksums(folder):
        if not (folder / file).is_file():
            raise ModelError(f"{folder / file} is missing; install Citewell again, or check the file out of git")
    return folder


def checksums(folder: Path) -> dict[str, str]:
    """File name -> sha256, as written in the folder's `SHA256SUMS`."""
    try:
        lines = (folder / "SHA256SUMS").read_text().splitlines()
    except OSError as error:
        raise ModelError(f"{folder} holds no model ({error}); install Citewell again") from error
    return {name.strip(): digest for digest, name in (line.split(maxsplit=1) for line in lines)}


def verify(folder: Path) -> None:
    """Check every file against its checksum (40 ms for 23 MB).

    Raises:
        ModelError: a file is not the one that was published.
    """
    for name, digest in checksums(folder).items():
        if sha256((folder / name).read_bytes()).hexdigest() != digest:
            raise ModelError(f"{folder / name} is not the published file; check it out of git again")
