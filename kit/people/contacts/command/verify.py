"""``kit contact verify``: test calls, one by one or as a walk through those that are due."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, json_option, only_one
from kit.people.contacts import show as pages
from kit.people.contacts.command.listing import list_all
from kit.people.contacts.command.shared import fresh_id, record, whole_book
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import acts
from kit.people.contacts.rules.book import Draft, TestResult
from kit.people.contacts.rules.posts import settled


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("verify", help=ctx.out.word("help.contact-verify"), **how)
    def verify(
        who: str = typer.Argument("", metavar="[WHO]", help=ctx.out.word("help.contact-who")),
        number: str = typer.Option(
            "", "--number", metavar="NUMBER", help=ctx.out.word("help.contact-verify-number")
        ),
        no_answer: bool = typer.Option(
            False, "--no-answer", help=ctx.out.word("help.contact-no-answer")
        ),
        wrong: bool = typer.Option(
            False, "--wrong-number", help=ctx.out.word("help.contact-wrong")
        ),
        said: str = typer.Option(
            "", "--said", metavar="TEXT", help=ctx.out.word("help.contact-said")
        ),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.ground.terminal.ask import terminal

        if not who:
            if as_json or not terminal():
                list_all(ctx, "", True, False, as_json)
                return
            from kit.people.contacts.talk import walk

            walk(ctx, by, lambda: whole_book(ctx), fresh_id)
            return
        given = only_one(ctx, "contact verify", no_answer=no_answer, wrong_number=wrong)
        found = acts.find(whole_book(ctx), who)
        channel = acts.channel_of(found, number)
        result: TestResult = given or "reached"  # type: ignore[assignment]
        if not given and not as_json and terminal():  # nobody called yet
            from kit.people.contacts.talk import one_call

            result = one_call(ctx, found, channel)
        ids = [found.id]

        def act(draft: Draft) -> None:
            ids.append(settled(draft, found, fresh_id))
            acts.verify(draft, ids[-1], channel.number, result, said)

        record(ctx, act, by)
        ctx.flush_warnings()
        contact = ctx.of(ContactStore).book().contacts[ids[-1]]
        if as_json:
            ctx.out.json({"contact": pages.contact_json(contact, ctx.now().wall)})
            return
        lang = ctx.me.lang
        fill = {"n": pages.label(channel, lang), "result": pages.say(lang, result)}
        ctx.out.say("contacts.tested", who=clean(contact.name), **fill)
