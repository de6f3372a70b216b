"""What ``--redact`` is to every command: another context to look at the same home with."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kit.ground.console.context import Context


def looking(ctx: "Context", redact: bool) -> "Context":
    """With ``redact`` one in which every room reads only what tells nobody's name, to show and
    never to write; else the same. Raises ``Refused``."""
    if not redact or ctx.veil is not None:
        return ctx
    from kit.people.contacts.files.veiled import veil_of

    return ctx.under(veil_of(ctx))
