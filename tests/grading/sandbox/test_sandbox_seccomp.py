"""The filter of kernel calls, run as the kernel would run it."""

import struct

import pytest

from xbcourse.teaching.grading.sandbox.seccomp import program

ALLOW, KILL, NOT_PERMITTED = 0x7FFF0000, 0x80000000, 0x00050001
X86, ARM = 0xC000003E, 0xC00000B7


def decided(machine, word, number, argument=0):
    """What the program returns for one call."""
    seen = struct.pack("=IIQ6Q", number, word, 0, argument, *[0] * 5)
    steps = [struct.unpack("=HBBI", step) for step in _eights(program(machine))]
    place = held = 0
    while True:
        code, yes, no, value = steps[place]
        if code == 0x06:
            return value
        if code == 0x20:
            held = struct.unpack_from("=I", seen, value)[0]
            place += 1
        else:
            true = held == value if code == 0x15 else held >= value
            place += 1 + (yes if true else no)


def _eights(filtering):
    return (filtering[place : place + 8] for place in range(0, len(filtering), 8))


@pytest.mark.parametrize(
    ("machine", "word", "refused", "allowed"),
    [
        # ptrace, mount, keyctl, unshare, bpf, io_uring_setup, mount_setattr, quotactl_fd; read ...
        ("x86_64", X86, (101, 165, 250, 272, 321, 425, 442, 443), (0, 1, 9, 56, 57, 59, 231, 435)),
        ("aarch64", ARM, (117, 40, 219, 97, 280, 425, 442, 443), (63, 64, 93, 220, 221, 222, 435)),
    ],
)
def test_calls_of_the_kernels_own_tools_are_refused_and_no_others(machine, word, refused, allowed):
    assert {decided(machine, word, number) for number in refused} == {NOT_PERMITTED}
    assert {decided(machine, word, number) for number in allowed} == {ALLOW}


@pytest.mark.parametrize(
    ("machine", "word", "socket"), [("x86_64", X86, 41), ("aarch64", ARM, 198)]
)
def test_sockets_are_for_the_same_computer_only(machine, word, socket):
    assert decided(machine, word, socket, argument=1) == ALLOW
    for family in (0, 2, 10, 16, 17, 38, 40):
        assert decided(machine, word, socket, argument=family) == NOT_PERMITTED


def test_calls_by_other_numbers_do_not_pass():
    assert decided("x86_64", ARM, 0) == KILL
    assert decided("x86_64", 0x40000003, 11) == KILL  # as 32-bit programs do
    assert decided("x86_64", X86, 0x40000000 + 165) == NOT_PERMITTED
    assert decided("aarch64", X86, 63) == KILL
