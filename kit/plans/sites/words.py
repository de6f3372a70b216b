"""Sentences about kinds of site."""

WORDS: dict[str, tuple[str, str]] = {
    "help": ("场所：列出、查看、选用", "site profiles: list, show, use"),
    "help-list": ("列出所有场所", "list all site profiles"),
    "help-show": (
        "查看场所的岗位、电话和分钟数（默认当前场所）",
        "show a profile's roles, numbers and minutes (default: the one in use)",
    ),
    "help-use": ("以后都用这个场所", "use this profile from now on"),
    "help-own": (
        "本处的地址和电话：写一次，每张清单、话术和报告都有",
        "this place's address and number: told once, in every list, script and report",
    ),
    "help-address": ("地址，照着念给 119、110、120", "the address, as it is read out to 119, 110, 120"),
    "help-phone": ("本处能打回来的电话", "a number on which this place is called back"),
    "own-address": ("地址：{text}", "Address: {text}"),
    "own-phone": ("电话：{text}", "Number: {text}"),
    "own-unknown": ("没填", "not filled in"),
    "help-id": ("场所编号，见 kit profile list", "profile id, see kit profile list"),
    "minutes": ("{n} 分钟", "{n} min"),
    "ours": ("自定", "our own figure"),
    "in-use": ("当前", "in use"),
    "types": ("会遇到：{types}", "Meets: {types}"),
    "roles": ("岗位", "Roles"),
    "absent": ("没有的岗位：{roles}", "Roles this site does not have: {roles}"),
    "figures": ("分钟数", "Minutes"),
    "standin": ("替补：{role}", "stand-in: {role}"),
    "used": ("以后的事件都用场所“{title}”（{profile}）。", "From now on incidents use the profile {title} ({profile})."),
    "overridden": (
        "注意：环境变量 KIT_PROFILE={profile}，它优先。",
        "Note: the environment variable KIT_PROFILE={profile} comes first.",
    ),
}

REFUSED: dict[str, tuple[str, str]] = {
    "profile-unknown": (
        "没有场所“{profile}”。可选：{names}",
        "There is no site profile \"{profile}\". Choose: {names}",
    ),
    "profile-loop": (
        "场所“{profile}”的 extends 绕成了圈。请改正 extends。",
        "Site profile \"{profile}\" extends itself in a circle. Correct its extends.",
    ),
}

HELP: dict[str, tuple[str, str]] = {
    "profile": ("场所，见 kit profile list", "site profile, see kit profile list"),
}
