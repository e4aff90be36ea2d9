"""Chance that every Python draws alike."""

import random


class Chance:
    """Draws that rest on `random()` alone, which every Python gives alike for one seed."""

    def __init__(self, *seed):
        self.source = random.Random("metodika/" + "/".join(str(part) for part in seed))

    def upto(self, high):
        return self.source.random() * high

    def between(self, low, high):
        return low + self.upto(high - low)

    def whole(self, low, high):
        return low + int(self.upto(high - low + 1))

    def yes(self, share):
        return self.source.random() < share

    def bell(self, middle, spread):
        return middle + spread * (sum(self.source.random() for _ in range(12)) - 6)

    def pick(self, things, weights=None):
        if weights is None:
            return things[self.whole(0, len(things) - 1)]
        rest = self.upto(sum(weights))
        for thing, weight in zip(things, weights):
            rest -= weight
            if rest < 0:
                return thing
        return things[-1]

    def successes(self, tries, share):
        return sum(self.yes(share) for _ in range(tries))

    def about(self, expected):
        """A whole number near `expected`."""
        drawn = expected * self.between(0.7, 1.3)
        return int(drawn) + self.yes(drawn - int(drawn))
