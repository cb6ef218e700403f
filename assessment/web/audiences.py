"""For whom a page is: anybody, the holder of a link, people with a role in a country or somewhere."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.services.accounts import EVERYWHERE, Access


@dataclass(frozen=True)
class Public:
    """Anybody."""


@dataclass(frozen=True)
class Link:
    """Whoever holds the secret in the address; an unknown one is answered 404 by the service that looks it up."""


@dataclass(frozen=True)
class SignedIn:
    """Anybody signed in; what is listed is limited to the person's countries by the service."""


@dataclass(frozen=True)
class InCountry:
    """A person with one of the roles in the country of the assessment in the address.

    An assessment that the person may not see is answered 404, one seen without the role 403. What is `of_results`
    opens only where the assessment shows its results to the person.
    """

    roles: frozenset[str]
    of_results: bool = False


@dataclass(frozen=True)
class Somewhere:
    """A person with one of the roles in whatever country: what they open belongs to none.

    `everywhere`: with the role for all countries, since what they change is everybody's.
    """

    roles: frozenset[str]
    everywhere: bool = False

    def admits(self, person: Access) -> bool:
        """Whether the person has the role where it is needed."""
        return person.may(EVERYWHERE, *self.roles) if self.everywhere else person.has_anywhere(self.roles)


Rule = Public | Link | SignedIn | Somewhere | InCountry

VIEWERS = InCountry(frozenset({"admin", "analyst", "focal_point", "viewer"}))
READERS = InCountry(VIEWERS.roles, of_results=True)
REPORTERS = InCountry(frozenset({"admin", "analyst", "focal_point"}))
ANALYSTS = InCountry(frozenset({"admin", "analyst"}))
AUTHORS = Somewhere(ANALYSTS.roles)
ADMINISTRATORS = Somewhere(frozenset({"admin"}))
ANALYSTS_OF_ALL = Somewhere(ANALYSTS.roles, everywhere=True)
