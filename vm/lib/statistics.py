"""Averages, spreads and relations of numbers; exact where CPython's module is.

Sums are kept as exact fractions (two ints), so that no rounding creeps in before the last step.
"""

import math
import random
from collections import Counter, namedtuple

__all__ = ["NormalDist", "StatisticsError", "correlation", "covariance", "fmean",
           "geometric_mean", "harmonic_mean", "linear_regression", "mean", "median",
           "median_grouped", "median_high", "median_low", "mode", "multimode", "pstdev",
           "pvariance", "quantiles", "stdev", "variance"]


class StatisticsError(ValueError):
    """The data do not allow what was asked for."""


# --- exact sums


def _ratio(x):
    """A number as (numerator, denominator); (x, None) for infinities and nan."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") \
            from None
    except (OverflowError, ValueError):
        return x, None


def _exact_sum(data):
    """(type of the result, numerator, denominator, count); the denominator is None for inf, nan."""
    partials, count, kinds, special = {}, 0, set(), None
    for x in data:
        count += 1
        kinds.add(type(x))
        numerator, denominator = _ratio(x)
        if denominator is None:
            special = x if special is None else special + x
        else:
            partials[denominator] = partials.get(denominator, 0) + numerator
    kind = _common_type(kinds)
    if special is not None:
        return kind, special, None, count
    common = math.lcm(*partials) if partials else 1
    total = sum(n * (common // d) for d, n in partials.items())
    return kind, total, common, count


def _common_type(kinds):
    """The type that a result has: int or float, or a subclass."""
    kinds = {int if kind is bool else kind for kind in kinds} or {int}
    if len(kinds) == 1:
        return kinds.pop()
    special = [kind for kind in kinds if kind not in (int, float)]
    if len(special) == 1:
        return special[0]
    if special:
        raise TypeError("don't know how to coerce %s and %s" % tuple(
            kind.__name__ for kind in special[:2]))
    return float


def _convert(numerator, denominator, kind):
    """An exact quotient as a number of the kind, floats when ints do not suffice."""
    if denominator is None:
        return kind(numerator) if issubclass(kind, float) else numerator
    if issubclass(kind, int):
        if numerator % denominator == 0:
            return kind(numerator // denominator)
        kind = float
    return kind(numerator / denominator)


# --- averages


def mean(data):
    """The arithmetic mean."""
    kind, total, denominator, count = _exact_sum(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    if denominator is None:
        return _convert(total, None, kind)
    return _convert(total, denominator * count, kind)


def fmean(data, weights=None):
    """The arithmetic mean as a float, maybe weighted."""
    if weights is None:
        data = list(data)
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return math.fsum(data) / len(data)
    data, weights = list(data), list(weights)
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    total = math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return math.sumprod(data, weights) / total


def geometric_mean(data):
    """The n-th root of the product."""
    count, logs, zero = 0, [], False
    for x in data:
        count += 1
        if x > 0.0 or math.isnan(x):
            logs.append(math.log(x))
        elif x == 0.0:
            zero = True
        else:
            raise StatisticsError("No negative inputs allowed", x)
    if not count:
        raise StatisticsError("Must have a non-empty dataset")
    total = math.fsum(logs)
    if math.isnan(total):
        return math.nan
    if zero:
        return math.nan if total == math.inf else 0.0
    return math.exp(total / count)


def harmonic_mean(data, weights=None):
    """The reciprocal of the mean of the reciprocals."""
    data = list(data)
    message = "harmonic mean does not support negative values"
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if weights is None:
        weights = [1] * len(data)
        if len(data) == 1:
            x = data[0]
            if not isinstance(x, (int, float)):
                raise TypeError("unsupported type")
            if x < 0:
                raise StatisticsError(message)
            return x
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
    for x in (*data, *weights):
        if x < 0:
            raise StatisticsError(message)
    if 0 in data:
        return 0
    _, weight_sum, weight_denominator, _ = _exact_sum(weights)
    kind, total, denominator, _ = _exact_sum(w / x if w else 0 for w, x in zip(weights, data))
    if total <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _convert(weight_sum * denominator, weight_denominator * total, kind)


# --- middles


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def median(data):
    """The middle value, or the mean of the two in the middle."""
    data = _sorted(data)
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    """The middle value, or the lower one of the two in the middle."""
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    """The middle value, or the higher one of the two in the middle."""
    data = _sorted(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """The median of values that stand for intervals around them."""
    data = _sorted(data)
    try:
        interval = float(interval)
        middle = float(data[len(data) // 2])
    except ValueError:
        raise TypeError("Value cannot be converted to a float") from None
    value = data[len(data) // 2]
    below = sum(1 for x in data if x < value)
    inside = data.count(value)
    return middle - interval / 2.0 + interval * (len(data) / 2 - below) / inside


def mode(data):
    """The most common value, the first one met."""
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    """The most common values."""
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    """The n - 1 values that cut the data into n equal parts."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        if size == 1:
            return data * (n - 1)
        raise StatisticsError("must have at least one data point")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            j, delta = divmod(i * (size - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == "exclusive":
        for i in range(1, n):
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


# --- spreads


def _square_deviations(data, center=None):
    """(type, numerator, denominator, count) of the sum of the squares around the mean."""
    data = list(data)
    kind, total, denominator, count = _exact_sum(data)
    if count == 0:
        return kind, 0, 1, 0
    if denominator is None or any(_ratio(x)[1] is None for x in data):
        return kind, math.nan, None, count
    if center is None:
        top, bottom = total, denominator * count
    else:
        top, bottom = _ratio(center)
    numerator, common = 0, 1
    for x in data:
        n, d = _ratio(x)
        difference, scale = n * bottom - top * d, d * bottom
        square, scale = difference * difference, scale * scale
        if scale == common:
            numerator += square
        else:
            together = math.lcm(common, scale)
            numerator = numerator * (together // common) + square * (together // scale)
            common = together
    return kind, numerator, common, count


def variance(data, xbar=None):
    """The variance of a sample."""
    kind, numerator, denominator, count = _square_deviations(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(numerator, denominator and denominator * (count - 1), kind)


def pvariance(data, mu=None):
    """The variance of a population."""
    kind, numerator, denominator, count = _square_deviations(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(numerator, denominator and denominator * count, kind)


def _root(numerator, denominator):
    """The square root of an exact quotient, rounded correctly."""
    if denominator is None:
        return math.nan
    if not numerator:
        return 0.0
    # 2 * 53 + 3 bits of the quotient give the root with its rounding bit and more to spare.
    shift = (numerator.bit_length() - denominator.bit_length() - 109) // 2
    if shift >= 0:
        root = _odd_root(numerator, denominator << 2 * shift) << shift
        return float(root)
    return _odd_root(numerator << -2 * shift, denominator) / (1 << -shift)


def _odd_root(n, m):
    """The integer root of n/m, with the last bit set if there is a rest."""
    root = math.isqrt(n // m)
    return root | (root * root * m != n)


def stdev(data, xbar=None):
    """The square root of the variance of a sample."""
    _, numerator, denominator, count = _square_deviations(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(numerator, denominator and denominator * (count - 1))


def pstdev(data, mu=None):
    """The square root of the variance of a population."""
    _, numerator, denominator, count = _square_deviations(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(numerator, denominator and denominator * count)


# --- relations


def _check_pair(x, y, name, least=2):
    if len(x) != len(y):
        raise StatisticsError(f"{name} requires that both inputs have same number of data points")
    if len(x) < least:
        raise StatisticsError(f"{name} requires at least two data points")


def _centered(values):
    center = math.fsum(values) / len(values)
    return [value - center for value in values]


def covariance(x, y, /):
    """How x and y vary together."""
    _check_pair(x, y, "covariance")
    return math.sumprod(_centered(x), _centered(y)) / (len(x) - 1)


def correlation(x, y, /, *, method="linear"):
    """Pearson's coefficient, or Spearman's with method="ranked"."""
    _check_pair(x, y, "correlation")
    if method not in {"linear", "ranked"}:
        raise ValueError(f"Unknown method: {method!r}")
    if method == "ranked":
        start = (len(x) - 1) / -2
        x, y = _ranks(x, start), _ranks(y, start)
    else:
        x, y = _centered(x), _centered(y)
    spread = math.sumprod(x, x) * math.sumprod(y, y)
    if not spread:
        raise StatisticsError("at least one of the inputs is constant")
    return math.sumprod(x, y) / math.sqrt(spread)


def _ranks(data, start):
    """The places of the values in the order of their size; equal ones share the mean."""
    order = sorted(range(len(data)), key=data.__getitem__)
    result, at = [0] * len(data), 0
    while at < len(order):
        end = at
        while end < len(order) and data[order[end]] == data[order[at]]:
            end += 1
        for i in order[at:end]:
            result[i] = start + (at + end - 1) / 2
        at = end
    return result


LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))


def linear_regression(x, y, /, *, proportional=False):
    """The line closest to the points: y = slope * x + intercept."""
    _check_pair(x, y, "linear regression")
    if not proportional:
        x_mean, y_mean = math.fsum(x) / len(x), math.fsum(y) / len(y)
        x, y = [value - x_mean for value in x], [value - y_mean for value in y]
    sxx = math.sumprod(x, x)
    if not sxx:
        raise StatisticsError("x is constant")
    slope = math.sumprod(x, y) / sxx
    return LinearRegression(slope, 0.0 if proportional else y_mean - slope * x_mean)


# --- the normal distribution


class NormalDist:
    """A normal distribution with its mean and standard deviation."""

    __slots__ = {"_mu": "the mean", "_sigma": "the standard deviation"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        """The distribution that a sample suggests."""
        data = list(data)
        return cls(fmean(data), stdev(data))

    def samples(self, n, *, seed=None):
        """n random values."""
        source = random.Random(seed)
        inverse = self.inv_cdf
        result = []
        while len(result) < n:
            p = source.random()
            if p:
                result.append(inverse(p))
        return result

    def _spread(self, name):
        if not self._sigma:
            raise StatisticsError(f"{name} not defined when sigma is zero")
        return self._sigma

    def pdf(self, x):
        """The density at x."""
        variance = self._spread("pdf()") ** 2
        difference = x - self._mu
        return math.exp(difference * difference / (-2.0 * variance)) / math.sqrt(
            math.tau * variance)

    def cdf(self, x):
        """The probability of a value of at most x."""
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._spread("cdf()") * math.sqrt(2.0))))

    def inv_cdf(self, p):
        """The value that cdf() gives p for."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return _inverse_normal(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """The area that two densities have in common."""
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        one, two = sorted((self, other), key=lambda d: (d._sigma, d._mu))
        v1, v2 = one.variance, two.variance
        if not v1 or not v2:
            raise StatisticsError("overlap() not defined when sigma is zero")
        dv, dm = v2 - v1, math.fabs(two._mu - one._mu)
        if not dv:
            return math.erfc(dm / (2.0 * one._sigma * math.sqrt(2.0)))
        a = one._mu * v2 - two._mu * v1
        b = one._sigma * two._sigma * math.sqrt(dm * dm + dv * math.log(v2 / v1))
        x1, x2 = (a + b) / dv, (a - b) / dv
        return 1.0 - (math.fabs(two.cdf(x1) - one.cdf(x1)) + math.fabs(two.cdf(x2) - one.cdf(x2)))

    def zscore(self, x):
        """How many standard deviations x is above the mean."""
        return (x - self._mu) / self._spread("zscore()")

    @property
    def mean(self):
        return self._mu

    @property
    def median(self):
        return self._mu

    @property
    def mode(self):
        return self._mu

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, factor):
        return NormalDist(self._mu * factor, self._sigma * math.fabs(factor))

    def __truediv__(self, divisor):
        return NormalDist(self._mu / divisor, self._sigma / math.fabs(divisor))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other):
        return -(self - other)

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"


def _polynomial(coefficients, x):
    value = 0.0
    for coefficient in coefficients:
        value = value * x + coefficient
    return value


# The rational approximations of M. J. Wichura, "Algorithm AS241" (Applied Statistics 37, 1988):
# (numerator, denominator) for the middle, the tails and the far tails.
_MIDDLE = (
    (2.50908_09287_30122_6727e+3, 3.34305_75583_58812_8105e+4, 6.72657_70927_00870_0853e+4,
     4.59219_53931_54987_1457e+4, 1.37316_93765_50946_1125e+4, 1.97159_09503_06551_4427e+3,
     1.33141_66789_17843_7745e+2, 3.38713_28727_96366_6080e+0),
    (5.22649_52788_52854_5610e+3, 2.87290_85735_72194_2674e+4, 3.93078_95800_09271_0610e+4,
     2.12137_94301_58659_5867e+4, 5.39419_60214_24751_1077e+3, 6.87187_00749_20579_0830e+2,
     4.23133_30701_60091_1252e+1, 1.0))
_TAIL = (
    (7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2,
     2.41780_72517_74506_11770e-1, 1.27045_82524_52368_38258e+0,
     3.64784_83247_63204_60504e+0, 5.76949_72214_60691_40550e+0,
     4.63033_78461_56545_29590e+0, 1.42343_71107_49683_57734e+0),
    (1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4,
     1.51986_66563_61645_71966e-2, 1.48103_97642_74800_74590e-1,
     6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e+0,
     2.05319_16266_37758_82187e+0, 1.0))
_FAR_TAIL = (
    (2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5,
     1.24266_09473_88078_43860e-3, 2.65321_89526_57612_30930e-2,
     2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e+0,
     5.46378_49111_64114_36990e+0, 6.65790_46435_01103_77720e+0),
    (2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7,
     1.84631_83175_10054_68180e-5, 7.86869_13114_56132_59100e-4,
     1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1,
     5.99832_20655_58879_37690e-1, 1.0))


def _inverse_normal(p, mu, sigma):
    q = p - 0.5
    if math.fabs(q) <= 0.425:
        r = 0.180625 - q * q
        x = _polynomial(_MIDDLE[0], r) * q / _polynomial(_MIDDLE[1], r)
        return mu + x * sigma
    r = math.sqrt(-math.log(p if q <= 0.0 else 1.0 - p))
    (numerator, denominator), r = (_TAIL, r - 1.6) if r <= 5.0 else (_FAR_TAIL, r - 5.0)
    x = _polynomial(numerator, r) / _polynomial(denominator, r)
    return mu + (-x if q < 0.0 else x) * sigma
