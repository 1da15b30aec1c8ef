"""Who asks and what they may do: accounts, sessions, keys, the auth middleware.

`middleware.py` decides, `identity.py` recognises, `authorization.py` holds the settings.
May import `ui.http` and what stands below it.
"""

from ui.auth.accounts import Account, Accounts
from ui.auth.authorization import Authorization, Role, make_authorization

__all__ = ["Account", "Accounts", "Authorization", "Role", "make_authorization"]
