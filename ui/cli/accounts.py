"""`citewell accounts`: who may come in where CITEWELL_AUTH is `accounts`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from index.errors import UsageError
from ui.app.settings import read_settings
from ui.auth.accounts import Accounts
from ui.auth.authorization import Role
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json

app = typer.Typer(
    help="The accounts of a store: who may come in where CITEWELL_AUTH is `accounts`.", no_args_is_help=True
)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name of the account.")]
PasswordFileOption = Annotated[
    Path | None,
    typer.Option("--password-file", metavar="FILE", help="File that holds the password, instead of asking for it."),
]


@app.command()
def add(
    name: NameArgument,
    role: Annotated[
        Role, typer.Option("--role", help="An administrator may change the store, a reader ask it.")
    ] = "reader",
    password_file: PasswordFileOption = None,
    store: StoreOption = None,
) -> None:
    """Add an account. Its password is asked for twice."""
    accounts = _of(store)
    added = accounts.add(name, role, _password(password_file))
    print(f"{added.name} is {'an administrator' if role == 'administrator' else 'a reader'}.")


@app.command(name="list")
def list_(store: StoreOption = None, json: JsonOption = False) -> None:
    """List the accounts, their roles, and which have a key."""
    found = _of(store).all()
    if json:
        print_json({"accounts": [{"name": one.name, "role": one.role, "key": bool(one.key)} for one in found]})
        return
    for one in found:
        print(f"{one.name}  {one.role}{'  has a key' if one.key else ''}")


@app.command()
def password(name: NameArgument, password_file: PasswordFileOption = None, store: StoreOption = None) -> None:
    """Give an account another password, which ends its sessions."""
    accounts = _of(store)
    accounts.change(name, _password(password_file))
    print("Changed. Whoever was signed in with the old one is signed out.")


@app.command()
def key(
    name: NameArgument,
    revoke: Annotated[bool, typer.Option("--revoke", help="Take the key away instead.")] = False,
    store: StoreOption = None,
) -> None:
    """Give an account a key for programs, instead of the one it has. It is printed this once, and holds until it is
    revoked."""
    accounts = _of(store)
    if revoke:
        accounts.revoke_key(name)
        print("Revoked. Programs that show it are let in no more.")
        return
    print(accounts.give_key(name))
    print("Programs send it as `Authorization: Bearer KEY`. It is not shown again.", file=sys.stderr)


@app.command()
def remove(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names of accounts.")],
    store: StoreOption = None,
) -> None:
    """Remove accounts, and end their sessions."""
    accounts = _of(store)
    for name in names:
        accounts.remove(name)
    print(f"{len(names):,} removed.")


def _of(store: Path | None) -> Accounts:
    return Accounts(read_settings(store=store).store_config().folder)


def _password(file: Path | None) -> str:
    if file is None:
        if not sys.stdin.isatty():
            raise UsageError("there is nobody to ask for the password here; give it with --password-file FILE")
        asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
        return asked
    try:
        return file.read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
    except (OSError, UnicodeDecodeError) as error:
        problem = getattr(error, "strerror", None) or "it is not text"
        raise UsageError(
            f"--password-file {file} cannot be read ({problem}); name a file that holds the password alone"
        ) from None
