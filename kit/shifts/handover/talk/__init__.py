"""What is asked when a shift is handed over."""

from kit.live.guide.talk.telling import meanwhile as meanwhile
