"""Poses: bones turn as told, and the right side gets the mirror image of the left."""

from __future__ import annotations

import numpy as np
import pytest

from bodymap.builder.body import Body
from bodymap.builder.posing.pose import Aim, Pose, Turn, Twist, bone_transforms, posed, rotation
from bodymap.core.vocabulary import Figure

MIRROR = np.array([-1.0, 1.0, 1.0])
LEFT_JOINTS = np.array([[1.0, 0.0, 0.0], [3.0, 0.0, 0.5], [5.0, -1.0, 0.5]])


@pytest.fixture
def body() -> Body:
    """A trunk with an arm of two bones on each side; every vertex follows one bone, left vertices first."""
    heads = np.vstack(([[0.0, 0.0, 0.0]], LEFT_JOINTS[:2], LEFT_JOINTS[:2] * MIRROR))
    tails = np.vstack(([[0.0, 1.0, 0.0]], LEFT_JOINTS[1:], LEFT_JOINTS[1:] * MIRROR))
    left = np.array([[2.0, 0.4, 0.1], [4.0, -0.3, 0.9], [5.0, -1.0, 0.5]])
    follows = [1, 2, 2, 3, 4, 4]
    return Body(
        figure=Figure.NEUTRAL,
        vertices=np.vstack((left, left * MIRROR)),
        triangles=np.array([[0, 1, 2], [3, 5, 4]]),
        bones=("trunk", "upper.L", "lower.L", "upper.R", "lower.R"),
        parents=np.array([-1, 0, 1, 0, 3]),
        heads=heads,
        tails=tails,
        weights=np.eye(5)[follows],
    )


@pytest.mark.parametrize(
    "pose",
    [
        {"upper": (Turn(35, (0.2, 1.0, -0.4)),)},
        {"upper": (Twist(50),), "lower": (Turn(-20, (0.0, 0.0, 1.0)),)},
        {"upper": (Aim("lower", (0.1, -1.0, 0.3)), Twist(20)), "lower": (Twist(-90),)},
    ],
)
def test_the_right_side_is_the_mirror_of_the_left(body: Body, pose: Pose) -> None:
    vertices = posed(body, pose)
    assert not np.allclose(vertices, body.vertices)
    assert vertices[3:] == pytest.approx(vertices[:3] * MIRROR)


def test_no_motion_leaves_the_rest_pose(body: Body) -> None:
    assert np.array_equal(posed(body, {}), body.vertices)


def test_aim_points_the_bone_in_the_direction_asked(body: Body) -> None:
    goal = np.array([0.3, -1.0, 0.2])
    matrices, offsets = bone_transforms(body, {"upper": (Aim("lower", tuple(goal.tolist())),)})
    start, end = matrices[1] @ body.heads[1] + offsets[1], matrices[1] @ body.heads[2] + offsets[1]
    assert start == pytest.approx(body.heads[1])
    assert (end - start) / np.linalg.norm(end - start) == pytest.approx(goal / np.linalg.norm(goal))


def test_aim_counts_what_the_parent_has_done(body: Body) -> None:
    pose: Pose = {"trunk": (Turn(90, (0.0, 0.0, 1.0)),), "upper": (Aim("lower", (0.0, -1.0, 0.0)),)}
    matrices, offsets = bone_transforms(body, pose)
    line = (matrices[1] @ body.heads[2] + offsets[1]) - (matrices[1] @ body.heads[1] + offsets[1])
    assert line / np.linalg.norm(line) == pytest.approx([0.0, -1.0, 0.0])


def test_twist_keeps_the_bone_where_it_is(body: Body) -> None:
    matrices, offsets = bone_transforms(body, {"lower": (Twist(70),)})
    for end in (body.heads[2], body.tails[2]):
        assert matrices[2] @ end + offsets[2] == pytest.approx(end)


def test_children_follow_their_parents(body: Body) -> None:
    moved = posed(body, {"upper": (Turn(40, (0.0, 0.0, 1.0)),)})
    assert np.linalg.norm(moved[1] - moved[2]) == pytest.approx(
        np.linalg.norm(body.vertices[1] - body.vertices[2]), abs=1e-5
    )
    assert not np.allclose(moved[2], body.vertices[2])


def test_rotation_is_right_handed() -> None:
    assert rotation(np.array([0.0, 0.0, 2.0]), np.pi / 2) @ [1.0, 0.0, 0.0] == pytest.approx([0.0, 1.0, 0.0])


def test_an_unknown_bone_is_named(body: Body) -> None:
    with pytest.raises(ValueError, match="wing"):
        posed(body, {"wing": (Twist(10),)})
