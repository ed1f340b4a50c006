"""Notes on the methods, each for two readers: a resident and an evaluator.

A lay note has at most 80 words in either language; a test counts them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pilots.language import _


class Method(StrEnum):
    """A method of assessment that has a note."""

    CHANGE = "change"
    LEVEL = "level"
    COUNT = "count"
    SHARE = "share"
    CARD = "card"
    GOALS = "goals"
    LADDER = "ladder"
    STORIES = "stories"
    PHASES = "phases"


@dataclass(frozen=True)
class Note:
    """A method in words, in the reader's language."""

    title: str
    lay: str
    """For a resident, in at most 80 words."""
    exact: str
    """For an evaluator: the formula and its assumptions."""
    source: str
    """The literature; not translated."""


def note(method: Method) -> Note:
    """The note on a method."""
    return _NOTES[method]()


def _change() -> Note:
    return Note(
        title=_("Is it changing, or is it chance?"),
        lay=_(
            "Numbers always go up and down a little. From the measurements so far we work out "
            "the limits they usually stay within: the grey band. A point outside the band, or "
            "many points in a row on one side, rarely comes by chance. Then ask what happened. "
            "The first twelve measurements set the limits; before that they are provisional, "
            "and dashed. With fewer than six measurements nothing can be said."
        ),
        exact=_(
            "XmR chart. Limits: mean ± 2.66 × the mean moving range. Small counts (below 4 on "
            "average) and x of n people: the 0.135th and 99.865th percentile of a negative "
            "binomial or beta-binomial prediction; u and p charts where n differs. Rules, in this "
            "order: a point outside a limit; 7 rising or falling; 2 of 3 beyond two thirds of the "
            "way to one limit (or two sigma); 7 on one side of the mean. The limits lock at 12 "
            "points. This assumes that measurements are independent; a lag-1 correlation above "
            "1.645 / √n − 1 / n gives a warning."
        ),
        source=(
            "Wheeler, Understanding Variation (1993); NHS England, Making Data Count; Provost and "
            "Murray, The Health Care Data Guide (2011)."
        ),
    )


def _level() -> Note:
    return Note(
        title=_("Will it be in time? A value that is measured again and again"),
        lay=_(
            "We look ahead in two ways: as if the straight line through the measurements goes on, "
            "and as if the value stays where it is now. Each counts for half. The fan is where it "
            "will be in 8 of 10 cases. Something new can always happen, so it is not a promise. "
            "With fewer than six measurements we say nothing. We keep count of how often earlier "
            "forecasts, as far ahead, were right."
        ),
        exact=_(
            "A mixture, half and half, of two predictions by Student's t with n − 2 degrees of "
            "freedom: ordinary least squares, and simple exponential smoothing with variance "
            "s² (1 + (h − 1) α²) for h measurements ahead, α by least squares. The chance is the "
            "mean of both tails beyond the target; the fan runs from the 10th to the 90th "
            "percentile, within what is possible. This assumes that scatter is normal, equal over "
            "time and independent."
        ),
        source=(
            "Montgomery, Peck and Vining, Introduction to Linear Regression Analysis, 2.5; "
            "Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 8.1; Bates and "
            "Granger, The combination of forecasts (1969)."
        ),
    )


def _count() -> Note:
    return Note(
        title=_("Will it be in time? A total that only grows"),
        lay=_(
            "We look at how many came so far and how long that took. If they keep coming like "
            "that, we can say how many there will be on the day of the target: in 8 of 10 cases "
            "as many as the fan shows. If they come in groups, the fan is wider. Before four "
            "periods and four increases we say nothing. This assumes that nothing changes, so it "
            "is not a promise."
        ),
        exact=_(
            "Counts with one rate; prior Gamma(0.5, 0) (Jeffreys). After y in t periods, what "
            "comes in w more is φ × nbinom(0.5 + y / φ, t / (t + w)), with φ = max(1, variance / "
            "mean) of the increments. The chance is its tail from what is still needed on."
        ),
        source=(
            "Gelman et al., Bayesian Data Analysis, 2.6; McCullagh and Nelder, Generalized Linear "
            "Models, 6.2."
        ),
    )


