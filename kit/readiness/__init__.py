"""Whether it would work tonight."""

from kit.ground.base.words import tables

tables(
    doctor=f"{__name__}.doctor.words",
)
