"""Where every printed word of a document went: into a value, into the frame of the page, or nowhere.

`account_for` lays what the layouts drafted over what is printed, place by place; `iter_unused` tells what no value was
read from. What is done about it (issues, marks on a page, a figure) is left to whoever asks.
"""

from parsers.accounting.account import Account, Told, account_for, iter_unused
from parsers.accounting.issues import check_account
from parsers.accounting.units import ReadSection, Unit, Use

__all__ = ["Account", "ReadSection", "Told", "Unit", "Use", "account_for", "check_account", "iter_unused"]
