"""``kit checklists print TYPE|all``: paper cards, as a page to print or as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.console import typer

from kit.plans.checklists.files import Checklists, mark_of, note_printed
from kit.plans.checklists.rules.format import Checklist
from kit import __version__
from kit.ground.console.context import Context
from kit.ground.base.clean import clean
from kit.ground.base.named import alike
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.options import force_option
from kit.plans.sites import REACHED
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import Profile

if TYPE_CHECKING:
    from kit.plans.checklists.show.paper import Printed

ALL = "all"


def register_print(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("print", help=ctx.out.word("paper.help"), **how)
    def print_(
        type_: str = typer.Argument(
            "", metavar="TYPE|all", help=ctx.out.word("paper.help-type"), show_default=False
        ),
        post: str = typer.Option(
            "", "--post", metavar="POST", help=ctx.out.word("paper.help-post")
        ),
        output: str = typer.Option(
            "", "--output", "-o", metavar="FILE", help=ctx.out.word("paper.help-output")
        ),
        profile: str = typer.Option(
            "", "--profile", metavar="PROFILE", help=ctx.out.word("help.profile")
        ),
        force: bool = force_option(ctx),
    ) -> None:
        from kit.ground.console.pages import face_of, wrote

        if not (type_ or post):
            raise Refused("card-type", Exit.USAGE)
        lists, checklists = types_of(ctx, type_ or ALL, profile)
        printed = printed_now(ctx, profile)
        id_ = post_of(printed.profile, post, ctx.me.lang) if post else ""
        html = page(checklists, printed, id_)
        if output == "-":
            ctx.out.line(html)
            return
        path = output or f"kit-{id_ or type_}-{ctx.me.lang}.html"
        if face_of(path, force or not output, ("html", "htm", "pdf")) == "pdf":
            write_pdf(ctx, path, html)
        else:
            ctx.out.say("paper.written", path=wrote(ctx, path, html))
        if not post:
            note_printed(ctx.home, lists, ctx.now().wall.date().isoformat())


def types_of(ctx: Context, type_: str, profile: str) -> tuple[dict[str, str], list[Checklist]]:
    """One list, or all that this kind of site meets, the most urgent first; what tells their texts
    from others."""
    lists, sites = ctx.of(Checklists), ctx.of(Sites)
    site = sites.in_use(profile or ctx.me.profile)
    names, files = [*site.types] if type_ == ALL else [type_], lists.files()
    if type_ == ALL:
        is_own = lists.library.is_own
        names += [n for n, path in files.items() if is_own(path) and n not in names]
    checklists = [lists.checklist(name) for name in names]
    return {name: mark_of(files[name]) for name in names if name in files}, checklists


def post_of(site: Profile, text: str, lang: str) -> str:
    """The id of the post that is named by it, or as it is called here. Raises ``Refused``."""
    wanted = alike(text)
    for id_, role in site.roles.items():
        if wanted in map(alike, (id_, role.title.zh, role.title.en)):
            return id_
    names = [f"{id_} {clean(role.title.get(lang))}" for id_, role in site.roles.items()]
    raise Refused("card-post", Exit.NOT_FOUND, text=clean(text, 60), names=names)


def page(checklists: list[Checklist], printed: Printed, post: str = "") -> str:
    """The cards of these lists, or of one post what all of them ask of it."""
    from kit.plans.checklists.show.paper import document, post as of_post

    return of_post.document(checklists, printed, post) if post else document(checklists, printed)


def printed_now(ctx: Context, profile: str) -> Printed:
    from kit.plans.checklists.show.paper import Printed

    sites = ctx.of(Sites)
    site = sites.in_use(profile or ctx.me.profile)
    for reached in REACHED:
        site = reached(ctx, site, ctx.now().wall)
    return Printed(site, ctx.me.lang, ctx.now().wall.date(), __version__)


def write_pdf(ctx: Context, path: str, html: str) -> None:
    from kit.plans.checklists.show.paper import pdf
    from kit.ground.console.pages import wrote

    made = pdf(html)
    if made is None:
        raise Refused("no-pdf")
    ctx.out.say("paper.written-pdf", path=wrote(ctx, path, made))
