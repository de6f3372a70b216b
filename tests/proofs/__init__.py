"""Proof that nothing acknowledged is lost. Every test runs its fault twice: against the kit, which
must lose nothing, and against a careless writer, which must lose something, or the fault is too
weak to prove anything. ``harm`` holds the faults, ``careless`` the writers, ``disk`` a disk that
forgets what was not synced, ``processes`` that record, to be killed."""
