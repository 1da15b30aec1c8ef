"""`citewell accounts`: manage who may sign in when CITEWELL_AUTH is `accounts`."""

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
    help="Manage the accounts of a store, which may sign in when CITEWELL_AUTH is `accounts`.", no_args_is_help=True
)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name of the account.")]
PasswordFileOption = Annotated[
    Path | None,
    typer.Option("--password-file", metavar="FILE", help="Read the password from FILE instead of asking for it."),
]


@app.command()
def add(
    name: NameArgument,
    role: Annotated[
        Role, typer.Option("--role", help="Administrators may change the store, readers may ask questions.")
    ] = "reader",
    password_file: PasswordFileOption = None,
    store: StoreOption = None,
) -> None:
    """Add an account. The command asks for its password twice."""
    accounts = _of(store)
    added = accounts.add(name, role, _password(password_file))
    print(f"{added.name} is {'an administrator' if role == 'administrator' else 'a reader'}.")


@app.command(name="list")
def list_(store: StoreOption = None, json: JsonOption = False) -> None:
    """List the accounts, their roles, and which have a key."""
    all_accounts = _of(store).all()
    if json:
        listed = [{"name": account.name, "role": account.role, "key": bool(account.key)} for account in all_accounts]
        print_json({"accounts": listed})
        return
    for account in all_accounts:
        print(f"{account.name}  {account.role}{'  has a key' if account.key else ''}")


@app.command()
def password(name: NameArgument, password_file: PasswordFileOption = None, store: StoreOption = None) -> None:
    """Change the password of an account, which ends its sessions."""
    accounts = _of(store)
    accounts.change(name, _password(password_file))
    print("Password changed. All sessions of this account have ended.")


@app.command()
def key(
    name: NameArgument,
    revoke: Annotated[bool, typer.Option("--revoke", help="Revoke the key instead.")] = False,
    store: StoreOption = None,
) -> None:
    """Make a key for programs, which replaces the account's old key. It is printed once, and is valid until you revoke
    it."""
    accounts = _of(store)
    if revoke:
        accounts.revoke_key(name)
        print("Revoked. Programs can no longer use this key.")
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
            raise UsageError("cannot ask for the password without a terminal; give it with --password-file FILE")
        typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt="Repeat the password", err=True)
        return typed
    try:
        return file.read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
    except (OSError, UnicodeDecodeError) as error:
        problem = getattr(error, "strerror", None) or "it is not text"
        raise UsageError(
            f"--password-file {file} cannot be read ({problem}); name a file that holds only the password"
        ) from None
