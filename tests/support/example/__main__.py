"""``python -m tests.support.example``: plays the month again and packs it into ``data/example/``."""

from tests.support.example.month import make
from tests.support.example.packed import pack
from tests.support.machine import fast_folder

with fast_folder() as folder:
    pack(make(folder))
