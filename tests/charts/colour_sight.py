"""How colours look to other eyes: three kinds of colour blindness, and a grey print.

Matrices: Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of
color vision deficiency", severity 1.0, on linear RGB. Distance: CIE 1976 in L*a*b* (D65); a
distance of 2.3 is just noticeable.
"""

import numpy as np
from matplotlib.colors import to_rgb

SIGHTS = {
    "common": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
_XYZ = [
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
]
_WHITE = [0.95047, 1.0, 1.08883]


def lab(colour: str, sight: str = "common") -> np.ndarray:
    """L*, a*, b* of a colour as eyes of this sight see it."""
    seen = np.clip(np.asarray(SIGHTS[sight]) @ _linear(colour), 0, 1)
    x, y, z = np.asarray(_XYZ) @ seen / _WHITE
    fx, fy, fz = (c ** (1 / 3) if c > 216 / 24389 else c * 841 / 108 + 4 / 29 for c in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


def distance(one: str, other: str, sight: str = "common") -> float:
    """How far apart two colours are."""
    return float(np.linalg.norm(lab(one, sight) - lab(other, sight)))


def contrast(one: str, other: str = "#FFFFFF") -> float:
    """Contrast ratio as WCAG 2 defines it, from 1 to 21."""
    low, high = sorted(float(np.asarray(_XYZ)[1] @ _linear(c)) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def _linear(colour: str) -> np.ndarray:
    shares = np.asarray(to_rgb(colour))
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