def _share() -> Note:
    return Note(
        title=_("How sure is a share?"),
        lay=_(
            "Of 18 people, 12 said yes. If we had asked 18 others, it might have been 10 or 14. "
            "So we give a range in which the true share lies, with 95 percent certainty. The "
            "fewer people we ask, the wider the range. It helps only if those we asked are like "
            "those we did not."
        ),
        exact=_(
            "Beta(1 + x, 1 + n − x), from a uniform prior; its 2.5th to 97.5th percentile. What "
            "is still to come of N is beta-binomial. This assumes that answers are independent, "
            "and that those asked are a fair sample."
        ),
        source="Gelman et al., Bayesian Data Analysis, 2.1–2.4.",
    )


def _card() -> Note:
    return Note(
        title=_("What we said in advance"),
        lay=_(
            "Before we measure, we write down what we expect, at which value we continue, and "
            "at which we stop. Afterwards everybody finds a reason why it was a success. Now "
            "the decision card says it. Anyone who changes the card later says why, and what it "
            "said first stays visible. The card advises; people decide. Stopping what does not "
            "work is a result too."
        ),
        exact=_(
            "Progression criteria as a traffic light: estimate at or past the green value green, "
            "at or short of the red value red, otherwise amber; mirrored where lower is better. "
            "No test of significance is done on a pilot."
        ),
        source=(
            "Lewis et al., Determining sample size for progression criteria for pragmatic pilot "
            "RCTs (2021)."
        ),
    )


def _goals() -> Note:
    return Note(
        title=_("Your own goals"),
        lay=_(
            "For each goal we write down in advance what each level looks like: much less, "
            "less, as planned, more and much more. Later we choose the level that fits. Look at "
            "each goal first: a bar to the left is less than planned, to the right is more. All "
            "goals together make one number. In it, 50 is as planned; it is not 50 percent."
        ),
        exact=_(
            "T = 50 + 10 Σ(w x) / √(0.7 Σ(w²) + 0.3 (Σ w)²), x from −2 to +2. A goal without a "
            "score is left out and named. This assumes that goals are correlated at 0.3."
        ),
        source="Kiresuk and Sherman, Goal attainment scaling (1968).",
    )


def _ladder() -> Note:
    return Note(
        title=_("Who got more say?"),
        lay=_(
            "We look at the same people twice and count who went up the ladder, who stayed and "
            "who went down. We never take an average: the rungs are not equally far apart. If "
            "nearly everybody who moved went the same way, that is rarely chance. If fewer than "
            "six people moved, we cannot tell."
        ),
        exact=_(
            "Two-sided sign test on those who moved: the binomial tail with p = 0.5. Shares are "
            "of people at or above a rung. People seen at only one moment are left out."
        ),
        source="Arnstein, A ladder of citizen participation (1969); Dixon and Mood (1946).",
    )


def _stories() -> Note:
    return Note(
        title=_("Stories as evidence"),
        lay=_(
            "A story says who changed what, when and where, and what our part in it was. Each "
            "says how sure we are: heard, seen, confirmed by somebody outside, or measured. "
            "Together we choose the one that matters most and write down why. The others stay: "
            "what we did not choose says something too. Nothing is shared without consent."
        ),
        exact=_(
            "Outcome harvesting: outcome, significance, contribution, source and an independent "
            "substantiator. Most significant change: a panel chooses and gives its reason. "
            "Stories say that something happened, not how often."
        ),
        source="Wilson-Grau, Outcome Harvesting (2018); Davies and Dart, The MSC Guide (2005).",
    )


def _phases() -> Note:
    return Note(
        title=_("Before and after the start"),
        lay=_(
            "We compare each measurement before the start with each one after. If those after are "
            "nearly always higher, or nearly always lower, that is rarely chance. If it was "
            "already moving that way before, we say so. Several pilots that start at different "
            "times say more than one: what else happened on one day cannot explain a change at "
            "each of them. With fewer than three measurements before or after we say nothing."
        ),
        exact=_(
            "AB phases and multiple baseline: Tau-U, and an exact rank sum permutation test, ties "
            "included; over several pilots the sum of their rank sums, each compared with itself. "
            "This assumes that measurements are independent, and that the start was not chosen by "
            "them."
        ),
        source=(
            "Parker, Vannest, Davis and Sauber, Combining nonoverlap and trend (2011); Heyvaert "
            "and Onghena, Randomization tests for single-case experiments (2014)."
        ),
    )


_NOTES: dict[Method, Callable[[], Note]] = {
    Method.CHANGE: _change,
    Method.LEVEL: _level,
    Method.COUNT: _count,
    Method.SHARE: _share,
    Method.CARD: _card,
    Method.GOALS: _goals,
    Method.LADDER: _ladder,
    Method.STORIES: _stories,
    Method.PHASES: _phases,
}
